"""The page and line of every word of a Bill that was read from a print: the printed lines laid along its text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial
from itertools import accumulate

from amend.english.quotes import CLOSE, OPEN
from amend.model.lines import Reading
from amend.model.provision import Bill, Block, Node, Path, each_provision
from amend.model.text import Text, with_lines

_STOPPED = re.compile(r"“?([0-9]+[A-Z]*)\.(?= )")
_FAR = 1200
"""How many letters are looked at where the print and the text part."""

_SURE = 12
"""How many letters in a row must agree there."""


@dataclass(frozen=True, slots=True)
class PrintedPiece:
    """Words on one printed line. page, line: as printed. again: whether its line begins again, in another column."""

    words: str
    page: int
    line: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class LaidLines:
    """A Bill with the marks of its lines. said: how much of the printed letters it says in their order, from 0 to 1.

    apart: the pieces of print that it does not say there. unmarked: those that begin a line of which it has no mark.
    """

    bill: Bill
    said: float
    apart: tuple[PrintedPiece, ...]
    unmarked: tuple[PrintedPiece, ...]


def laid(bill: Bill, pieces: Sequence[PrintedPiece]) -> LaidLines:
    """The Bill with a mark before the first word of each printed line, found by the letters alone, in order."""
    reading = Reading(bill)
    body = _body(bill)
    start, end = reading.extent(body) if body is not None else (0, len(reading.words))
    places = [at for at in range(start, end) if reading.words[at].isalnum()]
    printed = [_letters(piece.words) for piece in pieces]
    starts = [0, *accumulate(map(len, printed))]
    along = _along("".join(printed), "".join(reading.words[at].lower()[:1] for at in places))
    begins: list[int | None] = []
    apart = []
    for piece, letters, first in zip(pieces, printed, starts, strict=False):
        if any(at not in along for at in range(first, first + len(letters))):
            apart.append(piece)
        stands = places[along[first]] if letters and first in along else None
        if not letters and first - 1 in along:
            stands = _of_signs(reading.words, places[along[first - 1]] + 1, piece.words)
        begins.append(stands)
    cuts, unmarked = _cuts(reading, pieces, begins)
    new = bill
    for path, number in _stopped(reading, pieces, begins).items():
        new = new.edited(path, partial(_with_stop, number))
    for path, found in cuts.items():
        new = new.edited(path, partial(_marked, found))
    whole = starts[-1]
    return LaidLines(new, len(along) / whole if whole else 1.0, tuple(apart), tuple(unmarked))


def _cuts(
    reading: Reading, pieces: Sequence[PrintedPiece], begins: Sequence[int | None]
) -> tuple[dict[Path, list[tuple[int, int, int]]], list[PrintedPiece]]:
    """Where a line begins in each block, with its page and line; and the pieces whose line begins nowhere."""
    cuts: dict[Path, list[tuple[int, int, int]]] = defaultdict(list)
    unmarked = []
    last = (0, 0)
    for piece, stands in zip(pieces, begins, strict=True):
        if not piece.line or ((piece.page, piece.line) == last and not piece.again):
            continue
        if stands is None:
            unmarked.append(piece)
            continue
        last = piece.page, piece.line
        block, path, offset = _block_at(reading, stands)
        cuts[path].append((_before_signs(block.text.chars, offset, piece.words), piece.page, piece.line))
    return cuts, unmarked


def _stopped(reading: Reading, pieces: Sequence[PrintedPiece], begins: Sequence[int | None]) -> dict[Path, str]:
    """The numbers that are printed with a full stop, as those of the paragraphs of an Article are."""
    out = {}
    for piece, stands in zip(pieces, begins, strict=True):
        match = _STOPPED.match(piece.words)
        if match and stands is not None:
            block, path, _ = _block_at(reading, stands)
            if block.tag == "num" and block.text.chars == match[1]:
                out[path] = match[1]
    return out


def _block_at(reading: Reading, position: int) -> tuple[Block, Path, int]:
    segment, offset = reading.locate(position)
    block = reading.bill.at(segment.path)
    assert isinstance(block, Block)
    return block, segment.path, offset


def _with_stop(number: str, node: Node) -> tuple[Node, ...]:
    assert isinstance(node, Block)
    return (replace(node, text=Text(f"{number}.")),)


def _marked(cuts: Sequence[tuple[int, int, int]], node: Node) -> tuple[Node, ...]:
    assert isinstance(node, Block)
    return (replace(node, text=with_lines(node.text, cuts)),)


def _body(bill: Bill) -> Path | None:
    return next((path for path, node in each_provision(bill.root) if node.tag == "body"), None)


def _letters(words: str) -> str:
    """The letters and figures of words, small, without all that may be set in one way or another."""
    return "".join(sign.lower()[:1] for sign in words if sign.isalnum())


def _along(printed: str, text: str) -> dict[int, int]:
    """For each letter of the print that the text says in its order, where it does."""
    if printed == text:
        return dict(enumerate(range(len(text))))
    out: dict[int, int] = {}
    one = two = 0
    while one < len(printed) and two < len(text):
        same = next(
            (at for at, (a, b) in enumerate(zip(printed[one:], text[two:], strict=False)) if a != b),
            min(len(printed) - one, len(text) - two),
        )
        out.update(zip(range(one, one + same), range(two, two + same), strict=True))
        one, two = one + same, two + same
        if one >= len(printed) or two >= len(text):
            break
        blocks = SequenceMatcher(None, printed[one : one + _FAR], text[two : two + _FAR], autojunk=False)
        sure = [block for block in blocks.get_matching_blocks() if block.size >= _SURE]
        if not sure:
            one, two = one + _FAR // 2, two + _FAR // 2
            continue
        for block in sure:
            out.update((one + block.a + index, two + block.b + index) for index in range(block.size))
        one, two = one + sure[-1].a + sure[-1].size, two + sure[-1].b + sure[-1].size
    return out


def _of_signs(text: str, start: int, words: str) -> int | None:
    """Where a line without any letter stands, which follows the letter before a position; None when it does not."""
    ends = next((at for at in range(start, len(text)) if text[at].isalnum()), len(text))
    stands = text.find(words.lstrip(OPEN + CLOSE)[:1] or words[:1], start, ends)
    return stands if stands >= 0 else None


def _before_signs(chars: str, offset: int, words: str) -> int:
    """Where a line begins whose first letter stands at an offset: before the signs that stand before it in print."""
    lead = words[: next((at for at, sign in enumerate(words) if sign.isalnum()), 0)]
    for sign in reversed(lead):
        if not offset or chars[offset - 1] != sign:
            break
        offset -= 1
    return offset
