"""The picture of a page, which who is sent a link to it sees first: its title and few words, and what is to be known.

Drawn with Pillow in Source Sans Pro, which is free to be used so (SIL Open Font License 1.1). There are sixteen
colours: the ground to the ink in steps, whose numbers rise with the ink so that the edges of letters are of those
between, and those of the stripe.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from PIL import Image, ImageDraw, ImageFont

from amend.model.text import legible

WIDTH, HEIGHT = 1200, 630
"""Pixels, of the proportions that those who show cards ask for."""

_STEPS = 13
_PAPER, _INK = (0xFF, 0xFE, 0xFB), (0x1D, 0x1D, 0x1B)
_STRIPE = ((0x6B, 0x94, 0x7F), (0xC9, 0xB2, 0x75), (0x7D, 0x97, 0xBF))
_DARKEST, _SOFT, _RULE = _STEPS - 1, 9, 3
"""Numbers of colours."""

_LEFT, _RIGHT, _TOP, _FOOT = 96, 1128, 52, 592
"""Where words begin and end."""

_BAND = 36
"""How wide the stripe is."""

_SIZES = (82, 70, 60, 50)
"""Of the title, the largest in which all of it has room."""

_MOST = 400
"""Characters of a piece of words that are looked at; a card has room for fewer."""

_UNSHOWN = "\N{REPLACEMENT CHARACTER}"


class Cards:
    """Makes the cards of one site. title: of the site. notice: what must be said of all it shows; "" for nothing."""

    def __init__(self, title: str, notice: str = "") -> None:
        self._ground = Image.new("P", (WIDTH, HEIGHT), 0)
        self._ground.putpalette(_palette())
        draw = _drawing(self._ground)
        for index in range(len(_STRIPE)):
            top = HEIGHT * index // len(_STRIPE)
            draw.rectangle((0, top, _BAND - 1, HEIGHT * (index + 1) // len(_STRIPE)), _STEPS + index)
        self._title = title
        lines = _lines(notice, 26, 2)
        self._foot = _FOOT - len(lines) * _step(26) - 20 if lines else _FOOT
        if lines:
            draw.rectangle((_LEFT, self._foot, _RIGHT, self._foot + 1), _RULE)
            _put(draw, lines, 26, self._foot + 14, _DARKEST)

    def card(self, title: str, words: tuple[str, ...] = ()) -> bytes:
        """A card as a PNG, the same bytes for the same words. words: those over the title, then those below it.

        Words for which there is no room end in "…", and a character that the font has not is shown as one that cannot
        be shown.
        """
        picture = self._ground.copy()
        draw = _drawing(picture)
        top = _put(draw, _lines(self._title if title != self._title else "", 34, 1), 34, _TOP, _SOFT)
        top = max(top, _TOP + _step(34)) + 26
        if words and words[0]:
            top = _put(draw, _lines(words[0], 40, 1), 40, top, _SOFT) + 8
        below = _lines(" · ".join(filter(None, words[1:])), 34, 2)
        room = self._foot - top - len(below) * _step(34) - 30
        for size in _SIZES:
            most = max(room // _step(size), 1)
            lines = _lines(title, size, most, bold=True)
            if size == _SIZES[-1] or not lines or not lines[-1].endswith("…"):
                break
        top = _put(draw, lines, size, top, _DARKEST, bold=True)
        _put(draw, below, 34, top + 10, _SOFT)
        out = io.BytesIO()
        picture.save(out, "PNG", bits=4, compress_level=3)  # smaller ones take twice the time
        return out.getvalue()


def _palette() -> list[int]:
    """The colours by their numbers, as red, green and blue one behind the other."""
    found: list[int] = []
    for step in range(_STEPS):
        found += [a + (b - a) * step // (_STEPS - 1) for a, b in zip(_PAPER, _INK, strict=True)]
    return found + [part for colour in _STRIPE for part in colour]


def _drawing(picture: Image.Image) -> ImageDraw.ImageDraw:
    draw = ImageDraw.Draw(picture)
    draw.fontmode = "L"  # the edges of letters in the colours between
    return draw


@cache
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = f"SourceSansPro-{'Semibold' if bold else 'Regular'}.ttf"
    data = (files("font_source_sans_pro") / "files" / name).read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)  # alike on every machine


def _step(size: int) -> int:
    """From line to line, in pixels."""
    return size * 6 // 5


def _put(draw: ImageDraw.ImageDraw, lines: list[str], size: int, top: int, colour: int, *, bold: bool = False) -> int:
    """Draw lines, the first at the top; where the next would be."""
    for line in lines:
        draw.text((_LEFT, top), line, fill=colour, font=_font(size, bold=bold))
        top += _step(size)
    return top


def _lines(words: str, size: int, most: int, *, bold: bool = False) -> list[str]:
    """Words in lines for which there is room, at most so many; the last ends in "…" where there are more."""
    room = _RIGHT - _LEFT
    lines = [""]
    left: float = room
    for word in _parts(_drawable(words), size, room, bold=bold):
        wide = _wide(word, size, bold=bold)
        between = _wide(" ", size, bold=bold) if lines[-1] else 0
        if wide + between <= left:
            lines[-1] += f" {word}" if between else word
            left -= wide + between
        elif len(lines) < most:
            lines.append(word)
            left = room - wide
        else:
            last = lines[-1]
            while last and _wide(f"{last}…", size, bold=bold) > room:
                last = last[:-1]
            lines[-1] = f"{last.rstrip()}…"
            break
    return list(filter(None, lines))


def _parts(words: str, size: int, room: float, *, bold: bool) -> Iterator[str]:
    """The words one by one, one that is wider than the room in parts that are not."""
    for word in words.split():
        part, left = "", room
        for char in word:
            wide = _wide(char, size, bold=bold)
            if part and wide > left:
                yield part
                part, left = "", room
            part += char
            left -= wide
        yield part


def _wide(words: str, size: int, *, bold: bool) -> float:
    """How wide words are, in pixels; those that stand closer to one another are taken as the others."""
    return sum([_char_wide(char, size, bold) for char in words])


@cache
def _char_wide(char: str, size: int, bold: bool) -> float:
    return _font(size, bold=bold).getlength(char)


def _drawable(words: str) -> str:
    """Words as they can be drawn, in one line."""
    plain = unicodedata.normalize("NFC", legible(words[:_MOST])) + ("…" if len(words) > _MOST else "")
    return "".join([char if char.isspace() or _has(char) else _UNSHOWN for char in plain])


@cache
def _has(char: str) -> bool:
    """Whether the font has a character: what it has not is drawn as what stands for all such."""
    return _drawn(char) != _drawn("\U0010fffe")


@cache
def _drawn(char: str) -> tuple[tuple[int, int], bytes]:
    found = _font(_SIZES[-1]).getmask(char)
    return found.size, bytes(found)
