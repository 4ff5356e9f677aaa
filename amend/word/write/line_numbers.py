"""Where the lines of a print begin in its paragraphs: the boxes in the margin that tell them, and the shades."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from amend.formats import line_shades
from amend.formats.line_shades import LinePlace
from amend.model.lines import Line, Reading
from amend.model.made import made
from amend.model.printed import OUTSIDE, BlockRun, PrintedParagraph
from amend.model.provision import Block, Path
from amend.word.ooxml import margin


class _Begun(NamedTuple):
    """Where a line of the print begins. where: a character of its block. box: in the margin, "" for none. is_page:
    whether that tells a page. line: as printed. before: the line before it, None for the first."""

    where: int
    box: str
    is_page: bool
    line: LinePlace
    before: LinePlace | None


class MarginLines:
    """The lines of a print paragraph by paragraph in order: those that are told in the margin, and where each begins.

    A text that is no print, for it has no lines or amendments were made to it, has none: what it says is on other lines
    than those of its marks. A paragraph that is left out whole has none, for LibreOffice would leave an empty one in
    its place (measured, 7.4.7); a page that begins there is told at the next that stands. shaded: whether the first
    letters of each line are to have their shades (`line_shades`), from which a PDF of the file is read. All have them
    or none: where a line cannot be told so, its words would be taken for those of the line before. The last line is
    then told in the margin too, so that what a PDF has lost of the end is missed.
    """

    def __init__(self, print_: Reading | None, *, shaded: bool = False) -> None:
        self._begun: dict[Path, list[_Begun]] = defaultdict(list)
        self._turned = ""  # the box of a page that began in what is left out
        self._shaded = False
        if print_ is None or made(print_.bill):
            return
        self._print = print_.bill
        self._shaded = shaded and _can_be_shaded(print_)
        page = 0
        told: set[tuple[int, int]] = set()
        before: LinePlace | None = None
        last = _said(print_)[-1:] if self._shaded else []
        for line in print_.lines:
            first, page = line.page != page, line.page or page
            if not line.page:
                continue
            box = ""
            ends = line in last and not first
            if ends or ((line.page, line.number) not in told and margin.is_marked(line.number, first=first)):
                told.add((line.page, line.number))
                box = margin.mark(line.page, line.number, first=first)
            words = print_.words[line.start : line.end]
            if box or (self._shaded and words.strip()):
                segment, where = print_.locate(line.start + len(words) - len(words.lstrip()))
                one = LinePlace(line.page, line.number)
                self._begun[segment.path].append(_Begun(where, box, first, one, before))
                before = one

    def __bool__(self) -> bool:
        return bool(self._begun)

    def of(self, paragraph: PrintedParagraph | None, *, stands: bool) -> PendingLines:
        """What tells the lines of a paragraph; nothing of one that is not of the text, such as an entry of the
        contents, or is left out whole."""
        if paragraph is None or paragraph.role in OUTSIDE or not self._begun:
            return PendingLines([])
        found = [(0, self._turned)] if self._turned and stands else []
        self._turned = "" if stands else self._turned
        begun: list[tuple[int, _Begun]] = []
        at = 0
        for runs, tab in ((paragraph.numbers, 1), (paragraph.runs, 0)):
            for run in runs:
                for one in self._begun.get(run.path, ()):
                    if run.start <= one.where < run.end and stands:
                        begun.append((at + self._folded(run, one.where), one))
                    elif run.start <= one.where < run.end and one.is_page:
                        self._turned = one.box
                at += len(run.words) + tab
        found += [(where, one.box) for where, one in begun if one.box]
        return PendingLines(found, _shades(paragraph.words, begun) if self._shaded else ())

    def _folded(self, run: BlockRun, where: int) -> int:
        """How many characters of the words of a run stand before a character of its block."""
        block = self._print.at(run.path)
        assert isinstance(block, Block)
        before = " ".join(f"{block.text.printed(run.start, where)}x".split())
        space = len(run.words) - len(run.words.lstrip())
        return min(len(run.opening) + space + len(before) - 1 if len(before) > 1 else 0, len(run.words))


def _said(print_: Reading) -> list[Line]:
    """The lines of a print that have a page and words."""
    return [line for line in print_.lines if line.page and print_.words[line.start : line.end].strip()]


def _can_be_shaded(print_: Reading) -> bool:
    """Whether every line of a print can be told by shades: a line of one letter cannot where it begins a page."""
    page = 0
    for line in _said(print_):
        alone = len("".join(print_.words[line.start : line.end].split())) == 1
        largest = line_shades.LARGEST_ALONE if alone else line_shades.LARGEST
        if not 0 < line.number <= largest or (alone and line.page != page):
            return False
        page = line.page
    return True


def _shades(words: str, begun: list[tuple[int, _Begun]]) -> tuple[tuple[int, int, str], ...]:
    """What of a paragraph is in a shade, and its name: the first two letters or signs of each line."""
    out = []
    ends = [*(where for where, _ in begun), len(words)][1:]
    for (start, one), end in zip(begun, ends, strict=True):
        seen = [at for at in range(start, end) if not words[at].isspace()][:2]
        told = line_shades.shades(one.line, one.before)
        greys = told if len(seen) > 1 else (line_shades.shade_alone(one.line.line),)
        out += [(at, at + 1, f"{grey:02X}" * 3) for at, grey in zip(seen, greys, strict=False)]
    return tuple(out)


class PendingLines:
    """The boxes of one paragraph, which are given as its words are written from left to right. shades: what of it is in
    a shade, from the first character to one past the last, and the colour."""

    def __init__(self, boxes: list[tuple[int, str]], shades: tuple[tuple[int, int, str], ...] = ()) -> None:
        self.shades = shades
        self._boxes = boxes[::-1]
        self._at = 0

    def cut(self, words: str) -> Iterator[tuple[str, str]]:
        """The next words of the print, cut where a box stands, each part with the box before it, "" for none."""
        end = self._at + len(words)
        box, begin = "", self._at
        while self._boxes and self._boxes[-1][0] < end:
            where, own = self._boxes.pop()
            if where > begin:
                yield box, words[begin - self._at : where - self._at]
                box, begin = "", where
            box += own
        yield box, words[begin - self._at :]
        self._at = end
