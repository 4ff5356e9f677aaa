"""Which rows of a redline are shown where only what changes is wanted: on the terminal and on the page alike."""

from __future__ import annotations

from collections.abc import Sequence

from amend.engine.compare.comparison import RedlineRow


def near_changes(rows: Sequence[RedlineRow]) -> frozenset[int]:
    """The indices of the rows that change and of the row that opens each list, quotation or provision they are in.

    rows: of one clause or Schedule, in order, for a row is opened by the last row before it at a lesser depth, and by
    the heading over it.
    """
    wanted: set[int] = set()
    openers: list[tuple[int, bool, int]] = []  # what stands open here: its depth, whether it is no heading, its index
    for index, row in enumerate(rows):
        level = row.depth, row.role != "heading"
        while openers and openers[-1][:2] >= level:
            openers.pop()
        if row.changed:
            wanted.update(opener[2] for opener in openers)
            wanted.add(index)
        openers.append((*level, index))
    return frozenset(wanted)
