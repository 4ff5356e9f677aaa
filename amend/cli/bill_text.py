"""A Bill and a place in it, laid out for the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from rich.text import Text

from amend.cli import screen, terminal
from amend.model import outline
from amend.model.citation import locate
from amend.model.lines import Line, Reading, Segment
from amend.model.made import told
from amend.model.provision import NUMBERED, Bill, Path, Provision, unit

_SET_IN = NUMBERED - {"part", "chapter", "hcontainer", "section"} | {"quotedStructure"}
_PAGE = re.compile(r"page\s+(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _MarginRow:
    """One row of print: its page and line (None on a row that carries on, or without marks), indent and words."""

    page: int | None
    line: int | None
    indent: int
    number: str
    words: str
    bold: bool


def title(bill: Bill) -> str:
    """How a print is named at the head of what is shown of it."""
    parts = [bill.title or "Untitled Bill", bill.number, bill.stage]
    if amended := told(bill):
        parts.append(f"with {amended}")
    return " · ".join(part for part in parts if part)


def heading(bill: Bill, style: str = "dim", *, beside: Bill | None = None) -> None:
    """Print what stands above all that is shown of a print: its name, and what must be said of it.

    beside: the text that it is compared with, which is named below it and of which as much must be said.
    """
    out = screen.console()
    names = (title(bill), title(beside)) if beside else (title(bill),)
    for name in dict.fromkeys(names):
        screen.print_hanging(out, Text(name, style), 0, hanging=False)
    for caution in dict.fromkeys((*bill.cautions, *(beside.cautions if beside else ()))):
        out.print(Text(caution, "yellow"))


def arrangement(bill: Bill, *, as_json: bool = False) -> None:
    """Print the arrangement of clauses: Parts, headings, clauses and Schedules, with the page each begins on."""
    reading = Reading(bill)
    entries = [(path, node) for path, node in _entries(bill)]
    if as_json:
        terminal.print_json([_entry(reading, path, node) for path, node in entries])
        return
    out = screen.console()
    heading(bill, "bold")
    for path, node in entries:
        entry = _entry(reading, path, node)
        clause = entry["unit"] == "clause"
        label = f"{entry['number']:>5}" if clause else entry["number"]
        text = Text(f"{label}  {entry['heading']}".rstrip() if label else entry["heading"])
        text.stylize("" if clause else "bold" if entry["unit"] else "italic")
        if entry["page"]:
            text.append(f"  p.{entry['page']}", "dim")
        if not clause:
            out.print()
        screen.print_hanging(out, text, 2, hanging=False)


def place(bill: Bill, where: str, *, as_json: bool = False) -> None:
    """Print the lines of a page, of a provision by its citation, or by its eId. Raises AddressError, LineError."""
    reading = Reading(bill)
    if match := _PAGE.fullmatch(where.strip()):
        lines = reading.page(int(match[1][:9]))
        rows = list(_rows(reading, lines[0].start, lines[-1].end))
    else:
        start, end = reading.extent(locate(bill, where))
        rows = list(_rows(reading, start, end))
    if as_json:
        terminal.print_json(
            [{"page": r.page, "line": r.line, "words": " ".join(f"{r.number} {r.words}".split())} for r in rows]
        )
        return
    out = screen.console()
    heading(bill)
    if not reading.lines:
        terminal.warn("This print carries no page and line marks; “amend lines” makes a working print that does.")
    for row in rows:
        margin = f"{row.page:>4}:{row.line:<3}" if row.page is not None else " " * 8
        text = Text(f"{row.number} " if row.number and row.words else row.number)
        text.append(row.words, "bold" if row.bold else "")
        screen.print_hanging(out, text, len(margin) + row.indent, hanging=False, margin=Text.assemble((margin, "dim")))


def _entries(bill: Bill) -> Iterator[tuple[Path, Provision]]:
    """The Parts, Chapters, cross-headings, clauses and Schedules, not those inside another Act's text."""
    for path, node in outline.arrangement(bill):
        heading = node.tag == "hcontainer" and node.get("name") == "crossheading"
        if heading or unit(node) in ("Part", "Chapter", "clause", "Schedule"):
            yield path, node


def _entry(reading: Reading, path: Path, node: Provision) -> dict[str, str]:
    line = reading.line_at(reading.extent(path)[0])
    name = unit(node)
    printed = node.number.words if node.number else ""
    return {
        "unit": name,
        "number": node.label if name == "clause" else printed,
        "heading": node.heading.words if node.heading else "",
        "eId": node.eid or "",
        "page": str(line.page) if line else "",
        "line": str(line.number) if line else "",
    }


def _rows(reading: Reading, start: int, end: int) -> Iterator[_MarginRow]:
    """The printed rows between two positions; without marks, each paragraph is one row."""
    held: _MarginRow | None = None
    for row, runs_on in _pieces(reading, start, end):
        if held is not None and runs_on:
            held = replace(held, words=held.words + row.words)
            continue
        if held is not None:
            yield held
        held = row
    if held is not None:
        yield held


def _pieces(reading: Reading, start: int, end: int) -> Iterator[tuple[_MarginRow, bool]]:
    """The rows, and whether each only runs on from the one before: what follows quoted text on its last line."""
    cuts = {line.start: line for line in reading.lines if start <= line.start < end}
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


def _row(line: Line | None, reading: Reading, segment: Segment | None, numbers: str, words: str) -> _MarginRow:
    bold = segment is None or segment.tag == "heading"
    columns = indent(reading, segment) + (0 if numbers or bold else 4) if segment else 0
    return _MarginRow(line.page if line else None, line.number if line else None, columns, numbers, words, bold)


def indent(reading: Reading, segment: Segment) -> int:
    """Columns: four for each level of numbered provision or quotation that the words stand in."""
    return 4 * sum(node.tag in _SET_IN for _, node in outline.above(reading.bill, segment.path))
