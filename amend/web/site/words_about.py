"""Which amendments of the record a position is about, where that can be told for certain, and not at all elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

from amend.model.position import Position, When
from amend.web.site.gathered import Gathered, Tabled

_NUMBER = r"(?:NC|NS)?\d+[A-Z]*"
_STAGED = r"(?P<house>Commons|Lords) (?P<stage>Committee|Report|Third Reading|Second Reading)"
_ON = re.compile(rf",? (?:{_STAGED},? )?(?P<what>amendment |new clause |new schedule )?(?P<number>{_NUMBER})", re.I)
_IN_VEHICLE = re.compile(
    rf"(?<!Lords )(?<!Commons )\b(?P<what>amendment|new clause|new schedule)s? "
    rf"(?P<numbers>{_NUMBER}(?:(?:, | and |, and ){_NUMBER})*)\b|\b(?P<new>N[CS]\d+[A-Z]*)\b",
    re.IGNORECASE,
)
_NEW = {"new clause": "NC", "new schedule": "NS"}


@dataclass(frozen=True, slots=True)
class WordsAbout:
    """The amendments that a position is about. about: those that its questions name. named: those that were named where
    it was said, and that it need not be about. own: the actor's own to the Bill, which it says nothing of."""

    about: tuple[Tabled, ...]
    named: tuple[Tabled, ...]
    own: tuple[Tabled, ...]


def words_about(found: Gathered, one: Position) -> WordsAbout:
    """The amendments to the Bill of the site that a position is about.

    A number is only half a name: another stage has the same. So an amendment is told of only when the position names
    the Bill, when the record has no other of that number to it, when that was moved (it has a date or a decision), when
    it was there by the time of the position, and when no stage that is named beside the number is another. “Lords
    amendment 47” is of another sequence, and never taken for amendment 47.
    """
    about = tuple(dict.fromkeys(filter(None, (_of_question(found, one, question) for question in one.on))))
    staged = _stage_in(one.vehicle)
    named = (
        moved
        for number in (_numbers_in(one.vehicle) if staged and _names_bill(found, one.vehicle) else ())
        if (moved := _moved(found, one, number)) and (moved.draft.house, moved.draft.stage) == staged
    )
    others = tuple(tabled for tabled in dict.fromkeys(named) if tabled not in about)
    own = (tabled for tabled in found.tabled if tabled.actor == one.actor and tabled.print is not None)
    return WordsAbout(about, others, tuple(tabled for tabled in own if tabled not in (*about, *others)))


def _of_question(found: Gathered, one: Position, question: str) -> Tabled | None:
    if not _names_bill(found, question):
        return None
    said = _ON.fullmatch(question[len(found.title) :])
    if said is None:
        return None
    number = _NEW.get((said["what"] or "").strip().casefold(), "") + said["number"].upper()
    moved = _moved(found, one, number)
    if moved is None:
        return None
    beside = [_stage_in(question)]
    if number in _numbers_in(one.vehicle):
        beside.append(_stage_in(one.vehicle))
    own = (moved.draft.house, moved.draft.stage)
    return moved if all(staged in (None, own) for staged in beside) else None


def _moved(found: Gathered, one: Position, number: str) -> Tabled | None:
    """The one amendment of that number to the Bill, when it was moved and was there by then."""
    having = [tabled for tabled in found.tabled if tabled.print is not None and tabled.draft.number.upper() == number]
    if len(having) != 1 or not (having[0].draft.date or having[0].draft.decision):
        return None
    since, by = When.of(having[0].draft.date).earliest, one.when.latest
    return having[0] if since is None or by is None or since <= by else None


def _names_bill(found: Gathered, words: str) -> bool:
    return bool(found.title) and re.match(rf"{re.escape(found.title)}\b", words, re.IGNORECASE) is not None


def _stage_in(words: str) -> tuple[str, str] | None:
    """The House and stage that are named, when one is."""
    stages = {(said["house"].title(), said["stage"].title()) for said in re.finditer(_STAGED, words, re.IGNORECASE)}
    return stages.pop() if len(stages) == 1 else None


def _numbers_in(vehicle: str) -> tuple[str, ...]:
    """The numbers of amendments that are named: "96", "NC36"."""
    found: list[str] = []
    for said in _IN_VEHICLE.finditer(vehicle):
        if said["new"]:
            found.append(said["new"].upper())
        else:
            sort = _NEW.get(said["what"].casefold(), "")
            found += (f"{sort}{one.upper()}" for one in re.findall(_NUMBER, said["numbers"], re.IGNORECASE))
    return tuple(dict.fromkeys(found))
