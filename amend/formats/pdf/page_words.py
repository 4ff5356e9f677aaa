"""The words of a PDF with their places, by PDFium: the only module that knows the library.

Places are in points from the left and the foot of what of the page is shown, turned so that its words are upright. What
is no word, a scanned picture or a lock, is refused.
"""

from __future__ import annotations

import ctypes
import math
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from amend.errors import ReadError
from amend.formats.pdf.page_drawings import Box, Colour, Upright, drawings
from amend.formats.pdf.whole_file import is_damaged
from amend.model.text import NOT_XML

LARGEST_PDF = 100_000_000
"""Bytes; a print has 50,000 a page."""

MOST_PAGES = 1500
"""The longest Bills at hand have 700 pages."""

MOST_SIGNS = 40_000
"""Characters of one page; a page of a Bill has 3,000."""

LONGEST = 120
"""Seconds after which reading stops; a Bill of 200 pages takes two."""

_HYPHENS = {"\x02": "-", "\ufffe": "-", "\u2010": "-", "\u2011": "-", "\u00ad": "-"}
"""What PDFium gives for a hyphen at the end of a line, and hyphens that look the same."""

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SPACES = frozenset(" \r\n\t\u00a0\u2002\u2003\u2009\u202f\x00")
_ITALIC = 1 << 6
"""The flag of an italic font in its description."""

_INVISIBLE = 3
"""The way of drawing text that shows nothing: words that a machine read from a picture."""


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word of a page. left, right, foot: its edges and baseline. size: of its type, that of most of its characters.

    text: with small capitals in small letters, where the size tells them. italic, bold: by the name of its font.
    first, last: where its characters stand in the order of the file. shades: the grey, from 1 to 254, of each of its
    characters that has one, by its place in text; only where a file has shades that the eye takes for black.
    """

    text: str
    left: float
    right: float
    foot: float
    size: float
    italic: bool = False
    bold: bool = False
    small_capitals: bool = False
    first: int = 0
    last: int = 0
    shades: tuple[tuple[int, int], ...] = ()

    def is_of_shade(self, shade: int) -> bool:
        """Whether all of it is in a shade."""
        return len(self.shades) == len(self.text) and all(one == shade for _, one in self.shades)

    def with_next(self, word: PageWord, text: str) -> PageWord:
        """The word and one that goes on with it, whose text is as given, as one."""
        shades = (*self.shades, *((len(self.text) + at, shade) for at, shade in word.shades))
        return replace(self, text=self.text + text, right=word.right, last=word.last, shades=shades)


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page. at: counted from 1. drawn: what is drawn as one thing within the text. unread: characters whose meaning
    the file does not give. turned: words set at an angle, or large over others, which are left out. pictures: how many
    are larger than what stands within text. wordless: whether it shows something, and none of it is words."""

    at: int
    width: float
    height: float
    words: tuple[PageWord, ...]
    rules: tuple[Box, ...] = ()
    drawn: tuple[Box, ...] = ()
    unread: int = 0
    turned: int = 0
    pictures: int = 0
    wordless: bool = False


def parsed_pages(data: bytes, *, place: str = "the PDF") -> tuple[PdfPage, ...]:
    """Every page of the bytes of a PDF; place names it in errors. Raises ReadError."""
    if b"%PDF-" not in data[:1024]:
        raise ReadError("it is not a PDF", place=place, remedy="is it the right file?")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _not_opened(data, place) from error
    with closing(document):
        count = len(document)
        if count > MOST_PAGES:
            raise ReadError(f"it has {count} pages, more than the {MOST_PAGES} that are read", place=place)
        if b"%%EOF" not in data[-2048:]:
            raise ReadError("it is cut off: its end is not there", place=place, remedy="get the file again")
        if is_damaged(data):
            raise ReadError("a part of it is damaged, and words may be lost", place=place, remedy="get the file again")
        started = time.monotonic()
        found = []
        for at in range(count):
            try:
                found.append(_page(document, at, place))
            except pypdfium2.PdfiumError as error:
                raise ReadError(f"page {at + 1} is damaged", place=place, remedy="get the file again") from error
            if time.monotonic() - started > LONGEST:
                raise ReadError(
                    f"after {LONGEST} seconds only {at + 1} of its {count} pages were read",
                    place=place,
                    remedy="give a shorter file",
                )
    if sum(page.unread for page in found) * 10 > sum(len(word.text) for page in found for word in page.words):
        raise ReadError(
            "its letters have no names: the file does not say which they are",
            place=place,
            remedy="get the PDF as published, or the XML or Word file",
        )
    if not any(page.words for page in found):
        raise ReadError(
            "it has no words, only pictures of pages",
            place=place,
            remedy="get the PDF as published, not a scan",
        )
    return _without_stamps(found)


