"""What a keyboard gives for the marks and citations of the paper: each read as the form it stands for, and noted.

“cl 26 p14 l8 leave out 'x' & insert - "y"” has one reading. It is put into the accepted form before it is read, and
each change is a note that shows that form. What may be read in two ways is left as it is, for the reader to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from amend.english.quotes import curled
from amend.model.short_citation import unit_meant

DASHES = r"(?::\s*)?(?:-{1,3}|[‐‑‒–−—―])|:"
"""What is typed for the dash before what comes in on rows of its own."""

_BEFORE_MATTER = re.compile(
    rf"\b(?P<word>insert|substitute|Clause|Schedule)(?P<dash>\s*(?:{DASHES})\s*)(?=«(?P<at>\d+)»)", re.IGNORECASE
)
_ACCEPTED = re.compile(r"[—―]\s*")
_HEADING = re.compile(r"\((?:[^()]|\([^()]*\))*[^()\w](?:[^()]|\([^()]*\))*\)|\((?=[^()]{7})\w+\)")
_HELD = re.compile(r"‹(\d+)›")
_NUMBER = r"[A-Z]{0,2}\d+[A-Z]{0,2}"
_BETWEEN = r"\s*(?:[,;:.]|-{1,2}|[‐‑‒–−—])?\s*"
_VERB = r"(?=(?:leave|at|after|before|insert)\b)"
_UNIT = r"clause|cls?|schedule|sched|sch"
_TYPED_PLACE = re.compile(
    rf"(?:(?:(?P<unit>{_UNIT})\.?\s*(?P<number>{_NUMBER}|‹\d+›)|(?P<bare>(?-i:\d+[A-Z]?)))"
    rf"(?P<one>{_BETWEEN})(?:(?<=\W)|(?=p)))?"
    rf"(?:(?:page|pg|p)\.?\s*(?P<page>\d{{1,6}})(?:(?P<two>{_BETWEEN})(?:lines?|ln|l)\.?\s*(?P<line>\d{{1,6}}))?"
    rf"|(?P<page2>\d{{1,6}})\s*[:/]\s*(?P<line2>\d{{1,6}}))"
    rf"(?P<three>{_BETWEEN}){_VERB}",
    re.IGNORECASE,
)
_WORDS = tuple(
    (re.compile(pattern, re.IGNORECASE), now)
    for pattern, now in (
        (r"\bleave-out\b", "leave out"),
        (r"(?<=\s)&(?=\s)", "and"),
        (r"\bsub-sections?(?= \()", "subsection"),
        (r"\b(?:sub-?paras?|subparagraphs?)\b\.?(?= ?\()", "sub-paragraph"),
        (r"(?<!-)\bparas?\b\.?(?= ?\()", "paragraph"),
    )
)
_LINES = re.compile(
    r"\b(?P<unit>lines|ll|ls)\.?\s*(?P<one>\d{1,6})\s*(?P<to>-{1,2}|[‐‑‒–−—]|to)\s*(?P<two>\d{1,6})", re.IGNORECASE
)
_RUN = re.compile(r"(?P<one>\(\w{1,6}\))\s*(?:-{1,2}|[‐‑‒–−—])\s*(?P<two>\(\w{1,6}\))")
_CITED = re.compile(rf"\b(?P<unit>{_UNIT})\.?\s*(?P<number>{_NUMBER})\b", re.IGNORECASE)
_NEW = re.compile(
    rf"(?P<side>after|before) (?:(?P<unit>{_UNIT})\.?\s*)?(?P<number>{_NUMBER}|‹\d+›)(?P<comma>{_BETWEEN})"
    r"(?=insert the following new (?P<kind>clause|schedule)\b)",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"(?<![^\s(\[—–-])['‘](?P<words>[^'‘’`]+)['’](?=[\s,;.)]|$)")
_DOUBLED = re.compile(r"''|``|[„‟＂]")


def double_marks(words: str) -> tuple[str, tuple[str, ...]]:
    """Words with their quotation marks curled, and a note where they were not.

    Single marks are read as double ones only where there are no others and each stands at the edge of a quotation.
    """
    notes: list[str] = []
    if _DOUBLED.search(words):
        words = _DOUBLED.sub('"', words)
    if '"' in words:
        words = curled(words)
        notes.append("straight quotation marks were read as “ and ”")
    elif not any(mark in words for mark in "“”"):
        turned = _SINGLE.sub("“\\g<words>”", words)
        if turned != words and not any(mark in turned for mark in "'‘’"):
            words = turned
            notes.append("single quotation marks were read as “ and ”")
    return words, tuple(notes)


_CLAUSE_NUMBER = re.compile(
    r"(?P<number>\(?(?:[A-Z]{0,2}\d+[A-Z]{1,3}|[A-Z]{1,2}\d+|\d{1,3})\)?)\.?(?:\s+(?=[A-Z][^A-Z]|[“‘(])|$)"
)
_SENTENCE_ENDS = re.compile(r"[.;,:—―”]$")


def without_number(clause: str) -> tuple[str, str]:
    """The rows of a new clause without a number before its heading, and that number; "" where there is none.

    “26A Ponds” has one, “28 days’ notice” and “5G networks” are headings.
    """
    rows = clause.split("\n")
    titled = [at for at, row in enumerate(rows) if row.strip()][:2]
    for at in titled:
        row = rows[at].strip()
        found = _CLAUSE_NUMBER.match(row)
        if found and not _SENTENCE_ENDS.search(row):
            rest = row[found.end() :]
            return "\n".join([*rows[:at], *([rest] if rest else []), *rows[at + 1 :]]), found["number"]
        if _SENTENCE_ENDS.search(row) or row.startswith("("):
            break
    return clause, ""


_OPENS_LIST = re.compile(
    r"(?<![\w’'”)])(?P<word>[\w’'”)]*)(?P<dash>[ \t]{0,4}:?[ \t]{0,4}(?:-{1,3}|[‐‑‒–−])[ \t]{0,4})"
    r"(?=(?:\n[ \t]{0,40})+(?:\([aiA]\)|“))"
)


def lists_opened(matter: str) -> tuple[str, tuple[str, ...]]:
    """What comes in, with a dash where a hyphen or the like was typed at the end of a row before a list or a quotation,
    and a note for each. A list begins with (a), (i) or (A): a row before (1) may be a heading."""
    typed = (f"{found['word']}{found['dash'].rstrip()}" for found in _OPENS_LIST.finditer(matter))
    meant = (f"{found['word']}—" for found in _OPENS_LIST.finditer(matter))
    notes = (f"“{was}” was read as “{now}”" for was, now in zip(typed, meant, strict=True))
    return _OPENS_LIST.sub(r"\g<word>—", matter), tuple(dict.fromkeys(notes))


def doubtful(masked: str) -> frozenset[int]:
    """The quotations, by number, that follow a typed dash or colon in the same row, where words may be meant."""
    return frozenset(
        int(found["at"])
        for found in _BEFORE_MATTER.finditer(masked)
        if not _ACCEPTED.fullmatch(found["dash"].strip()) and "\n" not in found["dash"]
    )


def put_right(masked: str) -> tuple[str, tuple[str, ...]]:
    """An instruction in one row, its quotations as «0», with each slip put right, and a note for each."""
    if "‹" in masked:
        return masked, ()
    headings: list[str] = []

    def hold(found: re.Match[str]) -> str:
        headings.append(found[0])
        return f"‹{len(headings) - 1}›"

    def shown(words: str) -> str:
        return _HELD.sub(lambda found: headings[int(found[1])], words)

    text, notes = _HEADING.sub(hold, masked), []
    for was, now in list(_changes(text)):
        text = text.replace(was, now, 1)
        notes.append(f"“{shown(was.strip())}” was read as “{shown(now.strip())}”")
    return shown(text), tuple(dict.fromkeys(notes))


def _changes(text: str) -> Iterator[tuple[str, str]]:
    """What is to be put in the place of what, in order."""
    if found := _TYPED_PLACE.match(text):
        yield from _place(found)
    elif found := _NEW.match(text):
        yield from _beside(found)
    yield from _in_action(text[found.end() :] if found else text)


def _in_action(text: str) -> Iterator[tuple[str, str]]:
    """The same of what follows the place."""
    for pattern, now in _WORDS:
        for one in pattern.finditer(text):
            many = one[0].rstrip(".").endswith("s") and now.endswith(("paragraph", "section"))
            yield one[0], f"{now}{'s' * many}"
    for one in _LINES.finditer(text):
        if one["to"].lower() != "to" or one["unit"].lower() != "lines":
            yield one[0], f"lines {one['one']} to {one['two']}"
    for one in _RUN.finditer(text):
        yield one[0], f"{one['one']} to {one['two']}"
    for one in _CITED.finditer(text):
        now = f"{unit_meant(one['unit']).capitalize()} {one['number']}"
        if now.casefold() != one[0].casefold():
            yield one[0], now
    for one in _BEFORE_MATTER.finditer(text):
        if not _ACCEPTED.fullmatch(one["dash"]):
            yield f"{one['word']}{one['dash']}", f"{one['word']}—"


def _place(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    """The place of an amendment, where more than a comma is not as it should be; that is told where it is read."""
    if found["bare"] and re.match(r"\w+[.:]?\s+page\b|\w+\W+Page\b", found[0]):
        return  # “12 Page 9, line 4” is how a paper prints amendment 12
    number = found["number"] or found["bare"]
    unit = unit_meant(found["unit"]).capitalize() if found["unit"] else "Clause"
    page, line = found["page"] or found["page2"], found["line"] or found["line2"]
    rows = [*([f"{unit} {number}"] if number else []), f"page {page}", *([f"line {line}"] if line else [])]
    if found[0].replace(", ", " ").casefold() != f"{' '.join(rows)} ".casefold():
        out = ", ".join(rows)
        yield found[0], f"{out[0].upper()}{out[1:]}, "


def _beside(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    """The place of a new clause: a number alone is that of a clause, where a clause comes in; and its comma."""
    number, kind = found["number"], found["kind"].lower()
    if not found["unit"] and (kind != "clause" or not number[0].isdecimal()):
        return
    unit = unit_meant(found["unit"]).capitalize() if found["unit"] else "Clause"
    now = f"{found['side']} {unit} {number}, "
    if now.casefold() != found[0].casefold():
        yield found[0], now
