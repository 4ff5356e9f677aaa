"""(base, ours, theirs) -> Bill: two people's edits of one print brought together, provision by provision.

An edit of one provision never conflicts with an edit of another. Where both sides change the same words, or one leaves
out what the other changes, both texts are kept between processing instructions, for a person to choose; nothing is
chosen silently.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from amend.engine.compare.pairing import Pairing, pair
from amend.engine.compare.unsettled import END, OURS, THEIRS
from amend.model.address import Address
from amend.model.citation import address_of
from amend.model.made import made, movers_of, recorded
from amend.model.provision import Bill, Block, Node, Path, Provision, walk
from amend.model.text import Attributes


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that both sides change, each in its own way.

    address: as cited in the base; None outside the clauses and Schedules. ours, theirs: the words of either text, ""
    for what that side leaves out.
    """

    address: Address | None
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The Bill with both sides' edits, and where they conflict; there the Bill holds both texts, marked."""

    bill: Bill
    conflicts: tuple[Conflict, ...]


def merge(base: Bill, ours: Bill, theirs: Bill) -> Merged:
    """Bring together two edited texts of a print. base: the text that both began with."""
    if ours == base or theirs in (base, ours):
        return Merged(theirs if ours == base else ours, ())
    merger = _Merger(base, ours, theirs)
    bill = replace(ours, root=merger.provision(_Three((), (), ())))
    further = [number for number in made(theirs) if number not in made(ours)]
    return Merged(recorded(bill, further, movers_of(theirs)) if further else bill, tuple(merger.conflicts))


@dataclass(frozen=True, slots=True)
class _Three:
    """The paths of one provision in the three texts."""

    base: Path
    ours: Path
    theirs: Path


class _Side:
    """One edited text beside the base: which children stay, which come in, and where from."""

    def __init__(self, base: Bill, edited: Bill) -> None:
        self.bill = edited
        self._base = base
        self._pairing: Pairing = pair(base, edited)

    def kept(self, parent: Path, in_edited: Path) -> dict[int, int]:
        """The children of a provision that are still its children, in order: index in the base, and in the edit."""
        partners: dict[int, int] = {}
        plain = self._plain(self._base, parent), self._plain(self.bill, in_edited)
        for key, index in plain[0].items():
            if key in plain[1]:
                partners[index] = plain[1][key]
        for index, item in enumerate(_items(self._base, parent)):
            to = self._pairing.new_of((*parent, index)) if isinstance(item, Provision) else None
            if to is not None and to[:-1] == in_edited:
                partners[index] = to[-1]
        return _in_order(partners)

    def origin(self, path: Path) -> Path | None:
        """Where in the base a provision of the edited text was; None when it is new."""
        return self._pairing.old_of(path)

    def place(self, path: Path) -> Path | None:
        """Where in the edited text a provision of the base is; None when it was left out."""
        return self._pairing.new_of(path)

    @staticmethod
    def _plain(bill: Bill, parent: Path) -> dict[tuple[str, int], int]:
        """The children that are no provisions, by what they are and which of those they are."""
        found: dict[tuple[str, int], int] = {}
        counts: dict[str, int] = {}
        for index, item in enumerate(_items(bill, parent)):
            if isinstance(item, Provision):
                continue
            name = item.tag if isinstance(item, Block) else "carried"
            found[name, counts.setdefault(name, 0)] = index
            counts[name] += 1
        return found


