"""Words that are proposed, read as they stand or as what they stand for."""

from __future__ import annotations

import re
from dataclasses import replace

from amend.english import tabled
from amend.english.said_otherwise import Turned, turned
from amend.errors import AmendError, Refusal
from amend.model.amendment import Insert, LeaveOut, LineEnd, NewProvision, Operation, Provisions, Substitute

_LABELLED = re.compile(r"\([0-9A-Za-z]{1,5}\)\s+\S")


def begins_with_label(operation: Operation) -> bool:
    """Whether words that run on begin with a label, where a provision may be meant."""
    match operation:
        case Insert(point=LineEnd(), matter=matter) | Substitute(object=Provisions(), matter=matter):
            return not matter.dash and _LABELLED.match(matter.words) is not None
    return False


def read_as_meant(words: str) -> tuple[tabled.Understood, Turned]:
    """Words read as they stand or, where they are not, as those that they stand for. Raises the first WordsError."""
    try:
        return tabled.parse(words), Turned(words)
    except AmendError as error:
        try:
            said = turned(words)
            if said.words == words:
                raise error
            return tabled.parse(said.words), said
        except AmendError:
            raise error from None


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