def _not_opened(data: bytes, place: str) -> ReadError:
    """Why PDFium does not open a file, as it last said."""
    code = pdfium.FPDF_GetLastError()
    if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return ReadError("it is locked with a password", place=place, remedy="save it without one")
    cut = b"%%EOF" not in data[-2048:]
    fault = "it is cut off: its end is not there" if cut else "it is damaged: it cannot be opened as a PDF"
    return ReadError(fault, place=place, remedy="get the file again")


def _page(document: pypdfium2.PdfDocument, at: int, place: str) -> PdfPage:
    with closing(document[at]) as page:
        with closing(page.get_textpage()) as text:
            count = text.count_chars()
            left, foot, right, head = page.get_bbox()
            sheet = Upright(left, foot, right, head, _turns(text.raw, min(count, MOST_SIGNS)))
            shown = drawings(page, sheet)
            if count > MOST_SIGNS:
                raise ReadError(
                    f"page {at + 1} has {count} characters, more than the {MOST_SIGNS} that are read", place=place
                )
            reader = _Signs(text.raw, sheet, shaded=shown.shaded)
            words = tuple(reader.words(count))
            if reader.hidden * 2 > len(words):
                raise ReadError(
                    f"the words of page {at + 1} do not show: a machine read them from a picture",
                    place=place,
                    remedy="get the PDF as published, not a scan",
                )
        return PdfPage(
            at + 1,
            sheet.width,
            sheet.height,
            words,
            shown.rules,
            shown.drawn,
            reader.unread,
            reader.turned,
            shown.pictures,
            wordless=shown.anything and not words,
        )


