"""The positions of the record: all of them, those of one actor, those that stood on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from amend.formats import position
from amend.model.position import Position
from amend.shipped import DRAFTS


def positions(
    folder: Path | str = DRAFTS,
    *,
    actor: str | None = None,
    on: str | None = None,
    since: date | None = None,
    at: date | None = None,
) -> tuple[Position, ...]:
    """The positions in a record, in order of time; by default in the one that comes with the package.

    actor: only those of that folder. on: only those about that question or amendment. since: only those that may have
    been taken on that day or after it. at: only those taken by the end of that day for certain. Undated ones are left
    out where a day is asked for. Raises DraftError, ReadError.
    """
    return tuple(
        found
        for found in position.read_all(folder)
        if (actor is None or found.actor == actor)
        and (on is None or on in found.on)
        and (since is None or (found.when.latest is not None and found.when.latest >= since))
        and (at is None or found.when.by(at))
    )


def standing(found: Iterable[Position], day: date) -> dict[tuple[str, str], Position]:
    """For each actor and question, the last position with a stance that was taken by the end of a day."""
    last: dict[tuple[str, str], Position] = {}
    for one in sorted(found, key=lambda one: one.key):
        if one.stance and one.when.by(day):
            last |= {(one.actor, question): one for question in one.on}
    return last
