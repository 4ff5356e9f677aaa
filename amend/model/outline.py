"""What stands where in a Bill: its clauses, Parts and quoted text, what is above a place and what is right below it.

A place is a path, as `Bill.at` takes it. Nothing here looks at words; how a place is cited is in `citation`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from amend.model.provision import (
    HOLDERS,
    NUMBERED,
    Bill,
    Block,
    Node,
    Path,
    Provision,
    along,
    each_provision,
    unit,
    walk,
)

HEADS = frozenset({"num", "heading", "subheading"})
"""The blocks that are no part of the sentence: numbers and headings."""

GROUPS = frozenset({"part", "chapter", "body"})
"""What only groups provisions; its own heading is the clerks' to change."""

_GROUPING = frozenset(
    (
        "crossheading",
        "schedules",
        "subheading",
        "groupOfParts",
        "P1group",
        "P2group",
        "P3group",
    )  # of legislation.gov.uk
)
_DOTS = re.compile(r"[.…\s]{3,}|…")


# What one provision is, by itself


def is_group(node: Provision) -> bool:
    """Whether it only groups provisions: a Part, a Chapter, a cross-heading, the Schedules together, the body."""
    return node.tag in GROUPS or node.get("name") in _GROUPING


def is_top(node: Provision) -> bool:
    """Whether it is a clause or Schedule, or in quoted text a section or Schedule of an Act."""
    return node.tag == "section" or is_schedule(node)


def is_schedule(node: Provision) -> bool:
    """Whether it is a Schedule, not the Schedules together."""
    return node.get("name") == "schedule"


def is_repealed(node: Provision) -> bool:
    """Whether only dots stand in an Act in the place of its words, which were repealed; its number and heading may
    be left."""
    found = [block.words for _, block in blocks(node) if block.tag not in HEADS and block.words]
    return bool(found) and all(_DOTS.fullmatch(words) for words in found)


# What is above a place


def above(bill: Bill, path: Path) -> list[tuple[Path, Provision]]:
    """The provisions that hold a place, outermost first, without the root and without what stands there itself.

    The place may be one past the last item, where something could be put in. IndexError when there is no such place.
    """
    found = [(path[:depth], node) for depth, node in enumerate(along(bill.root, path[:-1]), 1)]
    return [(outer, node) for outer, node in found if isinstance(node, Provision)]


def is_quoted(bill: Bill, path: Path) -> bool:
    """Whether what stands at a path lies in text that is put into an Act, or is such text."""
    node: Node = bill.root
    for index in path:
        if isinstance(node, Provision):
            node = node.items[index]
        elif isinstance(node, Block):
            node = node.objects[index]
        else:
            raise IndexError("what is carried has no parts")
        if isinstance(node, Provision) and node.tag == "quotedStructure":
            return True
    return False


def top_of(bill: Bill, path: Path) -> Path | None:
    """The clause or Schedule that a place is in, or is; None for what lies outside them all."""
    for depth, node in enumerate(along(bill.root, path), 1):
        if isinstance(node, Provision) and is_top(node):
            return path[:depth]
    return None


def groups_over(bill: Bill, path: Path) -> list[tuple[Path, Provision]]:
    """The Parts, Chapters and headings that a place stands under, outermost first."""
    return [(outer, node) for outer, node in above(bill, path) if is_group(node) and node.tag != "body"]


# What is right below a provision


def parts(bill: Bill, path: Path) -> Iterator[tuple[Path, Provision]]:
    """The numbered provisions and definitions right below one, those that stand under headings too."""
    for inner, node in _below(bill, path):
        if not is_group(node) and (node.tag in NUMBERED or node.tag not in HOLDERS):
            yield inner, node


def groups(bill: Bill, path: Path) -> Iterator[tuple[Path, Provision]]:
    """What groups the parts of a provision: the Parts and headings that they stand under."""
    return (found for found in _below(bill, path) if is_group(found[1]))


def _below(bill: Bill, path: Path) -> Iterator[tuple[Path, Provision]]:
    """The provisions right below one, and below what groups those, in order."""
    node = bill.at(path)
    for index, item in enumerate(node.items if isinstance(node, Provision) else ()):
        if isinstance(item, Provision):
            yield (*path, index), item
            if is_group(item):
                yield from _below(bill, (*path, index))


def held(node: Provision, path: Path = ()) -> Iterator[tuple[Path, Provision]]:
    """The provisions next below one in the tree, whatever they are, those that stand among its words too.

    path: of the provision. Each comes with its own.
    """
    for index, item in enumerate(node.items):
        if isinstance(item, Provision):
            yield (*path, index), item
        elif isinstance(item, Block):
            for place, thing in enumerate(item.objects):
                yield (*path, index, place), thing


