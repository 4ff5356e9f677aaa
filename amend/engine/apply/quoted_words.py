"""Quoted words found in a print, and words fitted in between other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from amend.model.text import OBJECT

_OPENING = "([“‘"
_CLOSING = ",.;:)]”’!?-—"
_LABEL = re.compile(r"\([0-9A-Za-z]{1,5}\)")
# The marks around a defined term may be attributes in the file, so a double quotation mark may be missing.
_DOUBLE, _SINGLE = '[“”"]?', "[’‘']"
_ALIKE = {"“": _DOUBLE, "”": _DOUBLE, '"': _DOUBLE, "’": _SINGLE, "‘": _SINGLE, "'": _SINGLE}


def occurrences(words: str, quote: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the quoted words begin in words[start:end]; they may run on past the end.

    Whole words only: "194" is not in "194A", nor "victim" in "victim’s". White space, line ends and the shape of
    quotation marks do not matter. Gives (first character, one past the last) of each.
    """
    # where words that begin by the end are over, whatever their white space
    reach = min(end + 2 * len(quote) + 80, len(words))
    if quote.strip() and not any(mark in quote for mark in _ALIKE):
        return list(_plain_occurrences(words, quote.split(), start, end, reach))
    pattern = _pattern(quote)
    found: list[tuple[int, int]] = []
    at = start
    while (match := pattern.search(words, at, reach)) is not None and match.start() < end:
        # A mark that may be missing lets words that begin with it be found again without it.
        again = found and match.end() == found[-1][1] and not words[found[-1][0] : match.start()].strip("“‘”’\"'")
        if not again:
            found.append(match.span())
        at = match.start() + 1
    return found


def _plain_occurrences(
    words: str, quoted: Sequence[str], start: int, end: int, reach: int
) -> Iterator[tuple[int, int]]:
    """The same for words without quotation marks, as nearly all are: without a pattern, which is long in the making.

    quoted: one by one. reach: where the last of them must end.
    """
    first, *others = quoted
    at = words.find(first, start, reach)
    while 0 <= at < end:
        over = at + len(first)
        for word in others:
            follows = over
            while follows < reach and words[follows].isspace():
                follows += 1
            if follows == over or not words.startswith(word, follows, reach):
                break
            over = follows + len(word)
        else:
            begins = not first[0].isalnum() or not _runs_on(words[max(at - 2, 0) : at][::-1])
            if begins and not (quoted[-1][-1].isalnum() and _runs_on(words[over : over + 2])):
                yield at, over
        at = words.find(first, at + 1, reach)


def _runs_on(beside: str) -> bool:
    """Whether a word goes on in the two characters beside it, from the nearer one: “s”, “’s”."""
    return _is_of_word(beside[:1]) or (beside[:1] in ("’", "'") and _is_of_word(beside[1:]))


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def fitted(left: str, words: str, right: str) -> tuple[int, str, int]:
    """What to put between left and right so that words stand there as words do.

    Gives (characters of white space to take off the end of left, what goes between, characters to take off the
    start of right). With no words it gives what closes the gap: "the " and " cat" meet with one space.
    """
    before, after = left.rstrip(" \n"), right.lstrip(" \n")
    spaced_left, spaced_right = len(before) < len(left), len(after) < len(right)
    if words:
        core = words.strip()
        between = _gap(before, core, spaced_left) + core + _gap(core, after, spaced_right)
    else:
        between = _gap(before, after, spaced_left or spaced_right)
    return len(left) - len(before), between, len(right) - len(after)


def _gap(left: str, right: str, spaced: bool) -> str:
    """The space between two pieces of a sentence, or none. spaced: whether there was one there."""
    if not left or not right:
        return ""
    if left[-1] in _OPENING or right[0] in _CLOSING or OBJECT in (left[-1], right[0]):
        return ""
    if spaced:
        return " "
    if left[-1] in "—-":
        return ""
    if _LABEL.match(right) and (left[-1].isdigit() or left[-1] == ")"):
        return ""
    return " "


@lru_cache(maxsize=512)
def _pattern(quote: str) -> re.Pattern[str]:
    words = ["".join(_ALIKE.get(character) or re.escape(character) for character in word) for word in quote.split()]
    head = r"(?<!\w)(?<!\w[’'])" if quote.strip()[:1].isalnum() else ""
    tail = r"(?!\w)(?![’']\w)" if quote.strip()[-1:].isalnum() else ""
    return re.compile(head + r"\s+".join(words) + tail)
