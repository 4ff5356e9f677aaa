"""An amendment paper in our styles to its amendments, where rows that someone put in may be in any style."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from amend.formats import paste_rows as pasting
from amend.formats.listed import NUMBER, Paper, number_said, target_of, withdrawn_list
from amend.formats.paste_rows import GatheredWords, PastedRow, RowKind
from amend.model.amendment import Amendment
from amend.model.finding import Finding
from amend.word.edits.paper_head import PaperHead
from amend.word.edits.paper_rows import PaperRole, WordPaperRow
from amend.word.ooxml.paper_styles import still_held

_MARKS = re.compile(r"(?:[★☆]|Gov\b|\s)*")
_OF_TARGET = re.compile(rf"(\([a-z]{{1,2}}\)) to (?:amendment )?({NUMBER})")
_AT_END = re.compile(rf"(?P<name>.*?\S)\s+(?P<number>(?:[★☆]\s*)?(?:Gov\s+)?(?:{NUMBER}|\([a-z]{{1,2}}\)))")
_BESIDE = frozenset((RowKind.NUMBER, RowKind.NAMES, RowKind.MARK, RowKind.PLACE, RowKind.NOTE, RowKind.MOVED))


@dataclass(slots=True)
class FoundAmendment:
    """An amendment of a paper while its rows are read. first: the paragraph that it begins on. edited: whether changes
    are tracked in its words. kept: what the paper keeps of it."""

    number: str = ""
    amends: str = ""
    marks: str = ""
    members: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    words: GatheredWords = field(default_factory=lambda: GatheredWords([]))
    rows: list[str] = field(default_factory=list)
    statement: list[str] = field(default_factory=list)
    first: int = 0
    edited: bool = False
    kept: dict[str, str] = field(default_factory=dict)

    def amendment(self, head: PaperHead, place: str) -> Amendment:
        """The amendment, when all its rows are read."""
        words = "\n".join(self.rows)
        note = "\n".join(self.note)
        members = self.members if self.kept else _apart(self.members)
        return Amendment(
            words,
            number=self.number,
            house=head.house,
            stage=head.stage,
            print=head.number,
            mover=members[0] if members else "",
            supporters=tuple(members[1:]),
            statement="\n".join(self.statement),
            amends=self.amends or target_of(note),
            gov="Gov" in self.marks,
            star=next((mark for mark in self.marks if mark in "★☆"), ""),
            note=note,
            source=place,
        )


class WordPaperReader:
    """Goes through the rows of a paper once; what is found is in `found`, `head`, `withdrawn` and `findings`."""

    def __init__(self, rows: Sequence[WordPaperRow], kept: Mapping[str, Mapping[str, str]], place: str) -> None:
        self.head = PaperHead()
        self.found: list[FoundAmendment] = []
        self.findings: list[Finding] = []
        self.withdrawn: list[str] = []
        self._rows, self._kept, self._place = rows, kept, place
        self._pasted = [row.pasted for row in rows]
        self._pending = FoundAmendment()
        self._part = "gap"
        self._last = PaperRole.OTHER  # the style of the last row of a statement
        self._stray: list[WordPaperRow] = []

    def read(self) -> None:
        """Read all rows."""
        for index, row in enumerate(self._rows):
            role = self._told(index)
            if role is not PaperRole.OTHER:
                self._flush()
            self._take(role, row)
            for thing in row.lost:
                name = self.found[-1].number if self.found and self._part != "gap" else ""
                self._find(row, f"it has {thing}, which was left out", name)
        self._flush()
        self._without_words()

    def _take(self, role: PaperRole, row: WordPaperRow) -> None:
        match role:
            case PaperRole.INSTRUCTION:
                self._begin(row)
            case PaperRole.MATTER:
                self._matter(self.found[-1], row)
            case PaperRole.HEADING:
                self._part = "heading"
            case PaperRole.STATEMENT if self.found:
                rest = pasting.statement(row.pasted)
                self.found[-1].statement += filter(None, [row.pasted.text if rest is None else rest.text])
                self._part, self._last = "statement", row.role
            case PaperRole.WITHDRAWN:
                self.withdrawn.append(row.pasted.text)
            case PaperRole.NUMBER | PaperRole.MOVER:
                self._members(row)
            case PaperRole.NOTE:
                if self.found or not self.head.take(row):
                    self._pending.note.append(row.pasted.text)
                    self._part = "gap"
            case PaperRole.PLACE:
                self._part = "gap"
            case _:
                if not self.head.take(row):
                    self._stray.append(row)

    def _told(self, index: int) -> PaperRole:
        """What a row is: by its style, unless what it says can be nothing else."""
        row, text = self._rows[index], self._pasted[index].text
        words_open = self._part == "words" and self.found[-1].words.open
        begins = pasting.start(self._pasted, index, within=words_open)
        start = begins is not None and begins.taken == 1
        if not start and self._is_misfit(index, words_open=words_open):
            return self._by_words(index) or self._unstyled(index, words_open=words_open)
        match row.role:
            case PaperRole.INSTRUCTION:
                return PaperRole.INSTRUCTION if self._begins(row, start=start) else PaperRole.MATTER
            case PaperRole.MATTER if self._part == "words":
                numbered = start and not words_open and re.match(rf"{NUMBER}\s", text)
                return PaperRole.INSTRUCTION if numbered else PaperRole.MATTER
            case PaperRole.MATTER:
                return PaperRole.INSTRUCTION if start else PaperRole.OTHER
            case _ if start:
                return PaperRole.INSTRUCTION
            case PaperRole.STATEMENT if self._part != "heading":
                return self._by_words(index) or PaperRole.STATEMENT
            case PaperRole.OTHER:
                return self._unstyled(index, words_open=words_open)
        return row.role

    def _is_misfit(self, index: int, *, words_open: bool) -> bool:
        """Whether the style of a row does not fit its words: where the row above it was struck out with its mark,
        LibreOffice gives that one's style to it."""
        row, role = self._pasted[index], self._rows[index].role
        kind, heads = pasting.kind(row), pasting.statement(row) is not None
        beside = kind in (RowKind.PLACE, RowKind.NAMES, RowKind.NUMBER)
        match role:
            case PaperRole.MATTER:
                closed = self._part == "words" and not words_open and len(self.found[-1].rows) > 1
                return closed and (heads or (beside and self._leads(index + 1)))
            case PaperRole.PLACE:
                return kind is not RowKind.PLACE
            case PaperRole.HEADING:
                return not heads
            case PaperRole.INSTRUCTION:
                return heads or (beside and kind is not RowKind.NUMBER and self._leads(index + 1))
            case PaperRole.NUMBER | PaperRole.MOVER:
                return heads or kind is RowKind.PLACE or (self._part == "heading" and kind is RowKind.OTHER)
            case PaperRole.STATEMENT | PaperRole.OTHER:
                return False
        return heads or (bool(self.found) and beside) or kind is RowKind.PLACE

    def _begins(self, row: WordPaperRow, *, start: bool) -> bool:
        """Whether a row that is styled as an instruction begins an amendment."""
        if self._part != "words" or is_amendment_number(row.words.partition("\t")[0]):
            return True
        gathered = self.found[-1].words
        return not gathered.open and (start or not pasting.continues(gathered, row.pasted))

    def _unstyled(self, index: int, *, words_open: bool) -> PaperRole:
        """What a row is that has none of the styles, and does not begin an amendment."""
        row = self._pasted[index]
        if words_open:
            return PaperRole.MATTER
        if (rest := pasting.statement(row)) is not None:
            return PaperRole.STATEMENT if rest.text else PaperRole.HEADING
        if self._part == "heading":
            return PaperRole.STATEMENT
        if told := self._by_words(index):
            return told
        if self._part == "words" and pasting.continues(self.found[-1].words, row):
            return PaperRole.MATTER
        goes_on = self._part == "statement" and self._last is PaperRole.OTHER  # a note below a styled one is none of it
        return PaperRole.STATEMENT if goes_on else PaperRole.OTHER

    def _by_words(self, index: int) -> PaperRole | None:
        """What stands before an amendment, told by what it says; None for what does not."""
        kind = pasting.kind(self._pasted[index])
        if kind is RowKind.WITHDRAWN:
            return PaperRole.WITHDRAWN
        named = _AT_END.fullmatch(self._pasted[index].text)
        kind = RowKind.NAMES if named and pasting.names(replace(self._pasted[index], text=named["name"])) else kind
        if kind not in _BESIDE or not self._leads(index + 1):
            return None
        return {RowKind.PLACE: PaperRole.PLACE, RowKind.NOTE: PaperRole.NOTE}.get(kind, PaperRole.MOVER)

    def _leads(self, index: int) -> bool:
        """Whether the instruction of an amendment follows, after nothing but what stands before one."""
        for at in range(index, len(self._rows)):
            if self._rows[at].role is PaperRole.INSTRUCTION or pasting.start(self._pasted, at, within=False):
                return True
            styled = self._rows[at].role in (PaperRole.NUMBER, PaperRole.MOVER, PaperRole.NOTE, PaperRole.PLACE)
            if not styled and pasting.kind(self._pasted[at]) not in _BESIDE:
                return False
        return False

    def _begin(self, row: WordPaperRow) -> None:
        """Take in the first row of an amendment."""
        found, kept = self._pending, self._of(row)
        lead, tab, rest = row.words.partition("\t")
        words = rest if tab and not lead.strip() else row.words
        start = None
        if tab and (is_amendment_number(lead) or unmarked(lead) == kept.get("number")):
            words = rest
            self._number(lead, row)
        elif start := pasting.start([replace(row.pasted, text=" ".join(words.split()))], 0, within=False):
            words = start.words[0].text
            found.number, found.marks = start.number or found.number, found.marks + start.marks
        found = self._pending
        found.kept, found.first, found.edited = kept, row.at, row.edited
        text = " ".join(words.split())
        found.rows, found.words = [text], GatheredWords([replace(row.pasted, text=text)])
        self.found.append(found)
        self._pending, self._part = FoundAmendment(), "words"

    def _matter(self, current: FoundAmendment, row: WordPaperRow) -> None:
        """Take in one more row of the words of an amendment; one of the instruction that was broken is joined to it."""
        text = row.pasted.text
        broken = row.role in (PaperRole.INSTRUCTION, PaperRole.OTHER) and not current.words.open
        if broken and not current.rows[-1].endswith(pasting.DASHES):
            current.rows[-1] += f" {text}"
        else:
            current.rows.append(text)
        current.words.add(row.pasted)
        current.edited = current.edited or row.edited
        self._part = "words"

    def _members(self, row: WordPaperRow) -> None:
        """Take in a row of names, or of a name and the number, or of the number alone."""
        text = row.pasted.text
        name, tab, number = row.words.rpartition("\t")
        if not tab or (" " in unmarked(number) and not is_amendment_number(number)):
            name, number = text, ""
            if is_amendment_number(text) or _MARKS.fullmatch(text) or row.role is PaperRole.NUMBER:
                name, number = "", text
            elif found := _AT_END.fullmatch(text):
                name, number = found["name"], found["number"]
        if number:
            self._number(number, row)
        if name.strip():
            self._pending.members += pasting.movers(replace(row.pasted, text=name.strip())) or [name.strip()]
        self._part = "gap"

    def _number(self, said: str, row: WordPaperRow) -> None:
        """Take in the number of the amendment that follows, with its marks."""
        number = unmarked(said)
        if number and self._pending.number:
            self._without_words(row)
        target = _OF_TARGET.fullmatch(number)
        marks = " ".join(said.split()).removesuffix(number)
        self._pending.number, self._pending.amends = (target[1], target[2]) if target else (number, "")
        self._pending.marks += marks

    def _without_words(self, row: WordPaperRow | None = None) -> None:
        """A finding where names or a number stand above no instruction."""
        pending, self._pending = self._pending, FoundAmendment()
        if pending.number:
            self._find(row, "no instruction stands below its number", pending.number)
        elif pending.members:
            self._find(row, f"“{pending.members[0]}” is no part of an amendment, and was left out")

    def _of(self, row: WordPaperRow) -> dict[str, str]:
        """What the paper keeps of the amendment whose bookmark is on a row."""
        return next((dict(self._kept[mark]) for mark in row.marks if mark in self._kept), {})

    def _flush(self) -> None:
        """One finding for the rows, one after another, that are no part of an amendment."""
        if self._stray:
            first, count = self._stray[0], len(self._stray)
            words = first.pasted.text[:60] + ("…" if len(first.pasted.text) > 60 else "")
            more = f" and {count - 1} more below it" if count > 1 else ""
            self._find(first, f"“{words}”{more} is no part of an amendment, and was left out")
            self._stray = []

    def _find(self, row: WordPaperRow | None, message: str, name: str = "") -> None:
        where = f"{self._place}, paragraph {row.at}" if row else self._place
        self.findings.append(Finding(message, where, name))


