"""The redline of one provision, told by itself: what changes within it, and what it loses and gets.

To compare a print again for each of thousands of drafts takes far longer than the drafts do; what they do not touch
they share with it, and the rows of that are found once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from amend.engine.compare.by_part import told_whole, without_moves
from amend.engine.compare.compare import compare
from amend.engine.compare.comparison import Comparison
from amend.engine.compare.redline import Beside, read
from amend.engine.compare.unshared import compare_unshared
from amend.engine.compare.untouched import OwnRows, compare_within
from amend.model.provision import Bill, Carried, Path, Provision

_NOTHING = Carried("")


class ClauseRedline:
    """A provision of a print, by its path, and its redline under amendments."""

    def __init__(self, print_: Bill, place: Path) -> None:
        self._print, self._place = print_, place
        self._own = OwnRows(print_)

    def under(self, bill: Bill) -> tuple[Beside, ...]:
        """The rows of the provision, from the print to the print as amended, which shares with it what is untouched.

        Something of it was touched, or it was moved or left out; for one that is untouched nothing is promised.
        """
        return self.from_to(self._print, bill)

    def from_to(self, old: Bill, new: Bill) -> tuple[Beside, ...]:
        """The rows of the provision from the print under some amendments to the print under more of them."""
        comparison = self._within(new) if old is self._print else None
        if comparison is None:
            comparison = compare_unshared(old, new, self._own if old is self._print else None)
        return told_by_itself(comparison, self._place, comparison.pairing.new_of(self._place))

    def _within(self, new: Bill) -> Comparison | None:
        """The comparison of the provision without all that stands around it; None where something differs there."""
        roots = self._without_others(self._print.root, new.root, 0)
        if roots is None:
            return None
        ours, theirs = replace(self._print, root=roots[0]), replace(new, root=roots[1])
        found = compare_within(ours, theirs, self._own) or compare(ours, theirs, front=False)
        return found if found.pairing.new_of(self._place) == self._place else None

    def _without_others(self, one: Provision, other: Provision, depth: int) -> tuple[Provision, Provision] | None:
        """What holds the provision without the provisions beside it; None where what holds it, or one of these, is not
        the same in both."""
        if depth == len(self._place):
            return one, other
        if (one.tag, one.attributes, len(one.items)) != (other.tag, other.attributes, len(other.items)):
            return None
        ours, theirs = list(one.items), list(other.items)
        for at, (mine, its) in enumerate(zip(one.items, other.items, strict=True)):
            if at == self._place[depth]:
                if not isinstance(mine, Provision) or not isinstance(its, Provision):
                    return None
                inner = self._without_others(mine, its, depth + 1)
                if inner is None:
                    return None
                ours[at], theirs[at] = inner
            elif mine is its and isinstance(mine, Provision):
                ours[at] = theirs[at] = _NOTHING
            elif mine is not its and not (isinstance(mine, Carried) and isinstance(its, Carried)):
                return None  # what is carried is such as the record of what was made
        return replace(one, items=tuple(ours)), replace(other, items=tuple(theirs))


def told_by_itself(comparison: Comparison, old: Path | None, new: Path | None) -> tuple[Beside, ...]:
    """The rows of one provision, which stands at a path of the old text, of the new one, or of both: what moved out of
    it is left out in it, and what moved into it inserted."""
    rows = tuple(_having(read(comparison.redline), old, new))
    still = without_moves(comparison)
    return rows if still is None else tuple(told_whole(rows, _having(still, old, new)))


def _having(rows: Sequence[Beside], old: Path | None, new: Path | None) -> Iterator[Beside]:
    for row in rows:
        there, wanted = (row.new, new) if row.new else (row.old, old)
        if there is not None and wanted is not None and there.path[: len(wanted)] == wanted:
            yield row
