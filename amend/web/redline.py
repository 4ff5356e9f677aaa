"""A redline as one web page that needs nothing else: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup

from amend.drafting.in_short import in_short, in_short_by_side
from amend.engine.compare.comparison import Change, Comparison, headings_shown, near_changes, under
from amend.model.made import amendments_of, made, movers_of, told
from amend.model.memory import collection_paused
from amend.model.provision import Bill
from amend.model.text import legible
from amend.web.rows import rows_as_html

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
    """One clause or Schedule.

    anchor: what links lead to. heading: what it is headed, "" where the title says so or it has none. sides: whose the
    two texts are, where neither was made of the other. rows: as HTML. changed: whether any of them changes.
    """

    anchor: str
    title: str
    heading: str
    sides: tuple[str, str] | None
    rows: str
    changed: bool
    changes: tuple[Change, ...]

    @property
    def summary(self) -> str:
        found = []
        for alone in (False, True):
            mine = [change for change in self.changes if change.is_heading_alone is alone]
            for kind, name in _KINDS.items():
                if count := sum(change.kind == kind for change in mine):
                    if self.sides and kind in ("inserted", "left out"):
                        name = f"only under {self.sides[kind == 'inserted']}"
                    elif self.sides:
                        name = name.replace("changed", "differ")
                    found.append(f"{'italic heading ' if alone else ''}{name}: {count}")
        return ", ".join(found)


_MOST_SENTENCES = 8
"""Sentences that a page begins with."""

_MOST_OF_A_SIDE = 4
"""Those of each side, where it has two."""


def page(
    comparison: Comparison,
    sides: tuple[str, str] | None = None,
    *,
    without_printing: bool = False,
    cautions: Sequence[str] = (),
) -> str:
    """The page as HTML. What is inserted and left out is told by line, by colour and, to a screen reader, by words.

    sides: whose the two texts are, such as "the amendments of the Commissioner", where neither was made of the other:
    then nothing is told as left out or inserted, but as only under the one or the other. None where the files do not
    show that either. without_printing: whether the numbers and references that only follow were taken out of the
    comparison, which the page then says. cautions: what must be said beside what the Bills say of themselves. The page
    opens on what changes, and says what it hides.

    A character that does not show and would have words shown in another order is shown as the replacement character.
    """
    with collection_paused():  # a row makes many small strings, which need no looking after
        environment = Environment(
            loader=PackageLoader("amend.web"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
        )
        old, new = comparison.old, comparison.new
        sides = sides or _packages(old, new)
        named = headings_shown(comparison)
        sections = tuple(_sections(comparison, sides, named))
        short = in_short_by_side(comparison, sides, named) if sides else {"": in_short(comparison, named)}
        html = environment.get_template("redline.html").render(
            title=new.title or old.title or "Bill",
            old=_name(old),
            new=_name(new),
            cautions=tuple(dict.fromkeys((*old.cautions, *new.cautions, *cautions))),
            sections=sections,
            contents=_contents(sections),
            total=len(comparison.changes),
            sides=sides,
            short=short,
            most=_MOST_OF_A_SIDE if sides else _MOST_SENTENCES,
            hidden=sum(not section.changed for section in sections),
            without_printing=without_printing,
        )
    return legible(html)


def _sections(comparison: Comparison, sides: tuple[str, str] | None, named: Mapping[str, str]) -> Iterator[_Section]:
    changes: dict[str, list[Change]] = {}
    for change in comparison.changes:
        changes.setdefault(change.heading, []).append(change)
    for number, (title, rows) in enumerate(under(comparison)):
        near = near_changes(rows)
        changed = bool(near)  # what changes is near a change
        counted = changes.pop(title, ()) if changed else ()
        html = Markup("\n".join(rows_as_html(rows, comparison.new, near=near, sides=sides)))
        yield _Section(f"s{number}", title, named.get(title, ""), sides, html, changed, tuple(counted))


def _contents(sections: Sequence[_Section]) -> tuple[_Section, ...]:
    """The first section that changes under each title; the changes it tells of are those of all under that title."""
    first: dict[str, _Section] = {}
    for section in sections:
        if section.changed:
            first.setdefault(section.title, section)
    return tuple(first.values())


def _packages(old: Bill, new: Bill) -> tuple[str, str] | None:
    """Whose the texts are, where each is a print with other amendments made; None where the one may be of the other."""
    if not made(old) or not made(new) or _made_of(old, new) or _made_of(new, old):
        return None
    names = [" and ".join(movers_of(bill)) or told(bill) for bill in (old, new)]
    if names[0] == names[1]:
        names = [told(bill) for bill in (old, new)]
    return _its(names[0]), _its(names[1])


def _made_of(one: Bill, other: Bill) -> bool:
    """Whether a text may have been made of another: the amendments to that come first in it, and who moved them."""
    sides = ((made(one), made(other)), (movers_of(one), movers_of(other)))
    return all(mine[: len(its)] == its for mine, its in sides)


def _its(name: str) -> str:
    """The amendments of somebody, in words: "Baroness Hay’s amendments"; or of several, "the amendments of A and B"."""
    if " and " in name or "amendment" in name:
        return name if "amendment" in name else f"the amendments of {name}"
    return amendments_of(name)


def _name(bill: Bill) -> str:
    name = " · ".join(part for part in (bill.number, bill.stage) if part) or "the text"
    amended = told(bill)
    return f"{name}, with {amended}" if amended else name
