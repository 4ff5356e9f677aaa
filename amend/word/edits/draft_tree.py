"""A Bill's tree while it is edited in many places: words typed anew, parts taken out and put in, all paths kept.

Every node is found by the path that it had at first, whatever has been done since; `frozen` gives the tree as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from amend.model.printed import XHTML
from amend.model.provision import HOLDERS, NUMBERED, Block, Carried, Node, Path, Provision
from amend.model.text import Text
from amend.word.edits.retype_words import rewritten

_STANDING = frozenset({"body", f"{XHTML}td", f"{XHTML}th"})
"""What stays when it is empty."""


@dataclass(eq=False, repr=False, slots=True)
class EditedBlock:
    """A block. edits: what its runs are to say, as (start, end, words), None for an object that goes."""

    block: Block
    objects: list[Stem] = field(default_factory=list)
    edits: list[tuple[int, int, str | None]] = field(default_factory=list)

    def frozen(self) -> Block | None:
        """The block as edited; None when nothing of it is left."""
        objects = [stem.frozen() for stem in self.objects]
        kept = tuple(thing if thing else self.block.objects[index] for index, thing in enumerate(objects))
        block = replace(self.block, objects=kept) if kept != self.block.objects else self.block
        for start, end, words in sorted(self.edits, key=lambda edit: (-edit[0], -edit[1])):
            block = block.replaced(start, end, Text()) if words is None else rewritten(block, start, end, words)
        gone = bool(self.edits) and not block.objects and not block.text.chars.strip()
        return None if gone else block


@dataclass(eq=False, repr=False, slots=True)
class Stem:
    """A provision. items: what it holds now, of what it held and what was put in. removed: it goes with all it holds.
    dissolved: it goes, and what it holds stays in its place."""

    provision: Provision
    parent: Stem | EditedBlock | None
    items: list[Stem | EditedBlock | Carried | Provision | Block] = field(default_factory=list)
    touched: bool = False
    removed: bool = False
    dissolved: bool = False

    def put_beside(self, new: Iterable[Provision | Block], put: int = 0) -> None:
        """Put provisions or blocks in after it, where it stands now, and after as many that were put in before."""
        assert isinstance(self.parent, Stem)
        self.parent.put(self.parent.items.index(self) + 1 + put, new)

    def put_after(self, item: Stem | EditedBlock, new: Iterable[Provision | Block]) -> None:
        """Put provisions or blocks in after one of the items."""
        self.put(self.items.index(item) + 1, new)

    def put(self, at: int, new: Iterable[Provision | Block]) -> None:
        """Put provisions or blocks in before the item at that index."""
        self.items[at:at] = list(new)
        self.touched = True

    def frozen(self) -> Provision | None:
        """The provision as edited; None when nothing of it is left."""
        items = tuple(self._items())
        if items == self.provision.items:
            return self.provision
        new = replace(self.provision, items=items)
        if new.tag not in _STANDING and not any(_says(item) for item in items):
            return None
        return _settled(new)

    def _items(self) -> Iterator[Node]:
        for item in self.items:
            if not isinstance(item, Stem | EditedBlock):
                yield item
            elif not (isinstance(item, Stem) and item.removed):
                new = item.frozen()
                if isinstance(item, Stem) and item.dissolved and isinstance(new, Provision):
                    yield from (part for part in new.items if isinstance(part, Provision))
                elif new is not None:
                    yield new


class Stems:
    """All the nodes of a tree by their first path."""

    def __init__(self, root: Provision) -> None:
        self.stems: dict[Path, Stem] = {}
        self.leaves: dict[Path, EditedBlock] = {}
        self.root = self._stem(root, (), None)

    def frozen(self) -> Provision:
        """The whole tree as edited."""
        root = self.root.frozen()
        assert root is not None
        return root

    def _stem(self, provision: Provision, path: Path, parent: Stem | EditedBlock | None) -> Stem:
        stem = self.stems[path] = Stem(provision, parent)
        for index, item in enumerate(provision.items):
            inner = (*path, index)
            if isinstance(item, Provision):
                stem.items.append(self._stem(item, inner, stem))
            elif isinstance(item, Block):
                leaf = self.leaves[inner] = EditedBlock(item)
                leaf.objects = [self._stem(thing, (*inner, i), leaf) for i, thing in enumerate(item.objects)]
                stem.items.append(leaf)
            else:
                stem.items.append(item)
        return stem


def _says(item: Node) -> bool:
    """Whether an item is more than the number of what holds it."""
    return isinstance(item, Provision) or (isinstance(item, Block) and item.tag != "num")


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
