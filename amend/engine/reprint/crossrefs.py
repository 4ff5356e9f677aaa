"""References that follow the provisions they lead to, when those have other numbers.

A reference that the file marks leads where its mark says. One that it does not is read (model/citations), and followed
where it is certain that it is the Bill's own (whose). A reference to what was left out stays as it is, so does one that
may be to another Act and one that leads nowhere, and a sentence tells of each. A reference to another Act stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property

from amend.engine.reprint.act_names import amending_words, names_of_the_act
from amend.engine.reprint.nowhere import surely_lacking
from amend.engine.reprint.ranges import Ranges
from amend.engine.reprint.renumber import Labels
from amend.engine.reprint.rewording import NewReference, leading, overlaps, reworded
from amend.engine.reprint.targets import Targets, own_words
from amend.engine.reprint.twice import doubled, sharing
from amend.engine.reprint.whose import Belongs, Contexts, Fate, in_quotation_marks
from amend.model.address import Address
from amend.model.citation import CitedPlace, address_of
from amend.model.citations import Citation, Item, Number, SaidOf, citations
from amend.model.eids import led_to
from amend.model.numbering import families
from amend.model.provision import Bill, Block, Path, Provision, along, unit
from amend.model.text import Mark, Text

_WORD = re.compile(r"\w+|[^\w\s]")
_TOKEN = re.compile(r"[0-9A-Za-z]+")
_SAYS_A_NUMBER = re.compile(r"\d|\([0-9A-Za-z]{1,5}\)")
_OF_AN_ACT = re.compile(r"(?:\([^)]*\))* (?:\([^)]*\) )?of (the [A-Z][^.;,—]*? Act \d{4}|that Act)")


Was = Callable[[Path], Provision | None]
"""What a provision, by its path, was before the words came in that are not marked; None where it came in."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """A citation where it stands."""

    path: Path
    block: Block
    citation: Citation
    whose: Belongs

    @property
    def said(self) -> str:
        """The citation as it is printed."""
        return " ".join(self.block.text.chars[self.citation.start : self.citation.end].split())


class CrossReferences:
    """Finds where references lead in a Bill, and what they say when it has the new labels.

    bill, before: the Bill, and the print it was amended from, which tells what was left out; or the targets of either,
    where several ask of them. was: tells the words that came in, where only
    those have references that no mark tells and that are in the numbers of the Bill; None where all are.
    left: the references that stay and should not, a sentence each.
    """

    def __init__(
        self, bill: Bill | Targets, labels: Labels, before: Bill | Targets | None = None, was: Was | None = None
    ) -> None:
        self._labels = labels
        self._was = was
        self._targets = Targets(bill) if isinstance(bill, Bill) else bill
        self._bill = bill = self._targets.bill
        self._earlier = Targets(before) if isinstance(before, Bill) else before
        self._contexts = Contexts(self._targets)
        self._ranges = Ranges(self._targets, self._earlier, self._contexts)
        self._alone, self._opened = frozenset(labels.alone), frozenset(labels.opened)
        self._names = names_of_the_act(bill)
        self._amended = " ".join(amending_words(bill)) if labels.acts else ""
        self._acts = re.compile(rf"(?<![\w(])({'|'.join(map(re.escape, labels.acts)) or '$^'})(?!\w)")
        self.left: list[str] = []
        self._met: list[tuple[_Standing, Item, Path | None, Fate | None]] = []

    @cached_property
    def dead(self) -> frozenset[str]:
        """References by eId to what was left out."""
        gone = self._earlier.by_eid.keys() - self._targets.by_eid.keys() if self._earlier is not None else ()
        return frozenset(f"#{eid}" for eid in gone)

    @property
    def met(self) -> int:
        """How many references were met so far."""
        return len(self._met)

    def found(self, since: int = 0) -> Iterator[tuple[Path, str, Address, Belongs, Path | None, Fate]]:
        """Every reference that was met: where it stands, its words, what it cites, whose, where it leads, its fate.

        since: how many had been met before those that are wanted.
        """
        for standing, item, leads, fate in self._met[since:]:
            to, what = self._of_mark(standing, item) if fate is None else (leads, fate)
            yield standing.path, standing.said, standing.citation.address(item), standing.whose, to, what

    def follow(self, path: Path, block: Block) -> Text:
        """The text of a block with its references as they are when the Bill is printed again."""
        text = block.text
        marks = [mark for mark in text.marks if mark.name == "ref"]
        cited = citations(text.chars, self._names) if block.tag != "num" else ()
        if not marks and not cited and not self._labels.acts:
            return text
        cited = sharing(text.chars, cited, lambda one: self._targets.find(path, one, one.items[0]) is not None)
        edits = [edit for mark in marks for edit in self._marked(path, text, mark)]
        spans = [range(mark.start, mark.end) for mark in marks]
        edits += [edit for edit in self._of_acts(block, cited) if not overlaps(edit, spans)]
        ends: dict[int, Path] = {}
        ours, met = [], self.met
        for index, citation in enumerate(cited):
            whose = self._whose(path, block, citation, cited[index - 1] if index else None)
            standing = _Standing(path, block, citation, whose)
            if whose is not Belongs.ELSEWHERE:
                ours.append(citation)
            edits += self._cited(standing, spans)
            for number, target in self._edges(standing):
                if new := self._new_label(target):
                    edits.append(NewReference(number.start, number.end, new))
                    ends[number.start] = target
        last = {edit.start: edit for edit in edits}
        for said, numbers in doubled(text.chars, ours, {at: edit.words for at, edit in last.items()}):
            self._keep(met, said, {at: ends[at] for at in numbers & ends.keys()})
            last = {at: edit for at, edit in last.items() if at not in numbers}
            ends = {at: target for at, target in ends.items() if at not in numbers}
        nodes = {at: self._targets.provision(target) for at, target in ends.items()}
        hrefs = {at: f"#{node.eid}" for at, node in nodes.items() if node is not None and node.eid}
        return reworded(leading(text, hrefs, self._targets.by_eid), list(last.values()))

    def _keep(self, met: int, said: range, ends: dict[int, Path]) -> None:
        """Tell of the references of a list that stays as it is, for a number would stand in it twice.

        met: where the references of the block begin. said: the characters of the list. ends: the provisions that ends
        of its ranges would be.
        """
        others: dict[Citation, dict[Path, None]] = {}
        told: dict[Citation, _Standing] = {}
        for index, (standing, item, leads, fate) in enumerate(self._met[met:], met):
            if standing.citation.start not in said:
                continue
            if fate is None:
                leads, fate = self._of_mark(standing, item)
            found = [leads] if fate is Fate.FOLLOWED and leads is not None else []
            if found:
                self._met[index] = (standing, item, leads, Fate.TOLD)
            for path in (*found, *(ends[number.start] for number in item.numbers if number.start in ends)):
                others.setdefault(standing.citation, {})[path] = None
                told[standing.citation] = standing
        for citation, paths in others.items():
            now = "; ".join(map(self._both, paths))
            self._tell(told[citation], f"stays as it is, for a number would stand in the list twice: {now}")

    def _whose(self, path: Path, block: Block, citation: Citation, before: Citation | None) -> Belongs:
        """Whose a citation is: the Bill's own where a mark over part of it leads into the Bill's own text."""
        first = citation.outermost.numbers[0]
        if first.heading:  # only a new clause is cited by its heading
            own = first.words[0].isupper() and not self._targets.quoted(path) and citation.said is not SaidOf.ACT
            return Belongs.HERE if own or self._targets.headed(first) else Belongs.ELSEWHERE
        whose = self._contexts.belongs(path, block, citation, before)
        if whose in (Belongs.DOUBTFUL, Belongs.ELSEWHERE) and citation.said is not SaidOf.ACT:
            for mark in block.text.marks:
                if mark.name == "ref" and citation.start <= mark.start < citation.items[-1].end:
                    target = self._led_to(mark)
                    if target is not None and not self._targets.quoted(target):
                        return Belongs.HERE
        return whose

    def _cited(self, standing: _Standing, spans: list[range]) -> Iterator[NewReference]:
        """The edits of a citation's numbers that no mark tells."""
        for item in standing.citation.items:
            own = [number for number in item.numbers[item.carried :] if not _in(number.start, spans)]
            if not own:
                self._met.append((standing, item, None, None))  # what becomes of one that is marked is told in `found`
            elif standing.whose is Belongs.ELSEWHERE:
                self._note(standing, item, None, Fate.ELSEWHERE)
            elif (leads := self._leads(standing, item)) is None:
                self._note(standing, item, None, self._lost(standing, item))
            else:
                edits = [
                    NewReference(number.start, number.end, new)
                    for number, at in zip(item.numbers, leads, strict=True)
                    if (new := self._new_label(at)) not in ("", number.words) and not _in(number.start, spans)
                ]
                why = self._kept(standing, leads[-1], edits)
                if why is not None:
                    if why:
                        self._tell(standing, why)
                    self._note(standing, item, leads[-1], Fate.TOLD if why else Fate.STANDS)
                else:
                    yield from edits
                    self._note(standing, item, leads[-1], Fate.FOLLOWED if edits else Fate.STANDS)

    def _kept(self, standing: _Standing, target: Path, edits: list[NewReference]) -> str | None:
        """Why a reference that leads to a provision stays as it is, "" where that needs no word; None if it follows."""
        if target[:-1] in self._alone:
            return f"leads to {address_of(self._bill, target)}, which has no number now"
        if target[:-1] in self._opened and target not in self._labels.of:
            return f"leads to {address_of(self._bill, target)}, which is in subsection (1) now"
        if not edits:
            return None
        doubtful = standing.whose is Belongs.DOUBTFUL
        if self._was is not None:
            came = self._came_in(standing.path, standing.block)
            if not any(_in(edit.start, came) for edit in edits):
                return "" if doubtful else f"stands in both texts, but leads to {self._both(target)}"
        return f"may lead to a provision that has another number: {self._both(target)}" if doubtful else None

    def _leads(self, standing: _Standing, item: Item) -> tuple[Path, ...] | None:
        """The provisions that the numbers of an item lead to."""
        path, citation = standing.path, standing.citation
        if citation.named.startswith("the definition of") and not citation.within:
            within = self._targets.definition(path, citation.named.split("“")[-1].rstrip("”,.;"))
            return self._targets.find((*within, 0), citation, item) if within is not None else None
        found = self._targets.find(path, citation, item)
        if found is None and self._earlier is not None:
            there = self._earlier.find(self._there(path), citation, item)
            moved = [self._targets.by_identity.get(self._earlier.identity(at)) for at in there or ()]
            if moved and all(at is not None for at in moved):
                return tuple(at for at in moved if at is not None)
        return found

    def _there(self, path: Path) -> Path:
        """Where a place was in the print before: below the nearest provision that was there; () where none was, or
        none of the quotation that it is in, for what surrounds that is no part of the Act."""
        assert self._earlier is not None
        quotation = self._targets.quotation(path) or ()
        for inner, _ in self._targets.above(path):
            identity = self._targets.identity(inner) if inner[: len(quotation)] == quotation else ""
            if identity and (there := self._earlier.by_identity.get(identity)) is not None:
                return (*there, 0)
        return ()

    def _lost(self, standing: _Standing, item: Item) -> Fate:
        """Tell of a reference that leads to nothing: to what was left out, or to what never was."""
        citation = standing.citation
        if self._earlier is not None:
            there = self._earlier.find(self._there(standing.path), citation, item)
            if there is not None:
                verb = "may lead" if standing.whose is Belongs.DOUBTFUL else "leads"
                name = address_of(self._earlier.bill, there[-1])
                self._tell(standing, f"{verb} to a provision that was left out: {name}")
                return Fate.TOLD
        if standing.whose is Belongs.QUOTED:
            lacks = surely_lacking(self._bill, standing.path, standing.block, citation, item)
            if lacks:
                self._tell(standing, f"leads nowhere: {lacks} has none")
            return Fate.TOLD if lacks else Fate.ELSEWHERE
        first = (citation.within[-1] if citation.within else item).numbers[0]
        if standing.whose is not Belongs.HERE or not citation.absolute or self._outer_is_lost(standing):
            return Fate.ELSEWHERE
        if first.heading:
            many = "more than one clause has" if self._targets.headed(first) else "no clause has"
            self._tell(standing, f"leads nowhere: {many} that heading")
            return Fate.TOLD
        if first.words.isdecimal():
            self._tell(standing, f"leads nowhere: the Bill has no {_as_cited(citation.address(item))}")
            return Fate.TOLD
        return Fate.ELSEWHERE

    def _outer_is_lost(self, standing: _Standing) -> bool:
        """Whether what a citation says it is a part of leads nowhere itself, which is told of where that is read."""
        citation = standing.citation
        if not citation.within:
            return False
        outer = replace(citation, items=citation.within[:1], within=citation.within[1:])
        return self._targets.find(standing.path, outer, outer.items[0]) is None

    def _edges(self, standing: _Standing) -> Iterator[tuple[Number, Path]]:
        """The ends of ranges that are not what they were: the number, and the provision that is the end now."""
        citation, known = standing.citation, self._earlier
        if known is None or standing.whose in (Belongs.ELSEWHERE, Belongs.DOUBTFUL):
            return
        ranges = [pair for pair in zip(citation.items, citation.items[1:], strict=False) if pair[1].through]
        there = self._there(standing.path) if ranges else ()
        amends = self._contexts.amended_as_set_out(standing.block.text.chars, citation)
        for pair in ranges:
            was = [at[-1] for item in pair if (at := known.find(there, citation, item)) is not None]
            if len(was) < 2:
                continue
            now = self._ranges.ends(was[0], was[1], amends=amends)
            for sentence in now.told:
                self._tell(standing, sentence)
            for item, end in zip(pair, (now.first, now.last), strict=True):
                if end is not None:
                    yield item.numbers[-1], end

    def _marked(self, path: Path, text: Text, mark: Mark) -> Iterator[NewReference]:
        """The edits of a reference that the file marks: its labels, from the last back, are those of its target."""
        attributes = dict(mark.attributes)
        words = text.chars[mark.start : mark.end]
        if attributes.get("href") in self.dead:
            said = text.chars[max(mark.start - 30, 0) : mark.end].split(" ", 1)[-1].strip()
            name = self._left_out(attributes["href"])
            self.left.append(f"“{said}” in {self._place(path)} leads to a provision that was left out{name}")
        target = self._led_to(mark)
        if target is None or attributes.get("class") == "placeholder":
            return
        chain = list(self._chain(target))
        if all(old == new for old, new in chain):
            return
        found = False
        for token in reversed(list(_TOKEN.finditer(words))):
            if not chain or token[0] != chain[-1][0]:
                break
            old, new = chain.pop()
            found = True
            if old != new:
                yield NewReference(mark.start + token.start(), mark.start + token.end(), new)
        if not found and (_SAYS_A_NUMBER.search(words) or families(words.strip())):
            where = f"“{words.strip()}” in {self._place(path)}"
            self.left.append(f"{where} leads to a provision that has another number: {self._both(target)}")

    def _left_out(self, href: str) -> str:
        if self._earlier is None or href[1:] not in self._earlier.by_eid:
            return ""
        name = address_of(self._earlier.bill, self._earlier.by_eid[href[1:]])
        return f": {name}" if name else ""

    def _chain(self, path: Path) -> Iterator[tuple[str, str]]:
        """The old and new labels of a provision and of those it is in, outermost first."""
        quotation = self._targets.quotation(path)
        first = len(quotation or ()) + 1
        for depth, node in enumerate(along(self._bill.root, path), 1):
            if depth < first or not isinstance(node, Provision):
                continue
            if (label := node.label) and unit(node, quoted=quotation is not None):
                yield label, self._labels.of.get(path[:depth], label)

    def _new_label(self, path: Path) -> str:
        """The label of a provision; "" for a new clause that has none yet, and is cited by its heading."""
        node = self._targets.provision(path)
        return self._labels.of.get(path) or (node.label if node is not None else "")

    def _of_acts(self, block: Block, cited: tuple[Citation, ...]) -> Iterator[NewReference]:
        """The edits of references to sections that the Bill puts into an Act under numbers they no longer have."""
        words = block.text.chars
        if not any(number in words for number in self._labels.acts):
            return
        numbers = {n.start for c in cited if c.unit == "section" for item in c.items for n in item.numbers[:1]}
        for found in self._acts.finditer(words):
            named = _OF_AN_ACT.match(words, found.end())
            if named is not None and named[1] != "that Act" and named[1] not in self._amended:
                continue
            if found.start() in numbers or in_quotation_marks(words, found.start()):
                yield NewReference(found.start(1), found.end(1), self._labels.acts[found[1]])

    def _came_in(self, path: Path, block: Block) -> list[range]:
        """The characters of a block that the provision which holds it did not say before: all, where that came in."""
        holder = self._targets.holder(path)
        if self._was is None or holder is None:
            return []
        before = self._was(holder)
        return [range(len(block.text))] if before is None else list(_came(before, block))

    def _led_to(self, mark: Mark) -> Path | None:
        """The provision that a mark leads to; None where that is no provision of the Bill."""
        return led_to(dict(mark.attributes).get("href", ""), self._targets.by_eid)

    def _of_mark(self, standing: _Standing, item: Item) -> tuple[Path | None, Fate]:
        """Where a reference that the file marks leads, and what becomes of it."""
        at = item.numbers[-1].start
        mark = next(m for m in standing.block.text.marks if m.name == "ref" and m.start <= at < m.end)
        target = self._led_to(mark)
        if target is None:
            dead = dict(mark.attributes).get("href") in self.dead
            return None, Fate.TOLD if dead else Fate.ELSEWHERE
        followed = any(old != new for old, new in list(self._chain(target))[-len(item.numbers) :])
        return target, Fate.FOLLOWED if followed else Fate.STANDS

    def _note(self, standing: _Standing, item: Item, leads: Path | None, fate: Fate) -> None:
        self._met.append((standing, item, leads, fate))

    def _tell(self, standing: _Standing, what: str) -> None:
        self.left.append(f"“{standing.said}” in {self._place(standing.path)} {what}")

    def _place(self, path: Path) -> str:
        """A place as it is cited in the old numbers, and in the new where they are others."""
        old, new = address_of(self._bill, path), self.becomes(path)
        if old is None:
            return "the words outside the clauses"
        return f"{old}" if self._was is not None or new is None or new == old else f"{old} (now {new})"

    def _both(self, path: Path) -> str:
        """A provision in the old numbers and in the new."""
        old, new = address_of(self._bill, path), self.becomes(path)
        if old == new:
            return f"{old}"
        return f"{old}, which is {'now' if self._was is None else 'in the print'} {new}"

    def becomes(self, path: Path) -> Address | None:
        """How the provision that a path leads to, or stands in, is cited in the new numbers."""
        standing = CitedPlace.at_top(self._bill)
        for depth, node in enumerate(along(self._bill.root, path), 1):
            if isinstance(node, Provision):
                standing = standing.into(_with_label(node, self._labels.of.get(path[:depth])))
        return standing.cited


