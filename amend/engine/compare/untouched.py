"""Two texts of one print compared by what differs within their clauses; the rows of the rest are those of the old text.

A few words in a long Schedule are found and set beside one another as soon as in a short clause: each provision within
it that is the very same object in both stands there by its number and heading alone while the texts are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from amend.engine.compare.compare import compare
from amend.engine.compare.comparison import Comparison
from amend.engine.compare.redline import Beside, LineBeside, Pair, TableBeside, alone, same
from amend.engine.compare.same_objects import Differing, same_objects
from amend.model.outline import HEADS, is_top
from amend.model.printed import BlockRun, Item, PrintedParagraph, Quote, Table, each, paragraphs
from amend.model.provision import NUMBERED, Bill, Block, Carried, Node, Path, Provision
from amend.model.table_rows import is_table
from amend.model.text import Text

_NOTHING = Carried("")


class OwnRows:
    """The paragraphs of a text by the provisions they are in, found once for all that is compared with it.

    items: all of them, without the cover and the contents.
    """

    def __init__(self, bill: Bill) -> None:
        self._under: dict[Path, list[Item]] = defaultdict(list)
        self._joined: set[Path] = set()  # those of which a paragraph has words of what stands beside them
        self.items = paragraphs(bill, front=False)
        for item in self.items:
            own = item.path or (item.holder if isinstance(item, PrintedParagraph) else ())  # the gap behind a table
            for depth in range(1, len(own) + 1):
                self._under[own[:depth]].append(item)
            for paragraph in each((item,)):
                for run in (*paragraph.numbers, *paragraph.runs):
                    self._join(own, run.path)

    def _join(self, own: Path, other: Path) -> None:
        common = _common(own, other)
        if common < len(other):
            self._joined.update(path[:depth] for path in (own, other) for depth in range(common + 1, len(path) + 1))

    def of(self, path: Path) -> Sequence[Item]:
        """The paragraphs and tables of the provision at a path; none where they cannot be told from what is beside."""
        return () if path in self._joined else self._under.get(path, ())


def compare_within(old: Bill, new: Bill, own: OwnRows) -> Comparison | None:
    """The comparison of two texts, each clause and Schedule that differs compared by what differs in it; its rows are
    without the cover and the contents. None where all of a clause must be looked at: something of it is told as moved,
    or what stands beside a change is changed by it.

    own: of the old text, or of one with the same paths from which this was cut down.
    """
    cut = _CutWithin(own)
    ours, theirs = cut.each(old.root.items, new.root.items, (), (), inside=False)
    if cut.found.is_moved:
        return None
    if kept := cut.found.kept():
        cut = _CutWithin(own, kept)
        ours, theirs = cut.each(old.root.items, new.root.items, (), (), inside=False)
    if not cut.away:
        return None
    there = replace(new, root=replace(new.root, items=theirs))
    found = compare(replace(old, root=replace(old.root, items=ours)), there, front=False)
    if any(there.at(path) is not new.at(path) for path in found.pairing.moved):
        return None
    rows = _filled(found.redline, cut.away, own)
    return replace(found, redline=tuple(rows)) if rows is not None else None


class _CutWithin:
    """Cuts two texts down to what differs in them.

    found: what they share and do not. away: the provisions that were cut away, by the path in the old text of the first
    of those that stand beside one another: the paths of each in the old text and in the new.
    """

    def __init__(self, own: OwnRows, kept: frozenset[int] = frozenset()) -> None:
        self._own, self._kept = own, kept
        self.found = Differing()
        self.away: dict[Path, list[tuple[Path, Path]]] = {}

    def each(
        self, ones: Sequence[Node], others: Sequence[Node], at: Path, to: Path, *, inside: bool
    ) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
        """The items of two provisions at these paths that are the same. inside: whether they are within a clause."""
        ours, theirs = list(ones), list(others)
        gone, came = {id(item): item for item in ours}, {id(item): item for item in theirs}
        last: tuple[int, int] | None = None  # where what was cut away just before stands
        first: Path = ()
        for a, b in same_objects(ones, others):
            one, other = ones[a], others[b]
            gone.pop(id(one), None)
            came.pop(id(other), None)
            here, there = (*at, a), (*to, b)
            if id(one) in self._kept:
                continue
            if one is other and inside and isinstance(one, Provision) and self._is_cut(one, here):
                self.found.shared[id(one)] = one
                if last == (a - 1, b - 1):
                    self.away[first].append((here, there))
                    ours[a] = theirs[b] = _NOTHING  # its rows are with those of the one before
                else:
                    first = here
                    self.away[first] = [(here, there)]
                    ours[a] = theirs[b] = self._stand_in(one)
                last = a, b
            else:
                ours[a], theirs[b] = self._both(one, other, here, there, inside=inside)
        self.found.gone |= gone
        self.found.came |= came
        return tuple(ours), tuple(theirs)

    def _both(self, one: Node, other: Node, at: Path, to: Path, *, inside: bool) -> tuple[Node, Node]:
        """Two nodes that answer to one another, without what they share within."""
        if isinstance(one, Provision) and isinstance(other, Provision):
            if (one.tag, one.attributes) == (other.tag, other.attributes) and not is_table(one):
                items = self.each(one.items, other.items, at, to, inside=inside or is_top(one))
                return _with_items(one, items[0]), _with_items(other, items[1])
        elif isinstance(one, Block) and isinstance(other, Block) and one.objects and _say_the_same(one, other):
            things = self.each(one.objects, other.objects, at, to, inside=inside)
            return _with_objects(one, things[0]), _with_objects(other, things[1])
        if one is not other:
            self.found.gone[id(one)] = one
            self.found.came[id(other)] = other
        return one, other

    def _is_cut(self, node: Provision, at: Path) -> bool:
        return node.tag in NUMBERED and node.number is not None and bool(self._own.of(at))

    def _stand_in(self, node: Provision) -> Provision:
        """Its number and heading, and words that stand nowhere else."""
        heads = tuple(item for item in node.items if isinstance(item, Block) and item.tag in HEADS)
        words = Provision("content", (Block("p", Text(f"…{len(self.away)}…")),))
        return replace(node, items=(*heads, words))


def _say_the_same(one: Block, other: Block) -> bool:
    return (one.tag, one.attributes, one.text) == (other.tag, other.attributes, other.text)


def _with_items(node: Provision, items: tuple[Node, ...]) -> Provision:
    return replace(node, items=items) if any(a is not b for a, b in zip(node.items, items, strict=True)) else node


def _with_objects(block: Block, items: tuple[Node, ...]) -> Block:
    things = tuple(thing for thing in items if isinstance(thing, Provision))
    return replace(block, objects=things) if len(things) == len(items) else block


def _filled(pairs: Sequence[Pair], away: dict[Path, list[tuple[Path, Path]]], own: OwnRows) -> list[Pair] | None:
    """The rows of a comparison, and those of the old text in the place of what was cut away; None where one of these is
    not as it was."""
    found: list[Pair] = []
    ours, theirs = set(away), {both[0][1] for both in away.values()}
    left = set(away)
    last: Path | None = None
    for pair in pairs:
        at = _within(pair.old.path, ours) if pair.old else None
        to = _within(pair.new.path, theirs) if pair.new else None
        if at is None and to is None:
            found.append(pair)
            last = None
            continue
        if at is None or not isinstance(pair, Beside) or pair.changed or pair.moved or away[at][0][1] != to:
            return None
        if at != last:
            if at not in left:
                return None
            left.discard(at)
            found += [_set_at(item, *both) for both in away[at] for item in own.of(both[0])]
        last = at
    return None if left else found


def _within(path: Path, paths: set[Path]) -> Path | None:
    return next((path[:depth] for depth in range(1, len(path)) if path[:depth] in paths), None)


def _set_at(item: Item, at: Path, to: Path) -> Pair:
    """A paragraph or table of a provision that stands in the old text at one path and in the new at another."""
    if at == to:
        return alone((item,))[0]
    if isinstance(item, PrintedParagraph):
        return same(item, _paragraph_at(item, at, to))
    lines = []
    for line in item.lines:
        cells = tuple(tuple(_paragraph_at(one, at, to) for one in cell) for cell in line.cells)
        beside = tuple(tuple(map(same, *both)) for both in zip(line.cells, cells, strict=True))
        lines.append(LineBeside(line, replace(line, path=_at(line.path, at, to), cells=cells), beside))
    there = Table(_at(item.path, at, to), tuple(line.new for line in lines if line.new), item.depth)
    return TableBeside(item, there, tuple(lines))


def _paragraph_at(paragraph: PrintedParagraph, at: Path, to: Path) -> PrintedParagraph:
    def moved(run: BlockRun) -> BlockRun:
        opens, closes = (tuple(Quote(_at(one.path, at, to), one.mark) for one in q) for q in (run.opens, run.closes))
        return run._replace(path=_at(run.path, at, to), opens=opens, closes=closes)

    numbers, runs = tuple(map(moved, paragraph.numbers)), tuple(map(moved, paragraph.runs))
    return replace(paragraph, numbers=numbers, runs=runs, holder=_at(paragraph.holder, at, to))


def _at(path: Path, at: Path, to: Path) -> Path:
    """A path within a provision, or of what that is in, where the provision stands at another path."""
    common = _common(path, at)
    return (*to[:common], *path[common:])


def _common(one: Path, other: Path) -> int:
    """How many steps two paths share."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
