"""A Bill that exists only as PDF: its printed lines read into provisions, each with its page and line, and checked.

The print itself tells whether it was read: the numbers in its margin agree with the lines counted, its pages and
clauses run on, its contents name the clauses found, and the Bill says every letter of it. A file that was made of our
own export of a print has the lines of that. Where the lines or more than one word in two hundred do not come back, it
is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from amend.documents.divide import divided
from amend.documents.print_checks import Contents, not_ended, not_in_contents
from amend.documents.print_lines import LaidLines, PrintedPiece, laid
from amend.documents.rows import Alone, Cell, DocumentRow, Unsure, as_labelled
from amend.errors import ReadError
from amend.formats.files import read_bytes
from amend.formats.pdf.counted import SetPrint, counted_print
from amend.formats.pdf.margin_numbers import cites_another
from amend.formats.pdf.marked_words import struck, underlined
from amend.formats.pdf.page_words import LARGEST_PDF, PdfPage, parsed_pages
from amend.formats.pdf.printed_lines import printed_pages
from amend.formats.pdf.set_paragraphs import SetParagraph, joined_lines, known_words, paragraphs_set
from amend.formats.pdf.set_tables import tables_on
from amend.formats.pdf.told_lines import told_print

LEAST = 0.995
"""How much of the words must come back."""

_OF_ANOTHER = "its margin has the pages and lines of another print, but the file does not tell where each begins"
_REMEDY = "get the XML or Word file of the Bill, or take its words alone with --without-lines"

_STAMP = 12
"""How many words a mark across a page has at most."""

_NUMBER = re.compile(r"(?:(?:HL|SP|NIA) )?Bill (?:\d+[A-Z]*|[A-Z]\d*)(?: \[.*\])?(?=\s|$)", re.IGNORECASE)
_SESSION = re.compile(r"\d{1,2}/\d{1,2}")
_STAGE = re.compile(r"[\[(](?:as |.*reading|introduced).*[\])]", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<=^“)SCHEDULES?(?= [0-9A-Z]+$|$)|^(?:SCHEDULES?|PART|CHAPTER)(?= [0-9A-Z]+$|$)")
"""What is printed in capitals over a Schedule or Part, and written in small letters."""

_OVER = re.compile(r"(?:SCHEDULE|PART|CHAPTER)(?: [0-9A-Z]+)?", re.IGNORECASE)
"""What stands over the heading of a Schedule or Part of the Bill itself; the note of a Schedule may stand between."""

_SET_FORM = re.compile(r"(?:a\s*)?(?:bill\s*)?(?:to)?|\[.*\]", re.IGNORECASE)
_NAMES = re.compile(r"\b(?:committee|report|house|lords|commons|bill|parliament|senedd|public|grand|select)\b")


def read(file: Path | str, *, without_lines: bool = False) -> Alone:
    """The Bill in a PDF file. Raises ReadError for one that is no PDF or no Bill, or that does not come back whole."""
    return parse(read_bytes(file, LARGEST_PDF), place=str(file), without_lines=without_lines)


def parse(data: bytes, *, place: str = "the PDF", without_lines: bool = False) -> Alone:
    """The Bill in the bytes of a PDF; place names it in errors. without_lines: to take its words alone, whatever its
    margin says. Raises ReadError."""
    pages = parsed_pages(data, place=place)
    found = counted_print(printed_pages(pages, place=place))
    if found is None:
        raise ReadError(
            "no words of enactment were found in it, so it is not read as a Bill",
            place=place,
            remedy="is it an amendment paper? give -o FOLDER for its drafts",
        )
    _refuse_pictures(found, pages, place)
    _refuse_struck(pages, place)
    found = _without_lines(found) if without_lines else found
    if not without_lines:
        _refuse_disagreed(found.disagreed, place)
    tables = {page.at: tables_on(page.rows, page.rules) for page in found.pages}
    set_ = paragraphs_set(found.body, tables)
    if cites_another(pages) and not without_lines:
        set_ = _as_told(set_, found, place)
    front = _front(found)
    listed = Contents([row.text for row in found.contents])
    above = [None, None, *set_]
    rows = [*front, *(_row(len(front) + 1 + at, one, above[at : at + 2], listed) for at, one in enumerate(set_))]
    alone = divided(rows, _guessed(set_, len(front)), place=place)
    lines = laid(alone.bill, _pieces(set_))
    lost = _lost_words(lines.apart)
    words = sum(len(words.split()) for one in set_ for _, words in one.pieces)
    if lines.unmarked or lost > words * (1 - LEAST):
        remedy = _REMEDY if lines.unmarked else "get the XML or Word file of the Bill"
        raise ReadError(_refused(lines, lost, words), place=place, remedy=remedy)
    where = _places(set_, len(front))
    unsure = [replace(one, place=where.get(one.paragraph, "")) for one in alone.unsure]
    unsure += _checked(found, set_, lines, pages, without_lines=without_lines)
    return Alone(lines.bill, tuple(unsure))


def _refuse_pictures(found: SetPrint, pages: Sequence[PdfPage], place: str) -> None:
    """Refuse a print with a page of the body that shows something and has no words, as one that was scanned has."""
    first, last = _extent(found)
    scanned = next((page.at for page in pages if page.wordless and first < page.at < last), None)
    if scanned is not None:
        raise ReadError(
            f"page {scanned} of the file has no words, only a picture of them",
            place=place,
            remedy="get the PDF as published, not a scan",
        )


def _refuse_struck(pages: Sequence[PdfPage], place: str) -> None:
    """Refuse what shows words that are left out: they would be read beside those in their place."""
    for page in pages:
        if words := struck(page):
            raise ReadError(
                f"words in it are struck through, first “{words[0].text}” on page {page.at} of the file: it is a"
                " comparison, not the text of one print",
                place=place,
                remedy="give the PDF of one print, or the XML or Word file",
            )


def _without_lines(found: SetPrint) -> SetPrint:
    """A print as one that has no lines."""
    body = tuple(replace(line, page=0, line=0) for line in found.body)
    return replace(found, body=body, lined=False)


def _as_told(set_: Sequence[SetParagraph], found: SetPrint, place: str) -> tuple[SetParagraph, ...]:
    """The paragraphs of a file that was made of another print, with the lines of that. Raises ReadError where they do
    not come back."""
    told = told_print(set_, found.pages)
    if not told.told:
        raise ReadError(f"its lines were not read: {_OF_ANOTHER}", place=place, remedy=_REMEDY)
    _refuse_disagreed(told.disagreed, place)
    return told.paragraphs


def _refuse_disagreed(disagreed: Sequence[str], place: str) -> None:
    if disagreed:
        more = f" (and {len(disagreed) - 1} more)" if len(disagreed) > 1 else ""
        raise ReadError(f"its lines were not read: {disagreed[0]}{more}", place=place, remedy=_REMEDY)


def _refused(lines: LaidLines, lost: int, words: int) -> str:
    """Why a print is refused whose words or lines did not come back."""
    one = (lines.unmarked or lines.apart)[0]
    if lines.unmarked:
        return f"page {one.page}, line {one.line} (“{one.words[:40]}”) does not come back in its place"
    return f"{lost} of its {words} words do not come back in their place, first “{one.words[:40]}”"


def _lost_words(apart: Sequence[PrintedPiece]) -> int:
    return sum(len(piece.words.split()) for piece in apart)


def _pieces(set_: Sequence[SetParagraph]) -> list[PrintedPiece]:
    """The words of each printed line, in reading order."""
    out = []
    cell = None
    told = any(line.begins for one in set_ for line, _ in one.pieces)
    for one in set_:
        for at, (line, words) in enumerate(one.pieces):
            again = line.begins or (bool(one.cell) and one.cell != cell and not at and not told)
            out.append(PrintedPiece(words, line.page, line.line, again))
        cell = one.cell
    return out


def _row(at: int, one: SetParagraph, above: Sequence[SetParagraph | None], listed: Contents) -> DocumentRow:
    """A paragraph of the print as a row of a document, its number as a Bill has it, and a heading that is printed in
    capitals as the contents have it."""
    cell = Cell(*one.cell) if one.cell else None
    words = _CAPITALS.sub(lambda match: match[0].capitalize(), one.text)
    if words.isupper() and any(over and _OVER.fullmatch(over.text) for over in above):
        words = listed.said(words) or words
    words = as_labelled(at, words, []) if cell is None else words
    return DocumentRow(at, words, one.style, round(one.left * 20), cell)


def _guessed(set_: Sequence[SetParagraph], before: int) -> list[Unsure]:
    """What had to be guessed when paragraphs were put together."""
    return [
        Unsure(at, one.text[:60], message)
        for at, one in enumerate(set_, before + 1)
        for message in (*one.unsure, *(_FORMULA if one.pieces[0][0].row.drawn else ()))
    ]


_FORMULA = ("it is a formula or a picture, and was read as plain words; look at it in the print",)


def _places(set_: Sequence[SetParagraph], before: int) -> dict[int, str]:
    """Where each paragraph begins: “page 3, line 5”."""
    out = {}
    for at, one in enumerate(set_, before + 1):
        line = one.pieces[0][0]
        out[at] = f"page {line.page}, line {line.line}" if line.line else f"page {line.at} of the file"
    return out


# What stands before the clauses


def _front(found: SetPrint) -> list[DocumentRow]:
    """The title, number and stage of a Bill, its long title and words of enactment, as rows of a document."""
    said = [row.text for row in found.front]
    known = known_words(row.text for row in (*found.contents, *(line.row for line in found.body)))
    stage = next((words for words in (*said, *(row.text for row in found.contents)) if _STAGE.fullmatch(words)), "")
    title = _title(found)
    begins = max((at for at, words in enumerate(said) if words.lower() in ("to", "a bill to", "bill to")), default=-1)
    if begins < 0:
        begins = next((at - 1 for at, words in enumerate(said) if words.startswith("An Act of")), begins)
    long_title, _ = joined_lines([words for words in said[begins + 1 :] if words not in (title, stage)], known)
    enacting, _ = joined_lines([row.text for row in found.enacting], known)
    enacting = re.sub(r"^BE IT (THEREFORE )?ENACTED", lambda match: match[0].capitalize(), enacting)
    words = [_bill_number(found), title, _as_said(stage), "A", "Bill", "To", long_title, enacting]
    return [DocumentRow(at, one) for at, one in enumerate(filter(None, words), 1)]


def _title(found: SetPrint) -> str:
    heads = Counter(page.head.split("\n")[0] for page in found.pages if page.head)
    title = heads.most_common(1)[0][0] if heads else ""
    if not title:
        title = next((row.text for row in (*found.contents, *found.front) if re.search(r"\bBill\b", row.text)), "")
    return _NUMBER.sub("", title).strip()


def _bill_number(found: SetPrint) -> str:
    """The number of the Bill as its feet and heads have it most often."""
    said = [text for page in found.pages for text in (page.foot, page.head.split("\n")[0])]
    said += [row.text for row in found.contents]
    numbers = Counter(match[0].strip() for text in said for match in _NUMBER.finditer(_SESSION.sub("", text)))
    return numbers.most_common(1)[0][0] if numbers else ""


def _as_said(stage: str) -> str:
    """“[AS AMENDED IN COMMITTEE]” as “[As amended in Committee]”."""
    if not stage.isupper():
        return stage
    lowered = _NAMES.sub(lambda match: match[0].capitalize(), stage.lower())
    return lowered[:1] + lowered[1:2].upper() + lowered[2:]


# What was not read, or does not agree


def _checked(
    found: SetPrint,
    set_: Sequence[SetParagraph],
    lines: LaidLines,
    pages: Sequence[PdfPage],
    *,
    without_lines: bool = False,
) -> list[Unsure]:
    """What of the print was not read, and what it says of itself that the Bill read from it does not."""
    out = not_in_contents(lines.bill, Contents([row.text for row in found.contents]))
    if set_ and set_[-1].cell is None and not cites_another(pages):  # whose margin has the last line of its print
        out += not_ended(set_[-1].text)
    out += [Unsure(0, "", f"{page} was not read: it is no page of the Bill", lost=True) for page in found.unread]
    out += _pictures(found, pages)
    if without_lines:
        out.append(Unsure(0, "", "its lines were left out, as was asked; the Bill has none"))
        out += [Unsure(0, "", f"{one}; look whether words are lost there", lost=True) for one in found.disagreed]
    elif not found.lined and not cites_another(pages):
        out.append(Unsure(0, "", "no numbers of lines stand in its margin; the Bill has no lines", lost=True))
    for page in found.pages:
        if page.unread:
            message = f"the file does not name {page.unread} characters of page {page.label or page.at}; look at them"
            out.append(Unsure(0, "", message, lost=True))
    for page in found.pages:
        if page.footnotes:
            message = f"a note at the foot of page {page.label or page.at} was left out"
            out.append(Unsure(0, page.footnotes[:60], message, lost=True))
    lines_under = sum(len(underlined(page)) for page in pages)
    if lines_under:
        message = f"{lines_under} words are underlined, as what is inserted is in a comparison, and were read as words"
        out.append(Unsure(0, "", message))
    out += _turned(pages)
    marks = sum(page.marks for page in found.pages)
    if marks:
        out.append(Unsure(0, "", f"{marks} marks beside the text, without letters, were left out"))
    for one in lines.apart:
        place = f"page {one.page}, line {one.line}" if one.line else ""
        out.append(Unsure(0, one.words[:60], "the Bill does not say these words here", lost=True, place=place))
    return out


def _extent(found: SetPrint) -> tuple[int, int]:
    """The first and last page of the file that has words of the body."""
    return (found.body[0].at, found.body[-1].at) if found.body else (0, 0)


def _turned(pages: Sequence[PdfPage]) -> list[Unsure]:
    """What is set at an angle: a mark across a page, or where there is much of it, text of the page, as a table is."""
    out = []
    for page in pages:
        if page.turned > _STAMP:
            message = f"{page.turned} words that are set at an angle to the others of page {page.at} of the file"
            out.append(Unsure(0, "", f"{message} were left out; look whether they are a table", lost=True))
    stamps = sum(page.turned for page in pages if page.turned <= _STAMP)
    if stamps:
        message = f"{stamps} words that are set at an angle, or large over others, as a mark across the page is"
        out.append(Unsure(0, "", f"{message}, were left out"))
    return out


def _pictures(found: SetPrint, pages: Sequence[PdfPage]) -> list[Unsure]:
    """The pictures of the body and of what follows it, which may have words in them."""
    first, last = _extent(found)
    behind = [page.at for page in pages if page.wordless and page.at > last]
    message = "was not read: it has no words, only a picture; look whether it is of the Bill"
    out = [Unsure(0, "", f"page {at} of the file {message}", lost=True) for at in behind]
    large = [page for page in pages if page.pictures and first <= page.at <= last]
    if large:
        count = sum(page.pictures for page in large)
        message = f"{count} large pictures were left out, the first on page {large[0].at} of the file"
        out.append(Unsure(0, "", f"{message}; look whether they have words", lost=True))
    return out
