"""Which rows of a table stay in another text, with words of theirs changed or not, and which go or come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from amend.drafting import proof
from amend.engine.compare.alignment import heaviest_run, in_common, steps
from amend.english.columns import written
from amend.errors import Refusal, WordsError
from amend.model.amendment import Insert, NewProvision, Operation, Substitute
from amend.model.citation import address_of
from amend.model.lines import Reading
from amend.model.outline import blocks, words_of
from amend.model.provision import Bill, Block, Node, Path, Provision, walk
from amend.model.table_rows import barred, cells_of, is_row, is_table, row_lines, rows_in

Row = tuple[Path, Provision]

ALIKE = 0.5
"""The share of words from which on two rows are taken for the same one."""


def paired(old: Bill, ours: Sequence[Row], theirs: Sequence[Row]) -> list[tuple[int, int]]:
    """The rows of two tables that are the same, by their indices in order, between (-1, -1) and the two lengths.

    old: the print that the first are of. Rows that read the same are; between those, the rows that are most alike, and
    one for one where as many go as come and those that go cannot be left out by themselves.
    """
    one, other = ([_said(row) for _, row in rows] for rows in (ours, theirs))
    same = [(i, j) for i, j in steps(one, other) if i is not None and j is not None]
    found = [(-1, -1)]
    for (i, j), (k, m) in pairwise([(-1, -1), *same, (len(ours), len(theirs))]):
        found += _alike(old, ours, theirs, (i + 1, k), (j + 1, m))
        found.append((k, m))
    return found


def cells(ours: Row, theirs: Row) -> Iterator[tuple[tuple[Path, Block], tuple[Path, Block]]]:
    """The paragraphs of two rows that are the same one, each with its counterpart; none where they are not as many."""
    one, other = (list(blocks(row, path)) for path, row in (ours, theirs))
    return iter(zip(one, other, strict=True) if len(one) == len(other) else ())


def can_go(reading: Reading, old: Row, new: Row) -> bool:
    """Whether a row of the print can be left out by itself and another put in its place."""
    try:
        written(new[1])
    except WordsError:
        return False
    alike = len(cells_of(old[1])) == len(cells_of(new[1]))
    return alike and not barred(reading.bill, old[0]) and row_lines(reading, old[0]) is not None


def _alike(
    old: Bill, ours: Sequence[Row], theirs: Sequence[Row], one: tuple[int, int], other: tuple[int, int]
) -> list[tuple[int, int]]:
    (a1, a2), (b1, b2) = one, other
    if a2 - a1 == b2 - b1 and any(barred(old, path) for path, _ in ours[a1:a2]):
        return list(zip(range(a1, a2), range(b1, b2), strict=True))
    found = []
    for i in range(a1, a2):
        for j in range(b1, b2):
            ratio = in_common(words_of(ours[i][1]).split(), words_of(theirs[j][1]).split())
            shaped = len(list(blocks(ours[i][1]))) == len(list(blocks(theirs[j][1])))
            if ratio >= ALIKE and shaped:
                found.append((i, j, 1 + round(10 * ratio)))
    best: list[tuple[int, int]] = []
    for index in heaviest_run([j for _, j, _ in found], [weight for _, _, weight in found]):
        i, j, _ = found[index]
        if not best or i > best[-1][0]:
            best.append((i, j))
    return best


def _said(row: Provision) -> tuple[str, ...]:
    """What a row says, by its cells."""
    return tuple(words_of(cell) for cell in cells_of(row))


def row_refusal(reading: Reading, top: Path, new: Node) -> Refusal | None:
    """Why a row that came into a table of a clause or Schedule, or went from one, does not; None when none did.

    top: of the print; new: the same clause or Schedule as it is to be.
    """
    row = proof.odd_row(reading.bill.at(top), new)
    if not row:
        return None
    return Refusal(
        f"no amendment was found that puts a row into that table or takes it out{why_not(reading, top)}: “{row[:60]}”",
        place=str(address_of(reading.bill, top)),
        remedy="keep the rows and change the words in their cells, or table the amendment by hand",
    )


def why_not(reading: Reading, top: Path) -> str:
    """Why rows of the tables of a clause or Schedule cannot come or go by themselves, for the end of a sentence that
    says that they do; "" when there is no reason in the tables."""
    for path, _ in rows_in(reading.bill, top):
        if row_lines(reading, path) is None:
            return ", because its rows have no printed lines of their own"
        if why := barred(reading.bill, path, beside=True):
            return f", because {why}"
    return ""


def refuse_tables(operation: Operation, reading: Reading, top: Path | None) -> None:
    """Refuse what puts in a provision with a table in it, for the words of an amendment can say rows but no table.

    top: the clause or Schedule of the print that it is to; None for a new one. Raises WordsError.
    """
    match operation:
        case NewProvision(_, made):
            new: tuple[Provision | Block, ...] = (made,)
        case Insert(_, _, matter) | Substitute(_, _, matter):
            new = matter.provisions
        case _:
            return
    table = next((node for one in new for _, node in walk(one) if is_table(node)), None)
    if table is None:
        return
    alone = _unsaid(reading, top, table) if top else ""
    raise WordsError(
        f"what comes in holds the table “{words_of(table)[:40]}…”, and an amendment can say rows but no whole"
        f" table{alone}",
        remedy="keep the table, its columns and header as they are, or table the amendment by hand",
    )


def _unsaid(reading: Reading, top: Path, table: Node) -> str:
    """Why the rows that come into a table or go from it are no amendments of their own; "" when nothing is known."""
    if why := why_not(reading, top):
        return f"; rows cannot come or go by themselves there{why}"
    there = rows_in(reading.bill, top)
    old, wide = {words_of(row) for _, row in there}, {len(cells_of(row)) for _, row in there}
    for _, row in walk(table):
        if isinstance(row, Provision) and is_row(row) and words_of(row) not in old:
            if len(cells_of(row)) not in wide:
                return f"; a row that comes in has {len(cells_of(row))} cells, and no table there has as many columns"
            try:
                written(row)
            except WordsError as error:
                return f"; {error.fault}"
    return ""
