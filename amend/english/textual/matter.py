"""The provisions that a Bill puts into an Act, taken out of its quoted structures as they will stand in the Act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from amend.english.quotes import CLOSE, OPEN
from amend.model.outline import blocks
from amend.model.provision import Block, Carried, Node, Path, Provision, edited, walk
from amend.model.text import LINE, Mark, Text

_OF_THE_BILL = ("eId", "GUID", "wId")
"""The attributes that say which provision of the Bill it is."""


_INSERTS = re.compile(rf"\b(?:insert|substitute) ?(?:[—–-]|{OPEN}[^{OPEN}{CLOSE}]*)?\s*$")
_CLOSES = re.compile(rf"{CLOSE}[\s.;,]*(?:and|or)?\s*$")


def as_inserted(structure: Provision) -> Iterator[Provision | Block]:
    """What a quoted structure or table holds, without the Bill's identifiers, lines, and the marks of the quotation."""
    if structure.tag == "quotedStructure":
        for item in structure.items:
            if isinstance(item, Provision) and item.tag in ("content", "intro"):
                yield from (_cleaned(one) for one in item.items if not isinstance(one, Carried))
            elif not isinstance(item, Carried):
                yield _cleaned(item)
    else:
        yield _cleaned(_unquoted(structure))


def set_out(schedule: Provision) -> tuple[Provision, ...]:
    """The provisions of an Act that a Schedule of the Bill sets out whole; empty when it sets out none."""
    own = [item for item in schedule.items if isinstance(item, Provision)]
    if any(item.tag not in ("intro", "content") for item in own):
        return ()
    quoted = [node for _, node in walk(schedule, into=lambda node: node.tag != "quotedStructure") if _is_quoted(node)]
    if len(quoted) != 1 or not isinstance(quoted[0], Provision):
        return ()
    return tuple(item for item in as_inserted(quoted[0]) if isinstance(item, Provision))


def quoted_parts(own: Sequence[Provision | Block], parts: Sequence[Provision]) -> list[Provision | Block]:
    """A provision's own words and, where its parts are what those insert, the quotation that the parts are.

    A Bill may have what it inserts among its own provisions, with the marks of the quotation in their words.
    """
    own = list(own)
    said = " ".join(block.text.printed() for item in own for _, block in blocks(item))
    if not parts or not _INSERTS.search(said):
        return own
    if all(_holds_quotation(part) for part in parts):
        return [*own, *(item for part in parts for item in part.items if not isinstance(item, Carried))]
    whole = Provision("quotedStructure", tuple(parts))
    if said.count(OPEN) - said.count(CLOSE) == 1:
        closed = without_closing(whole)
        return own if closed is None else [*own, replace(closed, attributes=(("endQuote", CLOSE),))]
    texts = [block for _, block in blocks(whole) if block.words]
    if not texts or not texts[0].text.printed().lstrip().startswith(OPEN + OPEN) or CLOSE not in texts[-1].words[-2:]:
        return own
    return [*own, replace(_unquoted(whole), attributes=(("startQuote", OPEN), ("endQuote", CLOSE)))]


def without_closing(structure: Provision) -> Provision | None:
    """A structure without a closing mark at the end of its words, which closes what words before it open; None where
    there is none."""
    found = [(path, block) for path, block in blocks(structure) if block.words]
    if not found or not _CLOSES.search(found[-1][1].words):
        return None
    path, block = found[-1]
    if sum(one.text.printed().count(OPEN) - one.text.printed().count(CLOSE) for _, one in found) != -1:
        return None
    at = block.text.chars.rfind(CLOSE)
    return _reworded(structure, path, block.replaced(at, len(block.text), Text())) if at >= 0 else None


def _holds_quotation(part: Provision) -> bool:
    """Whether a part has no number, and no words but a quotation."""
    if part.number is not None:
        return False
    walked = walk(part, into=lambda node: node.tag != "quotedStructure")
    own = [node for _, node in walked if isinstance(node, Block)]
    return bool(own) and any(block.objects for block in own) and not any(block.words.strip(" .;,") for block in own)


def _unquoted(structure: Provision) -> Provision:
    """A structure without the marks, in its first and last words, of the quotation that it is."""
    found = [(path, block) for path, block in blocks(structure) if block.words]
    if not found or not found[0][1].words.startswith(OPEN):
        return structure
    path, block = found[-1]
    at = block.text.chars.rfind(CLOSE)
    if at < 0 or block.text.chars[at + 1 :].strip(" .;,"):
        return structure
    structure = _reworded(structure, path, block.replaced(at, len(block.text), Text()))
    path, block = next((path, block) for path, block in blocks(structure) if block.words)
    at = block.text.chars.index(OPEN)
    return _reworded(structure, path, block.replaced(at, at + 1, Text()))


def _reworded(structure: Provision, path: Path, block: Block) -> Provision:
    return edited(structure, path, lambda _: (block,))


def _is_quoted(node: Node) -> bool:
    return isinstance(node, Provision) and node.tag == "quotedStructure"


def _cleaned_marks(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Marks without the Bill's lines and identifiers, and without the links to its own provisions, whose words stay."""
    dropped: list[int] = []  # the depths of the marks that go which the next one lies in
    for mark in marks:
        while dropped and mark.depth <= dropped[-1]:
            dropped.pop()
        target = dict(mark.attributes).get("href", "")
        if mark.name == "ref" and target.startswith("#") and "qstr" in target:
            dropped.append(mark.depth)
        elif mark.name != LINE:
            own = tuple(one for one in mark.attributes if one[0] not in _OF_THE_BILL)
            yield replace(mark, attributes=own, depth=mark.depth - len(dropped))


def _cleaned(node: Provision | Block) -> Provision | Block:
    """A node without the Bill's identifiers and marks of lines."""
    attributes = tuple((key, value) for key, value in node.attributes if key not in _OF_THE_BILL)
    if isinstance(node, Block):
        marks = tuple(_cleaned_marks(node.text.marks))
        objects = tuple(thing for one in node.objects if isinstance(thing := _cleaned(one), Provision))
        return Block(node.tag, replace(node.text, marks=marks), attributes, objects)
    items = tuple(item if isinstance(item, Carried) else _cleaned(item) for item in node.items)
    return Provision(node.tag, items, attributes)
