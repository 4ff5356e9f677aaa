"""What a rule of drafting is, and the amendments that a rule looks at."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from amend.drafting.known_print import KnownText
from amend.drafting.rules.terms import Definition, defined_in, definitions
from amend.engine.apply.apply import Made, Outcome
from amend.model.amendment import (
    Amendment,
    Divide,
    Insert,
    LeaveOut,
    Move,
    NewProvision,
    Operation,
    StandPart,
    Substitute,
)
from amend.model.lines import Reading
from amend.model.outline import HEADS
from amend.model.provision import Bill, Block, Node, Path, Provision, walk

if TYPE_CHECKING:
    from amend.engine.reprint.targets import Targets

Severity = Literal["note", "warning", "error"]
"""How much a rule matters: "error" cannot be made or tabled so, "warning" is to be looked at, "note" asks a person."""


@dataclass(frozen=True, slots=True)
class PutIn:
    """A paragraph, number or heading that an amendment puts in.

    tag: of its block, "" for words that run on from the print. quoted: whether it is text for another Act.
    """

    words: str
    tag: str = ""
    quoted: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it is part of a sentence, not a number or heading."""
        return self.tag not in HEADS


@dataclass(frozen=True)
class CheckedAmendment:
    """An amendment, and what came of it.

    operation: None where its words were not read. outcome: among the others. edits: what it did, where it was made.
    """

    amendment: Amendment
    operation: Operation | None
    outcome: Outcome
    edits: tuple[Made, ...] = ()

    @cached_property
    def put_in(self) -> tuple[PutIn, ...]:
        """What it puts in, in reading order; empty for an amendment that only leaves out."""
        match self.operation:
            case Insert(matter=matter) | Substitute(matter=matter):
                words = (PutIn(matter.words),) if matter.words else ()
                return (*words, *(one for node in matter.provisions for one in _blocks(node)))
            case NewProvision(matter=provision):
                return tuple(_blocks(provision))
            case LeaveOut() | StandPart() | Move() | Divide() | None:
                return ()

    @cached_property
    def sentences(self) -> str:
        """The text that it puts in, without numbers, headings and what is quoted for another Act."""
        return "\n".join(one.words for one in self.put_in if one.is_text and not one.quoted)

    @cached_property
    def own_sentences(self) -> str:
        """The same without what stands between quotation marks in them: the words of an Act, or a term."""
        return without_quotations(self.sentences)

    @cached_property
    def provisions(self) -> tuple[Provision | Block, ...]:
        """The provisions that it puts in whole."""
        match self.operation:
            case Insert(matter=matter) | Substitute(matter=matter):
                return matter.provisions
            case NewProvision(matter=provision):
                return (provision,)
            case _:
                return ()

    @cached_property
    def instruction(self) -> str:
        """The words of the paper outside quotations, up to what is put in: "Clause 2, page 1, line 3, leave out  "."""
        words = without_quotations(self.amendment.words)
        return words.split("\n", 1)[0] if isinstance(self.operation, NewProvision) else words.split("—", 1)[0]


def without_quotations(words: str) -> str:
    """Words without what stands between quotation marks in them, at any depth."""
    for _ in range(_DEEPEST):
        words, count = _QUOTED.subn(" ", words)
        if not count:
            break
    return words


_QUOTED = re.compile("“[^“”]*”")
_DEEPEST = 20


@dataclass(frozen=True)
class CheckedPaper:
    """Amendments to one print, checked together.

    print: its text. amended: as amended by those that could be made together. reading: the words of the print.
    """

    print: KnownText
    amended: KnownText
    reading: Reading
    amendments: tuple[CheckedAmendment, ...]

    @property
    def bill(self) -> Bill:
        """The print."""
        return self.print.bill

    @property
    def made(self) -> Bill:
        """The Bill as amended."""
        return self.amended.bill

    @property
    def targets(self) -> Targets:
        """The provisions of the Bill as amended by what they are cited by."""
        return self.amended.targets

    @cached_property
    def inserted(self) -> dict[int, Path]:
        """Where in the Bill as amended each provision stands that was put in, by the id of the provision."""
        new = {id(node) for one in self.amendments for edit in one.edits for node in edit.inserted}
        own = self.print.apart(self.made)[1].root if new else None
        return {id(node): path for path, node in walk(own) if id(node) in new} if own else {}

    @property
    def defined(self) -> dict[str, list[Definition]]:
        """The definitions of the print, by their term."""
        return self.print.defined

    @cached_property
    def still_defined(self) -> frozenset[str]:
        """The terms that the Bill as amended defines."""
        return frozenset(one.term for one in definitions(self.made))

    @cached_property
    def newly_defined(self) -> frozenset[str]:
        """The terms that the amendments define."""
        return frozenset(term for one in self.amendments for part in one.put_in for term in defined_in(part.words))

    @property
    def spoken_of(self) -> frozenset[str]:
        """The stems of the words of the print."""
        return self.print.spoken_of

    @cached_property
    def words(self) -> str:
        """The sentences of the Bill as amended, and those that amendments which could not be made would put in."""
        others = (part for one in self.amendments if not one.edits for part in one.put_in)
        return "\n".join(part.words for part in (*_blocks(self.made.root), *others) if part.is_text)


Look = Callable[[CheckedAmendment, CheckedPaper], Iterator[str]]
"""Gives a sentence for each thing that a rule finds in an amendment of a paper."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of drafting or practice.

    code: "A" and three digits, of which the first says what it is about (see RULES). explanation: what it asks for and
    why, an example of what it finds and of what is right, and its source. look: None for what is found when amendments
    are read and placed. on_print: whether it looks at the print, so that nothing is found without one.
    """

    code: str
    level: Severity
    explanation: str
    look: Look | None = None
    on_print: bool = False

    @property
    def title(self) -> str:
        """What it asks for, in a line."""
        return self.explanation.split("\n", 1)[0]


RULES: dict[str, Rule] = {}
"""Every rule by its code: A1 reading and place, A2 labels, A3 the words put in, A4 what must go with it, A5 the House
and the paper, A6 questions for a person."""


def rule(code: str, level: Severity, *, on_print: bool = False) -> Callable[[Look], Look]:
    """Makes a function a rule; its docstring is the explanation."""

    def entered(look: Look) -> Look:
        RULES[code] = Rule(code, level, inspect.cleandoc(look.__doc__ or ""), look, on_print)
        return look

    return entered


def told_in_reading(code: str, level: Severity, explanation: str, *, on_print: bool = False) -> None:
    """Enters a rule of which reading and placing tells."""
    RULES[code] = Rule(code, level, inspect.cleandoc(explanation), on_print=on_print)


def _blocks(node: Node, quoted: bool = False) -> Iterator[PutIn]:
    pending: list[tuple[Node, bool]] = [(node, quoted)]
    while pending:
        one, inside = pending.pop()
        if isinstance(one, Provision):
            within = inside or one.tag == "quotedStructure"
            pending += [(item, within) for item in reversed(one.items)]
        elif isinstance(one, Block):
            yield PutIn(one.words, one.tag, inside)
            pending += [(item, inside) for item in reversed(one.objects)]
