"""Two sequences laid beside each other: what stands in both in one order, what run of places rises, how alike two
sets of words are."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence, Set
from heapq import nsmallest

Step = tuple[int | None, int | None]
"""A place in either sequence; None for the one in which it has no counterpart."""

_LARGEST = 400_000_000
"""Entries of one sequence times entries of the other, beyond which the longest common subsequence is not looked for."""

_ALONE = (1, 4, 12)
"""How many entries that follow one another are looked for, which stand once in either sequence, to divide it at."""


def heaviest_run(places: Sequence[int], weights: Sequence[int] | None = None) -> list[int]:
    """The indices of those that stand in rising order and together weigh most; the others have moved.

    weights: one for each place, above 0; None for all alike.
    """
    tails: list[tuple[int, int, int]] = []  # (place, weight so far, index), both rising
    before: list[int] = []
    for index, place in enumerate(places):
        at = bisect_left(tails, (place,))
        so_far = (tails[at - 1][1] if at else 0) + (weights[index] if weights else 1)
        before.append(tails[at - 1][2] if at else -1)
        end = at
        while end < len(tails) and tails[end][1] <= so_far:
            end += 1
        heavier_there = at < len(tails) and tails[at][0] == place and tails[at][1] > so_far
        if not heavier_there:
            tails[at:end] = [(place, so_far, index)]
    run: list[int] = []
    index = tails[-1][2] if tails else -1
    while index >= 0:
        run.append(index)
        index = before[index]
    return run[::-1]


def steps(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Step]:
    """Places in both that are the same, and places in one only, in order: a longest common subsequence.

    Two sequences too long for that are divided first, at what stands once in either; what is still too long then has
    nothing in common. See `too_long`.
    """
    start, ends = 0, (len(old), len(new))
    while start < min(ends) and old[start] == new[start]:
        yield start, start
        start += 1
    cut = 0
    while cut < min(ends) - start and old[ends[0] - 1 - cut] == new[ends[1] - 1 - cut]:
        cut += 1
    a, b = ends[0] - cut, ends[1] - cut
    yield from _between(old, new, start, start, a, b)
    yield from ((a + place, b + place) for place in range(cut))


def changed_spans(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int, int, int]]:
    """What differs, in order: old[a1:a2] for which new[b1:b2] stands; one of the two may be empty."""
    a1 = b1 = a2 = b2 = 0
    for a, b in steps(old, new):
        if a is not None and b is not None:
            if a1 < a2 or b1 < b2:
                yield a1, a2, b1, b2
            a1 = a2 = a + 1
            b1 = b2 = b + 1
        elif a is not None:
            a2 = a + 1
        elif b is not None:
            b2 = b + 1
    if a1 < a2 or b1 < b2:
        yield a1, a2, b1, b2


def in_common(old: Sequence[Hashable], new: Sequence[Hashable]) -> float:
    """From 0 to 1: the share of entries that two sequences have in common in the same order."""
    same = sum(a is not None and b is not None for a, b in steps(old, new))
    return 2 * same / (len(old) + len(new)) if old or new else 1.0


def too_long(old: int, new: int) -> bool:
    """Whether so many entries that differ are too many for each to be compared."""
    return old * new > _LARGEST


def word_counts(words: Iterable[str]) -> frozenset[str]:
    """Words as a set, with one entry more for each further time that a word stands: what two of these have in common
    is what the words have, each as often as both have it."""
    counts = Counter(words)
    return frozenset((*counts, *(f"{word}\n{turn}" for word, n in counts.items() if n > 1 for turn in range(1, n))))


def likeness(one: Set[str], other: Set[str]) -> float:
    """From 0 to 1: the share of entries that two sets have in common; 1 for two that are empty."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 1.0


