"""A Bill as the paragraphs that are printed: their numbers and words, and where in the Bill each run of them stands.

The order and the parting are those of the printed page: a number stands before the words that follow it, words that
follow a quotation or a table run on from it. What the cover says, and the contents, come first. The page and line of a
run are those that `lines.Reading`, the index of the same words by position, has for its path and start.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from amend.model.frozen import quickly_made
from amend.model.memory import collection_paused
from amend.model.provision import HOLDERS, XHTML, Bill, Block, Node, Path, Provision
from amend.model.text import LINE, OBJECT, Mark, Text

Role = Literal[
    "bill title",
    "bill stage",
    "caution",
    "contents title",
    "contents group",
    "contents clause",
    "set form",
    "long title",
    "enacting",
    "group number",
    "group heading",
    "cross-heading",
    "schedule number",
    "schedule note",
    "schedule heading",
    "clause heading",
    "text",
    "gap",
    "break",
    "end",
]
"""What a paragraph is. "set form" is the “A Bill to” of the title page; "break" the number of the print, which ends the
cover and contents. Empty are "gap", after a table, and "end", which ends the text."""

OUTSIDE: frozenset[Role] = frozenset(
    (
        *("bill title", "bill stage", "caution", "contents title", "contents group", "contents clause"),
        *("gap", "break", "end"),
    )
)
"""The paragraphs that are not of the text: the cover, the contents, and the empty ones."""

HEADINGS: tuple[Role, ...] = (
    *("schedule number", "schedule heading", "group number", "group heading", "cross-heading", "clause heading"),
)
"""The paragraphs that are the heading of a provision, or the number over one; at one depth each is over the next."""

EMPHASIS = frozenset({"i", "b", "u", "sup", "sub"})
"""The inline marks that change how words look; those that only say what the words are, are not shown."""

_STEPS = frozenset({"subsection", "level", "subparagraph", "quotedStructure"})
_LISTED = frozenset({"section", "article", "subsection", "level", "paragraph", "subparagraph"})
"""Those whose paragraphs are a step deeper than they; the paragraphs of a Schedule stand where its clauses would."""

_HOLDING = _LISTED | {"part", "chapter", "hcontainer", "longTitle", "formula"}
_CLOSING = ".,;:)]”’"


class Quote(NamedTuple):
    """A mark of a quotation that the file keeps as an attribute. path: of the quoted structure."""

    path: Path
    mark: str


class BlockRun(NamedTuple):
    """Words of one block that nothing interrupts.

    path: of the block. start, end: characters of its text. tag: of the block. words: as printed, white space folded,
    with the marks of the quotations that open and close around them, the outermost first and last. looks: marks of
    EMPHASIS, as (first character of words, one past the last, name).
    """

    path: Path
    start: int
    end: int
    tag: str
    words: str
    opens: tuple[Quote, ...] = ()
    closes: tuple[Quote, ...] = ()
    looks: tuple[tuple[int, int, str], ...] = ()

    @property
    def opening(self) -> str:
        """The marks of the quotations that open before its words."""
        return "".join([quote.mark for quote in self.opens])

    @property
    def closing(self) -> str:
        """The marks of the quotations that close behind its words."""
        return "".join([quote.mark for quote in self.closes])


@quickly_made
@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """One printed paragraph.

    numbers: the numbers before its words, outermost first. runs: its words. depth: steps of indent from 0 of the
    provision it is in; its words stand one step deeper. holder: the path of the innermost provision it is part of.
    said: the words of one that stands for no run of the text, such as the title on the cover; "" for any other.
    """

    role: Role
    numbers: tuple[BlockRun, ...] = ()
    runs: tuple[BlockRun, ...] = ()
    depth: int = 0
    holder: Path = ()
    said: str = ""

    @property
    def words(self) -> str:
        """All that it says, a tab after each number."""
        return "".join([f"{run.words}\t" for run in self.numbers] + [run.words for run in self.runs]) + self.said

    @property
    def path(self) -> Path:
        """The path of the block that its words begin in, or else its last number; () when it has neither."""
        runs = self.runs or self.numbers[-1:]
        return runs[0].path if runs else ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table; each cell holds one paragraph at least. spans: how many columns each cell takes."""

    path: Path
    cells: tuple[tuple[PrintedParagraph, ...], ...]
    spans: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table among the paragraphs. depth: as that of the words it stands among."""

    path: Path
    lines: tuple[TableRow, ...]
    depth: int = 0


Item = PrintedParagraph | Table


def paragraphs(bill: Bill, *, front: bool = True) -> tuple[Item, ...]:
    """The paragraphs and tables of a Bill or Act, from the cover to the end of the last Schedule, in reading order.

    front: whether the cover and contents are wanted, which stand before all others; they are not of the text.
    """
    with collection_paused():
        setter = _Setter()
        setter.visit(bill.root, (), _Inside())
        setter.finish(_Inside())
        text = (*setter.built(setter.items), PrintedParagraph("end"))
        if not front:
            return text
        foot = PrintedParagraph("break", said=bill.number or _title(bill))  # not empty: LibreOffice would drop it
        return (*_cover(bill), *setter.contents(), foot, *text)


def each(items: tuple[Item, ...]) -> Iterator[PrintedParagraph]:
    """Every paragraph, those in the cells of tables too, in reading order."""
    for item in items:
        if isinstance(item, PrintedParagraph):
            yield item
        else:
            yield from (paragraph for line in item.lines for cell in line.cells for paragraph in cell)


class _Inside(NamedTuple):
    """What a node lies in. quoted: text that is put into an Act. annexed: a Schedule. kind: the tag or name of what is
    above it."""

    depth: int = 0
    quoted: bool = False
    annexed: bool = False
    holder: Path = ()
    kind: str = ""


@dataclass(slots=True)
class _Unfinished:
    """A paragraph while it is made; numbers and runs are places in the list of runs."""

    role: Role
    numbers: list[int]
    runs: list[int]
    inside: _Inside


@dataclass(slots=True)
class _OpenTable:
    path: Path
    lines: list[tuple[Path, list[list[_Unfinished | _OpenTable]], list[int]]]
    depth: int


class _Setter:
    """Walks the tree in reading order."""

    def __init__(self) -> None:
        self.items: list[_Unfinished | _OpenTable] = []
        self._runs: list[BlockRun] = []
        self._numbers: list[int] = []
        self._entries: list[tuple[Role, list[int], list[int]]] = []
        self._grown = False  # whether the last paragraph can still have words that run on

    def visit(self, node: Node, path: Path, inside: _Inside) -> None:
        """Take in a node and what lies below it."""
        if isinstance(node, Block):
            self._block(node, path, inside)
        elif isinstance(node, Provision):
            tag = node.tag
            if tag == f"{XHTML}table":
                self._table(node, path, inside)
                return
            first = len(self._runs)
            inner = inside if tag in HOLDERS else self._into(node, path, inside)
            for index, item in enumerate(node.items):
                if isinstance(item, Block):
                    self._block(item, (*path, index), inner)
                elif isinstance(item, Provision):
                    self.visit(item, (*path, index), inner)
            if tag == "quotedStructure" and len(self._runs) > first:
                self._quote(first, path, node.get("startQuote") or "", node.get("endQuote") or "")

    def finish(self, inside: _Inside) -> None:
        """Give numbers that no words follow a paragraph of their own."""
        if self._numbers:
            self._open("text", [], inside)

    def contents(self) -> Iterator[PrintedParagraph]:
        """The entries of the contents, under their title; nothing for a text that has none."""
        if self._entries:
            yield PrintedParagraph("contents title", said="Contents")
        for role, numbers, runs in self._entries:
            yield PrintedParagraph(role, tuple(self._runs[i] for i in numbers), tuple(self._runs[i] for i in runs))

    def built(self, items: list[_Unfinished | _OpenTable]) -> tuple[Item, ...]:
        """The paragraphs and tables as they stay, with the gap that follows each table."""
        found: list[Item] = []
        for item in items:
            if isinstance(item, _Unfinished):
                found.append(self._paragraph(item))
            else:
                lines = []
                for path, cells, spans in item.lines:
                    filled = (tuple(map(self._paragraph, _flat(cell))) for cell in cells)
                    lines.append(
                        TableRow(path, tuple(cell or (PrintedParagraph("text"),) for cell in filled), tuple(spans))
                    )
                found += [Table(item.path, tuple(lines), item.depth), PrintedParagraph("gap", holder=item.path)]
        return tuple(found)

    def _paragraph(self, item: _Unfinished) -> PrintedParagraph:
        runs, inside = [self._runs[index] for index in item.runs], item.inside
        if runs and runs[-1].words[-1:].isspace():
            runs[-1] = runs[-1]._replace(words=runs[-1].words.rstrip())
        numbers = tuple([self._runs[index] for index in item.numbers])
        return PrintedParagraph(item.role, numbers, tuple(runs), inside.depth, inside.holder)

    def _into(self, node: Provision, path: Path, inside: _Inside) -> _Inside:
        tag = node.tag
        name = node.get("name") or "" if tag == "hcontainer" else ""
        step = tag in _STEPS or (tag == "paragraph" and inside.kind in _LISTED) or name == "definition"
        kind = name if tag == "hcontainer" else tag
        holds = step or tag in _HOLDING
        known = kind if holds or tag == "authorialNote" else inside.kind
        return _Inside(
            inside.depth + step,
            inside.quoted or tag == "quotedStructure",
            inside.annexed or name == "schedule",
            path if holds else inside.holder,
            known,
        )

    def _block(self, block: Block, path: Path, inside: _Inside) -> None:
        if block.tag == "block":
            return  # the title and stage on the title page, which the cover says
        text, offset = block.text, 0
        if OBJECT not in text.chars:
            if (run := _run(block, path, 0, len(text.chars))) is not None:
                self._take(run, block, inside, tail=False)
            return
        for index, piece in enumerate(text.chars.split(OBJECT)):
            if piece and (run := _run(block, path, offset, offset + len(piece))) is not None:
                self._take(run, block, inside, tail=index > 0)
            if index < len(block.objects):
                self.visit(block.objects[index], (*path, index), inside._replace(kind=block.tag))
            offset += len(piece) + 1

    def _take(self, run: BlockRun, block: Block, inside: _Inside, *, tail: bool) -> None:
        at = len(self._runs)
        self._runs.append(run)
        role = _role(block, inside)
        if tail and self._grown and self.items and not self._numbers:
            last = self.items[-1]
            assert isinstance(last, _Unfinished)
            last.runs.append(at)
            return
        if run.words[0].isspace():
            self._runs[at] = run._replace(words=run.words.lstrip())
        if block.tag == "num" and role == "text":
            self._numbers.append(at)
            return
        if role != "text":
            self._enter(role, at, inside)
        self._open(role, [at], inside)

    def _enter(self, role: Role, at: int, inside: _Inside) -> None:
        """Put a heading, or the number over one, among the contents."""
        if inside.quoted or (role == "cross-heading" and inside.annexed):
            return
        if role == "clause heading" and inside.kind == "section":
            self._entries.append(("contents clause", list(self._numbers), [at]))
        elif role in ("group number", "schedule number"):
            self._entries.append(("contents group", [], [at]))
        elif role in ("group heading", "schedule heading", "cross-heading"):
            waiting = self._entries[-1] if self._entries else None
            numbered = waiting is not None and not waiting[1] and self._runs[waiting[2][-1]].tag == "num"
            if waiting is not None and numbered and role != "cross-heading":
                self._entries[-1] = (waiting[0], waiting[2], [at])
            else:
                self._entries.append(("contents group", [], [at]))

    def _open(self, role: Role, runs: list[int], inside: _Inside) -> None:
        self.items.append(_Unfinished(role, self._numbers, runs, inside))
        self._numbers = []
        self._grown = True

    def _quote(self, first: int, path: Path, opening: str, closing: str) -> None:
        """Put a quotation's marks around its first and last words."""
        if opening:
            one, shift = self._runs[first], len(opening)
            looks = tuple([(a + shift, b + shift, name) for a, b, name in one.looks])
            opens = (Quote(path, opening), *one.opens)
            self._runs[first] = one._replace(words=opening + one.words, looks=looks, opens=opens)
        last = self._runs[-1]
        closes = (*last.closes, Quote(path, closing)) if closing else last.closes
        self._runs[-1] = last._replace(words=last.words.rstrip() + closing, closes=closes)

    def _table(self, node: Provision, path: Path, inside: _Inside) -> None:
        self.finish(inside)
        for index, item in enumerate(node.items):
            if isinstance(item, Provision) and item.tag == f"{XHTML}caption":
                self.visit(item, (*path, index), inside)
        outer, lines = self.items, []
        for row, row_path in _rows(node, path):
            cells: list[list[_Unfinished | _OpenTable]] = []
            spans = []
            for index, cell in enumerate(row.items):
                if not isinstance(cell, Provision | Block):
                    continue
                self.items, self._grown = [], False
                self.visit(cell, (*row_path, index), inside._replace(kind="cell"))
                self.finish(inside)
                cells.append(self.items)
                span = dict(cell.attributes).get("colspan", "1")
                spans.append(int(span) if span.isascii() and span.isdecimal() and 0 < int(span) < 64 else 1)
            if cells:
                lines.append((row_path, cells, spans))
        self.items, self._grown = outer, False
        if lines:
            self.items.append(_OpenTable(path, lines, inside.depth))


