"""The rows of a text that is proved, and what must be equal of them: words, and what stands in what.

What stands in a provision outside of a quotation is compared as it is. What is quoted is compared by itself, for some
files hold it in a structure for another Act and others in the provision that begins or ends the quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OBJECTS = frozenset({"tblock", "tr", "td", "th", "math", "img"})
"""What is shown and is no words."""

QUOTATION, QUOTATION_ENDS = "quotation", "end of quotation"

_ANY_MARK = re.compile('[“”"]')
_WORD = re.compile(r"\"|[^\s\"]+")


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A paragraph; or, with a shape, where a provision, a table or a quotation begins or ends.

    words: of a shape, the number that it must have; "" where that may differ. label: the number that it has. marks: of
    words, the quotation marks in them (see `marks_in`); begins: whether a paragraph begins with them.
    """

    words: str
    shape: str = ""
    label: str = ""
    marks: str = ""
    begins: bool = False


def tokens_of(said: list[ProofRow]) -> list[tuple[str, str]]:
    """The words, and the shape with the numbers that must be as they are."""
    out: list[tuple[str, str]] = []
    for row in said:
        if row.shape not in (QUOTATION, QUOTATION_ENDS):
            out += [(row.shape, row.words)] if row.shape else [("", word) for word in _WORD.findall(row.words)]
    return out


def nested(said: list[ProofRow]) -> list[tuple[str, str]]:
    """The tokens, but of a subsection with a quotation with every number, and with what stands in which by itself
    outside of what is quoted and by itself within it (see `_Nesting`)."""
    told = _Nesting()
    for row, numbers, quoted in _with_quotation(said):
        if row.shape in (QUOTATION, QUOTATION_ENDS):
            continue
        if row.shape.startswith("end of "):
            told.end(row.shape, quoted=quoted)
        elif row.shape:
            told.begin(row.shape, row.label if numbers or quoted else row.words, quoted=quoted)
        else:
            told.words(row, quoted=quoted)
    told.reach(quoted=False)
    return told.tokens


class _Nesting:
    """Tokens in which the end of a provision is told only where something begins that is, as it is, in a quotation or
    in none: so it is all one which provision outside of a quotation holds what is quoted."""

    def __init__(self) -> None:
        self.tokens: list[tuple[str, str]] = []
        self._ended: dict[bool, list[str]] = {True: [], False: []}

    def reach(self, *, quoted: bool) -> None:
        """Tell which provisions have ended, where something begins."""
        for inside in (True,) if quoted else (True, False):
            self.tokens.extend((shape, "") for shape in self._ended[inside])
            self._ended[inside].clear()

    def begin(self, shape: str, number: str, *, quoted: bool) -> None:
        """A provision, or what is shown and is no words, begins."""
        self.reach(quoted=quoted)
        if shape in OBJECTS or not quoted:
            self.tokens.append((shape, number))
        else:
            self.tokens.append(("quoted", number))

    def end(self, shape: str, *, quoted: bool) -> None:
        """The same ends."""
        if shape.removeprefix("end of ") in OBJECTS:
            self.reach(quoted=quoted)
            self.tokens.append((shape, ""))
        else:
            self._ended[quoted].append("end" if quoted else shape)

    def words(self, row: ProofRow, *, quoted: bool) -> None:
        """Words follow: of a paragraph of their own, or after what that holds."""
        if row.begins and row.words:
            self.reach(quoted=quoted)
        self.tokens += tokens_of([row])


def _with_quotation(said: list[ProofRow]) -> Iterator[tuple[ProofRow, bool, bool]]:
    """The rows, each with whether the subsection that it is of, or the row where it is of none, has a quotation in it,
    and whether it begins inside a quotation; the end of a provision, whether that began in one.

    Where the file has no structure for what is quoted, its marks tell, but no subsection is quoted by those alone.
    """
    structures, marked = 0, 0
    for part in _parts(said):
        numbers = any('"' in row.words for row in part)
        if part[0].shape not in ("", "level") and not structures:
            marked = 0
        begun: list[bool] = []
        for row in part:
            quoted = structures > 0 or marked > 0
            if row.shape in (QUOTATION, QUOTATION_ENDS):
                structures += 1 if row.shape == QUOTATION else -1
            elif row.shape.startswith("end of "):
                quoted = begun.pop()
            elif row.shape:
                begun.append(quoted)
            yield row, numbers, quoted
            marked = _opened(row.marks, marked)


def _parts(said: list[ProofRow]) -> Iterator[list[ProofRow]]:
    """The rows of each provision that stands in no other of them, and each other row by itself; all of them."""
    part: list[ProofRow] = []
    depth = 0
    for row in said:
        part.append(row)
        if row.shape not in ("", QUOTATION, QUOTATION_ENDS):
            depth += -1 if row.shape.startswith("end of ") else 1
        if depth <= 0:
            yield part
            part, depth = [], 0
    if part:
        yield part


def _opened(marks: str, before: int) -> int:
    """How many quotations are open after a row, of those that its marks open and close. A mark of the closing shape
    before a word opens one where none is open: so some prints have it."""
    for mark in marks:
        if mark == "c" or (mark == "?" and before):
            before = max(before - 1, 0)
        else:
            before += 1
    return before


def marks_in(words: str, *, ends: bool = False) -> str:
    """The quotation marks of words: "o" of one that opens, "c" of one that closes, "?" of one of the closing shape
    where one would open. ends: whether the words are what closes a quotation."""
    found = ""
    for match in _ANY_MARK.finditer(words):
        before = words[: match.start()]
        opening = not ends and (not before or before[-1].isspace() or before[-1] in "([—–-“")
        if match[0] == "“" or (opening and match[0] != "”"):
            found += "o"
        else:
            found += "?" if opening and before else "c"
    return found