class Similar:
    """Which of many sets can be as alike to one as asked, without asking of each.

    Exact where there are at most `NEAR`. Of more that have an entry the `NEAR` nearest in place are looked at by it,
    and of all that are found the `NEAR` that share the most.
    """

    NEAR = 48

    def __init__(self, sets: Sequence[Set[str]], least: float) -> None:
        """least: how alike, above 0."""
        self._size = len(sets)
        self._share = least / (2 - least)
        self._holding: dict[str, list[int]] = {}
        for place, entries in enumerate(sets):
            for entry in entries or _NOTHING:
                self._holding.setdefault(entry, []).append(place)

    def to(self, entries: Set[str], place: float) -> list[int]:
        """The places of those that may be so alike to a set, in order. place: where it stands, from 0 to 1."""
        entries = entries or _NOTHING
        known = [entry for entry in entries if entry in self._holding]
        needed = max(math.ceil(self._share * len(entries) - 1e-9), 1)
        if len(known) < needed:
            return []
        known.sort(key=lambda entry: (len(self._holding[entry]), entry))
        rare = len(known) - needed + 1  # what shares as many as needed has one of the so many rarest
        found: Counter[int] = Counter()
        for entry in known[:rare]:
            found.update(self._near(self._holding[entry], place))
        unseen = 0  # entries of which others may have it too
        for entry in known[rare:] if found else ():
            if len(self._holding[entry]) <= self.NEAR:
                found.update(where for where in self._holding[entry] if where in found)
            else:
                unseen += 1
        unseen += sum(len(self._holding[entry]) > self.NEAR for entry in known[:rare])
        likely = [where for where, shared in found.items() if shared + unseen >= needed]
        if len(likely) > self.NEAR:
            here = place * self._size
            likely = nsmallest(self.NEAR, likely, key=lambda where: (-found[where], abs(where - here), where))
        return sorted(likely)

    def _near(self, places: list[int], place: float) -> list[int]:
        if len(places) <= self.NEAR:
            return places
        middle = bisect_left(places, place * self._size)
        start = min(max(middle - self.NEAR // 2, 0), len(places) - self.NEAR)
        return places[start : start + self.NEAR]


_NOTHING = frozenset({""})


def _between(
    old: Sequence[Hashable], new: Sequence[Hashable], a1: int, b1: int, a2: int, b2: int, grain: int = 0
) -> Iterator[Step]:
    """The steps of old[a1:a2] and new[b1:b2], divided at what stands once in either where they are too long."""
    if not too_long(a2 - a1, b2 - b1):
        yield from reversed(list(_longest(old, new, a1, b1, a2, b2)))
        return
    anchors: list[tuple[int, int]] = []
    while not anchors and grain < len(_ALONE):
        anchors = _anchors(old, new, a1, b1, a2, b2, _ALONE[-1 - grain])
        grain += 1
    for a, b in anchors:
        if a < a1 or b < b1:
            continue  # it is part of the one before
        while a > a1 and b > b1 and old[a - 1] == new[b - 1]:
            a, b = a - 1, b - 1
        yield from _between(old, new, a1, b1, a, b, grain)
        while a < a2 and b < b2 and old[a] == new[b]:
            yield a, b
            a, b = a + 1, b + 1
        a1, b1 = a, b
    if anchors:
        yield from _between(old, new, a1, b1, a2, b2, grain)
        return
    yield from ((place, None) for place in range(a1, a2))
    yield from ((None, place) for place in range(b1, b2))


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], a1: int, b1: int, a2: int, b2: int, run: int
) -> list[tuple[int, int]]:
    """Where so many entries begin that stand once in old[a1:a2] and once in new[b1:b2], in one order."""
    ours, theirs = _once(old, a1, a2, run), _once(new, b1, b2, run)
    shared = [(a, theirs[key]) for key, a in ours.items() if key in theirs]
    return [shared[index] for index in heaviest_run([b for _, b in shared])]


def _once(entries: Sequence[Hashable], start: int, end: int, run: int) -> dict[tuple[Hashable, ...], int]:
    """Where those stand that stand once, so many entries taken together."""
    found: dict[tuple[Hashable, ...], int] = {}
    again: set[tuple[Hashable, ...]] = set()
    for index, key in enumerate(zip(*(entries[start + shift : end] for shift in range(run)), strict=False), start):
        if key in found:
            again.add(key)
        found[key] = index
    for key in again:
        del found[key]
    return found


def _longest(old: Sequence[Hashable], new: Sequence[Hashable], a1: int, b1: int, a2: int, b2: int) -> Iterator[Step]:
    """The steps of old[a1:a2] and new[b1:b2], the last first.

    Bit-parallel, after Hyyrö (2004): a row of bits for each place of the new, one bit for each place of the old.
    """
    places: dict[Hashable, int] = {}
    for index in range(a1, a2):
        places[old[index]] = places.get(old[index], 0) | 1 << (index - a1)
    full = row = (1 << (a2 - a1)) - 1
    rows = []
    for index in range(b1, b2):
        met = row & places.get(new[index], 0)
        row = ((row + met) | (row - met)) & full
        rows.append(row)
    a, b = a2, b2
    while a > a1 and b > b1:
        bit = 1 << (a - 1 - a1)
        if rows[b - 1 - b1] & bit:
            a -= 1
            yield a, None
        else:
            b -= 1
            if b > b1 and not rows[b - 1 - b1] & bit:
                yield None, b
            else:
                a -= 1
                yield a, b
    yield from ((None, place) for place in range(b - 1, b1 - 1, -1))
    yield from ((place, None) for place in range(a - 1, a1 - 1, -1))
