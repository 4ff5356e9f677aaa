"""What the proof takes for the same text, and what it does not."""

from dataclasses import replace

import pytest
from shorthand import bill, whole

from amend.drafting import proof
from amend.english.structure import new_clause
from amend.model.outline import tops
from amend.model.provision import walk

PONDS = """
    1 Ponds
      (1) The keeper must keep—
        (a) in clean water—
          (i) carp,
          (ii) tench.
      (2) The keeper's rest.
"""
ACTS = """
    1 Acts
      After section 96 insert— [
          96A Duty
            (2) The keeper must—
              (a) feed the fish.
      ].
"""


def rows(notation):
    print_ = bill(notation)
    text = proof.ProofText(print_)
    return [row for path, _ in tops(print_) for row in text.rows(path)]


@pytest.mark.parametrize(
    ("text", "change", "same"),
    [
        (PONDS, ("(2) The", "(3) The"), True),  # the Bill's own numbers are the clerks'
        (PONDS, ("keeper's", "keeper’s"), True),
        (PONDS, ("1 Ponds", "1 Meres"), True),  # and so are its headings
        (PONDS, ("          (ii) tench", "        (ii) tench"), False),
        (PONDS, ("clean water", "cleanwater"), False),
        (PONDS, ("(2) The", "The"), False),
        (ACTS, ("96A Duty", "96A Duties"), False),
        (ACTS, ("96A Duty", "96B Duty"), False),
        (ACTS, ("(2) The", "(3) The"), False),
    ],
)
def test_words_shape_and_the_numbers_of_acts_are_compared(text, change, same):
    assert change[0] in text
    assert proof.reads_the_same(rows(text), rows(text.replace(*change))) is same
    old, new = proof.ProofText(bill(text)), proof.ProofText(bill(text.replace(*change)))
    ((path, _),) = tops(old.bill)
    assert proof.same_in_both(old, path, new, path) is same


LIST = """
    1 Acts
      (1) The Ponds Act is amended—
        (a) for “that” substitute “that—
          (a) the keeper, or
          (b) the pond”;
        (c) omit section 3.
      (2) Rest.
"""
ONE_MORE = """
    1 Acts
      (1) The Ponds Act is amended—
        (a) at the end insert “, or
        (c) the weed”;
        (b) omit section 3.
"""
FULL_OUT = """
    1 Acts
      (1) In the Ponds Act, for “to” substitute “to—
        (a) the keeper, or
        (b) the pond, where—
          (i) it is clean, or
          (ii) it is deep,
          if asked”.
"""


@pytest.mark.parametrize(
    ("flat", "change", "same"),
    [
        (LIST, ("", ""), True),  # prints nest what is quoted so or so
        (LIST, ("        (c) omit", "          (c) omit"), False),
        (LIST, ("          (b) the pond", "            (b) the pond"), False),
        (LIST, ("          (a) the keeper, or\n          (b)", "          (a) the keeper, or (b)"), False),
        (LIST, ("      (2) Rest.", "          (2) Rest."), False),
        (ONE_MORE, ("", ""), True),
        (ONE_MORE, ("        (c) the weed", "          (c) the weed"), True),
        (ONE_MORE, ("        (b) omit", "          (b) omit"), False),
        (FULL_OUT, ("", ""), True),
        (FULL_OUT, ("          if asked", "      if asked"), False),
    ],
)
def test_what_is_quoted_is_nested_by_itself_and_all_else_as_it_is(flat, change, same):
    assert change[0] in flat
    lines = [line.strip() for line in flat.strip().split("\n")]
    read = proof.ProofText(whole((new_clause("\n".join(["Acts", *lines[1:]])),)))
    ((path, _),) = tops(read.bill)
    ours, theirs = read.rows(path), rows(flat.replace(*change))
    assert proof.reads_the_same(ours, theirs) is same
    assert proof.reads_the_same(theirs, ours) is same


@pytest.mark.parametrize("number", ["or (2)", "(2)."])
def test_the_number_of_an_act_is_compared_with_all_its_words(number):
    said = rows(ACTS)
    odd = [row if row.label != "(2)" else proof.ProofRow(number, row.shape, number) for row in said]
    assert odd != said
    assert not proof.reads_the_same(said, odd)


def test_a_difference_is_shown_where_it_begins_with_a_little_of_what_stands_before_it():
    wanted = proof.ProofText(bill(PONDS))
    keys = {path: proof.key_of(node) for path, node in tops(wanted.bill)}
    (found,) = proof.unproved(wanted, bill(PONDS.replace("tench", "pike")), keys)
    assert found.wanted.startswith("carp, [")
    assert "tench" in found.wanted
    assert found.got == found.wanted.replace("tench", "pike")
    assert proof.unproved(wanted, bill(PONDS), keys) == []


@pytest.mark.parametrize(("name", "same"), [("startQuote", False), ("eId", True)])
def test_of_attributes_only_those_count_that_what_is_read_depends_on(name, same):
    quotation = next(node for _, node in walk(bill(ACTS).root) if getattr(node, "tag", "") == "quotedStructure")
    other = replace(
        quotation, attributes=(*(pair for pair in quotation.attributes if pair[0] != name), (name, "other"))
    )
    assert proof.plainly_the_same(quotation, other) is same
