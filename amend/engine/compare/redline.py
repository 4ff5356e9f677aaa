"""The one redline: two texts paragraph beside paragraph, of which the screen, the page and Word are projections.

What stands on the old side, in order, is every paragraph of the old text, and on the new side every one of the new.
What has moved is on either side by itself: "went" where it stood and "came", with the words that changed in it, where
it stands. Words that moved are not marked: they count neither as left out nor as inserted. Word, which knows only those
two, has them as both (see `in_place`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from amend.engine.compare.partners import Pieces
from amend.engine.compare.words import Piece
from amend.model.address import Address
from amend.model.frozen import quickly_made
from amend.model.printed import OUTSIDE, Item, PrintedParagraph, Table, TableRow

RENUMBERING = "renumbering"
"""Whose a change of numbers is that the clerks make as they print the Bill again."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Beside:
    """A paragraph of either text or both.

    pieces: its words, a tab after each number; those kept and left out say the old paragraph, those kept and inserted
    the new. by: whose change it is that the paragraph is inserted or left out whole; "" for one that stands in both.
    moved: where the provision stood that it begins, when that has moved. after: for one left out of a provision that
    moved, the paragraph of the new text behind which it is read.
    """

    old: PrintedParagraph | None
    new: PrintedParagraph | None
    pieces: Pieces
    by: str = ""
    moved: Address | None = None
    after: PrintedParagraph | None = None

    @property
    def shown(self) -> PrintedParagraph:
        """The paragraph as it is set: the new one where there is one."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def depth(self) -> int:
        """Steps of indent from 0 of the first of its numbers, or of its words."""
        shown = self.shown
        return max(shown.depth - len(shown.numbers) + 1, 0) if len(shown.numbers) > 1 else shown.depth

    @property
    def visible(self) -> Pieces:
        """The pieces without what is shown elsewhere."""
        return tuple([piece for piece in self.pieces if piece.place != "went"])

    @property
    def changed(self) -> bool:
        """Whether anything in it is inserted, left out or moved here."""
        return self.moved is not None or any(p.kind != "same" and p.place != "went" for p in self.pieces)

    @property
    def too_long(self) -> bool:
        """Whether its words were too many to be compared one by one, which every output says (see words.TOO_LONG)."""
        return any(piece.too_long for piece in self.visible)

    def parted(self) -> tuple[Pieces, Pieces]:
        """What is shown of its numbers, a space between two, and of its words."""
        found: list[list[Piece]] = [[]]
        for piece in self.visible:
            first, *others = piece.words.split("\t")
            found[-1].append(replace(piece, words=first, raised="" if others else piece.raised))
            found += [[replace(piece, words=words, raised="")] for words in others]
        numbers: list[Piece] = []
        for pieces in filter(joined_pieces, found[:-1]):
            numbers += [Piece("same", " "), *pieces] if numbers else pieces
        return joined_pieces(numbers), joined_pieces(found[-1])


@dataclass(frozen=True, slots=True)
class LineBeside:
    """A row of a table of either text or both, with what is in its cells; by as in `Beside`."""

    old: TableRow | None
    new: TableRow | None
    cells: tuple[tuple[Beside, ...], ...]
    by: str = ""


@dataclass(frozen=True, slots=True)
class TableBeside:
    """A table of either text or both; by as in `Beside`."""

    old: Table | None
    new: Table | None
    lines: tuple[LineBeside, ...]
    by: str = ""


Pair = Beside | TableBeside


def alone(items: Sequence[Item]) -> tuple[Pair, ...]:
    """The paragraphs of one text, as one with no change."""
    return tuple(map(_unchanged, items))


def flat(pairs: Sequence[Pair]) -> Iterator[Beside]:
    """Every paragraph, those in the cells of tables too, in order."""
    for pair in pairs:
        if isinstance(pair, Beside):
            yield pair
        else:
            yield from (beside for line in pair.lines for cell in line.cells for beside in cell)


def new_side(pairs: Sequence[Pair]) -> list[Item]:
    """Every paragraph and table of the new text, in order."""
    return [pair.new for pair in pairs if pair.new is not None]


def each_pair(pairs: Sequence[Pair], own: Callable[[Beside], Beside]) -> tuple[Pair, ...]:
    """The pairs, each paragraph after own; a row that is in one text is of the hand of its first paragraph."""
    return tuple([own(pair) if isinstance(pair, Beside) else _each_cell(pair, own) for pair in pairs])


def in_place(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """The pairs as Word has them: what has moved left out where it was and inserted where it is, and each change known
    by whose it is alone."""
    return each_pair(pairs, _in_place)


def read(pairs: Sequence[Pair]) -> list[Beside]:
    """The paragraphs of the text as a redline is read: what moved once, and no cover, contents or set form."""
    found: list[Beside] = []
    behind: dict[int, list[Beside]] = {}
    for beside in flat(pairs):
        shown = beside.new or beside.old
        if shown is None or shown.role in OUTSIDE or shown.role == "set form":
            continue
        if beside.pieces and not all(piece.place == "went" for piece in beside.pieces):
            if beside.after is None:
                found.append(beside)
            else:
                behind.setdefault(id(beside.after), []).append(beside)
    if behind:
        return [row for beside in found for row in (beside, *behind.get(id(beside.new), ()))]
    return found


def joined_pieces(pieces: Sequence[Piece]) -> Pieces:
    """The pieces with those that differ in nothing but their words joined, and the empty ones gone."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else piece
        if out and (last.kind, last.printing, last.by, last.place) == (
            piece.kind,
            piece.printing,
            piece.by,
            piece.place,
        ):
            raised = last.said + piece.said if last.raised or piece.raised else ""
            long = last.too_long or piece.too_long
            out[-1] = replace(last, words=last.words + piece.words, too_long=long, raised=raised)
        elif piece.words:
            out.append(piece)
    return tuple(out)


def _unchanged(item: Item) -> Pair:
    if isinstance(item, Table):
        lines = (
            LineBeside(line, line, tuple(tuple(same(p, p) for p in cell) for cell in line.cells)) for line in item.lines
        )
        return TableBeside(item, item, tuple(lines))
    return same(item, item)


def same(old: PrintedParagraph, new: PrintedParagraph) -> Beside:
    """A paragraph that says the same in both texts."""
    words = new.words
    return Beside(old, new, (Piece("same", words),) if words else ())


def _each_cell(table: TableBeside, own: Callable[[Beside], Beside]) -> TableBeside:
    lines = []
    for line in table.lines:
        cells = tuple([tuple(map(own, cell)) for cell in line.cells])
        lines.append(replace(line, cells=cells, by=cells[0][0].by if cells and cells[0] else line.by))
    return replace(table, lines=tuple(lines), by=lines[0].by if lines else table.by)


def _in_place(beside: Beside) -> Beside:
    if not any(piece.place or piece.printing for piece in beside.pieces):
        return beside
    found: list[Piece] = []
    for piece in beside.pieces:
        if not piece.place:
            found.append(replace(piece, printing=False))
        elif piece.place == "went":
            found.append(Piece("left out", piece.words))
        elif piece.kind != "left out":  # that is left out where it was
            found.append(Piece("inserted", piece.words))
    return replace(beside, pieces=joined_pieces(found))
