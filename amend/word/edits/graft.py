"""A Bill's tree while its rows are put back in reading order: parts that stand as they did are grafted whole.

All that is put in goes to the end of what stands open, as when one writes; what lies open there is the `edge`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from amend.model.provision import HOLDERS, NUMBERED, XHTML, Block, Carried, Node, Path, Provision
from amend.model.text import OBJECT, Text
from amend.word.edits.paragraph_index import ParagraphIndex
from amend.word.edits.retype_words import rewritten

_CELLS = frozenset({f"{XHTML}td", f"{XHTML}th"})
"""What stays when it is empty."""


@dataclass(eq=False, repr=False, slots=True)
class EditedBlock:
    """A block of the print that some rows are of. said: what its runs say now, by where they begin, None for what they
    said; those that it does not hold are left out. objects: what stands among its words, by turn."""

    stands: ParagraphIndex
    block: Block
    path: Path
    said: dict[int, str | None] = field(default_factory=dict)
    objects: dict[int, Branch] = field(default_factory=dict)

    def append(self, item: Branch | EditedBlock, turn: int) -> None:
        """Put an object in."""
        assert isinstance(item, Branch)
        self.objects[turn] = item

    @property
    def last(self) -> Branch | None:
        """What was put in last."""
        return self.objects[max(self.objects)] if self.objects else None

    def frozen(self) -> Block | None:
        """The block as it is now; None when nothing of it is left."""
        block, end = self.block, len(self.block.text)
        for turn, piece in reversed([*enumerate(self.block.text.chars.split(OBJECT))]):
            start = end - len(piece)
            words = self.said.get(start, "" if piece.strip() else None)
            if words is not None:
                block = rewritten(block, start, end, words)
            if turn and not self._stays(turn - 1):
                block = block.replaced(start - 1, start, Text())
            end = start - 1
        things = tuple(
            self.objects[turn].frozen() if turn in self.objects else thing
            for turn, thing in enumerate(self.block.objects)
            if self._stays(turn)
        )
        if not things and not block.text.chars.strip():
            return None
        same = block is self.block and all(one is other for one, other in zip(things, block.objects, strict=True))
        return block if same else replace(block, objects=things)

    def _stays(self, turn: int) -> bool:
        return turn in self.objects or (*self.path, turn) not in self.stands.spans


@dataclass(eq=False, repr=False, slots=True)
class Branch:
    """A provision. path: where it stands in the print, None for one that is new. items: what it holds now, None while
    it stands as it was. passed: how many items of the print's have been put in or passed over. closed: the first items
    as they are now, None for each that is gone."""

    stands: ParagraphIndex
    provision: Provision
    path: Path | None = None
    items: list[Branch | EditedBlock | Block | Carried] | None = None
    passed: int = 0
    closed: list[Node | None] = field(default_factory=list)

    def opened(self) -> list[Branch | EditedBlock | Block | Carried]:
        """What it holds, so that more can be put in."""
        if self.items is None:
            self.items = []
            for index, item in enumerate(self.provision.items):
                path = None if self.path is None else (*self.path, index)
                if path is None or path in self.stands.spans:
                    self._pass(index)
                    self.items.append(
                        Branch(self.stands, item, path) if isinstance(item, Provision) else item,
                    )
                    self.passed = index + 1
        return self.items

    def append(self, item: Branch | EditedBlock | Block, index: int | None = None) -> None:
        """Put an item in at the end. index: which of the print's it is; what prints nothing before that comes along."""
        items = self.opened()
        if index is not None:
            self._pass(index)
            self.passed = max(self.passed, index + 1)
        items.append(item)

    def add(self, new: Sequence[Provision | Block], holder: str = "") -> None:
        """Put new provisions or paragraphs in. holder: the tag of what holds the paragraphs, "" for nothing."""
        if not new:
            return
        items = self.opened()
        if not holder:
            items += [Branch(self.stands, item) if isinstance(item, Provision) else item for item in new]
            return
        last = items[-1] if items else None
        if isinstance(last, Branch) and last.provision.tag in HOLDERS:
            last.opened().extend(item for item in new if isinstance(item, Block))
        elif self.provision.tag == "quotedStructure" and holder == "content":
            items.extend(item for item in new if isinstance(item, Block))
        else:
            items.append(Branch(self.stands, Provision(holder, tuple(new))))

    def frozen(self) -> Provision:
        """The provision as it is now: the same when nothing in it changed."""
        if self.items is None:
            return self.provision
        items = [*self._frozen(), *self._silent(self.passed, len(self.provision.items))]
        was = self.provision.items
        if len(items) == len(was) and all(one is other for one, other in zip(items, was, strict=True)):
            return self.provision
        return _settled(replace(self.provision, items=tuple(items)))

    def read(self, *, last: bool) -> Provision:
        """The provision as far as it is put in. last: whether with its last part, which may stand open.

        Parts before the last are closed, and frozen once for all readings.
        """
        items = self.items or []
        self.closed += map(_as_it_is, items[len(self.closed) : -1])
        found = [*self.closed, *(map(_as_it_is, items[-1:]) if last else ())]
        return replace(self.provision, items=tuple(item for item in found if item is not None))

    def _frozen(self) -> Iterator[Node]:
        return (new for new in map(_as_it_is, self.items or ()) if new is not None)

    def _pass(self, index: int) -> None:
        assert self.items is not None
        self.items += [
            Branch(self.stands, item) if isinstance(item, Provision) else item
            for item in self._silent(self.passed, index)
        ]

    def _silent(self, start: int, end: int) -> Iterator[Node]:
        """What the print has there that prints nothing, and cells that are empty now."""
        for index in range(start, end):
            item = self.provision.items[index]
            if self.path is None or (*self.path, index) not in self.stands.spans:
                yield item
            elif isinstance(item, Provision) and item.tag in _CELLS:
                yield replace(item, items=())


def _as_it_is(item: Branch | EditedBlock | Block | Carried) -> Node | None:
    """What stands open as it is now; None when nothing of it is left."""
    return item.frozen() if isinstance(item, Branch | EditedBlock) else item


def edge(root: Branch) -> list[Branch | EditedBlock]:
    """What stands open, outermost first: the last part of the whole, the last part of that."""
    found: list[Branch | EditedBlock] = [root]
    while True:
        last = found[-1]
        inner = last.last if isinstance(last, EditedBlock) else next(reversed(last.opened()), None)
        if not isinstance(inner, Branch | EditedBlock):
            return found
        found.append(inner)


def _settled(provision: Provision) -> Provision:
    """The provision with the words before its parts as "intro", those without parts as "content"."""
    if provision.tag not in NUMBERED and provision.tag != "quotedStructure":
        return provision
    parts = [index for index, item in enumerate(provision.items) if _is_part(item)]
    items: list[Node] = []
    for index, item in enumerate(provision.items):
        if isinstance(item, Provision) and item.tag in HOLDERS:
            if not parts:
                tag = "content"
            else:
                tag = "intro" if index < parts[0] else "wrapUp" if index > parts[-1] else item.tag
            before = items[-1] if items else None
            if isinstance(before, Provision) and before.tag == tag:
                items[-1] = replace(before, items=(*before.items, *item.items))
                continue
            item = item if item.tag == tag else replace(item, tag=tag)
        items.append(item)
    return replace(provision, items=tuple(items))


def _is_part(item: Node) -> bool:
    return isinstance(item, Provision) and item.tag not in HOLDERS
