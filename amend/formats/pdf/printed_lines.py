"""The printed lines of a PDF without what a page carries beside its text: running heads, feet, notes and marks.

What is furniture is told by a print's own marks: what is repeated from page to page, the smaller type of a running
head. No place on the page is known beforehand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from amend.errors import ReadError
from amend.formats.line_shades import FURNITURE
from amend.formats.pdf.margin_numbers import CitedNumber, margins_of
from amend.formats.pdf.page_drawings import Box
from amend.formats.pdf.page_rows import PageRow, rows_of_page, usual_leading
from amend.formats.pdf.page_words import PageWord, PdfPage

_FOOT_ROWS = 4
"""How many rows the foot of a page has at most."""

_MARK = re.compile(r"[*†‡|¦•►▶◄◀■▌]+")
"""What may stand in the margin beside what was amended."""

_NOTE_MARK = re.compile(r"(?:\d{1,2}|[*†‡§]+|\([a-z0-9]\)) ?\S")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_ROMAN = re.compile(r"[ivxlc]{1,7}")
_FOOT = re.compile(
    r"(?P<number>(?:(?:HL|SP|NIA) )?Bill \d+\S*(?: \[.*\])?|HL Bill [A-Z]\d*)?\s*(?P<session>\d{1,2}/\d{1,2})?",
    re.IGNORECASE,
)
_UNDER_HEAD = re.compile(r"(?:Schedules?|Parts?|Chapters?|Clauses?)\b.*", re.IGNORECASE)
_TITLE = re.compile(r".{3,150}\bBill(?: \[HL\]| \[Lords\])?(?:,? ?[—–-]? ?\(?continued\)?)?", re.IGNORECASE)

_PAPER = re.compile(
    r"(?:Public Bill Committee|Committee of the whole House|Consideration of Bill|Consideration of Lords Amendments"
    r"|Report Stage|Notices of Amendments|House of (?:Commons|Lords))\b.{0,60}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page without its furniture. at: counted from 1 in the file. label: its number as printed, "" where none is.

    rows: from the top. margin: the numbers in its margin, each with the baseline it stands on. beyond: numbers of lines
    that stand off the page, as some prints have beside a table; they may help where they agree. foot: what was printed
    below, such as the number of the Bill. measure: the left and right edge of its text. marks: how many signs stood
    beside the text. footnotes: what small notes at its foot say. cited: the numbers of another print, of which the file
    was made, in its margin.
    """

    at: int
    label: str
    rows: tuple[PageRow, ...]
    margin: tuple[tuple[int, float], ...] = ()
    foot: str = ""
    head: str = ""
    measure: tuple[float, float] = (0.0, 0.0)
    rules: tuple[Box, ...] = ()
    unread: int = 0
    beyond: tuple[tuple[int, float], ...] = ()
    marks: int = 0
    footnotes: str = ""
    cited: tuple[CitedNumber, ...] = ()


def printed_pages(pages: Sequence[PdfPage], *, place: str = "the PDF") -> tuple[PrintedPage, ...]:
    """The pages without what they carry beside their text. Raises ReadError for one printed in two columns."""
    found = []
    for page, margin in zip(pages, margins_of(pages), strict=True):
        text = _without_marks(margin.words)
        found.append(
            PrintedPage(
                page.at,
                label="",
                rows=rows_of_page(replace(page, words=tuple(text))),
                margin=margin.numbers,
                measure=_measure(text),
                rules=page.rules,
                unread=page.unread,
                beyond=_beyond(page),
                marks=len(margin.words) - len(text),
                cited=margin.cited,
            )
        )
    _refuse_columns(found, place)
    return tuple(_without_furniture(found))


def body_size(pages: Iterable[PrintedPage]) -> float:
    """The size of type of most words."""
    sizes = Counter(round(word.size, 1) for page in pages for row in page.rows for word in row.words)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _beyond(page: PdfPage) -> tuple[tuple[int, float], ...]:
    numbers = [word for word in page.words if not 0 <= word.left < page.width and word.text.isdecimal()]
    return tuple((int(word.text), word.foot) for word in numbers if len(word.text) < 4 and 0 < word.foot < page.height)


