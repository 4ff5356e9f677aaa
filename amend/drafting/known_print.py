"""What drafting finds out of a print once, however many texts are drafted against it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from amend.drafting.proof import ProofText
from amend.drafting.rules.terms import Definition, definitions, stems
from amend.engine.apply.apply import Prepared
from amend.engine.compare.cut_apart import cut_apart
from amend.engine.compare.flat_tree import Tree
from amend.model.lines import Segment
from amend.model.memory import collection_paused
from amend.model.outline import blocks, tops
from amend.model.provision import Bill, Block, Path, Provision, along, nodes

if TYPE_CHECKING:
    from amend.engine.reprint.targets import Targets

_TOKEN = re.compile(r"\([0-9A-Za-z]+\)|[0-9A-Za-z]+")


class KnownText:
    """A text, and what is found out of it when it is first asked for."""

    def __init__(self, bill: Bill) -> None:
        self.bill = bill
        self._apart: tuple[Bill, tuple[Bill, Bill]] | None = None
        self._counted: dict[int, tuple[Provision, Counter[str]]] = {}

    @cached_property
    def tree(self) -> Tree:
        """Its provisions as lists, to be paired with those of other texts."""
        with collection_paused():
            return Tree(self.bill)

    @cached_property
    def proof(self) -> ProofText:
        """The text as it is read for a proof."""
        return ProofText(self.bill)

    @cached_property
    def paragraphs(self) -> frozenset[str]:
        """The words of its paragraphs, as the file has them and with white space folded."""
        known = {block.text.chars for block in nodes(self.bill.root) if isinstance(block, Block)}
        return frozenset(known | {" ".join(chars.split()) for chars in known})

    @cached_property
    def targets(self) -> Targets:
        """Its provisions by what they are cited by."""
        from amend.engine.reprint.targets import Targets  # only here: few amendments cite, or give labels

        return Targets(self.bill)

    @cached_property
    def defined(self) -> dict[str, list[Definition]]:
        """Its definitions, by their term."""
        found: dict[str, list[Definition]] = {}
        for one in definitions(self.bill):
            found.setdefault(one.term, []).append(one)
        return found

    @cached_property
    def eids(self) -> frozenset[str]:
        """Its eIds."""
        return frozenset(eid for _, eid in self.tree.identifiers("eId"))

    @cached_property
    def tokens(self) -> dict[int, frozenset[str]]:
        """The words and numbers that each clause and Schedule has among its own, by its identity; those in brackets
        with these."""
        return {
            id(node): frozenset(word for _, block in blocks(node) for word in _TOKEN.findall(block.text.chars))
            for _, node in tops(self.bill)
        }

    @cached_property
    def groups(self) -> dict[Path, str]:
        """Its Parts and headings, and what tells each from others."""
        from amend.drafting.groups import named_groups  # only here, and below: who only amends compares nothing

        return named_groups(self.bill)

    @cached_property
    def spoken_of(self) -> frozenset[str]:
        """The stems of its words."""
        return stems("\n".join(block.words for _, block in blocks(self.bill.root)))

    @cached_property
    def numbers_of_acts(self) -> Counter[str]:
        """How often the sections that it puts into Acts have each number."""
        from amend.drafting.groups import numbers_of_acts

        return numbers_of_acts(self.bill)

    def numbers_in(self, other: Bill) -> Counter[str]:
        """The same of another text, of which only what it shares neither with this one nor with the last is looked
        at."""
        from amend.drafting.groups import numbers_of_acts

        ours, theirs = (list(_parted(one)) for one in (self.bill, other))
        same = {id(node) for node in ours} & {id(node) for node in theirs}
        found, known = Counter(self.numbers_of_acts), self._counted
        self._counted = {}
        for node in (*ours, *theirs):
            if id(node) not in same:
                kept = known.get(id(node))
                self._counted[id(node)] = kept or (node, numbers_of_acts(Bill(node)))
        found.subtract(number for node in ours if id(node) not in same for number in self._elements(node))
        found.update(number for node in theirs if id(node) not in same for number in self._elements(node))
        return +found

    def _elements(self, node: Provision) -> Iterator[str]:
        return self._counted[id(node)][1].elements()

    def apart(self, other: Bill) -> tuple[Bill, Bill]:
        """This text and another without the clauses and Schedules that they share (see `cut_apart`). The last is kept,
        for several ask for it."""
        last = self._apart
        if last is None or last[0] is not other:
            self._apart = last = other, cut_apart(self.bill, other)
        return last[1]


def _parted(bill: Bill) -> Iterator[Provision]:
    """A text in parts: each clause and Schedule, and what stands beside them."""
    closed: set[int] = set()
    over = {id(bill.root)}
    for path, top in tops(bill):
        closed.add(id(top))
        over |= {id(node) for node in along(bill.root, path[:-1])}
    pending = [bill.root]
    while pending:
        node = pending.pop()
        if id(node) in over and id(node) not in closed:
            pending += [item for item in node.items if isinstance(item, Provision)]
        else:
            yield node


class KnownPrint(Prepared):
    """A print made ready to be amended and to be drafted against.

    lock: held by whoever asks of `text`, for what is found out of it is written down, and several threads may ask.
    """

    def __init__(self, bill: Bill) -> None:
        super().__init__(bill)
        self.lock = RLock()

    @classmethod
    def of(cls, print_: Bill | Prepared) -> KnownPrint:
        """The print made ready; the same, where it is so already."""
        if isinstance(print_, KnownPrint):
            return print_
        if isinstance(print_, Bill):
            return cls(print_)
        known = cls.__new__(cls)
        vars(known).update(vars(print_), lock=RLock())
        return known

    @cached_property
    def text(self) -> KnownText:
        """Its text."""
        return KnownText(self.bill)

    @cached_property
    def segments(self) -> dict[Path, list[Segment]]:
        """The runs of words of each block, in order."""
        found: dict[Path, list[Segment]] = {}
        for segment in self.reading.segments:
            found.setdefault(segment.path, []).append(segment)
        return found
