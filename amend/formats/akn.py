"""Akoma Ntoso to Bill and back; Lawmaker's and legislation.gov.uk's habits as two small tables.

Lossless: `write(read(f))` is canonically equal to `f` but for white space between elements. Attributes keep their
order and prefixes (where two prefixes of one namespace are in scope, the nearest), elements the namespaces they
declare; what the model has no meaning for is carried as XML.
"""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path as File

from lxml import etree

from amend.errors import ReadError
from amend.formats.files import read_bytes, write_bytes
from amend.formats.untrusted_xml import name_of, parsed, restored, tree, uri_or_stand_in
from amend.model.memory import collection_paused
from amend.model.provision import Bill, Block, Carried, Node, Provision
from amend.model.text import OBJECT, Attributes, Mark, Text

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

CARRIED = frozenset({"meta", "coverPage", "conclusions"})
"""What a Bill carries whole: no amendment is made to it."""

OBJECTS = frozenset({"quotedStructure", "authorialNote", "tblock", "blockList", "blockContainer", "foreign"})
"""What stands among words without being words of the sentence."""

DETAILS = {
    "varBillTitle": "title",
    "varBillNo": "number",
    "varHouse": "house",
    "varStageVersion": "stage",
    "varNotice": "notice",
}
"""Lawmaker's names, in the metadata, for what a Bill says of itself; the notice is ours."""

MOST_INLINE = 2_000
"""Elements and marks in a row within one paragraph."""

_PREFIX = f"{{{AKN}}}"
_CUT = len(_PREFIX)
_CONTAINERS = frozenset(
    "akomaNtoso bill act preface preamble longTitle formula body hcontainer part chapter section subsection level "
    "paragraph subparagraph article intro content wrapUp quotedStructure authorialNote tblock foreign blockList item "
    "blockContainer".split()
)
_INLINE = frozenset("ref mref rref def b i u sub sup span inline a mod docTitle docStage docDate docType".split())
_BLOCKS = frozenset("p num heading subheading".split())
_INSTRUCTION = re.compile(r"<\?(\S+)(?:\s+(.*?))?\?>", re.DOTALL)


def read(file: File | str) -> Bill:
    """The Bill or Act in a file. Raises ReadError for anything that is not one."""
    name = str(file)
    return parse(read_bytes(File(file)), place=name)


def parse(data: bytes, *, place: str = "the document") -> Bill:
    """The Bill or Act in the bytes of an Akoma Ntoso document; place names it in errors.

    No DTD is read, no entity resolved and nothing fetched. Raises ReadError.
    """
    root = parsed(data, place)
    if root.tag != f"{_PREFIX}akomaNtoso":
        raise ReadError(
            f"its outermost element is “{str(root.tag).rpartition('}')[2]}”, not an Akoma Ntoso Bill or Act",
            place=f"{place}:{root.sourceline}",
            remedy="give the Bill's XML file as Parliament publishes it",
        )
    if _has_words(root):
        raise ReadError(
            "words stand outside everything that a Bill holds",
            place=f"{place}:{root.sourceline}",
            remedy="put them into a provision, or take them out",
        )
    bodies = root.findall(f".//{_PREFIX}body")
    if not bodies:
        raise ReadError("it has no body, so it is not a Bill or Act", place=place, remedy="is it an amendment paper?")
    if len(bodies) > 1:
        raise ReadError(
            f"it has {len(bodies)} bodies, and a Bill or Act has one",
            place=f"{place}:{bodies[1].sourceline}",
            remedy="give each a file of its own",
        )
    if _may_hold_object(data, root) and any(OBJECT in text for text in root.itertext()):
        raise ReadError(
            "it has the character U+FFFC among its words, which stands for no word",
            place=place,
            remedy="take the character out",
        )
    with collection_paused():
        try:
            tree = _BillReader(root).provision(root)
        except ReadError as error:
            error.place = f"{place}:{(error.place or '').removeprefix('line ')}"
            raise
    before = tuple(_carried(node) for node in root.itersiblings(preceding=True))
    after = tuple(_carried(node) for node in root.itersiblings())
    return Bill(tree, **details(root), outside=(before[::-1], after), act=root.find(f"{_PREFIX}act") is not None)


