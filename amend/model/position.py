"""A position: who held what on a question, when, and how that is known."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

Stance = Literal["proposes", "supports", "supports in part", "neutral", "opposes", ""]
"""Towards what is in question; "" where no view was taken: an outcome, or a fact about the background.

"opposes" is for whoever rejects it, even if they offer something weaker instead.
"""

Sureness = Literal["verified", "verified in part", "inferred", "not verified"]
"""How well a position is known: read in the source; partly read there; concluded from what was read; not checked."""

ActorKind = Literal[
    "commissioner", "government", "ngo", "police body", "oversight body", "parliamentarian", "committee", "parliament"
]
"""What sort of person or body it is that took the position."""

STANCES: tuple[str, ...] = get_args(Stance)
SURENESS: tuple[str, ...] = get_args(Sureness)
KINDS: tuple[str, ...] = get_args(ActorKind)

_WHEN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class When:
    """A day, or a month, a year or a stretch of time when no more is known.

    said: "2023-11-09", "2019-07", "2018", "2020-05/2022-05"; "" when nothing is known. earliest, latest: the first and
    the last day that it can mean; None when nothing is known.
    """

    said: str
    earliest: date | None
    latest: date | None

    @staticmethod
    def of(said: str) -> When:
        """What is written as a date. Raises ValueError for what is no date, or a stretch that ends before it begins."""
        if not said:
            return When("", None, None)
        first, _, last = said.partition("/")
        earliest, latest = _days(first)[0], _days(last or first)[1]
        if earliest > latest:
            raise ValueError(f"“{said}” ends before it begins")
        return When(said, earliest, latest)

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.earliest is not None and self.earliest == self.latest

    def by(self, day: date) -> bool:
        """Whether it had happened by the end of that day, for certain; what has no date had not."""
        return self.latest is not None and self.latest <= day

    def __str__(self) -> str:
        return self.said or "undated"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure, a case or a finding that a position relies on.

    what: what was counted, what happened or what was found. value: the figure as its source gives it; "" for a case or
    a finding. period: of what time, in words; "" when that was not said. source: where it can be read.
    """

    what: str
    value: str
    period: str
    source: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """How long somebody held an office that an actor of the record stands for.

    actor: the folder. holder: who held it, as it is shown: "the Conservative Government". since, until: the first day,
    and the day on which they left, or the month or year where no more is known; without a date for not known, and for
    one who has not left. named: words of `Position.who` by
    which a position is known as theirs; empty for all that the actor took in that time. source: where it can be read.
    """

    actor: str
    holder: str
    since: When
    until: When
    named: tuple[str, ...] = ()
    source: str = ""

    def left_by(self, day: date) -> bool:
        """Whether they had left by the end of that day, for certain."""
        return self.until.by(day)


@dataclass(frozen=True, slots=True)
class Position:
    """What somebody held.

    id: its number in the record, "P55". when: the day it was taken. actor: the folder of the record that it is in,
    which groups those who speak as one. who: the person or body, as named. kind: what sort of body. vehicle: in what
    it was said: a Bill and amendment, a report, a statement. on: the questions and amendments that it is about, of
    which "firewall" is the general one. stance: towards that. people, bodies, strength: whom it would protect, whom
    it would bind, how absolute it would be, in words; "" where that was not said. summary: what they held, in our
    words. sources: where it can be read, the best first. sure: how well it is known. evidence: the figures, cases and
    findings that it relies on. source: the file.

    The record says of its actors, not the file of the position: office: in which tenure it was taken; None when that
    is not known. alone: whether those in the folder do not speak as one. actor_name: the actor's full name; "" where
    the record has none.
    """

    id: str
    when: When
    actor: str
    who: str
    kind: ActorKind
    vehicle: str
    stance: Stance
    summary: str
    sources: tuple[str, ...]
    sure: Sureness
    on: tuple[str, ...] = ("firewall",)
    people: str = ""
    bodies: str = ""
    strength: str = ""
    evidence: tuple[Evidence, ...] = ()
    source: str = field(default="", compare=False)
    office: Tenure | None = field(default=None, compare=False)
    alone: bool = field(default=False, compare=False)
    actor_name: str = field(default="", compare=False)

    @property
    def voice(self) -> str:
        """Whose later positions overtake it: "" for all of the actor's, else who is named first, up to a comma."""
        return self.who.partition(",")[0] if self.alone else ""

    @property
    def whose(self) -> str:
        """The actor's full name where the record has it, else the folder."""
        return self.actor_name or self.actor

    def former(self, day: date) -> bool:
        """Whether who took it had left the office by the end of that day: it is theirs, and not their successor's."""
        return self.office is not None and self.office.left_by(day)

    @property
    def key(self) -> tuple[date, str, str]:
        """Sorts positions in order of time: by the last day that the date can mean; undated ones last."""
        return self.when.latest or date.max, self.when.said, self.id


def _days(said: str) -> tuple[date, date]:
    """The first and last day of what is written as a day, month or year."""
    found = _WHEN.fullmatch(said)
    if found is None:
        raise ValueError(f"“{said}” is not a date")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
    except ValueError as error:
        raise ValueError(f"“{said}” is not a date: {error}") from error
    if day is not None:
        return first, first
    return first, date(year, month or 12, monthrange(year, month or 12)[1])
