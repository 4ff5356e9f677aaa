"""The positions of the record: all of them, those of one actor, those on a question, those of a time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from amend.errors import AmendError, RecordError
from amend.formats import kept, position
from amend.formats.kept import KeptRecord
from amend.ledger.shipped import DRAFTS
from amend.model.nearest import did_you_mean
from amend.model.position import Position


@dataclass(frozen=True, slots=True)
class Record:
    """What is in a folder of actors.

    folder: as it was named. positions: those that could be read, in order of time. broken: what is wrong with each file
    that could not, and with each id that two have. actors: the folders, of those too who took no position. kept: what
    the record says of itself: up to which day it is kept, and who held which office when.
    """

    folder: str
    positions: tuple[Position, ...]
    broken: tuple[AmendError, ...]
    actors: tuple[str, ...]
    kept: KeptRecord = field(default_factory=KeptRecord)

    def upto(self, day: date) -> str:
        """What a view of a day must say first: up to which day the record is kept, where that is an earlier one.

        A sentence; "" for a day up to which it is kept, and for a record without a position.
        """
        if self.kept.to is not None:
            return "" if day <= self.kept.to else f"Kept up to {self.kept.to}: what was said later may be missing."
        last = max((one.when.latest for one in self.positions if one.when.latest), default=day)
        return "" if day <= last else f"It does not say up to which day it is kept; its last position is of {last}."

    @property
    def questions(self) -> tuple[str, ...]:
        """What the positions are about, in the order in which it came up."""
        return tuple(dict.fromkeys(question for one in self.positions for question in one.on))

    def actor(self, said: str) -> str:
        """The actor of that folder or full name. Raises RecordError when there is none."""
        if said in self.actors:
            return said
        named = [actor for actor, name in self.kept.names.items() if name.casefold() == said.casefold()]
        if len(named) == 1 and named[0] in self.actors:
            return named[0]
        raise self._unknown("actor", said, self.actors)

    def about(self, said: str) -> tuple[str, ...]:
        """The question of that name or, when none has it, each that has all its words: "amendment 96".

        Capitals do not count. Raises RecordError when there is none.
        """
        named = tuple(question for question in self.questions if question.casefold() == said.casefold())
        found = named or tuple(one for one in self.questions if has_words(one, said))
        if found:
            return found
        raise self._unknown("question", said, self.questions)

    def vehicles(self, said: str) -> tuple[str, ...]:
        """Each vehicle that has all those words: "Employment Rights Bill", "Lords Committee".

        Capitals do not count. Raises RecordError when there is none.
        """
        known = tuple(dict.fromkeys(one.vehicle for one in self.positions))
        found = tuple(one for one in known if has_words(one, said))
        if found:
            return found
        raise self._unknown("vehicle", said, known)

    def position(self, id: str) -> tuple[Position, ...]:
        """Those with that id: one, unless the record is broken. Raises RecordError when there is none."""
        found = tuple(one for one in self.positions if one.id == id)
        if found:
            return found
        raise self._unknown("position", id, [one.id for one in self.positions])

    def _unknown(self, what: str, said: str, names: Iterable[str]) -> RecordError:
        shipped = self.folder == str(DRAFTS)  # where that is on the disk says nothing to a reader
        record = "the record that comes with amend" if shipped else "the record"
        remedy = _remedy(said, list(dict.fromkeys(names)))
        if self.broken:
            remedy += f" ({_files(len(self.broken))} of it could not be read)"
        return RecordError(
            f"there is no {what} “{said}” in {record}", place="" if shipped else self.folder, remedy=remedy
        )


def read_record(folder: Path | str = DRAFTS) -> Record:
    """The record in a folder of actors; by default the one that comes with the package.

    A file that is broken does not keep the others from being read. Raises ReadError when the folder is not there.
    """
    found, broken = position.read_each(folder)
    actors = sorted(one.name for one in Path(folder).iterdir() if one.is_dir() and not one.name.startswith("."))
    try:
        said = kept.read(folder)
    except AmendError:
        said = kept.KeptRecord()  # what is wrong with it is among what is broken
    return Record(str(folder), tuple(found), tuple(broken), tuple(actors), said)


def positions(
    folder: Path | str = DRAFTS,
    *,
    actor: str | None = None,
    on: str | None = None,
    since: date | None = None,
    at: date | None = None,
) -> tuple[Position, ...]:
    """The positions in a record, in order of time; by default in the one that comes with the package.

    actor: only those of that folder. on: only those about that question or amendment. since: only those that may have
    been taken on that day or after it. at: only those taken by the end of that day for certain. None for all; undated
    ones are left out where a day is asked for. Raises DraftError, ReadError.
    """
    return chosen(position.read_all(folder), actor=actor, on=None if on is None else (on,), since=since, at=at)


def chosen(
    found: Iterable[Position],
    *,
    actor: str | None = None,
    on: Iterable[str] | None = None,
    since: date | None = None,
    at: date | None = None,
    vehicles: Iterable[str] | None = None,
) -> tuple[Position, ...]:
    """Some of the positions, in the order given.

    actor: only those of that folder. on: only those about one of these questions or amendments. vehicles: only those
    taken in one of these. since: only those that
    may have been taken on that day or after it. at: only those taken by the end of that day for certain. Undated ones
    are left out where a day is asked for.
    """
    asked = None if on is None else frozenset(on)
    within = None if vehicles is None else frozenset(vehicles)
    return tuple(
        one
        for one in found
        if (actor is None or one.actor == actor)
        and (within is None or one.vehicle in within)
        and (asked is None or not asked.isdisjoint(one.on))
        and (since is None or (one.when.latest is not None and one.when.latest >= since))
        and (at is None or one.when.by(at))
    )


def has_words(text: str, said: str) -> bool:
    """Whether a text has all the words said, as whole words; capitals and marks do not count, nor a said nothing."""
    wanted = set(_WORD.findall(said.casefold()))
    return bool(wanted) and wanted <= set(_WORD.findall(text.casefold()))


_WORD = re.compile(r"\w+")

_LISTED = 20
"""How many names are listed in an error."""


def _remedy(said: str, known: list[str]) -> str:
    """The names that are like the one said, else all of them."""
    if near := did_you_mean(said, known, 6, 0.5):
        return near
    if len(known) > _LISTED:
        return f"there are {len(known)} others"
    return f"there are {', '.join(known)}" if known else "the record is empty"


def _files(count: int) -> str:
    return "one file" if count == 1 else f"{count} files"
