"""A quotation of which one mark is straight or missing, as some prints have it: read as if whole, kept as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from amend.documents.rows import CLOSED, LONGEST_QUOTATION, DocumentRow, Unsure, leads_to_quotation
from amend.documents.signs import STRAIGHT, UNCLOSED
from amend.english.quotes import CLOSE, OPEN, closing
from amend.model.numbering import families, successor
from amend.model.provision import Block, Node, Provision
from amend.model.text import Text

_LABEL = re.compile(r"\(([0-9]+[A-Z]*|[a-z]{1,2})\) ")
_AHEAD = 12
"""How many rows below may close what a straight mark opens."""


def with_curly_marks(rows: Sequence[DocumentRow], unsure: list[Unsure]) -> list[DocumentRow]:
    """The rows with each straight mark that opens or closes a quotation, whose other mark is curly, as a curly one.

    unsure: what was read so is added.
    """
    out = []
    for at, row in enumerate(rows):
        words = _paired(row.words, rows[at + 1 : at + 1 + _AHEAD]) if '"' in row.words else row.words
        if words != row.words:
            said = "a straight mark opens or closes a quotation in it, and was read as a curly one"
            unsure.append(Unsure(row.at, row.words[:60], said))
        out.append(replace(row, words=words) if words != row.words else row)
    return out


def with_unclosed_marks(rows: Sequence[DocumentRow], unsure: list[Unsure]) -> list[DocumentRow]:
    """The rows with a sign for each mark that opens within a quotation of rows and is closed nowhere, so that this is.

    It is the one that its own row does not close; or, where each row closes its own, the last one of the row after
    which the list goes on in which the quotation stands. unsure: what was read so is added.
    """
    out = list(rows)
    at = 1
    while at < len(out):
        if out[at].words.startswith(OPEN) and leads_to_quotation(out[at - 1].words):
            words = [row.words for row in out[at : at + LONGEST_QUOTATION]]
            end = closing("\n".join(words), 0)
            if end < 0 and (found := _unclosed(out[at - 1].words, words)):
                row, sign = found
                mended = words[row][:sign] + UNCLOSED + words[row][sign + 1 :]
                said = "a mark of quotation that opens in it is closed nowhere, and was read as a plain sign"
                unsure.append(Unsure(out[at + row].at, words[row][:60], said))
                out[at + row] = replace(out[at + row], words=mended)
                end = closing("\n".join([*words[:row], mended, *words[row + 1 :]]), 0)
            at += "\n".join(words)[: max(end, 0)].count("\n")
        at += 1
    return out


def _unclosed(lead: str, words: Sequence[str]) -> tuple[int, int] | None:
    """The row, and the character of it, of the mark that keeps a quotation open; None when it cannot be told."""
    follows = _next_label(lead)
    for at, row in enumerate(words):
        opened = _left_open(row)
        if at and opened and row[-1:] in ".;,":
            mended = "\n".join([*words[:at], row[: opened[-1]] + row[opened[-1] + 1 :], *words[at + 1 :]])
            if closing(mended, 0) >= 0:
                return at, opened[-1]
    for at, (row, below) in enumerate(pairwise(words)):
        said = row.rstrip("”.,;")
        within = said.rfind(OPEN) > max(said.rfind(CLOSE), 0)
        if follows and below.startswith(f"{follows} ") and CLOSED.search(row) and within:
            return at, said.rfind(OPEN)
    return None


def _left_open(row: str) -> list[int]:
    """Where marks open in a row, after its beginning, that it does not close."""
    opened: list[int] = []
    for at, sign in enumerate(row):
        if sign == OPEN:
            opened.append(at)
        elif sign == CLOSE and opened:
            opened.pop()
    return [at for at in opened if at]


def _next_label(lead: str) -> str:
    """The label that follows the one a row begins with, “(3)” after “(2)”; "" for a row without."""
    label = _LABEL.match(lead)
    if label is None:
        return ""
    family = next(iter(families(label[1])), None)
    return f"({successor(label[1], family)})" if family else ""


def _paired(words: str, below: Sequence[DocumentRow]) -> str:
    opens = words.count(OPEN) == words.count(CLOSE) and words.count('"') == 1 and _closes(below)
    closes = words.count(OPEN) > words.count(CLOSE)
    said: list[str] = []
    pending = 0
    for at, sign in enumerate(words):
        pending += (sign == OPEN) - (sign == CLOSE)
        begins = words[at - 1 : at] in ("", " ", "(", OPEN)
        if sign == '"' and begins and opens:
            sign = OPEN + STRAIGHT
        elif sign == '"' and not begins and closes and pending > 0:
            pending -= 1
            sign = CLOSE + STRAIGHT
        said.append(sign)
    return "".join(said)


def _closes(below: Sequence[DocumentRow]) -> bool:
    """Whether a quotation is closed in rows that is not opened there."""
    depths = accumulate(
        (sign == OPEN) - (sign == CLOSE) for row in below for sign in row.words if sign in (OPEN, CLOSE)
    )
    return any(depth < 0 for depth in depths)


def as_printed(part: Provision) -> Provision:
    """A part of a Bill with the straight marks as the document has them."""
    return replace(part, items=tuple(_item(item) for item in part.items))


def _item(item: Node) -> Node:
    if isinstance(item, Provision):
        return as_printed(item)
    if not isinstance(item, Block):
        return item
    text = item.text
    while (at := text.chars.find(UNCLOSED)) >= 0:
        text = text.replace(at, at + 1, Text(OPEN))
    while (at := text.chars.find(STRAIGHT)) >= 0:
        if text.chars[at - 1 : at] in (OPEN, CLOSE):
            text = text.replace(at - 1, at + 1, Text('"'))
        else:  # the curly mark is said by the quotation itself
            text = text.replace(at, at + 1, Text())
    return replace(item, text=text, objects=tuple(as_printed(thing) for thing in item.objects))
