"""An amendment paper as a Word document, in plain House style."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from amend.english import structure, tabled
from amend.errors import AmendError
from amend.model.amendment import Amendment, Insert, NewProvision, Substitute
from amend.model.numbering import bare, families
from amend.model.provision import Bill

_INDENT = Cm(1.1)
_HOUSES = {"Commons": "House of Commons", "Lords": "House of Lords"}
_STEADY = datetime(2000, 1, 1)


def paper(bill: Bill, amendments: Sequence[Amendment]) -> bytes:
    """The amendments to a Bill as a paper: heading, then each with its number, movers, words and statement.

    The same amendments give the same bytes.
    """
    document = Document()
    _set_page(document)
    house = next((_HOUSES[a.house] for a in amendments if a.house in _HOUSES), bill.house)
    stage = next((a.stage for a in amendments if a.stage), "")
    _centred(document, house, Pt(14), bold=True)
    _centred(document, "Amendments" if len(amendments) != 1 else "Amendment", Pt(12))
    _centred(document, bill.title or "Bill", Pt(16), bold=True)
    _centred(document, f"({stage})" if stage else "", Pt(12))
    _centred(document, f"to be moved to {bill.number}" if bill.number else "", Pt(10))
    for caution in bill.cautions:
        _centred(document, caution, Pt(10), italic=True)
    for amendment in amendments:
        _amendment(document, amendment)
    stream = io.BytesIO()
    document.save(stream)
    return _steady(stream.getvalue())


def _steady(packed: bytes) -> bytes:
    """The same package with one date on every member, for the time of day would make each file another."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _STEADY.timetuple()[:6]), old.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(3)
    section.top_margin = section.bottom_margin = Cm(2.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Book Antiqua", Pt(11)
    style.paragraph_format.space_after = Pt(6)
    properties = document.core_properties
    properties.author, properties.title = "amend", "Amendment paper"
    properties.created = properties.modified = _STEADY


def _centred(document: WordDocument, words: str, size: Pt, *, bold: bool = False, italic: bool = False) -> None:
    if not words:
        return
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = bold, italic, size


def _amendment(document: WordDocument, amendment: Amendment) -> None:
    movers = [amendment.mover, *amendment.supporters]
    for index, mover in enumerate(filter(None, movers)):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(18 if not index else 0)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.left_indent = 2 * _INDENT
        paragraph.add_run(mover).font.small_caps = True
    instruction, *rows = amendment.words.split("\n")
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.left_indent = _INDENT
    paragraph.paragraph_format.first_line_indent = -_INDENT
    paragraph.paragraph_format.tab_stops.add_tab_stop(_INDENT)
    paragraph.paragraph_format.keep_with_next = bool(rows or amendment.statement)
    paragraph.add_run(amendment.name).bold = True
    paragraph.add_run("\t" + instruction)
    for row, level in zip(rows, _levels(amendment, rows), strict=True):
        _structure(document, row, level)
    if amendment.statement:
        _statement(document, amendment.statement)


def _structure(document: WordDocument, row: str, level: int) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = (2 + level) * _INDENT
    label, _, rest = row.partition(" ")
    if families(bare(label.lstrip("“"))) and rest:
        paragraph.paragraph_format.first_line_indent = -_INDENT
        paragraph.paragraph_format.left_indent = (3 + level) * _INDENT
        paragraph.paragraph_format.tab_stops.add_tab_stop((3 + level) * _INDENT)
        paragraph.add_run(f"{label}\t{rest}")
    else:
        paragraph.add_run(row)


def _statement(document: WordDocument, statement: str) -> None:
    heading = document.add_paragraph()
    heading.paragraph_format.left_indent = _INDENT
    heading.paragraph_format.keep_with_next = True
    heading.paragraph_format.space_after = Pt(0)
    heading.add_run("Member’s explanatory statement").bold = True
    for words in statement.split("\n"):
        paragraph: Paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = _INDENT
        paragraph.add_run(words).italic = True


def _levels(amendment: Amendment, rows: Sequence[str]) -> list[int]:
    """How deep each row of inserted text is indented; all alike where the words are not understood."""
    try:
        operation = tabled.parse(amendment.words).operation
    except AmendError:
        return [0] * len(rows)
    if isinstance(operation, NewProvision):
        levels = structure.levels(operation.matter)
    elif isinstance(operation, Insert | Substitute):
        levels = [level for node in operation.matter.provisions for level in structure.levels(node)]
    else:
        levels = []
    return levels if len(levels) == len(rows) else [0] * len(rows)
