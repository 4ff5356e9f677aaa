"""An amendment paper as a Word document, in the style of the House it is for.

Commons: the names on the left, the number at the right of the first, “Gov” and the star before it. Lords: a heading for
each place in the Bill, the names in small capitals, the number before the instruction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple, assert_never

from amend.english.inserted_rows import inserted_rows, understood
from amend.formats.listed import Paper, number_said, withdrawn_rows
from amend.model.address import Address
from amend.model.amendment import (
    Amendment,
    Divide,
    Insert,
    LeaveOut,
    Move,
    NewProvision,
    Operation,
    StandPart,
    Substitute,
    Whole,
)
from amend.model.house import House
from amend.model.text import legible
from amend.word.ooxml.anchors import properties
from amend.word.ooxml.package import DECLARATION, R, W, assembled, core, relation, said, template
from amend.word.ooxml.paper_styles import (
    DEEPEST,
    LISTS,
    MARKED,
    MOVED,
    NAMESPACE,
    STAGES,
    STARS,
    STYLES,
    amendment_mark,
    day_said,
    kept_part,
)

REMEDY = "start from a paper that amend wrote without --template, and change its styles"

STATEMENT = "Member’s explanatory statement"
_STORE = "{5E1B6C0A-7A0D-4C8E-9B51-0A6D656E6402}"
"""The identifier of the custom part within a paper, the same in every paper."""

_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>'
)


class _PaperRow(NamedTuple):
    """A paragraph: the name of its style, and its words, with those before and after them that are bold. mark: the
    bookmark on them, "" for none."""

    style: str
    words: str
    lead: str = ""
    tail: str = ""
    mark: str = ""


def paper(
    listed: Paper, *, template: bytes | None = None, place: str = "the template", day: date | None = None
) -> bytes:
    """The paper as a Word file, its amendments in the order they are listed in, those withdrawn named at the end.

    template: a Word file whose styles, page and headers it is to have, in place of the package's own; place: names it
    in errors. day: when the file was made, None where that is not said. The same input gives the same bytes. Raises
    ReadError for a template that is no Word file or lacks one of the styles, WriteError for a character that no
    document can hold.
    """
    rows = [row for row in _rows(listed) if row.lead or row.words or row.tail]
    kept = kept_part(_printed(listed))
    if template is not None:
        from amend.word.write.template import Template  # only here: python-docx is slow to load

        given = Template(template, STYLES, place=place, remedy=REMEDY)
        return given.filled("".join(_paragraph(row, given.styles[row.style]) for row in rows), kept)
    return _packed(listed, rows, kept, day)


def _packed(listed: Paper, rows: Sequence[_PaperRow], kept: str, day: date | None) -> bytes:
    """The paper in the package's own template."""
    parts = template("paper")
    body = "".join(_paragraph(row, row.style.replace(" ", "")) for row in rows)
    footer = f'<w:footerReference w:type="default" r:id="{relation("word/footer.xml")}"/>'
    section = f"<w:sectPr>{footer}{_PAGE}</w:sectPr>"
    names = f'xmlns:w="{W}" xmlns:r="{R}"'
    parts["word/document.xml"] = f"{DECLARATION}<w:document {names}><w:body>{body}{section}</w:body></w:document>"
    parts["word/footer.xml"] = parts["word/footer.xml"].replace("{said}", _under_each_page(listed.cautions))
    parts["customXml/item1.xml"], parts["customXml/itemProps1.xml"] = kept, properties(NAMESPACE, _STORE)
    title = legible(f"Amendments: {listed.bill or 'Bill'}")
    parts["docProps/core.xml"] = core(title, f"amend:paper:{listed.number}", day)
    return assembled(parts)


def _under_each_page(cautions: Sequence[str]) -> str:
    """What must be said of the paper, for the foot of every page: one page of it may be copied alone."""
    style = '<w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr>'
    rows = (f'<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">{said(legible(one))}</w:t></w:r>' for one in cautions)
    return "".join(f"<w:p>{style}{row}</w:p>" for row in rows)


def _paragraph(row: _PaperRow, style: str) -> str:
    runs = "".join(_run(words, bold=bold) for words, bold in ((row.lead, True), (row.words, False), (row.tail, True)))
    if row.mark:
        number = int(re.sub(r"\D", "", row.mark))
        runs = f'<w:bookmarkStart w:id="{number}" w:name="{row.mark}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(words: str, *, bold: bool) -> str:
    if not words:
        return ""
    shown = said(legible(words))
    pieces = (f'<w:t xml:space="preserve">{piece}</w:t>' if piece else "" for piece in shown.split("\t"))
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{'<w:tab/>'.join(pieces)}</w:r>"


