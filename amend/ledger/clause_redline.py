"""The redline of one provision of a print under amendments to it, made of what they touch alone.

Amendments share with the print what they do not touch. To compare that again for each of thousands of drafts takes far
longer than the drafts do: here it is cut away first, and its rows are those of the print.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from amend.engine.compare.by_part import told_whole, without_moves
from amend.engine.compare.compare import compare
from amend.engine.compare.comparison import Comparison
from amend.engine.compare.redline import Beside, alone, read
from amend.engine.compare.unshared import unshared
from amend.model.outline import HEADS
from amend.model.printed import paragraphs
from amend.model.provision import NUMBERED, Bill, Block, Carried, Node, Path, Provision
from amend.model.text import Text

_Cut = dict[Path, list[Path]]
"""The provisions that are cut away, by the first of those that stand beside one another."""

_NOTHING = Carried("")
_WORDS = Provision("content", (Block("p", Text("…")),))
"""What stands for all that a provision says, which has its number printed in a row of its own."""


class ClauseRedline:
    """A provision of a print, by its path, and its redline under amendments."""

    def __init__(self, print_: Bill, place: Path) -> None:
        self._print, self._place = print_, place
        self.rows = rows_at(read(alone(paragraphs(print_, front=False))), place, place)
        self._under: dict[Path, list[Beside]] = defaultdict(list)  # the rows of each provision in the one looked at
        self._joined: set[Path] = set()  # those that a row of what they stand in says the words of
        for row in self.rows:
            own = row.shown.path
            for run in (*row.shown.numbers, *row.shown.runs):
                for depth in range(len(place) + 1, len(run.path)):
                    if own[:depth] != run.path[:depth]:
                        self._joined.add(run.path[:depth])
            for depth in range(len(place) + 1, len(own)):
                self._under[own[:depth]].append(row)

    def under(self, bill: Bill) -> tuple[Beside, ...]:
        """The rows of the provision, from the print to the print as amended, which shares with it what is untouched.

        Something of it was touched, or it was moved or left out; for one that is untouched nothing is promised.
        """
        return self._of_touched(bill) or self._of_all(self._print, bill)

    def from_to(self, old: Bill, new: Bill) -> tuple[Beside, ...]:
        """The rows of the provision from the print under some amendments to the print under more of them."""
        return self.under(new) if old is self._print else self._of_all(old, new)

    def _of_all(self, old: Bill, new: Bill) -> tuple[Beside, ...]:
        """What moved out of the provision is left out in it, and what moved into it inserted: it is read by itself."""
        comparison = compare(*unshared(old, new), front=False)
        there = comparison.pairing.new_of(self._place)
        rows = rows_at(read(comparison.redline), self._place, there)
        still = without_moves(comparison)
        return rows if still is None else tuple(told_whole(rows, rows_at(still, self._place, there)))

    def _of_touched(self, bill: Bill) -> tuple[Beside, ...] | None:
        """The same, of what was touched alone; None where more than words in their places was changed."""
        cut: _Cut = {}
        both = self._cut(self._print.root, bill.root, (), cut)
        if both is None or not isinstance(both[0], Provision) or not isinstance(both[1], Provision):
            return None
        comparison = compare(replace(self._print, root=both[0]), replace(bill, root=both[1]), front=False)
        if comparison.pairing.new_of(self._place) != self._place:
            return None
        return self._filled(comparison, cut)

    def _filled(self, comparison: Comparison, cut: _Cut) -> tuple[Beside, ...] | None:
        """The rows of a comparison, and those of the print in the place of what was cut away."""
        rows: list[Beside] = []
        last: Path | None = None
        left = set(cut)
        for row in rows_at(read(comparison.redline), self._place, self._place):
            path = row.shown.path
            of = next((path[:depth] for depth in range(len(self._place) + 1, len(path)) if path[:depth] in cut), None)
            if of is None:
                rows.append(row)
            elif row.changed or row.old is None or row.old.path != path:
                return None  # what stands beside it changed it too
            elif of != last:
                rows += [own for one in cut[of] for own in self._under[one]]
                left.discard(of)
            last = of
        return None if left else tuple(rows)

    def _cut(self, one: Node, other: Node, path: Path, cut: _Cut) -> tuple[Node, Node] | None:
        """Two nodes without what they share; None where they do not answer to each other part by part."""
        if one is other:
            again = self._kept(one, path, cut)
            return again, again
        if isinstance(one, Block) and isinstance(other, Block):
            if (one.tag, one.text, len(one.objects)) != (other.tag, other.text, len(other.objects)):
                return (one, other) if self._is_in(path) else None
            inner = self._each(one.objects, other.objects, path, cut)
            return inner and (_with_objects(one, inner[0]), _with_objects(other, inner[1]))
        if isinstance(one, Carried) and isinstance(other, Carried):
            return one, other  # such as the record of what was made
        if not isinstance(one, Provision) or not isinstance(other, Provision):
            return None
        known = one.tag, one.attributes, len(one.items)
        if known != (other.tag, other.attributes, len(other.items)) or not (self._is_in(path) or self._is_over(path)):
            return None
        inner = self._each(one.items, other.items, path, cut)
        return inner and (replace(one, items=inner[0]), replace(other, items=inner[1]))

    def _each(
        self, ones: Sequence[Node], others: Sequence[Node], path: Path, cut: _Cut
    ) -> tuple[tuple[Node, ...], tuple[Node, ...]] | None:
        found = []
        run: list[Path] | None = None  # what is cut away just before
        for index, (one, other) in enumerate(zip(ones, others, strict=True)):
            inner = (*path, index)
            both = self._cut(one, other, inner, cut)
            if both is None:
                return None
            if inner not in cut:
                run = None
            elif run is None:
                run = cut[inner]
            else:  # its row is with that of the one before
                run += cut.pop(inner)
                both = _NOTHING, _NOTHING
            found.append(both)
        return tuple(one for one, _ in found), tuple(other for _, other in found)

    def _kept(self, node: Node, path: Path, cut: _Cut) -> Node:
        """What is kept of a node that both share: nothing outside the provision, of its parts the beginnings."""
        if not isinstance(node, Provision):
            return node
        if not self._is_in(path):
            return _NOTHING
        if node.tag not in NUMBERED or path in self._joined or not self._under.get(path):
            return node
        heads = tuple(item for item in node.items if isinstance(item, Block) and item.tag in HEADS)
        cut[path] = [path]
        return replace(node, items=(*heads, _WORDS))

    def _is_in(self, path: Path) -> bool:
        return path[: len(self._place)] == self._place

    def _is_over(self, path: Path) -> bool:
        return self._place[: len(path)] == path


def _with_objects(block: Block, objects: Sequence[Node]) -> Block:
    return replace(block, objects=tuple(thing for thing in objects if isinstance(thing, Provision)))


def rows_at(rows: Sequence[Beside], old: Path | None, new: Path | None) -> tuple[Beside, ...]:
    """The rows of one provision, which stands at a path of the old text, of the new one, or of both."""
    return tuple(_having(rows, old, new))


def _having(rows: Sequence[Beside], old: Path | None, new: Path | None) -> Iterator[Beside]:
    for row in rows:
        there, wanted = (row.new, new) if row.new else (row.old, old)
        if there is not None and wanted is not None and there.path[: len(wanted)] == wanted:
            yield row
