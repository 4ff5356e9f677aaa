"""What an amendment that cannot be made to a print may have meant: the same at the right line, in the printed words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from amend.drafting.form import operation_for
from amend.drafting.label_here import labelled_as_placed, labels_between, next_label
from amend.drafting.words_alike import likest, telling
from amend.engine.apply.apply import Prepared
from amend.engine.apply.quoted_words import occurrences
from amend.errors import AddressError, AmendError, LineError
from amend.model.address import Address
from amend.model.amendment import (
    After,
    Before,
    Beginning,
    Insert,
    LeaveOut,
    LineEnd,
    Operation,
    Place,
    Provisions,
    Range,
    Substitute,
    Whole,
    Words,
    WordsIn,
)
from amend.model.citation import address_of, find
from amend.model.frozen import frozen
from amend.model.lines import Line, Reading
from amend.model.outline import above
from amend.model.provision import Path, Provision, unit

PlacedOperation = Insert | LeaveOut | Substitute
_MOST = 4
"""Places that are offered of one kind."""


@frozen
class Likely:
    """Another amendment that can be made. why: how it differs from what was asked for, in words.

    certain: whether it is what was meant, where it is the only one: what was asked for says so of itself.
    """

    operation: Operation
    why: str
    certain: bool = False


def nearby(prepared: Prepared, operation: Operation, inner: Path | None = None) -> tuple[Likely, ...]:
    """What else can be made to the print that is like an operation which cannot. The likeliest first; none for none.

    inner: the provision in which it is to be, where one is named within the clause.
    """
    if not isinstance(operation, Insert | LeaveOut | Substitute):
        return ()
    looking = _Looking(prepared, operation, inner)
    for tier in (looking.turns, looking.same_letters, looking.exact, looking.close):
        if found := looking.made(tier()):
            return found
    return ()


class _Looking:
    def __init__(self, prepared: Prepared, operation: PlacedOperation, inner: Path | None) -> None:
        self.prepared = prepared
        self.reading = prepared.reading
        self.operation = operation
        self.place = operation.place
        self.inside = inner if inner is not None else _path_of(prepared, self.place.provision)
        self.cited = _cited_line(self.reading, self.place)
        self._starting = list(self._begun()) if self.cited else []

    def made(self, found: Iterable[Likely]) -> tuple[Likely, ...]:
        """Those that can be made, each once."""
        kept: dict[Operation, Likely] = {}
        for one in found:
            try:
                self.prepared.resolve(one.operation)
            except AmendError:
                continue
            kept.setdefault(one.operation, one)
        return tuple(kept.values())

    # The same words on the line cited

    def turns(self) -> Iterator[Likely]:
        """Words that stand on the line cited more than once, each; or once, where a turn is named."""
        for quote, put in _quoted(self.operation):
            if self.cited and not quote.places:
                count = len(self._on(quote.quote, self.cited))
                if count and quote.occurrence:
                    yield Likely(put(replace(quote, occurrence=None)), f"“{quote.quote}” stands there once")
                if count > 1:
                    for turn in range(1, min(count, 5) + 1):
                        yield Likely(
                            put(replace(quote, occurrence=turn)), f"“{quote.quote}” stands there {count} times"
                        )

    def same_letters(self) -> Iterator[Likely]:
        """Words of the line cited that differ in marks and capitals only."""
        for quote, put in _quoted(self.operation):
            likes = likest(self.reading.words, quote.quote, self.cited.start, self.cited.end, 1.0) if self.cited else ()
            for printed in (printed for printed, _ in likes if printed != quote.quote):
                why = f"the print has “{printed}” for “{quote.quote}”"
                sure = " " in printed or printed.casefold() != quote.quote.casefold()  # “may” and “May” are two words
                yield Likely(put(replace(quote, quote=printed)), why, certain=sure)

    def _named(self) -> Iterator[Likely]:
        """Provisions that are named: where they begin, and what the line cited calls them."""
        match self.operation:
            case LeaveOut(object=Provisions() as target) | Substitute(object=Provisions() as target):
                yield from self._provisions(target)
            case LeaveOut(object=Whole(address)) | Substitute(object=Whole(address)):
                line = self._first_line(_path_of(self.prepared, address))
                others = [there for path, _ in self._starting if (there := self._cited_top(path)) is not None]
                if line:
                    place = Place(None, line.page, line.number)
                    why = f"{address} begins on {line}"
                    yield Likely(_at(self.operation, place), why, certain=not others)
                for there in others:
                    yield Likely(_aimed(self.operation, Whole(there)), f"{there} begins on {self.cited}")
            case Insert(point=LineEnd() | Beginning(), matter=matter) if matter.provisions:
                yield from self._by_label(matter.provisions[0])

    def _provisions(self, target: Provisions) -> Iterator[Likely]:
        """The provisions that are named where they begin; and those that begin on the line cited."""
        for _, node in self._starting:
            if name := unit(node):
                what = f"what begins on {self.cited} is {name} ({node.label})"
                there = replace(target, unit=name, labels=(node.label, *target.labels[1:]))
                yield Likely(_aimed(self.operation, there), what, certain=there.labels == target.labels)
        unlike = any(node.label != target.labels[0] for _, node in self._starting)
        for path, node in self._within():
            line = self._first_line(path)
            if line and node.label == target.labels[0]:
                place = replace(self.place, page=line.page, line=line.number)
                why = f"{target.unit} ({target.labels[0]}) begins on {line}"
                yield Likely(_at(self.operation, place), why, certain=not unlike)

    def _by_label(self, first: object) -> Iterator[Likely]:
        """Where the label of what comes in belongs, (3A) after (3); and the label that its place would give it."""
        if not isinstance(first, Provision) or not first.label or not isinstance(self.operation, Insert):
            return
        for path, node in self._within():
            if node.tag != first.tag or not node.label or unit(node) != unit(first):
                continue
            after = next_label(self.reading, path)
            if first.label in labels_between(node.label, after, first.label):
                yield from self.after(path, f"“({first.label})” comes after ({node.label})")
        yield from (Likely(*one) for one in labelled_as_placed(self.reading, self.operation))

    def after(self, path: Path, why: str, *, certain: bool = False) -> Iterator[Likely]:
        """What comes in, just after a provision."""
        end = self.reading.extent(path)[1]
        yield from self._at_point(end, why, certain)

    def before(self, path: Path, why: str, *, certain: bool = False) -> Iterator[Likely]:
        """What comes in, just before a provision."""
        yield from self._at_point(self.reading.extent(path)[0], why, certain)

    def _at_point(self, at: int, why: str, certain: bool) -> Iterator[Likely]:
        if isinstance(self.operation, Insert):
            line = self.reading.line_at(max(at - 1, 0))
            try:
                if line is not None and line.end == at:
                    place = replace(self.place, page=line.page, line=line.number)
                    yield Likely(Insert(place, LineEnd(), self.operation.matter), why, certain)
                else:
                    found = operation_for(self.reading, at, at, self.operation.matter, self.prepared)
                    yield Likely(found, why, certain)
            except AmendError:
                return

    # The same words elsewhere

    def exact(self) -> Iterator[Likely]:
        """The same on other lines of the clause named; and on the line cited, whosesoever it is."""
        yield from self._named()
        for quote, put in _quoted(self.operation, first=True):
            if self.inside is not None:
                start, end = self.reading.extent(self.inside)
                found = occurrences(self.reading.words, quote.quote, start, end)
                ranged = isinstance(getattr(self.operation, "object", None), Range)  # it may be longer from there
                alone = len(found) == 1 and telling(quote.quote) and not ranged
                near = self.cited.start if self.cited else start
                for at, _ in sorted(found, key=lambda span: abs(span[0] - near))[:_MOST]:
                    yield from self._on_its_line(at, quote, put, certain=alone)
        if self.cited and (top := self._top(self.cited)) and top != self.place.provision:
            named = self.place.provision
            same = named is not None and named.number == top.number and any(True for _ in _quoted(self.operation))
            yield Likely(
                _at(self.operation, replace(self.place, provision=top)), f"{self.cited} is in {top}", certain=same
            )
        elif self.cited:
            yield Likely(self.operation, f"{self.cited} is in another provision of {self.place.provision}")
        yield from self._ends()

    def _on_its_line(
        self, at: int, quote: Words, put: Callable[[Words], PlacedOperation], *, certain: bool
    ) -> Iterator[Likely]:
        """The operation at the line on which words begin, a turn named where they stand on that line again."""
        line = self.reading.line_at(at)
        top = self._top(line) if line else None
        if line is None or top is None:
            return
        same = [start for start, _ in self._on(quote.quote, line)]
        turn = same.index(at) + 1 if len(same) > 1 and at in same else None
        made = put(replace(quote, occurrence=turn if turn and turn <= 5 else None))
        yield Likely(
            _at(made, Place(top, line.page, line.number)), f"“{quote.quote}” is on {line}", certain=certain and not turn
        )

    def _ends(self) -> Iterator[Likely]:
        """A range whose first words are where it says, and whose last are on another line."""
        target = getattr(self.operation, "object", None)
        if not isinstance(target, Range) or not isinstance(target.end, Words | WordsIn) or not self.cited:
            return
        quote = target.end.words if isinstance(target.end, WordsIn) else target.end
        until = self.reading.extent(self.inside)[1] if self.inside is not None else self.cited.end
        for at, _ in occurrences(self.reading.words, quote.quote, self.cited.start, until)[:_MOST]:
            line = self.reading.line_at(at)
            if line is None or line == self.cited:
                ends: Words | WordsIn = quote
            else:
                ends = WordsIn(quote, line.number, line.page if line.page != self.place.page else None)
            yield Likely(_aimed(self.operation, replace(target, end=ends)), f"“{quote.quote}” is on {line}")

    def close(self) -> Iterator[Likely]:
        """Words like those quoted, on the line cited and in the clause; and those quoted, in other clauses."""
        yield from self._cut_short()
        for quote, put in _quoted(self.operation):
            if self.inside is not None:
                start, end = self.reading.extent(self.inside)
                likes = likest(self.reading.words, quote.quote, start, end)
                for printed, at in sorted(likes, key=lambda one: self.reading.line_at(one[1]) != self.cited):
                    said = f"the print has “{printed}”"
                    yield from (
                        replace(one, why=f"{said} on {self.reading.line_at(at)}")
                        for one in self._on_its_line(at, replace(quote, quote=printed), put, certain=False)
                    )
            words = self.reading.words
            found = occurrences(words, quote.quote, 0, len(words)) if telling(quote.quote) else []
            for at, _ in found if len(found) <= _MOST else ():
                yield from self._on_its_line(at, quote, put, certain=False)

    def _cut_short(self) -> Iterator[Likely]:
        """Words of which only the ends are quoted, “every … weed”, where such words stand on the line cited."""
        target = getattr(self.operation, "object", None)
        if not isinstance(target, Words) or self.cited is None or self.inside is None:
            return
        ends = [r"\s+".join(map(re.escape, part.split())) for part in _CUT.split(target.quote) if part.strip()]
        if len(ends) != 2:
            return
        until = self.reading.extent(self.inside)[1]
        found = re.compile(r"\b[^\n]*?\b".join(ends)).search(self.reading.words, self.cited.start, until)
        if found is None:
            return
        matter = None if isinstance(self.operation, LeaveOut | Insert) else self.operation.matter
        try:
            made = operation_for(self.reading, *found.span(), matter, self.prepared)
        except AmendError:
            return
        yield Likely(made, f"the print has “{' '.join(found[0].split())}”")

    # The print

    def _begun(self) -> Iterator[tuple[Path, Provision]]:
        """The provisions that begin on the line cited, the innermost last."""
        assert self.cited is not None
        for segment in self.reading.segments_between(self.cited.start, self.cited.end):
            for path, node in above(self.reading.bill, segment.path):
                if node.label and self.cited.start <= self.reading.extent(path)[0] == segment.start:
                    yield path, node

    def _on(self, quote: str, line: Line) -> list[tuple[int, int]]:
        return occurrences(self.reading.words, quote, line.start, line.end)

    def _within(self) -> Iterator[tuple[Path, Provision]]:
        """The provisions of the clause or Schedule named."""
        for path, node in self.reading.bill.provisions() if self.inside is not None else ():
            if path[: len(self.inside or ())] == self.inside and path != self.inside:
                yield path, node

    def _cited_top(self, path: Path) -> Address | None:
        """How a clause or Schedule is cited; None for what is within one."""
        address = address_of(self.reading.bill, path)
        return address if address and address == address.top() else None

    def _first_line(self, path: Path | None) -> Line | None:
        return self.reading.line_at(self.reading.extent(path)[0]) if path is not None else None

    def _top(self, line: Line) -> Address | None:
        address = address_of(self.reading.bill, self.reading.locate(line.start)[0].path)
        return address.top() if address else None


def beside_provision(
    prepared: Prepared, operation: Operation, side: str, path: Path, called: str
) -> tuple[Likely, ...]:
    """An insertion just after or before a provision that is named."""
    if not isinstance(operation, Insert):
        return ()
    looking = _Looking(prepared, operation, None)
    start, end = prepared.reading.extent(path)
    cited = operation.place.line is None or (looking.cited is not None and start <= looking.cited.start <= end)
    why = f"“{side} {called}” was read as where {called} {'ends' if side == 'after' else 'begins'}"
    return looking.made((looking.after if side == "after" else looking.before)(path, why, certain=cited))


_CUT = re.compile(r"…|\.\.\.|\[…\]")
"""What stands for words that are not quoted."""


def _path_of(prepared: Prepared, address: Address | None) -> Path | None:
    try:
        return find(prepared.bill, address) if address and address.unit != "Title" else None
    except AddressError:
        return None


def _cited_line(reading: Reading, place: Place) -> Line | None:
    if place.page is None or place.line is None:
        return None
    try:
        return reading.line(place.page, place.line)[0]
    except LineError:
        return None


def _at(operation: PlacedOperation, place: Place) -> PlacedOperation:
    return replace(operation, place=place)


def _aimed(operation: PlacedOperation, target: Provisions | Range | Whole) -> PlacedOperation:
    return operation if isinstance(operation, Insert) else replace(operation, object=target)


def _quoted(
    operation: PlacedOperation, *, first: bool = False
) -> Iterator[tuple[Words, Callable[[Words], PlacedOperation]]]:
    """The words of the print that an operation quotes, each with what puts others in their place. first: only those by
    which its line is known."""
    match operation:
        case Insert(point=After(words)):
            yield words, lambda new: replace(operation, point=After(new))
        case Insert(point=Before(words)):
            yield words, lambda new: replace(operation, point=Before(new))
        case LeaveOut(object=Words() as words) | Substitute(object=Words() as words):
            yield words, lambda new: replace(operation, object=new)
        case LeaveOut(object=Range() as range_) | Substitute(object=Range() as range_):
            if isinstance(range_.start, Words):
                yield range_.start, lambda new: replace(operation, object=replace(range_, start=new))
            if isinstance(range_.end, Words) and not first:
                yield range_.end, lambda new: replace(operation, object=replace(range_, end=new))
