"""The divisions on a Bill in either House, from the votes services: numbers, and names where they are asked for."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from amend.errors import NotThere, ReadError, SourceError
from amend.formats.bill_lists import ListedBill
from amend.formats.divisions import HouseDivision, division_in, divisions_in, listed_in, one_in, whole, without_names
from amend.formats.files import read_bytes
from amend.formats.json_reply import Json, dumped, number_in, objects_in, reply_of
from amend.formats.source_record import Origin, origin_of
from amend.ledger import official
from amend.ledger.official import KeptFiles, ToKeep
from amend.ledger.workspace import Workspace
from amend.model.finding import Finding
from amend.model.house import House
from amend.model.in_words import plural
from amend.sources.asked import offering, remembered, saved
from amend.sources.bills import find_bill, is_list, like_titles, stages_of
from amend.sources.hosts import Hosts
from amend.sources.net import Net

_BY_HAND = "the reply of that House’s votes service"
_FIRST = re.compile(r"(?:1st|first) reading", re.IGNORECASE)
_LONGEST_LIFE = 2
"""Years between the first and the last division on a Bill; one may be carried over once."""

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
    command = shlex.join(["amend", "fetch", "divisions", title, *(["--names"] if names else [])])
    if given is not None:
        return _given(given, title, space, names, remembered(table.cache, command, ""), table)
    files: dict[str, bytes] = {}
    origins: list[Origin] = []
    found: list[HouseDivision] = []
    failed: list[SourceError] = []
    findings: list[Finding] = []
    offered = offering(table.cache, command, takes=lambda one: not is_list(table, one), instead=_BY_HAND)
    with Net(table, told) as net, offered:
        listed, _ = find_bill(net, title, anew=anew)
        begun = _begun(net, listed, anew)
        short = _short(listed.title)
        for house in House:
            address = _search(table, house, short)
            try:
                with offering(table.cache, command):
                    every = _items(net, house, address, anew)
                    items, doubts = _of_bill(every, house, short, address, begun)
                    items = [_whole(net, house, one, anew) if names else without_names(one) for one in items]
            except SourceError as error:
                failed.append(error)
                continue
            findings += doubts
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
    apart = () if begun else _apart(found)
    told_of = (*(Finding(str(error)) for error in failed), *findings, *apart, *kept.left)
    return FetchedDivisions(listed.title, tuple(found), paths, kept, told_of)


def _begun(net: Net, listed: ListedBill, anew: bool) -> str:
    """The day of the first reading of a Bill; "" where it is not told."""
    try:
        stages = stages_of(net, listed, anew=anew)
    except (NotThere, ReadError):
        return ""
    return min((day for one in stages for day in one.sittings if _FIRST.match(one.name)), default="")


def _given(given: Path, title: str, space: Workspace, names: bool, address: str, hosts: Hosts) -> FetchedDivisions:
    """The divisions on a Bill in a reply that a person saved, put to those of that House that are kept."""
    file, place = saved(given), str(given)
    house, items = divisions_in(file.data, place)
    called = space.bill if space.bill and (title.isdecimal() or like_titles(space.bill, title)) else title
    if called.isdecimal() or _short(called) == "Bill":
        raise ReadError("it does not say of which Bill it is", place=place, remedy="give the title of the Bill")
    mine, doubts = _of_bill(items, house, _short(called), place, "")
    if not mine:
        why = f": {doubts[0].message}" if doubts else ""
        raise ReadError(f"no division in it is on the {called}{why}", place=place, remedy="give a reply on that Bill")
    path = _file(called, house)
    every: list[HouseDivision] = []

    def made() -> ToKeep:
        nonlocal every
        there = space.root / path
        kept = objects_in(reply_of(read_bytes(there), str(there))) if there.is_file() else ()
        found = {division_in(one, house).id: one for one in kept}
        found |= {division_in(one, house).id: one if names else without_names(one) for one in mine}
        every = sorted((division_in(one, house) for one in found.values()), key=lambda one: (one.date, one.id))
        data = dumped([one for _, one in sorted(found.items())])
        origin = origin_of(data, address or _search(hosts, house, _short(called)), file.at, file.name)
        return ToKeep(official.with_origin(path, data, origin), f"{called}: {plural(len(found), 'division')}", [origin])

    stored = official.keep_made(space, made)
    return FetchedDivisions(called, tuple(every), (path,), stored, (*doubts, *_apart(every), *stored.left))


def _file(title: str, house: House) -> str:
    """Where the divisions on a Bill in a House are, from the root."""
    return f"{official.bill_folder(title)}/divisions-{house.value.lower()}.json"


def _short(title: str) -> str:
    """A title as that of a division has it: "Ponds Bill", also of one that is an Act by now."""
    plain = re.sub(r"\s*\[(?:HL|Lords)\]$", "", title.strip(), flags=re.IGNORECASE)
    return f"{re.sub(r'(?i)(?:^| )(?:bill|act(?: [0-9]{4})?)$', '', plain)} Bill".strip()


def _of_bill(
    items: Sequence[Json], house: House, title: str, place: str, begun: str
) -> tuple[list[Json], tuple[Finding, ...]]:
    """The divisions on a Bill, and what is to be known of others that hold its title: a note where that is a part of
    another title, or the division was before the Bill began, and a finding where it says no numbers."""
    words = _plain(title)
    named = [one for one in items if words in _plain(division_in(one, house).title)]
    mine = [one for one in named if _is_named(_plain(division_in(one, house).title), words)]
    found, findings = whole(mine, house, place)
    early = [one for one in found if begun and division_in(one, house).date < begun]
    notes = [
        Finding(f"“{division_in(one, house).title}” is of another Bill, and was left out", place, level="note")
        for one in named
        if one not in mine
    ]
    notes += [
        Finding(
            f"“{division_in(one, house).title}” of {division_in(one, house).date} was before this Bill began on {begun}"
            ", and was left out",
            place,
            level="note",
        )
        for one in early
    ]
    return [one for one in found if one not in early], (*notes, *findings)


def _apart(found: Sequence[HouseDivision]) -> tuple[Finding, ...]:
    """A note where divisions are further apart than the life of a Bill."""
    years = sorted(int(one.date[:4]) for one in found if one.date[:4].isdecimal())
    if not years or years[-1] - years[0] <= _LONGEST_LIFE:
        return ()
    told = f"they are of {years[0]} to {years[-1]}, and so of several Bills of that title"
    return (Finding(told, level="note"),)


def _plain(title: str) -> str:
    return title.replace("’", "'").casefold()


def _is_named(said: str, title: str) -> bool:
    """Whether a title stands in words of its own: at their beginning, after “the”, or after a mark that ends others;
    not within the title of another Bill ("Village Ponds Bill")."""
    return any(
        re.search(r"(?:^|\bthe|[:;.(—–])\s*$", said[: one.start()])
        for one in re.finditer(rf"{re.escape(title)}(?!\w)", said)
    )


def _search(hosts: Hosts, house: House, title: str) -> str:
    if house is House.COMMONS:
        asked = urlencode({"queryParameters.searchTerm": title}, quote_via=quote)
        return f"{hosts.commons_votes}/data/divisions.json/search?{asked}"
    return f"{hosts.lords_votes}/data/Divisions/search?{urlencode({'SearchTerm': title}, quote_via=quote)}"


def _items(net: Net, house: House, address: str, anew: bool) -> list[Json]:
    """The divisions that are found, in order of their ids; first those that have none."""
    prefix = "queryParameters." if house is House.COMMONS else ""
    id = "DivisionId" if house is House.COMMONS else "divisionId"
    found: dict[int, Json] = {}
    skip = 0
    for _ in range(_MOST_PAGES):
        items = _page(net, house, f"{address}&{prefix}skip={skip}&{prefix}take={_PAGE}", anew)
        before = len(found)
        found |= {number_in(item, id) or -skip - at: item for at, item in enumerate(items, 1)}
        skip += len(items)  # a page may hold fewer than were asked for, and not be the last
        if len(found) == before:
            break
    else:
        raise SourceError(f"it lists more than {skip} divisions", place=address, remedy="give the title in full")
    return [item for _, item in sorted(found.items())]


def _page(net: Net, house: House, address: str, anew: bool) -> tuple[Json, ...]:
    return net.ask(address, "JSON", lambda data: listed_in(data, house, address), anew=anew, kept_too=False)[1]


def _whole(net: Net, house: House, item: Json, anew: bool) -> Json:
    """A division with who voted how."""
    id = division_in(item, house).id
    commons = f"{net.hosts.commons_votes}/data/division/{id}.json"
    address = commons if house is House.COMMONS else f"{net.hosts.lords_votes}/data/Divisions/{id}"
    return net.ask(address, "JSON", lambda data: one_in(data, house, address), anew=anew, kept_too=False)[1]
