"""The shades that tell where each line of a print begins in a file that was made of it, and in PDF made of that file.

A file that is set anew has other rows than the print. The first two letters of each line of the print are set in
shades that the eye takes for black; a PDF keeps them, whoever writes it. They are true greys, so that a printer needs
no colour, and the darkest, 1 to 42 of 255. Together they say the number of the line, its page but for threes of pages,
and whether it follows the line that is told before it, so that one that was lost is missed. The second is of other
shades than the first, so that a half that was lost, or shades that somebody typed on in, are known for what they are.
The head and foot of the pages have a shade too, for they are no words of the Bill.
"""

from __future__ import annotations

from typing import NamedTuple

_BASE = 14
_TURN = 3
"""How many pages pass until the shades of a page are those of another."""

LARGEST = 60
"""The largest number of a line that can be told; the longest pages at hand have 47 lines."""

FURNITURE = 3 * _BASE + 1
"""The shade of what stands over and under each page of the file."""

_ALONE = FURNITURE
LARGEST_ALONE = 45
"""The largest of a line of one letter, as in a cell of a table. Its shade says its number alone; its page is that of
the line before."""

DARKEST, LIGHTEST = 1, FURNITURE
"""Those that are in every file which has any."""

MARGIN = 0x59
"""The shade of the numbers in the margin."""


class LinePlace(NamedTuple):
    """A line of a print."""

    page: int
    line: int

    def follows(self, before: LinePlace | None) -> bool:
        """Whether it is the line after that one, or the first of the next page; of the print, where that is None."""
        if before is None or self.page == before.page + 1:
            return self.line == 1
        return self == (before.page, before.line + 1)


class LineTold(NamedTuple):
    """What two shades tell. rest: of the page divided by three (see `page_near`). follows: whether the line follows the
    one before."""

    line: int
    rest: int
    follows: bool


def shades(one: LinePlace, before: LinePlace | None) -> tuple[int, int]:
    """Those of the first two letters of a line, from 1 to LARGEST; before: the line that is told before it."""
    first, second = divmod(one.line * _TURN + one.page % _TURN, _BASE)
    return 1 + first, 1 + second + (_BASE if one.follows(before) else 2 * _BASE)


def shade_alone(line: int) -> int:
    """That of the one letter of a line, from 1 to LARGEST_ALONE."""
    return _ALONE + line


def is_first(shade: int) -> bool:
    """Whether a shade is that of the first letter of a line."""
    return 1 <= shade <= _BASE


def is_second(shade: int) -> bool:
    """Whether a shade is that of the second letter of a line."""
    return _BASE < shade <= 3 * _BASE


def line_alone(shade: int) -> int | None:
    """The line of one letter that a shade tells; None where it tells none."""
    return shade - _ALONE if _ALONE < shade <= _ALONE + LARGEST_ALONE else None


def line_told(first: int, second: int) -> LineTold | None:
    """The line that two shades tell; None for no such pair."""
    if not is_first(first) or not is_second(second):
        return None
    line, rest = divmod((first - 1) * _BASE + (second - 1) % _BASE, _TURN)
    return LineTold(line, rest, second <= 2 * _BASE) if 1 <= line <= LARGEST else None


def page_near(page: int, rest: int) -> int:
    """The page with that rest which is the one given, the next or the one before."""
    return page + (rest - page + 1) % _TURN - 1
