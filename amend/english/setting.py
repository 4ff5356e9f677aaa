"""Where structure stands, which decides what its numbers are; of quoted structure, told by words that lead to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum


class Setting(Enum):
    """Where structure stands: clauses and subsections, paragraphs of a Schedule or Article, or points of either."""

    BODY = "body"
    SCHEDULE = "schedule"
    ARTICLE = "article"
    POINT = "point"


NUMBERED = {
    Setting.BODY: ("subsection", "prov2"),
    Setting.SCHEDULE: ("subparagraph", "schProv2"),
    Setting.ARTICLE: ("paragraph", "schProv1"),
    Setting.POINT: ("level", "para1"),
}
"""What a provision whose number stands in brackets is, and its class."""

_UNITS = (
    ("point", re.compile(r"\bpoints? \([A-Z]*\d", re.IGNORECASE)),
    ("sub-paragraph", re.compile(r"\bsub-?paragraph", re.IGNORECASE)),
    ("subsection", re.compile(r"\bsubsection", re.IGNORECASE)),
    ("paragraph", re.compile(r"\bparagraphs? [A-Z]*\d", re.IGNORECASE)),
    ("article", re.compile(r"\barticles? [A-Z]*\d", re.IGNORECASE)),
    ("section", re.compile(r"\b(?:sections?|Part|Chapter) [A-Z]*\d", re.IGNORECASE)),
    ("schedule", re.compile(r"\bschedules? [A-Z]*\d|\bthe Schedule\b", re.IGNORECASE)),
)
"""What words name as the place of an insertion, the smallest first, whose numbers stand in the place of others."""

_OF = {
    "point": Setting.POINT,
    "sub-paragraph": Setting.SCHEDULE,
    "subsection": Setting.BODY,
    "article": Setting.ARTICLE,
    "section": Setting.BODY,
    "schedule": Setting.SCHEDULE,
}
_SAID_BESIDE = re.compile(r"“[^“”]*”|\([^()]{8,}\)")
"""Words of the Act, and what stands in brackets beside a citation."""


def setting_of_quoted(leads: Iterable[str]) -> Setting:
    """What the numbers of quoted structure are. leads: the words that lead to it, then those of what they stand in,
    the nearest first: “after sub-paragraph (2) insert—”, “In paragraph 4 of Schedule 2—”."""
    of_paragraph = False
    for words in leads:
        said = _SAID_BESIDE.sub("", words)
        named = [name for name, pattern in _UNITS if pattern.search(said)]
        if of_paragraph:
            if "article" in named:
                return Setting.ARTICLE
        elif named[:1] == ["paragraph"]:
            if "article" in named:
                return Setting.ARTICLE
            of_paragraph = True
        elif named:
            return _OF[named[0]]
        if of_paragraph and ("schedule" in named or "section" in named):
            return Setting.SCHEDULE
    return Setting.SCHEDULE if of_paragraph else Setting.BODY
