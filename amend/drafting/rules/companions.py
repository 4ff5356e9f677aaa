"""Rules of what must go with an amendment, A401 to A409."""

from __future__ import annotations

import re
from collections.abc import Iterator

from amend.drafting.rules.rule import CheckedAmendment, CheckedPaper, rule, told_in_reading
from amend.drafting.rules.terms import defined_in, uses
from amend.model.amendment import NewProvision
from amend.model.outline import HEADS, is_quoted, is_schedule, words_of
from amend.model.provision import Bill, Block, Provision, walk

_POWER = re.compile(r"\b(?:may|must) (?:by regulations|make regulations)\b|\bRegulations may\b|\bby order\b")
_PROCEDURE = re.compile(r"\bstatutory instrument\b|\baffirmative\b|\bnegative (?:resolution )?procedure\b")
_CITED_NUMBERS = re.compile(r"\b(Amendment|NC|NS|New Clause|New Schedule) ?(\d+[A-Z]*)\b")
_KNOWN = {"Amendment": "", "NC": "NC", "NS": "NS", "New Clause": "NC", "New Schedule": "NS"}
_CONSEQUENTIAL = re.compile(r"\bconsequential (?:on|to|upon)\b", re.IGNORECASE)
_LOST = ("negatived", "disagreed", "not agreed", "withdrawn")


@rule("A401", "warning", on_print=True)
def a_schedule_has_its_clause(one: CheckedAmendment, paper: CheckedPaper) -> Iterator[str]:
    """
    A new Schedule comes with the words in a clause that give it effect.

    Bad: a new Schedule “Newts”, and nothing that says “Schedule (Newts)”
    Good: that, and Clause 1, page 1, line 3, at end insert— “(2A) Schedule (Newts) makes provision about newts.”
    Source: House of Lords, Guide to amendment style; a Schedule has effect by the clause that introduces it.
    """
    match one.operation:
        case NewProvision(unit="Schedule", matter=schedule):
            heading = schedule.heading.words if schedule.heading else ""
            names = [rf"\(\s*{re.escape(heading)}\s*\)"] if heading else []
            names += [re.escape(schedule.label) + r"(?!\w)"] if schedule.label else []
            if not any(re.search(rf"\bSchedules? [^.;\n]*?{name}", paper.words) for name in names):
                yield f"no clause gives effect to the new Schedule “{heading}”; table that with it"


@rule("A402", "warning", on_print=True)
def regulations_have_a_procedure(one: CheckedAmendment, paper: CheckedPaper) -> Iterator[str]:
    """
    A power to make regulations comes with the procedure for them, where the Bill has none for all.

    Bad: The Secretary of State may by regulations name ponds.
    Good: that, and “Regulations under this section are to be made by statutory instrument, which is subject to
    annulment in pursuance of a resolution of either House of Parliament.”
    Source: OPC, Drafting guidance, on statutory instruments; Statutory Instruments Act 1946.
    """
    if _POWER.search(one.sentences) and not _PROCEDURE.search(paper.words):
        yield "it gives a power to make regulations, and nothing says by what procedure; say it here or once for all"


@rule("A403", "note", on_print=True)
def extent_is_thought_of(one: CheckedAmendment, paper: CheckedPaper) -> Iterator[str]:
    """
    A new clause is thought of where the Bill says clause by clause where it extends to.

    Bad: a new clause, and a clause “Extent” that names sections 1 to 4 for England and Wales
    Good: the same with an amendment to the clause “Extent”, where the new one is to extend elsewhere
    Source: OPC, Drafting guidance, on extent.
    """
    yield from _final_clause(one, paper, "extent", "extends? (?:only )?to", "extend to the same places as the rest")


@rule("A404", "note", on_print=True)
def commencement_is_thought_of(one: CheckedAmendment, paper: CheckedPaper) -> Iterator[str]:
    """
    A new clause is thought of where the Bill says clause by clause when it comes into force.

    Bad: a new clause, and a clause “Commencement” that names sections 1 to 4
    Good: the same with an amendment to the clause “Commencement”, or with its own words on when it comes into force
    Source: OPC, Drafting guidance, on commencement.
    """
    if "force" not in one.sentences:
        yield from _final_clause(one, paper, "commencement", "comes? into force", "come into force with the rest")


