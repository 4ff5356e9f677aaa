"""The amendments that turn one text of a Bill into another, in House style, proved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from amend.drafting import groups, left_to_clerks, make, proof
from amend.drafting.changes import DraftStyle, Editor, Wider, WordEdit, unnumbered
from amend.drafting.form import operation_for
from amend.drafting.old_numbers import renumbered
from amend.drafting.skeleton import removal
from amend.engine.apply.resolve import Resolver
from amend.engine.compare.pairing import Pairing, heaviest_run, pair
from amend.english.writer import write
from amend.errors import AmendError, Refusal, WordsError
from amend.formats import draft as files
from amend.model.address import Address
from amend.model.amendment import Amendment, Matter, Move, NewProvision, Operation, Place, Substitute, Words
from amend.model.citation import address_of
from amend.model.house import House
from amend.model.lines import Reading
from amend.model.outline import is_schedule, long_title, outside, tops
from amend.model.provision import Bill, Block, Path, Provision

__all__ = ["DraftStyle", "Drafted", "draft"]

ATTEMPTS = 12
"""Times that amendments are written again with more of the text in each, before it is said that they cannot be."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """Amendments that give a text, in the order of the print. notes: what is different all the same, because it is done
    when the Bill is printed again, one sentence each."""

    amendments: tuple[Amendment, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """An operation, with the clause of the old print and the provision that it belongs to, and where it falls."""

    operation: Operation
    at: float
    top: Path | None = None
    unit: Path | None = None
    after: str = ""


def draft(
    old: Bill,
    new: Bill,
    house: House = House.COMMONS,
    style: DraftStyle = DraftStyle.USUAL,
    *,
    progress: Callable[[str], None] | None = None,
) -> Drafted:
    """The amendments to a print that turn it into another text.

    old: with lines, for amendments say where. They are proved: written as draft files, read back from their words and
    made, they give the new text but for what printing it again does (see amend.drafting.proof). progress: told what is
    being done. Raises Refusal, with the place, when no amendments that can be proved are found.
    """
    reading = Reading(old)
    if not reading.lines:
        raise Refusal(
            f"{old.number or 'the old text'} has no lines to cite", remedy="make a working print first: amend lines"
        )
    writer = _AmendmentWriter(old, new, reading, house, style)
    for attempt in range(1, ATTEMPTS + 1):
        if progress:
            progress(f"Writing the amendments ({attempt})")
        amendments, steps = writer.amendments()
        if progress:
            progress(f"Proving {len(amendments)} amendments")
        failed = writer.unproved(amendments, steps)
        if not failed:
            return Drafted(amendments, writer.notes())
        if not writer.widen(failed):
            raise failed[0].refusal
    raise failed[0].refusal


@dataclass(frozen=True, slots=True)
class _Failure:
    """Where amendments did not give the text. tops: the clauses concerned. units: the provisions, where known."""

    refusal: Refusal
    tops: frozenset[Path]
    units: frozenset[Path] = frozenset()


class _AmendmentWriter:
    """Writes the amendments, each time with those provisions whole that could not be amended in part."""

    def __init__(self, old: Bill, new: Bill, reading: Reading, house: House, style: DraftStyle) -> None:
        self._old, self._reading, self._house = old, reading, house
        self._pairing: Pairing = pair(old, new, redrafted=True)
        given = renumbered(self._pairing)
        self._new, self._left = given.bill, given.left
        self._resolver = Resolver(reading)
        self._editor = Editor(self._pairing, self._new, reading, style)
        self._tops = list(tops(old))
        self._steps: dict[Path, list[_Step]] = {}
        self._stay = self._staying()
        self._placed: list[str] = []
        """New clauses that only printing again puts under their heading."""
        self._refuse_outside()

    def _refuse_outside(self) -> None:
        """Raises Refusal when words outside every clause and Schedule change, for no amendment is made to those."""
        ours, theirs = ([b.words for _, b in outside(bill) if b.words] for bill in (self._old, self._new))
        if ours != theirs:
            odd = next((words for words in theirs if words not in ours), "") or next(
                (words for words in ours if words not in theirs), "their order"
            )
            raise Refusal(
                f"words that stand in no clause or Schedule change, which no amendment can do: “{odd[:90]}”",
                remedy="put them into a clause, or leave them as they were",
            )

    # Writing

    def amendments(self) -> tuple[tuple[Amendment, ...], list[_Step]]:
        """The amendments, numbered, and for each the step that it is."""
        steps = [*self._title(), *self._whole_clauses()]
        for path, _ in self._tops:
            if path in self._stay:
                steps += self._of(path)
        steps.sort(key=lambda step: step.at)
        return tuple(self._numbered(steps)), steps

    def _numbered(self, steps: list[_Step]) -> Iterable[Amendment]:
        counts = {"": 0, "NC": 0, "NS": 0}
        for step in steps:
            series = ""
            if isinstance(step.operation, NewProvision) and self._house is House.COMMONS:
                series = "NC" if step.operation.unit == "Clause" else "NS"
            counts[series] += 1
            operation = step.operation
            after = before = ""
            if series and isinstance(operation, NewProvision):
                after, before = str(operation.after or ""), str(operation.before or "")
                operation = replace(operation, after=None, before=None)
            yield Amendment(
                self._written(operation, step),
                number=f"{series}{counts[series]}",
                house=self._house.value,
                print=self._old.name,
                after=after,
                before=before,
            )

    def _written(self, operation: Operation, step: _Step) -> str:
        """The words of an operation. Raises Refusal, with the place, for what cannot be said in an amendment."""
        try:
            return write(operation, self._house)
        except WordsError as error:
            where = self._address(step.top) if step.top else self._reading.line_at(int(step.at))
            fault = " ".join(error.fault.split())
            fault = fault if len(fault) < 200 else f"{fault[:80]} … {fault[-100:]}"
            raise Refusal(
                f"no amendment can say what the new text has there: {fault}",
                place=str(where) if where else None,
                remedy=error.remedy,
            ) from error

    def _of(self, path: Path) -> list[_Step]:
        """The steps of a clause or Schedule that stays where it is."""
        if path in self._steps:
            return self._steps[path]
        there = self._pairing.new_of(path)
        assert there is not None
        while True:
            try:
                steps = [self._step(path, edit) for edit in self._editor.edits(path, there)]
                break
            except Wider as wider:
                self._editor.whole.add(wider.unit)
                if wider.unit == path:
                    steps = list(self._replaced(path, there))
                    break
        self._steps[path] = steps
        return steps

    def _step(self, top: Path, edit: WordEdit) -> _Step:
        matter = None
        if edit.words or edit.provisions:
            matter = Matter(edit.words, edit.provisions, dash=bool(edit.provisions))
        only_in = edit.start == edit.end
        for shift in (0, -1) if only_in and edit.provisions else (0,):  # before what follows, or after what is above
            try:
                operation = operation_for(self._reading, edit.start + shift, edit.end + shift, matter, self._resolver)
            except AmendError:
                continue
            return _Step(operation, edit.start + (0.5 if only_in else 0), top, edit.unit)
        raise Wider(edit.unit if edit.unit not in self._editor.whole else self._editor.above(edit.unit))

    def _replaced(self, path: Path, there: Path) -> Iterable[_Step]:
        """A clause or Schedule left out and another put in its place: in the Commons, by an amendment each."""
        node = self._new.at(there)
        assert isinstance(node, Provision)
        out = removal(self._reading, path, with_line=self._house is House.COMMONS)
        start, end = self._reading.extent(path)
        if self._house is House.COMMONS:
            yield _Step(out, start, path, path)
            yield _Step(NewProvision(_kind(node), unnumbered(node), self._address(path)), end + 0.25, path, path)
            return
        operation = Substitute(out.place, out.object, Matter("", (unnumbered(node),), dash=True))
        yield _Step(operation, start, path, path)

    def _whole_clauses(self) -> Iterable[_Step]:
        """The clauses and Schedules that go, come or move."""
        for path, _ in self._tops:
            if path not in self._stay and not self._moves(path):
                operation = removal(self._reading, path, with_line=self._house is House.COMMONS)
                yield _Step(operation, self._reading.extent(path)[0], path, path)
        anchor: tuple[Path, Provision] | None = None
        first = next((found for found in self._tops if found[0] in self._stay), None)
        for path, node in tops(self._new):
            old = self._pairing.old_of(path)
            if old in self._stay:
                anchor = (old, self._provision(self._old, old))
                continue
            kind = _kind(node)
            beside = anchor if anchor and _kind(anchor[1]) == kind and not self._before(path, anchor[0]) else None
            after = self._address(beside[0]) if beside else None
            before = None
            if after is None:
                same = self._following(path, kind) or first
                before = self._address(same[0]) if same else None
                if before is None and self._house is House.LORDS:
                    raise Refusal(
                        "no clause of the old text stays, so a new one has none to go beside",
                        remedy="name two texts of one Bill",
                    )
            at = self._reading.extent(beside[0])[1] if beside else 0
            if before is not None and anchor is not None and beside is None and _kind(anchor[1]) == kind:
                at = self._reading.extent(anchor[0])[1]
            if old is not None and self._moves(old):
                yield _Step(Move(self._address(old), after, before), at + 0.75, old, old)
                continue
            yield _Step(NewProvision(kind, unnumbered(node), after, before), at + 0.75, None, None)

    def _following(self, path: Path, kind: str) -> tuple[Path, Provision] | None:
        """The next clause or Schedule of the old print that stays, after a place in the new text."""
        for there, node in tops(self._new):
            old = self._pairing.old_of(there)
            if there > path and _kind(node) == kind and old is not None and old in self._stay:
                return old, self._provision(self._old, old)
        return None

    def _before(self, path: Path, anchor: Path) -> bool:
        """Whether what comes after a clause stands under the heading of the next one, not of that one."""
        following = self._following(path, _kind(self._provision(self._new, path)))
        if following is None:
            return False
        ours = groups.kept_groups(self._pairing, path)
        return ours != groups.groups_of(self._pairing, anchor) and ours == groups.groups_of(self._pairing, following[0])

    def _moves(self, path: Path) -> bool:
        """Whether a clause of the old print is moved as it is: the same words in another place."""
        there = self._pairing.new_of(path)
        if (
            there is None
            or path in self._stay
            or path in self._editor.whole
            or _kind(self._provision(self._old, path)) != "Clause"
        ):
            return False
        alike = proof.same(proof.rows(self._old, path), proof.rows(self._new, there))
        return alike and self._same_heading(path, there)

    def _same_heading(self, path: Path, there: Path) -> bool:
        one, other = self._provision(self._old, path).heading, self._provision(self._new, there).heading
        return (one.words if one else "") == (other.words if other else "")

    def _staying(self) -> set[Path]:
        """The clauses and Schedules of the old print that stand in the same order in the new one."""
        places = {path: index for index, (path, _) in enumerate(tops(self._new))}
        found = [
            (path, places[there])
            for path, _ in self._tops
            if (there := self._pairing.new_of(path)) is not None and there in places
            if not groups.regrouped(self._pairing, path, there)
        ]
        return {found[index][0] for index in heaviest_run([place for _, place in found])}

    def _title(self) -> Iterable[_Step]:
        """The steps of the long title, whose words are quoted without a line."""
        ours, theirs = (_title_words(bill) for bill in (self._old, self._new))
        if ours == theirs or not ours or not theirs:
            return
        one, other = ours.split(), theirs.split()
        start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
        end = 0
        while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
            end += 1
        while start > 0 and (start == len(one) - end or " ".join(one[start : len(one) - end]) not in ours):
            start -= 1
        quote, words = " ".join(one[start : len(one) - end]), " ".join(other[start : len(other) - end])
        while ours.count(quote) != 1 and start > 0:
            start -= 1
            quote, words = " ".join(one[start : len(one) - end]), " ".join(other[start : len(other) - end])
        place = Place(Address("Title"), line=1)
        yield _Step(Substitute(place, Words(quote), Matter(words)), -1)

    # Proving

    def unproved(self, amendments: tuple[Amendment, ...], steps: list[_Step]) -> list[_Failure]:
        """Where the amendments, read back from their files and made, do not give the text."""
        read = [files.loads(files.dumps(amendment), source=f"amendment {amendment.number}") for amendment in amendments]
        result = make.apply(self._old, read)
        failures = []
        for outcome, step in zip(result.outcomes, steps, strict=True):
            if outcome.outcome == "refused":
                refusal = Refusal(
                    f"amendment {outcome.amendment} cannot be made: {outcome.reason}",
                    place=outcome.place or self._whence(step) or None,
                )
                units = frozenset({step.unit} if step.unit else ())
                failures.append(_Failure(refusal, frozenset({step.top} if step.top else ()), units))
        if failures:
            return failures
        keys = self._keys()
        failures += self._misplaced(result.bill)
        tops_of = {key: old for path, key in keys.items() if (old := self._pairing.old_of(path)) is not None}
        for found in proof.differences(self._new, result.bill, keys):
            top = tops_of.get(found.key or "")
            there = self._pairing.new_of(top) if top else None
            if top and there and (row := proof.odd_row(self._old.at(top), self._new.at(there))):
                fault = f"no amendment can put a row into a table or take one out: “{row[:60]}”"
                remedy = "keep the rows and change the words in their cells, or table the amendment by hand"
                refusal = Refusal(fault, place=str(self._address(top)), remedy=remedy)
                failures.append(_Failure(refusal, frozenset({top})))
                continue
            where = f"“{found.key.removeprefix(proof.NEW)}”" if found.key and found.key.startswith(proof.NEW) else ""
            where = where or str(found.place or "the order of clauses")
            refusal = Refusal(
                f"no amendments were found that give {where}: “{found.wanted[:90]}” came out as “{found.got[:90]}”",
                remedy="edit that provision whole, or table the amendment by hand",
            )
            failures.append(_Failure(refusal, frozenset({top} if top else ())))
        return failures

    def _whence(self, step: _Step) -> str:
        """The clause that a step is to, or the heading of the one that it puts in."""
        if step.top is not None:
            return str(self._address(step.top))
        heading = step.operation.matter.heading if isinstance(step.operation, NewProvision) else None
        return f"“{heading.words}”" if heading else ""

    def _misplaced(self, got: Bill) -> Iterable[_Failure]:
        if label := groups.doubled((self._old, self._pairing.new), got):
            fault = f"two sections that the Bill puts into Acts would have the number {label}"
            yield _Failure(Refusal(fault, remedy="give one of them another number"), frozenset())
        self._placed = []
        for path, heading in groups.misplaced(self._pairing, self._new, got):
            name = str(address_of(self._new, path) or heading)
            if self._pairing.old_of(path) is None and path in dict(tops(self._new)):
                self._placed.append(f"{name}: it is put under “{heading}” when the Bill is printed again")
                continue
            fault = f"no amendments were found that put it under “{heading}”"
            yield _Failure(Refusal(fault, place=name, remedy="table the amendment by hand"), frozenset())

    def widen(self, failures: list[_Failure]) -> bool:
        """Have more of the text replaced where amendments failed; whether there was more to replace."""
        wider = False
        for failure in failures:
            for top in failure.tops:
                units = failure.units or {step.unit for step in self._steps.get(top, ()) if step.unit}
                for path in units or {top}:
                    more = path if path not in self._editor.whole else self._editor.above(path)
                    if more not in self._editor.whole:
                        self._editor.whole.add(more)
                        wider = True
                self._steps.pop(top, None)
        return wider

    def _keys(self) -> dict[Path, str]:
        """What each clause and Schedule of the new text is called once the amendments are made."""
        keys = {}
        for path, node in tops(self._new):
            old = self._pairing.old_of(path)
            stands = old is not None and old not in self._editor.whole and (old in self._stay or self._moves(old))
            keys[path] = proof.key_of(self._provision(self._old, old)) if old and stands else proof.new(node)
        return keys

    def notes(self) -> tuple[str, ...]:
        """What differs still, for it is done when the Bill is printed again."""
        found = left_to_clerks.references(self._old, self._left)
        found += [*self._placed, *left_to_clerks.unamended(self._old, self._new)]
        found += left_to_clerks.misnumbered(self._old, self._pairing.new)
        found += left_to_clerks.headings(self._pairing, self._new, self._editor.whole)
        found += left_to_clerks.quotation_marks(self._pairing, self._new, self._stay - self._editor.whole)
        return tuple(dict.fromkeys(found))

    def _address(self, path: Path) -> Address:
        address = address_of(self._old, path)
        if address is None:
            raise Refusal("what is to be amended stands in no clause or Schedule")
        return address

    @staticmethod
    def _provision(bill: Bill, path: Path) -> Provision:
        node = bill.at(path)
        assert isinstance(node, Provision)
        return node


def _kind(node: Provision) -> str:
    return "Schedule" if is_schedule(node) else "Clause"


def _title_words(bill: Bill) -> str:
    title = long_title(bill)
    return next((item.words for item in reversed(title[1].items) if isinstance(item, Block)), "") if title else ""
