"""A redline taken apart into pieces of the text that are read by themselves, each of which marks all that it loses and
gets: what moved from one to another is left out in the one and inserted in the other, as Word has it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from amend.engine.compare.comparison import Comparison
from amend.engine.compare.redline import Beside, Pair, each_pair, flat, in_place, read

Part = TypeVar("Part", bound=Hashable)

_WORD = re.compile(r"\w+|[^\w\s]")


def read_apart(
    comparison: Comparison, parted: Callable[[Sequence[Beside]], Mapping[Part, Sequence[Beside]]]
) -> tuple[dict[Part, list[Beside]], frozenset[Part]]:
    """The rows of each part, and the parts between which something moved. parted: puts rows in order under the part
    that they are in.

    A part within which all that moved stays is as the redline of the whole has it.
    """
    rows = {part: list(mine) for part, mine in parted(read(comparison.redline)).items()}
    still = without_moves(comparison)
    if still is None:
        return rows, frozenset()
    found = {part: told_whole(rows.get(part, []), mine) for part, mine in parted(still).items()}
    return found, frozenset(part for part, mine in found.items() if mine != rows.get(part))


def without_moves(comparison: Comparison) -> list[Beside] | None:
    """The rows of a comparison in which nothing moves: it goes and comes. None where nothing does in it anyway."""
    if not any(row.moved or any(piece.place for piece in row.pieces) for row in flat(comparison.redline)):
        return None
    pairs: Sequence[Pair] = in_place(comparison.redline)
    return read(each_pair(pairs, lambda row: replace(row, moved=None, after=None)))


def told_whole(rows: Iterable[Beside], still: Iterable[Beside]) -> list[Beside]:
    """The rows of a part when they have every word that stood in it and that stands in it, and no other; else those
    without moves."""
    rows, still = list(rows), list(still)
    same = all(_words(rows, without) == _words(still, without) for without in ("inserted", "left out"))
    return rows if same else still


def _words(rows: Iterable[Beside], without: str) -> Counter[str]:
    """The words of rows on one side."""
    pieces = (piece for row in rows for piece in row.visible if piece.kind != without)
    return Counter(word for piece in pieces for word in _WORD.findall(piece.words))
