"""Plain text pasted from an amendment paper or from Hansard to amendments.

Numbers stand on rows of their own or before the instruction, movers above or below; the layouts of both Houses and of
Hansard are read. A row that is no part of an amendment is a finding with its line, and nothing is made of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from amend.errors import ReadError
from amend.formats import page_furniture
from amend.formats import paste_rows as rows_of
from amend.formats.listed import Paper, target_of, withdrawn_list
from amend.formats.paste_rows import GatheredWords, PastedRow, RowKind
from amend.model.amendment import Amendment
from amend.model.finding import Finding


@dataclass(slots=True)
class _Found:
    """An amendment while its rows are read.

    above: names between the amendment before and this one, which may be of either; names: those that are its own.
    """

    number: str
    marks: str
    line: int
    words: GatheredWords
    statement: list[PastedRow] | None = None
    names: list[str] = field(default_factory=list)
    above: list[PastedRow] = field(default_factory=list)
    place: str = ""
    note: str = ""
    moved: str = ""


def parse(text: str, *, place: str = "the text") -> Paper:
    """The amendments in a pasted text; place names it in findings. The text does not say which print they amend.

    Raises ReadError when there is no amendment in it.
    """
    if text.removeprefix("\ufeff").startswith("---\n"):
        raise ReadError("it is a draft already", place=place, remedy="give it to `amend check` or `amend apply`")
    rows, notes = page_furniture.cleared(rows_of.pasted_rows(text))
    reader = _PasteReader(rows, place)
    reader.read()
    reader.note(notes)
    if not reader.found:
        raise ReadError(
            "there is no amendment in it",
            place=place,
            remedy="an amendment begins like “12 Clause 3, page 2, line 15, leave out …” or “NC4 To move …”",
        )
    amendments = tuple(reader.amendments())
    return Paper(amendments=amendments, findings=tuple(reader.findings), withdrawn=tuple(reader.withdrawn))


class _PasteReader:
    """Goes through the rows once: words, statement, and what stands between one amendment and the next."""

    def __init__(self, rows: list[PastedRow], place: str) -> None:
        self.found: list[_Found] = []
        self.findings: list[Finding] = []
        self.withdrawn: list[tuple[str, str]] = []
        self._rows, self._place = rows, place
        self._width = rows_of.wrapped_at(rows)
        self._heading = ""
        self._last: list[PastedRow] = []  # names below the last amendment
        self._below = False  # whether names are seen to stand below the amendment that is theirs

    def read(self) -> None:
        gap: list[PastedRow] = []
        part = "gap"
        at = 0
        while at < len(self._rows):
            row = self._rows[at]
            current = self.found[-1] if self.found else None
            words_open = part == "words" and current is not None and current.words.open
            start = rows_of.start(self._rows, at, within=words_open)
            if start is not None:
                begun = _Found(start.number, start.marks, row.line, GatheredWords(list(start.words)))
                self._between(gap, begun)
                self.found.append(begun)
                gap, part, at = [], "words", at + start.taken
                continue
            at += 1
            if current is not None and current.statement is None and (rest := rows_of.statement(row)) is not None:
                current.names += [name for above in gap for name in self._own(above)]
                self._below = self._below or bool(current.names and gap)
                current.statement = [rest] if rest.text else []
                gap, part = [], "statement"
            elif part == "words" and current is not None and rows_of.continues(current.words, row):
                self._add(current, row)
            elif part == "statement" and current and current.statement is not None and self._is_prose(current, row, at):
                if rows_of.kind(row) is not RowKind.FURNITURE:
                    current.statement.append(row)
            else:
                part = "gap"
                gap.append(row)
        self._between(gap, None)
        self._share_names()

    def note(self, notes: Sequence[page_furniture.Note]) -> None:
        """A finding for each thing that was left out or joined before the rows were read, with its amendment."""
        for note in notes:
            above = [found for found in self.found if found.line <= note.line]
            self.findings.append(Finding(note.message, f"{self._place}:{note.line}", above[-1].number if above else ""))

    def amendments(self) -> list[Amendment]:
        """The amendments, when all has been read."""
        read: list[Amendment] = []
        for found in self.found:
            words, unsure = rows_of.pasted_paragraphs(found.words.rows, self._width)
            for row in unsure:
                message = (
                    f"“{row.text[:30]}…” was joined to the row above; if a paragraph begins there, put a blank row"
                )
                self.findings.append(Finding(message, f"{self._place}:{row.line}", found.number))
            words = rows_of.curly_in_brackets(words)
            if found.place and rows_of.needs_place(words[0]):
                words.insert(0, found.place)
            words[-1], mover = rows_of.without_mover(words[-1])
            members = [*found.names, *([mover] if mover else [])]
            above = read[-1].amends if read and found.number.startswith("(") else ""
            read.append(
                Amendment(
                    words="\n".join(words),
                    number=found.number,
                    mover=members[0] if members else "",
                    supporters=tuple(members[1:]),
                    statement="\n".join(rows_of.sentences(found.statement or [], self._width)),
                    amends=target_of(found.note) or above,
                    gov="Gov" in found.marks,
                    star=next((mark for mark in found.marks if mark in "★☆"), ""),
                    note=found.note,
                    source=f"{self._place}:{found.line}",
                )
            )
        return read

    def _add(self, current: _Found, row: PastedRow) -> None:
        if rows_of.kind(row) is RowKind.FURNITURE:
            return
        if row.text.isdecimal():
            message = f"“{row.text}” stands alone among its words, where a page or line number may have been copied"
            self.findings.append(Finding(message, f"{self._place}:{row.line}", current.number))
        current.words.add(row)

    def _is_prose(self, current: _Found, row: PastedRow, following: int) -> bool:
        """Whether a row goes on with the statement. following: the index of the row after it."""
        last = current.statement[-1] if current.statement else None
        kind = rows_of.kind(row)
        if kind is RowKind.FURNITURE:
            return True
        if rows_of.statement(row) is not None:
            return False
        unfinished = last is not None and not rows_of.ends_sentence(last)
        if kind is RowKind.NUMBER and rows_of.leads_to_start(self._rows, following):
            return unfinished and row.text.endswith(".")
        return unfinished or (kind is RowKind.OTHER and (last is None or not row.apart or rows_of.ends_sentence(row)))

    def _own(self, row: PastedRow) -> list[str]:
        """The names of a row between the words and the statement of one amendment."""
        names = rows_of.names(row)
        if not names:
            self._stray([row])
        return names

    def _between(self, gap: Sequence[PastedRow], following: _Found | None) -> None:
        """Take in what stands between two amendments; following: the second, None at the end."""
        owner = following or _Found("", "", 0, GatheredWords([]))
        strays: list[PastedRow] = []
        number: PastedRow | None = None
        sure = False  # whether names can only be of the one that follows
        at = 0
        while at < len(gap):
            row = gap[at]
            at += 1
            match rows_of.kind(row):
                case RowKind.NUMBER:
                    self._without_words(number)
                    number, sure = row, True
                case RowKind.MOVED:
                    owner.names += rows_of.movers(row)
                    owner.moved = rows_of.moved_number(row)
                    sure = True
                case RowKind.NAMES if sure:
                    owner.names += rows_of.names(row)
                case RowKind.NAMES:
                    owner.above.append(row)
                case RowKind.PLACE:
                    self._heading = row.text
                case RowKind.NOTE:
                    owner.note, at = rows_of.note_above(gap, at)
                case RowKind.MARK:
                    owner.marks += row.text
                case RowKind.WITHDRAWN:
                    at = self._read_withdrawn(gap, at)
                case RowKind.OTHER:
                    strays.append(row)
        self._stray(strays)
        if following is None:
            self._last = owner.above
            self._without_words(number)
        else:
            following.place = self._heading
            self._number(following, number)
            following.number = following.number or following.moved

    def _number(self, following: _Found, row: PastedRow | None) -> None:
        """The number that stands on a row of its own above an amendment."""
        if row is None:
            return
        number, marks = rows_of.number_of_row(row)
        following.marks += marks
        if following.number and following.number != number:
            self._without_words(row)
        following.number = following.number or number

    def _without_words(self, row: PastedRow | None) -> None:
        if row is not None:
            message = "no instruction stands below its number"
            self.findings.append(Finding(message, f"{self._place}:{row.line}", rows_of.number_of_row(row)[0]))

    def _read_withdrawn(self, gap: Sequence[PastedRow], at: int) -> int:
        """Read a list of those withdrawn from the row before `at`; gives where it ends."""
        listed = [gap[at - 1].text]
        while at < len(gap) and (
            rows_of.kind(gap[at]) in (RowKind.NUMBER, RowKind.WITHDRAWN) or gap[at].text[-1].isdigit()
        ):
            listed.append(gap[at].text)
            at += 1
        found, unread = withdrawn_list([text for text in listed if ":" in text or text[-1].isdigit()])
        self.withdrawn += found
        if unread:
            self._stray(gap[at - len(listed) : at])
        return at

    def _share_names(self) -> None:
        """Give the names between two amendments to the one that they stand with, as those at either end show."""
        if not self.found:
            return
        first = self.found[0].above
        groups = [found.above for found in self.found[1:]]
        below = not first and (self._below or bool(self._last))
        if not first and not below:
            for group in filter(None, groups):
                self._stray(group, "may belong to the amendment above or below; put them above its number")
            return
        owners: list[_Found | None] = [None, *self.found] if below else [*self.found, None]
        for owner, group in zip(owners, [first, *groups, self._last], strict=True):
            if owner is None:
                self._stray(group)
            else:
                owner.names = [name for row in group for name in rows_of.names(row)] + owner.names

    def _stray(self, strays: Sequence[PastedRow], why: str = "is no part of an amendment, and was left out") -> None:
        """One finding for each run of rows."""
        run: list[PastedRow] = []
        for row in [*strays, None]:
            if run and (row is None or row.line > run[-1].line + 2):
                words = run[0].text if len(run[0].text) <= 60 else run[0].text[:60].rsplit(" ", 1)[0] + "…"
                more = f" and what follows to line {run[-1].line}" if len(run) > 1 else ""
                self.findings.append(Finding(f"“{words}”{more} {why}", f"{self._place}:{run[0].line}"))
                run = []
            run += [row] if row is not None else []
