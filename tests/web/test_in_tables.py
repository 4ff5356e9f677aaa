"""The rows of a redline put together again as tables: each of them once, in the cell that it stands in."""

import pytest
from shorthand import bill

from amend.engine.compare.compare import compare
from amend.engine.compare.redline import read
from amend.formats import akn
from amend.web.in_tables import InTables, TableRun

FISH = """
    1 Fish
      (1) The table follows.
        : carp : 1
        : tench : 2
      (2) After it come ducks.
"""


def runs(old, new):
    comparison = compare(old, new, front=False)
    rows = read(comparison.redline)
    return rows, list(InTables(new, old, comparison.pairing.new_of).runs(rows))


def words(rows, cell):
    return [rows[index].shown.words for index in cell.rows]


def test_a_table_is_one_run_between_the_rows_around_it():
    text = bill(FISH)
    rows, found = runs(text, text)
    (table,) = (run for run in found if isinstance(run, TableRun))
    assert [[words(rows, cell) for cell in line] for line in table.lines] == [[["carp"], ["1"]], [["tench"], ["2"]]]
    before, after = (rows[found[found.index(table) + step]].shown.words for step in (-1, 1))
    assert before.endswith("The table follows.")
    assert after.endswith("After it come ducks.")


def test_a_row_that_is_left_out_and_one_that_comes_in_stand_in_the_table():
    rows, found = runs(bill(FISH), bill(FISH.replace(": tench : 2", ": roach and rudd : 30\n        : pike : 4")))
    (table,) = (run for run in found if isinstance(run, TableRun))
    said = {word for line in table.lines for cell in line for word in words(rows, cell)}
    assert {"carp", "tench", "roach and rudd", "pike"} <= said


def test_what_is_left_out_of_a_cell_and_what_comes_in_its_place_share_the_cell_or_the_table():
    rows, found = runs(bill(FISH), bill(FISH.replace("carp", "common carp")))
    (table,) = (run for run in found if isinstance(run, TableRun))
    assert any("common carp" in " ".join(words(rows, line[0])) for line in table.lines)


def test_a_table_that_goes_is_still_a_table():
    without = FISH.replace("        : carp : 1\n        : tench : 2\n", "")
    rows, found = runs(bill(FISH), bill(without))
    (table,) = (run for run in found if isinstance(run, TableRun))
    assert [[words(rows, cell) for cell in line] for line in table.lines] == [[["carp"], ["1"]], [["tench"], ["2"]]]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("social-housing-hl54-lords-committee.xml", "social-housing-hl60-lords-report.xml"),
        ("dpdi-bill265-introduced.xml", "dpdi-bill314-commons-committee.xml"),
    ],
)
def test_every_row_of_real_prints_is_shown_once_and_in_order_outside_tables(corpus, old, new):
    one, other = (akn.read(corpus / "prints" / name) for name in (old, new))
    rows, found = runs(one, other)
    shown = []
    for run in found:
        shown += [run] if isinstance(run, int) else [at for line in run.lines for cell in line for at in cell.rows]
    assert sorted(shown) == list(range(len(rows)))
    outside = [run for run in found if isinstance(run, int)]
    assert outside == sorted(outside)
    if "dpdi" in old:
        assert any(isinstance(run, TableRun) for run in found)
