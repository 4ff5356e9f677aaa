"""A print in a file that a person saved: XML, or read of a PDF or a page where there is no XML."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from amend.errors import ReadError
from amend.formats import akn
from amend.formats.files import LARGEST
from amend.model.finding import Finding
from amend.model.provision import Bill
from amend.sources.asked import Saved, saved
from amend.sources.net import is_html

if TYPE_CHECKING:
    from amend.documents.rows import Alone

_LARGEST_PRINT = 100_000_000
"""Bytes of a file that may be a PDF; a print with pictures is larger than its XML."""


@dataclass(frozen=True, slots=True)
class SavedPrint:
    """A print in a file that a person saved. data: its XML: of the file itself, or what was read of it. ending: "pdf"
    or "html" where it was read of such a file; "" for XML. findings: what was unsure in reading it; a note where no
    words were lost."""

    file: Saved
    bill: Bill
    data: bytes
    ending: str = ""
    findings: tuple[Finding, ...] = ()


def saved_print(given: Path) -> SavedPrint:
    """The print in a file, by what the file begins with. Raises ReadError for what is no print, or does not come back
    whole."""
    file, place = saved(given, pages=True, most=_LARGEST_PRINT), str(given)
    if file.data.startswith(b"%PDF"):
        from amend.documents import printed_bill  # only here, for PDFium takes a while to load

        read, ending = printed_bill.parse(file.data, place=place), "pdf"
    elif is_html(file.data):
        read, ending = _page(file.data, place), "html"
    else:
        if len(file.data) > LARGEST:
            raise ReadError(f"it is more than the {LARGEST // 1_000_000} MB that are read of XML", place=place)
        return SavedPrint(file, akn.parse(file.data, place=place), file.data)
    findings = []
    for one in read.unsure:
        where = one.place or (f"paragraph {one.paragraph}" if one.paragraph else file.name)
        named = f"{where} (“{one.words}”)" if one.words else where
        findings.append(Finding(one.message, named, level="finding" if one.lost else "note"))
    return SavedPrint(file, read.bill, akn.dumps(read.bill), ending, tuple(findings))


def _page(data: bytes, place: str) -> Alone:
    """The Bill in a page. Raises ReadError for another page, such as one that asks whether a person is there."""
    from amend.documents import web_bill

    try:
        return web_bill.parse(data, place=place)
    except ReadError as error:
        told = f"it is a page (HTML), and not the file, and no Bill is read from it: {error.fault}"
        raise ReadError(told, place=place, remedy="save the file that the page stands for") from error
