"""Two texts paragraph beside paragraph: what the changes of a comparison do to the paragraphs that are printed.

What stands on the old side, in order, is every paragraph of the old text, and on the new side every one of the new. A
paragraph that has moved is left out where it was and inserted where it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from amend.engine.compare.comparison import Comparison, Spot
from amend.engine.compare.pairing import Pairing
from amend.engine.compare.paragraphs import BlockRun, Item, PrintedParagraph, Table, TableRow, paragraphs
from amend.engine.compare.words import Piece, Side, compare_words
from amend.model.memory import collection_paused
from amend.model.provision import Bill, Path

RENUMBERING = "renumbering"
"""Whose a change of numbers is that the clerks make as they print the Bill again."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """Words of a paragraph that stand on both sides, or on one. by: whose change it is, "" for nobody's."""

    kind: Side
    words: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """A paragraph of either text or both. The strokes kept and left out say the old one, those kept and inserted the
    new. by: whose change it is that the paragraph is inserted or left out whole; "" for one that stands in both."""

    old: PrintedParagraph | None
    new: PrintedParagraph | None
    strokes: tuple[Stroke, ...]
    by: str = ""


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

_ItemKey = tuple[str, Path, int]
"""What an item is known by: a kind of key, a path, and a place in the block there or in the order of that kind."""


def parallel(comparison: Comparison) -> tuple[Pair, ...]:
    """The paragraphs of both texts of a comparison, which must have its redline. Changes that are printing are by
    RENUMBERING."""
    with collection_paused():
        old, new = paragraphs(comparison.old), paragraphs(comparison.new)
        return tuple(_ParagraphAligner(comparison.runs, comparison.pairing).items(old, new))


def reprinted(old: Bill, new: Bill) -> tuple[Pair, ...]:
    """The paragraphs of a text beside those of the same with other numbers (`reprint.with_labels`), where nothing but
    numbers and references differs, and a number may be a paragraph of its own. Every change is by RENUMBERING."""
    with collection_paused():
        return tuple(_reprinted(paragraphs(old), paragraphs(new)))


def alone(items: Sequence[Item]) -> tuple[Pair, ...]:
    """The paragraphs of one text, as one with no change."""
    return tuple(_unchanged(item) for item in items)


def _unchanged(item: Item) -> Pair:
    if isinstance(item, Table):
        lines = (
            LineBeside(line, line, tuple(tuple(_kept(p) for p in cell) for cell in line.cells)) for line in item.lines
        )
        return TableBeside(item, item, tuple(lines))
    return _kept(item)


def _reprinted(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Pair]:
    before = list(old[::-1])
    for item in new:
        while before and _is_number(before[-1]) and not _is_number(item):
            yield _by_clerks(_one_sided(before.pop(), "left out"))
        if _is_number(item) and not (before and _is_number(before[-1])):
            yield _by_clerks(_one_sided(item, "inserted"))
            continue
        came = before.pop()
        if isinstance(came, PrintedParagraph) and isinstance(item, PrintedParagraph):
            yield _by_clerks(Beside(came, item, _relabelled(came, item)))
        elif isinstance(came, Table) and isinstance(item, Table):
            lines = []
            for one, other in zip(came.lines, item.lines, strict=True):
                cells = (_reprinted(a, b) for a, b in zip(one.cells, other.cells, strict=True))
                found = tuple(tuple(pair for pair in cell if isinstance(pair, Beside)) for cell in cells)
                lines.append(LineBeside(one, other, found))
            yield TableBeside(came, item, tuple(lines))


def _relabelled(old: PrintedParagraph, new: PrintedParagraph) -> tuple[Stroke, ...]:
    """The strokes of a paragraph and the same with other numbers; a number may come in or go."""
    if old.words == new.words:
        return _whole(new, "same")
    found: list[Stroke] = []
    for one, other in zip_longest(old.numbers, new.numbers):
        if one and other:
            found += [*_strokes(compare_words(one.words, other.words)), Stroke("same", "\t")]
        elif one:
            found.append(Stroke("left out", f"{one.words}\t"))
        elif other:
            found.append(Stroke("inserted", f"{other.words}\t"))
    before, after = ("".join(run.words for run in paragraph.runs) + paragraph.said for paragraph in (old, new))
    return joined([*found, *_strokes(compare_words(before, after))])


