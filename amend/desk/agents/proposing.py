"""Tools that judge amendments: propose, check, apply, explain, conflicts. Every answer says what would work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from amend.desk.agents.paging import cut_long, part_of
from amend.desk.agents.reach import GivenAmendment, Reach
from amend.desk.agents.reading import PrintSaid, Start
from amend.drafting.conflicts import conflicts
from amend.drafting.explain import Explanation, explain_each
from amend.drafting.in_short import in_short
from amend.drafting.make import apply
from amend.drafting.proposal import Proposal, Status, propose_together
from amend.drafting.rules.check import check
from amend.engine.apply.apply import Outcome
from amend.engine.compare.compare import compare
from amend.engine.compare.comparison import Comparison
from amend.engine.compare.unshared import unshared
from amend.model.finding import Finding, RuleFinding
from amend.model.house import House

GivenSaid = Annotated[list[GivenAmendment], "The amendments, each with its words as on the paper."]
DraftsSaid = Annotated[str, "Amendments of the workspace: an actor, or a draft or folder, like drafts/mine/1.md."]

_CHANGES, _FINDINGS, _FEW = 40, 200, 10


@dataclass(frozen=True, slots=True)
class CitedLine:
    """A printed line that an amendment cites. place: the provision in which it begins."""

    page: int
    line: int
    words: str
    place: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """What a rule of drafting says. code: of the rule. level: "error" cannot be tabled so, "warning" look at it, "note"
    a person may be asked."""

    amendment: str
    code: str
    level: str
    message: str
    place: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A provision that changes: as cited, its words before and after; "" where it comes in or goes."""

    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """What became of one amendment.

    status: "proved": the words can be tabled as given; "mended": they cannot, and `words` can, which are what plainly
    was meant: read `reason`; "refused": read `reason`, and give one of `instead`, each of which can be made, or other
    words. words: to be tabled, in House style; "" when refused. after, before: what a new clause goes beside. line: the
    printed line cited. sentence, changes: what it does.
    """

    number: str
    status: Status
    words: str
    reason: str
    line: CitedLine | None
    instead: tuple[str, ...]
    after: str
    before: str
    place: str
    sentence: str
    changes: tuple[ChangeRow, ...]
    findings: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True)
