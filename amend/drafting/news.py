"""What changed between two fetches of a list of amendments, and which amendments of others that touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from amend.drafting.conflicts import conflicts
from amend.engine.apply.apply import Prepared
from amend.formats.listed import number_said
from amend.model.amendment import Amendment
from amend.model.provision import Bill

NewsKind = Literal["new", "reworded", "withdrawn", "decided", "names", "renumbered", "statement", "gone"]


@dataclass(frozen=True, slots=True)
class News:
    """One thing that changed. key: by which the list knows the amendment. number: as it now is. before, after: the
    words, decision, names or number; "" for nothing. "gone" is what the list no longer has."""

    kind: NewsKind
    key: str
    number: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Touched:
    """Two amendments that touch: the number of one of the list, and the file and number of another; why: a sentence."""

    number: str
    file: str
    other: str
    why: str


def news(before: Mapping[str, Amendment], after: Mapping[str, Amendment]) -> tuple[News, ...]:
    """What changed from one list to the next, each amendment by its key, in the order of the new list."""
    found: list[News] = []
    for key, now in after.items():
        number = number_said(now.number, now.amends) or now.dnum
        was = before.get(key)
        found += [News("new", key, number, "", now.words)] if was is None else _changed(key, number, was, now)
    for key, was in before.items():
        if key not in after:
            found.append(News("gone", key, number_said(was.number, was.amends) or was.dnum, was.words))
    return tuple(found)


def _changed(key: str, number: str, was: Amendment, now: Amendment) -> Iterator[News]:
    if was.words != now.words:
        yield News("reworded", key, number, was.words, now.words)
    if (was.decision, was.withdrawn) != (now.decision, now.withdrawn):
        gone = now.decision.startswith("withdrawn") or bool(now.withdrawn)
        said = [one.decision or one.withdrawn for one in (was, now)]
        yield News("withdrawn" if gone else "decided", key, number, *said)
    if (was.mover, was.supporters) != (now.mover, now.supporters):
        names = [", ".join(filter(None, (one.mover, *one.supporters))) for one in (was, now)]
        yield News("names", key, number, *names)
    if (was.number, was.amends) != (now.number, now.amends):
        yield News("renumbered", key, number, number_said(was.number, was.amends), number)
    if was.statement != now.statement:
        yield News("statement", key, number, was.statement, now.statement)


def touched(bill: Bill | Prepared, listed: Iterable[Amendment], ours: Sequence[Amendment]) -> tuple[Touched, ...]:
    """Which of our amendments to a print those of a list touch, each pair once."""
    theirs = [one for one in listed if not one.decision.startswith("withdrawn") and not one.withdrawn]
    if not theirs or not ours:
        return ()
    sources = {one.source for one in ours}
    found = conflicts(bill, [*theirs, *ours])
    placed = {one.name: one.amendment for one in found.placed}
    rows: dict[tuple[str, str], Touched] = {}
    for row in found.rows:
        pair = [placed[name] for name in (row.first, row.second) if name in placed]
        mine = [one for one in pair if one.source in sources]
        if len(pair) == 2 and len(mine) == 1:
            (its,) = (one for one in pair if one is not mine[0])
            number = number_said(its.number, its.amends)
            rows.setdefault((its.source, mine[0].source), Touched(number, mine[0].source, mine[0].name, row.why))
    return tuple(rows.values())
