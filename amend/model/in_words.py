"""Numbers and lists as they are written in a sentence."""

from __future__ import annotations

from collections.abc import Iterable


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 amendment", "2 amendments". many: where that is not the one with an “s”: "bodies"."""
    return f"{count} {one}" if count == 1 else f"{count} {many or f'{one}s'}"


def listed(words: Iterable[str]) -> str:
    """ "1, 2 and 3"."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} and {last}" if first else last
