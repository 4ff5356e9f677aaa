"""What stands on each paragraph of a print, for one who edits its paragraphs: its provisions, quoted text and cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from amend.model.outline import is_group
from amend.model.printed import OUTSIDE, BlockRun, PrintedParagraph, Table, each, paragraphs
from amend.model.provision import NUMBERED, Bill, Block, Node, Path, Provision


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted structure. first, last: the indices of its paragraphs. host: that of the paragraph whose words lead to
    it, None where nothing does. opening, closing: its marks, "" for none. tail: where the words that follow it in its
    block begin and end."""

    path: Path
    first: int
    last: int
    host: int | None
    opening: str
    closing: str
    tail: tuple[int, int]


@dataclass(slots=True)
class ParagraphIndex:
    """The paragraphs of a print, in order, and what stands on them.

    words: what each paragraph says, white space folded. leads: of each numbered provision, the paragraph that begins
    it. quotations: by path, in reading order. cells: of each paragraph in a table, the path of its cell. spans: of each
    node of the text that prints something, its first and last paragraph. turn: of each paragraph of the text, which it
    is of those. heads: of each Part or heading, the paragraphs of its number and heading. end_of_front: the index of
    the paragraph that ends cover and contents.
    """

    bill: Bill
    paragraphs: tuple[PrintedParagraph, ...]
    words: list[str] = field(default_factory=list)
    leads: dict[Path, int] = field(default_factory=dict)
    quotations: dict[Path, Quotation] = field(default_factory=dict)
    cells: dict[int, Path] = field(default_factory=dict)
    spans: dict[Path, tuple[int, int]] = field(default_factory=dict)
    turn: dict[int, int] = field(default_factory=dict)
    heads: dict[Path, list[int]] = field(default_factory=dict)
    end_of_front: int = 0

    def tail(self, path: Path) -> tuple[int, str]:
        """Where the words that follow a quoted structure begin in its block, and what they are in the print."""
        quotation = self.quotations[path]
        following = tails(self.paragraphs[quotation.last])
        mine = (run for run in following if run.path == path[:-1] and run.start == quotation.tail[0])
        return quotation.tail[0], "".join(run.words[: len(run.words) - len(run.closing)] for run in mine)


def standing(bill: Bill) -> ParagraphIndex:
    """What stands on each paragraph of a print."""
    items = paragraphs(bill)
    found = ParagraphIndex(bill, tuple(each(items)))
    found.words = [" ".join(paragraph.words.split()) for paragraph in found.paragraphs]
    _cells(found, items)
    for index, paragraph in enumerate(found.paragraphs):
        if paragraph.role == "break":
            found.end_of_front = index
        if paragraph.role in OUTSIDE:
            continue
        paths = [run.path for run in runs(paragraph)]
        paths += [found.cells[index]] if index in found.cells else []
        for path in paths:
            for depth in range(len(path), -1, -1):
                first, last = found.spans.get(path[:depth], (index, -1))
                if last == index:
                    break  # and so have those above
                found.spans[path[:depth]] = first, index
        if paths:
            found.turn[index] = len(found.turn)
        if runs(paragraph):
            _enter(found, block_path(paragraph), index)
    return found


def runs(paragraph: PrintedParagraph) -> tuple[BlockRun, ...]:
    """The runs of a paragraph, its numbers first."""
    return (*paragraph.numbers, *paragraph.runs)


def own(paragraph: PrintedParagraph) -> BlockRun | None:
    """The run of a paragraph's own words; None when it has a number alone."""
    first = paragraph.runs[0] if paragraph.runs else None
    if first is None or not paragraph.numbers:
        return first
    provision = paragraph.numbers[-1].path[:-1]
    return first if first.path[: len(provision)] == provision else None


def tails(paragraph: PrintedParagraph) -> tuple[BlockRun, ...]:
    """The runs that follow a quotation on its last row."""
    return paragraph.runs[1:] if own(paragraph) else paragraph.runs


def block_path(paragraph: PrintedParagraph) -> Path:
    """The path of the block that a paragraph's own words, or its number alone, stand in; () when it has none."""
    words = own(paragraph)
    return words.path if words else paragraph.numbers[-1].path if paragraph.numbers else ()


def holds_parts(node: Provision) -> bool:
    """Whether what a provision holds can stand without it: a Part, or a heading over clauses."""
    return is_group(node)


def _enter(found: ParagraphIndex, place_: Path, index: int) -> None:
    """Note what a paragraph begins, and what it is the heading of."""
    node: Node = found.bill.root
    for depth, turn in enumerate(place_):
        path = place_[:depth]
        if isinstance(node, Provision):
            if depth == len(place_) - 1 and holds_parts(node):
                found.heads.setdefault(path, []).append(index)
            if node.tag == "quotedStructure":
                _quoted(found, path, node, index)
            elif node.tag in NUMBERED:
                found.leads.setdefault(path, index)
            node = node.items[turn]
        elif isinstance(node, Block):
            node = node.objects[turn]


def _cells(found: ParagraphIndex, items: tuple[PrintedParagraph | Table, ...]) -> None:
    index = 0
    for item in items:
        if isinstance(item, PrintedParagraph):
            index += 1
            continue
        for line in item.lines:
            node = found.bill.at(line.path)
            assert isinstance(node, Provision)
            boxes = [i for i, cell in enumerate(node.items) if isinstance(cell, Provision | Block)]
            for place_, cell in zip(boxes, line.cells, strict=True):
                for _ in cell:
                    found.cells[index] = (*line.path, place_)
                    index += 1


def _quoted(found: ParagraphIndex, path: Path, node: Provision, index: int) -> None:
    known = found.quotations.get(path)
    if known is not None:
        found.quotations[path] = Quotation(
            path, known.first, index, known.host, known.opening, known.closing, known.tail
        )
        return
    block = found.bill.at(path[:-1])
    assert isinstance(block, Block)
    at = -1
    for _ in range(path[-1] + 1):
        at = block.text.chars.index("\ufffc", at + 1)
    following = block.text.chars.find("\ufffc", at + 1)
    tail = (at + 1, len(block.text) if following < 0 else following)
    marks = node.get("startQuote") or "", node.get("endQuote") or ""
    host = index - 1 if any(run.path == path[:-1] for run in _ending(found, index - 1)) else None
    found.quotations[path] = Quotation(path, index, index, host, *marks, tail)


def _ending(found: ParagraphIndex, index: int) -> tuple[BlockRun, ...]:
    return found.paragraphs[index].runs if index >= 0 else ()
