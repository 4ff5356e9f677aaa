"""The pages of the amendments, and what can be taken away of them."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from amended_ponds import PONDS, at
from shorthand import bill

from amend import lines
from amend.formats import akn, draft
from amend.ledger.prints import AtHand
from amend.web.site import amendments, downloads
from amend.web.site.gathering import gather
from amend.web.site.page import Frame, Page, framed

HOSTILE = "<script>alert(1)</script> \u202eXYZ " + "wide" * 60
WEED = at(
    "Clause 1, PLACE, leave out “weed”", "1", "and free of", mover="Baroness Reed", statement="It would let weed be."
)
RATS = at("Clause 1, PLACE, leave out “weed” and insert “rats”", "1", "and free of", mover="Lord Rush")
HERONS = at("After Clause 1, insert the following new Clause—\n“Herons\n(1) Herons may nest at a pond.”", "2")
NOWHERE = at("Clause 1, page 1, line 1, leave out “nothing like it”", "3")
ELSEWHERE = replace(WEED, print="HL Bill 99", number="4")
GONE = replace(at("Clause 2, PLACE, leave out “carp”", "5", "(a)"), withdrawn="2 May 2026")


@pytest.fixture
def made(tmp_path):
    """The files of the amendments' pages, by their paths, of a workspace with these drafts and a record that says so."""

    def made(packages, record="format = 1\n", files=()):
        bills, folder = tmp_path / "bills", tmp_path / "drafts"
        bills.mkdir()
        akn.write(lines(bill(PONDS, number="HL Bill 1")), bills / "ponds.xml")
        folder.mkdir()
        (folder / "record.toml").write_text(record, "utf-8")
        for actor, each in packages.items():
            (folder / actor).mkdir()
            for index, one in enumerate(each):
                (folder / actor / f"{index}.md").write_text(draft.dumps(one), "utf-8")
        for name, text in files:
            (folder / name).write_text(text, "utf-8")
        found = gather(AtHand(bills, folder))
        return {
            one.path: framed(one, Frame("Ponds Bill")).decode() if isinstance(one, Page) else one.data
            for one in amendments.pages(found)
        }

    return made


