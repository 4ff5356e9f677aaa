"""Plain text pasted from an amendment paper or from Hansard to amendments.

Numbers stand on rows of their own or before the instruction, movers above or below; the three layouts of the Lords
and those of Hansard are read. A row that is no part of an amendment is a finding with its line, never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from amend.errors import ReadError
from amend.formats.listed import NUMBER, Finding, Paper, target_of, withdrawn_list
from amend.model.amendment import Amendment

_LABEL = r"(?:\([0-9A-Za-z]{0,6}\)|\( \)|[0-9]+[A-Z]*|[A-Z]{1,2}[0-9]+[A-Z]*)(?:\s|$)"
_MARKS = r"(?P<marks>(?:[★☆]|Gov\b|\s)*)"
_CALLED = rf"(?:Amendment\s+(?:No\.?\s*)?)?(?P<number>{NUMBER}|New (?:Clause|Schedule) \d+|\([a-z]{{1,2}}\))"
_NUMBERED = re.compile(rf"{_MARKS}{_CALLED}[:.]?(?:\s+(?P<rest>\S.*))?")
_IN_CLAUSE = re.compile(
    rf"(?:.*?\b(?:Amendments? (?:made|proposed|moved|agreed to)|I beg to move)\b:?\s*)?(?:amendment\s+)?"
    rf"(?P<number>{NUMBER}), in (?:the )?(?P<unit>clause|schedule|title)\b(?P<rest>.*)",
    re.IGNORECASE,
)
_PLACED = re.compile(r"(?:Clause|(?:The )?Schedule|Title|Page)\b[^“\"]*?\b(?:page|line)s?\s+\d", re.IGNORECASE)
_START = re.compile(
    r"Page \d+,|Line \d+,? (?:at|leave|after|before|insert)\b|To move the following\b|Insert the following new\b"
    r"|(?:After|Before) (?:the )?(?:Clause|Schedule)\b.*\binsert\b|Leave out (?:the )?(?:Clause|Schedule)\b"
    r"|Transpose\b|Divide\b|The above-named\b"
)
_ACTION = re.compile(r"(?:at end|at beginning|after|before|leave out|insert)\b", re.IGNORECASE)
_PLACE = re.compile(r"(?:(?:After|Before) (?:the )?)?(?:Clause|Schedule)(?: [A-Z]*\d+[A-Z]*)?|Title", re.IGNORECASE)
_NEEDS_PLACE = re.compile(r"Page \d+, (?!line \d+,? leave out (?:Clause|Schedule))|Insert the following new", re.IGNORECASE)
_NOTE = re.compile(r"As (?:an )?amendments? to\b", re.IGNORECASE)
_STATEMENT = re.compile(r"[*_#\s]*member[’']s explanatory statement[*_:.\s]*(?P<rest>.*)", re.IGNORECASE)
_MOVED_BY = re.compile(r"(?:Moved|Tabled) by:?\s*(?P<names>.*)|(?P<mover>.+?) moved Amendments? .*", re.IGNORECASE)
_WITHDRAWN = re.compile(r"The following amendments? (?:was|were) withdrawn\b|Withdrawn Amendments?$", re.IGNORECASE)
_FURNITURE = re.compile(r"(?:HL )?Bill \d+\s*(?:[—–-].*|\d+/\d+)?|\d+/\d+|Page \d+( of \d+)?|[—–_*-]{2,}|Gov")
_ATTRIBUTED = re.compile(r"(?<=[”.\"])\s*[—–-]\s*\((?P<name>[^()]+?)\.?\)$")
_TITLED = re.compile(
    r"(?:The )?(?:Rt Hon\.?\s+|(?:Lord )?(?:Arch)?bishop\b|Lord|Lady|Baron(?:ess)?|Viscount(?:ess)?|Earl|Countess|Marquess"
    r"|Duke|Duchess|Sir|Dame|Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?|Rev(?:erend)?|Member for|Secretary)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\b(Bill|Stage|House|Commons|Lords|Committee|Amendments?|Paper|List|Clauses?|Schedules?|Report|Reading|Act|Order"
    r"|Part|Chapter|Title|Page|Line|Government|Division|Question|Supplementary|Marshalled|New|Insert|Leave)\b",
    re.IGNORECASE,
)
_PARTICLES = {"of", "the", "and", "de", "von", "van", "der", "den", "la", "le", "du", "upon", "in", "for", "on", "y", "ap"}
_ENDS_ROW = re.compile(r"(?:[—―;,.:”\"?!)]|\b(?:and|or))$")
_BEGINS_ROW = re.compile(rf"[“\"]|{_LABEL}")
_HEADING = re.compile(r"[“\"](?!\()[^.;:—]*$")
_REPEATED = re.compile(rf"“(?={_LABEL})")


@dataclass(slots=True)
class _Row:
    """A row as it was pasted. line: from 1. apart: whether a blank row stands above it."""

    text: str
    line: int
    apart: bool


@dataclass(slots=True)
class _Found:
    """An amendment while its rows are read."""

    number: str = ""
    line: int = 0
    marks: str = ""
    place: str = ""
    note: str = ""
    names: list[str] = field(default_factory=list)
    words: list[_Row] = field(default_factory=list)
    statement: list[_Row] | None = None
    above: list[_Row] = field(default_factory=list)
    """Rows of names that stand between the amendment before and this one."""


def parse(text: str, *, place: str = "the text") -> Paper:
    """The amendments in a pasted text; place names it in findings. The text does not say which print they amend.

    Raises ReadError when there is no amendment in it.
    """
    if text.lstrip().startswith("---\n"):
        raise ReadError("it is a draft already", place=place, remedy="give it to `amend check` or `amend apply`")
    reader = _Reader(_rows(text), place)
    reader.read()
    if not reader.found:
        raise ReadError(
            "there is no amendment in it",
            place=place,
            remedy="an amendment begins like “12 Clause 3, page 2, line 15, leave out …” or “NC4 To move …”",
        )
    amendments = reader.amendments()
    return Paper(amendments=amendments, findings=tuple(reader.findings), withdrawn=reader.withdrawn)


def _rows(text: str) -> list[_Row]:
    rows: list[_Row] = []
    apart = False
    for line, raw in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        words = " ".join(raw.split())
        if words:
            rows.append(_Row(words, line, apart))
        apart = not words
    return rows


class _Reader:
    """Goes through the rows once, and gives each to the amendment that it belongs to."""

    def __init__(self, rows: list[_Row], place: str) -> None:
        self.found: list[_Found] = []
        self.findings: list[Finding] = []
        self.withdrawn: tuple[tuple[str, str], ...] = ()
        self._rows, self._place = rows, place
        self._width = max((len(row.text) for row in rows), default=0)
        self._at = 0
        self._begun: _Found | None = None  # numbered, and its instruction still to come
        self._heading, self._note = "", ""
        self._names: list[_Row] = []
        self._strays: list[_Row] = []

    def read(self) -> None:
        while self._at < len(self._rows):
            row = self._rows[self._at]
            self._at += 1
            if not (self._inside(row) or self._between(row)):
                self._stray(row)
        self._drop_begun()
        self._report_strays()

    # What a row is ---------------------------------------------------------------------------------------------

    def _inside(self, row: _Row) -> bool:
        """Take in a row of the words or statement of the amendment that is open; False when it is none."""
        if not self.found or self._begun or self._strays:
            return False
        current = self.found[-1]
        if heading := _STATEMENT.fullmatch(row.text):
            if current.statement is not None:
                return False
            current.statement = [replace(row, text=heading["rest"])] if heading["rest"] else []
            return True
        if self._starts(row, self._at):
            return False
        if current.statement is not None:
            unfinished = current.statement and not _ends_sentence(current.statement[-1].text)
            if not unfinished and (_names(row.text) or self._is_between(row)) and current.statement:
                return False
            current.statement.append(row)
            return True
        if self._names or not _is_open(current.words, row.text):
            return False
        if not _FURNITURE.fullmatch(row.text):
            current.words.append(row)
            if row.text.isdecimal():
                self._find(current.number, f"“{row.text}” stands alone among its words: a page or line number?", row)
        return True

    def _between(self, row: _Row) -> bool:
        """Take in a row that stands outside the words; False when it is not known what it is."""
        number, marks, rest = _number(row.text)
        if self._starts(row, self._at):
            self._begin(row, number, marks, rest)
            return True
        if number and not rest and self._leads_to_start():
            if self._begun is None or self._begun.number != number:
                self._drop_begun()
                self._begun = self._new(row, number, marks)
            return True
        if number and self._begun and self._hansard_clause(row):
            return True
        if moved := _MOVED_BY.fullmatch(row.text):
            self._moved(moved["names"] or moved["mover"] or "", row)
            return True
        if self._begun and number == "" and self._hansard_clause(row):
            return True
        if _WITHDRAWN.match(row.text):
            self._read_withdrawn(row)
            return True
        if _PLACE.fullmatch(row.text):
            self._heading = row.text
        elif _NOTE.match(row.text):
            self._note = row.text
        elif _names(row.text):
            (self._begun.above if self._begun else self._names).append(row)
        elif not _FURNITURE.fullmatch(row.text):
            return False
        return True
