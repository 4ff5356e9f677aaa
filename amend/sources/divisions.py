"""The divisions on a Bill in either House, from the votes services: numbers, and names where they are asked for."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from amend.errors import ReadError, SourceError
from amend.formats.divisions import HouseDivision, division_in, in_file, listed_in, one_in, without_names
from amend.formats.files import read_bytes
from amend.formats.json_reply import Json, dumped, number_in, objects_in, reply_of
from amend.formats.source_record import Origin, origin_of
from amend.ledger import official
from amend.ledger.official import KeptFiles
from amend.ledger.workspace import Workspace
from amend.model.finding import Finding
from amend.model.house import House
from amend.model.in_words import plural
from amend.sources.asked import offering, remembered, saved
from amend.sources.bills import find_bill, like_titles
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
    given: Path | None = None,
    anew: bool = False,
    hosts: Hosts | None = None,
    told: Callable[[str], None] | None = None,
) -> FetchedDivisions:
    """Fetch the divisions on a Bill, and keep them as evidence for positions: one commit.

    names: with who voted how; else with the numbers alone, and no voter's name is kept; what was moved may name
    its mover. given: a reply that a person saved, of one House; what is kept of it already stays. A House whose service
    does not answer is a finding, where that of the other does. Raises SourceError, ReadError, RecordError, WriteError.
    """
    table = hosts or Hosts.of()
    command = shlex.join(["amend", "fetch", "divisions", title])
    if given is not None:
        return _given(given, title, space, names, remembered(table.cache, command, ""), table)
    files: dict[str, bytes] = {}
    origins: list[Origin] = []
    found: list[HouseDivision] = []
    failed: list[SourceError] = []
    with Net(table, told) as net, offering(table.cache, command):
        listed, _ = find_bill(net, title, anew=anew)
        short = _short(listed.title)
        for house in House:
            address = _search(table, house, short)
            try:
                with offering(table.cache, command):
                    items = _items(net, house, address, short, names, anew)
            except SourceError as error:
                failed.append(error)
                continue
            path = _file(listed.title, house)
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


def _given(given: Path, title: str, space: Workspace, names: bool, address: str, hosts: Hosts) -> FetchedDivisions:
    """The divisions on a Bill in a reply that a person saved, put to those of that House that are kept."""
    file, place = saved(given), str(given)
    house, items = in_file(file.data, place)
    called = space.bill if space.bill and (title.isdecimal() or like_titles(space.bill, title)) else title
    if called.isdecimal():
        raise ReadError("it does not say of which Bill it is", place=place, remedy="give the title of the Bill")
    mine = [one for one in items if _names_bill(one, house, _short(called))]
    if not mine:
        raise ReadError(f"no division in it is on the {called}", place=place, remedy="give a reply on that Bill")
    path = _file(called, house)
    there = space.root / path
    kept = objects_in(reply_of(read_bytes(there), str(there))) if there.is_file() else ()
    found = {division_in(one, house).id: one for one in kept}
    found |= {division_in(one, house).id: one if names else without_names(one) for one in mine}
    data = dumped([one for _, one in sorted(found.items())])
    origin = origin_of(data, address or _search(hosts, house, _short(called)), file.at, file.name)
    many = plural(len(found), "division")
    stored = official.keep(space, official.with_origin(path, data, origin), f"{called}: {many}", [origin])
    every = sorted((division_in(one, house) for one in found.values()), key=lambda one: (one.date, one.id))
    return FetchedDivisions(called, tuple(every), (path,), stored, stored.left)


def _file(title: str, house: House) -> str:
    """Where the divisions on a Bill in a House are, from the root."""
    return f"{official.bill_folder(title)}/divisions-{house.value.lower()}.json"


def _short(title: str) -> str:
    return title.removesuffix("[HL]").strip()


def _names_bill(item: Json, house: House, title: str) -> bool:
    """Whether the title of a division names the Bill."""
    return title.casefold() in division_in(item, house).title.casefold()


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
    mine = {key: item for key, item in sorted(found.items()) if _names_bill(item, house, title)}
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
