"""What the positions rely on: each figure, case and finding once, with where it can be read and who relied on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from amend.model.position import Evidence, Position


@dataclass(frozen=True, slots=True)
class Relied:
    """A figure, a case or a finding. sources: each once, the first that was cited first. by: the positions that rely on
    it, in order of time."""

    what: str
    value: str
    period: str
    sources: tuple[str, ...]
    by: tuple[Position, ...]


def relied_on(found: Iterable[Position]) -> tuple[Relied, ...]:
    """What the positions rely on, in the order in which it was first relied on; figures before cases and findings.

    Two rows are one when they say the same of the same time; two descriptions of one figure stay two.
    """
    rows: dict[tuple[str, str, str], list[tuple[Evidence, Position]]] = {}
    for one in sorted(found, key=lambda one: one.key):
        for row in one.evidence:
            rows.setdefault((row.what, row.value, row.period), []).append((row, one))
    relied = [
        Relied(
            *key,
            sources=tuple(dict.fromkeys(row.source for row, _ in several)),
            by=tuple({one.id: one for _, one in several}.values()),
        )
        for key, several in rows.items()
    ]
    return tuple(sorted(relied, key=lambda one: not one.value))
