"""Why an instruction is not read: which form it seems to be, what is accepted for it, and where reading stopped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from amend.english import phrases
from amend.model.nearest import did_you_mean

_MASK = re.compile(r"«(\d+)»")
_PLACE = r"(?:(?:Clause|(?:The )?Schedule|Title|In the Title)\b[^,«]*,? |Page \d+,? |Line \d+,? )"
_VERB = r"(?:leave out|at end|at beginning|after|before|insert)\b"
_LABEL = r"\(?[0-9A-Za-z]+\)?"
_SIGN = re.compile(r"[^\w\s«(]+")
_VOCABULARY = (
    *("Clause", "Schedule", "Title", "page", "line", "lines", "leave", "out", "insert", "after", "before", "end"),
    *("beginning", "from", "transpose", "subsection", "paragraph", "sub-paragraph", "definition", "following", "and"),
)
"""The words of instructions, of which one that is not read may be a slip."""
_GENERAL = (
    "an instruction reads like “Clause 3, page 2, line 15, leave out “x” and insert “y””"
    " or “After Clause 5, insert the following new Clause—”"
)
_ACTION = (
    "after the place an amendment says “leave out “x””, “leave out “x” and insert “y””, “leave out from “x” to “y””,"
    " “leave out paragraph (a)”, “after “x” insert “y”” or “at end insert “y””"
)


@dataclass(frozen=True)
class UnreadForm:
    """A form that is not tabled. name: what it is. remedy: what to write instead, with groups of the pattern in it."""

    name: str
    pattern: str
    remedy: str

    def match(self, text: str) -> re.Match[str] | None:
        """The match of a whole instruction in this form; None when it is in another."""
        return re.search(self.pattern, text, re.IGNORECASE)


_UNREAD = (
    UnreadForm(
        "a page with a number before it",
        r"^(?P<number>[A-Z]{0,2}\d+[A-Z]{0,2})[.,:]?\s+(?P<rest>Page .*)$",
        "leave the number of the amendment out of its words; or where it is that of a clause, write “Clause {number},"
        " page 2, line 15, …”",
    ),
    UnreadForm(
        "an instruction with the number of the amendment before it",
        r"^(?:[A-Z]{0,2}\d+[A-Z]{0,2}|\(?[a-z]{1,2}\))[.:]?\s+"
        rf"(?P<rest>(?:{_PLACE}|After |Before |Leave out |To move ).*)$",
        "leave the number out of its words: “{rest}”",
    ),
    UnreadForm(
        "two instructions in one",
        rf"^(?P<place>.*?\bline \d+,? )(?P<first>{_VERB}.*?«\d+»),?(?: and|;)"
        r" (?P<second>(?:leave out|at end|at beginning|after|before)\b.*)$",
        "table two amendments: “{place}{first}” and “{place}{second}”",
    ),
    UnreadForm(
        "two instructions in one",
        rf"^{_PLACE}.*\binsert\b[^«]*«\d+».*?\n?\s*(?P<second>(?:Clause|Schedule|Page) \S+, (?:page|line) .*)$",
        "table two amendments; the second is “{second}”",
    ),
    UnreadForm(
        "a list with a run in it",
        rf"\bleave out (?P<unit>[a-z-]+?)s? (?P<first>{_LABEL})(?:,| and) {_LABEL} to (?P<last>{_LABEL})(?! to)",
        "name a run by its ends, as “leave out {unit}s {first} to {last}” where they follow one another, or table two"
        " amendments",
    ),
    UnreadForm(
        "a list with a run in it",
        rf"\bleave out (?P<unit>[a-z-]+?)s? (?P<first>{_LABEL}) to (?P<middle>{_LABEL})(?:,| and| to) ",
        "leave out the run by one amendment, “leave out {unit}s {first} to {middle}”, and what stands apart by another",
    ),
    UnreadForm(
        "an insertion at an appropriate place",
        r"\bat (?:the|an) appropriate place",
        "an amendment to a Bill names the line that what it inserts follows: “Clause 3, page 2, line 15, at end"
        " insert—”",
    ),
    UnreadForm(
        "several clauses left out at once",
        r"^(?P<lead>.*?)leave out (?P<unit>Clause|Schedule)s (?P<first>\S+?)(?:, .*)? (?:and|to) (?P<last>\S+)$",
        "table an amendment for each: “{lead}leave out {unit} {first}”",
    ),
    UnreadForm(
        "a definition or provision that is omitted, deleted or replaced",
        r"\b(?P<verb>omit|delete|remove|replace|strike out)\b",
        "an amendment to a Bill says “leave out”, not “{verb}”: “Clause 3, page 2, line 15, leave out “x” and insert"
        " “y””",
    ),
    UnreadForm(
        "a substitution as Acts are amended",
        r"\bfor [^«]*(?P<old>«\d+»)[^«]*,? substitute ?—?\s*(?P<new>«\d+»)",
        "an amendment to a Bill says “leave out {old} and insert {new}”",
    ),
    UnreadForm(
        "an addition",
        r"\badd\b",
        "an amendment to a Bill says “insert”: “Clause 3, page 2, line 15, at end insert “x””",
    ),
    UnreadForm(
        "an insertion at the end or beginning",
        r"\bat (?:the end|the beginning|start|the start)\b",
        "write “at end insert” or “at beginning insert”, and name the line",
    ),
    UnreadForm(
        "an insertion whose place comes after it",
        r"\binsert (?P<new>«\d+») (?P<side>after|before) (?P<old>«\d+»)",
        "say first where: “{side} {old} insert {new}”",
    ),
    UnreadForm(
        "words left out up to a line",
        r"\bto line (?P<line>\d+)",
        "say where in that line: “to end of line {line}”, or “to “x” in line {line}”",
    ),
    UnreadForm(
        "an occurrence that is told in other words",
        r"(?:where it (?:first|last)|\bthe last «|\b(?:sixth|seventh|all|every) «)",
        "write “the first “x””, to “the fifth”, before the quoted words; or “in both places” after them",
    ),
    UnreadForm(
        "words left out at two places",
        r"\bleave out (?P<one>«\d+») and (?P<other>«\d+»)",
        "table two amendments: “leave out {one}” and “leave out {other}”",
    ),
    UnreadForm(
        "a provision of a provision",
        r"\bleave out (?:sub-)*(?:sub)?(?:section|paragraph)s? \(\w+\)(?P<inner>\(\w+\))",
        "name the line on which {inner} begins: “leave out paragraph {inner}”",
    ),
    UnreadForm(
        "a place without a page",
        r"^(?P<unit>Clause|Schedule) (?P<number>\S+), (?P<line>lines? \d+)",
        "name the page too: “{unit} {number}, page 2, {line}, …”",
    ),
    UnreadForm(
        "a place of two lines",
        r"^(?P<where>(?:Clause|Schedule) \S+, page \d+), lines (?P<line>\d+)",
        "name the first of the lines: “{where}, line {line}, …”, or leave out the lines: “{where}, leave out lines …”",
    ),
    UnreadForm(
        "a place without a line",
        r"^(?P<where>(?:Clause|Schedule) \S+, page \d+), (?P<action>(?:leave out|at|after|before|insert)\b.*)$",
        "name the line: “{where}, line 15, {action}”",
    ),
    UnreadForm(
        "a place without page and line",
        r"^(?P<where>(?:Clause|(?:The )?Schedule)(?: [^,«]+)?), (?P<action>(?:leave out|at|after|before|insert)\b.*)$",
        "say on which page and line: “{where}, page 2, line 15, {action}”",
    ),
    UnreadForm(
        "a new clause that is not called one",
        r"^(?P<side>After|Before) (?P<beside>(?:Clause|Schedule) \w+)(?:\(\w+\))*, insert ?[^—]*—",
        "write “{side} {beside}, insert the following new Clause—”",
    ),
    UnreadForm(
        "an action without a place",
        r"^(?P<action>(?:leave out|at|after|before)(?! (?:the )?(?:Clause|Schedule))\b.*)$",
        "say where: “Clause 3, page 2, line 15, {action}”",
    ),
    UnreadForm(
        "a new clause without a place",
        r"^insert the following new (?P<kind>clause|schedule)",
        "write “After Clause 5, insert the following new {kind}—”, or in the Commons “To move the following {kind}—”",
    ),
    UnreadForm(
        "words inserted at no point",
        r"^(?P<where>.*line \d+), insert ?—?\s*(?P<new>«\d+»)$",
        "say at which point of the line: “{where}, at end insert {new}”, or “after “x” insert {new}”",
    ),
    UnreadForm(
        "a Clause left out without its line",
        r"^(?P<page>Page \d+), (?P<action>leave out (?:Clause|Schedule).*)$",
        "name the line on which it begins: “{page}, line 1, {action}”",
    ),
    UnreadForm(
        "a clause with what is in it as a place",
        r"^(?P<where>Clause|Schedule) (?P<number>\w+)(?P<labels>(?:\(\w+\))+), ",
        "name only the clause or Schedule: “{where} {number}, page 2, line 15, …”",
    ),
    UnreadForm(
        "words that are not quoted",
        r"\b(?P<what>leave out|after|before|insert)"
        r" (?P<words>(?!it\b|them\b|Clause\b|Schedule\b)[^\s«][^«,]*?)(?= and insert|, insert| insert|$)",
        "put the words between “ and ”: “{what} “{words}””",
    ),
)


def why(text: str, quotations: Sequence[str]) -> tuple[str, str]:
    """What to add to "is not an instruction that is understood", and the remedy.

    text: with its quotations as «0», «1».
    """
    stopped = _stopped(text)
    where = _where(stopped, quotations) if stopped and stopped != text else ""
    for form in _UNREAD:
        if match := form.match(text):
            slots = {key: value or "" for key, value in match.groupdict().items()}
            return f" (it is {form.name}){where}", _shown(form.remedy.format_map(slots), quotations, 200)
    if any(phrase.match(text) for phrase in phrases.PLACES):
        return where, _ACTION
    return where or _where(text, quotations), _GENERAL


def _where(stopped: str, quotations: Sequence[str]) -> str:
    """The word or mark at which reading stopped, with what follows it, and the word that it may be a slip for."""
    if not stopped:
        return ""
    if mark := _SIGN.match(stopped):
        rest = stopped[mark.end() :].strip()
        before = f", before “{_shown(rest, quotations)}”" if rest else ", at its end"
        return f": reading stopped at the mark “{mark[0]}”{before}"
    word = stopped.split()[0].strip(",;:.—")
    asked = "" if word.casefold() in map(str.casefold, _VOCABULARY) else did_you_mean(word, _VOCABULARY, 1, 0.8)
    return f": reading stopped at “{_shown(stopped, quotations)}”{f' ({asked})' if asked else ''}"


def _stopped(text: str) -> str:
    """What is left of an instruction from the word at which no form goes on."""
    longest = max(phrase.reach(text) for phrase in (*phrases.NEW, *phrases.WHOLE))
    for phrase in phrases.PLACES:
        if (slots := phrase.match(text)) is None:
            longest = max(longest, phrase.reach(text))
            continue
        action = slots["object"]
        longest = max(longest, len(text) - len(action) + _action_reach(action))
    at = longest
    while at and at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at -= 1
    return text[at:].strip(" ,")


def _action_reach(action: str) -> int:
    longest = 0
    for phrase in phrases.ACTIONS:
        if (slots := phrase.match(action)) is not None and "object" in slots:
            at = action.lower().index("leave out") + len("leave out ")
            reach = max(inner.reach(slots["object"]) for inner in phrases.OBJECTS)
            longest = max(longest, at + reach)
        else:
            longest = max(longest, phrase.reach(action))
    return longest


def _shown(text: str, quotations: Sequence[str], most: int = 60) -> str:
    whole = _MASK.sub(lambda m: f"“{' '.join(quotations[int(m[1])].split())}”", text)
    return whole if len(whole) <= most else whole[:most].rsplit(" ", 1)[0] + "…"
