"""References that follow the provisions they lead to, when those have other numbers.

A reference that the file marks leads where its mark says. One that it does not is read (model/citations), and followed
where it is certain that it is the Bill's own (whose). A reference to what was left out stays as it is, so does one that
may be to another Act and one that leads nowhere, and a sentence tells of each. A reference to another Act stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from amend.engine.reprint.ranges import Ranges
from amend.engine.reprint.renumber import Labels
from amend.engine.reprint.rewording import NewReference, edited, leading, overlaps
from amend.engine.reprint.targets import Targets, own_words
from amend.engine.reprint.whose import Belongs, Contexts, Fate, is_quoted
from amend.model.address import Address
from amend.model.citation import CitedPlace, address_of
from amend.model.citations import Citation, Item, Number, SaidOf, citations
from amend.model.eids import led_to
from amend.model.numbering import families
from amend.model.provision import Bill, Block, Path, Provision, along, unit, walk
from amend.model.text import Mark, Text

_WORD = re.compile(r"\w+|[^\w\s]")
_TOKEN = re.compile(r"[0-9A-Za-z]+")
_SAYS_A_NUMBER = re.compile(r"\d|\([0-9A-Za-z]{1,5}\)")
_AMENDING = re.compile(r"\b(?:insert|substitute|omit|repealed|amended)\b")  # “amend or repeal” is said of a power
_BILL = re.compile(r"(?:\s+\(No\.\s*\d+\))?\s+Bill(?: \[\w+\])?\s*$")
_NUMBERED_BILL = re.compile(r"\s+Bill(?: \[\w+\])?\s*$")
_MAY_BE_CITED = re.compile(r"This Act may be cited as the ([^.;]{3,200}? Act)(?: \d{4})?\b")
_OF_AN_ACT = re.compile(r"(?:\([^)]*\))* (?:\([^)]*\) )?of (the [A-Z][^.;,—]*? Act \d{4}|that Act)")


Was = Callable[[Path], Provision | None]
"""What a provision, by its path, was before the words came in that are not marked; None where it came in."""


class CrossReferences:
    """Finds where references lead in a Bill, and what they say when it has the new labels.

    before: the print it was amended from, which tells what was left out. was: tells the words that came in, where only
    those have references that no mark tells and that are in the numbers of the Bill; None where all are.
    left: the references that stay and should not, a sentence each.
    """

    def __init__(self, bill: Bill, labels: Labels, before: Bill | None = None, was: Was | None = None) -> None:
        self._bill = bill
        self._labels = labels
        self._was = was
        self._targets = Targets(bill)
        self._earlier = Targets(before) if before is not None else None
        self._contexts = Contexts(self._targets)
        self._ranges = Ranges(self._targets, self._earlier, self._contexts)
        self._alone = frozenset(labels.alone)
        self._names = _names(bill)
        self._amended = " ".join(_amending(bill))
        self._acts = re.compile(rf"(?<![\w(])({'|'.join(map(re.escape, labels.acts)) or '$^'})(?!\w)")
        self.left: list[str] = []
        self.found: list[tuple[Path, str, Address, Belongs, Path | None, Fate]] = []
        self.dead = {f"#{eid}" for eid in self._earlier.by_eid if eid not in self._targets.by_eid} if before else set()

    def follow(self, path: Path, block: Block) -> Text:
        """The text of a block with its references as they are when the Bill is printed again."""
        text = block.text
        marks = [mark for mark in text.marks if mark.name == "ref"]
        cited = citations(text.chars, self._names) if block.tag != "num" else ()
        edits: dict[int, NewReference] = {}
        for mark in marks:
            for edit in self._marked(path, text, mark):
                edits[edit.start] = edit
        spans = [range(mark.start, max(mark.end, mark.start)) for mark in marks]
        for edit in self._of_acts(path, block, cited):
            if not overlaps(edit, spans):
                edits[edit.start] = edit
        came = self._came_in(path, block) if cited and self._was is not None else None
        hrefs: dict[int, str] = {}
        for index, citation in enumerate(cited):
            whose = self._whose(path, block, citation, cited[index - 1] if index else None)
            for edit in self._cited(path, block, citation, whose, came, spans):
                edits[edit.start] = edit
            for number, target in self._edges(path, block, citation, whose):
                label = self._new_label(target)
                edits[number.start] = NewReference(number.start, number.end, label)
                if (node := self._targets.provision(target)) is not None and node.eid:
                    hrefs[number.start] = f"#{node.eid}"
        return edited(leading(text, hrefs, self._targets.by_eid), list(edits.values()))

    def _whose(self, path: Path, block: Block, citation: Citation, before: Citation | None) -> Belongs:
        """SaidOf a citation is: the Bill's own where a mark over part of it leads into the Bill's own text."""
        first = citation.outermost.numbers[0]
        if first.heading:  # only a new clause is cited by its heading
            known = not self._targets.quoted(path) or self._targets.headed(first)
            return Belongs.HERE if known else Belongs.ELSEWHERE
        whose = self._contexts.belongs(path, block, citation, before)
        if whose in (Belongs.DOUBTFUL, Belongs.ELSEWHERE) and citation.said is not SaidOf.ACT:
            for mark in block.text.marks:
                if mark.name == "ref" and citation.start <= mark.start < citation.items[-1].end:
                    target = led_to(dict(mark.attributes).get("href", ""), self._targets.by_eid)
                    if target is not None and not self._targets.quoted(target):
                        return Belongs.HERE
        return whose

    def _cited(
        self,
        path: Path,
        block: Block,
        citation: Citation,
        whose: Belongs,
        came: list[range] | None,
        spans: list[range],
    ) -> Iterator[NewReference]:
        """The edits of a citation's numbers that no mark tells. came: the characters that came in; None for all."""
        for item in citation.items:
            own = [number for number in item.numbers[item.carried :] if not any(number.start in span for span in spans)]
            if not own or whose is Belongs.ELSEWHERE:
                self._note(path, block, citation, item, whose, None, Fate.ELSEWHERE if own else Fate.STANDS)
                continue
            leads = self._leads(path, citation, item)
            if leads is None:
                told = self._lost(path, block, citation, item, whose)
                self._note(path, block, citation, item, whose, None, told)
                continue
            edits = [
                NewReference(number.start, number.end, new)
                for number, at in zip(item.numbers, leads, strict=True)
                if (new := self._new_label(at)) != number.words and not any(number.start in span for span in spans)
            ]
            unnumbered = leads[-1][:-1] in self._alone and self._targets.identity(leads[-1])
            if unnumbered:
                self._tell(
                    path, block, citation, f"leads to {address_of(self._bill, leads[-1])}, which has no number now"
                )
            elif edits and whose is Belongs.DOUBTFUL:
                self._tell(path, block, citation, f"may lead to {self._both(leads[-1])}")
            elif edits and came is not None and not any(edit.start in span for span in came for edit in edits):
                self._tell(path, block, citation, f"stands in both texts, but leads to {self._both(leads[-1])}")
            else:
                yield from edits
                self._note(path, block, citation, item, whose, leads[-1], Fate.FOLLOWED if edits else Fate.STANDS)
                continue
            self._note(path, block, citation, item, whose, leads[-1], Fate.TOLD)

    def _leads(self, path: Path, citation: Citation, item: Item) -> tuple[Path, ...] | None:
        """The provisions that the numbers of an item lead to."""
        if citation.named.startswith("the definition of") and not citation.within:
            within = self._targets.definition(path, citation.named.split("“")[-1].rstrip("”,.;"))
            return self._targets.find((*within, 0), citation, item) if within is not None else None
        found = self._targets.find(path, citation, item)
        if found is None and self._earlier is not None:
            there = self._earlier.find(self._there(path), citation, item)
            moved = [self._targets.by_identity.get(self._earlier.identity(at) or "") for at in there or ()]
            if moved and all(at is not None for at in moved):
                return tuple(at for at in moved if at is not None)
        return found

    def _there(self, path: Path) -> Path:
        """Where a place was in the print before: below the nearest provision that was there; () where none was."""
        assert self._earlier is not None
        for inner, _ in self._targets.above(path):
            identity = self._targets.identity(inner)
            if identity and (there := self._earlier.by_identity.get(identity)) is not None:
                return (*there, 0)
        return ()

    def _lost(self, path: Path, block: Block, citation: Citation, item: Item, whose: Belongs) -> Fate:
        """Tell of a reference that leads to nothing: to what was left out, or to what never was."""
        if self._earlier is not None:
            there = self._earlier.find(self._there(path), citation, item)
            if there is not None:
                verb = "may lead" if whose is Belongs.DOUBTFUL else "leads"
                name = address_of(self._earlier.bill, there[-1])
                self._tell(path, block, citation, f"{verb} to a provision that was left out: {name}")
                return Fate.TOLD
        first = (citation.within[-1] if citation.within else item).numbers[0]
        if whose is not Belongs.HERE or not citation.absolute or self._is_told(path, citation):
            return Fate.ELSEWHERE
        if first.heading:
            many = "more than one clause has" if self._targets.headed(first) else "no clause has"
            self._tell(path, block, citation, f"leads nowhere: {many} that heading")
        elif first.words.isdecimal():
            self._tell(path, block, citation, f"leads nowhere: the Bill has no {_as_cited(citation.address(item))}")
        else:
            return Fate.ELSEWHERE
        return Fate.TOLD

    def _is_told(self, path: Path, citation: Citation) -> bool:
        """Whether what a citation says it is a part of leads nowhere itself, which is told of where that is read."""
        if not citation.within:
            return False
        outer = replace(citation, items=citation.within[:1], within=citation.within[1:])
        return self._targets.find(path, outer, outer.items[0]) is None

    def _edges(self, path: Path, block: Block, citation: Citation, whose: Belongs) -> Iterator[tuple[Number, Path]]:
        """The ends of ranges that are not what they were: the number, and the provision that is the end now."""
        if whose in (Belongs.ELSEWHERE, Belongs.DOUBTFUL) or not any(item.through for item in citation.items):
            return
        if self._earlier is None:
            return
        there = self._there(path)
        for first, last in zip(citation.items, citation.items[1:], strict=False):
            if not last.through:
                continue
            found = [self._earlier.find(there, citation, item) for item in (first, last)]
            was = [at[-1] for at in found if at is not None]
            if len(was) < 2:
                continue
            change = self._ranges.ends(
                was[0], was[1], amends=self._contexts.amended_as_set_out(block.text.chars, citation)
            )
            for sentence in change.told:
                self._tell(path, block, citation, sentence)
            if change.first is not None:
                yield first.numbers[-1], change.first
            if change.last is not None:
                yield last.numbers[-1], change.last

    def _marked(self, path: Path, text: Text, mark: Mark) -> Iterator[NewReference]:
        """The edits of a reference that the file marks: its labels, from the last back, are those of its target."""
        attributes = dict(mark.attributes)
        words = text.chars[mark.start : mark.end]
        if attributes.get("href") in self.dead:
            said = text.chars[max(mark.start - 30, 0) : mark.end].split(" ", 1)[-1].strip()
            name = self._left_out(attributes["href"])
            self.left.append(f"“{said}” in {self._place(path)} leads to a provision that was left out{name}")
        target = led_to(attributes.get("href", ""), self._targets.by_eid)
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
            self.left.append(f"“{words.strip()}” in {self._place(path)} leads to {self._both(target)}")

    def _left_out(self, href: str) -> str:
        if self._earlier is None or href[1:] not in self._earlier.by_eid:
            return ""
        name = address_of(self._earlier.bill, self._earlier.by_eid[href[1:]])
        return f": {name}" if name else ""

    def _chain(self, path: Path) -> Iterator[tuple[str, str]]:
        """The old and new labels of a provision and of those it is in, outermost first."""
        quotation = self._targets.quotation(path)
        for depth in range(len(quotation or ()) + 1, len(path) + 1):
            node = self._targets.provision(path[:depth])
            if node is not None and node.label and unit(node, quoted=quotation is not None):
                yield node.label, self._labels.of.get(path[:depth], node.label)

    def _new_label(self, path: Path) -> str:
        node = self._targets.provision(path)
        return self._labels.of.get(path) or (node.label if node is not None else "")

    def _of_acts(self, path: Path, block: Block, cited: tuple[Citation, ...]) -> Iterator[NewReference]:
        """The edits of references to sections that the Bill puts into an Act under numbers they no longer have."""
        if not self._labels.acts:
            return
        numbers = {n.start for c in cited if c.unit == "section" for item in c.items for n in item.numbers[:1]}
        words = block.text.chars
        for found in self._acts.finditer(words):
            named = _OF_AN_ACT.match(words, found.end())
            if named is not None and named[1] != "that Act" and named[1] not in self._amended:
                continue
            if found.start() in numbers or is_quoted(words, found.start()):
                yield NewReference(found.start(1), found.end(1), self._labels.acts[found[1]])

    def _came_in(self, path: Path, block: Block) -> list[range]:
        """The characters of a block that the provision which holds it did not say before: all, where that came in."""
        holder = self._targets.holder(path)
        if self._was is None or holder is None:
            return []
        before = self._was(holder)
        return [range(len(block.text))] if before is None else list(_came(before, block))

    def _note(
        self, path: Path, block: Block, citation: Citation, item: Item, whose: Belongs, leads: Path | None, to: Fate
    ) -> None:
        words = block.text.chars[citation.start : citation.items[-1].end]
        self.found.append((path, words, citation.address(item), whose, leads, to))

    def _tell(self, path: Path, block: Block, citation: Citation, what: str) -> None:
        said = " ".join(block.text.chars[citation.start : citation.items[-1].end].split())
        self.left.append(f"“{said}” in {self._place(path)} {what}")

    def _place(self, path: Path) -> str:
        """A place as it is cited in the old numbers, and in the new where they are others."""
        old, new = address_of(self._bill, path), self.becomes(path)
        if old is None:
            return "the words outside the clauses"
        return f"{old}" if new is None or new == old else f"{old} (now {new})"

    def _both(self, path: Path) -> str:
        """A provision in the old numbers and in the new."""
        old, new = address_of(self._bill, path), self.becomes(path)
        return f"{old}" if old == new else f"{old}, which is now {new}"

    def becomes(self, path: Path) -> Address | None:
        """How the provision that a path leads to, or stands in, is cited in the new numbers."""
        standing = CitedPlace()
        for depth, node in enumerate(along(self._bill.root, path), 1):
            if isinstance(node, Provision):
                standing = standing.into(_with_label(node, self._labels.of.get(path[:depth])))
        return standing.cited


