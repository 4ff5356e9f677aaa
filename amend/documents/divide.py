"""The rows of a document divided into a Bill: its Parts, headings, clauses and Schedules, and what is before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from amend.documents import assemble
from amend.documents.assemble import Content, Division
from amend.documents.headed_rows import note_of
from amend.documents.lost_rows import lost_rows
from amend.documents.rows import (
    LONGEST_QUOTATION,
    Alone,
    DocumentRow,
    Unsure,
    joined_cells,
    leads_to_quotation,
    words_said,
)
from amend.documents.signs import without_signs
from amend.documents.stray_quotes import as_printed, with_curly_marks, with_unclosed_marks
from amend.english.parts import NO_HEADING
from amend.english.quotes import OPEN, closing
from amend.errors import ReadError
from amend.formats.enacting_words import ACT_OF, ENACTED
from amend.model.house import is_print_number
from amend.model.numbering import Family, order
from amend.model.text import folded

_TITLE = re.compile(r".{3,150}\bBill(?: \[HL\]| \[Lords\])?", re.IGNORECASE)
_STAGE = re.compile(r"[\[(](as .*|.*reading.*|introduced.*)[\])]", re.IGNORECASE)
_SET = re.compile(r"(?:(?:A )?Bill )?to\s+", re.IGNORECASE)
_SET_FORM = re.compile(r"a|bill|to|a bill(?: to)?|bill to|an act to", re.IGNORECASE)
_GROUP = re.compile(r"(part|chapter) ([0-9]+[A-Z]*|[A-Z])(?:\s*[—:–-]?\s+(.+))?", re.IGNORECASE)
_SCHEDULE = re.compile(r"schedule(?: ([0-9]+[A-Z]*))?", re.IGNORECASE)
_HEADED_SCHEDULE = re.compile(r"(?:SCHEDULE|Schedule) ([0-9]+[A-Z]*)\s*[—:–-]\s*(.+)")
_BARE = re.compile(r"([0-9]+[A-Z]*|[A-Z]{1,2}[0-9]+[A-Z]*)\.? (.+)")
_PASSED_OVER = 5
"""Numbers of clauses that may be missing between two; more, and the number is of something else."""

_LABEL = re.compile(r"\([0-9A-Za-z]{1,6}\)(?:\s|$)")


def divided(rows: Sequence[DocumentRow], unsure: Sequence[Unsure] = (), *, place: str = "the document") -> Alone:
    """The Bill in the rows of a document, and what was unsure, in order. Raises ReadError when there is no clause."""
    said = list(unsure)
    rows = with_unclosed_marks(with_curly_marks(without_signs(rows, said), said), said)
    division = _Divider(list(joined_cells(rows)), said)
    found = division.divided()
    if not found.clauses:
        raise ReadError(
            "it has no clause: no row with a number and a heading that words follow",
            place=place,
            remedy="number the clauses 1, 2, 3, each with its heading on the row of its number",
        )
    bill = assemble.bill(found, division.unsure)
    division.unsure += lost_rows(bill, [row for row in rows if row.at >= found.clauses[0].at])
    said = sorted(division.unsure, key=lambda one: one.paragraph)
    return Alone(replace(bill, root=as_printed(bill.root)), tuple(dict.fromkeys(said)))


@dataclass
class _Divider:
    """Goes through the rows, and tables, in order."""

    items: list[DocumentRow | list[DocumentRow]]
    unsure: list[Unsure]
    _quoted: set[int] = field(default_factory=set)
    _last: str = ""
    """The number of the last clause; "" before the first."""

    _schedules: bool = False
    """Whether any Schedule has begun."""

    _headed_schedules: list[str] = field(default_factory=list)
    """The numbers of those whose heading stands on the row of their number."""

    _headed_above: bool = False
    """Whether the headings of clauses stand above their numbers."""

    _bold: bool = False
    """Whether the numbers of clauses are in bold type, as a print has them; then no other number is one."""

    def divided(self) -> Division:
        division = Division()
        self._bold = sum(isinstance(item, DocumentRow) and item.style == "clause" for item in self.items) > 1
        at = self._front(division)
        self._find_quotations(at)
        self._find_headings_above(at)
        while at < len(self.items):
            at = self._take(division, at)
        return division

    # Before the clauses

    def _front(self, division: Division) -> int:
        """Take in what stands before the first clause; the index of what follows it."""
        begun = (i for form in (ENACTED, ACT_OF) for i, item in enumerate(self.items) if form.match(_words(item)))
        enacting = next(begun, None)
        if enacting is None:
            start = self._first_division()
            self._say(self.items[start] if start < len(self.items) else None, "it has no words of enactment")
        else:
            said = _words(self.items[enacting])
            division.enacting = "" if ACT_OF.match(said) else said
            start = enacting + 1
        front = [
            item for item in self.items[: start if enacting is None else enacting] if isinstance(item, DocumentRow)
        ]
        for row in front:
            if not division.number and is_print_number(row.words):
                division.number = row.words
            elif not division.title and (row.style == "title" or _TITLE.fullmatch(row.words)):
                division.title = row.words
            elif not division.stage and (stage := _STAGE.fullmatch(row.words)):
                division.stage = stage[1]
        whole = _words(self.items[enacting]) if enacting is not None and not division.enacting else ""
        division.long_title = whole or self._long_title(front, division)
        for what, said in (("title", division.title), ("number", division.number)):
            if not said:
                self._say(None, f"no {what} of the Bill was found")
        return start

    def _long_title(self, front: list[DocumentRow], division: Division) -> str:
        taken = {division.title, division.number, f"[{division.stage}]"}
        for row in reversed(front):
            form = _SET.match(row.words)
            words = row.words[form.end() :] if form else row.words
            if words and words not in taken and not _SET_FORM.fullmatch(words):
                if words.endswith(".") or row.words != words:
                    return words[0].upper() + words[1:]
                break
        self._say(None, "no long title was found")
        return ""

    def _first_division(self) -> int:
        """Where the clauses begin in a document without words of enactment: after the contents, which say the same."""
        seen: dict[str, int] = {}
        for at, item in enumerate(self.items):
            words = _words(item)
            if isinstance(item, DocumentRow) and (_GROUP.fullmatch(words) or _BARE.fullmatch(words)):
                seen[words] = at
        first = next(iter(seen.values()), len(self.items))
        return first - 1 if first and self._heads(first - 1) else first

    def _find_quotations(self, start: int) -> None:
        """Note which rows are of quoted text, in which a number is no clause of this Bill."""
        at = start
        while at < len(self.items):
            item, before = self.items[at], self.items[at - 1] if at > start else None
            leads = isinstance(before, DocumentRow) and leads_to_quotation(before.words)
            if words_said(item).startswith(OPEN) and leads:
                rows = [words_said(one) for one in self.items[at : at + LONGEST_QUOTATION]]
                end = closing("\n".join(rows), 0)
                if end < 0:
                    self._say(item, "the quotation that begins here is not closed")
                else:
                    last = at + "\n".join(rows)[:end].count("\n")
                    self._quoted.update(range(at, last + 1))
                    at = last
            at += 1

    # Headings above the numbers of clauses, as in Northern Ireland: "Register", and below it "2. A council must keep…"

    def _find_headings_above(self, start: int) -> None:
        """Find whether the headings of clauses stand above their numbers: of most that begin with a sentence."""
        begun = [at for at in range(start, len(self.items)) if self._begins_sentence(at)]
        above = [at for at in begun if at > start and self._is_plain(at - 1)]
        headed = [at for at in range(start, len(self.items)) if self._clause(at) and not self._begins_sentence(at)]
        self._headed_above = len(above) * 2 > len(begun) and len(above) > len(headed)

    def _begins_sentence(self, at: int) -> bool:
        """Whether a row has the number of a clause and, after it, no heading but words."""
        clause = self._clause(at) if at not in self._quoted else None
        return clause is not None and bool(clause[2].startswith("(") or NO_HEADING.search(clause[2]))

    def _headings_above(self, at: int) -> int:
        """How many headings stand from a row to the clause below them: that of the clause, and one over clauses; 0 when
        the row is none."""
        if not self._is_plain(at):
            return 0
        if self._begins_sentence(at + 1):
            return 1
        return 2 if self._is_plain(at + 1) and self._begins_sentence(at + 2) else 0

    def _clause_below(self, division: Division, heading: DocumentRow, at: int) -> int:
        """Begin the clause of a row whose heading stands above it; the index of what follows."""
        row, number = self.items[at], self._clause(at)
        assert isinstance(row, DocumentRow)
        assert number is not None
        self._say_gap(row, number[1])
        self._last = number[1]
        division.begin_clause(row.words[: number.start(2)].strip(), heading.words, heading.at, above=True)
        division.add(Content(replace(row, words=number[2])))
        return at + 1

    # Clauses and Schedules

    def _take(self, division: Division, at: int) -> int:
        """Take in the row at an index, with those that belong to it; the index of what follows."""
        item = self.items[at]
        if isinstance(item, DocumentRow) and at not in self._quoted:
            if self._is_schedule(at):
                return self._schedule(division, at)
            group = _GROUP.fullmatch(item.words)
            if group and not NO_HEADING.search(item.words) and not self._in_sentence(group, at):
                return self._group(division, group, at)
            if not division.schedules and self._headed_above and (count := self._headings_above(at)):
                if count == 2:
                    division.begin_heading(item.words)
                    return at + 1
                return self._clause_below(division, item, at + 1)
            if not division.schedules and (number := self._clause(at)):
                self._say_gap(item, number[1])
                self._last = number[1]
                division.begin_clause(number[1], number[2], item.at)
                return at + 1
            if not division.schedules and (self._heads(at) or self._stands_over_part(at)):
                division.begin_heading(item.words)
                return at + 1
        if not division.add(Content(item, quoted=at in self._quoted)):
            self._say(
                item if isinstance(item, DocumentRow) else item[0],
                "it stands before the first clause, and was left out",
                lost=True,
            )
        return at + 1

    def _is_schedule(self, at: int) -> bool:
        words = _words(self.items[at])
        if headed := _HEADED_SCHEDULE.fullmatch(words):
            return not NO_HEADING.search(words) and self._is_next_schedule(headed[1])
        if words.lower() == "schedules":
            return at + 1 < len(self.items) and self._is_schedule(at + 1)
        return bool(_SCHEDULE.fullmatch(words))

    def _is_next_schedule(self, number: str) -> bool:
        """Whether a Schedule whose heading stands on the row of its number can have it: in a Bill that heads all so, in
        their order. “Schedule 1: fees” over paragraphs of a later Schedule is none."""
        last = self._headed_schedules[-1] if self._headed_schedules else ""
        first = not self._schedules or bool(last)
        return first and (not last or order(last, Family.NUMBER) < order(number, Family.NUMBER))

    def _schedule(self, division: Division, at: int) -> int:
        """Begin a Schedule, with its note and heading on the rows that follow its number."""
        item = self.items[at]
        assert isinstance(item, DocumentRow)
        following = at + 1 < len(self.items) and self._is_schedule(at + 1)
        if following and (item.words.lower() == "schedules" or not division.schedules):
            division.schedules_heading = item.words
            return at + 1
        headed = _HEADED_SCHEDULE.fullmatch(item.words)
        if headed:
            division.begin_schedule(f"Schedule {headed[1]}", "", headed[2], item.at)
            self._headed_schedules.append(headed[1])
            self._schedules = True
            return at + 1
        note = heading = ""
        self._schedules = True
        at += 1
        if at < len(self.items) and (note := note_of(_words(self.items[at]))):
            at += 1
        if at < len(self.items) and self._is_plain(at):
            heading, at = _words(self.items[at]), at + 1
        else:
            self._say(item, "it has no heading")
        division.begin_schedule(item.words, note, heading, item.at)
        return at

    def _group(self, division: Division, group: re.Match[str], at: int) -> int:
        """Begin a Part or Chapter, its heading on its own row or the next."""
        heading = group[3] or ""
        if division.schedules:
            division.add(Content(self.items[at]))
            return at + 1
        at += 1
        if not heading and at < len(self.items) and self._is_plain(at):
            heading, at = _words(self.items[at]), at + 1
        division.begin_group(group[1].capitalize(), group[2].upper(), heading)
        return at

    def _clause(self, at: int) -> re.Match[str] | None:
        """The number and heading of a clause that begins with a row; None when none does."""
        item = self.items[at] if at < len(self.items) else None
        match = _BARE.fullmatch(_words(item)) if isinstance(item, DocumentRow) else None
        if match is None or match[2].startswith(OPEN):
            return None
        if self._bold and isinstance(item, DocumentRow) and item.style != "clause":
            return None
        return match if self._follows(match[1]) else None

    def _follows(self, number: str) -> bool:
        """Whether a number can be that of the clause after the last: later, and few are passed over."""
        if not self._last:
            return True
        if not order(self._last, Family.NUMBER) < order(number, Family.NUMBER):
            return False
        values = [int("".join(filter(str.isdigit, one))) for one in (self._last, number)]
        return values[1] - values[0] <= _PASSED_OVER

    def _heads(self, at: int) -> bool:
        """Whether a row is a heading over clauses: plain words, and a clause or a heading below them."""
        if not self._is_plain(at):
            return False
        clause = self._clause(at + 1)
        return clause is not None and not NO_HEADING.search(clause[2])

    def _stands_over_part(self, at: int) -> bool:
        """Whether a row is of the heading over a Part, “The First Group of Parts”, before the first clause."""
        below = at
        while below < at + 3 and self._is_plain(below) and not _GROUP.fullmatch(_words(self.items[below])):
            below += 1
        part = below < len(self.items) and _GROUP.fullmatch(_words(self.items[below]))
        return not self._last and below > at and bool(part)

    def _is_plain(self, at: int) -> bool:
        """Whether there is a row that is words without number or stop, as a heading is."""
        item = self.items[at] if at < len(self.items) else None
        if not isinstance(item, DocumentRow) or at in self._quoted:
            return False
        words = item.words
        return not (_LABEL.match(words) or _BARE.match(words) or NO_HEADING.search(words) or words.startswith(OPEN))

    def _in_sentence(self, group: re.Match[str], at: int) -> bool:
        """Whether “Part 2 applies” begins a sentence, not a Part: its words are no heading, for others run on."""
        if not group[3]:
            return False
        following = self.items[at + 1] if at + 1 < len(self.items) else None
        return group[3][:1].islower() or not isinstance(following, DocumentRow)

    def _say_gap(self, item: DocumentRow, number: str) -> None:
        if self._last and self._last.isdecimal() and number.isdecimal() and int(number) != int(self._last) + 1:
            self._say(item, f"it is numbered {number}, and the clause before it {self._last}")

    def _say(self, item: DocumentRow | list[DocumentRow] | None, message: str, *, lost: bool = False) -> None:
        row = item[0] if isinstance(item, list) else item
        self.unsure.append(Unsure(row.at if row else 0, row.words[:60] if row else "", message, lost))


def _words(item: DocumentRow | list[DocumentRow]) -> str:
    """The words of a row; "" for a table."""
    return folded(item.words) if isinstance(item, DocumentRow) else ""
