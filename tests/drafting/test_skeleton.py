"""A draft is begun in a form that a clerk would table: a new clause, the Title, a label that is free."""

import pytest
from shorthand import bill

from amend.drafting import convert, make, skeleton
from amend.drafting.reverse import draft
from amend.english.writer import write
from amend.errors import Refusal
from amend.model.amendment import Amendment
from amend.model.house import House
from amend.model.lines import Reading
from amend.model.provision import Provision, walk

PRINT = bill("""
    1 Duty to keep ponds
      (1) The keeper must keep the pond clean.
      (2) The keeper may—
        (y) plant reeds, and
        (z) dig.
    2 Short title
      This Act may be cited as the Ponds Act.
    ===
    Schedule 1 Fish
      1 Carp are fish.
      2 Tench are fish.
""")


@pytest.mark.parametrize(
    ("how", "where", "house", "words", "beside"),
    [
        ("at", "clause 2", House.LORDS, "After Clause 2, insert the following new Clause—", ("", "")),
        ("at", "clause 2", House.COMMONS, "To move the following Clause—", ("clause 2", "")),
        ("before_clause", "1", House.LORDS, "Before Clause 1, insert the following new Clause—", ("", "")),
        ("before_clause", "1", House.COMMONS, "To move the following Clause—", ("", "clause 1")),
        ("after_clause", "1", House.COMMONS, "To move the following Clause—", ("clause 1", "")),
        ("at", "Title", House.LORDS, "In the Title, line 1, after “ponds” insert “…”", ("", "")),
        ("at", "Title", House.COMMONS, "Title, line 1, after “ponds” insert “…”", ("", "")),
        ("at", "clause 1(2)(z)", House.LORDS, "Clause 1, page 1, line 5, at end insert—", ("", "")),
        ("at", "Schedule 1 paragraph 1", House.LORDS, "Schedule 1, page 2, line 2, at end insert—", ("", "")),
    ],
)
def test_a_draft_is_begun_in_the_form_of_the_house(how, where, house, words, beside):
    made = skeleton.new(PRINT, how, where, house)
    assert made.words.split("\n")[0] == words
    assert (made.after, made.before) == beside


@pytest.mark.parametrize(
    ("where", "row"),
    [("clause 1(2)(z)", "“(aa) …”"), ("Schedule 1 paragraph 1", "“1A …”"), ("clause 1(1)", "“(1A) …”")],
)
def test_the_label_that_is_offered_is_free(where, row):
    assert skeleton.new(PRINT, "at", where, House.LORDS).words.split("\n")[1] == row


def test_words_still_to_be_written_are_refused():
    made = skeleton.new(PRINT, "at", "clause 1(1)", House.LORDS)
    (finding,) = make.findings(PRINT, [made])
    assert finding.level == "refusal"
    assert "still has “…”" in finding.message


def test_a_bill_without_a_number_goes_by_its_title():
    unnumbered = bill("1 Ponds\n  Ponds are wet.", number="")
    made = skeleton.new(unnumbered, "leave_out", "clause 1", House.COMMONS)
    assert made.print == unnumbered.title
    assert make.findings(unnumbered, [made]) == ()


def test_a_new_clause_before_the_first_has_no_place_in_the_words_of_the_commons():
    new = bill("1 Otters\n  Otters are welcome.\n2 Ponds\n  Ponds are wet.")
    drafted = draft(bill("1 Ponds\n  Ponds are wet."), new, House.COMMONS)
    (amendment,) = drafted.amendments
    assert (amendment.number, amendment.before) == ("NC1", "clause 1")
    assert amendment.words.startswith("To move the following Clause—")


NEW = "After Clause 1, insert the following new Clause—\n“Eels\nEels may swim.”"


