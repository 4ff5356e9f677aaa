"""Edits of the tree: words replaced across provisions, provisions taken out and put in.

An edit names its place by paths of the print as published. A set of edits is made from the last place to the first, so
that no edit moves the place of another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol, Self, TypeVar

from amend.engine.apply.quoted_words import fitted
from amend.errors import Refusal
from amend.model.frozen import frozen
from amend.model.outline import HEADS, is_schedule
from amend.model.provision import HOLDERS, NUMBERED, Block, Carried, Node, Path, Provision
from amend.model.text import OBJECT, Text


class Editable(Protocol):
    """A Bill, or one that is open (see `open_tree`)."""

    def at(self, path: Path, /) -> Node:
        """The node at a path."""

    def edited(self, path: Path, edit: Callable[[Node], tuple[Node, ...]], /) -> Self:
        """The same with the node at a path replaced."""


_Tree = TypeVar("_Tree", bound=Editable)


@frozen
class TextSpot:
    """A character of a block. path: of the block; offset: in its text."""

    path: Path
    offset: int


def put_in(bill: _Tree, path: Path, provisions: Sequence[Provision | Block]) -> _Tree:
    """The Bill with provisions before the item at path, which may be one past the last of its parent."""
    parent, index = path[:-1], path[-1]

    def insert(node: Node) -> tuple[Node, ...]:
        assert isinstance(node, Provision)
        if node.tag == "body" and _has_schedule(provisions) and not _has_schedule(node.items):
            return (_with_first_schedules(node, index, provisions),)
        items = (*node.items[:index], *provisions, *node.items[index:])
        return (_opened(replace(node, items=items)),)

    return bill.edited(parent, insert)


def _has_schedule(items: Sequence[Node]) -> bool:
    return any(isinstance(item, Provision) and is_schedule(item) for item in items)


def _with_first_schedules(body: Provision, index: int, schedules: Sequence[Provision | Block]) -> Provision:
    """The body with Schedules at an index, in the provision that holds all of them, which they open where none does."""
    held = body.items[index] if index < len(body.items) else None
    if isinstance(held, Provision) and held.get("name") == "schedules":  # of an amendment that comes after
        holder, rest = replace(held, items=(*schedules, *held.items)), body.items[index + 1 :]
    else:
        holder = Provision("hcontainer", tuple(schedules), (("class", "schs"), ("name", "schedules")))
        rest = body.items[index:]
    return replace(body, items=(*body.items[:index], holder, *rest))


def take_out(bill: _Tree, path: Path) -> _Tree:
    """The Bill without the node at path, nor what then stands empty above it."""
    parent = bill.at(path[:-1])
    if isinstance(parent, Block):
        return bill.edited(path[:-1], lambda node: (_without_object(node, path[-1]),))
    assert isinstance(parent, Provision)
    rest = [item for index, item in enumerate(parent.items) if index != path[-1] and not isinstance(item, Carried)]
    only_heading = parent.get("name") == "schedules" and all(isinstance(item, Block) for item in rest)
    if len(path) > 1 and parent.tag != "body" and (not rest or only_heading):
        return take_out(bill, path[:-1])
    return bill.edited(path[:-1], lambda node: (_closed(_without(node, path[-1])),))


APART = 80
"""Characters between two edits from which on neither has a say in the other's spaces."""