def _may_hold_object(data: bytes, root: etree._Element) -> bool:
    """Whether U+FFFC may be among the words of a document: as itself, or written as a number.

    All the words are looked through only then. “&” alone is looked for first, for one byte is found at once.
    """
    if b"\0" in data[:4] or (root.getroottree().docinfo.encoding or "UTF-8").upper() != "UTF-8":
        return True
    return OBJECT.encode() in data or (b"&" in data and b"&#" in data)


def write(bill: Bill, file: File | str) -> None:
    """Write the Bill to a file, whole or not at all. Raises WriteError when that cannot be done."""
    write_bytes(File(file), dumps(bill))


def dumps(bill: Bill) -> bytes:
    """The Bill as an Akoma Ntoso document in UTF-8."""
    writer = _DocumentWriter()
    root = writer.element(None, bill.root.tag, bill.root.attributes)
    writer.fill(root, bill.root, 0)
    for carried in bill.outside[0]:
        root.addprevious(_fragment(carried))
    for carried in reversed(bill.outside[1]):
        root.addnext(_fragment(carried))
    data = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True) + b"\n"
    return restored(data)


def node(element: etree._Element) -> Provision | Block:
    """The model of one element of a parsed document: a block where it holds words, else a provision."""
    found = _BillReader(element).node(element)
    return Provision(_local(str(element.tag)), (found,)) if isinstance(found, Carried) else found


def fill(element: etree._Element, block: Block, depth: int) -> None:
    """Put the words, marks and objects of a block into an empty element, which is depth elements down."""
    _Mixed(_DocumentWriter(), element, block, depth).write()


def details(root: etree._Element) -> dict[str, str]:
    """What the metadata says of the print, for the fields of Bill."""
    found: dict[str, str] = {}
    meta = root.find(f".//{_PREFIX}meta")
    for concept in () if meta is None else meta.iter(f"{_PREFIX}TLCConcept", f"{_PREFIX}TLCProcess"):
        field = DETAILS.get(concept.get("eId", ""))
        if field and concept.get("showAs"):
            found.setdefault(field, concept.get("showAs", ""))
    for date in () if meta is None else meta.iter(f"{_PREFIX}FRBRdate"):
        if date.get("name") == "published":
            found.setdefault("published", date.get("date", ""))
    return found


def _carried(node: etree._Element) -> Carried:
    if isinstance(node, etree._ProcessingInstruction):
        return Carried(f"<?{node.target} {node.text}?>" if node.text else f"<?{node.target}?>")
    return Carried(etree.tostring(node, encoding="unicode", with_tail=False))


class _ElementKind(Enum):
    """What becomes of an element: a block of words, a provision, XML carried whole, or that which its content tells."""

    BLOCK = "block"
    PROVISION = "provision"
    CARRIED = "carried"
    OTHER = "other"


_BLOCK, _CARRIED, _OTHER = (
    _ElementKind.BLOCK,
    _ElementKind.CARRIED,
    _ElementKind.OTHER,
)  # looked up once: they are asked for often


def _known(tag: str) -> tuple[str, _ElementKind]:
    """The name of an element as the model has it, and what becomes of it."""
    local = _local(tag)
    if local in _BLOCKS:
        return local, _ElementKind.BLOCK
    if local in CARRIED:
        return local, _ElementKind.CARRIED
    return local, _ElementKind.PROVISION if local in _CONTAINERS else _ElementKind.OTHER


