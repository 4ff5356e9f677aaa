"""A redline as one web page that needs nothing else: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, select_autoescape

from amend.engine.apply import made
from amend.engine.comparison import Change, Comparison, Row, under
from amend.engine.nearby import near_changes

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
class _Section:
    """The rows of one clause or Schedule, each with its classes and whether it changes. anchor: what links lead to."""

    anchor: str
    title: str
    rows: tuple[tuple[Row, str, bool], ...]
    changes: tuple[Change, ...]

    @property
    def changed(self) -> bool:
        return any(changed for _, _, changed in self.rows)

    @property
    def summary(self) -> str:
        counts = [(name, sum(c.kind == kind for c in self.changes)) for kind, name in _KINDS.items()]
        return ", ".join(f"{name}: {count}" for name, count in counts if count)


def page(comparison: Comparison) -> str:
    """The page as HTML. What is inserted and left out is told by line, by colour and, to a screen reader, by words."""
    environment = Environment(
        loader=PackageLoader("amend.web"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
    )
    sections = tuple(_sections(comparison))
    old, new = comparison.old, comparison.new
    return environment.get_template("redline.html").render(
        title=new.title or old.title or "Bill",
        old=_name(old.number, old.stage, made(old)),
        new=_name(new.number, new.stage, made(new)),
        cautions=tuple(dict.fromkeys((*old.cautions, *new.cautions))),
        sections=sections,
        changed=[section for section in sections if section.changed],
        total=len(comparison.changes),
    )


def _sections(comparison: Comparison) -> Iterator[_Section]:
    changes: dict[str, list[Change]] = {}
    for change in comparison.changes:
        changes.setdefault(change.heading, []).append(change)
    for number, (title, rows) in enumerate(under(comparison.rows)):
        near = near_changes(rows)
        marked = tuple(
            (row, _classes(row, changed, index in near), changed)
            for index, row in enumerate(rows)
            for changed in (row.changed,)
        )
        yield _Section(f"s{number}", title, marked, tuple(changes.pop(title, ())))


def _classes(row: Row, changed: bool, near: bool) -> str:
    """The style classes of a row: "h" a heading, "x" a cross-heading, "p" of a Part or Chapter, "c" changed, "k" kept
    where only what changes is shown, for it opens what a changed row is in.
    """
    heading = row.role == "heading"
    told = {
        " h": heading,
        " x": heading and row.unit == "hcontainer" and not row.number,
        " p": row.unit in ("part", "chapter"),
        " c": changed,
        " k": near and not changed,
    }
    return "row" + "".join(name for name, holds in told.items() if holds)


def _name(number: str, stage: str, amendments: Sequence[str]) -> str:
    name = " · ".join(part for part in (number, stage) if part) or "the text"
    if not amendments:
        return name
    return f"{name}, with amendment{'s' if len(amendments) > 1 else ''} {', '.join(amendments)}"
