"""The sitting days that were fetched into a workspace, and whether the stars of a list can go by them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from amend.drafting.stars import WEEKDAYS, NoticeDays, notice_days
from amend.formats import sitting_days
from amend.formats.listed import Paper
from amend.ledger.workspace import Workspace
from amend.model.amendment import Amendment
from amend.model.house import House


def days_file(house: House) -> str:
    """Where the fetched sitting days of a House are, from the root of a workspace."""
    return f"bills/sitting-days-{house.value.lower()}.txt"


def kept_notice_days(
    space: Workspace | None, house: House, given: Iterable[Amendment], previous: Paper | None, day: date | None
) -> tuple[NoticeDays, str]:
    """The days on which notice is taken for the stars of a list, and a sentence that says which these are.

    house: of the list. given: its amendments. previous: the last list. day: of this one. The fetched days are taken
    where they tell; else Mondays to Fridays, for a day that nobody fetched may be one of sitting too. The sentence is
    "" where nothing is counted, as without a day, or nothing was fetched. Raises ReadError.
    """
    since = _since(given, previous)
    file = space.root / days_file(house) if space else None
    if file is None or day is None or not since or not file.is_file():
        return WEEKDAYS, ""
    found = notice_days(sitting_days.read(file))
    known = f"the sitting days of the {house.full} in {days_file(house)}"
    if all(found.tells(one, day) for one in since):
        return found, f"stars go by {known}"
    reach = f"{found.days[0]} to {found.days[-1]}"
    again = f"amend fetch calendar {house.value.lower()}"
    return WEEKDAYS, f"{known} are of {reach} and do not tell, so stars go by Mondays to Fridays; fetch more: {again}"


def _since(given: Iterable[Amendment], previous: Paper | None) -> set[date]:
    """The days from which notice may be counted: that of the last list, and of each tabling."""
    said = [*([previous.date] if previous else []), *(one.date for one in given if not one.withdrawn)]
    return {day for one in said if (day := _day(one))}


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None  # no notice is counted from it
