"""The tree of an Act as that of a CLML document: what was read as it was, what an amendment put in as CLML has it.

Each provision is turned by itself, before what it holds: `undone` undoes one step of `clml_read`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from amend.errors import WriteError
from amend.formats.clml_names import (
    AS_IT_STANDS,
    BY_BLOCK,
    BY_LEVEL,
    BY_MARK,
    GROUPS,
    LIST,
    NAME,
    NEW_LIST,
    NEW_PARA,
    OURS,
    SAID_SO,
    VERSION,
    automatic,
    brackets,
)
from amend.model.extents import AROUND
from amend.model.provision import HOLDERS, Block, Node, Provision
from amend.model.text import OBJECT, Attributes, Mark, Text

_LAWMAKER = ("{https://www.legislation.gov.uk/namespaces/UK-AKN}", "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}")
_NEW_QUOTATION = (
    *(("TargetClass", "unknown"), ("TargetSubClass", "unknown"), ("Context", "unknown"), ("Format", "double")),
)
_DEFINITIONS = (("Class", "Definition"), ("Decoration", "none"))
_TYPES = {"para1": "alpha", "para2": "roman", "para3": "alphaupper"}
_SIMPLE = {
    "akomaNtoso": "Legislation",
    "body": "Body",
    "part": "Part",
    "chapter": "Chapter",
    "tblock": "Tabular",
    "blockList": "UnorderedList",
    "item": "ListItem",
    "blockContainer": "Para",
}
_LEVELS = {"section": "P1", "paragraph": "P1", "article": "P1", "subsection": "P2", "subparagraph": "P2"}
_DROPPED = frozenset(
    {"mod", "inline", "span", "ref", "mref", "rref", "a", "date", "docTitle", "docNumber", "placeholder"}
)
"""Marks of Akoma Ntoso that only say what words are: the words go in without them."""


def as_clml(root: Provision) -> Provision:
    """The tree of the document. Raises WriteError where what was put in is nothing that CLML can hold."""
    return _versions_taken_out(_written(root))


def _written(node: Provision) -> Provision:
    plain = undone(node)
    return Provision(plain.tag, tuple([one for item in plain.items for one in _each(item)]), plain.attributes)


def _each(node: Node) -> Iterator[Node]:
    if isinstance(node, Block):
        yield from _paragraphs(node)
    elif isinstance(node, Provision):
        if node.tag == "foreign" or _is_holder(node):
            for item in node.items:
                yield from _each(item)
        else:
            yield _written(node)
    else:
        yield node


def _is_holder(node: Provision) -> bool:
    """Whether it only holds words in the model, and stands for nothing in CLML."""
    return node.tag in HOLDERS and node.get(NAME) is None


def is_listed(node: Provision) -> bool:
    """Whether it is a definition, or a paragraph that is an item of a list."""
    return node.get("name") == "definition" or (node.tag == "level" and node.get(NAME) == "ListItem")


def undone(node: Provision) -> Provision:
    """The element of CLML that a provision is; what that holds is still to be turned. Raises WriteError."""
    tag = node.tag
    if tag[:1].isupper() or tag.startswith("{"):
        return _of_list(node) if tag in ("UnorderedList", "OrderedList") else _kept(node)
    if node.get(AS_IT_STANDS):
        return _as_it_stood(node)
    if tag == "hcontainer":
        return _container(node)
    if tag in _LEVELS or tag == "level":
        return _numbered(node)
    if tag == "act":
        return _act(node)
    if tag == "preface":
        return _renamed("PrimaryPrelims", node, map(_title, node.items))
    if tag == "quotedStructure":
        return Provision("BlockAmendment", node.items, _attributes(node) if node.get(NAME) else _NEW_QUOTATION)
    if tag in _SIMPLE or tag in HOLDERS:
        return _renamed(_SIMPLE.get(tag) or node.get(NAME) or "Para", node, node.items)
    raise WriteError(f"“{tag}” is nothing that CLML can hold", remedy="give the Act as Akoma Ntoso")


def _kept(node: Provision) -> Provision:
    """What has no tag of the model; of a row or cell of a table only what Lawmaker's files say of it is left out."""
    if any(_is_lawmakers(*one) for one in node.attributes):
        return replace(node, attributes=tuple(one for one in node.attributes if not _is_lawmakers(*one)))
    return node


