"""What is the same in two texts, down to each run of words and each mark of a quotation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Protocol

from amend.engine.compare.pairing import Match, Pairing
from amend.engine.compare.words import Piece
from amend.model.address import Address
from amend.model.citation import Citations, CitedPlace
from amend.model.provision import Bill, Block, Carried, Node, Path, Provision, node_at
from amend.model.text import OBJECT

Spot = tuple[Path, int]
"""A run of words: the path of its block, and the place of its first character in the block's text. A quotation's mark:
the path of the quotation, and OPENS or CLOSES."""

OPENS, CLOSES = -1, -2

Pieces = tuple[Piece, ...]


class Partners(Protocol):
    """What is the same in two texts."""

    def old_of(self, spot: Spot) -> tuple[Spot, Pieces | None] | None:
        """Where words of the new text stand in the old, with the pieces of both, None where they are the same words;
        None for words that are only in the new."""

    def stays(self, spot: Spot) -> bool:
        """Whether words of the old text are in the new one too."""

    def provision(self, path: Path) -> Path | None:
        """Where a provision of the new text stands in the old; None when it is only in the new."""

    def moved(self, path: Path, /) -> Path | None:
        """The innermost provision that has moved of those that hold what stands at a path of the new text."""

    def printing(self, spot: Spot, /) -> bool:
        """Whether words that are only in one text come or go as the clerks print the Bill again."""


class Compared:
    """What a comparison has found.

    runs: for each run of words of the new text that stands in the old one too, where it stood and the pieces of both,
    but for provisions that are alike throughout. quotes: the same for the marks of quotations, those that open and
    those that close. dropped: numbers of the old text that go though the words behind them stay.
    """

    def __init__(
        self,
        matched: Match,
        pairing: Pairing,
        alike: frozenset[Path],
        runs: Mapping[Spot, tuple[Spot, Pieces]],
        quotes: Mapping[Path, tuple[Pieces, Pieces]],
        dropped: frozenset[Spot],
    ) -> None:
        self._runs, self._quotes, self._dropped = runs, quotes, dropped
        self._old, self._new = pairing.old, pairing.new
        self.provision, self._new_of = pairing.old_of, pairing.new_of
        self._alike = alike
        self._moved = pairing.moved
        self._depths = sorted({len(path) for path in pairing.moved}, reverse=True)
        self._back = dict(runs.values())
        self._mixed, self._mixed_old = (
            {tree.paths[index] for index in tree.mixed} for tree in (matched.new, matched.old)
        )

    def old_of(self, spot: Spot) -> tuple[Spot, Pieces | None] | None:
        """See `Partners`."""
        if (found := self._runs.get(spot)) is not None:
            return found
        path, start = spot
        if start < 0:
            came = self.provision(path)
            marks = self._quotes.get(path)
            if came is None or (marks is None and path not in self._alike):
                return None
            return (came, start), marks[-1 - start] if marks else None
        above = path[:-1]
        if (came := self._whole.get(above)) is None:
            return None
        old = (*came, path[-1])
        if above in self._mixed or came in self._mixed_old:
            old = (*came, _place(self._old, came, _turn(self._new, path)))
        return (old, start and _start(self._new, self._old, spot, old)), None

    @cached_property
    def _whole(self) -> dict[Path, Path]:
        """Where each provision that is alike throughout stands in the old text."""
        return {path: came for path in self._alike if (came := self.provision(path)) is not None}

    def stays(self, spot: Spot) -> bool:
        """See `Partners`."""
        pieces = self._back.get(spot)
        path, start = spot
        if start < 0:
            there = self._new_of(path)
            marks = self._quotes.get(there) if there is not None else None
            pieces = marks[-1 - start] if marks else None
            above = there
        else:
            above = self._new_of(path[:-1])
        if pieces is not None:
            return any(piece.kind != "left out" and bool(piece.words.strip()) for piece in pieces)
        return above in self._alike

    def moved(self, path: Path, /) -> Path | None:
        """See `Partners`."""
        for depth in self._depths:
            if path[:depth] in self._moved:
                return path[:depth]
        return None

    def printing(self, spot: Spot, /) -> bool:
        """See `Partners`."""
        return spot in self._dropped


class SameButNumbers:
    """A text and the same with other numbers, nothing but which and references differ. came: where each node of the
    new text stands in the old; no entry for a number that came in."""

    def __init__(self, old: Bill, new: Bill, came: Mapping[Path, Path]) -> None:
        self._old, self._new, self._came = old, new, came
        self._stay = set(came.values())

    def old_of(self, spot: Spot) -> tuple[Spot, Pieces | None] | None:
        """See `Partners`."""
        came = self._came.get(spot[0])
        if came is None:
            return None
        return (came, spot[1] if spot[1] <= 0 else _start(self._new, self._old, spot, came)), None

    def stays(self, spot: Spot) -> bool:
        """See `Partners`."""
        return spot[0] in self._stay

    def provision(self, path: Path) -> Path | None:
        """See `Partners`."""
        return self._came.get(path)

    def moved(self, _: Path, /) -> Path | None:
        """See `Partners`."""
        return None

    def printing(self, _: Spot, /) -> bool:
        """See `Partners`."""
        return True


class Tops:
    """The clauses, Schedules, Parts and Chapters of a text. new_of: for the old one of two texts, where a provision
    stands in the new; by default nowhere."""

    def __init__(self, bill: Bill, new_of: Callable[[Path], Path | None] | None = None) -> None:
        self._new_of = new_of
        self.cited = Citations(bill).cited
        self._known: dict[Path, tuple[Node, CitedPlace, Path]] = {(): (bill.root, CitedPlace.at_top(bill), ())}

    def path_of(self, path: Path) -> Path:
        """The clause or Schedule that what stands at a path is part of, or the Part or Chapter; () outside them."""
        return self._over(path)[2]

    def address_of(self, path: Path) -> Address | None:
        """How that is cited; None outside them."""
        return self._over(path)[1].cited

    def partner(self, top: Path) -> Path | None:
        """Where one of the old text stands in the new; None where it is left out."""
        return top if not top else self._new_of(top) if self._new_of else None

    def _over(self, path: Path) -> tuple[Node, CitedPlace, Path]:
        """The clause or Schedule over what stands at a path, for what is below one is part of it; else what is next
        above, how that is cited, and the Part or Chapter."""
        found = self._known[()]
        for depth in range(1, len(path)):
            if found[1].address is not None:
                break
            place = path[:depth]
            if place not in self._known:
                self._known[place] = self._into(found, place)
            found = self._known[place]
        return found

    @staticmethod
    def _into(above: tuple[Node, CitedPlace, Path], path: Path) -> tuple[Node, CitedPlace, Path]:
        holder, standing, top = above
        node = node_at(holder, path[-1:])
        if not isinstance(node, Provision):
            return node, standing, top
        inner = standing.into(node)
        return node, inner, path if inner.cited != standing.cited else top


def _turn(bill: Bill, path: Path) -> int:
    """How many items stand before the one at a path."""
    above = bill.at(path[:-1])
    assert isinstance(above, Provision)
    return sum(not isinstance(item, Carried) for item in above.items[: path[-1]])


def _place(bill: Bill, path: Path, turn: int) -> int:
    """The place in a provision of the item that so many stand before."""
    above = bill.at(path)
    assert isinstance(above, Provision)
    return [place for place, item in enumerate(above.items) if not isinstance(item, Carried)][turn]


def _start(new: Bill, old: Bill, spot: Spot, there: Path) -> int:
    """Where a run begins in a block of the old text that is the same as the one of the new that it is in."""
    block, other = new.at(spot[0]), old.at(there)
    assert isinstance(block, Block)
    assert isinstance(other, Block)
    at = 0
    for _ in range(block.text.chars.count(OBJECT, 0, spot[1])):
        at = other.text.chars.index(OBJECT, at) + 1
    return at
