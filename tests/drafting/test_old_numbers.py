"""What comes in refers to provisions by the numbers that they have in the print that is amended."""

from dataclasses import replace

import pytest
from shorthand import bill

from amend.drafting import make
from amend.drafting.old_numbers import in_old_numbers
from amend.drafting.reverse import draft
from amend.engine.compare.pairing import pair
from amend.engine.reprint.reprint import reprint
from amend.english import structure
from amend.model.house import House
from amend.model.outline import tops
from amend.model.provision import Block, unit, walk
from amend.model.text import Text

PONDS = """
    1 Ponds
      (1) The keeper must keep every pond clean.
      (2) The keeper may charge for entry.
      (3) A charge must be reasonable.
    2 Fish
      The keeper must feed the fish.
    3 Frogs
      The keeper must feed the frogs.
    4 Acts
      (1) The Ponds Act 1990 is amended as follows.
      (2) In section 5 omit “weed”.
    5 Short title
      This Act may be cited as the Ponds Act.
"""
CHARGES = PONDS.replace("(3) A", "(4) A").replace("(2) The keeper may", "(2) A duty.\n      (3) The keeper may")
TOADS = (
    PONDS.replace("5 Short", "6 Short")
    .replace("4 Acts", "5 Acts")
    .replace("    3 Frogs", "    3 Toads\n      Feed the toads.\n    4 Frogs")
)


def known(notation):
    """A Bill whose provisions are known by the words that they begin with, as those of official files are by GUIDs."""
    print_ = bill(notation)
    for path, node in list(print_.provisions()):
        if unit(node):
            said = next(b.words for _, b in walk(node) if isinstance(b, Block) and b.tag in ("heading", "p"))
            guid = ("GUID", "_".join(["", node.tag, *said.split()[:3]]))
            print_ = print_.edited(path, lambda n, guid=guid: (replace(n, attributes=(*n.attributes, guid)),))
    return print_


@pytest.mark.parametrize(
    ("new", "change", "expected"),
    [
        (CHARGES, ("pond clean.", "pond clean (see subsection (4))."), "insert “(see subsection (3))”"),
        (CHARGES, ("A duty.", "A duty under subsections (3) and (4)."), "“(1A) A duty under subsections (2) and (3).”"),
        (CHARGES, ("feed the fish.", "feed the fish under section 1(4)."), "insert “under section 1(3)”"),
        (
            CHARGES,
            ("pond clean.", "pond clean (see subsection (4) of section 9)."),
            "(see subsection (4) of section 9)",
        ),
        (TOADS, ("feed the fish.", "feed the fish and what is in section 4."), "insert “and what is in section 3”"),
        (TOADS, ("feed the fish.", "feed the fish under section 3."), "insert “under section (Toads)”"),
        (TOADS, ("Feed the toads.", "Feed the toads as section 4 says."), "Feed the toads as section 3 says.”"),
    ],
)
def test_a_reference_without_a_mark_in_words_that_come_in_has_the_old_prints_number(new, change, expected):
    assert change[0] in new
    old, wanted = known(PONDS), known(new.replace(*change))
    drafted = draft(old, wanted, House.LORDS)
    assert expected in "\n".join(amendment.words for amendment in drafted.amendments)
    printed = reprint(make.apply(old, drafted.amendments).bill, old).bill
    assert rows(printed) == rows(wanted)


def rows(print_):
    return [row for path, _ in tops(print_) for row in structure.written_rows(print_.at(path))]


def test_a_reference_that_was_there_and_stays_is_not_changed():
    words = PONDS.replace("may charge", "may under subsection (2) charge")
    new = CHARGES.replace("may charge", "may under subsection (2) charge")
    (amendment,) = draft(known(words), known(new), House.LORDS).amendments
    assert amendment.words.endswith("“(1A) A duty.”")


def test_a_reference_in_words_that_amend_an_act_is_left_and_told_with_its_place():
    new = PONDS.replace("is amended as follows.\n", "is amended as follows.\n      (2) This is new.\n").replace(
        "(2) In section 5 omit “weed”", "(3) In section 5 (and see subsection (3)) omit “weed”"
    )
    drafted = draft(known(PONDS), known(new), House.LORDS)
    assert any(
        "“subsection (3)” in clause 4(3) may lead to a provision that has another number" in n for n in drafted.notes
    ), drafted.notes


@pytest.mark.parametrize("number", ["or (2)", "fish—eggs", ".2)"])
def test_a_number_that_printing_again_puts_right_is_told(number):
    new = known(PONDS)
    path, node = next((p, n) for p, n in new.provisions() if n.tag == "subsection" and n.label == "2")
    odd = new.edited(
        (*path, node.items.index(node.number)), lambda block: (block.replaced(0, len(block.text), Text(number)),)
    )
    drafted = draft(known(PONDS), odd)
    assert drafted.amendments == ()
    (note,) = drafted.notes
    assert f"its number, “{number}”, is put right when the Bill is printed again" in note


NEWTS = "    {0} Newts\n      (1) The keeper must feed the newts.\n      (2) The keeper must count the newts.\n"


@pytest.mark.parametrize("at", [1, 2, 3, 4, 5])
def test_the_new_text_in_old_numbers_has_its_own_paths_where_a_new_clause_has_no_number(at):
    first = next(place for place, row in enumerate(PONDS.split("\n")) if row.startswith(f"    {at} "))
    rows_ = PONDS.split("\n")
    new = known("\n".join((*rows_[:first], NEWTS.format("9").rstrip("\n"), *rows_[first:])))
    path, clause = next((p, n) for p, n in tops(new) if n.label == "9")
    new = new.edited((*path, clause.items.index(clause.number)), lambda _: ())
    given = in_old_numbers(pair(known(PONDS), new, redrafted=True))
    assert [place for place, _ in walk(given.bill.root)] == [place for place, _ in walk(new.root)]


SECTION = """
    1 Acts
      (1) After section 96 of the Ponds Act 1990 insert— [
        96A Keepers
          (1) The keeper must feed the carp in spring.
          (2) The keeper may charge for entry in summer.
          (3) This does not apply in the winter months.
      ].
    2 Short title
      This Act may be cited as the Fish Act.
"""


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([("(3) This", "(4) This"), ("          (2) The", "          (2) The keeper must rest.\n          (3) The")], "line 4, at end insert—\n“(1A) The keeper must rest.”"),
        ([("          (2) The keeper may charge for entry in summer.\n", ""), ("(3) This", "(2) This")], "line 5, leave out subsection (2)"),
    ],
)  # fmt: skip
def test_a_number_in_a_new_section_that_follows_what_came_or_went_beside_it_is_not_amended(changes, expected):
    new = SECTION
    for old, words in changes:
        assert new.count(old) == 1
        new = new.replace(old, words)
    (amendment,) = draft(known(SECTION), known(new), House.LORDS).amendments
    assert amendment.words == f"Clause 1, page 1, {expected}"
    printed = reprint(make.apply(known(SECTION), [amendment]).bill, known(SECTION)).bill
    assert rows(printed) == rows(known(new))
