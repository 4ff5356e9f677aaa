"""(Bill, Bill') -> changes: provisions paired, words compared.

Provisions are the same when their GUIDs are; where a file gives none, when they have one kind and one number under
the same parent. All that a redline shows is in the rows; all that a list of changes says is in the changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from amend.model.address import Address
from amend.model.citation import address_of
from amend.model.provision import NUMBERED, Bill, Block, Carried, Node, Path, Provision, nodes
from amend.model.text import OBJECT

Kind = Literal["same", "inserted", "left out"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in both texts, only in the new one ("inserted") or only in the old one ("left out")."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One printed paragraph of the redline.

    number: its number, when it begins a provision. pieces: its words; the kept and inserted ones are the new text,
    the kept and left out ones the old. role: "heading", "subheading" or "p". depth: levels of indent from 0.
    address: how the provision is cited, in the new text unless it stands only in the old; None outside the clauses
    and Schedules. unit: the tag of the provision whose first row this is; "" for a later row.
    """

    number: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    role: str
    depth: int
    address: Address | None
    unit: str = ""

    @property
    def changed(self) -> bool:
        """Whether anything in the row is inserted or left out."""
        return any(piece.kind != "same" for piece in (*self.number, *self.pieces))


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different.

    kind: "inserted" or "left out" for a whole provision, "words" for words within one. address: of the provision;
    None outside the clauses and Schedules. before, after: the words of it in either text, "" where it has none.
    """

    kind: Literal["inserted", "left out", "words"]
    address: Address | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts compared: the redline, row by row, and the list of what changed."""

    old: Bill
    new: Bill
    rows: tuple[Row, ...]
    changes: tuple[Change, ...]


def compare(old: Bill, new: Bill) -> Comparison:
    """What is different between two Bills, or a Bill and itself as amended."""
    comparer = _Comparer(old, new)
    comparer.pair(old.root, new.root, (), ())
    return Comparison(old, new, tuple(_rows(comparer.leaves)), tuple(comparer.changes))


def unit_title(address: Address | None) -> str:
    """The heading over the rows of a clause or Schedule: "Clause 3"; for one without a number "New clause: Heading".

    "" for what stands outside them.
    """
    if address is None:
        return ""
    top = address.top()
    if top.number.startswith("("):
        return f"New {top.unit}: {top.number[1:-1]}"
    name = str(top)
    return name[0].upper() + name[1:]


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """Two runs of words compared word by word; no word is cut."""
    if old == new:
        return (Piece("same", new),) if new else ()
    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces: list[Piece] = []
    for operation, a1, a2, b1, b2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if operation == "equal":
            pieces.append(Piece("same", "".join(one[a1:a2])))
            continue
        pieces += [Piece("left out", "".join(one[a1:a2]))] if a1 < a2 else []
        pieces += [Piece("inserted", "".join(other[b1:b2]))] if b1 < b2 else []
    return _gathered(pieces)


