"""The outward forms of a Bill and of a paper, by the ending of the file: Word, XML, a web page, text, PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amend.cli.given import STANDARD

if TYPE_CHECKING:
    from amend.formats.listed import Paper
    from amend.model.provision import Bill
    from amend.word.write.export import Exported

ENDINGS = (".docx", ".xml", ".html", ".txt", ".pdf")
"""The endings of the forms; in Word and PDF a file is set in pages."""

WORD = (".docx", ".pdf")


def form_of(output: Path) -> str:
    """The form that the ending of a file says; text for standard output. A usage error for another ending."""
    if output == STANDARD:
        return ".txt"
    ending = output.suffix.lower()
    if ending not in ENDINGS:
        raise click.UsageError(f"the ending of -o says what to write: {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}")
    return ending


def of_bill(form: str, exported: Exported, print_: Bill) -> bytes:
    """A Bill with its amendments made, in a form. exported: as it was set for Word. print_: the Bill as it was."""
    made = exported.applied.bill
    match form:
        case ".xml":
            from amend.formats import akn

            return akn.dumps(made)
        case ".html":
            from amend.engine.compare.compare import compare
            from amend.web.redline import page

            return page(compare(print_, made, front=False)).encode()
        case ".txt":
            from amend.engine.compare.redline import alone, read
            from amend.model.printed import paragraphs

            rows = read(alone(paragraphs(made)))
            return "".join(f"{'  ' * row.depth}{' '.join(row.shown.words.split())}\n" for row in rows).encode()
        case ".pdf":
            return _pdf(exported.data)
    return exported.data


def of_paper(form: str, listed: Paper, template: bytes | None, place: str, day: date) -> bytes:
    """An amendment paper in a form. template: a Word file whose styles it is set in, named place.
    day: the date of the file."""
    match form:
        case ".xml":
            from amend.drafting import papers

            return papers.dumps(listed)
        case ".html":
            from amend.web.paper import paper_page

            return paper_page(listed).encode()
        case ".txt":
            from amend.drafting.papers import paper_text

            return paper_text(listed).encode()
    from amend.word.write.paper import paper

    data = paper(listed, template=template, place=place, day=day)
    return _pdf(data) if form == ".pdf" else data


def _pdf(data: bytes) -> bytes:
    from amend.word.write.pdf import pdf

    return pdf(data)
