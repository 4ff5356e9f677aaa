"""(Bill, Bill') -> changes: provisions paired, words compared.

All that a redline shows is in the rows; all that a list of changes says is in the changes. A difference that the
clerks make as they print a Bill again, and no amendment does, is marked as printing (amendment-practice, 5.4): numbers,
references that lead to the same provision in both texts, punctuation.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from amend.engine.comparison import Change, Comparison, Printing, Row, Spot, joined
from amend.engine.identity import led_to
from amend.engine.pairing import Match, Pairing, match
from amend.engine.tree import Tree
from amend.engine.words import Kind, Piece, compare_texts, compare_words, text_tokens
from amend.model.address import Address
from amend.model.citation import Standing
from amend.model.memory import collection_paused
from amend.model.provision import NUMBERED, Bill, Block, Carried, Node, Path, Provision
from amend.model.text import OBJECT, Text


def compare(old: Bill, new: Bill, *, redline: bool = True) -> Comparison:
    """What is different between two Bills, or a Bill and itself as amended.

    redline: whether the rows of the redline are wanted too; without them it is sooner done.
    """
    with collection_paused():
        matched = match(old, new)
        pairing = matched.pairing
        comparer = _Comparer(matched, pairing, redline=redline)
        comparer.pair(old.root, new.root, (), (), Standing())
        rows = tuple(_rows(comparer.leaves)) if redline else ()
    return Comparison(old, new, rows, tuple(comparer.changes), pairing, comparer.runs)


_Run = tuple[Path, int, int]
"""The path of a block, and the first character of a run of its words and one past the last."""

_SET_FORMS = ("A", "Bill", "To")
_GROUPS = ("crossheading", "schedules")


@dataclass(slots=True)
class _Leaf:
    """A block, or a part of one, in either text or both."""

    tag: str
    pieces: tuple[Piece, ...]
    depth: int
    address: Address | None
    unit: str
    moved: Address | None = None


class _Comparer:
    """Walks two trees side by side."""

    def __init__(self, matched: Match, pairing: Pairing, *, redline: bool) -> None:
        self._alike = _alike(matched)
        self._redline = redline
        self._trees = matched.old, matched.new
        self._pairing = pairing
        self._old, self._new = pairing.old, pairing.new
        self._goes: tuple[dict[str, int], dict[str, int]] | None = None
        self._depth = 0
        self._in_new = 0  # how many provisions that stand in one text only it is inside
        self._unit = ""
        self._moved: Address | None = None
        self.leaves: list[_Leaf] = []
        self.changes: list[Change] = []
        self.runs: dict[Spot, tuple[Spot, tuple[Piece, ...]]] = {}

    def pair(self, old: Provision, new: Provision, at: Path, to: Path, standing: Standing) -> None:
        """Take in two provisions that are the same one, item by item. standing: how the new one is cited."""
        if to in self._alike and not self._in_new:
            if self._redline:
                self._kept(old, new, at, to, standing)
            return
        indent = _indent(new)
        self._depth += indent
        self._unit = new.tag if new.tag in NUMBERED else self._unit
        first = len(self.leaves)
        for one, other in self._aligned(old.items, new.items, at, to):
            before = old.items[one] if one is not None else None
            after = new.items[other] if other is not None else None
            path_old, path_new = (*at, one or 0), (*to, other or 0)
            if isinstance(before, Provision) and isinstance(after, Provision):
                self.pair(before, after, path_old, path_new, standing.into(after))
            elif isinstance(before, Block) and isinstance(after, Block):
                self._blocks(before, after, path_old, path_new, standing)
            elif before is not None:
                self._alone(before, path_old, "left out", standing)
            elif after is not None:
                self._alone(after, path_new, "inserted", standing)
        self._quote(new, first, "same")
        self._depth -= indent

    def _kept(self, old: Provision, new: Provision, at: Path, to: Path, standing: Standing) -> None:
        """Take in two provisions that read alike throughout, item beside item, without comparing them."""
        indent = _indent(new)
        self._depth += indent
        self._unit = new.tag if new.tag in NUMBERED else self._unit
        first = len(self.leaves)
        ours, theirs = (
            [(i, item) for i, item in enumerate(node.items) if not isinstance(item, Carried)] for node in (old, new)
        )
        for (i, one), (j, other) in zip(ours, theirs, strict=True):
            if isinstance(one, Provision) and isinstance(other, Provision):
                self._kept(one, other, (*at, i), (*to, j), standing.into(other))
            elif isinstance(one, Block) and isinstance(other, Block) and not is_set_form(other):
                self._kept_words(one, other, (*at, i), (*to, j), standing)
        self._quote(new, first, "same")
        self._depth -= indent

    def _kept_words(self, old: Block, new: Block, at: Path, to: Path, standing: Standing) -> None:
        tag = new.tag
        for index, (run, other) in enumerate(zip(_runs(old.text, at), _runs(new.text, to), strict=True)):
            words = new.text.printed(*other[1:])
            if words and (tag != "tail" or not words.isspace()):
                pieces = (Piece("same", words),)
                self.runs[other[:2]] = run[:2], pieces
                self._add(tag, pieces, standing.cited)
            if index < len(new.objects):
                thing = new.objects[index]
                self._kept(old.objects[index], thing, (*at, index), (*to, index), standing.into(thing))
            tag = "tail"

    def _aligned(
        self, old: Sequence[Node], new: Sequence[Node], at: Path, to: Path
    ) -> Iterator[tuple[int | None, int | None]]:
        """Indices of items that are the same, or of an item that stands in one text only, in reading order."""
        if len(old) == len(new) and self._stand_alike(old, new, at, to):
            yield from ((i, i) for i, item in enumerate(new) if not is_set_form(item))
            return
        ours = [(i, self._key_old(item, (*at, i), to)) for i, item in enumerate(old) if not is_set_form(item)]
        theirs = [(i, self._key_new(item, (*to, i), at)) for i, item in enumerate(new) if not is_set_form(item)]
        ours = [(i, key) for i, key in ours if key is not None]
        if len(ours) == len(theirs) and all(a[1] == b[1] for a, b in zip(ours, theirs, strict=True)):
            yield from ((a[0], b[0]) for a, b in zip(ours, theirs, strict=True))
            return
        matcher = SequenceMatcher(None, [key for _, key in ours], [key for _, key in theirs], autojunk=False)
        for operation, a1, a2, b1, b2 in matcher.get_opcodes():
            if operation == "equal":
                yield from ((a[0], b[0]) for a, b in zip(ours[a1:a2], theirs[b1:b2], strict=True))
            else:
                yield from ((index, None) for index, _ in ours[a1:a2])
                yield from ((None, index) for index, _ in theirs[b1:b2])

    def _stand_alike(self, old: Sequence[Node], new: Sequence[Node], at: Path, to: Path) -> bool:
        """Whether each item is the same as the one in its place: what is so for nearly all, and soon found."""
        new_of, moved = self._pairing.new_of, self._pairing.moved
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            if isinstance(one, Provision):
                there = (*to, index)
                if new_of((*at, index)) != there or there in moved:
                    return False
            elif type(one) is not type(other) or (isinstance(one, Block) and one.tag != other.tag):  # type: ignore[union-attr]
                return False
        return True

    def _key_old(self, item: Node, path: Path, to: Path) -> Hashable:
        """What an item of the old text is the same by; None for one that is shown where it goes."""
        if not isinstance(item, Provision):
            return item.tag if isinstance(item, Block) else None
        there = self._pairing.new_of(path)
        if there is None:
            return "old", path
        return ("pair", there) if there[:-1] == to and there not in self._pairing.moved else None

    def _key_new(self, item: Node, path: Path, at: Path) -> Hashable:
        if not isinstance(item, Provision):
            return item.tag if isinstance(item, Block) else ""
        came = self._pairing.old_of(path)
        stays = came is not None and came[:-1] == at and path not in self._pairing.moved
        return ("pair", path) if stays else ("new", path)

    def _blocks(self, old: Block, new: Block, at: Path, to: Path, standing: Standing) -> None:
        """Take in two blocks that are the same one, with what stands among their words."""
        if not old.objects and not new.objects:
            self._words(old, new, (at, 0, len(old.text)), (to, 0, len(new.text)), new.tag, standing)
            return
        ours, theirs = _runs(old.text, at), _runs(new.text, to)
        things = len(old.objects) == len(new.objects) and all(
            self._pairing.new_of((*at, i)) in ((*to, i), None) and self._pairing.old_of((*to, i)) in ((*at, i), None)
            for i in range(len(old.objects))
        )
        if not things:
            self._words(old, new, (at, 0, len(old.text)), (to, 0, len(new.text)), new.tag, standing)
            for index, thing in enumerate(old.objects):
                if self._pairing.new_of((*at, index)) is None:
                    self._alone(thing, (*at, index), "left out", standing)
            for index, thing in enumerate(new.objects):
                self._alone(thing, (*to, index), "inserted", standing)
            return
        self._words(old, new, ours[0], theirs[0], new.tag, standing)
        for index, (thing, other) in enumerate(zip(old.objects, new.objects, strict=True)):
            self.pair(thing, other, (*at, index), (*to, index), standing.into(other))
            self._words(old, new, ours[index + 1], theirs[index + 1], "tail", standing)

    def _words(self, old: Block, new: Block, run: _Run, other: _Run, tag: str, standing: Standing) -> None:
        """Take in a run of words of two blocks."""
        ours, theirs = run[1:], other[1:]
        after = new.text.printed(*theirs).replace(OBJECT, "")
        before = after if old.text == new.text else old.text.printed(*ours).replace(OBJECT, "")
        if before == after or before.split() == after.split():
            pieces: tuple[Piece, ...] = (Piece("same", after),) if after else ()
        elif tag == "num":
            pieces = tuple(replace(piece, printing=piece.kind != "same") for piece in compare_words(before, after))
        else:
            words, new_words = text_tokens(old.text, *ours), text_tokens(new.text, *theirs)
            pieces = compare_texts(words, new_words, self._leads_old, self._leads_new)
        if not pieces or (tag == "tail" and not any(piece.words.strip() for piece in pieces)):
            return
        changed = [piece for piece in pieces if piece.kind != "same"]
        printing: Printing = ""
        if changed and all(piece.printing for piece in changed):
            printing = "number" if tag == "num" else "reference"
        elif changed and not any(character.isalnum() for piece in changed for character in piece.words):
            printing = "punctuation"
            pieces = tuple(replace(piece, printing=piece.kind != "same") for piece in pieces)
        self.runs[other[:2]] = run[:2], pieces
        self._add(tag, pieces, standing.cited)
        if changed:
            kind: Literal["renumbered", "heading", "words", "reference"] = "renumbered" if tag == "num" else "words"
            if tag in ("heading", "subheading"):
                kind = "heading"
            elif kind == "words" and _unreferred(old.text, ours) == _unreferred(new.text, theirs):
                kind = "reference"
            self._change(kind, standing.cited, before, after, printing, shown=standing.cited)

    def _target(self, href: str, side: Literal[0, 1]) -> Path | None:
        """Where a reference of the old text (0) or the new (1) leads in it; None when that is not known."""
        if self._goes is None:  # found when first asked for
            self._goes = _by_eid(self._trees[0]), _by_eid(self._trees[1])
        index = led_to(href, self._goes[side])
        return None if index is None else self._trees[side].path(index)

    def _leads_new(self, href: str) -> Hashable | None:
        return self._target(href, 1)

    def _leads_old(self, href: str) -> Hashable | None:
        """Where a reference of the old text leads, in the new one."""
        path = self._target(href, 0)
        if path is None:
            return None
        there = self._pairing.new_of(path)
        return there if there is not None else ("left out", path)

    def _alone(self, node: Node, path: Path, kind: Literal["inserted", "left out"], standing: Standing) -> None:
        """Take in what stands in one text only, or came from another place."""
        if isinstance(node, Carried):
            return
        inner = standing.into(node) if isinstance(node, Provision) else standing
        if kind == "inserted" and (came := self._pairing.old_of(path)) is not None:
            self._came(node, path, came, inner)
            return
        first, changes = len(self.leaves), len(self.changes)
        self._in_new += 1
        self._whole(node, path, kind, inner)
        self._in_new -= 1
        if len(self.leaves) > first:
            mine = [leaf for leaf in self.leaves[first:] if all(piece.kind == kind for piece in leaf.pieces)]
            words = "\n".join("".join(piece.words for piece in leaf.pieces) for leaf in mine)
            before, after = ("", words) if kind == "inserted" else (words, "")
            address = inner.cited if kind == "inserted" else _cited(self._old, path)
            self._change(kind, address, before, after, shown=inner.cited, at=changes)

    def _came(self, node: Node, path: Path, came: Path, standing: Standing) -> None:
        """Take in a provision that stood elsewhere."""
        before = self._old.at(came)
        assert isinstance(before, Provision)
        assert isinstance(node, Provision)
        if path in self._pairing.moved:
            where = _cited(self._old, came)
            self._change("moved", standing.cited, str(where or ""), str(standing.cited or ""), shown=standing.cited)
            self._moved = where
        self.pair(before, node, came, path, standing)

    def _whole(self, node: Provision | Block, path: Path, kind: Kind, standing: Standing) -> None:
        if isinstance(node, Provision):
            indent = _indent(node)
            self._depth += indent
            self._unit = node.tag if node.tag in NUMBERED else self._unit
            first = len(self.leaves)
            for index, item in enumerate(node.items):
                inner = (*path, index)
                if isinstance(item, Provision):
                    self._inside(node, item, inner, kind, standing)
                elif isinstance(item, Block):
                    self._whole(item, inner, kind, standing)
            self._quote(node, first, kind)
            self._depth -= indent
            return
        pieces = node.text.printed().split(OBJECT)
        if pieces[0].strip():
            self._add(node.tag, (Piece(kind, pieces[0]),), standing.cited)
        for index, tail in enumerate(pieces[1:]):
            self._inside(None, node.objects[index], (*path, index), kind, standing)
            if tail.strip():
                self._add("tail", (Piece(kind, tail),), standing.cited)

    def _inside(self, holder: Provision | None, item: Provision, path: Path, kind: Kind, standing: Standing) -> None:
        """Take in a part of what stands in one text only; the part may stand in both, or be a change of its own."""
        stands = self._pairing.old_of(path) if kind == "inserted" else self._pairing.new_of(path)
        if kind == "left out" and stands is not None:
            return  # it is shown where it now is
        group = holder is not None and (holder.tag in ("part", "chapter") or holder.get("name") in _GROUPS)
        if stands is not None or (group and item.tag in NUMBERED):
            self._alone(item, path, "inserted" if kind == "inserted" else "left out", standing)
        else:
            self._whole(item, path, kind, standing.into(item))

    def _change(
        self,
        kind: Literal["inserted", "left out", "moved", "renumbered", "heading", "words", "reference"],
        address: Address | None,
        before: str,
        after: str,
        printing: Printing = "",
        *,
        shown: Address | None,
        at: int | None = None,
    ) -> None:
        change = Change(kind, address, before, after, printing, shown.top() if shown else None)
        self.changes.insert(len(self.changes) if at is None else at, change)

    def _add(self, tag: str, pieces: tuple[Piece, ...], address: Address | None) -> None:
        self.leaves.append(_Leaf(tag, pieces, max(self._depth - 1, 0), address, self._unit, self._moved))
        self._unit, self._moved = "", None

    def _quote(self, node: Provision, first: int, kind: Kind) -> None:
        """Put a quotation's marks, which are attributes in the file, around its first and last words."""
        if node.tag != "quotedStructure" or len(self.leaves) == first:
            return
        for index, mark, before in ((first, node.get("startQuote"), True), (-1, node.get("endQuote"), False)):
            if mark:
                leaf = self.leaves[index]
                piece = Piece(kind, mark)
                leaf.pieces = joined((piece, *leaf.pieces) if before else (*leaf.pieces, piece))