def _rows(listed: Paper) -> Iterator[_PaperRow]:
    lords = listed.house == House.LORDS
    yield from _lords_head(listed) if lords else _commons_head(listed)
    for caution in listed.cautions:
        yield _PaperRow("Paper Caution", caution)
    place = ""
    for index, amendment in enumerate(_printed(listed)):
        operation = understood(amendment.words)
        if lords and not amendment.amends:
            here = _place(operation)
            if here != place:
                yield _PaperRow("Paper Place", here)
            place = here
        yield from _lords(amendment) if lords else _commons(amendment)
        first, *rest = _instruction(amendment, operation, numbered=lords)
        yield from (first._replace(mark=amendment_mark(index)), *rest)
        if amendment.statement:
            yield _PaperRow("Statement Heading", STATEMENT)
            yield from (_PaperRow("Statement Text", row) for row in amendment.statement.split("\n"))
    yield from (_PaperRow("Paper Withdrawn", row) for row in withdrawn_rows(listed))


def _printed(listed: Paper) -> list[Amendment]:
    """The amendments that the paper prints; those withdrawn are only named."""
    return [amendment for amendment in listed.amendments if not amendment.withdrawn]


def _commons_head(listed: Paper) -> Iterator[_PaperRow]:
    yield _PaperRow("Paper House", House.COMMONS.full)
    stage = STAGES.get(listed.stage, listed.stage)
    yield _PaperRow("Paper Stage", ": ".join(filter(None, (stage, day_said(listed.date)))))
    yield _PaperRow("Paper Title", listed.bill or "Bill")
    yield _PaperRow("Paper Stage", f"({listed.number})" if listed.number else "")
    yield _PaperRow("Paper Kind", "Amendment Paper")
    bill = f"the {listed.bill}" if listed.bill else "the Bill"
    yield _PaperRow("Paper Note", f"{LISTS}{bill}.")
    for star, meaning in STARS.items():
        if any(amendment.star == star for amendment in listed.amendments):
            yield _PaperRow("Paper Note", f"{star} {meaning}")


def _lords_head(listed: Paper) -> Iterator[_PaperRow]:
    yield _PaperRow("Paper House", House.LORDS.full)
    kind = "Amendments" if len(listed.amendments) != 1 else "Amendment"
    stage = MOVED.get(listed.stage, f"at {listed.stage}" if listed.stage else "")
    yield _PaperRow("Paper Kind", f"{kind} to be moved {stage}".strip())
    yield _PaperRow("Paper Title", listed.bill or "Bill")
    yield _PaperRow("Paper Stage", f"({listed.number})" if listed.number else "")
    yield _PaperRow("Paper Stage", day_said(listed.date))
    if any(amendment.star for amendment in listed.amendments):
        yield _PaperRow("Paper Note", MARKED)


def _commons(amendment: Amendment) -> Iterator[_PaperRow]:
    """The names, with the number at the right of the first."""
    yield from (_PaperRow("Paper Note", row) for row in amendment.note.split("\n"))
    gov = "Gov " if amendment.gov else ""
    number = " ".join(filter(None, (amendment.star, gov + amendment.name)))
    names = [name for name in (amendment.mover, *amendment.supporters) if name]
    if not names:
        yield _PaperRow("Amendment Number", "", number)
    for index, name in enumerate(names):
        if index:
            yield _PaperRow("Amendment Mover", name)
        else:
            yield _PaperRow("Amendment First Mover", f"{name}\t", tail=number)


def _lords(amendment: Amendment) -> Iterator[_PaperRow]:
    yield from (_PaperRow("Paper Note", row) for row in amendment.note.split("\n"))
    names = [name for name in (amendment.mover, *amendment.supporters) if name]
    for index, name in enumerate(names):
        yield _PaperRow("Lords Mover" if index else "Lords First Mover", name)


def _instruction(amendment: Amendment, operation: Operation | None, *, numbered: bool) -> Iterator[_PaperRow]:
    """The words of the amendment, what it inserts with the indents that it has."""
    first, *rows = amendment.words.split("\n")
    star = amendment.star if numbered else ""
    number = star + number_said(amendment.name, amendment.amends) if numbered else ""
    yield _PaperRow("Amendment Instruction", f"\t{first}", number)
    for row in inserted_rows(rows, operation):
        depth = min(row.depth, DEEPEST)
        if row.heading:
            yield _PaperRow("Inserted Heading", row.words)
        elif row.label:
            yield _PaperRow(f"Inserted Numbered {depth}", f"{row.label}\t{row.words}")
        elif operation is None:
            yield _PaperRow("Amendment Continued", row.words)
        else:
            yield _PaperRow(f"Inserted Text {depth}", row.words)


def _place(operation: Operation | None) -> str:
    """The heading of the place that an amendment falls on: "Clause 4", "After Clause 4"; "" when it is not known."""
    match operation:
        case None:
            return ""
        case NewProvision(after=after, before=before):
            if after or before:
                return f"After {_capital(after)}" if after else f"Before {_capital(before)}"
            return ""
        case LeaveOut(object=Whole(whole)) | Substitute(object=Whole(whole)):
            return _capital(whole)
        case Insert(place) | LeaveOut(place) | Substitute(place):
            return _capital(place.provision.top() if place.provision else None)
        case StandPart(provision) | Move(provision) | Divide(provision):
            return _capital(provision.top())
        case _:
            assert_never(operation)


def _capital(address: Address | None) -> str:
    words = str(address) if address else ""
    return f"{words[:1].upper()}{words[1:]}"
