"""Where the references of two texts lead, and whether two that differ only follow what they lead to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from functools import cached_property

from amend.engine.compare.flat_tree import Tree
from amend.engine.compare.pairing import Match
from amend.engine.compare.words import Token
from amend.model.eids import led_to
from amend.model.numbering import bare


class Leads:
    """The references of two texts that are paired."""

    def __init__(self, matched: Match) -> None:
        self._matched = matched

    def old(self, href: str) -> Hashable | None:
        """Where a reference of the old text leads, as what is equal for a reference of the new one to the same
        provision; None when that is not known."""
        index = led_to(href, self._by_eid[0])
        if index is None:
            return None
        there = self._matched.new_of[index]
        return there if there >= 0 else ("left out", index)

    def new(self, href: str) -> Hashable | None:
        """The same for a reference of the new text."""
        return led_to(href, self._by_eid[1])

    def follow(self, old: Sequence[Token], new: Sequence[Token]) -> bool:
        """Whether two references to one provision differ only by numbers that it, or what it is in, had and has.

        Then nobody amended the one to get the other: it follows as the Bill is printed again.
        """
        one, other = (led_to(run[0].href, known) for run, known in zip((old, new), self._by_eid, strict=True))
        if one is None or other is None:
            return False
        said, says = (Counter(token.word for token in run if token.word) for run in (old, new))
        had, has = self._labels(self._matched.old, one), self._labels(self._matched.new, other)
        return all(bare(word) in had for word in said - says) and all(bare(word) in has for word in says - said)

    @cached_property
    def _by_eid(self) -> tuple[dict[str, int], dict[str, int]]:
        return _eids(self._matched.old), _eids(self._matched.new)

    @staticmethod
    def _labels(tree: Tree, index: int) -> set[str]:
        """The labels of a provision and of all that it is in."""
        found = set()
        while index > 0:
            if tree.numbers[index]:
                found.add(bare(tree.numbers[index]))
            index = tree.parents[index]
        return found


def _eids(tree: Tree) -> dict[str, int]:
    """The nodes of a text by eId, the first of those with one eId; not the whole, which nothing refers to."""
    found: dict[str, int] = {}
    for index, eid in tree.identifiers("eId"):
        if index:
            found.setdefault(eid, index)
    return found
