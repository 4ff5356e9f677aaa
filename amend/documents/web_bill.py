"""A Bill that exists only as a page of HTML, read into provisions; a page has no printed lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from amend.documents.divide import divided
from amend.documents.rows import Alone, Cell, DocumentRow, Unsure, as_labelled, is_straight
from amend.english.quotes import curled
from amend.errors import ReadError
from amend.formats import page_of_html
from amend.formats.files import read_bytes
from amend.formats.mangled import mended
from amend.formats.page_of_html import PageOfHtml

_TITLE = re.compile(r"(.{3,150}?\bBill(?: \[HL\]| \[Lords\])?)(?:\s*[-–—|:(].*)?")
_BILL = re.compile(r".{3,150}\bBill(?: \[HL\]| \[Lords\])?", re.IGNORECASE)


def read(file: Path | str) -> Alone:
    """The Bill in a file of HTML. Raises ReadError for one that is no page, or no Bill."""
    return parse(read_bytes(file), place=str(file))


def parse(data: bytes, *, place: str = "the page") -> Alone:
    """The Bill in the bytes of a page of HTML; place names it in errors. Raises ReadError."""
    page = page_of_html.parse(data, place=place)
    if not page.rows:
        raise ReadError(
            "it has no words: what a browser shows there is fetched by its scripts",
            place=place,
            remedy="save the page from a browser once it is shown whole, or give the PDF",
        )
    unsure = [Unsure(0, "", note) for note in page.notes]
    unsure += [Unsure(0, words[:60], "a note to the text was left out", lost=True) for words in page.footnotes]
    if page.pictures:
        said = f"it has {page.pictures} pictures, which were left out; look whether they have words or formulae"
        unsure.append(Unsure(0, "", said, lost=True))
    rows = _rows(page, unsure)
    unsure.append(Unsure(0, "", "a page has no printed lines, so the Bill has none"))
    return divided(rows, unsure, place=place)


def _rows(page: PageOfHtml, unsure: list[Unsure]) -> Sequence[DocumentRow]:
    """The rows of the page as those of a document, with its title first where only its window has it."""
    straight = is_straight("".join(row.words for row in page.rows))
    if straight:
        unsure.append(Unsure(0, "", "its quotation marks are straight, and were made “ ” and ’"))
    out: list[DocumentRow] = []
    title = _TITLE.fullmatch(page.title)
    if title and not any(_BILL.fullmatch(row.words) for row in page.rows[:40]):
        out.append(DocumentRow(1, title[1], "title"))
    for at, row in enumerate(page.rows, len(out) + 1):
        whole, how = mended(row.words)
        unsure += [Unsure(at, whole[:60], message) for message in how]
        if "\ufffd" in whole:
            unsure.append(Unsure(at, whole[:60], "a character of it could not be read; look at the page", lost=True))
        words = whole if row.cell else as_labelled(at, whole, unsure)
        if row.counted:
            unsure.append(Unsure(at, words[:60], "its number is one that a browser counts; look whether it is so"))
        cell = Cell(*row.cell) if row.cell else None
        out.append(DocumentRow(at, curled(words) if straight else words, "heading" if row.level else "", 0, cell))
    return out
