"""Two texts without what they share, so that comparing a Bill with itself as amended takes in only what was amended."""

from __future__ import annotations

from dataclasses import replace

from amend.engine.compare.compare import compare
from amend.engine.compare.comparison import Comparison
from amend.engine.compare.cut_apart import cut_shared
from amend.engine.compare.same_objects import Differing
from amend.engine.compare.untouched import OwnRows, compare_within
from amend.model.provision import Bill


def unshared(old: Bill, new: Bill) -> tuple[Bill, Bill]:
    """The two with each clause and Schedule that is the very same object in both, in the same order, cut down to its
    number and heading. All paths stay as they are, and so do citations; nothing that differs is cut.

    One that has words which stand on either side of what differs too is left whole, for words that stand but once in
    either text are taken for the same wherever they are. Two texts in which a clause was moved as it is are given back
    whole: what stays beside it is told by how long that is.
    """
    found = Differing()
    ours, theirs = cut_shared(old.root, new.root, found, frozenset())
    if found.is_moved:
        return old, new
    if kept := found.kept():
        ours, theirs = cut_shared(old.root, new.root, Differing(), kept)
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
