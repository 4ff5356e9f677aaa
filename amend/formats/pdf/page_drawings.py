"""What is drawn on a page of a PDF beside its words: rules, formulae, pictures, and whether words of it have shades."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from amend.formats.line_shades import DARKEST, LIGHTEST

_DEEPEST = 8
"""How deep what is drawn as one may hold what is drawn as one."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a page: a rule, where it is thin, or what is drawn as one, such as a formula."""

    left: float
    foot: float
    right: float
    head: float


@dataclass(frozen=True, slots=True)
class Upright:
    """What of a page is shown, in the places of the file. turns: how often it is turned against the clock, by quarters,
    for its words to be read upright."""

    left: float
    foot: float
    right: float
    head: float
    turns: int

    @property
    def width(self) -> float:
        return self.head - self.foot if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.turns % 2 else self.head - self.foot

    def place(self, x: float, y: float) -> tuple[float, float]:
        """How far a place of the file is from the left and the foot."""
        match self.turns:
            case 0:
                return x - self.left, y - self.foot
            case 1:
                return y - self.foot, self.right - x
            case 2:
                return self.right - x, self.head - y
            case _:
                return self.head - y, x - self.left

    def box(self, left: float, foot: float, right: float, head: float) -> Box:
        """A box of the file, by its left and foot."""
        (one, two), (three, four) = self.place(left, foot), self.place(right, head)
        return Box(min(one, three), min(two, four), max(one, three), max(two, four))


@dataclass(frozen=True, slots=True)
class Drawings:
    """rules: thin lines. drawn: what is drawn as one thing within the text. pictures: how many are larger than that.
    shaded: whether any words are of a shade that is taken for black. anything: whether anything at all is drawn."""

    rules: tuple[Box, ...]
    drawn: tuple[Box, ...]
    pictures: int
    shaded: bool
    anything: bool


def drawings(page: pypdfium2.PdfPage, sheet: Upright) -> Drawings:
    """What is drawn on a page; sheet: how it is read."""
    rules, drawn, pictures = [], [], 0
    shaded = anything = False
    colour = Colour()
    for found, box in _objects(page, sheet, None, pypdfium2.PdfMatrix()):
        anything = True
        if found.type == pdfium.FPDF_PAGEOBJ_TEXT:
            shaded = shaded or DARKEST <= colour.shade(pdfium.FPDFPageObj_GetFillColor, found.raw) <= LIGHTEST
            continue
        across, up = box.right - box.left, box.head - box.foot
        if found.type == pdfium.FPDF_PAGEOBJ_PATH:
            if (up < 2 and across > 4) or (across < 2 and up > 4):
                rules.append(box)
        elif _is_within(box, sheet):
            drawn.append(box)
        elif found.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
    return Drawings(tuple(rules), tuple(drawn), pictures, shaded, anything)


def _is_within(box: Box, sheet: Upright) -> bool:
    """Whether what is drawn as one is a thing within the text, not all of the page or much of it."""
    return box.right - box.left < sheet.width * 0.8 and box.head - box.foot < sheet.height * 0.3


def _objects(
    page: pypdfium2.PdfPage, sheet: Upright, within: pypdfium2.PdfObject | None, matrix: pypdfium2.PdfMatrix
) -> Iterator[tuple[pypdfium2.PdfObject, Box]]:
    """The things on a page with their boxes; of one that has much of the page in it, as those of some printers have
    all, what is in it. within, matrix: of the thing whose own these are."""
    level = 0 if within is None else within.level + 1
    for found in page.get_objects(max_depth=level + 1, form=within, level=level):
        box = sheet.box(*matrix.on_rect(*found.get_bounds()))
        if found.type != pdfium.FPDF_PAGEOBJ_FORM:
            yield found, box
            continue
        inner = list(_objects(page, sheet, found, found.get_matrix().multiply(matrix))) if level < _DEEPEST else []
        if _is_within(box, sheet):
            yield found, box
            yield from (one for one in inner if one[0].type == pdfium.FPDF_PAGEOBJ_TEXT)
        else:
            yield from inner


class Colour:
    """Reads colours."""

    def __init__(self) -> None:
        self._parts = [ctypes.c_uint() for _ in range(4)]

    def shade(self, ask: Callable[..., int], *of: object) -> int:
        """The grey of what is asked about, from 0 for black to 255; 0 where it is a true colour, or has none."""
        if not ask(*of, *self._parts):
            return 0
        red, green, blue, _ = self._parts
        return red.value if red.value == green.value == blue.value else 0
