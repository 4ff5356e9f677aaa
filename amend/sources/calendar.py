"""The sitting days of a House, from Parliament's calendar, as the file that `marshal --calendar` reads."""

from __future__ import annotations

import shlex
from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from amend.formats import sitting_days
from amend.formats.source_record import origin_of
from amend.ledger import official
from amend.ledger.kept_days import days_file
from amend.ledger.official import KeptFiles, ToKeep
from amend.ledger.workspace import Workspace
from amend.model.finding import Finding
from amend.model.house import House
from amend.sources.asked import offering, remembered, saved
from amend.sources.hosts import Hosts
from amend.sources.net import Net

_LONGEST_RECESS = 60
"""Days between two sittings; that of the summer is shorter."""


@dataclass(frozen=True, slots=True)
class FetchedDays:
    """The sitting days of a House: those that were fetched with those that were known. new: which were not known.
    gone: which were known, and are none any more, as when a sitting is cancelled. file: from the root. findings: what
    is not certain."""

    house: House
    days: tuple[date, ...]
    new: tuple[date, ...]
    gone: tuple[date, ...]
    file: str
    kept: KeptFiles
    findings: tuple[Finding, ...] = ()


def fetch_calendar(
    house: House,
    space: Workspace,
    *,
    given: Path | None = None,
    anew: bool = False,
    hosts: Hosts | None = None,
    told: Callable[[str], None] | None = None,
) -> FetchedDays:
    """Fetch the sitting days of a House and add them to its calendar file in the workspace: one commit.

    given: a reply that a person saved. The service tells the days of a while: one that was known stays where it comes
    before the first of these or after the last, and is taken away where it comes between them and is not among them;
    but none in a gap that is longer than any recess, which tells rather of a reply that is not whole: a finding.
    Raises SourceError, ReadError, RecordError, WriteError.
    """
    table = hosts or Hosts.of()
    address = f"{table.sittings}/calendar/proceduraldates/{house.value.lower()}/sittingdates"
    command = shlex.join(["amend", "fetch", "calendar", house.value.lower()])
    if given is not None:
        data, at, name = saved(given)
        address, days = remembered(table.cache, command, address), sitting_days.in_file(data, place=str(given))
    else:
        name = ""
        with Net(table, told) as net, offering(table.cache, command):
            reply, days = net.ask(address, "JSON", lambda got: sitting_days.in_reply(got, place=address), anew=anew)
        at = reply.at
    path = days_file(house)
    found = FetchedDays(house, days, days, (), path, KeptFiles(None))

    def made() -> ToKeep:
        nonlocal found
        known = sitting_days.read(space.root / path) if (space.root / path).is_file() else ()
        untold = sorted({day for day in known if min(days) < day < max(days)} - {*days})
        gone = tuple(day for day in untold if _gap(days, day)[2] <= _LONGEST_RECESS)
        now = tuple(sorted({*known, *days} - {*gone}))
        doubted = tuple(_doubt(days, day, path) for day in untold if day not in gone)
        found = replace(found, days=now, new=tuple(sorted({*days} - {*known})), gone=gone, findings=doubted)
        text = sitting_days.dumps(now, f"Days on which the {house.full} sits, from {address}").encode()
        origin = origin_of(text, address, at, name)
        return ToKeep(official.with_origin(path, text, origin), f"sitting days of the {house.full}", [origin])

    kept = official.keep_made(space, made)
    return replace(found, kept=kept)


def _gap(days: Sequence[date], day: date) -> tuple[date, date, int]:
    """The days told of before and after one that is none of them, and how many days lie between."""
    at = bisect(days, day)
    return days[at - 1], days[at], (days[at] - days[at - 1]).days


def _doubt(days: Sequence[date], day: date, path: str) -> Finding:
    before, after, _ = _gap(days, day)
    return Finding(f"{day} was known, and the reply tells of no sitting from {before} to {after}; it stays", path)
