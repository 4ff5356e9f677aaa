"""Rows of tables that amendments put in and leave out: where they go, and which lines are whole rows."""

from __future__ import annotations

from amend.engine.apply.insertion_point import Home
from amend.engine.apply.print_lookup import PrintLookup
from amend.errors import Refusal
from amend.model.amendment import After, Before, LineEnd, Matter, Point
from amend.model.lines import Line, Reading
from amend.model.provision import Path, Provision
from amend.model.table_rows import (
    after_header,
    barred,
    cell_at,
    cells_of,
    columns,
    is_header,
    is_row,
    made_like,
    row_at,
    row_lines,
    rows_from,
)

_WHOLE = "cite the lines of whole rows, or amend the words of one cell"


class TableEdits:
    """Finds the rows of one print that amendments name by their lines, or refuses them with the line."""

    def __init__(self, reading: Reading, lookup: PrintLookup) -> None:
        self._reading = reading
        self._bill = reading.bill
        self._print = lookup

    def beside(self, named: tuple[Line, ...], point: Point, matter: Matter) -> tuple[int, Home]:
        """Where rows come in at the end or the beginning of a line: the position, and their home. Raises Refusal."""
        line = named[0]
        if isinstance(point, After | Before):
            raise Refusal(
                "rows of a table cannot come in among words",
                remedy="cite the line on which the row before them ends: “line 12, at end insert—”",
            )
        row = self._row(line)
        if row is None:
            raise Refusal(
                f"what is inserted is rows of a table, and {line} is in none: {self._print.quoted(line)}",
                remedy="cite a line of the row that they go beside, or put no “|” or tab between words",
            )
        self._refuse_barred(row, line, beside=True)
        first, last = self._lines(row, line)
        after = isinstance(point, LineEnd)
        ends = last if after else first
        if (line.page, line.number) != (ends.page, ends.number):
            raise Refusal(
                f"the row that {line} is in {'ends' if after else 'begins'} on {ends}: {self._print.quoted(line)}",
                remedy=f"cite {ends}, for rows come in between whole rows",
            )
        start, end = self._reading.extent(row)
        path: Path | None = (*row[:-1], row[-1] + 1) if after else row
        if is_header(self._bill, row):
            path = after_header(self._bill, row) if after else None
        if path is None:
            raise Refusal(
                f"a row cannot come in {'after' if after else 'before'} that header row: {self._print.quoted(line)}",
                remedy="cite a row of the body of the table",
            )
        return end if after else start, Home(path, self._fitted(row, matter))

    def whole(self, first: tuple[Line, ...], last: tuple[Line, ...], matter: Matter) -> tuple[Path, ...]:
        """The rows that the lines from one to another are; none when they do not begin and end in rows of a table.

        matter: what takes their place. Raises Refusal for part of a row, and for rows that cannot go by themselves.
        """
        begins, ends = self._row(first[0]), self._row(last[0])
        if begins is None or ends is None:
            return ()
        line = first[0]
        if begins[:-1] != ends[:-1]:
            raise Refusal(
                f"what is left out begins in one part of a table and ends in another: {self._print.quoted(line)}",
                remedy="leave out the rows of each by an amendment of their own",
            )
        top, bottom = self._lines(begins, line)[0], self._lines(ends, last[0])[1]
        if (top.page, top.number) != (line.page, line.number) or bottom[:2] != last[0][:2]:
            raise Refusal(
                f"it takes in a part of a row of a table, and that runs from {top} to {bottom}:"
                f" {self._print.quoted(line)}",
                remedy=_WHOLE,
            )
        rows = rows_from(self._bill, begins, ends)
        for row in rows:
            self._refuse_barred(row, line)
        if matter.words or not all(map(is_row, matter.provisions)):
            raise Refusal(
                f"what takes the place of a row of a table must be rows: {self._print.quoted(line)}",
                remedy="write them after “insert—”, each on a row of its own, with “ | ” between the cells",
            )
        return rows

    def in_place_of(self, rows: tuple[Path, ...], matter: Matter) -> tuple[Home, ...]:
        """The home of rows that take the place of others."""
        return (Home(rows[0], self._fitted(rows[0], matter)),) if matter.provisions else ()

    def cut(self, start: int, end: int) -> bool:
        """Whether a range begins and ends in two cells of tables."""
        one, other = (cell_at(self._bill, self._reading.locate(at)[0].path) for at in (start, end))
        return one is not None and other is not None and one != other

    def refuse_cut(self, start: int, end: int, line: Line) -> None:
        """A range of words must not run from one cell of a table into another."""
        if start < end and self.cut(start, end):
            raise Refusal(
                f"what is left out begins in one cell of a table and ends in another: {self._print.quoted(line)}",
                remedy=_WHOLE,
            )

    def _row(self, line: Line) -> Path | None:
        return row_at(self._bill, self._reading.locate(line.start)[0].path)

    def _lines(self, row: Path, line: Line) -> tuple[Line, Line]:
        found = row_lines(self._reading, row)
        if found is None:
            raise Refusal(
                f"the rows of that table have no printed lines of their own: {self._print.quoted(line)}",
                remedy="amend the words of one cell, or the provision that holds the table",
            )
        return found

    def _refuse_barred(self, row: Path, line: Line, *, beside: bool = False) -> None:
        if why := barred(self._bill, row, beside=beside):
            what = "come in beside that row" if beside else "be left out"
            raise Refusal(
                f"a row of a table cannot {what}, because {why}: {self._print.quoted(line)}",
                remedy="amend the words of its cells, or the provision that holds the table",
            )

    def _fitted(self, row: Path, matter: Matter) -> tuple[Provision, ...]:
        """The rows that come in, each with as many cells as the table has columns."""
        wide = columns(self._bill, row)
        new = [item for item in matter.provisions if isinstance(item, Provision)]
        for one in new:
            if len(cells_of(one)) != wide:
                raise Refusal(
                    f"a row that comes in has {len(cells_of(one))} cells, and the table has {wide} columns",
                    remedy="put one “ | ” between each cell and the next; a cell may be empty",
                )
        return tuple(made_like(self._bill, row, one) for one in new)
