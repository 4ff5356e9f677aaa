"""What each actor held on each question: on a day, and over time.

A position is overtaken by one of the same actor on the same question that was taken after it for certain. So where two
were taken on one day, or one has no more than a month or year for a date, both may stand. A position counts from the
last day that its date can mean; before that, from the first such day on, it perhaps stands. One without a date never
counts, and one without a stance overtakes none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from amend.model.position import STANCES, Position


@dataclass(frozen=True, slots=True)
class Held:
    """What an actor held on a question on a day.

    last: the positions that stood, in order of time; empty when none was taken by then for certain. perhaps: those that
    may have been taken by then, or only later. former: those that nothing overtook, of holders who had left by then.
    """

    last: tuple[Position, ...] = ()
    perhaps: tuple[Position, ...] = ()
    former: tuple[Position, ...] = ()

    @property
    def stances(self) -> tuple[str, ...]:
        """The stances of those that stood, each once: the more in favour first."""
        return _stances(self.last)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who held what on a day.

    actors: those with a cell, by folder. questions: those with a cell, the one that most actors have a cell for first,
    then as they came up. cells: by actor and question. undated: what is not in it for want of a date, in any question.
    names: the full names of actors by folder; the folder where the record has none.
    """

    day: date
    actors: tuple[str, ...]
    questions: tuple[str, ...]
    cells: dict[tuple[str, str], Held]
    undated: tuple[Position, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time through which an actor's stances stayed the same.

    since: its first day. until: the day on which they changed, or on which who held them left the office; None when
    neither has been. positions: those that stood in it, in order of time.
    """

    since: date
    until: date | None
    positions: tuple[Position, ...]

    @property
    def stances(self) -> tuple[str, ...]:
        """Each once: the more in favour first."""
        return _stances(self.positions)


How = Literal["held", "perhaps", "former"]
"""How a position stood: for certain; perhaps, for it may have been taken later; as that of a holder who had left."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A time through which a position stood in one way. since: its first day. until: the day from which it stood so no
    longer; None when it still does."""

    position: Position
    how: How
    since: date
    until: date | None

    def on(self, day: date) -> bool:
        """Whether it stood so at the end of that day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Course:
    """What an actor held on a question over time. positions: all that have a date, in order of time, those too that
    have no stance."""

    actor: str
    positions: tuple[Position, ...]
    stretches: tuple[Stretch, ...]

    @property
    def whose(self) -> str:
        """The actor's full name where the record has it, else the folder."""
        return next((one.whose for one in self.positions), self.actor)


@dataclass(frozen=True, slots=True)
class Timeline:
    """What everybody held on a question over time, by name of actor.

    first, last: the days between which the positions were taken, at the widest; None when none has a date. undated:
    those on the question that have none.
    """

    question: str
    courses: tuple[Course, ...]
    first: date | None
    last: date | None
    undated: tuple[Position, ...]


def stances_held(found: Iterable[Position], day: date) -> Held:
    """What stood at the end of a day, of the positions of one actor on one question."""
    taken: list[Position] = []
    perhaps: list[Position] = []
    for one in found:
        if one.stance and one.when.by(day):
            taken.append(one)
        elif one.stance and one.when.earliest is not None and one.when.earliest <= day:
            perhaps.append(one)
    standing = _standing(taken)
    return Held(
        tuple(one for one in standing if not one.former(day)),
        tuple(sorted(perhaps, key=lambda one: one.key)),
        tuple(one for one in standing if one.former(day)),
    )


def spells(found: Iterable[Position]) -> tuple[Spell, ...]:
    """Through what times each position stood, of the positions of one actor on one question.

    Those that are `on` a day are what `stances_held` gives for it, in the same order: what was held, then what perhaps
    was, then what former holders held, each in order of time.
    """
    coming = [(one.when.earliest, one) for one in found if one.stance and one.when.earliest]
    waiting = sorted(coming, key=lambda pair: pair[0])
    days = sorted({day for _, one in waiting for day in _turns(one)})
    open_: dict[tuple[How, int], tuple[Position, date]] = {}
    done: list[Spell] = []
    alive: list[Position] = []
    for day in days:
        while waiting and waiting[0][0] <= day:
            alive.append(waiting.pop(0)[1])
        held = stances_held(alive, day)
        ways: tuple[tuple[How, tuple[Position, ...]], ...] = (
            ("held", held.last),
            ("perhaps", held.perhaps),
            ("former", held.former),
        )
        now = {(how, id(one)): one for how, several in ways for one in several}
        done += (Spell(one, key[0], since, day) for key, (one, since) in open_.items() if key not in now)
        open_ = {key: open_.get(key, (one, day)) for key, one in now.items()}
        alive = list(now.values())  # what was overtaken stays so
    done += (Spell(one, how, since, None) for (how, _), (one, since) in open_.items())
    return tuple(sorted(done, key=lambda one: (_WAYS.index(one.how), one.position.key, one.since)))


_WAYS: tuple[How, ...] = get_args(How)


def _turns(one: Position) -> Iterator[date]:
    """The days on which it may change how a position stands, but for what overtakes it."""
    until = one.office.until.latest if one.office else None
    return (day for day in (one.when.earliest, one.when.latest, until) if day is not None)


def matrix(found: Iterable[Position], day: date, *, on: Iterable[str] | None = None) -> Matrix:
    """Who held what at the end of a day. on: only these questions; None for all."""
    asked = None if on is None else frozenset(on)
    grouped: dict[tuple[str, str], list[Position]] = defaultdict(list)
    undated = []
    for one in sorted(found, key=lambda one: one.key):
        questions_of = [question for question in one.on if asked is None or question in asked]
        if questions_of and one.when.latest is None:
            undated.append(one)
        for question in questions_of:
            grouped[one.actor, question].append(one)
    cells = {key: cell for key, several in grouped.items() if (cell := stances_held(several, day)) != Held()}
    count: dict[str, int] = defaultdict(int)
    for _, question in cells:
        count[question] += 1
    came_up = list(dict.fromkeys(question for _, question in grouped))
    questions = sorted(count, key=lambda question: (-count[question], came_up.index(question)))
    actors = sorted({actor for actor, _ in cells})
    names = {one.actor: one.whose for several in grouped.values() for one in several}
    return Matrix(day, tuple(actors), tuple(questions), cells, tuple(undated), names)


def timeline(found: Iterable[Position], question: str) -> Timeline:
    """What everybody held on a question over time."""
    grouped: dict[str, list[Position]] = defaultdict(list)
    undated = []
    for one in sorted(found, key=lambda one: one.key):
        if question in one.on and one.when.latest is None:
            undated.append(one)
        elif question in one.on:
            grouped[one.actor].append(one)
    courses = tuple(
        Course(actor, tuple(several), tuple(stretches(several))) for actor, several in sorted(grouped.items())
    )
    dated = [one.when for several in grouped.values() for one in several]
    first = min((when.earliest for when in dated if when.earliest), default=None)
    last = max((when.latest for when in dated if when.latest), default=None)
    return Timeline(question, courses, first, last, tuple(undated))


def stretches(found: Iterable[Position]) -> Iterator[Stretch]:
    """The times through which the stances stayed the same, of the positions of one actor on one question."""
    taken: dict[date, list[Position]] = defaultdict(list)
    for one in sorted((one for one in found if one.stance), key=lambda one: one.key):
        if one.when.latest is not None:
            taken[one.when.latest].append(one)
            if one.office is not None and one.office.until.latest is not None:
                taken[max(one.office.until.latest, one.when.latest)] += []  # a day on which it may cease to be held
    standing: tuple[Position, ...] = ()
    since, through = date.min, list[Position]()  # the stretch that is open
    stances: tuple[str, ...] = ()
    for day in sorted(taken):
        standing = _standing((*standing, *taken[day]))
        held = [one for one in standing if not one.former(day)]
        now = _stances(held)
        if now == stances:
            through += (one for one in taken[day] if now and not one.former(day))
            continue
        if through:
            yield Stretch(since, day, tuple(through))
        since, through, stances = day, held, now
    if through:
        yield Stretch(since, None, tuple(through))


def _standing(taken: Iterable[Position]) -> tuple[Position, ...]:
    """Those that none of the others overtakes, in order of time; what is held alone is overtaken by the same only."""
    dated = [one for one in taken if one.when.earliest is not None and one.when.latest is not None]
    newest: dict[str, date] = {}
    for one in dated:
        newest[one.voice] = max(one.when.earliest or date.min, newest.get(one.voice, date.min))
    stand = [one for one in dated if one.when.latest and one.when.latest >= newest[one.voice]]
    return tuple(sorted(stand, key=lambda one: one.key))


def _stances(found: Iterable[Position]) -> tuple[str, ...]:
    taken = {one.stance for one in found}
    return tuple(stance for stance in STANCES if stance in taken)