def _turns(page: pdfium.FPDF_TEXTPAGE, count: int) -> int:
    """By how many quarters, against the clock, most words of a page are turned in its file."""
    sample = range(0, count, max(count // 60, 1))
    angles = Counter(_quarter(pdfium.FPDFText_GetCharAngle(page, at)) for at in sample)
    angles.pop(None, None)
    found = angles.most_common(1)
    return (found[0][0] or 0) if found else 0


def _quarter(angle: float) -> int | None:
    """An angle, with the clock, as quarters against it; None for one between two."""
    quarters = angle / (math.pi / 2)
    return None if abs(quarters - round(quarters)) > 0.02 else -round(quarters) % 4


def _without_stamps(pages: Sequence[PdfPage]) -> tuple[PdfPage, ...]:
    """The pages without words, such as “DRAFT”, that are set very large over others of one of them."""
    sizes = Counter(round(word.size, 1) for page in pages for word in page.words)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    large = {id(word) for page in pages for word in page.words if word.size > usual * 3}
    stamps = {_as_set(word) for page in pages for word in page.words if id(word) in large and _is_over(word, page)}
    if not stamps:
        return tuple(pages)
    out = []
    for page in pages:
        kept = tuple(word for word in page.words if id(word) not in large or _as_set(word) not in stamps)
        out.append(replace(page, words=kept, turned=page.turned + len(page.words) - len(kept)))
    return tuple(out)


def _as_set(word: PageWord) -> tuple[str, int, int, int]:
    return word.text, round(word.size), round(word.left), round(word.foot)


def _is_over(stamp: PageWord, page: PdfPage) -> bool:
    """Whether a large word is set over several small ones."""
    under = [
        word
        for word in page.words
        if word.size < stamp.size * 0.5
        and stamp.foot - word.size < word.foot < stamp.foot + stamp.size * 0.7
        and word.left < stamp.right
        and word.right > stamp.left
    ]
    return len(under) > 2


class _PageSign(NamedTuple):
    """A character as it is read, of a ligature several. size: as it shows. shade: its grey, 0 for none."""

    text: str
    size: float
    shade: int


class _Signs:
    """Gathers the characters of a page into words. shaded: whether their shades are read too."""

    def __init__(self, page: pdfium.FPDF_TEXTPAGE, sheet: Upright, *, shaded: bool = False) -> None:
        self._colour = Colour() if shaded else None
        self.hidden = self.unread = self.turned = 0
        self._last_turned = -2
        self._page, self._sheet = page, sheet
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._fonts: dict[str, tuple[bool, bool]] = {}
        self._name, self._flags = ctypes.create_string_buffer(256), ctypes.c_int()

    def words(self, count: int) -> Iterator[PageWord]:
        """The words, in the order of the file; a word ends at a space and where the place leaps."""
        signs: list[_PageSign] = []
        first = last = 0
        foot = left = 0.0
        for at in range(count):
            sign = chr(pdfium.FPDFText_GetUnicode(self._page, at))
            blank = sign in _SPACES
            if blank or (sign == "\ufffd" and pdfium.FPDFText_IsGenerated(self._page, at)):
                if signs:
                    yield from self._word(signs, first, last, left, foot)
                    signs = []
                continue
            pdfium.FPDFText_GetCharOrigin(self._page, at, self._x, self._y)
            x, y = self._sheet.place(self._x.value, self._y.value)
            size = self._size(at)
            if signs and (abs(y - foot) > 0.8 or x < left - 1):
                yield from self._word(signs, first, last, left, foot)
                signs = []
            if not signs:
                first, left, foot = at, x, y
            self.unread += pdfium.FPDFText_HasUnicodeMapError(self._page, at) > 0
            if NOT_XML.match(sign) and sign not in _HYPHENS:
                self.unread += 1
                sign = "\ufffd"
            shade = self._colour.shade(pdfium.FPDFText_GetFillColor, self._page, at) if self._colour else 0
            signs.append(_PageSign(_HYPHENS.get(sign) or _LIGATURES.get(sign, sign), size, shade))
            last = at
        if signs:
            yield from self._word(signs, first, last, left, foot)

    def _size(self, at: int) -> float:
        """The size of a character as it shows: many files set all type at one size, and scale it."""
        size: float = pdfium.FPDFText_GetFontSize(self._page, at)
        if pdfium.FPDFText_GetMatrix(self._page, at, self._matrix):
            size *= math.hypot(self._matrix.c, self._matrix.d)
        return size

    def _word(self, signs: list[_PageSign], first: int, last: int, left: float, foot: float) -> Iterator[PageWord]:
        pdfium.FPDFText_GetLooseCharBox(self._page, last, self._box)
        last_box = self._sheet.box(self._box.left, self._box.bottom, self._box.right, self._box.top)
        angle = _quarter(pdfium.FPDFText_GetCharAngle(self._page, first))
        if angle != self._sheet.turns:  # a mark across the page, such as “Draft”
            self.turned += first != self._last_turned + 1  # its letters do not stand on one baseline of the sheet
            self._last_turned = last
            return
        object_ = pdfium.FPDFText_GetTextObject(self._page, first)
        if object_ and pdfium.FPDFTextObj_GetTextRenderMode(object_) == _INVISIBLE:
            self.hidden += 1
        italic, bold = self._font(first)
        size = max(sign.size for sign in signs)
        small = [sign.text.isalpha() and sign.size < size * 0.9 for sign in signs]
        text = "".join(
            sign.text.lower() if is_small else sign.text for sign, is_small in zip(signs, small, strict=True)
        )
        shades = _placed(signs) if self._colour else ()
        yield PageWord(text, left, last_box.right, foot, size, italic, bold, any(small), first, last, shades)

    def _font(self, at: int) -> tuple[bool, bool]:
        """Whether the font of a character is italic, and bold, by its name."""
        pdfium.FPDFText_GetFontInfo(self._page, at, self._name, len(self._name), self._flags)
        name = self._name.value.decode("utf-8", "replace").lower()
        if name not in self._fonts:
            italic = "ital" in name or "oblique" in name or bool(self._flags.value & _ITALIC)
            self._fonts[name] = italic, "bold" in name or "black" in name
        return self._fonts[name]


def _placed(signs: Sequence[_PageSign]) -> tuple[tuple[int, int], ...]:
    """The shades of characters that have one, by where each stands among them: a ligature is several."""
    places = accumulate((len(sign.text) for sign in signs), initial=0)
    return tuple((at, sign.shade) for at, sign in zip(places, signs, strict=False) if 0 < sign.shade < 255)
