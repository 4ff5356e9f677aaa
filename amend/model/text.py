"""Words with their inline marks, cut and joined by position without losing a mark."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from amend.model.frozen import quickly_made

OBJECT = "\ufffc"
"""Stands in a text for what is no word: a quoted structure, a note or a table (see Block.objects)."""

LINE = "?L"
"""The name of the mark that says which printed line starts here; its value is "page-line"."""

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""A character that no XML file can hold."""

_NOT_SEEN = "\u00ad\u034f\u115f\u1160\u180e\u200b-\u200d\u2061-\u2064\u2800\u3164\ufeff\uffa0\U000e0000-\U000e007f"

_MISLEADING = f"\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb{_NOT_SEEN}"

MISLEADS = re.compile(f"[{_MISLEADING}]|(?<=\\w)\u2060(?=\\w)")
"""A character that does not show and hides in a word, has what is beside it shown in another order, or is a command.

U+2060, which holds a line together, is one within a word only: prints from Word have it beside dashes."""

_MAY_MISLEAD = re.compile(f"[{_MISLEADING}\u2060]")
"""What MISLEADS is looked for where it is found: one set of characters is found in a sixth of the time."""

RAISED_AS = {
    "sup": str.maketrans("0123456789+-−=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ"),
    "sub": str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"),
}
"""By the name of the mark over what is raised or lowered: the characters that are so by themselves."""

FOR_LOOKS = frozenset({"st", "nd", "rd", "th"})
"""What is raised for its looks alone: 1st and 2nd."""

Attributes = tuple[tuple[str, str], ...]


@quickly_made
@dataclass(frozen=True, slots=True)
class Mark:
    """An inline element over text[start:end], or a point (start == end): an empty element, a processing
    instruction, a comment.

    name: the element's name, or "?target", "#comment", "#space". depth: how many marks it lies in; marks are
    kept in document order, and order and depth together say how they nest.
    attributes: of the element; what a processing instruction, comment or space holds is under the key "".
    """

    start: int
    end: int
    depth: int
    name: str
    attributes: Attributes = ()

    @property
    def value(self) -> str:
        """What a processing instruction, comment or space holds; "" for an element."""
        return self.attributes[0][1] if self.attributes and self.attributes[0][0] == "" else ""


