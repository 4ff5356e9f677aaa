"""Where words stand in a Bill: each place with its page and line, its provision, and the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from amend.model.citation import address_of
from amend.model.lines import Reading

AROUND = 80
"""Characters of the words before and after, at most."""

_TYPED = {"'": "['’‘]", '"': '["“”]', "-": "[-‐‑–—]"}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Words where they stand. page, line: None in a text without lines. place: the citation of the provision; "" for
    what lies outside every clause and Schedule. before, after: what stands around them in the same paragraph."""

    page: int | None
    line: int | None
    place: str
    before: str
    words: str
    after: str


def find_words(reading: Reading, words: str) -> Iterator[Occurrence]:
    """Every place of words in a Bill, in order. Capitals do not count, nor whether marks are straight or curly.

    Words are found across the end of a line, and not across that of a paragraph.
    """
    letters = (
        re.sub(r"['\"-]", lambda found: _TYPED[found[0]], re.escape(word).replace(r"\-", "-")) for word in _of(words)
    )
    pattern = re.compile(r"[^\S\n]+".join(letters), re.IGNORECASE)
    for found in pattern.finditer(reading.words) if pattern.pattern else ():
        start, end = found.span()
        line, address = reading.line_at(start), address_of(reading.bill, reading.locate(start)[0].path)
        yield Occurrence(
            line.page if line else None,
            line.number if line else None,
            str(address or ""),
            _cut(reading.words[:start].rpartition("\n")[2], last=True),
            found[0],
            _cut(reading.words[end:].partition("\n")[0], last=False),
        )


def _of(words: str) -> list[str]:
    return words.translate({8220: 34, 8221: 34, 8216: 39, 8217: 39}).split()


def _cut(words: str, *, last: bool) -> str:
    """Words cut at a blank to what is shown of them, with an ellipsis where they were longer."""
    if len(words) <= AROUND:
        return words
    return f"…{words[-AROUND:].partition(' ')[2]}" if last else f"{words[:AROUND].rpartition(' ')[0]}…"
