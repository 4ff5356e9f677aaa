"""Names that are like one that was typed: what “did you mean …?” offers, everywhere."""

from __future__ import annotations

from collections.abc import Iterable

LIKE = 0.6
"""How alike two names must be, from 0 to 1: “firewal” and “firewall” are 0.93, “apply” and “blame” 0.4."""


def nearest(said: str, known: Iterable[str], most: int = 3, like: float = LIKE) -> list[str]:
    """The names that are like the one said, the likest first, then those that hold it whole. Capitals do not count."""
    if not said.strip():
        return []
    from difflib import get_close_matches  # only here: it is wanted where something is wrong

    folded: dict[str, str] = {}
    for name in known:
        folded.setdefault(name.casefold(), name)
    typed = said.strip().casefold()
    near = [folded[one] for one in get_close_matches(typed, folded, most, like)]
    return near + [name for one, name in folded.items() if typed in one and name not in near][: most - len(near)]


def did_you_mean(said: str, known: Iterable[str], most: int = 3, like: float = LIKE) -> str:
    """ "did you mean “firewall”?", with up to so many names; "" when none is like it. like: 0 for every name known."""
    near = [f"“{name}”" for name in (nearest(said, known, most, like) if like else known)][:most]
    if not near:
        return ""
    *first, last = near
    return f"did you mean {', '.join(first)} or {last}?" if first else f"did you mean {last}?"
