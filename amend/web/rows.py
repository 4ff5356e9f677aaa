"""The rows of a redline as HTML: one paragraph each, in one text and as it was beside as it is.

How deep a row stands is a style class, "d2", not a style of its own: pages of a strict Content-Security-Policy have no
other. What is inserted and left out is told by line, by colour and, to a screen reader, by words, for some say nothing
for `ins` and `del`; neither crosses a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from markupsafe import escape

from amend.engine.compare.partners import Pieces
from amend.engine.compare.redline import Beside
from amend.engine.compare.words import TOO_LONG, Piece
from amend.model.citation import address_of
from amend.model.printed import HEADINGS
from amend.model.provision import Bill

DEEPEST = 12
"""Steps of indent that the style sheets know; what is deeper stands there."""

_MARKUP = re.compile("[&<>'\"]")

Sides = tuple[str, str] | None
"""Whose the two texts are, where neither was made of the other."""


def rows_as_html(
    rows: Sequence[Beside],
    new: Bill,
    *,
    near: Collection[int] = (),
    sides: Sides = None,
    anchor: Callable[[Beside], str] | None = None,
    margin: Callable[[Beside], str] | None = None,
) -> Iterator[str]:
    """Each row as HTML. They are made here, for that takes a fraction of the time of the template.

    near: the indices of the rows that are near a change (see `near_changes`), of which those that change are shown as
    changed. anchor: the id of a row, "" for none; None where no row has one. margin: what stands in the margin beside
    it, such as "p. 14, l. 8", "" for nothing; None where there is no margin.
    """
    for index, row in enumerate(rows):
        id = anchor(row) if anchor else ""
        beside = margin(row) if margin else ""
        given = (f' id="{_safe(id)}"' if id else "", f'<span class="l">{_safe(beside)}</span>' if beside else "")
        if index in near and row.changed:
            yield _changed(row, new, sides, *given)
        else:
            yield _unchanged(row, "k" if index in near else "", *given)


def pieces_as_html(pieces: Pieces, sides: Sides = None) -> str:
    """Words with what is inserted and left out in them marked."""
    return "".join([_piece(piece, sides) for piece in pieces])


def _changed(row: Beside, new: Bill, sides: Sides, id: str, beside: str) -> str:
    """A row that changes, as HTML: in one text, and as it was beside as it is."""
    number, words = row.parted()
    came = went = ""
    if row.moved:
        came = f'<span class="m">from {_safe(str(row.moved))}</span>'
        address = address_of(new, row.new.path) if row.new else None
        went = f'<span class="m">moved to {_safe(str(address))}</span>'
    note = f'<span class="m">{_safe(TOO_LONG)}</span>' if row.too_long else ""
    one, was, now = (_text(number, words, sides, without) for without in ("", "inserted", "left out"))
    return (
        f'<div class="{_classes(row, "c")}"{id}>{beside}\n'
        f'<div class="one">{came}{one}{note}</div>\n'
        f'<div class="two"><div class="was">{went}{was}</div><div class="is">{came}{now}{note}</div></div>\n'
        "</div>"
    )


def _text(number: Pieces, words: Pieces, sides: Sides, without: str) -> str:
    """The number and words of a row as HTML. without: a kind of pieces that is not shown, "" for none."""
    found = [pieces_as_html(tuple(p for p in pieces if p.kind != without), sides) for pieces in (number, words)]
    before = f'<span class="n">{found[0]}</span>' if number else ""
    return f'{before}<span class="t">{found[1]}</span>'


def _piece(piece: Piece, sides: Sides) -> str:
    if piece.kind == "same":
        return _safe(piece.words)
    said, comes = _safe(piece.said), piece.kind == "inserted"
    if sides:
        told = f'<span class="sr">only under {_safe(sides[comes])}: </span>{said}<span class="sr"> end of that</span>'
        return f'<span class="{"b" if comes else "a"}">{told}</span>'
    if comes:
        return f'<ins><span class="sr">inserted: </span>{said}<span class="sr"> end of insertion</span></ins>'
    return f'<del><span class="sr">left out: </span>{said}<span class="sr"> end of what is left out</span></del>'


def _unchanged(row: Beside, shown: str, id: str, beside: str) -> str:
    """A row that does not change, as HTML."""
    number = " ".join([run.words for run in row.shown.numbers])
    words = "".join([run.words for run in row.shown.runs])
    before = f'<span class="n">{_safe(number)}</span>' if number else ""
    return f'<div class="{_classes(row, shown)}"{id}>{beside}{before}<span class="t">{_safe(words)}</span></div>'


def _safe(words: str) -> str:
    """Words as HTML; most need nothing."""
    return str(escape(words)) if _MARKUP.search(words) else words


def _classes(row: Beside, shown: str) -> str:
    """The style classes of a row: "d2" how deep it stands, "h" a heading, "x" a cross-heading, "p" of a Part or
    Chapter, and as shown: "c" changed, "k" kept where only what changes is shown, for it opens what a changed row is
    in, "" neither.
    """
    names, role = f"row d{min(row.depth, DEEPEST)}", row.shown.role
    if role in HEADINGS:
        names += " h x" if role == "cross-heading" else " h"
    if role in ("group number", "group heading"):
        names += " p"
    return f"{names} {shown}" if shown else names
