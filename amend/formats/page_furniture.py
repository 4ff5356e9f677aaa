"""What a page carries beside its text, found in pasted rows: columns, margin numbers, running heads, broken words.

What is certain to be no word is left out, and a word that was broken at the end of a row is joined; each is a note with
its line. What may be either stays, with a note that says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_letters

from amend.formats.mangled import mended
from amend.formats.paste_rows import GatheredWords, PastedRow


@dataclass(frozen=True, slots=True)
class Note:
    """What was done to a row, or what it may be. line: from 1, in the text as pasted."""

    message: str
    line: int


_DAY = r"(?:\d{1,2} [A-Z][a-z]+ \d{4}\s*[:,—–-]?\s*)?"
_COLUMN = re.compile(
    rf"{_DAY}\[?Col(?:umn|\.)?s?\s*(?:number|no\.?)?\s*:?\s*(?:GC|WH|WS|WA)?\s*\d{{1,5}}\s*(?:GC|WH|WS|WA|W|P)?\]?"
    r"(?:\s*[—–-]?\s*continued)?",
    re.IGNORECASE,
)
_COLUMN_WITHIN = re.compile(r"\bColumn \d{1,5}\b")
_TIME = re.compile(r"\d{1,2}(?:[.:]\d{2})? ?[ap]\.?m\.?|(?:Noon|Midnight)", re.IGNORECASE)
_SPEAKER = re.compile(
    r"(?:The )?(?:Lord|Lady|Baroness|Viscount(?:ess)?|Earl|Countess|Marquess|Duke|Sir|Dame|Mr|Mrs|Ms|Miss|Dr)\.?"
    r" [A-Z][\w’'-]+(?: (?:of|and|the|[A-Z][\w’'-]+))*(?: \([^()]*\))*:?"
)
_HEAD = re.compile(
    r"(?:HOUSE OF (?:COMMONS|LORDS)|.{2,90} Bill(?: \[(?:HL|Lords)\])?(?:,? ?[—–-]? ?\(?continued\)?)?"
    r"|.{2,90}, continued|(?:Committee|Report|Consideration) Stage.*)",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"continued\)?$", re.IGNORECASE)
_LETTERS = f"{ascii_letters}’"
_GOES_ON = re.compile(r"(?P<last>[a-z]+)(?P<rest>.*)")
_KEEP_HYPHEN = frozenset(
    "sub sub-sub non cross self co ex well so anti multi semi pre post mid inter part long short full half high low"
    " first second third one two three four five six ten year day by in out up on off over under above pro quasi vice"
    " re- life time third- joint all cost decision follow fact public private set top".split()
)
_BEGINS = re.compile(r"\b(?:page|lines?) \d|\b(?:insert the following new|to move the following)\b", re.IGNORECASE)
_STOPPED = re.compile(r"(?:[—―;:.”]|,? (?:and|or))$")
_AT_END = re.compile(r"(?P<words>.*\S) (?P<number>\d{1,3})$")
_AT_START = re.compile(r"(?P<number>\d{1,3}) (?P<words>[a-z].*)$")


def cleared(listed: Sequence[PastedRow]) -> tuple[list[PastedRow], list[Note]]:
    """The rows without what a page carries beside them, and a note for each thing left out, joined or unsure."""
    notes: list[Note] = []
    rows: list[PastedRow] = []
    for row in listed:
        text, said = mended(row.text)
        notes += [Note(f"“{_short(text)}”: {message}", row.line) for message in said]
        if " ".join(text.split()):
            rows.append(replace(row, text=" ".join(text.split())))
    heads = Counter(row.text for row in rows if _HEAD.fullmatch(row.text))
    kept: list[PastedRow] = []
    quoting = _Quoting()
    for index, row in enumerate(rows):
        within = quoting.open
        if what := _furniture(rows, index, within, heads):
            notes.append(Note(f"“{_short(row.text)}” is {what}, and was left out", row.line))
            if index + 1 < len(rows):  # a page may break within a paragraph
                rows[index + 1] = replace(rows[index + 1], apart=rows[index + 1].apart and not within)
            continue
        if within and (may := _may_be(row, heads)):
            notes.append(Note(f"“{_short(row.text)}” may be {may}; take it out if it is", row.line))
        kept.append(row)
        quoting.add(row)
    for numbers in (_margin(_AT_END, kept), _margin(_AT_START, kept)):
        for index, match in numbers:
            notes.append(Note(f"“{match['number']}” is a printed line’s number, and was left out", kept[index].line))
            kept[index] = replace(kept[index], text=match["words"])
    return _joined(kept, notes), sorted(notes, key=lambda note: note.line)


def _furniture(rows: Sequence[PastedRow], index: int, within: bool, heads: Counter[str]) -> str:
    """What a row is that is certain to be no word of a text; "" for any other."""
    row = rows[index]
    if _COLUMN.fullmatch(row.text):
        return "a column number of Hansard"
    if not within:
        return ""
    if _TIME.fullmatch(row.text):
        return "a time printed in Hansard"
    if _SPEAKER.fullmatch(row.text) and len(row.text.split()) > 1:
        return "a speaker’s name"
    if _HEAD.fullmatch(row.text) and (heads[row.text] > 1 or _CONTINUED.search(row.text)):
        return "a running head"
    if row.text.isdecimal() and index and (row.apart or _STOPPED.search(rows[index - 1].text)):
        return "a page or line number that stands alone"
    return ""


def _may_be(row: PastedRow, heads: Counter[str]) -> str:
    if found := _COLUMN_WITHIN.search(row.text):
        return f"cut by Hansard’s “{found[0]}”"
    return "a running head" if row.text in heads else ""


class _Quoting:
    """Whether a quotation is open after the rows so far, in which a page's own text would become words of the Bill."""

    def __init__(self) -> None:
        self._words: GatheredWords | None = None

    def add(self, row: PastedRow) -> bool:
        """Take in one more row; whether a quotation is open after it."""
        if _BEGINS.search(row.text):
            self._words = GatheredWords([row])
        elif self._words is not None:
            self._words.add(row)
        return self.open

    @property
    def open(self) -> bool:
        return self._words is not None and self._words.open


