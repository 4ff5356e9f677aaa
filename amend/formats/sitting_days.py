"""A calendar as a file: the days on which notice can be given, one a row ("2026-09-04"), with # before a remark."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from amend.errors import ReadError
from amend.formats.files import read_text


def read(file: Path | str) -> tuple[date, ...]:
    """The days of a calendar file, in the order of its rows. Raises ReadError for a row that is no day."""
    return parse(read_text(Path(file)), place=str(file))


def parse(text: str, *, place: str = "the calendar") -> tuple[date, ...]:
    """The days in the text of a calendar. Raises ReadError for a row that is no day, and for a calendar without any."""
    days: list[date] = []
    for number, row in enumerate(text.splitlines(), 1):
        said = row.partition("#")[0].strip()
        try:
            days += [date.fromisoformat(said)] if said else []
        except ValueError as error:
            remedy = "write one day a row, like “2026-09-04”; what follows # is a remark"
            raise ReadError(f"“{said}” is not a day", place=f"{place}:{number}", remedy=remedy) from error
    if not days:
        raise ReadError("there is no day in it", place=place, remedy="write one day a row, like “2026-09-04”")
    return tuple(days)
