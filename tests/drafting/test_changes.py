"""The changes of a text are made in the forms that a drafter would table."""

import pytest
from shorthand import bill

from amend.drafting import make
from amend.drafting.reverse import DraftStyle, draft
from amend.errors import Refusal
from amend.model.amendment import Amendment
from amend.model.house import House
from amend.model.outline import words_of

PONDS = """
    1 Ponds
      (1) In this Act—
        * “pond” means still water, |or
        * “keeper” means a person.
      (2) The keeper must feed every fish in |the pond that is in the charge |of the keeper.
"""


@pytest.mark.parametrize("style", [DraftStyle.WORDS, DraftStyle.USUAL])
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            ("        * “keeper” means a person.\n", ""),
            "Clause 1, page 1, line 5, leave out the definition of “keeper”",
        ),
        (
            ("that is in the charge |of the keeper.", "and every other one that swims about."),
            "Clause 1, page 1, line 7, leave out from “pond” to end of line 8"
            " and insert “and every other one that swims about.”",
        ),
        (
            ("charge |of the keeper.", "charge |of the owner."),
            "Clause 1, page 1, line 8, leave out “keeper” and insert “owner”",
        ),
    ],
)
def test_a_definition_goes_by_its_name_and_a_range_ends_with_its_line(change, expected, style):
    assert change[0] in PONDS
    new = bill(PONDS.replace(*change), guids=True)
    (amendment,) = draft(bill(PONDS, guids=True), new, House.LORDS, style).amendments
    assert amendment.words == expected


def test_a_refusal_names_the_clause_and_no_lack_of_ours():
    with pytest.raises(Refusal) as error:
        draft(bill(PONDS), bill(PONDS + "    2 Toads\n      (1) One.\n        (a) two.\n"), House.LORDS)
    assert str(error.value).startswith("“Toads”: amendment 1 cannot be made: the label (a)")


def test_where_no_clause_stays_a_new_one_comes_after_the_last_there_was():
    new = bill("    1 Cats\n      Cats purr on mats.\n")
    drafted = draft(bill(PONDS), new, House.LORDS)
    assert [one.words for one in drafted.amendments] == [
        "Leave out Clause 1",
        "After Clause 1, insert the following new Clause—\n“Cats\nCats purr on mats.”",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Clause 1, page 1, line 3, leave out the definition of “keeper”", "definition (keeper) begins on page 1, line 5"),
        ("Clause 1, page 1, line 5, leave out the definition of “keep”", "clause 1 defines “pond”, “keeper”"),
        ("Clause 1, page 1, line 5, leave out the definition of “fish”", "clause 1 defines “pond”, “keeper”"),
    ],
)  # fmt: skip
def test_a_definition_that_is_not_there_is_refused_with_what_is(words, told):
    (outcome,) = make.apply(bill(PONDS), [Amendment(words, "1")]).outcomes
    assert outcome.outcome == "refused"
    assert told in outcome.reason


NOTICE = (
    "but must first put up a notice by the pond.",
    "The notice must say what the keeper does.",
    "This does not apply in the winter months.",
)


def full_out(*paragraphs):
    """A list with these paragraphs full out below it."""
    below = "".join(f"      {words}\n" for words in paragraphs)
    return bill(
        f"    1 Ponds\n      (1) The keeper may—\n        (a) swim, or\n        (b) dive,\n{below}      (2) Rest.\n",
        guids=True,
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (NOTICE, NOTICE[::2], ["leave out line 6"]),
        (NOTICE[:2], NOTICE[1:2], ["leave out line 5"]),
        (NOTICE, NOTICE[2:], ["leave out lines 5 and 6"]),
        (
            NOTICE,
            (NOTICE[0].replace("notice", "sign"), NOTICE[2].replace("winter", "summer")),
            ["line 5, leave out “notice” and insert “sign”", "leave out line 6", "line 7, leave out “winter” and insert “summer”"],
        ),
        ((NOTICE[1], *NOTICE[:2]), NOTICE[:2], ["leave out line 5"]),
        ((NOTICE[1], NOTICE[1].replace("keeper", "owner"), NOTICE[0]), NOTICE[1::-1], ["leave out line 6"]),
        ((NOTICE[1].replace("keeper", "owner"), NOTICE[1], NOTICE[0]), NOTICE[1::-1], ["leave out line 5"]),
    ],
)  # fmt: skip
def test_a_paragraph_full_out_goes_by_its_line_and_the_others_stay(old, new, expected):
    drafted = draft(full_out(*old), full_out(*new), House.LORDS)
    assert [one.words for one in drafted.amendments] == [f"Clause 1, page 1, {said}" for said in expected]
    made = make.apply(full_out(*old), drafted.amendments).bill
    assert words_of(made.root) == words_of(full_out(*new).root)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[The notice must say so.", "The notice must say so.", "leave out “[The” and insert “The”"),
        ("…the notice must say so.", "—the notice must say so.", "leave out “…the” and insert “—the”"),
        ("The notice must say so]", "The notice must say so", "leave out “so]” and insert “so”"),
    ],
)
def test_a_mark_with_no_word_before_it_is_amended_with_the_word_after_it(old, new, expected):
    (amendment,) = draft(full_out(old), full_out(new), House.LORDS).amendments
    assert amendment.words == f"Clause 1, page 1, line 5, {expected}"
    assert words_of(make.apply(full_out(old), [amendment]).bill.root) == words_of(full_out(new).root)


QUOTED = """
    1 Acts
      After section 5 insert— [
        # Weed
          5A Weed
            (1) Clear the weed in spring.
        # Reed
          5B Reed
            (1) Cut the reed.
      ].
"""


def test_a_heading_among_sections_of_an_act_is_left_out_by_its_line_and_reworded():
    for change, expected in (
        (("        # Reed\n", ""), "Clause 1, page 1, leave out line 6"),
        (("# Reed", "# Reeds"), "Clause 1, page 1, leave out line 6 and insert “Reeds”"),
    ):
        new = bill(QUOTED.replace(*change), guids=True)
        drafted = draft(bill(QUOTED, guids=True), new, House.LORDS).amendments
        assert drafted[0].words == expected


@pytest.mark.parametrize(
    ("style", "whole"), [(DraftStyle.WORDS, False), (DraftStyle.USUAL, True), (DraftStyle.PROVISIONS, True)]
)
def test_a_subsection_of_which_much_changes_is_replaced_whole_but_in_the_style_of_words(style, whole):
    was = "feed every fish in |the pond that is in the charge |of the keeper"
    assert was in PONDS
    new = PONDS.replace(was, "sell any boat that is left in winter, and tell the council what price was paid")
    (amendment,) = draft(bill(PONDS, guids=True), bill(new, guids=True), House.LORDS, style).amendments
    assert ("leave out subsection (2) and insert—" in amendment.words) is whole


def test_a_subsection_of_which_little_changes_is_not_replaced_whole():
    new = PONDS.replace("feed every fish", "feed any fish")
    (amendment,) = draft(bill(PONDS, guids=True), bill(new, guids=True), House.LORDS, DraftStyle.USUAL).amendments
    assert amendment.words.endswith("leave out “every” and insert “any”")
