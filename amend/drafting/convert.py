"""An amendment in the other House's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from amend.engine.apply.resolve import resolve
from amend.english import tabled
from amend.english.writer import converted, write
from amend.errors import AmendError, WordsError
from amend.model.address import Address
from amend.model.amendment import Amendment, LeaveOut, NewProvision, Operation, Place, StandPart, Whole
from amend.model.house import House
from amend.model.lines import Reading
from amend.model.short_citation import written_out


def convert(amendment: Amendment, house: House, reading: Reading | None = None) -> str:
    """The words of an amendment in the style of a House.

    reading: the print, for what the Commons cite by page and line and the Lords do not; None when it is not at hand.
    Raises WordsError when the words are not understood, or that House has no form for them.
    """
    return in_house_style(placed(tabled.parse(amendment.words).operation, amendment), house, reading)


def in_house_style(operation: Operation, house: House, reading: Reading | None = None) -> str:
    """The words of an operation in the style of a House (see `convert`). Raises WordsError."""
    if house is House.COMMONS and isinstance(operation, StandPart):
        operation = LeaveOut(Place(), Whole(operation.provision))
    if house is House.COMMONS and isinstance(operation, LeaveOut) and isinstance(operation.object, Whole):
        operation = _with_line(operation, reading)
    return write(converted(operation, house), house)


def number_in_house(amendment: Amendment, house: House) -> str:
    """The number of an amendment in the words of a House; "" where that House has not given it one.

    A new clause is NC1 in the Commons and 12 in the Lords.
    """
    series = re.match(r"NC|NS", amendment.number)
    if house is House.LORDS:
        return "" if series else amendment.name
    try:
        new = isinstance(tabled.parse(amendment.words).operation, NewProvision)
    except AmendError:
        return amendment.name
    return "" if new and amendment.number and not series else amendment.name


def placed(operation: Operation, amendment: Amendment) -> Operation:
    """The operation with the place that the draft gives a new clause whose words give none."""
    if not isinstance(operation, NewProvision) or operation.after or operation.before:
        return operation
    if amendment.after:
        return replace(operation, after=Address.parse(written_out(amendment.after)))
    return replace(operation, before=Address.parse(written_out(amendment.before))) if amendment.before else operation


def _with_line(operation: LeaveOut, reading: Reading | None) -> LeaveOut:
    if operation.place.line is not None:
        return operation
    if reading is None:
        raise WordsError(
            "in the Commons a clause is left out by the page and line where it begins",
            remedy="give the print with --print",
        )
    line = resolve(operation, reading).line
    if line is None:
        raise WordsError("the print has no page and line for it", remedy="give a print as published")
    return replace(operation, place=Place(None, line.page, line.number))


def unplaced(amendments: Iterable[Amendment]) -> tuple[Amendment, ...]:
    """The new clauses and Schedules for which neither words nor draft say where they go; what is not read is none."""
    found: list[Amendment] = []
    for amendment in amendments:
        try:
            operation = placed(tabled.parse(amendment.words).operation, amendment)
        except AmendError:
            continue
        if isinstance(operation, NewProvision) and not (operation.after or operation.before):
            found.append(amendment)
    return tuple(found)


def put(amendments: Iterable[Amendment], where: Mapping[str, str]) -> tuple[Amendment, ...]:
    """Amendments, of which the new clauses and Schedules without a place have the one that is given.

    where: by the number of the amendment, "" for all others: "after clause 15", "before Schedule 1". Raises
    AddressError for a place that is none.
    """
    places = {number: _side(words) for number, words in where.items()}
    given = tuple(amendments)
    if not places:
        return given
    wanting = set(map(id, unplaced(given)))
    found: list[Amendment] = []
    for one in given:
        after, before = places.get(one.number) or places.get("") or ("", "")
        found.append(replace(one, after=after, before=before) if id(one) in wanting else one)
    return tuple(found)


def _side(words: str) -> tuple[str, str]:
    """What a place is after, and what it is before; one of them "". Raises AddressError."""
    side, _, beside = words.strip().partition(" ")
    if side.lower() not in ("after", "before"):
        side, beside = "after", words
    address = str(Address.parse(written_out(beside)))
    return (address, "") if side.lower() == "after" else ("", address)
