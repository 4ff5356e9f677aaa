"""Where the words of one print stand in the next, character by character."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import compress, count, pairwise
from typing import NamedTuple

from amend.engine.compare.comparison import Comparison
from amend.engine.compare.partners import Pieces, Spot
from amend.model.lines import Reading, Segment
from amend.model.printed import each, paragraphs
from amend.model.provision import Block, Path


class _Kept(NamedTuple):
    """Letters of the old print, start to end, that stand from new_start to new_end in the new one.

    exact: whether they are the same; not where the clerks wrote one number for another as they printed it again.
    """

    start: int
    end: int
    new_start: int
    new_end: int
    exact: bool


class CarriedWords:
    """Where each letter of one print stands in the next; white space does not count, and is where its neighbours are.

    A number that the clerks changed with the numbers of other provisions counts as the same.
    """

    def __init__(self, comparison: Comparison, old: Reading, new: Reading) -> None:
        """old, new: the readings of the two texts that were compared."""
        self._old, self._new = _Letters(old), _Letters(new)
        stretches: list[_Kept] = []
        known = comparison.known
        for paragraph in each(paragraphs(new.bill)) if known is not None else ():
            for run in (*paragraph.numbers, *paragraph.runs):
                spot = run.path, run.start
                found = known.old_of(spot) if known is not None else None
                if found is None:
                    continue
                there, pieces = found
                block = new.bill.at(run.path)
                assert isinstance(block, Block)
                length = len("".join(block.text.chars[run.start : run.end].split()))
                stretches += self._stretches(there, spot, length, pieces)
        self._found = sorted(set(stretches))
        self._starts = [one.start for one in self._found]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the words from one position of the old print to another stand in the new, whole and together.

        None where one of them is gone, or something came in between them. Positions are those of the readings.
        """
        first, last = self._old.at(start), self._old.at(end)
        if first == last:
            return None
        found = list(self._over(first, last))
        together = all(one.end == two.start and one.new_end == two.new_start for one, two in pairwise(found))
        if not found or not together or found[0].start > first or found[-1].end < last:
            return None
        return self._new.spot(_into(found[0], first)), self._new.spot(_into(found[-1], last - 1)) + 1

    def letter(self, position: int) -> int | None:
        """Where the first letter from a position of the old print on stands in the new; None where it is gone."""
        at = self._old.at(position)
        found = next(self._over(at, at + 1), None)
        return None if found is None else self._new.spot(_into(found, at))

    def last_letter(self, position: int) -> int | None:
        """One past where the last letter before a position of the old print stands in the new; None if it is gone."""
        at = self._old.at(position) - 1
        found = next(self._over(at, at + 1), None) if at >= 0 else None
        return None if found is None else self._new.spot(_into(found, at)) + 1

    def around(self, start: int, end: int) -> tuple[int, int] | None:
        """What stands in the new print between the nearest words on either side that are there still.

        None where these words no longer stand one behind the other.
        """
        first, last = self._old.at(start), self._old.at(end)
        index = bisect_right(self._starts, first - 1) - 1
        before = self._found[index] if index >= 0 else None
        low = 0
        if before is not None:
            low = _into(before, min(first, before.end) - 1) + 1
        following = next(iter(self._over(last, last + 1)), None)
        if following is None:
            index = bisect_left(self._starts, last)
            following = self._found[index] if index < len(self._found) else None
        high = len(self._new.letters)
        if following is not None:
            high = _into(following, max(last, following.start))
        if low > high:
            return None
        return (self._new.spot(low - 1) + 1 if low else 0), self._new.spot(high - 1) + 1 if high else 0

    def _over(self, first: int, last: int) -> Iterator[_Kept]:
        """The stretches that have a letter in [first, last)."""
        index = max(bisect_right(self._starts, first) - 1, 0)
        while index < len(self._found) and self._found[index].start < last:
            if self._found[index].end > first:
                yield self._found[index]
            index += 1

    def _stretches(self, old: Spot, new: Spot, length: int, pieces: Pieces | None) -> Iterator[_Kept]:
        """The stretches of a run of words that stands in both; none where the pieces say other words than the texts."""
        at, to = self._old.of(old), self._new.of(new)
        if at is None or to is None:
            return
        if pieces is None:
            if self._old.letters[at : at + length] == self._new.letters[to : to + length]:
                yield _Kept(at, at + length, to, to + length, exact=True)
            return
        found: list[_Kept] = []
        gone = 0  # letters of the old text that the last piece left out as the clerks print the Bill again
        for piece in pieces:
            words = "".join(piece.words.split())
            size = len(words)
            if piece.kind == "same":
                if not (self._old.letters.startswith(words, at) and self._new.letters.startswith(words, to)):
                    return
                if size:
                    found.append(_Kept(at, at + size, to, to + size, exact=True))
                at, to, gone = at + size, to + size, 0
            elif piece.kind == "left out":
                at, gone = at + size, size if piece.printing else 0
            else:
                if piece.printing and gone and size:
                    found.append(_Kept(at - gone, at, to, to + size, exact=False))
                to, gone = to + size, 0
        yield from found


def _into(stretch: _Kept, letter: int) -> int:
    """Where a letter of a stretch stands in the new text."""
    if stretch.exact:
        return stretch.new_start + letter - stretch.start
    return stretch.new_start if letter == stretch.start else stretch.new_end - 1


class _Letters:
    """The letters of a reading, without white space, each by its number."""

    def __init__(self, reading: Reading) -> None:
        self.letters = "".join(reading.words.split())
        self._spots = list(compress(count(), map(str.strip, reading.words)))
        self._segments: dict[Path, list[Segment]] = {}
        for segment in reading.segments:
            self._segments.setdefault(segment.path, []).append(segment)

    def at(self, position: int) -> int:
        """The number of the first letter from a position of the reading on."""
        return bisect_left(self._spots, position)

    def spot(self, letter: int) -> int:
        """The position of a letter in the reading."""
        return self._spots[letter]

    def of(self, spot: Spot) -> int | None:
        """The number of the first letter from a character of a block on; None where the reading has no such words."""
        path, offset = spot
        for segment in self._segments.get(path, ()):
            if segment.offset <= offset <= segment.offset + segment.end - segment.start:
                return self.at(segment.start + offset - segment.offset)
        return None