def _is_number(item: Item) -> bool:
    return isinstance(item, PrintedParagraph) and item.role in ("group number", "schedule number")


def _by_clerks(pair: Pair) -> Pair:
    if not isinstance(pair, Beside):
        return pair
    strokes = tuple(stroke if stroke.kind == "same" else replace(stroke, by=RENUMBERING) for stroke in pair.strokes)
    return replace(pair, strokes=strokes, by=RENUMBERING if pair.old is None or pair.new is None else "")


def _kept(paragraph: PrintedParagraph) -> Beside:
    return Beside(paragraph, paragraph, _whole(paragraph, "same"))


def _whole(paragraph: PrintedParagraph, kind: Side) -> tuple[Stroke, ...]:
    words = paragraph.words
    return (Stroke(kind, words),) if words else ()


class _ParagraphAligner:
    """Sets the paragraphs of two texts side by side."""

    def __init__(self, runs: Mapping[Spot, tuple[Spot, tuple[Piece, ...]]], pairing: Pairing) -> None:
        self._runs = runs
        self._pairing = pairing

    def items(self, old: Sequence[Item], new: Sequence[Item]) -> Iterator[Pair]:
        """The items of two texts side by side, in order."""
        at = to = 0
        for one, other in self._together(old, new):
            yield from self._between(old[at:one], new[to:other], wall=isinstance(new[other], Table))
            before, after = old[one], new[other]
            if isinstance(before, Table) and isinstance(after, Table):
                yield self._table(before, after)
            elif isinstance(before, PrintedParagraph) and isinstance(after, PrintedParagraph):
                yield self._beside(before, after)
            at, to = one + 1, other + 1
        yield from self._between(old[at:], new[to:], wall=False)

    def _between(self, old: Sequence[Item], new: Sequence[Item], *, wall: bool) -> Iterator[Pair]:
        """What stands in one text only between two items of both. wall: whether the end of a cell or a table follows,
        with which no paragraph can be joined; there the last of either side stand beside each other."""
        one, other = _first_table(old), _first_table(new)
        if one is not None and other is not None:
            yield from self._between(old[:one], new[:other], wall=True)
            before, after = old[one], new[other]
            assert isinstance(before, Table)
            assert isinstance(after, Table)
            yield self._table(before, after)
            yield _replaced(old[one + 1], new[other + 1])  # the gaps after them
            yield from self._between(old[one + 2 :], new[other + 2 :], wall=wall)
            return
        last = bool(wall and old and new)
        sides: list[tuple[Sequence[Item], Side]] = [
            (old[:-1] if last else old, "left out"),
            (new[:-1] if last else new, "inserted"),
        ]
        # A paragraph before a table must follow one of both texts, so the side with the table comes first.
        for items, kind in sides if other is None else sides[::-1]:
            for item in items:
                yield _one_sided(item, kind)
        if last:
            yield _replaced(old[-1], new[-1])

    def _together(self, old: Sequence[Item], new: Sequence[Item]) -> list[tuple[int, int]]:
        """The places of items that are the same, as many as stand in one order in both texts."""
        places: dict[_ItemKey, int] = {}
        seen: Counter[str] = Counter()
        for index, item in enumerate(old):
            for key in _keys(item, seen):
                places.setdefault(key, index)
        pairs: list[tuple[int, int]] = []
        taken: set[int] = set()
        seen = Counter()
        for index, item in enumerate(new):
            for key in _keys(item, seen):
                same = self._key(key)
                place = places.get(same) if same else None
                if place is not None and place not in taken and type(old[place]) is type(item):
                    taken.add(place)
                    pairs.append((place, index))
                    break
        return _rising(pairs)

    def _key(self, key: _ItemKey) -> _ItemKey | None:
        """What an item of the old text has for a key, when it is the same as one of the new that has this; None when
        there is none."""
        kind, path, at = key
        if kind in ("run", "contents"):
            partner = self._runs.get((path, at))
            return (kind, *partner[0]) if partner else None
        if kind in ("table", "gap"):
            came = self._pairing.old_of(path)
            return (kind, came, 0) if came is not None else None
        return key

    def _beside(self, old: PrintedParagraph, new: PrintedParagraph) -> Beside:
        if old.words == new.words:
            return Beside(old, new, _whole(new, "same"))
        if old.said or new.said:
            return Beside(old, new, tuple(_strokes(compare_words(old.words, new.words))))
        ours, theirs = _units(old), _units(new)
        places = {(run.path, run.start): index for index, (run, _) in enumerate(ours)}
        pairs = []
        for index, (run, _) in enumerate(theirs):
            partner = self._runs.get((run.path, run.start))
            if partner and partner[0] in places:
                pairs.append((places[partner[0]], index))
        found: list[Stroke] = []
        at = to = 0
        for one, other in [*_rising(pairs), (len(ours), len(theirs))]:
            found += [Stroke("left out", run.words + tab) for run, tab in ours[at:one]]
            found += [Stroke("inserted", run.words + tab) for run, tab in theirs[to:other]]
            if one < len(ours):
                found += self._words(ours[one], theirs[other])
            at, to = one + 1, other + 1
        return Beside(old, new, joined(found))

    def _words(self, ours: tuple[BlockRun, str], theirs: tuple[BlockRun, str]) -> Iterator[Stroke]:
        """The strokes of one run of words."""
        (old, old_tab), (new, new_tab) = ours, theirs
        if old.words == new.words:
            yield Stroke("same", new.words)
        else:
            partner = self._runs[new.path, new.start]
            yield from _strokes(_fitted(partner[1], old, new))
        if old_tab == new_tab:
            yield Stroke("same", new_tab)
        else:
            yield Stroke("left out", old_tab)
            yield Stroke("inserted", new_tab)

    def _table(self, old: Table, new: Table) -> TableBeside:
        """Two tables that are the same. Rows that have not as many cells in each are left out and inserted whole."""
        places = {line.path: index for index, line in enumerate(old.lines)}
        pairs = []
        for index, line in enumerate(new.lines):
            came = self._pairing.old_of(line.path)
            if came in places and len(old.lines[places[came]].cells) == len(line.cells):
                pairs.append((places[came], index))
        lines: list[LineBeside] = []
        at = to = 0
        for one, other in [*_rising(pairs), (len(old.lines), len(new.lines))]:
            lines += [_line(line, "left out") for line in old.lines[at:one]]
            lines += [_line(line, "inserted") for line in new.lines[to:other]]
            if one < len(old.lines):
                before, after = old.lines[one], new.lines[other]
                cells = (self._cell(a, b) for a, b in zip(before.cells, after.cells, strict=True))
                lines.append(LineBeside(before, after, tuple(cells)))
            at, to = one + 1, other + 1
        return TableBeside(old, new, tuple(lines))

    def _cell(self, old: Sequence[PrintedParagraph], new: Sequence[PrintedParagraph]) -> tuple[Beside, ...]:
        found: list[Beside] = []
        at = to = 0
        for one, other in [*self._together(old, new), (len(old), len(new))]:
            between = self._between(old[at:one], new[to:other], wall=one == len(old))
            found += [pair for pair in between if isinstance(pair, Beside)]
            if one < len(old):
                found.append(self._beside(old[one], new[other]))
            at, to = one + 1, other + 1
        return tuple(found)