def _renamed(name: str, node: Provision, items: Iterable[Node]) -> Provision:
    return Provision(name, tuple(items), _attributes(node))


def _attributes(node: Provision) -> Attributes:
    known = dict(node.attributes)
    return tuple(
        ("id" if key == "eId" and "id" not in known else key, value)
        for key, value in node.attributes
        if key == VERSION or not (key in SAID_SO or key == "GUID" or key.startswith(OURS) or _is_lawmakers(key, value))
    )


def _is_lawmakers(key: str, value: str) -> bool:
    """Whether an attribute is of Lawmaker's names, or makes them the names without a prefix."""
    return key.startswith(_LAWMAKER) or (key == "xmlns" and f"{{{value}}}" in _LAWMAKER)


def _title(node: Node) -> Node:
    if isinstance(node, Provision) and node.tag == "longTitle":
        words = [item for item in node.items if isinstance(item, Block)]
        if len(words) == 1 == len(node.items):
            return replace(words[0], tag="LongTitle", attributes=node.attributes)
    return node


def _act(node: Provision) -> Provision:
    """An Act with its Schedules after its body, where CLML has them."""
    items: list[Node] = []
    for item in node.items:
        if isinstance(item, Provision) and item.tag == "body":
            schedules = [one for one in item.items if isinstance(one, Provision) and one.get("name") == "schedules"]
            inner = tuple(one for one in item.items if not any(one is schedule for schedule in schedules))
            items += [replace(item, items=inner) if schedules else item, *schedules]
        else:
            items.append(item)
    return _renamed("Primary", node, items)


def _container(node: Provision) -> Provision:
    match node.get("name"):
        case "schedules":
            return _renamed("Schedules", node, node.items)
        case "schedule":
            return _schedule(node)
        case "definition":
            return _list_item(node)
    return _renamed(node.get(NAME) or GROUPS[0], node, node.items)


def _schedule(node: Provision) -> Provision:
    items: list[Node] = []
    titles: list[Node] = []
    rest = list(node.items)
    while rest and (head := _head_of_schedule(rest[0])) is not None:
        title = head.tag in ("heading", "subheading")
        if titles and not title:
            items.append(Provision("TitleBlock", tuple(titles)))
            titles = []
        (titles if title else items).append(head)
        del rest[0]
    if titles:
        items.append(Provision("TitleBlock", tuple(titles)))
    items.append(Provision("ScheduleBody", tuple(_gathered(rest))))
    return _renamed("Schedule", node, items)


def _head_of_schedule(node: Node) -> Block | None:
    """What stands over a Schedule: its number, its titles, the section that it is introduced by."""
    if isinstance(node, Block) and node.tag in ("num", "heading", "subheading"):
        return node
    if isinstance(node, Provision) and node.get("class") == "referenceNote" and len(node.items) == 1:
        words = node.items[0]
        if isinstance(words, Block):
            return replace(words, tag="Reference", attributes=_own(node.attributes[1:]))
    return None


def _as_it_stood(node: Provision) -> Provision:
    name = node.get(AS_IT_STANDS) or ""
    items = tuple(_pnumber(item, name) if name != "Schedule" else item for item in node.items)
    return _renamed(name, node, items)


def _numbered(node: Provision) -> Provision:
    if node.get(NAME) == "ListItem":
        return _list_item(node)
    heading = node.heading
    if heading is not None and node.tag in ("section", "paragraph", "article"):
        return _under_heading(node, heading)
    name = _LEVELS.get(node.tag) or BY_LEVEL.get(node.get("class") or "", "P3")
    heads = [_pnumber(item, name) for item in node.items[:1] if isinstance(item, Block) and item.tag == "num"]
    paras = _paras(node.items[len(heads) :], f"{name}para")
    return _renamed(name, node, (*heads, *paras))


def _under_heading(node: Provision, heading: Block) -> Provision:
    around = tuple((key.removeprefix(AROUND), value) for key, value in node.attributes if key.startswith(AROUND))
    version = tuple(one for one in node.attributes if one[0] == VERSION)
    inner = tuple(one for one in node.attributes if one[0] != VERSION and not one[0].startswith(AROUND))
    at = next(index for index, item in enumerate(node.items) if item is heading)
    section = replace(node, items=(*node.items[:at], *node.items[at + 1 :]), attributes=inner)
    return Provision("P1group", (heading, section), (*version, *around))


