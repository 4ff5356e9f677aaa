"""(Bill, Bill') -> changes: provisions paired, words compared.

All that is marked anywhere is in the runs and changes found here; the redline sets it in the paragraphs it stands in. A
difference that the clerks make as they print a Bill again, and no amendment does, is marked as printing
(Erskine May, paragraphs 28.21 and 30.83): numbers, references that lead to the same provision in both texts,
punctuation.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Literal

from amend.engine.compare.comparison import Change, ChangeKind, Comparison, Printing
from amend.engine.compare.like_paragraphs import told_apart
from amend.engine.compare.pairing import Match, Pairing, match
from amend.engine.compare.partners import Compared, Pieces, Spot, Tops
from amend.engine.compare.redline import Pair, alone, joined_pieces
from amend.engine.compare.references import Leads
from amend.engine.compare.side_by_side import set_beside
from amend.engine.compare.words import Piece, Side, compare_texts, compare_words, is_punctuation, text_tokens
from amend.model.address import Address
from amend.model.citation import Citations, CitedPlace
from amend.model.memory import collection_paused
from amend.model.printed import paragraphs
from amend.model.provision import NUMBERED, Bill, Block, Carried, Node, Path, Provision, nodes
from amend.model.text import OBJECT, RAISED_AS, Text


def compare(old: Bill, new: Bill, *, redline: bool = True, front: bool = True) -> Comparison:
    """What is different between two Bills, or a Bill and itself as amended.

    redline: whether the redline is wanted too; without it, it is sooner done. front: whether the cover and contents
    are wanted in it, which a redline that is read on a screen has not (see `redline.read`).
    """
    with collection_paused():
        matched = match(old, new)
        pairing = matched.pairing
        comparer = _Comparer(matched, pairing)
        comparer.pair(old.root, new.root, (), (), CitedPlace.at_top(old))
        dropped = frozenset(comparer.dropped)
        known = Compared(matched, pairing, comparer.alike, comparer.runs, comparer.quotes, dropped)
        pairs = _redline(pairing, known, front=front) if redline else ()
    return Comparison(old, new, pairs, tuple(comparer.changes), pairing, comparer.runs, known)


def _redline(pairing: Pairing, known: Compared, *, front: bool) -> tuple[Pair, ...]:
    old, new = pairing.old, pairing.new
    items = paragraphs(new, front=front)
    if old is new:
        return alone(items)
    return set_beside(paragraphs(old, front=front), items, known, (Tops(old, pairing.new_of), Tops(new)))


_RunSpan = tuple[Path, int, int]
"""The path of a block, and the first character of a run of its words and one past the last."""

_SET_FORMS = ("A", "Bill", "To")
_GROUPS = ("crossheading", "schedules")


class _Told:
    """The words of what stands in one text only, as its change tells them: a row for each number and each paragraph."""

    def __init__(self) -> None:
        self.rows: list[str] = []

    def add(self, words: str, *, on: bool = False) -> None:
        """Take in words; on: that they run on from the last row."""
        if on and self.rows:
            self.rows[-1] += words
        else:
            self.rows.append(words)

    def enclose(self, first: int, opening: str, closing: str) -> None:
        """Put the marks of a quotation around the rows from first on."""
        if len(self.rows) == first:
            self.rows += filter(None, (opening, closing))
        else:
            self.rows[first] = opening + self.rows[first]
            self.rows[-1] += closing


class _Comparer:
    """Walks two trees side by side.

    runs: for each run of words of the new text that the old one has too, where, and the pieces of both; none of those
    in provisions that are alike throughout. quotes: the pieces of the marks of each quotation of the new text that the
    old one has too. dropped: numbers left out of the old text, though the words that they stood before stay.
    """

    def __init__(self, matched: Match, pairing: Pairing) -> None:
        self.alike = matched.alike()
        self._leads = Leads(matched)
        self._pairing = pairing
        self._old, self._new = pairing.old, pairing.new
        self._were = Citations(pairing.old)
        self._titles: tuple[dict[Path, str], dict[Path, str]] = ({}, {})  # by what a provision stands in
        self._taken = 0  # how many runs of words were taken in
        self._told: list[_Told] = []
        self.changes: list[Change] = []
        self.runs: dict[Spot, tuple[Spot, Pieces]] = {}
        self.quotes: dict[Path, tuple[Pieces, Pieces]] = {}
        self.dropped: set[Spot] = set()

    def pair(self, old: Provision, new: Provision, at: Path, to: Path, standing: CitedPlace) -> None:
        """Take in two provisions that are the same one, item by item. standing: how the new one is cited."""
        if to in self.alike:
            self._taken += 1
            return
        before_all = self._taken
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
        if new.tag == "quotedStructure" and self._taken > before_all:
            self._quotes(old, new, to, standing)

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
        ours, theirs = told_apart(old, new, ours, theirs)
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

    def _blocks(self, old: Block, new: Block, at: Path, to: Path, standing: CitedPlace) -> None:
        """Take in two blocks that are the same one, with what stands among their words."""
        if not old.objects and not new.objects:
            self._words(old, new, (at, 0, len(old.text)), (to, 0, len(new.text)), new.tag, standing)
            return
        ours, theirs = _runs(old.text, at), _runs(new.text, to)
        before, after, tag = 0, 0, new.tag
        for one, other in (*self._same_objects(old, at, to), (len(old.objects), len(new.objects))):
            self._words(old, new, ours[before], theirs[after], tag, standing)
            tag = "tail"
            for index in range(before, one):
                if self._pairing.new_of((*at, index)) is None:
                    self._alone(old.objects[index], (*at, index), "left out", standing)
                self._run_alone(old.text, ours[index + 1], "left out", standing)
            for index in range(after, other):
                self._alone(new.objects[index], (*to, index), "inserted", standing)
                self._run_alone(new.text, theirs[index + 1], "inserted", standing)
            if other < len(new.objects):
                thing = new.objects[other]
                self.pair(old.objects[one], thing, (*at, one), (*to, other), standing.into(thing))
            before, after = one + 1, other + 1

    def _same_objects(self, old: Block, at: Path, to: Path) -> Iterator[tuple[int, int]]:
        """The objects of two blocks that are the same, in order, by their places in either."""
        last = -1
        for index in range(len(old.objects)):
            there = self._pairing.new_of((*at, index))
            if there is not None and there[:-1] == to and there[-1] > last and there not in self._pairing.moved:
                last = there[-1]
                yield index, last

    def _run_alone(
        self, text: Text, run: _RunSpan, kind: Literal["inserted", "left out"], standing: CitedPlace
    ) -> None:
        """Take in words behind an object that stand in one text only."""
        words = text.printed(*run[1:])
        if words.strip():
            self._taken += 1
            before, after = ("", words) if kind == "inserted" else (words, "")
            self._change("words", standing.cited, before, after, (Piece(kind, words),), shown=standing.cited)

    def _list_differs(self, at: Path, to: Path) -> bool:
        """Whether the list that a provision is numbered in has others in the two texts, so that numbers follow."""
        one, other = self._old.at(at[:-1]), self._new.at(to[:-1])
        if not isinstance(one, Provision) or not isinstance(other, Provision):
            return False
        tag = getattr(other.items[to[-1]], "tag", "")
        ours, theirs = ([(i, n) for i, n in enumerate(node.items) if isinstance(n, Provision)] for node in (one, other))
        gone = any(n.tag == tag and self._pairing.new_of((*at[:-1], i)) is None for i, n in ours)
        came = [self._pairing.old_of((*to[:-1], i)) for i, n in theirs if n.tag == tag]
        return gone or any(path is None or path[:-1] != at[:-1] for path in came)

    def _words(self, old: Block, new: Block, run: _RunSpan, other: _RunSpan, tag: str, standing: CitedPlace) -> None:
        """Take in a run of words of two blocks."""
        ours, theirs = run[1:], other[1:]
        after = new.text.printed(*theirs)
        before = after if old.text == new.text and ours == theirs else old.text.printed(*ours)
        look = _look_alike(old.text, ours, new.text, theirs)
        if look and (before == after or before.split() == after.split()):
            pieces: tuple[Piece, ...] = (Piece("same", after),) if after else ()
        elif tag == "num":
            follows = not standing.quoted or self._list_differs(run[0][:-1], other[0][:-1])
            pieces = compare_words(before, after)
            pieces = tuple(replace(piece, printing=follows and piece.kind != "same") for piece in pieces)
        else:
            words, new_words = text_tokens(old.text, *ours), text_tokens(new.text, *theirs)
            pieces = compare_texts(words, new_words, self._leads)
        if not pieces or (tag == "tail" and not any(piece.words.strip() for piece in pieces)):
            return
        changed = [piece for piece in pieces if piece.kind != "same"]
        printing: Printing = ""
        if changed and all(piece.printing for piece in changed):
            printing = "number" if tag == "num" else "reference"
        elif changed and is_punctuation(changed):
            printing = "punctuation"
            pieces = tuple(replace(piece, printing=piece.kind != "same") for piece in pieces)
        self.runs[other[:2]] = run[:2], pieces
        self._taken += 1
        if changed:
            kind: ChangeKind = "renumbered" if tag == "num" else "words"
            if tag in ("heading", "subheading"):
                kind = "heading"
            elif kind == "words" and look and _unreferred(old.text, ours) == _unreferred(new.text, theirs):
                kind = "reference"
            before, after = (before, after) if look else (old.text.raised(*ours), new.text.raised(*theirs))
            self._change(kind, standing.cited, before, after, pieces, printing, shown=standing.cited)

    def _alone(self, node: Node, path: Path, kind: Literal["inserted", "left out"], standing: CitedPlace) -> None:
        """Take in what stands in one text only, or came from another place."""
        if isinstance(node, Carried):
            return
        inner = standing.into(node) if isinstance(node, Provision) else standing
        if kind == "inserted" and (came := self._pairing.old_of(path)) is not None:
            self._came(node, path, came, inner)
            return
        taken, changes = self._taken, len(self.changes)
        self._told.append(_Told())
        self._whole(node, path, kind, inner)
        words = "\n".join(self._told.pop().rows)
        if self._taken > taken:
            before, after = ("", words) if kind == "inserted" else (words, "")
            address = inner.cited if kind == "inserted" else self._were.cited(path)
            pieces = joined_pieces((Piece(kind, words),))
            self._change(kind, address, before, after, pieces, shown=inner.cited, at=changes)

    def _came(self, node: Node, path: Path, came: Path, standing: CitedPlace) -> None:
        """Take in a provision that stood elsewhere."""
        before = self._old.at(came)
        assert isinstance(before, Provision)
        assert isinstance(node, Provision)
        if path in self._pairing.moved:
            where = self._were.cited(came)
            heading = f"the heading “{node.heading.words}”" if node.heading else ""
            names = str(where or heading), str(standing.cited or heading)
            if names[0] == names[1]:
                names = self._among(self._old, came, names[0]), self._among(self._new, path, names[1])
            self._change("moved", standing.cited, *names, shown=standing.cited)
        self.pair(before, node, came, path, standing)

    def _among(self, bill: Bill, path: Path, name: str) -> str:
        """The name of a provision, and what it stands in: for one that keeps its number as it moves."""
        known, above = self._titles[bill is self._new], path[:-1]
        if above not in known:
            known[above] = _title_over(bill, above)
        return f"{name}, in {known[above]}" if known[above] else name

    def _whole(self, node: Provision | Block, path: Path, kind: Side, standing: CitedPlace) -> None:
        told = self._told[-1]
        if isinstance(node, Provision):
            taken, first = self._taken, len(told.rows)
            for index, item in enumerate(node.items):
                inner = (*path, index)
                if isinstance(item, Provision):
                    self._inside(node, item, inner, kind, standing)
                elif isinstance(item, Block) and not (kind == "left out" and self._drops(item, node, path, standing)):
                    self._whole(item, inner, kind, standing)
            if node.tag == "quotedStructure" and (self._taken > taken or _speaks(node)):
                told.enclose(first, *_marks(node))
                self._taken += any(_marks(node))
            return
        if is_set_form(node):
            return
        for index, run in enumerate(_runs(node.text, path)):
            words = node.text.printed(*run[1:])
            if words.strip():
                self._taken += 1
                told.add(words, on=index > 0)
            if index < len(node.objects):
                self._inside(None, node.objects[index], (*path, index), kind, standing)

    def _drops(self, block: Block, node: Provision, path: Path, standing: CitedPlace) -> bool:
        """Whether it is the number of a provision that is left out while the words that it stood before stay.

        That is so where the provision above takes its words over, as when only one subsection is left.
        """
        if block.tag != "num":
            return False
        following = next((i for i, item in enumerate(node.items) if isinstance(item, Provision)), None)
        if following is None or self._pairing.new_of((*path, following)) is None:
            return False
        place = next(i for i, item in enumerate(node.items) if item is block)
        words = block.text.printed()
        self.dropped.add(((*path, place), 0))
        pieces = (Piece("left out", words, printing=True),)
        self._change("renumbered", self._were.cited(path), words, "", pieces, "number", shown=standing.cited)
        return True

    def _inside(self, holder: Provision | None, item: Provision, path: Path, kind: Side, standing: CitedPlace) -> None:
        """Take in a part of what stands in one text only; the part may stand in both, or be a change of its own."""
        stands = self._pairing.old_of(path) if kind == "inserted" else self._pairing.new_of(path)
        if kind == "left out" and stands is not None:
            return  # it is shown where it now is
        group = holder is not None and (holder.tag in ("part", "chapter") or holder.get("name") in _GROUPS)
        if stands is not None or (group and not standing.quoted and item.tag in NUMBERED):
            self._alone(item, path, "inserted" if kind == "inserted" else "left out", standing)
        else:
            self._whole(item, path, kind, standing.into(item))

    def _change(
        self,
        kind: ChangeKind,
        address: Address | None,
        before: str,
        after: str,
        pieces: Pieces = (),
        printing: Printing = "",
        *,
        shown: Address | None,
        at: int | None = None,
    ) -> None:
        change = Change(kind, address, before, after, printing, shown.top() if shown else None, pieces)
        self.changes.insert(len(self.changes) if at is None else at, change)

    def _quotes(self, old: Provision, new: Provision, to: Path, standing: CitedPlace) -> None:
        """Take in the marks of a quotation that stands in both texts."""
        found: list[Pieces] = []
        for name in ("startQuote", "endQuote"):
            before, after = old.get(name) or "", new.get(name) or ""
            pieces = compare_words(before, after)
            changed = [piece for piece in pieces if piece.kind != "same"]
            printing: Printing = "punctuation" if changed and is_punctuation(changed) else ""
            if printing:
                pieces = tuple(replace(piece, printing=piece.kind != "same") for piece in pieces)
            if changed:
                self._change("words", standing.cited, before, after, pieces, printing, shown=standing.cited)
            found.append(pieces)
        self.quotes[to] = found[0], found[1]


def is_set_form(node: Node) -> bool:
    """Whether it is a set form of the title page, "A Bill to", that no amendment is made to."""
    if isinstance(node, Provision):
        return False
    return isinstance(node, Carried) or node.tag == "block" or dict(node.attributes).get("class") in _SET_FORMS


def _runs(text: Text, path: Path) -> list[_RunSpan]:
    """The runs of words that nothing interrupts."""
    runs, at = [], 0
    for piece in text.chars.split(OBJECT):
        runs.append((path, at, at + len(piece)))
        at += len(piece) + 1
    return runs


def _look_alike(old: Text, run: tuple[int, int], new: Text, other: tuple[int, int]) -> bool:
    """Whether two runs of words, if they are the same words, have the same of them raised and lowered."""
    if not any(mark.name in RAISED_AS for text in (old, new) for mark in text.marks):
        return True
    plain = old.printed(*run).split() == new.printed(*other).split()
    return not plain or old.raised(*run).split() == new.raised(*other).split()


def _marks(node: Provision) -> tuple[str, str]:
    """The marks that a quotation opens and closes with, "" where it has none."""
    return node.get("startQuote") or "", node.get("endQuote") or ""


def _speaks(node: Provision) -> bool:
    """Whether there is any word below, though it be shown elsewhere."""
    return any(isinstance(one, Block) and bool(one.words) for one in nodes(node))


def _unreferred(text: Text, run: tuple[int, int]) -> list[str]:
    """The words of a run without those of references to provisions."""
    words, at = "", run[0]
    for mark in text.marked("ref"):
        if at <= mark.start < mark.end <= run[1]:
            words += text.printed(at, mark.start) + " "
            at = mark.end
    return (words + text.printed(at, run[1])).split()


def _title_over(bill: Bill, path: Path) -> str:
    """The number and heading of the innermost provision with a heading, of those at a path and above; "" for none."""
    for depth in range(len(path), 0, -1):
        above = bill.at(path[:depth])
        if isinstance(above, Provision) and above.heading is not None:
            heading = above.heading.words
            return f"{above.number.words} ({heading})" if above.number else f"“{heading}”"
    return ""
