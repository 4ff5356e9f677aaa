"""Words of a PDF that a line goes through or under, as a comparison marks what is left out and inserted."""

from __future__ import annotations

from collections.abc import Sequence

from amend.formats.pdf.page_drawings import Box
from amend.formats.pdf.page_words import PageWord, PdfPage

_THROUGH = (0.12, 0.45)
"""Where a line through words is, above their baseline, in sizes of type."""

_UNDER = (-0.25, -0.02)
_MOST = 0.4
"""How much of a word, in sizes of type, a line goes through at least: the width of a letter."""

_EDGE = 1.5
"""How far, in points, the end of a line may be from that of the words that it is under; a rule of a table is wider."""


def struck(page: PdfPage) -> list[PageWord]:
    """The words that a line goes through."""
    return [word for word in page.words if any(map(str.isalnum, word.text)) and _meets(word, page.rules, _THROUGH)]


def underlined(page: PdfPage) -> list[PageWord]:
    """The words that a line is under which begins and ends as words do."""
    rules = [
        rule
        for rule in page.rules
        if any(abs(rule.left - word.left) < _EDGE and _is_at(rule, word, _UNDER) for word in page.words)
        and any(abs(rule.right - word.right) < _EDGE and _is_at(rule, word, _UNDER) for word in page.words)
    ]
    return [word for word in page.words if _meets(word, rules, _UNDER)]


def _meets(word: PageWord, rules: Sequence[Box], where: tuple[float, float]) -> bool:
    """Whether a line is along enough of a word, at a height above its baseline in sizes of type."""
    return any(
        _is_at(rule, word, where) and min(rule.right, word.right) - max(rule.left, word.left) > _MOST * word.size
        for rule in rules
    )


def _is_at(rule: Box, word: PageWord, where: tuple[float, float]) -> bool:
    lowest, highest = where
    flat = rule.right - rule.left > rule.head - rule.foot
    return flat and lowest * word.size < (rule.foot + rule.head) / 2 - word.foot < highest * word.size
