"""The rows of tables: which row a place of a print stands in, the lines it is printed on, whether it can be amended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from amend.model.lines import Line, Reading
from amend.model.outline import above
from amend.model.provision import XHTML, Bill, Block, Node, Path, Provision, walk
from amend.model.text import Attributes, Text

ROW = f"{XHTML}tr"
CELLS = (f"{XHTML}td", f"{XHTML}th")
_TABLE = f"{XHTML}table"
_BODY = f"{XHTML}tbody"
_HEADS = (f"{XHTML}thead", f"{XHTML}tfoot")
_OWN = frozenset({"GUID", "eId", "id"})
"""The attributes that belong to one row or cell, not to its kind."""


def new_row(cells: Sequence[str]) -> Provision:
    """A row of a table with a paragraph in each cell, before it is made like the rows that it goes among."""
    return Provision(ROW, tuple(Provision(CELLS[0], (Block("p", Text(words)),)) for words in cells))


def is_row(node: Node) -> bool:
    """Whether a node is a row of a table."""
    return isinstance(node, Provision) and node.tag == ROW


def is_table(node: Node) -> bool:
    """Whether a node is a table."""
    return isinstance(node, Provision) and node.tag == _TABLE


def cells_of(row: Provision) -> list[Provision]:
    """The cells of a row, in order."""
    return [item for item in row.items if isinstance(item, Provision) and item.tag in CELLS]


def rows_in(bill: Bill, table: Path) -> list[tuple[Path, Provision]]:
    """The rows below a place, with their paths; those of a table within a row not."""
    found = walk(bill.at(table), table, into=lambda node: node.tag != ROW)
    return [(path, node) for path, node in found if isinstance(node, Provision) and node.tag == ROW]


def row_at(bill: Bill, path: Path) -> Path | None:
    """The path of the innermost row that a place stands in; None for a place in no table."""
    return next((outer for outer, node in reversed(above(bill, path)) if node.tag == ROW), None)


def cell_at(bill: Bill, path: Path) -> Path | None:
    """The path of the innermost cell that a place stands in; None for a place in no table."""
    return next((outer for outer, node in reversed(above(bill, path)) if node.tag in CELLS), None)


def row_lines(reading: Reading, row: Path) -> tuple[Line, Line] | None:
    """The first and last printed line of a row, whichever cells they are in.

    None when a line of it begins or ends outside it, as in a table whose rows carry no marks of their own; the stop
    after a quotation that ends with the table may stand on its last line.
    """
    start, end = reading.extent(row)
    lines = [line for line in reading.lines if start <= line.start < end]
    if not lines or lines[0].start != start or any(map(str.isalnum, reading.words[end : max(lines[-1].end, end)])):
        return None
    return min(lines, key=lambda line: line[:2]), max(lines, key=lambda line: line[:2])


def whole_rows(reading: Reading, start: int, end: int) -> tuple[Path, ...]:
    """The rows of one table that make up a range of the print exactly; none when it is more or less than they."""
    first = row_at(reading.bill, reading.locate(start)[0].path)
    last = row_at(reading.bill, reading.locate(end)[0].path)
    if first is None or last is None or first[:-1] != last[:-1]:
        return ()
    if reading.extent(first)[0] != start or reading.extent(last)[1] != end:
        return ()
    return rows_from(reading.bill, first, last)


def rows_from(bill: Bill, first: Path, last: Path) -> tuple[Path, ...]:
    """The paths of the rows from one to another beside it."""
    between = ((*first[:-1], index) for index in range(first[-1], last[-1] + 1))
    return tuple(path for path in between if is_row(bill.at(path)))


def barred(bill: Bill, row: Path, *, beside: bool = False) -> str:
    """Why a row cannot be left out by itself, in words that follow “because”; "" when it can.

    beside: whether a row is to come in next to it instead, as one can next to a header row.
    """
    holding = above(bill, row)
    if any(node.tag == ROW for _, node in holding):
        return "it is in a table within another"
    inside = bill.at(row)
    if any(is_table(node) for _, node in walk(inside)):
        return "" if beside else "there is a table in one of its cells"
    table = next((path for path, node in reversed(holding) if node.tag == _TABLE), None)
    if table is None:
        return "it is in no table"
    if any(_span(cell, "rowspan") > 1 for _, other in rows_in(bill, table) for cell in cells_of(other)):
        return "a cell of that table runs over more than one row"
    return "it is a header row" if is_header(bill, row) and not beside else ""


def is_header(bill: Bill, row: Path) -> bool:
    """Whether a row heads or foots the columns of its table."""
    parent, node = bill.at(row[:-1]), bill.at(row)
    if isinstance(parent, Provision) and parent.tag in _HEADS:
        return True
    found = cells_of(node) if isinstance(node, Provision) else []
    return bool(found) and all(cell.tag == CELLS[1] for cell in found)


def after_header(bill: Bill, row: Path) -> Path | None:
    """Where the first row below a header row goes: the first place of the body of its table; None when it has none or
    another header row stands between."""
    parent, table = bill.at(row[:-1]), bill.at(row[:-2])
    assert isinstance(parent, Provision)
    if parent.tag not in _HEADS:
        return (*row[:-1], row[-1] + 1)
    if any(is_row(item) for item in parent.items[row[-1] + 1 :]) or not isinstance(table, Provision):
        return None
    following = enumerate(table.items[row[-2] + 1 :], row[-2] + 1)
    return next(
        ((*row[:-2], at, 0) for at, item in following if isinstance(item, Provision) and item.tag == _BODY), None
    )


def columns(bill: Bill, row: Path) -> int:
    """How many columns the table of a row has."""
    table = next(path for path, node in reversed(above(bill, row)) if node.tag == _TABLE)
    return max(sum(_span(cell, "colspan") for cell in cells_of(other)) for _, other in rows_in(bill, table))


def made_like(bill: Bill, row: Path, new: Provision) -> Provision:
    """A new row in the form of a row that it goes beside, or of the nearest to that with a cell for each column."""
    table = next(path for path, node in reversed(above(bill, row)) if node.tag == _TABLE)
    count = len(cells_of(new))
    plain = [one for path, one in _nearest(bill, table, row) if len(cells_of(one)) == count]
    if not plain:
        return new
    fitted = tuple(_cell(cell, like) for cell, like in zip(cells_of(new), cells_of(plain[0]), strict=True))
    return Provision(ROW, fitted, _of_its_kind(plain[0].attributes))


def _nearest(bill: Bill, table: Path, row: Path) -> Iterator[tuple[Path, Provision]]:
    """The rows of a table that are no header rows, nearest first, then those that are."""
    found = rows_in(bill, table)
    at = next(index for index, (path, _) in enumerate(found) if path == row)
    order = sorted(range(len(found)), key=lambda index: (is_header(bill, found[index][0]), abs(index - at)))
    return (found[index] for index in order)


def _cell(new: Provision, like: Provision) -> Provision:
    """A new cell in the form of another, as a plain one."""
    pattern = next((item for item in like.items if isinstance(item, Block)), None)
    pattern = pattern or next((node for _, node in walk(like) if isinstance(node, Block) and node.tag == "p"), None)
    (block,) = new.items
    assert isinstance(block, Block)
    if pattern is not None:
        block = replace(block, attributes=_of_its_kind(pattern.attributes))
    return replace(new, items=(block,), attributes=_of_its_kind(like.attributes))


def _of_its_kind(attributes: Attributes) -> Attributes:
    return tuple((key, value) for key, value in attributes if key.rpartition("}")[2].rpartition(":")[2] not in _OWN)


def _span(cell: Provision, name: str) -> int:
    value = cell.get(name) or "1"
    return int(value) if value.isdigit() and len(value) < 5 else 1