@quickly_made
@dataclass(frozen=True, slots=True)
class Text:
    """Characters and the marks over them; positions are characters from 0, ranges half open."""

    chars: str = ""
    marks: tuple[Mark, ...] = ()

    def __len__(self) -> int:
        return len(self.chars)

    def __add__(self, other: Text) -> Text:
        return Text(self.chars + other.chars, self.marks + _moved(other.marks, len(self.chars)))

    def slice(self, start: int, end: int) -> Text:
        """The text from start to end, with every mark that lies in it or reaches into it, cut to fit.

        Points at either edge are kept. A mark over words is left out when none of its words remain.
        """
        kept = []
        for mark in self.marks:
            if mark.start == mark.end:
                if start <= mark.start <= end:
                    kept.append(_at(mark, mark.start - start, mark.end - start))
            elif max(mark.start, start) < min(mark.end, end):
                kept.append(_at(mark, max(mark.start, start) - start, min(mark.end, end) - start))
        return Text(self.chars[start:end], _nested(kept))

    def replace(self, start: int, end: int, new: Text) -> Text:
        """The text with [start:end] replaced; a mark over words on both sides goes over the new words too.

        A mark whose words all go is dropped; points inside the range are dropped, points at its edges kept.
        """
        grown = len(new) - (end - start)
        before: list[Mark] = []
        after: list[Mark] = []
        depth = 0
        for mark in self.marks:
            if mark.start == mark.end:
                if mark.start <= start:
                    before.append(mark)
                elif mark.start >= end:
                    after.append(_at(mark, mark.start + grown, mark.end + grown))
                continue
            if start <= mark.start and mark.end <= end and start < end:
                continue
            left, right = mark.start, mark.end
            if left >= end:
                left += grown
            elif left > start:
                left = start + len(new)
            if right >= end and right > start:
                right += grown
            elif right > start:
                right = start
            if left < right:
                moved = _at(mark, left, right)
                (after if mark.start >= end or mark.start > start else before).append(moved)
                if left <= start and right >= start + len(new) and right > start:
                    depth = max(depth, mark.depth + 1)
        inserted = [replace(mark, depth=mark.depth + depth) for mark in _moved(new.marks, start)]
        chars = self.chars[:start] + new.chars + self.chars[end:]
        return Text(chars, _nested([*before, *inserted, *after]))

    def replace_each(self, edits: Sequence[tuple[int, int, str]]) -> Text:
        """The text with several ranges replaced, as by `replace` from the last to the first; each mark is made once.

        edits: the ranges in order, no two touching, and the words for each.
        """
        points = {start for start, end, _ in edits if start == end}
        if any(mark.start in points and mark.start < mark.end for mark in self.marks):  # each puts its points before it
            text = self
            for start, end, words in reversed(edits):
                text = text.replace(start, end, Text(words))
            return text
        pieces, at, grown, total = [], 0, [0], 0
        for start, end, words in edits:
            pieces += [self.chars[at:start], words]
            at, total = end, total + len(words) - (end - start)
            grown.append(total)
        starts, ends = [start for start, _, _ in edits], [end for _, end, _ in edits]
        kept = []
        for mark in self.marks:
            first = bisect_left(ends, mark.start)  # the edits before this one only move it
            last = bisect_left(starts, mark.end + (mark.start == mark.end))
            if first >= last:
                moved: Mark | None = mark
            else:
                one = Text("", (mark,))
                for start, end, words in reversed(edits[first:last]):
                    one = one.replace(start, end, Text(words))
                moved = one.marks[0] if one.marks else None
            if moved is not None:
                by = grown[first]
                kept.append(Mark(moved.start + by, moved.end + by, mark.depth, mark.name, mark.attributes))
        return Text("".join((*pieces, self.chars[at:])), _nested(kept))

    def printed(self, start: int = 0, end: int | None = None) -> str:
        """The characters from start to end, with the quotation marks that marks over words keep as attributes."""
        end = len(self.chars) if end is None else end
        if not self.marks:
            return self.chars[start:end]
        pieces, at = [], start
        for position, quote, opens in self.quotes():
            if (start <= position < end) if opens else (start < position <= end):
                pieces += [self.chars[at:position], quote]
                at = position
        return "".join((*pieces, self.chars[at:end])) if pieces else self.chars[start:end]

    def raised(self, start: int = 0, end: int | None = None) -> str:
        """As `printed`, with what is raised or lowered as the characters that are so by themselves, “10⁶”, and with a
        “^” or “_” before each that has none such: “a^β”."""
        return "".join(self.raised_each(start, end))

    def raised_each(self, start: int = 0, end: int | None = None) -> list[str]:
        """What `raised` says for each character of `printed`."""
        end = len(self.chars) if end is None else end
        said, pieces, at = self._each(), list[str](), start
        for position, quote, opens in self.quotes():
            if (start <= position < end) if opens else (start < position <= end):
                pieces += [*said[at:position], *quote]
                at = position
        return pieces + said[at:end]

    @property
    def exact(self) -> Text:
        """The same with what is raised or lowered as such characters, as far as there are any, one for one: so it is
        quoted in an amendment, which is plain words."""
        if not self.has_raised:
            return self
        return Text("".join(said[-1] for said in self._each()), self.marks)

    @property
    def has_raised(self) -> bool:
        """Whether anything is raised or lowered, not for its looks alone."""
        return bool(self.marks) and any(mark.name in RAISED_AS for mark in self.marks)

    def _each(self) -> list[str]:
        said = list(self.chars)
        for mark in self.marks:
            if mark.name not in RAISED_AS or self.chars[mark.start : mark.end].strip() in FOR_LOOKS:
                continue
            own, sign = RAISED_AS[mark.name], "^" if mark.name == "sup" else "_"
            for at in range(mark.start, mark.end):
                character = self.chars[at]
                other = character.translate(own)
                alone = other == character and not character.isspace() and character != OBJECT
                said[at] = sign + character if alone else other
        return said

    def quotes(self) -> list[tuple[int, str, bool]]:
        """The quotation marks that marks over words keep as attributes: before which character, the mark, whether it
        opens; in order."""
        if not self.marks:
            return []
        found: list[tuple[int, str, bool]] = []
        for mark in self.marks:
            if mark.name == LINE:
                continue
            for key, value in mark.attributes:
                if key.endswith("startQuote"):
                    found.append((mark.start, value, True))
                elif key.endswith("endQuote"):
                    found.append((mark.end, value, False))
        return sorted(found, key=lambda quote: quote[0]) if len(found) > 1 else found

    def marked(self, name: str) -> Iterable[Mark]:
        """The marks of that name, in order."""
        return (mark for mark in self.marks if mark.name == name)


def legible(words: str) -> str:
    """Words with a sign that shows in the place of each character that misleads."""
    if (words.isascii() and words.isprintable()) or not _MAY_MISLEAD.search(words):
        return words
    return MISLEADS.sub("\ufffd", words)


def join(texts: Sequence[Text]) -> Text:
    """The texts one after another, without anything between them."""
    joined = Text()
    for text in texts:
        joined += text
    return joined


def _at(mark: Mark, start: int, end: int) -> Mark:
    """The mark over other characters."""
    return Mark(start, end, mark.depth, mark.name, mark.attributes)


def with_lines(text: Text, cuts: Iterable[tuple[int, int, int]]) -> Text:
    """The text with the mark of a printed line at each cut, next to the word: (position, page, line), in order."""
    marks = list(text.marks)
    at = 0
    for position, page, line in cuts:
        depth = sum(mark.start <= position < mark.end for mark in text.marks)
        while at < len(marks) and marks[at].start <= position:
            at += 1
        marks.insert(at, Mark(position, position, depth, LINE, (("", f"{page}-{line}"),)))
        at += 1
    return Text(text.chars, tuple(marks))


def folded(words: str) -> str:
    """Words with white space folded, as two paragraphs are compared that a word processor or a printer has set."""
    return " ".join(words.split())


def _moved(marks: Iterable[Mark], by: int) -> tuple[Mark, ...]:
    return tuple(_at(m, m.start + by, m.end + by) for m in marks) if by else tuple(marks)


def _nested(marks: list[Mark]) -> tuple[Mark, ...]:
    """The marks with depths that close up where an outer mark was dropped."""
    nested: list[Mark] = []
    open_marks: list[tuple[int, Mark]] = []  # (depth before, mark) of the marks that the next one may lie in
    for mark in marks:
        while open_marks and not (
            open_marks[-1][0] < mark.depth
            and open_marks[-1][1].start <= mark.start
            and mark.end <= open_marks[-1][1].end
        ):
            open_marks.pop()
        placed = mark if mark.depth == len(open_marks) else replace(mark, depth=len(open_marks))
        open_marks.append((mark.depth, placed))
        nested.append(placed)
    return tuple(nested)
