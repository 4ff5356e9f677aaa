"""A Bill that exists only in Word: its rows, with the numbers that Word counts, and what is said of how they are set.

What a row is, is told by its number, its words and the rows beside it; by its style or place where that says more. What
had to be guessed is said, with the paragraph, so that someone can look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from amend.english.quotes import CLOSE, OPEN, curled
from amend.errors import ReadError
from amend.model.provision import Bill
from amend.word.edits.lines import folded
from amend.word.ooxml import list_numbers, tracked
from amend.word.ooxml.open_untrusted import Opened
from amend.word.ooxml.tracked import Cell, PhysicalParagraph, ResolvedParagraph

_LABELS = (
    (re.compile(r"([0-9]+[A-Z]*)\.?\s*[—–-]\s*(\([0-9A-Z]+\))(?=\s)"), r"\1 \2"),
    (re.compile(r"([0-9]+[A-Z]*)(\([0-9A-Z]+\))(?=\s)"), r"\1 \2"),
    (re.compile(r"([a-z]|[ivxl]+|[A-Z])[.)](?=\s)"), r"(\1)"),
    (re.compile(r"([0-9]+[A-Z]*)\)(?=\s)"), r"(\1)"),
    (re.compile(r"(\([0-9A-Za-z]{1,6}\))(?=[A-Za-z“])"), r"\1 "),
)
"""Numbers as others write them, and as a Bill is printed."""

_STRAIGHT = re.compile("[\"']")
_TRAILING_PAGE = re.compile(r"[\t.…]+\s*\d+$")
_CONTENTS = re.compile(r"(?:toc|contents|index)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unsure:
    """What was not sure when a document was read as a Bill. paragraph: counted from 1, 0 for the whole; words: how that
    begins. message: one sentence. lost: whether words were left out, or stand elsewhere."""

    paragraph: int
    words: str
    message: str
    lost: bool = False


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A paragraph of a document. at: counted from 1. words: number and all, white space folded. style: its name in
    small letters. indent: how far in it stands, in twentieths of a point. cell: of a table."""

    at: int
    words: str
    style: str = ""
    indent: int = 0
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Alone:
    """A Bill read from a document, and what was unsure of it."""

    bill: Bill
    unsure: tuple[Unsure, ...]


def rows_of(file: Opened) -> tuple[tuple[DocumentRow, ...], tuple[Unsure, ...]]:
    """The rows of an opened document, all its changes accepted, and what was unsure of them. Raises ReadError."""
    read = tracked.physical_paragraphs(file.body)
    lists = list_numbers.lists_of(file.related("numbering"), file.related("styles"))
    unsure: list[Unsure] = []
    if tracked.authors(read):
        unsure.append(Unsure(0, "", "it has tracked changes, which were taken as accepted"))
    left = tracked.accepted(read)
    straight = _is_straight("".join(one.chars for one in left))
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
    said = _labelled(at, said, unsure)
    return DocumentRow(at, said, style, lists.indent(paragraph), paragraph.cell)


def _is_straight(words: str) -> bool:
    """Whether a document has straight quotation marks, and few that are curly."""
    return len(_STRAIGHT.findall(words)) > words.count(OPEN) + words.count(CLOSE) + words.count("’")


def _labelled(at: int, words: str, unsure: list[Unsure]) -> str:
    """The words with their number as a Bill prints it."""
    opening = OPEN if words.startswith(OPEN) else ""
    rest = words[len(opening) :]
    for pattern, printed in _LABELS:
        match = pattern.match(rest)
        if match:
            new = match.expand(printed)
            if new.strip() != match[0]:
                unsure.append(Unsure(at, words[:60], f"“{match[0]}” was read as “{new.strip()}”"))
            rest = new + rest[match.end() :]
            break
    return opening + folded(rest)


def joined_cells(found: Sequence[DocumentRow]) -> Iterator[DocumentRow | list[DocumentRow]]:
    """The rows, those of one table together."""
    table: list[DocumentRow] = []
    for row in found:
        if table and (row.cell is None or row.cell.table != _table(table)):
            yield table
            table = []
        if row.cell is not None:
            table.append(row)
        else:
            yield row
    if table:
        yield table


def _table(rows_: list[DocumentRow]) -> int:
    cell = rows_[-1].cell
    return cell.table if cell else -1