def _keys(item: Item, seen: Counter[str]) -> Iterator[_ItemKey]:
    """What an item is known by, the surest first. seen: how many of those known by their place in order came before."""
    if isinstance(item, Table):
        yield "table", item.path, 0
    elif item.role == "gap":
        yield "gap", item.holder, 0
    elif item.said or item.role == "set form" or not (item.runs or item.numbers):
        seen[item.role] += 1
        yield item.role, (), seen[item.role]
    else:
        kind = "contents" if item.role in ("contents clause", "contents group") else "run"
        for run in (*item.runs[:1], *item.numbers[:1]):
            yield kind, run.path, run.start


def _one_sided(item: Item, kind: Side) -> Pair:
    old, new = kind == "left out", kind == "inserted"
    if isinstance(item, PrintedParagraph):
        return _alone(item, kind)
    return TableBeside(item if old else None, item if new else None, tuple(_line(line, kind) for line in item.lines))


def _replaced(old: Item, new: Item) -> Beside:
    """Two paragraphs, one in the place of the other."""
    assert isinstance(old, PrintedParagraph)
    assert isinstance(new, PrintedParagraph)
    return Beside(old, new, _whole(old, "left out") + _whole(new, "inserted"))


def _first_table(items: Sequence[Item]) -> int | None:
    return next((index for index, item in enumerate(items) if isinstance(item, Table)), None)


