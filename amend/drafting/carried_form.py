"""An operation as it is written to the next print: in its own form where that finds the place, else in another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from amend.drafting.carried import Landing, NextPrint
from amend.drafting.form import operation_for
from amend.engine.apply.resolve import Resolved
from amend.errors import AmendError, Refusal
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
    Object,
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
from amend.model.citation import address_of
from amend.model.lines import Line
from amend.model.provision import Path, Provision

_TURNS = (None, 1, 2, 3)


def carried(prints: NextPrint, operation: Operation, resolved: Resolved | None, landing: Landing) -> Operation:
    """The operation on the new print. landing: where its words are there still.

    resolved: where it is on the old print; None for a new clause that has no place. Raises Refusal where no form of
    amendment gives just that place.
    """
    match operation:
        case NewProvision(after=after, before=before):
            return replace(operation, after=_cited(prints, after), before=_cited(prints, before))
        case StandPart(provision) | Divide(provision):
            return replace(operation, provision=_cited(prints, provision) or provision)
        case Move(provision, after, before, place):
            named = _cited(prints, place.provision)
            return Move(
                _cited(prints, provision) or provision,
                _cited(prints, after),
                _cited(prints, before),
                replace(place, provision=named),
            )
    assert resolved is not None
    for form in _forms(prints, operation, resolved, landing):
        try:
            found = prints.new.resolve(form)
        except AmendError:
            continue
        if _is_there(prints, found, landing) and _stand_alike(prints, resolved, found):
            return form
    raise Refusal(
        f"no form of amendment puts it at the same place of {prints.new.bill.number or 'the new print'}",
        remedy="write it anew",
    )


def _forms(prints: NextPrint, operation: Operation, resolved: Resolved, landing: Landing) -> Iterator[Operation]:
    """Its own form at the new place, then with ordinals, then whatever form there is."""
    reading = prints.new.reading
    line = reading.line_at(landing.start)
    matter: Matter | None = None
    match operation:
        case Insert(place, point, matter):
            for at in _lines(prints, point, landing):
                for turned in _points(point):
                    yield Insert(_placed(prints, place, at, landing.start), turned, matter)
        case LeaveOut(place, target):
            for form in _objects(prints, target, resolved, landing):
                yield LeaveOut(_placed(prints, place, line, landing.start, target), form)
        case Substitute(place, target, matter):
            for form in _objects(prints, target, resolved, landing):
                yield Substitute(_placed(prints, place, line, landing.start, target), form, matter)
    try:
        yield operation_for(reading, landing.start, landing.end, matter, prints.new)
    except Refusal:
        return


def _placed(prints: NextPrint, place: Place, line: Line | None, at: int, target: Object | None = None) -> Place:
    """The place on the new print, which names a clause, page and line where the old one does."""
    address = address_of(prints.new.bill, prints.new.reading.locate(at)[0].path) if place.provision else None
    top = address.top() if address else place.provision
    if place.line is None and not isinstance(target, Lines):
        return Place(top)
    if line is None:
        return Place(top)
    page = line.page if place.page is not None else None
    return Place(top, page, None if isinstance(target, Lines) else line.number)


def _lines(prints: NextPrint, point: Point, landing: Landing) -> Iterator[Line | None]:
    """The lines that an insertion may name: where its words begin, or the point itself."""
    reading = prints.new.reading
    match point:
        case After(words):
            letters = len("".join(words.quote.split()))
            at = landing.start
            while letters and at:
                at -= 1
                letters -= not reading.words[at].isspace()
            yield reading.line_at(at)
        case LineEnd():
            yield reading.line_at(max(landing.start - 1, 0))
        case _:
            yield reading.line_at(landing.start)


def _points(point: Point) -> Iterator[Point]:
    yield point
    match point:
        case After(words) | Before(words):
            for turn in _TURNS:
                yield replace(point, words=replace(words, occurrence=turn))


def _objects(prints: NextPrint, target: Object, resolved: Resolved, landing: Landing) -> Iterator[Object]:
    """What is left out, as the new print has it."""
    reading = prints.new.reading
    first, last = reading.line_at(landing.start), reading.line_at(max(landing.end - 1, 0))
    match target:
        case Words():
            yield target
            yield from (replace(target, occurrence=turn) for turn in _TURNS)
        case Provisions():
            yield target
            labels = [_label(prints, path) for path in resolved.whole]
            if labels and all(labels):
                picked = (labels[0], labels[-1]) if target.through else labels
                yield replace(target, labels=tuple(label for label in picked if label))
        case Whole(provision):
            yield Whole(_cited(prints, provision) or provision)
        case Lines():
            if first and last and first.page == last.page:
                yield Lines(first.number, last.number)
        case Range(start, end) if first and last:
            starts = _turned(start)
            yield from (Range(one, other) for other in _ends(prints, end, first, landing) for one in starts)


def _ends(
    prints: NextPrint, end: LineEnd | Words | WordsIn | ProvisionEnd, first: Line, landing: Landing
) -> Iterator[LineEnd | Words | WordsIn | ProvisionEnd]:
    """The end of a range, as the new print has it. first: the line that it begins on."""
    reading = prints.new.reading
    match end:
        case LineEnd():
            line = reading.line_at(max(landing.end - 1, 0)) or first
            yield LineEnd(None if line == first else line.number, line.page if line.page != first.page else None)
        case Words(quote) | WordsIn(Words(quote)):
            at = landing.end
            while at < len(reading.words) and reading.words[at].isspace():
                at += 1
            line = reading.line_at(at) or first
            for turn in _TURNS:
                words, page = Words(quote, turn), line.page if line.page != first.page else None
                yield words if line == first else WordsIn(words, line.number, page)
        case ProvisionEnd():
            yield end


def _turned(start: Beginning | Words) -> list[Beginning | Words]:
    if isinstance(start, Beginning):
        return [start]
    return [start, *(replace(start, occurrence=turn) for turn in _TURNS)]


def _label(prints: NextPrint, path: Path) -> str | None:
    there = prints.pairing.new_of(path)
    node = prints.new.bill.at(there) if there is not None else None
    return node.label if isinstance(node, Provision) else None


def _cited(prints: NextPrint, address: Address | None) -> Address | None:
    return prints.address(address) if address is not None else None


def _is_there(prints: NextPrint, found: Resolved, landing: Landing) -> bool:
    """Whether an operation is where it should be, white space apart."""
    words = prints.new.reading.words

    def letters(start: int, end: int) -> bool:
        return bool(words[min(start, end) : max(start, end)].strip())

    return not letters(found.start, landing.start) and not letters(found.end, landing.end)


def _stand_alike(prints: NextPrint, before: Resolved, now: Resolved) -> bool:
    """Whether what is put in stands among the same provisions as before."""
    pairing = prints.pairing
    if len(before.inserted) != len(now.inserted) or len(before.whole) != len(now.whole):
        return False
    for one, other in zip(before.whole, now.whole, strict=True):
        if pairing.new_of(one) != other:
            return False
    for home, there in zip(before.inserted, now.inserted, strict=True):
        if len(home.path) > 1 and pairing.new_of(home.path[:-1]) not in (there.path[:-1], None):
            return False
    return True
