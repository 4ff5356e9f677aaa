"""The printed page and line of every word, and the way back.

A published print carries a mark before the first word of each printed line. They are the truth: numbers start again
on every page; headings, numbers, full-out words and table rows count; the long title and the enacting words do not
(as the margins of HL Bill 54 and Bill 314 count). In a table each column carries its own run of the same line numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from amend.errors import LineError
from amend.model.memory import collection_paused
from amend.model.provision import Bill, Block, Node, Path, Provision
from amend.model.text import LINE, OBJECT

_FIGURE = re.compile(r"[0-9]{1,9}")

_AFTER_QUOTE = re.compile(r"” (?=[.,;:)])")


class Segment(NamedTuple):
    """A run of words of one block that nothing interrupts.

    start, end: where it stands in Reading.words. path: of the block. offset: of its first character in the block.
    tag: of the block. opening, closing: the quotation marks printed around it that the file keeps as attributes.
    """

    start: int
    end: int
    path: Path
    offset: int
    tag: str
    opening: str = ""
    closing: str = ""


class Line(NamedTuple):
    """A printed line, or in a table one column of it. start, end: where its words stand in Reading.words.

    page: 0 for a line of the long title or of a new clause, which have no page.
    """

    page: int
    number: int
    column: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"page {self.page}, line {self.number}" if self.page else f"line {self.number}"


class Reading:
    """The words of a Bill from first to last, each at a position, and the printed lines they stand on.

    words: every number, heading and paragraph, in order, one "\\n" between two of them. A position is a
    character in it, from 0. Quotation marks that the file keeps as attributes are not among the words. What is raised
    or lowered is so by the character, “10⁶”, where there is one.
    """

    __slots__ = ("_keys", "_lines", "_pages", "_starts", "bill", "lines", "segments", "words")

    def __init__(self, bill: Bill) -> None:
        self.bill = bill
        pieces: list[str] = []
        segments: list[Segment] = []
        keys: list[tuple[float, ...]] = []  # paths in reading order; what follows an object sorts after it
        marks: list[tuple[int, int, int]] = []
        at = 0

        def block(block: Block, path: Path) -> None:
            nonlocal at
            text = block.text
            points = [(m.start, m.value) for m in text.marks if m.name == LINE] if text.marks else []
            offset = 0
            for index, piece in enumerate(text.exact.chars.split(OBJECT)):
                until = offset + len(piece)
                while points and points[0][0] <= until:
                    where, value = points.pop(0)
                    page, _, number = value.partition("-")
                    if _FIGURE.fullmatch(page) and _FIGURE.fullmatch(number):
                        marks.append((at + where - offset, int(page), int(number)))
                if piece or not text.chars:
                    segments.append(Segment(at, at + len(piece), path, offset, block.tag))
                    keys.append((*path, index - 0.5) if index else path)
                    pieces.append(piece)
                    at += len(piece) + 1
                if index < len(block.objects):
                    visit(block.objects[index], (*path, index))
                offset = until + 1

        def visit(node: Node, path: Path) -> None:
            if isinstance(node, Block):
                block(node, path)
            elif isinstance(node, Provision):
                first = len(segments)
                for index, item in enumerate(node.items):
                    visit(item, (*path, index))
                if node.tag == "quotedStructure" and len(segments) > first:
                    one, last = segments[first], len(segments) - 1
                    segments[first] = one._replace(opening=(node.get("startQuote") or "") + one.opening)
                    end = segments[last].closing + (node.get("endQuote") or "")
                    segments[last] = segments[last]._replace(closing=end)

        with collection_paused():
            visit(bill.root, ())
            self.words = "\n".join(pieces)
            self.segments = tuple(segments)
            self._keys = keys
            self._starts = [segment.start for segment in segments]
            self._number_lines(marks)

    def _number_lines(self, marks: list[tuple[int, int, int]]) -> None:
        lines: list[Line] = []
        columns: dict[tuple[int, int], int] = defaultdict(int)
        pages: dict[int, dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
        words = self.words
        ends = [start for start, _, _ in marks[1:]] + [len(words)]
        for (start, page, number), stop in zip(marks, ends, strict=False):
            while stop > start and words[stop - 1].isspace():
                stop -= 1
            columns[page, number] = column = columns[page, number] + 1
            line = Line(page, number, column, start, stop)
            lines.append(line)
            pages[page][number].append(line)
        self.lines = tuple(lines)
        self._lines = [line.start for line in lines]
        self._pages = pages

    def line(self, page: int, number: int) -> tuple[Line, ...]:
        """The printed line, one Line for each column; most have one.

        Raises LineError when the print has no lines, no such page or no such line.
        """
        if not self.lines:
            raise LineError(
                f"{self.bill.number or 'this print'} carries no page and line marks",
                remedy="use a print as published, or cite the provision instead",
            )
        if page not in self._pages:
            raise LineError(f"there is no page {page}: the print ends at page {max(self._pages)}")
        if number not in self._pages[page]:
            raise LineError(f"page {page} has no line {number}: it ends at line {max(self._pages[page])}")
        return tuple(self._pages[page][number])

    def page(self, page: int) -> tuple[Line, ...]:
        """Every line of a page, in reading order. Raises LineError when there is none."""
        self.line(page, min(self._pages[page]) if page in self._pages else 1)
        return tuple(line for line in self.lines if line.page == page)

    def line_at(self, position: int) -> Line | None:
        """The printed line that a position stands on; None before the first."""
        index = bisect_right(self._lines, position) - 1
        return self.lines[index] if index >= 0 else None

    def begun(self, start: int, end: int) -> tuple[Line, ...]:
        """The printed lines that begin between two positions, in reading order."""
        return self.lines[bisect_left(self._lines, start) : bisect_left(self._lines, end)]

    def position(self, path: Path, offset: int = 0) -> int:
        """Where a character of the block at path stands."""
        block = self.bill.at(path)
        assert isinstance(block, Block)
        before = block.text.chars.count(OBJECT, 0, offset)
        segment = self.segments[bisect_left(self._keys, (*path, before - 0.5) if before else path)]
        return segment.start + offset - segment.offset

    def text(self, line: Line) -> str:
        """The words of a line as a person reads them, on one row, with every quotation mark."""
        words = " ".join(self.printed(segment, line.start, line.end) for segment in self.on(line))
        return _AFTER_QUOTE.sub("”", " ".join(words.split()))

    def on(self, line: Line) -> Iterator[Segment]:
        """The segments that have words on a line."""
        return self.segments_between(line.start, line.end + 1)

    def printed(self, segment: Segment, start: int, end: int) -> str:
        """The words of a segment between two positions, with the quotation marks that stand at its own ends."""
        opening = segment.opening if start <= segment.start else ""
        closing = segment.closing if end >= segment.end else ""
        block = self.bill.at(segment.path)
        assert isinstance(block, Block)
        shift = segment.offset - segment.start
        words = block.text.exact.printed(max(start, segment.start) + shift, min(end, segment.end) + shift)
        return opening + words + closing

    def locate(self, position: int) -> tuple[Segment, int]:
        """The segment that a position stands in or at the end of, and the position within its block."""
        segment = self.segments[bisect_right(self._starts, position) - 1]
        return segment, segment.offset + min(position, segment.end) - segment.start

    def before(self, position: int) -> Segment | None:
        """The last segment that begins before a position; None when there is none."""
        index = bisect_left(self._starts, position)
        return self.segments[index - 1] if index else None

    def segments_between(self, start: int, end: int) -> Iterator[Segment]:
        """The segments that have a character in [start, end), or stand empty inside it."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        while index < len(self.segments) and self.segments[index].start < end:
            if self.segments[index].end > start or self.segments[index].start >= start:
                yield self.segments[index]
            index += 1

    def extent(self, path: Path) -> tuple[int, int]:
        """Where the words of the node at path start and end; the same position twice when it has none."""
        first = bisect_left(self._keys, path)
        last = bisect_left(self._keys, (*path[:-1], path[-1] + 0.5) if path else (float("inf"),))
        if first == last:
            after = self.segments[first].start if first < len(self.segments) else len(self.words)
            return after, after
        return self.segments[first].start, self.segments[last - 1].end
