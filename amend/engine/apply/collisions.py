"""Which amendments touch the same words, told of one against all that were taken before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

from amend.engine.apply.resolve import Resolved
from amend.model.provision import Path


def collide(one: Resolved, other: Resolved) -> bool:
    """Whether two amendments touch the same words: one leaves out what the other leaves out or puts something into.

    Insertions at one point go together, and so does an insertion at either end of what is left out.
    """
    if any(_inside(home.path, one.whole) for home in other.inserted if not other.whole):
        return True
    if any(_inside(home.path, other.whole) for home in one.inserted if not one.whole):
        return True
    if one.start == one.end or other.start == other.end:
        point, range_ = (one, other) if one.start == one.end else (other, one)
        return range_.start < point.start < range_.end
    return one.start < other.end and other.start < one.end


def touching(places: Sequence[Resolved]) -> Iterator[tuple[int, int]]:
    """The pairs of places that have a position in common, if only the end of the one and the start of the other.

    Each pair once, the earlier in the text first, by where they stand in what is given. Two that collide are among
    them. The time goes with the places and the pairs, not with all the pairs that there could be.
    """
    order = sorted(range(len(places)), key=lambda at: (places[at].start, places[at].end, at))
    open_: list[tuple[int, int]] = []  # end, which: those that have begun and may not have ended
    for at in order:
        start = places[at].start
        while open_ and open_[0][0] < start:
            heappop(open_)
        yield from sorted((other, at) for _, other in open_)
        heappush(open_, (places[at].end, at))


class TakenPlaces:
    """Amendments of which no two collide, by place: what each one more collides with is found without asking all."""

    def __init__(self) -> None:
        self._starts: list[int] = []  # of the ranges left out, in order of the text; as none overlap, so are their ends
        self._ranges: list[tuple[int, int, int]] = []  # start, end, turn
        self._points: list[tuple[int, int]] = []  # where something comes in and nothing goes, turn
        self._homes: list[tuple[Path, int]] = []  # before which item something comes in, turn
        self._whole: dict[Path, int] = {}  # what goes whole
        self._count = 0

    def add(self, resolved: Resolved) -> None:
        """Take one more, which collides with none."""
        turn, self._count = self._count, self._count + 1
        if resolved.start < resolved.end:
            insort(self._starts, resolved.start)
            insort(self._ranges, (resolved.start, resolved.end, turn))
        else:
            insort(self._points, (resolved.start, turn))
        for path in resolved.whole:
            self._whole.setdefault(path, turn)
        if not resolved.whole:
            for home in resolved.inserted:
                insort(self._homes, (home.path, turn))

    def first(self, resolved: Resolved) -> int | None:
        """Which of them, by its turn from 0, is the first that an amendment collides with; None for none."""
        return min(self._met(resolved), default=None)

    def _met(self, resolved: Resolved) -> Iterator[int]:
        start, end = resolved.start, resolved.end
        point = start == end
        low = bisect_right(self._starts, start)
        if low and (self._ranges[low - 1][0] < start or not point) and self._ranges[low - 1][1] > start:
            yield self._ranges[low - 1][2]
        if not point:
            high = bisect_left(self._starts, end, low)
            yield from (turn for _, _, turn in self._ranges[low:high])
            low, high = bisect_left(self._points, (start + 1,)), bisect_left(self._points, (end,))
            yield from (turn for _, turn in self._points[low:high])
        for path in resolved.whole:
            low = bisect_left(self._homes, ((*path, -1),))
            high = bisect_left(self._homes, ((*path[:-1], path[-1] + 1),), low)
            yield from (turn for _, turn in self._homes[low:high])
        if not resolved.whole and self._whole:
            for home in resolved.inserted:
                above = (self._whole.get(home.path[:depth]) for depth in range(len(home.path)))
                yield from (turn for turn in above if turn is not None)


def _inside(path: Path, whole: Sequence[Path]) -> bool:
    return any(len(path) > len(outer) and path[: len(outer)] == outer for outer in whole)
