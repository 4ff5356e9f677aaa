"""A Bill as a Word file, clean or with its changes tracked: rejected it is the one text, accepted the other."""

import time
import zipfile
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO

import pytest
import wordtext
from hypothesis import given
from shorthand import bill, bills

from amend.drafting import make
from amend.engine.compare.compare import compare
from amend.errors import WriteError
from amend.formats import akn
from amend.model.amendment import Amendment
from amend.model.printed import each, paragraphs
from amend.model.provision import WORKING, WORKING_SAID, Carried
from amend.model.text import Text
from amend.word.ooxml import anchors
from amend.word.write.document import document, tracked

W = wordtext.W
PONDS = bill(
    """
    # Ponds
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of <i>weed</i>.
      (2) The keeper may charge for entry.
    Schedule 1 Fish
      1 (1) Count the fish—
          (a) in spring.
        (2) The table follows.
        : carp : 1
""",
    guids=True,
)
TABLES = bill(
    """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of <i>weed</i>.
    2 Fish
      Here is one table
      : carp : 1
      and then
      more still
      : tench : 2
      and no more
    3 Short title
      This Act may be cited as the Ponds Act.
"""
)
NO_TABLES = bill(
    """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of <i>weed</i>.
    2 Short title
      This Act may be cited as the Ponds Act.
"""
)
PRINTS = [
    ("social-housing-hl54-lords-committee.xml", "social-housing-hl60-lords-report.xml"),
    ("dpdi-bill265-introduced.xml", "dpdi-bill314-commons-committee.xml"),
]


def printed(text):
    return [paragraph.words for paragraph in each(paragraphs(text))]


def redline(old, new):
    return tracked(old, new, compare(old, new).redline)


def check(old, new):
    """That the changes from old to new are all in the file, in a form that both programs take."""
    data = redline(old, new)
    assert wordtext.before(data) == printed(old)
    assert wordtext.after(data) == printed(new)
    assert wordtext.faults(data) == []
    return data


@given(bills())
def test_a_clean_copy_says_what_the_text_says(text):
    data = document(text)
    assert wordtext.says(data) == printed(text)
    assert wordtext.faults(data) == []


@given(bills(), bills())
def test_rejected_it_is_the_old_text_and_accepted_the_new(old, new):
    check(old, new)


@pytest.mark.parametrize(("old", "new"), PRINTS)
def test_rejected_it_is_the_old_print_and_accepted_the_new(corpus, old, new):
    one, other = akn.read(corpus / "prints" / old), akn.read(corpus / "prints" / new)
    check(one, other)
    check(other, one)


@pytest.mark.parametrize(("old", "new"), [(TABLES, NO_TABLES), (NO_TABLES, TABLES)], ids=["out", "in"])
def test_tables_that_come_in_one_after_another_leave_nothing_behind(old, new):
    check(old, new)


def test_a_text_beside_itself_has_no_change():
    assert wordtext.changes(redline(PONDS, PONDS)) == []


def test_the_same_text_gives_the_same_bytes_at_any_time():
    first, redlined = document(PONDS), redline(PONDS, TABLES)
    time.sleep(2.1)
    assert document(PONDS) == first, "the time within a zip file goes in steps of two seconds"
    assert redline(PONDS, TABLES) == redlined


def test_words_that_look_otherwise_do_so_in_word():
    root = wordtext.part(document(PONDS))
    (run,) = [r for r in root.iter(f"{W}r") if r.findtext(f"{W}t") == "weed"]
    assert run.find(f"{W}rPr/{W}i") is not None


def test_the_contents_have_no_header_and_the_cover_no_footer():
    cover, text = wordtext.part(document(PONDS)).iter(f"{W}sectPr")
    assert [child.tag.removeprefix(W) for child in cover] == ["footerReference", "pgSz", "pgMar", "titlePg"]
    assert {"headerReference", "footerReference"} <= {child.tag.removeprefix(W) for child in text}


def test_a_heading_stands_clear_of_a_wide_number():
    body = wordtext.part(document(bill("1 Ponds\n  (1) First.\n256AZC Weed\n  (1) Second.", guids=True)))
    found = {}
    for heading in body.iter(f"{W}p"):
        style = heading.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") == "ClauseHeading0":
            tabs = {tab.get(f"{W}pos"): tab.get(f"{W}val") for tab in heading.iter(f"{W}tab") if tab.get(f"{W}pos")}
            found[wordtext.words(heading).replace("\t", "")] = tabs
    assert found == {"1Ponds": {}, "256AZCWeed": {"510": "clear", "1530": "left"}}


def test_the_heading_of_a_clause_without_a_number_stands_under_the_others_in_the_contents():
    words = "After Clause 1, insert the following new Clause—\n“Weed\nThe keeper must remove weed.”"
    new = make.apply(PONDS, [Amendment(words, "1")]).bill
    found = {}
    for entry in wordtext.part(document(new)).iter(f"{W}p"):
        if entry.find(f"{W}pPr/{W}pStyle[@{W}val='ContentsClause']") is not None:
            indent = entry.find(f"{W}pPr/{W}ind")
            found["".join(entry.itertext())] = indent is not None and indent.get(f"{W}hanging")
    assert found == {"1Duty to keep ponds": False, "Weed": "0"}


