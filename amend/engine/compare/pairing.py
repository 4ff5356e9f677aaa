"""Which provision of one text is which of another, though numbers, places and words have changed.

Identity is the GUID where both texts give it. Else it is content, in the order that gave the best figures on real
prints: what reads alike and stands once in either text is the same (the anchors, heaviest first); what holds the same
parts is the same; in what is the same, parts are matched by words, number and place; what is left is looked for
anywhere by its rarer words, which finds what was moved.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

from amend.engine.compare.alignment import Similar, heaviest_run, likeness
from amend.engine.compare.flat_tree import Tree, words_in
from amend.model.memory import collection_paused
from amend.model.provision import HOLDERS, XHTML, Bill, Path, Provision, each_provision

ALIKE = 0.5
"""The share of words and pairs of words that two provisions in one place have in common when they are the same."""

ALIKE_ANYWHERE = 0.6
"""The same for two provisions in different places, which must have more in common."""

WEIGHT_ANYWHERE = 8
"""Words that a provision must have to be looked for in another place."""

_SHARED_GUIDS = 0.05
"""The share of GUIDs in common from which on the GUIDs of two files are taken to mean the same."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two texts of a Bill, and which provisions of them are the same.

    pairs: the paths in the old text and in the new of every provision, and what holds the words of one, that is the
    same in both, in reading order of the new. moved: paths in the new text of those that stand in another place, so
    that what is inserted, left out and renumbered around them does not explain it; not what only moved with the
    provision it is in. nodes: of each pair, what stands at the two paths. gone, came: the paths of the provisions of
    either text that are in no pair.
    """

    old: Bill
    new: Bill
    pairs: tuple[tuple[Path, Path], ...]
    moved: frozenset[Path]
    nodes: tuple[tuple[Provision, Provision], ...] = field(repr=False, compare=False)
    gone: tuple[Path, ...] = field(repr=False, compare=False)
    came: tuple[Path, ...] = field(repr=False, compare=False)
    _new_of: dict[Path, Path] = field(repr=False, compare=False)
    _old_of: dict[Path, Path] = field(repr=False, compare=False)

    def new_of(self, path: Path) -> Path | None:
        """Where a provision of the old text stands in the new; None when it was left out."""
        return self._new_of.get(path)

    def old_of(self, path: Path) -> Path | None:
        """Where a provision of the new text stood in the old; None when it was inserted."""
        return self._old_of.get(path)


@dataclass(frozen=True, slots=True)
class Match:
    """The same by number of node: two trees, for each node its partner in the other or -1, and the new's that moved."""

    old: Tree
    new: Tree
    new_of: list[int]
    old_of: list[int]
    moved: frozenset[int]

    @property
    def pairing(self) -> Pairing:
        """The pairing as paths."""
        old, new = self.old, self.new
        places = [(a, b) for b, a in enumerate(self.old_of) if a >= 0]
        pairs = tuple([(old.paths[a], new.paths[b]) for a, b in places])
        nodes = tuple([(old.nodes[a], new.nodes[b]) for a, b in places])
        moved = frozenset([new.paths[b] for b in self.moved])
        gone = tuple([old.paths[a] for a, b in enumerate(self.new_of) if b < 0])
        came = tuple([new.paths[b] for b, a in enumerate(self.old_of) if a < 0])
        return Pairing(old.bill, new.bill, pairs, moved, nodes, gone, came, dict(pairs), {b: a for a, b in pairs})

    def alike(self) -> frozenset[Path]:
        """The provisions of the new text in which no word and no number differs, nor came from elsewhere."""
        old, new, old_of = self.old, self.new, self.old_of
        alike = [False] * len(new)
        for b in range(len(new) - 1, -1, -1):  # the parts of a provision come after it
            a = old_of[b]
            if a >= 0 and old.exact[a] == new.exact[b] and b not in self.moved:
                below = new.children[b]
                alike[b] = [old_of[child] for child in below] == old.children[a] and all(map(alike.__getitem__, below))
        return frozenset([new.paths[b] for b, same in enumerate(alike) if same])


