"""A Bill or Act as a frozen tree; a change gives a new tree that shares the rest.

The vocabulary of tags is Akoma Ntoso's, which is also the form a Bill is kept in: "section" for a clause,
"subsection", "level" for lettered paragraphs, "paragraph" in Schedules, "hcontainer" for cross-headings,
Schedules and definitions, "intro", "content" and "wrapUp" for what stands before, in place of and after the
numbered parts, "quotedStructure" for text put into another Act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from amend.model.frozen import quickly_made
from amend.model.numbering import bare
from amend.model.text import OBJECT, Attributes, Text

XHTML = "{http://www.w3.org/1999/xhtml}"
"""What the tags of tables begin with."""

Path = tuple[int, ...]
"""Where a node is: the index at each step down, through the items of a Provision and the objects of a Block."""


@dataclass(frozen=True, slots=True)
class Carried:
    """XML that the model has no meaning for, kept as it was written: metadata, contents, a comment."""

    xml: str


@quickly_made
@dataclass(frozen=True, slots=True)
class Block:
    """One run of words: a number, a heading, a paragraph of text.

    objects: what stands at each U+FFFC of the text, in order: quoted structures, notes, tables.
    """

    tag: str
    text: Text
    attributes: Attributes = ()
    objects: tuple[Provision, ...] = ()

    @property
    def words(self) -> str:
        """The words without what stands among them, white space folded."""
        return " ".join(self.text.chars.replace(OBJECT, " ").split())

    def replaced(self, start: int, end: int, new: Text) -> Block:
        """The block with text[start:end] replaced; what stood among those words goes with them."""
        chars = self.text.chars
        before, gone = chars.count(OBJECT, 0, start), chars.count(OBJECT, start, end)
        objects = (*self.objects[:before], *self.objects[before + gone :])
        return Block(self.tag, self.text.replace(start, end, new), self.attributes, objects)


@quickly_made
@dataclass(frozen=True, slots=True)
class Provision:
    """A node of the tree, from the whole Bill down to what holds a paragraph of text."""

    tag: str
    items: tuple[Provision | Block | Carried, ...]
    attributes: Attributes = ()

    def get(self, name: str) -> str | None:
        """The value of an attribute; None when it has none of that name."""
        for key, value in self.attributes:
            if key == name:
                return value
        return None

    @property
    def eid(self) -> str | None:
        """Its identifier within this print; another print gives it another."""
        return self.get("eId")

    @property
    def guid(self) -> str | None:
        """Its identity from print to print; None where the file gives none."""
        return self.get("GUID")

    @property
    def number(self) -> Block | None:
        """Its number as printed; None when it has none."""
        return self._block("num")

    @property
    def heading(self) -> Block | None:
        """Its heading; None when it has none."""
        return self._block("heading")

    @property
    def label(self) -> str:
        """Its number without brackets and full stop; "" when it has none."""
        number = self.number
        return bare(number.words) if number else ""

    def _block(self, tag: str) -> Block | None:
        for item in self.items:
            if isinstance(item, Block) and item.tag == tag:
                return item
        return None


Node = Provision | Block | Carried

NUMBERED = frozenset(
    {"part", "chapter", "section", "subsection", "level", "article", "paragraph", "subparagraph", "hcontainer"}
)
"""The tags that can be provisions in their own right, to be cited, left out or inserted whole."""

HOLDERS = frozenset({"intro", "content", "wrapUp"})
"""The tags that only hold the words of a provision."""


WORKING = "amend-working-print"
"""The processing instruction, before the document, of a print whose lines are of our own layout (engine/layout)."""

WORKING_SAID = "Working print: its pages and lines are of amend’s own layout."


@dataclass(frozen=True, slots=True)
class Bill:
    """A print of a Bill, or an Act.

    title, number ("HL Bill 54"), house and stage ("As amended in Committee") as the file states them, "" where it
    does not. published: when it was, as it states it: "2023-12-06T00:00:00Z", which sorts in order of time; "" where it
    does not. notice: what must be said wherever the text is shown, such as that it is not official; "" when nothing.
    outside: comments and processing instructions before and after the document itself.
    act: whether it is an Act, whose provisions are sections; what a Bill amends may also be an Act in a file that says
    it is a Bill (see `as_act`). valid: the day of the text of an Act, "2026-06-01", as the file states it; "" where it
    does not.
    """

    root: Provision
    title: str = ""
    number: str = ""
    house: str = ""
    stage: str = ""
    notice: str = ""
    outside: tuple[tuple[Carried, ...], tuple[Carried, ...]] = ((), ())
    published: str = ""
    act: bool = False
    valid: str = ""

    @property
    def working(self) -> bool:
        """Whether its pages and lines are of our own layout, not those of an official print."""
        return any(carried.xml.startswith(f"<?{WORKING}") for carried in self.outside[0])

    @property
    def name(self) -> str:
        """What it is called where a print is named: its number, or before it has one its title; "" for neither. An Act
        goes by its title."""
        title = " ".join(self.title.split())
        return title or self.number if self.act else self.number or title

    @property
    def cautions(self) -> tuple[str, ...]:
        """What to say wherever the text, or a page and line of it, is shown; empty for an official print."""
        return tuple(filter(None, (self.notice, WORKING_SAID if self.working else "")))

    def as_act(self) -> Bill:
        """The same text as an Act's, its clauses cited as sections: for a file that says that it is a Bill."""
        return self if self.act else replace(self, act=True)

    def at(self, path: Path) -> Node:
        """The node at a path; IndexError when there is none."""
        return node_at(self.root, path)

    def edited(self, path: Path, edit: Callable[[Node], tuple[Node, ...]]) -> Bill:
        """The Bill with the node at path replaced by what edit makes of it: none, one or several nodes."""
        return replace(self, root=edited(self.root, path, edit))

    def provisions(self) -> Iterator[tuple[Path, Provision]]:
        """Every provision of the body, Schedules and quoted text, in reading order, with its path."""
        return ((path, node) for path, node in each_provision(self.root) if node.tag in NUMBERED)


