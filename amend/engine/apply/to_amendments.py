"""Amendments to an amendment: made to what it would insert, before it is made itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from amend.engine.apply.apply import Outcome, Prepared
from amend.model.amendment import Insert, Matter, NewProvision, Operation, Substitute
from amend.model.provision import Bill, Block, Carried, Provision


def amended(
    target: Operation, operations: Sequence[tuple[str, Operation]], lines: str = ""
) -> tuple[Operation, tuple[Outcome, ...]]:
    """An amendment with amendments made to the text it inserts, and an outcome for each of them.

    Their lines are lines of the printed new clause, which its words do not tell. Where the paper gives them (lines, see
    `Amendment`) they are placed on those; else by their words and labels, which must fit at one place only.
    """
    text = inserted_text(target, lines)
    if text is None:
        reason = "the amendment it amends inserts no provisions"
        return target, tuple(Outcome(number, "refused", reason=reason) for number, _ in operations)
    result = text.apply(operations)
    return _with(target, result.bill.root.items), result.outcomes


def inserted_text(target: Operation, lines: str = "") -> Prepared | None:
    """What an amendment inserts, made ready to be amended; None where it inserts no provisions."""
    inserted = _inserted(target)
    if not inserted:
        return None
    return Prepared(Bill(Provision("body", inserted), number="the amendment it amends"), whole=True, lines=lines)


def _inserted(target: Operation) -> tuple[Provision | Block, ...]:
    match target:
        case NewProvision(_, matter):
            return (matter,)
        case Insert(_, _, Matter(_, provisions)) | Substitute(_, _, Matter(_, provisions)):
            return provisions
    return ()


def _with(target: Operation, items: tuple[Provision | Block | Carried, ...]) -> Operation:
    provisions = tuple(item for item in items if not isinstance(item, Carried))
    match target:
        case NewProvision() if len(provisions) == 1 and isinstance(provisions[0], Provision):
            return replace(target, matter=provisions[0])
        case Insert() | Substitute():
            return replace(target, matter=replace(target.matter, provisions=provisions))
    return target
