"""The parts of a provision as a drafter counts them, through the headings that they stand under."""

from __future__ import annotations

from collections.abc import Iterator

from amend.model.provision import HOLDERS, NUMBERED, Bill, Block, Path, Provision, along, walk

THROUGH = frozenset({"part", "chapter", "body"})
"""What only groups provisions; its own heading is the clerks' to change."""


def is_group(node: Provision) -> bool:
    """Whether it only groups provisions: a Part, a Chapter, a cross-heading, the Schedules together."""
    return node.tag in THROUGH or node.get("name") in ("crossheading", "schedules")


def is_quoted(bill: Bill, path: Path) -> bool:
    """Whether what stands at a path lies in text that is put into an Act."""
    return any(isinstance(node, Provision) and node.tag == "quotedStructure" for node in along(bill.root, path))


def parts(bill: Bill, path: Path) -> Iterator[tuple[Path, Provision]]:
    """The numbered provisions and definitions right below one, those that stand under headings too."""
    node = bill.at(path)
    for index, item in enumerate(node.items if isinstance(node, Provision) else ()):
        if not isinstance(item, Provision):
            continue
        inner = (*path, index)
        if is_group(item):
            yield from parts(bill, inner)
        elif item.tag in NUMBERED or item.tag not in HOLDERS:
            yield inner, item


def groups(bill: Bill, path: Path) -> Iterator[tuple[Path, Provision]]:
    """What groups the parts of a provision: the Parts and headings that they stand under."""
    node = bill.at(path)
    for index, item in enumerate(node.items if isinstance(node, Provision) else ()):
        if isinstance(item, Provision) and is_group(item):
            yield (*path, index), item
            yield from groups(bill, (*path, index))


def paragraphs(bill: Bill, path: Path, *, closing: bool) -> list[tuple[Path, Block]]:
    """A provision's own paragraphs: those before or in place of its parts, or with closing those after them."""
    node = bill.at(path)
    found: list[tuple[Path, Block]] = []
    for index, item in enumerate(node.items if isinstance(node, Provision) else ()):
        if isinstance(item, Provision) and item.tag in HOLDERS and (item.tag == "wrapUp") is closing:
            found += [
                ((*path, index, place), block) for place, block in enumerate(item.items) if isinstance(block, Block)
            ]
        elif isinstance(item, Block) and item.tag not in ("num", "heading", "subheading") and not closing:
            found.append(((*path, index), item))
    return found


def cells(bill: Bill, path: Path) -> list[tuple[Path, Block]]:
    """The paragraphs in the tables that stand among a provision's own paragraphs."""
    node = bill.at(path)
    found: list[tuple[Path, Block]] = []
    for index, item in enumerate(node.items if isinstance(node, Provision) else ()):
        inner = (*path, index)
        if isinstance(item, Provision) and item.tag in HOLDERS:
            found += cells(bill, inner)
        elif isinstance(item, Provision) and item.tag == "tblock":
            found += [(at, block) for at, block in walk(item, inner) if isinstance(block, Block)]
    return found


def tops(bill: Bill) -> Iterator[tuple[Path, Provision]]:
    """The clauses and Schedules, in order."""
    for path, node in _bodies(bill):
        if node.tag == "body":
            yield from parts(bill, path)


def _bodies(bill: Bill) -> Iterator[tuple[Path, Provision]]:
    pending: list[Path] = [()]
    while pending:
        path = pending.pop()
        node = bill.at(path)
        if isinstance(node, Provision):
            yield path, node
            if node.tag in ("akomaNtoso", "bill", "act"):
                pending += [(*path, i) for i, item in enumerate(node.items) if isinstance(item, Provision)]
