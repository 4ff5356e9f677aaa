"""Two texts that differ, cut short so that the difference shows."""

from __future__ import annotations

import unicodedata

SHOWN = 60
"""Characters of each text that are shown."""

_BEFORE = 20
"""Of those, how many at least may stand before the difference."""


def apart(one: str, other: str, at: tuple[int, int] | None = None) -> tuple[str, str]:
    """Both texts cut to what is read of them in a message, with “…” for what is cut, so that they are seen to differ.

    at: where the difference is in each, where it is not the first of all. What differs only in characters that do not
    show, or look alike, has those named: “[no-break space]”.
    """
    first = first_difference(one, other)
    cuts = [_cut(text, where) for text, where in zip((one, other), at or (first, first), strict=True)]
    if _seen(cuts[0]) == _seen(cuts[1]):
        cuts = ["".join(map(_named, text)) for text in cuts]
    return cuts[0], cuts[1]


def first_difference(one: str, other: str) -> int:
    """The first place at which two texts have not the same character; the length of the shorter where it begins the
    other."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _cut(text: str, where: int) -> str:
    start = 0
    if where > SHOWN - _BEFORE:
        start = text.rfind(" ", 0, where - _BEFORE) + 1 or where - _BEFORE
    end = start + SHOWN
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _seen(text: str) -> str:
    return " ".join("".join(one for one in unicodedata.normalize("NFKC", text) if one.isprintable()).split())


def _named(character: str) -> str:
    if character.isprintable() and unicodedata.normalize("NFKC", character) == character:
        return character
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"
