"""Where each character of an amended Act comes from: the Act as it stood, or the instruction that put it there.

The tree shares what an edit leaves alone, so only what an edit made anew is looked at; an edit is one stretch of words
that goes and one that comes, so what stands before and after it is known by being the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from amend.model.outline import blocks
from amend.model.provision import Block, Node, Provision


class Source(NamedTuple):
    """A run of characters of a block that come from one place.

    length: how many. block: of the Act as it stood; None where an instruction put them there. at: where the run begins
    in that block, or which instruction it was.
    """

    length: int
    block: Block | None
    at: int


class WhoseWords:
    """What is known of the words of an Act while a Bill's instructions are made in it, one after another.

    A block that is not known is of the Act as it stood.
    """

    def __init__(self) -> None:
        self._sources: dict[int, tuple[Block, tuple[Source, ...]]] = {}  # with the block, so that its id stays its own
        self._gone: dict[int, tuple[Block, list[tuple[int, int, int]]]] = {}
        self._since: list[int] = []  # the blocks of which more went since `begin`

    def begin(self) -> None:
        """From now on is what `undo` takes back."""
        self._since.clear()

    def undo(self) -> None:
        """Forget what went since `begin`; what came stands nowhere, so that nobody asks for it."""
        while self._since:
            self._gone[self._since.pop()][1].pop()

    def sources(self, block: Block) -> tuple[Source, ...]:
        """Where the characters of a block come from, in order."""
        known = self._sources.get(id(block))
        return known[1] if known else (Source(len(block.text), block, 0),)

    def gone(self, block: Block) -> list[tuple[int, int, int]]:
        """What went of a block of the Act as it stood: from where, up to where, by which instruction."""
        known = self._gone.get(id(block))
        return known[1] if known else []

    def gone_by(self, block: Block, at: int) -> int | None:
        """Which instruction took a character of the Act as it stood away; None where it stays."""
        return next((index for start, end, index in self.gone(block) if start <= at < end), None)

    def source_at(self, block: Block, at: int) -> Source | None:
        """Where one character of a block comes from, as a run of one; None past its end."""
        for source in self.sources(block):
            if at < source.length:
                return Source(1, source.block, source.at + (at if source.block is not None else 0))
            at -= source.length
        return None

    def note(self, before: Node, after: Node, index: int, inserted: Iterable[Node] = ()) -> None:
        """Take note of one edit. before, after: what holds the place, before and after it. index: of the instruction.
        inserted: what it put in whole."""
        old, new = _differing(before, after)
        fresh = {id(block) for node in inserted for _, block in blocks(node)}
        whole = [block for block in new if id(block) in fresh]
        for block in whole:
            self._sources[id(block)] = block, (Source(len(block.text), None, index),)
        self._align(old, [block for block in new if id(block) not in fresh], index)

    def _align(self, old: Sequence[Block], new: Sequence[Block], index: int) -> None:
        was, now = "".join(b.text.chars for b in old), "".join(b.text.chars for b in new)
        first = _shared(was, now)
        last = min(_shared(was[::-1], now[::-1]), min(len(was), len(now)) - first)
        kept = [source for block in old for source in self.sources(block)]
        made = [
            *_cut(kept, 0, first),
            Source(len(now) - first - last, None, index),
            *_cut(kept, len(was) - last, len(was)),
        ]
        for source in _cut(kept, first, len(was) - last):
            if source.block is not None:
                known = self._gone.setdefault(id(source.block), (source.block, []))
                known[1].append((source.at, source.at + source.length, index))
                self._since.append(id(source.block))
        at = 0
        for block in new:
            self._sources[id(block)] = block, tuple(_cut(made, at, at + len(block.text)))
            at += len(block.text)


def _cut(sources: Sequence[Source], start: int, end: int) -> Iterator[Source]:
    """What lies in a range of the characters that sources run over."""
    at = 0
    for source in sources:
        first, last = max(start, at), min(end, at + source.length)
        if first < last:
            yield Source(last - first, source.block, source.at + (first - at if source.block is not None else 0))
        at += source.length


def _shared(one: str, other: str) -> int:
    """How many characters two strings begin with in common."""
    most = min(len(one), len(other))
    low = 0
    while low < most and one[low] == other[low]:
        low += 1
    return low


def _differing(before: Node, after: Node) -> tuple[list[Block], list[Block]]:
    """The blocks of either tree that the other does not share, in order."""
    while isinstance(before, Provision) and isinstance(after, Provision) and len(before.items) == len(after.items):
        apart = [pair for pair in zip(before.items, after.items, strict=True) if pair[0] is not pair[1]]
        if len(apart) != 1:
            break
        ((before, after),) = apart
    old, new = [block for _, block in blocks(before)], [block for _, block in blocks(after)]
    both = {id(block) for block in old} & {id(block) for block in new}
    return [block for block in old if id(block) not in both], [block for block in new if id(block) not in both]
