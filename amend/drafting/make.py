"""Drafts against a print: each parsed and placed, then all applied; an outcome, or the findings, for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from amend.drafting.convert import placed
from amend.drafting.doubles import doubles
from amend.drafting.known_print import KnownPrint, KnownText
from amend.engine.apply.apply import Applied, Outcome, Prepared
from amend.engine.apply.to_amendments import amended
from amend.english import tabled
from amend.errors import AmendError
from amend.formats.listed import by_number
from amend.model.amendment import Amendment, Insert, LineEnd, NewProvision, Operation, Place
from amend.model.finding import Finding, RuleFinding
from amend.model.frozen import frozen
from amend.model.house import same_print
from amend.model.lines import Reading
from amend.model.made import recorded
from amend.model.memory import collection_paused
from amend.model.provision import Bill
from amend.model.short_citation import written_out


@frozen
class _Read:
    """An amendment whose words were read, or the reason why not."""

    number: str
    operation: Operation | None
    reason: str
    slips: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    amends: str = ""
    mover: str = ""
    lines: str = ""
    code: str = ""
    """Of the rule that says why not."""


def apply(bill: Bill | Prepared, amendments: Iterable[Amendment]) -> Applied:
    """Make amendments to the print they name. One outcome each, in the order given; a refused one changes nothing.

    bill: prepared, where several sets of amendments are made to one print.
    """
    prepared = bill if isinstance(bill, Prepared) else Prepared(bill)
    with collection_paused():
        return _applied(prepared, _all_read(prepared.bill, list(amendments)))


@frozen
class Examined:
    """Amendments read, placed and made together. operations: None for each whose words were not read. text: the Bill as
    amended, and what was found out of it."""

    operations: tuple[Operation | None, ...]
    made: Applied
    findings: tuple[RuleFinding, ...]
    text: KnownText


def findings(bill: Bill | Prepared, amendments: Iterable[Amendment]) -> tuple[RuleFinding, ...]:
    """What reading and placing amendments to a print tells, without making them; nothing for those that are in order.

    What the rules of drafting say beside that is told by `rules.check`.
    """
    known = KnownPrint.of(bill)
    with known.lock:
        return examine(known, amendments).findings


def examine(prepared: KnownPrint, amendments: Iterable[Amendment]) -> Examined:
    """Amendments to a print, whose lock is held, read and placed, with what there is to know of each."""
    given = list(amendments)
    reads = _all_read(prepared.bill, given)
    found = [*_twice(reads), *_after_full_stops(prepared.bill, reads)]
    made = _applied(prepared, reads)
    for read, outcome in zip(reads, made.outcomes, strict=True):
        found += [RuleFinding(slip, outcome.place, read.number, "slip", "A105") for slip in read.slips]
        found += [RuleFinding(note, outcome.place, read.number, "note", "A108") for note in read.notes]
        if outcome.outcome == "refused":
            code = read.code if read.operation is None else "A102"
            found.append(RuleFinding(outcome.reason, outcome.place, read.number, "refusal", code))
    text = KnownText(made.bill)
    found += doubles(made.bill, made.edits, given, text)
    if any(edit.words or edit.inserted for edit in made.edits):
        from amend.drafting.dangling import dangling  # only here: what only leaves out cites nothing

        found += dangling(prepared.text, text, made.edits, given)
    if any(edit.start < edit.end for edit in made.edits):
        from amend.drafting.left_behind import left_behind  # only here: what only puts in leaves nothing out

        found += left_behind(prepared, text, made.edits, given)
    return Examined(tuple(read.operation for read in reads), made, tuple(found), text)


def impossible(bill: Bill, amendments: Iterable[Amendment]) -> tuple[Finding, ...]:
    """The amendments of a paper that cannot be made to the print, and why; nothing for those that can.

    Each is tried alone, for a paper has alternatives in it. What has its place elsewhere is passed over: an amendment
    to an amendment, and a new clause of the Commons that does not say where it goes; and all of them where the print
    has no lines, on which nothing is cited.
    """
    prepared = Prepared(bill)
    found: list[Finding] = []
    for amendment in amendments if prepared.reading.lines else ():
        read = _read(bill, amendment)
        match read.operation:
            case NewProvision(after=None, before=None):
                continue
        if not amendment.amends:
            (outcome,) = _applied(prepared, [read]).outcomes
            if outcome.outcome == "refused":
                found.append(Finding(outcome.reason, outcome.place, read.number, level="refusal"))
    return tuple(found)


def slips(amendments: Iterable[Amendment]) -> tuple[Finding, ...]:
    """Where amendments depart from House style and are read all the same, and what was typed for marks and citations;
    those not understood are passed over."""
    found: list[Finding] = []
    for amendment in amendments:
        try:
            understood = _understood(amendment.words)
        except AmendError:
            continue
        found += [Finding(slip, "", amendment.name, level="slip") for slip in understood.slips]
        notes = (*understood.notes, *_typed_places(amendment))
        found += [Finding(note, "", amendment.name, level="note") for note in notes]
    return tuple(found)


_understood = lru_cache(maxsize=128)(tabled.parse)
"""The same words are asked about as they are made, when their slips are told, and for each Bill they are made to."""


def _all_read(bill: Bill, amendments: Sequence[Amendment]) -> list[_Read]:
    """Amendments read, those with the same words each for itself: what they put in is known by which tree it is."""
    times = Counter(amendment.words for amendment in amendments)
    return [_read(bill, one, tabled.parse if times[one.words] > 1 else _understood) for one in amendments]


def _read(bill: Bill, amendment: Amendment, parse: Callable[[str], tabled.Understood] = tabled.parse) -> _Read:
    if amendment.print and bill.number and not same_print(amendment.print, bill.number):
        reason = f"it amends {amendment.print}, and this is {bill.number}; give it the print it names"
        return _Read(amendment.name, None, reason, code="A104")
    if _BLANK.search(amendment.words):
        reason = "it still has “…” where words are to be written; write them"
        return _Read(amendment.name, None, reason, code="A103")
    try:
        understood = parse(amendment.words)
        operation = placed(understood.operation, amendment)
    except AmendError as error:
        return _Read(amendment.name, None, str(error), code="A101")
    notes = (*understood.notes, *_typed_places(amendment))
    found = understood.slips, notes
    return _Read(amendment.name, operation, "", *found, amendment.amends, amendment.mover, amendment.lines)


def _typed_places(amendment: Amendment) -> tuple[str, ...]:
    """A note for a place of a new clause that is not cited in full: “after: "26"”."""
    given = ((key, words) for key, words in (("after", amendment.after), ("before", amendment.before)) if words)
    return tuple(
        f"“{key}: {words}” was read as “{written_out(words)}”" for key, words in given if written_out(words) != words
    )


def _applied(prepared: Prepared, reads: Sequence[_Read]) -> Applied:
    """The Bill with those made whose words were read, and an outcome for every one.

    Amendments to an amendment are made to it first; they fall when it does.
    """
    operations = {index: read.operation for index, read in enumerate(reads) if read.operation is not None}
    outcomes = {
        index: Outcome(read.number, "refused", reason=read.reason)
        for index, read in enumerate(reads)
        if read.operation is None
    }
    targets, lost = _targets(reads, operations)
    for index, reason in lost.items():
        outcomes[index] = Outcome(reads[index].number, "refused", reason=reason)
        del operations[index]
    below: dict[int, list[int]] = {}
    for index, target in targets.items():
        below.setdefault(target, []).append(index)
    outermost = sorted(below, key=lambda index: len(_way_up(index, targets)))
    for target in reversed(outermost):
        nested = [(reads[index].number, operations.pop(index)) for index in below[target]]
        operations[target], found = amended(operations[target], nested, reads[target].lines)
        outcomes |= dict(zip(below[target], found, strict=True))
    made = prepared.apply([(reads[index].number, operation) for index, operation in operations.items()])
    outcomes |= dict(zip(operations, made.outcomes, strict=True))
    for target in outermost:
        if outcomes[target].outcome == "refused":
            reason = f"it amends amendment {reads[target].number}, which was refused"
            outcomes |= {index: Outcome(reads[index].number, "refused", reason=reason) for index in below[target]}
    given = list(operations)
    edits = tuple(replace(edit, index=given[edit.index]) for edit in made.edits)
    movers = [read.mover for index, read in enumerate(reads) if outcomes[index].outcome == "applied"]
    noted = recorded(made.bill, (), movers) if movers else prepared.bill
    return Applied(noted, tuple(outcomes[index] for index in range(len(reads))), edits)


def _targets(reads: Sequence[_Read], among: Collection[int]) -> tuple[dict[int, int], dict[int, str]]:
    """Which amendment each of those among them amends that amends one; and why none, of the others of these."""
    named = by_number([(read.number, read.amends) for read in reads])
    found = {index: named.get(reads[index].amends) for index in among if reads[index].amends}
    targets = {index: target for index, target in found.items() if target is not None and target in among}
    lost: dict[int, str] = {}
    for index in found:
        amends = reads[index].amends
        *_, top = (index, *_way_up(index, targets))
        if index not in targets:
            lost[index] = f"it amends amendment {amends}, which is not among these; give that one with it"
        elif top in targets:
            lost[index] = f"it amends amendment {amends}, which by way of others amends itself"
        elif top in found:
            lost[index] = f"it amends amendment {amends}, which was refused"
    return {index: target for index, target in targets.items() if index not in lost}, lost


def _way_up(index: int, targets: Mapping[int, int]) -> list[int]:
    """What an amendment amends, what that amends, and so on; where that leads in a circle, as far as to its end."""
    way: list[int] = []
    while index in targets and targets[index] not in way:
        index = targets[index]
        way.append(index)
    return way


def _twice(reads: Sequence[_Read]) -> list[RuleFinding]:
    counts = Counter((read.number, read.amends) for read in reads)
    return [
        RuleFinding(f"{n} amendments have this number", "", number, "slip", "A201")
        for (number, _), n in counts.items()
        if n > 1
    ]


_BLANK = re.compile(r"(?:^|[\s“)])…(?=”|\n|$|;| means )", re.MULTILINE)
"""Words still to be written, as `new` leaves them."""


_JOINS = ("—", ",", ";", ":")
"""What words begin with that go on from a sentence."""


def _after_full_stops(bill: Bill, reads: Sequence[_Read]) -> list[RuleFinding]:
    """A finding for each that puts words "at end" of a line that ends its sentence with a full stop."""
    found: list[RuleFinding] = []
    reading: Reading | None = None
    for read in reads:
        match read.operation:
            case Insert(Place(_, int(page), int(line)), LineEnd(), matter) if (
                matter.words[:1].islower() or matter.words[:1] in _JOINS
            ):
                reading = reading or Reading(bill)
                lines = [at for at in reading.lines if (at.page, at.number) == (page, line)]
                if lines and reading.words[: lines[-1].end].endswith("."):
                    message = f"it puts words after the full stop of {lines[-1]}: “{reading.text(lines[-1])}”"
                    found.append(RuleFinding(message, str(lines[-1]), read.number, "slip", "A106"))
    return found
