"""Tools that go from text to text: compare, draft, rebase, and what a Bill does to Acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from amend.acts.consolidate import amends
from amend.acts.consolidate import keeling as consolidated
from amend.acts.effects import Effect, effects
from amend.desk.agents.paging import cut_long, part_of
from amend.desk.agents.proposing import ChangeRow, DraftsSaid, GivenSaid, OutcomeRow, changes_of
from amend.desk.agents.reach import Reach
from amend.desk.agents.reading import PrintSaid, Start
from amend.drafting.in_short import in_short
from amend.drafting.rebase import Rebased, RebaseOutcome, rebase
from amend.drafting.reverse import draft
from amend.engine.apply.apply import Prepared
from amend.engine.compare.compare import compare
from amend.errors import AmendError, ReadError
from amend.formats import akn
from amend.model.amendment import Amendment
from amend.model.house import House, same_print
from amend.model.provision import Bill

_CHANGES, _ROWS = 40, 100


@dataclass(frozen=True, slots=True)
class CompareAnswer:
    """What is different between two texts. printing: how many changes only follow from printing the Bill again, and are
    not among the rows. refused: amendments of a text that could not be made."""

    old: str
    new: str
    in_short: tuple[str, ...]
    total: int
    printing: int
    changes: tuple[ChangeRow, ...]
    next: int | None
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftedRow:
    """An amendment that was written, proved. after: what a new clause of the Commons goes after."""

    number: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    """The amendments that turn a print into another text. left: clauses for which none could be proved, and why.
    notes: what is done as the Bill is printed again."""

    old: str
    new: str
    total: int
    amendments: tuple[DraftedRow, ...]
    next: int | None
    left: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RebaseRow:
    """What became of an amendment on a new print. words: as it is to stand there. was, now: its place on either. then,
    there: for one overtaken, what the old print said and what the new one says. reason: "" for one that was carried."""

    amendment: str
    outcome: RebaseOutcome
    words: str
    was: str
    now: str
    then: str
    there: str
    reason: str


@dataclass(frozen=True, slots=True)
class RebaseAnswer:
    """Amendments carried to a new print, one outcome each. Words that somebody changed are never amended in silence."""

    onto: str
    rows: tuple[RebaseRow, ...]


@dataclass(frozen=True, slots=True)
class EffectRow:
    """A change that a Bill makes to an Act. source: the clause. provision: of the Act, by its eId; "" for all of it.
    not_understood: why the instruction was not read; "" for any other."""

    source: str
    act: str
    provision: str
    kind: str
    location: str
    not_understood: str


@dataclass(frozen=True, slots=True)
class EffectsAnswer:
    """What a Bill does to Acts, in the order of its clauses."""

    print: str
    acts: tuple[str, ...]
    total: int
    rows: tuple[EffectRow, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class InstructionRow:
    """An instruction of the Bill to the Act. reason: why it was not made, and what is there; "" when it was."""

    source: str
    places: tuple[str, ...]
    outcome: Literal["made", "stands already", "refused"]
    reason: str


@dataclass(frozen=True, slots=True)
class KeelingAnswer:
    """An Act as a Bill would leave it. amendments: what became of those to the Bill. changes: of the Act, in order."""

    act: str
    print: str
    instructions: tuple[InstructionRow, ...]
    amendments: tuple[OutcomeRow, ...]
    total: int
    changes: tuple[ChangeRow, ...]
    next: int | None


TextSaid = Annotated[
    str, "A print by number or file; or an actor, draft or folder, for the print `base` under those amendments."
]


def tell_compared(
    reach: Reach,
    new: TextSaid,
    old: TextSaid = "",
    base: Annotated[str, "The print that amendments are made to; empty for the current one."] = "",
    start: Start = 0,
) -> CompareAnswer:
    """What is different between two texts of a Bill: in short, then each provision with its words before and after."""
    before, after = reach.text(old, base), reach.text(new, base)
    comparison = compare(before.bill, after.bill, redline=False, front=False)
    found = changes_of(comparison)
    rows, following = part_of(found, start, _CHANGES)
    short = tuple(map(cut_long, in_short(comparison)[:_CHANGES]))
    refused = (*before.refused, *after.refused)[:_ROWS]
    printing = len(comparison.changes) - len(found)
    return CompareAnswer(before.name, after.name, short, len(found), printing, rows, following, refused)


def tell_drafted(
    reach: Reach,
    new: Annotated[str, "The text to come to: an edited Bill as XML in the workspace, or a print by number."],
    old: Annotated[str, "The print to amend, by number or file; empty for the current one."] = "",
    house: Annotated[Literal["", "Commons", "Lords"], "In whose words; empty for the House that has the print."] = "",
    start: Start = 0,
) -> DraftAnswer:
    """The amendments to a print that turn it into another text, each proved; what cannot be proved is named."""
    before, after = reach.print(old).bill, reach.print(new).bill
    chosen = House(house) if house else House.having(before.house, before.number)
    found = draft(before, after, chosen, partly=True)
    written = [DraftedRow(one.number, one.words, one.after) for one in found.amendments]
    rows, following = part_of(written, start, _CHANGES)
    left = tuple(f"{one.place}: {one.message}" if one.place else one.message for one in found.findings[:_ROWS])
    return DraftAnswer(
        before.name, after.name, len(written), rows, following, tuple(map(cut_long, left)), found.notes[:_ROWS]
    )


def tell_rebased(
    reach: Reach,
    amendments: GivenSaid = [],  # noqa: B006  never changed
    drafts: DraftsSaid = "",
    onto: Annotated[str, "The new print, by number or file; empty for the current one."] = "",
    old: Annotated[str, "The print they were written to; needed for `amendments`, drafts name theirs."] = "",
) -> RebaseAnswer:
    """Amendments carried to a new print: to their new clause, page and line, or why they cannot be."""
    new = reach.print(onto)
    if amendments and not old:
        raise ReadError("it is not said which print the amendments were written to", remedy="name it with `old`")
    base = reach.print(old) if old else None
    given = reach.amendments(amendments, drafts, base or new)
    found = rebase(base, new, given) if base else _each_from_its_print(reach, new, given)
    return RebaseAnswer(new.bill.name, tuple(map(_rebased, found)))


def _each_from_its_print(reach: Reach, new: Prepared, given: Sequence[Amendment]) -> list[Rebased]:
    """What becomes of each amendment, from the print that it names."""
    found: dict[int, Rebased] = {}
    for name in dict.fromkeys(one.print for one in given):
        mine = [at for at, one in enumerate(given) if one.print == name]
        some = [given[at] for at in mine]
        try:
            there = new if same_print(name, new.bill.number) else reach.print(name)
            outcomes: Sequence[Rebased] = rebase(there, new, some)
        except AmendError as error:
            outcomes = [Rebased(one, "refused", reason=str(error)) for one in some]
        found |= dict(zip(mine, outcomes, strict=True))
    return [found[at] for at in range(len(given))]


def _rebased(one: Rebased) -> RebaseRow:
    then, there, reason = map(cut_long, (one.then, one.there, one.reason))
    return RebaseRow(one.amendment.name, one.outcome, one.amendment.words, one.was, one.now, then, there, reason)


def tell_effects(
    reach: Reach,
    print: PrintSaid = "",
    act: Annotated[str, "Of this Act alone; the beginning of its title is enough. Empty for all."] = "",
    start: Start = 0,
) -> EffectsAnswer:
    """What a Bill does to Acts, clause by clause: every provision that it changes, and how. No Act is read."""
    bill = reach.print(print).bill
    found = [_effect(one) for one in effects(bill, act)]
    rows, following = part_of(found, start, _ROWS)
    acts = tuple(dict.fromkeys(one.act for one in found if one.act))
    return EffectsAnswer(bill.name, acts, len(found), rows, following)


def _effect(one: Effect) -> EffectRow:
    what = one.source, one.affected_act, one.affected_provision
    return EffectRow(*what, one.type_of_amendment, one.location, one.not_understood)


def tell_keeling(
    reach: Reach,
    act: Annotated[str, "The Act: its title as `prints` gives it, or its file in the workspace."],
    print: PrintSaid = "",
    amendments: GivenSaid = [],  # noqa: B006  never changed
    drafts: DraftsSaid = "",
    start: Start = 0,
) -> KeelingAnswer:
    """An Act as a Bill, and amendments to it, would leave it: what became of each instruction, and what changes."""
    prepared = reach.print(print)
    text = _act(reach, act)
    given = reach.amendments(amendments, drafts, prepared) if amendments or drafts else []
    made = consolidated(text, prepared.bill, given)
    if not made.outcomes and amends(text, prepared.bill):
        raise ReadError("they are the wrong way round", remedy="name the Act with `act`, the Bill with `print`")
    found = changes_of(compare(made.act, made.amended, redline=False, front=False))
    rows, following = part_of(found, start, _CHANGES)
    told = tuple(InstructionRow(one.source, one.places, one.outcome, cut_long(one.reason)) for one in made.outcomes)
    outcomes = tuple(
        OutcomeRow(one.amendment, one.outcome, one.place, cut_long(one.reason)) for one in made.applied.outcomes
    )
    return KeelingAnswer(made.title, prepared.bill.name, told, outcomes, len(found), rows, following)


def _act(reach: Reach, said: str) -> Bill:
    """An Act by its title among those at hand, or by its file. Raises ReadError."""
    known = [one for one in reach.acts if one.bill.name.casefold() == said.strip().casefold()]
    if known:
        return known[0].bill
    if not said.lower().endswith((".xml", ".akn")):
        titles = ", ".join(dict.fromkeys(one.bill.name for one in reach.acts)) or "none"
        raise ReadError(f"“{said}” is no Act at hand", remedy=f"those are: {titles}; or name its file")
    file = reach.inside(said)
    reach.refuse_outside([file])
    return akn.read(file)
