"""The rows of a document that is to be read as a Bill, each with its number, and what is said of how they are set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from amend.english.parts import DASHES
from amend.english.quotes import CLOSE, OPEN, closing
from amend.formats.akn import AKN
from amend.model.provision import Bill
from amend.model.text import folded

_LABELS = (
    (re.compile(r"([0-9]+[A-Z]*)\.?\s*[—–-]\s*(\([0-9A-Z]+\))(?=\s)"), r"\1 \2"),
    (re.compile(r"([0-9]+[A-Z]*)(\([0-9A-Z]+\))(?=\s)"), r"\1 \2"),
    (re.compile(r"([a-z]|[ivxl]+|[A-Z])[.)](?=\s)"), r"(\1)"),
    (re.compile(r"([0-9]+[A-Z]*)\)(?=\s)"), r"(\1)"),
    (re.compile(r"(\([0-9A-Za-z]{1,6}\))(?=[A-Za-z“])"), r"\1 "),
)
"""Numbers as others write them, and as a Bill is printed."""

_STRAIGHT = re.compile("[\"']")
IN_CELL = (("xmlns", AKN),)
"""What a paragraph in a cell declares, for a table is of another namespace."""


class Cell(NamedTuple):
    """A cell of a table, each counted from 0; the table within the document, a table in a cell after its own."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Unsure:
    """What was not sure when a document was read as a Bill. paragraph: counted from 1, 0 for the whole; words: how that
    begins. message: one sentence. lost: whether words were left out, or stand elsewhere. place: where it stands in a
    print, “page 3, line 5”; "" in any other document."""

    paragraph: int
    words: str
    message: str
    lost: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A paragraph of a document. at: counted from 1. words: number and all, white space folded. style: its name in
    small letters; of a print, "clause" where its number is in bold type. indent: how far in it stands, in
    twentieths of a point. cell: of a table."""

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


def as_labelled(at: int, words: str, unsure: list[Unsure]) -> str:
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


def is_straight(words: str) -> bool:
    """Whether a document has straight quotation marks, and few that are curly."""
    return len(_STRAIGHT.findall(words)) > words.count(OPEN) + words.count(CLOSE) + words.count("’")


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


LONGEST_QUOTATION = 600
"""How many rows a quotation may have."""

CLOSED = re.compile(r"”[.,;]*(?: and| or)?$")
"""The end of words that close a quotation."""

_CLOSES = re.compile(r"(.*)(”(?:[;,.]|,? (?:and|or))*)", re.DOTALL)


def of_quotation(table: Sequence[DocumentRow]) -> tuple[str, list[DocumentRow], str]:
    """The cells of a table without the marks of the quotation that it is in: what opens before its first words, and
    what closes behind its last; "" for each that it has none of."""
    cells = list(table)
    balance = sum(row.words.count(OPEN) - row.words.count(CLOSE) for row in cells)
    closes = _CLOSES.fullmatch(cells[-1].words)
    wraps = (
        cells[0].words.startswith(OPEN)
        and closes
        and closing("\n".join(row.words for row in cells), 0)
        >= sum(len(row.words) + 1 for row in cells) - 1 - len(closes[2])
    )
    opening = OPEN if cells[0].words.startswith(OPEN) and (balance > 0 or (balance == 0 and wraps)) else ""
    closed = closes[2] if closes and (balance < 0 or (balance == 0 and wraps)) else ""
    if closed:
        cells[-1] = replace(cells[-1], words=cells[-1].words[: -len(closed)])
    if opening:
        cells[0] = replace(cells[0], words=cells[0].words[1:])
    return opening, cells, closed


def leads_to_quotation(words: str) -> bool:
    """Whether words end as those that quoted structure follows do: in a dash, or what documents have for one."""
    return words.endswith((*DASHES, ":", "-", "–"))


def words_said(item: DocumentRow | Sequence[DocumentRow]) -> str:
    """The words of a row; of a table those of its cells, one after another."""
    return folded(item.words if isinstance(item, DocumentRow) else " ".join(row.words for row in item))


def _table(rows_: list[DocumentRow]) -> int:
    cell = rows_[-1].cell
    return cell.table if cell else -1
