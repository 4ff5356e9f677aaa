"""Tracked changes as Word and LibreOffice both understand them: each insertion and deletion, and whose it is.

What is inserted stands before what is left out in its place, or LibreOffice joins the paragraph with the next when all
is rejected; the other forms in which it does so (measured, LibreOffice 7.4.7) are not written either. Nothing is marked
as moved: what moves is left out and inserted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from amend.engine.compare.redline import RENUMBERING, Beside, Pair
from amend.engine.compare.words import TOO_LONG, Piece, Side
from amend.model.printed import PrintedParagraph
from amend.model.text import legible
from amend.word.ooxml.package import DECLARATION, W, said, valued
from amend.word.write.line_numbers import MarginLines

_TAGS: Mapping[Side, str] = {"inserted": "ins", "left out": "del"}
_LOOKS = {"b": "<w:b/>", "i": "<w:i/>", "u": '<w:u w:val="single"/>'}
_RAISED = {"sup": "superscript", "sub": "subscript"}
_LAST_WORD = re.compile(r"[^\s]+$")
_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose changes they are. date: None where none is known. note: the rows of a comment on the first of them; empty
    for no comment."""

    author: str
    date: date | None = None
    note: tuple[str, ...] = ()


HANDS = {"": Hand("amend"), RENUMBERING: Hand("amend: renumbering")}
"""Whose changes those are that nobody in particular made, and those the clerks make as they print a Bill again."""


@dataclass(frozen=True, slots=True)
class ParagraphMark:
    """What becomes of a paragraph mark: "inserted" or "left out", and whose change that is."""

    kind: Side
    by: str


@dataclass(slots=True)
class Reviser:
    """Writes changes, with one count of identifiers for the whole file.

    hands: whose change each is, by `by`. lines: of the print, told in the margin. day: of the changes whose hand has
    none; None where none is known, and then they have no date.
    """

    hands: Mapping[str, Hand]
    lines: MarginLines
    day: date | None = None
    _count: int = 0
    _noted: set[str] = field(default_factory=set)
    _comments: list[tuple[int, Hand]] = field(default_factory=list)

    def fresh(self) -> int:
        """An identifier that nothing else in the file has."""
        self._count += 1
        return self._count

    def change(self, kind: Side, by: str, inner: str = "") -> str:
        """An insertion or deletion around runs; without them, the property of a paragraph mark or row."""
        hand = self._hand(by)
        author = valued(legible(hand.author[:_LONGEST_NAME]))
        tag = f'w:{_TAGS[kind]} w:id="{self.fresh()}" w:author={author}{self._dated(hand)}'
        return f"<{tag}>{inner}</w:{_TAGS[kind]}>" if inner else f"<{tag}/>"

    def mark(self, mark: ParagraphMark | None) -> str:
        """The properties of a paragraph mark; "" for one that stands."""
        return f"<w:rPr>{self.change(mark.kind, mark.by)}</w:rPr>" if mark else ""

    def runs(self, beside: Beside, pieces: Sequence[Piece]) -> str:
        """The words of a paragraph, or of two beside each other, with what changes in them."""
        lines = self.lines.of(beside.old, stands=beside.new is not None)
        old, new = _Looks(beside.old), _Looks(beside.new, lines.shades)
        out = []
        for piece in pieces:
            if piece.kind == "inserted":
                out.append(self._commented(beside, piece, new.runs(piece.words)))
                continue
            cut = list(lines.cut(piece.words))
            if piece.kind == "same":
                old.skip(piece.words)
                out += [box + new.runs(words) for box, words in cut]
            else:  # no box stands inside a change, or it would go with it
                out += [box for box, _ in cut]
                out.append(self._commented(beside, piece, old.runs(piece.words, gone=True)))
        if any(piece.too_long for piece in pieces):
            out.append(self._reference(Hand(self._hand("").author, note=(TOO_LONG,))))
        return "".join(out)

    def comments(self) -> str | None:
        """The part with the comments made so far; None when there are none."""
        if not self._comments:
            return None
        found = []
        for number, hand in self._comments:
            paragraphs = "".join(_comment_row(row, first=not index) for index, row in enumerate(hand.note))
            author = valued(legible(hand.author[:_LONGEST_NAME]))
            initials = valued("".join(word[0] for word in re.findall(r"\w+", legible(hand.author)))[:9] or "a")
            found.append(
                f'<w:comment w:id="{number}" w:author={author}{self._dated(hand)} w:initials={initials}>'
                f"{paragraphs}</w:comment>"
            )
        return f'{DECLARATION}<w:comments xmlns:w="{W}">{"".join(found)}</w:comments>'

    def _dated(self, hand: Hand) -> str:
        """The attribute with the date of a hand; "" for none."""
        day = hand.date or self.day
        return f' w:date="{day.isoformat()}T00:00:00Z"' if day else ""

    def _hand(self, by: str) -> Hand:
        return self.hands.get(by) or self.hands[""]

    def _commented(self, beside: Beside, piece: Piece, inner: str) -> str:
        """A change, and around the first of a hand that has a note, the ends of the comment; not in the contents.

        What refers to the comment goes with a paragraph that is inserted or left out whole, and else stands by itself.
        """
        shown = beside.new or beside.old
        listed = shown is not None and shown.role.startswith("contents")
        if listed or piece.by in self._noted or not self._hand(piece.by).note:
            return self.change(piece.kind, piece.by, inner)
        self._noted.add(piece.by)
        reference = self._reference(self._hand(piece.by))
        number, _ = self._comments[-1]
        start, end = f'<w:commentRangeStart w:id="{number}"/>', f'<w:commentRangeEnd w:id="{number}"/>'
        changed = self.change(piece.kind, piece.by, inner)
        if beside.old is None or beside.new is None:
            reference = self.change(piece.kind, piece.by, reference)
        return f"{start}{changed}{end}{reference}"

    def _reference(self, hand: Hand) -> str:
        """The run that refers to a new comment, with the note of a hand."""
        number = self.fresh()
        self._comments.append((number, hand))
        style = '<w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
        return f'<w:r>{style}<w:commentReference w:id="{number}"/></w:r>'


