"""Whose each change is: which amendment made it, and what only follows as the Bill is printed again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from amend.engine.apply.apply import Applied, Made
from amend.engine.compare.redline import Beside, LineBeside, Pair, TableBeside, each_pair, joined_pieces
from amend.engine.compare.words import Piece
from amend.model.lines import Reading
from amend.model.printed import PrintedParagraph
from amend.model.provision import Path, walk


def attributed(pairs: Sequence[Pair], print_: Reading, applied: Applied) -> tuple[Pair, ...]:
    """The paragraphs of a print beside those of the Bill as amended, each change with the amendment that made it.

    `by` is then the index of the amendment, as a string. What an amendment put in is known by where it stands; any
    other change is of the amendment whose place on the print it falls on, or else is nearest to.
    """
    if not applied.edits:
        return tuple(pairs)
    owner = _AmendmentOf(print_, applied)
    return each_pair(pairs, owner.own)


def followed(first: Sequence[Pair], second: Sequence[Pair]) -> tuple[Pair, ...]:
    """The changes from one text to another, and those from that to a third, as one: the first text beside the third.

    The second, inside what the first insert, are of the same hand as that.
    """
    return tuple(_followed(first, second))


class _AmendmentOf:
    """Finds the amendment that made a change."""

    def __init__(self, print_: Reading, applied: Applied) -> None:
        self._positions: Mapping[tuple[Path, int], int] = {(s.path, s.offset): s.start for s in print_.segments}
        self._edits = applied.edits
        self._inserted = _places(applied)
        self._last = 0  # the position after what was passed last, for what stands in no run of the print

    def own(self, beside: Beside) -> Beside:
        """The paragraph with each change of it, and itself where it stands in one text only, by its amendment."""
        if beside.old is not None and beside.old is beside.new:
            self._pass(beside.old)
            return beside
        if beside.old is not None and beside.new is not None and not beside.changed:
            self._pass(beside.old)
            return beside
        spots = self._spots(beside.old)
        if beside.new is None:
            pieces = [part for piece in beside.pieces for part in self._cut(piece, 0, spots)]
            self._pass(beside.old)
            return replace(
                beside, pieces=joined_pieces(pieces), by=pieces[0].by if pieces else self._nearest(self._last)
            )
        owner = self._path_owner(beside.new)
        if beside.old is None:
            by = owner or self._nearest(self._last)
            return replace(beside, pieces=tuple(replace(piece, by=by) for piece in beside.pieces), by=by)
        found: list[Piece] = []
        at = to = 0
        for piece in beside.pieces:
            length = len(piece.words)
            if piece.kind == "inserted":
                inside = self._run_owner(beside.new, to)
                position = self._position(spots, at)
                found += [replace(piece, by=inside)] if inside else self._parted(piece, position)
                to += length
                continue
            found += [piece] if piece.kind == "same" else self._cut(piece, at, spots)
            at += length
            to += length if piece.kind == "same" else 0
        self._pass(beside.old)
        return replace(beside, pieces=joined_pieces(found))

    def _spots(self, paragraph: PrintedParagraph | None) -> list[tuple[int, int]]:
        """Where each run begins in the words of a paragraph, and its position on the print."""
        spots, at = [], 0
        for runs, tab in ((paragraph.numbers, 1), (paragraph.runs, 0)) if paragraph else ():
            for run in runs:
                position = self._positions.get((run.path, run.start))
                if position is not None:
                    spots.append((at, position - len(run.opening)))
                at += len(run.words) + tab
        return spots

    def _position(self, spots: Sequence[tuple[int, int]], at: int) -> int:
        """The position on the print of a character of a paragraph."""
        index = bisect_right([begin for begin, _ in spots], at) - 1
        if index < 0:
            return self._last
        begin, position = spots[index]
        return position + at - begin

    def _pass(self, paragraph: PrintedParagraph | None) -> None:
        if paragraph is not None and paragraph.role not in ("contents clause", "contents group"):
            spots = self._spots(paragraph)
            if spots:
                self._last = self._position(spots, len(paragraph.words))

    def _cut(self, piece: Piece, at: int, spots: Sequence[tuple[int, int]]) -> Iterator[Piece]:
        """Words left out, cut where what one amendment leaves out ends and another begins."""
        start = self._position(spots, at)
        end = start + len(piece.words)
        points = sorted({start, end, *(p for edit in self._edits for p in (edit.start, edit.end) if start < p < end)})
        for one, two in pairwise(points):
            yield replace(piece, words=piece.words[one - start : two - start], raised="", by=self._nearest(one, two))

    def _nearest(self, start: int, end: int | None = None) -> str:
        """The amendment that leaves out most of a range of the print, or else stands nearest."""
        end = start if end is None else end

        def distance(edit: Made) -> tuple[int, int]:
            return -(min(edit.end, end) - max(edit.start, start)), edit.index

        return str(min(self._edits, key=distance).index)

    def _parted(self, piece: Piece, position: int) -> list[Piece]:
        """Words inserted at a position, each part by the amendment that puts it there."""
        near = [edit for edit in self._edits if edit.words and edit.start - 1 <= position <= edit.end + 1]
        parts: list[Piece] = []
        words = piece.words
        for edit in near[:-1]:
            found = words.find(edit.words.strip())
            if found >= 0:
                cut = found + len(edit.words.strip())
                parts.append(replace(piece, words=words[:cut], raised="", by=str(edit.index)))
                words = words[cut:]
        by = str(near[-1].index) if near else self._nearest(position)
        return [*parts, replace(piece, words=words, raised="", by=by)] if words else parts

    def _path_owner(self, paragraph: PrintedParagraph) -> str:
        """The amendment that put in what a paragraph is part of; "" when its words say nothing of it."""
        for run in (*paragraph.numbers, *paragraph.runs):
            if found := self._owner(run.path):
                return found
        return self._owner(paragraph.holder) if paragraph.role == "gap" else ""

    def _run_owner(self, paragraph: PrintedParagraph, at: int) -> str:
        """The same of the run that a character of a paragraph is in."""
        begin = 0
        for runs, tab in ((paragraph.numbers, 1), (paragraph.runs, 0)):
            for run in runs:
                begin += len(run.words) + tab
                if at < begin:
                    return self._owner(run.path)
        return ""

    def _owner(self, path: Path) -> str:
        for depth in range(len(path), 0, -1):
            if (found := self._inserted.get(path[:depth])) is not None:
                return found
        return ""


def _places(applied: Applied) -> dict[Path, str]:
    """Where in the amended Bill each provision stands that was put in, with the index of its amendment."""
    wanted = {id(node): str(edit.index) for edit in applied.edits for node in edit.inserted}
    if not wanted:
        return {}
    return {path: wanted[id(node)] for path, node in walk(applied.bill.root) if id(node) in wanted}


def _followed(first: Sequence[Pair], second: Sequence[Pair]) -> Iterator[Pair]:
    further = iter(second)
    for pair in first:
        if pair.new is None:
            yield pair
            continue
        for then in further:
            if then.old is not None:
                assert then.old is pair.new, "the second text is not the one that the first gave"
                yield from _both(pair, then)
                break
            yield then
    yield from further


def _both(first: Pair, then: Pair) -> Iterator[Pair]:
    """One paragraph or table after the other has been done to what the one made of it."""
    if isinstance(first, TableBeside) and isinstance(then, TableBeside):
        yield replace(first, new=then.new, lines=tuple(_lines(first.lines, then.lines)))
    elif isinstance(first, Beside) and isinstance(then, Beside):
        if then.new is not None:
            yield replace(first, new=then.new, pieces=_pieces(first, then) if then.changed else first.pieces)
        elif first.old is not None:
            yield Beside(first.old, None, _pieces(first, then), then.by)


def _lines(first: Sequence[LineBeside], second: Sequence[LineBeside]) -> Iterator[LineBeside]:
    """The rows of a table; printing again neither adds nor takes away one."""
    further = {id(line.old): line for line in second}
    for line in first:
        if line.new is None:
            yield line
            continue
        then = further[id(line.new)]
        cells = []
        for place, cell in enumerate(line.cells):
            cells.append(tuple(pair for pair in _followed(cell, then.cells[place]) if isinstance(pair, Beside)))
        yield replace(line, new=then.new, cells=tuple(cells))


def _pieces(first: Beside, then: Beside) -> tuple[Piece, ...]:
    """The pieces of a paragraph after those of another have been made in what they gave."""
    found: list[Piece] = []
    waiting = list(then.pieces[::-1])
    hand = first.by  # of the inserted words that stood last where words now come in

    def follow(piece: Piece) -> None:
        nonlocal hand
        words = piece.words
        while words:
            after = waiting.pop()
            if after.kind == "inserted":
                found.append(replace(after, by=hand or after.by))
                continue
            taken = min(len(words), len(after.words))
            if after.kind == "same":
                found.append(replace(piece, words=words[:taken], raised=""))
            elif piece.kind == "same":
                found.append(replace(after, words=words[:taken], raised=""))
            hand = piece.by if piece.kind == "inserted" and after.kind == "left out" else first.by
            words = words[taken:]
            if taken < len(after.words):
                waiting.append(replace(after, words=after.words[taken:], raised=""))

    for piece in first.pieces:
        if piece.kind == "left out":
            found.append(piece)
        else:
            follow(piece)
    found += [replace(after, by=hand or after.by) for after in reversed(waiting)]
    return joined_pieces(found)
