"""Amendments carried to a new print of the Bill: to their new clause, page and line, or told why they cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from amend.drafting.carried import Landing, NextPrint
from amend.drafting.carried_form import carried
from amend.drafting.carried_matter import NOT_FOLLOWED, Followed, may_cite
from amend.drafting.convert import convert, number_in_house, placed
from amend.engine.apply.apply import Prepared
from amend.engine.apply.resolve import Resolved
from amend.engine.apply.to_amendments import inserted_text
from amend.engine.compare.compare import compare
from amend.english import tabled
from amend.english.writer import write
from amend.errors import AddressError, AmendError
from amend.formats.listed import by_number
from amend.model.address import Address
from amend.model.amendment import Amendment, NewProvision, Operation
from amend.model.house import House, same_print
from amend.model.memory import collection_paused
from amend.model.provision import Bill

RebaseOutcome = Literal["unchanged", "moved", "already made", "overtaken", "gone", "refused"]


@dataclass(frozen=True, slots=True)
class Rebased:
    """What became of one amendment when the Bill was printed again.

    amendment: as it is to stand: to the new print where it is "unchanged" or "moved", as it was otherwise.
    outcome: "unchanged" where it is word for word the same; "moved" where its place, its numbers or its form changed;
    "already made" where the new print has what it asks for; "overtaken" where somebody changed its words; "gone" where
    its place is; "refused" where it was not in order on the print that it was written to. was, now: its place on
    either print, as cited; "" for none. then, there: for one overtaken, what the old print said and what the new one
    says. reason: one sentence; "" for one that was carried.
    """

    amendment: Amendment
    outcome: RebaseOutcome
    was: str = ""
    now: str = ""
    then: str = ""
    there: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Placed:
    """An amendment with its place on the old print. resolved: None for a new clause that says no place."""

    amendment: Amendment
    operation: Operation
    resolved: Resolved | None

    @property
    def place(self) -> str:
        """Where it is, as cited."""
        return self.resolved.place if self.resolved else ""


def rebase(old: Bill | Prepared, new: Bill | Prepared, amendments: Iterable[Amendment]) -> tuple[Rebased, ...]:
    """Carry amendments from one print to the next, in the order given, one outcome each.

    An amendment to an amendment goes with its target; where the Bill has gone to the other House, each is put in the
    words of that House. Words that somebody changed are never amended in silence: such
    an amendment is left as it was, with what both prints say there.
    """
    with collection_paused():
        before = old if isinstance(old, Prepared) else Prepared(old)
        after = new if isinstance(new, Prepared) else Prepared(new)
        return _all_carried(before, after, list(amendments))


def _all_carried(before: Prepared, after: Prepared, given: list[Amendment]) -> tuple[Rebased, ...]:
    prints = NextPrint(before, after, compare(before.bill, after.bill, redline=False))
    read = [_read(prints, amendment) for amendment in given]
    landed = {
        index: prints.landing(one.operation, one.resolved)
        for index, one in enumerate(read)
        if isinstance(one, _Placed) and not one.amendment.amends
    }
    standing = [(index, one) for index, one in enumerate(read) if index in landed and isinstance(one, _Placed)]
    wanted = [(index, one) for index, one in standing if landed[index].fate == "there"]
    followed = Followed(prints, [(index, one.operation) for index, one in wanted])
    done: dict[int, Rebased] = {index: one for index, one in enumerate(read) if isinstance(one, Rebased)}
    for index, one in standing:
        done[index] = _carried(prints, one, landed[index], followed, index)
    _with_targets(prints, read, done)
    return tuple(done[index] for index in range(len(given)))


def _read(prints: NextPrint, amendment: Amendment) -> _Placed | Rebased:
    """An amendment on the old print, or why it has no place there."""
    bill = prints.old.bill
    if amendment.print and bill.number and not same_print(amendment.print, bill.number):
        if prints.new.bill.number and same_print(amendment.print, prints.new.bill.number):
            return Rebased(amendment, "unchanged", reason=f"it is written to {amendment.print} already")
        reason = f"it is written to {amendment.print}, and not to {bill.number}; give that print with --from"
        return Rebased(amendment, "refused", reason=reason)
    try:
        operation = placed(tabled.parse(amendment.words).operation, amendment)
        if amendment.amends or (isinstance(operation, NewProvision) and not (operation.after or operation.before)):
            return _Placed(amendment, operation, None)
        return _Placed(amendment, operation, prints.old.resolve(operation))
    except AmendError as error:
        return Rebased(amendment, "refused", reason=str(error))


def _carried(prints: NextPrint, one: _Placed, landing: Landing, followed: Followed, index: int) -> Rebased:
    """What becomes of an amendment whose place is known on both prints."""
    amendment = one.amendment
    if landing.fate != "there":
        return Rebased(
            amendment, landing.fate, one.place, then=landing.then, there=landing.there, reason=landing.reason
        )
    house = House.LORDS if amendment.house == "Lords" else House.COMMONS
    try:
        operation = carried(prints, followed.operation(index, one.operation), one.resolved, landing)
        found = prints.new.resolve(operation) if one.resolved is not None else None
        words = amendment.words
        if operation != one.operation:
            words = _written(operation, one, house)
        beside = [_beside(prints, citation) for citation in (amendment.after, amendment.before)]
    except AmendError as error:
        return Rebased(amendment, "overtaken", one.place, reason=str(error))
    again = replace(amendment, words=words, print=prints.new.bill.number, after=beside[0], before=beside[1])
    again = replace(again, target_page="", target_provision="", sort_key="")
    try:
        again = _in_its_house(prints, again)
    except AmendError as error:
        return Rebased(amendment, "overtaken", one.place, reason=str(error))
    now = found.place if found else ""
    moved = (again.words, again.after, again.before) != (amendment.words, amendment.after, amendment.before)
    return Rebased(again, "moved" if moved else "unchanged", one.place, now, reason=followed.told(index))


def _in_its_house(prints: NextPrint, amendment: Amendment) -> Amendment:
    """The amendment in the words of the House that has the new print, where the Bill has gone to the other one.

    What the first House gave it, its stage, decision and a number of another series, stays behind. Raises WordsError.
    """
    from_, to = (House.having(one.bill.house, one.bill.number) for one in (prints.old, prints.new))
    if from_ is to or amendment.house != from_:
        return amendment
    operation = placed(tabled.parse(amendment.words).operation, amendment)
    new = operation if isinstance(operation, NewProvision) and to is House.COMMONS else None
    return replace(
        amendment,
        words=convert(amendment, to, prints.new.reading),
        number=number_in_house(amendment, to),
        house=to.value,
        stage="",
        decision="",
        after=str(new.after) if new and new.after else "",
        before=str(new.before) if new and new.before else "",
    )


def _written(operation: Operation, one: _Placed, house: House) -> str:
    """The words of an operation, in the form of its House; a new clause of the Commons does not say its place."""
    if isinstance(operation, NewProvision) and (one.amendment.after or one.amendment.before):
        operation = replace(operation, after=None, before=None) if house is House.COMMONS else operation
    return write(operation, house)


def _beside(prints: NextPrint, citation: str) -> str:
    """What a new clause goes beside, as the new print cites it. Raises AddressError when that is not there."""
    if not citation:
        return ""
    there = prints.address(Address.parse(citation))
    if there is None:
        raise AddressError(f"{citation}, beside which it goes, is not in the new print")
    return str(there)


def _with_targets(prints: NextPrint, read: Sequence[_Placed | Rebased], done: dict[int, Rebased]) -> None:
    """What becomes of the amendments to amendments: each after that which it amends, so long as there are any."""
    numbers = by_number([(one.amendment.number, one.amendment.amends) for one in read])
    left = {index: one for index, one in enumerate(read) if index not in done and isinstance(one, _Placed)}
    while left:
        ready = [index for index, one in left.items() if numbers.get(one.amendment.amends) in done]
        for index in ready:
            one = left.pop(index)
            target = numbers[one.amendment.amends]
            done[index] = _with_target(prints, one, read[target], done[target])
        for index, one in () if ready else list(left.items()):
            amends = one.amendment.amends
            lost = "which is not among these; give that one with it"
            circle = "which by way of others amends itself"
            reason = f"it amends amendment {amends}, {circle if amends in numbers else lost}"
            done[index] = Rebased(left.pop(index).amendment, "refused", reason=reason)


def _with_target(prints: NextPrint, one: _Placed, before: _Placed | Rebased, target: Rebased) -> Rebased:
    """An amendment to an amendment, which stands or falls with its target. before, target: that, as it was read and as
    it was carried."""
    amendment, carried_ = one.amendment, target.amendment
    if target.outcome not in ("unchanged", "moved"):
        return Rebased(amendment, "gone", reason=f"amendment {amendment.amends}, which it amends, is {target.outcome}")
    again = replace(amendment, print=prints.new.bill.number)
    if isinstance(before, Rebased):
        return Rebased(again, "unchanged")
    if carried_.number != before.amendment.number:
        reason = f"amendment {amendment.amends}, which it amends, has another number in the {carried_.house}"
        return Rebased(amendment, "overtaken", reason=f"{reason}; write it anew")
    if carried_.house != before.amendment.house:
        again = replace(again, house=carried_.house, stage="", decision="")
    if carried_.words != before.amendment.words and (lost := _lost_words(one, before, carried_)):
        return Rebased(amendment, "overtaken", reason=f"amendment {amendment.amends}, as it is carried: {lost}")
    return Rebased(again, "unchanged", reason=NOT_FOLLOWED if may_cite(one.operation) else "")


def _lost_words(one: _Placed, before: _Placed, target: Amendment) -> str:
    """Why an amendment that could be made to its target cannot be made to that as it is carried; "" where it can."""
    was = inserted_text(before.operation, before.amendment.lines)
    try:
        if was is not None:
            was.resolve(one.operation)
    except AmendError:
        return ""  # it was not in order before, and is left as it was
    now = inserted_text(tabled.parse(target.words).operation, target.lines)
    try:
        if now is not None:
            now.resolve(one.operation)
    except AmendError as error:
        return str(error)
    return ""