class _Merger:
    """Walks the three trees side by side."""

    def __init__(self, base: Bill, ours: Bill, theirs: Bill) -> None:
        self._base = base
        self._sides = (_Side(base, ours), _Side(base, theirs))
        self.conflicts: list[Conflict] = []

    def provision(self, at: _Three) -> Provision:
        """The provision with both sides' edits."""
        base, ours, theirs = (self._node(bill, path) for bill, path in zip(self._bills(), _paths(at), strict=True))
        assert isinstance(base, Provision)
        assert isinstance(ours, Provision)
        assert isinstance(theirs, Provision)
        if ours in (base, theirs):
            return theirs
        if theirs == base:
            return ours
        attributes = _attributes(base.attributes, ours.attributes, theirs.attributes)
        return replace(ours, attributes=attributes, items=tuple(self._merged_items(base, at)))

    def _merged_items(self, base: Provision, at: _Three) -> Iterator[Node]:
        mine, yours = self._sides
        kept = mine.kept(at.base, at.ours), yours.kept(at.base, at.theirs)
        came = (
            list(self._came(mine, at.ours, kept[0])),
            list(self._came(yours, at.theirs, kept[1])),
        )
        for index in range(-1, len(base.items)):
            if index >= 0:
                yield from self._item(at, index, kept[0].get(index), kept[1].get(index))
            ours = [entry for gap, entry in came[0] if gap == index]
            theirs = [entry for gap, entry in came[1] if gap == index]
            yield from self._insertions(at.base, ours, theirs)

    def _came(self, side: _Side, parent: Path, kept: dict[int, int]) -> Iterator[tuple[int, Path]]:
        """What comes in under a provision: after which child of the base, and its path in the edited text."""
        after, stays = -1, {there: index for index, there in kept.items()}
        for there in range(len(_items(side.bill, parent))):
            if there in stays:
                after = stays[there]
            else:
                yield after, (*parent, there)

    def _item(self, at: _Three, index: int, ours: int | None, theirs: int | None) -> Iterator[Node]:
        """One child of the base, as it comes out."""
        here = (*at.base, index)
        if ours is not None and theirs is not None:
            three = _Three(here, (*at.ours, ours), (*at.theirs, theirs))
            yield from self._both(three)
            return
        if ours is None and theirs is None:
            return
        side, other = (self._sides[0], self._sides[1]) if ours is not None else (self._sides[1], self._sides[0])
        path = (*at.ours, ours) if ours is not None else (*at.theirs, theirs or 0)
        if other.place(here) is not None:
            return  # the other side moved it: it is merged where it now stands
        item, before = self._node(side.bill, path), self._node(self._base, here)
        if item != before:
            yield from self._conflict(here, *(((item,), ()) if ours is not None else ((), (item,))))

    def _both(self, at: _Three) -> Iterator[Node]:
        base, ours, theirs = (self._node(bill, path) for bill, path in zip(self._bills(), _paths(at), strict=True))
        if ours in (base, theirs):
            yield theirs
        elif theirs == base:
            yield ours
        elif isinstance(base, Provision) and isinstance(ours, Provision) and isinstance(theirs, Provision):
            yield self.provision(at)
        elif isinstance(base, Block) and isinstance(ours, Block) and isinstance(theirs, Block):
            yield from self._blocks(at, base, ours, theirs)
        else:
            yield from self._conflict(at.base, (ours,), (theirs,))

    def _blocks(self, at: _Three, base: Block, ours: Block, theirs: Block) -> Iterator[Node]:
        """A paragraph that both sides change: its words by one side at most, and what stands among them by both."""
        count = len(base.objects)
        same_words = [text for text in (ours.text, theirs.text) if text != base.text]
        if count == len(ours.objects) == len(theirs.objects) and (len(same_words) < 2 or ours.text == theirs.text):
            objects = tuple(self.provision(_Three(*((*path, index) for path in _paths(at)))) for index in range(count))
            yield replace(ours, text=same_words[0] if same_words else base.text, objects=objects)
            return
        yield from self._conflict(at.base, (ours,), (theirs,))

    def _insertions(self, parent: Path, ours: Sequence[Path], theirs: Sequence[Path]) -> Iterator[Node]:
        """What the two sides put in at one place; both at once is for a person to put in order."""
        mine = [item for path in ours for item in self._new(0, path)]
        yours = [item for path in theirs for item in self._new(1, path)]
        if mine and yours and mine != yours:
            yield from self._conflict(parent, mine, yours)
        else:
            yield from mine or yours

    def _new(self, side: int, path: Path) -> Iterator[Node]:
        """What came in on one side: new, or moved there from elsewhere, with the other side's edits of it."""
        item = self._node(self._sides[side].bill, path)
        origin = self._sides[side].origin(path)
        if origin is None:
            yield item
            return
        place = self._sides[1 - side].place(origin)
        if place is None:  # moved here, left out there
            if side == 0:
                yield from self._conflict(origin, (item,), ())
            else:
                yield from self._conflict(origin, (), (item,))
        elif side == 0:
            yield self.provision(_Three(origin, path, place))
        elif not self._moved_by_both(origin):
            yield self.provision(_Three(origin, place, path))

    def _moved_by_both(self, origin: Path) -> bool:
        """Whether both sides moved it: then it stands where ours put it, and that is said."""
        parent = self._sides[0].place(origin[:-1])
        place = self._sides[0].place(origin)
        if parent is None or place is None:
            return place is not None
        kept = self._sides[0].kept(origin[:-1], parent)
        if kept.get(origin[-1]) == place[-1] and place[:-1] == parent:
            return False
        item = self._node(self._base, origin)
        self.conflicts.append(Conflict(address_of(self._base, origin), node_words(item), node_words(item)))
        return True

    def _conflict(self, base: Path, ours: Sequence[Node], theirs: Sequence[Node]) -> Iterator[Node]:
        said = " ".join(map(node_words, ours)), " ".join(map(node_words, theirs))
        self.conflicts.append(Conflict(address_of(self._base, base), *said))
        yield OURS
        yield from ours
        yield THEIRS
        yield from theirs
        yield END

    def _bills(self) -> tuple[Bill, Bill, Bill]:
        return self._base, self._sides[0].bill, self._sides[1].bill

    @staticmethod
    def _node(bill: Bill, path: Path) -> Node:
        return bill.at(path)


def node_words(node: Node) -> str:
    """All the words of a node, white space folded; "" for what is only carried."""
    return " ".join(inner.words for _, inner in walk(node) if isinstance(inner, Block) and inner.words)


def _paths(at: _Three) -> tuple[Path, Path, Path]:
    return at.base, at.ours, at.theirs


def _items(bill: Bill, path: Path) -> tuple[Node, ...]:
    node = bill.at(path)
    return node.items if isinstance(node, Provision) else ()


def _attributes(base: Attributes, ours: Attributes, theirs: Attributes) -> Attributes:
    """The attributes with what either side changed; ours where both did, for eIds follow the numbers."""
    before, other = dict(base), dict(theirs)
    merged = {name: other.get(name, value) if before.get(name) == value else value for name, value in ours}
    added = {name: value for name, value in theirs if name not in before}
    return tuple((added | merged).items())


def _in_order(partners: dict[int, int]) -> dict[int, int]:
    """The most partners that stand in the same order in both lists; the others have moved."""
    ordered = sorted(partners.items())
    best: list[tuple[int, int]] = []  # length of the longest run that ends here, and where the one before it is
    for position, (_, there) in enumerate(ordered):
        length, before = max(((best[i][0], i) for i in range(position) if ordered[i][1] < there), default=(0, -1))
        best.append((length + 1, before))
    at = max(range(len(best)), key=lambda i: best[i][0], default=-1)
    run: dict[int, int] = {}
    while at >= 0:
        index, there = ordered[at]
        run[index] = there
        at = best[at][1]
    return run
