"""What is new on a Bill since the last fetch, and which of our drafts and positions that touches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from amend.drafting.news import Touched
from amend.errors import ReadError, SourceError
from amend.formats.bill_lists import Publication
from amend.ledger.prints import at_hand
from amend.ledger.workspace import Workspace
from amend.model.finding import Finding
from amend.model.house import same_print
from amend.sources.amendments import fetch_amendments
from amend.sources.bills import find_bill, prints_of
from amend.sources.hosts import Hosts
from amend.sources.net import Net
from amend.sources.stage_drafts import FetchedAmendments
from amend.sources.touches import TouchedPosition, drafts_touched, positions_touched


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
    drafts, findings = drafts_touched(here, space, fetched.amendments, fetched.print, changed)
    positions = positions_touched(space, fetched.amendments, changed)
    return WhatIsNew(fetched, drafts, positions, unknown, (*untold, *findings))
