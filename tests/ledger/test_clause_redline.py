"""The redline of a clause, made of what amendments touch alone, is that of a comparison of the whole Bill."""

from random import Random

import pytest
from shorthand import bill

from amend.drafting import make
from amend.engine.compare.compare import compare
from amend.formats import akn
from amend.ledger.clause_redline import ClauseRedline, told_by_itself
from amend.ledger.shipped import BILLS
from amend.model.amendment import Amendment
from amend.model.citation import address_of, locate
from amend.model.lines import Reading
from amend.model.outline import tops

HL_BILL_31 = akn.read(next(file for file in BILLS.rglob("*.xml") if akn.read(file).number == "HL Bill 31"))


def whole(place, bill):
    comparison = compare(HL_BILL_31, bill)
    return told_by_itself(comparison, place, comparison.pairing.new_of(place))


def changes(clause, count, seed):
    """So many amendments to words of one clause, drawn from a seed."""
    chance, reading = Random(seed), Reading(HL_BILL_31)
    place = locate(HL_BILL_31, clause)
    first, last = reading.extent(place)
    lines = [line for line in reading.lines if first <= line.start and line.end <= last]
    for number in range(count):
        line = chance.choice(lines)
        words = [word for word in reading.text(line).split() if word.isalpha() and len(word) > 3]
        if words:
            said = f"{str(address_of(HL_BILL_31, place)).capitalize()}, page {line.page}, line {line.number}, "
            yield Amendment(
                f"{said}leave out “{chance.choice(words)}” and insert “{chance.choice(words)}s”", str(number)
            )


def made(*amendments):
    result = make.apply(HL_BILL_31, amendments)
    assert any(outcome.outcome == "applied" for outcome in result.outcomes), result.outcomes
    return result.bill


@pytest.mark.parametrize("clause", ["clause 2", "clause 24", "clause 26", "clause 33"])
def test_words_changed_anywhere_in_a_clause_are_shown_as_the_whole_comparison_shows_them(clause):
    place = locate(HL_BILL_31, clause)
    redline, shown = ClauseRedline(HL_BILL_31, place), 0
    for one in changes(clause, 12, seed=clause):
        result = make.apply(HL_BILL_31, [one])
        if result.outcomes[0].outcome == "applied":
            rows = redline.under(result.bill)
            assert rows == whole(place, result.bill), one.words
            shown += any(row.changed for row in rows)
    assert shown > 3


def test_a_clause_that_goes_is_shown_as_the_whole_comparison_shows_it():
    place = locate(HL_BILL_31, "clause 24")
    bill = made(Amendment("Leave out Clause 24", "1"))
    rows = ClauseRedline(HL_BILL_31, place).under(bill)
    assert rows == whole(place, bill)
    assert all(piece.kind == "left out" for row in rows for piece in row.visible)


def test_a_subsection_that_comes_in_is_shown_as_the_whole_comparison_shows_it():
    reading, place = Reading(HL_BILL_31), locate(HL_BILL_31, "clause 2")
    _, last = reading.extent(locate(HL_BILL_31, "clause 2(1)"))
    line = next(line for line in reading.lines if line.start <= last <= line.end)
    said = f"Clause 2, page {line.page}, line {line.number}, at end insert—\n“(1A) Herons must be left alone.”"
    bill = made(Amendment(said, "1"))
    rows = ClauseRedline(HL_BILL_31, place).under(bill)
    assert rows == whole(place, bill)
    assert [row.new.words for row in rows if row.old is None] == ["(1A)\tHerons must be left alone."]


def test_many_changes_at_once_are_shown_as_the_whole_comparison_shows_them():
    place = locate(HL_BILL_31, "clause 24")
    bill = made(*changes("clause 24", 10, seed=5), Amendment("Leave out Clause 30", "99"))
    assert ClauseRedline(HL_BILL_31, place).under(bill) == whole(place, bill)
    same = made(*changes("clause 24", 10, seed=5))
    assert ClauseRedline(HL_BILL_31, place).from_to(same, bill) == told_by_itself(compare(same, bill), place, place)


def test_a_subsection_that_moves_to_another_clause_is_left_out_of_the_one_and_inserted_in_the_other():
    """Each clause is read by itself, and would otherwise say nothing of what it lost."""
    stays = "(1) The keeper must keep every pond clean and free of weed, each year."
    goes = "(2) The keeper may charge for entry to the ponds on public holidays and in the summer."
    sells = "(1) The keeper must not sell carp in any season or place."
    old = bill(f"1 Ponds\n  {stays}\n  {goes}\n2 Fish\n  {sells}")
    new = bill(f"1 Ponds\n  {stays}\n2 Fish\n  {sells}\n  {goes}")
    marked = []
    for place, _ in tops(old):
        rows = ClauseRedline(old, place).under(new)
        marked.append([(piece.kind, piece.words) for row in rows for piece in row.pieces if piece.kind != "same"])
    assert marked == [[("left out", goes.replace(") ", ")\t", 1))], [("inserted", goes.replace(") ", ")\t", 1))]]
