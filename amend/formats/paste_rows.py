"""The rows of a pasted text: what each is by its look, and how rows that were wrapped are joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from amend.formats.listed import NUMBER


@dataclass(frozen=True, slots=True)
class PastedRow:
    """A row as it was pasted, white space folded. line: from 1. apart: whether a blank row stands above it."""

    text: str
    line: int
    apart: bool = False


class RowKind(Enum):
    """What a row outside the words of an amendment is."""

    NUMBER = "number"
    MARK = "mark"
    PLACE = "place"
    NOTE = "note"
    MOVED = "moved"
    NAMES = "names"
    WITHDRAWN = "withdrawn"
    FURNITURE = "furniture"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Start:
    """Where an amendment begins. taken: how many rows make its first words."""

    words: tuple[PastedRow, ...]
    number: str = ""
    marks: str = ""
    taken: int = 1


@dataclass(slots=True)
class GatheredWords:
    """The rows of the words of an amendment, as they are gathered, and whether a quotation is open at their end."""

    rows: list[PastedRow]
    _surplus: int = 0  # opening marks without their closing ones
    _repeated: int = 0  # of those, the ones that only repeat that of the quotation they stand in
    _curly: bool = False
    _straight: int = 0

    def __post_init__(self) -> None:
        gathered, self.rows = self.rows, []
        for row in gathered:
            self.add(row)

    def add(self, row: PastedRow) -> None:
        """Take in one more row."""
        self._repeated += bool(self._curly and _repeats(self.rows[-1].text, row.text))
        self._surplus += row.text.count("“") - row.text.count("”")
        self._curly = self._curly or "“" in row.text or "”" in row.text
        self._straight += row.text.count('"')
        self.rows.append(row)

    @property
    def open(self) -> bool:
        """Whether a quotation is open after the last row."""
        if not self._curly:
            return self._straight % 2 == 1
        closed = self._surplus == self._repeated and re.search(r"”[.;,]?$", without_mover(self.rows[-1].text)[0])
        return self._surplus > 0 and not closed


_LABEL = (
    r"(?:\((?:[A-Z]*[0-9]+[A-Z]*)?\s?\)|[0-9]+[A-Z]*|[A-Z]{1,2}[0-9]+[A-Z]*)(?:$|\s(?=[A-Z(“‘\"]))"
    r"|\([A-Za-z]{1,6}\)(?:\s|$)"
)
"""The label of a subsection, section or paragraph, which begins with a capital, or of a lettered paragraph."""

_NUMBERED = re.compile(
    r"(?P<marks>(?:[★☆]|Gov\b|\s)*)(?:Amendment\s+(?:No\.?\s*)?)?"
    rf"(?P<number>{NUMBER}|New (?:Clause|Schedule) \d+|\([a-z]{{1,2}}\))[:.]?(?:\s+(?P<rest>\S.*))?"
)
_SERIES = {"New Clause ": "NC", "New Schedule ": "NS"}
_IN_CLAUSE = re.compile(
    r"(?:.*?\b(?:Amendments? (?:made|proposed|moved|agreed to)|I beg to move)\b:?,?\s*)?(?:amendment\s+)?"
    rf"(?P<number>{NUMBER}), in (?:the )?(?P<unit>clause|schedule|title)\b(?P<rest>.*)",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"(?:Clause \S+|(?:The )?Schedule(?: \S+)?|(?:In )?(?:The )?Title),? (?:page|lines?) \d|Page \d+, "
    r"|(?:clause|cls?|schedule|sched|sch)\.?\s*[A-Z]{0,2}\d+[A-Z]{0,2}\W{1,3}(?:page|pg|p)\.?\s*\d{1,6}\W{0,3}"
    r"(?:lines?|ln|l)\.?\s*\d{1,6}\W{1,3}(?:leave|at|after|before|insert)\b",
    re.IGNORECASE,
)
_START = re.compile(
    r"In (?:sub-?)*(?:section|paragraph) \(?\w+\)?(?:\(\w+\))*, (?:at|leave|after|before)\b"
    r"|(?:Clause|Schedule) \w+, (?:leave out|transpose) (?:the )?(?:Clause|Schedule)\b|Leave out Clauses \d"
    r"|Line \d+,? (?:at|leave|after|before)\b|To move the following\b|Insert the following new\b"
    r"|(?:After|Before) (?:the )?(?:Clause|Schedule)\b.*\binsert\b|Leave out (?:the )?(?:Clause|Schedule) \d"
    r"|Transpose (?:the )?(?:Clause|Schedule)\b|Divide (?:the )?(?:Clause|Schedule)\b|The above-named\b"
)
_ACTION = re.compile(r"(?:at end|at beginning|after|before|leave out|insert)\b", re.IGNORECASE)
_PLACE = re.compile(r"(?:(?:After|Before) (?:the )?)?(?:Clause|Schedule)(?: [A-Z]*\d+[A-Z]*)?|Title", re.IGNORECASE)
_WHOLE = re.compile(r"Page \d+, line \d+,? leave out (?:Clause|Schedule)\b", re.IGNORECASE)
_NOTE = re.compile(r"As (?:an )?amendments? to\b", re.IGNORECASE)
_ENDS_NOTE = re.compile(r"(?:[:—.)]|\d[A-Z]*)$")
_STATEMENT = re.compile(r"[*_#\s]*member[’']s explanatory statement[*_:.\s]*(?P<rest>.*)", re.IGNORECASE)
_MOVED = re.compile(r"(?:Moved|Tabled) by:?\s*(?P<names>.*)|(?P<mover>.+?) moved Amendments? .*", re.IGNORECASE)
_MOVES = re.compile(rf".+? moved,? (?:as )?Amendment (?:No\.? ?)?(?P<number>{NUMBER}):?", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\b(?:leave out|insert|after|before|from|to)\b ?[—-]?\s*\(\s*\"")
_WITHDRAWN = re.compile(r"The following amendments? (?:was|were) withdrawn\b.*|Withdrawn Amendments?", re.IGNORECASE)
_FURNITURE = re.compile(r"(?:HL )?Bill \d+\s*(?:[—–-].*|\d+/\d+)?|\d+/\d+|Page \d+(?: of \d+)?|[—–_*=-]{2,}")
_MARK = re.compile(r"(?:[★☆]|Gov|\s)+")
_ATTRIBUTED = re.compile(r"\.?\s*[—–]\s*\((?P<name>[^()]+?)\.?\)$")
_TITLED = re.compile(
    r"(?:The )?(?:Rt Hon|(?:Lord )?(?:Arch)?bishop|Lord|Lady|Baron(?:ess)?|Viscount(?:ess)?|Earl|Countess|Marquess"
    r"|Duke|Duchess|Sir|Dame|Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?|Rev(?:erend)?|Member for|Secretary [A-Z])\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\b(Bill|Stage|House|Commons|Lords|Committee|Amendments?|Paper|List|Clauses?|Schedules?|Report|Reading|Act|Orders?"
    r"|Part|Chapter|Title|Page|Line|Government|Division|Question|Supplementary|Marshalled|New|Insert|Leave)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset("of the and de von van der den la le du upon in for on y ap".split())
_ENDS_ROW = re.compile(r"(?:[—―;,.:”\"?!)]|\b(?:and|or))$")
_ENDS_SENTENCE = re.compile(r"[.?!][”’\")\]]*$")
_BEGINS_ROW = re.compile(rf"[“\"]|(?:{_LABEL})")
_HEADING = re.compile(r"[“\"](?!\()[^.;:—―]*$")
_STOPS = re.compile(r"[.;:—―]")
DASHES = ("—", "―")
_REPEATED = re.compile(rf"“(?:{_LABEL})")
_CITES = re.compile(r"\)\s+(?:and|or)$")  # "subsections (1) and", which goes on
_SUBSECTION = re.compile(r"“?\([A-Z]*[0-9]+[A-Z]*\)\s[A-Z]")
_QUOTES_ACT = re.compile(r"\b(?:insert|substitute)\s*[—―]$")
_WANTS_MORE = re.compile(r"(?:[—―,]|\b(?:and|or|to|from|in|on|insert|out|after|before|lines?|page|(?:sub-)*"
                         r"paragraphs?|subsections?))$")  # fmt: skip
_WANTS_NUMBER = re.compile(r"\b(?:lines?|page|and|to)$")
_FAR = 200  # rows that may stand between a number and its instruction
_WRAPPED = 130  # a row that was wrapped is no longer than this


def pasted_rows(text: str) -> list[PastedRow]:
    """The rows of a text that are not blank."""
    found: list[PastedRow] = []
    apart = False
    for line, raw in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        words = " ".join(raw.split())
        if words:
            found.append(PastedRow(words, line, apart))
        apart = not words
    return found


def kind(row: PastedRow) -> RowKind:
    """What a row is that stands outside the words and statement of an amendment."""
    if number_of_row(row)[0]:
        return RowKind.NUMBER
    for pattern, what in (
        (_MARK, RowKind.MARK),
        (_PLACE, RowKind.PLACE),
        (_MOVED, RowKind.MOVED),
        (_WITHDRAWN, RowKind.WITHDRAWN),
        (_FURNITURE, RowKind.FURNITURE),
    ):
        if pattern.fullmatch(row.text):
            return what
    if _NOTE.match(row.text):
        return RowKind.NOTE
    return RowKind.NAMES if names(row) else RowKind.OTHER


def number_of_row(row: PastedRow) -> tuple[str, str]:
    """The number and the marks (★, Gov) of a row that holds nothing else; "" when it is none."""
    match = _NUMBERED.fullmatch(row.text)
    return (_short(match["number"]), match["marks"]) if match and not match["rest"] else ("", "")


def names(row: PastedRow) -> list[str]:
    """The names on a row, in order; none when it is not a row of names."""
    parts = [part.strip() for part in row.text.rstrip(",").split(", ")]
    return parts if all(map(_is_name, parts)) else []


def movers(row: PastedRow) -> list[str]:
    """The names in "Moved by …" or "… moved Amendment 3:"; none where they stand on the rows below."""
    match = _MOVED.fullmatch(row.text)
    said = (match["names"] or match["mover"] or "") if match else ""
    return (names(replace(row, text=said)) or [said]) if said else []


def moved_number(row: PastedRow) -> str:
    """The number in "… moved Amendment No. 3:"; "" where it names none, or more than one."""
    match = _MOVES.fullmatch(row.text)
    return match["number"] if match else ""


def curly_in_brackets(words: list[str]) -> list[str]:
    """The words of an amendment with the ("…") of Hansard to about 2006 as “…”, and without its full stop."""
    whole = "\n".join(words)
    if not _IN_BRACKETS.search(whole) or "“" in whole:
        return words
    whole = re.sub(r"\(\s*[\"”]", "“", whole)
    whole = re.sub(r"[\"“]\s*\)", "”", whole)
    return (whole.removesuffix(".") if whole.endswith("”.") else whole).split("\n")


def note_above(listed: Sequence[PastedRow], at: int) -> tuple[str, int]:
    """The note that begins on the row before that index, with the row it is wrapped to; and where it ends."""
    words = listed[at - 1].text
    if at < len(listed) and not number_of_row(listed[at])[0]:
        further = listed[at].text
        if not _ENDS_NOTE.search(words) or (words.endswith(")") and further.startswith("(")):
            return f"{words} {further}", at + 1
    return words, at


def statement(row: PastedRow) -> PastedRow | None:
    """What follows the heading of a statement on its row, perhaps nothing; None when it is not that heading."""
    match = _STATEMENT.fullmatch(row.text)
    return replace(row, text=match["rest"]) if match else None


def start(listed: Sequence[PastedRow], at: int, *, within: bool) -> Start | None:
    """The amendment that begins on the row at that index; None when none does.

    within: whether a quotation is still open there, so that only what can be nothing else is taken for a beginning.
    """
    row = listed[at]
    if match := _IN_CLAUSE.fullmatch(row.text):
        return Start((replace(row, text=match["unit"].capitalize() + match["rest"]),), match["number"])
    match = _NUMBERED.fullmatch(row.text)
    rest = (match["rest"] or "") if match else ""
    if match and (_PLACED.match(rest) or _START.match(rest) or (not within and _ACTION.match(rest))):
        return Start((replace(row, text=rest),), _short(match["number"]), match["marks"])
    if _PLACED.match(row.text):
        return Start((row,))
    if within:
        return None
    if _START.match(row.text) or (at and _ACTION.match(row.text) and number_of_row(listed[at - 1])[0]):
        return Start((row,))
    return _hansard_clause(listed, at)


def leads_to_start(listed: Sequence[PastedRow], at: int) -> bool:
    """Whether only names, places and the like stand between the row at that index and the start of an amendment."""
    for index in range(at, min(at + _FAR, len(listed))):
        if start(listed, index, within=False) is not None:
            return True
        if kind(listed[index]) in (RowKind.OTHER, RowKind.WITHDRAWN) or statement(listed[index]) is not None:
            return False
    return False


def without_mover(words: str) -> tuple[str, str]:
    """The words without the mover that Hansard puts after them, “—(Member.)”, and the mover; "" where there is none."""
    match = _ATTRIBUTED.search(words)
    return (words[: match.start()], match["name"]) if match and _is_name(match["name"]) else (words, "")


def continues(words: GatheredWords, row: PastedRow) -> bool:
    """Whether a row goes on with the words of an amendment."""
    last = words.rows[-1].text
    if words.open or (kind(row) is RowKind.FURNITURE and _WANTS_MORE.search(last)):
        return True
    if row.text.split(" ")[0].isdecimal():
        return bool(_WANTS_NUMBER.search(last))
    if row.text[0].islower() or row.text[0] in '“"':
        return True
    return bool(_BEGINS_ROW.match(row.text)) and bool(_WANTS_MORE.search(last))


def needs_place(instruction: str) -> bool:
    """Whether an instruction leaves its clause or Schedule to a heading above it."""
    if instruction.startswith("Page"):
        return not _WHOLE.match(instruction)
    return bool(re.match(r"insert the following new", instruction, re.IGNORECASE))


def ends_sentence(row: PastedRow) -> bool:
    """Whether a row ends with a sentence."""
    return bool(_ENDS_SENTENCE.search(row.text))


def wrapped_at(listed: Sequence[PastedRow]) -> int | None:
    """The width at which a text was wrapped; None when its rows are whole paragraphs."""
    width = max((len(row.text) for row in listed), default=0)
    full = sum(len(row.text) >= 0.8 * width for row in listed)
    return width if width <= _WRAPPED and full >= 3 else None


def pasted_paragraphs(words: Sequence[PastedRow], width: int | None) -> tuple[list[str], list[PastedRow]]:
    """The printed paragraphs of the words of an amendment: wrapped rows joined, repeated quotation marks taken out.

    Second, the rows that were joined to the one above although a paragraph may begin there.
    """
    gathered, unsure = GatheredWords([words[0]]), list[PastedRow]()
    pieces = [[words[0].text]]
    headed = False  # whether the paragraph may be a heading, as far as it goes
    for row in words[1:]:
        instruction = len(pieces) == 1 and not gathered.rows[-1].text.endswith(DASHES)
        if _is_new(gathered, row, width, instruction=instruction, headed=headed):
            pieces.append([row.text])
            headed = bool(_HEADING.match(row.text))
        else:
            above = gathered.rows[-1].text
            may_be_new = (headed and row.text[0].isupper()) or above.endswith(";")
            unsure += [row] if may_be_new and not instruction else []
            pieces[-1].append(row.text)
            headed = headed and not _STOPS.search(row.text)
        gathered.add(row)
    joined = [" ".join(piece) for piece in pieces]
    first = next((index for index, text in enumerate(joined) if "“" in text), len(joined))
    repeated = {index for index in range(first + 1, len(joined)) if _repeats(joined[index - 1], joined[index])}
    if repeated and sum(text.count("“") - text.count("”") for text in joined) == len(repeated):
        joined = [text[1:] if index in repeated else text for index, text in enumerate(joined)]
    return joined, unsure


def sentences(listed: Sequence[PastedRow], width: int | None) -> list[str]:
    """The paragraphs of a statement, wrapped rows joined."""
    joined: list[str] = []
    before: PastedRow | None = None
    for row in listed:
        if before is None or (ends_sentence(before) and (row.apart or _fits(before, row, width))):
            joined.append(row.text)
        else:
            joined[-1] += f" {row.text}"
        before = row
    return joined


def _hansard_clause(listed: Sequence[PastedRow], at: int) -> Start | None:
    """A new clause as Hansard prints it: number, heading, and the words in quotation marks without the heading."""
    if at < 1 or at + 1 >= len(listed):
        return None
    above, heading, below = listed[at - 1 : at + 2]
    series = number_of_row(above)[0][:2]
    if series not in ("NC", "NS") or not re.match("“.", below.text) or heading.text.startswith("“"):
        return None
    unit = "Clause" if series == "NC" else "Schedule"
    words = (
        replace(heading, text=f"To move the following {unit}—"),
        replace(heading, text=f"“{heading.text}"),
        replace(below, text=below.text[1:]),
    )
    return Start(words, taken=2)


def _repeats(before: str, text: str) -> bool:
    """Whether the opening mark of a row may only repeat that of the quotation it stands in, as Hansard prints them."""
    return bool(_REPEATED.match(text)) and not _QUOTES_ACT.search(before)


def _is_new(gathered: GatheredWords, row: PastedRow, width: int | None, *, instruction: bool, headed: bool) -> bool:
    """Whether a row begins a paragraph, after those gathered so far.

    instruction: whether these are only the instruction, without a dash at its end; headed: whether the paragraph that
    they end with may be a heading.
    """
    before = gathered.rows[-1]
    label = bool(_BEGINS_ROW.match(row.text))
    ends = bool(_ENDS_ROW.search(before.text)) and not _CITES.search(before.text)
    if instruction:
        return label and ends and gathered.open and row.text[0] not in '“"'
    if row.apart:
        return True
    fits = _fits(before, row, width)
    if headed and not row.text[0].islower():
        return fits or label
    if label and _SUBSECTION.match(row.text):
        return True
    return (label and (ends or fits)) or (fits and (ends or not row.text[0].islower()))


def _fits(before: PastedRow, row: PastedRow, width: int | None) -> bool:
    """Whether the first word of a row would have fitted on the row before it, so that a paragraph ended there."""
    return width is None or len(before.text) + 1 + len(row.text.split(" ")[0]) <= 0.85 * width


def _is_name(words: str) -> bool:
    plain = re.sub(r"(?:\s*(?:\[R\]|\([^()]*\)))+$", "", words)
    parts = plain.split()
    if not parts or len(parts) > 9 or re.search(r"[\d;:—“”?!\[\]()]", plain) or (plain[-1] == "." and len(parts) > 1):
        return False
    if not all(part[0].isupper() or part in _PARTICLES for part in parts) or not parts[0][0].isupper():
        return False
    return bool(_TITLED.match(plain)) or (len(parts) > 1 and not _NO_NAME.search(plain))


def _short(printed: str) -> str:
    for words, series in _SERIES.items():
        printed = printed.replace(words, series)
    return printed
