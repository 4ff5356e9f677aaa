"""A redline as one web page that needs nothing else: no script, no font, no picture from elsewhere."""

from __future__ import annotations

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
    """The rows of one clause or Schedule, as `_marked` gives them. anchor: what links lead to."""

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
        marked = tuple([_marked(row, index in near, comparison.new) for index, row in enumerate(rows)])
        counted = changes.pop(title, ()) if any(row is not None for row, _ in marked) else ()
        yield _Section(f"s{number}", title, marked, tuple(counted))


def _contents(sections: Sequence[_Section]) -> tuple[_Section, ...]:
    """The first section that changes under each title; the changes it tells of are those of all under that title."""
    first: dict[str, _Section] = {}
    for section in sections:
        if section.changed:
            first.setdefault(section.title, section)
    return tuple(first.values())


def _marked(row: Beside, near: bool, new: Bill) -> tuple[_Row | None, str]:
    """A row that changes, for the template, with its classes; or None, and the row as HTML.

    Most rows do not change, and are made here, for that takes a fraction of the time of the template.
    """
    if near and row.changed:  # what changes is near a change
        address = address_of(new, row.new.path) if row.moved and row.new else None
        return _Row(row.depth, *row.parted(), row.moved, address, TOO_LONG if row.too_long else ""), _classes(row, "c")
    number = " ".join([run.words for run in row.shown.numbers])
    words = "".join([run.words for run in row.shown.runs])
    shown = f'<span class="n">{escape(number)}</span>' if number else ""
    start = f'<div class="{_classes(row, "k" if near else "")}" style="--depth: {row.depth}">'
    return None, Markup(f'{start}{shown}<span class="t">{escape(words)}</span></div>')


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
