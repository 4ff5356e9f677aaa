"""What a Bill does to Acts, as a table: a row for each change, with the provision of the Bill that makes it.

No Act is read: the provision is named by what the Bill calls it. The columns are those of the table that the official
research on Keeling schedules keeps (keeling-schedule-research of lawmakeruk).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from amend.english.textual.read import instructions
from amend.model.act_citation import eid_in_act
from amend.model.address import Address
from amend.model.amendment import Before, Beginning, Words
from amend.model.frozen import frozen
from amend.model.numbering import Family, families, successor
from amend.model.outline import is_top
from amend.model.provision import Bill, Provision, each_provision
from amend.model.textual import (
    ActOperation,
    ActPlace,
    BecomeInAct,
    InsertInAct,
    Instruction,
    Itself,
    MoveInAct,
    NextTo,
    OmitFromAct,
    SubstituteInAct,
)

_WHOLE = ("section", "article", "regulation", "rule", "Schedule", "Annex", "Part", "Chapter")
_MOST_OF_A_RUN = 200


@frozen
class Effect:
    """One change that a Bill makes to an Act.

    source: the provision of the Bill, as cited; source_eid: its eId, "" in a file without. affected_act: its title.
    affected_provision: the eId of the provision that is changed, or that something comes in beside; several with a comma
    between; "" for the Act itself. location: where what comes in stands by it; whole_provision: whether a section, an
    article, a Schedule, a Part, a Chapter or the Act comes in or goes whole. not_understood: why the instruction is not
    in the table, which then says only where it stands; "" for any other.
    """

    source: str
    source_eid: str
    affected_act: str
    affected_provision: str
    type_of_amendment: Literal["insertion", "deletion", "substitution", ""]
    location: Literal["Before", "After", "Replace", "Each_Place", ""]
    whole_provision: bool
    not_understood: str = ""


def effects(bill: Bill, act: str = "") -> tuple[Effect, ...]:
    """Every change that a Bill makes to Acts, in the order of the Bill.

    act: a title, or the beginning of one, for the changes to that Act alone; "" for all. An instruction that is not
    understood has a row that says so, whatever the Act. A run of provisions, "sections 14 to 16", is told by its plain
    numbers, for no Act is read.
    """
    found = (row for instruction in instructions(bill) for row in _rows(instruction))
    wanted = _plain(act)
    return tuple(row for row in found if row.not_understood or _plain(row.affected_act).startswith(wanted))


def table(rows: Iterable[Effect]) -> list[dict[str, object]]:
    """The rows as the official research writes them: source, source_eid, affected_provision, type_of_amendment, location
    and whole_provision, with the Act beside; those that are not understood are left out."""
    kept = (asdict_of(row) for row in rows if not row.not_understood)
    return [{key: value for key, value in row.items() if key != "not_understood"} for row in kept]


def asdict_of(row: Effect) -> dict[str, object]:
    """A row as it is written to JSON."""
    return {name: getattr(row, name) for name in Effect.__dataclass_fields__}


def _plain(title: str) -> str:
    return " ".join(title.lower().removeprefix("the ").split())


def _rows(instruction: Instruction) -> Iterable[Effect]:
    """The rows of an instruction: one for all provisions to which it does the same."""
    if instruction.reason:
        yield Effect(instruction.cited, instruction.eid, "", "", "", "", False, instruction.reason)
        return
    said: dict[tuple[object, ...], list[str]] = {}
    for operation in instruction.operations:
        for place, *how in _told(operation):
            eids = said.setdefault((place.act, *how[:2]), [])
            eids += [eid for eid in _eids(place) if eid not in eids]
    whole = {(place.act, *how[:2]): how[2] for one in reversed(instruction.operations) for place, *how in _told(one)}
    for (act, kind, location), eids in said.items():  # type: ignore[misc]
        yield Effect(
            instruction.cited,
            instruction.eid,
            act,
            ",".join(eids),
            kind,
            location,
            bool(whole[act, kind, location]),
        )


def _told(operation: ActOperation) -> list[tuple[ActPlace, str, str, bool]]:
    """The place, type, location and whether whole, of what an operation does; of a move there are two."""
    place = operation.place
    match operation:
        case InsertInAct(_, point, matter):
            whole = isinstance(point, NextTo) and not place.portions and _holds_whole(matter.provisions)
            return [(place, "insertion", _location(operation), whole or _holds_whole(matter.provisions))]
        case OmitFromAct(_, thing):
            return [(place, "deletion", "Replace", isinstance(thing, Itself) and _is_whole(place))]
        case SubstituteInAct(_, thing, _):
            return [(place, "substitution", "Replace", isinstance(thing, Itself) and _is_whole(place))]
        case BecomeInAct():
            return [(place, "substitution", "Replace", False)]
        case MoveInAct(_, after):
            beside = ActPlace(place.act, after)
            return [(place, "deletion", "Replace", _is_whole(place)), (beside, "insertion", "After", _is_whole(place))]


def _location(operation: InsertInAct) -> str:
    point = operation.point
    words = getattr(point, "words", None)
    if isinstance(words, Words) and words.places:
        return "Each_Place"
    before = isinstance(point, Before | Beginning) or (isinstance(point, NextTo) and point.side == "before")
    return "Before" if before else "After"


def _is_whole(place: ActPlace) -> bool:
    address = place.provision
    return not place.portions and (address is None or (address.unit in _WHOLE and not address.labels))


def _holds_whole(provisions: Sequence[object]) -> bool:
    """Whether what comes in is, or holds, a section, an article, a Schedule, a Part or a Chapter."""
    return any(
        is_top(node) or node.tag in ("part", "chapter", "article")
        for one in provisions
        if isinstance(one, Provision)
        for _, node in each_provision(one)
    )


def _eids(place: ActPlace) -> list[str]:
    if place.provision is None:
        return [""]
    found = [eid_in_act(one, place.portions) for one in _run(place.provision, place.through)]
    return list(dict.fromkeys(found))


def _run(first: Address, last: Address | None) -> list[Address]:
    """The provisions of a run by their plain numbers; its two ends where they are no such run."""
    found = [first]
    if last is None:
        return found
    while len(found) < _MOST_OF_A_RUN and found[-1] != last:
        following = _next(found[-1])
        if following is None:
            return [first, last]
        found.append(following)
    return found if found[-1] == last else [first, last]


def _next(address: Address) -> Address | None:
    label = address.labels[-1] if address.labels else address.number.strip("()")
    shapes = families(label)
    if not shapes:
        return None
    family = Family.ROMAN if Family.ROMAN in shapes and len(address.labels) > 2 else shapes[-1]
    new = successor(label, family)
    if address.labels:
        return Address(address.unit, address.number, (*address.labels[:-1], new), address.within)
    number = f"({new})" if address.number.startswith("(") else new
    return Address(address.unit, number, (), address.within)
