"""Whether what a new position names is new to the record: an actor or a question, or a slip for one that is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from amend.errors import RecordError
from amend.ledger.positions import read_record
from amend.ledger.workspace import Workspace
from amend.model.nearest import did_you_mean, nearest
from amend.model.position import Position

LIKE = 0.8
"""How alike a new name and one of the record are for it to be taken for a slip: “firewal” and “firewall” are 0.93."""


def new_names(workspace: Workspace, taken: Position, *, meant: bool = False) -> tuple[str, ...]:
    """A sentence for each name in a position that the record does not have yet.

    meant: whether such a name is new on purpose, however like another. Else raises RecordError for one that is nearly
    that of an actor or a question that is there; names that differ in their figures are two names.
    """
    if not workspace.drafts.is_dir():
        return ()
    record = read_record(workspace.drafts)
    found: list[str] = []
    for what, said, known in _named(taken, record.actors, record.questions):
        if said in known:
            continue
        like = [name for name in known if _figures(name) == _figures(said)]
        if not meant and nearest(said, like, 1, LIKE):
            raise RecordError(
                f"“{said}” is no {what} of the record",
                remedy=f"{did_you_mean(said, like, 2, LIKE)} For a new one, say so with --new",
            )
        if known:
            found.append(f"“{said}” is a new {what} of the record")
    return tuple(found)


def _named(
    taken: Position, actors: Iterable[str], questions: Iterable[str]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    yield "actor", taken.actor, tuple(actors)
    for question in taken.on:
        yield "question", question, tuple(questions)


def _figures(name: str) -> list[str]:
    return re.findall(r"\d+", name)
