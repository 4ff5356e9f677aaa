"""Provisions of an Act that become others, move, lose their heading, or go with the whole Act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from amend.acts.act_siblings import put_last, refuse_doubles
from amend.acts.act_text import ActText, with_number
from amend.acts.place_in_act import FoundPlace, place_in_act
from amend.errors import Refusal
from amend.model.address import Address
from amend.model.numbering import Family, families, successor
from amend.model.outline import HEADS
from amend.model.provision import Block, Carried, Path, Provision, each_provision
from amend.model.text import Text
from amend.model.textual import ActPlace

_BELOW = {"section": ("subsection", "prov2"), "paragraph": ("subparagraph", "schProv2")}
"""What the first part of a section, or of a paragraph of a Schedule, is; below that all is levels."""


def become(text: ActText, found: FoundPlace, place: ActPlace, becomes: Address | None, form: str) -> None:
    """Give a place another number: its text below a number of its own, provisions under another, or numbers alone.

    Raises Refusal for what has no number, and where what it is to be part of is not there.
    """
    if becomes is None or place.provision is None or found.words is not None:
        raise Refusal(f"what becomes {form or 'something without a number'} cannot be told apart in the Act")
    mine, its = _labels(place.provision), _labels(becomes)
    if its[: len(mine)] == mine and len(its) == len(mine) + 1 and place.through is None:
        _wrap(text, found.first, its[-1])
        return
    if its[:-1] == mine[:-1]:
        _renumber(text, found, its[-1])
        return
    _put_under(text, found, place, becomes, its[-1])


def _labels(address: Address) -> list[str]:
    return [number.strip("()") for _, number in address.steps()]


def _wrap(text: ActText, path: Path, label: str) -> None:
    """Put all that a provision says below a number."""
    node = text.bill.at(path)
    assert isinstance(node, Provision)
    level = int((node.get("class") or "para0")[-1]) + 1 if node.tag == "level" else 1
    tag, kind = _BELOW.get(node.tag, ("level", f"para{level}"))
    parts = [item for item in node.items if isinstance(item, Provision) and item.tag == tag and item.number]
    if tag != "level" and parts:
        raise Refusal(f"it has {', '.join(one.number.words for one in parts if one.number)} already")
    heads = tuple(item for item in node.items if isinstance(item, Block) and item.tag in HEADS)
    rest = tuple(item for item in node.items if not (isinstance(item, Block) and item.tag in HEADS))
    inner = Provision(tag, (Block("num", Text(f"({label})")), *rest), (("class", kind),))
    text.edit(path, (replace(node, items=(*heads, inner)),))


def _renumber(text: ActText, found: FoundPlace, label: str) -> None:
    numbers = _run_from(label, len(found.nodes))
    nodes = [node for path in found.nodes if isinstance(node := text.bill.at(path), Provision)]
    renumbered = [with_number(node, f"({number})") for node, number in zip(nodes, numbers, strict=True)]
    refuse_doubles(text, found.first[:-1], renumbered, found.nodes)
    for path, number in zip(found.nodes, numbers, strict=True):
        _set_number(text, path, number)


def _set_number(text: ActText, path: Path, label: str) -> None:
    node = text.bill.at(path)
    assert isinstance(node, Provision)
    printed = node.number.words if node.number else ""
    text.edit(path, (with_number(node, printed.replace(node.label, label) if node.label else f"({label})"),))


def _run_from(label: str, count: int) -> list[str]:
    """So many numbers, from one on."""
    shapes = families(label)
    if not shapes:
        raise Refusal(f"“{label}” is no number that others follow")
    family = Family.ROMAN if Family.ROMAN in shapes and label == "i" else shapes[0]
    found = [label]
    while len(found) < count:
        found.append(successor(found[-1], family))
    return found


def _put_under(text: ActText, found: FoundPlace, place: ActPlace, becomes: Address, label: str) -> None:
    """Make provisions the last parts of another, under new numbers."""
    home = _parent(becomes)
    if home is None:
        raise Refusal(f"it is not told what {becomes} is part of")
    nodes = [text.bill.at(path) for path in found.nodes]
    numbers = _run_from(label, len(nodes))
    for path in reversed(found.nodes):
        text.take_out(path)
    there = place_in_act(text.bill, ActPlace(place.act, home)).last
    new = []
    for node, number in zip(nodes, numbers, strict=True):
        assert isinstance(node, Provision)
        one = with_number(node, f"({number})")
        if node.tag == "level":
            kind = f"para{1 + len(_labels(becomes)) - 1 - _depth_of_levels(becomes)}"
            one = replace(one, attributes=tuple((k, kind if k == "class" else v) for k, v in one.attributes))
        new.append(one)
    put_last(text, there, new)


def _depth_of_levels(address: Address) -> int:
    """How many steps of an address stand above its lettered paragraphs."""
    labels = _labels(address)
    return next((index for index, one in enumerate(labels) if one[:1].islower()), len(labels) - 1)


def _parent(address: Address) -> Address | None:
    if address.labels:
        return Address(address.unit, address.number, address.labels[:-1], address.within)
    return address.within


def move(text: ActText, found: FoundPlace, after: Address, *, heading: bool) -> None:
    """Move provisions to after another. heading: the italic heading over them goes too."""
    paths = found.nodes
    if heading:
        if len(paths[0]) < 2:
            raise Refusal("it stands under no italic heading")
        paths = (paths[0][:-1],)
    nodes = [text.bill.at(path) for path in paths]
    for path in reversed(paths):
        text.take_out(path)
    beside = place_in_act(text.bill, ActPlace("", after)).last
    kept = [node for node in nodes if not isinstance(node, Carried)]
    text.put_in((*beside[:-1], beside[-1] + 1), kept)


def repeal(text: ActText) -> None:
    """Leave nothing of an Act but its title."""
    for path, node in each_provision(text.bill.root):
        if node.tag == "body":
            text.edit(path, (replace(node, items=()),))
            return
    raise Refusal("the Act has no body")


def without_heading(text: ActText, found: FoundPlace) -> None:
    """Take an italic heading away from over what stands under it, which stays."""
    node = text.bill.at(found.first)
    assert isinstance(node, Provision)
    kept = tuple(item for item in node.items if isinstance(item, Provision))
    text.edit(found.first, kept)


def below_heading(text: ActText, found: FoundPlace, new: Sequence[Provision | Block]) -> None:
    """Put provisions in the place of all that stands under a heading, which stays."""
    node = text.bill.at(found.first)
    assert isinstance(node, Provision)
    heads = tuple(item for item in node.items if isinstance(item, Block) and item.tag in HEADS)
    text.edit(found.first, (replace(node, items=heads),))
    if new:
        text.put_in((*found.first, len(heads)), new)
