"""What an amendment does, in one plain sentence, with the text before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from amend.drafting.convert import placed
from amend.drafting.in_short import cut_short
from amend.drafting.make import apply
from amend.engine.apply.apply import Applied, Prepared
from amend.engine.apply.resolve import Resolved
from amend.engine.compare.compare import compare
from amend.engine.compare.redline import Beside, read
from amend.engine.compare.unshared import unshared
from amend.english import tabled
from amend.errors import AmendError, Refusal
from amend.model.amendment import (
    Amendment,
    Divide,
    Insert,
    LeaveOut,
    Matter,
    Move,
    NewProvision,
    Operation,
    StandPart,
    Substitute,
)
from amend.model.citation import address_of
from amend.model.finding import Finding
from amend.model.lines import Reading
from amend.model.numbering import bare
from amend.model.provision import Bill, Provision, unit


@dataclass(frozen=True, slots=True)
class Explanation:
    """An amendment explained.

    sentence: what it does. place: the provision, page and line. rows: the rows of the redline that it changes.
    changes: for each provision that it changes, how it is cited and its words before and after.
    """

    sentence: str
    place: str
    rows: tuple[Beside, ...]
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """Amendments explained, each beside the amendment, and a finding for each that cannot be made to the print."""

    explanations: tuple[tuple[Amendment, Explanation], ...]
    findings: tuple[Finding, ...]


def explain(bill: Bill | Prepared, amendment: Amendment) -> Explanation:
    """What an amendment does to a print. Raises Refusal when it cannot be made to it, WordsError when not read.

    bill: prepared, where several amendments to one print are explained.
    """
    prepared = bill if isinstance(bill, Prepared) else Prepared(bill)
    operation = placed(tabled.parse(amendment.words).operation, amendment)
    result = apply(prepared, [amendment])
    (outcome,) = result.outcomes
    if outcome.outcome == "refused":
        raise Refusal(outcome.reason, place=f"amendment {amendment.name}")
    return explanation_of(prepared, operation, result)


def explanation_of(prepared: Prepared, operation: Operation, made: Applied) -> Explanation:
    """What one operation does that was made to a print. made: what came of it, by itself."""
    comparison = compare(*unshared(prepared.bill, made.bill), front=False)
    rows = tuple(row for row in read(comparison.redline) if row.changed)
    changes = tuple((str(change.address or ""), change.before, change.after) for change in comparison.changes)
    sentence = sentence_of(operation, prepared.resolve(operation), prepared.reading)
    return Explanation(sentence, made.outcomes[0].place, rows, changes)


def explain_each(bill: Bill, amendments: Iterable[Amendment]) -> Explained:
    """What each amendment does to a print by itself; a finding for each that cannot be made to it, or is not read."""
    prepared = Prepared(bill)
    found: list[tuple[Amendment, Explanation]] = []
    findings: list[Finding] = []
    for amendment in amendments:
        try:
            found.append((amendment, explain(prepared, amendment)))
        except AmendError as error:
            findings.append(Finding(error.without_place, "", amendment.name, level="refusal"))
    return Explained(tuple(found), tuple(findings))


def sentence_of(operation: Operation, found: Resolved, reading: Reading) -> str:
    """What an operation does at the place that was found for it, in one plain sentence."""
    where = str(found.address or "the Bill") if str(found.address) != "Title" else "the long title"
    match operation:
        case NewProvision(name, matter, after, before):
            heading = _title(matter) or "without a heading"
            side = f"after {after}" if after else f"before {before}"
            return f"It adds a new {name.lower()}, “{heading}”, {side}."
        case StandPart(provision):
            return f"It opposes {provision}: if the House agrees, {provision} is removed from the Bill."
        case Move(provision, after, before):
            return f"It moves {provision} to {'after' if after else 'before'} {after or before}."
        case Divide(provision):
            return f"It divides {provision} into two."
        case Insert(_, _, matter):
            return f"It adds {_adds(matter)} {_beside(found, reading, where)}."
        case LeaveOut():
            return f"It removes {_removed(found, reading, where)}."
        case Substitute(_, _, matter):
            return f"It replaces {_removed(found, reading, where)} with {_adds(matter)}."
        case _:
            assert_never(operation)


def _beside(found: Resolved, reading: Reading, where: str) -> str:
    """Where something comes in: words "to clause 3(2)", a provision "after clause 3(2)"."""
    if found.words or not found.inserted:
        return f"to {where}"
    path = found.inserted[0].path
    before = reading.bill.at((*path[:-1], path[-1] - 1)) if path[-1] else None
    address = address_of(reading.bill, (*path[:-1], path[-1] - 1)) if isinstance(before, Provision) else None
    if address and address != address_of(reading.bill, path[:-1]):
        return f"after {address}"
    return f"at the beginning of {address_of(reading.bill, path[:-1]) or where}"


def _adds(matter: Matter) -> str:
    """What comes in, named: "the words “and must”", "a new subsection (3A)", or both."""
    noun = "word" if len(matter.words.split()) == 1 else "words"
    named = [f"the {noun} “{cut_short(matter.words)}”"] if matter.words else []
    new = [p for p in matter.provisions if isinstance(p, Provision)]
    if new:
        labels = [_called(provision) for provision in new]
        named.append(("a new " if len(labels) == 1 else "new ") + _listed(labels))
    elif matter.provisions:
        named.append("a new paragraph of words")
    return " and ".join(named)


def _called(provision: Provision) -> str:
    name = unit(provision) or "provision"
    number = provision.number
    if number is None:
        return name
    return f"{name} {number.words}" if bare(number.words) else name


def _removed(found: Resolved, reading: Reading, where: str) -> str:
    """What goes, named: "clause 3(2)", "“may” in clause 3(2)"."""
    if found.whole:
        return where if len(found.whole) == 1 else f"{where} and what follows it up to {_last(found, reading)}"
    start, end = found.spots[0] if found.spots else (found.start, found.end)
    words = " ".join(reading.words[start:end].split())
    places = f" in {len(found.spots)} places" if found.spots else ""
    return f"“{cut_short(words)}”{places} in {where}"


def _title(new: Provision) -> str:
    """The heading of a new clause or Schedule, which may stand under one of its own or in a Part; "" for none."""
    inner = next(
        (
            item
            for item in new.items
            if isinstance(item, Provision) and item.tag in ("section", "chapter", "hcontainer")
        ),
        None,
    )
    if inner is not None and new.tag != "section" and new.get("name") != "schedule":
        return _title(inner)
    return new.heading.words if new.heading else ""


def _last(found: Resolved, reading: Reading) -> str:
    node = reading.bill.at(found.whole[-1])
    return node.number.words if isinstance(node, Provision) and node.number else "the end"


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
