"""A print's pages divided into cover, body and back, and the lines of the body counted and held against the margin.

A line of the print is a row, and a formula or picture is one too. The margin says which row is the fifth, the tenth:
where it does not agree with the count, the page is not sure, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from amend.formats.enacting_words import ACT_OF, ENACTED
from amend.formats.pdf.margin_numbers import STEP
from amend.formats.pdf.page_rows import PageRow, usual_leading
from amend.formats.pdf.printed_lines import PrintedPage

_FOLLOWS = re.compile(r"[—―:-]$")
_BACK = re.compile(r"ordered,? (?:by|to be)|parliamentary copyright|published by the authority", re.IGNORECASE)
_STOPPED = re.compile(r"\.$")
_WORD = re.compile(r"[A-Za-z]{3}")


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of the body, or what of it stands on one row. page, line: as printed; 0 where the print has none. at: the
    page in the file. begins: whether it is known that the line begins there, also where it began before, in another
    column of a table."""

    page: int
    line: int
    at: int
    row: PageRow
    begins: bool = False


@dataclass(frozen=True, slots=True)
class SetPrint:
    """The lines of a print. front: the rows before the words of enactment on the page that has them; enacting: those
    words. contents: the rows of the pages before that page. body: every line after. lined: whether the margin has
    numbers. disagreed: what of the count does not agree with it, each with its page. unread: pages that are of none.
    """

    front: tuple[PageRow, ...]
    enacting: tuple[PageRow, ...]
    contents: tuple[PageRow, ...]
    body: tuple[SetLine, ...]
    pages: tuple[PrintedPage, ...]
    lined: bool
    disagreed: tuple[str, ...]
    unread: tuple[str, ...] = ()


def counted_print(pages: Sequence[PrintedPage]) -> SetPrint | None:
    """The lines of a print; None where no page has the words of enactment, so that it is no Bill."""
    first = next((at for at, page in enumerate(pages) if _enacting(page.rows) is not None), None)
    if first is None:
        return None
    last = _last_of_body(pages, first)
    body = list(pages[first : last + 1])
    begins, ends = _enacting(body[0].rows) or (0, 0)
    lined = sum(len(page.margin) for page in body) > 0
    lines: list[SetLine] = []
    disagreed: list[str] = []
    unread: list[str] = []
    numbers = _numbers(body, disagreed)
    for page, number in zip(body, numbers, strict=True):
        rows = list(page.rows)
        if page is body[0]:
            rows = rows[ends:]
        lead = usual_leading(rows)
        found, fault = _agreed_with(page, rows, lead)
        if fault and page is body[0]:
            whole, none = _agreed_with(page, list(page.rows[begins:]), lead)
            found, fault = (whole[ends - begins :], "") if not none else (found, fault)
        if fault and lined:
            disagreed.append(f"page {number}: {fault}")
        lines += [SetLine(number if lined else 0, at if lined else 0, page.at, row) for at, row in found]
    for page in pages[last + 1 :]:
        said = " ".join(row.text for row in page.rows)
        if _WORD.search(said) and not _BACK.search(said):
            unread.append(f"page {page.at} of the file")
    front = tuple(row for page in pages[:first] for row in page.rows)
    return SetPrint(
        front=tuple(body[0].rows[:begins]),
        enacting=tuple(body[0].rows[begins:ends]),
        contents=front,
        body=tuple(lines),
        pages=tuple(pages),
        lined=lined,
        disagreed=tuple(disagreed),
        unread=tuple(unread),
    )


def _enacting(rows: Sequence[PageRow]) -> tuple[int, int] | None:
    """Where the words of enactment begin and end among rows; None where they are not there."""
    for pattern, ends in ((ENACTED, _FOLLOWS), (ACT_OF, _STOPPED)):
        begins = next((at for at, row in enumerate(rows) if pattern.match(row.text)), None)
        if begins is not None:
            last = next((at for at in range(begins, min(begins + 12, len(rows))) if ends.search(rows[at].text)), begins)
            return begins, last + 1
    return None


