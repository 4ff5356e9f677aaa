"""Which of our drafts and positions the amendments touch that changed in an official list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from amend.drafting.news import News, Touched, touched
from amend.errors import AmendError
from amend.formats import position
from amend.formats.listed import number_said
from amend.ledger.official import ACTOR
from amend.ledger.prints import AtHand
from amend.ledger.workspace import Workspace, actor_of
from amend.model.amendment import Amendment
from amend.model.finding import Finding
from amend.model.house import same_print

_CHANGES_TEXT = ("new", "reworded", "decided", "withdrawn")


@dataclass(frozen=True, slots=True)
class TouchedPosition:
    """A position that is about an amendment which changed. file: from the root."""

    number: str
    id: str
    file: str


def drafts_touched(
    here: AtHand, space: Workspace, listed: Iterable[Amendment], print: str, changed: Sequence[News]
) -> tuple[tuple[Touched, ...], tuple[Finding, ...]]:
    """Our drafts that touch what is new; a note where the print is not at hand, so that nobody can tell.

    listed: the amendments of the official list. print: the number of the print that they are written to.
    """
    numbers = {one.number for one in changed if one.kind in _CHANGES_TEXT}
    theirs = [one for one in listed if _said(one) in numbers]
    if not theirs:
        return (), ()
    found, _ = space.amendments()
    ours = [one for one in found if actor_of(space.place(one.source)) != ACTOR and same_print(one.print, print)]
    if not ours:
        return (), ()
    try:
        rows = touched(here.numbered(print).bill, theirs, ours)
    except AmendError as error:
        return (), (Finding(f"which of our drafts that touches cannot be told: {error}", level="note"),)
    return tuple(replace(row, file=space.place(row.file)) for row in rows), ()


def _said(one: Amendment) -> str:
    """An amendment as the news name it."""
    return number_said(one.number, one.amends) or one.dnum


def positions_touched(
    space: Workspace, listed: Iterable[Amendment], changed: Sequence[News]
) -> tuple[TouchedPosition, ...]:
    """The positions that are about an amendment which changed: “amendment 96”, “NC36”, by the number that it has, had
    before, or keeps (“HoC72”). listed: the amendments of the official list."""
    numbers = {one.number.casefold(): one.number for one in changed if one.number}
    told = set(numbers.values())
    numbers |= {one.dnum.casefold(): _said(one) for one in listed if one.dnum and _said(one) in told}
    numbers |= {one.before.casefold(): one.number for one in changed if one.kind == "renumbered" and one.before}
    if not numbers or not space.drafts.is_dir():
        return ()
    rows: list[TouchedPosition] = []
    for taken in position.read_each(space.drafts)[0]:
        about = (re.sub(r"^(?:new clause|amendment)\s+", "", one.casefold()) for one in taken.on)
        rows += [TouchedPosition(numbers[one], taken.id, space.place(taken.source)) for one in about if one in numbers]
    return tuple(rows)
