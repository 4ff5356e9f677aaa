"""What a commit of the record says: its author, its date, its message and the trailers below it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from amend.model.amendment import Amendment
from amend.model.position import Position, When

DOMAIN = "actors.invalid"
"""The domain of every author's address. `.invalid` can never be anybody's (RFC 2606), so no host takes an actor of the
record for one of its users."""

WHY = "Why"
"""The trailer that says why a position was changed after it was recorded."""

FIRST = date(1970, 1, 1)
"""The earliest day that git can give a commit."""

_NUMBERED = re.compile(r"\d")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A commit to be made. author: a name; actor: the folder, of which the address is made. written: the author date.

    message: its subject, and below it what git and people read.
    """

    author: str
    actor: str
    written: datetime
    message: str

    @property
    def address(self) -> str:
        """The author's address."""
        return address(self.actor)


def address(actor: str) -> str:
    """The address of an actor as an author."""
    return f"{actor}@{DOMAIN}"


def author_date(when: When, otherwise: datetime) -> datetime:
    """The author date of a position: noon, UTC, of the last day that its date can mean.

    The last day, as `Position.key` orders them: by then it had been taken for certain. Noon UTC is that same day nearly
    everywhere. What has no date gets the time that it is recorded at, which is the first that is known of it.
    """
    if when.latest is None:
        return otherwise
    return noon(when.latest)


def noon(day: date) -> datetime:
    """Noon of a day, UTC; of the first day that git can give for one before it."""
    return datetime.combine(max(day, FIRST), time(12), UTC)


def of_position(position: Position, recorded: datetime, *, why: str = "") -> Entry:
    """The commit of a position. recorded: when that is. why: for a later version, the reason of the change."""
    doing = f"{position.actor}: {position.stance or 'recorded'}"
    trailers = [("Position", position.id), ("Stance", position.stance)]
    trailers += [("Amendment", about) for about in position.on if _NUMBERED.search(about)]
    trailers += [("Source", source) for source in position.sources]
    subject = f"{doing}, {position.vehicle}"
    if why:
        subject, trailers = f"{position.actor}: {position.id} put right", [*trailers, (WHY, why)]
    written = author_date(position.when, recorded)
    return Entry(_name(position.who, position.actor), position.actor, written, _message(subject, position, trailers))


def draft_entry(amendment: Amendment, actor: str, written: datetime, *, why: str = "", first: bool = True) -> Entry:
    """The commit of a version of an amendment, its mover the author. first: whether it is new."""
    called = _called(amendment)
    subject = f"{actor}: {called}" + ("" if first else ", a new version")
    if amendment.title:
        subject += f": {amendment.title}"
    trailers = [("Amendment", f"{amendment.print} {called}"), (WHY, why)]
    return Entry(_name(amendment.mover, actor), actor, written, _message(subject, amendment, trailers))


def _called(amendment: Amendment) -> str:
    """ "amendment 96", "NC36"; "an amendment" for one without a number."""
    number = amendment.number
    if not number:
        return "an amendment"
    return f"amendment {number}" if number[0].isdigit() else number


def _message(subject: str, of: Position | Amendment, trailers: Iterable[tuple[str, str]]) -> str:
    body = of.summary if isinstance(of, Position) else "\n\n".join(of.statement.split("\n"))
    rows = [f"{key}: {' '.join(value.split())}" for key, value in trailers if value]
    parts = [" ".join(subject.split()), body, "\n".join(rows)]
    return _CONTROLS.sub(" ", "\n\n".join(part for part in parts if part)) + "\n"


def _name(name: str, actor: str) -> str:
    """A name as git can keep it: without “<”, “>” and line ends, and without the marks that git strips at its ends."""
    return re.sub(r"[<>\x00-\x20]+", " ", name).strip(" .,:;\"'\\") or actor
