"""What a package of amendments touches of a print: which clauses and Schedules, by which amendments, and the redline of
each; and the rows of a comparison by the clause that they are in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge

from amend.engine.apply.apply import Made
from amend.engine.compare.by_part import told_whole, without_moves
from amend.engine.compare.comparison import Comparison
from amend.engine.compare.redline import Beside, read
from amend.model.lines import Reading
from amend.model.outline import is_top, tops
from amend.model.provision import Bill, Node, Path, Provision, walk
from amend.web.in_tables import InTables


class RowsByTop:
    """The rows of a text, or of a comparison of two, by the clause or Schedule that they are in.

    all: every row, as it is read. new: the text, or the new one. tables: of both.
    """

    def __init__(
        self,
        rows: Sequence[Beside],
        new: Bill,
        old: Bill | None = None,
        new_of: Callable[[Path], Path | None] | None = None,
        still: Sequence[Beside] | None = None,
    ) -> None:
        """new_of: where a provision of the old text stands in the new; None where that has not got it. still: the rows
        without moves (see `without_moves`)."""
        self.all, self.new = tuple(rows), new
        self.tables = InTables(new, old, new_of)
        self._new_of = new_of
        self._still = RowsByTop(still, new, old, new_of) if still is not None else None
        self._old: dict[Path, list[tuple[int, Beside]]] = defaultdict(list)
        self._new: dict[Path, list[tuple[int, Beside]]] = defaultdict(list)
        sides = tuple({path for path, _ in tops(bill)} for bill in (old or new, new))
        depths = tuple(sorted({len(path) for path in side}) for side in sides)
        for index, row in enumerate(self.all):
            side = row.new is not None
            path = row.shown.path
            top = next((path[:depth] for depth in depths[side] if path[:depth] in sides[side]), ())
            (self._new if side else self._old)[top].append((index, row))

    def of(self, old: Path | None, new: Path | None) -> tuple[Beside, ...]:
        """The rows of a clause or Schedule that stands at these paths of the old text and of the new, told by itself:
        what moved to another is left out."""
        ours = self._old.get(old, ()) if old is not None else ()
        theirs = self._new.get(new, ()) if new is not None else ()
        rows = tuple(row for _, row in merge(ours, theirs, key=lambda one: one[0]))
        return tuple(told_whole(rows, self._still.of(old, new))) if self._still else rows

    def of_old(self, path: Path) -> tuple[Beside, ...]:
        """The rows of a clause or Schedule of the old text, wherever it is in the new."""
        return self.of(path, self._new_of(path) if self._new_of else None)


def rows_compared(comparison: Comparison) -> RowsByTop:
    """The rows of a comparison."""
    of = comparison.new, comparison.old, comparison.pairing.new_of
    return RowsByTop(read(comparison.redline), *of, without_moves(comparison))


@dataclass(frozen=True, slots=True)
class TouchedClause:
    """A clause or Schedule of a print under a package.

    rows: its redline; none where only what stands beside it is new. by: which amendments change it, as places among
    those of the package that stand. follows: which would put a clause or Schedule right after it. precedes: before it.
    """

    rows: tuple[Beside, ...]
    by: tuple[int, ...]
    follows: tuple[int, ...] = ()
    precedes: tuple[int, ...] = ()


class TouchedBy:
    """What amendments that were made to a print touch of it."""

    def __init__(self, reading: Reading, edits: Sequence[Made], comparison: Comparison) -> None:
        """reading: of the print. comparison: of that with what the edits made of it."""
        self.rows = rows_compared(comparison)
        self._places = [(path, *reading.extent(path)) for path, _ in tops(reading.bill)]
        self.by_path: Mapping[Path, TouchedClause] = dict(self._found(edits))

    def _found(self, edits: Sequence[Made]) -> Iterator[tuple[Path, TouchedClause]]:
        by: dict[Path, list[int]] = defaultdict(list)
        follows: dict[Path, list[int]] = defaultdict(list)
        precedes: dict[Path, list[int]] = defaultdict(list)
        starts, ends = [start for _, start, _ in self._places], [end for _, _, end in self._places]
        for edit in edits:
            if _puts_in_whole(edit.inserted):
                before, after = bisect_right(ends, edit.start) - 1, bisect_left(starts, edit.end)
                if before >= 0:
                    follows[self._places[before][0]].append(edit.index)
                if after < len(starts):
                    precedes[self._places[after][0]].append(edit.index)
                if edit.start == edit.end:
                    continue
            for path, start, end in self._places:
                if (start < edit.end and end > edit.start) or (edit.start == edit.end and start <= edit.start <= end):
                    by[path].append(edit.index)
        for path, _, _ in self._places:
            rows = self.rows.of_old(path)
            changed = any(row.changed for row in rows)
            if changed or path in follows or path in precedes:
                mine = (rows, _each(by[path])) if changed else ((), ())
                yield path, TouchedClause(*mine, _each(follows[path]), _each(precedes[path]))


def _each(indices: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(indices))


def _puts_in_whole(inserted: Sequence[Node]) -> bool:
    """Whether a clause or Schedule, or a Part with some, is put in."""
    return any(
        isinstance(node, Provision) and is_top(node)
        for one in inserted
        for _, node in walk(one, into=lambda node: node.tag != "quotedStructure" and not is_top(node))
    )
