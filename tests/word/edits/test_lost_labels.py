"""A provision whose number alone was struck out: no amendment takes a number and leaves the words, and that is said."""

import pytest
from edited_file import rewritten
from shorthand import bill
from wordfile import cut, ins, p

from amend.word.edits import import_edits, match
from amend.word.ooxml.open_untrusted import unpacked
from amend.word.write.document import document

PONDS = bill("""
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean.
      (2) The keeper may charge for entry.
      (3) The keeper may—
        (a) fish, and
        (b) swim in summer.
    2 Frogs
      (1) After section 5 of the Canals Act insert— [
        5A Weed
          (1) The owner must clear weed.
          (2) The owner may cut reeds.
      ].
      (2) The keeper must feed the frogs.
    3 Short title
      This Act may be cited as the Ponds Act.
    Schedule 1 Fish
      1 (1) Count the fish.
        (2) Count the frogs.
      2 Count the newts.
""")
GOOD = ("(2) The keeper must feed", p("(2)\tThe keeper must feed the frogs", ins(" and toads"), "."))
FED = "Clause 2, page 1, line 12, after “frogs” insert “and toads”"
LOST = {
    "a subsection": (
        "(2) The keeper may charge",
        p(cut("(2)\t"), "The keeper may charge for entry."),
        "(2)",
        "Clause 1(2)",
    ),
    "the first subsection": (
        "(1) The keeper must",
        p(cut("(1)\t"), "The keeper must keep every pond clean."),
        "(1)",
        "Clause 1(1)",
    ),
    "one with a list": ("(3) The keeper may", p(cut("(3)\t"), "The keeper may—"), "(3)", "Clause 1(3)"),
    "a paragraph": ("(b) swim", p(cut("(b)\t"), "swim in summer."), "(b)", "Clause 1(3)(b)"),
    "one with words changed too": (
        "(b) swim",
        p(cut("(b)\t"), "swim in summer", ins(" and autumn"), "."),
        "(b)",
        "Clause 1(3)(b)",
    ),
    "quoted text": (
        "(2) The owner may",
        p(cut("(2)\t"), "The owner may cut reeds.”."),
        "(2)",
        "Clause 2(1) section 5A(2)",
    ),
    "a sub-paragraph": ("(2) Count the frogs", p(cut("(2)\t"), "Count the frogs."), "(2)", "Schedule 1 paragraph 1(2)"),
    "a paragraph of a Schedule": (
        "2 Count the newts",
        p(cut("2\t"), "Count the newts."),
        "2",
        "Schedule 1 paragraph 2",
    ),
}


def drafted(*edits):
    file = rewritten(document(PONDS), *edits)
    (package,) = import_edits.drafted(match.matched(unpacked(file, place="edited.docx"), PONDS))
    return package


@pytest.mark.parametrize("which", LOST)
def test_a_number_left_out_by_itself_is_not_taken_in_and_the_other_edits_are(which):
    begins, paragraph, label, place = LOST[which]
    package = drafted((begins, paragraph), GOOD)
    assert [amendment.words for amendment in package.amendments] == [FED]
    assert [(finding.place, finding.message) for finding in package.findings] == [
        (
            place,
            f"the number “{label}” was left out and its words were kept, which was not taken in: no amendment takes a"
            " number alone; leave its words out too, or join them to the paragraph above",
        )
    ]


def test_the_last_subsection_that_is_left_needs_no_number():
    gone = ("(1) After section 5", p(cut("(1)\tAfter section 5 of the Canals Act insert—"), mark="del"))
    rows = ["“5A\tWeed", "(1)\tThe owner must clear weed.", "(2)\tThe owner may cut reeds.”."]
    edits = [gone, *((row.replace("\t", " ")[:20], p(cut(row), mark="del")) for row in rows)]
    package = drafted(*edits, ("(2) The keeper must feed", p(cut("(2)\t"), "The keeper must feed the frogs.")))
    assert package.findings == ()
    assert [amendment.words for amendment in package.amendments] == [
        "Clause 2, page 1, line 8, leave out subsection (1)"
    ]


def test_a_bare_label_is_not_the_heading_of_a_new_clause():
    broken = ("(3) The keeper may", p("(3)"))
    above = ("(2) The keeper may charge", p("(2)\tThe keeper may charge for entry. The keeper may—"))
    package = drafted(above, broken, GOOD)
    assert not any("“(3)\n" in amendment.words for amendment in package.amendments)
    assert FED in [amendment.words for amendment in package.amendments]