def unmarked(said: str) -> str:
    """A number without the star and “Gov” before it."""
    words = " ".join(said.split())
    marks = _MARKS.match(words)
    return words[marks.end() :] if marks else words


def is_amendment_number(said: str) -> bool:
    """Whether these words are the number of an amendment, perhaps with marks or its target."""
    words = unmarked(said)
    return bool(re.fullmatch(rf"{NUMBER}|\([a-z]{{1,2}}\)", words) or _OF_TARGET.fullmatch(words))


def _apart(members: Sequence[str]) -> list[str]:
    """The names of rows that may each have several, with commas between them."""
    return [name for one in members for name in pasting.names(PastedRow(one, 0)) or [one]]


def with_kept(amendment: Amendment, kept: Mapping[str, str]) -> Amendment:
    """An amendment with what its paper keeps of it and still holds. kept: that, nothing where the paper keeps none."""
    number = "" if kept.get("unnumbered") and kept.get("number") == amendment.number else amendment.number
    said = still_held(kept, amendment.words)
    amends = amendment.amends or said.pop("amends", "")
    return replace(amendment, number=number, amends=amends, **{k: v for k, v in said.items() if k != "amends"})  # type: ignore[arg-type]


def read_styled(
    rows: Sequence[WordPaperRow], kept: Mapping[str, Mapping[str, str]], place: str
) -> tuple[Paper, list[FoundAmendment]]:
    """The paper in rows that have our styles, and its amendments as they were found. kept: what the paper keeps of each
    amendment, by its bookmark. place: names the file."""
    reader = WordPaperReader(rows, kept, place)
    reader.read()
    head = reader.head
    withdrawn, unread = withdrawn_list(reader.withdrawn)
    read: list[Amendment] = []
    for found in reader.found:
        one = found.amendment(head, place)
        above = read[-1].amends if read and one.number.startswith("(") and not one.amends else ""
        read.append(replace(one, amends=above or one.amends))
    findings = [*reader.findings, *(Finding(f"its list of withdrawn amendments says “{x}”", place) for x in unread)]
    counts = Counter((one.number, one.amends) for one in read if one.number)
    for (number, amends), count in counts.items():
        if count > 1:
            said = number_said(number, amends)
            findings.append(Finding(f"{count} amendments have this number; all were kept", place, said))
    about = (head.bill, head.number, head.house, head.stage, head.date)
    return Paper(*about, tuple(read), tuple(findings), withdrawn, head.cautions), reader.found