def _names(bill: Bill) -> tuple[str, ...]:
    """What text put into another Act calls the Act that the Bill becomes, without a year: by the Bill's title, with and
    without “(No. 2)”, and by the clause that says how the Act may be cited."""
    found = [f"{pattern.sub('', bill.title)} Act" for pattern in (_NUMBERED_BILL, _BILL) if bill.title]
    for _, node in walk(bill.root):
        if isinstance(node, Block) and (cited := _MAY_BE_CITED.search(node.text.chars)):
            found.append(cited[1])
    return tuple(dict.fromkeys(found))


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


def _with_label(node: Provision, label: str | None) -> Provision:
    """A provision with another number and without what lies in it, to be cited."""
    if label is None or label == node.label:
        return node
    printed = node.number.words if node.number else ""
    words = printed.replace(node.label, label) if node.label else {"section": label}.get(node.tag, f"({label})")
    if node.get("name") == "schedule" and not node.label:
        words = f"Schedule {label}"
    heading = (node.heading,) if node.heading else ()
    return Provision(node.tag, (Block("num", Text(words)), *heading), node.attributes)


def _amending(bill: Bill) -> Iterator[str]:
    """The words that amend Acts, and so name those that the Bill amends."""
    for _, node in walk(bill.root):
        if isinstance(node, Block) and "Act" in node.text.chars and _AMENDING.search(node.text.chars):
            yield node.text.chars
