"""What a Bill does to Acts, as a table: a row for each change, with the provision of the Bill that makes it.

No Act is read: the provision is named by what the Bill calls it. The columns are those of the table that the official
research on Keeling schedules keeps (keeling-schedule-research of lawmakeruk).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, assert_never

from amend.english.textual.read import instructions
from amend.model.act_citation import eid_in_act, plain_title
from amend.model.address import Address
from amend.model.amendment import After, Before, Beginning
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

Kind = Literal["insertion", "deletion", "substitution"]
Location = Literal["Before", "After", "Replace", "Each_Place"]


@frozen
class Effect:
    """One change that a Bill makes to an Act.

    source: the provision of the Bill, as cited; source_eid: its eId, "" in a file without. affected_act: its title.
    affected_provision: the eId of the provision that is changed, or that something comes in beside; several with a
    comma between; "" for the Act itself. location: where what comes in stands by it. whole_provision: whether a
    section, an article, a Schedule, a Part, a Chapter or the Act comes in or goes whole. not_understood: why the
    instruction was not read; then there is only where it stands, and the Act where that is known. "" for any other.
    """

    source: str
    source_eid: str
    affected_act: str
    affected_provision: str
    type_of_amendment: Kind | Literal[""]
    location: Location | Literal[""]
    whole_provision: bool
    not_understood: str = ""


@frozen
class _ToldChange:
    """What an operation does, in the terms of the table."""

    place: ActPlace
    kind: Kind
    location: Location
    whole: bool


def effects(bill: Bill, act: str = "") -> tuple[Effect, ...]:
    """Every change that a Bill makes to Acts, in the order of the Bill.

    act: a title, or the beginning of one, for the changes to that Act alone; "" for all. An instruction that is not
    understood has a row that says so, also where its Act is not known. A run of provisions, "sections 14 to 16", is
    told by its plain numbers, for no Act is read.
    """
    found = (row for instruction in instructions(bill) for row in _rows(instruction))
    wanted = plain_title(act)
    return tuple(
        row
        for row in found
        if (row.not_understood and not row.affected_act) or plain_title(row.affected_act).startswith(wanted)
    )


def research_rows(rows: Iterable[Effect]) -> list[dict[str, object]]:
    """The rows as the official research writes them, with the Act beside; without those that are not understood."""
    columns = [name for name in Effect.__dataclass_fields__ if name != "not_understood"]
    return [{name: getattr(row, name) for name in columns} for row in rows if not row.not_understood]


def _rows(instruction: Instruction) -> Iterator[Effect]:
    """The rows of an instruction: one for all the provisions of an Act to which it does the same."""
    if instruction.reason:
        yield Effect(instruction.cited, instruction.eid, instruction.act, "", "", "", False, instruction.reason)
        return
    changes = [change for operation in instruction.operations for change in _changes(operation)]
    while changes:
        first = changes[0]
        alike = [one for one in changes if _alike(one, first)]
        changes = [one for one in changes if not _alike(one, first)]
        eids = dict.fromkeys(eid for one in alike for eid in _eids(one.place))
        act = first.place.act
        yield Effect(instruction.cited, instruction.eid, act, ",".join(eids), first.kind, first.location, first.whole)


def _alike(one: _ToldChange, other: _ToldChange) -> bool:
    return (one.place.act, one.kind, one.location) == (other.place.act, other.kind, other.location)


def _changes(operation: ActOperation) -> list[_ToldChange]:
    """What an operation does; a move is a deletion and an insertion."""
    place = operation.place
    match operation:
        case InsertInAct(_, _, matter):
            return [_ToldChange(place, "insertion", _location(operation), _holds_whole(matter.provisions))]
        case OmitFromAct(_, thing):
            return [_ToldChange(place, "deletion", "Replace", isinstance(thing, Itself) and _is_whole(place))]
        case SubstituteInAct(_, thing, _):
            return [_ToldChange(place, "substitution", "Replace", isinstance(thing, Itself) and _is_whole(place))]
        case BecomeInAct():
            return [_ToldChange(place, "substitution", "Replace", whole=False)]
        case MoveInAct(_, after):
            whole, beside = _is_whole(place), ActPlace(place.act, after or place.provision)
            return [_ToldChange(place, "deletion", "Replace", whole), _ToldChange(beside, "insertion", "After", whole)]
        case _:
            assert_never(operation)


def _location(operation: InsertInAct) -> Location:
    point = operation.point
    if isinstance(point, Before | After) and point.words.places:
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