def node_at(node: Node, path: Path) -> Node:
    """The node at a path below another; IndexError when there is none."""
    for index in path:
        node = _child(node, index)
    return node


def along(root: Provision, path: Path) -> Iterator[Node]:
    """The nodes on the way from below root to the path's end, outermost first; IndexError when there is none."""
    node: Node = root
    for index in path:
        node = _child(node, index)
        yield node


def edited(root: Provision, path: Path, edit: Callable[[Node], tuple[Node, ...]]) -> Provision:
    """Root with the node at path replaced by what edit makes of it; all off the path is shared.

    The objects of a Block can be replaced one for one only.
    """
    (new,) = _edited(root, path, edit)
    assert isinstance(new, Provision)
    return new


def walk(
    node: Node, path: Path = (), *, into: Callable[[Provision], bool] | None = None
) -> Iterator[tuple[Path, Node]]:
    """Every node from this one down, in reading order, with its path.

    into: whether what a provision holds is wanted as well; None for all that there is.
    """
    pending: list[tuple[Path, Node]] = [(path, node)]
    while pending:
        path, node = found = pending.pop()
        yield found
        below: Sequence[Node]
        if isinstance(node, Provision):
            below = node.items if into is None or into(node) else ()
        elif isinstance(node, Block) and node.objects:
            below = node.objects
        else:
            continue  # most nodes are paragraphs with nothing among their words
        pending += [((*path, index), below[index]) for index in range(len(below) - 1, -1, -1)]


def each_provision(
    root: Provision, *, into: Callable[[Provision], bool] | None = None
) -> Iterator[tuple[Path, Provision]]:
    """Every provision from root down, in reading order, with its path: what `walk` gives without the paragraphs, which
    are most of it. into: as there."""
    pending: list[tuple[Path, Provision | Block]] = [((), root)]
    while pending:
        path, node = pending.pop()
        below: Sequence[Node]
        if isinstance(node, Provision):
            yield path, node
            below = node.items if into is None or into(node) else ()
        else:
            below = node.objects
        for index in range(len(below) - 1, -1, -1):
            inner = below[index]
            if isinstance(inner, Provision) or (isinstance(inner, Block) and inner.objects):
                pending.append(((*path, index), inner))


def nodes(root: Provision) -> Iterator[Provision | Block]:
    """Every provision and block from root down, in no set order: quicker than `walk` where paths do not matter."""
    pending: list[Provision | Block | Carried] = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, Provision):
            pending += node.items
            yield node
        elif isinstance(node, Block):
            pending += node.objects
            yield node


def unit(provision: Provision, *, quoted: bool = False) -> str:
    """What drafters call it: "clause", "subsection", "paragraph", …; "" for what has no name of its own.

    In an Act, so in quoted text, a clause is a section.
    """
    tag, style = provision.tag, provision.get("class") or ""
    match tag:
        case "section":
            return "section" if quoted else "clause"
        case "part" | "chapter":
            return tag.capitalize()
        case "subparagraph":
            return "sub-paragraph"
        case "subsection" | "article" | "paragraph":
            return tag
        case "level":
            names = ("paragraph", "sub-paragraph", "sub-sub-paragraph")
            return names[int(style[-1]) - 1] if style[-1:] in ("1", "2", "3") else ""
        case "hcontainer":
            return {"schedule": "Schedule", "definition": "definition"}.get(provision.get("name") or "", "")
    return ""


def _child(node: Node, index: int) -> Node:
    if isinstance(node, Provision):
        return node.items[index]
    if isinstance(node, Block):
        return node.objects[index]
    raise IndexError("what is carried has no parts")


def _edited(node: Node, path: Path, edit: Callable[[Node], tuple[Node, ...]]) -> tuple[Node, ...]:
    if not path:
        return edit(node)
    index = path[0]
    new = _edited(_child(node, index), path[1:], edit)
    if isinstance(node, Provision):
        return (replace(node, items=(*node.items[:index], *new, *node.items[index + 1 :])),)
    assert isinstance(node, Block)
    objects = tuple(n for n in new if isinstance(n, Provision))
    return (replace(node, objects=(*node.objects[:index], *objects, *node.objects[index + 1 :])),)
