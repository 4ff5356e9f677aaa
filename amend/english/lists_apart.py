"""A row without a number that stands after a list and begins another of its own: “and either—”, “In this ground—”."""

from __future__ import annotations

import re

from amend.english.parts import DASHES, Part
from amend.model.numbering import Family

_FIRST = re.compile(r"\((?:a|i|A|1)\) |“[^”]+”")
_UNNUMBERED = "unnumberedParagraph"


def opened_apart(stack: list[Part], row: str, following: str) -> list[Part]:
    """The parts that are open once a row without a number that stands after a list and opens another has begun one of
    its own; none for any other row. following: the row below it.

    A sentence is of what holds all of the lists. What stands there already, after the list, comes before it.
    """
    opens = row.endswith(DASHES) and _FIRST.match(following)
    sentence = row[:1].isupper()
    at = len(stack) - (1 if stack[-1].parts or stack[-1].family is None else 2)
    if sentence:
        at = next((at for at in range(len(stack) - 1, -1, -1) if stack[at].family in (None, Family.NUMBER)), 0)
        while at and stack[at].style in (_UNNUMBERED, "definition"):
            at -= 1
    owner = stack[max(at, 0)]
    again = sentence and any(part.style == _UNNUMBERED for part in owner.parts)
    if not owner.parts or not (opens or again) or (owner.parts[-1].family in (None, Family.NUMBER) and not again):
        return []
    owner.parts += [Part("level", _UNNUMBERED, words=[block]) for block in owner.after]
    owner.after.clear()
    owner.parts.append(Part("level", _UNNUMBERED))
    return [*stack[: max(at, 0) + 1], owner.parts[-1]]
