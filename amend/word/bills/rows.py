"""A Bill that exists only in Word: its rows, with the numbers that Word counts, and what is said of how they are set.

What a row is, is told by its number, its words and the rows beside it; by its style or place where that says more. What
had to be guessed is said, with the paragraph, so that someone can look.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from amend.documents.divide import divided
from amend.documents.rows import Alone, DocumentRow, Unsure, as_labelled, is_straight
from amend.english.quotes import curled
from amend.errors import ReadError
from amend.model.text import folded
from amend.word.ooxml import list_numbers, tracked
from amend.word.ooxml.open_untrusted import Opened, opened
from amend.word.ooxml.tracked import PhysicalParagraph, ResolvedParagraph

_TRAILING_PAGE = re.compile(r"[\t.…]+\s*\d+$")
_CONTENTS = re.compile(r"(?:toc|contents|index)\b", re.IGNORECASE)


def read(file: Path | str) -> Alone:
    """The Bill in a Word file that is not tied to any print. Raises ReadError for a file that is none, or no Bill."""
    found = opened(file)
    rows, unsure = rows_of(found)
    return divided(rows, unsure, place=found.place)


def rows_of(file: Opened) -> tuple[tuple[DocumentRow, ...], tuple[Unsure, ...]]:
    """The rows of an opened document, all its changes accepted, and what was unsure of them. Raises ReadError."""
    read = tracked.physical_paragraphs(file.body)
    lists = list_numbers.lists_of(file.related("numbering"), file.related("styles"))
    unsure: list[Unsure] = []
    if tracked.authors(read):
        unsure.append(Unsure(0, "", "it has tracked changes, which were taken as accepted"))
    left = tracked.accepted(read)
    straight = is_straight("".join(one.chars for one in left))
    if straight:
        unsure.append(Unsure(0, "", "its quotation marks are straight, and were made “ ” and ’"))
    found = []
    start = 0
    for at, one in enumerate(left, 1):
        row = _row(at, one, read, lists, unsure)
        for name in tracked.unread(read[start : one.ends + 1]):
            unsure.append(Unsure(at, row.words[:60], f"it has {name}, which was left out", lost=True))
        start = one.ends + 1
        if row.words or row.cell:
            found.append(replace(row, words=curled(row.words)) if straight else row)
    if not any(row.words for row in found):
        raise ReadError("it has no words", place=file.place, remedy="is it the right file?")
    return tuple(found), tuple(unsure)


def _row(
    at: int,
    left: ResolvedParagraph,
    read: Sequence[PhysicalParagraph],
    lists: list_numbers.Numbering,
    unsure: list[Unsure],
) -> DocumentRow:
    paragraph = read[left.ends]
    style = lists.style(paragraph).name.lower()
    number = lists.number(paragraph)
    words = left.chars
    if _CONTENTS.match(style):
        words = _TRAILING_PAGE.sub("", words)
    said = folded(f"{number or ''}\t{words}") if words.strip() else ""
    name = said[:60]
    if number is None:
        unsure.append(
            Unsure(at, name, "it has a bullet, or a number of a kind that no Bill has; it was left out", lost=True)
        )
    said = as_labelled(at, said, unsure)
    return DocumentRow(at, said, style, lists.indent(paragraph), paragraph.cell)
