"""The amendments that turn one text of a Bill into another, in House style, proved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from itertools import count

from amend.drafting import groups, left_to_clerks, long_title, make, proof, table_changes
from amend.drafting.changes import DraftStyle, Editor, Wider
from amend.drafting.form import operation_for
from amend.drafting.given_up import GivenUp
from amend.drafting.old_numbers import in_old_numbers
from amend.drafting.old_shape import in_old_shape
from amend.drafting.whole_clauses import Step, WholeClauses, cited_at
from amend.drafting.word_edits import WordEdit
from amend.engine.apply.apply import Applied, Prepared
from amend.engine.compare.pairing import Pairing, pair, paired_anew
from amend.english.writer import write
from amend.errors import AmendError, Refusal, WordsError
from amend.formats import draft as files
from amend.model.amendment import Amendment, Insert, Matter, NewProvision, Operation, Substitute
from amend.model.citation import address_of
from amend.model.finding import Finding
from amend.model.house import House
from amend.model.memory import collection_paused
from amend.model.outline import outside, top_of, tops
from amend.model.provision import Bill, Block, Path, Provision, walk

__all__ = ["DraftStyle", "Drafted", "draft"]

ATTEMPTS = 12
"""Times that amendments are written again with more of the text in each, before it is said that they cannot be."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """Amendments that give a text, in the order of the print.

    notes: what is different all the same, because it is done when the Bill is printed again, one sentence each.
    findings: the places that no amendments were found for, which stay as they are in the old print. made: the
    amendments, made to the print for the proof.
    """

    amendments: tuple[Amendment, ...]
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]
    made: Applied


def draft(
    old: Bill,
    new: Bill,
    house: House = House.COMMONS,
    style: DraftStyle = DraftStyle.USUAL,
    *,
    partly: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Drafted:
    """The amendments to a print that turn it into another text.

    old: with lines, for amendments say where. They are proved: written as draft files, read back from their words and
    made, they give the new text but for what printing it again does (see amend.drafting.proof). partly: whether the
    rest is given where no amendments are found for a clause or Schedule, with a finding for each; what is proved is
    the rest. progress: told what is being done. Raises Refusal, with the place, when no amendments are found that can
    be proved: for any place or, partly, at all.
    """
    with collection_paused():
        return _drafted(Prepared(old), new, house, style, partly=partly, progress=progress)


def _drafted(
    prepared: Prepared,
    new: Bill,
    house: House,
    style: DraftStyle,
    *,
    partly: bool,
    progress: Callable[[str], None] | None,
) -> Drafted:
    """The amendments to a print that was made ready (see `draft`)."""
    old = prepared.bill
    if not prepared.reading.lines:
        raise Refusal(
            f"{old.number or 'the old text'} has no lines to cite", remedy="make a working print first: amend lines"
        )
    as_it_is: set[Path] = set()
    writer = _AmendmentWriter(prepared, new, house, style, partly=partly)
    for attempt in count(1):
        if progress:
            progress(f"Writing the amendments ({attempt})")
        amendments, steps = writer.amendments()
        while whole := writer.written_whole(steps):
            as_it_is |= whole
            writer = _AmendmentWriter(prepared, new, house, style, partly=partly, as_it_is=as_it_is)
            amendments, steps = writer.amendments()
        if progress:
            progress(f"Proving {len(amendments)} amendments")
        failed = writer.unproved(amendments, steps)
        if not failed:
            break
        if attempt >= ATTEMPTS or not writer.widen(failed):
            writer.give_up(failed)
    if writer.given_up.findings and not amendments:
        raise writer.refusals[0]
    found = (*writer.given_up.findings, *left_to_clerks.raised_figures(new, writer.made.bill))
    return Drafted(amendments, writer.notes(), found, writer.made)


@dataclass(frozen=True, slots=True)
class _Failure:
    """Where amendments did not give the text. tops: the clauses concerned. units: the provisions, where known. new: a
    clause of the new text, where it is that."""

    refusal: Refusal
    tops: frozenset[Path]
    units: frozenset[Path] = frozenset()
    new: Path | None = None


class _AmendmentWriter:
    """Writes the amendments, each time with those provisions whole that could not be amended in part."""

    def __init__(
        self,
        prepared: Prepared,
        new: Bill,
        house: House,
        style: DraftStyle,
        *,
        partly: bool,
        as_it_is: Set[Path] = frozenset(),
    ) -> None:
        """as_it_is: clauses and paragraphs of the old print whose numbers are not to be put in or taken out by the
        clerks (see `in_old_shape`)."""
        self._prepared, self._old, self._reading = prepared, prepared.bill, prepared.reading
        self._house = house
        self.pairing: Pairing = pair(self._old, new, redrafted=True)
        self._shaped = in_old_shape(self.pairing, as_it_is)
        if self._shaped.notes:
            self.pairing = paired_anew(self.pairing, self._shaped.bill, self._shaped.pairs)
        given = in_old_numbers(self.pairing)
        self._new, self._left = given.bill, given.left
        self._editor = Editor(self.pairing, self._new, self._reading, style)
        self._clauses = WholeClauses(
            self.pairing,
            self._new,
            self._reading,
            house,
            (self._editor.old_text, self._editor.new_text),
            self._editor.whole,
        )
        self._tops = list(tops(self._old))
        self._steps: dict[Path, list[Step]] = {}
        self._numbers = groups.numbers_of_acts(self._old, self.pairing.new)
        self._placed: list[str] = []
        """New clauses that only printing again puts under their heading."""
        self.made = Applied(self._old, ())
        self._partly = partly
        self.given_up = GivenUp(self.pairing)
        self.refusals: list[Refusal] = []
        self._refuse_outside()

    def written_whole(self, steps: Iterable[Step]) -> set[Path]:
        """Those whose numbers are left to the clerks, though an amendment has the whole of them."""
        if not self._shaped.pairs:
            return set()
        put_in = {id(node) for step in steps for one in _matter(step.operation) for _, node in walk(one)}
        whole = self._editor.whole
        return {
            a
            for a, b in self._shaped.pairs
            if id(self._new.at(b)) in put_in
            or top_of(self._old, a) not in self._clauses.stay
            or any(a[: len(path)] == path for path in whole)
        }

    def _give_up(self, refusal: Refusal, old: Path | None = None, new: Path | None = None) -> None:
        """Leave a clause or Schedule as it is. Raises the refusal where all is wanted, or no place is known."""
        if not self._partly:
            raise refusal
        self.refusals.append(refusal)
        self.given_up.add(refusal, old, new)

    def give_up(self, failures: Sequence[_Failure]) -> None:
        """Leave as they are the clauses and Schedules for which amendments failed."""
        for failure in failures:
            for top in failure.tops or (None,):
                self._give_up(failure.refusal, top, failure.new)

    def _refuse_outside(self) -> None:
        """Refuse words outside every clause and Schedule that change, for no amendment is made to those."""
        ours, theirs = ([b.words for _, b in outside(bill) if b.words] for bill in (self._old, self._new))
        if ours != theirs:
            odd = next((words for words in theirs if words not in ours), "") or next(
                (words for words in ours if words not in theirs), "their order"
            )
            refusal = Refusal(
                f"words that stand in no clause or Schedule change, which no amendment can do: “{odd[:90]}”",
                remedy="put them into a clause, or leave them as they were",
            )
            if not self._partly:
                raise refusal
            self.refusals.append(refusal)
            self.given_up.tell(refusal)

    # Writing

    def amendments(self) -> tuple[tuple[Amendment, ...], list[Step]]:
        """The amendments, numbered, and for each the step that it is."""
        while True:
            steps = [Step(one, -1) for one in long_title.changed(self._old, self._new)]
            steps += self._clauses.steps(self.given_up)
            for path, _ in self._tops:
                if path in self._clauses.stay and path not in self.given_up.old:
                    steps += self._of(path)
            steps.sort(key=lambda step: step.at)
            words = [self._written(step) for step in steps]
            if not any(isinstance(said, Refusal) for said in words):
                return tuple(self._numbered(steps, [str(said) for said in words])), steps
            for step, said in zip(steps, words, strict=True):
                if isinstance(said, Refusal):
                    self._give_up(said, step.top, step.new)

    def _numbered(self, steps: list[Step], words: list[str]) -> Iterable[Amendment]:
        counts = {"": 0, "NC": 0, "NS": 0}
        for step, said in zip(steps, words, strict=True):
            series = after = before = ""
            operation = step.operation
            if isinstance(operation, NewProvision) and self._house is House.COMMONS:
                series = "NC" if operation.unit == "Clause" else "NS"
                after, before = str(operation.after or ""), str(operation.before or "")
            counts[series] += 1
            yield Amendment(
                said,
                number=f"{series}{counts[series]}",
                house=self._house.value,
                print=self._old.name,
                after=after,
                before=before,
            )

    def _written(self, step: Step) -> str | Refusal:
        """The words of a step; or with the place, why no amendment can say them."""
        operation = step.operation
        if isinstance(operation, NewProvision) and self._house is House.COMMONS:
            operation = replace(operation, after=None, before=None)  # it is said beside the words
        try:
            table_changes.refuse_tables(operation, self._reading, step.top)
            return write(operation, self._house)
        except WordsError as error:
            where = cited_at(self._old, step.top) if step.top else self._reading.line_at(int(step.at))
            fault = " ".join(error.fault.split())
            fault = fault if len(fault) < 200 else f"{fault[:80]} … {fault[-100:]}"
            return Refusal(
                f"no amendment can say what the new text has there: {fault}",
                place=str(where or self._whence(step)) or None,
                remedy=error.remedy,
            )

    def _of(self, path: Path) -> list[Step]:
        """The steps of a clause or Schedule that stays where it is."""
        if path in self._steps:
            return self._steps[path]
        there = self.pairing.new_of(path)
        assert there is not None
        while True:
            try:
                steps = [step for edit in self._editor.edits(path, there) for step in self._said(path, edit)]
                break
            except Wider as wider:
                if not self._editor.widen(path, {wider.unit}):
                    self._editor.widen(path, {path})  # nothing between the unit and the whole of it can be replaced
                if path in self._editor.whole:
                    steps = list(self._clauses.replaced(path, there))
                    break
        self._steps[path] = steps
        return steps

    def _said(self, top: Path, edit: WordEdit) -> list[Step]:
        """The step of an edit; or where edits were joined and no amendment says them together, of each."""
        try:
            return [self._step(top, edit)]
        except Wider:
            if not edit.of:
                raise
            return [self._step(top, one) for one in edit.of]

    def _step(self, top: Path, edit: WordEdit) -> Step:
        matter = None
        if edit.words or edit.provisions:
            matter = Matter(edit.words, edit.provisions, dash=bool(edit.provisions) and not edit.words)
        only_in = edit.start == edit.end
        for shift in (0, -1) if only_in and edit.provisions else (0,):  # before what follows, or after what is above
            try:
                operation = operation_for(self._reading, edit.start + shift, edit.end + shift, matter, self._prepared)
            except AmendError:
                continue
            return Step(operation, edit.start + (0.5 if only_in else 0), top, edit.unit)
        raise Wider(edit.unit if edit.unit not in self._editor.whole else self._editor.above(edit.unit))

    # Proving

    def unproved(self, amendments: tuple[Amendment, ...], steps: list[Step]) -> list[_Failure]:
        """Where the amendments, read back from their files and made, do not give the text."""
        read = [files.loads(files.dumps(amendment), source=f"amendment {amendment.number}") for amendment in amendments]
        self.made = result = make.apply(self._prepared, read)
        failures = []
        for outcome, step in zip(result.outcomes, steps, strict=True):
            if outcome.outcome == "refused":
                refusal = Refusal(
                    f"amendment {outcome.amendment} cannot be made: {outcome.reason}",
                    place=outcome.place or self._whence(step) or None,
                )
                units = frozenset({step.unit} if step.unit else ())
                failures.append(_Failure(refusal, frozenset({step.top} if step.top else ()), units, step.new))
        if failures:
            return failures
        keys = self._clauses.keys(self.given_up)
        passed = self.given_up.keys() | {keys[path] for path in self.given_up.new}
        failures += self._misplaced(result.bill)
        tops_of = {key: old for path, key in keys.items() if (old := self.pairing.old_of(path)) is not None}
        for found in proof.unproved(self._editor.new_text, result.bill, keys, passed):
            top = tops_of.get(found.key or "")
            there = self.pairing.new_of(top) if top else None
            if top and there and (odd := table_changes.row_refusal(self._reading, top, self._new.at(there))):
                failures.append(_Failure(odd, frozenset({top})))
                continue
            where = proof.said_of(found)
            refusal = Refusal(
                f"no amendments were found that give {where}: “{found.wanted[:90]}” came out as “{found.got[:90]}”",
                remedy="edit that provision whole, or table the amendment by hand",
            )
            came = next((path for path, key in keys.items() if key == found.key), None)
            failures.append(_Failure(refusal, frozenset({top} if top else ()), new=came))
        return failures

    def _whence(self, step: Step) -> str:
        """The clause that a step is to, or the heading of the one that it puts in."""
        if step.top is not None:
            return str(cited_at(self._old, step.top))
        heading = step.operation.matter.heading if isinstance(step.operation, NewProvision) else None
        return f"“{heading.words}”" if heading else ""

    def _misplaced(self, got: Bill) -> Iterable[_Failure]:
        if label := groups.doubled(self._numbers, got):
            fault = f"two sections that the Bill puts into Acts would have the number {label}"
            yield _Failure(Refusal(fault, remedy="give one of them another number"), frozenset())
        self._placed = []
        for path, heading in groups.misplaced(self.pairing, self._new, got, (self.given_up.new, self.given_up.keys())):
            name = str(address_of(self._new, path) or heading)
            if self.pairing.old_of(path) is None and path in dict(tops(self._new)):
                self._placed.append(f"{name}: it is put under “{heading}” when the Bill is printed again")
                continue
            fault = f"no amendments were found that put it under “{heading}”"
            top = next((top for top, _ in tops(self._new) if path[: len(top)] == top), None)
            yield _Failure(Refusal(fault, place=name, remedy="table the amendment by hand"), frozenset(), new=top)

    def widen(self, failures: list[_Failure]) -> bool:
        """Have more of the text replaced where amendments failed; whether there was more to replace."""
        wider = False
        for failure in failures:
            for top in failure.tops:
                steps = self._steps.pop(top, [])
                wider = self._editor.widen(top, failure.units or {step.unit for step in steps if step.unit}) or wider
        return wider

    def notes(self) -> tuple[str, ...]:
        """What differs still, for it is done when the Bill is printed again."""
        found = left_to_clerks.left_references(self._old, self._left)
        found += [*self._shaped.notes.values(), *self._placed, *left_to_clerks.unamended(self._old, self._new)]
        found += left_to_clerks.misnumbered(self._old, self.pairing.new)
        found += left_to_clerks.headings(self.pairing, self._new, self._editor.whole)
        found += left_to_clerks.quotation_marks(
            self.pairing, (self._editor.old_text, self._editor.new_text), self._clauses.stay - self._editor.whole
        )
        return tuple(dict.fromkeys(found))


def _matter(operation: Operation) -> tuple[Provision | Block, ...]:
    """The provisions that an operation puts in."""
    match operation:
        case NewProvision(_, made):
            return (made,)
        case Insert(_, _, matter) | Substitute(_, _, matter):
            return matter.provisions
    return ()
