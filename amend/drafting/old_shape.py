"""The new text in the old one's shape: what is text without a number in one and a numbered subsection in the other.

A clause, or paragraph of a Schedule, has no numbers while it has one subsection alone; the clerks put the numbers in
and take them out when the Bill is printed again. So a drafter leaves out the subsections that go, or puts in those that
come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from amend.engine.compare.alignment import Similar, likeness, word_counts
from amend.engine.compare.pairing import ALIKE_ANYWHERE, Pairing
from amend.engine.reprint.reprint import as_subsection, without_lone_number
from amend.model.citation import address_of
from amend.model.outline import is_quoted, words_of
from amend.model.provision import Bill, Node, Path, Provision

DIVIDED = {"section": "subsection", "paragraph": "subparagraph"}
"""What a clause, or a paragraph of a Schedule, is divided into."""


@dataclass(frozen=True, slots=True)
class Reshaped:
    """The new text in the old one's shape. pairs: the clauses, and paragraphs of Schedules, that are not as they were,
    by their paths in both texts. notes: what the clerks do besides, a sentence for each of those of the old text."""

    bill: Bill
    pairs: tuple[tuple[Path, Path], ...]
    notes: dict[Path, str]


def in_old_shape(pairing: Pairing, as_it_is: Set[Path] = frozenset()) -> Reshaped:
    """The new text of a pairing, with a lone subsection numbered where the old text has several, and the first of
    several without a number where the old text has none. as_it_is: those of the old text to pass over."""
    bill, notes, pairs = pairing.new, {}, []
    for a, b, old, new in _divided_in_both(pairing):
        if old.tag != new.tag or a in as_it_is or is_quoted(pairing.old, a):
            continue
        ours, theirs = subsections(old), subsections(new)
        again, said = None, ""
        if ours and not theirs:
            again = _wrapped(new, ours)
            said = f"its only {_said(new)} has no number"
        elif theirs and not ours and body_of(old):
            again = _opened(old, new, theirs)
            said = f"its first {_said(new)} is numbered"
        if again is not None:
            bill = bill.edited(b, _put(again))
            pairs.append((a, b))
            notes[a] = f"{address_of(pairing.old, a)}: {said} when the Bill is printed again"
    return Reshaped(bill, tuple(pairs), notes)


def _put(node: Provision) -> Callable[[Node], tuple[Node, ...]]:
    return lambda _: (node,)


def _divided_in_both(pairing: Pairing) -> Iterator[tuple[Path, Path, Provision, Provision]]:
    """The clauses and paragraphs of Schedules that are the same in both texts: those that were paired, and those that
    were not, for most of the one is gone or new, but of which one has the words of a subsection of the other."""
    for (a, b), (old, new) in zip(pairing.pairs, pairing.nodes, strict=True):
        if new is not old and new.tag in DIVIDED:
            yield a, b, old, new
    ours = list(_divisible(pairing.old, pairing.gone))
    theirs = list(_divisible(pairing.new, pairing.came))
    for (a, old), (b, new) in _alike(ours, theirs):
        yield a, b, old, new
    for (b, new), (a, old) in _alike(theirs, ours):
        yield a, b, old, new


def _divisible(bill: Bill, among: Sequence[Path]) -> Iterator[tuple[Path, Provision]]:
    for path in among:
        node = bill.at(path)
        if isinstance(node, Provision) and node.tag in DIVIDED and not is_quoted(bill, path):
            yield path, node


Named = tuple[Path, Provision]


def _alike(several: list[Named], alone: list[Named]) -> Iterator[tuple[Named, Named]]:
    """Those with subsections, each with the one without of which a subsection has the words."""
    lists = [(one, subsections(one[1])) for one in several]
    parts = [(one, _counts((part,))) for one, listed in lists if len(listed) > 1 for part in listed]
    known = Similar([words for _, words in parts], ALIKE_ANYWHERE)
    taken: set[Path] = set()
    for turn, (path, node) in enumerate(alone):
        words = _counts(body_of(node)) if not subsections(node) else frozenset[str]()
        near = (
            [(parts[index][0], alike) for index, alike in sorted(known.to(words, turn / len(alone)))] if words else []
        )
        near = [(one, alike) for one, alike in near if one[0] not in taken]
        if near:
            holding, _ = max(near, key=lambda one: one[1])
            taken.add(holding[0])
            yield holding, (path, node)


def subsections(node: Provision) -> list[Provision]:
    """The subsections of a clause, the sub-paragraphs of a paragraph of a Schedule."""
    kind = DIVIDED[node.tag]
    return [item for item in node.items if isinstance(item, Provision) and item.tag == kind and item.label]


def body_of(node: Provision) -> tuple[Node, ...]:
    """What stands in a provision below its number and heading."""
    first = next((i for i, item in enumerate(node.items) if isinstance(item, Provision)), len(node.items))
    return node.items[first:]


def _wrapped(new: Provision, ours: list[Provision]) -> Provision | None:
    """A clause with its words in the one of the old subsections that they are most like; None for one without words."""
    below = body_of(new)
    lone = _unnumbered(below)
    body = tuple(item for item in lone.items if item is not lone.number) if lone else below
    if not body:
        return None
    counts = _counts(body)
    like = max(ours, key=lambda one: likeness(_counts((one,)), counts))
    assert like.number is not None
    inner = replace(as_subsection(body, like, like.number.words), attributes=like.attributes)
    return replace(new, items=(*new.items[: len(new.items) - len(below)], inner))


def _opened(old: Provision, new: Provision, theirs: list[Provision]) -> Provision | None:
    """A clause with the words of its first subsection above the others; None where the old words are another's."""
    counts = _counts(body_of(old))
    first, *others = theirs
    alike = likeness(_counts((first,)), counts)
    if not others or first.label != "1" or any(likeness(_counts((one,)), counts) > alike for one in others):
        return None
    above, at = new.items[: new.items.index(first)], new.items.index(first) + 1
    if any(isinstance(item, Provision) for item in above):
        return None
    if _unnumbered(body_of(old)):
        bare = replace(first, items=tuple(item for item in first.items if item is not first.number))
        return replace(new, items=(*above, bare, *new.items[at:]))
    alone = without_lone_number(replace(new, items=(*above, first)))
    items = tuple(
        replace(item, tag="intro") if isinstance(item, Provision) and item.tag == "content" else item
        for item in alone.items
    )
    return replace(new, items=(*items, *new.items[at:]))


def _unnumbered(body: Sequence[Node]) -> Provision | None:
    """The subsection without a number that some files have for all that a clause says; None where there is none."""
    found = [item for item in body if isinstance(item, Provision)]
    lone = len(found) == 1 and found[0].tag in DIVIDED.values() and not found[0].label
    return found[0] if lone else None


def _counts(body: tuple[Node, ...] | tuple[Provision]) -> frozenset[str]:
    return word_counts([word for item in body for word in words_of(item).split()])


def _said(node: Provision) -> str:
    return "subsection" if node.tag == "section" else "sub-paragraph"
