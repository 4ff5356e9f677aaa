"""The rows of a page: words on one baseline, from left to right, and what is drawn as one thing on one row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import accumulate, pairwise

from amend.formats.pdf.page_drawings import Box
from amend.formats.pdf.page_words import PageWord, PdfPage

_WORD = re.compile(r"[A-Za-z][a-z]{2}")
_SYMBOL = re.compile(r"(?:[0-9.,]+|\S)[”;:.,]*")

_ON_ONE = 0.16
"""How far apart two baselines may be, in sizes of type, and be one: a number in the margin is set a little higher."""

_RAISED = 0.62
"""How far a smaller character may be raised or lowered and belong to the row."""

_DRAWN = 4
"""How many rows of its own a formula has at most; what has more is text in a frame."""

_CLOSE = 0.06
"""The gap, in sizes of type, at which two pieces that something else came between in the file are one word."""


@dataclass(frozen=True, slots=True)
class PageRow:
    """The words of one row. foot: its baseline. size: of most of its type. drawn: whether it was drawn as one thing
    that has several rows of its own, as a formula has; its words are then from top to bottom."""

    words: tuple[PageWord, ...]
    foot: float
    size: float
    drawn: bool = False

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return self.words[-1].right

    @property
    def text(self) -> str:
        """Its words with a space between each."""
        return " ".join(word.text for word in self.words)

    @property
    def shades(self) -> tuple[tuple[int, int], ...]:
        """The shades of its characters that have one, by their places in text."""
        starts = accumulate((len(word.text) + 1 for word in self.words), initial=0)
        return tuple(
            (at + one, shade) for at, word in zip(starts, self.words, strict=False) for one, shade in word.shades
        )

    @property
    def italic(self) -> bool:
        """Whether all that has a letter is in italics; False where nothing has."""
        lettered = [word for word in self.words if any(map(str.isalpha, word.text))]
        return bool(lettered) and all(word.italic for word in lettered)

    @property
    def bold(self) -> bool:
        """Whether all of it is in bold type."""
        return all(word.bold for word in self.words)


def rows_of_page(page: PdfPage) -> tuple[PageRow, ...]:
    """The rows of a page from top to bottom; what stands off the page is left out."""
    shown = [word for word in page.words if 0 <= word.left < page.width and 0 <= word.foot < page.height]
    shown = _with_dropped_capitals(shown)
    drawn: list[PageRow] = []
    for box in page.drawn:
        inside = [word for word in shown if _is_in(word, box)]
        parts = sorted(_on_baselines(inside), key=lambda row: -row.foot)
        if inside and len(parts) <= _DRAWN:
            shown = [word for word in shown if not _is_in(word, box)]
            words = tuple(part for row in parts for word in row.words for part in _symbols(word))
            drawn.append(PageRow(words, (box.foot + box.head) / 2, max(word.size for word in words), True))
    return tuple(sorted([*_on_baselines(shown), *drawn], key=lambda row: -row.foot))


def _symbols(word: PageWord) -> list[PageWord]:
    """The letters, figures and signs of a formula, which stand close together, each for itself; a true word is one."""
    if _WORD.search(word.text):
        return [word]
    return [
        replace(
            word,
            text=part[0],
            shades=tuple((at - part.start(), shade) for at, shade in word.shades if at in _span(part)),
        )
        for part in _SYMBOL.finditer(word.text)
    ]


def _span(part: re.Match[str]) -> range:
    return range(part.start(), part.end())


def _with_dropped_capitals(words: list[PageWord]) -> list[PageWord]:
    """The words, a capital that is set over several rows, “B” of “Be it enacted”, joined to the word that it begins."""
    out = list(words)
    for capital in words:
        if len(capital.text) != 1 or not capital.text.isalpha():
            continue
        beside = [
            word
            for word in out
            if word.size < capital.size * 0.55
            and 0 <= word.left - capital.right + 3 < capital.size * 0.5
            and -1 < word.foot - capital.foot < capital.size
        ]
        if beside:
            first = max(beside, key=lambda word: word.foot)
            whole = capital.with_next(first, first.text)
            out[out.index(first)] = replace(first, text=whole.text, left=capital.left, shades=whole.shades)
            out.remove(capital)
    return out


def _is_in(word: PageWord, box: Box) -> bool:
    return box.left - 2 <= word.left <= box.right + 2 and box.foot - 2 <= word.foot <= box.head + 2


def _on_baselines(words: Iterable[PageWord]) -> list[PageRow]:
    """The words by their baselines; one that is smaller and raised or lowered goes with those beside it."""
    lines: list[list[PageWord]] = []
    for word in sorted(words, key=lambda word: (-word.foot, word.left)):
        if lines and lines[-1][0].foot - word.foot <= _ON_ONE * max(word.size, lines[-1][0].size):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_row(line) for line in _with_raised(lines)]


def _with_raised(lines: list[list[PageWord]]) -> list[list[PageWord]]:
    """The lines, those of small raised or lowered characters joined to the line that they stand in."""
    sizes = [max(word.size for word in line) for line in lines]
    out: list[list[PageWord]] = []
    taken: set[int] = set()
    for at, line in enumerate(lines):
        for beside in (at + 1, at - 1):
            if not 0 <= beside < len(lines) or beside in taken or at in taken:
                continue
            near = abs(line[0].foot - lines[beside][0].foot) <= _RAISED * sizes[beside]
            if near and sizes[at] < sizes[beside] * 0.85 and _fits(line, lines[beside]):
                lines[beside].extend(line)
                taken.add(at)
    out += [line for at, line in enumerate(lines) if at not in taken]
    return out


def _fits(small: Sequence[PageWord], line: Sequence[PageWord]) -> bool:
    """Whether small characters stand beside words of a line, and over none of them."""
    return all(
        any(abs(word.right - one.left) < one.size or abs(one.right - word.left) < one.size for word in line)
        and not any(word.left < one.left and one.right < word.right for word in line)
        for one in small
    )


def _row(words: list[PageWord]) -> PageRow:
    ordered = sorted(words, key=lambda word: word.left)
    joined: list[PageWord] = []
    for word in ordered:
        last = joined[-1] if joined else None
        if last and abs(word.left - last.right) < _CLOSE * word.size and last.last + 2 < word.first:
            text = word.text.lower() if word.size < last.size * 0.9 else word.text
            joined[-1] = last.with_next(word, text)
        else:
            joined.append(word)
    joined = _closed_up(joined)
    size = Counter(round(word.size, 1) for word in joined for _ in word.text).most_common(1)[0][0]
    largest = max(word.size for word in joined)
    if any(word.small_capitals for word in joined):
        joined = [_lowered(word, largest) for word in joined]
    return PageRow(
        tuple(joined), max(joined, key=lambda word: (len(word.text), word.size)).foot, max(size, largest * 0.8)
    )


def _closed_up(words: list[PageWord]) -> list[PageWord]:
    """The words of a row, one in capitals that is set with a space after each letter, “B I L L”, as one."""
    spaced = all(len(word.text) == 1 and word.text.isupper() for word in words)
    if len(words) < 2 or not spaced or any(two.left - one.right > one.size for one, two in pairwise(words)):
        return words
    return [reduce(lambda whole, word: whole.with_next(word, word.text), words)]


def _lowered(word: PageWord, largest: float) -> PageWord:
    """A word of a row in small capitals, in small letters where all of it is small."""
    if word.text.isupper() and word.size < largest * 0.9:
        return replace(word, text=word.text.lower(), small_capitals=True)
    return word


def usual_leading(rows: Sequence[PageRow]) -> float:
    """The distance from row to row that is most usual; 0 for fewer than two rows."""
    gaps = Counter(round(above.foot - below.foot, 0) for above, below in pairwise(rows))
    return gaps.most_common(1)[0][0] if gaps else 0.0
