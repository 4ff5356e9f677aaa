"""References that follow the provisions they lead to, when those have other numbers.

A reference that the file marks leads where its mark says. In text that amendments put in there are no marks, so there a
reference is read: a clause of the Bill, a part of the same clause, a new clause by its heading. So it is among words
that came into a provision which stays. One that leads to another Act stays, and so does whatever cannot be told for
certain, which is told where the words came into a clause that amends an Act.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from amend.engine.reprint.renumber import Labels
from amend.model.citation import address_of
from amend.model.eids import led_to
from amend.model.outline import above, blocks, is_quoted, is_top, top_of
from amend.model.provision import Bill, Block, Path, Provision, nodes, unit, walk
from amend.model.text import Attributes, Mark, Text

_HEADED = r"\([^()]{4,160}\)"
_LABEL = r"(?:[A-Z]*\d+[A-Z]*(?:\([0-9A-Za-z]{1,5}\))*|(?:\([0-9A-Za-z]{1,5}\))+)"
_ITEM = rf"(?:{_LABEL}|{_HEADED}(?:\([0-9A-Za-z]{{1,5}}\))*)"
_ITEMS = rf"{_ITEM}(?:(?:, | and | or | to |, and |, or ){_ITEM})*"
_CITED = re.compile(
    rf"\b(?P<word>[Ss]ections?|[Ss]ubsections?|[Pp]aragraphs?|[Ss]ub-paragraphs?|Schedules?) "
    rf"(?P<labels>{_ITEMS})"
)
_THROUGH = ("part", "chapter", "hcontainer")
_WORD = re.compile(r"\w+|[^\w\s]")
_LEADS = re.compile(r"href$|targetGuid$|targetJref$")
_ONE = re.compile(_ITEM)
_TOKEN = re.compile(r"[0-9A-Za-z]+")
_BY_HEADING = re.compile(rf"\b[Ss]ections? (?P<headings>{_ITEMS})")
_ELSEWHERE = re.compile(r"(?: \([^)]*\))? (?:of|to|in) (?!this (?:Act|section|Part|Schedule))")
_AMENDING = re.compile(r"\b(?:insert|substitute|omit|repealed|amended)\b")  # “amend or repeal” is said of a power
_BILL = re.compile(r"\s+Bill(?: \[\w+\])?\s*$")
_OF_AN_ACT = re.compile(r"(?:\([^)]*\))* (?:\([^)]*\) )?of (the [A-Z][^.;,—]*? Act \d{4}|that Act)")


Was = Callable[[Path], Provision | None]
"""What a provision, by its path, was before the words came in that are not marked; None where it came in."""


def by_guid(before: Bill, bill: Bill) -> Was:
    """What each provision of a Bill was in the print that it was amended from: the one of its GUID."""
    known = {node.guid: node for _, node in walk(before.root) if isinstance(node, Provision) and node.guid}

    def was(path: Path) -> Provision | None:
        node = bill.at(path)
        return known.get(node.guid) if isinstance(node, Provision) and node.guid else None

    return was


@dataclass(frozen=True, slots=True)
class NewReference:
    """Characters of a text, from start to end, that become other words."""

    start: int
    end: int
    words: str


class CrossReferences:
    """Finds where references lead in a Bill, and what they say when it has the new labels.

    was: tells the words that came in, where their provision has an identity; None to take them for words that stood.
    """

    def __init__(self, bill: Bill, labels: Labels, before: Bill | None = None, was: Was | None = None) -> None:
        self._bill = bill
        self._labels = labels
        self._was = was
        self._by_eid: dict[str, Path] = {}
        self._clauses: dict[str, Path] = {}
        self._schedules: dict[str, Path] = {}
        self._headings: dict[str, list[str]] = {}
        self.left: list[str] = []
        self.dead: set[str] = set()
        for path, node in walk(bill.root):
            if isinstance(node, Provision):
                self._index(path, node)
        if before is not None:
            earlier = {node.eid for _, node in walk(before.root) if isinstance(node, Provision) and node.eid}
            self.dead = {f"#{eid}" for eid in earlier if eid not in self._by_eid}
        name = re.escape(_BILL.sub("", bill.title) or "\n")
        self._itself = re.compile(
            rf" of the {name} Act \d{{4}}"
        )  # what quoted text calls the Act that the Bill becomes
        self._amended = " ".join(_amending(bill))
        self._acts = re.compile(rf"(?<![\w(])({'|'.join(map(re.escape, labels.acts)) or '$^'})(?!\w)")

    def follow(self, path: Path, block: Block) -> Text:
        """The text of a block with its references as they are when the Bill is printed again."""
        text = block.text
        edits = [edit for mark in text.marks if mark.name == "ref" for edit in self._marked(text, mark)]
        taken = [range(mark.start, mark.end) for mark in text.marks if mark.name == "ref"]
        for edit in (*self._by_heading(text), *self._of_acts(text), *self._read(path, block)):
            span = range(edit.start, edit.end)
            if not any(span.start < other.stop and other.start < span.stop for other in taken):
                edits.append(edit)
                taken.append(span)
        return edited(text, edits)

    def unknown_headings(self) -> list[str]:
        """The references to a clause by a heading that no clause has, or more than one: as `left` says them."""
        for node in nodes(self._bill.root):
            if isinstance(node, Block) and "ection" in node.text.chars:
                list(self._by_heading(node.text))
        return self.left

    def _index(self, path: Path, node: Provision) -> None:
        if node.eid:
            self._by_eid.setdefault(node.eid, path)
        if not is_top(node) or is_quoted(self._bill, path):
            return
        if node.tag == "section":
            if node.label:
                self._clauses.setdefault(node.label, path)
            label = self._labels.of.get(path, node.label)
            if node.heading and label:
                self._headings.setdefault(_plain(node.heading.words), []).append(label)
        elif node.label:
            self._schedules.setdefault(node.label, path)

    def _marked(self, text: Text, mark: Mark) -> Iterator[NewReference]:
        """The edits of a reference that the file marks: its labels, from the last back, are those of its target."""
        attributes = dict(mark.attributes)
        if attributes.get("href") in self.dead:
            said = text.chars[max(mark.start - 30, 0) : mark.end].split(" ", 1)[-1].strip()
            self.left.append(f"“{said}” leads to a provision that was left out")
        target = led_to(attributes.get("href", ""), self._by_eid)
        if target is None or attributes.get("class") == "placeholder":
            return
        chain = list(self._chain(target))
        if all(old == new for old, new in chain):
            return
        words = text.chars[mark.start : mark.end]
        found = False
        for token in reversed(list(_TOKEN.finditer(words))):
            if not chain or token[0] != chain[-1][0]:
                break
            old, new = chain.pop()
            found = True
            if old != new:
                yield NewReference(mark.start + token.start(), mark.start + token.end(), new)
        if not found:
            self.left.append(f"“{words.strip()}” leads to a provision that has another number")

    def _chain(self, path: Path) -> Iterator[tuple[str, str]]:
        """The old and new labels of a provision and of those it is in, outermost first."""
        start = max((len(outer) for outer, node in above(self._bill, path) if node.tag == "quotedStructure"), default=0)
        for inner, node in (*above(self._bill, path), (path, self._bill.at(path))):
            if len(inner) > start and isinstance(node, Provision) and node.label and unit(node, quoted=bool(start)):
                yield node.label, self._labels.of.get(inner, node.label)

    def _by_heading(self, text: Text) -> Iterator[NewReference]:
        """The edits of references to a new clause by its heading, which has a number now."""
        for found in _BY_HEADING.finditer(text.chars):
            at = found.start("headings")
            for one in re.finditer(r"\(([^()]{4,160})\)", found["headings"]):
                numbers = self._headings.get(_plain(one[1]), [])
                if len(numbers) == 1:
                    yield NewReference(at + one.start(), at + one.end(), numbers[0])
                elif " " in one[1] and found["headings"].startswith("("):
                    many = "more than one clause has" if numbers else "no clause has"
                    self.left.append(f"“section ({one[1]})”: {many} that heading")

    def _of_acts(self, text: Text) -> Iterator[NewReference]:
        """The edits of references to sections that the Bill puts into an Act under numbers they no longer have."""
        if not self._labels.acts:
            return
        for found in self._acts.finditer(text.chars):
            named = _OF_AN_ACT.match(text.chars, found.end())
            if named is None or named[1] == "that Act" or named[1] in self._amended:
                yield NewReference(found.start(1), found.end(1), self._labels.acts[found[1]])

    def _read(self, path: Path, block: Block) -> Iterator[NewReference]:
        """The edits of references that no mark tells, in text that amendments put in or that lies in quoted text."""
        cited = list(_CITED.finditer(block.text.chars))
        if not cited:
            return
        quoted = is_quoted(self._bill, path)
        whole = quoted or self._put_in(path)
        read = [range(len(block.text))] if whole else self._came_in(path, block)
        amends = _AMENDING.search(block.text.chars) is not None
        if not read or (whole and amends):
            return
        for found in cited:
            edits = list(self._cited(path, block, found, read, quoted=quoted))
            if edits and not whole and (amends or self._amends_an_act(path)):
                self._doubt(path, block, found)
            else:
                yield from edits

    def _cited(
        self, path: Path, block: Block, found: re.Match[str], read: list[range], *, quoted: bool
    ) -> Iterator[NewReference]:
        """The edits of one reference that is read. read: the characters of the block in which one is."""
        word = found["word"].lower().removesuffix("s")
        elsewhere = _ELSEWHERE.match(block.text.chars, found.end())
        itself = word == "section" and self._itself.match(block.text.chars, found.end())
        if not itself and (elsewhere or (quoted and word in ("section", "schedule"))):
            return
        for one in _ONE.finditer(found["labels"]):
            at = found.start("labels") + one.start()
            if not any(at in span for span in read):
                continue
            tokens = list(_TOKEN.finditer(one[0]))
            target = self._target(path, word, [token[0] for token in tokens])
            if target is None:
                continue
            chain = list(self._chain(target))[-len(tokens) :]
            for token, (old, new) in zip(tokens, chain, strict=False):
                if token[0] == old and old != new:
                    yield NewReference(at + token.start(), at + token.end(), new)

    def _doubt(self, path: Path, block: Block, found: re.Match[str]) -> None:
        """Tell of a reference that may be to the Act which the clause amends, unless the file marks where it leads."""
        if not any(m.name == "ref" and m.start < found.end() and found.start() < m.end for m in block.text.marks):
            where = address_of(self._bill, path) or "the words"
            self.left.append(f"“{found[0]}” in {where} may lead to a provision that has another number")

    def _put_in(self, path: Path) -> bool:
        """Whether amendments put the words there: no provision that holds them has an identity of its own."""
        holder = self._holder(path)
        return holder is not None and holder[1].guid is None

    def _came_in(self, path: Path, block: Block) -> list[range]:
        """The characters of a block that the provision which holds it did not say before: all, where that came in."""
        holder = self._holder(path)
        if self._was is None or holder is None:
            return []
        before = self._was(holder[0])
        return [range(len(block.text))] if before is None else list(_came(before, block))

    def _holder(self, path: Path) -> tuple[Path, Provision] | None:
        """The nearest numbered provision that a place is in."""
        return next((found for found in reversed(above(self._bill, path)) if unit(found[1])), None)

    def _amends_an_act(self, path: Path) -> bool:
        """Whether the clause or Schedule that holds a place amends an Act, so that a reference may be to that."""
        top = top_of(self._bill, path)
        return top is not None and any(_AMENDING.search(block.text.chars) for _, block in blocks(self._bill.at(top)))

    def _target(self, path: Path, word: str, labels: list[str]) -> Path | None:
        """The provision that a reference at a place leads to; None when that cannot be told."""
        match word:
            case "section":
                return self._below(self._clauses.get(labels[0]), labels[1:])
            case "schedule":
                return self._below(self._schedules.get(labels[0]), labels[1:])
            case "subsection" | "sub-paragraph" | "paragraph":
                return self._nearest(path, word, labels)
        return None

    def _nearest(self, path: Path, word: str, labels: list[str]) -> Path | None:
        """A part, with that label, of the nearest provision that the place is in."""
        for outer, holder in reversed(above(self._bill, path)):
            if holder.tag == "quotedStructure":
                return None
            for inner, child in self._parts(outer):
                if child.label == labels[0] and unit(child) == word:
                    return self._below(inner, labels[1:])
            if is_top(holder):
                return None
        return None

    def _below(self, path: Path | None, labels: list[str]) -> Path | None:
        for label in labels:
            if path is None:
                return None
            path = next((inner for inner, child in self._parts(path) if child.label == label and unit(child)), None)
        return path

    def _parts(self, path: Path) -> Iterator[tuple[Path, Provision]]:
        """The numbered parts of a provision, those under headings too."""
        whole = self._bill.at(path)
        for inner, node in walk(whole, path, into=lambda one: one is whole or one.tag in _THROUGH):
            if isinstance(node, Provision) and node.label and node is not whole:
                yield inner, node


def _came(before: Provision, block: Block) -> Iterator[range]:
    """The characters of a block that are not among a provision's own words as they were."""
    ours = [word for words in _own(before) for word in _WORD.findall(words)]
    found = list(_WORD.finditer(block.text.chars))
    steps = SequenceMatcher(None, ours, [word[0] for word in found], autojunk=False).get_opcodes()
    for operation, _, _, start, end in steps:
        if operation in ("replace", "insert"):
            yield range(found[start].start(), found[end - 1].end())


