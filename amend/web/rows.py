"""The rows of a redline as HTML: one paragraph each, in one text and as it was beside as it is.

How deep a row stands is a style class, "d2", not a style of its own: pages of a strict Content-Security-Policy have no
other. What is inserted and left out is told by line, by colour and, to a screen reader, by words, for some say nothing
for `ins` and `del`; neither crosses a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import escape

from amend.engine.compare.partners import Pieces
from amend.engine.compare.redline import Beside
from amend.engine.compare.words import TOO_LONG, Piece
from amend.model.citation import address_of
from amend.model.printed import HEADINGS
from amend.model.provision import Bill
from amend.web.in_tables import InTables, TableRun

DEEPEST = 12
"""Steps of indent that the style sheets know; what is deeper stands there."""

_MARKUP = re.compile("[&<>'\"]")

Sides = tuple[str, str] | None
"""Whose the two texts are, where neither was made of the other."""


class _WithRow(NamedTuple):
    """What goes with a row. attributes: of its element. before, after: HTML before and behind its words. tag: of its
    element."""

    attributes: str = ""
    before: str = ""
    after: str = ""
    tag: str = "div"


_BARE = _WithRow()


@dataclass(frozen=True, slots=True)
class RowSetting:
    """How rows are set, beside what is marked in them.

    link: what is said of a link to the anchor of a row, which stands behind its words; "" for none. level: of the
    heading that a row is to a reader who goes from heading to heading; 0 for none. tables: of the texts; None where
    tables are shown as the paragraphs in them. beside: whether a row that changes is also there in two columns. mark:
    how words that are inserted or left out are marked, as HTML; None for as usual.
    """

    link: Callable[[Beside], str] | None = None
    level: Callable[[Beside], int] | None = None
    tables: InTables | None = None
    beside: bool = True
    mark: Callable[[Piece], str] | None = None


_PLAINLY = RowSetting()


def rows_as_html(
    rows: Sequence[Beside],
    new: Bill,
    *,
    near: Collection[int] = (),
    sides: Sides = None,
    anchor: Callable[[Beside], str] | None = None,
    margin: Callable[[Beside], str] | None = None,
    how: RowSetting = _PLAINLY,
) -> Iterator[str]:
    """Each row, or with tables each table, as HTML. They are made here, for that takes a fraction of the time of the
    template.

    near: the indices of the rows that are near a change (see `near_changes`), of which those that change are shown as
    changed. anchor: the ids of a row, a space between two, "" for none; None where no row has one. margin: what stands
    in the margin beside it, such as "p. 14, l. 8", "" for nothing; None where there is no margin.
    """

    def shown(index: int) -> str:
        row = rows[index]
        around = _around(row, how, anchor(row) if anchor else "", margin(row) if margin else "")
        if index in near and row.changed:
            return _changed(row, new, how.mark or (lambda piece: _piece(piece, sides)), around, beside=how.beside)
        return _unchanged(row, "k" if index in near else "", around)

    if how.tables is None:
        yield from map(shown, range(len(rows)))
        return
    for run in how.tables.runs(rows):
        if isinstance(run, int):
            yield shown(run)
        else:
            yield _table(run, rows, shown)


def _around(row: Beside, how: RowSetting, ids: str, margin: str) -> _WithRow:
    if not ids and not margin and not how.level:
        return _BARE
    first, *others = ids.split() or [""]
    level = how.level(row) if how.level else 0
    before = "".join([f'<span class="at" id="{_safe(other)}"></span>' for other in others])
    after = f'<span class="l">{_safe(margin)}</span>' if margin else ""
    if first and how.link and (said := how.link(row)):
        sign = f'<span class="sr">{_safe(said)}</span><span aria-hidden="true">#</span>'
        after += f'<a class="here" href="#{_safe(first)}">{sign}</a>'
    return _WithRow(f' id="{_safe(first)}"' if first else "", before, after, f"h{level}" if level else "div")


def _table(run: TableRun, rows: Sequence[Beside], shown: Callable[[int], str]) -> str:
    """A table as HTML, which can be scrolled by itself where it is wider than the page."""
    lines = []
    for line in run.lines:
        cells = []
        for cell in line:
            spans = "".join([f' {name}="{count}"' for name, count in cell.spans])
            tag = "th" if cell.heads else "td"
            cells.append(f"<{tag}{spans}>{''.join([shown(index) for index in cell.rows])}</{tag}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    depth = min(min(rows[index].depth for line in run.lines for cell in line for index in cell.rows), DEEPEST)
    table = f"<table>\n{chr(10).join(lines)}\n</table>"
    return f'<div class="tabled d{depth}" role="group" aria-label="Table" tabindex="0">{table}</div>'


def _changed(row: Beside, new: Bill, mark: Callable[[Piece], str], around: _WithRow, *, beside: bool) -> str:
    """A row that changes, as HTML: in one text, and where that is wanted as it was beside as it is. mark: see
    `RowSetting`."""
    number, words = row.parted()
    came = went = ""
    if row.moved:
        came = f'<span class="m">from {_safe(str(row.moved))}</span>'
        address = address_of(new, row.new.path) if row.new else None
        went = f'<span class="m">moved to {_safe(str(address))}</span>'
    note = f'<span class="m">{_safe(TOO_LONG)}</span>' if row.too_long else ""
    one, was, now = (_text(number, words, mark, without) for without in ("", "inserted", "left out"))
    two = f'<div class="two"><div class="was">{went}{was}</div><div class="is">{came}{now}{note}</div></div>\n'
    return (
        f'<div class="{_classes(row, "c")}"{around.attributes}>{around.before}\n'
        f'<div class="one">{came}{one}{note}</div>\n{two if beside else ""}{around.after}</div>'
    )


def _text(number: Pieces, words: Pieces, mark: Callable[[Piece], str], without: str) -> str:
    """The number and words of a row as HTML. without: a kind of pieces that is not shown, "" for none."""
    found = [
        "".join([_safe(p.words) if p.kind == "same" else mark(p) for p in pieces if p.kind != without])
        for pieces in (number, words)
    ]
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


def _unchanged(row: Beside, shown: str, around: _WithRow) -> str:
    """A row that does not change, as HTML."""
    number = " ".join([run.words for run in row.shown.numbers])
    words = "".join([run.words for run in row.shown.runs])
    before = f'<span class="n">{_safe(number)}</span>' if number else ""
    text = f'{around.before}{before}<span class="t">{_safe(words)}</span>{around.after}'
    return f'<{around.tag} class="{_classes(row, shown)}"{around.attributes}>{text}</{around.tag}>'


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
