"""The rows of an amendment's words after the first, each with its number and how deep it is set on paper or a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from amend.english import structure, tabled
from amend.errors import AmendError
from amend.model.amendment import Insert, NewProvision, Operation, Substitute

_LABEL = re.compile(r"“?(\([0-9A-Za-z]{1,6}\)|\d+[A-Z]*|[A-Z]{1,2}\d+[A-Z]*)")


@dataclass(frozen=True, slots=True)
class InsertedRow:
    """A row of what is inserted. label: the number that it begins with, "" for none. words: the rest. depth: steps of
    indent. heading: whether it is what a new clause or Schedule is headed."""

    label: str
    words: str
    depth: int
    heading: bool = False


def inserted_rows(rows: Sequence[str], operation: Operation | None) -> Iterator[InsertedRow]:
    """The rows of an amendment's words after the first; all alike deep where the words are not understood.

    operation: what the words say; None where they are not understood.
    """
    headed = isinstance(operation, NewProvision) and operation.matter.heading is not None
    for index, (row, depth) in enumerate(zip(rows, _levels(operation, rows), strict=True)):
        label, _, rest = row.partition(" ")
        if rest and _LABEL.fullmatch(label):
            yield InsertedRow(label, rest, depth)
        else:
            yield InsertedRow("", row, depth, heading=headed and not index)


def understood(words: str) -> Operation | None:
    """What the words of an amendment do; None for words that are not understood, which are shown as they are."""
    try:
        return tabled.parse(words).operation
    except AmendError:
        return None


def _levels(operation: Operation | None, rows: Sequence[str]) -> list[int]:
    if isinstance(operation, NewProvision):
        levels = structure.levels(operation.matter)
    elif isinstance(operation, Insert | Substitute):
        levels = [level for node in operation.matter.provisions for level in structure.levels(node)]
    else:
        levels = []
    return levels if len(levels) == len(rows) else [0] * len(rows)
