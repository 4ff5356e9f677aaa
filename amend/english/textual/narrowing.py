"""A place in an Act made narrower, step by step: "in section 26(2)", then "in paragraph (a)", then "that paragraph"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from amend.errors import WordsError
from amend.model.act_citation import HOLDERS_OF_LABELS, address_with, label_levels, named_steps, parted
from amend.model.address import Address
from amend.model.textual import ActPlace, Portion

_ABSOLUTE = (*HOLDERS_OF_LABELS, "Schedule", "Annex")
_FIRST_LEVEL = 2
_ROMAN = frozenset("ivxl")


def into(place: ActPlace, unit: str, number: str, labels: tuple[str, ...], *, nested: bool = False) -> ActPlace:
    """The place of a provision in another: number as printed, "26", "(2)", or "" for labels of the provision itself.

    A unit that stands no lower than where the place is, replaces what is there: "section 3" in section 2 is section 3.
    nested: whether it is said to be of the place, so that it is below it: "paragraph (i) of paragraph (zb)".
    """
    here = place.provision
    if unit in ("Part", "Chapter") and place.portions and place.portions[-1].kind in ("table", "list"):
        return replace(place, portions=(*place.portions, Portion("item", f"{unit} {number}")))
    if unit in _ABSOLUTE:
        grouped = here is not None and here.unit in ("Chapter", "Part") and (nested or not here.number[:1].isdigit())
        within = here if unit == "section" and grouped else None  # “Section 3 of Chapter 4” groups articles
        return _at(place, Address(unit, number, labels, within))
    if unit == "definition":
        while here is not None and any(name == "definition" for name, _ in named_steps(here)):
            here = here.within
        return _at(place, Address(unit, f"({number})", (), here))
    if unit in ("Part", "Chapter"):
        return _at(place, Address(unit, number, (), _group(here, unit)))
    if unit == "Ground" or (unit in ("paragraph", "point") and number and not number.startswith("(")):
        return _numbered(place, unit, number, labels)
    if place.portions and place.portions[-1].kind in ("table", "entry", "row", "column", "definition", "paragraph"):
        label = "".join(f"({one})" for one in (number.strip("()"), *labels) if one)
        return replace(place, portions=(*place.portions, Portion("item", label)))
    new = tuple(filter(None, (number.strip("()"), *labels)))
    return _at(place, _lettered(here, unit, new, nested=nested))


def _at(place: ActPlace, address: Address) -> ActPlace:
    return replace(place, provision=address, through=None, portions=())


def _group(here: Address | None, unit: str) -> Address | None:
    """What a Part or Chapter stands in: a Schedule, or for a Chapter a Part."""
    if here is None:
        return None
    for name, address in reversed(named_steps(here)):
        if name in ("Schedule", "Annex") or (name == "Part" and unit == "Chapter"):
            return address
    return None


def _numbered(place: ActPlace, unit: str, number: str, labels: tuple[str, ...]) -> ActPlace:
    """A paragraph with a plain number: of a Schedule, or of an article, where it counts as the first label."""
    here = place.provision
    for name, address in reversed(named_steps(here)) if here else ():
        if name in ("Schedule", "Annex", "Part"):
            return _at(place, Address(unit, number, labels, address))
        if name == "section" and unit != "subsection":
            raise WordsError(f"{unit} {number} is not a part of {address}")
        if name in HOLDERS_OF_LABELS:
            return _at(place, Address(name, address.number, (number, *labels), address.within))
    return _at(place, Address(unit, number, labels, here))


def _lettered(here: Address | None, unit: str, labels: tuple[str, ...], *, nested: bool) -> Address:
    """Bracketed labels below where the place is, in place of those there that stand as low or lower."""
    if here is None:
        return Address(unit, f"({labels[0]})", labels[1:])
    holder, first, standing = parted(here)
    kind = holder.unit if holder else ""
    context = unit if kind not in ("regulation", "rule") else {"paragraph": "sub-paragraph"}.get(unit, "")
    level = max(label_levels(labels, context)[0], 3 if unit == "point" else 0)
    depths = label_levels(standing, first)
    if nested and depths and level == depths[-1] == 3 and set(labels[0]) <= _ROMAN:
        level += 1
    if nested and depths and level <= depths[-1]:
        raise WordsError(f"{unit} ({labels[0]}) is not a part of {here}")
    kept = [one for one, at in zip(standing, depths, strict=True) if at < level]
    if not kept and holder is not None and unit == "paragraph" and level == _FIRST_LEVEL and kind == "section":
        return Address(unit, f"({labels[0]})", labels[1:], holder)  # so the Bill says, whatever the Act calls it
    folds = kind in HOLDERS_OF_LABELS or (kind == "paragraph" and holder is not None and "(" not in holder.number)
    folds = folds or kind == "Ground"
    if not kept and not folds:
        return Address(unit or first, f"({labels[0]})", labels[1:], holder)
    return address_with(holder, first if kept else "", (*kept, *labels))


def next_item(address: Address, number: str, labels: tuple[str, ...]) -> Address:
    """The next of a list of places: "(b)" after "section 26(2)(a)" is section 26(2)(b), "27" is section 27."""
    if number and not number.startswith("("):
        holder, unit, standing = parted(address)
        if holder is not None and holder.unit == "article" and standing:
            return Address(holder.unit, holder.number, (number, *labels), holder.within)
        return Address(address.unit, number, labels, address.within)
    holder, unit, standing = parted(address)
    new = tuple(filter(None, (number.strip("()"), *labels)))
    at = label_levels(standing, unit)
    level = label_levels(new)[0]
    if level not in at and at and at[-1] > level == at[-1] - 1 and set(new[0]) <= _ROMAN:
        level = at[-1]  # “(i) to (iii)”
    if level == 3 and at and at[-1] == 4 and set(new[0].removeprefix("z")) <= _ROMAN:
        level = 4
    kept = tuple(one for one, depth in zip(standing, at, strict=True) if depth < level)
    return address_with(holder, unit if unit else "", (*kept, *new))


def up_to(addresses: Sequence[Address], unit: str) -> Address:
    """The last of some places mentioned that is, or lies in, one of that name: “that subsection”. Raises WordsError."""
    wanted = {"article": ("article",), "schedule": ("Schedule",)}.get(unit.lower(), (unit,))
    for address in reversed(addresses):
        for name, found in reversed(named_steps(address)):
            if name.lower() in [one.lower() for one in wanted]:
                return found
    raise WordsError(f"no {unit} is named before “that {unit}”")
