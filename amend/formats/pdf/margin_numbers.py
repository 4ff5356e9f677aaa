"""The numbers in the margin of a PDF: of every fifth line of its own, or the pages and lines of another print.

They are told by how they stand: in a column beside all else in which multiples of five go up down the page, or behind
“p.”. No place on the page is known beforehand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from amend.formats.line_shades import DARKEST, LIGHTEST, MARGIN
from amend.formats.pdf.page_words import PageWord, PdfPage

STEP = 5
"""Every fifth line has its number in the margin."""

_LONGEST = 5
"""Digits of the number of a page or line."""


@dataclass(frozen=True, slots=True)
class CitedNumber:
    """A number of a line of another print, or where is_page of its page, beside the row on which that begins. foot: its
    baseline."""

    number: int
    foot: float
    is_page: bool

    def __str__(self) -> str:
        return f"“p. {self.number}”" if self.is_page else f"“{self.number}”"


class MarginOfPage(NamedTuple):
    """What the margin of a page has. words: those that are not in it. numbers: of its own lines, each with its
    baseline. cited: those of another print."""

    words: tuple[PageWord, ...]
    numbers: tuple[tuple[int, float], ...] = ()
    cited: tuple[CitedNumber, ...] = ()


def margins_of(pages: Sequence[PdfPage]) -> list[MarginOfPage]:
    """What the margin of each page has.

    The numbers stand in one column, beside all else of the page, and go up by five from its top; on the right, or on
    the left. Where the margin cites the pages of another print, its lines are not the rows of this file. A print that
    has such numbers on few of its pages has none.
    """
    if cites_another(pages):
        return _cited_margins(pages)
    out: list[MarginOfPage] = []
    for page in pages:
        best: list[PageWord] = []
        words = [word for word in page.words if 0 <= word.left < page.width and 0 <= word.foot < page.height]
        head = max((word.foot for word in words), default=0.0)  # in the first row only a page number can stand
        fives = [word for word in words if word.text.isdecimal() and len(word.text) < 4 and not int(word.text) % STEP]
        for edge in ("right", "left"):
            for column in {round(getattr(word, edge)) for word in fives}:
                standing = [word for word in fives if abs(getattr(word, edge) - column) <= 1.5]
                run = _run([word for word in standing if word.foot < head - 1 and _is_outside(word, words)])
                others = [word for word in words if word.text.isdecimal() and abs(getattr(word, edge) - column) <= 1.5]
                if len(run) > len(best) and len(others) == len(run):
                    best = run
        out.append(MarginOfPage(_without(page, best), numbers=tuple((int(word.text), word.foot) for word in best)))
    if sum(bool(margin.numbers) for margin in out) * 5 < sum(bool(page.words) for page in pages):
        return [MarginOfPage(page.words) for page in pages]  # what stands so on a page or two is of the text
    return out


def _cited_margins(pages: Sequence[PdfPage]) -> list[MarginOfPage]:
    """What the margin of each page has where it cites another print."""
    band = min(edge for page in pages for edge in _cited(page))
    usual = Counter(round(word.size, 1) for page in pages for word in page.words).most_common(1)[0][0]
    shaded = any(DARKEST <= shade <= LIGHTEST for page in pages for word in page.words for _, shade in word.shades)
    out: list[MarginOfPage] = []
    for page in pages:
        margin = [
            word
            for word in page.words
            if (word.is_of_shade(MARGIN) if shaded else _cites(word, band, usual) and not _goes_on(word, page.words))
        ]
        cited = tuple(
            CitedNumber(int(word.text), word.foot, before is not None and before.text == "p.")
            for before, word in zip((None, *margin), margin, strict=False)
            if word.text.isdecimal() and len(word.text) <= _LONGEST
        )
        out.append(MarginOfPage(_without(page, margin), cited=cited))
    return out


def _without(page: PdfPage, taken: Sequence[PageWord]) -> tuple[PageWord, ...]:
    """The words of a page but these."""
    these = set(map(id, taken))
    return tuple(word for word in page.words if id(word) not in these)


def _cites(word: PageWord, band: float, usual: float) -> bool:
    """Whether a word is of the pages and lines of another print: in the margin, or in its type beside a table."""
    said = word.text == "p." or word.text.isdecimal()
    return word.left >= band - 1 or (said and word.size < usual * 0.8 and not word.small_capitals)


def _goes_on(word: PageWord, words: Sequence[PageWord]) -> bool:
    """Whether a word stands close behind another of its row, as the number of “Section 5” does."""
    beside = (one for one in words if one.text != "p." and abs(one.foot - word.foot) < word.size * 0.5)
    return any(-0.1 < word.left - one.right < word.size * 0.8 for one in beside if one is not word)


def cites_another(pages: Sequence[PdfPage]) -> bool:
    """Whether the margin has the pages of another print, “p. 3”, as a file that was made of one has."""
    return any(_cited(page) for page in pages)


def _cited(page: PdfPage) -> list[float]:
    """Where in the margin the pages of another print are cited, “p. 3” beside all else."""
    out = []
    for one, two in pairwise(page.words):
        if one.text == "p." and two.text.isdecimal() and abs(one.foot - two.foot) < 1:
            before = [word for word in page.words if abs(word.foot - one.foot) < one.size and word.right < one.left + 1]
            after = [word for word in page.words if abs(word.foot - one.foot) < one.size and word.left > two.left]
            if not after and one.size < 10 and all(one.left - word.right > 3 for word in before):
                out.append(one.left)
    return out


def _run(words: Sequence[PageWord]) -> list[PageWord]:
    """Those of the numbers in a column that go up by five from its top, from 5."""
    found: list[PageWord] = []
    for word in sorted(words, key=lambda word: -word.foot):
        if int(word.text) == STEP * (len(found) + 1):
            found.append(word)
    return found


def _is_outside(word: PageWord, words: Sequence[PageWord]) -> bool:
    """Whether a number stands beside the text: a gap parts it from the row, and on one side of it nothing stands."""
    beside = [one for one in words if one is not word and abs(one.foot - word.foot) < word.size * 0.5]
    after = [one for one in beside if one.left > word.left]
    before = [one for one in beside if one.left < word.left]
    if after and before:
        return False
    gap = min((word.left - one.right for one in before), default=99.0)
    gap = min(gap, min((one.left - word.right for one in after), default=99.0))
    return gap > word.size * 0.8
