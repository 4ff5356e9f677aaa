"""What is new on a Bill since the last fetch, and which of our drafts and positions that touches."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from amend.drafting.news import News, Touched, touched
from amend.errors import AmendError, ReadError, SourceError
from amend.formats import position
from amend.formats.bill_lists import Publication
from amend.formats.listed import number_said
from amend.ledger.official import ACTOR
from amend.ledger.prints import at_hand
from amend.ledger.workspace import Workspace, actor_of
from amend.model.amendment import Amendment
from amend.model.finding import Finding
from amend.model.house import same_print
from amend.sources.amendments import fetch_amendments
from amend.sources.bills import find_bill, prints_of
from amend.sources.hosts import Hosts
from amend.sources.net import Net
from amend.sources.stage_drafts import FetchedAmendments

_CHANGES_TEXT = ("new", "reworded", "decided", "withdrawn")


@dataclass(frozen=True, slots=True)
class TouchedPosition:
    """A position that is about an amendment which changed. file: from the root."""

    number: str
    id: str
    file: str


@dataclass(frozen=True, slots=True)
class WhatIsNew:
    """What a look found. fetched: the amendments, with what changed. drafts, positions: ours that this touches.
    prints: what was printed of the Bill and is not in the workspace, the newest first. findings: what is untold."""

    fetched: FetchedAmendments
    drafts: tuple[Touched, ...] = ()
    positions: tuple[TouchedPosition, ...] = ()
    prints: tuple[Publication, ...] = ()
    findings: tuple[Finding, ...] = ()


def watch(
    title: str,
    space: Workspace,
    *,
    stage: str = "",
    print: str = "",
    hosts: Hosts | None = None,
    told: Callable[[str], None] | None = None,
    count: Callable[[int, int], None] | None = None,
) -> WhatIsNew:
    """Look for what is new on a Bill: fetch the amendments of a stage, and tell what changed since the last fetch.

    Every reply is asked for anew; what has not changed is not sent again. One commit where anything changed, so that
    git holds the difference. The arguments are those of `fetch_amendments`, and so are the errors.
    """
    table = hosts or Hosts.of()
    fetched = fetch_amendments(title, space, stage=stage, print=print, anew=True, hosts=table, told=told, count=count)
    prints: tuple[Publication, ...] = ()
    untold: tuple[Finding, ...] = ()
    try:
        with Net(table, told) as net:
            listed, _ = find_bill(net, title)
            prints = prints_of(net, listed)
    except (SourceError, ReadError) as error:  # what is new is recorded, and would never be told again
        untold = (Finding(f"what was printed did not come: {error}"),)
    here = at_hand(space.root)
    known = [one.bill.number for one in here.prints]
    unknown = tuple(one for one in prints if not any(same_print(one.number, number) for number in known))
    changed = () if fetched.first else fetched.news
    drafts, findings = _drafts(space, fetched, changed)
    taken = _positions(space, changed, fetched.amendments)
    return WhatIsNew(fetched, drafts, taken, unknown, (*untold, *findings))


def _drafts(
    space: Workspace, fetched: FetchedAmendments, changed: Sequence[News]
) -> tuple[tuple[Touched, ...], tuple[Finding, ...]]:
    """Our drafts that touch what is new; a note where the print is not at hand, so that nobody can tell."""
    numbers = {one.number for one in changed if one.kind in _CHANGES_TEXT}
    theirs = [one for one in fetched.amendments if _said(one) in numbers]
    found, _ = space.amendments()
    ours = [one for one in found if actor_of(space.place(one.source)) != ACTOR and same_print(one.print, fetched.print)]
    if not theirs or not ours:
        return (), ()
    try:
        bill = at_hand(space.root).numbered(fetched.print).bill
        rows = touched(bill, theirs, ours)
    except AmendError as error:
        return (), (Finding(f"which of our drafts that touches cannot be told: {error}", level="note"),)
    return tuple(replace(row, file=space.place(row.file)) for row in rows), ()


def _said(one: Amendment) -> str:
    """An amendment as the news name it."""
    return number_said(one.number, one.amends) or one.dnum


def _positions(
    space: Workspace, changed: Sequence[News], amendments: Sequence[Amendment]
) -> tuple[TouchedPosition, ...]:
    """The positions that are about an amendment which changed: “amendment 96”, “NC36”, by the number that it has, had
    before, or keeps."""
    numbers = {one.number.casefold(): one.number for one in changed if one.number}
    numbers |= {one.dnum.casefold(): _said(one) for one in amendments if one.dnum and _said(one) in numbers.values()}
    numbers |= {one.before.casefold(): one.number for one in changed if one.kind == "renumbered" and one.before}
    if not numbers or not space.drafts.is_dir():
        return ()
    rows: list[TouchedPosition] = []
    for taken in position.read_each(space.drafts)[0]:
        about = (re.sub(r"^(?:new clause|amendment)\s+", "", one.casefold()) for one in taken.on)
        rows += [TouchedPosition(numbers[one], taken.id, space.place(taken.source)) for one in about if one in numbers]
    return tuple(rows)
