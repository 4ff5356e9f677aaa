"""The pages of the positions lead to one another, show how sure each is, and tell of words only what is certain."""

import re
from datetime import date
from itertools import pairwise

import pytest
from lxml import html
from pond_record import space, tabled, taken

from amend.ledger.prints import at_hand
from amend.model.position import Evidence
from amend.web.site import evidence_page
from amend.web.site.gathering import gather
from amend.web.site.page import framed
from amend.web.site.position_pages import INDEX, MATRIX, pages, position_title
from amend.web.site.site import frame_of
from amend.web.site.words_about import words_about

BAD = "<script>alert(1)</script>\u202e" + "x" * 300


def all_of(found):
    return {one.path: one for kind in (pages, evidence_page.pages) for one in kind(found)}


def text_of(page):
    return " ".join(html.fromstring(str(page.main)).text_content().split())


@pytest.fixture(scope="module")
def shipped():
    return gather(at_hand("/"))


@pytest.fixture(scope="module")
def made(shipped):
    return all_of(shipped)


def test_there_is_a_page_for_each_question_and_each_position(shipped, made):
    wanted = {INDEX, MATRIX, "evidence.html"}
    wanted |= {shipped.question_path(question) for question in shipped.record.questions}
    wanted |= {shipped.position_path(one) for one in shipped.record.positions}
    assert made.keys() == wanted
    assert len(wanted) == 3 + 15 + 94


def test_each_page_says_up_to_which_day_the_record_is_kept_and_none_has_a_style_of_its_own(shipped, made):
    frame = frame_of(shipped)
    for path, page in made.items():
        assert page.kept, path
        written = framed(page, frame).decode()
        assert "The record is kept up to 31 December 2025" in written
        assert not re.search(r"<style|\sstyle=|<script>|\son\w+=", written), path
        assert len(written) < 400_000, path


def test_the_questions_come_with_most_positions_first_and_with_the_last_word_of_each(shipped, made):
    page = html.fromstring(str(made[INDEX].main))
    asked = page.xpath("//section[@class='asked']")
    assert asked[0].find("h3").text_content() == "firewall"
    counts = [int(re.match(r"\d+", one.findtext("p"))[0]) for one in asked]
    assert all(one >= other for one, other in pairwise(counts))
    government = next(one for one in asked[0].iter("li") if one.findtext("b") == "His Majesty’s Government")
    assert " ".join(government.text_content().split()).startswith(
        "His Majesty’s Government supports in part verified in part P89, 18 December 2025"
    )
    for words in ("read in the source", "concluded from what was read", "rejects it, even if", "formerly"):
        assert words in text_of(made[INDEX])


def test_a_position_is_told_in_full(shipped, made):
    one = shipped.record.position("P55")[0]
    page = made[shipped.position_path(one)]
    said = text_of(page)
    for words in (one.id, one.summary, one.vehicle, *one.sources, one.people, one.bodies, "9 November 2023"):
        assert words in said
    assert "verified read in the source" in said
    assert "537" in said
    assert page.title == position_title(one) == "Nicole Jacobs, Domestic Abuse Commissioner, 9 November 2023: proposes"
    assert page.card[-1] == "proposes"


def test_a_link_to_no_more_than_the_first_page_of_a_place_says_no_more(shipped, made):
    links = html.fromstring(str(made[shipped.position_path(shipped.record.position("P55")[0])].main)).iterlinks()
    told = {address: one.text_content() for one, _, address, _ in links if "://" in address}
    assert told["https://ein.org.uk"] == "ein.org.uk"


def test_what_was_held_before_and_after_a_position_is_told(shipped, made):
    said = text_of(made["positions/p30.html"])
    assert re.search(r"Held before it: opposes verified in part P27, 26 April 2021", said)
    assert re.search(r"Taken next after it: opposes verified P36, 5 January 2022", said)
    former = text_of(made["positions/p89.html"])
    assert re.search(
        r"Held before it: formerly opposes verified in part P71\b.* formerly opposes verified P72b\b", former
    )


def test_a_former_holders_position_is_said_to_be_theirs(made):
    assert "this is a former holder’s position" in text_of(made["positions/p30.html"])
    assert "former holder" not in text_of(made["positions/p89.html"])


