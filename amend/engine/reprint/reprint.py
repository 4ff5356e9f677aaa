"""The Bill printed again: consecutive numbers, cross-references and contents that follow, lines of its own.

What the clerks do when a Bill is printed as amended (Erskine May, paragraphs 28.21 and 30.83). What they may change
besides, such as quotation marks and “and” or “or” at the ends of lists, is theirs and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from amend.engine.reprint.crossrefs import CrossReferences, Was
from amend.engine.reprint.layout import lined
from amend.engine.reprint.reference_list import Reference, found_by
from amend.engine.reprint.renumber import Labels, relabelled
from amend.engine.reprint.rewording import NewReference as _Edit
from amend.engine.reprint.rewording import renamed, reworded
from amend.model.made import made
from amend.model.outline import arrangement, blocks, held, is_schedule
from amend.model.provision import HOLDERS, Bill, Block, Carried, Node, Path, Provision, walk
from amend.model.text import LINE, OBJECT, Attributes, Mark, Text

_SUBSECTIONS = ("subsection", "subparagraph")
_TOC = re.compile(r"(<toc\b[^>]*>)(.*?)(</toc>)", re.DOTALL)
_ITEM = re.compile(r"<tocItem\b[^>]*/>|<tocItem\b.*?</tocItem>", re.DOTALL)
_ATTRIBUTE = re.compile(r'\b(class|level)="([^"]*)"')
_NUMBER = re.compile(r'(<TLCConcept\b[^>]*\beId="varBillNo"[^>]*\bshowAs=")([^"]*)(")')
_STAGE = re.compile(r'(<TLC\w+\b[^>]*\beId="varStageVersion"[^>]*\bshowAs=")([^"]*)(")')
_AMENDED = "As amended"
"""The stage of a print that amendments were made to: what the old print says of its own holds no longer."""


@dataclass(frozen=True, slots=True)
class Reprinted:
    """A Bill printed again.

    left: references that could not be followed, one sentence each, for a person to look at. references: every one, in
    the numbers that the Bill had, with what became of it.
    """

    bill: Bill
    left: tuple[str, ...]
    references: tuple[Reference, ...] = ()


_UNNUMBERED = re.compile(r"\s*\(\s*\)\s*")
"""A number that was left to the clerks: "( )"."""


def reprint(bill: Bill, before: Bill | None = None, *, number: str = "") -> Reprinted:
    """Print a Bill again. before: the print that it was amended from, where there is one.

    number: the number of the new print, such as "HL Bill 60"; by default that of the old one with "as amended", since
    pages, lines and clause numbers of the old print are no longer those of this one.
    """
    labels = relabelled(bill, before or (None if made(bill) else bill))
    references = CrossReferences(bill, labels, before)
    again = replace(bill, root=_Printer(bill, labels, references).provision(bill.root, (), "", ""))
    changed = bool(made(bill) or labels.of or labels.alone or labels.opened)
    number = number or (f"{bill.number} as amended" if bill.number and changed else bill.number)
    again = _titled(_with_contents(again), number, _AMENDED if bill.stage and made(bill) else bill.stage)
    return Reprinted(lined(again), tuple(dict.fromkeys(references.left)), found_by(bill, references))


@dataclass(frozen=True, slots=True)
class Relabelled:
    """A Bill with other numbers, and references that follow them. left: what could not be followed, one sentence each.
    was: by its identity, each node made anew and the path that it had."""

    bill: Bill
    left: tuple[str, ...]
    was: Mapping[int, tuple[Node, Path]] = field(repr=False, compare=False)

    @property
    def came(self) -> Mapping[Path, Path]:
        """The path that each node had before, by the one it has; no entry for a number that came in."""
        return {path: one[1] for path, node in walk(self.bill.root) if (one := self.was.get(id(node))) is not None}


def with_labels(
    bill: Bill,
    labels: Labels,
    was: Was | None = None,
    *,
    before: Bill | None = None,
    words_only: bool = False,
    stays: Callable[[Provision], bool] | None = None,
) -> Relabelled:
    """The Bill with other numbers, references following them, and nothing else.

    was: what each provision was, where unmarked references that stood are not in the Bill's numbers (see crossrefs).
    before: the print that the Bill was amended from, which tells what was left out. words_only: whether identifiers,
    which have numbers in them too, stay as they were, and paragraphs that stay are the very same, of which `was` does
    not tell; where only what is read matters this is sooner done. stays: of which provisions it is known that nothing
    in them changes, so that they are not looked at.
    """
    references = CrossReferences(bill, labels, before, was)
    printer = _Printer(bill, labels, references, words_only=words_only, stays=stays)
    root = printer.provision(bill.root, (), "", "")
    return Relabelled(replace(bill, root=root), tuple(dict.fromkeys(references.left)), printer.made)


def left_standing(bill: Bill, read: Callable[[str], bool], among: Bill | None = None) -> tuple[str, ...]:
    """What could not be followed in a Bill whose numbers stay as they are (`left`, see `Relabelled`).

    read: which paragraphs are looked at; told the words of one as the file has them, and as they are printed. among:
    the Bill with all the paragraphs that may be, each at its path; None for the Bill itself.
    """
    references: CrossReferences | None = None
    for path, block in blocks((among or bill).root):
        chars = block.text.chars
        if read(chars) or ((spaced := " ".join(chars.split())) != chars and read(spaced)):
            references = references or CrossReferences(bill, Labels())
            references.follow(path, block)
    return tuple(references.left) if references else ()


class _Printer:
    """Builds the tree anew, with new numbers, identifiers and references."""

    def __init__(
        self,
        bill: Bill,
        labels: Labels,
        references: CrossReferences,
        *,
        words_only: bool = False,
        stays: Callable[[Provision], bool] | None = None,
    ) -> None:
        self._stays = stays
        self._labels = labels
        self._references = references
        self._words_only = words_only
        self._alone, self._opened = set(labels.alone), set(labels.opened)
        self._eids: dict[str, str] = {}
        self._named: dict[Path, str] = {}
        self.made: dict[int, tuple[Node, Path]] = {}  # by its identity each node made, and where it was
        taken: set[str] = set()
        if not words_only:
            self._name(bill.root, (), "", "", taken)

    def _name(self, node: Provision, path: Path, old: str, new: str, taken: set[str]) -> None:
        """Find the eId of each provision below one, whose own were old and are new."""
        own = node.eid
        if own:
            named = f"{new}{own[len(old) :]}" if old and own.startswith(f"{old}__") else own
            label = self._labels.of.get(path)
            if label is not None:
                named = _relabelled_eid(named, node, label)
            base, count = named, 1
            while named != own and named in taken:
                count += 1
                named = f"{base}__oc_{count}"
            taken.add(named)
            self._named[path] = named
            self._eids.setdefault(own, named)
            old, new = own, named
        for inner, child in held(node, path):
            self._name(child, inner, old, new, taken)

    def provision(self, node: Provision, path: Path, old: str, new: str) -> Provision:
        """The provision printed again. old, new: the eIds, before and after, of the nearest one above that has one."""
        if self._stays is not None and self._stays(node):
            return node
        if node.eid and not self._words_only:
            old, new = node.eid, self._named[path]
        items: list[Node] = []
        for index, item in enumerate(node.items):
            inner = (*path, index)
            if isinstance(item, Provision):
                items.append(self.provision(item, inner, old, new))
            elif isinstance(item, Block):
                items.append(self._block(item, inner, old, new, node))
            else:
                items.append(item)
        label = self._labels.of.get(path)
        if label is not None and node.number is None:
            words = {"section": label, "part": f"Part {label}"}.get(node.tag) or (
                f"Schedule {label}" if is_schedule(node) else f"({label})"
            )
            first = next((i for i, item in enumerate(items) if not isinstance(item, Carried)), 0)
            items.insert(first, Block("num", Text(words)))
        attributes = self._attributes(node.attributes, old, new, own=new if node.eid else None)
        again = Provision(node.tag, tuple(items), attributes)
        again = without_lone_number(again) if path in self._alone else again
        again = _with_first_number(again) if path in self._opened else again
        self.made[id(again)] = again, path
        return again

    def _block(self, block: Block, path: Path, old: str, new: str, parent: Provision) -> Block:
        text = self._references.follow(path, block)
        label = self._labels.of.get(path[:-1])
        if block.tag == "num" and label is not None and block is parent.number:
            text = _relabelled(block.text, parent.label, label)
        if self._words_only and text is block.text and not block.objects:
            return block
        marks = tuple([self._mark(mark, old, new) for mark in text.marks])
        objects = tuple([self.provision(thing, (*path, place), old, new) for place, thing in enumerate(block.objects)])
        attributes = self._attributes(block.attributes, old, new, own=None)
        again = Block(block.tag, Text(text.chars, marks) if marks else text, attributes, objects)
        self.made[id(again)] = again, path
        return again

    def _attributes(self, attributes: Attributes, old: str, new: str, own: str | None) -> Attributes:
        if not attributes or self._words_only:
            return attributes
        attributes = renamed(attributes, self._eids, self._references.dead)
        if old == new:
            return attributes
        for index, (key, value) in enumerate(attributes):
            if key == "eId":
                value = own or (f"{new}{value[len(old) :]}" if old and value.startswith(f"{old}__") else value)
                attributes = (*attributes[:index], (key, value), *attributes[index + 1 :])
        return attributes

    def _mark(self, mark: Mark, old: str, new: str) -> Mark:
        if mark.name == LINE:
            return mark
        attributes = self._attributes(mark.attributes, old, new, own=None)
        return mark if attributes == mark.attributes else replace(mark, attributes=attributes)


def _relabelled_eid(eid: str, node: Provision, label: str) -> str:
    """The eId of a provision that has another number."""
    head, _, last = eid.rpartition("__") if not re.search(r"__oc_\d+$", eid) else ("", "", eid)
    if not last.endswith(f"_{node.label}") or not node.label:
        stem = re.sub(r"__oc_\d+$", "", eid)
        return f"{stem}_{label}" if not node.label else eid
    last = f"{last[: -len(node.label)]}{label}"
    return f"{head}__{last}" if head else last


def _relabelled(text: Text, old: str, new: str) -> Text:
    """The text of a number with its label replaced: "(6A)", "Schedule 5"."""
    words = text.chars.split(OBJECT)[0]
    at = words.rfind(old) if old else -1
    if at < 0:
        end = len(words.rstrip())
        if _UNNUMBERED.fullmatch(words):
            return reworded(text, [_Edit(0, len(words), f"({new})")])
        return reworded(text, [_Edit(end, end, f" {new}" if end else new)])
    return reworded(text, [_Edit(at, at + len(old), new)])


def without_lone_number(node: Provision) -> Provision:
    """A clause whose only subsection has given up its number: its words are those of the clause."""
    items: list[Node] = []
    for item in node.items:
        if isinstance(item, Provision) and item.tag in _SUBSECTIONS:
            items += [inner for inner in item.items if inner is not item.number]
        else:
            items.append(item)
    return replace(node, items=tuple(items))


def _with_first_number(node: Provision) -> Provision:
    """A clause whose own words are its first subsection, now that another follows them."""
    at = next(i for i, item in enumerate(node.items) if isinstance(item, Provision) and item.tag in _SUBSECTIONS)
    following = node.items[at]
    assert isinstance(following, Provision)
    first = next(i for i, item in enumerate(node.items) if isinstance(item, Provision))
    one = as_subsection(node.items[first:at], following, "(1)")
    return replace(node, items=(*node.items[:first], one, *node.items[at:]))


def as_subsection(body: Sequence[Node], like: Provision, number: str) -> Provision:
    """What stands in a clause as a numbered subsection of it. like: one of the same list, to be shown as it is."""
    shown = tuple((key, value) for key, value in like.attributes if key in ("class", "name"))
    return Provision(like.tag, (Block("num", Text(number)), *_closed(body)), shown)


def _closed(body: Sequence[Node]) -> tuple[Node, ...]:
    """What stands in a provision, its words as content where no parts follow them."""
    if any(isinstance(item, Provision) and item.tag not in HOLDERS for item in body):
        return tuple(body)
    return tuple(
        replace(item, tag="content") if isinstance(item, Provision) and item.tag == "intro" else item for item in body
    )


def _titled(bill: Bill, number: str, stage: str) -> Bill:
    """The Bill with the number and the stage of a print, in its metadata too."""
    if (number, stage) == (bill.number, bill.stage):
        return bill

    def meta(node: Node) -> Node:
        if isinstance(node, Carried) and ("varBillNo" in node.xml or "varStageVersion" in node.xml):
            xml = _NUMBER.sub(lambda found: f"{found[1]}{escape(number)}{found[3]}", node.xml, count=1)
            return Carried(_STAGE.sub(lambda found: f"{found[1]}{escape(stage)}{found[3]}", xml, count=1))
        if isinstance(node, Provision) and node.tag in ("akomaNtoso", "bill", "act"):
            return replace(node, items=tuple(meta(item) for item in node.items))
        return node

    root = meta(bill.root)
    assert isinstance(root, Provision)
    return replace(bill, root=root, number=number, stage=stage)


def _with_contents(bill: Bill) -> Bill:
    """The Bill with its table of contents made anew, where it has one, in the manner of the old."""

    def cover(node: Node) -> Node:
        if isinstance(node, Carried) and (found := _TOC.search(node.xml)):
            return Carried(node.xml[: found.end(1)] + _contents(bill, found[2]) + node.xml[found.start(3) :])
        if isinstance(node, Provision) and node.tag in ("akomaNtoso", "bill", "act"):
            return replace(node, items=tuple(cover(item) for item in node.items))
        return node

    root = cover(bill.root)
    assert isinstance(root, Provision)
    return replace(bill, root=root)


def _contents(bill: Bill, old: str) -> str:
    """The items of a table of contents, each in the form that the old one gave to its kind."""
    forms: dict[str, str] = {}
    for item in _ITEM.findall(old):
        attributes = dict(_ATTRIBUTE.findall(item))
        forms.setdefault(attributes.get("class", ""), attributes.get("level", ""))
    rows = []
    ruled = "ruleToc" not in forms
    for _, node in arrangement(bill):  # those of a class that the old one lists
        kind = f"{node.get('class')}ToC"
        if kind not in forms or not node.eid:
            continue
        if is_schedule(node) and not ruled:
            ruled = True
            rows.append(f'<tocItem class="ruleToc" href="#{escape(node.eid)}" level="{forms["ruleToc"]}"/>')
        number = node.number.words if node.number else ""
        inlines = f'<inline name="tocNum">{escape(number, quote=False)}</inline>' if number else ""
        if node.heading:
            inlines += f'<inline name="tocHeading">{escape(node.heading.words, quote=False)}</inline>'
        rows.append(f'<tocItem class="{kind}" href="#{escape(node.eid)}" level="{forms[kind]}">{inlines}</tocItem>')
    return "\n    " + "\n    ".join(rows) + "\n   "