def pair(old: Bill | Tree, new: Bill, *, redrafted: bool = False) -> Pairing:
    """Pair the provisions of two texts of a Bill. old: or its tree, where several are paired with it.

    redrafted: whether to take a provision for the same also when the two files give it different GUIDs, as they do
    one that was drafted anew in the old one's place.
    """
    return match(old, new, redrafted=redrafted).pairing


def paired_anew(pairing: Pairing, new: Bill, within: Sequence[tuple[Path, Path]]) -> Pairing:
    """The pairing of a text that is another inside some provisions only; those are the same as ones of the old text.

    new: that text. within: the provisions, by their paths in the old text and in both new ones; none lies in another.
    """
    changed = {b for _, b in within}
    depths = {len(b) for b in changed}
    outside = [not any(b[:depth] in changed for depth in depths) for _, b in pairing.pairs]
    kept = [(*both, nodes) for both, nodes, out in zip(pairing.pairs, pairing.nodes, outside, strict=True) if out]
    moved = {b for b in pairing.moved if not any(b[:depth] in changed for depth in depths)}
    taken = {a for a, _, _ in kept}
    for a, b in within:
        one, other = pairing.old.at(a), new.at(b)
        assert isinstance(one, Provision)
        assert isinstance(other, Provision)
        inner = pair(Bill(one), Bill(other), redrafted=True)
        found = zip(inner.pairs, inner.nodes, strict=True)
        kept += [((*a, *x), (*b, *y), nodes) for (x, y), nodes in found if (*a, *x) not in taken]
        moved |= {(*b, *y) for y in inner.moved}
    kept.sort(key=lambda one: one[1])
    pairs, nodes = tuple((a, b) for a, b, _ in kept), tuple(nodes for _, _, nodes in kept)
    new_of, old_of = dict(pairs), {b: a for a, b in pairs}
    gone = tuple(path for path, _ in each_provision(pairing.old.root) if path not in new_of)
    came = tuple(path for path, _ in each_provision(new.root) if path not in old_of)
    return Pairing(pairing.old, new, pairs, frozenset(moved), nodes, gone, came, new_of, old_of)


def match(old: Bill | Tree, new: Bill, *, redrafted: bool = False) -> Match:
    """Pair the provisions of two texts of a Bill, as nodes of their trees (see `pair`)."""
    with collection_paused():
        tree = old if isinstance(old, Tree) else Tree(old)
        matcher = _Matcher(tree, Tree(new, tree), redrafted=redrafted)
        matcher.run()
        new_of, old_of = [-1] * len(matcher.old), [-1] * len(matcher.new)
        for a, b in matcher.new_of.items():
            new_of[a], old_of[b] = b, a
    return Match(matcher.old, matcher.new, new_of, old_of, frozenset(matcher.moved()))


