"""Rows of a table as text in columns, read and written: the cells of a row stand apart by a tab or by “ | ”."""

from __future__ import annotations

import re

from amend.errors import WordsError
from amend.model.provision import Block, Provision
from amend.model.table_rows import cells_of, new_row

_BAR = re.compile(r"(?:(?<=\s)|^)\|(?=\s|$)")
_LABEL = re.compile(r"[“\"]?(?:\([0-9A-Za-z]{1,6}\)|[A-Z]*[0-9]+[A-Z]*\.?)")
_APART = " | "


def table_rows(text: str) -> tuple[Provision, ...]:
    """The rows of a table that a text holds, one a row; none when it is no text in columns.

    A tab just after a number is that of a provision, so cells of which the first is a number are told apart by “ | ”.
    Raises WordsError when some rows are in columns and others are not.
    """
    lines = [line.strip(" ") for line in text.split("\n") if line.strip()]
    barred = [line for line in lines if _BAR.search(line)]
    if barred and len(barred) < len(lines):
        odd = next(line for line in lines if line not in barred)
        raise WordsError(
            f"“{odd[:60]}” is not in columns, and “{barred[0][:60]}” is",
            remedy="put “ | ” between the cells of every row of a table",
        )
    if barred:
        return tuple(new_row([_folded(cell) for cell in _BAR.split(line)]) for line in lines)
    parted = [line.split("\t") for line in lines]
    if any(len(cells) < 2 or _LABEL.fullmatch(cells[0].strip()) for cells in parted):
        return ()
    return tuple(new_row([_folded(cell) for cell in cells]) for cells in parted)


def written(row: Provision) -> str:
    """A row of a table as text in columns. Raises WordsError for a cell that holds more than one paragraph of words."""
    said = [_said(cell) for cell in cells_of(row)]
    if len(said) < 2:
        raise WordsError(
            f"a row of a table with one cell is not text in columns: “{' '.join(said)[:60]}”",
            remedy="table the amendment by hand",
        )
    if not any(said):
        raise WordsError("there are no words in the row of a table that comes in", remedy="put words in its cells")
    return _folded(_APART.join(said))


def _said(cell: Provision) -> str:
    if not cell.items:
        return ""
    block = cell.items[0]
    if len(cell.items) > 1 or not isinstance(block, Block) or block.objects:
        raise WordsError(
            "a cell of a row that comes in holds more than one paragraph, which text in columns cannot say",
            remedy="table the amendment by hand",
        )
    words = _folded(block.text.exact.printed())
    if _BAR.search(words):
        raise WordsError(f"“|” stands between words of a cell, which text in columns cannot say: “{words[:60]}”")
    return words


def _folded(words: str) -> str:
    return " ".join(words.split())
