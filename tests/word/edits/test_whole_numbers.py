"""A number of which an edit leaves only some is told of: the clerks give the next one, and no amendment does."""

import pytest
from edited_file import rewritten
from shorthand import bill
from wordfile import cut, ins, p

from amend.word.edits import import_edits, match
from amend.word.ooxml.open_untrusted import unpacked
from amend.word.write.document import document

WELLS = bill("""
    Part 1 Wells
      1 Covers
        A well must be covered.
      2 Ropes
        A rope must be sound.
    Part 2 General
      3 Short title
        This Act may be cited as the Wells Act.
    Schedule 1 Buckets
      1 Buckets must be clean.
    Schedule 2 Chains
      1 Chains must be strong.
""")
ROPES = ("A rope must be sound.", p("A rope must be ", cut("sound"), ins("strong"), "."))
BROKEN = {
    "the word Schedule": ("Schedule 1", p(cut("Schedule"), " 1"), "“Schedule 1” became “1”", "Schedule 1"),
    "the figure of a Schedule": ("Schedule 2", p("Schedule ", cut("2")), "“Schedule 2” became “Schedule”", "Schedule 2"),
    "the word Part": ("Part 1", p(cut("Part "), "1"), "“Part 1” became “1”", ""),
    "the figure of a Part": ("Part 2", p("Part ", cut("2")), "“Part 2” became “Part”", ""),
    "the number of a clause": ("2 Ropes", p(cut("2"), "\tRopes"), "“2” was left out", "Clause 2"),
    "the word for another": ("Schedule 1", p(cut("Schedule"), ins("Annex"), " 1"), "became “Annex 1”", "Schedule 1"),
}  # fmt: skip


def taken_in(*edits):
    (package,) = import_edits.drafted(
        match.matched(unpacked(rewritten(document(WELLS), *edits), place="e.docx"), WELLS)
    )
    return package


@pytest.mark.parametrize("name", BROKEN)
def test_a_number_of_which_only_some_is_left_is_a_finding(name):
    begins, edit, said, place = BROKEN[name]
    package = taken_in((begins, edit))
    assert package.amendments == ()
    (finding,) = package.findings
    assert said in finding.message
    assert place in finding.place


@pytest.mark.parametrize("name", BROKEN)
def test_the_other_edits_are_taken_in_all_the_same(name):
    begins, edit, said, _ = BROKEN[name]
    package = taken_in((begins, edit), ROPES)
    assert [one.words for one in package.amendments] == [
        "Clause 2, page 1, line 5, leave out “sound” and insert “strong”"
    ]
    assert [said in finding.message for finding in package.findings] == [True]


def test_a_number_of_the_same_kind_is_noted_as_the_clerks():
    package = taken_in(("Schedule 1", p("Schedule ", cut("1"), ins("3"))), ROPES)
    assert package.findings == ()
    assert package.notes == ("Schedule 1: “Schedule 3” is its number only when the Bill is printed again",)
