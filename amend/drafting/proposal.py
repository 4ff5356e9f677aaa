"""Words that somebody proposes for an amendment: proved on the print, mended where it is certain, or refused with what
would work.

Nothing is guessed. What has one reading is read so and told (a typed mark, “substitute”, one wrong line where the
words stand on one line of that clause). What has two is refused, with words for each, every one made to the print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from amend.drafting.conflicts import Touching, conflicts
from amend.drafting.convert import in_house_style, placed
from amend.drafting.explain import Explanation, explanation_of
from amend.drafting.full_stops import before_the_stop, doubled_stop, without_its_stop
from amend.drafting.known_print import KnownPrint
from amend.drafting.label_here import labelled_as_placed
from amend.drafting.make import apply, examine
from amend.drafting.nearby import Likely, beside_provision, nearby
from amend.drafting.read_leniently import (
    begins_with_label,
    first_other_row,
    label_on_its_row,
    label_run_on,
    read_as_meant,
    refuse_unplaced,
    without_unsaid_line,
)
from amend.drafting.rules.as_written import something_changes
from amend.drafting.rules.check import check
from amend.drafting.rules.inserted_words import sentences_are_ended
from amend.drafting.rules.rule import CheckedAmendment, CheckedPaper
from amend.engine.apply.apply import Applied, Outcome, Prepared
from amend.engine.apply.resolve import Resolved
from amend.english import tabled, typed
from amend.english.bare_words import without_comment, without_markdown
from amend.english.said_otherwise import Turned, instructions_of
from amend.errors import AmendError, LineError, Refusal
from amend.model.address import Address
from amend.model.amendment import (
    Amendment,
    Insert,
    LeaveOut,
    Lines,
    NewProvision,
    Operation,
    Place,
    Substitute,
    Whole,
)
from amend.model.citation import address_of, find
from amend.model.finding import RuleFinding
from amend.model.frozen import frozen
from amend.model.house import House
from amend.model.lines import Line
from amend.model.provision import Bill, Path, unit
from amend.model.short_citation import written_out

Status = Literal["proved", "mended", "refused"]
_MOST = 5
"""Words that are offered instead."""
_MOST_PARTS = 8
"""Instructions in one that are looked at."""


@frozen
class QuotedLine:
    """A printed line of the print. words: as they are printed. place: the provision that it begins in, as cited."""

    page: int
    line: int
    words: str
    place: str = ""


@frozen
class Proposal:
    """What became of words that were proposed for an amendment.

    status: "proved": the words can be tabled as they were given; "mended": they cannot, but what was plainly meant can,
    and is `amendment`; "refused": nothing can be made of them with certainty. amendment: in House style, made to the
    print by itself; None when refused. reason: what was mended, or why it was refused and what to do, one sentence; ""
    when proved. line: the printed line that the words cite, or on which they fall; None where they cite none. instead:
    other words that can be made, each proved; they may be empty. outcome, explanation, bill: what it does to the print;
    None when refused. findings: what the rules of drafting say of it.
    """

    status: Status
    amendment: Amendment | None = None
    reason: str = ""
    line: QuotedLine | None = None
    instead: tuple[str, ...] = ()
    outcome: Outcome | None = None
    explanation: Explanation | None = None
    bill: Bill | None = None
    findings: tuple[RuleFinding, ...] = ()


@frozen
class Proposals:
    """Several that are proposed together. each: alone, in the order given. touching: how those that can be made touch.
    together: what becomes of each where all are made; None for those refused by themselves."""

    each: tuple[Proposal, ...]
    touching: tuple[Touching, ...]
    together: tuple[Outcome | None, ...]


def propose(
    bill: Bill | Prepared, words: str, *, after: str | None = None, number: str = "", house: House | None = None
) -> Proposal:
    """Words proposed for an amendment to a print: proved, mended or refused.

    words: as they were typed, pasted or written by a model. after: what a new clause or Schedule goes beside, as cited,
    where the words do not say; None for nothing said. number: what the amendment is to be called. house: in whose words
    it is to be; None for the House that has the print.
    """
    prepared = KnownPrint.of(bill)
    chosen = house or House.having(prepared.bill.house, prepared.bill.number)
    return _Proposing(prepared, Amendment("", number, chosen, print=prepared.bill.number, after=after or "")).of(words)


def propose_together(bill: Bill | Prepared, given: Iterable[Amendment], *, house: House | None = None) -> Proposals:
    """Several amendments proposed together: each by itself, then how they touch and what becomes of them as one set.

    given: of which the words, the number and `after` are looked at. Those without a number are called 1, 2, 3.
    """
    prepared = KnownPrint.of(bill)
    each = tuple(
        propose(prepared, one.words, after=one.after, number=one.number or str(at), house=house)
        for at, one in enumerate(given, 1)
    )
    made = [one.amendment for one in each if one.amendment is not None]
    outcomes = iter(apply(prepared, made).outcomes if made else ())
    together = tuple(next(outcomes) if one.amendment is not None else None for one in each)
    return Proposals(each, conflicts(prepared, made).rows if len(made) > 1 else (), together)


@frozen
class _Written:
    """An operation in the words of a House, read again and made to the print. amiss: why it is not in order all the
    same; None when it is. unended: whether what it puts in lacks its full stop."""

    amendment: Amendment
    operation: Operation
    made: Applied
    amiss: RuleFinding | None
    unended: bool


class _Proposing:
    """One print, and what every amendment proposed to it has: its number, House and print."""

    def __init__(self, prepared: KnownPrint, blank: Amendment) -> None:
        self.prepared = prepared
        self.reading = prepared.reading
        self.blank = blank

    def of(self, words: str) -> Proposal:
        plain, notes = without_markdown(words)
        try:
            understood, said = read_as_meant(plain)
            operation = placed(understood.operation, self.blank)
        except AmendError as error:
            parts = instructions_of(plain)
            if len(parts) > 1:
                return self._several(parts)
            if (cut := without_comment(plain)) and (made := self.of(cut[0])).amendment is not None:
                remark = Refusal(f"“{cut[1]}” is no part of an amendment", remedy="leave it out")
                return replace(self._refused(remark, None, ()), line=made.line, instead=(made.amendment.words,))
            return replace(self._refused(error, None, ()), line=self._line_named(plain))
        if tabled.LEFT_OPEN in understood.slips:
            left = Refusal("a quotation within what is quoted is left open", remedy="close it with ”, as in “say “x””")
            return self._refused(left, operation, ())
        notes = (*notes, *said.notes, *understood.slips, *understood.notes)
        if (dashed := self._with_dash(operation, said)) is not None:
            operation = dashed
            notes = (*notes, "what is inserted is a provision of its own, so it comes after “insert—”")
        if isinstance(operation, NewProvision) and self.blank.after:
            notes = (*notes, *self._typed_after())
        return self._placed(without_unsaid_line(operation, said), said, notes, words)

    def _with_dash(self, operation: Operation, said: Turned) -> Operation | None:
        """The same with what it puts in as a provision, where that was written as words that run on and has the label
        of a provision that has its place there, or would run on from a provision that ends; None for any other."""
        if not begins_with_label(operation):
            return None
        before, _, quoted = typed.double_marks(said.words)[0].rpartition(" insert “")
        try:
            dashed = tabled.parse(f"{before} insert—\n“{quoted}").operation
            if said.placed and said.beside is None and label_run_on(operation, self.prepared) is None:
                self.prepared.resolve(dashed)
        except AmendError:
            return None
        return dashed

    def _dashed(self, operation: Operation) -> Operation:
        """The same of one that was found on the print; itself where it is no such one."""
        if not begins_with_label(operation):
            return operation
        try:
            words = in_house_style(operation, House(self.blank.house), self.reading)
            return self._with_dash(operation, Turned(words)) or operation
        except AmendError:
            return operation

    def _typed_after(self) -> Iterator[str]:
        if (out := written_out(self.blank.after)) != self.blank.after:
            yield f"“{self.blank.after}” was read as “{out}”"

    def _several(self, parts: Sequence[str]) -> Proposal:
        """Several instructions in one: refused, with words for each that can be made."""
        if len(parts) > _MOST_PARTS:
            return Proposal("refused", reason=f"it has {len(parts)} instructions in one; propose each by itself")
        each = [self.of(part) for part in parts]
        works = tuple(one.amendment.words for one in each if one.amendment is not None)
        said = "; ".join(f"“{part}”: {one.reason}" for part, one in zip(parts, each, strict=True) if not one.amendment)
        reason = f"it has {len(parts)} instructions in one; table an amendment for each{f' ({said})' if said else ''}"
        return Proposal("refused", reason=" ".join(reason.split()), line=each[0].line, instead=works)

    def _placed(self, operation: Operation, said: Turned, notes: tuple[str, ...], words: str) -> Proposal:
        """An operation that was read, placed on the print; or what it may have meant."""
        try:
            inner = self._inner(operation, said)
            if said.beside is not None:
                return self._beside(operation, said, inner, notes, words)
            refuse_unplaced(operation)
            self._refuse_outside(self.prepared.resolve(operation), inner)
            if (label := label_run_on(operation, self.prepared)) is not None:
                own = "put it on a row of its own after “insert—”, or below “, and”"
                run_on = Refusal(f"{label} would stand in the words of a provision that ends there", remedy=own)
                return self._refused(run_on, operation, label_on_its_row(operation, self.reading))
        except AmendError as error:
            candidates = nearby(self.prepared, operation, self._or_none(operation, said))
            return self._chosen(error, operation, candidates, notes, words)
        return self._proved(self._with_clause(operation), notes, words)

    def _beside(
        self, operation: Operation, said: Turned, inner: Path | None, notes: tuple[str, ...], words: str
    ) -> Proposal:
        """What goes after or before a provision that is named: “after subsection (2) insert …”."""
        assert said.beside is not None
        side, name, label = said.beside
        called = f"{name} ({label})"
        place = getattr(operation, "place", Place())
        inside = inner if inner is not None else find(self.prepared.bill, place.provision) if place.provision else ()
        paths = [
            path
            for path, node in self.prepared.bill.provisions()
            if path[: len(inside)] == inside and node.label == label and unit(node) == name
        ]
        if len(paths) > 1 and (line := self._line(place)) is not None:
            cited = [one for one in paths if (span := self.reading.extent(one))[0] <= line.start <= span[1]]
            paths = cited if len(cited) == 1 else paths
        candidates = tuple(
            one for path in paths for one in beside_provision(self.prepared, operation, side, path, called)
        )
        where = place.provision or "the Bill"
        fault = f"{where} has no {called}" if not paths else f"{where} has {len(paths)} {name}s ({label})"
        if len(paths) == 1:
            fault = f"{called} of {where} is not on page {place.page}, line {place.line}"
        error = Refusal(fault, remedy="say on which page and line what is inserted goes")
        return self._chosen(error, operation, candidates, notes, words)

    def _chosen(
        self, error: AmendError, operation: Operation, found: Sequence[Likely], notes: tuple[str, ...], words: str
    ) -> Proposal:
        """The one that was certainly meant; or the refusal, with those that may have been."""
        if len(found) == 1 and found[0].certain:
            return self._proved(found[0].operation, (*notes, found[0].why), words, cited=operation)
        return self._refused(error, operation, [one.operation for one in found])

    # Where it is

    def _inner(self, operation: Operation, said: Turned) -> Path | None:
        """The provision within the clause or Schedule that the place names; None where it names none. AddressError."""
        place = getattr(operation, "place", None)
        if not (said.inner or said.paragraph) or place is None or place.provision is None:
            return None
        if said.paragraph:
            return find(self.prepared.bill, Address("paragraph", said.paragraph, said.inner, place.provision))
        return find(self.prepared.bill, replace(place.provision, labels=said.inner))

    def _or_none(self, operation: Operation, said: Turned) -> Path | None:
        try:
            return self._inner(operation, said)
        except AmendError:
            return None

    def _refuse_outside(self, found: Resolved, inner: Path | None) -> None:
        """Refuse what does not fall in the provision that it names within its clause."""
        if inner is None:
            return
        start, end = self.reading.extent(inner)
        if not start <= found.start <= end:
            named = address_of(self.prepared.bill, inner)
            raise Refusal(f"{found.place} is not in {named}", remedy=self._runs(named, start, end))

    def _runs(self, named: object, start: int, end: int) -> str:
        first, last = self.reading.line_at(start), self.reading.line_at(max(start, end - 1))
        return f"{named} runs from {first} to {last}"

    def _with_clause(self, operation: Operation) -> Operation:
        """The operation with the clause or Schedule that its line is in, where only page and line are named."""
        match operation:
            case Insert(place=place) | LeaveOut(place=place) | Substitute(place=place):
                whole = isinstance(getattr(operation, "object", None), Whole)
                line = self._line(place)
                if place.provision is None and not whole and line is not None:
                    address = address_of(self.prepared.bill, self.reading.locate(line.start)[0].path)
                    return replace(operation, place=replace(place, provision=address.top() if address else None))
        return operation

    def _line(self, place: Place) -> Line | None:
        if place.page is None or place.line is None:
            return None
        try:
            return self.reading.line(place.page, place.line)[0]
        except LineError:
            return None

    def _line_named(self, words: str) -> QuotedLine | None:
        """The printed line that words name which were not read."""
        found = _PAGE_AND_LINE.search(words)
        return self._quoted_line(LeaveOut(Place(None, int(found[1]), int(found[2])), Lines(1, 1))) if found else None

    def _quoted_line(self, operation: Operation | None) -> QuotedLine | None:
        """The printed line that an operation cites, or on which it falls."""
        if operation is None:
            return None
        line = self._line(getattr(operation, "place", Place()))
        if line is None:
            try:
                line = self.prepared.resolve(operation).line
            except AmendError:
                return None
        if line is None:
            return None
        address = address_of(self.prepared.bill, self.reading.locate(line.start)[0].path)
        return QuotedLine(line.page, line.number, self.reading.text(line), str(address or ""))

    # Proof

    def _written(self, operation: Operation) -> _Written:
        """An operation in the words of the House, read again and made to the print. Raises AmendError."""
        house = House(self.blank.house)
        words = in_house_style(operation, house, self.reading)
        amendment = replace(self.blank, words=words, after="")
        if isinstance(operation, NewProvision):
            amendment = replace(amendment, after=str(operation.after or ""), before=str(operation.before or ""))
        again = placed(tabled.parse(words).operation, amendment)
        asked, meant = self.prepared.resolve(operation), self.prepared.resolve(again)
        if replace(asked, line=None, address=None) != replace(meant, line=None, address=None):
            raise Refusal("in House style it would not do the same", remedy="write it as the House does")
        with self.prepared.lock:
            found = examine(self.prepared, [amendment])
        (outcome,) = found.made.outcomes
        if outcome.outcome == "refused":
            raise Refusal(outcome.reason)
        one = CheckedAmendment(amendment, again, outcome)
        paper = CheckedPaper(self.prepared.text, found.text, self.reading, ())
        same = (RuleFinding(message, code="A113") for message in something_changes(one, paper))
        twice = doubled_stop(words, again, meant, self.reading)
        stops = (RuleFinding(twice, code=_TWICE),) if twice else ()
        amiss = next((told for told in (*found.findings, *same, *stops) if told.code in _AMISS), None)
        return _Written(amendment, again, found.made, amiss, any(True for _ in sentences_are_ended(one, paper)))

    def _proved(
        self, operation: Operation, notes: tuple[str, ...], words: str, cited: Operation | None = None
    ) -> Proposal:
        """An operation that has its place: made, looked at, and told."""
        try:
            written = self._written(self._dashed(operation))
        except AmendError as error:
            return self._refused(error, operation, ())
        if written.unended and (ended := self._ended(written)):
            written, notes = ended, (*notes, "the full stop was put in that ends what is inserted")
        if one := written.amiss:
            others = [other for other, _ in labelled_as_placed(self.reading, written.operation)]
            amiss = Refusal(one.message, remedy=_AMISS[one.code])
            return self._refused(amiss, cited or operation, [*others, *self._in_order(written)])
        same = " ".join(words.split()) == " ".join(written.amendment.words.split())
        if not same and not notes:
            notes = (f"House style has “{first_other_row(words, written.amendment.words)}”",)
        return Proposal(
            "mended" if notes else "proved",
            written.amendment,
            " ".join("; ".join(dict.fromkeys(notes)).split()),
            self._quoted_line(cited or written.operation),
            (),
            written.made.outcomes[0],
            explanation_of(self.prepared, written.operation, written.made),
            written.made.bill,
            check(self.prepared, [written.amendment]),
        )

    def _ended(self, written: _Written) -> _Written | None:
        """The same with a full stop at the end of what it puts in; None where that is not one that can be made."""
        if re.search(r"\b(?:and|or|but|nor)”$", written.amendment.words):
            return None  # it goes on in the print
        words = f"{written.amendment.words[:-1]}.”"
        try:
            return self._written(placed(tabled.parse(words).operation, written.amendment))
        except AmendError:
            return None

    def _in_order(self, written: _Written) -> Iterator[Operation]:
        """The same with its full stop where it belongs, for one of which that is amiss."""
        if written.amiss is not None and written.amiss.code == "A106":
            yield from before_the_stop(written.operation, House(self.blank.house), self.reading)
        elif written.amiss is not None and written.amiss.code == _TWICE:
            yield from without_its_stop(written.amendment.words)

    def _offered(self, operation: Operation) -> Iterator[str]:
        """The words of another operation that can be tabled as they are; none where it is not in order."""
        try:
            written: _Written | None = self._written(self._dashed(self._with_clause(operation)))
            if written is not None and written.amiss:
                instead = next(self._in_order(written), None)
                written = self._written(instead) if instead is not None else None
            if written is not None and written.unended:
                written = self._ended(written)
            if written is not None and not written.amiss:
                again = tabled.parse(written.amendment.words)
                yield from () if again.slips or again.notes else (written.amendment.words,)
        except AmendError:
            return

    def _refused(self, error: AmendError, operation: Operation | None, others: Iterable[Operation]) -> Proposal:
        """A refusal, with the words of others that can be made."""
        works = dict.fromkeys(words for one in others for words in self._offered(one))
        reason, line = " ".join(str(error).split()), self._quoted_line(operation)
        return Proposal("refused", reason=reason, line=line, instead=tuple(works)[:_MOST])


_PAGE_AND_LINE = re.compile(r"\bpage (\d{1,6}),? (?:at |on )?line (\d{1,6})\b", re.IGNORECASE)
_TWICE = "full stop twice"
_AMISS = {
    "A203": "give it another label, or leave out the provision that has this one",
    "A106": "say after which word it comes",
    "A113": "say what is to change",
    _TWICE: "end what is inserted without it",
}
"""The findings for which an amendment that can be made is refused, and what to do."""