def reword(bill: _Tree, path: Path, edits: Sequence[tuple[int, int, str]]) -> _Tree:
    """The Bill with several ranges of the text of one block left out, and words in the place of each.

    edits: the ranges in order, with `APART` between any two and nothing but words in them. The block is made once.
    """

    def edit(node: Node) -> tuple[Node, ...]:
        assert isinstance(node, Block)
        chars, fitting = node.text.chars, []
        for start, end, words in edits:
            left, right = chars[max(start - APART // 2, 0) : start], chars[end : end + APART // 2]
            before, between, after = fitted(left, words, right)
            fitting.append((start - before, end + after, between))
        return (replace(node, text=node.text.replace_each(fitting)),)

    return bill.edited(path, edit)


def replace_words(bill: _Tree, start: TextSpot, end: TextSpot, words: str, host: TextSpot | None) -> _Tree:
    """The Bill with all between two spots left out and words in its place.

    Provisions wholly between them go. Where the range ends inside another block than it starts in, what is left of
    that block runs on from the words before the range, and what stood below it stands below their provision.
    host: the end of the last words before start, where words run on when start is a number or heading; None when
    there are none. Raises Refusal when words would have nothing to run on from.
    """
    if start.path == end.path:
        return bill.edited(start.path, lambda node: (_reworded(node, start.offset, end.offset, words),))
    rest = _rest(bill, start, end)
    if (words or rest) and _is_head(bill.at(start.path)):
        if host is None or host.path[:_CLAUSE_DEPTH] != start.path[:_CLAUSE_DEPTH]:
            raise Refusal("what is left would have no words to run on from", remedy="leave out whole provisions")
        return replace_words(bill, host, end, words, host)
    depth = _fork(start, end)
    first, last = start.path[depth], end.path[depth]

    def cut(node: Node) -> tuple[Node, ...]:
        assert isinstance(node, Provision)
        head = _head(node.items[first], start.path[depth + 1 :], start.offset, hosting=bool(words or rest))
        kept = (*node.items[:first], *([head] if head is not None else []))
        whole = rest is None
        return (_closed(replace(node, items=(*kept, *node.items[last if whole else last + 1 :]))),)

    shortened = bill.edited(start.path[:depth], cut)
    return _run_on(shortened, start, words, rest) if words or rest else shortened


_CLAUSE_DEPTH = 3
"""How many steps down from the document a path shares with all that is in the same print's body."""


def _fork(start: TextSpot, end: TextSpot) -> int:
    """How deep two paths run together."""
    for depth, (one, other) in enumerate(zip(start.path, end.path, strict=False)):
        if one != other:
            return depth
    raise Refusal("what is left out begins outside quoted text and ends inside it, or the other way round")


def _rest(bill: Editable, start: TextSpot, end: TextSpot) -> tuple[Provision | Block, ...] | None:
    """What is left after the range of the item that it ends in, taken apart along the cut.

    Empty when nothing is left of it; None when the range ends just before it, so that it stays as it is.
    """
    depth = _fork(start, end)
    item = bill.at(end.path[: depth + 1])
    left = _after(item, end.path[depth + 1 :], end.offset)
    if len(left) == 1 and left[0] is item:
        return None
    flat: list[Provision | Block] = []
    for piece in left:
        if (
            isinstance(piece, Provision)
            and piece.tag in HOLDERS
            and not any(isinstance(before, Provision) for before in flat)
        ):
            flat += [inner for inner in piece.items if not isinstance(inner, Carried)]
        else:
            flat.append(piece)
    return tuple(flat)


def _after(node: Node, path: Path, offset: int) -> list[Provision | Block]:
    """The pieces of node after a spot: node itself when the spot is its very beginning."""
    if isinstance(node, Carried):
        return []
    if isinstance(node, Block):
        if path:
            raise Refusal("what is left out begins outside quoted text and ends inside it")
        left = _reworded(node, 0, offset, "") if offset else node
        return [left] if left.words or left.objects else []
    index = path[0]
    inner = _after(node.items[index], path[1:], offset)
    untouched = len(inner) == 1 and inner[0] is node.items[index]
    if untouched and all(isinstance(item, Carried) for item in node.items[:index]):
        return [node]
    return inner + [item for item in node.items[index + 1 :] if not isinstance(item, Carried)]


def _head(node: Node, path: Path, offset: int, *, hosting: bool) -> Provision | Block | None:
    """What stands in node before a spot; None when nothing does. hosting: words will run on from the spot."""
    if isinstance(node, Carried):
        return None
    if isinstance(node, Block):
        if path:
            raise Refusal("what is left out begins outside quoted text and ends inside it")
        cut = _reworded(node, offset, len(node.text), "") if offset < len(node.text) else node
        return cut if hosting or cut.words or cut.objects else None
    index = path[0]
    inner = _head(node.items[index], path[1:], offset, hosting=hosting)
    before = node.items[:index]
    if inner is None and all(isinstance(item, Carried) for item in before):
        return None
    return _closed(replace(node, items=(*before, inner) if inner is not None else before))


def _run_on(bill: _Tree, host: TextSpot, words: str, rest: tuple[Provision | Block, ...] | None) -> _Tree:
    """The Bill with words, then the rest of what was cut, running on from the end of the host's block."""
    pieces = list(rest or ())
    run_on = pieces.pop(0) if pieces and isinstance(pieces[0], Block) and not _is_head(pieces[0]) else None
    block = bill.at(host.path)
    assert isinstance(block, Block)
    block = _reworded(block, len(block.text), len(block.text), words) if words else block
    if isinstance(run_on, Block):
        block = _linked(block, run_on)
    bill = bill.edited(host.path, lambda _: (block,))
    holder = bill.at(host.path[:-1])
    paragraphs = [piece for piece in pieces if isinstance(piece, Block)]
    parts = [piece for piece in pieces if isinstance(piece, Provision)]
    if isinstance(holder, Provision) and holder.tag in HOLDERS:
        if parts:
            bill = put_in(bill, (*host.path[:-2], host.path[-2] + 1), parts)
    elif parts:
        bill = put_in(bill, (*host.path[:-1], host.path[-1] + 1), parts)
    return put_in(bill, (*host.path[:-1], host.path[-1] + 1), paragraphs) if paragraphs else bill


def _linked(block: Block, following: Block) -> Block:
    """Two blocks as one, with a space between where words need one."""
    chars, more = block.text.chars, following.text.chars
    before, between, after = fitted(chars, "", more)
    head = block.replaced(len(chars) - before, len(chars), Text(between))
    tail = following.replaced(0, after, Text())
    return replace(head, text=head.text + tail.text, objects=head.objects + tail.objects)


def _reworded(node: Node, start: int, end: int, words: str) -> Block:
    """The block with words for text[start:end], spaced as words are."""
    assert isinstance(node, Block)
    chars = node.text.chars
    before, between, after = fitted(chars[:start], words, chars[end:])
    return node.replaced(start - before, end + after, Text(between))


def _is_head(node: Node) -> bool:
    return isinstance(node, Block) and node.tag in HEADS


def _without(node: Node, index: int) -> Provision:
    assert isinstance(node, Provision)
    return replace(node, items=(*node.items[:index], *node.items[index + 1 :]))


def _without_object(node: Node, index: int) -> Block:
    """The block without one of the things that stand among its words."""
    assert isinstance(node, Block)
    at = -1
    for _ in range(index + 1):
        at = node.text.chars.index(OBJECT, at + 1)
    return node.replaced(at, at + 1, Text())


def _has_parts(provision: Provision) -> bool:
    return any(isinstance(item, Provision) and item.tag not in HOLDERS for item in provision.items)


def _opened(provision: Provision) -> Provision:
    """The provision with its words as an introduction, now that it has numbered parts below them."""
    return _renamed(provision, "content", "intro") if _has_parts(provision) else provision


def _closed(provision: Provision) -> Provision:
    """The provision with its words as content, now that it has no numbered parts."""
    if provision.tag not in NUMBERED or _has_parts(provision):
        return provision
    if any(isinstance(item, Provision) and item.tag == "wrapUp" for item in provision.items):
        return provision
    return _renamed(provision, "intro", "content")


def _renamed(provision: Provision, old: str, new: str) -> Provision:
    """The provision with one kind of holder under the other's name; an introduction's own identifiers go."""
    if not any(isinstance(item, Provision) and item.tag == old for item in provision.items):
        return provision
    items = tuple(
        Provision(new, item.items) if isinstance(item, Provision) and item.tag == old else item
        for item in provision.items
    )
    return replace(provision, items=items)
