"""What people type for a citation, such as “cl 26”, “26(1)”, “sch 2” or “p14”, and the citation it stands for."""

from __future__ import annotations

import re
from functools import cache, lru_cache

UNITS = (
    (r"clauses?|cls?", "clause"),
    (r"schedules?|scheds?|schs?", "Schedule"),
    (r"sections?|sects?|secs?|s", "section"),
    (r"sub-?sections?|sub-?sec[st]?|subss?", "subsection"),
    (r"sub-?sub-?para(?:graph)?s?", "sub-sub-paragraph"),
    (r"sub-?para(?:graph)?s?", "sub-paragraph"),
    (r"paragraphs?|paras?", "paragraph"),
    (r"articles?|arts?", "article"),
    (r"pages?|pgs?|p", "page"),
)
"""How a unit may be typed, and how it is written."""

_BARE = re.compile(r"[A-Z]{0,2}[0-9]+[A-Z]{0,2}(?:\s*\([0-9A-Za-z]+\))*")


@cache
def _step() -> re.Pattern[str]:
    """A unit with its number, as typed; made when it is first wanted, for most commands are given nothing typed."""
    return re.compile(
        rf"(?P<unit>{'|'.join(pattern for pattern, _ in UNITS)})\.?\s*"
        r"(?P<number>\d[0-9A-Za-z]*|[A-Z]{1,2}\d+[A-Z]*|\(\w+\))"
        r"(?P<labels>(?:\s*\(\w+\))*)(?:\s*[,;]?\s+|\s*$)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=64)
def unit_meant(typed: str) -> str:
    """The unit that a word as it is typed stands for, “clause” for “cl”; "" for none."""
    return next((unit for pattern, unit in UNITS if re.fullmatch(pattern, typed, re.IGNORECASE)), "")


def written_out(typed: str) -> str:
    """The citation that something typed stands for: “clause 26” for “cl. 26” and for “26”.

    What is in the form of a citation already, or in none, such as an eId or a heading, is given back as it is.
    """
    words = " ".join(typed.split())
    if _BARE.fullmatch(words):
        return f"clause {words.replace(' ', '')}"
    steps: list[str] = []
    at = 0
    while at < len(words):
        step = _step().match(words, at)
        if step is None:
            return typed
        steps.append(f"{unit_meant(step['unit'])} {step['number']}{step['labels'].replace(' ', '')}")
        at = step.end()
    out = " ".join(steps)
    return typed if not steps or out.casefold() == words.casefold() else out