def _without_marks(words: Sequence[PageWord]) -> list[PageWord]:
    """The words without the signs that stand beside all of them, as those of what was amended do."""
    said = [word for word in words if any(map(str.isalnum, word.text))]
    if not said:
        return list(words)
    left, right = min(word.left for word in said), max(word.right for word in said)
    return [word for word in words if not (_MARK.fullmatch(word.text) and (word.right < left or word.left > right))]


def _measure(words: Iterable[PageWord]) -> tuple[float, float]:
    """The left and right edges of the text: the outermost at which several words begin, or end."""
    lefts, rights = (Counter(round(getattr(word, edge)) for word in words) for edge in ("left", "right"))
    several = max(2, max(rights.values(), default=0) // 4)
    begin = [at for at, count in lefts.items() if count > 1] or list(lefts) or [0]
    end = [at for at, count in rights.items() if count >= several] or list(rights) or [0]
    return float(min(begin)), float(max(end))


# Heads and feet


def _without_furniture(pages: Sequence[PrintedPage]) -> list[PrintedPage]:
    pages = [_without_set_apart(page) for page in pages]
    size = body_size(pages)
    written = [page for page in pages if page.rows]
    titles = Counter(said for page in written if (said := _numbered(page.rows[0])[0]))
    often = max(2, len(written) // 3)
    repeated = {said for said, count in titles.items() if count >= (2 if _TITLE.fullmatch(said) else max(3, often))}
    numbers = {_numbered(page.rows[0]) for page in written}
    fixed = {said for said in repeated if titles[said] > 1 and sum(one[0] == said for one in numbers) == 1}
    feet = Counter(_bare(page.rows[-1].text) for page in written)
    low = Counter(said for page in written for said in {_bare(row.text) for row in page.rows[-_FOOT_ROWS:]})
    out = []
    for page in pages:
        if page.head or page.foot:
            out.append(page)
            continue
        rows, foot, label, head = list(page.rows), "", "", ""
        rows = [row for row in rows if not _is_foot_alone(row)] + [row for row in rows[-1:] if _is_foot_alone(row)]
        while rows and (
            said := _foot_of(rows[-1], feet, often, page.at, size) or (foot and _repeated(rows[-1], low, often))
        ):
            label = label or _label_alone(rows[-1])
            foot = f"{said} {foot}".strip()
            del rows[-1]
        if rows and (label_above := _label_alone(rows[0])):
            label = label_above
            del rows[0]
        if (
            rows
            and (_numbered(rows[0])[0] in repeated or _heads_paper(rows[0], page.at))
            and (_numbered(rows[0])[1] or rows[0].size < size * 0.95)
        ):
            head, number = _numbered(rows[0])
            if head in fixed:  # a number that is on every page is no page number
                head, number = rows[0].text, ""
            label = number or label
            above = rows.pop(0)
            while rows and _is_under_head(rows[0], above, size):
                head += "\n" + rows.pop(0).text
        notes = _footnotes(rows, size)
        said_below = " ".join(row.text for row in rows[len(rows) - notes :])
        text = tuple(rows[: len(rows) - notes])
        out.append(replace(page, rows=text, label=label, foot=foot, head=head, footnotes=said_below))
    return out


def _footnotes(rows: Sequence[PageRow], size: float) -> int:
    """How many of the last rows of a page are notes: small, apart from the text, the first of them with its mark."""
    count = 0
    while count < len(rows) and rows[-1 - count].size < size * 0.85:
        count += 1
    if not count or count == len(rows) or not _NOTE_MARK.match(rows[-count].text):
        return 0
    gap = rows[-count - 1].foot - rows[-count].foot
    return count if gap > 1.4 * usual_leading(rows[:-count]) else 0


def _without_set_apart(page: PrintedPage) -> PrintedPage:
    """A page without the head and foot that have a shade of their own, as those of a file have that was made of a
    print."""
    apart = [row for row in page.rows if all(word.is_of_shade(FURNITURE) for word in row.words)]
    rows = tuple(row for row in page.rows if not all(word.is_of_shade(FURNITURE) for word in row.words))
    if not apart:
        return page
    top = max((row.foot for row in rows), default=apart[0].foot - 1)
    head, foot = ([row.text for row in apart if (row.foot > top) == is_head] for is_head in (True, False))
    return replace(page, rows=rows, head="\n".join(head), foot=" ".join(foot))


def _heads_paper(row: PageRow, at: int) -> bool:
    """Whether a row is the running head of an amendment paper, with the number of its page."""
    said, number = _numbered(row)
    return number == str(at) and bool(_PAPER.fullmatch(said))


def _numbered(row: PageRow) -> tuple[str, str]:
    """What a row says without a page number at either end, and that number."""
    words = [word.text for word in row.words]
    for at in (0, -1):
        if len(words) > 1 and _is_page_number(words[at]):
            number = words.pop(at)
            return " ".join(words), number
    return " ".join(words), ""


def _is_page_number(word: str) -> bool:
    return word.isdecimal() or bool(_ROMAN.fullmatch(word))


def _label_alone(row: PageRow) -> str:
    """The page number that is all a row says; "" for any other."""
    said = row.text.strip("–—- ")
    return said if _is_page_number(said) else ""


def _foot_of(row: PageRow, feet: Counter[str], often: int, at: int, size: float) -> str:
    """What a row at the bottom says that is no text; "" for text. often: on how many pages a foot is found again; at,
    size: of the page in the file, and of the type of its text."""
    again = feet[_bare(row.text)]
    if _label_alone(row) == str(at) and row.size < size * 0.85:
        return row.text
    if (_label_alone(row) and again > 1) or again >= max(3, often):
        return row.text
    match = _FOOT.fullmatch(row.text)
    return row.text if match and (match["number"] or match["session"]) else ""


def _repeated(row: PageRow, low: Counter[str], often: int) -> str:
    """What a row over the last of a foot says, where that is at the bottom of very many pages too; "" for text, as a
    label that stands alone, “(3)”, and a row of figures are."""
    said = bool(_LETTERS.search(_bare(row.text))) or bool(_label_alone(row))
    return row.text if said and low[_bare(row.text)] >= max(3, often) else ""


def _is_foot_alone(row: PageRow) -> bool:
    """Whether a row has the number of the Bill and the mark of the session, which stand together only in a foot."""
    match = _FOOT.fullmatch(row.text)
    return bool(match and match["number"] and match["session"])


def _bare(words: str) -> str:
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", words)


def _is_under_head(row: PageRow, above: PageRow, size: float) -> bool:
    """Whether a row goes on with the running head above it: in its smaller type, with the Part or Schedule of the
    page."""
    if above.foot - row.foot > 2.2 * size:
        return False
    smaller = row.size < size * 0.95 and row.size <= above.size * 1.02
    return smaller or (row.italic and row.size < size * 1.02 and bool(_UNDER_HEAD.fullmatch(row.text)) and above.italic)


def _refuse_columns(pages: Sequence[PrintedPage], place: str) -> None:
    """Refuse what is printed in two columns, whose words would be read across them."""
    split = 0
    for page in pages:
        rows = [row for row in page.rows if len(row.words) > 5]
        gutters = Counter(gutter for row in rows for gutter in _gutters(row))
        widest = max(gutters.values(), default=0)
        split += len(rows) > 8 and widest > len(rows) * 0.6
    if split * 2 > len([page for page in pages if len(page.rows) > 8]) > 0:
        raise ReadError(
            "it is printed in two columns, which are not read",
            place=place,
            remedy="give a Bill or amendment paper as Parliament prints it",
        )


def _gutters(row: PageRow) -> set[int]:
    """Where a row has a gap in its middle that is wider than those between its words, in steps of 8 points."""
    found = set()
    left, right = row.left, row.right
    for one, two in pairwise(row.words):
        middle = (one.right + two.left) / 2
        if two.left - one.right > 1.1 * row.size and left + (right - left) * 0.3 < middle < left + (right - left) * 0.7:
            found |= {round(middle / 8)}
    return found