def _final_clause(one: CheckedAmendment, paper: CheckedPaper, heading: str, verb: str, rest: str) -> Iterator[str]:
    """A question where a new clause is put in, and the clause of such a heading names sections and is not amended."""
    if not isinstance(one.operation, NewProvision) or one.operation.unit != "Clause":
        return
    for clause in (node for _, node in walk(paper.bill.root) if isinstance(node, Provision) and node.tag == "section"):
        if clause.heading is None or heading not in clause.heading.words.casefold():
            continue
        words = words_of(clause)
        named = re.search(rf"\b[Ss]ections? \d[^.]*{verb}|{verb}[^.]*—", words)
        touched = any(
            str(getattr(getattr(other.operation, "place", None), "provision", "")).removeprefix("clause ").split("(")[0]
            == clause.label
            for other in paper.amendments
        )
        if named and not touched:
            yield f"is the new clause to {rest}? Clause {clause.label} ({clause.heading.words}) names provisions"


@rule("A405", "note")
def what_it_follows_from_is_given(one: CheckedAmendment, paper: CheckedPaper) -> Iterator[str]:
    """
    An amendment that is said to be consequential on another is given with it.

    Bad: “This amendment is consequential on Amendment 4.”, without amendment 4
    Good: both
    Source: an amendment is out of order where it cannot be understood without others of which there is no notice
    (Erskine May, paragraph 28.105).
    """
    known = {other.amendment.number.strip() for other in paper.amendments}
    for number in _leads(one):
        if number not in known:
            yield f"its statement says that it is consequential on {number}, which is not among those given"


@rule("A406", "warning")
def what_it_follows_from_was_not_lost(one: CheckedAmendment, paper: CheckedPaper) -> Iterator[str]:
    """
    An amendment does not depend on one that was negatived or withdrawn.

    Bad: “This amendment is consequential on Amendment 4.”, where amendment 4 was negatived
    Good: it is withdrawn as well
    Source: Erskine May, paragraph 28.105.
    """
    for other in paper.amendments:
        decision = other.amendment.decision.casefold()
        if other.amendment.number in _leads(one) and any(lost in decision for lost in _LOST):
            yield f"it is consequential on {other.amendment.number}, of which the decision was “{decision}”"


def _leads(one: CheckedAmendment) -> list[str]:
    """The numbers of the amendments that its statement says it is consequential on."""
    said = _CONSEQUENTIAL.search(one.amendment.statement)
    after = one.amendment.statement[said.end() :] if said else ""
    return [_KNOWN[kind] + number for kind, number in _CITED_NUMBERS.findall(after)]


@rule("A407", "warning", on_print=True)
def a_term_that_is_used_keeps_its_definition(one: CheckedAmendment, paper: CheckedPaper) -> Iterator[str]:
    """
    A definition is not left out while its term is still used.

    Bad: leave out the definition of “pond authority”, which clause 3 still speaks of
    Good: the same with amendments to clause 3
    Source: OPC, Drafting guidance, on definitions.
    """
    for edit in one.edits:
        gone = paper.reading.words[edit.start : edit.end]
        for term in defined_in(" ".join(gone.split())):
            if term not in paper.still_defined and uses(term, paper.words):
                yield f"it leaves out the definition of “{term}”, which is still used"


@rule("A408", "warning", on_print=True)
def a_schedule_keeps_its_clause(one: CheckedAmendment, paper: CheckedPaper) -> Iterator[str]:
    """
    The words that give effect to a Schedule are not left out while the Schedule stays.

    Bad: leave out “Schedule 1 makes provision about fish.”, and Schedule 1 stays
    Good: the same with “Leave out Schedule 1”
    Source: a Schedule has effect by the clause that introduces it (OPC, Drafting guidance).
    """
    for edit in one.edits:
        gone = " ".join(paper.reading.words[edit.start : edit.end].split())
        for number in re.findall(r"\bSchedule (\d+[A-Z]*)\b", gone):
            stays = _schedule(paper.made, number)
            if stays and not re.search(rf"\bSchedules? (?:[^.;\n]*\W)?{number}\b", _clauses(paper.made)):
                yield f"it leaves out the last words that give effect to Schedule {number}, which stays"


def _schedule(bill: Bill, number: str) -> bool:
    found = ((path, node) for path, node in walk(bill.root) if isinstance(node, Provision) and is_schedule(node))
    return any(node.label == number and not is_quoted(bill, path) for path, node in found)


def _clauses(bill: Bill) -> str:
    """The words of the clauses, without Schedules."""
    found = walk(bill.root, into=lambda node: not is_schedule(node))
    return "\n".join(node.words for _, node in found if isinstance(node, Block) and node.tag not in HEADS)


told_in_reading(
    "A409",
    "note",
    """
    What cites a provision that is left out is amended too.

    Bad: Clause 1, page 1, line 3, leave out subsection (2); and “under subsection (2)” stays in subsection (4)
    Good: that, and an amendment to subsection (4)
    Source: among the reasons for which an amendment is out of order is that it is unintelligible (Erskine May,
    paragraph 28.105); whether a reference that is left makes it so is for the Chair.
    """,
    on_print=True,
)
