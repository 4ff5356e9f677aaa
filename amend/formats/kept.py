"""What the record says of itself, in `record.toml` in the folder of actors: up to which day it is kept, and of whom.

Format 1, all of it:

    format = 1
    kept_to = "2025-12-31"                   the last day whose statements were looked for; later ones may be missing
    alone = ["other-organisations"]          folders of those who do not speak as one; there only a later position
                                             of the same, as “who” begins up to a comma, overtakes one

    [[office]]
    actor = "government"                     the folder
    holder = "the Conservative Government"   who held the office, as it is shown
    since = "2015-05"                        the first day, or its month or year; left out when it is not known
    until = "2024-07-05"                     when they left; left out for one who has not
    named = ["Home Office"]                  words of “who” by which a position is known as theirs; left out for all
    source = "Where it can be read"          of the actor in that time

A record without that file says nothing of these. A position belongs to the first row that fits its actor, its date and
its “who”.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from amend.errors import ReadError
from amend.formats.files import read_text
from amend.formats.front_matter import known, refuse_conflict
from amend.model.position import Position, Tenure, When

NAME = "record.toml"

FORMAT = 1
"""The format that is written. A newer one is refused, for it may mean anything."""

_KEYS = ("format", "kept_to", "alone", "office")
_OFFICE = ("actor", "holder", "since", "until", "named", "source")


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """What a record says of itself.

    to: the day up to which it is kept; None when it does not say. alone: the folders of those who do not speak as one.
    offices: who held which office when, in the order written.
    """

    to: date | None = None
    alone: frozenset[str] = frozenset()
    offices: tuple[Tenure, ...] = ()

    def placed(self, position: Position) -> Position:
        """A position with the tenure in which it was taken, and whether it was held alone."""
        office = next((one for one in self.offices if _fits(one, position)), None)
        alone = position.actor in self.alone
        return replace(position, office=office, alone=alone) if office or alone else position


def read(folder: Path | str) -> KeptRecord:
    """What the record in a folder says of itself; nothing where it has no such file. Raises ReadError."""
    file = Path(folder) / NAME
    return loads(read_text(file), str(file)) if file.is_file() else KeptRecord()


def loads(text: str, source: str = NAME) -> KeptRecord:
    """What the text of such a file says. Raises ReadError when it is broken, or of a newer format."""
    refuse_conflict(text.split("\n"), source)
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"it is not understood ({error})", place=source, remedy='rows are `key = "value"`') from error
    _refuse_keys(values, _KEYS, source, "it")
    if values.get("format") != FORMAT:
        raise ReadError(f"it is not of format {FORMAT}", place=source, remedy=f"write `format = {FORMAT}`")
    offices = values.get("office", [])
    if not isinstance(offices, list) or not all(isinstance(one, dict) for one in offices):
        raise ReadError("“office” is no list of rows", place=source, remedy="begin each with a row `[[office]]`")
    return KeptRecord(
        _kept_to(values, source),
        frozenset(_texts(values, "alone", source, "it")),
        tuple(_tenure(one, number, source) for number, one in enumerate(offices, 1)),
    )


def moved_to(text: str, day: date) -> str:
    """The text of such a file with another day up to which the record is kept; "" for none there yet."""
    row = f'kept_to = "{day}"'
    if not text.strip():
        return f"format = {FORMAT}\n{row}\n"
    moved, count = re.subn(r"(?m)^kept_to\b.*$", row, text, count=1)
    return moved if count else re.sub(r"(?m)^format\b.*$", lambda found: f"{found[0]}\n{row}", text, count=1)


def _fits(office: Tenure, position: Position) -> bool:
    when = position.when
    if office.actor != position.actor or when.earliest is None or when.latest is None:
        return False
    since, until = office.since.earliest, office.until.latest
    in_time = (since is None or when.latest >= since) and (until is None or when.earliest < until)
    return in_time and (not office.named or any(words in position.who for words in office.named))


def _tenure(row: Mapping[str, Any], number: int, source: str) -> Tenure:
    what = f"office {number}"
    _refuse_keys(row, _OFFICE, source, what)
    actor, holder = (_text(row, key, source, what) for key in ("actor", "holder"))
    for key, value in (("actor", actor), ("holder", holder)):
        if not value:
            raise ReadError(f"{what} has no “{key}”", place=source, remedy=f'add a row `{key} = "…"`')
    since, until = (_when(row, key, source, what) for key in ("since", "until"))
    if since.earliest is not None and until.latest is not None and since.earliest >= until.latest:
        raise ReadError(f"{what} ends before it begins", place=source, remedy="put “since” or “until” right")
    named = _texts(row, "named", source, what)
    return Tenure(actor, holder, since, until, named, _text(row, "source", source, what))


def _refuse_keys(values: Mapping[str, Any], keys: tuple[str, ...], source: str, what: str) -> None:
    for key in values:
        if key not in keys:
            raise ReadError(f"“{key}” is not a key of {what}", place=source, remedy=known(key, keys))


def _text(values: Mapping[str, Any], key: str, source: str, what: str) -> str:
    value = values.get(key, "")
    if not isinstance(value, str):
        raise ReadError(f"“{key}” of {what} is not a text", place=source, remedy=f'write `{key} = "value"`')
    return " ".join(value.split())


def _texts(values: Mapping[str, Any], key: str, source: str, what: str) -> tuple[str, ...]:
    value = values.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise ReadError(f"“{key}” of {what} is not a list of texts", place=source, remedy=f'write `{key} = ["A", "B"]`')
    return tuple(value)


def _when(values: Mapping[str, Any], key: str, source: str, what: str) -> When:
    try:
        return When.of(str(values.get(key, "")))
    except ValueError as error:
        raise ReadError(
            f"“{key}” of {what}: {error}", place=source, remedy=f'write a day as `{key} = "2025-12-31"`'
        ) from error


def _kept_to(values: Mapping[str, Any], source: str) -> date | None:
    when = _when(values, "kept_to", source, "it")
    if when.said and not when.exact:
        raise ReadError("“kept_to” is no day", place=source, remedy='write it as `kept_to = "2025-12-31"`')
    return when.latest
