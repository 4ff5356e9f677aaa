"""A calendar as a file: the days on which notice can be given, one a row ("2026-09-04"), with # before a remark.

Parliament's calendar service gives them as JSON, which is read here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from amend.errors import ReadError
from amend.formats.files import BOM, read_text
from amend.formats.json_reply import reply_of

_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*)?")
_NAMED = re.compile(r"sitting|^(?:date|day)s?$", re.IGNORECASE)
"""What a service may call a day of sitting; one that is called otherwise ("lastUpdateDate") may be any day."""
_OTHER = re.compile(r"non[_-]?sitting|not[_-]?sitting|recess|cancel", re.IGNORECASE)
_DEEPEST = 5


def read(file: Path | str) -> tuple[date, ...]:
    """The days of a calendar file, in the order of its rows. Raises ReadError for a row that is no day."""
    return parse(read_text(Path(file)), place=str(file))


def parse(text: str, *, place: str = "the calendar") -> tuple[date, ...]:
    """The days in the text of a calendar. Raises ReadError for a row that is no day, and for a calendar without any."""
    days: list[date] = []
    for number, row in enumerate(text.splitlines(), 1):
        said = row.partition("#")[0].strip()
        try:
            days += [date.fromisoformat(said)] if said else []
        except ValueError as error:
            remedy = "write one day a row, like “2026-09-04”; what follows # is a remark"
            raise ReadError(f"“{said}” is not a day", place=f"{place}:{number}", remedy=remedy) from error
    if not days:
        raise ReadError("there is no day in it", place=place, remedy="write one day a row, like “2026-09-04”")
    return tuple(days)


def in_reply(data: bytes, *, place: str = "the reply") -> tuple[date, ...]:
    """The days in a reply of the calendar service, in order: times in a list, or under a name that says “sitting”
    or just “date”; what is said to be no sitting is passed over.

    Raises ReadError for a reply without any.
    """
    found: set[date] = set()
    for said in _times(reply_of(data, place), _DEEPEST):
        time = _TIME.fullmatch(said)
        try:
            found |= {date.fromisoformat(time[1])} if time else set()
        except ValueError:
            continue  # a day that is none, among others
    if not found:
        raise ReadError("there is no day in it", place=place, remedy="give a calendar file, one day a row")
    return tuple(sorted(found))


def in_file(data: bytes, *, place: str) -> tuple[date, ...]:
    """The days in a file that is a reply of the service or a calendar file, in order. Raises ReadError."""
    said = data.removeprefix(BOM).lstrip()
    if said.startswith((b"[", b"{", b'"')):
        return in_reply(said, place=place)
    try:
        return tuple(sorted(set(parse(said.decode(), place=place))))
    except UnicodeDecodeError as error:
        raise ReadError("it is not UTF-8", place=place, remedy="give a calendar file, one day a row") from error


def dumps(days: Iterable[date], remark: str) -> str:
    """The text of a calendar file, in order of time. remark: what stands above the days."""
    return "".join([f"# {' '.join(remark.split())}\n", *(f"{day}\n" for day in sorted(set(days)))])


def _times(found: object, deepest: int, named: bool = True) -> Iterator[str]:
    """The times that are said to be of sittings. named: whether what stands there itself is said to be."""
    if isinstance(found, str) and named:
        yield found
    elif isinstance(found, list) and deepest:
        for one in found:
            yield from _times(one, deepest - 1, named)
    elif isinstance(found, dict) and deepest:
        if any(value is False and "sitting" in key.casefold() for key, value in found.items()):
            return  # “isSitting”: false
        for key, value in found.items():
            if not _OTHER.search(key):
                yield from _times(value, deepest - 1, bool(_NAMED.search(key)))
