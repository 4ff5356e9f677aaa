"""Who held what on any day: each time through which a position stood, which a day shows or hides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from amend.ledger.positions import Record
from amend.ledger.stances import Spell, spells
from amend.model.position import Position
from amend.web.matrix import day_in_words
from amend.web.site.names import Names


@dataclass(frozen=True, slots=True)
class HeldOn:
    """What an actor held on a question through all time. spells: in the order in which a day shows them."""

    actor: str
    question: str
    spells: tuple[Spell, ...]

    def shows(self, day: date) -> bool:
        """Whether anything stood at the end of that day."""
        return any(one.on(day) for one in self.spells)

    @property
    def by_day(self) -> tuple[Spell, ...]:
        """The spells in the order in which they began."""
        return tuple(sorted(self.spells, key=lambda one: (one.since, one.until or date.max)))


class StandingMatrix:
    """The positions of a record by actor and question, with the days on which anything changed."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @cached_property
    def cells(self) -> tuple[HeldOn, ...]:
        """By actor, and for each the question that most positions are about first."""
        grouped: dict[tuple[str, str], list[Position]] = defaultdict(list)
        for one in self._record.positions:
            for question in one.on:
                grouped[one.actor, question].append(one)
        order = {question: at for at, question in enumerate(self.questions)}
        found = (HeldOn(*key, spells(several)) for key, several in grouped.items())
        return tuple(sorted((one for one in found if one.spells), key=lambda one: (one.actor, order[one.question])))

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """Those with most positions first, then as they came up."""
        count: dict[str, int] = defaultdict(int)
        for one in self._record.positions:
            for question in one.on:
                count[question] += 1
        return tuple(sorted(count, key=lambda question: -count[question]))

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Each day on which something changed, the earliest first."""
        found = {day for cell in self.cells for one in cell.spells for day in (one.since, one.until) if day}
        return tuple(sorted(found))

    @cached_property
    def shown(self) -> date:
        """The day that is shown first: the last up to which the record is kept, else the last change; else today."""
        return self._record.kept.to or (self.days[-1] if self.days else date.today())

    @cached_property
    def undated(self) -> tuple[Position, ...]:
        """Those that no day shows, for they have no date."""
        return tuple(one for one in self._record.positions if one.when.latest is None)

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """Those who held anything at all."""
        return tuple(dict.fromkeys(cell.actor for cell in self.cells))

    @cached_property
    def _anchors(self) -> Names:
        return Names()

    def anchor(self, actor: str) -> str:
        """Of an actor on the page of the matrix."""
        return f"actor-{self._anchors.of(actor, actor)}"

    def of_actor(self, actor: str) -> Iterator[HeldOn]:
        """What an actor held, by question."""
        return (cell for cell in self.cells if cell.actor == actor)

    def on_question(self, question: str) -> Iterator[HeldOn]:
        """What each actor held on a question."""
        return (cell for cell in self.cells if cell.question == question)


def time_in_words(standing: Spell) -> str:
    """From which day to which a position stood, both among them: "15 December 2021 to 4 July 2024"."""
    since = day_in_words(standing.since)
    if standing.until is None:
        return f"{since} on"
    last = standing.until - timedelta(days=1)
    return since if last == standing.since else f"{since} to {day_in_words(last)}"


HOW = {"held": "", "perhaps": "perhaps ", "former": "formerly "}
"""What is said before a stance, by how it was held."""