class _BillReader:
    """Makes the model of a parsed document."""

    def __init__(self, root: etree._Element) -> None:
        self._tags: dict[object, tuple[str, _ElementKind]] = {}
        self._declared: dict[etree._Element, Attributes] = {}
        pending: list[tuple[str, str]] = []
        for _, found in etree.iterwalk(root, events=("start-ns", "start")):
            if isinstance(found, tuple):
                prefix, uri = found
                pending.append((f"xmlns:{prefix}" if prefix else "xmlns", uri))
            elif pending and found is not None:
                self._declared[found] = tuple(pending)
                pending = []

    def provision(self, element: etree._Element) -> Provision:
        items = tuple([self.node(child) for child in element])
        return Provision(_local(str(element.tag)), items, self._attributes(element))

    def node(self, element: etree._Element) -> Node:
        tag = element.tag
        known = self._tags.get(tag)
        if known is None:
            if not isinstance(tag, str):
                return _carried(element)
            known = self._tags[tag] = _known(tag)
        local, kind = known
        if kind is _BLOCK:
            return self._block(element, local)
        if kind is _CARRIED:
            return _carried(element)
        words = element.text
        if words and (not words.isspace() or (len(element) == 0 and ("\n" not in words or _holds_words(local)))):
            return self._block(element, local)
        if kind is _OTHER and _is_inline(element):
            return self._block(element, local)
        items, node = [], self.node
        for child in element:
            items.append(node(child))
            words = child.tail
            if words and not words.isspace():
                return self._block(element, local)
        return Provision(local, tuple(items), self._attributes(element))

    def _attributes(self, element: etree._Element) -> Attributes:
        attributes = tuple(element.items())
        declared = self._declared.get(element)
        return declared + attributes if declared else attributes

    def _block(self, element: etree._Element, local: str) -> Block:
        attributes = self._attributes(element)
        children = len(element)
        if children > MOST_INLINE:
            raise ReadError(
                f"a paragraph has {children} elements and marks, more than the {MOST_INLINE} that are read",
                place=f"line {element.sourceline}",
                remedy="is it the right file?",
            )
        if children == 0:
            return Block(local, Text(element.text or ""), attributes)
        if children == 1 and not element.text:
            # Half of all blocks are one line mark and words, so these are made without further ado.
            (child,) = element
            text = child.tail
            if text and isinstance(child, etree._ProcessingInstruction) and not text.isspace():
                return Block(local, Text(text, (_instruction(child, 0, 0),)), attributes)
        words = _MixedContent(self)
        words.gather(element, 0)
        return Block(local, Text("".join(words.chars), tuple(words.marks)), attributes, tuple(words.objects))


class _MixedContent:
    """Collects the characters, marks and objects of one mixed element."""

    def __init__(self, reader: _BillReader) -> None:
        self.chars: list[str] = []
        self.marks: list[Mark] = []
        self.objects: list[Provision] = []
        self._reader = reader
        self._length = 0

    def gather(self, element: etree._Element, depth: int) -> None:
        if element.text:
            self._add(element.text, depth, edge=True)
        last = len(element) - 1
        for index, child in enumerate(element):
            if isinstance(child, etree._ProcessingInstruction):
                self.marks.append(_instruction(child, self._length, depth))
                structure = child.target != "L"
            else:
                structure = self._child(child, depth)
            following = child.tail
            if following:
                self._add(following, depth, edge=structure or index == last)

    def _child(self, child: etree._Element, depth: int) -> bool:
        """Take one child in; True when it is structure, beside which white space is only layout."""
        start, tag = self._length, child.tag
        if not isinstance(tag, str):
            self.marks.append(Mark(start, start, depth, "#comment", (("", child.text or ""),)))
            return True
        local = _local(tag)
        if local in OBJECTS and not _has_words(child):
            self.objects.append(self._reader.provision(child))
            self.chars.append(OBJECT)
            self._length += 1
            return True
        attributes = self._reader._attributes(child)
        self.marks.append(Mark(start, start, depth, local, attributes))
        index = len(self.marks) - 1
        self.gather(child, depth + 1)
        if self._length > start:
            self.marks[index] = Mark(start, self._length, depth, local, attributes)
        return local == "mod"

    def _add(self, text: str, depth: int, *, edge: bool) -> None:
        if edge and "\n" in text and text.isspace():
            self.marks.append(Mark(self._length, self._length, depth, "#space", (("", text),)))
        else:
            self.chars.append(text)
            self._length += len(text)


def _instruction(found: etree._ProcessingInstruction, at: int, depth: int) -> Mark:
    return Mark(at, at, depth, f"?{found.target}", (("", found.text or ""),))


