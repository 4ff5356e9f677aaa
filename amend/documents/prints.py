"""A Bill that exists only as a print in PDF or as a page of HTML: read by what kind of file it is."""

from __future__ import annotations

from pathlib import Path

from amend.documents import printed_bill, web_bill
from amend.documents.rows import Alone
from amend.formats.page_of_html import ENDINGS


def import_print(file: Path | str, *, without_lines: bool = False) -> Alone:
    """The Bill in a PDF, with the page and line of every word, or in a page of HTML, and what was unsure of it.

    A PDF whose lines, or more than one word in two hundred, do not come back is refused. without_lines: to take the
    words of a PDF alone. Raises ReadError.
    """
    if Path(file).suffix.lower() in ENDINGS:
        return web_bill.read(file)
    return printed_bill.read(file, without_lines=without_lines)
