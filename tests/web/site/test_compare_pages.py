"""Two texts of the Bill side by side: which two, what is said of them, and that no word of what differs is lost."""

import re
from dataclasses import replace
from html import unescape
from itertools import combinations

import pytest
from shorthand import bill

from amend.engine.compare.redline import read as rows_of
from amend.formats import akn, draft
from amend.ledger.prints import at_hand
from amend.model.amendment import Amendment
from amend.model.outline import tops
from amend.web.site import compare_pages, front_page
from amend.web.site.bill_pages import by_whom
from amend.web.site.gathering import gather
from amend.web.site.page import Frame, framed
from amend.web.site.wordings import MOST_PACKAGES, wording_pairs, wordings

FIRST = """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean.
      (2) The keeper must—
        (a) feed the fish, and
        (b) count them.
    2 Ducks
      A duck may swim.
    3 Reeds
      Reeds are to be cut.
"""
SECOND = """
    1 Geese
      A goose may fly.
    2 Duty to keep ponds
      (1) The keeper must keep every pond clean and deep.
      (2) The keeper must—
        (a) feed the fish, and
        (b) count them.
    3 Ducks
      A duck may swim.
"""
WIDE = "Clause 2, page 1, line 4, leave out “deep” and insert “wide”"
COLD = "Clause 2, page 1, line 4, leave out “clean” and insert “cold”"
SWANS = "After Clause 3, insert the following new Clause—\n“Swans\n(1) A swan may swim.”"
NOWHERE = "Clause 2, page 1, line 4, leave out “purple”"
NO_REEDS = "Leave out Clause 3"
DRAFTS = {"alder": ((WIDE, SWANS, NOWHERE), 2), "birch": ((COLD,), 2), "cedar": ((NO_REEDS,), 1)}


def gathered(folder, prints=(FIRST, SECOND), drafts=DRAFTS):
    """What is gathered of a workspace of prints, "Bill 1" on, and of each actor's amendments to one of them."""
    (folder / "bills").mkdir(parents=True)
    (folder / "drafts").mkdir()
    (folder / "amend.toml").write_text("")
    for number, notation in enumerate(prints, 1):
        made = notation if not isinstance(notation, str) else bill(notation, number=f"Bill {number}")
        (folder / "bills" / f"{number}.xml").write_bytes(akn.dumps(made))
    for actor, (words, print_) in drafts.items():
        (folder / "drafts" / actor).mkdir(parents=True)
        for number, said in enumerate(words, 1):
            one = Amendment(said, str(number), "Commons", "Committee", f"Bill {print_}")
            draft.write(one, folder / "drafts" / actor / f"{number}.md")
    return gather(at_hand(folder))


def made(found):
    """The pages of comparisons by their paths."""
    return {one.path: one for one in compare_pages.pages(found)}


def written(page):
    return framed(page, Frame("Ponds Bill")).decode()


