"""The printed lines of a PDF: running heads and feet known for what they are, and lines counted against the margin.

What is furniture is told by a print's own marks: what is repeated from page to page, the smaller type of a running
head, the column in which multiples of five go up down the page. No place on the page is known beforehand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from amend.errors import ReadError
from amend.formats.line_shades import DARKEST, FURNITURE, LIGHTEST, MARGIN
from amend.formats.pdf.page_drawings import Box
from amend.formats.pdf.page_rows import PageRow, rows_of_page, usual_leading
from amend.formats.pdf.page_words import PageWord, PdfPage

STEP = 5
"""Every fifth line has its number in the margin."""

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
class CitedNumber:
    """A number of a line of another print, or where is_page of its page, beside the row on which that begins. foot: its
    baseline."""

    number: int
    foot: float
    is_page: bool

    def __str__(self) -> str:
        return f"“p. {self.number}”" if self.is_page else f"“{self.number}”"


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
    for page, (margin, words, cited) in zip(pages, _margins(pages), strict=True):
        text = _without_marks(words)
        found.append(
            PrintedPage(
                page.at,
                label="",
                rows=rows_of_page(replace(page, words=tuple(text))),
                margin=tuple(margin),
                measure=_measure(text),
                rules=page.rules,
                unread=page.unread,
                beyond=_beyond(page),
                marks=len(words) - len(text),
                cited=tuple(cited),
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


# Numbers in the margin


_Margin = tuple[list[tuple[int, float]], list[PageWord], list[CitedNumber]]


def _margins(pages: Sequence[PdfPage]) -> list[_Margin]:
    """For each page the numbers of lines in its margin with their baselines, and the other words; and those that cite
    another print.

    They stand in one column, beside all else of the page, and go up by five from its top; on the right, or on the left.
    Where the margin cites the pages of another print, its lines are not the rows of this file. A print that has such
    numbers on few of its pages has none.
    """
    if cites_another(pages):
        return _cited_margins(pages)
    out: list[_Margin] = []
    for page in pages:
        best: list[PageWord] = []
        words = [word for word in page.words if 0 <= word.left < page.width and 0 <= word.foot < page.height]
        head = max((word.foot for word in words), default=0.0)  # in the first row only a page number can stand
        fives = [word for word in words if word.text.isdecimal() and len(word.text) < 4 and not int(word.text) % STEP]
        for edge in ("right", "left"):
            for column in {round(getattr(word, edge)) for word in fives}:
                standing = [word for word in fives if abs(getattr(word, edge) - column) <= 1.5]
                run = _run([word for word in standing if word.foot < head - 1 and _is_outside(word, words)])
                others = [word for word in words if word.text.isdecimal() and abs(getattr(word, edge) - column) <= 1.5]
                if len(run) > len(best) and len(others) == len(run):
                    best = run
        numbers = [(int(word.text), word.foot) for word in best]
        taken = set(map(id, best))
        out.append((numbers, [word for word in page.words if id(word) not in taken], []))
    if sum(bool(numbers) for numbers, _, _ in out) * 5 < sum(bool(page.words) for page in pages):
        return [([], list(page.words), []) for page in pages]  # what stands so on a page or two is of the text
    return out


def _cited_margins(pages: Sequence[PdfPage]) -> list[_Margin]:
    """For each page the words that are not in the margin, and the pages and lines of another print that are."""
    band = min(edge for page in pages for edge in _cited(page))
    usual = Counter(round(word.size, 1) for page in pages for word in page.words).most_common(1)[0][0]
    shaded = any(DARKEST <= shade <= LIGHTEST for page in pages for word in page.words for _, shade in word.shades)
    out: list[_Margin] = []
    for page in pages:
        margin = [
            word
            for word in page.words
            if (_is_of_shade(word, MARGIN) if shaded else _cites(word, band, usual) and not _goes_on(word, page.words))
        ]
        taken = set(map(id, margin))
        numbers = [
            CitedNumber(int(word.text), word.foot, before is not None and before.text == "p.")
            for before, word in pairwise((None, *margin))
            if word is not None and word.text.isdecimal()
        ]
        out.append(([], [word for word in page.words if id(word) not in taken], numbers))
    return out


def _is_of_shade(word: PageWord, shade: int) -> bool:
    """Whether all of a word is in a shade."""
    return len(word.shades) == len(word.text) and all(one == shade for _, one in word.shades)


def _cites(word: PageWord, band: float, usual: float) -> bool:
    """Whether a word is of the pages and lines of another print: in the margin, or in its type beside a table."""
    said = word.text == "p." or word.text.isdecimal()
    return word.left >= band - 1 or (said and word.size < usual * 0.8 and not word.small_capitals)


def _goes_on(word: PageWord, words: Sequence[PageWord]) -> bool:
    """Whether a word stands close behind another of its row, as the number of “Section 5” does."""
    beside = (one for one in words if one.text != "p." and abs(one.foot - word.foot) < word.size * 0.5)
    return any(-0.1 < word.left - one.right < word.size * 0.8 for one in beside if one is not word)


def cites_another(pages: Sequence[PdfPage]) -> bool:
    """Whether the margin has the pages of another print, “p. 3”, as a file that was made of one has."""
    return any(_cited(page) for page in pages)


def _cited(page: PdfPage) -> list[float]:
    """Where in the margin the pages of another print are cited, “p. 3” beside all else."""
    out = []
    for one, two in pairwise(page.words):
        if one.text == "p." and two.text.isdecimal() and abs(one.foot - two.foot) < 1:
            before = [word for word in page.words if abs(word.foot - one.foot) < one.size and word.right < one.left + 1]
            after = [word for word in page.words if abs(word.foot - one.foot) < one.size and word.left > two.left]
            if not after and one.size < 10 and all(one.left - word.right > 3 for word in before):
                out.append(one.left)
    return out


def _run(words: Sequence[PageWord]) -> list[PageWord]:
    """Those of the numbers in a column that go up by five from its top, from 5."""
    found: list[PageWord] = []
    for word in sorted(words, key=lambda word: -word.foot):
        if int(word.text) == STEP * (len(found) + 1):
            found.append(word)
    return found


def _is_outside(word: PageWord, words: Sequence[PageWord]) -> bool:
    """Whether a number stands beside the text: a gap parts it from the row, and on one side of it nothing stands."""
    beside = [one for one in words if one is not word and abs(one.foot - word.foot) < word.size * 0.5]
    after = [one for one in beside if one.left > word.left]
    before = [one for one in beside if one.left < word.left]
    if after and before:
        return False
    gap = min((word.left - one.right for one in before), default=99.0)
    gap = min(gap, min((one.left - word.right for one in after), default=99.0))
    return gap > word.size * 0.8


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
    apart = [row for row in page.rows if all(_is_of_shade(word, FURNITURE) for word in row.words)]
    rows = tuple(row for row in page.rows if not all(_is_of_shade(word, FURNITURE) for word in row.words))
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