def settled_paragraphs(
    pairs: Sequence[Pair], *, walled: bool
) -> list[tuple[Pair, tuple[Piece, ...], ParagraphMark | None]]:
    """The paragraphs and tables of a body or cell, each with its pieces in order and what becomes of its mark.

    walled: whether the last paragraph ends a cell, so that it must stand.
    """
    marks: list[ParagraphMark | None] = [_own_mark(pair) for pair in pairs]
    pieces = [_ordered(pair.pieces) if isinstance(pair, Beside) else () for pair in pairs]
    for index, pair in enumerate(pairs):
        following = pairs[index + 1] if index + 1 < len(pairs) else None
        if isinstance(pair, Beside) and marks[index] and (walled if following is None else _is_table(following)):
            _shift(pairs, marks, index)
    for index, pair in enumerate(pairs[:-1]):
        if marks[index] is None and isinstance(pair, Beside) and pieces[index]:
            last, after = pieces[index][-1], marks[index + 1]
            follows = after is not None and after.kind == "inserted" and after.by == last.by
            if last.kind == "inserted" and follows and _is_new(pairs[index + 1]):
                rewritten = _rewritten(pieces[index])
                if rewritten is None:
                    _shift(pairs, marks, _last_of_run(marks, index + 1))
                else:
                    pieces[index] = rewritten
    return list(zip(pairs, pieces, marks, strict=True))


def _is_table(pair: Pair) -> bool:
    return not isinstance(pair, Beside)


def _is_new(pair: Pair) -> bool:
    return isinstance(pair, Beside) and pair.old is None


def _own_mark(pair: Pair) -> ParagraphMark | None:
    if isinstance(pair, Beside) and (pair.old is None or pair.new is None):
        return ParagraphMark("inserted" if pair.old is None else "left out", pair.by)
    return None


def _last_of_run(marks: Sequence[ParagraphMark | None], index: int) -> int:
    """The last of the paragraphs from index on whose marks go the same way."""
    own = marks[index]
    while own and index + 1 < len(marks) and (mark := marks[index + 1]) is not None and mark.kind == own.kind:
        index += 1
    return index


def _shift(pairs: Sequence[Pair], marks: list[ParagraphMark | None], last: int) -> None:
    """Move the marks of a run of paragraphs one up, to the paragraph before them: the last cannot lose its own."""
    own = marks[last]
    first = last
    while first and own and (mark := marks[first - 1]) is not None and mark.kind == own.kind:
        first -= 1
    if first and marks[first - 1] is None and isinstance(pairs[first - 1], Beside):
        marks[first - 1 : last + 1] = [*marks[first : last + 1], None]


