"""Words that are proposed, read as they stand or as what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from amend.drafting.convert import in_house_style
from amend.engine.apply.apply import Prepared
from amend.english import tabled
from amend.english.said_otherwise import Turned, turned
from amend.errors import AmendError, Refusal
from amend.model.amendment import (
    After,
    Beginning,
    Insert,
    LeaveOut,
    LineEnd,
    NewProvision,
    Operation,
    Provisions,
    Substitute,
)
from amend.model.house import House
from amend.model.lines import Reading

_LABELLED = re.compile(r"\([0-9A-Za-z]{1,5}\)\s+\S")
_LABEL_WITHIN = re.compile(
    r"(?P<join>[;,.:]?(?:\s*(?:and|or|but)\b)?)\s*(?P<label>\((?:\d+[A-Z]{0,3}|[a-z]{1,2}|[ivxl]{1,5})\))\s+\S"
)
_AT_EDGE = re.compile(r"(?:[.;,:—]|\b(?:and|or|but))[”’]*$")

_LAST = re.compile(r"[;,]?(?:\s*(?:and|or|but))?[.;,:]?")
"""What may stand behind the words of a provision: its stop, and what joins it to the next."""


def begins_with_label(operation: Operation) -> bool:
    """Whether words that run on begin with a label, where a provision may be meant."""
    match operation:
        case (
            Insert(point=LineEnd() | Beginning() | After(), matter=matter)
            | Substitute(object=Provisions(), matter=matter)
        ):
            return not matter.dash and _LABELLED.match(matter.words) is not None
    return False


def label_run_on(operation: Operation, prepared: Prepared) -> str | None:
    """The label in the words of an insertion that would run on from a provision which ends there, or into one which
    begins there: “(3)” of “(3) A keeper may fish.”, which nobody means as words of (2).

    None for any other. Raises AmendError where the operation has no place.
    """
    found = _run_on(operation)
    if found is None or not isinstance(operation, Insert):
        return None
    at, reading = prepared.resolve(operation).start, prepared.reading
    if isinstance(operation.point, Beginning):
        edge = reading.locate(at)[0].start == at
    else:
        segment, _ = reading.locate(max(at - 1, 0))
        before, behind = reading.words[segment.start : at], reading.words[at : segment.end]
        edge = bool(_AT_EDGE.search(before) if not behind else _LAST.fullmatch(behind) and before[-1:] != ")")
    return found["label"] if edge else None


def label_on_its_row(operation: Operation, reading: Reading) -> Iterator[Operation]:
    """The same with a label that stands after “, and” put on a row of its own, as a provision."""
    found = _run_on(operation)
    if found is None or not isinstance(operation, Insert) or not found["join"] or found["join"].startswith("."):
        return
    words = operation.matter.words
    rows = f"{found['join']}\n{words[found.start('label') :]}"
    try:
        plain = in_house_style(operation, House.COMMONS, reading)
        yield tabled.parse(plain.replace(f"“{words}”", f"“{rows}”")).operation
    except AmendError:
        return


def _run_on(operation: Operation) -> re.Match[str] | None:
    """The label with which words begin that are put in as words alone, and what joins it; None for any other."""
    match operation:
        case Insert(point=LineEnd() | Beginning() | After(), matter=matter) if not (matter.dash or matter.provisions):
            return _LABEL_WITHIN.match(matter.words)
    return None


def read_as_meant(words: str) -> tuple[tabled.Understood, Turned]:
    """Words read as they stand or, where they are not, as those that they stand for. Raises the first WordsError."""
    try:
        return tabled.parse(words), Turned(words)
    except AmendError as error:
        try:
            said = turned(words)
        except AmendError:
            raise error from None
        if said.words == words:
            raise
        try:
            return tabled.parse(said.words), said
        except AmendError as turned_error:
            raise (turned_error if said.placed else error) from None


def refuse_unplaced(operation: Operation) -> None:
    """Refuse a new clause or Schedule that has no place, as those of the Commons have none in their words."""
    match operation:
        case NewProvision(kind, after=None, before=None):
            raise Refusal(
                f"a new {kind} of the Commons has no place until the Bill is printed again, so it cannot be proved",
                remedy=f"say beside it what it goes after: “{kind.lower() if kind == 'Clause' else kind} 3”",
            )


def without_unsaid_line(operation: Operation, said: Turned) -> Operation:
    """The operation without the page and line that were not said."""
    match operation:
        case Insert(place=place) | LeaveOut(place=place) | Substitute(place=place) if not said.placed:
            return replace(operation, place=replace(place, page=None, line=None))
    return operation


def first_other_row(given: str, made: str) -> str:
    """The first row of words that is not among those given; the first row where all are."""
    known = {" ".join(row.split()) for row in given.split("\n")}
    rows = made.split("\n")
    other = next((row for row in rows if " ".join(row.split()) not in known), rows[0])
    return other if len(rows) == 1 else other.removeprefix("“").removesuffix("”")
