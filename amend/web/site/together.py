"""A print under any of several packages of amendments made together, clause by clause: each choice made by the engine.

Only what a choice can change is made and compared again: a clause that one package alone touches is the same whatever
else is chosen, unless an amendment of another stands in the way of one that reaches into it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from amend.drafting import make
from amend.drafting.conflicts import EXCLUDE, Conflicts, Touching, conflicts
from amend.engine.apply.apply import Outcome, number_key
from amend.engine.apply.resolve import Resolved
from amend.engine.compare.redline import Beside, read
from amend.engine.compare.unshared import compare_unshared
from amend.formats.listed import by_number
from amend.model.amendment import Amendment, Operation
from amend.model.in_words import listed
from amend.model.provision import Bill
from amend.web.site.gathered import ActorPackage, ShownPrint, Tabled
from amend.web.site.slots import Slot, Slots

Choice = frozenset[int]
"""Packages that are chosen, by their index."""

FEW, SEVERAL = 4, 6
"""Packages that touch one clause of which every choice is shown: so many, or several where the clause is short; of
more, each alone and all together."""

_MOST = 200_000
"""Characters that all the choices of a clause may come to that several packages touch."""

_NEEDS = ("depends on", "consequential on")
"""The kinds that are told within a package, for a number or a heading means that of the package."""

_CALLED = re.compile("(?:amendment )?§([0-9]{5})")


@dataclass(frozen=True, slots=True)
class UnderChoice:
    """A unit of the print, or what comes in after it, under some packages. bill: as amended. rows: its redline.

    unmade: the amendments of these packages to it that cannot be made so, each with the reason. notes: what is to be
    known of those that are made, such as that two put in the same number.
    """

    bill: Bill
    rows: tuple[Beside, ...]
    unmade: tuple[tuple[Tabled, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Result:
    bill: Bill
    rows: Mapping[Slot, list[Beside]]
    outcomes: Mapping[int, Outcome]
    crossed: frozenset[Slot] = frozenset()  # between which something moved


class Together:
    """The packages to one print, and what it is under any of them."""

    def __init__(self, print_: ShownPrint, packages: Sequence[ActorPackage]) -> None:
        self.print, self.packages = print_, tuple(packages)
        self.slots = Slots(print_.reading)
        self.tabled, self._of = self._numbered()
        self._given = self._told_apart()
        self._found: dict[Choice, _Result] = {}
        self._made_for: dict[Choice, set[Slot]] = {}
        self._reach: dict[int, frozenset[Slot]] = {}
        self._linked = list(range(len(self.tabled)))
        self.touched = self._touched()
        self._make()

    def _numbered(self) -> tuple[tuple[Tabled, ...], tuple[int, ...]]:
        """Every amendment that stands, in the order in which those at one point come, and the package of each."""
        every = [
            (number_key(one.draft.name), index, at, one)
            for index, package in enumerate(self.packages)
            for at, one in enumerate(package.standing)
        ]
        every.sort(key=lambda each: each[:3])
        return tuple(one for *_, one in every), tuple(index for _, index, _, _ in every)

    def _told_apart(self) -> tuple[Amendment, ...]:
        """The same under numbers of which each is there once, for packages number each for itself."""
        found = [one.draft for one in self.tabled]
        for package in range(len(self.packages)):
            mine = [at for at, of in enumerate(self._of) if of == package]
            named = by_number([(found[at].name, found[at].amends) for at in mine])
            amends = {at: named.get(found[at].amends) for at in mine if found[at].amends}
            for at in mine:
                target = amends.get(at)
                to = _number(mine[target]) if target is not None else found[at].amends
                found[at] = replace(found[at], amends=to)
        return tuple(replace(one, number=_number(at)) for at, one in enumerate(found))

    @cached_property
    def conflicts(self) -> Conflicts:
        """How the amendments of all packages touch one another, under numbers of ours (see `pairs`)."""
        return conflicts(self.print.prepared, self._given)

    @cached_property
    def placed(self) -> Mapping[int, tuple[Operation, Resolved | None]]:
        """What each amendment does and where, by its index; without those whose words are not understood."""
        return {
            self._index(one.name): (one.operation, one.resolved)
            for one in self.conflicts.placed
            if one.operation is not None
        }

    @cached_property
    def pairs(self) -> Mapping[int, tuple[tuple[int, Touching, str], ...]]:
        """With which other amendments each is in touch, by index: the other, how, and the sentence that says it."""
        found: dict[int, list[tuple[int, Touching, str]]] = defaultdict(list)
        for row in (*(row for row in self.conflicts.rows if row.kind not in _NEEDS), *self._needed()):
            one, other = self._index(row.first), self._index(row.second)
            found[one].append((other, row, self.named(row.why, self._of[one])))
            found[other].append((one, row, self.named(row.why, self._of[other])))
        return {at: tuple(dict.fromkeys(rows)) for at, rows in found.items()}

    def _needed(self) -> Iterator[Touching]:
        """The pairs of one package of which the one needs the other, or follows from it, by number or heading."""
        for package in range(len(self.packages)):
            mine = {id(self.tabled[at].draft): at for at, of in enumerate(self._of) if of == package}
            found = conflicts(self.print.prepared, [one.draft for one in self.packages[package].standing])
            names = {one.name: mine[id(one.amendment)] for one in found.placed if id(one.amendment) in mine}
            for row in found.rows:
                if row.kind in _NEEDS and row.first in names and row.second in names:
                    one, other = _number(names[row.first]), _number(names[row.second])
                    why = re.sub(rf"(?<=\s){re.escape(row.second)}(?![^\s,])", other, row.why, count=1)
                    yield replace(row, first=one, second=other, why=why)

    def index(self, one: Tabled) -> int | None:
        """Which of the amendments one is; None for one that was withdrawn."""
        return next((at for at, other in enumerate(self.tabled) if other is one), None)

    def named(self, words: str, whose: int | None = None) -> str:
        """Words with the amendments in them called as people know them; whose is said of those of another package.

        whose: the package of what the words are of; None where whose is always said.
        """

        def called(match: re.Match[str]) -> str:
            at = int(match[1])
            package = self._of[at]
            mine = "" if package == whose else f" ({self.packages[package].name})"
            number = self.tabled[at].number
            return f"{number[:1].lower()}{number[1:]}{mine}" if number.startswith("Amendment ") else f"{number}{mine}"

        return _CALLED.sub(called, words)

    def under(self, slot: Slot, chosen: Iterable[int]) -> UnderChoice | None:
        """What a slot is under the packages chosen; None for a choice that was not made (see `choices`)."""
        choice = frozenset(chosen) & self.touched.get(slot, frozenset())
        found = self._found.get(choice)
        if found is None:
            return None
        unmade = tuple(
            (self.tabled[at], self.named(outcome.reason, self._of[at]))
            for at, outcome in sorted(found.outcomes.items())
            if outcome.outcome == "refused" and slot in self._reach[at]
        )
        return UnderChoice(
            found.bill, tuple(found.rows.get(slot, ())), unmade, tuple(self._notes(slot, found.outcomes))
        )

    def _notes(self, slot: Slot, outcomes: Mapping[int, Outcome]) -> Iterator[str]:
        """What is to be known of the amendments that are made in a slot together."""
        made = {at for at, outcome in outcomes.items() if outcome.outcome == "applied" and slot in self._reach[at]}
        alike: dict[str, set[int]] = defaultdict(set)
        for at in sorted(made):
            for other, row, why in self.pairs.get(at, ()):
                if row.kind == "duplicate label" and other in made:
                    alike[why] |= {at, other}
        for why, these in alike.items():
            names = listed(self.named(_number(at)) for at in sorted(these))
            yield f"{names}: {why if len(these) == 2 else why.replace('both', 'all', 1)}."

    def choices(self, slot: Slot) -> tuple[Choice, ...]:
        """The choices that a slot is shown under: each package alone, then all the others, or all at once."""
        mine = sorted(self.touched.get(slot, ()))
        alone = [frozenset((one,)) for one in mine]
        if len(mine) < 2:
            return tuple(alone)
        sizes = range(2, len(mine) + 1) if self.is_whole(slot) else (len(mine),)
        return (*alone, *(frozenset(some) for size in sizes for some in combinations(mine, size)))

    def is_whole(self, slot: Slot) -> bool:
        """Whether a slot is shown under every choice, or for too many packages under each alone and all together."""
        count = len(self.touched.get(slot, ()))
        if count <= FEW:
            return True
        length = sum(len(row.shown.words) for row in self.slots.units[slot[0]].rows)
        return count <= SEVERAL and (length << count) <= _MOST

    def unplaced(self) -> tuple[tuple[Tabled, str], ...]:
        """The amendments that are in no place of the print, each with why it cannot be made."""
        return tuple(
            (one, one.outcome.reason)
            for at, one in enumerate(self.tabled)
            if one.outcome is not None and one.outcome.outcome == "refused" and not self._reach[at]
        )

    @property
    def in_their_order(self) -> tuple[Amendment, ...]:
        """The amendments as they are made: each under a number that no other has (see `named`)."""
        return self._given

    def package_of(self, at: int) -> int:
        """The index of the package of an amendment."""
        return self._of[at]

    def reach(self, at: int) -> frozenset[Slot]:
        """Where the amendment of an index falls."""
        return self._reach[at]

    def _touched(self) -> Mapping[Slot, Choice]:
        """Which packages a slot depends on."""
        found: dict[Slot, set[int]] = defaultdict(set)
        for index, package in enumerate(self.packages):
            at_of = {id(self.tabled[at]): at for at, of in enumerate(self._of) if of == index}
            turns = [at_of[id(one)] for one in package.standing]
            rows, crossed = self.slots.apart(package.comparison, package.applied.edits, turns)
            outcomes = dict(zip(turns, package.applied.outcomes, strict=True))
            self._found[frozenset((index,))] = _Result(package.comparison.new, rows, outcomes, crossed)
            for slot, inner in rows.items():
                if _changes(inner):
                    found[slot].add(index)
        self._found[frozenset()] = _Result(self.print.bill, self._as_printed(), {})
        groups = self._groups()
        for members in groups:
            slots = frozenset[Slot]().union(*(self._reach[at] for at in members))
            for slot in slots:
                found[slot] |= {self._of[at] for at in members}
        return {slot: frozenset(packages) for slot, packages in found.items()}

    def _as_printed(self) -> dict[Slot, list[Beside]]:
        return {(index, -1, -1): list(unit.rows) for index, unit in enumerate(self.slots.units)}

    def _groups(self) -> list[list[int]]:
        """The amendments that hang together: what becomes of one may depend on whether another is chosen."""
        for at in range(len(self.tabled)):
            _, resolved = self.placed.get(at, (None, None))
            self._reach[at] = self.slots.of_resolved(resolved, at) if resolved else frozenset()
        for one in self.conflicts.placed:
            at = self._index(one.name)
            if one.target:
                self._reach[at] |= self._reach[self._index(one.target)]
                self._link(at, self._index(one.target))
        for row in self.conflicts.rows:
            if row.kind in EXCLUDE:
                self._link(self._index(row.first), self._index(row.second))
        groups: dict[int, list[int]] = defaultdict(list)
        for at in range(len(self.tabled)):
            groups[self._root(at)].append(at)
        return list(groups.values())

    def _root(self, at: int) -> int:
        while self._linked[at] != at:
            self._linked[at] = at = self._linked[self._linked[at]]
        return at

    def _link(self, one: int, other: int) -> None:
        self._linked[self._root(one)] = self._root(other)

    def _make(self) -> None:
        """Make every choice that a slot is shown under. What turns up where nothing of its packages was is added; and
        places between which something moves depend on the same packages, so that both are shown under one choice."""
        self._join()
        while wanted := self._wanted():
            touched = {slot: set(packages) for slot, packages in self.touched.items()}
            for choice, slots in wanted.items():
                self._made_for[choice] = slots = slots | self._made_for.get(choice, set())
                self._found[choice] = result = self._made(choice, slots)
                for slot, rows in result.rows.items():
                    if _changes(rows) and not touched.get(slot, set()) & choice:
                        touched.setdefault(slot, set()).update(choice)
            self.touched = {slot: frozenset(packages) for slot, packages in touched.items()}
            self._join()

    def _join(self) -> None:
        touched, before = dict(self.touched), None
        while touched != before:
            before = dict(touched)
            for result in self._found.values():
                both = frozenset[int]().union(*(touched.get(slot, frozenset()) for slot in result.crossed))
                touched |= {slot: both for slot in result.crossed if both}
        self.touched = touched

    def _wanted(self) -> dict[Choice, set[Slot]]:
        found: dict[Choice, set[Slot]] = defaultdict(set)
        for slot in self.touched:
            for choice in self.choices(slot):
                if choice not in self._found or (len(choice) > 1 and slot not in self._made_for[choice]):
                    found[choice].add(slot)
        return found

    def _made(self, choice: Choice, slots: set[Slot]) -> _Result:
        """The print under the packages chosen, of which those amendments are made that bear on slots."""
        bearing = {self._root(at) for at, reach in self._reach.items() if reach & slots}
        turns = [at for at, of in enumerate(self._of) if of in choice and self._root(at) in bearing]
        applied = make.apply(self.print.prepared, [self._given[at] for at in turns])
        comparison = compare_unshared(self.print.bill, applied.bill)
        rows, crossed = self.slots.apart(comparison, applied.edits, turns)
        return _Result(comparison.new, rows, dict(zip(turns, applied.outcomes, strict=True)), crossed)

    def alone(self, at: int) -> tuple[Mapping[Slot, UnderChoice], Outcome]:
        """The print under one amendment by itself, where that changes it, and what becomes of it.

        One to an amendment is shown with that, and with the print under that alone for the text which it changes.
        """
        if at not in self._alone:
            self._alone[at] = self._alone_by_itself(at)
        return self._alone[at]

    @cached_property
    def _alone(self) -> dict[int, tuple[Mapping[Slot, UnderChoice], Outcome]]:
        """One that no other of its package meets is as in the package; those left that fall in different places are
        made and compared in one go, for what is compared costs the time.

        What looks moved then may be words of another, and is left to be made by itself.
        """
        found: dict[int, tuple[Mapping[Slot, UnderChoice], Outcome]] = {}
        count = Counter((slot, self._of[at]) for at, reach in self._reach.items() for slot in reach)
        for at, reach in self._reach.items():
            if reach and not self._given[at].amends and all(count[slot, self._of[at]] == 1 for slot in reach):
                package = self._found[frozenset((self._of[at],))]
                mine = {slot: package.rows[slot] for slot in reach if slot in package.rows}
                shown = _as_shown(package.bill, mine)
                if shown and not any(map(_is_moved, mine.values())):
                    found[at] = shown, package.outcomes[at]
        for turns in self._apart(found):
            applied = make.apply(self.print.prepared, [self._given[at] for at in turns])
            comparison = compare_unshared(self.print.bill, applied.bill)
            rows = self.slots.rows(comparison, applied.edits, turns)
            for at, outcome in zip(turns, applied.outcomes, strict=True):
                mine = {slot: rows[slot] for slot in sorted(self._reach[at]) if slot in rows}
                shown = {
                    slot: UnderChoice(comparison.new, tuple(inner)) for slot, inner in mine.items() if _changes(inner)
                }
                if shown and not any(map(_is_moved, mine.values())):
                    found[at] = shown, outcome
        return found

    def _apart(self, known: Collection[int]) -> list[list[int]]:
        """The amendments to the print but those known, in as few runs as can be, no two of a run in one place."""
        runs: list[tuple[set[Slot], list[int]]] = []
        for at, reach in self._reach.items():
            if reach and at not in known and not self._given[at].amends:
                free = next((run for run in runs if not run[0] & reach), None)
                if free is None:
                    free = set(), []
                    runs.append(free)
                free[0].update(reach)
                free[1].append(at)
        return [turns for _, turns in runs]

    def _alone_by_itself(self, at: int) -> tuple[Mapping[Slot, UnderChoice], Outcome]:
        target = next((one.target for one in self.conflicts.placed if self._index(one.name) == at), "")
        turns = [*([self._index(target)] if target else []), at]
        old = make.apply(self.print.prepared, [self._given[one] for one in turns[:-1]]).bill
        applied = make.apply(self.print.prepared, [self._given[one] for one in turns])
        outcome = replace(applied.outcomes[-1], reason=self.named(applied.outcomes[-1].reason, self._of[at]))
        comparison = compare_unshared(old, applied.bill)
        if target:
            rows: Mapping[Slot, Sequence[Beside]] = {
                min(self._reach[at], default=(0, -1, -1)): read(comparison.redline)
            }
        else:
            rows = self.slots.rows(comparison, applied.edits, turns)
        shown = {
            slot: UnderChoice(comparison.new, tuple(inner)) for slot, inner in sorted(rows.items()) if _changes(inner)
        }
        return shown, outcome

    def _index(self, name: str) -> int:
        return int(name.removeprefix("§"))


def _as_shown(bill: Bill, rows: Mapping[Slot, Sequence[Beside]]) -> dict[Slot, UnderChoice]:
    """Where anything changes, in order of the print."""
    return {slot: UnderChoice(bill, tuple(inner)) for slot, inner in sorted(rows.items()) if _changes(inner)}


def _changes(rows: Iterable[Beside]) -> bool:
    return any(row.changed for row in rows)


def _is_moved(rows: Iterable[Beside]) -> bool:
    return any(row.moved is not None or any(piece.place for piece in row.pieces) for row in rows)


def _number(at: int) -> str:
    return f"§{at:05}"
