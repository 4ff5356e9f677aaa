"""What groups the provisions of an Act, and the row that heads it: Schedules, Parts, Chapters, Sections, Articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amend.english.parts import Part

GROUP = re.compile(
    r"((?:Part|Chapter|Article|PART|CHAPTER)(?=\s+\S+\s+(?!(?:of|to|and|or|in|is|has|as|applies)\b)\S)"
    r"|(?:Section|Annex|ANNEX)(?=\s+\S+\s+[A-Z]))"
    r"\s+([0-9]+[A-Z]*|[A-Z]+[0-9]+|[A-Z]{1,2})\s+"
)
"""The name and number of a group before its heading; not “Part 2 of that Act”, which begins a sentence."""

GROUPS = {
    "Part": ("part", "group2"),
    "Chapter": ("chapter", "group4"),
    "Section": ("section", "group5"),
    "Article": ("article", "prov1"),
    "Annex": ("article", "prov1"),
}
"""What groups provisions, outermost first; a Section that holds Articles, and an Annex, are of EU law."""

_ORDER = ("part", "chapter", "section", "article")

_SIGN = "\ue004"
"""Stands before, within and after what heads a Schedule; no character that is printed."""

SCHEDULE_ROW = re.compile(f"{_SIGN}([^{_SIGN}]*){_SIGN}([^{_SIGN}]*){_SIGN}([^{_SIGN}]*){_SIGN}?")
"""The number, note and heading of a Schedule on one row, as `schedule_row` writes them."""


def schedule_row(number: str, note: str, heading: str) -> str:
    """The row for a Schedule that a document heads on several: its number, note and heading, "" for what it lacks."""
    return _SIGN.join(("", number, note, heading, ""))


def holding(stack: Sequence[Part], tag: str) -> list[Part]:
    """Those of the open parts, from the outermost, that may hold a group of a tag."""
    rank = _ORDER.index(tag)
    return [
        part
        for index, part in enumerate(stack)
        if not index or (part.is_group and (part.style == "sch" or _ORDER.index(part.tag) < rank))
    ]
