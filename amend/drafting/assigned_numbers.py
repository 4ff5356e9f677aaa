"""The numbers that a list gives its amendments: in the Commons by tabling, in the Lords between their neighbours."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from amend.model.numbering import Family, between, families, order, successor

_SERIES = re.compile(r"(NC|NS)?([A-Z]*)(\d+)[A-Z]*")


def highest_in_series(used: Iterable[str]) -> dict[str, int]:
    """The highest number that was ever given in each series of the Commons: "", "NC" and "NS"; 0 for none.

    A number is never given twice in one stage, not even that of an amendment that was withdrawn (Guide to Procedure).
    """
    highest = {"": 0, "NC": 0, "NS": 0}
    for found in filter(None, map(_SERIES.fullmatch, used)):
        series = found[1] or ""
        highest[series] = max(highest[series], int(found[3]))
    return highest


def next_in_series(used: Iterable[str], like: str) -> str:
    """The number after all that were used, in the series of the Commons that another is of: "8", "NC3"."""
    series = next((name for name in ("NC", "NS") if like.startswith(name)), "")
    return f"{series}{highest_in_series(used)[series] + 1}"


def next_letter(used: Collection[str]) -> str:
    """What an amendment to an amendment is called in the Commons, below its target: (a), (b)."""
    letters = [label for number in used if (label := number.strip("()")).isalpha() and label.islower()]
    highest = max(letters, key=lambda label: order(label, Family.LETTER), default="")
    return f"({successor(highest, Family.LETTER) if highest else 'a'})"


def squeezed(previous: str, following: str, taken: Collection[str]) -> str:
    """The number in the Lords of what comes between two of an earlier list; "" for no neighbour at that side.

    squeezed("34C", "34E", ()) is "34D", of 3BF and 3BG it is 3BFA, of 1C and 1CA 1CZA, of 12 and 13 12A, before 1 A1.
    taken: numbers that were given, also to what is no longer listed; none of them is given again.
    Raises AddressError where nothing fits.
    """
    low, high = _label(previous), _label(following)
    if low is None:
        return "1" if high is None else _free(None, high, taken)
    after = successor(low, Family.NUMBER)
    if after not in taken and (high is None or _sorts(low) < _sorts(after) < _sorts(high)):
        return after
    if high is None:
        while after in taken:
            after = successor(after, Family.NUMBER)
        return after
    return _free(low, high, taken)


def in_list_order(numbers: Sequence[str], used: Collection[str]) -> tuple[str, ...]:
    """Numbers for a list of the Lords: those given are kept, and each "" is squeezed in where it stands.

    used: numbers of earlier lists. A number that is none, such as “NC1”, is passed over.
    """
    found = list(numbers)
    taken = {*used, *filter(None, numbers)}
    following = ""
    ahead: list[str] = []
    for number in reversed(numbers):
        ahead.append(following)
        following = number if _label(number) else following
    previous = ""
    for at, (number, after) in enumerate(zip(numbers, reversed(ahead), strict=True)):
        if not number:
            fits = not previous or not after or _sorts(previous) < _sorts(after)
            found[at] = squeezed(previous, after if fits else "", taken)
            taken.add(found[at])
        previous = found[at] if _label(found[at]) else previous
    return tuple(found)


def _free(low: str | None, high: str, taken: Collection[str]) -> str:
    """A label between two that was never given: what is taken is itself the nearer neighbour."""
    found = between(low, high, Family.NUMBER)
    while found in taken:
        low, found = found, between(found, high, Family.NUMBER)
    return found


def _label(number: str) -> str | None:
    return number if families(number) == (Family.NUMBER,) else None


def _sorts(label: str) -> tuple[object, ...]:
    return order(label, Family.NUMBER)
