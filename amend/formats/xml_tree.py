"""XML of any vocabulary to the model's tree and back, without loss.

Attributes keep their order and prefixes (where two prefixes of one namespace are in scope, the nearest), elements the
namespaces they declare; what is no structure and no words is carried as XML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from lxml import etree

from amend.errors import ReadError
from amend.formats.untrusted_xml import name_of, restored, tree, uri_or_stand_in
from amend.model.memory import collection_paused
from amend.model.provision import Block, Carried, Node, Provision
from amend.model.text import OBJECT, Attributes, Mark, Text

MOST_INLINE = 2_000
"""Elements and marks in a row within one paragraph."""

Outside = tuple[tuple[Carried, ...], tuple[Carried, ...]]
"""What stands before and after the outermost element."""

_INSTRUCTION = re.compile(r"<\?(\S+)(?:\s+(.*?))?\?>", re.DOTALL)


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


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of one namespace, and what becomes of what has them: they are bare in the model.

    carried: what is carried whole. objects: what stands among words without being words of the sentence. containers:
    what holds provisions and paragraphs. blocks: what holds words, whatever is in it. inline: what marks words.
    """

    namespace: str
    carried: frozenset[str]
    objects: frozenset[str]
    containers: frozenset[str]
    blocks: frozenset[str]
    inline: frozenset[str]

    @property
    def prefix(self) -> str:
        """What its names begin with in lxml."""
        return f"{{{self.namespace}}}"

    @lru_cache(maxsize=512)  # noqa: B019  of a few vocabularies that last as long as the program
    def local(self, tag: str) -> str:
        """The name in the model: bare in this namespace, with "{}" before it in none."""
        prefix = self.prefix
        if tag.startswith(prefix) and tag.rfind("}") < len(prefix):  # another namespace's name may begin like ours
            return tag[len(prefix) :]
        return tag if tag.startswith("{") else "{}" + tag

    def known(self, tag: str) -> tuple[str, _ElementKind]:
        """The name of an element as the model has it, and what becomes of it."""
        local = self.local(tag)
        if local in self.blocks:
            return local, _BLOCK
        if local in self.carried:
            return local, _CARRIED
        return local, _ElementKind.PROVISION if local in self.containers else _OTHER

    def holds_words(self, local: str) -> bool:
        """Whether an element of that name holds words, in whatever namespace: white space alone in it is no layout."""
        name = local.rpartition("}")[2]
        return name in self.inline or name in self.blocks

    def is_inline(self, element: etree._Element) -> bool:
        """Whether an element that the model does not know holds words: a child of it is an inline element."""
        return any(isinstance(child.tag, str) and self.local(child.tag) in self.inline for child in element)


def tree_of(root: etree._Element, data: bytes, vocabulary: Vocabulary, place: str) -> Provision:
    """The tree of a whole document. data: its bytes. Raises ReadError, with the place, for what cannot be kept."""
    if _has_own_words(root):
        raise ReadError(
            "words stand outside everything that a Bill holds",
            place=f"{place}:{root.sourceline}",
            remedy="put them into a provision, or take them out",
        )
    if _may_hold_object(data, root) and any(OBJECT in text for text in root.itertext()):
        raise ReadError(
            "it has the character U+FFFC among its words, which stands for no word",
            place=place,
            remedy="take the character out",
        )
    with collection_paused():
        try:
            return TreeReader(root, vocabulary).provision(root)
        except ReadError as error:
            error.place = f"{place}:{(error.place or '').removeprefix('line ')}"
            raise


def _may_hold_object(data: bytes, root: etree._Element) -> bool:
    """Whether U+FFFC may be among the words of a document: as itself, or written as a number.

    All the words are looked through only then. “&” alone is looked for first, for one byte is found at once.
    """
    if b"\0" in data[:4] or (root.getroottree().docinfo.encoding or "UTF-8").upper() != "UTF-8":
        return True
    return OBJECT.encode() in data or (b"&" in data and b"&#" in data)


def around(root: etree._Element) -> Outside:
    """The comments and processing instructions before and after the outermost element."""
    before = tuple(_carried(node) for node in root.itersiblings(preceding=True))
    return before[::-1], tuple(_carried(node) for node in root.itersiblings())


