"""The paragraphs of two texts set side by side by what is the same in them, nothing by its place alone."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from amend.engine.compare.alignment import heaviest_run
from amend.engine.compare.partners import CLOSES, OPENS, Partners, Pieces, SameButNumbers, Spot, Tops
from amend.engine.compare.redline import RENUMBERING, Beside, LineBeside, Pair, TableBeside, joined_pieces, same
from amend.engine.compare.words import Piece, Side, compare_words
from amend.model.address import Address
from amend.model.frozen import quickly_made
from amend.model.memory import collection_paused
from amend.model.printed import OUTSIDE, BlockRun, Item, PrintedParagraph, Table, TableRow, paragraphs
from amend.model.provision import Bill, Path


def set_beside(old: Sequence[Item], new: Sequence[Item], known: Partners, tops: tuple[Tops, Tops]) -> tuple[Pair, ...]:
    """The paragraphs of two texts side by side. tops: the clauses and Schedules of either."""
    return tuple(_Aligner(known, tops).items(old, new))


def renumbered(old: Bill, items: Sequence[Item], new: Bill, came: Mapping[Path, Path]) -> tuple[Pair, ...]:
    """The paragraphs of a text, its items, beside those of the same with other numbers, where nothing but numbers and
    references differs: all by RENUMBERING. came: where each node of the new text stands in the old (see
    `reprint.Relabelled`)."""
    with collection_paused():
        known = SameButNumbers(old, new, came)
        return set_beside(items, paragraphs(new), known, (Tops(old), Tops(new)))


@quickly_made
@dataclass(frozen=True, slots=True)
class _WordUnit:
    """Words of a paragraph that are the same or not as one: of a block, or the mark of a quotation. tab: what stands
    behind them."""

    spot: Spot
    words: str
    tab: str = ""


class _Aligner:
    """Sets the paragraphs of two texts side by side."""

    def __init__(self, known: Partners, tops: tuple[Tops, Tops]) -> None:
        self._known = known
        self._tops = tops
        self._labelled: set[Path] = set()  # the provisions that moved of which the first paragraph was set
        self._after: dict[int, PrintedParagraph] = {}
        self._came: dict[int, PrintedParagraph] = {}  # of each paragraph that moved, by its identity, the old one
        self._went: set[int] = set()  # the identities of those old ones

    def items(self, old: Sequence[Item], new: Sequence[Item]) -> Iterator[Pair]:
        """The items of two texts side by side, in order."""
        at = to = 0
        for one, other in self._together(old, new):
            if at < one or to < other:
                yield from self._between(old[at:one], new[to:other], wall=isinstance(new[other], Table))
            before, after = old[one], new[other]
            if isinstance(before, PrintedParagraph) and isinstance(after, PrintedParagraph):
                yield self._beside(before, after)
            elif isinstance(before, Table) and isinstance(after, Table):
                yield self._table(before, after)
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
            yield self._replaced(old[one + 1], new[other + 1])  # the gaps after them
            yield from self._between(old[one + 2 :], new[other + 2 :], wall=wall)
            return
        last = bool(wall and old and new)
        came, gone = (new[:-1], old[:-1]) if last else (new, old)
        if other is not None:
            # A paragraph before a table must follow one of both texts, so the side with the table comes first.
            yield from map(self._inserted, came)
            yield from map(self._left_out, gone)
        elif one is not None:
            yield from map(self._left_out, gone)
            yield from map(self._inserted, came)
        else:
            yield from self._clause_by_clause(gone, came)
        if last:
            yield self._replaced(old[-1], new[-1])

    def _clause_by_clause(self, old: Sequence[Item], new: Sequence[Item]) -> Iterator[Pair]:
        """Paragraphs of one text only, in the order of clauses: in each what is left out before what is inserted, and
        a clause that is gone behind the one before it."""
        waiting = deque((top, list(items)) for top, items in groupby(old, self._old_top))
        goes_on = True
        for top, items in groupby(new, self._new_top):
            goes_on = goes_on and self._known.provision(top) is not None
            while waiting:
                first = waiting[0][0]
                if goes_on if first is None else first > top:
                    break
                yield from map(self._left_out, waiting.popleft()[1])
            yield from map(self._inserted, items)
        for _, gone in waiting:
            yield from map(self._left_out, gone)

    def _old_top(self, item: Item) -> Path | None:
        """The clause or Schedule of the new text that an item of the old one was part of; None where it is gone."""
        return self._tops[0].partner(self._tops[0].path_of(item.path))

    def _new_top(self, item: Item) -> Path:
        return self._tops[1].path_of(item.path)

    def _together(self, old: Sequence[Item], new: Sequence[Item]) -> list[tuple[int, int]]:
        """The places of items that are the same, as many as stand in one order in both texts; what has moved goes
        before nothing else."""
        places: dict[tuple[str, Spot], int] = {}
        seen: Counter[str] = Counter()
        for index, item in enumerate(old):
            for key in _keys(item, seen):
                places.setdefault(key, index)
        pairs: list[tuple[int, int]] = []
        taken: set[int] = set()
        seen = Counter()
        for index, item in enumerate(new):
            for key in _keys(item, seen):
                place = self._place(key, places)
                if place is not None and place not in taken and type(old[place]) is type(item):
                    taken.add(place)
                    pairs.append((place, index))
                    break
        return self._rising(pairs, old, new)

    def _place(self, key: tuple[str, Spot], places: Mapping[tuple[str, Spot], int]) -> int | None:
        """The place of the item of the old text that is the same as the one of the new that has a key."""
        kind, spot = key
        if kind in ("run", "contents"):
            found = self._known.old_of(spot)
            return places.get((kind, found[0])) if found else None
        if kind in ("table", "gap"):
            came = self._known.provision(spot[0])
            return places.get((kind, (came, 0))) if came is not None else None
        return places.get(key)

    def _rising(self, pairs: list[tuple[int, int]], old: Sequence[Item], new: Sequence[Item]) -> list[tuple[int, int]]:
        before = -1
        for one, _ in pairs:
            if one < before:
                break
            before = one
        else:
            return pairs
        whole = len(pairs) + 1
        weights = [1 if self._known.moved(new[other].path) else whole for _, other in pairs]
        kept = heaviest_run([one for one, _ in pairs], weights)
        stay = [pairs[index] for index in kept]
        for one, other in set(pairs) - set(stay):
            gone, come = old[one], new[other]
            if isinstance(gone, PrintedParagraph) and isinstance(come, PrintedParagraph):
                self._came[id(come)] = gone
                self._went.add(id(gone))
        self._follow(dict(pairs), {one for one, _ in stay}, old, new)
        return stay

    def _follow(self, partners: Mapping[int, int], kept: set[int], old: Sequence[Item], new: Sequence[Item]) -> None:
        """Note behind which paragraph each is read that is left out of a provision which moved."""
        behind: PrintedParagraph | None = None
        home: Path = ()
        for index, item in enumerate(old):
            if index in partners:
                there = new[partners[index]]
                moved = self._known.moved(there.path) if index not in kept else None
                home = (self._known.provision(moved) or ()) if moved else ()
                behind = there if home and isinstance(there, PrintedParagraph) else None
            elif behind is not None and item.path[: len(home)] == home:
                self._after[id(item)] = behind

    def _beside(self, old: PrintedParagraph, new: PrintedParagraph) -> Beside:
        if old.said or new.said:
            return Beside(old, new, compare_words(old.words, new.words))
        moved = self._moved_from(new)
        if moved is None and self._is_same(old, new):
            return same(old, new)
        return Beside(old, new, self._pieces(_units(old), _units(new)), moved=moved)

    def _is_same(self, old: PrintedParagraph, new: PrintedParagraph) -> bool:
        """Whether two paragraphs are of the same runs, of which none differs: what is so for nearly all."""
        if len(old.runs) != len(new.runs) or len(old.numbers) != len(new.numbers):
            return False
        alike = True
        for ours, theirs in ((old.numbers, new.numbers), (old.runs, new.runs)):
            for one, other in zip(ours, theirs, strict=True):
                alike = alike and one.words == other.words
                if self._known.old_of((other.path, other.start)) != ((one.path, one.start), None):
                    return False
        return alike or old.words == new.words

    def _moved_from(self, new: PrintedParagraph) -> Address | None:
        """Where the provision stood that a paragraph begins, when that has moved."""
        moved = self._known.moved(new.path) if new.role not in OUTSIDE else None
        label: Address | None = None
        while moved is not None:
            if moved not in self._labelled:
                self._labelled.add(moved)
                label = label or self._tops[0].cited(self._known.provision(moved) or ())
            moved = self._known.moved(moved[:-1])
        return label

    def _pieces(self, ours: list[_WordUnit], theirs: list[_WordUnit]) -> Pieces:
        places = {unit.spot: index for index, unit in enumerate(ours)}
        pairs = []
        for index, unit in enumerate(theirs):
            partner = self._known.old_of(unit.spot)
            if partner and partner[0] in places:
                pairs.append((places[partner[0]], index))
        kept = [pairs[index] for index in heaviest_run([one for one, _ in pairs])]
        found: list[Piece] = []
        at = to = 0
        for one, other in [*kept, (len(ours), len(theirs))]:
            found += map(self._gone, ours[at:one])
            for unit in theirs[to:other]:
                found += self._come(unit)
            if one < len(ours):
                found += self._words(ours[one], theirs[other])
            at, to = one + 1, other + 1
        return joined_pieces(found)

    def _words(self, old: _WordUnit, new: _WordUnit) -> Iterator[Piece]:
        """The pieces of one unit that is in both paragraphs."""
        partner = self._known.old_of(new.spot)
        pieces = partner[1] if partner else None
        if old.words == new.words and (pieces is None or not _differ(pieces)):
            yield Piece("same", new.words)
        else:
            yield from map(_handed, _fitted(pieces or (), old.words, new.words))
        if old.tab == new.tab:
            yield Piece("same", new.tab)
        else:
            yield Piece("left out", old.tab)
            yield Piece("inserted", new.tab)

    def _gone(self, unit: _WordUnit) -> Piece:
        """A unit of the old text by itself."""
        words = unit.words + unit.tab
        if self._known.stays(unit.spot):
            return Piece("same", words, place="went")
        return _handed(Piece("left out", words, self._known.printing(unit.spot)))

    def _come(self, unit: _WordUnit) -> list[Piece]:
        """A unit of the new text by itself; with what changed in it, where it stood elsewhere in the old."""
        partner = self._known.old_of(unit.spot)
        if partner is None or (partner[1] is not None and not _said(partner[1], "left out").strip()):
            return [_handed(Piece("inserted", unit.words + unit.tab, self._known.printing(unit.spot)))]
        pieces = partner[1]
        if pieces is None or not _differ(pieces):
            return [Piece("same", unit.words + unit.tab, place="came")]
        found = [replace(_handed(piece), place="came") for piece in _fitted(pieces, None, unit.words)]
        return [*found, Piece("same", unit.tab, place="came")]

    def _left_out(self, item: Item) -> Pair:
        if isinstance(item, Table):
            return TableBeside(item, None, tuple(map(self._line_out, item.lines)))
        if id(item) in self._went:
            return Beside(item, None, (Piece("same", item.words, place="went"),))
        pieces = joined_pieces([self._gone(unit) for unit in _units(item)])
        if not pieces and item.said:
            pieces = (Piece("left out", item.said),)
        return Beside(item, None, pieces, after=self._after.get(id(item)))

    def _inserted(self, item: Item) -> Pair:
        if isinstance(item, Table):
            return TableBeside(None, item, tuple(map(self._line_in, item.lines)))
        if (came := self._came.get(id(item))) is not None:
            both = self._pieces(_units(came), _units(item))
            pieces = tuple([p if p.kind == "inserted" else replace(p, place="came") for p in both if p.place != "went"])
        else:
            pieces = joined_pieces([piece for unit in _units(item) for piece in self._come(unit)])
        if not pieces and item.said:
            pieces = (Piece("inserted", item.said),)
        return Beside(None, item, pieces, moved=self._moved_from(item))

    def _replaced(self, old: Item, new: Item) -> Beside:
        """Two paragraphs, one in the place of the other."""
        one, other = self._left_out(old), self._inserted(new)
        assert isinstance(one, Beside)
        assert isinstance(other, Beside)
        return replace(other, old=one.old, pieces=(*one.pieces, *other.pieces))

    def _line_out(self, line: TableRow) -> LineBeside:
        cells = (tuple(p for p in map(self._left_out, cell) if isinstance(p, Beside)) for cell in line.cells)
        return LineBeside(line, None, tuple(cells))

    def _line_in(self, line: TableRow) -> LineBeside:
        cells = (tuple(p for p in map(self._inserted, cell) if isinstance(p, Beside)) for cell in line.cells)
        return LineBeside(None, line, tuple(cells))

    def _table(self, old: Table, new: Table) -> TableBeside:
        """Two tables that are the same. Rows that have not as many cells in each are left out and inserted whole."""
        places = {line.path: index for index, line in enumerate(old.lines)}
        pairs = []
        for index, line in enumerate(new.lines):
            came = self._known.provision(line.path)
            if came in places and len(old.lines[places[came]].cells) == len(line.cells):
                pairs.append((places[came], index))
        kept = [pairs[index] for index in heaviest_run([one for one, _ in pairs])]
        lines: list[LineBeside] = []
        at = to = 0
        for one, other in [*kept, (len(old.lines), len(new.lines))]:
            lines += map(self._line_out, old.lines[at:one])
            lines += map(self._line_in, new.lines[to:other])
            if one < len(old.lines):
                before, after = old.lines[one], new.lines[other]
                cells = [self._cell(before.cells[place], cell) for place, cell in enumerate(after.cells)]
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


def _keys(item: Item, seen: Counter[str]) -> Iterator[tuple[str, Spot]]:
    """What an item is known by, the surest first. seen: how many of those known by their place in order came before."""
    if isinstance(item, Table):
        yield "table", (item.path, 0)
    elif item.role == "gap":
        yield "gap", (item.holder, 0)
    elif item.said or item.role == "set form" or not (item.runs or item.numbers):
        seen[item.role] += 1
        yield item.role, ((), seen[item.role])
    else:
        kind = "contents" if item.role in ("contents clause", "contents group") else "run"
        for run in (*item.runs[:1], *item.numbers[:1]):
            yield kind, (run.path, run.start)


def _units(paragraph: PrintedParagraph) -> list[_WordUnit]:
    found: list[_WordUnit] = []
    for runs, tab in ((paragraph.numbers, "\t"), (paragraph.runs, "")):
        for run in runs:
            if not (run.opens or run.closes):
                found.append(_WordUnit((run.path, run.start), run.words, tab))
                continue
            found += _quoted_units(run)
            found[-1] = replace(found[-1], tab=tab)
    return found


def _quoted_units(run: BlockRun) -> Iterator[_WordUnit]:
    yield from (_WordUnit((quote.path, OPENS), quote.mark) for quote in run.opens)
    yield _WordUnit((run.path, run.start), run.words[len(run.opening) : len(run.words) - len(run.closing)])
    yield from (_WordUnit((quote.path, CLOSES), quote.mark) for quote in run.closes)


def _first_table(items: Sequence[Item]) -> int | None:
    return next((index for index, item in enumerate(items) if isinstance(item, Table)), None)


def _differ(pieces: Pieces) -> bool:
    return any(piece.kind != "same" for piece in pieces)


def _handed(piece: Piece) -> Piece:
    """A piece, by the clerks where they change a number in it."""
    clerks = piece.printing and piece.kind != "same" and any(map(str.isalnum, piece.words))
    return replace(piece, by=RENUMBERING) if clerks else piece


def _fitted(pieces: Pieces, before: str | None, after: str) -> Pieces:
    """The pieces of a unit as the paragraphs say it, which fold white space and have none at their ends.

    before: None where the old words are not shown as a paragraph has them.
    """
    found = list(pieces)
    if found and not (before or "")[:1].isspace() and not after[:1].isspace():
        found[0] = replace(found[0], words=found[0].words.lstrip())
    if found and not (before or "")[-1:].isspace() and not after[-1:].isspace():
        found[-1] = replace(found[-1], words=found[-1].words.rstrip())
    old, new = _said(found, "left out"), _said(found, "inserted")
    if new == after and before in (None, old):
        return tuple(found)
    changed = [piece for piece in pieces if piece.kind != "same"]
    printing = all(piece.printing for piece in changed)
    compared = compare_words(old.strip() if before is None else before, after)
    return tuple([replace(p, printing=printing and p.kind != "same") for p in compared])


def _said(pieces: Sequence[Piece], side: Side) -> str:
    return "".join([piece.words for piece in pieces if piece.kind in ("same", side)])