def test_the_positions_lead_through_the_record_in_order_of_time(shipped, made):
    order = [shipped.position_path(one).rpartition("/")[2] for one in shipped.record.positions]
    at, seen = order[0], [order[0]]
    while after := html.fromstring(str(made[f"positions/{at}"].main)).xpath("string(//a[@rel='next']/@href)"):
        seen.append(at := after)
    assert seen == order


def test_each_figure_stands_once_with_all_that_rely_on_it(shipped, made):
    page = html.fromstring(str(made["evidence.html"].main))
    assert len(page.xpath("//ul[@class='relied-on']/li")) == len(shipped.relied)
    for row in shipped.relied:
        place = page.get_element_by_id(shipped.relied_anchors[row.what, row.value, row.period])
        said = " ".join(place.text_content().split())
        for words in (row.what, row.value, row.period, *row.sources, *(one.id for one in row.by)):
            assert words in said
    assert text_of(made["evidence.html"]).index("Figures") < text_of(made["evidence.html"]).index("Cases and findings")


def told(found, which):
    words = words_about(found, found.record.position(which)[0])
    return tuple(sorted(one.slug for one in several) for several in (words.about, words.named, words.own))


def test_the_words_of_amendment_96_are_told_where_a_position_names_it(shipped):
    assert told(shipped, "P68") == (["lords-report-2024-96"], [], [])
    about, named, own = told(shipped, "P69")
    assert (about, named) == (["lords-report-2024-96"], [])
    assert len(own) == 7, "the Commissioner’s own"
    assert told(shipped, "P66")[:2] == ([], ["lords-report-2024-96"]), "it speaks for another in the same debate"
    assert told(shipped, "P71")[0] == ["lords-report-2024-96"]
    assert told(shipped, "P58")[:2] == ([], []), "NC36 is not in the record"


MOVED = tabled("7", date="2020-03-01")


@pytest.mark.parametrize(
    ("on", "vehicle", "about", "named"),
    [
        ("Ponds Bill amendment 7", "a letter", 1, 0),
        ("ponds bill, amendment 7", "a letter", 1, 0),
        ("Ponds Bill Commons Report amendment 7", "a letter", 1, 0),
        ("Ponds Bill Commons Committee amendment 7", "a letter", 0, 0),
        ("Ponds Bill Lords amendment 7", "a letter", 0, 0),
        ("Ponds Bill amendment 70", "a letter", 0, 0),
        ("Ponds Bill amendment 7 and others", "a letter", 0, 0),
        ("Wells Bill amendment 7", "a letter", 0, 0),
        ("Ponds Bills amendment 7", "a letter", 0, 0),
        ("Ponds Bill NC7", "a letter", 0, 0),
        ("Ponds Bill amendment 7", "Ponds Bill, Commons Committee, amendment 7", 0, 0),
        ("Ponds Bill amendment 7", "Ponds Bill, Commons Report, amendment 7", 1, 0),
        ("Ponds Bill amendment 7", "Ponds Bill, Commons Committee, amendment 3", 1, 0),
        ("clean ponds", "Ponds Bill, Commons Report, amendments 6, 7 and 9", 0, 1),
        ("clean ponds", "Ponds Bill, Commons Report, disagreement with Lords amendment 7", 0, 0),
        ("clean ponds", "Ponds Bill, Commons Committee, amendment 7", 0, 0),
        ("clean ponds", "Ponds Bill, amendment 7", 0, 0),
        ("clean ponds", "Wells Bill, Commons Report, amendment 7", 0, 0),
    ],
)
def test_an_amendment_is_told_only_where_it_is_certain_which(tmp_path, on, vehicle, about, named):
    found = space(tmp_path, [taken("A", "2020-04-01", on=(on,), vehicle=vehicle)], [("toads", MOVED)])
    words = words_about(found, found.record.positions[0])
    assert (len(words.about), len(words.named), words.own) == (about, named, ())


@pytest.mark.parametrize(
    ("when", "drafts"),
    [
        ("2020-02-29", [("toads", MOVED)]),  # it was not there yet
        ("2020-04-01", [("toads", MOVED), ("newts", tabled("7"))]),  # another has that number
        ("2020-04-01", [("toads", tabled("7"))]),  # it was drafted, and never moved
    ],
)
def test_an_amendment_that_may_be_another_is_not_told(tmp_path, when, drafts):
    found = space(tmp_path, [taken("A", when, on=("Ponds Bill amendment 7",))], drafts)
    assert words_about(found, found.record.positions[0]).about == ()


