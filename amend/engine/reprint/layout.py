"""Pages and lines of our own, for a text that no official print has set: a working print.

The lines stand where a print's do (as the margins of HL Bill 54 and Bill 314 count): every number, heading, paragraph
and table row counts, the long title and the enacting words do not; a page has 44 lines. Words are measured in ems with
the widths of a serif face. On HL Bill 54 and Bill 314 that gives 1,940 lines for the print's 1,965 and 8,130 for 8,179;
82 and 78 in 100 of the printed lines begin with the same word, and 9 in 10 paragraphs of more than a line have as many
as in print. A line that carries on holds 66 characters on average, in print 63. There are fewer pages (45 for 52, 184
for 212), for a printed page is seldom full.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from amend.model.made import unrecorded
from amend.model.provision import WORKING, XHTML, Bill, Block, Carried, Node, Provision
from amend.model.text import LINE, OBJECT, Text, with_lines

LINES = 44
"""Lines to a page."""

MEASURE = 34.6
"""Ems that a line holds beside the number of a subsection."""

INDENT = 3.2
"""Ems by which each paragraph, definition and quotation is set in."""

NARROWEST = 12.0
"""Ems that a line holds however deep it is set in."""

GAP = 1.0
"""Ems between a number and the words that follow it."""

_WIDTHS = {
    character: width
    for characters, width in (
        ("ijlt.,;:'’‘()[]|/!fI-", 0.3),
        ('“”"rscJ', 0.42),
        ("ezav", 0.44),
        ("FPSTEZ", 0.58),
        ("ABCRVXYwK", 0.68),
        ("DGHNOQU&", 0.73),
        ("MWm—%", 0.85),
    )
    for character in characters
}
_OTHER, _SPACE = 0.5, 0.3
_WORD = re.compile(r"\S+")
_ALONE = frozenset({"part", "chapter", "hcontainer", "article", "book", "title"})
"""Whose number stands on a line of its own, with the heading below it."""

_SET_IN = frozenset({"level", "quotedStructure", "item"})
_FOLLOWED = {"part": 5, "chapter": 4, "hcontainer": 3, "section": 2, "article": 3}
"""Lines that must be left on the page for a heading to begin there, so that none stands at the foot alone."""


def lined(bill: Bill) -> Bill:
    """The Bill as a working print: the marks of any lines it had replaced by those of our own layout.

    The words stay as they are. A record of amendments made goes, for the lines are now those of the amended text.
    """
    body = _Layout().laid(bill.root)
    assert isinstance(body, Provision)
    before = tuple(c for c in unrecorded(bill).outside[0] if not c.xml.startswith(f"<?{WORKING}"))
    return replace(bill, root=body, outside=((*before, Carried(f"<?{WORKING}?>")), bill.outside[1]))


def width(words: str) -> float:
    """How wide words are in print, in ems."""
    return sum(_SPACE if c == " " else _WIDTHS.get(c, _OTHER) for c in words)


class _Layout:
    """Sets a tree line by line, from first to last."""

    def __init__(self, line: int = 0, measure: float = MEASURE, depth: int = 0) -> None:
        self.line = line  # lines begun so far, over all pages
        self._used: float | None = None  # ems used of the line that words run on in; None when a new line begins
        self._measure = measure
        self._depth = depth
        self._in_body = line > 0

    def laid(self, node: Node) -> Node:
        """The node with a mark before the first word of each line."""
        if isinstance(node, Carried):
            return node
        if isinstance(node, Block):
            return self._block(node)
        if node.tag == "tblock" and self._in_body:
            return self._table(node)
        return self._provision(node)

    def _provision(self, node: Provision) -> Provision:
        outside, self._in_body = self._in_body, self._in_body or node.tag == "body"
        if node.get("name") == "schedules":
            self._new_page()
        elif node.tag in _FOLLOWED and self._in_body and (node.number or node.heading):
            self._keep(_FOLLOWED[node.tag])
        definition = node.get("name") == "definition"
        self._depth += node.tag in _SET_IN or definition
        if node.tag == "quotedStructure":
            self._used = None
        items = []
        for item in node.items:
            items.append(self.laid(item))
            if isinstance(item, Block):
                runs_on = item.tag == "num" and node.tag not in _ALONE
                if not runs_on:
                    self._used = None
        self._depth -= node.tag in _SET_IN or definition
        self._in_body = outside
        return replace(node, items=tuple(items))

    def _block(self, block: Block) -> Block:
        chars = block.text.chars
        marks = [mark for mark in block.text.marks if mark.name != LINE]
        text = Text(chars, tuple(marks)) if len(marks) < len(block.text.marks) else block.text
        cuts: list[tuple[int, int]] = []
        objects: list[Provision] = []
        at = 0
        for index, piece in enumerate(chars.split(OBJECT)):
            if self._in_body:
                cuts += self._flow(piece, at)
            if index < len(block.objects):
                thing = block.objects[index]
                used = self._used
                new = _unlined(thing) if thing.tag == "authorialNote" else self._object(thing)
                if thing.tag == "authorialNote":
                    self._used = used
                assert isinstance(new, Provision)
                objects.append(new)
            at += len(piece) + 1
        if block.tag == "num" and self._used is not None:
            self._used += GAP
        return replace(block, text=_marked(text, cuts), objects=tuple(objects))

    def _object(self, thing: Provision) -> Node:
        new = self.laid(thing)
        self._used = self._used or 0.0  # what follows runs on from its last line
        return new

    def _flow(self, words: str, offset: int) -> list[tuple[int, int]]:
        """Set words, on the line that is begun or on new ones: where each new line begins, and which it is."""
        cuts: list[tuple[int, int]] = []
        room = max(self._measure - INDENT * self._depth, min(NARROWEST, self._measure))
        for match in _WORD.finditer(words):
            wide = width(match[0])
            spaced = match.start() > 0 and self._used
            if self._used is None or (self._used + (_SPACE if spaced else 0) + wide > room and spaced):
                cuts.append((offset + match.start(), self.line))
                self.line += 1
                self._used = wide
            else:
                self._used += wide + (_SPACE if spaced else 0)
        return cuts

    def _table(self, node: Provision) -> Provision:
        """A table: each cell of a row begins on the row's first line, and the next row below the longest."""
        self._used = None

        def rows(item: Node) -> Node:
            if not isinstance(item, Provision):
                return self.laid(item)
            if item.tag == f"{XHTML}tr":
                return self._row(item)
            new = replace(item, items=tuple(rows(inner) for inner in item.items))
            self._used = None
            return new

        new = rows(node)
        assert isinstance(new, Provision)
        return new

    def _row(self, row: Provision) -> Provision:
        cells = sum(isinstance(item, Provision) for item in row.items)
        measure = max((self._measure - INDENT * self._depth) / max(cells, 1), NARROWEST / 4)

        def set_from(line: int) -> tuple[Provision, int]:
            items, last = [], line
            for item in row.items:
                inside = _Layout(line, measure)
                inside._in_body = True
                items.append(inside.laid(item))
                last = max(last, inside.line)
            return replace(row, items=tuple(items)), last

        new, last = set_from(self.line)
        if self.line % LINES and (last - 1) // LINES > self.line // LINES and last - self.line <= LINES:
            self._new_page()
            new, last = set_from(self.line)
        self.line = last
        return new

    def _keep(self, lines: int) -> None:
        """Begin a new page when fewer lines than that are left on this one."""
        if self._used is None and LINES - self.line % LINES < lines:
            self._new_page()

    def _new_page(self) -> None:
        self.line = -(-self.line // LINES) * LINES
        self._used = None


def _unlined(node: Provision) -> Provision:
    """The node without marks of lines, which a note in the margin does not count in."""
    items: list[Node] = []
    for item in node.items:
        if isinstance(item, Provision):
            items.append(_unlined(item))
        elif isinstance(item, Block):
            kept = tuple(mark for mark in item.text.marks if mark.name != LINE)
            objects = tuple(_unlined(thing) for thing in item.objects)
            items.append(replace(item, text=Text(item.text.chars, kept), objects=objects))
        else:
            items.append(item)
    return replace(node, items=tuple(items))


def _marked(text: Text, cuts: Sequence[tuple[int, int]]) -> Text:
    """The text with a mark at each cut, next to the word: (position, line counted from 0 over all pages)."""
    return with_lines(text, [(position, line // LINES + 1, line % LINES + 1) for position, line in cuts])
