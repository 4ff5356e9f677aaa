"""What is shown of a Bill as data: the arrangement of its clauses, and the printed rows of a place in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from amend.model import outline
from amend.model.citation import locate
from amend.model.extents import extent_of
from amend.model.lines import Line, Reading, Segment
from amend.model.provision import NUMBERED, Bill, Path, Provision, unit

_SET_IN = NUMBERED - {"part", "chapter", "hcontainer", "section"} | {"quotedStructure"}
_PAGE = re.compile(r"page\s+(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MarginRow:
    """One row of print: its page and line (None on a row that carries on, or without marks), indent and words."""

    page: int | None
    line: int | None
    indent: int
    number: str
    words: str
    bold: bool


def entries_of(bill: Bill) -> list[dict[str, str]]:
    """Parts, cross-headings, clauses and Schedules in order.

    "unit" ("" for a cross-heading, "section" for a clause of an Act), "number", "heading", "eId", and the "page" and
    "line" that each begins on, "" where the text has none; "extent" too for a provision that has one of its own.
    """
    reading = Reading(bill)
    return [_entry(reading, path, node) for path, node in outline.in_contents(bill)]


def rows_of_place(reading: Reading, where: str) -> list[MarginRow]:
    """The rows of a page ("page 5"), of a provision by its citation, or by its eId. Raises AddressError, LineError."""
    if match := _PAGE.fullmatch(where.strip()):
        lines = reading.page(int(match[1][:9]))
        return list(_rows(reading, lines[0].start, lines[-1].end))
    return list(_rows(reading, *reading.extent(locate(reading.bill, where))))


def rows_as_data(rows: list[MarginRow]) -> list[dict[str, object]]:
    """Rows as plain data."""
    return [{"page": r.page, "line": r.line, "words": " ".join(f"{r.number} {r.words}".split())} for r in rows]


def _entry(reading: Reading, path: Path, node: Provision) -> dict[str, str]:
    line = reading.line_at(reading.extent(path)[0])
    name = unit(node)
    printed = node.number.words if node.number else ""
    extent = _own_extent(reading.bill, path)
    return {
        "unit": unit(node, quoted=reading.bill.act),
        "number": node.label if name == "clause" else printed,
        "heading": node.heading.words if node.heading else "",
        "eId": node.eid or "",
        "page": str(line.page) if line else "",
        "line": str(line.number) if line else "",
        **({"extent": extent} if extent else {}),
    }


def _own_extent(bill: Bill, path: Path) -> str:
    """The extent of a provision where it is not that of what it stands in; "" where it is."""
    extent = extent_of(bill, path)
    return extent if extent != extent_of(bill, path[:-1]) else ""


def _rows(reading: Reading, start: int, end: int) -> Iterator[MarginRow]:
    """The printed rows between two positions; without marks, each paragraph is one row."""
    held: MarginRow | None = None
    for row, runs_on in _pieces(reading, start, end):
        if held is not None and runs_on:
            held = replace(held, words=held.words + row.words)
            continue
        if held is not None:
            yield held
        held = row
    if held is not None:
        yield held


def _pieces(reading: Reading, start: int, end: int) -> Iterator[tuple[MarginRow, bool]]:
    """The rows, and whether each only runs on from the one before: what follows quoted text on its last line."""
    cuts = {line.start: line for line in reading.begun(start, end)}
    numbers, pending = "", 0
    for segment in reading.segments_between(start, end):
        begin = max(segment.start, start)
        stop = segment.end if end >= segment.end or reading.words[end : segment.end].isspace() else end
        points = [begin, *(cut for cut in cuts if begin < cut < stop), stop]
        for index, (one, two) in enumerate(pairwise(points)):
            words = " ".join(reading.printed(segment, one, two).split())
            if numbers and one in cuts and (segment.tag != "num" or index):
                yield _row(cuts.get(pending), reading, segment, numbers, ""), False
                numbers = ""
            if segment.tag == "num":
                pending = pending if numbers else one
                numbers = f"{numbers} {words}".strip()
                continue
            line = cuts.get(pending) if numbers else cuts.get(one)
            runs_on = line is None and segment.offset > 0 and bool(cuts)
            yield _row(line, reading, segment, numbers, words), runs_on
            numbers = ""
    if numbers:
        yield _row(cuts.get(pending), reading, None, numbers, ""), False


def _row(line: Line | None, reading: Reading, segment: Segment | None, numbers: str, words: str) -> MarginRow:
    bold = segment is None or segment.tag == "heading"
    columns = indent(reading, segment) + (0 if numbers or bold else 4) if segment else 0
    return MarginRow(line.page if line else None, line.number if line else None, columns, numbers, words, bold)


def indent(reading: Reading, segment: Segment) -> int:
    """Columns: four for each level of numbered provision or quotation that the words stand in."""
    return 4 * sum(node.tag in _SET_IN for _, node in outline.above(reading.bill, segment.path))
