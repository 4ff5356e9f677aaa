"""Provisions to the rows they are printed as, the way `structure.provisions` reads them."""

from __future__ import annotations

import re

from amend.english.columns import written
from amend.model.provision import NUMBERED, Block, Carried, Provision
from amend.model.table_rows import is_row
from amend.model.text import OBJECT

SCHEDULE_NOTE = re.compile(r"sections?\s+\d[\w(), ]*", re.IGNORECASE)
"""What is printed beside the number of a Schedule: the provision that it is of."""


def written_rows(node: Provision | Block) -> list[str]:
    """The rows that a provision or paragraph is written as, the way `provisions` reads them.

    A row of a table, by itself, is one row in columns (see `columns`); raises WordsError for one that cannot be.
    """
    return [written(node)] if isinstance(node, Provision) and is_row(node) else _rows(node)


def _rows(node: Provision | Block, *, quoted: bool = False) -> list[str]:
    if isinstance(node, Block):
        return _block_rows(node)
    out: list[str] = []
    lead: list[str] = []
    for item in node.items:
        if isinstance(item, Block) and item.tag == "num":
            lead += item.words.split()
            if quoted and (note := _note(node)):
                out.append(" ".join([*lead, note]))
                lead = []
        elif isinstance(item, Block) and item.tag == "heading":
            out.append(" ".join([*lead, _printed(item)]))
            lead = []
        elif not isinstance(item, Carried):
            inner = _rows(item, quoted=quoted)
            if lead and inner:
                inner[0] = " ".join([*lead, inner[0]])
                lead = []
            out += inner
    return [*out, *lead] if lead else out


def _note(schedule: Provision) -> str:
    """What is printed beside the number of a Schedule, above its heading; "" for none, and for what else has notes."""
    if schedule.heading is None or schedule.number is None or schedule.get("class") != "sch":
        return ""
    words = " ".join(
        block.words for thing in schedule.number.objects for block in thing.items if isinstance(block, Block)
    )
    return words if SCHEDULE_NOTE.fullmatch(words) else ""


def levels(node: Provision | Block, depth: int = 0, *, quoted: bool = False) -> list[int]:
    """How many levels each of the `rows` of a node is indented, from 0."""
    if depth == 0 and is_row(node):
        return [0]
    if isinstance(node, Block):
        first = [depth] if node.text.chars.split(OBJECT)[0].strip() else []
        return first + [level for thing in node.objects for level in levels(thing, depth + 1, quoted=True)]
    out = [depth] if quoted and _note(node) else []
    for item in node.items:
        if isinstance(item, Carried) or (isinstance(item, Block) and item.tag == "num"):
            continue
        flat = node.tag in ("section", "quotedStructure") or node.get("name") == "crossheading"
        deeper = isinstance(item, Provision) and item.tag in NUMBERED and not flat
        out += levels(item, depth + deeper, quoted=quoted)
    return out


def _block_rows(block: Block) -> list[str]:
    pieces = block.text.exact.printed().split(OBJECT)
    out = [" ".join(pieces[0].split())] if pieces[0].strip() else []
    for thing, tail in zip(block.objects, pieces[1:], strict=True):
        if thing.tag != "quotedStructure":
            continue
        inner = [row for item in thing.items if not isinstance(item, Carried) for row in _rows(item, quoted=True)]
        if inner:
            inner[0] = (thing.get("startQuote") or "") + inner[0]
            inner[-1] += (thing.get("endQuote") or "") + tail.rstrip()
        out += inner
    return out


def _printed(block: Block) -> str:
    return " ".join(block.text.exact.printed().replace(OBJECT, " ").split())
