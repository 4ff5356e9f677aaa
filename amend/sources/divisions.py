"""The divisions on a Bill in either House, from the votes services: numbers, and names where they are asked for."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from amend.errors import SourceError
from amend.formats.divisions import HouseDivision, division_in, listed_in, one_in, without_names
from amend.formats.json_reply import Json, dumped, number_in
from amend.formats.source_record import Origin, origin_of
from amend.ledger import official
from amend.ledger.official import KeptFiles
from amend.ledger.workspace import Workspace
from amend.model.finding import Finding
from amend.model.house import House
from amend.model.in_words import plural
from amend.sources.asked import offering
from amend.sources.bills import find_bill
from amend.sources.hosts import Hosts
from amend.sources.net import Net

_PAGE = 25
_MOST_PAGES = 20


@dataclass(frozen=True, slots=True)
class FetchedDivisions:
    """The divisions on a Bill, in order of time. files: where they are, from the root. findings: what did not come."""

    title: str
    divisions: tuple[HouseDivision, ...]
    files: tuple[str, ...]
    kept: KeptFiles
    findings: tuple[Finding, ...] = ()


def fetch_divisions(
    title: str,
    space: Workspace,
    *,
    names: bool = False,
    anew: bool = False,
    hosts: Hosts | None = None,
    told: Callable[[str], None] | None = None,
) -> FetchedDivisions:
    """Fetch the divisions on a Bill, and keep them as evidence for positions: one commit.

    names: with who voted how; else with the numbers alone, and no voter's name is kept; what was moved may name
    its mover. A House whose service does not
    answer is a finding, where that of the other does. Raises SourceError, ReadError, RecordError, WriteError.
    """
    table = hosts or Hosts.of()
    files: dict[str, bytes] = {}
    origins: list[Origin] = []
    found: list[HouseDivision] = []
    failed: list[SourceError] = []
    with Net(table, told) as net, offering(table.cache, shlex.join(["amend", "fetch", "divisions", title])):
        listed, _ = find_bill(net, title, anew=anew)
        short = listed.title.removesuffix("[HL]").strip()
        for house in House:
            address = _search(table, house, short)
            try:
                items = _items(net, house, address, short, names, anew)
            except SourceError as error:
                failed.append(error)
                continue
            path = f"{official.bill_folder(listed.title)}/divisions-{house.value.lower()}.json"
            data = dumped(items)
            origins.append(origin_of(data, address, net.asked_at))
            files |= official.with_origin(path, data, origins[-1])
            found += [division_in(item, house) for item in items]
        if len(failed) == len(House):
            raise failed[0]
    kept = official.keep(space, files, f"{listed.title}: {plural(len(found), 'division')}", origins)
    found.sort(key=lambda one: (one.date, one.house, one.id))
    paths = tuple(path for path in files if path.endswith(".json"))
    told_of = (*(Finding(str(error)) for error in failed), *kept.left)
    return FetchedDivisions(listed.title, tuple(found), paths, kept, told_of)


def _search(hosts: Hosts, house: House, title: str) -> str:
    if house is House.COMMONS:
        asked = urlencode({"queryParameters.searchTerm": title}, quote_via=quote)
        return f"{hosts.commons_votes}/data/divisions.json/search?{asked}"
    return f"{hosts.lords_votes}/data/Divisions/search?{urlencode({'SearchTerm': title}, quote_via=quote)}"


def _items(net: Net, house: House, address: str, title: str, names: bool, anew: bool) -> list[Json]:
    """The divisions whose title names the Bill, in order of their ids."""
    prefix = "queryParameters." if house is House.COMMONS else ""
    id = "DivisionId" if house is House.COMMONS else "divisionId"
    found: dict[int, Json] = {}
    skip = 0
    for _ in range(_MOST_PAGES):
        items = _page(net, house, f"{address}&{prefix}skip={skip}&{prefix}take={_PAGE}", anew)
        before = len(found)
        found |= {number_in(item, id): item for item in items}
        skip += len(items)  # a page may hold fewer than were asked for, and not be the last
        if len(found) == before:
            break
    else:
        raise SourceError(f"it lists more than {skip} divisions", place=address, remedy="give the title in full")
    mine = {
        key: item
        for key, item in sorted(found.items())
        if title.casefold() in division_in(item, house).title.casefold()
    }
    if not names:
        return [without_names(item) for item in mine.values()]
    return [_whole(net, house, key, anew) for key in mine]


def _page(net: Net, house: House, address: str, anew: bool) -> tuple[Json, ...]:
    return net.ask(address, "JSON", lambda data: listed_in(data, house, address), anew=anew, kept_too=False)[1]


def _whole(net: Net, house: House, id: int, anew: bool) -> Json:
    """A division with who voted how."""
    commons = f"{net.hosts.commons_votes}/data/division/{id}.json"
    address = commons if house is House.COMMONS else f"{net.hosts.lords_votes}/data/Divisions/{id}"
    return net.ask(address, "JSON", lambda data: one_in(data, house, address), anew=anew, kept_too=False)[1]
