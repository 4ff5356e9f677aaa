"""The lines of another print in a file that was made of it: where each begins, told by shades and held by its margin.

The shades of the first letters of a line say its number and, but for threes of pages, its page; the margin has every
fifth line and every page beside the row on which it begins. What the shades tell must be in the margin, and all that is
there must be told: what does not agree is named, and no line is then to be trusted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from amend.formats.line_shades import LinePlace, LineTold, is_first, is_second, line_alone, line_told, page_near
from amend.formats.pdf.counted import SetLine
from amend.formats.pdf.margin_numbers import STEP, CitedNumber
from amend.formats.pdf.printed_lines import PrintedPage
from amend.formats.pdf.set_paragraphs import SetParagraph


@dataclass(frozen=True, slots=True)
class ToldPrint:
    """paragraphs: with the pieces of each by the lines of the print. told: whether any line of it is told by shades.
    disagreed: what of that and of the margin does not agree."""

    paragraphs: tuple[SetParagraph, ...]
    told: bool
    disagreed: tuple[str, ...]


@dataclass(slots=True)
class _LineStart:
    """Where a line begins. paragraph, piece, at: the character of the text of a piece. row: on which it stands. line:
    its number. told: what two shades tell of it, None where there is one. page: 0 while it is not known."""

    paragraph: int
    piece: int
    at: int
    row: SetLine
    line: int = 0
    told: LineTold | None = None
    page: int = 0

    def __str__(self) -> str:
        return f"page {self.page}, line {self.line}"


def told_print(paragraphs: Sequence[SetParagraph], pages: Sequence[PrintedPage]) -> ToldPrint:
    """The paragraphs of a file with the pages and lines of the print that its margin cites."""
    disagreed: list[str] = []
    starts = _starts(paragraphs, disagreed)
    if not starts and not disagreed:
        return ToldPrint(tuple(paragraphs), told=False, disagreed=())
    margin = _Margin(pages)
    disagreed += _paged(starts, margin)
    if not disagreed:
        disagreed += margin.differences(paragraphs, starts)
    by_paragraph: dict[int, list[_LineStart]] = defaultdict(list)
    for start in starts:
        by_paragraph[start.paragraph].append(start)
    out = []
    page = line = 0
    for index, one in enumerate(paragraphs):
        own = by_paragraph[index]
        out.append(replace(one, pieces=tuple(_pieces(one, own, page, line)), shades=()))
        if own:
            page, line = own[-1].page, own[-1].line
    return ToldPrint(tuple(out), told=True, disagreed=tuple(disagreed))


def _pieces(one: SetParagraph, starts: Sequence[_LineStart], page: int, line: int) -> Iterator[tuple[SetLine, str]]:
    """The pieces of a paragraph, cut where a line begins. page, line: of what stands before the first that does."""
    for index, (row, words) in enumerate(one.pieces):
        own = [start for start in starts if start.piece == index]
        if not own or words[: own[0].at].strip():
            yield replace(row, page=page, line=line), words[: own[0].at if own else len(words)]
        for start, end in zip_longest(own, own[1:]):
            page, line = start.page, start.line
            yield replace(row, page=page, line=line, begins=True), words[start.at : end.at if end else len(words)]


def _starts(paragraphs: Sequence[SetParagraph], disagreed: list[str]) -> list[_LineStart]:
    """Where lines begin, in order; shades that tell none are added to disagreed."""
    out: list[_LineStart] = []
    damaged: list[_LineStart] = []
    held: tuple[_LineStart, int] | None = None
    for start, shade in _shaded(paragraphs):
        if held is not None:
            (first, before), held = held, None
            first.told = line_told(before, shade)
            first.line = first.told.line if first.told else 0
            (out if first.told else damaged).append(first)
        elif is_first(shade):
            held = start, shade
        elif alone := line_alone(shade):
            start.line = alone
            out.append(start)
        elif is_second(shade):
            damaged.append(start)
    damaged += [held[0]] if held is not None else []
    for start in damaged:
        words = paragraphs[start.paragraph].pieces[start.piece][1][start.at :][:30]
        disagreed.append(f"page {start.row.at} of the file: what tells the line at “{words}” is damaged")
    return out


def _shaded(paragraphs: Sequence[SetParagraph]) -> Iterator[tuple[_LineStart, int]]:
    """The letters and signs that have a shade, and those that follow one, each with its own, 0 for none."""
    after = False
    for paragraph, one in enumerate(paragraphs):
        for piece, ((row, words), shades) in enumerate(zip(one.pieces, one.shades, strict=True)):
            if not shades and not after:
                continue
            greys = dict(shades)
            for at, sign in enumerate(words):
                if sign.isspace():
                    continue
                shade = greys.get(at, 0)
                if shade or after:
                    yield _LineStart(paragraph, piece, at, row), shade
                after = shade > 0


def _paged(starts: Sequence[_LineStart], margin: _Margin) -> list[str]:
    """Give each start its page; the first that does not follow the line before as it should, or has no page."""
    before = _line_above(starts, margin)
    for start in starts:
        start.page = before.page if before else 0
        if start.told is not None:
            fits = [number for number in margin.pages_beside(start.row) if page_near(number, start.told.rest) == number]
            start.page = fits[0] if fits else page_near(start.page, start.told.rest) if before else 0
        if start.page <= 0:
            return [f"page {start.row.at} of the file: no page is in the margin beside its first line"]
        one = LinePlace(start.page, start.line)
        if start.told is not None and start.told.follows != one.follows(before):
            return [f"{start}: what tells the line before it is lost"]
        before = one
    return []


def _line_above(starts: Sequence[_LineStart], margin: _Margin) -> LinePlace | None:
    """The line of the print before the body, where the long title has lines too: the body then begins with one that
    follows it, and its page stands in the margin above. None where the body has the first line."""
    first = starts[0] if starts else None
    if first is None or first.told is None or first.paragraph or first.piece or first.at:
        return None
    page = margin.page_above(first.row)
    if first.line == 1 or not first.told.follows or page_near(page, first.told.rest) != page:
        return None
    margin.begin_below(first.row, page)
    return LinePlace(page, first.line - 1)


class _Margin:
    """What the margins of a file say, page by page.

    LibreOffice (measured, 7.4.7) shows no number beside the rows of a paragraph that goes on from the page before, and
    those of the row of a table that it moved to the next page stand elsewhere on that page.
    """

    def __init__(self, pages: Sequence[PrintedPage]) -> None:
        self._tops = {page.at: max(row.foot for row in page.rows) for page in pages if page.rows}
        self._page = 0
        self._by_row: dict[tuple[int, float], list[CitedNumber]] = defaultdict(list)
        for page in pages:
            for number in page.cited:
                if page.rows:
                    row = min(page.rows, key=lambda row: abs(row.foot - number.foot))
                    self._by_row[page.at, row.foot].append(number)

    def pages_beside(self, line: SetLine) -> list[int]:
        """The pages that begin beside a row."""
        return [one.number for one in self._by_row.get((line.at, line.row.foot), ()) if one.is_page]

    def page_above(self, line: SetLine) -> int:
        """The page that is cited last above a row; 0 where none is."""
        above = [(at, -foot, one.number) for (at, foot), found in self._by_row.items() for one in found if one.is_page]
        return max((one for one in above if one[:2] < (line.at, -line.row.foot)), default=(0, 0.0, 0))[2]

    def begin_below(self, line: SetLine, page: int) -> None:
        """Leave out what is cited above a row, which no line of the body stands beside; page: that is cited there."""
        self._page = page
        for at, foot in [key for key in self._by_row if (key[0], -key[1]) < (line.at, -line.row.foot)]:
            del self._by_row[at, foot]

    def differences(self, paragraphs: Sequence[SetParagraph], starts: Sequence[_LineStart]) -> list[str]:
        """Where the margin does not say what the shades tell."""
        wanted: list[tuple[_LineStart, str, CitedNumber]] = []
        page = self._page
        told: set[tuple[int, int]] = set()
        for start in starts:
            first, page = start.page != page, start.page
            ends = start is starts[-1]
            if ends or ((start.page, start.line) not in told and (first or start.line % STEP == 0)):
                told.add((start.page, start.line))
                number = CitedNumber(start.page if first else start.line, start.row.row.foot, first)
                wanted.append((start, "page" if first else "line", number))
        left = {key: list(numbers) for key, numbers in self._by_row.items()}
        moved = [one for one in wanted if not _taken(left, one, (one[0].row.at, one[0].row.row.foot))]
        out = []
        for one in moved:
            start, said, number = one
            paragraph = paragraphs[start.paragraph]
            rows = [key for key in left if key[0] == start.row.at] if paragraph.cell else []
            if any(_taken(left, one, key) for key in rows) or self._goes_on(paragraph, start.row):
                continue
            out.append(f"{start}: its {said} is not in the margin beside it")
        for (at, _), numbers in left.items():
            out += [
                f"page {at} of the file: {one} is in the margin, and no such line begins beside it" for one in numbers
            ]
        return out

    def _goes_on(self, paragraph: SetParagraph, line: SetLine) -> bool:
        """Whether a row is of a paragraph that began on an earlier page, or is the first of its page."""
        return paragraph.pieces[0][0].at < line.at or line.row.foot == self._tops[line.at]


def _taken(
    left: dict[tuple[int, float], list[CitedNumber]],
    wanted: tuple[_LineStart, str, CitedNumber],
    key: tuple[int, float],
) -> bool:
    """Whether a number that is wanted stands beside a row; it is then taken."""
    number = wanted[2]
    there = left.get(key, [])
    found = next((one for one in there if (one.number, one.is_page) == (number.number, number.is_page)), None)
    if found is not None:
        there.remove(found)
    return found is not None