def own_paragraphs(bill: Bill, path: Path, *, closing: bool) -> list[tuple[Path, Block]]:
    """A provision's own paragraphs: those before or in place of its parts, or with closing those after them."""
    node = bill.at(path)
    found: list[tuple[Path, Block]] = []
    for index, item in enumerate(node.items if isinstance(node, Provision) else ()):
        if isinstance(item, Provision) and item.tag in HOLDERS and (item.tag == "wrapUp") is closing:
            found += [
                ((*path, index, place), block) for place, block in enumerate(item.items) if isinstance(block, Block)
            ]
        elif isinstance(item, Block) and item.tag not in HEADS and not closing:
            found.append(((*path, index), item))
    return found


def tables(bill: Bill, path: Path) -> list[Path]:
    """The paths of the tables that stand among a provision's own paragraphs."""
    node = bill.at(path)
    found: list[Path] = []
    for index, item in enumerate(node.items if isinstance(node, Provision) else ()):
        inner = (*path, index)
        if isinstance(item, Provision) and item.tag in HOLDERS:
            found += tables(bill, inner)
        elif isinstance(item, Provision) and item.tag == "tblock":
            found.append(inner)
    return found


# Down through it all, in reading order; each is one pass


def blocks(node: Node, path: Path = ()) -> Iterator[tuple[Path, Block]]:
    """Every number, heading and paragraph from a node down. path: of the node."""
    return ((inner, block) for inner, block in walk(node, path) if isinstance(block, Block))


def words_of(node: Node) -> str:
    """All the words from a node down, numbers and headings too, with one space between paragraphs."""
    return " ".join(block.words for _, block in blocks(node) if block.words)


def tagged(bill: Bill, tag: str) -> Iterator[tuple[Path, Provision]]:
    """Every provision of that tag, in quoted text too: "longTitle", "authorialNote"."""
    return ((path, node) for path, node in each_provision(bill.root) if node.tag == tag)


def tops(bill: Bill) -> Iterator[tuple[Path, Provision]]:
    """The clauses and Schedules, in order, those of quoted text not."""
    for path, _ in _bodies(bill):
        yield from parts(bill, path)


def _bodies(bill: Bill) -> Iterator[tuple[Path, Provision]]:
    for path, node in walk(bill.root, into=lambda node: node.tag in ("akomaNtoso", "bill", "act")):
        if isinstance(node, Provision) and node.tag == "body":
            yield path, node


def arrangement(bill: Bill) -> Iterator[tuple[Path, Provision]]:
    """The provisions that are in no clause and not quoted, whatever they are: Parts, headings, clauses, Schedules and
    all that is in a Schedule; of these a table of contents makes its choice."""
    for path, node in walk(bill.root, into=lambda node: node.tag not in ("section", "quotedStructure")):
        if isinstance(node, Provision) and node.tag != "quotedStructure":
            yield path, node


def in_contents(bill: Bill) -> Iterator[tuple[Path, Provision]]:
    """The Parts, Chapters, cross-headings, clauses and Schedules, not those inside another Act's text."""
    for path, node in arrangement(bill):
        heading = node.tag == "hcontainer" and node.get("name") == "crossheading"
        if heading or unit(node) in ("Part", "Chapter", "clause", "Schedule"):
            yield path, node


def sections_of_acts(bill: Bill) -> Iterator[tuple[Path, Provision]]:
    """The sections that a Bill puts into Acts."""
    quotation: Path | None = None
    for path, node in each_provision(bill.root):
        if quotation is not None and path[: len(quotation)] != quotation:
            quotation = None
        if node.tag == "quotedStructure" and quotation is None:
            quotation = path
        elif node.tag == "section" and quotation is not None:
            yield path, node


def outside(bill: Bill) -> Iterator[tuple[Path, Block]]:
    """The paragraphs of the body that stand outside its clauses and Schedules; notes beside the text are none."""
    closed = {id(node) for _, node in tops(bill)}
    for path, body in _bodies(bill):
        for inner, node in walk(body, path, into=lambda node: id(node) not in closed and node.tag != "authorialNote"):
            if isinstance(node, Block) and node.tag not in HEADS:
                yield inner, node


def long_title(bill: Bill) -> tuple[Path, Provision] | None:
    """The long title; None when the text has none."""
    return next(tagged(bill, "longTitle"), None)
