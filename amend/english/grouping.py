"""What holds provisions and has no bracketed number: Parts, Articles, and words that open another list of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amend.english.parts import DASHES, Part
from amend.model.numbering import Family

GROUP = re.compile(
    r"((?:Part|Chapter|Article|PART|CHAPTER)(?=\s+\S+\s+(?!(?:of|to|and|or|in|is|has|as|applies)\b)\S)|(?:Section|Annex|ANNEX)(?=\s+\S+\s+[A-Z]))"
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


_FIRST = re.compile(r"\((?:a|i|A|1)\) |“[^”]+”")
UNNUMBERED = "unnumberedParagraph"


def opened_apart(stack: list[Part], row: str, following: str) -> list[Part]:
    """The parts that are open once a row without a number that stands after a list and opens another, as “and either—”
    or “In this ground—”, has begun one of its own; none for any other row. following: the row below it.

    A sentence is of what holds all of the lists. What stands there already, after the list, comes before it.
    """
    opens = row.endswith(DASHES) and _FIRST.match(following)
    sentence = row[:1].isupper()
    at = len(stack) - (1 if stack[-1].parts or stack[-1].family is None else 2)
    if sentence:
        at = next((at for at in range(len(stack) - 1, -1, -1) if stack[at].family in (None, Family.NUMBER)), 0)
        while at and stack[at].style in (UNNUMBERED, "definition"):
            at -= 1
    owner = stack[max(at, 0)]
    again = sentence and any(part.style == UNNUMBERED for part in owner.parts)
    if not owner.parts or not (opens or again) or (owner.parts[-1].family in (None, Family.NUMBER) and not again):
        return []
    owner.parts += [Part("level", UNNUMBERED, words=[block]) for block in owner.after]
    owner.after.clear()
    owner.parts.append(Part("level", UNNUMBERED))
    return [*stack[: max(at, 0) + 1], owner.parts[-1]]
