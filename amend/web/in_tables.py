"""Which rows of a text or redline stand in a table, and in which of its rows and cells, so that it is shown as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from amend.engine.compare.redline import Beside
from amend.model.provision import XHTML, Bill, Path, Provision, each_provision
from amend.model.table_rows import cells_of, is_header, is_row, is_table

_SPANS = ("colspan", "rowspan")
_MOST_SPAN = 64


@dataclass(frozen=True, slots=True)
class CellRun:
    """A cell of a table: the indices of its rows. heads: whether it heads what it stands over or beside. spans: over
    how many columns and rows it goes, where it is more than one."""

    rows: list[int] = field(default_factory=list)
    heads: bool = False
    spans: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TableRun:
    """A table, as its rows of cells."""

    lines: tuple[tuple[CellRun, ...], ...]


class _InTable(NamedTuple):
    """Where a row of a redline stands. table: the outermost one, and whether that is of the new text. new: whether
    its row, line, is of the new text. cell: which of the cells of that."""

    table: tuple[bool, Path]
    new: bool
    line: Path
    cell: int


class InTables:
    """The tables of two texts, or of one, with which the rows of a redline of them are put together again.

    new_of: where a provision of the old text stands in the new; None where it was left out.
    """

    def __init__(self, new: Bill, old: Bill | None = None, new_of: Callable[[Path], Path | None] | None = None) -> None:
        self._new, self._old = new, old or new
        self._new_of = new_of
        self._cells = {True: dict(_cells(new)), False: {} if old is None else dict(_cells(old))}

    def runs(self, rows: Sequence[Beside]) -> Iterator[int | TableRun]:
        """The rows by their indices, those that stand in one table together as that."""
        table: tuple[bool, Path] | None = None
        lines: dict[tuple[bool, Path], list[CellRun]] = {}
        for index, row in enumerate(rows):
            place = self._place(row)
            if table is not None and (place is None or place.table != table):
                yield TableRun(tuple(map(tuple, lines.values())))
                table, lines = None, {}
            if place is None:
                yield index
                continue
            table, line = place.table, (place.new, place.line)
            if line not in lines:
                lines[line] = list(self._line(*line))
            lines[line][place.cell].rows.append(index)
        if table is not None:
            yield TableRun(tuple(map(tuple, lines.values())))

    def _place(self, row: Beside) -> _InTable | None:
        """Where a row stands; None for one in no table. What is left out of a cell is in that, and of a table too."""
        side = row.new or row.old
        found = _in(self._cells[row.new is not None], side.path) if side else None
        if found is None:
            return None
        path, (table, line, cell) = found
        if row.new is not None:
            return _InTable((True, table), True, line, cell)
        there = self._cells[True].get(self._now(path))
        if there is not None:
            return _InTable((True, there[0]), True, *there[1:])
        now = self._now(table)
        return _InTable((True, now) if now else (False, table), False, line, cell)

    def _now(self, path: Path) -> Path:
        return (self._new_of(path) if self._new_of else None) or ()

    def _line(self, new: bool, path: Path) -> Iterator[CellRun]:
        bill = self._new if new else self._old
        line = bill.at(path)
        assert isinstance(line, Provision)
        heads = is_header(bill, path)
        for cell in cells_of(line):
            given = ((name, cell.get(name) or "") for name in _SPANS)
            spans = ((name, int(said)) for name, said in given if said.isascii() and said.isdecimal())
            kept = tuple((name, count) for name, count in spans if 1 < count < _MOST_SPAN)
            yield CellRun([], heads or cell.tag == f"{XHTML}th", kept)


def _cells(bill: Bill) -> Iterator[tuple[Path, tuple[Path, Path, int]]]:
    """The cells of each table that is in no other: its table, its row, and which it is of that."""
    table: Path | None = None
    line: Path | None = None
    for path, node in each_provision(bill.root):
        if table is not None and path[: len(table)] != table:
            table = line = None
        if line is not None and path[: len(line)] != line:
            line = None
        if table is None:
            table = path if is_table(node) else None
        elif line is None and is_row(node):
            line = path
            places = {id(cell): place for place, cell in enumerate(cells_of(node))}
            for index, item in enumerate(node.items):
                if id(item) in places:
                    yield (*path, index), (table, path, places[id(item)])


def _in(cells: dict[Path, tuple[Path, Path, int]], path: Path) -> tuple[Path, tuple[Path, Path, int]] | None:
    """The cell that a place stands in, and where that is."""
    if cells:
        for depth in range(1, len(path)):
            if (found := cells.get(path[:depth])) is not None:
                return path[:depth], found
    return None