def is_set_form(node: Node) -> bool:
    """Whether it is a set form of the title page, "A Bill to", that no amendment is made to."""
    if isinstance(node, Provision):
        return False
    return isinstance(node, Carried) or node.tag == "block" or dict(node.attributes).get("class") in _SET_FORMS


def _indent(node: Provision) -> int:
    if node.tag == "hcontainer":
        return 1 if node.get("name") == "definition" else 0
    return 1 if node.tag in NUMBERED - {"part", "chapter"} or node.tag == "quotedStructure" else 0


def _runs(text: Text, path: Path) -> list[_Run]:
    """The runs of words that nothing interrupts."""
    runs, at = [], 0
    for piece in text.chars.split(OBJECT):
        runs.append((path, at, at + len(piece)))
        at += len(piece) + 1
    return runs


def _unreferred(text: Text, run: tuple[int, int]) -> list[str]:
    """The words of a run without those of references to provisions."""
    words, at = "", run[0]
    for mark in text.marked("ref"):
        if at <= mark.start < mark.end <= run[1]:
            words += text.printed(at, mark.start) + " "
            at = mark.end
    return (words + text.printed(at, run[1])).split()


def _alike(matched: Match) -> frozenset[Path]:
    """The provisions of the new text in which no word and no number differs, nor came from elsewhere."""
    old, new = matched.old, matched.new
    alike = [False] * len(new)
    for b in range(len(new) - 1, -1, -1):  # the parts of a provision come after it
        a = matched.old_of[b]
        if a >= 0 and b not in matched.moved and old.exact[a] == new.exact[b]:
            parts = [matched.old_of[child] for child in new.children[b]]
            alike[b] = parts == old.children[a] and all(alike[child] for child in new.children[b])
    return frozenset(new.path(b) for b, same in enumerate(alike) if same)


