"""Where a quotation that begins among the words of a row ends, and which of the rows below it holds.

Of “for “that” substitute “that—” the rows (a) and (b) below are what is quoted, to the mark that closes it, as prints
have it; what goes on after that mark is of the row in which it began.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from amend.english.quotes import CLOSE, OPEN, closing
from amend.errors import WordsError

_LABELLED = re.compile(r"^\((?:[0-9A-Za-z]{1,6}|\s*)\)(?:\s|$)", re.MULTILINE)
ENDS_THERE = re.compile(r"[.,;:)’”]*(?:[ ]?(?:and|or|but))?[.,;]?(?=\n|$)")
"""What may stand after the end of a quotation that held rows."""
_SINGLE = re.compile(r"(?<![^\s(—“])‘")
_SINGLE_STRUCTURE = re.compile(r"‘(?:\((?:[0-9A-Za-z]{1,6}|\s*)\)|[0-9]+[A-Z]*|[A-Z]+[0-9]+[A-Z]*)\.?\s")
_SINGLE_ENDS = re.compile(r"’(?=[.,;:)”]*(?:[ ]?(?:and|or|but))?[.,;]?(?:\n|$))")


@dataclass(frozen=True, slots=True)
class BegunQuotation:
    """What a quotation holds of the rows below the one in which it began.

    rows: that text, without the mark that closes it. mark: that mark. tail: what follows it on its row.
    """

    rows: str
    mark: str
    tail: str

    @property
    def count(self) -> int:
        """How many rows it takes in."""
        return self.rows.count("\n") + 1


def begun_quotation(words: str, below: str) -> BegunQuotation | None:
    """What the quotation holds that a row of words begins and does not close; below: the rows that follow it.

    None when it begins none, or none of what it holds has a label, or it is not closed at the end of a row.
    """
    opens = next((at for at, sign in enumerate(words) if sign == OPEN and closing(words, at) < 0), None)
    if opens is not None:
        lead = words[opens:] + "\n"
        return _held(below, closing(lead + below, 0) - len(lead), CLOSE)
    single = list(_SINGLE.finditer(words))
    if not single or "’" in words[single[-1].end() :]:
        return None
    again = _SINGLE.search(below)
    ends = [found.start() for found in _SINGLE_ENDS.finditer(below, 0, again.start() if again else len(below))]
    return _held(below, ends[0], "’") if len(ends) == 1 else None  # of two, one is an apostrophe: which is not known


def single_quotation(below: str) -> BegunQuotation | None:
    """The structure in single marks that rows begin with, as “‘(2A) Newts are counted.’”; None when they begin with
    none. Raises WordsError where it is not told by its marks where that ends."""
    if not _SINGLE_STRUCTURE.match(below):
        return None
    again = _SINGLE.search(below, 1)
    ends = [found.start() for found in _SINGLE_ENDS.finditer(below, 1, again.start() if again else len(below))]
    if len(ends) != 1:
        raise WordsError(
            f"where the quotation that begins “{below[:40].rstrip()}…” ends cannot be told by single marks",
            remedy="put it between “ and ”",
        )
    return BegunQuotation(below[1 : ends[0]], "’", below[ends[0] + 1 :].split("\n", 1)[0])


def _held(below: str, end: int, mark: str) -> BegunQuotation | None:
    if end < 0 or not ENDS_THERE.match(below, end + 1) or not _LABELLED.search(below, 0, end):
        return None
    return BegunQuotation(below[:end], mark, below[end + 1 :].split("\n", 1)[0])
