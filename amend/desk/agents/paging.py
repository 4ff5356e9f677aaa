"""Answers kept small: a part of many rows with where the rest begins, and long words cut where that is said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from amend.errors import ReadError

LONGEST_SHOWN = 3_000
"""Characters of words that are shown whole."""

_T = TypeVar("_T")


def part_of(rows: Sequence[_T], start: int, most: int) -> tuple[tuple[_T, ...], int | None]:
    """Rows from a start on, counted from 0, and the start of the next part; None when there is none.

    Raises ReadError for a start behind the last row.
    """
    if start < 0 or (start >= len(rows) and start):
        raise ReadError(f"there is no row {start}: there are {len(rows)}, counted from 0", remedy="begin at 0")
    end = start + most
    return tuple(rows[start:end]), end if end < len(rows) else None


def cut_long(words: str) -> str:
    """Words, cut where they are very long, which they then say themselves."""
    if len(words) <= LONGEST_SHOWN:
        return words
    half = LONGEST_SHOWN // 2
    return f"{words[:half]} […cut: {len(words)} characters in all…] {words[-half:]}"
