"""The Act as a Bill would leave it: every instruction aimed at it made, in the order of the Bill; one outcome each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from amend.acts.act_edits import make
from amend.acts.act_text import ActText
from amend.acts.stands_already import StandsAlready
from amend.acts.whose_words import WhoseWords
from amend.drafting.make import apply
from amend.engine.apply.apply import Applied
from amend.english.textual.read import instructions
from amend.errors import AddressError, AmendError
from amend.model.act_citation import plain_title
from amend.model.amendment import Amendment
from amend.model.frozen import frozen
from amend.model.numbering import families, successor
from amend.model.outline import words_of
from amend.model.provision import Bill
from amend.model.textual import ActOperation, Instruction, Itself, LinkingWord, MoveInAct, OmitFromAct, SubstituteInAct

_CITED_AS = re.compile(
    r"(?:This Act may be cited (?:together )?as|short title of this Act is)\s+(?:the )?"
    r"(.{3,120}?\b(?:Act|Measure)\b[^.;]{0,30}?\d{4})"
)
"""What may stand behind a title, "(c. 33)"."""
_INSTRUMENT = re.compile(r"\b(?:Act|Regulations|Order|Rules|Measure) \d{4}\b")


@frozen
class InstructionOutcome:
    """What became of one instruction.

    source, source_eid: the provision of the Bill that it stands in, as cited, and its eId. places: in the Act, as
    cited. outcome: "stands already" where the Act given reads as the instruction would have it read. reason: why it was
    not made, and what is there; "" when it was. notes: what else there is to know.
    """

    source: str
    source_eid: str
    places: tuple[str, ...]
    words: str
    outcome: Literal["made", "stands already", "refused"]
    reason: str = ""
    notes: tuple[str, ...] = ()


@frozen
class Keeling:
    """An Act as a Bill would leave it.

    act: as it stood. amended: as the Bill leaves it. title: the Act's, as the Bill cites it. outcomes: of every
    instruction aimed at the Act, in the order of the Bill, and of those that were not understood and could be.
    bill: the Bill, as amended by drafts where there are any; applied: what became of the drafts.
    """

    act: Bill
    amended: Bill
    title: str
    outcomes: tuple[InstructionOutcome, ...]
    instructions: tuple[Instruction, ...]
    whose: WhoseWords
    bill: Bill
    applied: Applied

    @property
    def refused(self) -> tuple[InstructionOutcome, ...]:
        """Those that were refused."""
        return tuple(outcome for outcome in self.outcomes if outcome.outcome == "refused")


def keeling(act: Bill, bill: Bill, drafts: Iterable[Amendment] = (), *, title: str = "") -> Keeling:
    """The Act with every instruction made that a Bill, as amended by drafts, aims at it.

    title: how the Bill cites the Act; "" for what the Act calls itself: its title, or what it says that it may be cited
    as. An instruction that is refused changes nothing and says why; the others are made. Numbers are never changed but
    where an instruction says so. Of a Bill that does not amend that Act there are no outcomes. Raises AddressError for
    the title of another Act than the one given.
    """
    amendments = list(drafts)
    applied = apply(bill, amendments) if amendments else Applied(bill, ())
    found = instructions(applied.bill)
    act = act.as_act()
    title = _title(act, found, title)
    text = ActText(act)
    outcomes: list[InstructionOutcome] = []
    made: list[Instruction] = []
    last: list[str] = []  # the Acts of the instruction before
    for instruction in found:
        operations = [op for op in instruction.operations if plain_title(op.place.act) == plain_title(title)]
        aimed = bool(operations)
        if instruction.reason and not operations:
            aimed = _may_be_meant(instruction, title, last)
        else:
            last = [op.place.act for op in instruction.operations]
        if aimed:
            outcomes.append(_outcome(text, len(made), instruction, operations))
            made.append(instruction)
    return Keeling(act, text.bill, title, tuple(outcomes), tuple(made), text.whose, applied.bill, applied)


def _may_be_meant(instruction: Instruction, title: str, last: Sequence[str]) -> bool:
    """Whether an instruction that is not understood may be aimed at the Act. last: the Acts of the one before it."""
    if instruction.act:
        return plain_title(instruction.act) == plain_title(title)
    said = " ".join((*instruction.above, instruction.words))
    if plain_title(title) in plain_title(said):
        return True
    return title in last and not _INSTRUMENT.search(said)


def _outcome(
    text: ActText, index: int, instruction: Instruction, operations: Sequence[ActOperation]
) -> InstructionOutcome:
    """Make the operations of an instruction, all or none."""
    places = tuple(dict.fromkeys(_where(op) for op in operations))
    said = instruction.cited, instruction.eid, places, instruction.words
    if instruction.reason:
        return InstructionOutcome(*said, "refused", f"it is not understood: {instruction.reason}", instruction.notes)
    before = text.begin(index)
    notes = [*instruction.notes, *text.described_otherwise(operations)]
    try:
        moving = {id(op): text.find(op.place) for op in operations if isinstance(op, MoveInAct) and op.after is None}
        for operation in _in_turn(operations):
            make(text, operation, moving.get(id(operation)))
    except StandsAlready as already:
        text.undo(before)
        return InstructionOutcome(*said, "stands already", already.fault, tuple(notes))
    except AmendError as error:
        text.undo(before)
        return InstructionOutcome(*said, "refused", str(error), tuple(notes))
    return InstructionOutcome(*said, "made", "", tuple(dict.fromkeys((*notes, *text.notes))))


def _follow(operations: Sequence[ActOperation]) -> bool:
    """Whether the provisions of operations follow one another by their numbers, (a) and (b)."""
    labels = [str(op.place.provision).rpartition("(")[2].strip(")") for op in operations]
    return all(any(successor(one, family) == other for family in families(one)) for one, other in pairwise(labels))


def _where(operation: ActOperation) -> str:
    """The place of an operation without the Act."""
    return str(operation.place).removeprefix(f"{operation.place.act}, ")


def _in_turn(operations: Sequence[ActOperation]) -> list[ActOperation]:
    """The operations of an instruction so that none takes away what tells the place of another: words that link go
    first, and the others of a list before what comes in for it, “for subsections (1) and (2) substitute”."""
    linking = [op for op in operations if isinstance(op, OmitFromAct) and isinstance(op.object, LinkingWord)]
    others = [op for op in operations if op not in linking]
    first = others[0] if others else None
    if isinstance(first, SubstituteInAct) and isinstance(first.object, Itself):
        gone = [op for op in others[1:] if isinstance(op, OmitFromAct) and isinstance(op.object, Itself)]
        if gone and not first.matter.provisions and _follow([first, *gone]):
            run = replace(first.place, through=gone[-1].place.provision)
            return [*linking, replace(first, place=run), *(op for op in others[1:] if op not in gone)]
        others = [*reversed(gone), *(op for op in others if op not in gone)]
    return [*linking, *others]


def _title(act: Bill, found: Sequence[Instruction], given: str) -> str:
    """How the Bill cites the Act."""
    cited = dict.fromkeys(op.place.act for instruction in found for op in instruction.operations)
    _refuse_another(act, given)
    for own in (given,) if given else _own_titles(act):
        if match := next((one for one in cited if plain_title(one) == plain_title(own)), None):
            return match
    called = list(_own_titles(act))
    return given or next((one for one in called if _INSTRUMENT.search(one)), (*called, act.name)[0])


def _refuse_another(act: Bill, given: str) -> None:
    """Refuse the title of another Act than the one that is given: its instructions would be made in the wrong text."""
    own = [title for title in _own_titles(act) if _INSTRUMENT.search(title)]
    said = plain_title(given)
    if said and own and not any(plain_title(one).startswith(said) or said.startswith(plain_title(one)) for one in own):
        raise AddressError(f"the file is of the {own[0]}, not of the {given}", remedy="give the file of that Act")


def amends(bill: Bill, act: Bill) -> bool:
    """Whether a Bill says that it amends an Act."""
    own = {plain_title(title) for title in _own_titles(act)}
    return any(plain_title(op.place.act) in own for found in instructions(bill) for op in found.operations)


def _own_titles(act: Bill) -> Iterator[str]:
    """What an Act calls itself: its title, and what it says that it may be cited as."""
    if act.title.strip():
        yield " ".join(act.title.split())
    for match in _CITED_AS.finditer(words_of(act.root)):
        yield match[1]