_SET_FORMS = ("A", "Bill", "To")
_TOKEN = re.compile(r"\([0-9A-Za-z]{1,5}\)|\w+|\s+|[^\w\s]")  # a label in brackets is one word


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A block, or a part of one, in either text or both."""

    tag: str
    pieces: tuple[Piece, ...]
    depth: int
    address: Address | None
    unit: str


class _Comparer:
    """Walks two trees side by side."""

    def __init__(self, old: Bill, new: Bill) -> None:
        self._old, self._new = old, new
        self._guids = _guids(old) & _guids(new)
        self._depth = 0
        self._unit = ""
        self.leaves: list[_Leaf] = []
        self.changes: list[Change] = []

    def pair(self, old: Provision, new: Provision, at: Path, to: Path) -> None:
        """Take in two provisions that are the same one, item by item."""
        indent = self._indent(new)
        self._depth += indent
        self._unit = new.tag if new.tag in NUMBERED else self._unit
        first = len(self.leaves)
        for one, other in self._aligned(old.items, new.items):
            path_old, path_new = (*at, one or 0), (*to, other or 0)
            before = old.items[one] if one is not None else None
            after = new.items[other] if other is not None else None
            if isinstance(before, Provision) and isinstance(after, Provision):
                self.pair(before, after, path_old, path_new)
            elif isinstance(before, Block) and isinstance(after, Block):
                self._blocks(before, after, path_old, path_new)
            elif before is not None:
                self._alone(before, path_old, "left out")
            elif after is not None:
                self._alone(after, path_new, "inserted")
        self._quote(new, first, "same")
        self._depth -= indent

    def _aligned(self, old: Sequence[Node], new: Sequence[Node]) -> Iterator[tuple[int | None, int | None]]:
        """Indices of items that are the same, or of an item that stands in one text only, in reading order."""
        ours = [index for index, item in enumerate(old) if not self._is_set_form(item)]
        theirs = [index for index, item in enumerate(new) if not self._is_set_form(item)]
        matcher = SequenceMatcher(None, [self._key(old[i]) for i in ours], [self._key(new[i]) for i in theirs], False)
        for operation, a1, a2, b1, b2 in matcher.get_opcodes():
            if operation == "equal":
                yield from zip(ours[a1:a2], theirs[b1:b2], strict=True)
            else:
                yield from ((index, None) for index in ours[a1:a2])
                yield from ((None, index) for index in theirs[b1:b2])

    def _key(self, item: Node) -> tuple[str, str]:
        if isinstance(item, Provision):
            if item.tag in ("intro", "content"):
                return "opening", ""
            if item.guid in self._guids:
                return "guid", item.guid or ""
            return item.tag, item.label
        return "block", item.tag if isinstance(item, Block) else ""

    @staticmethod
    def _is_set_form(node: Node) -> bool:
        """Whether it is a set form of the title page, "A Bill to", that no amendment is made to."""
        if isinstance(node, Provision):
            return False
        return isinstance(node, Carried) or node.tag == "block" or dict(node.attributes).get("class") in _SET_FORMS

    def _blocks(self, old: Block, new: Block, at: Path, to: Path) -> None:
        """Take in two blocks that are the same one, with what stands among their words."""
        ours, theirs = old.text.printed().split(OBJECT), new.text.printed().split(OBJECT)
        if len(ours) != len(theirs):
            self._words(new.tag, compare_words("".join(ours), "".join(theirs)), to)
            pairs = self._aligned(old.objects, new.objects)
            tails: list[tuple[str, str]] = [("", "")] * max(len(ours), len(theirs))
        else:
            self._words(new.tag, compare_words(ours[0], theirs[0]), to)
            pairs = ((index, index) for index in range(len(old.objects)))
            tails = list(zip(ours[1:], theirs[1:], strict=True))
        for (one, other), tail in zip(pairs, tails, strict=False):
            if one is not None and other is not None:
                self.pair(old.objects[one], new.objects[other], (*at, one), (*to, other))
            elif one is not None:
                self._alone(old.objects[one], (*at, one), "left out")
            elif other is not None:
                self._alone(new.objects[other], (*to, other), "inserted")
            if any(tail):
                self._words("tail", compare_words(*tail), to)

    def _words(self, tag: str, pieces: tuple[Piece, ...], to: Path) -> None:
        if not pieces:
            return
        address = address_of(self._new, to)
        self._add(tag, pieces, address)
        if any(piece.kind != "same" for piece in pieces):
            before = "".join(piece.words for piece in pieces if piece.kind != "inserted")
            after = "".join(piece.words for piece in pieces if piece.kind != "left out")
            self.changes.append(Change("words", address, before, after))

    def _alone(self, node: Node, path: Path, kind: Literal["inserted", "left out"]) -> None:
        """Take in what stands in one text only."""
        if isinstance(node, Carried):
            return
        bill = self._new if kind == "inserted" else self._old
        first = len(self.leaves)
        self._whole(bill, node, path, kind)
        if len(self.leaves) > first:
            words = "\n".join("".join(piece.words for piece in leaf.pieces) for leaf in self.leaves[first:])
            before, after = ("", words) if kind == "inserted" else (words, "")
            self.changes.append(Change(kind, address_of(bill, path), before, after))

    def _whole(self, bill: Bill, node: Provision | Block, path: Path, kind: Kind) -> None:
        if isinstance(node, Provision):
            indent = self._indent(node)
            self._depth += indent
            self._unit = node.tag if node.tag in NUMBERED else self._unit
            first = len(self.leaves)
            for index, item in enumerate(node.items):
                if not isinstance(item, Carried):
                    self._whole(bill, item, (*path, index), kind)
            self._quote(node, first, kind)
            self._depth -= indent
            return
        address = address_of(bill, path)
        pieces = node.text.printed().split(OBJECT)
        if pieces[0].strip():
            self._add(node.tag, (Piece(kind, pieces[0]),), address)
        for index, tail in enumerate(pieces[1:]):
            self._whole(bill, node.objects[index], (*path, index), kind)
            if tail.strip():
                self._add("tail", (Piece(kind, tail),), address)

    def _add(self, tag: str, pieces: tuple[Piece, ...], address: Address | None) -> None:
        self.leaves.append(_Leaf(tag, pieces, max(self._depth - 1, 0), address, self._unit))
        self._unit = ""

    def _quote(self, node: Provision, first: int, kind: Kind) -> None:
        """Put a quotation's marks, which are attributes in the file, around its first and last words."""
        if node.tag != "quotedStructure" or len(self.leaves) == first:
            return
        for index, mark in ((first, node.get("startQuote")), (len(self.leaves) - 1, node.get("endQuote"))):
            if mark:
                leaf = self.leaves[index]
                piece = (Piece(kind, mark),)
                whole = (*piece, *leaf.pieces) if mark == node.get("startQuote") else (*leaf.pieces, *piece)
                self.leaves[index] = replace(leaf, pieces=_gathered(list(whole)))

    @staticmethod
    def _indent(node: Provision) -> int:
        if node.tag == "hcontainer":
            return 1 if node.get("name") == "definition" else 0
        return 1 if node.tag in NUMBERED - {"part", "chapter"} or node.tag == "quotedStructure" else 0