def parts(data):
    """The parts of a Word file, as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name).decode("utf-8", "replace") for name in packed.namelist()}


def plain(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_every_amendment_is_listed_and_what_cannot_be_made_is_named_with_the_reason(made):
    found = made({"alder": [WEED, HERONS, NOWHERE, ELSEWHERE, GONE]}, files=[("alder/9.md", "no draft at all")])
    listed = plain(found["amendments/index.html"])
    assert "Alder: 4 amendments to HL Bill 1" in listed
    assert "It cannot be made:" in listed
    assert "nothing like it" in listed
    assert "Amendment 4 to HL Bill 99" in listed
    assert "Withdrawn, 2 May 2026." in listed
    assert "alder/9.md" in listed
    for number in "12345":
        assert f"amendments/alder-{number}.html" in found


def test_the_page_of_an_amendment_says_what_it_is_and_what_becomes_of_it(made):
    found = made({"alder": [WEED, HERONS], "birch": [RATS]})
    page = plain(found["amendments/alder-1.html"])
    for said in (
        "It removes “weed” in clause 1(1).",
        "In the name of Baroness Reed",
        "It can be made, at clause 1(1), page 1, line 2.",
        "Clause 1, page 1, line 2, leave out “weed”",
        "It would let weed be.",
        "Alternatives: one of them can be made",
        "Amendment 1 , Birch",
        "After: Amendment 2",
    ):
        assert said in page, said
    assert "amendments/alder-1.html" in found
    assert '<del><span class="sr">left out: </span>' in found["amendments/alder-1.html"]


def test_one_to_a_print_that_is_not_at_hand_has_a_page_and_says_so(made):
    found = made({"alder": [ELSEWHERE]})
    assert "HL Bill 99, which is not at hand" in plain(found["amendments/alder-4.html"])
    assert not [path for path in found if path.startswith("amendments/on-")]


def test_in_place_each_choice_is_there_and_what_stands_in_the_way_is_told(made):
    page = made({"alder": [WEED], "birch": [RATS, HERONS]})["amendments/on-hl-bill-1.html"]
    marks = re.findall(r'class="(variant[^"]*)" data-with="([^"]*)"', page)
    assert ("variant several", "-") in marks
    assert ("variant", "birch") in marks
    assert any(mark in ("alder alder+birch", "alder+birch") for _, mark in marks)
    assert "Not made:" in page
    assert "amendment 1 (Alder) already changes these words" in plain(page)
    assert "Without a place" not in page


def test_a_print_nobody_amends_has_no_page_to_switch_and_the_list_says_so(made):
    found = made({})
    assert "The record has no amendments." in found["amendments/index.html"]
    assert list(found) == ["amendments/index.html"]


def test_what_a_draft_holds_is_shown_as_text_and_harms_nothing(made):
    bad = replace(WEED, title=HOSTILE, mover=HOSTILE, supporters=(HOSTILE,), statement=HOSTILE, decision=HOSTILE)
    found = made({"alder": [bad, replace(NOWHERE, words=f"Clause 1, {HOSTILE}")]})
    for path, page in found.items():
        if path.endswith(".html"):
            assert "<script>alert" not in page, path
            assert "\u202e" not in page, path
    assert "&lt;script&gt;alert(1)" in found["amendments/alder-1.html"]


def test_what_is_said_of_a_package_is_said_wherever_it_is_shown_and_in_every_file(made):
    said = "drafted for a test -- and not tabled --"
    record = f'format = 1\n[[actor]]\nactor = "alder"\nname = "The Alders"\namendments = "{said}"\n'
    found = made({"alder": [WEED, HERONS]}, record)
    for path, data in found.items():
        if path.endswith(".html"):
            assert said in plain(data), path
        elif path.endswith(".docx"):
            assert said in plain("".join(parts(data).values())), path
        elif path.endswith(".xml"):
            assert b"drafted for a test - - and not tabled - -" in data
            assert akn.parse(data).number == "HL Bill 1"
        elif path.endswith(".md"):
            assert f"# The Alders: {said}\n" in data.decode()
            assert draft.loads(data.decode()).words in (WEED.words, HERONS.words)
    assert sum(path.endswith(".docx") for path in found) == 6


def test_nothing_of_a_file_but_its_draft_gets_out(made):
    text = draft.dumps(WEED).replace("---\n", "---\n# a private note to ourselves\n", 1)
    found = made({"alder": []}, files=[("alder/1.md", text)])
    assert "amendments/alder-1.html" in found
    for path, data in found.items():
        held = (
            "".join(parts(data).values())
            if path.endswith(".docx")
            else data
            if isinstance(data, str)
            else data.decode()
        )
        assert "private note" not in held, path
    assert draft.loads(found["downloads/draft-alder-1.md"].decode()).words == WEED.words


def test_a_word_file_has_no_author_but_the_mover_and_no_date_but_that_of_the_amendment(made):
    found = made({"alder": [WEED], "birch": [RATS]})
    for path in (path for path in found if path.endswith(".docx")):
        held = "".join(parts(found[path]).values())
        authors = set(re.findall(r'w:author="([^"]*)"', held))
        assert authors <= {"Baroness Reed" if "alder" in path else "Lord Rush", "amend: renumbering"}, path
        assert not re.findall(r'w:date="[^"]*"', held)
        assert not re.search(r"<dc:creator>(?!amend<)[^<]", held), path


def test_the_xml_is_the_print_as_amended(made):
    data = made({"alder": [WEED, HERONS]})["downloads/packages/hl-bill-1-as-amended-alder.xml"]
    words = re.sub(r"<[^>]+>", "", data.decode())
    assert "Herons may nest at a pond." in words
    assert "free of" in words
    assert "weed" not in words


def test_of_a_large_print_the_whole_is_in_word_for_a_package_only(made, monkeypatch):
    monkeypatch.setattr(downloads, "LARGE", 10)
    tracked = [path for path in made({"alder": [WEED, HERONS]}) if "-tracked-" in path]
    assert tracked == ["downloads/packages/hl-bill-1-tracked-alder.docx"]


def test_what_cannot_be_on_one_paper_is_told_where_the_paper_would_be(made):
    found = made({"alder": [WEED, replace(HERONS, stage="Committee")]})
    assert "this file cannot be given" in found["amendments/index.html"]


def test_links_to_files_lead_to_files_that_there_are(made):
    found = made({"alder": [WEED, HERONS, ELSEWHERE, GONE], "birch": [RATS]})
    links = {
        link
        for path, page in found.items()
        if path.endswith(".html")
        for link in re.findall(r'href="\.\./(downloads/[^"]*)"', page)
    }
    assert links == {path for path in found if path.startswith("downloads/")}


def test_an_actor_called_as_another_page_is_has_a_page_of_its_own(made):
    found = made({"index": [replace(WEED, number="★")], "on": [replace(HERONS, number="HL Bill 1")]})
    assert "amendments/index-2.html" in found
    assert "amendments/by-on-hl-bill-1.html" in found
    assert "Read them in the text" in found["amendments/index.html"]


def test_the_words_of_an_amendment_stand_as_deep_as_on_its_paper(made):
    new = at(
        "After Clause 1, insert the following new Clause—\n“Herons\n(1) Herons may nest—\n(a) at a pond, or\n(b) by it.”",
        "1",
    )
    page = made({"alder": [new]})["amendments/alder-1.html"]
    words = page[page.index('class="text its-words"') : page.index("What it changes")]
    assert '<p class="row d0 h"><span class="t">“Herons</span></p>' in words
    depths = {
        number: int(depth) for depth, number in re.findall(r'class="row d(\d)"><span class="n">(.*?)</span>', words)
    }
    assert depths["(1)"] < depths["(a)"] == depths["(b)"]


def test_what_must_be_said_of_a_package_stands_by_the_choice_of_it(made):
    page = made(
        {"alder": [WEED]},
        record='format = 1\n[[actor]]\nactor = "alder"\nname = "Alder"\namendments = "none of these was tabled."\n',
    )["amendments/on-hl-bill-1.html"]
    assert page.count("none of these was tabled.") == 1
    assert page.index("data-switching") < page.index("none of these was tabled.") < page.index("data-places")
