"""An operation's place found on one print: page and line, words, provision; or why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from amend.engine import homes
from amend.engine.wording import occurrences
from amend.errors import AddressError, LineError, Refusal
from amend.model.address import Address
from amend.model.amendment import (
    After,
    Before,
    Beginning,
    Insert,
    LeaveOut,
    LineEnd,
    Lines,
    Matter,
    NewProvision,
    Operation,
    Place,
    Point,
    Provisions,
    Range,
    Substitute,
    Whole,
    Words,
    WordsIn,
)
from amend.model.citation import address_of, find
from amend.model.lines import Line, Reading
from amend.model.provision import Path, Provision, unit

HEADS = frozenset({"num", "heading", "subheading"})
"""The blocks that are no part of the sentence: numbers and headings."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """An operation with its place on a print.

    start, end: what is left out, as positions in Reading.words; the same twice for an insertion. words: what comes in
    there. whole: the paths of provisions left out whole; empty when words are. inserted: provisions that come in,
    each run with the path before which it goes. line: the printed line; None where the form names none.
    address: the provision, as cited.
    """

    start: int
    end: int
    words: str = ""
    whole: tuple[Path, ...] = ()
    inserted: tuple[homes.Home, ...] = ()
    line: Line | None = None
    address: Address | None = None

    @property
    def place(self) -> str:
        """Where it is, for a person: "clause 3(2), page 2, line 15"."""
        where = [str(self.address)] if self.address else []
        if self.line:
            where.append(f"page {self.line.page}, line {self.line.number}")
        return ", ".join(where)


def resolve(operation: Operation, reading: Reading) -> Resolved:
    """The place of an operation on a print. Raises Refusal, which quotes the line and says what would work."""
    return _Resolver(reading).resolve(operation)


class _Resolver:
    """Finds places on one print."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._bill = reading.bill

    def resolve(self, operation: Operation) -> Resolved:
        match operation:
            case NewProvision():
                return self._new_provision(operation)
            case Insert(place, point, matter):
                return self._insert(place, point, matter)
            case LeaveOut(place, target):
                return self._leave_out(place, target, Matter())
            case Substitute(place, target, matter):
                return self._leave_out(place, target, matter)
            case _:
                assert_never(operation)

    # Lines and the provisions they are in

    def _line(self, place: Place, page: int | None = None, line: int | None = None) -> tuple[Line, ...]:
        """The columns of the line that the place names, or of another line given."""
        page, line = page or place.page, line or place.line
        if page is None or line is None:
            raise Refusal("it names no page and line", remedy="add them: “Clause 3, page 2, line 15, …”")
        try:
            columns = self._reading.line(page, line)
        except LineError as error:
            raise Refusal(error.fault, remedy=error.remedy or self._provision_hint(place)) from error
        if place.provision is not None and place.provision.unit != "Title":
            self._check_provision(place.provision, columns[0])
        return columns

    def _check_provision(self, provision: Address, line: Line) -> None:
        """Refuse when the line is not in the clause or Schedule that the amendment names."""
        self._find(provision)
        here = self._address(line.start)
        top = here.top() if here else None
        if top is None or top.unit != provision.unit or provision.number not in ("", top.number):
            where = f"in {top}" if top else "in no clause or Schedule"
            raise Refusal(
                f"page {line.page}, line {line.number} is {where}, not {provision}: {self._quoted(line)}",
                remedy=self._provision_hint(Place(provision)),
            )

    def _provision_hint(self, place: Place) -> str | None:
        """Where the provision that the amendment names is printed."""
        if place.provision is None or place.provision.unit == "Title":
            return None
        start, end = self._reading.extent(self._find(place.provision))
        first, last = self._reading.line_at(start), self._reading.line_at(max(start, end - 1))
        if first is None or last is None:
            return None
        return (
            f"{place.provision} runs from page {first.page}, line {first.number}"
            f" to page {last.page}, line {last.number}"
        )

    def _find(self, address: Address) -> Path:
        try:
            return find(self._bill, address)
        except AddressError as error:
            raise Refusal(error.fault, remedy=error.remedy) from error

    def _address(self, position: int) -> Address | None:
        return address_of(self._bill, self._reading.locate(position)[0].path)

    def _quoted(self, line: Line) -> str:
        return f"it reads “{self._reading.text(line)}”"

    # Words

    def _words(self, words: Words, columns: tuple[Line, ...], *, after: int = -1) -> tuple[int, int]:
        """Where the quoted words stand on the line, from a position on. Raises Refusal when not just once."""
        line = columns[0]
        found = [
            span
            for column in columns
            for span in occurrences(self._reading.words, words.quote, max(column.start, after), column.end)
        ]
        if words.occurrence is not None:
            if len(found) >= words.occurrence:
                return found[words.occurrence - 1]
            raise Refusal(
                f"“{words.quote}” is on page {line.page}, line {line.number} {_times(len(found))}, not"
                f" {words.occurrence} times: {self._quoted(line)}",
                remedy="name another occurrence",
            )
        if not found:
            raise Refusal(
                f"“{words.quote}” is not on page {line.page}, line {line.number}: {self._quoted(line)}",
                remedy=self._elsewhere(words.quote, line),
            )
        if len(found) > 1:
            raise Refusal(
                f"“{words.quote}” is on page {line.page}, line {line.number} {_times(len(found))}:"
                f" {self._quoted(line)}",
                remedy=f"say which, as in “the first “{words.quote}””, or quote more words",
            )
        return found[0]

    def _elsewhere(self, quote: str, line: Line) -> str:
        """On which lines near by the words do stand."""
        near = [at for at in self._reading.lines if abs(at.page - line.page) <= 1]
        spans = occurrences(self._reading.words, quote, near[0].start, near[-1].end) if near else []
        lines = [found for start, _ in spans if (found := self._reading.line_at(start)) is not None]
        lines.sort(key=lambda at: (abs(at.page - line.page), abs(at.number - line.number)))
        if not lines:
            return "quote the words as they are printed, beginning on the line named"
        return f"the words are on page {lines[0].page}, line {lines[0].number}"

    def _beginning(self, line: Line) -> int:
        """The first word of a line that is no number or heading of a provision."""
        for segment in self._reading.segments_between(line.start, line.end + 1):
            if segment.tag not in HEADS or segment.start < line.start:
                return max(segment.start, line.start)
        return line.start

    # Insertions

    def _insert(self, place: Place, point: Point, matter: Matter) -> Resolved:
        columns = self._line(place)
        line = columns[0]
        match point:
            case LineEnd():
                line = columns[-1]
                at = line.end
            case Beginning():
                at = line.start if matter.dash else self._beginning(line)
            case After(words):
                at = self._words(words, columns)[1]
            case Before(words):
                at = self._words(words, columns)[0]
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
                f"page {line.page}, line {line.number} ends where quoted text closes, so “at end” is not one place:"
                f" {self._quoted(line)}",
                remedy="say after which words",
            )

    def _new_provision(self, operation: NewProvision) -> Resolved:
        beside = operation.after or operation.before
        if beside is None:
            raise Refusal(
                f"a new {operation.unit} of the Commons has no place until the Bill is printed again",
                remedy=f"say where it goes: “After Clause 5, insert the following new {operation.unit}—”",
            )
        path = self._find(beside)
        start, end = self._reading.extent(path)
        index = path[-1] + 1 if operation.after else path[-1]
        at = end if operation.after else start
        home = homes.Home((*path[:-1], index), (operation.matter,))
        return Resolved(at, at, inserted=(home,), line=self._reading.line_at(start), address=beside)

    # What is left out

    def _leave_out(self, place: Place, target: Words | Range | Lines | Provisions | Whole, matter: Matter) -> Resolved:
        match target:
            case Words():
                columns = self._line(place)
                start, end = self._words(target, columns)
                return self._resolved(start, end, matter, columns[0])
            case Range():
                return self._range(place, target, matter)
            case Lines(first, last):
                return self._lines(place, first, last, matter)
            case Provisions():
                return self._provisions(place, target, matter)
            case Whole(address):
                return self._whole(place, address)
            case _:
                assert_never(target)

    def _range(self, place: Place, target: Range, matter: Matter) -> Resolved:
        columns = self._line(place)
        line = columns[0]
        first = None if isinstance(target.start, Beginning) else target.start
        start = self._words(first, columns)[1] if first else self._beginning(line)
        match target.end:
            case LineEnd(number, page):
                end = self._line(place, page, number)[-1].end
            case Words():
                end = self._words(target.end, columns, after=start)[0]
            case WordsIn(words, number, page):
                end = self._words(words, self._line(place, page, number), after=start)[0]
            case _:
                assert_never(target.end)
        end = self._within_quotation(start, end)
        if end < start:
            raise Refusal(f"the range ends before it begins: {self._quoted(line)}")
        if first is None and not matter.words and self._ends_provision(end):
            start = line.start  # nothing is left for the number to stand before
        return self._resolved(start, end, matter, line)

    def _lines(self, place: Place, first: int, last: int, matter: Matter) -> Resolved:
        line = self._line(place, line=first)[0]
        end = self._line(place, line=last)[-1].end
        if last < first:
            raise Refusal(f"lines {first} to {last} run backwards")
        return self._resolved(line.start, self._within_quotation(line.start, end), matter, line)

    def _provisions(self, place: Place, target: Provisions, matter: Matter) -> Resolved:
        columns = self._line(place)
        line = columns[0]
        starting = self._starting_on(columns)
        first = next((path for path in starting if self._is(path, target, target.labels[0])), None)
        if first is None:
            raise Refusal(
                f"{target.unit} ({target.labels[0]}) does not begin on page {line.page}, line {line.number}:"
                f" {self._quoted(line)}",
                remedy=self._beginning_hint(place, target),
            )
        paths = self._run(first, target, line)
        start, end = self._reading.extent(paths[0])[0], self._reading.extent(paths[-1])[1]
        inserted: tuple[homes.Home, ...] = ()
        if matter.provisions:
            inserted = (homes.Home(first, homes.fit(self._bill, first, matter.provisions)),)
        return Resolved(start, end, matter.words, paths, inserted, line, self._address(start))

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
                f"{target.unit} ({wanted[0]}) does not follow ({target.labels[0]}): {self._quoted(line)}",
                remedy="leave out provisions that stand apart by an amendment each",
            )
        return tuple(paths)

    def _is(self, path: Path, target: Provisions, label: str) -> bool:
        provision = self._bill.at(path)
        if not isinstance(provision, Provision):
            return False
        if target.unit == "definition":
            words = self._reading.words[slice(*self._reading.extent(path))].lstrip()
            return unit(provision) == "definition" and words[:1] in '“"' and words[1:].startswith(label)
        # In a Schedule (a) may be called a paragraph or a sub-paragraph; the label and the line decide.
        return provision.label == label and unit(provision) in homes.NAMES_ALIKE.get(target.unit, ())

    def _starting_on(self, columns: tuple[Line, ...]) -> list[Path]:
        """The provisions whose first word is on the line, outermost first."""
        found: list[Path] = []
        for column in columns:
            for segment in self._reading.segments_between(column.start, column.end + 1):
                if segment.start < column.start:
                    continue
                for depth in range(1, len(segment.path)):
                    path = segment.path[:depth]
                    node = self._bill.at(path)
                    if path in found or not isinstance(node, Provision):
                        continue
                    if self._reading.extent(path)[0] == segment.start:
                        found.append(path)
        return found

    def _beginning_hint(self, place: Place, target: Provisions) -> str | None:
        """Where a provision of that name and label does begin, in the clause or Schedule named."""
        inside = self._find(place.provision) if place.provision else ()
        for path, provision in self._bill.provisions():
            if path[: len(inside)] == inside and provision.label and self._is(path, target, target.labels[0]):
                line = self._reading.line_at(self._reading.extent(path)[0])
                if line:
                    return f"{target.unit} ({target.labels[0]}) begins on page {line.page}, line {line.number}"
        return self._provision_hint(place)

    def _whole(self, place: Place, address: Address) -> Resolved:
        path = self._find(address)
        start, end = self._reading.extent(path)
        line = self._reading.line_at(start)
        if place.line is not None:
            named = self._line(place)[0]
            if line is None or (line.page, line.number) != (named.page, named.number):
                where = f"it begins on page {line.page}, line {line.number}" if line else None
                raise Refusal(
                    f"{address} does not begin on page {named.page}, line {named.number}: {self._quoted(named)}",
                    remedy=where,
                )
        return Resolved(start, end, whole=(path,), line=line, address=address)

    # Putting it together

    def _resolved(self, start: int, end: int, matter: Matter, line: Line) -> Resolved:
        self._refuse_across_quotation(start, end, line)
        inserted: tuple[homes.Home, ...] = ()
        if matter.provisions:
            inserted = homes.homes(self._reading, start, end, matter.provisions, line)
        return Resolved(start, end, matter.words, (), inserted, line, self._address(start))

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
        one, other = self._quotation(start), self._quotation(end)
        if one != other:
            raise Refusal(
                "what is left out begins outside quoted text and ends inside it, or the other way round:"
                f" {self._quoted(line)}",
                remedy="leave out the two pieces by an amendment each",
            )

    def _quotation(self, position: int) -> Path:
        """The path of the innermost quoted structure, note or table that a position stands in."""
        path = self._reading.locate(position)[0].path
        for depth in range(len(path) - 1, 0, -1):
            node = self._bill.at(path[:depth])
            if isinstance(node, Provision) and node.tag in homes.ENCLOSING:
                return path[:depth]
        return ()

    def _ends_provision(self, end: int) -> bool:
        """Whether the words after a position begin a new provision."""
        following = next(self._reading.segments_between(end + 1, len(self._reading.words)), None)
        return following is None or following.tag in HEADS


def _times(count: int) -> str:
    return {0: "nowhere", 1: "once", 2: "twice"}.get(count, f"{count} times")