def _flat(items: list[_Unfinished | _OpenTable]) -> Iterator[_Unfinished]:
    """The paragraphs of a cell, those of a table in it one after another."""
    for item in items:
        if isinstance(item, _Unfinished):
            yield item
        else:
            yield from (inner for _, cells, _ in item.lines for cell in cells for inner in _flat(cell))


def _rows(table: Provision, path: Path) -> Iterator[tuple[Provision, Path]]:
    """The rows of a table, of its head and foot too."""
    for index, item in enumerate(table.items):
        if isinstance(item, Provision):
            if item.tag == f"{XHTML}tr":
                yield item, (*path, index)
            else:
                yield from _rows(item, (*path, index))


def _role(block: Block, inside: _Inside) -> Role:
    kind, tag = inside.kind, block.tag
    if tag == "num":
        if kind in ("part", "chapter"):
            return "group number"
        return "schedule number" if kind == "schedule" else "text"
    if tag in ("heading", "subheading"):
        if kind in ("part", "chapter", "schedules"):
            return "group heading"
        if kind == "schedule":
            return "schedule heading"
        return "cross-heading" if kind == "crossheading" else "clause heading"
    if kind == "authorialNote":
        return "schedule note"
    if kind == "longTitle":
        return "set form" if dict(block.attributes).get("class") in ("A", "Bill", "To") else "long title"
    return "enacting" if kind == "formula" else "text"


