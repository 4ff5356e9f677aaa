"""Which rows of a document a Bill that was read from it does not say in their place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amend.documents.headed_rows import GROUP_NUMBER
from amend.documents.rows import DocumentRow, Unsure
from amend.model.printed import OUTSIDE, each, paragraphs
from amend.model.provision import Bill
from amend.model.text import folded

_AHEAD = 40
"""How many paragraphs of the Bill further on a row may stand."""

_NO_LETTER = re.compile(r"\W")
_NUMBER = re.compile(r"(“?[0-9]+[A-Z]*)\. ")


def lost_rows(bill: Bill, rows: Sequence[DocumentRow]) -> tuple[Unsure, ...]:
    """The rows that the Bill does not say as paragraphs, in their order."""
    printed = [folded(one.words) for one in each(paragraphs(bill)) if one.role not in OUTSIDE and one.words]
    at = 0
    out = []
    above = ""
    for row in rows:
        if above and printed[at - 1] == f"{above} {row.words}":
            above = ""
            continue
        above = ""
        words = _NUMBER.sub(r"\1 ", row.words, count=1) if _NUMBER.match(row.words) else row.words
        words = row.words if row.words in printed[at : at + _AHEAD] else words  # one that was kept as it stands
        if not words:
            continue
        if words in printed[at : at + _AHEAD]:
            at = printed.index(words, at) + 1
        elif at < len(printed) and GROUP_NUMBER.fullmatch(words) and printed[at].startswith(f"{words} "):
            at, above = at + 1, words  # the number of an Article, and its heading on the next row
        elif at < len(printed) and words.casefold() == printed[at].casefold():
            at += 1  # PART 2, which a Bill prints as Part 2
        elif _squeezed(words) == _squeezed("".join(printed[at : at + 2])):
            at += 2  # the number and heading of a Schedule on one row
        else:
            out.append(Unsure(row.at, row.words[:60], "the Bill does not say these words as one paragraph here", True))
    return tuple(out)


def _squeezed(words: str) -> str:
    return _NO_LETTER.sub("", words).casefold()
