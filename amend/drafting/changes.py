"""What is to be done to the old text to get the new one, provision by provision: words changed, provisions put in, left
out and replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, pairwise

from amend.drafting import proof
from amend.drafting.form import MOST_WORDS
from amend.drafting.groups import regrouped
from amend.engine.compare.alignment import changed_spans, heaviest_run, in_common
from amend.engine.compare.pairing import Pairing
from amend.english.quotes import righted
from amend.english.structure import written_rows
from amend.errors import WordsError
from amend.model.lines import Reading, Segment
from amend.model.outline import above, cells, groups, is_group, is_quoted, own_paragraphs, parts, top_of
from amend.model.provision import NUMBERED, Bill, Block, Path, Provision, unit
from amend.model.text import OBJECT


class DraftStyle(StrEnum):
    """How much an amendment takes in."""

    WORDS = "words"
    USUAL = "usual"
    PROVISIONS = "provisions"


MOST_CHANGED = 0.55
"""The share of a paragraph's words from which on a drafter replaces the provision, not the words."""

ALIKE = 0.5
"""The share of words from which on two paragraphs of a provision are taken for the same one."""

BETWEEN = 2
"""Words that stay between two changes that are made by one amendment."""

_TOKEN = re.compile(r"\([0-9A-Za-z]{1,5}\)|\w+(?:[’'\-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class WordEdit:
    """Words from start to end of the old print that go, and what comes in their place; start == end to put in only.

    words: what comes in. provisions: the same. unit: the numbered provision of the old print that is replaced whole
    when this edit cannot be said.
    """

    start: int
    end: int
    unit: Path
    words: str = ""
    provisions: tuple[Provision | Block, ...] = ()


class Wider(Exception):
    """An edit that cannot be made to words alone: the provision at `unit` is to be replaced. For use within here."""

    def __init__(self, unit: Path) -> None:
        super().__init__()
        self.unit = unit


class Editor:
    """Finds the edits of one clause or Schedule."""

    def __init__(self, pairing: Pairing, new: Bill, reading: Reading, style: DraftStyle) -> None:
        """new: the new text in the old one's numbers."""
        self._old, self._new, self._pairing = pairing.old, new, pairing
        self.old_text, self.new_text = proof.ProofText(pairing.old), proof.ProofText(new)
        self._reading = reading
        self._style = style
        self._segments: dict[Path, list[Segment]] = {}
        for segment in reading.segments:
            self._segments.setdefault(segment.path, []).append(segment)
        self.whole: set[Path] = set()
        """The provisions of the old print that are replaced whole."""

    def edits(self, a: Path, b: Path) -> list[WordEdit]:
        """The edits of a clause or Schedule that stands in both texts. Raises Wider with its own path when it must be
        replaced whole."""
        while True:
            if a in self.whole:
                raise Wider(a)
            try:
                return list(self._provision(a, b, a))
            except Wider as wider:
                if wider.unit in self.whole:
                    raise Wider(self.above(wider.unit)) from None
                self.whole.add(wider.unit)

    def above(self, path: Path) -> Path:
        """The next provision up that could be replaced whole; the clause or Schedule itself at last."""
        return next((outer for outer, node in reversed(above(self._old, path)) if _is_unit(node)), path)

    def _provision(self, a: Path, b: Path, unit_: Path) -> Iterator[WordEdit]:
        """The edits of a provision. unit_: it, or the nearest above it that could be replaced whole."""
        if _is_unit(self._node(self._old, a)):
            unit_ = a
        if a in self.whole and top_of(self._old, a) not in (a, None):
            yield WordEdit(*self._reading.extent(a), self.above(a), provisions=(self._node(self._new, b),))
            return
        if proof.reads_the_same(self.old_text.rows(a), self.new_text.rows(b)):
            return
        yield from self._number(a, b, unit_)
        yield from self._paragraphs(a, b, unit_, closing=False)
        yield from self._cells(a, b, unit_)
        yield from self._parts(a, b, unit_)
        yield from self._paragraphs(a, b, unit_, closing=True)
        yield from self._headings(a, b, unit_)
        yield from self._group_headings(a, b, unit_)

    def _number(self, a: Path, b: Path, unit_: Path) -> Iterator[WordEdit]:
        """The edit of a number inside quoted text, which is that of an Act; any other is the clerks' to change."""
        one, other = self._node(self._old, a).number, self._node(self._new, b).number
        if top_of(self._old, a) in (a, None) or is_group(self._node(self._old, a)):
            return
        if (one is None) != (other is None):
            raise Wider(unit_)
        if one is not None and other is not None and is_quoted(self._old, a):
            at = self._node(self._old, a).items.index(one)
            yield from self._block((*a, at), one, b, other, unit_)

    def _headings(self, a: Path, b: Path, unit_: Path) -> Iterator[WordEdit]:
        """The edits of a heading inside quoted text; any other is the clerks' to change."""
        one, other = self._node(self._old, a), self._node(self._new, b)
        if not is_quoted(self._old, a[:-1]):
            return
        if (one.heading is None) != (other.heading is None):
            raise Wider(unit_)
        if one.heading is not None and other.heading is not None:
            index = one.items.index(one.heading)
            yield from self._block((*a, index), one.heading, b, other.heading, unit_)

    def _group_headings(self, a: Path, b: Path, unit_: Path) -> Iterator[WordEdit]:
        """The edits of headings over groups of parts, inside quoted text."""
        if not is_quoted(self._old, a):
            return
        ours, theirs = list(groups(self._old, a)), list(groups(self._new, b))
        for path, group in ours:
            there = self._pairing.new_of(path)
            other = self._node(self._new, there) if there in [found for found, _ in theirs] and there else None
            if group.heading is None or (other is not None and other.heading is None):
                continue
            at = (*path, group.items.index(group.heading))
            if other is None or other.heading is None:
                yield WordEdit(*self._reading.extent(at), unit_)
            else:
                assert there is not None
                yield from self._block(at, group.heading, there, other.heading, unit_)
        for path, group in theirs:
            first = next((self._pairing.old_of(inner) for inner, _ in parts(self._new, path)), None)
            if self._pairing.old_of(path) is None and group.heading is not None:
                if first is None:
                    raise Wider(unit_)
                start = self._reading.extent(first)[0]
                yield WordEdit(start, start, unit_, provisions=(replace(group.heading, tag="p"),))

    def _paragraphs(self, a: Path, b: Path, unit_: Path, *, closing: bool) -> Iterator[WordEdit]:
        """The edits of a provision's own paragraphs: those that stay, and those that go or come."""
        ours, theirs = own_paragraphs(self._old, a, closing=closing), own_paragraphs(self._new, b, closing=closing)
        anchors = [(-1, -1), *_aligned([p for _, p in ours], [p for _, p in theirs]), (len(ours), len(theirs))]
        for (i, j), (k, m) in pairwise(anchors):
            if i >= 0:
                yield from self._block(ours[i][0], ours[i][1], theirs[j][0], theirs[j][1], unit_)
            gone, came = ours[i + 1 : k], tuple(block for _, block in theirs[j + 1 : m])
            if gone:
                start, end = self._reading.extent(gone[0][0])[0], self._reading.extent(gone[-1][0])[1]
                yield WordEdit(start, end, unit_, provisions=came)
            elif came and (i >= 0 or k < len(ours)):
                at = self._reading.extent(ours[i][0])[1] if i >= 0 else self._reading.extent(ours[k][0])[0]
                yield WordEdit(at, at, unit_, provisions=came)
            elif came:
                raise Wider(unit_)

    def _cells(self, a: Path, b: Path, unit_: Path) -> Iterator[WordEdit]:
        """The edits of words in tables that have the same cells; no amendment puts a row in, so any other is replaced
        with what it stands in."""
        ours, theirs = cells(self._old, a), cells(self._new, b)
        if len(ours) == len(theirs):
            for (path, one), (there, other) in zip(ours, theirs, strict=True):
                yield from self._block(path, one, there, other, unit_)

    def _block(self, path: Path, block: Block, other: Path, new: Block, unit_: Path) -> Iterator[WordEdit]:
        """The edits of one paragraph, and of what stands among its words."""
        pieces, said = _pieces(block), _pieces(new)
        if len(block.objects) != len(new.objects):
            raise Wider(unit_)
        for (offset, length), (start, size) in zip(pieces, said, strict=False):
            yield from self._words(path, block, offset, length, new, start, size, unit_)
        for index, (thing, counterpart) in enumerate(zip(block.objects, new.objects, strict=False)):
            if thing.tag != counterpart.tag:
                raise Wider(unit_)
            if thing.tag != "authorialNote":
                yield from self._provision((*path, index), (*other, index), unit_)

    def _words(
        self, path: Path, block: Block, offset: int, length: int, new: Block, start: int, size: int, unit_: Path
    ) -> Iterator[WordEdit]:
        """The edits that turn one run of words into another."""
        ours = _tokens(block, offset, offset + length)
        theirs = _tokens(new, start, start + size)
        one, other = (
            [token[0].translate(proof.ONE_SHAPE) for token in ours],
            [token[0].translate(proof.ONE_SHAPE) for token in theirs],
        )
        if one == other:
            return
        if not ours:
            raise Wider(unit_)
        groups = _groups(changed_spans(one, other))
        gone = sum(a2 - a1 for a1, a2, _, _ in groups) + sum(b2 - b1 for _, _, b1, b2 in groups)
        much = gone > MOST_CHANGED * (len(one) + len(other)) and len(one) > 8
        whole = self._style is DraftStyle.PROVISIONS or (self._style is DraftStyle.USUAL and much)
        if block.tag == "p" and whole and self._can_be_written(unit_):
            raise Wider(unit_)
        for a1, a2, b1, b2 in groups:
            a1, a2, b1, b2 = _with_a_word(one, other, a1, a2, b1, b2)
            if offset + length == len(block.text):
                a2, b2 = _to_the_end(one, other, a1, a2, b2)
            if _is_joined(ours, a1, a2) or _is_joined(theirs, b1, b2):
                a1, b1 = a1 - 1, b1 - 1
            words = new.text.printed(theirs[b1][1], theirs[b2 - 1][2]) if b1 < b2 else ""
            if a1 < a2:
                begin, end = ours[a1][1], ours[a2 - 1][2]
            else:
                begin = end = ours[a1 - 1][2] if a1 else ours[0][1]
            yield WordEdit(self._at(path, begin), self._at(path, end), unit_, " ".join(words.split()))

    def _can_be_written(self, path: Path) -> bool:
        """Whether an amendment can put in all that a provision becomes: not where a quotation is not closed."""
        there = self._pairing.new_of(path)
        try:
            righted("\n".join(written_rows(self._node(self._new, there)))) if there else None
        except WordsError:
            return False
        return True

    def _at(self, path: Path, offset: int) -> int:
        """The position in the reading of a character of a block."""
        for segment in self._segments.get(path, ()):
            if segment.offset <= offset <= segment.offset + segment.end - segment.start:
                return segment.start + offset - segment.offset
        raise Wider(path)

    def _parts(self, a: Path, b: Path, unit_: Path) -> Iterator[WordEdit]:
        """The edits of the numbered parts of a provision: those that stay, and runs of those that go or come."""
        ours, theirs = list(parts(self._old, a)), list(parts(self._new, b))
        places = {path: index for index, (path, _) in enumerate(theirs)}
        stays: list[tuple[int, int]] = []
        for index, (path, _) in enumerate(ours):
            there = self._pairing.new_of(path)
            if there is None or there not in places or there in self._pairing.moved:
                continue
            if is_quoted(self._old, a) or not regrouped(self._pairing, path, there):
                stays.append((index, places[there]))
        kept = heaviest_run([there for _, there in stays])
        anchors = [(-1, -1), *(stays[index] for index in kept), (len(ours), len(theirs))]
        for (i, j), (k, m) in pairwise(anchors):
            if i >= 0:
                yield from self._provision(ours[i][0], theirs[j][0], unit_)
            gone, came = ours[i + 1 : k], theirs[j + 1 : m]
            if gone or came:
                yield from self._run(a, gone, came, ours[i][0] if i >= 0 else None, unit_)

    def _run(
        self,
        parent: Path,
        gone: Sequence[tuple[Path, Provision]],
        came: Sequence[tuple[Path, Provision]],
        before: Path | None,
        unit_: Path,
    ) -> Iterator[WordEdit]:
        """The edits where parts go, or come, or both, after the part at `before`; None for the beginning."""
        new = tuple(node for _, node in came)
        runs = [[path for path, _ in run] for _, run in groupby(gone, key=lambda part: part[0][:-1])]
        for index, paths in enumerate(runs):
            start, end = self._reading.extent(paths[0])[0], self._reading.extent(paths[-1])[1]
            yield WordEdit(start, end, unit_, provisions=new if index == 0 else ())
        if runs or not new:
            return
        if before is not None:
            at = self._reading.extent(before)[1]
        else:
            following = next(iter(parts(self._old, parent)), None)
            at = self._reading.extent(following[0])[0] if following else self._reading.extent(parent)[1]
        yield WordEdit(at, at, unit_, provisions=new)

    @staticmethod
    def _node(bill: Bill, path: Path) -> Provision:
        node = bill.at(path)
        assert isinstance(node, Provision)
        return node


def _is_unit(node: Provision) -> bool:
    """Whether it could be replaced whole."""
    return bool(unit(node)) and node.tag in NUMBERED and not is_group(node)


def _pieces(block: Block) -> list[tuple[int, int]]:
    """Where the runs of words of a block begin and how long they are, between what stands among them. A note in the
    margin is no part of it."""
    found, at = [], 0
    for piece in block.text.chars.split(OBJECT):
        found.append((at, len(piece)))
        at += len(piece) + 1
    return found


def _tokens(block: Block, start: int, end: int) -> list[tuple[str, int, int]]:
    """The words of a run, as printed, with where each begins and ends in the block."""
    text = block.text
    found = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text.chars, start, end)]
    if not text.quotes():
        return found
    return [(text.printed(begins, ends).strip(), begins, ends) for _, begins, ends in found]


