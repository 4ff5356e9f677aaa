"""What drafting finds out of a print once, however many texts are drafted against it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from amend.drafting import groups
from amend.drafting.proof import ProofText
from amend.drafting.rules.terms import Definition, definitions
from amend.engine.apply.apply import Prepared
from amend.engine.compare.flat_tree import Tree
from amend.engine.compare.unshared import cut_apart
from amend.model.lines import Segment
from amend.model.memory import collection_paused
from amend.model.outline import blocks, tops
from amend.model.provision import Bill, Block, Path, Provision, nodes

if TYPE_CHECKING:
    from amend.engine.reprint.targets import Targets

_TOKEN = re.compile(r"[0-9A-Za-z]+")


class KnownText:
    """A text, and what is found out of it when it is first asked for."""

    def __init__(self, bill: Bill) -> None:
        self.bill = bill
        self._apart: tuple[Bill, tuple[Bill, Bill]] | None = None

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
        """The words and numbers that each clause and Schedule has among its own, by its identity."""
        return {
            id(node): frozenset(word for _, block in blocks(node) for word in _TOKEN.findall(block.text.chars))
            for _, node in tops(self.bill)
        }

    @cached_property
    def numbers_of_acts(self) -> Counter[str]:
        """How often the sections that it puts into Acts have each number."""
        return groups.numbers_of_acts(self.bill)

    def numbers_in(self, other: Bill) -> Counter[str]:
        """The same of another text, of which only what it does not share with this one is looked at."""
        ours, theirs = self.apart(other)
        found = Counter(self.numbers_of_acts)
        found.subtract(groups.numbers_of_acts(ours))
        found.update(groups.numbers_of_acts(theirs))
        return +found

    def apart(self, other: Bill) -> tuple[Bill, Bill]:
        """This text and another without the clauses and Schedules that they share (see `cut_apart`). The last is kept,
        for several ask for it."""
        if self._apart is None or self._apart[0] is not other:
            self._apart = other, cut_apart(self.bill, other)
        return self._apart[1]

    def shares(self, node: Provision) -> bool:
        """Whether a clause or Schedule of another text is the very same object in this one."""
        return id(node) in self.tokens


class KnownPrint(Prepared):
    """A print made ready to be amended and to be drafted against."""

    @classmethod
    def of(cls, print_: Bill | Prepared) -> KnownPrint:
        """The print made ready; the same, where it is so already."""
        if isinstance(print_, KnownPrint):
            return print_
        if isinstance(print_, Bill):
            return cls(print_)
        known = cls.__new__(cls)
        vars(known).update(vars(print_))
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
