"""What two texts that were made of one print share, object by object, and what of it must be looked at all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from amend.engine.compare.alignment import changed_spans
from amend.model.outline import blocks
from amend.model.provision import Node, Provision


@dataclass(slots=True)
class Differing:
    """What two texts do not share and what they do, by identity. gone, came: what stands in the one only, and in the
    other. shared: what is cut down while they are compared."""

    gone: dict[int, Node] = field(default_factory=dict)
    came: dict[int, Node] = field(default_factory=dict)
    shared: dict[int, Provision] = field(default_factory=dict)

    @property
    def is_moved(self) -> bool:
        """Whether something was moved as it is: what stays beside it is told by how long that is."""
        return bool(self.gone.keys() & self.came.keys())

    def kept(self) -> frozenset[int]:
        """Of what is shared as little as has the words, each once, that stand on both sides of what is not: words that
        stand but once in either text are taken for the same wherever they are."""
        wanted = _words(self.gone.values()) & _words(self.came.values())
        kept = set()
        for key, node in self.shared.items() if wanted else ():
            if met := wanted & _words([node]):
                wanted -= met
                kept.add(key)
                if not wanted:
                    break
        return frozenset(kept)


def same_objects(old: Sequence[Node], new: Sequence[Node]) -> Iterator[tuple[int, int]]:
    """The places of items that are the same object, and of those between that stand one for one."""
    a = b = 0
    for a1, a2, b1, b2 in (*changed_spans([*map(id, old)], [*map(id, new)]), (len(old), len(old), len(new), len(new))):
        yield from zip(range(a, a1), range(b, b1), strict=True)
        if a2 - a1 == b2 - b1:
            yield from zip(range(a1, a2), range(b1, b2), strict=True)
        a, b = a2, b2


def _words(these: Iterable[Node]) -> set[str]:
    """The paragraphs of nodes, without the numbers."""
    return {block.text.chars for node in these for _, block in blocks(node) if block.tag != "num"}
