"""What groups provisions of an Act, numbered by a word: Parts, Chapters, Sections of EU law, Articles, Annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amend.english.parts import Part

GROUP = re.compile(
    r"((?:Part|Chapter|Article|PART|CHAPTER)(?=\s+\S+\s+[^\sa-z])|(?:Section|Annex|ANNEX)(?=\s+\S+\s+[A-Z]))"
    r"\s+([0-9]+[A-Z]*|[A-Z]+[0-9]+|[A-Z]{1,2})\s+"
)
GROUPS = {
    "Part": ("part", "group2"),
    "Chapter": ("chapter", "group4"),
    "Section": ("section", "group5"),
    "Article": ("article", "prov1"),
    "Annex": ("article", "prov1"),
}
"""What groups provisions, outermost first; a Section that holds Articles, and an Annex, are of EU law."""

_ORDER = ("part", "chapter", "section", "article")


def holding(stack: Sequence[Part], tag: str) -> list[Part]:
    """Those of the open parts, from the outermost, that may hold a group of a tag."""
    rank = _ORDER.index(tag)
    return [
        part
        for index, part in enumerate(stack)
        if not index or (part.is_group and (part.style == "sch" or _ORDER.index(part.tag) < rank))
    ]