def _aligned(ours: Sequence[Block], theirs: Sequence[Block]) -> list[tuple[int, int]]:
    """Which paragraphs are the same: one for one where there are as many, else those most alike, in order."""
    if len(ours) == len(theirs):
        return [(index, index) for index in range(len(ours))]
    alike = []
    for i, one in enumerate(ours):
        for j, other in enumerate(theirs):
            ratio = in_common(one.words.split(), other.words.split())
            if ratio >= ALIKE or (one.objects and other.objects):
                alike.append((i, j, 1 + round(10 * ratio)))
    best: list[tuple[int, int]] = []
    for index in heaviest_run([j for _, j, _ in alike], [weight for _, _, weight in alike]):
        i, j, _ = alike[index]
        if not best or i > best[-1][0]:
            best.append((i, j))
    return best


Measures = tuple[int, int, int, int]


def _groups(changed: Iterable[Measures]) -> list[Measures]:
    """The changes, those joined that only a word or two stands between."""
    groups: list[Measures] = []
    for a1, a2, b1, b2 in changed:
        if groups and a1 - groups[-1][1] <= BETWEEN:
            groups[-1] = (groups[-1][0], a2, groups[-1][2], b2)
        else:
            groups.append((a1, a2, b1, b2))
    return groups


def _with_a_word(one: Sequence[str], other: Sequence[str], a1: int, a2: int, b1: int, b2: int) -> Measures:
    """A change of nothing but punctuation taken together with the word before it, since words are what is quoted."""
    bare = a1 < a2 and not any(character.isalnum() for token in one[a1:a2] for character in token)
    if bare and a1 and b1 and one[a1 - 1] == other[b1 - 1]:
        return a1 - 1, a2, b1 - 1, b2
    if bare and a2 < len(one) and b2 < len(other) and one[a2] == other[b2]:
        return a1, a2 + 1, b1, b2 + 1
    return a1, a2, b1, b2


def _to_the_end(one: Sequence[str], other: Sequence[str], a1: int, a2: int, b2: int) -> tuple[int, int]:
    """Where a change ends that nothing but punctuation follows: with that, where it is left out as a range, for a
    drafter cites no full stop as the end of one."""
    rest = one[a2:]
    bare = not any(character.isalnum() for token in rest for character in token)
    if rest and bare and rest == other[b2:] and a2 - a1 > MOST_WORDS:
        return len(one), len(other)
    return a2, b2


def _is_joined(tokens: Sequence[tuple[str, int, int]], start: int, end: int) -> bool:
    """Whether a run of tokens begins with a label that is written on to the word before it: 84B(1)."""
    return 0 < start < end and tokens[start][0].startswith("(") and tokens[start][1] == tokens[start - 1][2]


def unnumbered(node: Provision) -> Provision:
    """A clause or Schedule without its number, as it is tabled."""
    return replace(node, items=tuple(item for item in node.items if item is not node.number))
