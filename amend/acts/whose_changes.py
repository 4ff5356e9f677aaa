"""Whose each change of a redline is, character by character, from what is known of where the words come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from amend.engine.compare.redline import Beside, Pair, each_pair, joined_pieces
from amend.engine.compare.words import Piece
from amend.model.printed import BlockRun, PrintedParagraph
from amend.model.provision import Bill, Block

OwnerOf = Callable[[Block, int], str]
"""Whose a character of a block is, or whose it is that it went; "" where that is not known."""


def attributed_to(pairs: Sequence[Pair], old: Bill, new: Bill, went: OwnerOf, came: OwnerOf) -> tuple[Pair, ...]:
    """The redline of two texts, each change with whose it is as its `by`.

    went: who took out a character of the old text. came: who put in a character of the new one. What neither knows is
    of the hand of the change next to it.
    """
    owner = _Owners(old, new, went, came)
    return each_pair(pairs, owner.own)


class _Owners:
    def __init__(self, old: Bill, new: Bill, went: OwnerOf, came: OwnerOf) -> None:
        self._old, self._new = old, new
        self._went, self._came = went, came
        self._last = ""  # of the row before

    def own(self, beside: Beside) -> Beside:
        """A row with the hand of each change in it."""
        if not any(piece.kind != "same" for piece in beside.pieces):
            return beside
        ours = list(_characters(beside.old, self._old, self._went)) if beside.old else []
        theirs = list(_characters(beside.new, self._new, self._came)) if beside.new else []
        found: list[Piece] = []
        at = to = 0
        for piece in beside.pieces:
            length = len(piece.words)
            if piece.kind == "left out":
                found += _parted(piece, ours[at : at + length])
            elif piece.kind == "inserted":
                found += _parted(piece, theirs[to : to + length])
            else:
                found.append(piece)
            at += length if piece.kind != "inserted" else 0
            to += length if piece.kind != "left out" else 0
        pieces = joined_pieces(_filled(found, self._last))
        self._last = next((piece.by for piece in reversed(pieces) if piece.by), self._last)
        whole = next((piece.by for piece in pieces if piece.by), "") if beside.old is None or beside.new is None else ""
        return replace(beside, pieces=pieces, by=whole)


def _characters(paragraph: PrintedParagraph, text: Bill, owner: OwnerOf) -> Iterator[str]:
    """The owner of each character that a paragraph says."""
    for runs, tab in ((paragraph.numbers, True), (paragraph.runs, False)):
        for run in runs:
            yield from _of_run(run, text, owner)
            if tab:
                yield ""
    yield from ("" for _ in paragraph.said)


def _of_run(run: BlockRun, text: Bill, owner: OwnerOf) -> Iterator[str]:
    """The same of a run, whose white space is folded and which has marks around it that are no part of the block."""
    block = text.at(run.path)
    assert isinstance(block, Block)
    chars, at = block.text.chars, run.start
    for character in run.words:
        there = at
        while there < run.end and chars[there].isspace():
            there += 1
        if not character.isspace() and there < run.end and chars[there] == character:
            yield owner(block, there)
            at = there + 1
        else:
            yield ""


def _parted(piece: Piece, owners: Sequence[str]) -> Iterator[Piece]:
    """A piece cut where its words are of another hand; white space and what is not known go with what is before."""
    if len(owners) < len(piece.words):
        yield piece
        return
    known = list(owners[: len(piece.words)])
    last = next((by for by in known if by), "")
    for index, by in enumerate(known):
        known[index] = last = by or last
    if len(set(known)) == 1:
        yield replace(piece, by=known[0]) if known[0] else piece
        return
    at = 0
    for by, group in groupby(known):
        length = len(list(group))
        yield replace(piece, words=piece.words[at : at + length], raised="", by=by)
        at += length


def _filled(pieces: Sequence[Piece], otherwise: str) -> list[Piece]:
    """The pieces, those of no hand with that of the nearest change. otherwise: where there is none in the row."""
    hands = [piece.by for piece in pieces if piece.kind != "same" and piece.by]
    found: list[Piece] = []
    last = hands[0] if hands else otherwise
    for piece in pieces:
        if piece.kind != "same":
            last = piece.by or last
            found.append(piece if piece.by else replace(piece, by=last))
        else:
            found.append(piece)
    return found