def _ordered(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with what is inserted before what is left out in its place."""
    found: list[Piece] = []
    held: list[Piece] = []
    for piece in pieces:
        if piece.kind == "left out":
            held.append(piece)
        else:
            if piece.kind == "same":
                found += held
                held = []
            found.append(piece)
    return tuple(found + held)


def _rewritten(pieces: tuple[Piece, ...]) -> tuple[Piece, ...] | None:
    """The pieces of a paragraph that ends with inserted words, its last kept word left out and inserted with them.

    So the paragraph does not end in an insertion, which LibreOffice would join with the one that is inserted after it.
    None when no word is kept just before.
    """
    first = len(pieces) - 1
    while first and pieces[first - 1].kind == "inserted":
        first -= 1
    kept = pieces[first - 1] if first else None
    word = _LAST_WORD.search(kept.words) if kept is not None and kept.kind == "same" else None
    if kept is None or word is None:
        return None
    by = pieces[-1].by
    before = (Piece("same", kept.words[: word.start()]),) if word.start() else ()
    again = Piece("inserted", word[0] + pieces[first].words, by=pieces[first].by)
    return (*pieces[: first - 1], *before, again, *pieces[first + 1 :], Piece("left out", word[0], by=by))


class _Looks:
    """How the words of a paragraph look, taken from left to right. shades: as `PendingLines` has them."""

    def __init__(self, paragraph: PrintedParagraph | None, shades: tuple[tuple[int, int, str], ...] = ()) -> None:
        self._spans: list[tuple[int, int, str]] = [*shades]
        self._at = 0
        at = 0
        for runs, tab in ((paragraph.numbers, 1), (paragraph.runs, 0)) if paragraph else ():
            for run in runs:
                self._spans += [(at + start, at + end, name) for start, end, name in run.looks]
                at += len(run.words) + tab

    def skip(self, words: str) -> None:
        """Pass over words that the other side shows."""
        self._at += len(words)

    def runs(self, words: str, *, gone: bool = False) -> str:
        """The runs of the next words. gone: whether they are left out."""
        return "".join([_run(part, looks, gone=gone) for part, looks in self.cut(words)])

    def cut(self, words: str) -> Iterator[tuple[str, frozenset[str]]]:
        """The words in stretches that look alike, with the marks over each."""
        start, end = self._at, self._at + len(words)
        self._at = end
        if not self._spans:
            yield words, frozenset()
            return
        cuts = {start, end} | {at for span in self._spans for at in span[:2] if start < at < end}
        points = sorted(cuts)
        for one, two in pairwise(points):
            looks = frozenset(name for begin, stop, name in self._spans if begin <= one and two <= stop)
            yield words[one - start : two - start], looks


def _run(words: str, looks: frozenset[str], *, gone: bool = False) -> str:
    """A run of words, tabs among them."""
    tag = "delText" if gone else "t"
    shown = said(words)
    inner = f'<w:{tag} xml:space="preserve">' + shown + f"</w:{tag}>"
    if "\t" in shown:
        pieces = (f'<w:{tag} xml:space="preserve">{piece}</w:{tag}>' if piece else "" for piece in shown.split("\t"))
        inner = "<w:tab/>".join(pieces)
    if not looks:
        return f"<w:r>{inner}</w:r>"
    styles = "".join(_LOOKS[name] for name in ("b", "i") if name in looks)
    shades = sorted(looks - _LOOKS.keys() - _RAISED.keys())[:1]
    styles += "".join(f'<w:color w:val="{shade}"/>' for shade in shades) + (_LOOKS["u"] if "u" in looks else "")
    raised = "".join(f'<w:vertAlign w:val="{_RAISED[name]}"/>' for name in sorted(looks & _RAISED.keys())[:1])
    return f"<w:r><w:rPr>{styles}{raised}</w:rPr>{inner}</w:r>"


def _comment_row(row: str, *, first: bool) -> str:
    style = '<w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
    sign = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>' if first else ""
    return f"<w:p>{style}{sign}{_run(legible(row), frozenset())}</w:p>"
