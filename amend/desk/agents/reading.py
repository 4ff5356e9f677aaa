"""Tools that read a print: what there is, its contents, a place in it, where words stand. Never all of it at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from amend.desk.agents.paging import part_of
from amend.desk.agents.reach import Reach
from amend.errors import ReadError
from amend.model.citation import address_of, locate
from amend.model.lines import Line, Reading
from amend.model.margin_rows import entries_of, rows_of_place
from amend.model.occurrences import find_words
from amend.model.provision import Bill
from amend.model.short_citation import written_out

PrintSaid = Annotated[
    str, "The print: its number (“HL Bill 31”) or its file in the workspace (bills/x.xml); empty for the current one."
]
Start = Annotated[int, "The row to begin at, from 0: what the answer before said under `next`."]

_CONTENTS, _ROWS, _PLACES, _PRINTS = 150, 100, 40, 200
_LINE = re.compile(r"(?:p(?:age)?\.?\s*)(\d{1,6})[,;]?\s+(?:l(?:ine)?\.?\s*)(\d{1,6})", re.IGNORECASE)
_AROUND = 3
"""Lines before and after a line that is asked for."""


@dataclass(frozen=True, slots=True)
class PrintEntry:
    """A print or an Act. number: as it is named, "HL Bill 31"; the title of an Act. file: from the root; "" for what
    comes with amend. lines: whether its pages and lines can be cited. caution: what must be said of it; "" for none."""

    number: str
    title: str
    house: str
    stage: str
    file: str
    pages: int
    lines: bool
    caution: str


@dataclass(frozen=True, slots=True)
class PrintsAnswer:
    """What can be named. current: the number of the current print; "" for none. writes: whether drafts can be saved.
    actors: the folders of the record. unread: files that could not be read, and why."""

    current: str
    prints: tuple[PrintEntry, ...]
    acts: tuple[PrintEntry, ...]
    actors: tuple[str, ...]
    writes: bool
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContentsRow:
    """A Part, heading, clause or Schedule. unit: "" for a heading. page, line: where it begins; None without lines."""

    unit: str
    number: str
    heading: str
    page: int | None
    line: int | None


@dataclass(frozen=True, slots=True)
class OutlineAnswer:
    """The contents of a print. next: the row at which the rest begins; None when this is all."""

    print: str
    title: str
    total: int
    rows: tuple[ContentsRow, ...]
    next: int | None
    caution: str


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A printed line. page, line: None on a row that has no number of its own."""

    page: int | None
    line: int | None
    words: str


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """A place as it is printed. place: the provision in which it begins, as cited. next: where the rest begins."""

    print: str
    place: str
    total: int
    rows: tuple[PrintedLine, ...]
    next: int | None
    caution: str


@dataclass(frozen=True, slots=True)
class FoundRow:
    """Words where they stand: page and line, the provision as cited, and what is around them in the paragraph."""

    page: int | None
    line: int | None
    place: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class FindAnswer:
    """Every place of words in a print. total: how many there are. next: where the rest begins."""

    print: str
    total: int
    rows: tuple[FoundRow, ...]
    next: int | None


def tell_prints(reach: Reach) -> PrintsAnswer:
    """The prints, Acts and actors that can be named in the other tools, and which print is current."""
    here = reach.here
    prints, broken = reach.prints, here.read[1]
    try:
        current = here.current.bill.number
    except ReadError:
        current = ""
    acts = tuple(_entry(reach, one.bill, str(one.file)) for one in reach.acts)
    return PrintsAnswer(
        current,
        tuple(_entry(reach, one.bill, str(one.file)) for one in prints[:_PRINTS]),
        acts[:_PRINTS],
        here.actors,
        reach.writes,
        tuple(str(error) for error in broken[:_PRINTS]),
    )


def _entry(reach: Reach, bill: Bill, file: str) -> PrintEntry:
    reading = Reading(bill)
    space = reach.here.space
    pages = max((line.page for line in reading.lines), default=0)
    place = space.place(file) if space else ""
    said = " ".join(bill.cautions)
    return PrintEntry(bill.name, bill.title, bill.house, bill.stage, place, pages, bool(reading.lines), said)


def tell_outline(reach: Reach, print: PrintSaid = "", start: Start = 0) -> OutlineAnswer:
    """The contents of a print: its Parts, clauses and Schedules, with the page and line on which each begins."""
    bill = reach.print(print).bill
    entries = entries_of(bill)
    rows, following = part_of(entries, start, _CONTENTS)
    shown = tuple(
        ContentsRow(one["unit"], one["number"], one["heading"], _number(one["page"]), _number(one["line"]))
        for one in rows
    )
    return OutlineAnswer(bill.name, bill.title, len(entries), shown, following, " ".join(bill.cautions))


def _number(said: str) -> int | None:
    return int(said) if said else None


def tell_place(
    reach: Reach,
    where: Annotated[str, "“clause 3”, “clause 3(2)(a)”, “Schedule 2 paragraph 4”, “page 5” or “page 5, line 12”."],
    print: PrintSaid = "",
    start: Start = 0,
) -> PlaceAnswer:
    """A place in a print as it is printed, line by line, with page and line to cite. Quote words from here."""
    prepared = reach.print(print)
    reading = prepared.reading
    if line := _LINE.fullmatch(where.strip()):
        found = _around(reading, int(line[1]), int(line[2]))
        rows = [PrintedLine(one.page, one.number, reading.text(one)) for one in found]
        at = next(one.start for one in found if one.number == int(line[2]))
    else:
        cited = where if where.strip().lower().startswith("page") else written_out(where)
        rows = [
            PrintedLine(one.page, one.line, " ".join(f"{one.number} {one.words}".split()))
            for one in rows_of_place(reading, cited)
        ]
        at = _begins(reading, rows)
        if not cited.lower().startswith("page") and rows:
            at = reading.extent(locate(prepared.bill, cited))[0]
            begun = reading.line_at(at)
            if begun and rows[0].page is None:  # it begins within a line, as (1) does behind the number of a paragraph
                rows[0] = PrintedLine(begun.page, begun.number, rows[0].words)
    shown, following = part_of(rows, start, _ROWS)
    address = address_of(prepared.bill, reading.locate(at)[0].path)
    said = " ".join(prepared.bill.cautions)
    return PlaceAnswer(prepared.bill.name, str(address or ""), len(rows), shown, following, said)


def _around(reading: Reading, page: int, number: int) -> list[Line]:
    """A line with those around it on its page. Raises LineError."""
    reading.line(page, number)
    return [one for one in reading.page(page) if abs(one.number - number) <= _AROUND]


def _begins(reading: Reading, rows: Sequence[PrintedLine]) -> int:
    first = next((row for row in rows if row.page and row.line), None)
    return reading.line(first.page, first.line)[0].start if first and first.page and first.line else 0


def tell_find(
    reach: Reach,
    words: Annotated[str, "The words; capitals and the shape of quotation marks do not count."],
    print: PrintSaid = "",
    start: Start = 0,
) -> FindAnswer:
    """Every place in a print where words stand, in longer words too, with page, line and provision.

    Use it before you cite a line.
    """
    if len(words.strip()) < 2:
        raise ReadError("there are no words to look for", remedy="give a word or more")
    prepared = reach.print(print)
    found = [
        FoundRow(one.page, one.line, one.place, one.before, one.words, one.after)
        for one in find_words(prepared.reading, words[:500])
    ]
    rows, following = part_of(found, start, _PLACES)
    return FindAnswer(prepared.bill.name, len(found), rows, following)
