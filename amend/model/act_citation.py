"""A provision of an Act as it is cited: what drafters call each step of the way to it, and its eId there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amend.model.address import Address
from amend.model.textual import Portion

_CHAPTER = re.compile(r"\s*\((?:c\.|asp|anaw|asc|dsc|nawm|chapter)[^)]*\)$", re.IGNORECASE)

HOLDERS_OF_LABELS = ("section", "article", "regulation", "rule", "clause")
"""What bracketed labels follow, "section 5(2)(a)"; a numbered paragraph of a Schedule is another."""

_IN_SECTIONS = ("subsection", "paragraph", "sub-paragraph", "sub-sub-paragraph")
_IN_SCHEDULES = ("sub-paragraph", "paragraph", "sub-paragraph", "sub-sub-paragraph")
_IN_RULES = ("paragraph", "sub-paragraph", "paragraph", "sub-paragraph")
_IN_ARTICLES = ("paragraph", "point", "point", "point")
_FIRST_LEVEL = 2
_ROMAN = frozenset("ivxl")

_SHORT = {
    "section": "sec",
    "clause": "sec",
    "subsection": "subsec",
    "Schedule": "sched",
    "Part": "pt",
    "Chapter": "chp",
    "article": "art",
    "regulation": "reg",
    "rule": "rule",
    "Annex": "annex",
    "Ground": "ground",
    "paragraph": "para",
    "sub-paragraph": "subpara",
    "sub-sub-paragraph": "subsubpara",
    "point": "point",
}
"""What each unit is called in an eId."""

_GROUPS = ("Part", "Chapter")


def label_levels(labels: Sequence[str], unit: str = "") -> list[int]:
    """How deep each of some labels stands: 2 for a number, 3 for a letter, 4 for small roman in a lettered paragraph,
    5 for a capital. unit: the name that the first of them is given, which tells a letter “i” from roman."""
    found: list[int] = []
    for label in labels:
        if label[:1].isdigit() or label[-1:].isdigit() or (len(label) > 1 and label[-2:-1].isdigit()):
            found.append(found[-1] + 1 if found else 2)
        elif label.isupper():
            found.append(5)
        elif (found and found[-1] >= 3) or (not found and unit in ("sub-paragraph", "sub-sub-paragraph")):
            found.append(4 if set(label.removeprefix("z")) <= _ROMAN or (found and found[-1] == 3) else 3)
        else:
            found.append(3)
    return found


def parted(address: Address) -> tuple[Address | None, str, tuple[str, ...]]:
    """What an address's labels stand in, the unit of the first where it is cited by one of its own, and the labels."""
    if address.number.startswith("(") and address.unit != "definition":
        return address.within, address.unit, (address.number[1:-1], *address.labels)
    return Address(address.unit, address.number, (), address.within), "", address.labels


def named_steps(address: Address) -> list[tuple[str, Address]]:
    """Every provision on the way to an address, outermost first, by the name that drafters give it."""
    outer = named_steps(address.within) if address.within else []
    holder, unit, labels = parted(address)
    if holder is not None and not unit:
        outer.append((holder.unit, holder))
    kind = holder.unit if holder else ""
    if kind == "definition":
        names = _IN_SECTIONS
    elif kind == "paragraph" and holder is not None and not holder.number.startswith("("):
        names = _IN_SCHEDULES
    else:
        names = {"article": _IN_ARTICLES, "regulation": _IN_RULES, "rule": _IN_RULES}.get(kind, _IN_SECTIONS)
    for index, level in enumerate(label_levels(labels, unit)):
        name = unit if unit and not index else names[level - _FIRST_LEVEL]
        upto = address_with(holder, unit, labels[: index + 1])
        outer.append((name, upto))
    return outer


def address_with(holder: Address | None, unit: str, labels: tuple[str, ...]) -> Address:
    """The address of labels in what they stand in; unit: as `parted` gives it."""
    if unit or holder is None:
        return Address(unit, f"({labels[0]})", labels[1:], holder)
    return Address(holder.unit, holder.number, labels, holder.within)


def by_labels_alone(address: Address) -> Address:
    """An address in which no bracketed part has a unit of its own: section 214(2)(q) for “section 214 paragraph
    (2)(q)”, where a Bill calls a subsection a paragraph."""
    holder, unit, labels = parted(address)
    if not unit or holder is None:
        return address
    outer = by_labels_alone(holder)
    return Address(outer.unit, outer.number, (*outer.labels, *labels), outer.within)


def eid_in_act(address: Address, portions: Sequence[Portion] = ()) -> str:
    """The eId of a provision of an Act: "sec_26__subsec_2__para_a", "sched_7__para_10__subpara_4".

    A definition, and an entry or row of a table, has that of the provision it stands in. portions: of a heading it is
    that of the heading, "sec_3__hdg". A section is not named after its Part, nor a paragraph after the Part of its
    Schedule.
    """
    steps = named_steps(address)
    found: list[str] = []
    for index, (name, at) in enumerate(steps):
        if name == "definition":
            break
        below = [unit for unit, _ in steps[index + 1 :] if unit not in _GROUPS]
        if name in _GROUPS and below and below[0] != "definition":
            continue
        label = (at.labels[-1] if at.labels else at.number.strip("()")).strip()
        found.append(f"{_SHORT.get(name, name.lower())}_{label}" if label else _SHORT.get(name, name.lower()))
    eid = "__".join(found)
    kinds = [portion.kind for portion in portions]
    if kinds[-1:] == ["heading"]:
        return f"{eid}__hdg"
    return f"{eid}__xhdg" if "italic heading" in kinds else eid


def plain_title(title: str) -> str:
    """The title of an Act as titles are compared: without “the” before it, its chapter number and its capitals."""
    return " ".join(_CHAPTER.sub("", title).lower().removeprefix("the ").split())