def _own(provision: Provision) -> Iterator[str]:
    """The words of a provision, not those of its parts."""
    for item in provision.items:
        if isinstance(item, Block):
            yield item.text.chars
        elif isinstance(item, Provision) and not unit(item):
            yield from _own(item)


def _amending(bill: Bill) -> Iterator[str]:
    """The words that amend Acts, and so name those that the Bill amends."""
    for _, block in blocks(bill.root):
        if "Act" in block.text.chars and _AMENDING.search(block.text.chars):
            yield block.text.chars


def edited(text: Text, edits: list[NewReference]) -> Text:
    """The text with edits made that do not overlap; marks over words that change go over the new ones."""
    if not edits:
        return text
    ordered = sorted(edits, key=lambda edit: edit.start)
    chars, at = "", 0
    for edit in ordered:
        chars += text.chars[at : edit.start] + edit.words
        at = edit.end
    chars += text.chars[at:]

    def moved(position: int) -> int:
        shift = 0
        for edit in ordered:
            if edit.end <= position:
                shift += len(edit.words) - (edit.end - edit.start)
            elif edit.start < position:
                return edit.start + shift + min(position - edit.start, len(edit.words))
        return position + shift

    marks = tuple(replace(mark, start=moved(mark.start), end=moved(mark.end)) for mark in text.marks)
    return Text(chars, marks)


def renamed(attributes: Attributes, eids: Mapping[str, str], dead: Set[str]) -> Attributes:
    """Attributes with references by eId as they are when provisions have others.

    dead: references to what was left out. They lead nowhere any more, or they would lead to whatever has that eId now.
    """
    if any(key == "href" and value in dead for key, value in attributes):
        return tuple(
            (key, "invalid" if key == "class" else value) for key, value in attributes if not _LEADS.search(key)
        )
    return tuple(
        (key, "#" + eids.get(value[1:], value[1:]) if key == "href" and value.startswith("#") else value)
        for key, value in attributes
    )


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().split())
