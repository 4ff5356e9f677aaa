"""Tools that tell the record: who held what, when, and what they relied on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from amend.desk.agents.paging import cut_long, part_of
from amend.desk.agents.reach import Reach
from amend.desk.agents.reading import Start
from amend.errors import ReadError
from amend.ledger.evidence import relied_on
from amend.ledger.positions import Record, chosen
from amend.ledger.stances import matrix, timeline
from amend.model.position import Position, When

OnSaid = Annotated[str, "Only that question or amendment, or all with these words; empty for all."]
ActorSaid = Annotated[str, "Only that actor: its folder or full name; empty for all."]

_POSITIONS, _CELLS, _FIGURES = 40, 150, 80


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position. date: "2023-11-09", "2019-07"; "" for none. sure: how well it is known. sources: where it is read."""

    id: str
    date: str
    actor: str
    name: str
    who: str
    stance: str
    on: tuple[str, ...]
    vehicle: str
    summary: str
    sure: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PositionsAnswer:
    """Positions of the record, the newest first. kept: what must be said of the time up to which it is kept; "" for
    nothing. unread: files of the record that could not be read."""

    kept: str
    total: int
    rows: tuple[PositionRow, ...]
    next: int | None
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldCell:
    """What an actor held on a question on a day. stances: the more in favour first. positions: their ids. perhaps: ids
    of those that may have been taken by then. former: ids of those of holders who had left the office."""

    actor: str
    name: str
    question: str
    stances: tuple[str, ...]
    positions: tuple[str, ...]
    perhaps: tuple[str, ...]
    former: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixAnswer:
    """Who held what at the end of a day. undated: ids of positions that are not in it for want of a date."""

    day: str
    kept: str
    total: int
    cells: tuple[HeldCell, ...]
    next: int | None
    undated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StretchRow:
    """A time through which an actor’s stances stayed the same. until: "" for a time that has not ended."""

    actor: str
    name: str
    since: str
    until: str
    stances: tuple[str, ...]
    positions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimelineAnswer:
    """What everybody held on one question over time."""

    question: str
    kept: str
    total: int
    rows: tuple[StretchRow, ...]
    next: int | None
    undated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A figure, case or finding. value: "" for a case or finding. by: the ids of the positions that rely on it."""

    what: str
    value: str
    period: str
    sources: tuple[str, ...]
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceAnswer:
    """What the positions rely on, figures first."""

    total: int
    rows: tuple[EvidenceRow, ...]
    next: int | None


def tell_positions(
    reach: Reach,
    on: OnSaid = "",
    actor: ActorSaid = "",
    since: Annotated[str, "Only those taken on that day or later: 2023-11-09; empty for all."] = "",
    start: Start = 0,
) -> PositionsAnswer:
    """The positions of the record, the newest first: who held what, when, in what it was said, and its sources."""
    record = reach.record()
    found = _chosen(record, on, actor, since)
    dated = [one for one in found if one.when.latest is not None]
    ordered = [*reversed(dated), *(one for one in found if one.when.latest is None)]
    rows, following = part_of(list(map(_position, ordered)), start, _POSITIONS)
    unread = tuple(str(error) for error in record.broken[:_POSITIONS])
    return PositionsAnswer(record.upto(date.today()), len(found), rows, following, unread)


def _chosen(record: Record, on: str, actor: str, since: str) -> Sequence[Position]:
    return chosen(
        record.positions,
        on=record.about(on) if on else None,
        actor=record.actor(actor) if actor else None,
        since=_day(since, last=False) if since else None,
    )


def _day(said: str, *, last: bool) -> date:
    """A day that is named; of a month or year its last or first. Raises ReadError."""
    try:
        when = When.of(said.strip())
    except ValueError as error:
        raise ReadError(str(error), remedy="write a day as 2023-11-09, a month as 2023-11") from error
    found = when.latest if last else when.earliest
    if found is None:
        raise ReadError("no day is named", remedy="write a day as 2023-11-09, a month as 2023-11")
    return found


def _position(one: Position) -> PositionRow:
    said = one.when.said, one.actor, one.whose, one.who, one.stance, one.on, one.vehicle
    return PositionRow(one.id, *said, cut_long(one.summary), one.sure, one.sources)


def tell_matrix(
    reach: Reach,
    at: Annotated[str, "The day; the end of a month or year; empty for today."] = "",
    on: OnSaid = "",
    start: Start = 0,
) -> MatrixAnswer:
    """Who held what at the end of a day: for each actor and question the stances that stood."""
    record = reach.record()
    day = _day(at, last=True) if at else date.today()
    if day > date.today():
        raise ReadError(f"{day} is after today: what will be held then is not known", remedy="name a day that has come")
    found = matrix(record.positions, day, on=record.about(on) if on else None)
    cells = [
        HeldCell(
            actor,
            found.names[actor],
            question,
            cell.stances,
            *(tuple(one.id for one in those) for those in (cell.last, cell.perhaps, cell.former)),
        )
        for actor in found.actors
        for question in found.questions
        if (cell := found.cells.get((actor, question)))
    ]
    rows, following = part_of(cells, start, _CELLS)
    undated = tuple(one.id for one in found.undated)
    return MatrixAnswer(str(day), record.upto(day), len(cells), rows, following, undated)


def tell_timeline(
    reach: Reach,
    on: Annotated[str, "The question or amendment, by its name."],
    start: Start = 0,
) -> TimelineAnswer:
    """Who held what on one question over time: how long each stance was held."""
    record = reach.record()
    about = record.about(on)
    if len(about) > 1:
        raise ReadError(f"“{on}” may be any of {', '.join(about)}", remedy="name one of them")
    found = timeline(record.positions, about[0])
    stretches = [
        StretchRow(
            course.actor,
            course.whose,
            str(held.since),
            str(held.until or ""),
            held.stances,
            tuple(one.id for one in held.positions),
        )
        for course in found.courses
        for held in course.stretches
    ]
    rows, following = part_of(stretches, start, _CELLS)
    undated = tuple(one.id for one in found.undated)
    return TimelineAnswer(found.question, record.upto(date.today()), len(stretches), rows, following, undated)


def tell_evidence(reach: Reach, on: OnSaid = "", actor: ActorSaid = "", start: Start = 0) -> EvidenceAnswer:
    """Figures, cases and findings that positions rely on, each with its sources and who relied on it."""
    found = [
        EvidenceRow(one.what, one.value, one.period, one.sources, tuple(each.id for each in one.by))
        for one in relied_on(_chosen(reach.record(), on, actor, ""))
    ]
    rows, following = part_of(found, start, _FIGURES)
    return EvidenceAnswer(len(found), rows, following)
