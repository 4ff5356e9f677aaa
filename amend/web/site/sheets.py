"""The text of a print over as many pages as it needs: which clauses and Schedules stand on which, and its contents."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from amend.model.lines import Reading
from amend.model.outline import in_contents, is_top, tops
from amend.model.provision import Bill, Path, Provision, unit
from amend.web.site.names import Names

MOST = 560_000
"""Bytes of a page, by estimate, before the next begins; one clause or Schedule is on one page whatever its length."""

_ROW = 80
"""Bytes that a paragraph takes beside its words, by estimate."""

_ENTRY = 300
"""Bytes that an entry of the contents takes on each page, which has them twice."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An entry of the contents.

    path: of the provision. node: it. level: 0 for one that stands in no other. anchor: the id of a Part, Chapter or
    heading on its page; "" for a clause or Schedule, of which that is made of its lasting address. page: which page it
    is on, from 0. top: whether it is a clause or Schedule that stands in no other.
    """

    path: Path
    node: Provision
    level: int
    anchor: str
    page: int
    top: bool

    @property
    def label(self) -> str:
        """Its unit and number, "Clause 3", "Schedule", "Part 2"; "" for a heading and for a clause without a number."""
        name = unit(self.node)
        if name == "clause":
            return f"Clause {self.node.label}" if self.node.label else ""
        printed = " ".join(self.node.number.words.split()) if self.node.number else ""
        return printed if name and printed.casefold().startswith(name.casefold()) else f"{name} {printed}".strip()

    @property
    def heading(self) -> str:
        """What it is headed; "" for nothing."""
        return " ".join(self.node.heading.words.split()) if self.node.heading else ""

    @property
    def said(self) -> str:
        """Both, in one: "Clause 3: Victims’ code"."""
        return ": ".join(filter(None, (self.label, self.heading))) or unit(self.node).capitalize() or "Heading"


@dataclass(frozen=True, slots=True)
class Sheets:
    """A print on pages. entries: its contents. starts: the path that each page begins with, () for the first."""

    entries: tuple[ContentsEntry, ...]
    starts: tuple[Path, ...]

    def page_of(self, path: Path) -> int:
        """Which page a place is on, from 0."""
        return max(bisect_right(self.starts, path) - 1, 0)

    @property
    def tops(self) -> tuple[ContentsEntry, ...]:
        """The clauses and Schedules."""
        return tuple(entry for entry in self.entries if entry.top)

    def over(self, path: Path) -> tuple[ContentsEntry, ...]:
        """The Parts, Chapters and headings that a place stands under, outermost first."""
        return tuple(one for one in self.entries if one.path != path and path[: len(one.path)] == one.path)


def sheets_of(bill: Bill, reading: Reading) -> Sheets:
    """A print put on pages, cut where a clause or Schedule begins or a heading over one."""
    names = Names()
    entries: list[ContentsEntry] = []
    above: list[Path] = []
    top: Path | None = None
    known = {path for path, _ in tops(bill)}
    for path, node in in_contents(bill):
        while above and path[: len(above[-1])] != above[-1]:
            above.pop()
        if top is not None and path[: len(top)] != top:
            top = None
        own = top is None and is_top(node) and path in known
        said = f"{unit(node) or 'heading'} {node.label or (node.heading.words if node.heading else '')}"
        anchor = "" if own else f"at.{names.of(path, said, 'heading')}"
        entries.append(ContentsEntry(path, node, len(above), anchor, 0, own))
        above.append(path)
        top = path if own else top
    starts = tuple(_starts(reading, entries))
    found = Sheets((), starts)
    return Sheets(tuple(replace(entry, page=found.page_of(entry.path)) for entry in entries), starts)


def _starts(reading: Reading, entries: list[ContentsEntry]) -> Iterator[Path]:
    yield ()
    cuts = list(_cuts(entries))
    most = max(MOST - _ENTRY * len(entries), MOST // 4)
    held = 0
    start = 0
    for place, path in enumerate(cuts):
        end = reading.extent(cuts[place + 1])[0] if place + 1 < len(cuts) else len(reading.words)
        words = len(reading.words[start:end].encode())
        size = words + _ROW * sum(1 for _ in reading.segments_between(start, end))
        if held and held + size > most:
            yield path
            held = 0
        held += size
        start = end


def _cuts(entries: list[ContentsEntry]) -> Iterator[Path]:
    """Where a page can begin: at each clause and Schedule, or at the first of the headings that are right over it."""
    first: Path | None = None
    top: Path | None = None
    for entry in entries:
        if top is not None and entry.path[: len(top)] == top:
            continue
        first = first or entry.path
        if entry.top:
            yield first
            first, top = None, entry.path
