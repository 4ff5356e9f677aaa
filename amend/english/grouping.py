"""What holds provisions and has no bracketed number: Parts, Articles, and words that open another list of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amend.english.parts import DASHES, Part
from amend.english.printed_rows import SCHEDULE_NOTE
from amend.errors import AddressError
from amend.model.numbering import Family, successor

_NUMBER = r"[0-9]+[A-Z]*|[A-Z]+[0-9]+|[IVXL]+[A-Z]?|[A-Z]{1,2}"
GROUP_ALONE = re.compile(rf"(?:Part|Chapter|Article|Annex|Section)\s+(?:{_NUMBER})", re.IGNORECASE)
"""The name and number of one, on a row above its heading."""

GROUP = re.compile(
    r"((?:Part|Chapter|Article|PART|CHAPTER)(?=\s+\S+\s+(?!(?:of|to|and|or|in|is|has|as|applies)\b)\S)|(?:Section|Annex|ANNEX)(?=\s+\S+\s+[A-Z]))"
    rf"\s+({_NUMBER})\s+"
)
GROUPS = {
    "Part": ("part", "group2"),
    "Chapter": ("chapter", "group4"),
    "Section": ("section", "group5"),
    "Article": ("article", "prov1"),
    "Annex": ("article", "prov1"),
}
"""What groups provisions, outermost first; a Section that holds Articles, and an Annex, are of EU law."""

QUOTED_SCHEDULE = re.compile(
    r"(schedule\s+(?:[0-9]+[A-Z]*|[A-Z]+[0-9]+[A-Z]*))\s+"
    rf"(?:({SCHEDULE_NOTE.pattern})\n(?!\d|(?:part|chapter)\s))?(\S.*)\n(?=(?:.*(?<![.,;:—])\n)*\d)",
    re.IGNORECASE,
)
"""The number, note and heading of a Schedule to another Act, above its first paragraph and the headings over that."""

_ORDER = ("part", "chapter", "section", "article")


def holding(stack: Sequence[Part], tag: str) -> list[Part]:
    """Those of the open parts, from the outermost, that may hold a group of a tag."""
    rank = _ORDER.index(tag)
    return [
        part
        for index, part in enumerate(stack)
        if not index or (part.is_group and (part.style == "sch" or _ORDER.index(part.tag) < rank))
    ]


def follows(stack: Sequence[Part], group: re.Match[str]) -> bool:
    """Whether the row that heads an Article, or Annex, is of the one next after that which is open, whatever that
    holds: it may be words alone, below which a number is no label."""
    last = next((part for part in reversed(stack) if part.is_group), None)
    if last is None or last.tag != "article":
        return False
    name, number = last.printed.split()
    family = Family.ROMAN if number.isalpha() else Family.NUMBER
    one, other = (label.lower() if number.isalpha() else label for label in (number, group[2]))
    try:
        return name == group[1] and successor(one, family) == other
    except AddressError:
        return False


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
