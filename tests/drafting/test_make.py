"""Amendments against a print: an outcome for each, and before that whatever there is to know of them."""

import pytest
from shorthand import bill

from amend.drafting.make import apply, findings, slips
from amend.formats import akn
from amend.model.amendment import Amendment
from amend.model.finding import RuleFinding

PONDS = bill("""
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of weed.
      (2) The keeper may charge for entry.
    2 Short title
      This Act may be cited as the Ponds Act.
""")
WEED = "Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”"
ENTRY = "Clause 1, page 1, line 4, leave out “entry” and insert “fishing”"
WRONG_LINE = "Clause 1, page 1, line 2, leave out “weed”"


def amendment(words, number="1", **details):
    return Amendment(words, **{"number": number, "print": "Bill 1", **details})


def words_of(made):
    return akn.dumps(made).decode()


def test_each_amendment_has_its_outcome_in_the_order_given():
    result = apply(PONDS, [amendment(ENTRY, "2"), amendment("nonsense", "3"), amendment(WEED, "1")])
    found = [(outcome.amendment, outcome.outcome, outcome.place) for outcome in result.outcomes]
    assert found == [
        ("2", "applied", "clause 1(2), page 1, line 4"),
        ("3", "refused", ""),
        (*("1", "applied"), found[2][2]),
    ]
    assert "“nonsense”" in result.outcomes[1].reason
    assert "free of rubbish" in words_of(result.bill)
    assert "charge for fishing" in words_of(result.bill)


def test_a_refused_amendment_changes_nothing():
    result = apply(PONDS, [amendment(WRONG_LINE)])
    assert result.bill == PONDS
    assert "line 3" in result.outcomes[0].reason


def test_no_amendments_give_the_same_bill():
    result = apply(PONDS, [])
    assert (result.bill, result.outcomes) == (PONDS, ())


def test_an_amendment_to_another_print_is_refused_and_says_so():
    result = apply(PONDS, [amendment(WEED, print="Bill 2"), amendment(ENTRY, "2")])
    assert [outcome.outcome for outcome in result.outcomes] == ["refused", "applied"]
    assert "Bill 2" in result.outcomes[0].reason
    assert "Bill 1" in result.outcomes[0].reason
    assert [finding.level for finding in findings(PONDS, [amendment(WEED, print="Bill 2")])] == ["refusal"]


@pytest.mark.parametrize("print_", ["Bill 1", "bill 1", "BILL  1", "Bill\u00a01"])
def test_the_name_of_a_print_is_known_by_its_letters_and_figures(print_):
    assert findings(PONDS, [amendment(WEED, print=print_)]) == ()


@pytest.mark.parametrize("print_", ["HL Bill 1", "Bill 11", "Bill 1—I"])
def test_a_print_with_a_name_that_is_only_like_it_is_another_one(print_):
    assert [finding.level for finding in findings(PONDS, [amendment(WEED, print=print_)])] == ["refusal"]


def test_a_print_without_a_number_takes_any_amendment():
    unnumbered = bill("1 Ponds\n  The keeper must keep ponds.", number="")
    draft = amendment("Clause 1, page 1, line 2, leave out “ponds”", print="Bill 7")
    assert findings(unnumbered, [draft]) == ()


@pytest.mark.parametrize(
    ("words", "slip"),
    [
        ("Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”.", "full stop"),
        ("Clause 1, page 1, line 3, leave out “weed” and substitute “rubbish”", "substitute"),
        ("Clause 1, page 1, line 3 leave out “weed” and insert “rubbish”", "comma"),
    ],
)
def test_a_departure_from_house_style_is_made_and_told_as_a_slip(words, slip):
    draft = amendment(words)
    assert "free of rubbish" in words_of(apply(PONDS, [draft]).bill)
    (finding,) = findings(PONDS, [draft])
    assert (finding.amendment, finding.level) == ("1", "slip")
    assert slip in finding.message
    assert [found.message for found in slips([draft])] == [finding.message]


