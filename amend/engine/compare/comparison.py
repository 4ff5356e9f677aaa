"""What is different between two texts: the rows of the redline, and the list of changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal

from amend.engine.compare.pairing import Pairing
from amend.engine.compare.words import Piece
from amend.model.address import Address
from amend.model.provision import Bill, Path

Spot = tuple[Path, int]
"""A run of words: the path of its block, and the place of its first character in the block's text."""

Printing = Literal["", "number", "reference", "punctuation"]
"""Why a difference is one of printing; "" for one that is not."""


@dataclass(frozen=True, slots=True)
class RedlineRow:
    """One printed paragraph of the redline.

    number: its number, when it begins a provision. pieces: its words; the kept and inserted ones are the new text,
    the kept and left out ones the old. role: "heading", "subheading" or "p". depth: levels of indent from 0.
    address: how the provision is cited, in the new text unless it stands only in the old; None outside the clauses
    and Schedules. unit: the tag of the provision whose first row this is; "" for a later row. moved: where the
    provision stood in the old text, for the first row of one that has moved; None for any other.
    """

    number: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    role: str
    depth: int
    address: Address | None
    unit: str = ""
    moved: Address | None = None

    @property
    def changed(self) -> bool:
        """Whether anything in the row is inserted, left out or moved here."""
        return self.moved is not None or any(piece.kind != "same" for piece in (*self.number, *self.pieces))

    @property
    def substantive(self) -> bool:
        """Whether anything in it changes that is not printing."""
        return self.moved is not None or any(
            piece.kind != "same" and not piece.printing for piece in (*self.number, *self.pieces)
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different.

    kind: "inserted", "left out" or "moved" for a whole provision; "renumbered", "heading" or "words" for the number,
    the heading or words of one, "reference" for words of which only references to provisions differ. address: of the
    provision, in the new text unless it stands only in the old; None outside the clauses and Schedules. before,
    after: what is different, in either text, "" where it has none; for a move, where it was and is, as cited.
    printing: why it is a matter of printing; "" when it is not, as when a reference leads to another provision.
    shown: the clause or Schedule of the redline that it is shown in.
    """

    kind: Literal["inserted", "left out", "moved", "renumbered", "heading", "words", "reference"]
    address: Address | None
    before: str
    after: str
    printing: Printing = ""
    shown: Address | None = None

    @property
    def heading(self) -> str:
        """The heading that it is shown under: see `unit_title`."""
        gone = self.kind == "left out" and self.address is not None and self.address.top() == self.address
        return unit_title(self.shown, left_out=gone)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts compared: the redline, row by row, the list of what changed, and which provisions are the same.

    runs: for each run of words of the new text that stands in the old one too, where it stood and the words of both;
    without the quotation marks around a quotation. As the rows, only where the redline is wanted.
    """

    old: Bill
    new: Bill
    rows: tuple[RedlineRow, ...]
    changes: tuple[Change, ...]
    pairing: Pairing
    runs: Mapping[Spot, tuple[Spot, tuple[Piece, ...]]] = field(default_factory=dict, repr=False, compare=False)


def substantive(comparison: Comparison) -> Comparison:
    """The comparison without what is only printing: there the new text stands, unmarked."""
    rows = tuple(replace(row, number=_settled(row.number), pieces=_settled(row.pieces)) for row in comparison.rows)
    changes = tuple(change for change in comparison.changes if not change.printing)
    return replace(comparison, rows=rows, changes=changes)


def _settled(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    if not any(piece.printing for piece in pieces):
        return pieces
    kept = [piece for piece in pieces if not (piece.printing and piece.kind == "left out")]
    return joined([Piece("same", piece.words) if piece.printing else piece for piece in kept])


def under(rows: Iterable[RedlineRow]) -> Iterator[tuple[str, list[RedlineRow]]]:
    """The rows of each clause and Schedule, under its heading (see `unit_title`); "" for what stands outside them."""
    for top, group in groupby(rows, key=lambda row: row.address.top() if row.address else None):
        found = list(group)
        gone = all(piece.kind == "left out" for row in found for piece in (*row.number, *row.pieces))
        yield unit_title(top, left_out=gone), found


def unit_title(address: Address | None, *, left_out: bool = False) -> str:
    """The heading over the rows of a clause or Schedule: "Clause 3"; for one without a number "New clause: Heading",
    for one that is left out "Clause 3, left out", by its old number.

    "" for what stands outside them.
    """
    if address is None:
        return ""
    top = address.top()
    if top.number.startswith("("):
        return f"New {top.unit}: {top.number[1:-1]}"
    name = str(top)
    return f"{name[0].upper()}{name[1:]}{', left out' if left_out else ''}"


def joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with those of one kind that stand together joined."""
    out: list[Piece] = []
    for piece in pieces:
        if out and (out[-1].kind, out[-1].printing) == (piece.kind, piece.printing):
            out[-1] = replace(piece, words=out[-1].words + piece.words)
        elif piece.words:
            out.append(piece)
    return tuple(out)