class _Matcher:
    """Finds pairs, the surest first; a pair once made stands."""

    def __init__(self, old: Tree, new: Tree, *, redrafted: bool = False) -> None:
        self.old, self.new = old, new
        self._redrafted = redrafted
        self.new_of: dict[int, int] = {}
        self.old_of: dict[int, int] = {}
        self._identified = self._shared_guids()
        self._left: dict[int, tuple[list[int], list[int]]] = {}  # by pair, the parts in which nothing more is the same

    def run(self) -> None:
        self._pair(0, 0)
        self._by_guid()
        self._anchors()
        self._up()
        self._down()
        self._anywhere()
        self._down()

    def moved(self) -> list[int]:
        """The nodes of the new text that stand in another place than their neighbours explain.

        What is put round a provision, or taken away from round it, does not move it.
        """
        moved: list[int] = []
        stayed: dict[int, list[int]] = defaultdict(list)
        ours, theirs = self._homes(self.old, self.new_of), self._homes(self.new, self.old_of)
        for b in sorted(self.old_of):
            if b == 0 or self.new.kinds[b] in HOLDERS:
                continue
            home = theirs[b]
            if ours[self.old_of[b]] == self.old_of[home]:
                stayed[home].append(b)
            else:
                moved.append(b)
        for here in stayed.values():
            places = [self.old_of[b] for b in here]
            kept = set(heaviest_run(places, [self.new.weights[b] + 1 for b in here]))
            moved += [b for index, b in enumerate(here) if index not in kept]
        return moved

    @staticmethod
    def _homes(tree: Tree, partners: dict[int, int]) -> list[int]:
        """For each node the next above that has a partner and does not only hold words."""
        homes = [0] * len(tree)
        for index in range(1, len(tree)):
            above = tree.parents[index]
            homes[index] = above if above in partners and tree.kinds[above] not in HOLDERS else homes[above]
        return homes

    def _pair(self, a: int, b: int) -> None:
        self.new_of[a] = b
        self.old_of[b] = a

    def _shared_guids(self) -> bool:
        ours, theirs = ({guid for _, guid in tree.identifiers("GUID")} for tree in (self.old, self.new))
        return len(ours & theirs) > _SHARED_GUIDS * min(len(ours), len(theirs)) if ours and theirs else False

    def _free(self, a: int, b: int) -> bool:
        """Whether two nodes may still be paired: both unpaired, of one kind, and not told apart by GUIDs."""
        if a in self.new_of or b in self.old_of or self.old.kinds[a] != self.new.kinds[b]:
            return False
        if self._redrafted or not self._identified:
            return True
        ours, theirs = self.old.nodes[a].guid, self.new.nodes[b].guid
        return not (ours and theirs) or ours == theirs

    def _by_guid(self) -> None:
        """Pair by GUID, but for one that a text has twice, as a copy of a provision has its original's."""
        if not self._identified:
            return
        ours, theirs = _of_one(self.old.identifiers("GUID")), _of_one(self.new.identifiers("GUID"))
        for guid, a in ours.items():
            b = theirs.get(guid)
            if b is not None and a not in self.new_of and b not in self.old_of:
                self._pair(a, b)

    def _anchors(self) -> None:
        """Pair what reads alike and stands once in either text, with all that is in it."""
        once, weights = self.new.once, self.old.weights
        shared = [(a, once[key]) for key, a in self.old.once.items() if key in once and weights[a] >= _ANCHOR]
        laid: dict[int, int] = {}  # what lies in two that were taken needs no second look: they were laid node by node
        for a, b in sorted(shared, key=lambda both: -weights[both[0]]):
            if laid.get(a) != b:
                self._alike(a, b, laid)

    def _alike(self, a: int, b: int, laid: dict[int, int]) -> None:
        """Pair two subtrees that read alike, node by node: those of one are in the order of the other's. laid: takes
        in which node was laid on which."""
        size = self.old.last[a] - a + 1
        if self.new.last[b] - b + 1 != size:
            return
        both = list(zip(range(a, a + size), range(b, b + size), strict=True))
        laid.update(both)
        ours, theirs, taken = self.old.hashes, self.new.hashes, self.new_of
        for one, other in both:
            if one not in taken and ours[one] == theirs[other] and self._free(one, other):
                self._pair(one, other)

    def _up(self) -> None:
        """Pair what holds the same parts, from the innermost out; of several, those that hold most in common."""
        heights = [0] * len(self.new.nodes)
        levels: dict[int, list[int]] = defaultdict(list)
        for b in range(len(self.new.nodes) - 1, 0, -1):
            if self.new.children[b]:
                heights[b] = 1 + max(heights[child] for child in self.new.children[b])
                if b not in self.old_of:
                    levels[heights[b]].append(b)
        for height in sorted(levels):
            votes = [(votes, a, b) for b in levels[height] for a, votes in self._votes(b)]
            for held, a, b in sorted(votes, key=lambda vote: (-vote[0], vote[2])):
                if 2 * held >= min(self.old.weights[a], self.new.weights[b]) and self._free(a, b):
                    self._pair(a, b)

    def _votes(self, b: int) -> Iterable[tuple[int, int]]:
        """What held the parts of a node in the old text, and how many words of them; its heading counts too."""
        votes: dict[int, int] = defaultdict(int)
        for child in self.new.children[b]:
            partner = self.old_of.get(child)
            if partner is not None and self.old.parents[partner] >= 0:
                votes[self.old.parents[partner]] += self.new.weights[child] + 1
        for a, held in votes.items():
            same = self.old.own(a) == self.new.own(b) and bool(self.new.own(b))
            yield a, held + (self.new.weights[b] // 4 if same else 0)

    def _down(self) -> None:
        """In each pair, from the top, match the parts that have no partner yet."""
        ours, theirs = self._over_lone(self.old, self.new_of), self._over_lone(self.new, self.old_of)
        for b in sorted(theirs & self.old_of.keys()):
            if self.old_of[b] in ours:
                self._parts(self.old_of[b], b)

    @staticmethod
    def _over_lone(tree: Tree, partners: dict[int, int]) -> set[int]:
        """The nodes next above those that have no partner: of nearly all provisions every part has one."""
        return {tree.parents[index] for index in range(len(tree)) if index not in partners}

    def _parts(self, a: int, b: int) -> None:
        ours = [child for child in self.old.children[a] if child not in self.new_of]
        theirs = [child for child in self.new.children[b] if child not in self.old_of]
        if not ours or not theirs or self._left.get(b) == (ours, theirs):
            return
        made: list[tuple[int, int]] = []
        for way in (self._same_words, self._same_holder, self._same_number, self._similar):
            if not ours or not theirs:
                break
            for one, other in way(ours, theirs):
                if self._free(one, other):
                    self._pair(one, other)
                    made.append((one, other))
            ours = [child for child in ours if child not in self.new_of]
            theirs = [child for child in theirs if child not in self.old_of]
        self._left[b] = ours, theirs
        for one, other in made:
            self._parts(one, other)

    def _same_words(self, ours: Sequence[int], theirs: Sequence[int]) -> Iterable[tuple[int, int]]:
        """Those that read alike, in order; of several alike, first those with the same number."""
        places: dict[tuple[object, ...], deque[int]] = defaultdict(deque)
        for other in theirs:
            alike = self.new.kinds[other], self.new.hashes[other]
            places[alike].append(other)
            places[*alike, self.new.numbers[other]].append(other)
        taken: set[int] = set()
        for one in ours:
            alike = self.old.kinds[one], self.old.hashes[one]
            for found in (places.get((*alike, self.old.numbers[one])), places.get(alike)):
                while found and found[0] in taken:
                    found.popleft()
                if found:
                    taken.add(found[0])
                    yield one, found[0]
                    break

    def _same_holder(self, ours: Sequence[int], theirs: Sequence[int]) -> Iterable[tuple[int, int]]:
        """What holds the words before, in place of or after the numbered parts: there is one of a kind. So is a table,
        where neither text has another beside it, whatever its rows are."""
        for one in ours:
            kind = self.old.kinds[one]
            if kind in _ONE_OF_A_KIND or kind in _TABLES:
                others = [o for o in theirs if self.new.kinds[o] == kind]
                if kind in _ONE_OF_A_KIND or len(others) == sum(self.old.kinds[o] == kind for o in ours) == 1:
                    yield from ((one, o) for o in others)

    def _same_number(self, ours: Sequence[int], theirs: Sequence[int]) -> Iterable[tuple[int, int]]:
        """Those with one number, if they have enough words or a heading in common, or open with the same words: so a
        subsection of which most of a table or list went is still itself."""
        numbered = {(self.new.kinds[o], self.new.numbers[o]): o for o in reversed(theirs) if self.new.numbers[o]}
        for one in ours:
            other = numbered.get((self.old.kinds[one], self.old.numbers[one]))
            if other is not None and (self._opens_alike(one, other) or self._is_alike(one, other)):
                yield one, other

    def _opens_alike(self, a: int, b: int) -> bool:
        ours, theirs = self.old.opening(a), self.new.opening(b)
        return ours == theirs and ours.count(" ") + 1 >= _ANCHOR

    def _similar(self, ours: Sequence[int], theirs: Sequence[int]) -> Iterable[tuple[int, int]]:
        """The most alike first."""
        if len(ours) == len(theirs) == 1:
            one, other = ours[0], theirs[0]
            if self.old.kinds[one] == self.new.kinds[other] and self._is_alike(one, other):
                yield one, other
            return
        known = Similar([self.new.shingles(other) for other in theirs], ALIKE) if len(theirs) > _FEW else None
        scored = []
        for place, one in enumerate(ours):
            shingles = self.old.shingles(one)
            if known is None:
                found = [(there, self._likeness(one, other)) for there, other in enumerate(theirs)]
            else:
                found = known.to(shingles, place / len(ours))
            for there, alike in found:
                other = theirs[there]
                if not shingles:
                    alike = self._likeness(one, other)
                if alike >= ALIKE and self.old.kinds[one] == self.new.kinds[other]:
                    scored.append((-alike, abs(place - there), one, other))
        for _, _, one, other in sorted(scored):
            yield one, other

    def _anywhere(self) -> None:
        """Pair what is left in different places, by the rarer words that they share."""
        ours, theirs = (
            [
                index
                for index, weight in enumerate(tree.weights)
                if index not in partners and weight >= WEIGHT_ANYWHERE and tree.kinds[index] not in HOLDERS
            ]
            for tree, partners in ((self.old, self.new_of), (self.new, self.old_of))
        )
        both = _all(map(self.old.shingles, ours)) & _all(map(self.new.shingles, theirs))
        pairs = frozenset(filter(_is_pair, both))
        holding: dict[str, list[int]] = defaultdict(list)
        for one in ours:
            for shingle in self.old.shingles(one) & pairs:
                holding[shingle].append(one)
        scored = []
        for other in theirs:
            votes: Counter[int] = Counter()
            for shingle in self.new.shingles(other) & pairs:
                if len(holding[shingle]) <= _COMMON:
                    votes.update(holding[shingle])
            for _, _, one in nsmallest(_CANDIDATES, ((-held, abs(one - other), one) for one, held in votes.items())):
                if self._free(one, other):
                    alike = self._likeness(one, other)
                    if alike >= ALIKE_ANYWHERE:
                        scored.append((-alike * self.new.weights[other], one, other))
        for _, one, other in sorted(scored):
            if self._free(one, other):
                self._pair(one, other)
                self._parts(one, other)

    def _is_alike(self, a: int, b: int) -> bool:
        """Whether two nodes are as alike as two in one place must be.

        Most are so by the paragraphs alone that stand in both, for all words of these count, and each two that follow
        one another there: then no word of what is below is counted, which would be done again for all that is above.
        """
        ours, theirs = Counter(self.old.rows(a)), Counter(self.new.rows(b))
        sizes = {row: len(words_in(row)) for row in (*ours, *theirs)}
        every = sum(2 * sizes[row] * count for rows in (ours, theirs) for row, count in rows.items())
        both = sum(max(2 * sizes[row] - 1, 0) * count for row, count in (ours & theirs).items())
        return (every > 0 and 2 * both >= ALIKE * every) or self._likeness(a, b) >= ALIKE

    def _likeness(self, a: int, b: int) -> float:
        """From 0 to 1: the share of words, and of each two that follow one another, that two nodes have in common."""
        ours, theirs = self.old.shingles(a), self.new.shingles(b)
        if not ours and not theirs:
            return 1.0 if self.old.numbers[a] == self.new.numbers[b] else 0.0
        return likeness(ours, theirs)


def _is_pair(shingle: str) -> bool:
    """Whether it is two words, counted once."""
    return " " in shingle and "\n" not in shingle


def _all(found: Iterable[frozenset[str]]) -> frozenset[str]:
    """What is in any of many sets."""
    return frozenset[str]().union(*found)


def _of_one(rows: Sequence[tuple[int, str]]) -> dict[str, int]:
    """The nodes by what they have, without what several have."""
    counts = Counter(value for _, value in rows)
    return {value: index for index, value in rows if counts[value] == 1}


_ANCHOR = 3
"""Words that an anchor must have."""

_COMMON = 12
_CANDIDATES = 4
_FEW = 4
"""Parts up to which each is compared with each."""

_TABLES = {"tblock", "foreign", *(f"{XHTML}{part}" for part in ("table", "thead", "tbody", "tfoot"))}
_ONE_OF_A_KIND = HOLDERS | {"body", "preface", "preamble", "longTitle", "hcontainer schedules", "bill", "act"}