def _by_eid(tree: Tree) -> dict[str, int]:
    """The nodes of a text by eId; not the whole, which nothing refers to."""
    return {eid: index for index, eid in tree.attribute("eId") if index}


def _cited(bill: Bill, path: Path) -> Address | None:
    standing = Standing()
    for depth in range(1, len(path) + 1):
        node = bill.at(path[:depth])
        if isinstance(node, Provision):
            standing = standing.into(node)
    return standing.cited


def _rows(leaves: Sequence[_Leaf]) -> Iterator[Row]:
    """The leaves as printed paragraphs: a number stands on one row with what follows it."""
    number: _Leaf | None = None
    held: Row | None = None
    for leaf in leaves:
        if leaf.tag == "tail" and held is not None:
            held = replace(held, pieces=joined([*held.pieces, *leaf.pieces]))
            continue
        if held is not None:
            yield held
            held = None
        if leaf.tag == "num":
            if number is not None:
                yield _row(None, number)
            number = leaf
            continue
        held = _row(number, leaf)
        number = None
    if held is not None:
        yield held
    if number is not None:
        yield _row(None, number)


def _row(number: _Leaf | None, leaf: _Leaf) -> Row:
    role = leaf.tag if leaf.tag in ("heading", "subheading") else "p"
    first = number or leaf
    return Row(
        number.pieces if number else (),
        leaf.pieces,
        role,
        first.depth,
        leaf.address,
        first.unit or leaf.unit,
        first.moved or leaf.moved,
    )
