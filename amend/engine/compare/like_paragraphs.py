"""Which of several paragraphs side by side are the same in two texts: those most alike, in order."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from amend.engine.compare.alignment import heaviest_run, in_common
from amend.model.provision import Block, Node

ALIKE = 0.5
"""The share of words from which on two paragraphs are taken for the same one."""

_MOST = 40
"""Paragraphs of one text up to which each is read against each of the other; more are paired in their order."""

Keyed = list[tuple[int, Hashable]]
"""The place of an item among others, and what it is the same by."""


def most_alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The paragraphs of two texts that are the same one, by their places, in order."""
    found = []
    split = [words.split() for words in new]
    for one, words in enumerate(map(str.split, old)):
        for other, others in enumerate(split):
            share = in_common(words, others)
            if share >= ALIKE:
                found.append((one, other, 1 + round(10 * share)))
    best: list[tuple[int, int]] = []
    for index in heaviest_run([other for _, other, _ in found], [weight for _, _, weight in found]):
        one, other, _ = found[index]
        if not best or one > best[-1][0]:
            best.append((one, other))
    return best


def told_apart(old: Sequence[Node], new: Sequence[Node], ours: Keyed, theirs: Keyed) -> tuple[Keyed, Keyed]:
    """The keys of items, where the texts have not as many paragraphs: then a paragraph is the same as the one it is
    most like, not as the one in its place."""
    one, other = ([(at, i) for at, (i, key) in enumerate(keyed) if key == "p"] for keyed in (ours, theirs))
    if len(one) == len(other) or not (0 < len(one) <= _MOST and 0 < len(other) <= _MOST):
        return ours, theirs
    before, after = ([_words(items[i]) for _, i in found] for items, found in ((old, one), (new, other)))
    alike = most_alike(before, after)
    first, second = list(ours), list(theirs)
    for keyed, found, side in ((first, one, 0), (second, other, 1)):
        same = {pair[side]: turn for turn, pair in enumerate(alike)}
        for turn, (at, i) in enumerate(found):
            keyed[at] = (i, ("p", same[turn])) if turn in same else (i, ("p", "old" if side == 0 else "new", i))
    return first, second


def _words(node: Node) -> str:
    return node.words if isinstance(node, Block) else ""
