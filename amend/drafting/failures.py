"""Where amendments do not give the text that they were drafted for, and which of them are at fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from amend.drafting import groups, proof, table_changes
from amend.drafting.both_texts import BothTexts
from amend.drafting.given_up import GivenUp
from amend.drafting.known_print import KnownText
from amend.drafting.whole_clauses import Step
from amend.drafting.word_edits import WordEdit
from amend.engine.apply.apply import Applied
from amend.errors import Refusal
from amend.model.citation import address_of
from amend.model.lines import Reading
from amend.model.outline import is_quoted, long_title, parts, sections_of_acts, top_of, tops
from amend.model.provision import Bill, Path

TITLE = "Title"
"""How a proof calls the long title."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What amendments did not give. top: the clause or Schedule of the print, new: that of the new text that comes in;
    None where it is not that. edits: those at fault; () for all of it."""

    refusal: Refusal
    top: Path | None = None
    edits: tuple[WordEdit, ...] = ()
    new: Path | None = None


def not_made(old: Bill, made: Applied, steps: Sequence[Step]) -> Iterator[Failure]:
    """The amendments that cannot be made."""
    for outcome, step in zip(made.outcomes, steps, strict=True):
        if outcome.outcome == "refused":
            fault = f"amendment {outcome.amendment} cannot be made: {outcome.reason}"
            refusal = Refusal(fault, place=outcome.place or whence(old, step) or None)
            yield Failure(refusal, step.top, (step.edit,) if step.edit else (), step.new)


def whence(old: Bill, step: Step) -> str:
    """The clause that a step is to, or the heading of the one that it puts in."""
    if step.top is not None:
        return str(address_of(old, step.top) or "the long title")
    heading = getattr(getattr(step.operation, "matter", None), "heading", None)
    return f"“{heading.words}”" if heading else ""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Compares what amendments gave with what they should have.

    wanted: the new text, for a proof. keys: what each of its clauses and Schedules is called in the amended print.
    most: how many sections that the Bill puts into Acts have each number. known: the old text.
    """

    texts: BothTexts
    wanted: proof.ProofText
    reading: Reading
    keys: dict[Path, str]
    given_up: GivenUp
    most: Counter[str]
    known: KnownText

    def failures(self, got: Bill, steps: Sequence[Step]) -> Iterator[Failure]:
        """The clauses and Schedules that are not as they should be, but for those given up."""
        if label := groups.given_twice(self.most, self.known.numbers_in(got)):
            fault = f"two sections that the Bill puts into Acts would have the number {label}"
            refusal = Refusal(fault, remedy="give one of them another number")
            yield self._of(refusal, self._holding(got, label))
        passed = self.given_up.keys() | {key for path, key in self.keys.items() if path in self.given_up.new}
        title = long_title(self.texts.old)
        news = {key: path for path, key in self.keys.items()}
        for found in proof.unproved(self.wanted, got, self.keys, passed):
            there = news.get(found.key or "")
            top = self.texts.pairing.old_of(there) if there is not None else None
            if there and top and (odd := table_changes.row_refusal(self.reading, top, self.texts.new.at(there))):
                yield Failure(odd, top)
                continue
            where = proof.said_of(found)
            refusal = Refusal(
                f"no amendments were found that give {where}: “{found.wanted[:90]}” came out as “{found.got[:90]}”",
                remedy="edit that provision whole, or table the amendment by hand",
            )
            if found.full_out:
                refusal = Refusal(
                    f"{where}: “{found.full_out}…” stands full out where two lists end together, and no amendment can"
                    " say that it closes the outer of them",
                    remedy="put it above the lists, or in a provision of its own, or let it close the inner list",
                )
            if there and top:
                yield Failure(refusal, top, self._at_fault(there, top, got, steps))
            elif found.key == TITLE and title is not None:
                if title[0] not in self.given_up.old:
                    yield Failure(refusal, title[0])
            else:
                yield self._of(refusal, there)

    def _of(self, refusal: Refusal, there: Path | None) -> Failure:
        """A failure in a clause or Schedule of the new text."""
        top = self.texts.pairing.old_of(there) if there is not None else None
        return Failure(refusal, top, new=there)

    def misplaced(self, got: Bill) -> Iterator[tuple[Path, str, str]]:
        """What stands under another Part or heading than it should: its path in the new text, its name, and the
        heading."""
        passed = self.given_up.new, self.given_up.keys()
        found = groups.misplaced(self.texts.pairing, self.texts.new, got, passed, self.known.groups)
        for path, heading in found:
            yield path, str(address_of(self.texts.new, path) or heading), heading

    def _holding(self, got: Bill, label: str) -> Path | None:
        """The last clause or Schedule of the new text that has a section of this number and is not as it was printed;
        None where none is."""
        printed = {id(node) for _, node in tops(self.reading.bill)}
        odd = {top_of(got, path) for path, section in sections_of_acts(got) if section.label == label}
        called = {proof.key_of(node) for path, node in tops(got) if path in odd and id(node) not in printed}
        return max((path for path, key in self.keys.items() if key in called), default=None)

    def _at_fault(self, there: Path, top: Path, got: Bill, steps: Sequence[Step]) -> tuple[WordEdit, ...]:
        """The edits of a clause that are made in the innermost provision which holds all that differs; all its edits
        where there are none in that."""
        edits = tuple(step.edit for step in steps if step.top == top and step.edit is not None)
        made = next((path for path, node in tops(got) if proof.key_of(node) == self.keys[there]), None)
        if made is None:
            return edits
        inner = _innermost(self.wanted, there, proof.ProofText(got), made)
        while (old := self.texts.pairing.old_of(inner)) is None and inner != there:
            inner = inner[:-1]
        start, end = self.reading.extent(old if old is not None else top)
        return tuple(edit for edit in edits if edit.start <= end and start <= edit.end) or edits


def _innermost(wanted: proof.ProofText, b: Path, got: proof.ProofText, g: Path) -> Path:
    """The innermost provision of a wanted text that holds all that differs from another; b, g: what differs."""
    while True:
        ours, theirs = ([path for path, _ in parts(text.bill, at)] for text, at in ((wanted, b), (got, g)))
        if len(ours) != len(theirs):
            return b
        both = zip(ours, theirs, strict=True)
        odd = [(one, other) for one, other in both if not proof.same_in_both(wanted, one, got, other)]
        if len(odd) != 1 or is_quoted(wanted.bill, odd[0][0]):
            return b
        b, g = odd[0]