def _pnumber(node: Node, name: str) -> Node:
    """A number without the brackets that go without saying."""
    if not isinstance(node, Block) or node.tag != "num":
        return node
    before, after = brackets(name, node.attributes)
    chars, attributes = node.text.chars, node.attributes
    if not (chars.startswith(before) and chars.endswith(after) and len(chars) >= len(before + after)):
        before = after = ""
        kept = tuple(one for one in attributes if one[0] not in ("PuncBefore", "PuncAfter"))
        attributes = (*kept, ("PuncBefore", ""), ("PuncAfter", ""))
    by, end = len(before), len(chars) - len(before) - len(after)
    marks = tuple(
        replace(mark, start=min(max(mark.start - by, 0), end), end=min(max(mark.end - by, 0), end))
        for mark in node.text.marks
    )
    return Block("Pnumber", Text(chars[by : by + end], marks), _own(attributes), node.objects)


def _own(attributes: Attributes) -> Attributes:
    return tuple(one for one in attributes if one[0] not in ("GUID", "eId") and not _is_lawmakers(*one))


# Paragraphs and lists


def _paras(items: Sequence[Node], name: str) -> list[Provision]:
    """What a provision holds beside its number, in the elements that hold it; one, that is empty, where it has none."""
    paras: list[list[Node]] = [[]]
    for item in items:
        if isinstance(item, Provision) and item.get(NEW_PARA) is not None:
            item = replace(item, attributes=tuple(one for one in item.attributes if one[0] != NEW_PARA))
            if paras[-1]:
                paras.append([])
        paras[-1].append(item)
    return [Provision(name, tuple(_gathered(one))) for one in paras]


def _gathered(items: Sequence[Node]) -> Iterator[Node]:
    """The items, with what holds only words dissolved and those of a list gathered in it."""
    listed: list[Provision] = []
    for item in items:
        if isinstance(item, Provision) and (is_listed(item) or (item.tag == "level" and listed and _kind(listed[0]))):
            if listed and (item.get(NEW_LIST) is not None or not _go_together(listed[-1], item)):
                yield _gathered_list(listed)
                listed = []
            listed.append(item)
            continue
        if listed:
            yield _gathered_list(listed)
            listed = []
        if isinstance(item, Provision) and _is_holder(item):
            yield from item.items
        else:
            yield item
    if listed:
        yield _gathered_list(listed)


def _kind(node: Provision) -> bool:
    """Whether it is an item of a list of numbered paragraphs, not of definitions."""
    return node.tag == "level"


def _go_together(one: Provision, other: Provision) -> bool:
    said = _of_the_list(other)
    return _kind(one) == _kind(other) and (not said or not _of_the_list(one) or said == _of_the_list(one))


def _of_the_list(node: Provision) -> Attributes:
    return tuple((key.removeprefix(LIST), value) for key, value in node.attributes if key.startswith(LIST))


def _gathered_list(listed: Sequence[Provision]) -> Provision:
    first = listed[0]
    said = next((said for one in listed if (said := _of_the_list(one))), None)
    if said is None:
        typed = (("Type", _TYPES.get(first.get("class") or "", "alpha")), ("Decoration", "parens"))
        said = typed if _kind(first) else _DEFINITIONS
    items = []
    for one in listed:
        kept = tuple(a for a in one.attributes if not a[0].startswith(LIST) and a[0] != NEW_LIST)
        mark = ((NAME, "ListItem"),) if _kind(one) and one.get(NAME) is None else ()
        items.append(replace(one, attributes=(*mark, *kept)))
    return Provision("OrderedList" if _kind(first) else "UnorderedList", tuple(items), said)


def _of_list(node: Provision) -> Provision:
    """A list with its items as such; each has a number of its own where its place does not tell it."""
    items: list[Node] = []
    count = 0
    for item in node.items:
        if isinstance(item, Provision) and is_listed(item):
            own, number = item.get("NumberOverride"), item.number
            if number is not None and number.words != automatic(count, node.attributes, own):
                kept = tuple(one for one in item.attributes if one[0] != "NumberOverride")
                item = replace(item, attributes=(*kept, ("NumberOverride", item.label)))
            item = _list_item(item)
        count += isinstance(item, Provision) and item.tag == "ListItem"
        items.append(item)
    return replace(node, items=tuple(items))


