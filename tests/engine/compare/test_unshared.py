"""Two texts without what they share differ exactly as the whole of them does."""

import pytest
from variants import blind

from amend import apply, compare, read
from amend.engine.compare.redline import read as read_redline
from amend.engine.compare.unshared import compare_unshared, unshared
from amend.model.amendment import Amendment

AMENDMENTS = [
    "Page 1, line 8, leave out “ensure” and insert “secure”",
    "Leave out Clause 3",
    "After Clause 2, insert the following new Clause—\n“Review\nA review must be made each year.”",
    "Transpose Clause 2 to after Clause 5",
    "Leave out Clause 4 and insert the following new Clause—\n“Duty\nThe regulator must publish its advice.”",
]


def shown(comparison):
    """What the rows that change say, and where each stood when it has moved."""
    return [(row.visible, row.moved) for row in read_redline(comparison.redline) if row.changed]


@pytest.mark.parametrize("identified", [True, False], ids=["GUIDs", "blind"])
@pytest.mark.parametrize("words", AMENDMENTS)
def test_an_amendment_changes_the_same_rows_in_the_whole_and_in_what_is_not_shared(corpus, words, identified):
    bill = read(corpus / "prints" / "social-housing-hl54-lords-committee.xml")
    bill = bill if identified else blind(bill)
    result = apply(bill, [Amendment(words, "1")])
    assert result.outcomes[0].outcome == "applied", result.outcomes[0].reason
    whole, cut = compare(bill, result.bill), compare(*unshared(bill, result.bill))
    assert shown(cut) == shown(whole)
    assert cut.changes == whole.changes
    assert whole.changes


def test_what_is_not_shared_is_a_small_part_of_the_print(corpus):
    bill = read(corpus / "prints" / "social-housing-hl54-lords-committee.xml")
    result = apply(bill, [Amendment("Leave out Clause 3", "1")])
    assert len(compare(*unshared(bill, result.bill)).redline) < len(compare(bill, result.bill).redline) / 4


@pytest.mark.parametrize("words", AMENDMENTS)
def test_what_is_read_of_a_redline_is_the_same_without_the_cover_and_the_contents(corpus, words):
    bill = read(corpus / "prints" / "social-housing-hl54-lords-committee.xml")
    new = apply(bill, [Amendment(words, "1")]).bill
    whole, text = compare(bill, new), compare(bill, new, front=False)
    assert read_redline(text.redline) == read_redline(whole.redline)
    assert text.changes == whole.changes
    assert len(text.redline) < len(whole.redline)


NEW_CLAUSE = "After Clause {after}, insert the following new Clause—\n“{heading}\n(1) {duty}\n(2) In this section—\n“{word}” means what it says.”"


@pytest.mark.parametrize("places", [(2, 2), (2, 3), (9, 4)])
def test_two_sets_of_amendments_differ_as_the_whole_of_their_texts_does(corpus, places):
    """“In this section—” stands once in either new clause, and often in what both share: there it is no anchor."""
    bill = read(corpus / "prints" / "social-housing-hl54-lords-committee.xml")
    one, other = (
        apply(bill, [Amendment(NEW_CLAUSE.format(after=after, heading=heading, duty=duty, word=word), "1")])
        for after, heading, duty, word in (
            (places[0], "Damp", "A landlord must look for damp every spring.", "damp"),
            (places[1], "Stairs", "Tenants may ask who mends a lift.", "lift"),
        )
    )
    assert [result.outcomes[0].reason for result in (one, other)] == ["", ""]
    for old, new in ((one.bill, other.bill), (other.bill, one.bill)):
        whole, cut = compare(old, new), compare_unshared(old, new)
        assert shown(cut) == shown(whole)
        assert cut.changes == whole.changes
