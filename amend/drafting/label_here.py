"""The label that practice gives to what comes in at a place, and the place that a label belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from amend.errors import AddressError, LineError
from amend.model.amendment import Insert, LineEnd, Operation, Place, Provisions, Substitute
from amend.model.lines import Line, Reading
from amend.model.numbering import between, families
from amend.model.outline import above, blocks
from amend.model.provision import Block, Path, Provision, unit
from amend.model.text import Text


def labels_between(before: str, after: str | None, like: str) -> Iterator[str]:
    """The labels that may come between two of a list. after: None at its end. like: one of their kind."""
    for family in families(like):
        try:
            yield between(before, after, family)
        except AddressError:
            continue


def next_label(reading: Reading, path: Path) -> str | None:
    """The label of the next provision of the list that one stands in; None when it is the last."""
    parent = reading.bill.at(path[:-1])
    items = parent.items[path[-1] + 1 :] if isinstance(parent, Provision) else ()
    return next((item.label for item in items if isinstance(item, Provision) and item.label), None)


def labelled_as_placed(reading: Reading, operation: Operation) -> Iterator[tuple[Operation, str]]:
    """One provision that comes in at the end of a line, with the label that its place there gives it; and in the place
    of the provision that has its label. Each with why."""
    matter = operation.matter if isinstance(operation, Insert) and isinstance(operation.point, LineEnd) else None
    if not isinstance(operation, Insert) or matter is None or len(matter.provisions) != 1:
        return
    first, line = matter.provisions[0], _line(reading, operation.place)
    if not isinstance(first, Provision) or first.number is None or line is None:
        return
    for path, node in reversed(above(reading.bill, reading.locate(line.end)[0].path)):
        if node.tag != first.tag or unit(node) != unit(first) or not node.label:
            continue
        if reading.extent(path)[1] == line.end and f"({first.label})" not in _below_number(first):
            for label in labels_between(node.label, next_label(reading, path), first.label):
                named = replace(matter, provisions=(_labelled(first, label),))
                yield replace(operation, matter=named), f"what comes in there is ({label})"
        yield from _in_place_of(reading, operation, first, path)
        return


def _in_place_of(reading: Reading, operation: Insert, first: Provision, path: Path) -> Iterator[tuple[Operation, str]]:
    """What comes in, in the place of the provision of one list that has its label. path: of another of that list."""
    parent = reading.bill.at(path[:-1])
    for at, item in enumerate(parent.items if isinstance(parent, Provision) else ()):
        if isinstance(item, Provision) and item.tag == first.tag and item.label == first.label:
            line = reading.line_at(reading.extent((*path[:-1], at))[0])
            if line is not None:
                bare = first.number is not None and not first.number.words.startswith("(")
                target = Provisions(unit(item), (item.label,), bare=bare)
                place = replace(operation.place, page=line.page, line=line.number)
                yield Substitute(place, target, operation.matter), f"({item.label}) is there"


def _labelled(node: Provision, label: str) -> Provision:
    """A provision with another label in its number."""
    items = tuple(
        replace(item, text=Text(item.words.replace(node.label, label)))
        if isinstance(item, Block) and item.tag == "num"
        else item
        for item in node.items
    )
    return replace(node, items=items)


def _below_number(node: Provision) -> str:
    return " ".join(block.words for _, block in blocks(node) if block is not node.number)


def _line(reading: Reading, place: Place) -> Line | None:
    if place.page is None or place.line is None:
        return None
    try:
        return reading.line(place.page, place.line)[-1]
    except LineError:
        return None