def _line(line: TableRow, kind: Side) -> LineBeside:
    cells = tuple(tuple(_alone(paragraph, kind) for paragraph in cell) for cell in line.cells)
    return LineBeside(line if kind == "left out" else None, line if kind == "inserted" else None, cells)


def _alone(paragraph: PrintedParagraph, kind: Side) -> Beside:
    old, new = kind == "left out", kind == "inserted"
    return Beside(paragraph if old else None, paragraph if new else None, _whole(paragraph, kind))


def _units(paragraph: PrintedParagraph) -> list[tuple[BlockRun, str]]:
    """The runs of a paragraph, each with the tab that stands after a number."""
    return [(run, "\t") for run in paragraph.numbers] + [(run, "") for run in paragraph.runs]


def _fitted(pieces: Sequence[Piece], old: BlockRun, new: BlockRun) -> tuple[Piece, ...]:
    """The pieces of two runs as the paragraphs say them: quotation marks around them, no space at the ends."""
    opening = old.opening if old.opening == new.opening else ""
    closing = old.closing if old.closing == new.closing else ""
    before, after = (run.words[len(opening) : len(run.words) - len(closing)] for run in (old, new))
    trimmed = _trimmed(pieces, before, after)
    if (_said(trimmed, "left out"), _said(trimmed, "inserted")) != (before, after):
        trimmed = list(compare_words(before, after))
    return (Piece("same", opening), *trimmed, Piece("same", closing))


def _trimmed(pieces: Sequence[Piece], before: str, after: str) -> list[Piece]:
    """The pieces without the space at either end that the words on both sides do not have."""
    found = list(pieces)
    if found and not before[:1].isspace() and not after[:1].isspace():
        found[0] = Piece(found[0].kind, found[0].words.lstrip(), found[0].printing)
    if found and not before[-1:].isspace() and not after[-1:].isspace():
        found[-1] = Piece(found[-1].kind, found[-1].words.rstrip(), found[-1].printing)
    return found


def _said(pieces: Sequence[Piece], side: Side) -> str:
    return "".join(piece.words for piece in pieces if piece.kind in ("same", side))


def _strokes(pieces: Sequence[Piece]) -> Iterator[Stroke]:
    for piece in pieces:
        numbers = piece.printing and piece.kind != "same" and any(character.isalnum() for character in piece.words)
        yield Stroke(piece.kind, piece.words, RENUMBERING if numbers else "")


def joined(strokes: Sequence[Stroke]) -> tuple[Stroke, ...]:
    """The strokes with those of one kind and hand that stand together joined, and the empty ones gone."""
    found: list[Stroke] = []
    for stroke in strokes:
        if found and (found[-1].kind, found[-1].by) == (stroke.kind, stroke.by):
            found[-1] = Stroke(stroke.kind, found[-1].words + stroke.words, stroke.by)
        elif stroke.words:
            found.append(stroke)
    return tuple(found)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs, given in order of the second, that is in order of the first too."""
    ends: list[int] = []  # the first of the last pair of the best run of each length
    where: list[int] = []
    before: list[int] = []
    for index, (first, _) in enumerate(pairs):
        place = bisect_left(ends, first)
        before.append(where[place - 1] if place else -1)
        if place == len(ends):
            ends.append(first)
            where.append(index)
        else:
            ends[place], where[place] = first, index
    found = []
    index = where[-1] if where else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]
