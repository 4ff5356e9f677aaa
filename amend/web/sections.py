"""What a page about a comparison says of it: each clause and Schedule with what changes in it, counted and in short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from amend.drafting.in_short import in_short, in_short_by_side
from amend.engine.compare.comparison import Change, Comparison, near_changes, under
from amend.engine.compare.redline import Beside
from amend.model.made import amendments_of, made, movers_of, told
from amend.model.provision import Bill
from amend.web.rows import Sides

_KINDS = {
    "inserted": "inserted",
    "left out": "left out",
    "moved": "moved",
    "words": "words changed",
    "heading": "heading",
    "renumbered": "renumbered",
    "reference": "references",
}

MOST_SENTENCES = 8
"""Sentences that a page begins with."""

MOST_OF_A_SIDE = 4
"""Those of each side, where it has two."""


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One clause or Schedule, or what stands between two.

    anchor: what links lead to. title: "Clause 3", "" outside them. heading: what it is headed, "" where the title says
    so or it has none. sides: see `Sides`. rows: its paragraphs. near: the indices of those near a change (see
    `near_changes`). changes: of this title, the whole of them with the first section that has it and changes.
    """

    anchor: str
    title: str
    heading: str
    sides: Sides
    rows: list[Beside]
    near: frozenset[int]
    changes: tuple[Change, ...]

    @property
    def changed(self) -> bool:
        """Whether any of it changes."""
        return bool(self.near)  # what changes is near a change

    @property
    def summary(self) -> str:
        """The changes counted by kind: "inserted: 2, words changed: 1"."""
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


def shown_sections(comparison: Comparison, sides: Sides, named: Mapping[str, str]) -> Iterator[ShownSection]:
    """The sections of a comparison in order. named: what each that changes is headed (`headings_shown`)."""
    changes: dict[str, list[Change]] = {}
    for change in comparison.changes:
        changes.setdefault(change.heading, []).append(change)
    for number, (title, rows) in enumerate(under(comparison)):
        near = near_changes(rows)
        counted = changes.pop(title, ()) if near else ()
        yield ShownSection(f"s{number}", title, named.get(title, ""), sides, rows, near, tuple(counted))


def changed_sections(sections: Iterable[ShownSection]) -> tuple[ShownSection, ...]:
    """The first section that changes under each title; the changes it tells of are those of all under that title."""
    first: dict[str, ShownSection] = {}
    for section in sections:
        if section.changed:
            first.setdefault(section.title, section)
    return tuple(first.values())


def differences_in_short(
    comparison: Comparison, sides: Sides, named: Mapping[str, str]
) -> tuple[dict[str, tuple[str, ...]], int]:
    """What differs in sentences, by whose it is, "" where there are no sides, and how many of each a page begins with.

    What came or went as a whole clause or Schedule is first: the words elsewhere mostly follow from it. named: as in
    `shown_sections`.
    """
    ordered = sorted(comparison.changes, key=lambda change: not _is_of_whole(change))
    comparison = replace(comparison, changes=tuple(ordered))
    if sides:
        return in_short_by_side(comparison, sides, named), MOST_OF_A_SIDE
    return {"": in_short(comparison, named)}, MOST_SENTENCES


def _is_of_whole(change: Change) -> bool:
    """Whether a clause or Schedule came in or went."""
    if change.kind not in ("inserted", "left out") or change.is_heading_alone or change.address is None:
        return False
    return change.address.top() == change.address


def sides_of(old: Bill, new: Bill) -> Sides:
    """Whose the texts are, where each is a print with other amendments made; None where the one may be of the other."""
    if not made(old) or not made(new) or _made_of(old, new) or _made_of(new, old):
        return None
    names = [" and ".join(movers_of(bill)) or told(bill) for bill in (old, new)]
    if names[0] == names[1]:
        names = [told(bill) for bill in (old, new)]
    return amendments_by(names[0]), amendments_by(names[1])


def amendments_by(name: str) -> str:
    """The amendments of somebody, in words: "Baroness Hay’s amendments"; or of several, "the amendments of A and B"."""
    if "amendment" in name:
        return name
    return f"the amendments of {name}" if " and " in name or "," in name else amendments_of(name)


def text_in_words(bill: Bill) -> str:
    """A text by its number and stage, and the amendments that were made to it."""
    name = " · ".join(part for part in (bill.number, bill.stage) if part) or "the text"
    amended = told(bill)
    return f"{name}, with {amended}" if amended else name


def _made_of(one: Bill, other: Bill) -> bool:
    """Whether a text may have been made of another: the amendments to that come first in it, and who moved them."""
    sides = ((made(one), made(other)), (movers_of(one), movers_of(other)))
    return all(mine[: len(its)] == its for mine, its in sides)