def _last_of_body(pages: Sequence[PrintedPage], first: int) -> int:
    """The index of the last page of the body: before the back sheet, which has no page number and no lines."""
    last = len(pages) - 1
    labelled = [at for at in range(first, len(pages)) if pages[at].label.isdecimal()]
    if labelled and len(labelled) > 1:
        return labelled[-1]
    while last > first and (not pages[last].rows or _BACK.search(" ".join(row.text for row in pages[last].rows))):
        last -= 1
    return last


def _numbers(body: Sequence[PrintedPage], disagreed: list[str]) -> list[int]:
    """The number of each page; what is wrong with the run of them is added to disagreed."""
    known = [(at, int(page.label)) for at, page in enumerate(body) if page.label.isdecimal()]
    start = known[0][1] - known[0][0] if known else 1
    for (one, first), (two, second) in pairwise(known):
        if second - first != two - one:
            disagreed.append(f"its page {first} is followed by page {second}")
    if known and start != 1:
        disagreed.append(f"its first page is page {start}")
    return [start + at for at in range(len(body))]


def _agreed_with(page: PrintedPage, rows: list[PageRow], lead: float) -> tuple[list[tuple[int, PageRow]], str]:
    """The rows with their numbers by the margin, and by the numbers off the page where those agree with it."""
    if page.beyond:
        numbers = dict(sorted((*page.beyond, *page.margin), key=lambda one: -one[1]))
        found, fault = _agreed(rows, tuple(sorted(numbers.items(), key=lambda one: -one[1])), lead)
        if not fault:
            return found, fault
    return _agreed(rows, page.margin, lead)


def _agreed(
    rows: list[PageRow], margin: Sequence[tuple[int, float]], lead: float
) -> tuple[list[tuple[int, PageRow]], str]:
    """The rows with their numbers, and why these do not agree with the margin; "" where they do.

    Between two numbers of the margin there are five lines. Where there are more rows, those that stand closest, as the
    two of a fraction do, are one line.
    """
    out: list[tuple[int, PageRow]] = []
    at = 0
    for number, foot in margin:
        stands = min(range(len(rows)), key=lambda index: abs(_middle(rows[index], foot)), default=None)
        if stands is None or abs(_middle(rows[stands], foot)) > max(rows[stands].size, 6) * 0.6:
            return _plainly(rows), f"no line stands beside the {number} in its margin"
        stretch, wanted = rows[at : stands + 1], number - len(out)
        if len(stretch) > wanted > 0:
            stretch = _pressed(stretch, wanted, lead)
        if len(stretch) != wanted:
            counted_ = len(out) + len(stretch)
            return _plainly(rows), f"the {number} in its margin stands beside the line that is counted as {counted_}"
        out += [(len(out) + 1 + index, row) for index, row in enumerate(stretch)]
        at = stands + 1
    rest = rows[at:]
    out += [(len(out) + 1 + index, row) for index, row in enumerate(rest)]
    fault = f"{len(rest)} lines stand below the last number in its margin" if len(rest) >= STEP else ""
    return out, fault


def _plainly(rows: Sequence[PageRow]) -> list[tuple[int, PageRow]]:
    return list(enumerate(rows, 1))


def _middle(row: PageRow, foot: float) -> float:
    """How far a baseline is from that of a row; from the nearest of one that is drawn."""
    if not row.drawn:
        return row.foot - foot
    feet = [word.foot for word in row.words]
    return 0.0 if min(feet) - 2 <= foot <= max(feet) + 8 else min((one - foot for one in feet), key=abs)


def _pressed(rows: list[PageRow], wanted: int, lead: float) -> list[PageRow]:
    """The rows with those that stand closest together made one, until there are as many as are wanted."""
    rows = list(rows)
    while len(rows) > wanted:
        gaps = [(above.foot - below.foot, at) for at, (above, below) in enumerate(pairwise(rows))]
        gap, at = min(gaps)
        if gap > lead * 0.8:
            break
        one, two = rows[at], rows[at + 1]
        words = (*one.words, *two.words)
        rows[at : at + 2] = [PageRow(words, one.foot, max(one.size, two.size), True)]
    return rows