def xml_of(root: Provision, beside: Outside, vocabulary: Vocabulary) -> bytes:
    """A tree as a document in UTF-8."""
    writer = TreeWriter(vocabulary)
    element = writer.element(None, root.tag, root.attributes)
    writer.fill(element, root, 0)
    for carried in beside[0]:
        element.addprevious(_fragment(carried))
    for carried in reversed(beside[1]):
        element.addnext(_fragment(carried))
    data = etree.tostring(element.getroottree(), encoding="UTF-8", xml_declaration=True) + b"\n"
    return restored(data)


def _carried(node: etree._Element) -> Carried:
    if isinstance(node, etree._ProcessingInstruction):
        return Carried(f"<?{node.target} {node.text}?>" if node.text else f"<?{node.target}?>")
    return Carried(etree.tostring(node, encoding="unicode", with_tail=False))


class TreeReader:
    """Makes the model of a parsed document."""

    def __init__(self, root: etree._Element, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
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
        """The model of an element that holds provisions."""
        items = tuple([self.node(child) for child in element])
        return Provision(self.vocabulary.local(str(element.tag)), items, self.attributes(element))

    def node(self, element: etree._Element) -> Node:
        """The model of any element, comment or instruction."""
        tag = element.tag
        known = self._tags.get(tag)
        if known is None:
            if not isinstance(tag, str):
                return _carried(element)
            known = self._tags[tag] = self.vocabulary.known(tag)
        local, kind = known
        if kind is _BLOCK:
            return self._block(element, local)
        if kind is _CARRIED:
            return _carried(element)
        words = element.text
        if words and (
            not words.isspace() or (len(element) == 0 and ("\n" not in words or self.vocabulary.holds_words(local)))
        ):
            return self._block(element, local)
        if kind is _OTHER and self.vocabulary.is_inline(element):
            return self._block(element, local)
        items, node = [], self.node
        for child in element:
            items.append(node(child))
            words = child.tail
            if words and not words.isspace():
                return self._block(element, local)
        return Provision(local, tuple(items), self.attributes(element))

    def attributes(self, element: etree._Element) -> Attributes:
        """Those of an element, and before them the namespaces that it declares."""
        attributes = tuple(element.items())
        declared = self._declared.get(element)
        return declared + attributes if declared else attributes

    def _block(self, element: etree._Element, local: str) -> Block:
        attributes = self.attributes(element)
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

    def __init__(self, reader: TreeReader) -> None:
        self.chars: list[str] = []
        self.marks: list[Mark] = []
        self.objects: list[Provision] = []
        self._reader = reader
        self._vocabulary = reader.vocabulary
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
        local = self._vocabulary.local(tag)
        if local in self._vocabulary.objects and not _has_own_words(child):
            self.objects.append(self._reader.provision(child))
            self.chars.append(OBJECT)
            self._length += 1
            return True
        attributes = self._reader.attributes(child)
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


class TreeWriter:
    """Makes a document of the model."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._prefix = vocabulary.prefix

    def element(self, parent: etree._Element | None, tag: str, attributes: Attributes) -> etree._Element:
        """A new element, the last in its parent; the outermost where that is None."""
        name = name_of(tag.removeprefix("{}")) if tag.startswith("{") else self._prefix + tag
        declared: dict[str | None, str] = {}
        plain: dict[str, str] = {}
        for key, value in attributes:
            if key.startswith("xmlns"):
                declared[key[6:] or None] = uri_or_stand_in(value)
            else:
                plain[name_of(key)] = value
        if parent is None:
            return etree.Element(name, plain, nsmap=declared or {None: self._prefix[1:-1]})
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
                self.mixed(last, item, depth + 1)
            else:
                last = _fragment(item)
                element.append(last)
            last.tail = inner
        if last is not None:
            element.text = inner
            last.tail = inner[:-1]

    def mixed(self, element: etree._Element, block: Block, depth: int) -> None:
        """Put the words, marks and objects of a block into an empty element, which is depth elements down."""
        _Mixed(self, element, block, depth).write()


class _Mixed:
    """Writes the text of one block with its marks and objects."""

    def __init__(self, writer: TreeWriter, element: etree._Element, block: Block, depth: int) -> None:
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


def _has_own_words(element: etree._Element) -> bool:
    """Whether words stand in an element itself, between those that it holds: then they are words of the sentence."""
    words = (element.text, *(child.tail for child in element))
    return any(one and not one.isspace() for one in words)
