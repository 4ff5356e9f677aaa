"""The provisions of a text as lists, one entry for each in reading order, for what looks at all of them at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Literal

from amend.engine.compare.alignment import word_counts
from amend.model.provision import HOLDERS, Bill, Block, Path, Provision
from amend.model.text import LINE, OBJECT, RAISED_AS, Text

_IDENTIFIERS = frozenset({"GUID", "eId"})
_WORD = re.compile(r"\w+|[^\w\s]")
_FEW = 2
"""Nodes below one up to which it is sooner looked at again than taken over."""


class Tree:
    """A text; a node is the index of a provision, 0 for the whole.

    paths: where each node is in the Bill. parents: of the node, -1 for none. children: the nodes next below, those
    among its words too. kinds: the tag, and for "hcontainer" and "level" what tells their kinds apart. numbers: as
    printed, "" for none. hashes: of all the words below, no number among them; exact: of the words, the numbers, what
    each block is and the marks of quotations. weights: words below. last: the last node below. mixed: the nodes among
    whose items stands what has no meaning.
    """

    def __init__(self, bill: Bill, like: Tree | None = None) -> None:
        """like: the tree of another text, from which what is the very same object in both is taken over."""
        self.bill = bill
        self._like = like
        self.nodes: list[Provision] = []
        self.paths: list[Path] = []
        self.parents: list[int] = []
        self.children: list[list[int]] = []
        self.kinds: list[str] = []
        self.numbers: list[str] = []
        self.hashes: list[int] = []
        self.exact: list[int] = []
        self.weights: list[int] = []
        self.last: list[int] = []
        self.mixed: list[int] = []
        self._shingles: dict[int, frozenset[str]] = {}
        self._own: dict[int, tuple[str, ...]] = {}
        self._identifiers: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._visit(bill.root, (), -1)
        self._like = None  # kept no longer than it is of use

    def __len__(self) -> int:
        return len(self.nodes)

    def own(self, index: int) -> tuple[str, ...]:
        """The words of the node itself, block by block, without its number."""
        own = self._own.get(index)
        if own is None:
            items = self.nodes[index].items
            own = tuple(spoken(item.text) for item in items if isinstance(item, Block) and item.tag != "num")
            self._own[index] = own
        return own

    def opening(self, index: int) -> str:
        """The words that the node itself begins with, without those of its parts; "" when it has none."""
        rows = self.own(index)
        for child in self.children[index][:1]:
            rows = rows if rows or self.kinds[child] not in HOLDERS else self.own(child)
        return rows[0] if rows else ""

    def rows(self, index: int) -> Iterator[str]:
        """The words of a node and of all below it, block by block, without numbers."""
        for node in range(index, self.last[index] + 1):
            yield from self.own(node)

    def shingles(self, index: int) -> frozenset[str]:
        """The words below a node, and each two that follow one another, counted (see `alignment.counted`)."""
        found = self._shingles.get(index)
        if found is None:
            words = words_in(" ".join(self.rows(index)))
            found = word_counts([*words, *map(" ".join, pairwise(words))])
            self._shingles[index] = found
        return found

    def identifiers(self, name: Literal["GUID", "eId"]) -> list[tuple[int, str]]:
        """The nodes that have an identifier of that name which is not empty, with its value."""
        if not self._identifiers:
            for index, node in enumerate(self.nodes):
                for key, value in node.attributes:
                    if value and key in _IDENTIFIERS:
                        self._identifiers[key].append((index, value))
        return self._identifiers[name]

    @cached_property
    def once(self) -> dict[tuple[str, int], int]:
        """The nodes of which no other is of that kind and has those words, by both."""
        found: dict[tuple[str, int], int] = {}
        again: set[tuple[str, int]] = set()
        for index, key in enumerate(zip(self.kinds, self.hashes, strict=True)):
            if key in found:
                again.add(key)
            found[key] = index
        for key in again:
            del found[key]
        return found

    @cached_property
    def _index_of(self) -> dict[int, int]:
        """The clauses, Schedules and what else holds much, by identity: nodes live as long as the tree does."""
        return {id(node): index for index, node in enumerate(self.nodes) if self.last[index] > index + _FEW}

    def _taken_over(self, start: int, like: Tree, path: Path, parent: int) -> int:
        """Take over a node of another tree with all below it."""
        index, end, was = len(self.nodes), like.last[start] + 1, like.paths[start]
        by = index - start
        self.nodes += like.nodes[start:end]
        if path == was:
            self.paths += like.paths[start:end]
        else:
            self.paths += [(*path, *inner[len(was) :]) for inner in like.paths[start:end]]
        self.parents += [above + by for above in like.parents[start:end]]
        self.parents[index] = parent
        self.children += [[child + by for child in below] for below in like.children[start:end]]
        self.kinds += like.kinds[start:end]
        self.numbers += like.numbers[start:end]
        self.hashes += like.hashes[start:end]
        self.exact += like.exact[start:end]
        self.weights += like.weights[start:end]
        self.last += [last + by for last in like.last[start:end]]
        self.mixed += [mixed + by for mixed in like.mixed if start <= mixed < end]
        return index

    def _visit(self, node: Provision, path: Path, parent: int) -> int:
        if self._like is not None and (known := self._like._index_of.get(id(node))) is not None:
            return self._taken_over(known, self._like, path, parent)
        nodes, hashes = self.nodes, self.hashes
        index, tag = len(nodes), node.tag
        nodes.append(node)
        self.paths.append(path)
        self.parents.append(parent)
        below: list[int] = []
        self.children.append(below)
        self.kinds.append(_kind(node) if tag == "hcontainer" or tag == "level" else tag)
        self.numbers.append("")
        hashes.append(0)
        self.exact.append(0)
        self.weights.append(0)
        self.last.append(index)
        hashed: list[object] = [tag]
        exact: list[object] = []
        weight = 0
        mixed = False
        for position, item in enumerate(node.items):
            if isinstance(item, Block):
                exact.append(item.tag)
                if item.tag == "num":
                    self.numbers[index] = item.words
                else:
                    marks = item.text.marks
                    words = spoken(item.text)
                    hashed.append(words)
                    if marks and not RAISED_AS.keys().isdisjoint([mark.name for mark in marks]):
                        exact.append(item.text.raised(0, len(item.text)))
                    weight += words.count(" ") + 1
                if not item.objects:
                    continue
                things = [(thing, (*path, position, place)) for place, thing in enumerate(item.objects)]
            elif isinstance(item, Provision):
                things = [(item, (*path, position))]
            else:
                mixed = True
                continue
            for thing, there in things:
                child = self._visit(thing, there, index)
                below.append(child)
                hashed.append(hashes[child])
                exact.append(self.exact[child])
                weight += self.weights[child]
        if tag == "quotedStructure":
            exact += [node.get("startQuote"), node.get("endQuote")]
        hashes[index] = hashed_ = hash(tuple(hashed))
        self.exact[index] = hash((hashed_, self.numbers[index], *exact))
        self.weights[index] = weight
        self.last[index] = len(nodes) - 1
        if mixed:
            self.mixed.append(index)
        return index


def words_in(row: str) -> list[str]:
    """The words of a row and its other signs, each by itself, without what stands among them."""
    return _WORD.findall(row.replace(OBJECT, " "))


def spoken(text: Text) -> str:
    """The words as printed, white space folded, with U+FFFC for what stands among them."""
    for mark in text.marks:
        if mark.name != LINE:
            return " ".join(text.printed().split())
    return " ".join(text.chars.split())


def _kind(node: Provision) -> str:
    name = node.get("name") if node.tag == "hcontainer" else node.get("class")
    return f"{node.tag} {name}" if name else node.tag
