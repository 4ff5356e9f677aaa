"""Where the lines of a print begin in its paragraphs, and the boxes in the margin that tell them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from amend.model.lines import Reading
from amend.model.made import made
from amend.model.printed import OUTSIDE, BlockRun, PrintedParagraph
from amend.model.provision import Block, Path
from amend.word.ooxml import margin


class MarginLines:
    """The lines of a print that are told in the margin, paragraph by paragraph in order.

    A text that is no print, for it has no lines or amendments were made to it, has none: what it says is on other lines
    than those of its marks. A paragraph that is left out whole has none, for LibreOffice would leave an empty one in
    its place (measured, 7.4.7); a page that begins there is told at the next that stands.
    """

    def __init__(self, print_: Reading | None) -> None:
        self._boxes: dict[Path, list[tuple[int, str, bool]]] = defaultdict(list)
        self._turned = ""  # the box of a page that began in what is left out
        if print_ is None or made(print_.bill):
            return
        self._print = print_.bill
        page = 0
        told: set[tuple[int, int]] = set()
        for line in print_.lines:
            first, page = line.page != page, line.page or page
            if not line.page or (line.page, line.number) in told or not margin.is_marked(line.number, first=first):
                continue
            told.add((line.page, line.number))
            words = print_.words[line.start : line.end]
            segment, where = print_.locate(line.start + len(words) - len(words.lstrip()))
            self._boxes[segment.path].append((where, margin.mark(line.page, line.number, first=first), first))

    def __bool__(self) -> bool:
        return bool(self._boxes)

    def of(self, paragraph: PrintedParagraph | None, *, stands: bool) -> PendingBoxes:
        """The boxes of a paragraph; none of one that is not of the text, such as an entry of the contents, or is left
        out whole."""
        if paragraph is None or paragraph.role in OUTSIDE or not self._boxes:
            return PendingBoxes([])
        found = [(0, self._turned)] if self._turned and stands else []
        self._turned = "" if stands else self._turned
        at = 0
        for runs, tab in ((paragraph.numbers, 1), (paragraph.runs, 0)):
            for run in runs:
                for where, box, is_page in self._boxes.get(run.path, ()):
                    if run.start <= where < run.end and stands:
                        found.append((at + self._folded(run, where), box))
                    elif run.start <= where < run.end and is_page:
                        self._turned = box
                at += len(run.words) + tab
        return PendingBoxes(found)

    def _folded(self, run: BlockRun, where: int) -> int:
        """How many characters of the words of a run stand before a character of its block."""
        block = self._print.at(run.path)
        assert isinstance(block, Block)
        before = " ".join(f"{block.text.printed(run.start, where)}x".split())
        space = len(run.words) - len(run.words.lstrip())
        return min(len(run.opening) + space + len(before) - 1 if len(before) > 1 else 0, len(run.words))


class PendingBoxes:
    """The boxes of one paragraph, which are given as its words are written from left to right."""

    def __init__(self, boxes: list[tuple[int, str]]) -> None:
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
