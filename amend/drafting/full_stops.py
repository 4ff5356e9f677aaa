"""Where the full stop of a sentence stands against words that are put in: before them, or twice behind them."""

from __future__ import annotations

from collections.abc import Iterator

from amend.drafting.convert import in_house_style
from amend.engine.apply.resolve import Resolved
from amend.english import tabled
from amend.errors import AmendError, LineError
from amend.model.amendment import After, Insert, LineEnd, Matter, Operation, Substitute, Words
from amend.model.house import House
from amend.model.lines import Reading


def doubled_stop(words: str, operation: Operation, found: Resolved, reading: Reading) -> str:
    """What is wrong where words that are put in end with a full stop just before that of the print; "" where nothing.

    words: of the amendment. found: its place.
    """
    if not isinstance(operation, Insert | Substitute) or not words.endswith(".”"):
        return ""
    carried = isinstance(operation, Insert) and reading.words[found.start : found.end] == "."  # behind what comes in
    if not carried and reading.words[found.end : found.end + 1] != ".":
        return ""
    return f"a full stop would stand there twice: that of {_line(reading, found)} stays"


def without_its_stop(words: str) -> Iterator[Operation]:
    """The operation of words that end with a full stop in what they put in, without it."""
    try:
        yield tabled.parse(f"{words.removesuffix('.”')}”").operation
    except AmendError:
        return


def before_the_stop(operation: Operation, house: House, reading: Reading) -> Iterator[Operation]:
    """Words put before the full stop of their line, not after it; a full stop of their own goes."""
    match operation:
        case Insert(place, LineEnd(), Matter()) if place.page is not None and place.line is not None:
            try:
                line = reading.line(place.page, place.line)[0]
            except LineError:
                return
            last = reading.words[line.start : line.end].split()[-1].rstrip(".”")
            moved = Insert(place, After(Words(last)), operation.matter)
            words = in_house_style(moved, house, reading)
            yield from without_its_stop(words) if words.endswith(".”") else (moved,)


def _line(reading: Reading, found: Resolved) -> str:
    line = reading.line_at(max(found.end - 1, 0))
    return str(line) if line else "the print"