def _came(before: Provision, block: Block) -> Iterator[range]:
    """The characters of a block that are not among a provision's own words as they were."""
    ours = [word for words in _words_of(before) for word in _WORD.findall(words)]
    found = list(_WORD.finditer(block.text.chars))
    steps = SequenceMatcher(None, ours, [word[0] for word in found], autojunk=False).get_opcodes()
    for operation, _, _, start, end in steps:
        if operation in ("replace", "insert"):
            yield range(found[start].start(), found[end - 1].end())


def _words_of(provision: Provision) -> Iterator[str]:
    return (block.text.chars for block in own_words(provision))


def _as_cited(address: Address) -> str:
    """An address of a section of the Act as one of a clause of the Bill."""
    return re.sub(r"\bsection\b", "clause", str(address))


def _in(position: int, spans: Sequence[range]) -> bool:
    return any(position in span for span in spans)


def _with_label(node: Provision, label: str | None) -> Provision:
    """A provision with another number and without what lies in it, to be cited."""
    if label is None or label == node.label:
        return node
    heading = (node.heading,) if node.heading else ()
    if label.startswith("("):  # a heading, by which a clause without a number is cited
        return Provision(node.tag, heading, node.attributes)
    printed = node.number.words if node.number else ""
    words = printed.replace(node.label, label) if node.label else {"section": label}.get(node.tag, f"({label})")
    if node.get("name") == "schedule" and not node.label:
        words = f"Schedule {label}"
    return Provision(node.tag, (Block("num", Text(words)), *heading), node.attributes)
