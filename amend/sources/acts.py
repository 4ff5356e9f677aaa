"""An Act, or a provision of one, from legislation.gov.uk: as it is now, or as it was on a day."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from amend.errors import ReadError
from amend.formats import akn
from amend.formats.source_record import Origin, origin_of
from amend.ledger import official
from amend.ledger.official import KeptFiles
from amend.ledger.workspace import Workspace
from amend.model.provision import Bill
from amend.sources.asked import offering, saved
from amend.sources.hosts import Hosts
from amend.sources.net import Net

_WHERE = re.compile(
    r"(?:https?://(?:www\.)?legislation\.gov\.uk)?/?(?:id/)?"
    r"([a-z]+/(?:\d{4}|[A-Z][A-Za-z]+\d?/\d+(?:-\d+)*)/\d+)((?:/[A-Za-z0-9.-]+)*?)/?"
)
_FORMS = {"clml": "data.xml", "akn": "data.akn"}
_PLACE = re.compile(rb"<(?:\w+:)?identifier(?:\s[^>]*)?>\s*([^<\s]+)\s*<")
"""What a file of the publisher says of which part of the Act it is: ".../ukpga/1999/33/section/20/2023-11-09"."""
_VERSION = re.compile(r"(?:/\d{4}-\d{2}-\d{2}|/enacted|/made|/prospective)+$")
_SAID = re.compile(rb'(?:\bDocumentURI=|<FRBR(?:this|uri)\s[^>]*?\bvalue=)"([^"]+)"')
_HEAD = 20_000
"""Bytes of a file in which it says what it is."""


@dataclass(frozen=True, slots=True)
class FetchedAct:
    """An Act that was fetched. file: where it is, from the root or as it was asked for. kept: what was recorded; None
    where it was written outside the record."""

    act: Bill
    origin: Origin
    file: str
    kept: KeptFiles | None


def fetch_act(
    where: str,
    *,
    at: str = "",
    form: str = "clml",
    space: Workspace | None = None,
    output: Path | None = None,
    given: Path | None = None,
    anew: bool = False,
    hosts: Hosts | None = None,
    told: Callable[[str], None] | None = None,
) -> FetchedAct:
    """Fetch an Act, or a provision of one, and keep it with its address, time and sum: in the workspace, one commit.

    where: as legislation.gov.uk has it, "ukpga/1999/33/section/20". at: the day on which it stood so, "2023-11-09"; by
    default now. form: "clml", which its publisher recommends, or "akn". output, given, anew, told: as for `fetch_bill`.
    Raises SourceError, ReadError for a file that is not that Act, RecordError, WriteError.
    """
    act, rest = _parts(where)
    day = _day(at)
    table = hosts or Hosts.of()
    address = "/".join(filter(None, (table.acts, act, rest, day, _FORMS[form])))
    said = [*(["--at", at] if at else []), *(["--akn"] if form == "akn" else [])]
    command = shlex.join(["amend", "fetch", "act", where, *said, *(["-o", str(output)] if output else [])])
    if given is not None:
        file = saved(given)
        found = FetchedAct(
            _as_asked(file.data, str(given), act, rest), origin_of(file.data, address, file.at, file.name), "", None
        )
        return _kept(found, file.data, rest, day, space, output)
    with Net(table, told) as net, offering(table.cache, command):
        reply, text = net.ask(address, "XML", lambda data: _as_asked(data, address, act, rest), anew=anew)
    found = FetchedAct(text, origin_of(reply.data, address, reply.at), "", None)
    return _kept(found, reply.data, rest, day, space, output)


def _parts(where: str) -> tuple[str, str]:
    """The Act and the place in it. Raises ReadError for what is neither."""
    found = _WHERE.fullmatch(where.strip())
    rest = re.sub(r"/data\.(?:xml|akn)$", "", found[2]).strip("/") if found else ""
    if found is None or any(set(part) <= {"."} for part in rest.split("/") if part):
        raise ReadError(
            f"“{where}” is no Act of legislation.gov.uk",
            remedy="write it as in “ukpga/1999/33” or “ukpga/1999/33/section/20”",
        )
    return found[1], rest


def _day(said: str) -> str:
    try:
        return date.fromisoformat(said).isoformat() if said else ""
    except ValueError as error:
        raise ReadError(f"“{said}” is not a day", remedy="write it as in 2023-11-09") from error


def _as_asked(data: bytes, place: str, act: str, rest: str) -> Bill:
    """The Act in a file, where it is the one that was asked for, and that part of it. Raises ReadError."""
    found = akn.parse(data, place=place)
    if not found.act:
        raise ReadError("it is no Act", place=place, remedy="give the file of the Act")
    said = [one.decode("utf-8", "replace") for one in _SAID.findall(data[:_HEAD])]
    if said and not any(f"/{act}/" in f"{one}/" for one in said):
        raise ReadError(f"it is {said[0]}, and {act} was asked for", place=place, remedy="give the file of that Act")
    named = (_part(one.decode("utf-8", "replace"), act) for one in _PLACE.findall(data[:_HEAD]))
    parts = {one for one in named if one is not None}
    if parts and _VERSION.sub("", f"/{rest}").strip("/") not in parts:
        told = " and ".join(one or "the whole Act" for one in sorted(parts))
        raise ReadError(
            f"it is {told}, and {rest or 'the whole Act'} was asked for", place=place, remedy="give the file of that"
        )
    return found


def _part(said: str, act: str) -> str | None:
    """Which part of an Act an address names, "section/20"; "" for the whole, None where it is not of that Act."""
    _, known, rest = f"{said}/".partition(f"/{act}/")
    return _VERSION.sub("", f"/{rest}".rstrip("/")).strip("/") if known else None


def _kept(
    found: FetchedAct, data: bytes, rest: str, day: str, space: Workspace | None, output: Path | None
) -> FetchedAct:
    if output is not None:
        official.write_beside(str(output), data, found.origin)
        return replace(found, file=str(output))
    if space is None:
        raise ReadError(
            "there is no workspace here", remedy="make one (amend init DIR --empty), or name a file with -o"
        )
    name = official.file_part(rest.replace("/", "-") or "act") + (f"-{day}" if day else "")
    path = f"bills/{official.file_part(found.act.title)}/{name}.xml"
    there = space.root / path
    if there.is_file() and akn.read(there).notice:
        raise ReadError(
            "a restatement stands there", place=path, remedy="fetch it to another file with -o, or take that away first"
        )
    files = official.with_origin(path, data, found.origin)
    kept = official.keep(space, files, f"{found.act.title}{f', {rest}' if rest else ''}", [found.origin])
    return replace(found, file=path, kept=kept)