@pytest.mark.parametrize(("key", "typed"), [("after", "1"), ("after", "cl 1"), ("before", "Cl. 1")])
def test_a_place_of_a_new_clause_that_is_not_cited_in_full_is_read_and_told(key, typed):
    draft = amendment("To move the following Clause—\n“Newts\n(1) Count them.\n(2) Rest.”", **{key: typed})
    (finding,) = findings(PONDS, [draft])
    assert (finding.level, finding.message) == ("note", f"“{key}: {typed}” was read as “clause 1”")
    assert apply(PONDS, [draft]).outcomes[0].outcome == "applied"


def test_what_was_typed_for_a_mark_of_the_paper_is_made_and_told_as_a_note():
    draft = amendment('Clause 1, page 1, line 3, leave out "weed" and insert "rubbish"')
    assert "free of rubbish" in words_of(apply(PONDS, [draft]).bill)
    (finding,) = findings(PONDS, [draft])
    assert (finding.amendment, finding.level) == ("1", "note")
    assert finding.message == "straight quotation marks were read as “ and ”"
    assert [(found.message, found.level) for found in slips([draft])] == [(finding.message, "note")]


def test_a_finding_quotes_the_printed_line_and_says_where_the_words_are():
    (finding,) = findings(PONDS, [amendment(WRONG_LINE)])
    assert (finding.amendment, finding.level) == ("1", "refusal")
    assert "“(1) The keeper must keep every pond clean”" in finding.message
    assert "page 1, line 3" in finding.message


def test_two_amendments_with_one_number_are_a_slip_and_both_are_made():
    drafts = [amendment(WEED), amendment(ENTRY)]
    assert findings(PONDS, drafts) == (RuleFinding("2 amendments have this number", "", "1", "slip", "A201"),)
    assert [outcome.outcome for outcome in apply(PONDS, drafts).outcomes] == ["applied", "applied"]


def test_two_amendments_to_the_same_words_are_a_finding_of_the_later_one():
    (finding,) = findings(PONDS, [amendment(WEED, "1"), amendment(WEED, "2")])
    assert (finding.amendment, finding.level) == ("2", "refusal")
    assert "amendment 1" in finding.message


@pytest.mark.parametrize(("source", "name"), [("drafts/NC4.md", "NC4"), ("keeper.md", "keeper"), ("", "unnumbered")])
def test_an_amendment_without_a_number_goes_by_the_name_of_its_file(source, name):
    draft = amendment(WRONG_LINE, "", source=source)
    assert apply(PONDS, [draft]).outcomes[0].amendment == name
    assert findings(PONDS, [draft])[0].amendment == name


def test_there_is_nothing_to_say_of_amendments_in_order():
    assert findings(PONDS, [amendment(WEED, "1"), amendment(ENTRY, "2")]) == ()


@pytest.mark.parametrize(
    ("words", "house", "stage", "says"),
    [
        ("Clause 1, page 1, line 4, at end insert “or fishing”", "Commons", "Report", "after the full stop of page 1, line 4"),
        ("Clause 1, page 1, line 4, at end insert “Charges are fixed.”", "Commons", "Report", ""),
        ("Clause 1, page 1, line 2, at end insert “, dry”", "Commons", "Report", ""),
        ("Clause 1, page 1, line 2, at end insert “always”", "Commons", "Report", ""),
    ],
)  # fmt: skip
def test_only_what_a_clerk_would_query_is_queried(words, house, stage, says):
    found = findings(PONDS, [amendment(words, house=house, stage=stage)])
    assert [finding.level for finding in found] == (["slip"] if says else [])
    assert all(says in finding.message for finding in found)


def test_checking_does_not_make_the_amendments():
    before = words_of(PONDS)
    findings(PONDS, [amendment(WEED)])
    assert words_of(PONDS) == before