def test_the_actors_own_amendments_are_told_as_what_the_position_need_not_be_about(tmp_path):
    found = space(tmp_path, [taken("A", "2020-04-01")], [("heron", tabled("1")), ("toads", tabled("2"))])
    assert [one.number for one in words_about(found, found.record.positions[0]).own] == ["Amendment 1"]
    said = text_of(all_of(found)["positions/a.html"])
    assert "The position does not say that it is about these. Amendment 1" in said
    assert "Clause 1, page 1, line 2, leave out “clean”" in said


def test_an_id_or_question_cannot_take_the_place_of_another_page(tmp_path):
    ids = ("index", "matrix", "on-clean-ponds", "../../index", "..", "—", "/", "a", "A")
    positions = [taken(id, f"2020-01-{at:02}") for at, id in enumerate(ids, 1)]
    found = space(tmp_path, [*positions, taken("q", "2020-02-01", on=("—", "../x", "Clean ponds", "clean ponds"))])
    paths = [one.path for one in pages(found)]
    assert len(paths) == len({path.casefold() for path in paths}) == 2 + 4 + len(ids) + 1
    assert all(re.fullmatch(r"positions/[a-z0-9-]+\.html", path) for path in paths)
    title = {one.path: one.title for one in pages(found)}
    assert (title[INDEX], title[MATRIX]) == ("Positions", "Who held what on any day")
    assert title["positions/on-clean-ponds.html"].startswith("Who held what on")


def test_what_a_position_holds_is_text_and_harms_nothing(tmp_path):
    hostile = taken(
        BAD, "2020-01-01", on=(BAD,), who=BAD, vehicle=BAD, summary=BAD, people=BAD, bodies=BAD, strength=BAD,
        sources=("javascript:alert(1)", f"https://example.org/{BAD}", 'https://example.org/"onclick="x'),
        evidence=(Evidence(BAD, BAD, BAD, "javascript:alert(2)"),),
    )  # fmt: skip
    early, late = taken("early", "0001"), taken("late", "9999-12-31", "opposes")
    found = space(tmp_path, [hostile, early, late], [("heron", tabled("1", title=BAD))])
    frame = frame_of(found)
    for path, page in all_of(found).items():
        written = framed(page, frame).decode()
        assert "<script>" not in written, path
        assert "\u202e" not in written, path
        assert len(written) < 400_000, path
        tree = html.fromstring(written)
        for link in tree.xpath("//@href"):
            assert re.match(r"https://example\.org/|[^:]*$", link), (path, link)
        for link in tree.xpath("//a[contains(@href, '://')]"):
            assert link.get("rel") == "nofollow noopener"
        assert not tree.xpath("//@onclick")


def test_a_position_that_cannot_be_read_is_named_and_the_rest_is_shown(tmp_path):
    space(tmp_path, [taken("A", "2020-01-01")])
    (tmp_path / "drafts" / "heron" / "positions" / "bad.md").write_text("no position")
    found = gather(at_hand(tmp_path))
    said = text_of(all_of(found)[INDEX])
    assert "heron/positions/bad.md" in said
    assert str(tmp_path) not in said
    assert "1 position on 1 question" in said


def test_a_record_without_positions_has_its_pages(tmp_path):
    made = all_of(space(tmp_path))
    assert made.keys() == {INDEX, MATRIX, "evidence.html"}
    assert "The record holds no positions." in text_of(made[INDEX])
    assert "No position in the record relies on" in text_of(made["evidence.html"])


def test_a_position_without_a_date_and_one_of_a_month_are_told_so(tmp_path):
    found = space(tmp_path, [taken("A", ""), taken("B", "2020-05")])
    made = all_of(found)
    assert "undated" in text_of(made["positions/a.html"])
    assert "May 2020; the day is not known" in text_of(made["positions/b.html"])
    assert "Without a date" in text_of(made["positions/on-clean-ponds.html"])
    assert date(2020, 5, 31) == found.record.positions[0].when.latest
