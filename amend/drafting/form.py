"""The form that a drafter would table an edit in: the shortest that is correct, proved by reading it back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from amend.engine.apply.apply import Prepared
from amend.engine.apply.quoted_words import occurrences
from amend.engine.apply.resolve import Resolved, Resolver
from amend.english import tabled
from amend.english.quotes import pairs
from amend.english.writer import write
from amend.errors import AmendError, Refusal
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
    Object,
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
from amend.model.citation import address_of, term
from amend.model.house import House
from amend.model.lines import Line, Reading
from amend.model.outline import above
from amend.model.provision import Path, Provision, unit
from amend.model.table_rows import is_row, row_at, row_lines, whole_rows

MOST_WORDS = 5
"""Words that are quoted; more are left out by a range (Guide to Procedure, on drafting amendments)."""

_WORD = re.compile(r"\S+")


def operation_for(
    reading: Reading, start: int, end: int, matter: Matter | None = None, resolver: Resolver | Prepared | None = None
) -> Operation:
    """The operation that leaves out [start, end) of a print and puts matter there; with start == end, an insertion.

    Whole provisions are named, whole lines are named by their numbers, a few words are quoted, more are a range; an
    ordinal is used only where words stand on the line twice. resolver: of that print, where many edits are asked for.
    Raises Refusal when no form gives just that edit.
    """
    line = reading.line_at(start)
    if line is None:
        raise Refusal("this print carries no page and line marks there", remedy="use a print as published")
    resolver = resolver or Resolver(reading)
    for operation in _forms(reading, start, end, matter, line):
        try:
            words = write(operation, House.COMMONS)  # first, for what cannot be written is not resolved either
            if not _gives(resolver.resolve(operation), reading, start, end):
                continue
            if not pairs(words):
                continue  # read where others leave a quotation open, never drafted
            found = resolver.resolve(tabled.parse(words).operation)
        except AmendError:
            continue
        if _gives(found, reading, start, end):
            return operation
    raise Refusal(
        f"no form of amendment gives this edit at {line}: it reads “{reading.text(line)}”",
        remedy="edit whole words, or whole provisions",
    )


def _forms(reading: Reading, start: int, end: int, matter: Matter | None, line: Line) -> Iterator[Operation]:
    """The forms that might do, the shortest first."""
    address = address_of(reading.bill, reading.locate(start)[0].path)
    top = address.top() if address else None
    place = Place(top, line.page, line.number)
    if matter is None or any(map(is_row, matter.provisions)):
        yield from _row_forms(reading, start, end, matter, top)
    if start == end:
        for point, at in _points(reading, start, line):
            yield Insert(Place(top, at.page, at.number), point, matter or Matter())
        return
    for where, target in _objects(reading, start, end, line, top):
        chosen = where or place
        yield Substitute(chosen, target, matter) if matter else LeaveOut(chosen, target)


def _row_forms(
    reading: Reading, start: int, end: int, matter: Matter | None, top: Address | None
) -> Iterator[Operation]:
    """The forms for whole rows of a table: by the lines that they are printed on."""
    beside = row_at(reading.bill, reading.locate(start)[0].path) if start == end else None
    rows = (beside,) if beside else whole_rows(reading, start, end)
    found = [lines for row in (rows[:1] + rows[-1:]) if (lines := row_lines(reading, row))]
    if len(found) < 2:
        return
    first, last = found[0][0], found[1][1]
    if start == end and matter is not None:
        yield Insert(Place(top, last.page, last.number), LineEnd(), matter)
        yield Insert(Place(top, first.page, first.number), Beginning(), matter)
    elif start < end:
        place = Place(top, first.page, first.number)
        target: Range | Lines = Range(Beginning(), LineEnd(last.number, last.page))
        if first.page == last.page:
            place, target = Place(top, first.page), Lines(first.number, last.number)
        yield Substitute(place, target, matter) if matter else LeaveOut(place, target)


def _objects(
    reading: Reading, start: int, end: int, line: Line, top: Address | None
) -> Iterator[tuple[Place | None, Object]]:
    named = _named(reading, start, end, top)
    if named is not None:
        if isinstance(named, Whole):
            yield Place(None, line.page, line.number), named
        else:
            yield None, named
    last = reading.line_at(max(end - 1, start)) or line
    whole_lines = start == line.start and end == last.end and last.page == line.page
    if whole_lines:
        yield Place(top, line.page), Lines(line.number, last.number)
    words = reading.words[start:end].split()
    if len(words) <= MOST_WORDS:
        yield from ((None, quote) for quote in _quotes(" ".join(words), reading, line))
    for begins in _beginnings(reading, start, line):
        for ends in _endings(reading, end, line):
            yield None, Range(begins, ends)
    yield from ((None, quote) for quote in _quotes(" ".join(words), reading, line))


def _named(reading: Reading, start: int, end: int, top: Address | None) -> Provisions | Whole | None:
    """The provisions that make up the range, by their name; None when it is more or less than some of one list."""
    segment, _ = reading.locate(start)
    for path, node in above(reading.bill, segment.path):
        if not unit(node) or reading.extent(path)[0] != start:
            continue
        if unit(node) == "definition":
            defined = term(node)
            return Provisions("definition", (defined,)) if defined and reading.extent(path)[1] == end else None
        labels, last = [node.label], path
        while reading.extent(last)[1] < end and (following := _next(reading, last, node)) is not None:
            last = following
            labels.append(_provision(reading, last).label)
        if reading.extent(last)[1] != end or not all(labels):
            continue
        if unit(node) in ("clause", "Schedule") and top is not None and address_of(reading.bill, path) == top:
            return Whole(top) if len(labels) == 1 else None
        bare = node.number is not None and not node.number.words.startswith("(")
        if len(labels) > 2:
            return Provisions(unit(node), (labels[0], labels[-1]), through=True, bare=bare)
        return Provisions(unit(node), tuple(labels), bare=bare)
    return None


def _next(reading: Reading, path: Path, like: Provision) -> Path | None:
    """The path of the next sibling of a provision, when that is of its kind."""
    parent = _provision(reading, path[:-1])
    index = path[-1] + 1
    if index < len(parent.items):
        item = parent.items[index]
        if isinstance(item, Provision) and item.tag == like.tag:
            return (*path[:-1], index)
    return None


def _provision(reading: Reading, path: Path) -> Provision:
    node = reading.bill.at(path)
    assert isinstance(node, Provision)
    return node


def _points(reading: Reading, at: int, line: Line) -> Iterator[tuple[Point, Line]]:
    """The points that an insertion there may be said to be at, each with the line to name."""
    before = reading.line_at(max(at - 1, 0))
    if before is not None and before.end == at:
        yield LineEnd(), before
    yield Beginning(), line  # of the line, or of its words after a number
    for quote in _anchors(line.start, at, reading, line, last=True):
        yield After(quote), line
    for quote in _anchors(at, line.end, reading, line, last=False):
        yield Before(quote), line


def _beginnings(reading: Reading, start: int, line: Line) -> Iterator[Beginning | Words]:
    yield Beginning()
    yield from _anchors(line.start, start, reading, line, last=True)


def _endings(reading: Reading, end: int, line: Line) -> Iterator[LineEnd | Words | WordsIn]:
    last = reading.line_at(max(end - 1, 0)) or line
    page = last.page if last.page != line.page else None
    if last.end == end:
        yield LineEnd(last.number, page)
    following = reading.line_at(end) or last
    page = following.page if following.page != line.page else None
    for quote in _anchors(end, following.end, reading, following, last=False):
        if (following.page, following.number) == (line.page, line.number):
            yield quote
        else:
            yield WordsIn(quote, following.number, page)


def _anchors(start: int, end: int, reading: Reading, line: Line, *, last: bool) -> Iterator[Words]:
    """The words of a line next to a point, few before many, each without and with an ordinal; a mark of punctuation by
    itself only where nothing else does. start, end: where they are. last: those that end there, not those that begin.
    """
    found = [match[0] for match in _WORD.finditer(reading.words, start, end)]
    runs = [" ".join(found[-count:] if last else found[:count]) for count in range(1, min(len(found), 8) + 1)]
    for run in sorted(runs, key=lambda run: not any(map(str.isalnum, run))):
        yield from _quotes(run, reading, line)


def _quotes(words: str, reading: Reading, line: Line) -> Iterator[Words]:
    """Words of a line, and each of them by its turn where they stand on it more than once."""
    if words:
        yield Words(words)
        columns = reading.line(line.page, line.number) if line.page else (line,)
        count = sum(len(occurrences(reading.words, words, one.start, one.end)) for one in columns)
        yield from (Words(words, turn) for turn in range(1, min(count, 5) + 1) if count > 1)


def _trimmed(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """A range without the white space at its ends."""
    words = reading.words
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1].isspace():
        end -= 1
    return start, end


def _gives(found: Resolved, reading: Reading, start: int, end: int) -> bool:
    """Whether what an operation was found to do is just that edit."""
    wanted = _trimmed(reading, start, end)
    return _trimmed(reading, found.start, found.end) == wanted or _is_gap(found, start, end)


def _is_gap(found: Resolved, start: int, end: int) -> bool:
    """Whether an insertion was found at the gap between two words, to one side of the space or the other."""
    return start == end and found.start == found.end and abs(found.start - start) <= 1