def _rows(leaves: Sequence[_Leaf]) -> Iterator[Row]:
    """The leaves as printed paragraphs: a number stands on one row with what follows it."""
    number: _Leaf | None = None
    held: Row | None = None
    for leaf in leaves:
        if leaf.tag == "tail" and held is not None:
            held = replace(held, pieces=_gathered([*held.pieces, *leaf.pieces]))
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
    return Row(number.pieces if number else (), leaf.pieces, role, first.depth, leaf.address, first.unit or leaf.unit)


def _gathered(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The pieces with those of one kind joined, and white space between two changes taken into them."""
    merged: list[Piece] = []
    for index, piece in enumerate(pieces):
        between = piece.kind == "same" and piece.words.isspace() and 0 < index < len(pieces) - 1
        if between and all(pieces[at].kind != "same" for at in (index - 1, index + 1)):
            merged += [Piece("left out", piece.words), Piece("inserted", piece.words)]
        else:
            merged.append(piece)
    out: list[Piece] = []
    run: dict[Kind, str] = {}
    for piece in [*merged, Piece("same", "")]:
        if piece.kind != "same":
            run[piece.kind] = run.get(piece.kind, "") + piece.words
            continue
        out += [Piece(kind, run[kind]) for kind in ("left out", "inserted") if kind in run]
        run = {}
        if out and out[-1].kind == "same":
            out[-1] = Piece("same", out[-1].words + piece.words)
        elif piece.words:
            out.append(piece)
    return tuple(_spaced_before(out))


def _spaced_before(pieces: list[Piece]) -> list[Piece]:
    """The pieces with the space of an insertion before it, where it may as well stand after: "the{+ old+} cat"."""
    for index in range(1, len(pieces) - 1):
        before, piece, after = pieces[index - 1 : index + 2]
        if before.kind == after.kind == "same" and before.words[-1:] == piece.words[-1:] == " ":
            pieces[index - 1] = Piece("same", before.words[:-1])
            pieces[index] = Piece(piece.kind, " " + piece.words[:-1])
            pieces[index + 1] = Piece("same", " " + after.words)
    return [piece for piece in pieces if piece.words]


def _guids(bill: Bill) -> set[str]:
    return {node.guid for node in nodes(bill.root) if isinstance(node, Provision) and node.guid}
