"""Two texts without what they share, so that comparing a Bill with itself as amended takes in only what was amended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from amend.engine.compare.compare import compare
from amend.engine.compare.comparison import Comparison
from amend.engine.compare.same_objects import Differing, same_objects
from amend.engine.compare.untouched import OwnRows, compare_within
from amend.model.outline import is_group
from amend.model.provision import Bill, Block, Node, Provision

_THROUGH = frozenset({"akomaNtoso", "bill", "act"})


def unshared(old: Bill, new: Bill) -> tuple[Bill, Bill]:
    """The two with each clause and Schedule that is the very same object in both, in the same order, cut down to its
    number and heading. All paths stay as they are, and so do citations; nothing that differs is cut.

    One that has words which stand on either side of what differs too is left whole, for words that stand but once in
    either text are taken for the same wherever they are. Two texts in which a clause was moved as it is are given back
    whole: what stays beside it is told by how long that is.
    """
    found = Differing()
    ours, theirs = _cut(old.root, new.root, found, frozenset())
    if found.is_moved:
        return old, new
    if kept := found.kept():
        ours, theirs = _cut(old.root, new.root, Differing(), kept)
    return replace(old, root=ours), replace(new, root=theirs)


def cut_apart(old: Bill, new: Bill) -> tuple[Bill, Bill]:
    """The two with each clause and Schedule that is the very same object in both, in the same order, cut down to its
    number and heading; all paths stay as they are. For what is counted in either, or found in each paragraph by itself:
    what was cut has as much of it on both sides."""
    if old is new:
        return old, new
    ours, theirs = _cut(old.root, new.root, Differing(), frozenset())
    return replace(old, root=ours), replace(new, root=theirs)


def compare_unshared(old: Bill, new: Bill, own: OwnRows | None = None) -> Comparison:
    """The comparison of two texts made of one print, of the clauses and Schedules that they do not share; its rows are
    of those alone, without the cover and the contents, and all paths are those of the whole texts. Where what was cut
    is told as moved the whole of both is compared: of two that changed places the shorter one is told as moved, and
    nothing is longer for having been cut.

    own: of the old text, where more is compared with that.
    """
    ours, theirs = unshared(old, new)
    found = compare_within(ours, theirs, own or OwnRows(old)) or compare(ours, theirs, front=False)
    if any(theirs.at(path) is not new.at(path) for path in found.pairing.moved):
        return compare(old, new, front=False)
    return replace(found, old=old, new=new)


def _cut(old: Provision, new: Provision, found: Differing, kept: frozenset[int]) -> tuple[Provision, Provision]:
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
            ours[a], theirs[b] = _cut(one, other, found, kept)
    found.gone |= gone
    found.came |= came
    return replace(old, items=tuple(ours)), replace(new, items=tuple(theirs))


def _stand_in(node: Provision) -> Provision:
    if is_group(node):
        items: Iterator[Node] = (_stand_in(item) if isinstance(item, Provision) else item for item in node.items)
        return replace(node, items=tuple(items))
    heads = (item for item in node.items if isinstance(item, Block) and item.tag in ("num", "heading"))
    return replace(node, items=tuple(heads))
