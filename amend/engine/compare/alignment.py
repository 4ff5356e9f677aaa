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
    tails: list[int] = []  # the places that runs end at, rising; beside each how heavy its run is, rising too, and ...
    heavy: list[int] = []
    ends: list[int] = []  # ... the index it ends at
    before: list[int] = []
    for index, place in enumerate(places):
        at = bisect_left(tails, place)
        weight = weights[index] if weights else 1
        if at:
            weight += heavy[at - 1]
            before.append(ends[at - 1])
        else:
            before.append(-1)
        if at < len(tails) and tails[at] == place and heavy[at] > weight:
            continue
        end = at
        while end < len(heavy) and heavy[end] <= weight:  # of no more use: as light, and ends at a later place
            end += 1
        if end == at:
            tails.insert(at, place)
            heavy.insert(at, weight)
            ends.insert(at, index)
            continue
        tails[at], heavy[at], ends[at] = place, weight, index
        if end > at + 1:
            del tails[at + 1 : end], heavy[at + 1 : end], ends[at + 1 : end]
    run: list[int] = []
    index = ends[-1] if ends else -1
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
    """Which of many sets are as alike to one as asked, without asking of each.

    Exact where there are at most `NEAR`. Of more that have an entry the `NEAR` nearest in place are looked at by it,
    and of all that are alike the `NEAR` most alike are given.
    """

    NEAR = 48

    def __init__(self, sets: Sequence[Set[str]], least: float) -> None:
        """least: how alike, above 0."""
        self._least = least
        self._share = least / (2 - least)
        self._sizes = [len(entries or _NOTHING) for entries in sets]
        self._holding: dict[str, list[int]] = {}
        for place, entries in enumerate(sets):
            for entry in entries or _NOTHING:
                self._holding.setdefault(entry, []).append(place)
        # Of entries that many have, a bit each, so that those which two sets share are counted at once.
        self._bits: dict[str, int] = {}
        self._common = [0] * len(sets)
        for entry, places in self._holding.items():
            if len(places) > self.NEAR:
                self._bits[entry] = bit = 1 << len(self._bits)
                for place in places:
                    self._common[place] |= bit

    def to(self, entries: Set[str], place: float) -> list[tuple[int, float]]:
        """The places of those that are so alike to a set, and how alike. place: where it stands, from 0 to 1."""
        entries = entries or _NOTHING
        known = sorted((len(places), entry) for entry in entries if (places := self._holding.get(entry)))
        needed = max(math.ceil(self._share * len(entries) - 1e-9), 1)
        rare = len(known) - needed + 1  # what shares as many as needed has one of the so many rarest
        if rare < 1:
            return []
        shared: Counter[int] = Counter()
        looked_at: set[int] = set()
        common = 0
        for turn, (held, entry) in enumerate(known):
            places = self._holding[entry]
            if held <= self.NEAR:
                shared.update(places)
            else:
                common |= self._bits[entry]
                places = self._near(places, place) if turn < rare else []
            if turn < rare:
                looked_at.update(places)
        count, least = shared.get, needed - common.bit_count()
        found: list[tuple[int, float]] = []
        for where in [where for where in looked_at if count(where, 0) >= least] if least > 0 else looked_at:
            both = count(where, 0) + (common & self._common[where]).bit_count()
            alike = 2 * both / (len(entries) + self._sizes[where])
            if alike >= self._least:
                found.append((where, alike))
        if len(found) > self.NEAR:
            here = place * len(self._sizes)
            found = nsmallest(self.NEAR, found, key=lambda one: (-one[1], abs(one[0] - here), one[0]))
        return found

    def _near(self, places: list[int], place: float) -> list[int]:
        if len(places) <= self.NEAR:
            return places
        middle = bisect_left(places, place * len(self._sizes))
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
