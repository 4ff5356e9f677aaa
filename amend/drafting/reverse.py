"""The amendments that turn one text of a Bill into another, in House style, proved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from amend.drafting import left_to_clerks, long_title, make, table_changes
from amend.drafting.both_texts import both_texts
from amend.drafting.changes import DraftStyle, Editor
from amend.drafting.clause_edits import ClauseEdits, EditKey, key_of_edit
from amend.drafting.failures import Failure, Shortfall, not_made, whence
from amend.drafting.form import operation_for
from amend.drafting.given_up import GivenUp, Undrafted
from amend.drafting.known_print import KnownPrint
from amend.drafting.whole_clauses import Step, WholeClauses
from amend.drafting.word_edits import WordEdit
from amend.engine.apply.apply import Applied, Prepared
from amend.engine.compare.cut_apart import cut_apart
from amend.engine.compare.pairing import Pairing, pair
from amend.english.writer import write
from amend.errors import AmendError, Refusal, WordsError
from amend.formats import draft as files
from amend.model import outline
from amend.model.amendment import Amendment, Insert, Matter, NewProvision, Operation, Substitute
from amend.model.finding import Finding
from amend.model.house import House
from amend.model.memory import collection_paused
from amend.model.outline import outside, top_of, tops
from amend.model.provision import Bill, Block, Path, Provision, walk

__all__ = ["DraftStyle", "Drafted", "draft"]


@dataclass(frozen=True, slots=True)
class Drafted:
    """Amendments that give a text, in the order of the print.

    notes: what is different all the same, because it is done when the Bill is printed again, one sentence each.
    findings: the places that no amendments were found for, which stay as they are in the old print. made: the
    amendments, made to the print for the proof. undrafted: the clauses and Schedules of those places.
    """

    amendments: tuple[Amendment, ...]
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]
    made: Applied
    undrafted: tuple[Undrafted, ...] = ()


def draft(
    old: Bill | Prepared,
    new: Bill,
    house: House = House.COMMONS,
    style: DraftStyle = DraftStyle.USUAL,
    *,
    partly: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Drafted:
    """The amendments to a print that turn it into another text.

    old: with lines, for amendments say where; made ready (see `KnownPrint`) where several texts are drafted against one
    print, so that each takes in only what it does not share with that. They are proved: written as draft files, read
    back from their words and made, they give the new text but for what printing it again does (see
    amend.drafting.proof). partly: whether the rest is given where no amendments are found for a clause or Schedule,
    with a finding for each; what is proved is the rest. progress: told what is being done. Raises Refusal, with the
    place, when no amendments are found that can be proved: for any place or, partly, at all.
    """
    known = KnownPrint.of(old)
    with known.lock, collection_paused():
        return _drafted(known, new, house, style, partly=partly, progress=progress)


def _drafted(
    prepared: KnownPrint,
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
    writer = _AmendmentWriter(prepared, new, house, style, partly=partly)
    for turn in count(1):
        if progress:
            progress(f"Writing the amendments ({turn})")
        amendments, steps = writer.amendments()
        if progress:
            progress(f"Proving {len(amendments)} amendments")
        failed = writer.unproved(amendments, steps)
        if not failed:
            break
        if not writer.widen(failed):
            writer.give_up(failed)
    given_up = writer.given_up
    if given_up.parts and not amendments:
        raise given_up.parts[0].refusal
    found = (*given_up.findings, *left_to_clerks.raised_figures(*cut_apart(new, writer.made.bill)))
    return Drafted(amendments, writer.notes(), found, writer.made, tuple(given_up.parts))


class _AmendmentWriter:
    """Writes the amendments clause by clause. Those that cannot be made are made wider, the others stay as written."""

    def __init__(self, prepared: KnownPrint, new: Bill, house: House, style: DraftStyle, *, partly: bool) -> None:
        self._prepared, self._old, self._reading = prepared, prepared.bill, prepared.reading
        self._known = prepared.text
        self._house, self._style, self._partly = house, style, partly
        self._pairing: Pairing = pair(self._known.tree, new, redrafted=True)
        self._edits = ClauseEdits(style)
        self._forms: dict[EditKey, tuple[WordEdit, Operation | None]] = {}
        self._tops = list(tops(self._old))
        self._numbers = self._known.numbers_of_acts | self._known.numbers_in(new)
        self._placed: list[str] = []
        """New clauses that only printing again puts under their heading."""
        self.made = Applied(self._old, ())
        self._as_it_is: set[Path] = set()
        self.given_up = GivenUp(self._pairing)
        self._read_texts()
        self._refuse_outside()

    def _read_texts(self) -> None:
        """Put the new text in the shape and the numbers of the old. Nothing is written of it yet."""
        self.texts = both_texts(self._pairing, self._as_it_is, self._known)
        pairing, new = self.texts.pairing, self.texts.new
        self._editor = Editor(pairing, new, self._prepared, self._style, self._edits.whole)
        both = self._editor.old_text, self._editor.new_text
        self._clauses = WholeClauses(pairing, new, self._reading, self._house, both, self._edits.whole)
        self._steps: dict[Path, list[Step]] = {}
        self.given_up.pairing = pairing

    def _written_whole(self, steps: Iterable[Step]) -> set[Path]:
        """Those whose numbers are left to the clerks, though an amendment has the whole of them."""
        pairs = self.texts.shaped.pairs
        if not pairs:
            return set()
        put_in = {id(node) for step in steps for one in _matter(step.operation) for _, node in walk(one)}
        whole = self._edits.whole | self._edits.replaced
        return {
            a
            for a, b in pairs
            if id(self.texts.new.at(b)) in put_in
            or top_of(self._old, a) not in self._clauses.stay
            or any(a[: len(path)] == path for path in whole)
        }

    def _give_up(self, refusal: Refusal, old: Path | None = None, new: Path | None = None) -> None:
        """Leave a clause or Schedule as it is. Raises the refusal where all is wanted, or no place is known."""
        if not self._partly:
            raise refusal
        self.given_up.add(refusal, old, new)

    def give_up(self, failures: Iterable[Failure]) -> None:
        """Leave as they are the clauses and Schedules for which amendments failed."""
        for failure in failures:
            self._give_up(failure.refusal, failure.top, failure.new)

    def _refuse_outside(self) -> None:
        """Refuse words outside every clause and Schedule that change, for no amendment is made to those."""
        ours, theirs = ([b.words for _, b in outside(bill) if b.words] for bill in (self._old, self.texts.new))
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
            self.given_up.parts.append(Undrafted(refusal))

    # Writing

    def amendments(self) -> tuple[tuple[Amendment, ...], list[Step]]:
        """The amendments, numbered, and for each the step that it is."""
        while True:
            steps = list(self._title())
            steps += self._clauses.steps(self.given_up)
            for path, _ in self._tops:
                if path in self._clauses.stay and path not in self.given_up.old:
                    steps += self._of(path)
            steps.sort(key=lambda step: step.at)
            if whole := self._written_whole(steps):
                self._as_it_is |= whole
                self._read_texts()
                continue
            words = [self._written(step) for step in steps]
            if not any(isinstance(said, Refusal) for said in words):
                return tuple(self._numbered(steps, [str(said) for said in words])), steps
            for step, said in zip(steps, words, strict=True):
                if isinstance(said, Refusal):
                    self._give_up(said, step.top, step.new)

    def _title(self) -> Iterator[Step]:
        """The step of the long title, where that changes."""
        title = outline.long_title(self._old)
        if title is not None and title[0] not in self.given_up.old:
            for one in long_title.changed(self._old, self.texts.new):
                yield Step(one, -1, title[0])

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
            fault = " ".join(error.fault.split())
            fault = fault if len(fault) < 200 else f"{fault[:80]} … {fault[-100:]}"
            return Refusal(
                f"no amendment can say what the new text has there: {fault}",
                place=whence(self._old, step) or str(self._reading.line_at(int(step.at)) or "") or None,
                remedy=error.remedy,
            )

    def _of(self, path: Path) -> list[Step]:
        """The steps of a clause or Schedule that stays where it is, each as wide as it must be to be said."""
        while path not in self._steps:
            edits = self._edits.of(self._editor, self.texts.pairing, self._reading, path)
            if path in self._edits.whole:
                there = self.texts.pairing.new_of(path)
                assert there is not None
                self._steps[path] = list(self._clauses.replaced(path, there))
                break
            unsaid = [edit for edit in edits if self._form(edit) is None]
            if unsaid:
                self._edits.widen(path, unsaid)
            else:
                self._steps[path] = [
                    Step(form, edit.start + (0.5 if edit.start == edit.end else 0), path, edit)
                    for edit in edits
                    if (form := self._form(edit)) is not None
                ]
        return self._steps[path]

    def _form(self, edit: WordEdit) -> Operation | None:
        """The operation that makes an edit; None where no form of amendment gives it. Looked for once."""
        key = key_of_edit(edit)
        if key not in self._forms:
            self._forms[key] = edit, self._found(edit)
        return self._forms[key][1]

    def _found(self, edit: WordEdit) -> Operation | None:
        matter = None
        if edit.words or edit.provisions:
            matter = Matter(edit.words, edit.provisions, dash=bool(edit.provisions) and not edit.words)
        only_in = edit.start == edit.end
        for shift in (0, -1) if only_in and edit.provisions else (0,):  # before what follows, or after what is above
            try:
                return operation_for(self._reading, edit.start + shift, edit.end + shift, matter, self._prepared)
            except AmendError:
                continue
        return None

    # Proving

    def unproved(self, amendments: tuple[Amendment, ...], steps: list[Step]) -> list[Failure]:
        """Where the amendments, read back from their files and made, do not give the text."""
        read = [files.loads(files.dumps(amendment), source=f"amendment {amendment.number}") for amendment in amendments]
        self.made = made = make.apply(self._prepared, read)
        failed = list(not_made(self._old, made, steps))
        if failed:
            return failed
        keys = self._clauses.keys(self.given_up)
        of_acts = self._numbers, self._known
        short = Shortfall(self.texts, self._editor.new_text, self._reading, keys, self.given_up, *of_acts)
        failed += self._misplaced(short, made.bill)
        return [*failed, *short.failures(made.bill, steps)]

    def _misplaced(self, short: Shortfall, got: Bill) -> Iterable[Failure]:
        self._placed = []
        new = dict(tops(self.texts.new))
        for path, name, heading in short.misplaced(got):
            if self.texts.pairing.old_of(path) is None and path in new:
                self._placed.append(f"{name}: it is put under “{heading}” when the Bill is printed again")
                continue
            fault = f"no amendments were found that put it under “{heading}”"
            top = next((top for top in new if path[: len(top)] == top), None)
            yield Failure(Refusal(fault, place=name, remedy="table the amendment by hand"), new=top)

    def widen(self, failures: Iterable[Failure]) -> bool:
        """Have what failed made wider, by clauses; whether there was more to replace."""
        wider = False
        at_fault: dict[Path, list[WordEdit]] = {}
        tops_ = dict(self._tops)
        for failure in failures:
            if failure.top in tops_ and failure.top is not None:
                at_fault.setdefault(failure.top, []).extend(failure.edits)
        for top, edits in at_fault.items():
            written = [step.edit for step in self._steps.pop(top, ()) if step.edit is not None]
            wider = self._edits.widen(top, edits or written) or wider
        return wider

    def notes(self) -> tuple[str, ...]:
        """What differs still, for it is done when the Bill is printed again."""
        texts, whole = self.texts, self._edits.whole
        found = left_to_clerks.left_references(self._old, texts.left)
        found += [*texts.shaped.notes.values(), *self._placed, *left_to_clerks.unamended(*self._known.apart(texts.new))]
        found += left_to_clerks.misnumbered(*self._known.apart(texts.pairing.new))
        found += left_to_clerks.headings(texts.pairing, texts.new, whole | self._edits.replaced)
        unedited = [path for path in sorted(self._clauses.stay) if not self._steps.get(path) and path not in whole]
        both = self._editor.old_text, self._editor.new_text
        found += left_to_clerks.quotation_marks(texts.pairing, both, unedited)
        return tuple(dict.fromkeys(found))


def _matter(operation: Operation) -> tuple[Provision | Block, ...]:
    """The provisions that an operation puts in."""
    match operation:
        case NewProvision(_, made):
            return (made,)
        case Insert(_, _, matter) | Substitute(_, _, matter):
            return matter.provisions
    return ()
