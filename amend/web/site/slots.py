"""Where in a print changes fall: in a clause or Schedule, in what stands between two, or between one and the next.

A change is told by where it is in the print, so that it is found in the same place whatever else is made beside it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from amend.engine.apply.apply import Made
from amend.engine.apply.resolve import Resolved
from amend.engine.compare.by_part import read_apart
from amend.engine.compare.comparison import Comparison, unit_title
from amend.engine.compare.partners import Pieces
from amend.engine.compare.redline import Beside
from amend.engine.compare.words import Piece, Side
from amend.model.citation import Citations
from amend.model.lines import Reading
from amend.model.outline import is_group, is_top, tops
from amend.model.printed import PrintedParagraph
from amend.model.provision import Block, Path, Provision, along

Slot = tuple[int, int, int]
"""A unit of a print by its index and twice -1; or, behind the unit, what an amendment puts in between it and the next,
by its position in the print and by which amendment that is: in this order they stand in the print as amended."""


@dataclass(frozen=True, slots=True)
class PrintUnit:
    """A clause or Schedule of a print, or what stands before, between or after them.

    place: its path; None for what is no clause or Schedule. title: "Clause 3"; "" for what has none. heading: what it
    is headed, "" for nothing. rows: what it says.
    """

    place: Path | None
    title: str
    heading: str
    rows: tuple[Beside, ...]


class Slots:
    """The units of a print, and which of them a change is in."""

    def __init__(self, reading: Reading, own: Iterable[Beside]) -> None:
        """reading: of the print. own: its rows."""
        self._reading, self._print = reading, reading.bill
        self._tops = dict(tops(self._print))
        count = Counter(node.eid for node in self._tops.values())
        self._by_name = {node.eid: path for path, node in self._tops.items() if node.eid and count[node.eid] == 1}
        self.units = tuple(self._units(own))
        self._first = [(unit.rows[0].shown.path, index) for index, unit in enumerate(self.units)]
        self._unit_of = {unit.place: index for index, unit in enumerate(self.units) if unit.place is not None}

    def _units(self, own: Iterable[Beside]) -> Iterator[PrintUnit]:
        cited = Citations(self._print).cited
        for place, inner in groupby((row for row in own if row.shown.path), key=lambda row: self._top(row.shown.path)):
            node = self._tops[place] if place is not None else None
            title = unit_title(cited(place)) if place is not None else ""
            heading = " ".join(node.heading.words.split()) if node and node.heading else ""
            yield PrintUnit(place, title, heading, tuple(inner))

    def _top(self, path: Path) -> Path | None:
        """The clause or Schedule of the print that a path is in."""
        return next((path[:depth] for depth in range(1, len(path) + 1) if path[:depth] in self._tops), None)

    def unit_at(self, path: Path) -> int:
        """The index of the unit that a place of the print is in."""
        top = self._top(path)
        if top is not None and top in self._unit_of:
            return self._unit_of[top]
        return max(bisect_right(self._first, (path, len(self.units))) - 1, 0)

    def title(self, slot: Slot) -> str:
        """What stands over a slot: "Clause 3", "New, after clause 3"; "" for what has no title."""
        title = self.units[slot[0]].title
        if slot[1] < 0:
            return title
        return f"New, after {title.replace('Clause', 'clause', 1)}" if title else "New"

    def unit(self, path: Path) -> Slot:
        """The unit that a place of the print is in, as a slot."""
        return (self.unit_at(path), -1, -1)

    def of_resolved(self, found: Resolved, which: int) -> frozenset[Slot]:
        """What an amendment changes that has its place on the print, whether or not it can be made. which: it is."""
        slots = {self.unit(path) for path in found.whole}
        for start, end in found.spots or ((found.start, found.end),):
            if start < end and not found.whole:
                slots |= {self.unit(one.path) for one in self._reading.segments_between(start, end)}
        homes = (*found.inserted, *([found.moved] if found.moved else []))
        if any(_is_clause(one) for home in homes for one in home.provisions):
            slots.add(self.gap(found.start, which))
        elif found.words or homes:
            slots.add(self.unit(self._reading.locate(found.start)[0].path))
        return frozenset(slots)

    def rows(self, comparison: Comparison, edits: Iterable[Made], which: Sequence[int]) -> Mapping[Slot, list[Beside]]:
        """The rows of `apart`."""
        return self.apart(comparison, edits, which)[0]

    def apart(
        self, comparison: Comparison, edits: Iterable[Made], which: Sequence[int]
    ) -> tuple[Mapping[Slot, list[Beside]], frozenset[Slot]]:
        """The rows of a comparison of the print with itself as amended, by where in the print they are, each place
        by itself (see `read_apart`): under another choice of packages what moved there may not come from here; and the
        places between which something moved.

        edits: those that were made, by which it is known where a new clause was put in. which: for each amendment that
        was made, in the order given to the engine, which it is of all.
        """
        homes = _Homes(self, comparison, edits, which)

        def parted(rows: Sequence[Beside]) -> dict[Slot, list[Beside]]:
            found: dict[Slot, list[Beside]] = {}
            last: Slot = (0, -1, -1)
            for row in rows:
                was = self.unit(row.old.path) if row.old is not None and row.old.path else None
                home = homes.of(row.new.path) if row.new is not None else None
                if was is not None and home is not None and not homes.is_one(was, home):
                    found.setdefault(was, []).append(Beside(row.old, None, _all_of("left out", row.old)))
                    row, was = Beside(None, row.new, _all_of("inserted", row.new)), None
                last = was or home or last
                found.setdefault(last, []).append(row)
            return found

        return read_apart(comparison, parted)

    def unit_of(self, node: Provision) -> Slot | None:
        """The unit that a clause or Schedule is of, which may have been amended, by the name it has in the file."""
        place = self._by_name.get(node.eid or "")
        return self.unit(place) if place is not None else None

    def units_between(self, start: int, end: int) -> frozenset[Slot]:
        """The units that have words between two positions of the print."""
        return frozenset(self.unit(one.path) for one in self._reading.segments_between(start, end))

    def gap(self, position: int, which: int) -> Slot:
        """Behind which unit a position is at which a clause comes in."""
        segment, offset = self._reading.locate(position)
        unit = self.unit_at(segment.path)
        before = self._reading.before(segment.start)
        begins = offset == segment.offset and (before is None or self.unit_at(before.path) != unit)
        return (max(unit - 1, 0) if begins else unit, position, which)


class _Homes:
    """Where each clause and Schedule of a text as amended belongs in the print, however the comparison pairs it."""

    def __init__(self, slots: Slots, comparison: Comparison, edits: Iterable[Made], which: Sequence[int]) -> None:
        self._slots, self._bill, self._pairing = slots, comparison.new, comparison.pairing
        self._came: dict[int, Slot] = {}
        self._instead: dict[Slot, frozenset[Slot]] = {}
        for edit in edits:
            for one in edit.inserted:
                if _is_clause(one):
                    self._came[id(one)] = slot = slots.gap(edit.start, which[edit.index])
                    self._instead[slot] = slots.units_between(edit.start, edit.end)
        self._known: dict[Path, Slot | None] = {}
        self._tops = frozenset(path for path, _ in tops(comparison.new))

    def of(self, path: Path) -> Slot | None:
        """The place that a path of the text belongs to; None where that is not known."""
        for depth in range(1, len(path) + 1):
            if path[:depth] in self._known:
                return self._known[path[:depth]]
            if path[:depth] in self._tops:
                self._known[path[:depth]] = found = self._of_top(path[:depth])
                return found
        return self._put_in(path)

    def is_one(self, was: Slot, home: Slot) -> bool:
        """Whether what stood in a unit and what belongs to a place are one: the same, or put in instead of it."""
        return was == home or was in self._instead.get(home, ())

    def _of_top(self, path: Path) -> Slot | None:
        node, old = self._bill.at(path), self._pairing.old_of(path)
        named = self._slots.unit_of(node) if isinstance(node, Provision) else None
        return self._put_in(path) or named or (self._slots.unit(old) if old is not None else None)

    def _put_in(self, path: Path) -> Slot | None:
        return next((self._came[id(node)] for node in along(self._bill.root, path) if id(node) in self._came), None)


def _all_of(kind: Side, paragraph: PrintedParagraph | None) -> Pieces:
    return (Piece(kind, paragraph.words),) if paragraph is not None else ()


def _is_clause(node: Provision | Block) -> bool:
    """Whether it comes in between clauses: one, or what groups them."""
    return isinstance(node, Provision) and (is_top(node) or is_group(node))
