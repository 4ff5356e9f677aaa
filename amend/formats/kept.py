"""What the record says of itself, in `record.toml` in the folder of actors: up to which day it is kept, and of whom.

Format 1, all of it:

    format = 1
    kept_to = "2025-12-31"                   the last day whose statements were looked for; later ones may be missing
    alone = ["other-organisations"]          folders of those who do not speak as one; there only a later position
                                             of the same, as “who” begins up to a comma, overtakes one

    [[actor]]
    actor = "police-chiefs"                  the folder
    name = "National Police Chiefs’ Council" the actor's full name, as it is shown; a folder without a row is shown as
                                             it is called
    amendments = "Not tabled by them: …"     what is said wherever the actor's amendments are shown; left out for none

    [[question]]
    name = "firewall"                        what positions are on, as their files call it
    means = "A rule that stops …"            what that is, in a sentence, for who never heard of it

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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
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

_KEYS = ("format", "kept_to", "alone", "actor", "office", "question")
_OF_ACTOR = ("actor", "name", "amendments")
_QUESTION = ("name", "means")
_OFFICE = ("actor", "holder", "since", "until", "named", "source")


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """What a record says of itself.

    to: the day up to which it is kept; None when it does not say. alone: the folders of those who do not speak as one.
    offices: who held which office when, in the order written. names: the full names of actors, by their folders.
    cautions: what is to be said of the amendments of an actor wherever they are shown, by the folder. meanings: what a
    question is about, in a sentence, by its name.
    """

    to: date | None = None
    alone: frozenset[str] = frozenset()
    offices: tuple[Tenure, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    cautions: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)

    def caution(self, *actors: str) -> tuple[str, ...]:
        """What is to be said of the amendments of these actors, each with whose they are."""
        return tuple(f"{self.named(actor)}: {self.cautions[actor]}" for actor in actors if actor in self.cautions)

    def named(self, actor: str) -> str:
        """The full name of an actor; the folder where the record has none."""
        return self.names.get(actor, actor)

    def placed(self, position: Position) -> Position:
        """A position with the tenure in which it was taken, whether it was held alone, and the actor's full name."""
        office = next((one for one in self.offices if _fits(one, position)), None)
        alone = position.actor in self.alone
        name = self.names.get(position.actor, "")
        return replace(position, office=office, alone=alone, actor_name=name) if office or alone or name else position


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
    offices, actors = (_rows(values, key, source) for key in ("office", "actor"))
    return KeptRecord(
        _kept_to(values, source),
        frozenset(_texts(values, "alone", source, "it")),
        tuple(_tenure(one, number, source) for number, one in enumerate(offices, 1)),
        _told(actors, "actor", _OF_ACTOR, "names", source),
        {str(one["actor"]): said for one in actors if (said := _text(one, "amendments", source, "an actor"))},
        _told(_rows(values, "question", source), "question", _QUESTION, "meanings", source),
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
    actor, holder = _both(row, ("actor", "holder"), source, what)
    since, until = (_when(row, key, source, what) for key in ("since", "until"))
    if since.earliest is not None and until.latest is not None and since.earliest >= until.latest:
        raise ReadError(f"{what} ends before it begins", place=source, remedy="put “since” or “until” right")
    named = _texts(row, "named", source, what)
    return Tenure(actor, holder, since, until, named, _text(row, "source", source, what))


def _told(
    rows: Sequence[Mapping[str, Any]], kind: str, keys: tuple[str, ...], many: str, source: str
) -> dict[str, str]:
    """What rows of a kind tell of things. keys: that a row may have; the first names the thing, the second has what is
    told of it, of which many is the word for several."""
    found: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        what = f"{kind} {number}"
        _refuse_keys(row, keys, source, what)
        thing, told = _both(row, (keys[0], keys[1]), source, what)
        if found.setdefault(thing, told) != told:
            raise ReadError(f"“{thing}” has two {many}", place=source, remedy="leave one of the rows out")
    return found


def _rows(values: Mapping[str, Any], key: str, source: str) -> list[Mapping[str, Any]]:
    rows = values.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        raise ReadError(f"“{key}” is no list of rows", place=source, remedy=f"begin each with a row `[[{key}]]`")
    return rows


def _both(row: Mapping[str, Any], keys: tuple[str, str], source: str, what: str) -> tuple[str, str]:
    """Two texts of a row, neither of which may be missing."""
    one, other = (_text(row, key, source, what) for key in keys)
    for key, value in zip(keys, (one, other), strict=True):
        if not value:
            raise ReadError(f"{what} has no “{key}”", place=source, remedy=f'add a row `{key} = "…"`')
    return one, other


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
