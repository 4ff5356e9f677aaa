"""The Bill if some amendments are agreed to, in the order of consideration: what is made, what falls, and why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from amend.drafting.conflicts import EXCLUDE, Conflicts, PlacedAmendment, Touching, conflicts
from amend.drafting.make import apply
from amend.engine.apply.apply import Outcome, Prepared
from amend.errors import DraftError
from amend.formats.listed import NUMBER, run_of
from amend.model.amendment import Amendment
from amend.model.finding import Finding
from amend.model.nearest import did_you_mean
from amend.model.provision import Bill

Fate = Literal["agreed", "not agreed", "falls", "no question", "refused"]
"""What becomes of an amendment. "falls": it was to be agreed to, and cannot be; "no question": the knife came before
it; "refused": it cannot be made to this print."""

_RUN = re.compile(rf"({NUMBER})\s*(?:to|-|–)\s*({NUMBER})", re.IGNORECASE)
_TO = re.compile(r"\(([a-z]+)\)\s+to\s+(\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decided:
    """What becomes of one amendment. amendment: its number. fate: see `Fate`. place: where it falls, "" for nowhere on
    the print. why: one sentence; "" for one that is agreed to, or not."""

    amendment: str
    fate: Fate
    place: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Knife:
    """The end of the time that a programme order gives. reached: the number of the last amendment on which a question
    had been proposed; "" for none. separate: those that are put by themselves after it, by number.

    Then the question that was proposed is put, then what was selected for separate decision, then all that is left of
    the Ministers' amendments in one question; of the others that were not reached none is put (Standing Order 83E).
    """

    reached: str = ""
    separate: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scenario:
    """What comes of it. bill: as amended. decided: each that was not withdrawn, in the order of consideration.
    findings: what is wrong with the amendments, and notes of those that were agreed to without what they need."""

    bill: Bill
    decided: tuple[Decided, ...]
    findings: tuple[Finding, ...] = ()


def scenario(
    bill: Bill | Prepared,
    amendments: Iterable[Amendment],
    agreed: Collection[str] | None = None,
    *,
    movers: Collection[str] = (),
    knife: Knife | None = None,
) -> Scenario:
    """The Bill if amendments are agreed to, each called in its turn.

    agreed: their numbers, "(a) to NC4" for an amendment to an amendment. movers: a part of the name of those whose
    amendments are all agreed to beside them. Where neither is given all are. Raises DraftError for a number that none
    of them has, and for a mover of none.
    """
    prepared = bill if isinstance(bill, Prepared) else Prepared(bill)
    found = conflicts(prepared, amendments)
    known = {name for one in found.placed for name in (one.name, one.number)}
    for name in (*(agreed or ()), *(knife.separate if knife else ()), *([knife.reached] if knife else [])):
        if name and name not in known:
            raise DraftError(
                f"no amendment has the number {name}", remedy=did_you_mean(name, known) or f"there are {_list(known)}"
            )
    for name in movers:
        if not any(_moves(name, one) for one in found.placed):
            moving = dict.fromkeys(one.amendment.mover for one in found.placed if one.amendment.mover)
            raise DraftError(f"no amendment is moved by “{name}”", remedy=did_you_mean(name, moving, like=0))
    chosen = [
        (agreed is None and not movers)
        or bool({one.name, one.number} & set(agreed or ()))
        or any(_moves(name, one) for name in movers)
        for one in found.placed
    ]
    return _Sitting(prepared, found, chosen, knife).held()


def chosen_numbers(said: str) -> tuple[str, ...]:
    """The numbers in a list such as "1, 3 to 5, NC2, (a) to NC4", each once; "all" is for the caller to know.

    Raises DraftError for a run of numbers that do not follow one another.
    """
    found: list[str] = []
    for piece in filter(None, (piece.strip() for piece in re.split(r"[,;]|\band\b", said))):
        if one := _TO.fullmatch(piece):
            found.append(f"({one[1].lower()}) to {one[2].upper()}")
        elif run := _RUN.fullmatch(piece):
            numbers = run_of(run[1].upper(), run[2].upper())
            if not numbers:
                raise DraftError(f"“{piece}” is not a run of numbers", remedy="name each, with a comma between")
            found += numbers
        else:
            found.append(piece.upper() if re.fullmatch(NUMBER, piece, re.IGNORECASE) else piece)
    return tuple(dict.fromkeys(found))


class _Sitting:
    """One way in which the amendments are decided."""

    def __init__(self, prepared: Prepared, found: Conflicts, chosen: Sequence[bool], knife: Knife | None) -> None:
        self.prepared, self.found, self.knife = prepared, found, knife
        self.chosen = chosen
        self.against: dict[str, list[Touching]] = defaultdict(list)
        for row in found.rows:
            if row.kind in EXCLUDE:
                self.against[row.second].append(row)
        self.why: dict[int, Decided] = {}
        self.made: dict[str, int] = {}  # by name, which of those placed

    def held(self) -> Scenario:
        placed = self.found.placed
        for at, one in enumerate(placed):
            fate, why = self._called(at, one)
            self.why[at] = Decided(one.name, fate, one.resolved.place if one.resolved else "", why)
            if fate == "agreed":
                self.made[one.name] = at
        turns = [at for at in range(len(placed)) if self.why[at].fate == "agreed"]
        applied = apply(self.prepared, [placed[at].amendment for at in turns])
        for at, outcome in zip(turns, applied.outcomes, strict=True):
            self.why[at] = _as_made(self.why[at], outcome)
        decided = tuple(self.why[at] for at in range(len(placed)))
        return Scenario(applied.bill, decided, (*self.found.findings, *self._unmet(decided)))

    def _called(self, at: int, one: PlacedAmendment) -> tuple[Fate, str]:
        """What becomes of an amendment in its turn."""
        chosen, why = self.chosen[at], ""
        if self.knife and not self._reached(at):
            if {one.name, one.number} & self.knife.separate:
                why = "selected for separate decision after the knife"
            elif one.amendment.gov:
                chosen, why = True, "in one question with the Ministers’ amendments that were left"
            else:
                return "no question", "the knife fell before it was reached, and it is not a Minister’s"
        if not chosen:
            return "not agreed", why
        if one.amendment.amends and one.target not in self.made:
            return "falls", f"it amends {one.amendment.amends}, which is not agreed to"
        for row in self.against[one.name]:
            if row.first in self.made and (fallen := self._question(row, one)):
                return fallen
        return "agreed", why

    def _question(self, row: Touching, one: PlacedAmendment) -> tuple[Fate, str] | None:
        """That an amendment falls for one that is agreed to; None where it is the clause itself, put after that, with
        which the other is lost."""
        first = self.found.placed[self.made[row.first]]
        if row.kind == "conflict" and one.question and not first.question and not _is_move(one):
            at = self.made.pop(row.first)
            self.why[at] = replace(self.why[at], fate="falls", why=f"agreed to, and then lost with {one.name}")
            return None
        return "falls", f"{row.first} is agreed to: {row.why}"

    def _reached(self, at: int) -> bool:
        """Whether the question on an amendment had been proposed when the knife fell."""
        assert self.knife is not None
        reached = self.knife.reached
        last = [turn for turn, one in enumerate(self.found.placed) if reached and reached in (one.name, one.number)]
        return bool(last) and at <= last[0]

    def _unmet(self, decided: Sequence[Decided]) -> list[Finding]:
        """A note for each that is agreed to without one that it cites or follows from, and for a knife without
        Ministers' amendments."""
        fates = {one.amendment: one.fate for one in decided}
        found = [
            Finding(f"{row.why}, which is not agreed to", "", row.first, "note")
            for row in self.found.rows
            if row.kind in ("depends on", "consequential on")
            if fates[row.first] == "agreed" and fates[row.second] != "agreed"
        ]
        if self.knife and not any(one.amendment.gov for one in self.found.placed):
            found.append(
                Finding("no amendment is marked as a Minister’s (gov), so the knife takes none", "", "", "note")
            )
        return found


def _as_made(decided: Decided, outcome: Outcome) -> Decided:
    if outcome.outcome == "applied":
        return decided
    return replace(decided, fate="refused", place=decided.place or outcome.place, why=outcome.reason)


def _moves(name: str, one: PlacedAmendment) -> bool:
    return name.casefold() in one.amendment.mover.casefold()


def _is_move(one: PlacedAmendment) -> bool:
    return one.resolved is not None and one.resolved.moved is not None


def _list(names: Collection[str]) -> str:
    return ", ".join(sorted(names)[:12]) + (", …" if len(names) > 12 else "")
