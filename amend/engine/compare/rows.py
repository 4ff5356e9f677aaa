"""The printed paragraphs of a redline, put together of the blocks that a comparison takes in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from amend.engine.compare.comparison import RedlineRow, joined
from amend.engine.compare.words import Piece
from amend.model.address import Address


@dataclass(slots=True)
class Leaf:
    """A block, or a part of one, in either text or both."""

    tag: str
    pieces: tuple[Piece, ...]
    depth: int
    address: Address | None
    unit: str
    moved: Address | None = None


def rows(leaves: Sequence[Leaf]) -> Iterator[RedlineRow]:
    """The leaves as printed paragraphs: a number stands on one row with what follows it."""
    number: Leaf | None = None
    held: RedlineRow | None = None
    for leaf in leaves:
        if leaf.tag == "tail" and held is not None:
            held = replace(held, pieces=joined([*held.pieces, *leaf.pieces]))
            continue
        if held is not None:
            yield held
            held = None
        if leaf.tag == "num":
            if number is not None:
                yield _row(None, number)
            number = leaf
            continue
        held = _row(number, leaf)
        number = None
    if held is not None:
        yield held
    if number is not None:
        yield _row(None, number)


def _row(number: Leaf | None, leaf: Leaf) -> RedlineRow:
    role = leaf.tag if leaf.tag in ("heading", "subheading") else "p"
    first = number or leaf
    return RedlineRow(
        number.pieces if number else (),
        leaf.pieces,
        role,
        first.depth,
        leaf.address,
        first.unit or leaf.unit,
        first.moved or leaf.moved,
    )
