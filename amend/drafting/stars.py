"""The star of an amendment on a list: ★ new, ☆ without full notice until it appears again, none with notice given."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from amend.model.house import House

NEW = "★"
"""On its first appearance."""
SHORT = "☆"
"""Seen before, and still without full notice."""

_NOTICE = 2
"""After how many days on which notice is taken a Member's amendment has had its three days (legend of the paper)."""


@dataclass(frozen=True, slots=True)
class NoticeDays:
    """The days on which notice can be given, in order of date; without any Mondays to Fridays are taken for them."""

    days: tuple[date, ...] = ()

    def between(self, earlier: date, later: date) -> int:
        """How many of them come after one day, up to and with a later one."""
        if self.days:
            return bisect_right(self.days, later) - bisect_right(self.days, earlier)
        span = max((later - earlier).days, 0)
        return sum((earlier + timedelta(days=ahead)).weekday() < 5 for ahead in range(1, min(span, 14) + 1))

    def tells(self, earlier: date, later: date) -> bool:
        """Whether notice from one day to another can be told for certain though these may not be all the days: they
        reach over both, or there are enough between as it is."""
        covered = bool(self.days) and self.days[0] <= earlier and later <= self.days[-1]
        return covered or not self.days or self.between(earlier, later) >= _NOTICE


WEEKDAYS = NoticeDays()


def notice_days(days: Sequence[date]) -> NoticeDays:
    """The calendar of these days, in whatever order they are given."""
    return NoticeDays(tuple(sorted(set(days))))


def next_star(was: str, house: House, earlier: date | None, later: date | None, calendar: NoticeDays) -> str:
    """The star on a list of one that stood on the last list with a star, or with "" for none.

    earlier, later: the dates of that list and of this; None where one is not known, and then the lists are taken to be
    of days that follow one another. In the Lords only what is new has a star.
    """
    if house is House.LORDS or was != NEW:
        return ""
    passed = calendar.between(earlier, later) if earlier and later else 1
    return "" if passed >= _NOTICE else SHORT


def first_star(tabled: date | None, day: date | None, calendar: NoticeDays) -> str | None:
    """The star, where there is no earlier list, of what was tabled on a day; None where a date is not known."""
    if tabled is None or day is None:
        return None
    passed = calendar.between(tabled, day)
    return "" if passed >= _NOTICE else SHORT if passed else NEW
