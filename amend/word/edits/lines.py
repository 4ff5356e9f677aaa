"""The paragraphs that someone has left of a print: which each was, and where quoted text begins and ends among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from amend.english.quotes import CLOSE, OPEN, curled
from amend.errors import AmendError, Refusal
from amend.model.citation import address_of
from amend.model.numbering import bare, families
from amend.model.printed import OUTSIDE
from amend.model.provision import Path
from amend.model.text import folded
from amend.word.edits.paragraph_index import ParagraphIndex, Quotation, block_path, own, runs, tails
from amend.word.edits.typed import Typed

_LABEL = re.compile(r"\([0-9A-Za-z]{1,6}\)(?=\s|$)")
_ALPHANUMERIC = re.compile(r"[0-9A-Za-z]+")
_STRAIGHT = re.compile("[\"']")


@dataclass(slots=True)
class RestoredLine:
    """A paragraph as it was left, while it is put back.

    body: what it says without the marks of quoted text around it. inside: the path of the quoted structure that it is
    part of, () for none. closings: quoted structures that end with it, and the words that follow each. loose: whether
    it has to be placed as if it were new. run: which stretch of paragraphs that stand as in the print it is of, 0 for
    one that was edited. at: the index of the paragraph that was typed.
    """

    words: str
    base: int | None
    cell: object
    row: object
    body: str = ""
    inside: Path = ()
    closings: list[tuple[Path, str]] = field(default_factory=list)
    loose: bool = False
    run: int = 0
    at: int = 0
    _begins: list[tuple[int, Path]] = field(default_factory=list)
    _ends: list[tuple[int, int, Path]] = field(default_factory=list)

    @property
    def begun(self) -> int:
        """How many characters of its words open quoted structures."""
        return sum(length for length, _ in self._begins)

    def said(self, within: Path) -> str:
        """What it says, without the marks of the quoted structures that are that one or hold it."""
        start = sum(length for length, path in self._begins if within[: len(path)] == path)
        ends = (at for at, _, path in self._ends if within[: len(path)] == path)
        return self.words[start : min(ends, default=len(self.words))].strip()


@dataclass(frozen=True, slots=True)
class Stuck:
    """Paragraphs that cannot be put back, from first to last of those typed. error: why. span: the paragraphs of the
    print that they belong to, where this is known. whole: whether no less than the whole clause is at fault."""

    error: AmendError
    first: int
    last: int
    span: tuple[int, int] | None = None
    whole: bool = False


def lines(stands: ParagraphIndex, typed: Sequence[Typed]) -> list[RestoredLine] | Stuck:
    """The lines of the text, in order, without those of the cover and contents and empty ones; Stuck for quoted text
    that is not closed."""
    found: list[RestoredLine] = []
    inside = False
    run, last = 0, -1
    for at, one in enumerate(typed):
        if one.base is not None:
            inside = one.base >= stands.end_of_front
            if stands.paragraphs[one.base].role in OUTSIDE:
                continue
        if not inside or not (one.words or one.base in stands.cells):
            continue
        words = one.words
        turn = stands.turn[one.base] if one.base is not None and words == stands.words[one.base] else -1
        if turn < 0 and _STRAIGHT.search(words):
            words = curled(words)
        run += turn < 0 or last < 0 or turn != last + 1
        last = turn
        found.append(RestoredLine(words, one.base, one.cell, one.row, words, at=at, run=run if turn >= 0 else 0))
    return _quote(stands, found) or found


def labelled(stands: ParagraphIndex, line: RestoredLine) -> tuple[list[str], str] | None:
    """The numbers of a line, one for each that its paragraph has in the print, and its words.

    None when they are not of the kind that they were, so that the line has another place.
    """
    assert line.base is not None
    paragraph = stands.paragraphs[line.base]
    numbers: list[str] = []
    rest = line.body
    for run in paragraph.numbers:
        was = bared(run.words, run.opening, run.closing)
        if rest == was or rest.startswith(f"{was} "):
            number = was
        else:
            number = " ".join(rest.split(" ")[: len(was.split(" "))])
            if not _alike(was, number):
                return None
        numbers.append(number)
        rest = rest[len(number) :].lstrip()
    if bool(rest) != bool(own(paragraph)):
        return None
    if not numbers and _LABEL.match(rest) and not _LABEL.match(_own_words(stands, line.base)):
        return None
    return numbers, rest


def bared(words: str, opening: str, closing: str) -> str:
    """The words of a run without the marks of quoted text around it."""
    return folded(words[len(opening) : len(words) - len(closing)])


def cited_paragraph(stands: ParagraphIndex, index: int | None) -> str:
    """How a paragraph of the print is cited, for a message: "Clause 5(2)"; one that stands in none by the one above."""
    for at in range(index if index is not None else -1, -1, -1):
        path = block_path(stands.paragraphs[at])
        address = address_of(stands.bill, path) if path else None
        if address:
            name = str(address)
            return f"{name[0].upper()}{name[1:]}"
    return "the beginning"


def _own_words(stands: ParagraphIndex, index: int) -> str:
    paragraph = stands.paragraphs[index]
    one = own(paragraph)
    return bared(one.words, one.opening, one.closing) if one else ""


def _alike(was: str, number: str) -> bool:
    """Whether a number is of the kind that another was: "(2)" and "(2A)", "5" and "6"."""
    one, other = families(bare(was)), families(bare(number))
    shape = [_ALPHANUMERIC.sub("", text) for text in (was, number)]
    return bool(set(one) & set(other)) and shape[0] == shape[1]


# Quoted text


def _quote(stands: ParagraphIndex, found: list[RestoredLine]) -> Stuck | None:
    """Find where each quoted structure of the print of which something is edited begins and ends, outermost first."""
    intact = {line.base: line.run for line in found if line.run}
    for quotation in stands.quotations.values():
        if quotation.first in intact and intact[quotation.first] == intact.get(quotation.last):
            continue  # it is grafted whole, or read with its marks
        members = [at for at, line in enumerate(found) if line.base is not None and _holds(quotation, line.base)]
        if members:
            try:
                _Extent(stands, found, quotation, members).settle()
            except Refusal as error:
                span = quotation.first, quotation.last
                return Stuck(error, found[members[0]].at, found[members[-1]].at, span)
    for line in found:
        _cut(line)
    return None


def _holds(quotation: Quotation, index: int) -> bool:
    return quotation.first <= index <= quotation.last


def _cut(line: RestoredLine) -> None:
    """Take the marks of quoted text off the ends of a line, and keep the words that follow them."""
    ends = sorted(line._ends)
    line.body = line.words[line.begun : ends[0][0] if ends else None].strip()
    for index, (at, length, path) in enumerate(ends):
        stop = ends[index + 1][0] if index + 1 < len(ends) else len(line.words)
        line.closings.append((path, line.words[at + length : stop].rstrip()))


@dataclass(slots=True)
class _Extent:
    """Where one quoted structure begins and ends. members: the lines that are its paragraphs in the print."""

    stands: ParagraphIndex
    found: list[RestoredLine]
    quotation: Quotation
    members: list[int]

    def settle(self) -> None:
        """Note the beginning and end on the lines, and on those between them what they are inside."""
        start = self._start()
        self.found[start]._begins.append((len(self.quotation.opening), self.quotation.path))
        end, at = self._end(start)
        self.found[end]._ends.append((at, len(self.quotation.closing), self.quotation.path))
        for line in self.found[start : end + 1]:
            line.inside = self.quotation.path

    def _start(self) -> int:
        first = at = self.members[0]
        opening = self.quotation.opening
        while not self.found[at].words.startswith(opening, self.found[at].begun):
            at -= 1
            if at < 0 or self.found[at].base is not None:
                raise self._refusal(first, "opened", f"begin it with {opening}")
        return at

    def _end(self, start: int) -> tuple[int, int]:
        last = self.members[-1]
        words = self.found[last].words
        if not self.quotation.closing:
            tail = self._tail_in_print()
            return last, len(words) - len(tail) if tail and words.endswith(tail) else len(words)
        stop = last
        while stop + 1 < len(self.found) and self.found[stop + 1].base is None:
            stop += 1
        if self._regular():
            found = _unbalanced([line.words for line in self.found[start : stop + 1]], self.found[start].begun)
            if found and start + found[0] >= last:
                return start + found[0], found[1]
        else:
            at = len(words)
            for _ in range(1 + self._outer_closings()):
                at = words.rfind(self.quotation.closing, 0, at)
            if at >= 0:
                return last, at
        raise self._refusal(last, "closed", f"end it with {self.quotation.closing}")

    def _regular(self) -> bool:
        """Whether in the print the quotation closes where the count of its marks says."""
        quotation, paragraphs = self.quotation, self.stands.paragraphs
        said = [paragraph.words for paragraph in paragraphs[quotation.first : quotation.last + 1]]
        one = runs(paragraphs[quotation.first])[0]
        outer = sum(
            len(other.opening)
            for other in self.stands.quotations.values()
            if other.first == quotation.first and quotation.path[: len(other.path)] == other.path
        )
        found = _unbalanced(said, outer)
        if found is None or found[0] != len(said) - 1 or not one.words:
            return False
        return said[-1].count(CLOSE, found[1] + 1) == self._outer_closings()

    def _outer_closings(self) -> int:
        """How many quotations that hold this one end with the same paragraph of the print."""
        mine = self.quotation
        ending = (other for other in self.stands.quotations.values() if other.last == mine.last and other.closing)
        return sum(1 for other in ending if other is not mine and mine.path[: len(other.path)] == other.path)

    def _tail_in_print(self) -> str:
        path = self.quotation.path[:-1]
        following = tails(self.stands.paragraphs[self.quotation.last])
        mine = (run.words for run in following if run.path == path and run.start == self.quotation.tail[0])
        return folded("".join(mine))

    def _refusal(self, at: int, done: str, remedy: str) -> Refusal:
        line = self.found[at]
        return Refusal(
            f"the quotation around “{line.words.lstrip(OPEN)[:50]}” is not {done}",
            place=cited_paragraph(self.stands, line.base),
            remedy=remedy,
        )


def _unbalanced(said: Sequence[str], start: int) -> tuple[int, int] | None:
    """Where the first quotation mark closes that none has opened since `start` in the first row: row and character."""
    depth = 0
    for row, words in enumerate(said):
        for at in range(start if row == 0 else 0, len(words)):
            if words[at] == OPEN:
                depth += 1
            elif words[at] == CLOSE:
                if depth == 0:
                    return row, at
                depth -= 1
    return None