class TouchRow:
    """How two amendments touch. why: in a sentence."""

    first: str
    second: str
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What became of an amendment. place: where it falls. reason: why it was refused; "" when it was made."""

    amendment: str
    outcome: Literal["applied", "refused"]
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProposeAnswer:
    """Each amendment by itself; how those that can be made touch; and what becomes of them all as one set."""

    print: str
    proposals: tuple[ProposalRow, ...]
    touching: tuple[TouchRow, ...]
    together: tuple[OutcomeRow, ...]


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """What the rules say of amendments. clean: whether there is no error and no warning."""

    print: str
    amendments: int
    clean: bool
    total: int
    findings: tuple[RuleRow, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class ApplyAnswer:
    """Amendments made to a print together: an outcome each, and the Bill’s changes, in short and in words."""

    print: str
    outcomes: tuple[OutcomeRow, ...]
    in_short: tuple[str, ...]
    total: int
    changes: tuple[ChangeRow, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class ExplainRow:
    """What an amendment does, in a sentence. refused: why it cannot be made; "" when it can."""

    amendment: str
    sentence: str
    place: str
    changes: tuple[ChangeRow, ...]
    refused: str


@dataclass(frozen=True, slots=True)
class ExplainAnswer:
    """What each amendment does by itself."""

    print: str
    amendments: tuple[ExplainRow, ...]


@dataclass(frozen=True, slots=True)
class ConflictsAnswer:
    """Every pair of amendments that touch, in the order of consideration. findings: what could not be looked at."""

    print: str
    total: int
    rows: tuple[TouchRow, ...]
    next: int | None
    findings: tuple[str, ...]


def tell_proposals(
    reach: Reach,
    amendments: GivenSaid,
    print: PrintSaid = "",
    house: Annotated[Literal["", "Commons", "Lords"], "In whose words; empty for the House that has the print."] = "",
) -> ProposeAnswer:
    """Amendments that you propose, each proved, mended or refused, with the printed line and words that would work.

    Nothing is guessed. Use it before you show anybody an amendment; only “proved” and “mended” can be tabled.
    """
    prepared = reach.print(print)
    given = reach.amendments(amendments, "", prepared)
    found = propose_together(prepared, given, house=House(house) if house else None)
    each = [_proposal(one.number, row) for one, row in zip(given, found.each, strict=True)]
    touching = tuple(TouchRow(row.first, row.second, row.kind, row.why) for row in found.touching[:_FINDINGS])
    together = tuple(_outcome(one) for one in found.together if one is not None)
    return ProposeAnswer(prepared.bill.name, tuple(each), touching, together)


def _proposal(number: str, found: Proposal) -> ProposalRow:
    made, line = found.amendment, found.line
    return ProposalRow(
        number,
        found.status,
        made.words if made else "",
        cut_long(found.reason),
        CitedLine(line.page, line.line, cut_long(line.words), line.place) if line else None,
        found.instead,
        made.after if made else "",
        made.before if made else "",
        found.outcome.place if found.outcome else "",
        found.explanation.sentence if found.explanation else "",
        _changes(found.explanation),
        tuple(map(_rule, found.findings)),
    )


def tell_check(
    reach: Reach,
    amendments: GivenSaid = [],  # noqa: B006  never changed
    drafts: DraftsSaid = "",
    print: PrintSaid = "",
    start: Start = 0,
) -> CheckAnswer:
    """Amendments checked against a print and the rules of drafting and practice, without making them."""
    prepared = reach.print(print)
    given = reach.amendments(amendments, drafts, prepared)
    found = check(prepared, given)
    rows, following = part_of([_rule(one) for one in found], start, _FINDINGS)
    clean = all(one.level == "note" for one in found)
    return CheckAnswer(prepared.bill.name, len(given), clean, len(found), rows, following)


def tell_applied(
    reach: Reach,
    amendments: GivenSaid = [],  # noqa: B006  never changed
    drafts: DraftsSaid = "",
    print: PrintSaid = "",
    start: Start = 0,
) -> ApplyAnswer:
    """The print with amendments made together: which are made, which refused and why, and what changes."""
    prepared = reach.print(print)
    made = apply(prepared, reach.amendments(amendments, drafts, prepared))
    comparison = compare(*unshared(prepared.bill, made.bill), redline=False, front=False)
    rows, following = part_of(changes_of(comparison), start, _CHANGES)
    return ApplyAnswer(
        prepared.bill.name,
        tuple(map(_outcome, made.outcomes)),
        tuple(map(cut_long, in_short(comparison)[:_CHANGES])),
        len(comparison.changes),
        rows,
        following,
    )


def tell_explained(
    reach: Reach,
    amendments: GivenSaid = [],  # noqa: B006  never changed
    drafts: DraftsSaid = "",
    print: PrintSaid = "",
) -> ExplainAnswer:
    """What each amendment does by itself, in one plain sentence, with the text before and after."""
    prepared = reach.print(print)
    found = explain_each(prepared.bill, reach.amendments(amendments, drafts, prepared))
    rows = [ExplainRow(one.name, told.sentence, told.place, _changes(told), "") for one, told in found.explanations]
    rows += [ExplainRow(one.amendment, "", "", (), one.message) for one in found.findings]
    return ExplainAnswer(prepared.bill.name, tuple(rows))


def tell_conflicts(
    reach: Reach,
    amendments: GivenSaid = [],  # noqa: B006  never changed
    drafts: DraftsSaid = "",
    print: PrintSaid = "",
    start: Start = 0,
) -> ConflictsAnswer:
    """Which amendments to a print touch: what would make which fall, and what goes together or needs another."""
    prepared = reach.print(print)
    found = conflicts(prepared, reach.amendments(amendments, drafts, prepared))
    rows, following = part_of(
        [TouchRow(row.first, row.second, row.kind, row.why) for row in found.rows], start, _FINDINGS
    )
    said = tuple(_said(one) for one in found.findings[:_FINDINGS])
    return ConflictsAnswer(prepared.bill.name, len(found.rows), rows, following, said)


def changes_of(comparison: Comparison) -> list[ChangeRow]:
    """The provisions that change, in order, without numbers and references that only follow."""
    return [
        ChangeRow(str(one.address or ""), cut_long(one.before), cut_long(one.after))
        for one in comparison.changes
        if not one.printing
    ]


def _changes(found: Explanation | None) -> tuple[ChangeRow, ...]:
    rows: Iterable[tuple[str, str, str]] = found.changes[:_FEW] if found else ()
    return tuple(ChangeRow(place, cut_long(before), cut_long(after)) for place, before, after in rows)


def _rule(one: RuleFinding) -> RuleRow:
    return RuleRow(one.amendment, one.code, one.level, cut_long(one.message), one.place)


def _outcome(one: Outcome) -> OutcomeRow:
    return OutcomeRow(one.amendment, one.outcome, one.place, cut_long(one.reason))


def _said(one: Finding) -> str:
    return f"{one.amendment}: {one.message}" if one.amendment else one.message
