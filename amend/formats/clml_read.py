"""The tree of a CLML document as that of an Act: sections with their headings, subsections, definitions, versions.

Each element is turned by itself, after those that it holds. What could not be turned back the same stays as it stands,
under its own name, so that nothing is lost: see `clml_write`, which undoes each of these steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise

from amend.formats.clml_names import (
    AS_IT_STANDS,
    BLOCKS,
    GROUPS,
    LEVELS,
    LIST,
    MARKS,
    NAME,
    NEW_LIST,
    NEW_PARA,
    NUMBERED,
    OTHER_MARKS,
    VERSION,
    automatic,
    brackets,
)
from amend.formats.clml_write import is_listed, undone
from amend.model.extents import AROUND
from amend.model.provision import Block, Carried, Node, Provision
from amend.model.text import Attributes, Mark, Text

Shape = Callable[[Provision], Provision | None]


def as_act(raw: Provision) -> Provision:
    """The tree of an Act from that of the document; `clml_write.as_clml` gives the same document back."""
    return _provision(_versions_placed(raw), annexed=False)


def _node(node: Node, annexed: bool) -> Node:
    if isinstance(node, Provision):
        return _provision(node, annexed)
    return _block(node, annexed) if isinstance(node, Block) else node


def _provision(raw: Provision, annexed: bool) -> Provision:
    """annexed: whether it is in a Schedule, where a P1 is a paragraph."""
    annexed = raw.get("Context") == "schedule" if raw.tag == "BlockAmendment" else annexed or raw.tag == "Schedules"
    inside = annexed or raw.tag == "Schedule"
    plain = Provision(raw.tag, tuple([_node(item, inside) for item in raw.items]), raw.attributes)
    for shape in _SHAPES[annexed].get(raw.tag, ()):
        found = shape(plain)
        if found is not None and undone(found) == plain:
            return found
    return plain


# Words


def _block(raw: Block, annexed: bool) -> Block:
    text = Text(raw.text.chars, tuple(map(_mark, raw.text.marks))) if raw.text.marks else raw.text
    objects = tuple(_provision(thing, annexed) for thing in raw.objects) if raw.objects else ()
    return Block(BLOCKS.get(raw.tag, raw.tag), text, raw.attributes, objects)


def _mark(mark: Mark) -> Mark:
    if mark.name in MARKS:
        return replace(mark, name=MARKS[mark.name])
    if mark.name in OTHER_MARKS:
        return replace(mark, name=OTHER_MARKS[mark.name], attributes=((NAME, mark.name), *mark.attributes))
    return mark


def _number(raw: Block, name: str) -> Block:
    """A number as it is printed, with its brackets."""
    before, after = brackets(name, raw.attributes)
    by = len(before)
    marks = tuple(replace(mark, start=mark.start + by, end=mark.end + by) for mark in raw.text.marks)
    return Block("num", Text(before + raw.text.chars + after, marks), raw.attributes, raw.objects)


# Provisions


def _attributes(raw: Provision, *more: tuple[str, str]) -> Attributes:
    named = dict(raw.attributes)
    renamed = tuple(("eId" if key == "id" and "eId" not in named else key, value) for key, value in raw.attributes)
    return (*more, *renamed)


def _simple(tag: str, *more: tuple[str, str]) -> Shape:
    """What holds the same under another tag."""
    return lambda raw: Provision(tag, raw.items, _attributes(raw, *more))


def _long_title(raw: Block) -> Provision:
    return Provision("longTitle", (replace(raw, tag="p", attributes=()),), raw.attributes)


def _prelims(raw: Provision) -> Provision:
    items = tuple(
        _long_title(item) if isinstance(item, Block) and item.tag == "LongTitle" else item for item in raw.items
    )
    return Provision("preface", items, _attributes(raw))


def _primary(raw: Provision) -> Provision:
    """An Act, its Schedules at the end of its body, where the model has them."""
    items = list(raw.items)
    for at, (body, schedules) in enumerate(pairwise(items)):
        if _is(body, "body") and isinstance(schedules, Provision) and schedules.get("name") == "schedules":
            assert isinstance(body, Provision)
            items[at : at + 2] = [replace(body, items=(*body.items, schedules))]
            break
    return Provision("act", tuple(items), _attributes(raw))


def _group(raw: Provision) -> Provision:
    own = ((NAME, raw.tag),) if raw.tag != GROUPS[0] else ()
    return Provision("hcontainer", raw.items, _attributes(raw, ("name", "crossheading"), *own))


def _headed(raw: Provision) -> Provision | None:
    """One section and the heading that stands over it, which are one provision."""
    kept = tuple(one for one in raw.attributes if one[0] == VERSION)
    around = tuple(one for one in raw.attributes if one[0] != VERSION)
    if len(raw.items) != 2 or not _are_plain(around):
        return None
    heading, section = raw.items
    if not isinstance(heading, Block) or heading.tag != "heading" or not isinstance(section, Provision):
        return None
    if section.tag not in ("section", "paragraph"):
        return None
    at = 1 if section.items and _is(section.items[0], "num") else 0
    own = tuple((AROUND + key, value) for key, value in around)
    items = (*section.items[:at], heading, *section.items[at:])
    return Provision(section.tag, items, (*kept, *section.attributes, *own))


def _schedule(raw: Provision) -> Provision | None:
    items: list[Node] = []
    for item in raw.items:
        if isinstance(item, Block) and item.tag == "Reference":
            note = replace(item, tag="p", attributes=())
            items.append(Provision("authorialNote", (note,), (("class", "referenceNote"), *item.attributes)))
        elif _is(item, "TitleBlock", "ScheduleBody") and isinstance(item, Provision) and not item.attributes:
            items += item.items
        else:
            items.append(item)
    return Provision("hcontainer", tuple(items), _attributes(raw, ("name", "schedule"), ("class", "sch")))


def _schedule_as_it_stands(raw: Provision) -> Provision:
    more = (("name", "schedule"), ("class", "sch"), (AS_IT_STANDS, raw.tag))
    return Provision("hcontainer", raw.items, _attributes(raw, *more))


def _tag(name: str, annexed: bool) -> tuple[str, Attributes]:
    """The tag and attributes of a numbered provision."""
    if name == "P1":
        return ("paragraph", (("class", "schProv1"),)) if annexed else ("section", (("class", "prov1"),))
    if name == "P2":
        return ("subparagraph", (("class", "schProv2"),)) if annexed else ("subsection", (("class", "prov2"),))
    return "level", (("class", LEVELS[name]),)


def _numbered(raw: Provision, annexed: bool) -> Provision | None:
    head, rest = _head(raw)
    found = _spread(rest, f"{raw.tag}para")
    if found is None:
        return None
    tag, said = _tag(raw.tag, annexed)
    return Provision(tag, (*head, *found), _attributes(raw, *said))


def _numbered_as_it_stands(raw: Provision, annexed: bool) -> Provision:
    head, rest = _head(raw)
    tag, said = _tag(raw.tag, annexed)
    return Provision(tag, (*head, *rest), _attributes(raw, *said, (AS_IT_STANDS, raw.tag)))


def _head(raw: Provision) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    if raw.items and isinstance(raw.items[0], Block) and raw.items[0].tag == "Pnumber":
        return (_number(raw.items[0], raw.tag),), raw.items[1:]
    return (), raw.items


def _spread(paras: tuple[Node, ...], name: str) -> list[Node] | None:
    """What the paragraphs of a provision hold, its words in "intro", "content" and "wrapUp" beside its parts; None
    where it holds anything else."""
    found: list[Node] = []
    words: list[Node] = []
    fresh = False
    for index, para in enumerate(paras):
        if not isinstance(para, Provision) or para.tag != name or para.attributes:
            return None
        if not para.items and len(paras) > 1:
            return None
        for place, item in enumerate(_dissolved(para.items)):
            new = index > 0 and place == 0
            if new or _is_part(item):
                _close(found, words, fresh)
                words, fresh = [], new
            if isinstance(item, Provision) and _is_part(item):
                found.append(_with(item, NEW_PARA) if new else item)
                fresh = False
            else:
                words.append(item)
    _close(found, words, fresh)
    parted = [index for index, item in enumerate(found) if _is_part(item)]
    for index, item in enumerate(found):
        if isinstance(item, Provision) and item.tag == "":
            tag = "content" if not parted else "intro" if index < parted[0] else "wrapUp"
            found[index] = replace(item, tag=tag)
    return found


def _close(found: list[Node], words: list[Node], fresh: bool) -> None:
    if words:
        found.append(Provision("", tuple(words), ((NEW_PARA, ""),) if fresh else ()))


_PARTS = ("section", "paragraph", "subsection", "subparagraph", "level", "hcontainer")


def _is_part(node: Node) -> bool:
    """Whether it is a provision in its own right within another."""
    return isinstance(node, Provision) and node.tag in _PARTS


# Lists


def _list(raw: Provision) -> Provision:
    """A list of definitions, or of numbered paragraphs, its items turned; any other stays what it is."""
    defining = raw.tag == "UnorderedList" and raw.get("Class") == "Definition"
    if raw.tag != "OrderedList" and not defining:
        return raw
    items = []
    count = 0
    for item in raw.items:
        if isinstance(item, Provision) and item.tag == "ListItem":
            turned = _definition(item) if defining else _paragraph(item, raw.attributes, count)
            count += 1
            item = turned if turned is not None and undone(turned) == item else item
        items.append(item)
    return replace(raw, items=tuple(items))


def _definition(raw: Provision) -> Provision | None:
    found = _spread(raw.items, "Para")
    if found is None:
        return None
    return Provision("hcontainer", tuple(found), _attributes(raw, ("name", "definition"), ("class", "definition")))


def _paragraph(raw: Provision, said: Attributes, index: int) -> Provision | None:
    found = _spread(raw.items, "Para")
    if found is None:
        return None
    kind = (dict(said).get("Type") or "arabic").replace("romanupper", "alphaupper")
    level = {"roman": "para2", "alphaupper": "para3"}.get(kind, "para1")
    number = Block("num", Text(automatic(index, said, raw.get("NumberOverride"))))
    return Provision("level", (number, *found), _attributes(raw, ("class", level), (NAME, "ListItem")))


def _dissolved(items: tuple[Node, ...]) -> Iterator[Node]:
    """The items with those of a list in the place of the list."""
    before = ""
    for item in items:
        if isinstance(item, Provision) and _may_dissolve(item):
            said = tuple((LIST + key, value) for key, value in item.attributes)
            for place, one in enumerate(item.items):
                assert isinstance(one, Provision)
                new = replace(one, attributes=(*one.attributes, *said))
                yield _with(new, NEW_LIST) if place == 0 and before == item.tag else new
            before = item.tag
        else:
            yield item
            before = ""


def _may_dissolve(node: Provision) -> bool:
    return (
        node.tag in ("UnorderedList", "OrderedList")
        and bool(node.items)
        and all(isinstance(item, Provision) and is_listed(item) for item in node.items)
        and _are_plain(node.attributes)
    )


def _are_plain(attributes: Attributes) -> bool:
    """Whether none is of another namespace, or declares one."""
    return not any("{" in key or key.startswith("xmlns") for key, _ in attributes)


def _with(provision: Provision, key: str) -> Provision:
    return replace(provision, attributes=(*provision.attributes, (key, "")))


# Quoted text


def _quotation(raw: Provision) -> Provision:
    opens, closes = {"single": ("‘", "’"), "none": ("", "")}.get(raw.get("Format") or "", ("“", "”"))
    said = (NAME, raw.tag), ("startQuote", opens), ("endQuote", closes)
    return Provision("quotedStructure", raw.items, _attributes(raw, *said))


# Versions


def _versions_placed(raw: Provision) -> Provision:
    """The document with each other version of a provision beside the one that names it."""
    versions = [
        version
        for item in raw.items
        if isinstance(item, Provision) and item.tag == "Versions"
        for version in item.items
        if isinstance(version, Provision) and version.tag == "Version"
    ]
    known = {version.get("id"): version for version in versions if _may_place(version)}
    if not known or len(known) < len([one for one in versions if _may_place(one)]):
        return raw
    placed: set[str] = set()
    items = tuple(_placing(item, known, placed) if _is(item, "Primary") else item for item in raw.items)
    return replace(raw, items=tuple(_emptied(item, placed) for item in items))


def versions_apart(act: Provision) -> int:
    """How many other versions of provisions stand where the file keeps them, for nothing says of what they are one."""
    held = [item for item in act.items if isinstance(item, Provision) and item.tag == "Versions"]
    return sum(isinstance(one, Provision) and bool(one.items) for versions in held for one in versions.items)


def _may_place(version: Provision) -> bool:
    return bool(version.get("id") and version.items) and all(isinstance(item, Provision) for item in version.items)


def _placing(node: Node, known: dict[str | None, Provision], placed: set[str]) -> Node:
    if not isinstance(node, Provision):
        return node
    items: list[Node] = []
    for item in node.items:
        beside: list[Node] = []
        for name in (item.get("AltVersionRefs") or "").split() if isinstance(item, Provision) else ():
            if name in known and name not in placed and _is(known[name].items[0], _tag_of(item)):
                placed.add(name)
                beside += [_version(one, name) for one in known[name].items]
        items += [_placing(item, known, placed), *beside]
    same = len(items) == len(node.items) and all(a is b for a, b in zip(items, node.items, strict=True))
    return node if same else replace(node, items=tuple(items))


def _tag_of(node: Node) -> str:
    return "" if isinstance(node, Carried) else node.tag


def _version(node: Node, name: str) -> Node:
    assert isinstance(node, Provision)
    return replace(node, attributes=((VERSION, name), *node.attributes))


def _emptied(node: Node, placed: set[str]) -> Node:
    if not isinstance(node, Provision) or node.tag != "Versions":
        return node
    items = (
        replace(one, items=()) if isinstance(one, Provision) and one.get("id") in placed else one for one in node.items
    )
    return replace(node, items=tuple(items))


def _is(node: Node, *tags: str) -> bool:
    return _tag_of(node) in tags


def _shapes(annexed: bool) -> dict[str, tuple[Shape, ...]]:
    """What becomes of an element, by its name: the first of these that can be undone."""
    numbered = partial(_numbered, annexed=annexed), partial(_numbered_as_it_stands, annexed=annexed)
    return {
        "Legislation": (_simple("akomaNtoso", (NAME, "Legislation")),),
        "Primary": (_primary,),
        "Body": (_simple("body"),),
        "PrimaryPrelims": (_prelims,),
        "Part": (_simple("part"),),
        "Chapter": (_simple("chapter"),),
        "Schedules": (_simple("hcontainer", ("name", "schedules"), ("class", "schs")),),
        "Schedule": (_schedule, _schedule_as_it_stands),
        "Tabular": (_simple("tblock", ("class", "table")),),
        "BlockAmendment": (_quotation,),
        "P": (_simple("content", (NAME, "P")),),
        "UnorderedList": (_list,),
        "OrderedList": (_list,),
        **dict.fromkeys(NUMBERED, numbered),
        **dict.fromkeys(GROUPS, (_group,)),
        "P1group": (_headed, _group),
    }


_SHAPES = {annexed: _shapes(annexed) for annexed in (False, True)}