def test_the_header_has_the_title_and_the_print_and_the_footer_the_page_of_the_file():
    header = wordtext.part(document(PONDS), "word/header.xml")
    assert "".join(header.itertext()).split() == ["Ponds", "Bill", "Bill", "1"]
    footer = wordtext.part(document(PONDS), "word/footer.xml")
    assert " ".join("".join(footer.itertext()).split()).startswith(
        "In the margin: pages and lines of Bill 1. This file"
    )
    assert [field.text.strip() for field in footer.iter(f"{W}instrText")] == ["PAGE"]


def test_what_must_be_said_of_the_print_stands_on_the_cover_and_on_every_page():
    data = document(replace(PONDS, notice="Restatement. Not the official text."))
    assert wordtext.says(data)[0] == "Restatement. Not the official text."
    footer = wordtext.part(data, "word/footer.xml")
    assert "Restatement. Not the official text." in "".join(footer.itertext())


def test_each_thing_that_must_be_said_has_a_row_of_its_own_at_the_foot():
    working = replace(PONDS, notice="Restatement.", outside=((Carried(f"<?{WORKING} yes?>"),), ()))
    footer = wordtext.part(document(working), "word/footer.xml")
    last = list(footer.iter(f"{W}p"))[-1]
    rows = [element.text or "new row" for element in last.iter(f"{W}t", f"{W}br")]
    assert rows == ["Restatement.", "new row", WORKING_SAID]


def test_changes_made_in_word_are_tracked_from_the_start():
    settings = [child.tag.removeprefix(W) for child in wordtext.part(redline(PONDS, TABLES), "word/settings.xml")]
    assert settings.index("trackRevisions") < settings.index("defaultTabStop")
    assert "trackRevisions" not in [e.tag.removeprefix(W) for e in wordtext.part(document(PONDS), "word/settings.xml")]


def bookmarks(data):
    """The name of each bookmark with the words that it is around."""
    found = {}
    for paragraph in wordtext.part(data).iter(f"{W}p"):
        for mark in paragraph.iter(f"{W}bookmarkStart"):
            found[mark.get(f"{W}name")] = wordtext.words(paragraph)
    return found


def test_each_paragraph_carries_a_bookmark_and_the_custom_part_says_what_it_is():
    data = document(PONDS)
    said = anchors.anchors_of([wordtext.part(data, "customXml/item1.xml")], place="the file")
    assert (said.print, said.title, said.tracked) == ("Bill 1", "Ponds Bill", False)
    assert said.sha256 == sha256(akn.dumps(PONDS)).hexdigest()
    marked = bookmarks(data)
    assert list(marked) == list(said.marks) == [f"_amd_{n:04}" for n in range(1, len(printed(PONDS)) + 1)]
    assert list(marked.values()) == printed(PONDS)
    by_words = {words: said.marks[name] for name, words in marked.items()}
    subsection = by_words["(2)\tThe keeper may charge for entry."]
    assert (subsection.role, subsection.eid, subsection.slots) == ("text", "sec_1__subsec_2", "num content")
    assert subsection.guid == next(node.guid for _, node in PONDS.provisions() if node.eid == subsection.eid)
    assert by_words["1\tDuty to keep ponds"].slots == "num heading"


def test_with_changes_the_bookmarks_are_those_of_the_old_text():
    data = redline(NO_TABLES, TABLES)
    said = anchors.anchors_of([wordtext.part(data, "customXml/item1.xml")], place="the file")
    assert (said.sha256, said.tracked) == (sha256(akn.dumps(NO_TABLES)).hexdigest(), True)
    of_the_print = [name for name in bookmarks(data) if name.startswith("_amd_")]
    assert of_the_print == [anchors.bookmark(index) for index in range(len(printed(NO_TABLES)))]


def test_the_properties_of_the_file_say_what_it_was_made_of():
    core = wordtext.part(document(PONDS, date(2026, 11, 27)), "docProps/core.xml")
    said = {child.tag.rpartition("}")[2]: child.text for child in core}
    assert said["title"] == "Ponds Bill (Bill 1)"
    assert said["identifier"] == f"amend:{sha256(akn.dumps(PONDS)).hexdigest()}"
    assert said["created"] == said["modified"] == "2026-11-27T00:00:00Z"


def test_a_character_that_no_document_can_hold_is_refused_with_the_words_around_it():
    path = next(path for path, node in PONDS.provisions() if node.eid == "sec_1")
    heading = next(i for i, item in enumerate(PONDS.at(path).items) if item is PONDS.at(path).heading)
    odd = PONDS.edited((*path, heading), lambda block: (replace(block, text=Text("Duty to\x01 keep")),))
    with pytest.raises(WriteError, match=r"Duty to� keep” have the character U\+0001.*take the character out"):
        document(odd)


def test_words_that_xml_gives_a_meaning_are_words():
    odd = bill("""
    1 Fish & <b>frogs</b>
      The keeper must keep a < b & c > d.
    """)
    assert "The keeper must keep a < b & c > d." in wordtext.says(document(odd))


def test_very_long_words_are_written_and_compared(tmp_path):
    long = "x" * 100_000
    one, other = (bill(f"    1 Fish\n      The keeper must {word} {long}.\n") for word in ("feed", "count"))
    data = check(one, other)
    assert [change[2] for change in wordtext.changes(data)] == ["count", "feed"]


def test_a_file_is_packed_with_its_content_types_first():
    with zipfile.ZipFile(BytesIO(document(PONDS))) as file:
        assert file.namelist()[:2] == ["[Content_Types].xml", "_rels/.rels"]
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
