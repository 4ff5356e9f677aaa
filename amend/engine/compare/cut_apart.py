"""What two texts made of one print share, cut down to its number and heading; all paths stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from amend.engine.compare.same_objects import Differing, same_objects
from amend.model.outline import is_group
from amend.model.provision import Bill, Block, Node, Provision

_THROUGH = frozenset({"akomaNtoso", "bill", "act"})


def cut_apart(old: Bill, new: Bill) -> tuple[Bill, Bill]:
    """The two with each clause and Schedule that is the very same object in both, in the same order, cut down to its
    number and heading; all paths stay as they are. For what is counted in either, or found in each paragraph by itself:
    what was cut has as much of it on both sides."""
    if old is new:
        return old, new
    ours, theirs = cut_shared(old.root, new.root, Differing(), frozenset())
    return replace(old, root=ours), replace(new, root=theirs)


def cut_shared(old: Provision, new: Provision, found: Differing, kept: frozenset[int]) -> tuple[Provision, Provision]:
    """Two groups of clauses without what they share, but for what is kept of that, by identity. found: takes the rest
    and what was cut."""
    ours, theirs = list(old.items), list(new.items)
    gone, came = {id(item): item for item in ours}, {id(item): item for item in theirs}
    for a, b in same_objects(old.items, new.items):
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
            ours[a], theirs[b] = cut_shared(one, other, found, kept)
    found.gone |= gone
    found.came |= came
    return replace(old, items=tuple(ours)), replace(new, items=tuple(theirs))


def _stand_in(node: Provision) -> Provision:
    if is_group(node):
        items: Iterator[Node] = (_stand_in(item) if isinstance(item, Provision) else item for item in node.items)
        return replace(node, items=tuple(items))
    heads = (item for item in node.items if isinstance(item, Block) and item.tag in ("num", "heading"))
    return replace(node, items=tuple(heads))