def _run(block: Block, path: Path, start: int, end: int) -> BlockRun | None:
    """The words of block[start:end]; None when there are none."""
    text = block.text
    marks = [mark for mark in text.marks if mark.name != LINE] if text.marks else []
    printed = text.printed(start, end) if marks else text.chars[start:end]
    words = " ".join(printed.split())
    if not words:
        return None
    if start and printed[0].isspace() and words[0] not in _CLOSING:
        words = f" {words}"
    if printed[-1].isspace():
        words += " "
    looks = tuple(_looks(text, marks, start, end)) if marks else ()
    return BlockRun(path, start, end, block.tag, words, (), (), looks)


def _looks(text: Text, marks: list[Mark], start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for mark in marks:
        if mark.name in EMPHASIS and max(mark.start, start) < min(mark.end, end):
            yield _folded(text, start, mark), _folded(text, start, mark, after=True), mark.name


def _folded(text: Text, start: int, mark: Mark, *, after: bool = False) -> int:
    """How many characters of the folded words stand before a mark, or up to its end."""
    before = text.printed(start, max(mark.end if after else mark.start, start))
    return len(" ".join(f"{before}x".split())) - 1


def _cover(bill: Bill) -> Iterator[PrintedParagraph]:
    yield from (PrintedParagraph("caution", said=caution) for caution in bill.cautions)
    yield PrintedParagraph("bill title", said=_title(bill))
    if bill.stage:
        yield PrintedParagraph("bill stage", said=f"[{' '.join(bill.stage.split())}]")


def _title(bill: Bill) -> str:
    return " ".join(bill.title.split()) or "Bill"
