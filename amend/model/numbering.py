"""The order and succession of UK labels: 1, 1ZA, 1A, 2; (a), (aa), (iv); A1.

A label is what is printed without its brackets and full stop: "3A", "za", "iv", "A1". Its family says how it counts:
numbers ("3", "3A", "A1"), small letters ("a", "za"), small roman ("iv", "iia") or capitals ("A", "BA"). The family
of "i", "v" or "x" alone cannot be read off the label: it comes from the list that the label stands in.

Rules: OPC drafting guidance 6.4 for labels inserted between others; order measured on 26,200 pairs of siblings.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from amend.errors import AddressError


class Family(StrEnum):
    """How a label counts."""

    NUMBER = "number"
    LETTER = "letter"
    ROMAN = "roman"
    CAPITAL = "capital"


FIRST = {Family.NUMBER: "1", Family.LETTER: "a", Family.ROMAN: "i", Family.CAPITAL: "A"}
"""The first label of a list of each family."""

LEVELS = {"para1": Family.LETTER, "para2": Family.ROMAN, "para3": Family.CAPITAL}
"""How the lettered paragraphs of each class count."""

LabelOrder = tuple[object, ...]

_NUMBER = re.compile(r"([A-Z]*)([0-9]{1,9})([A-Z]*)")
_GROUP = re.compile(r"([zZ]*)([a-yA-Y]|[zZ]$)")
_ROMAN = re.compile(r"(z*)((?:xl|l?x{0,3})(?:ix|iv|v?i{0,3}))([a-z]*)")
_ROMAN_VALUE = {"i": 1, "v": 5, "x": 10, "l": 50}
_ROMAN_STEPS = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")),
    *((9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LAST = (1,)  # sorts after every tuple that starts with 0: "no prefix" comes after any prefix


@lru_cache(maxsize=4096)
def bare(printed: str) -> str:
    """The label within what is printed: "(3A)" gives "3A", "12." "12", "Schedule 2" "2", "Schedule" ""."""
    words = printed.split()
    if not words or words[-1].lower() in ("schedule", "part", "chapter"):
        return ""
    return words[-1].strip('().“”"')


def families(label: str) -> tuple[Family, ...]:
    """The families that the shape of the label allows, the likeliest first; empty when it is no label."""
    if _NUMBER.fullmatch(label):
        return (Family.NUMBER,)
    if label.isalpha() and label.isascii() and label.isupper():
        return (Family.CAPITAL,)
    if not (label.isalpha() and label.isascii() and label.islower()):
        return ()
    if label[0] in "ivxlz" and _roman(label) is not None:
        # "ii" and "iv" are roman; a lone "i", "v" or "x" is as well a letter, and so is "xa".
        both = (Family.ROMAN, Family.LETTER)
        return both if label[0] == "i" or (len(label) > 1 and label[0] != "z") else both[::-1]
    return (Family.LETTER,)


def order(label: str, family: Family) -> LabelOrder:
    """A key that sorts labels of one family as they are printed: ZA1 < A1 < 1 < 1ZA < 1A < 2; za < a < aa < b.

    Raises AddressError when the label is not of that family.
    """
    if family is Family.NUMBER:
        if match := _NUMBER.fullmatch(label):
            prefix, digits, suffix = match.groups()
            return (int(digits), (0, *_groups(prefix)) if prefix else _LAST, _groups(suffix))
    elif family is Family.ROMAN:
        if (roman := _roman(label)) is not None:
            zeds, value, suffix = roman
            return (-zeds, value, _groups(suffix))
    elif label.isalpha():
        return _groups(label)
    raise AddressError(f"“{label}” is not a label that counts by {family}")


def successor(label: str, family: Family) -> str:
    """The next label when nothing follows: 3 to 4, 3A to 3B, c to d, z to aa, iv to v.

    Raises AddressError when the label is not of that family.
    """
    order(label, family)
    if family is Family.NUMBER:
        match = _NUMBER.fullmatch(label)
        assert match is not None
        prefix, digits, suffix = match.groups()
        return prefix + digits + _next_letters(suffix) if suffix else f"{prefix}{int(digits) + 1}"
    if family is Family.ROMAN:
        roman = _roman(label)
        assert roman is not None
        zeds, value, suffix = roman
        if suffix:
            return label[: -len(suffix)] + _next_letters(suffix)
        return "z" * zeds + to_roman(value + 1)
    return _next_letters(label)


def between(previous: str | None, following: str | None, family: Family) -> str:
    """A label for what is inserted between two neighbours of one list; None = no neighbour at that side.

    between("3", "4") is "3A", ("27A", "28") "27B", ("5", "5A") "5ZA", (None, "1") "A1", (None, "a") "za",
    ("c", None) "d". A suggestion: drafters choose otherwise in about one case in seven (OPC guidance 6.4).
    Raises AddressError when no label of this shape fits.
    """
    lower = family in (Family.LETTER, Family.ROMAN)
    if previous is None:
        if following is None:
            return FIRST[family]
        if lower:
            return "z" + following
        return "Z" + following if following[0].isalpha() else "A" + following
    if following is None:
        return successor(previous, family)
    low, high = order(previous, family), order(following, family)
    candidates = [successor(previous, family)] if _has_suffix(previous, family) or lower else []
    if (match := _NUMBER.fullmatch(previous)) and match[1]:
        candidates.append(_next_letters(match[1]) + match[2])
    zed, first = ("z", "a") if lower else ("Z", "A")
    candidates += [previous + zed * depth + first for depth in range(8)]
    for candidate in candidates:
        if low < order(candidate, family) < high:
            return candidate
    raise AddressError(f"no label fits between “{previous}” and “{following}”")


def to_roman(value: int) -> str:
    """A number from 1 up in small roman."""
    found = ""
    for step, letters in _ROMAN_STEPS:
        found += letters * (value // step)
        value %= step
    return found


def _groups(letters: str) -> LabelOrder:
    """Letters cut into groups Z*+letter; more leading Zs sort earlier: ZZA < ZA < A < AZA < AA < B."""
    return tuple((-len(zeds), letter) for zeds, letter in _GROUP.findall(letters))


def _has_suffix(label: str, family: Family) -> bool:
    if family is Family.NUMBER:
        return not label[-1].isdigit()
    if family is Family.ROMAN:
        roman = _roman(label)
        return roman is not None and bool(roman[2])
    return len(_groups(label)) > 1


def _roman(label: str) -> tuple[int, int, str] | None:
    """(leading z's, value, letters added) of a small roman label; None when it is not one."""
    match = _ROMAN.fullmatch(label)
    if match is None or not match[2]:
        return None
    values = [_ROMAN_VALUE[c] for c in match[2]]
    value = sum(-v if any(w > v for w in values[i + 1 :]) else v for i, v in enumerate(values))
    return len(match[1]), value, match[3]


def _next_letters(letters: str) -> str:
    """a to b, az to ba, z to aa; case kept."""
    last = letters[-1]
    if last not in "zZ":
        return letters[:-1] + chr(ord(last) + 1)
    start = "a" if last == "z" else "A"
    return (_next_letters(letters[:-1]) if letters[:-1] else start) + start
