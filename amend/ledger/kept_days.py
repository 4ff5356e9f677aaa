"""The sitting days that were fetched into a workspace, and whether the stars of a list can go by them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from amend.drafting.stars import WEEKDAYS, NoticeDays, notice_days
from amend.formats import sitting_days
from amend.ledger.workspace import Workspace
from amend.model.house import House


def days_file(house: House) -> str:
    """Where the fetched sitting days of a House are, from the root of a workspace."""
    return f"bills/sitting-days-{house.value.lower()}.txt"


def kept_notice_days(
    space: Workspace | None, house: House, since: Collection[date], day: date | None
) -> tuple[NoticeDays, str]:
    """The days on which notice is taken for the stars of a list, and a sentence that says which these are.

    since: the days from which notice is counted: of the last list, or on which amendments were tabled. day: that of the
    list. The fetched days, where they tell; else Mondays to Fridays, for days that nobody fetched are no days without a
    sitting. "" where nothing is counted, without a day, or where nothing was fetched. Raises ReadError.
    """
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