@pytest.mark.parametrize(
    ("number", "words", "house", "written"),
    [
        ("2", NEW, House.COMMONS, ""),
        ("NC1", "To move the following Clause—\n“Eels\nEels may swim.”", House.LORDS, ""),
        ("NC1", "To move the following Clause—\n“Eels\nEels may swim.”", House.COMMONS, "NC1"),
        ("2", NEW, House.LORDS, "2"),
        ("7", "Clause 1, page 1, line 2, leave out “clean”", House.COMMONS, "7"),
    ],
)
def test_a_number_of_the_other_house_is_not_taken_for_one_of_this(number, words, house, written):
    assert convert.number_in_house(Amendment(words, number=number), house) == written


@pytest.mark.parametrize(
    ("words", "stage", "says"),
    [
        ("Clause 1, page 1, line 2, at end insert “or safe”", "Report", "after the full stop"),
        ("Clause 1 page 1, line 2, leave out “clean”", "Report", "a comma is missing after the clause"),
    ],
)
def test_what_a_clerk_would_query_is_a_finding(words, stage, says):
    (finding,) = make.findings(PRINT, [Amendment(words, number="1", house="Lords", stage=stage)])
    assert says in finding.message
    assert finding.level == "slip"


LISTS = bill("""
    1 Duty to keep ponds
      (1) The keeper must keep the pond clean.
      (2) In this section—
        * “pond” means still |water;
        * weed of any kind;
        * reed of any |kind;
        * fish (in or |out of the pond) that
    ===
          swims.
      (3) The keeper may rest.
    2 Canals
      (1) After section 5 of the Canals Act insert— [
        5A Weed
          (1) The authority must |clear weed.
          (2) This does not apply in winter.
      ].
    Schedule 1 Fish
      # Carp
        1 Carp are fish.
      # Tench
        2 (1) Tench are fish.
          (2) Tench swim.
""")


@pytest.mark.parametrize(
    ("begins", "out", "after"),
    [
        ("1\nDuty", "Page 1, line 1, leave out Clause 1", "Clause 1, page 2, line 2, at end insert—\n“(4) …”"),
        ("“pond” means", "Clause 1, page 1, line 4, leave out the definition of “pond”", "Clause 1, page 1, line 5, at end insert—\n““…” means …;”"),
        ("weed of", "Clause 1, page 1, leave out line 6", "Clause 1, page 1, line 6, at end insert—\n““…” means …;”"),
        ("reed of", "Clause 1, page 1, leave out lines 7 and 8", "Clause 1, page 1, line 8, at end insert—\n““…” means …;”"),
        ("fish (in", "Clause 1, page 1, line 9, leave out from beginning to end of line 1 on page 2", "Clause 1, page 2, line 1, at end insert—\n““…” means …;”"),
        ("5A\nWeed", "Clause 2, page 2, leave out lines 5 to 8", "Clause 2, page 2, line 8, at end insert—\n“(3) …”"),
        ("(2)\nThis does", "Clause 2, page 2, line 8, leave out subsection (2)", "Clause 2, page 2, line 8, at end insert—\n“(3) …”"),
        ("Schedule 1", "Page 2, line 9, leave out Schedule 1", "Schedule 1, page 2, line 14, at end insert—\n“3 …”"),
    ],
)  # fmt: skip
def test_what_has_no_name_goes_by_its_lines_and_what_comes_goes_behind_it(begins, out, after):
    reading = Reading(LISTS)
    path = next(
        path
        for path, node in LISTS.provisions()
        if reading.words[reading.extent(path)[0] :].startswith(begins) and node.get("name") != "schedules"
    )
    assert write(skeleton.removal(reading, path), House.LORDS) == out
    assert write(skeleton.insertion(reading, path), House.LORDS) == after


@pytest.mark.parametrize("begun", [skeleton.insertion, skeleton.removal])
def test_the_opening_words_of_a_list_are_no_provision(begun):
    path = next(path for path, node in walk(PRINT.root) if isinstance(node, Provision) and node.tag == "intro")
    with pytest.raises(Refusal, match="that is no provision"):
        begun(Reading(PRINT), path)
