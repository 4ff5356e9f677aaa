"""A quotation of which one mark is straight, as some prints have it: read as if both were curly, kept as printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from amend.documents.rows import DocumentRow, Unsure
from amend.english.quotes import CLOSE, OPEN
from amend.model.provision import Block, Node, Provision
from amend.model.text import Text

_STRAIGHT = "\ue002"
"""Stands after a curly mark that is straight in the document, while its rows are read."""

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


def _paired(words: str, below: Sequence[DocumentRow]) -> str:
    opens = words.count(OPEN) == words.count(CLOSE) and words.count('"') == 1 and _closes(below)
    closes = words.count(OPEN) > words.count(CLOSE)
    said: list[str] = []
    pending = 0
    for at, sign in enumerate(words):
        pending += (sign == OPEN) - (sign == CLOSE)
        begins = words[at - 1 : at] in ("", " ", "(", OPEN)
        if sign == '"' and begins and opens:
            sign = OPEN + _STRAIGHT
        elif sign == '"' and not begins and closes and pending > 0:
            pending -= 1
            sign = CLOSE + _STRAIGHT
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
    while (at := text.chars.find(_STRAIGHT)) >= 0:
        if text.chars[at - 1 : at] in (OPEN, CLOSE):
            text = text.replace(at - 1, at + 1, Text('"'))
        else:  # the curly mark is said by the quotation itself
            text = text.replace(at, at + 1, Text())
    return replace(item, text=text, objects=tuple(as_printed(thing) for thing in item.objects))
