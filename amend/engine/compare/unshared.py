"""Two texts without what they share, so that comparing a Bill with itself as amended takes in only what was amended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from amend.engine.compare.alignment import changed_spans
from amend.model.outline import is_group
from amend.model.provision import Bill, Block, Carried, Node, Provision

_NOTHING = Carried("")
_THROUGH = frozenset({"akomaNtoso", "bill", "act"})


def unshared(old: Bill, new: Bill) -> tuple[Bill, Bill]:
    """The two with each clause and Schedule that is the very same object in both, in the same order, cut down to its
    number and heading. All paths stay as they are, and so do citations; nothing that differs is cut.

    Two in which a clause was moved as it is are given back whole: what stays beside it is told by how long that is.
    """
    gone: set[int] = set()
    came: set[int] = set()
    ours, theirs = _cut(old.root, new.root, gone, came)
    if gone & came:
        return old, new
    return replace(old, root=ours), replace(new, root=theirs)


def _cut(old: Provision, new: Provision, gone: set[int], came: set[int]) -> tuple[Provision, Provision]:
    """Two groups of clauses without what they share. gone, came: takes what stands in one only, by identity."""
    ours, theirs = list(old.items), list(new.items)
    gone.update(map(id, ours))
    came.update(map(id, theirs))
    for a, b in _same(old.items, new.items):
        one, other = ours[a], theirs[b]
        if one is other:
            gone.discard(id(one))
            came.discard(id(one))
        if not isinstance(one, Provision) or not isinstance(other, Provision):
            continue
        if one is other:
            ours[a] = theirs[b] = _stand_in(one)
        elif one.tag == other.tag and one.eid == other.eid and (is_group(one) or one.tag in _THROUGH):
            ours[a], theirs[b] = _cut(one, other, gone, came)
    return replace(old, items=tuple(ours)), replace(new, items=tuple(theirs))


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


def touched_alone(old: Bill, new: Bill) -> tuple[Bill, Bill] | None:
    """The two without all that is the very same object in both; None where something came in, went or was moved
    among the clauses, for then it is told by what stands beside it (see `unshared`).

    All paths stay as they are. What a reference leads to that stands outside what differs is not known.
    """
    both = _bare(old.root, new.root)
    return both and (replace(old, root=both[0]), replace(new, root=both[1]))


def _bare(old: Provision, new: Provision) -> tuple[Provision, Provision] | None:
    ours, theirs = list(old.items), list(new.items)
    if len(ours) != len(theirs):
        return None
    for index, (one, other) in enumerate(zip(old.items, new.items, strict=True)):
        if one is other:
            ours[index] = theirs[index] = _NOTHING
        elif isinstance(one, Provision) and isinstance(other, Provision):
            if one.tag != other.tag or one.eid != other.eid:
                return None
            if is_group(one) or one.tag in _THROUGH:
                inner = _bare(one, other)
                if inner is None:
                    return None
                ours[index], theirs[index] = inner
    return replace(old, items=tuple(ours)), replace(new, items=tuple(theirs))
