"""An operation's place found on one print: page and line, words, provision; or why not."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from amend.engine.apply import insertion_point
from amend.engine.apply.beside_numbers import refuse_unnumbered
from amend.engine.apply.new_provisions import home_of_new, refuse_mixed
from amend.engine.apply.print_lookup import PrintLookup
from amend.engine.apply.range_edges import RangeEdges
from amend.engine.apply.table_edits import TableEdits
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
    ProvisionEnd,
    Provisions,
    Range,
    StandPart,
    Substitute,
    Whole,
    Words,
    WordsIn,
)
from amend.model.citation import address_of, term
from amend.model.frozen import frozen
from amend.model.lines import Line, Reading
from amend.model.provision import Path, Provision, unit
from amend.model.table_rows import is_row


@frozen
class Resolved:
    """An operation with its place on a print.

    start, end: what is left out, as positions in Reading.words; the same twice for an insertion. words: what comes in
    there. whole: the paths of provisions left out whole; empty when words are. inserted: provisions that come in,
    each run with the path before which it goes. line: the printed line; None where the form names none.
    address: the provision, as cited. moved: where what is left out comes in again, when it is moved. spots: each of the
    ranges in [start, end) that are left out, when the words of several places are; empty for one range.
    """

    start: int
    end: int
    words: str = ""
    whole: tuple[Path, ...] = ()
    inserted: tuple[insertion_point.Home, ...] = ()
    line: Line | None = None
    address: Address | None = None
    moved: insertion_point.Home | None = None
    spots: tuple[tuple[int, int], ...] = ()

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

    def __init__(self, reading: Reading, *, whole: bool = False, lines: str = "") -> None:
        self._print = PrintLookup(reading, whole=whole, lines=lines)
        self._edges = RangeEdges(reading, self._print)
        self._tables = TableEdits(reading, self._print)
        self._whole_text = whole
        self._reading = reading
        self._bill = reading.bill

    def resolve(self, operation: Operation) -> Resolved:
        """The place of an operation. Raises Refusal (see the function of this name)."""
        found = self._resolve(operation)
        if self._whole_text and isinstance(operation, Insert | LeaveOut | Substitute):
            self._print.check_line(operation.place, found.start)
        return found

    def _resolve(self, operation: Operation) -> Resolved:
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
        if any(map(is_row, matter.provisions)):
            at, home = self._tables.beside(columns, point, matter)
            return Resolved(at, at, inserted=(home,), line=line, address=self._print.address(line.start))
        match point:
            case LineEnd():
                line = columns[-1]
                counted = not self._whole_text or (self._print.own_lines and place.line is not None)
                at = line.end if counted else insertion_point.only_end(self._reading, matter)
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
        named = self._print.find(beside) if beside else None
        path, home = home_of_new(self._bill, named, operation)
        start, end = self._reading.extent(path)
        at = start if operation.before and path == named else end
        address = beside or address_of(self._bill, path)
        return Resolved(at, at, inserted=(home,), line=self._reading.line_at(start), address=address)

    # What is left out

    def _leave_out(self, place: Place, target: Words | Range | Lines | Provisions | Whole, matter: Matter) -> Resolved:
        match target:
            case Words():
                columns = self._print.line(place)
                if target.places:
                    return self._every(target, matter, columns)
                start, end = self._print.words(target, columns)
                self._print.refuse_unsaid(start, end, columns[0])
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

    def _every(self, target: Words, matter: Matter, columns: tuple[Line, ...]) -> Resolved:
        """Every one of the words on the line."""
        if matter.provisions:
            raise Refusal("provisions can come in at one place only", remedy="insert them by an amendment of their own")
        each = [self._resolved(*span, matter, columns[0]) for span in self._print.every(target, columns)]
        spots = tuple((one.start, one.end) for one in each)
        return replace(each[0], end=each[-1].end, whole=(), spots=spots)

    def _range(self, place: Place, target: Range, matter: Matter) -> Resolved:
        begins = target.start if isinstance(target.start, Beginning) else Beginning()
        columns = self._print.line(place, begins.page, begins.line)
        line = columns[0]
        first = None if isinstance(target.start, Beginning) else target.start
        start = self._print.words(first, columns)[1] if first else self._print.beginning(line)
        match target.end:
            case LineEnd(number, page):
                ends = self._print.line(place, page, number)
                end = ends[-1].end
                if first is None and self._tables.cut(line.start, end):
                    return self._rows(self._tables.whole(columns, ends, matter), matter, line)
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
            case ProvisionEnd():
                end = self._provision_end(target.end, start, line)
            case _:
                assert_never(target.end)
        end = self._edges.within_quotation(start, end)
        if end < start:
            raise Refusal(f"the range ends before it begins: {self._print.quoted(line)}")
        if first is None and (matter.dash or not matter.words) and self._edges.ends_provision(end):
            start = line.start  # nothing is left for the number to stand before
        return self._resolved(start, end, matter, line)

    def _provision_end(self, target: ProvisionEnd, start: int, line: Line) -> int:
        """The end of a provision named, which holds the beginning of the range or begins after it.

        A bare "to end" is that of the line, where the sentence ends with it.
        """
        path = self._reading.locate(start)[0].path
        if not target.unit:
            closed = self._reading.locate(line.end)[0].end
            if self._reading.words[line.end : closed].strip():
                raise Refusal(
                    f"“to end” may be the end of the line or of the sentence: {self._print.quoted(line)}",
                    remedy=f"write “to end of line {line.number}”, or “to the end of subsection (…)”",
                )
            return line.end
        named = Provisions(target.unit, (target.label,), bare=target.bare)
        holding = [path[:depth] for depth in range(len(path) - 1, 0, -1) if self._is(path[:depth], named, target.label)]
        if holding:
            return self._reading.extent(holding[0])[1]
        clause = self._print.address(start)
        inside = self._print.find(clause.top()) if clause else ()
        for found, _ in self._bill.provisions():
            if found[: len(inside)] == inside and self._is(found, named, target.label):
                begins, ends = self._reading.extent(found)
                if begins >= start:
                    return ends
        raise Refusal(
            f"the range does not begin in {_named(named)}, nor before it: {self._print.quoted(line)}",
            remedy="name the line on which it ends: “to end of line 12”",
        )

    def _lines(self, place: Place, first: int, last: int, matter: Matter) -> Resolved:
        begins, ends = self._print.line(place, line=first), self._print.line(place, line=last)
        line, end = begins[0], ends[-1].end
        if last < first:
            raise Refusal(f"lines {first} to {last} run backwards")
        if rows := self._tables.whole(begins, ends, matter):
            return self._rows(rows, matter, line)
        end = self._edges.within_quotation(line.start, self._edges.out_of_quotation(line.start, end))
        return self._resolved(line.start, end, matter, line)

    def _rows(self, rows: tuple[Path, ...], matter: Matter, line: Line) -> Resolved:
        """Whole rows of a table left out, with what takes their place."""
        start, end = self._reading.extent(rows[0])[0], self._reading.extent(rows[-1])[1]
        inserted = self._tables.in_place_of(rows, matter)
        return Resolved(start, end, whole=rows, inserted=inserted, line=line, address=self._print.address(start))

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
        if target.conjunction:
            return self._joined(paths, target, matter, line)
        start, end = self._reading.extent(paths[0])[0], self._reading.extent(paths[-1])[1]
        inserted: tuple[insertion_point.Home, ...] = ()
        if matter.provisions:
            refuse_unnumbered(self._bill, paths, matter)
            inserted = (insertion_point.Home(first, insertion_point.fit(self._bill, first, matter.provisions)),)
        whole = () if matter.words else paths  # words run on from those before what is left out
        return Resolved(start, end, matter.words, whole, inserted, line, self._print.address(start))

    def _joined(self, paths: tuple[Path, ...], target: Provisions, matter: Matter, line: Line) -> Resolved:
        """Provisions left out with the word that stands just before them."""
        begins, end = self._reading.extent(paths[0])[0], self._reading.extent(paths[-1])[1]
        before = self._reading.words[:begins].rstrip()
        word = target.conjunction
        start = len(before) - len(word)
        if not before.endswith(word) or before[start - 1 : start].isalnum():
            raise Refusal(
                f"no “{word}” stands just before {_named(target)}: the words there are"
                f" “…{' '.join(before[-60:].split()[1:])}”",
                remedy=f"leave out {_named(target)} alone",
            )
        return self._resolved(start, end, matter, line)

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
        refuse_mixed(self._bill, target, operation.provision.unit, beside)
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
        start, end, matter = self._edges.after_number(start, end, matter, line)
        whole = () if matter.words else self._edges.tiles(start, end)
        if not whole:
            self._edges.refuse_across_quotation(start, end, line)
            self._tables.refuse_cut(start, end, line)
        if any(map(is_row, matter.provisions)):
            raise Refusal(
                f"rows of a table can take the place of whole rows only: {self._print.quoted(line)}",
                remedy="leave out the lines of whole rows",
            )
        until, matter = self._edges.carried_on(end, matter)
        if not whole and (start < end or matter.words):
            start, end = self._edges.in_sentence(start, end, line)
        inserted: tuple[insertion_point.Home, ...] = ()
        if matter.provisions:
            end = max(end, until)
            inserted = insertion_point.in_place_of(self._reading, whole, matter)
            inserted = inserted or insertion_point.homes(self._reading, start, end, matter, line)
        return Resolved(start, end, matter.words, whole, inserted, line, self._print.address(start))


def _named(target: Provisions) -> str:
    """The first provision of those named, as a drafter cites it."""
    label = target.labels[0]
    return f"{target.unit} {label if target.bare else f'({label})'}"
