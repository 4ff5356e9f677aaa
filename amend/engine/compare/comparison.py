"""What is different between two texts: the redline, and the list of changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal

from amend.engine.compare.pairing import Pairing
from amend.engine.compare.partners import Partners, Pieces, Spot, Tops
from amend.engine.compare.redline import Beside, Pair, each_pair, joined_pieces, read
from amend.engine.compare.words import Piece
from amend.model.address import Address
from amend.model.citation import Citations
from amend.model.outline import arrangement, is_top
from amend.model.printed import HEADINGS
from amend.model.provision import Bill

Printing = Literal["", "number", "reference", "punctuation"]
"""Why a difference is one of printing; "" for one that is not."""


ChangeKind = Literal["inserted", "left out", "moved", "renumbered", "heading", "words", "reference"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different.

    kind: "inserted", "left out" or "moved" for a whole provision; "renumbered", "heading" or "words" for the number,
    the heading or words of one, "reference" for words of which only references to provisions differ. address: of the
    provision, in the new text unless it stands only in the old; None outside the clauses and Schedules. before,
    after: what is different, in either text, "" where it has none; for a move, where it was and is, as cited.
    printing: why it is a matter of printing; "" when it is not, as when a reference leads to another provision.
    shown: the clause or Schedule of the redline that it is shown in. pieces: the words as the redline has them, those
    of a whole provision without what is in both texts or a change by itself; none for a move, which marks no word.
    """

    kind: ChangeKind
    address: Address | None
    before: str
    after: str
    printing: Printing = ""
    shown: Address | None = None
    pieces: Pieces = ()

    @property
    def heading(self) -> str:
        """The heading that it is shown under: see `unit_title`."""
        gone = self.kind == "left out" and self.address is not None and self.address.top() == self.address
        return unit_title(self.shown, left_out=gone)

    @property
    def is_heading_alone(self) -> bool:
        """Whether a heading over clauses came in or went, which is cited by the Part it is in, and not that Part."""
        if self.kind not in ("inserted", "left out") or self.address is None:
            return False
        number = " ".join((self.after or self.before).split("\n", 1)[0].split())
        return self.address.unit in ("Part", "Chapter") and number.lower() != _own_name(self.address).lower()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts compared: the redline, the list of what changed, and which provisions are the same.

    redline: paragraph beside paragraph; empty where it was not wanted. runs: for each run of words of the new text that
    stands in the old one too, where it stood and the words of both, without the quotation marks around a quotation and
    without the provisions that are alike throughout. known: what is the same in both, those too; None for one text.
    """

    old: Bill
    new: Bill
    redline: tuple[Pair, ...]
    changes: tuple[Change, ...]
    pairing: Pairing
    runs: Mapping[Spot, tuple[Spot, Pieces]] = field(default_factory=dict, repr=False, compare=False)
    known: Partners | None = field(default=None, repr=False, compare=False)


def substantive(comparison: Comparison) -> Comparison:
    """The comparison without what is only printing: there the new text stands, unmarked."""
    redline = each_pair(comparison.redline, lambda beside: replace(beside, pieces=_settled(beside.pieces)))
    changes = tuple(change for change in comparison.changes if not change.printing)
    return replace(comparison, redline=redline, changes=changes)


def _settled(pieces: Pieces) -> Pieces:
    if not any(piece.printing for piece in pieces):
        return pieces
    kept = [piece for piece in pieces if not (piece.printing and piece.kind == "left out")]
    return joined_pieces([Piece("same", p.words, place=p.place) if p.printing else p for p in kept])


def under(comparison: Comparison) -> Iterator[tuple[str, list[Beside]]]:
    """The paragraphs of each clause and Schedule as they are read, under its heading (see `unit_title`); "" for what
    stands outside them."""
    ours, theirs = Tops(comparison.old, comparison.pairing.new_of), Tops(comparison.new)

    def top(row: Beside) -> tuple[Address | None, bool]:
        """How its clause or Schedule is cited, and whether that is left out."""
        path = row.shown.path
        there = ours.partner(ours.path_of(path)) if row.new is None else None
        gone = row.new is None and there is None
        address = ours.address_of(path) if gone else theirs.address_of((*there, 0) if there is not None else path)
        return address.top() if address else None, gone

    for (address, gone), rows in groupby(read(comparison.redline), key=top):
        yield unit_title(address, left_out=gone), list(rows)


def headings_shown(comparison: Comparison) -> dict[str, str]:
    """What each clause, Schedule and Part that changes is headed, by the heading of the redline that it is shown under;
    those without one, and new clauses, which are named by it, not."""
    sides = comparison.old, comparison.new
    wanted = {change.heading: change for change in comparison.changes if change.shown is not None}
    found: dict[str, str] = {}
    for bill, gone in ((sides[1], False), (sides[0], True)) if wanted else ():
        cited = Citations(bill).cited
        for path, node in arrangement(bill):
            if node.heading is None or not (is_top(node) or node.tag in ("part", "chapter")):
                continue
            title = unit_title(cited(path), left_out=gone and is_top(node))
            if title in wanted and not title.startswith("New "):
                found.setdefault(title, " ".join(node.heading.words.split()))
    return found


def _own_name(address: Address) -> str:
    return f"{address.unit} {address.number}".strip()


def near_changes(rows: Sequence[Beside]) -> frozenset[int]:
    """The indices of the rows that change and of the row that opens each list, quotation or provision they are in.

    rows: of one clause or Schedule, in order, for a row is opened by the last row before it at a lesser depth, and by
    the heading over it.
    """
    wanted: set[int] = set()
    openers: list[tuple[int, tuple[int, int]]] = []  # what stands open here: its index, and how deep it is
    for index, row in enumerate(rows):
        shown = row.shown
        level = row.depth, HEADINGS.index(shown.role) if shown.role in HEADINGS else len(HEADINGS)
        while openers and openers[-1][1] >= level:
            openers.pop()
        if row.changed:
            wanted.update(opener for opener, _ in openers)
            wanted.add(index)
        openers.append((index, level))
    return frozenset(wanted)


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
