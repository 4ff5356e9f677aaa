"""Two texts without what they share, so that comparing a Bill with itself as amended takes in only what was amended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from amend.engine.compare.alignment import changed_spans
from amend.engine.compare.compare import compare
from amend.engine.compare.comparison import Comparison
from amend.model.outline import blocks, is_group
from amend.model.provision import Bill, Block, Node, Provision

_THROUGH = frozenset({"akomaNtoso", "bill", "act"})


def unshared(old: Bill, new: Bill) -> tuple[Bill, Bill]:
    """The two with each clause and Schedule that is the very same object in both, in the same order, cut down to its
    number and heading. All paths stay as they are, and so do citations; nothing that differs is cut.

    One that has words which stand on either side of what differs too is left whole, for words that stand but once in
    either text are taken for the same wherever they are. Two texts in which a clause was moved as it is are given back
    whole: what stays beside it is told by how long that is.
    """
    found = _Differing()
    ours, theirs = _cut(old.root, new.root, found, frozenset())
    if found.gone.keys() & found.came.keys():
        return old, new
    if kept := _again(found):
        ours, theirs = _cut(old.root, new.root, _Differing(), kept)
    return replace(old, root=ours), replace(new, root=theirs)


def compare_unshared(old: Bill, new: Bill) -> Comparison:
    """The comparison of two texts made of one print, of what they do not share; its rows are of that alone, without
    the cover and the contents. Where what was cut is told as moved the whole of both is compared: of two that changed
    places the shorter one is told as moved, and nothing is longer for having been cut."""
    ours, theirs = unshared(old, new)
    found = compare(ours, theirs, front=False)
    if any(theirs.at(path) is not new.at(path) for path in found.pairing.moved):
        return compare(old, new, front=False)
    return found


@dataclass(slots=True)
class _Differing:
    """What two texts do not share and what they do, by identity. gone, came: what stands in the one only, and in the
    other. shared: what was cut down."""

    gone: dict[int, Node] = field(default_factory=dict)
    came: dict[int, Node] = field(default_factory=dict)
    shared: dict[int, Provision] = field(default_factory=dict)


def _cut(old: Provision, new: Provision, found: _Differing, kept: frozenset[int]) -> tuple[Provision, Provision]:
    """Two groups of clauses without what they share, but for what is kept of that, by identity. found: takes the rest
    and what was cut."""
    ours, theirs = list(old.items), list(new.items)
    gone, came = {id(item): item for item in ours}, {id(item): item for item in theirs}
    for a, b in _same(old.items, new.items):
        one, other = ours[a], theirs[b]
        if one is other:
            gone.pop(id(one), None)  # one may stand there twice
            came.pop(id(one), None)
        if not isinstance(one, Provision) or not isinstance(other, Provision):
            continue
        if one is other:
            found.shared[id(one)] = one
            if id(one) not in kept:
                ours[a] = theirs[b] = _stand_in(one)
        elif one.tag == other.tag and one.eid == other.eid and (is_group(one) or one.tag in _THROUGH):
            gone.pop(id(one), None)
            came.pop(id(other), None)
            ours[a], theirs[b] = _cut(one, other, found, kept)
    found.gone |= gone
    found.came |= came
    return replace(old, items=tuple(ours)), replace(new, items=tuple(theirs))


def _again(found: _Differing) -> frozenset[int]:
    """Of what is shared as little as has the words, each once, that stand on both sides of what is not."""
    wanted = _words(found.gone.values()) & _words(found.came.values())
    kept = set()
    for key, node in found.shared.items() if wanted else ():
        if met := wanted & _words([node]):
            wanted -= met
            kept.add(key)
    return frozenset(kept)


def _words(these: Iterable[Node]) -> set[str]:
    """The paragraphs of nodes, without the numbers."""
    return {block.text.chars for node in these for _, block in blocks(node) if block.tag != "num"}


def _same(old: tuple[Node, ...], new: tuple[Node, ...]) -> Iterator[tuple[int, int]]:
    """The places of items that are the same object, and of those between that stand one for one."""
    a = b = 0
    for a1, a2, b1, b2 in (*changed_spans([*map(id, old)], [*map(id, new)]), (len(old), len(old), len(new), len(new))):
        yield from zip(range(a, a1), range(b, b1), strict=True)
        if a2 - a1 == b2 - b1:
            yield from zip(range(a1, a2), range(b1, b2), strict=True)
        a, b = a2, b2


def _stand_in(node: Provision) -> Provision:
    if is_group(node):
        items: Iterator[Node] = (_stand_in(item) if isinstance(item, Provision) else item for item in node.items)
        return replace(node, items=tuple(items))
    heads = (item for item in node.items if isinstance(item, Block) and item.tag in ("num", "heading"))
    return replace(node, items=tuple(heads))
