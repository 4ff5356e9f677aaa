"""Which provision of one text is which of another, though numbers, places and words have changed.

Identity is the GUID where both texts give it. Else it is content, in the order that gave the best figures on real
prints: what reads alike and stands once in either text is the same (the anchors, heaviest first); what holds the same
parts is the same; in what is the same, parts are matched by words, number and place; what is left is looked for
anywhere by its rarer words, which finds what was moved.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from amend.model.memory import collection_paused
from amend.model.provision import HOLDERS, Bill, Block, Path, Provision
from amend.model.text import OBJECT

ALIKE = 0.5
"""The share of words and pairs of words that two provisions in one place have in common when they are the same."""

ALIKE_ANYWHERE = 0.6
"""The same for two provisions in different places, which must have more in common."""

WEIGHT_ANYWHERE = 8
"""Words that a provision must have to be looked for in another place."""

_WORD = re.compile(r"\w+|[^\w\s]")
_SHARED_GUIDS = 0.05
"""The share of GUIDs in common from which on the GUIDs of two files are taken to mean the same."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two texts of a Bill, and which provisions of them are the same.

    pairs: the paths in the old text and in the new of every provision, and what holds the words of one, that is the
    same in both, in reading order of the new. moved: paths in the new text of those that stand in another place, so
    that what is inserted, left out and renumbered around them does not explain it; not what only moved with the
    provision it is in.
    """

    old: Bill
    new: Bill
    pairs: tuple[tuple[Path, Path], ...]
    moved: frozenset[Path]
    _new_of: dict[Path, Path] = field(repr=False, compare=False)
    _old_of: dict[Path, Path] = field(repr=False, compare=False)

    def new_of(self, path: Path) -> Path | None:
        """Where a provision of the old text stands in the new; None when it was left out."""
        return self._new_of.get(path)

    def old_of(self, path: Path) -> Path | None:
        """Where a provision of the new text stood in the old; None when it was inserted."""
        return self._old_of.get(path)


def pair(old: Bill, new: Bill, *, redrafted: bool = False) -> Pairing:
    """Pair the provisions of two texts of a Bill.

    redrafted: whether to take a provision for the same also when the two files give it different GUIDs, as they do
    one that was drafted anew in the old one's place.
    """
    with collection_paused():
        matcher = _Matcher(_Tree(old), _Tree(new), redrafted=redrafted)
        matcher.run()
        one, other = matcher.old, matcher.new
        pairs = tuple((one.paths[a], other.paths[b]) for b, a in sorted(matcher.old_of.items()))
        moved = frozenset(other.paths[b] for b in matcher.moved())
    return Pairing(old, new, pairs, moved, dict(pairs), {b: a for a, b in pairs})


class _Tree:
    """The provisions of a text as lists, one entry for each in reading order; a node is its index."""

    def __init__(self, bill: Bill) -> None:
        self.paths: list[Path] = []
        self.nodes: list[Provision] = []
        self.parents: list[int] = []
        self.children: list[list[int]] = []
        self.kinds: list[str] = []
        self.numbers: list[str] = []
        self.hashes: list[int] = []  # of all the words below, without its own number
        self.weights: list[int] = []  # words below
        self.last: list[int] = []  # the last node below
        self.own: list[tuple[str, ...]] = []  # its own words, heading first
        self._visit(bill.root, (), -1)
        self._shingles: dict[int, Counter[str]] = {}

    def _visit(self, node: Provision, path: Path, parent: int) -> int:
        index = len(self.nodes)
        self.paths.append(path)
        self.nodes.append(node)
        self.parents.append(parent)
        self.children.append([])
        name = node.get("name") if node.tag == "hcontainer" else node.get("class") if node.tag == "level" else None
        self.kinds.append(f"{node.tag} {name}" if name else node.tag)
        self.numbers.append("")
        self.hashes.append(0)
        self.weights.append(0)
        self.last.append(index)
        self.own.append(())
        if parent >= 0:
            self.children[parent].append(index)
        hashed: list[object] = [node.tag]
        own: list[str] = []
        weight = 0
        for position, item in enumerate(node.items):
            if isinstance(item, Block):
                if item.tag == "num":
                    self.numbers[index] = item.words
                else:
                    words = item.words
                    hashed.append(words)
                    own.append(words)
                    weight += words.count(" ") + 1 if words else 0
                for place, thing in enumerate(item.objects):
                    if thing.tag == "authorialNote":
                        continue
                    below = self._visit(thing, (*path, position, place), index)
                    hashed.append(self.hashes[below])
                    weight += self.weights[below]
            elif isinstance(item, Provision):
                below = self._visit(item, (*path, position), index)
                hashed.append(self.hashes[below])
                weight += self.weights[below]
        self.hashes[index] = hash(tuple(hashed))
        self.weights[index] = weight
        self.last[index] = len(self.nodes) - 1
        self.own[index] = tuple(own)
        return index

    def shingles(self, index: int) -> Counter[str]:
        """The words below a node, and each two that follow one another."""
        found = self._shingles.get(index)
        if found is None:
            words = [
                word
                for node in range(index, self.last[index] + 1)
                for row in self.own[node]
                for word in _WORD.findall(row.replace(OBJECT, " "))
            ]
            found = Counter(words)
            found.update(f"{one} {two}" for one, two in pairwise(words))
            self._shingles[index] = found
        return found


class _Matcher:
    """Finds pairs, the surest first; a pair once made stands."""

    def __init__(self, old: _Tree, new: _Tree, *, redrafted: bool = False) -> None:
        self.old, self.new = old, new
        self._redrafted = redrafted
        self.new_of: dict[int, int] = {}
        self.old_of: dict[int, int] = {}
        self._identified = self._shared_guids()

    def run(self) -> None:
        self._pair(0, 0)
        self._by_guid()
        self._anchors()
        self._up()
        self._down()
        self._anywhere()
        self._down()

    def moved(self) -> list[int]:
        """The nodes of the new text that stand in another place than their neighbours explain."""
        moved: list[int] = []
        for b in sorted(self.old_of):
            parent = self.new.parents[b]
            if parent < 0 or self.old.parents[self.old_of[b]] == self.old_of.get(parent):
                continue
            if self.new.kinds[b] not in HOLDERS and not self._only_wrapped(b):
                moved.append(b)
        for b, a in self.old_of.items():
            here = [(self.new_of[child], child) for child in self.old.children[a] if child in self.new_of]
            stayed = [(there, child) for there, child in here if self.new.parents[there] == b]
            places = [there for there, _ in stayed]
            weights = [self.old.weights[child] + 1 for _, child in stayed]
            kept = set(heaviest_run(places, weights))
            moved += [there for index, there in enumerate(places) if index not in kept]
        return moved

    def _only_wrapped(self, b: int) -> bool:
        """Whether all that changed above it is a heading, or what holds words, put around it or taken away."""
        a = self.old.parents[self.old_of[b]]
        while a >= 0 and self.old.kinds[a] in _WRAPS and a not in self.new_of:
            a = self.old.parents[a]
        b = self.new.parents[b]
        while b >= 0 and self.new.kinds[b] in _WRAPS and b not in self.old_of:
            b = self.new.parents[b]
        return self.new_of.get(a) == b

    def _pair(self, a: int, b: int) -> None:
        self.new_of[a] = b
        self.old_of[b] = a

    def _shared_guids(self) -> bool:
        ours, theirs = ({node.guid for node in tree.nodes if node.guid} for tree in (self.old, self.new))
        return len(ours & theirs) > _SHARED_GUIDS * min(len(ours), len(theirs)) if ours and theirs else False

    def _free(self, a: int, b: int) -> bool:
        """Whether two nodes may still be paired: both unpaired, of one kind, and not told apart by GUIDs."""
        if a in self.new_of or b in self.old_of or self.old.kinds[a] != self.new.kinds[b]:
            return False
        told_apart = self._identified and self.old.nodes[a].guid and self.new.nodes[b].guid
        return self._redrafted or not told_apart

    def _by_guid(self) -> None:
        if not self._identified:
            return
        theirs = {node.guid: b for b, node in enumerate(self.new.nodes) if node.guid}
        for a, node in enumerate(self.old.nodes):
            b = theirs.get(node.guid) if node.guid else None
            if b is not None and a not in self.new_of and b not in self.old_of:
                self._pair(a, b)

    def _anchors(self) -> None:
        """Pair what reads alike and stands once in either text, with all that is in it."""
        once = [self._once(tree) for tree in (self.old, self.new)]
        shared = once[0].keys() & once[1].keys()
        for key in sorted(shared, key=lambda key: -self.old.weights[once[0][key]]):
            a, b = once[0][key], once[1][key]
            if self.old.weights[a] >= _ANCHOR:
                self._alike(a, b)

    def _once(self, tree: _Tree) -> dict[tuple[str, int], int]:
        found: dict[tuple[str, int], int] = {}
        again: set[tuple[str, int]] = set()
        for index, key in enumerate(zip(tree.kinds, tree.hashes, strict=True)):
            if key in found:
                again.add(key)
            found[key] = index
        for key in again:
            del found[key]
        return found

    def _alike(self, a: int, b: int) -> None:
        """Pair two subtrees that read alike, node by node."""
        if self._free(a, b):
            self._pair(a, b)
        if len(self.old.children[a]) == len(self.new.children[b]):
            for one, other in zip(self.old.children[a], self.new.children[b], strict=True):
                if self.old.hashes[one] == self.new.hashes[other]:
                    self._alike(one, other)

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
            same = self.old.own[a] == self.new.own[b] and bool(self.new.own[b])
            yield a, held + (self.new.weights[b] // 4 if same else 0)

    def _down(self) -> None:
        """In each pair, from the top, match the parts that have no partner yet."""
        for b in sorted(self.old_of):
            self._parts(self.old_of[b], b)

    def _parts(self, a: int, b: int) -> None:
        ours = [child for child in self.old.children[a] if child not in self.new_of]
        theirs = [child for child in self.new.children[b] if child not in self.old_of]
        if not ours or not theirs:
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
        for one, other in made:
            self._parts(one, other)

    def _same_words(self, ours: Sequence[int], theirs: Sequence[int]) -> Iterable[tuple[int, int]]:
        """Those that read alike, in order; of several alike, first those with the same number."""
        places: dict[tuple[str, int], list[int]] = defaultdict(list)
        for other in theirs:
            places[self.new.kinds[other], self.new.hashes[other]].append(other)
        for one in ours:
            found = places.get((self.old.kinds[one], self.old.hashes[one]))
            if found:
                same = next((o for o in found if self.new.numbers[o] == self.old.numbers[one]), found[0])
                found.remove(same)
                yield one, same

    def _same_holder(self, ours: Sequence[int], theirs: Sequence[int]) -> Iterable[tuple[int, int]]:
        """What holds the words before, in place of or after the numbered parts: there is one of a kind."""
        for one in ours:
            if self.old.kinds[one] in _ONE_OF_A_KIND:
                yield from ((one, o) for o in theirs if self.new.kinds[o] == self.old.kinds[one])

    def _same_number(self, ours: Sequence[int], theirs: Sequence[int]) -> Iterable[tuple[int, int]]:
        """Those with one number, if they have enough words or a heading in common."""
        numbered = {(self.new.kinds[o], self.new.numbers[o]): o for o in reversed(theirs) if self.new.numbers[o]}
        for one in ours:
            other = numbered.get((self.old.kinds[one], self.old.numbers[one]))
            if other is not None and self._likeness(one, other) >= ALIKE:
                yield one, other

    def _similar(self, ours: Sequence[int], theirs: Sequence[int]) -> Iterable[tuple[int, int]]:
        """The most alike first."""
        scored = []
        for place, one in enumerate(ours):
            for there, other in enumerate(theirs):
                if self.old.kinds[one] == self.new.kinds[other]:
                    likeness = self._likeness(one, other)
                    if likeness >= ALIKE:
                        scored.append((-likeness, abs(place - there), one, other))
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
        holding: dict[str, list[int]] = defaultdict(list)
        for one in ours:
            for shingle in self.old.shingles(one):
                if " " in shingle:
                    holding[shingle].append(one)
        scored = []
        for other in theirs:
            votes: Counter[int] = Counter()
            for shingle in self.new.shingles(other):
                found = holding.get(shingle, ()) if " " in shingle else ()
                if 0 < len(found) <= _COMMON:
                    votes.update(found)
            for one, _ in votes.most_common(_CANDIDATES):
                if self._free(one, other):
                    likeness = self._likeness(one, other)
                    if likeness >= ALIKE_ANYWHERE:
                        scored.append((-likeness * self.new.weights[other], one, other))
        for _, one, other in sorted(scored):
            if self._free(one, other):
                self._pair(one, other)
                self._parts(one, other)

    def _likeness(self, a: int, b: int) -> float:
        """From 0 to 1: the share of words, and of each two that follow one another, that two nodes have in common."""
        ours, theirs = self.old.shingles(a), self.new.shingles(b)
        total = ours.total() + theirs.total()
        if not total:
            return 1.0 if self.old.numbers[a] == self.new.numbers[b] else 0.0
        small, large = (ours, theirs) if len(ours) < len(theirs) else (theirs, ours)
        return 2 * sum(min(count, large[word]) for word, count in small.items() if word in large) / total


_ANCHOR = 3
"""Words that an anchor must have."""

_COMMON = 12
_CANDIDATES = 4
_ONE_OF_A_KIND = HOLDERS | {"body", "preface", "preamble", "longTitle", "hcontainer schedules", "bill", "act"}
_WRAPS = frozenset({"hcontainer crossheading", "hcontainer schedules", "content", "intro", "quotedStructure"})


def heaviest_run(places: Sequence[int], weights: Sequence[int] | None = None) -> list[int]:
    """The indices of those that stand in rising order and together weigh most; the others have moved.

    weights: one for each place, above 0; None for all alike.
    """
    tails: list[tuple[int, int, int]] = []  # (place, weight so far, index), both rising
    before: list[int] = []
    for index, place in enumerate(places):
        at = bisect_left(tails, (place,))
        so_far = (tails[at - 1][1] if at else 0) + (weights[index] if weights else 1)
        before.append(tails[at - 1][2] if at else -1)
        end = at
        while end < len(tails) and tails[end][1] <= so_far:
            end += 1
        heavier_there = at < len(tails) and tails[at][0] == place and tails[at][1] > so_far
        if not heavier_there:
            tails[at:end] = [(place, so_far, index)]
    run: list[int] = []
    index = tails[-1][2] if tails else -1
    while index >= 0:
        run.append(index)
        index = before[index]
    return run[::-1]
