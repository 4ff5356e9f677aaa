"""Numbers and lists as they are written in a sentence."""

from __future__ import annotations

from collections.abc import Iterable


def plural(count: int, one: str) -> str:
    """ "1 amendment", "2 amendments"."""
    return f"{count} {one}" if count == 1 else f"{count} {one}s"


def listed(words: Iterable[str]) -> str:
    """ "1, 2 and 3"."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} and {last}" if first else last
