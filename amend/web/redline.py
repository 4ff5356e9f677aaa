"""A redline as one web page that needs nothing else: no script, no font, no picture from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup, escape

from amend.engine.compare.comparison import Change, Comparison, near_changes, under
from amend.engine.compare.partners import Pieces
from amend.engine.compare.redline import Beside
from amend.engine.compare.words import TOO_LONG
from amend.model.address import Address
from amend.model.citation import address_of
from amend.model.made import told
from amend.model.memory import collection_paused
from amend.model.printed import HEADINGS
from amend.model.provision import Bill
from amend.model.text import legible

_MARKUP = re.compile("[&<>'\"]")

_KINDS = {
    "inserted": "inserted",
    "left out": "left out",
    "moved": "moved",
    "words": "words changed",
    "heading": "heading",
    "renumbered": "renumbered",
    "reference": "references",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that changes: its pieces; and for the first of a provision that has moved, where it was and is. note: what
    is said of it beside, "" for nothing."""

    depth: int
    number: Pieces
    pieces: Pieces
    moved: Address | None
    address: Address | None
    note: str


@dataclass(frozen=True, slots=True)
class _Section:
    """The rows of one clause or Schedule: each that changes with its classes, and HTML for those between.

    anchor: what links lead to.
    """

    anchor: str
    title: str
    rows: tuple[tuple[_Row | None, str], ...]
    changes: tuple[Change, ...]

    @property
    def changed(self) -> bool:
        return any(row is not None for row, _ in self.rows)

    @property
    def summary(self) -> str:
        counts = [(name, sum(c.kind == kind for c in self.changes)) for kind, name in _KINDS.items()]
        return ", ".join(f"{name}: {count}" for name, count in counts if count)


def page(comparison: Comparison) -> str:
    """The page as HTML. What is inserted and left out is told by line, by colour and, to a screen reader, by words.

    A character that does not show and would have words shown in another order is shown as the replacement character.
    """
    with collection_paused():  # a row makes many small strings, which need no looking after
        environment = Environment(
            loader=PackageLoader("amend.web"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
        )
        sections = tuple(_sections(comparison))
        old, new = comparison.old, comparison.new
        html = environment.get_template("redline.html").render(
            title=new.title or old.title or "Bill",
            old=_name(old),
            new=_name(new),
            cautions=tuple(dict.fromkeys((*old.cautions, *new.cautions))),
            sections=sections,
            contents=_contents(sections),
            total=len(comparison.changes),
        )
    return legible(html)


def _sections(comparison: Comparison) -> Iterator[_Section]:
    changes: dict[str, list[Change]] = {}
    for change in comparison.changes:
        changes.setdefault(change.heading, []).append(change)
    for number, (title, rows) in enumerate(under(comparison)):
        near = near_changes(rows)
        marked = _marked(rows, near, comparison.new)
        counted = changes.pop(title, ()) if any(row is not None for row, _ in marked) else ()
        yield _Section(f"s{number}", title, marked, tuple(counted))


def _contents(sections: Sequence[_Section]) -> tuple[_Section, ...]:
    """The first section that changes under each title; the changes it tells of are those of all under that title."""
    first: dict[str, _Section] = {}
    for section in sections:
        if section.changed:
            first.setdefault(section.title, section)
    return tuple(first.values())


def _marked(rows: Sequence[Beside], near: frozenset[int], new: Bill) -> tuple[tuple[_Row | None, str], ...]:
    """The rows that change, for the template, each with its classes; and None with those between as HTML.

    Most rows do not change, and are made here, for that takes a fraction of the time of the template.
    """
    found: list[tuple[_Row | None, str]] = []
    between: list[str] = []
    for index, row in enumerate(rows):
        if index not in near or not row.changed:  # what changes is near a change
            between.append(_unchanged(row, "k" if index in near else ""))
            continue
        if between:
            found.append((None, Markup("\n".join(between))))
            between = []
        address = address_of(new, row.new.path) if row.moved and row.new else None
        note = TOO_LONG if row.too_long else ""
        found.append((_Row(row.depth, *row.parted(), row.moved, address, note), _classes(row, "c")))
    if between:
        found.append((None, Markup("\n".join(between))))
    return tuple(found)


def _unchanged(row: Beside, shown: str) -> str:
    """A row that does not change, as HTML."""
    number = " ".join([run.words for run in row.shown.numbers])
    words = "".join([run.words for run in row.shown.runs])
    before = f'<span class="n">{_safe(number)}</span>' if number else ""
    start = f'<div class="{_classes(row, shown)}" style="--depth: {row.depth}">'
    return f'{start}{before}<span class="t">{_safe(words)}</span></div>'


def _safe(words: str) -> str:
    """Words as HTML; most need nothing."""
    return str(escape(words)) if _MARKUP.search(words) else words


def _classes(row: Beside, shown: str) -> str:
    """The style classes of a row: "h" a heading, "x" a cross-heading, "p" of a Part or Chapter, and
    as shown: "c" changed, "k" kept where only what changes is shown, for it opens what a changed row is in, "" neither.
    """
    names, role = "row", row.shown.role
    if role in HEADINGS:
        names += " h x" if role == "cross-heading" else " h"
    if role in ("group number", "group heading"):
        names += " p"
    return f"{names} {shown}" if shown else names


def _name(bill: Bill) -> str:
    name = " · ".join(part for part in (bill.number, bill.stage) if part) or "the text"
    amended = told(bill)
    return f"{name}, with {amended}" if amended else name
