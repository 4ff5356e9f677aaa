"""A Bill while edits are made in it: what holds the place edited last is open, so that no edit copies all beside it.

The edits of a set are made from the last place to the first, so that what stands near one another is edited one after
another. Each then costs what it changes, not what the Bill holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from amend.model.provision import Block, Node, Path, Provision, node_at


@dataclass(slots=True)
class _OpenNode:
    """A node whose parts may change. parts: its items, or the objects among its words."""

    node: Provision | Block
    parts: list[Node]
    changed: bool = False

    def closed(self) -> Provision | Block:
        """The node as it is now; the very same where nothing in it changed."""
        if not self.changed:
            return self.node
        if isinstance(self.node, Provision):
            return Provision(self.node.tag, tuple(self.parts), self.node.attributes)
        objects = tuple(part for part in self.parts if isinstance(part, Provision))
        return Block(self.node.tag, self.node.text, self.node.attributes, objects)


class OpenTree:
    """The tree of a Bill while edits are made in it: `at` and `edited` as of `Bill`, but `edited` changes this one."""

    def __init__(self, root: Provision) -> None:
        self._open = [_opened(root)]  # the nodes open, the root and on from it
        self._path: Path = ()  # of the last of them
        self._undone: list[tuple[Path, Node, int]] = []  # what stood at a path, and how many nodes stand there now

    def at(self, path: Path) -> Node:
        """The node at a path; IndexError when there is none."""
        shared = self._close_beyond(path)
        if shared == len(path):
            return self._open[-1].closed()
        return node_at(self._open[-1].parts[path[shared]], path[shared + 1 :])

    def edited(self, path: Path, edit: Callable[[Node], tuple[Node, ...]]) -> OpenTree:
        """Have the node at path replaced by what edit makes of it: none, one or several nodes."""
        old = self.at(path)
        new = edit(old)
        self._put(path, 1, new)
        self._undone.append((path, old, len(new)))
        return self

    def begin(self) -> None:
        """From now on is what `undo` takes back."""
        self._undone.clear()

    def undo(self) -> None:
        """Take back every edit since `begin`."""
        while self._undone:
            path, old, count = self._undone.pop()
            self._put(path, count, (old,))

    def root(self) -> Provision:
        """The whole as it is now."""
        root = self.at(())
        assert isinstance(root, Provision)
        return root

    def _put(self, path: Path, count: int, new: tuple[Node, ...]) -> None:
        """Put nodes in the place of so many from path on."""
        self._close_beyond(path[:-1])
        if not path:
            (root,) = new
            self._open = [_opened(root)]
            return
        for index in path[len(self._path) : -1]:
            self._open.append(_opened(self._open[-1].parts[index]))
        self._path = path[:-1]
        holder = self._open[-1]
        holder.parts[path[-1] : path[-1] + count] = new
        holder.changed = True

    def _close_beyond(self, path: Path) -> int:
        """Close what is not on the way to a path. Gives how many steps of it are open."""
        shared = 0
        for one, other in zip(self._path, path, strict=False):
            if one != other:
                break
            shared += 1
        while len(self._path) > shared:
            last = self._open.pop()
            if last.changed:
                self._open[-1].parts[self._path[-1]] = last.closed()
                self._open[-1].changed = True
            self._path = self._path[:-1]
        return shared


def _opened(node: Node) -> _OpenNode:
    if isinstance(node, Provision):
        return _OpenNode(node, list(node.items))
    if isinstance(node, Block):
        return _OpenNode(node, list(node.objects))
    raise IndexError("what is carried has no parts")
