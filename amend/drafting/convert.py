"""An amendment in the other House's words."""

from __future__ import annotations

import re
from dataclasses import replace

from amend.engine.apply.resolve import resolve
from amend.english import tabled
from amend.english.writer import converted, write
from amend.errors import AmendError, WordsError
from amend.model.address import Address
from amend.model.amendment import Amendment, LeaveOut, NewProvision, Operation, Place, StandPart, Whole
from amend.model.house import House
from amend.model.lines import Reading


def convert(amendment: Amendment, house: House, reading: Reading | None = None) -> str:
    """The words of an amendment in the style of a House.

    reading: the print, for what the Commons cite by page and line and the Lords do not; None when it is not at hand.
    Raises WordsError when the words are not understood, or that House has no form for them.
    """
    operation = placed(tabled.parse(amendment.words).operation, amendment)
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
        return replace(operation, after=Address.parse(amendment.after))
    return replace(operation, before=Address.parse(amendment.before)) if amendment.before else operation


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