def words(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.fixture(scope="module")
def ponds(tmp_path_factory):
    found = gathered(tmp_path_factory.mktemp("ponds") / "space")
    return found, made(found)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    found = gather(at_hand(tmp_path_factory.mktemp("nowhere")))
    return found, made(found)


def test_there_is_a_page_for_each_two_texts_of_which_both_can_be_made(ponds):
    _, pages = ponds
    assert sorted(pages) == [
        "compare/alder-and-birch.html",
        "compare/bill-1-and-bill-2.html",
        "compare/bill-1-and-cedar.html",
        "compare/bill-2-and-alder.html",
        "compare/bill-2-and-birch.html",
        "compare/index.html",
    ]


def test_of_the_shipped_record_every_two_are_there(shipped):
    found, pages = shipped
    wanted = len(list(combinations(found.prints, 2))) + len(found.packages)
    wanted += sum(len(list(combinations(found.packages_on(one), 2))) for one in found.prints)
    assert len(pages) == wanted + 1


def test_where_they_are_chosen_every_page_is_linked_with_what_differs_in_a_line(ponds):
    _, pages = ponds
    index = written(pages["compare/index.html"])
    rows = re.findall(r'<li><a href="([^"]+)" data-pair="[^"]+">(.*?)</a><span>(.*?)</span>', index)
    assert {f"compare/{href}" for href, _, _ in rows} == set(pages) - {"compare/index.html"}
    told = {href: words(line) for href, _, line in rows}
    assert told["bill-2-and-birch.html"] == "It replaces “clean” with “cold” in clause 2(1)."
    assert told["bill-2-and-alder.html"] == "It adds a new clause, “Swans”. And 1 more."
    assert told["bill-1-and-cedar.html"] == "It removes clause 3, “Reeds”."
    assert told["alder-and-birch.html"] == "1 thing only under Alder’s amendments; 2 different under each."


def test_amendments_to_different_prints_are_said_to_be_so_and_what_there_is_is_offered(ponds):
    _, pages = ponds
    index = written(pages["compare/index.html"])
    apart = index[index.index('id="apart"') :]
    assert "no text that would show two of these together" in apart
    assert re.findall(r'href="([^"#]+)"', apart[: apart.index("</ul>")]) == [
        "bill-1-and-cedar.html",
        "bill-2-and-alder.html",
        "bill-2-and-birch.html",
    ]


def test_amendments_to_a_print_that_is_not_here_are_named(tmp_path):
    found = gathered(tmp_path / "space", drafts={"alder": ((WIDE,), 2), "yew": ((WIDE,), 9)})
    index = words(written(made(found)["compare/index.html"]))
    assert "the amendments of Yew to Bill 9" in index


def test_of_two_packages_neither_is_told_as_an_amendment_of_the_other(ponds):
    _, pages = ponds
    page = pages["compare/alder-and-birch.html"]
    html = written(page)
    assert "<ins>" not in html
    assert "<del>" not in html
    assert not re.search(r"inserted|left out|\bput in\b", words(str(page.main)).replace("put in by", ""))
    assert '<span class="sr">only under Alder’s amendments: </span>wide' in html
    assert '<span class="sr">only under Birch’s amendments: </span>cold' in html


def test_what_differs_between_two_prints_is_marked_and_the_rest_is_said_not_to_be_shown(ponds):
    _, pages = ponds
    html = written(pages["compare/bill-1-and-bill-2.html"])
    assert '<ins><span class="sr">inserted: </span> and deep<span' in html
    assert "A goose may fly." in html
    assert "Reeds are to be cut." in html
    html = written(pages["compare/bill-2-and-birch.html"])
    assert "A duck may swim" not in html
    assert re.search(r"Nothing changes in \d+ other clauses, Schedules and headings, which are not shown", words(html))
    assert 'href="../bill/bill-2/index.html">read Bill 2 whole' in html


def test_the_words_that_are_marked_are_those_of_the_comparison(shipped):
    """Every output of one comparison marks the same words."""
    found, pages = shipped
    for pair in wording_pairs(wordings(found)):
        comparison = pair.compared(found)
        html = pages[pair.path].main
        single = "".join(re.findall(r'<div class="one">(.*?)</div>\n<div class="two">', html, flags=re.S))
        single = re.sub(r'<span class="m">.*?</span>', "", single)
        marks = re.findall(
            r'<(?:ins|del|span class="[ab]")><span class="sr">[^<]*</span>(.*?)<span class="sr">', single
        )
        pieces = [row.parted() for row in rows_of(comparison.redline) if row.changed]
        wanted = [p.said for parted in pieces for part in parted for p in part if p.kind != "same"]
        assert [unescape(mark) for mark in marks] == wanted, pair.path


def test_a_clause_leads_to_its_page_and_a_new_one_to_the_amendment_that_put_it_in(ponds):
    found, pages = ponds
    html = written(pages["compare/bill-2-and-alder.html"])
    pond = next(path for path, top in tops(found.prints[1].bill) if top.label == "2")
    lasting = found.lasting["bill-2"][pond]
    assert f'href="../{lasting.path}' in html
    swans = next(one for one in found.tabled if "Swans" in one.draft.words)
    assert f'put in by <a href="../{swans.path}">' in html


def test_one_that_was_withdrawn_does_not_give_its_name_to_what_another_puts_in(tmp_path):
    found = gathered(tmp_path / "space", drafts={"alder": ((WIDE, SWANS, COLD), 2)})
    file = tmp_path / "space" / "drafts" / "alder" / "1.md"
    draft.write(replace(draft.read(file), withdrawn="withdrawn"), file)
    found = gather(at_hand(tmp_path / "space"))
    assert 'put in by <a href="../amendments/alder-2.html">' in written(made(found)["compare/bill-2-and-alder.html"])
    (package,) = found.packages
    beside = {top: by_whom([package], top) for top, _ in tops(found.prints[1].bill)}
    named = [of for each in beside.values() for one in each for of in (one.tabled, one.follows, one.precedes)]
    assert {each.draft.number for of in named for each in of} == {"2", "3"}


def test_each_page_says_of_the_amendments_in_it_what_must_be_said_of_them(shipped):
    found, pages = shipped
    said = found.record.kept.cautions
    for pair in wording_pairs(wordings(found)):
        page = " ".join(pages[pair.path].cautions)
        for text in (pair.one, pair.other):
            if text.package:
                assert text.package.name in page
                assert said[text.package.actor] in page
    for one in found.packages:
        assert said[one.actor] in " ".join(pages["compare/index.html"].cautions)
        assert said[one.actor] in str(next(front_page.pages(found)).main)


def test_what_could_not_be_made_is_named_on_the_page_of_the_text_that_lacks_it(ponds):
    found, pages = ponds
    (refused,) = [one for one in found.tabled if one.outcome and one.outcome.outcome == "refused"]
    for name in ("bill-2-and-alder", "alder-and-birch"):
        html = written(pages[f"compare/{name}.html"])
        assert "1 of Alder’s amendments could not be made and is not in this text" in words(html)
        assert f'<a href="../{refused.path}">' in html
    assert "could not be made" not in written(pages["compare/bill-2-and-birch.html"])


def test_where_nothing_could_be_made_nothing_differs_and_that_is_said(tmp_path):
    found = gathered(tmp_path / "space", drafts={"alder": ((NOWHERE,), 2)})
    pages = made(found)
    assert "Nothing differs: the two texts say the same." in written(pages["compare/bill-2-and-alder.html"])
    assert "Nothing differs." in written(pages["compare/index.html"])


def test_one_print_without_amendments_is_said_to_be_alone(tmp_path):
    pages = made(gathered(tmp_path / "space", prints=(FIRST,), drafts={}))
    assert list(pages) == ["compare/index.html"]
    html = written(pages["compare/index.html"])
    assert "There is but one text of the Bill here" in html
    assert "<select" not in html


def test_two_texts_whose_names_read_alike_have_pages_of_their_own(tmp_path):
    drafts = {"bill-1": ((NO_REEDS,), 1), "bill-2": ((WIDE,), 2), "1-and-bill-2": ((COLD,), 2), "bill": ((SWANS,), 2)}
    found = gathered(tmp_path / "space", drafts=drafts)
    pairs = list(wording_pairs(wordings(found)))
    assert len({pair.path for pair in pairs}) == len(pairs) == len(made(found)) - 1


LINE = "The keeper of every pond must see to it that water, reeds and fish are as they were in the spring of the year"


def long_bill(word, clauses, subsections):
    rows = []
    for clause in range(1, clauses + 1):
        rows.append(f"{clause} Duty number {clause}")
        rows += [f"  ({number}) {LINE} {word} {clause} {number}." for number in range(1, subsections + 1)]
    return "\n".join(rows)


@pytest.mark.parametrize(("clauses", "subsections"), [(90, 30), (1, 2_400)], ids=["many clauses", "one clause"])
def test_a_long_comparison_goes_over_several_pages_and_loses_nothing(tmp_path, clauses, subsections):
    found = gathered(
        tmp_path / "space", [long_bill(word, clauses, subsections) for word in ("before", "after")], drafts={}
    )
    pages = {path: page for path, page in made(found).items() if path != "compare/index.html"}
    assert len(pages) > 1
    assert list(pages) == [
        "compare/bill-1-and-bill-2.html",
        *(f"compare/bill-1-and-bill-2/{n}.html" for n in range(2, len(pages) + 1)),
    ]
    htmls = {path: written(page) for path, page in pages.items()}
    assert all(len(html.encode()) < 1_000_000 for html in htmls.values())
    marks = [int(mark) for html in htmls.values() for mark in re.findall(r' id="c-(\d+)"', html)]
    assert marks == list(range(1, clauses * subsections + 1))
    contents = re.search(r'<ol class="changes">.*?</ol>', htmls["compare/bill-1-and-bill-2.html"], flags=re.S)[0]
    links = re.findall(r'href="([^"#]*)#([^"]+)"', contents)
    assert len(links) == clauses
    for href, anchor in links:
        path = f"compare/{href}" if href else "compare/bill-1-and-bill-2.html"
        assert f'id="{anchor}"' in htmls[path]
    for number, html in enumerate(htmls.values(), 1):
        assert ('rel="next"' in html, 'rel="prev"' in html) == (number < len(pages), number > 1)
        assert html.count("<h1>") == 1


HOSTILE = "<script>alert(1)</script> & “x” \u202eYZ\u2066 " + "wide" * 400


def test_words_of_a_print_or_a_name_that_would_harm_are_words(tmp_path):
    one, other = bill(FIRST, number="Bill 1"), bill(FIRST.replace("A duck may swim", "A duck HOSTILE"), number="Bill 2")
    hostile = HOSTILE.replace("&", "&amp;").replace("<", "&lt;")
    space = tmp_path / "space"
    found = gathered(space, prints=(one, other), drafts={"alder": (("Leave out Clause 3",), 2)})
    file = space / "bills" / "2.xml"
    file.write_bytes(file.read_bytes().replace(b"HOSTILE", hostile.encode()))
    names = space / "drafts" / "actors.toml"
    names.write_text("")
    found = gather(at_hand(space))
    for page in made(found).values():
        html = written(page)
        assert "<script>alert" not in html
        assert "\u202e" not in html
        assert "\u2066" not in html
    assert "alert(1)" in words(written(made(found)["compare/bill-1-and-bill-2.html"]))


def test_a_table_is_a_table_with_what_differs_marked_in_its_cell(tmp_path):
    text = """
        1 Fish
          (1) The table follows.
            : the carp of the upper pond : 1
            : the tench of the lower pond : 2
          (2) Fish are counted.
    """
    found = gathered(tmp_path / "space", prints=(text, text.replace("lower pond", "deeper pond")), drafts={})
    html = str(made(found)["compare/bill-1-and-bill-2.html"].main)
    (table,) = re.findall(r"<table>.*?</table>", html, flags=re.S)
    assert table.count("<tr>") == 2
    assert re.search(r"tench of the <del>.*?lower.*?</del><ins>.*?deeper.*?</ins> pond", table)
    assert re.findall(r' id="(c-\d+)"', html) == ["c-1"]


def test_only_the_first_page_of_a_pair_has_a_card_and_each_has_a_sentence_about_it(ponds):
    _, pages = ponds
    for path, page in pages.items():
        assert bool(page.card) == (path != "compare/index.html")
        assert page.description
        assert page.title


def test_what_must_be_said_of_a_package_is_said_where_it_is_compared(tmp_path):
    found = gathered(tmp_path)
    (tmp_path / "drafts" / "record.toml").write_text(
        'format = 1\n[[actor]]\nactor = "alder"\nname = "Alder"\namendments = "none of these was tabled."\n'
    )
    found = gather(at_hand(tmp_path))
    pages = {one.path: one for one in compare_pages.pages(found)}
    saying = {"compare/index.html", *(path for path in pages if "alder" in path)}
    assert len(saying) > 1
    for path, one in pages.items():
        assert any("none of these was tabled." in said for said in one.cautions) is (path in saying), path


def test_of_very_many_packages_each_is_beside_the_print_and_the_page_says_why_no_two_are(tmp_path):
    many = {f"actor-{number}": ((WIDE,), 2) for number in range(MOST_PACKAGES + 1)}
    found = made(gathered(tmp_path / "many", drafts=many))
    assert len(found) == 1 + 1 + len(many)
    assert "So many have amendments to Bill 2 that no two of them are laid side by side here." in written(
        found["compare/index.html"]
    )
    some = dict(list(many.items())[:-1])
    assert len(made(gathered(tmp_path / "some", drafts=some))) == 2 + len(some) + len(some) * (len(some) - 1) // 2
