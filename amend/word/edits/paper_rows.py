"""The rows of an amendment paper in Word, its changes accepted: what each is by its style and by what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from amend.formats.paste_rows import PastedRow
from amend.word.ooxml import list_numbers, tracked
from amend.word.ooxml.open_untrusted import Opened
from amend.word.ooxml.paper_styles import kept_rows
from amend.word.ooxml.tracked import UNCHANGED, PhysicalParagraph, ResolvedParagraph

_AMENDS = re.compile(
    r"\bpage \d+, line \d+|To move the following (?:Clause|Schedule)\b|insert the following new (?:Clause|Schedule)\b"
    r"|^(?:\S+\s+)?Leave out (?:Clause|Schedule) \d|^(?:\S+\s+)?(?:Clause|Schedule) \w+, leave out the "
)
"""Words that only an amendment to a Bill has."""


class PaperRole(Enum):
    """What a row of a paper is."""

    HOUSE = "house"
    KIND = "kind"
    TITLE = "title"
    STAGE = "stage"
    CAUTION = "caution"
    NOTE = "note"
    PLACE = "place"
    WITHDRAWN = "withdrawn"
    NUMBER = "number"
    MOVER = "mover"
    INSTRUCTION = "instruction"
    MATTER = "matter"
    HEADING = "heading"
    STATEMENT = "statement"
    OTHER = "other"


_ROLES = {
    "paper house": PaperRole.HOUSE,
    "paper kind": PaperRole.KIND,
    "paper title": PaperRole.TITLE,
    "paper stage": PaperRole.STAGE,
    "paper caution": PaperRole.CAUTION,
    "paper note": PaperRole.NOTE,
    "paper place": PaperRole.PLACE,
    "paper withdrawn": PaperRole.WITHDRAWN,
    "amendment number": PaperRole.NUMBER,
    "amendment mover": PaperRole.MOVER,
    "amendment first mover": PaperRole.MOVER,
    "lords mover": PaperRole.MOVER,
    "lords first mover": PaperRole.MOVER,
    "amendment instruction": PaperRole.INSTRUCTION,
    "amendment continued": PaperRole.MATTER,
    "inserted heading": PaperRole.MATTER,
    "statement heading": PaperRole.HEADING,
    "statement text": PaperRole.STATEMENT,
}


@dataclass(frozen=True, slots=True)
class WordPaperRow:
    """A row of a paper: a paragraph, or what stands between two line breaks of one.

    at: its paragraph, counted from 1. role: by its style. words: with its tabs, other white space folded. edited:
    whether changes are tracked in it. marks: the bookmarks that begin in it. comments: the numbers of those on it, and
    whether each is the second at its place. lost: what it has that is no words.
    """

    at: int
    role: PaperRole
    words: str
    edited: bool = False
    marks: tuple[str, ...] = ()
    comments: tuple[tuple[str, bool], ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def pasted(self) -> PastedRow:
        """The row as a pasted text has it."""
        return PastedRow(" ".join(self.words.split()), self.at, True)


def is_paper(file: Opened) -> bool:
    """Whether a Word file is an amendment paper: one of ours, or one whose rows say so. Raises ReadError."""
    if kept_rows(file.related("customXml")) is not None:
        return True
    rows, _ = rows_of_paper(file)
    return is_styled(rows) or any(_AMENDS.search(row.pasted.text) for row in rows)


def is_styled(rows: Sequence[WordPaperRow]) -> bool:
    """Whether rows have the styles of a paper of ours."""
    return any(row.role is PaperRole.INSTRUCTION for row in rows)


def rows_of_paper(file: Opened) -> tuple[list[WordPaperRow], tuple[str, ...]]:
    """The rows of an opened document, all its changes accepted, and those who made changes. Raises ReadError."""
    read = tracked.physical_paragraphs(file.body)
    lists = list_numbers.lists_of(file.related("numbering"), file.related("styles"))
    found: list[WordPaperRow] = []
    start = 0
    for at, one in enumerate(tracked.accepted(read), 1):
        found += _rows(at, one, read[start : one.ends + 1], read, lists)
        start = one.ends + 1
    return _cells_joined(found, read), tracked.authors(read)


def _rows(
    at: int,
    one: ResolvedParagraph,
    physical: Sequence[PhysicalParagraph],
    read: Sequence[PhysicalParagraph],
    lists: list_numbers.Numbering,
) -> list[WordPaperRow]:
    """The rows of one paragraph that is left. physical: those that it is of."""
    last = read[one.ends]
    role = _role(lists.style(last).name.lower())
    number = lists.number(last)
    lost = (*tracked.unread(physical), *(["a bullet, or a number of an unknown kind"] if number is None else []))
    rows = ["\t".join(" ".join(piece.split()) for piece in text.split("\t")) for text in one.chars.split("\n")]
    if number and rows[0].strip():
        rows[0] = f"{number}\t{rows[0].lstrip()}"
    kept = {stretch.paragraph for stretch in one.stretches}
    edits = (piece.edit for index in kept for piece in read[index].pieces)
    edited = any(edit != UNCHANGED for edit in edits) or any(read[index].moved for index in kept)
    said = [row for row in rows if row.strip()]
    if not said:
        return [WordPaperRow(at, role, "", False, (), (), lost)] if lost else []
    marks = tuple(point.name for paragraph in physical for point in paragraph.bookmarks)
    first = WordPaperRow(at, role, said[0], edited, marks, _comments(physical), lost)
    return [first, *(WordPaperRow(at, role, row, edited) for row in said[1:])]


def _comments(physical: Sequence[PhysicalParagraph]) -> tuple[tuple[str, bool], ...]:
    found: list[tuple[str, bool]] = []
    for paragraph in physical:
        taken: set[int] = set()
        for point in paragraph.comments:
            found.append((point.name, point.at in taken))
            taken.add(point.at)
    return tuple(found)


def _role(style: str) -> PaperRole:
    if re.fullmatch(r"inserted (?:text|numbered) \d+", style):
        return PaperRole.MATTER
    return _ROLES.get(style, PaperRole.OTHER)


def _cells_joined(rows: list[WordPaperRow], read: Sequence[PhysicalParagraph]) -> list[WordPaperRow]:
    """The rows; those of cells that stand side by side in one table, as papers are sometimes set, on one row."""
    cells = {}
    for at, one in enumerate(tracked.accepted(read), 1):
        if (cell := read[one.ends].cell) is not None:
            cells[at] = cell
    out: list[WordPaperRow] = []
    for row in rows:
        cell, above = cells.get(row.at), cells.get(out[-1].at) if out else None
        beside = cell and above and cell[:2] == above[:2] and cell.column == above.column + 1
        if beside and re.fullmatch(r"\S{1,12}", out[-1].words.strip()):
            lead = out.pop()
            both = (*lead.comments, *row.comments), (*lead.lost, *row.lost)
            row = replace(row, words=f"{lead.words.strip()}\t{row.words}", comments=both[0], lost=both[1])
        out.append(row)
    return out
