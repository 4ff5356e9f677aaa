"""Two actors side by side: what each held over time, and what the Bill would be under the amendments of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from amend.drafting import make
from amend.engine.apply.apply import Outcome
from amend.engine.compare.compare import compare
from amend.engine.compare.comparison import Comparison
from amend.errors import AmendError
from amend.ledger.prints import AtHand, Print, by_print
from amend.ledger.stances import Stretch, stretches
from amend.model.amendment import Amendment
from amend.model.house import same_print
from amend.model.made import amendments_of
from amend.model.position import Position
from amend.model.provision import Bill


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which one of two actors took another stance on a question, or both did; or left the office.

    one, other: what each held from that day on; None for one that had not taken a position by then, and for one whose
    holder had left the office. turned: whether it was the one who did, and whether it was the other.
    """

    day: date
    one: Stretch | None
    other: Stretch | None
    turned: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Under:
    """A print under the amendments of an actor to it. name: the actor's full name, or the folder where the record has
    none. outcomes: one for each, in order."""

    actor: str
    name: str
    print: Print
    bill: Bill
    outcomes: tuple[Outcome, ...]
    movers: tuple[str, ...] = ()

    @property
    def named(self) -> str:
        """The amendments by whose they are: by the one mover in full, else by the name in the record."""
        name = self.movers[0] if len(set(self.movers)) == 1 and self.movers[0] else self.name
        return amendments_of(name)


@dataclass(frozen=True, slots=True)
class Laid:
    """Two texts laid side by side: the same print under the amendments of each or, where an actor's amendments are to a
    print that the other's are not to, that print and it under them. first: None for the print itself."""

    first: Under | None
    second: Under
    comparison: Comparison

    @property
    def sides(self) -> tuple[str, str] | None:
        """Whose each text is, in words; None for the print and the same under amendments."""
        return (self.first.named, self.second.named) if self.first else None


@dataclass(frozen=True, slots=True)
class Sides:
    """The Bill under the amendments of two actors.

    together: for each print to which both have amendments, it under the one's beside it under the other's. apart: for
    each print to which only one of them has, the print beside it under those. without: who has no amendments at all.
    missing: what is wrong with prints that amendments are to and that cannot be had, one for each.
    """

    together: tuple[Laid, ...]
    apart: tuple[Laid, ...]
    without: tuple[str, ...]
    missing: tuple[AmendError, ...]

    @property
    def refused(self) -> tuple[tuple[str, Outcome], ...]:
        """The amendments that could not be made, each with its actor."""
        unders = [under for laid in (*self.together, *self.apart) for under in (laid.first, laid.second) if under]
        return tuple((u.actor, outcome) for u in unders for outcome in u.outcomes if outcome.outcome == "refused")


def turns(found: Iterable[Position], one: str, other: str, question: str) -> Iterator[Turn]:
    """The days on which two actors changed their stance on a question, in order."""
    taken = [position for position in found if question in position.on]
    held = [tuple(stretches(position for position in taken if position.actor == actor)) for actor in (one, other)]
    ends = {stretch.until for several in held for stretch in several if stretch.until}
    for day in sorted(ends | {stretch.since for several in held for stretch in several}):
        mine, its = (
            next((one for one in several if one.since <= day and (one.until is None or day < one.until)), None)
            for several in held
        )
        turned = tuple(any(day in (one.since, one.until) for one in several) for several in held)
        yield Turn(day, mine, its, (turned[0], turned[1]))


def sides(here: AtHand, one: str, other: str) -> Sides:
    """The Bill under the amendments of two actors of the record. Raises DraftError, ReadError for a broken draft."""
    packages = {actor: by_print(here.package(actor)) for actor in (one, other)}
    together: list[Laid] = []
    apart: list[Laid] = []
    missing: list[AmendError] = []
    for number in dict.fromkeys((*packages[one], *_besides(packages[one], packages[other]))):
        try:
            print_ = here.numbered(number)
        except AmendError as error:
            missing.append(error)
            continue
        unders = [
            _under(actor, here.named(actor), print_, amendments)
            for actor, package in packages.items()
            for its, amendments in package.items()
            if same_print(its, number)
        ]
        if len(unders) == 2:
            together.append(Laid(unders[0], unders[1], compare(unders[0].bill, unders[1].bill)))
        else:
            apart += (Laid(None, under, compare(print_.bill, under.bill)) for under in unders)
    without = tuple(actor for actor, package in packages.items() if not package)
    return Sides(tuple(together), tuple(apart), without, tuple(missing))


def _besides(first: Iterable[str], second: Iterable[str]) -> Iterator[str]:
    known = list(first)
    return (number for number in second if not any(same_print(number, its) for its in known))


def _under(actor: str, name: str, print_: Print, amendments: list[Amendment]) -> Under:
    applied = make.apply(print_.bill, amendments)
    return Under(actor, name, print_, applied.bill, applied.outcomes, tuple(one.mover for one in amendments))
