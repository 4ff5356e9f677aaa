"""Amendments checked by every rule of drafting and practice that there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from amend.drafting.known_print import KnownPrint
from amend.drafting.make import Examined, examine
from amend.drafting.rules import (  # noqa: F401  each enters its rules
    as_written,
    companions,
    house,
    inserted_words,
    labels,
    questions,
)
from amend.drafting.rules.as_written import ACT_VERBS
from amend.drafting.rules.rule import RULES, CheckedAmendment, CheckedPaper, Severity
from amend.engine.apply.apply import Made, Prepared
from amend.model.amendment import Amendment, NewProvision
from amend.model.finding import RuleFinding
from amend.model.memory import collection_paused
from amend.model.provision import Bill, Provision


def check(bill: Bill | Prepared | None, amendments: Iterable[Amendment]) -> tuple[RuleFinding, ...]:
    """What there is to know of amendments to a print, without making them; nothing for those that are in order.

    bill: None where there is no print: then no place is looked for, and the rules that look at a print find nothing.
    Each finding has the code of its rule, of which RULES tells more, and is an "error" (it cannot be made or tabled
    so), a "warning" (it is to be looked at) or a "note" (a person may be asked). They come in the order of amendments.
    """
    given = list(amendments)
    prepared = KnownPrint.of(bill or _NO_PRINT)
    with prepared.lock, collection_paused():
        examined = examine(prepared, given)
        checked = _checked(given, examined)
        paper = CheckedPaper(prepared.text, examined.text, prepared.reading, checked)
        told = [*_told(prepared, examined, checked)]
        found = [*_found(paper, on_print=bill is not None)]
    if bill is None:
        told = [one for one in told if not RULES[one.code].on_print]
    place = {amendment.name: at for at, amendment in reversed(list(enumerate(given)))}
    findings = sorted([*told, *found], key=lambda one: (place.get(one.amendment, len(given)), one.code))
    return tuple(dict.fromkeys(findings))


_NO_PRINT = Bill(Provision("akomaNtoso", ()))


def _checked(given: list[Amendment], examined: Examined) -> tuple[CheckedAmendment, ...]:
    edits: dict[int, list[Made]] = {}
    for edit in examined.made.edits:
        edits.setdefault(edit.index, []).append(edit)
    return tuple(
        CheckedAmendment(amendment, operation, outcome, tuple(edits.get(index, ())))
        for index, (amendment, operation, outcome) in enumerate(
            zip(given, examined.operations, examined.made.outcomes, strict=True)
        )
    )


def _told(prepared: Prepared, examined: Examined, checked: tuple[CheckedAmendment, ...]) -> Iterator[RuleFinding]:
    """What reading and placing told, at the levels of the rules."""
    named = {one.amendment.name: one for one in checked}
    for finding in examined.findings:
        code, one = finding.code, named.get(finding.amendment)
        if one is not None and code in ("A101", "A105") and ACT_VERBS.search(one.instruction):
            code = "A109"
        elif one is not None and code == "A102":
            code = _why_not_made(prepared, one)
        level = "error" if finding.level == "refusal" and code == "A109" else RULES[code].level
        yield replace(finding, code=code, level=level)


def _why_not_made(prepared: Prepared, one: CheckedAmendment) -> str:
    """The rule by which an amendment was refused: that it has no place yet, that another changes its words, or that it
    has no such place."""
    match one.operation:
        case NewProvision(after=None, before=None):
            return "A114"
        case None:
            return "A102"
    if one.amendment.amends:
        return "A102"
    (outcome,) = prepared.apply([(one.amendment.number, one.operation)]).outcomes
    return "A107" if outcome.outcome == "applied" else "A102"


def _found(paper: CheckedPaper, *, on_print: bool) -> Iterator[RuleFinding]:
    """What the rules find that look at amendments once they are read. on_print: whether there is a print."""
    for one in paper.amendments:
        for rule in RULES.values():
            if rule.look is not None and (on_print or not rule.on_print):
                for message in rule.look(one, paper):
                    yield RuleFinding(message, one.outcome.place, one.amendment.name, rule.level, rule.code)


_LEVELS: tuple[Severity, ...] = ("note", "warning", "error")


def at_least(level: Severity, findings: Iterable[RuleFinding]) -> tuple[RuleFinding, ...]:
    """The findings of a level and of those that matter more."""
    wanted = _LEVELS[_LEVELS.index(level) :]
    return tuple(finding for finding in findings if finding.level in wanted)
