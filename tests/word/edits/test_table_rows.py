"""Rows of a table put in and taken out with tracking on become amendments by the lines that they stand on."""

import re

import pytest
from edited_file import rewritten, said, unzipped, zipped
from shorthand import bill
from wordfile import cut, ins, p, row

from amend.word.edits import import_edits, match
from amend.word.ooxml.open_untrusted import unpacked
from amend.word.write.document import document

FISH = bill("""
    1 Fish
      (1) The keeper may take a fish of a kind in the table.
      (2) The table follows.
        : Kind : Fee
        : carp : one
        : tench : two
        : roach : three
      (3) The keeper may charge.
    2 Short title
      This Act may be cited as the Fish Act.
""")
ROW = re.compile(r"<w:tr>.*?</w:tr>", re.DOTALL)


def new_row(*cells):
    return row(*(p(ins(cell), mark="ins") for cell in cells), mark="ins")


def gone(*cells):
    return row(*(p(cut(cell), mark="del") for cell in cells), mark="del")


def given(*edits, paragraphs=()):
    """The amendments and findings of the Bill's file after edits: each the words of a row, and what makes it another."""
    members = unzipped(rewritten(document(FISH), *paragraphs))
    xml = members["word/document.xml"].decode()
    for begins, edit in edits:
        (found,) = [one for one in ROW.finditer(xml) if said(one[0]).startswith(begins)]
        xml = xml[: found.start()] + edit(found[0]) + xml[found.end() :]
    members["word/document.xml"] = xml.encode()
    (package,) = import_edits.drafted(match.matched(unpacked(zipped(members)), FISH))
    return [one.words for one in package.amendments], [(one.place, one.message) for one in package.findings]


AT = "Clause 1, page 1, "
EEL = new_row("eel", "four")


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([("carp", lambda was: was + EEL)], [f"{AT}line 5, at end insert—\n“eel | four”"]),
        ([("roach", lambda was: was + EEL)], [f"{AT}line 7, at end insert—\n“eel | four”"]),
        ([("carp", lambda was: was + EEL + new_row("pike", "five"))], [f"{AT}line 5, at end insert—\n“eel | four\npike | five”"]),
        ([("tench", lambda _: gone("tench", "two"))], [f"{AT}leave out line 6"]),
        ([("carp", lambda _: gone("carp", "one")), ("tench", lambda _: gone("tench", "two"))], [f"{AT}leave out lines 5 and 6"]),
        ([("tench", lambda _: gone("tench", "two") + EEL)], [f"{AT}leave out line 6 and insert—\n“eel | four”"]),
        ([("carp", lambda was: was + EEL), ("roach", lambda _: gone("roach", "three"))], [f"{AT}line 5, at end insert—\n“eel | four”", f"{AT}leave out line 7"]),
    ],
)  # fmt: skip
def test_a_row_that_came_or_went_whole_is_an_amendment(edits, expected):
    assert given(*edits) == (expected, [])


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (lambda was: was + new_row("eel", "four", "never"), "has 3 cells, and no table there has as many columns"),
        (lambda was: was + row(p(ins("eel"), mark="ins"), p(ins("(a) four"), mark="ins") + p(ins("(b) five"), mark="ins"), mark="ins"), "more than one paragraph"),
    ],
)  # fmt: skip
def test_a_row_that_no_amendment_can_say_is_a_finding_with_its_place(edit, why):
    other = ("This Act may", p("This Act ", cut("may"), ins("must"), " be cited as the Fish Act."))
    words, ((place, message),) = given(("carp", edit), paragraphs=[other])
    assert words == ["Clause 2, page 1, line 10, leave out “may” and insert “must”"]
    assert place == "clause 1"
    assert why in message
