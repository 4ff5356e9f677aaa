"""eIds for what an amendment puts in: unique in the print, in the dialect of the file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from amend.model.outline import is_group
from amend.model.provision import Block, Carried, Node, Provision, unit

_SHORT = {
    "section": "sec",
    "subsection": "subsec",
    "paragraph": "para",
    "subparagraph": "subpara",
    "article": "art",
    "part": "pt",
    "chapter": "chp",
    "quotedStructure": "qstr",
    "tblock": "tbl",
}
_LEVELS = {"para1": "para", "para2": "subpara", "para3": "subsubpara"}
_NAMED = {"schedule": "sched", "definition": "def", "crossheading": "xhdg"}

_PUBLISHED = ("section", "subsection", "level", "paragraph", "subparagraph", "part", "chapter", "schedule")
_OF_PUBLISHED = re.compile(r"(?:section|schedule|part|chapter)-\w")
_IN_A_PART = re.compile(r"-(?:part|chapter|crossheading)-.*")
_TURN = re.compile(r"__oc_\d+")
T = TypeVar("T")


def led_to(href: str, known: Mapping[str, T]) -> T | None:
    """What a reference "#sec_12" leads to, of what is known by eId; None when that is nothing.

    Prints are found whose references name a turn ("#sec_12__oc_1") that the provision's own eId does not.
    """
    eid = href.removeprefix("#")
    return known.get(eid) or known.get(_TURN.sub("", eid))


def identified(node: Provision | Block, parent: str | None, taken: set[str]) -> Provision | Block:
    """The node with an eId on each of its provisions that has none, below that of its parent.

    parent: the eId of the nearest provision above that has one; None at the top. taken: every eId in use; those
    given are added. Provisions without a number, and a second of one number, are told apart as `oc_1`, `oc_2`.
    """
    if isinstance(node, Block):
        if not node.objects:
            return node
        objects = tuple(identified(thing, parent, taken) for thing in node.objects)
        return replace(node, objects=tuple(thing for thing in objects if isinstance(thing, Provision)))
    eid = node.eid
    if eid is None and (name := _name(node)):
        eid = _unique(_published(node, parent, taken) or "__".join(filter(None, (parent, name))), node, taken)
        node = replace(node, attributes=(*node.attributes, ("eId", eid)))
    below = eid or parent
    items = tuple(item if isinstance(item, Carried) else identified(item, below, taken) for item in node.items)
    return replace(node, items=items)


def named_after(above: Sequence[Node], new: Provision | Block) -> str | None:
    """The eId that a new provision's own begins with: of the nearest of those above it, outermost first, that names
    its parts. A clause is named after nothing, nor are Parts and cross-headings named after; None for that."""
    holders = [node for node in above if isinstance(node, Provision) and node.eid]
    if isinstance(new, Provision) and new.tag == "section":
        holders = [node for node in holders if node.tag == "quotedStructure"]
    for node in reversed(holders):
        if not is_group(node) or node.tag == "body":
            return node.eid
    return None


def _published(node: Provision, parent: str | None, taken: set[str]) -> str:
    """The eId in the manner of legislation.gov.uk, "section-20-2B", "schedule-1-paragraph-3"; "" where the file has
    another, or gives such a provision none."""
    kind = "schedule" if node.get("name") == "schedule" else node.tag
    if not node.label or (parent or "").count("__") or kind not in _PUBLISHED:
        return ""
    if parent is None:
        return f"{kind}-{node.label}" if any(_OF_PUBLISHED.match(eid) for eid in taken) else ""
    if not _OF_PUBLISHED.match(parent):
        return ""
    if kind in ("subsection", "subparagraph", "level"):
        return f"{parent}-{node.label}"
    if kind == "paragraph":
        return f"{_IN_A_PART.sub('', parent)}-paragraph-{node.label}"
    return f"{parent}-{kind}-{node.label}" if kind in ("part", "chapter") else f"{kind}-{node.label}"


def _name(node: Provision) -> str | None:
    if node.tag == "level":
        short = _LEVELS.get(node.get("class") or "", "para")
    elif node.tag == "hcontainer":
        short = _NAMED.get(node.get("name") or "", "")
    else:
        short = _SHORT.get(node.tag, "")
    if not short:
        return None
    return f"{short}_{node.label}" if node.label else short


def _unique(eid: str, node: Provision, taken: set[str]) -> str:
    """The eId, or with the first free `oc_n` when it is taken or the provision has no number to tell it by."""
    candidate, count = eid, 0
    while candidate in taken or (not node.label and not count and unit(node) in ("clause", "Schedule")):
        count += 1
        candidate = f"{eid}__oc_{count}"
    taken.add(candidate)
    return candidate
