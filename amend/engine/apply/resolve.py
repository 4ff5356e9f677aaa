"""An operation's place found on one print: page and line, words, provision; or why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from amend.engine.apply import insertion_point
from amend.engine.apply.print_lookup import PrintLookup
from amend.errors import Refusal
from amend.model.address import Address
from amend.model.amendment import (
    After,
    Before,
    Beginning,
    Divide,
    Insert,
    LeaveOut,
    LineEnd,
    Lines,
    Matter,
    Move,
    NewProvision,
    Operation,
    Place,
    Point,
    Provisions,
    Range,
    StandPart,
    Substitute,
    Whole,
    Words,
    WordsIn,
)
from amend.model.citation import term
from amend.model.lines import Line, Reading
from amend.model.outline import HEADS, above
from amend.model.provision import NUMBERED, Path, Provision, unit


@dataclass(frozen=True, slots=True)
class Resolved:
    """An operation with its place on a print.

    start, end: what is left out, as positions in Reading.words; the same twice for an insertion. words: what comes in
    there. whole: the paths of provisions left out whole; empty when words are. inserted: provisions that come in,
    each run with the path before which it goes. line: the printed line; None where the form names none.
    address: the provision, as cited. moved: where what is left out comes in again, when it is moved.
    """

    start: int
    end: int
    words: str = ""
    whole: tuple[Path, ...] = ()
    inserted: tuple[insertion_point.Home, ...] = ()
    line: Line | None = None
    address: Address | None = None
    moved: insertion_point.Home | None = None

    @property
    def place(self) -> str:
        """Where it is, for a person: "clause 3(2), page 2, line 15"."""
        where = [str(self.address)] if self.address else []
        if self.line:
            where.append(str(self.line))
        return ", ".join(where)


def resolve(operation: Operation, reading: Reading, *, whole: bool = False) -> Resolved:
    """The place of an operation on a print. Raises Refusal, which quotes the line and says what would work.

    whole: the text is that of a new clause, whose printed lines are not kept, so that words are looked for in all of
    it and must stand there once.
    """
    return Resolver(reading, whole=whole).resolve(operation)


class Resolver:
    """Finds the places of operations on one print; what it has found once it does not look for again."""

    def __init__(self, reading: Reading, *, whole: bool = False) -> None:
        self._print = PrintLookup(reading, whole=whole)
        self._whole_text = whole
        self._reading = reading
        self._bill = reading.bill

    def resolve(self, operation: Operation) -> Resolved:
        """The place of an operation. Raises Refusal (see the function of this name)."""
        match operation:
            case NewProvision():
                return self._new_provision(operation)
            case Insert(place, point, matter):
                return self._titled(place, self._insert(place, point, matter))
            case LeaveOut(place, target):
                return self._titled(place, self._leave_out(place, target, Matter()))
            case Substitute(place, target, matter):
                return self._titled(place, self._leave_out(place, target, matter))
            case StandPart(provision):
                return self._whole(Place(), provision, Matter())
            case Move():
                return self._move(operation)
            case Divide(provision):
                self._print.find(provision)
                raise Refusal(
                    f"dividing {provision} is not done here, because its words are the clerks' to settle",
                    remedy="leave the clause out and insert the two new clauses",
                )
            case _:
                assert_never(operation)

    @staticmethod
    def _titled(place: Place, resolved: Resolved) -> Resolved:
        """The same, cited as the long title where that is what is amended."""
        title = Address("Title")
        return replace(resolved, address=title) if place.provision == title else resolved

    # Insertions

    def _insert(self, place: Place, point: Point, matter: Matter) -> Resolved:
        columns = self._print.line(place)
        line = columns[0]
        match point:
            case LineEnd():
                line = columns[-1]
                at = insertion_point.only_end(self._reading, matter) if self._whole_text else line.end
            case Beginning():
                at = line.start if matter.dash else self._print.beginning(line)
            case After(words):
                at = self._print.words(words, columns)[1]
            case Before(words):
                at = self._print.words(words, columns)[0]
            case _:
                assert_never(point)
        if matter.words and isinstance(point, LineEnd):
            self._refuse_after_quotation(line)
        return self._resolved(at, at, matter, line)

    def _refuse_after_quotation(self, line: Line) -> None:
        """Bare words at the end of a line that closes quoted text could go inside the quotation or after it."""
        segment, _ = self._reading.locate(line.end)
        inside = self._reading.locate(line.start)[0].path
        if segment.path == inside[: len(segment.path)] and segment.path != inside:
            raise Refusal(
                f"{line} ends where quoted text closes, so “at end” is not one place: {self._print.quoted(line)}",
                remedy="say after which words",
            )

    def _new_provision(self, operation: NewProvision) -> Resolved:
        beside = operation.after or operation.before
        if beside is None:
            raise Refusal(
                f"a new {operation.unit} of the Commons has no place until the Bill is printed again",
                remedy='say where it goes: `after: "clause 5"` above the words of the draft, or “After Clause 5,'
                f" insert the following new {operation.unit}—”",
            )
        path = self._print.find(beside)
        start, end = self._reading.extent(path)
        index = path[-1] + 1 if operation.after else path[-1]
        at = end if operation.after else start
        home = insertion_point.Home((*path[:-1], index), (operation.matter,))
        return Resolved(at, at, inserted=(home,), line=self._reading.line_at(start), address=beside)

    # What is left out

    def _leave_out(self, place: Place, target: Words | Range | Lines | Provisions | Whole, matter: Matter) -> Resolved:
        match target:
            case Words():
                columns = self._print.line(place)
                start, end = self._print.words(target, columns)
                return self._resolved(start, end, matter, columns[0])
            case Range():
                return self._range(place, target, matter)
            case Lines(first, last):
                return self._lines(place, first, last, matter)
            case Provisions():
                return self._provisions(place, target, matter)
            case Whole(address):
                return self._whole(place, address, matter)
            case _:
                assert_never(target)

    def _range(self, place: Place, target: Range, matter: Matter) -> Resolved:
        columns = self._print.line(place)
        line = columns[0]
        first = None if isinstance(target.start, Beginning) else target.start
        start = self._print.words(first, columns)[1] if first else self._print.beginning(line)
        match target.end:
            case LineEnd(number, page):
                end = self._print.line(place, page, number)[-1].end
            case Words():
                end = self._print.words(target.end, columns, after=start)[0]
            case WordsIn(words, number, page):
                if (page or place.page, number) == (place.page, place.line):
                    raise Refusal(
                        f"it names line {number} as where the range ends, and that is the line it begins on, so one"
                        f" of the two is wrong: {self._print.quoted(line)}",
                        remedy="name another line, or none",
                    )
                end = self._print.words(words, self._print.line(place, page, number), after=start)[0]
            case _:
                assert_never(target.end)
        end = self._within_quotation(start, end)
        if end < start:
            raise Refusal(f"the range ends before it begins: {self._print.quoted(line)}")
        if first is None and not matter.words and self._ends_provision(end):
            start = line.start  # nothing is left for the number to stand before
        return self._resolved(start, end, matter, line)

    def _lines(self, place: Place, first: int, last: int, matter: Matter) -> Resolved:
        line = self._print.line(place, line=first)[0]
        end = self._print.line(place, line=last)[-1].end
        if last < first:
            raise Refusal(f"lines {first} to {last} run backwards")
        return self._resolved(line.start, self._within_quotation(line.start, end), matter, line)

    def _provisions(self, place: Place, target: Provisions, matter: Matter) -> Resolved:
        columns = self._print.line(place)
        line = columns[0]
        starting = self._print.starting_on(columns)
        first = next((path for path in starting if self._is(path, target, target.labels[0])), None)
        if first is None:
            raise Refusal(
                f"{_named(target)} does not begin on {line}: {self._print.quoted(line)}",
                remedy=self._beginning_hint(place, target),
            )
        paths = self._run(first, target, line)
        start, end = self._reading.extent(paths[0])[0], self._reading.extent(paths[-1])[1]
        inserted: tuple[insertion_point.Home, ...] = ()
        if matter.provisions:
            inserted = (insertion_point.Home(first, insertion_point.fit(self._bill, first, matter.provisions)),)
        whole = () if matter.words else paths  # words run on from those before what is left out
        return Resolved(start, end, matter.words, whole, inserted, line, self._print.address(start))

    def _run(self, first: Path, target: Provisions, line: Line) -> tuple[Path, ...]:
        """The paths of the provisions named, which follow one another. Raises Refusal when one is missing."""
        parent = self._bill.at(first[:-1])
        assert isinstance(parent, Provision)
        paths = [first]
        wanted = list(target.labels[1:])
        for index in range(first[-1] + 1, len(parent.items)):
            item = parent.items[index]
            if not wanted:
                break
            if not isinstance(item, Provision) or not item.label:
                continue
            if item.label == wanted[0]:
                wanted.pop(0)
            elif not target.through:
                break
            paths.append((*first[:-1], index))
        if wanted:
            raise Refusal(
                f"{target.unit} ({wanted[0]}) does not follow ({target.labels[0]}): {self._print.quoted(line)}",
                remedy="leave out provisions that stand apart by an amendment each",
            )
        return tuple(paths)

    def _is(self, path: Path, target: Provisions, label: str) -> bool:
        provision = self._bill.at(path)
        if not isinstance(provision, Provision):
            return False
        if target.unit == "definition":
            return term(provision) == label
        # In a Schedule (a) may be called a paragraph or a sub-paragraph; the label and the line decide.
        bare = provision.number is not None and not provision.number.words.startswith("(")
        alike = unit(provision) in insertion_point.NAMES_ALIKE.get(target.unit, ())
        return provision.label == label and bare is target.bare and alike

    def _beginning_hint(self, place: Place, target: Provisions) -> str | None:
        """Where a provision of that name and label does begin, in the clause or Schedule named."""
        inside = self._print.find(place.provision) if place.provision else ()
        for path, _ in self._bill.provisions():
            if path[: len(inside)] == inside and self._is(path, target, target.labels[0]):
                line = self._reading.line_at(self._reading.extent(path)[0])
                if line:
                    return f"{_named(target)} begins on {line}"
        if target.unit == "definition" and place.provision:
            terms = [term(one) for path, one in self._bill.provisions() if path[: len(inside)] == inside and term(one)]
            listed = ", ".join(f"“{one}”" for one in terms) or "no term in a paragraph of its own"
            return f"{place.provision} defines {listed}"
        return self._print.provision_hint(place)

    def _move(self, operation: Move) -> Resolved:
        beside = operation.after or operation.before
        if beside is None or beside == operation.provision:
            raise Refusal("it does not say where it goes", remedy="write “Transpose Clause 5 to after Clause 9”")
        path, target = self._print.find(operation.provision), self._print.find(beside)
        start, end = self._reading.extent(path)
        node = self._bill.at(path)
        assert isinstance(node, Provision)
        goes = insertion_point.Home((*target[:-1], target[-1] + 1 if operation.after else target[-1]), (node,))
        line = self._reading.line_at(start)
        return Resolved(start, end, whole=(path,), line=line, address=operation.provision, moved=goes)

    def _whole(self, place: Place, address: Address, matter: Matter) -> Resolved:
        path = self._print.find(address)
        start, end = self._reading.extent(path)
        line = self._reading.line_at(start)
        if place.line is not None:
            named = self._print.line(place)[0]
            if line is None or (line.page, line.number) != (named.page, named.number):
                where = f"it begins on {line}" if line else None
                raise Refusal(
                    f"{address} does not begin on {named}: {self._print.quoted(named)}",
                    remedy=where,
                )
        inserted = (insertion_point.Home(path, matter.provisions),) if matter.provisions else ()
        return Resolved(start, end, matter.words, (path,), inserted, line, address)

    # Putting it together

    def _resolved(self, start: int, end: int, matter: Matter, line: Line) -> Resolved:
        self._refuse_across_quotation(start, end, line)
        whole = () if matter.words else self._tiles(start, end)
        if not whole and (start < end or matter.words):
            start, end = self._in_sentence(start, end, line)
        inserted: tuple[insertion_point.Home, ...] = ()
        if matter.provisions:
            inserted = insertion_point.homes(self._reading, start, end, matter, line)
        return Resolved(start, end, matter.words, whole, inserted, line, self._print.address(start))

    def _in_sentence(self, start: int, end: int, line: Line) -> tuple[int, int]:
        """A range of words, or a point among them, that takes in no heading and cuts no number.

        A point or beginning just after a number is where the words begin. Headings are the clerks' to change
        (amendment-practice 1.3), but for those of quoted text.
        """
        first, _ = self._reading.locate(start)
        if first.tag == "num" and start == first.end:
            following = next(self._reading.segments_between(start + 1, len(self._reading.words)), first)
            start = following.start
            end = max(start, end)
        inside = [s for s in self._reading.segments_between(start, end) if s.start < end and s.end > start]
        begins, _ = self._reading.locate(start)
        touched = inside if begins in inside or start == begins.start else [begins, *inside]
        for segment in touched or [begins]:
            if segment.tag in ("heading", "subheading"):
                if touched not in ([], [segment]) or not self._print.quotation(start):
                    raise Refusal(
                        f"a heading cannot be amended: {self._print.quoted(line)}",
                        remedy="the clerks change headings when the Bill is printed again",
                    )
            elif segment.tag == "num" and not (touched and start <= segment.start and segment.end <= end):
                raise Refusal(f"it cuts a number: {self._print.quoted(line)}", remedy="quote words after the number")
        return start, end

    def _tiles(self, start: int, end: int) -> tuple[Path, ...]:
        """The provisions that make up a range exactly, one after another; none when it is more or less than they."""
        paths: list[Path] = []
        at = start
        while at < end:
            segment, _ = self._reading.locate(at)
            if segment.start != at:
                return ()
            outermost = next(
                (
                    path
                    for path, node in above(self._bill, segment.path)
                    if node.tag in NUMBERED
                    and self._reading.extent(path)[0] == at
                    and self._reading.extent(path)[1] <= end
                ),
                None,
            )
            if outermost is None:
                return ()
            paths.append(outermost)
            at = self._reading.extent(outermost)[1] + 1
        return tuple(paths)

    def _within_quotation(self, start: int, end: int) -> int:
        """The end of a range, drawn back to the end of the quoted text it starts in when only a stop follows that."""
        outer = self._reading.locate(end)[0].path
        inner = self._reading.locate(start)[0].path
        if outer == inner[: len(outer)] and outer != inner:
            closed = self._reading.extent(inner[: len(outer) + 1])[1]
            if not any(character.isalnum() for character in self._reading.words[closed:end]):
                return closed
        return end

    def _refuse_across_quotation(self, start: int, end: int, line: Line) -> None:
        """A range must not begin outside quoted text and end inside it, or the other way round."""
        one, other = self._print.quotation(start), self._print.quotation(end)
        if one != other:
            raise Refusal(
                "what is left out begins outside quoted text and ends inside it, or the other way round:"
                f" {self._print.quoted(line)}",
                remedy="leave out the two pieces by an amendment each",
            )

    def _ends_provision(self, end: int) -> bool:
        """Whether the words after a position begin a new provision."""
        following = next(self._reading.segments_between(end + 1, len(self._reading.words)), None)
        return following is None or following.tag in HEADS


def _named(target: Provisions) -> str:
    """The first provision of those named, as a drafter cites it."""
    label = target.labels[0]
    return f"{target.unit} {label if target.bare else f'({label})'}"