def _list_item(node: Provision) -> Provision:
    items = [item for item in node.items if not (isinstance(item, Block) and item.tag == "num")]
    return _renamed("ListItem", node, _paras([_in_list(item) for item in items], "Para"))


def _in_list(node: Node) -> Node:
    """A paragraph within a definition or a list is an item of a list of its own."""
    if isinstance(node, Provision) and node.tag == "level" and node.get(NAME) is None:
        return replace(node, attributes=((NAME, "ListItem"), *node.attributes))
    return node


# Words


def _paragraphs(block: Block) -> Iterator[Node]:
    """A paragraph; where text is put into another Act among its words, those before, that text, and those after."""
    if not any(thing.tag == "quotedStructure" and thing.get(NAME) is None for thing in block.objects):
        yield _words(block, BY_BLOCK.get(block.tag, block.tag))
        return
    at = 0
    text = block.text
    for thing in block.objects:
        stands = text.chars.index(OBJECT, at)
        if at < stands:
            yield _words(Block("p", text.slice(at, stands)), "AppendText" if at else "Text")
        yield _written(thing)
        at = stands + 1
    if at < len(text):
        yield _words(Block("p", text.slice(at, len(text))), "AppendText")


def _words(block: Block, tag: str) -> Block:
    text = block.text
    if text.marks:
        for position, quote, _ in reversed(text.quotes()):  # kept as attributes by Lawmaker, as words by CLML
            text = text.replace(position, position, Text(quote))
        text = Text(text.chars, tuple(map(_mark, _without_dropped(text.marks))))
    objects = tuple(map(_written, block.objects)) if block.objects else ()
    return Block(tag, text, _own(block.attributes) if block.attributes else (), objects)


def _without_dropped(marks: Sequence[Mark]) -> Iterator[Mark]:
    gone: list[int] = []
    for mark in marks:
        while gone and gone[-1] >= mark.depth:
            gone.pop()
        if mark.name in _DROPPED:
            gone.append(mark.depth)
        else:
            yield replace(mark, depth=mark.depth - len(gone)) if gone else mark


def _mark(mark: Mark) -> Mark:
    if mark.name not in BY_MARK:
        return mark
    name = next((value for key, value in mark.attributes if key == NAME), BY_MARK[mark.name])
    left_out = (NAME, "GUID", "eId", "refersTo", "startQuote", "endQuote")
    kept = tuple(one for one in mark.attributes if one[0] not in left_out and not one[0].startswith(_LAWMAKER))
    return replace(mark, name=name, attributes=kept)


# Versions


def _versions_taken_out(root: Provision) -> Provision:
    """The document with each other version of a provision back where the file keeps such versions."""
    found: dict[str, list[Provision]] = {}
    if not any(isinstance(item, Provision) and item.tag == "Versions" for item in root.items):
        return root
    items = tuple(_taking_out(item, found) if isinstance(item, Provision) else item for item in root.items)
    if not found:
        return root
    return replace(root, items=tuple(_filled(item, found) for item in items))


def _taking_out(node: Provision, found: dict[str, list[Provision]]) -> Provision:
    items: list[Node] = []
    changed = False
    for item in node.items:
        if not isinstance(item, Provision):
            items.append(item)
            continue
        name = item.get(VERSION)
        new = _taking_out(item, found)
        changed = changed or name is not None or new is not item
        if name is None:
            items.append(new)
        else:
            own = tuple(one for one in new.attributes if one[0] != VERSION)
            found.setdefault(name, []).append(replace(new, attributes=own))
    return replace(node, items=tuple(items)) if changed else node


def _filled(node: Node, found: dict[str, list[Provision]]) -> Node:
    if not isinstance(node, Provision) or node.tag != "Versions":
        return node
    items = (
        replace(item, items=tuple(found[name]))
        if isinstance(item, Provision) and item.tag == "Version" and (name := item.get("id") or "") in found
        else item
        for item in node.items
    )
    return replace(node, items=tuple(items))