def _margin(pattern: re.Pattern[str], rows: Sequence[PastedRow]) -> list[tuple[int, re.Match[str]]]:
    """The rows that a margin number stands on, each 5 more than the one above it in the same amendment."""
    runs: list[list[tuple[int, re.Match[str]]]] = []
    quoting = _Quoting()
    for index, row in enumerate(rows):
        within = quoting.open
        within = quoting.add(row) or within
        match = pattern.fullmatch(row.text)
        if match is None or int(match["number"]) % 5 or not int(match["number"]):
            continue
        last = runs[-1][-1] if runs else None
        follows = last is not None and int(match["number"]) == int(last[1]["number"]) + 5 and index - last[0] <= 8
        if within and follows:
            runs[-1].append((index, match))
        elif within:
            runs.append([(index, match)])
    return [found for run in runs if len(run) > 1 for found in run]


def _joined(rows: list[PastedRow], notes: list[Note]) -> list[PastedRow]:
    """The rows with each word that was broken at the end of one whole again."""
    words = Counter(word.lower() for row in rows for word in re.findall(r"[A-Za-z’]+(?:-[A-Za-z’]+)*", row.text))
    out: list[PastedRow] = []
    for row in rows:
        broken = out[-1].text[:-1] if out and out[-1].text.endswith("-") else ""
        head = broken.rstrip(_LETTERS)
        first = broken[len(head) :]
        goes_on = _GOES_ON.fullmatch(row.text)
        if goes_on is None or not first:
            out.append(row)
            continue
        last = goes_on["last"]
        whole, _ = rejoined(first, last, words, keep=head.endswith("-"))
        how = "kept with the hyphen" if "-" in whole else "joined"
        notes.append(Note(f"“{first}-” and “{last}”, broken at the end of a row, were {how}: “{whole}”", out[-1].line))
        rest = goes_on["rest"]
        if rest.lstrip()[:1] in ("(", "“", '"'):  # which by itself would look like the beginning of a paragraph
            out[-1] = replace(out[-1], text=f"{head}{whole}{rest}")
            continue
        mark = re.match(r"\S*", rest)
        tail = mark[0] if mark else ""
        out[-1] = replace(out[-1], text=f"{head}{whole}{tail}")
        if rest[len(tail) :].strip():
            out.append(replace(row, text=rest[len(tail) :].strip()))
    return out


def rejoined(first: str, last: str, known: Mapping[str, int], *, keep: bool = False) -> tuple[str, bool]:
    """The word whose parts stand before and after a hyphen at the end of a row, and whether it is sure how it is
    written: the text has it elsewhere in one way only.

    known: its words in small letters, each with how often it is there. keep: whether the hyphen stays where the text
    does not have the word.
    """
    joined, hyphened = f"{first}{last}", f"{first}-{last}"
    there, apart = known.get(joined.lower(), 0), known.get(hyphened.lower(), 0)
    keeps = apart > there if there or apart else keep or first.lower() in _KEEP_HYPHEN
    return hyphened if keeps else joined, bool(there) != bool(apart)


def _short(words: str) -> str:
    return words if len(words) <= 50 else words[:50].rsplit(" ", 1)[0] + "…"