class _DocumentWriter:
    """Makes a document of the model."""

    def element(self, parent: etree._Element | None, tag: str, attributes: Attributes) -> etree._Element:
        name = name_of(tag.removeprefix("{}")) if tag.startswith("{") else _PREFIX + tag
        declared: dict[str | None, str] = {}
        plain: dict[str, str] = {}
        for key, value in attributes:
            if key.startswith("xmlns"):
                declared[key[6:] or None] = uri_or_stand_in(value)
            else:
                plain[name_of(key)] = value
        if parent is None:
            return etree.Element(name, plain, nsmap=declared or {None: AKN})
        if declared:
            return etree.SubElement(parent, name, plain, nsmap=declared)
        return etree.SubElement(parent, name, plain)

    def fill(self, element: etree._Element, provision: Provision, depth: int) -> None:
        """Put the items into the element, each on a line of its own, one space deeper than it."""
        inner = "\n" + " " * (depth + 1)
        last: etree._Element | None = None
        for item in provision.items:
            if isinstance(item, Provision):
                last = self.element(element, item.tag, item.attributes)
                self.fill(last, item, depth + 1)
            elif isinstance(item, Block):
                last = self.element(element, item.tag, item.attributes)
                _Mixed(self, last, item, depth + 1).write()
            else:
                last = _fragment(item)
                element.append(last)
            last.tail = inner
        if last is not None:
            element.text = inner
            last.tail = inner[:-1]


class _Mixed:
    """Writes the text of one block with its marks and objects."""

    def __init__(self, writer: _DocumentWriter, element: etree._Element, block: Block, depth: int) -> None:
        self._writer, self._block, self._depth = writer, block, depth
        self._objects = iter(block.objects)
        self._open: list[tuple[etree._Element, int]] = [(element, len(block.text))]
        self._at = 0

    def write(self) -> None:
        text = self._block.text
        if not text.marks and not self._block.objects:
            self._open[0][0].text = text.chars or None
            return
        for mark in text.marks:
            while len(self._open) - 1 > mark.depth:
                self._close()
            self._words(mark.start)
            self._mark(mark)
        while self._open:
            self._close()

    def _mark(self, mark: Mark) -> None:
        parent = self._open[-1][0]
        if mark.name == "#space":
            _append(parent, mark.value)
        elif mark.name == "#comment":
            parent.append(etree.Comment(mark.value))
        elif mark.name.startswith("?"):
            parent.append(etree.ProcessingInstruction(mark.name[1:], mark.value or None))
        else:
            self._open.append((self._writer.element(parent, mark.name, mark.attributes), mark.end))

    def _close(self) -> None:
        self._words(self._open[-1][1])
        self._open.pop()

    def _words(self, end: int) -> None:
        if end <= self._at:
            return
        element = self._open[-1][0]
        first, *others = self._block.text.chars[self._at : end].split(OBJECT)
        _append(element, first)
        for words in others:
            thing = next(self._objects)
            inner = self._writer.element(element, thing.tag, thing.attributes)
            self._writer.fill(inner, thing, self._depth + len(self._open))
            _append(element, words)
        self._at = end


def _append(element: etree._Element, text: str) -> None:
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _fragment(carried: Carried) -> etree._Element:
    """The XML that was carried, as a node."""
    if match := _INSTRUCTION.fullmatch(carried.xml):
        return etree.ProcessingInstruction(match[1], match[2] or None)
    if carried.xml.startswith("<!--"):
        return etree.Comment(carried.xml[4:-3])
    return tree(carried.xml.encode())


def _local(tag: str) -> str:
    """The name in the model: bare in Akoma Ntoso's namespace, with "{}" before it in none."""
    if tag.startswith(_PREFIX) and tag.rfind("}") < _CUT:  # the name of another namespace may begin like ours
        return tag[_CUT:]
    return tag if tag.startswith("{") else "{}" + tag


def _has_words(element: etree._Element) -> bool:
    """Whether words stand in an element itself, between those that it holds: then they are words of the sentence."""
    words = (element.text, *(child.tail for child in element))
    return any(one and not one.isspace() for one in words)


def _holds_words(local: str) -> bool:
    """Whether an element of that name holds words, in whatever namespace: white space alone in it is no layout."""
    name = local.rpartition("}")[2]
    return name in _INLINE or name in _BLOCKS


def _is_inline(element: etree._Element) -> bool:
    """Whether an element that the model does not know holds words: a child of it is an inline element."""
    return any(isinstance(child.tag, str) and _local(child.tag) in _INLINE for child in element)
