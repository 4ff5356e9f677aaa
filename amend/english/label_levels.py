"""Which list a bracketed label continues or opens, among the parts that are open, and how it counts."""

from __future__ import annotations

from collections.abc import Sequence

from amend.english.parts import Part
from amend.errors import WordsError
from amend.model.numbering import Family, families, order, successor


def level_of(stack: Sequence[Part], label: str, printed: str) -> tuple[int, Family]:
    """Which open part a label is a child of (its index in the stack), and how the label counts.

    Raises WordsError when the label continues no list and opens none.
    """
    shapes = families(label)
    if not shapes:
        raise WordsError(f"({label[:20]}…) is too long for a label", remedy="correct the label")
    innermost = stack[-1]
    beside = innermost.family if innermost.family in shapes else None
    first = label in ("1", "a", "i", "A")
    reached = _reached(stack[-2], beside) if beside and len(stack) > 1 else ""
    if beside and innermost.open_list and not first and reached and successor(reached, beside) == label:
        return len(stack) - 2, beside  # a dash that opened no list
    if innermost.open_list or not (innermost.words or innermost.parts):
        return len(stack) - 1, _first_family(innermost, shapes)
    following: tuple[int, Family] | None = None
    for depth in range(len(stack) - 2, -1, -1):
        last = stack[depth + 1]
        if last.family is None or last.family not in shapes or not last.printed.startswith("("):
            continue
        reached = _reached(stack[depth], last.family)
        if reached and successor(reached, last.family) == label:
            return depth, last.family
        if label == "i" and reached and last is innermost and last.family is Family.LETTER:
            return depth + 1, Family.ROMAN  # no list goes from (a) to (i): this is one that no dash opens
        short = len(label) == 1 or last.family is Family.NUMBER  # (ii) after numbers left to the clerks is no letter
        if following is None and (order(reached, last.family) < order(label, last.family) if reached else short):
            following = depth, last.family
    if following is not None:
        return following
    if len(stack) == 1 or (innermost.tag in ("section", "paragraph") and not innermost.parts):
        return len(stack) - 1, _first_family(innermost, shapes)
    if not stack[0].tag and stack[1].family and list(Family).index(shapes[0]) < list(Family).index(stack[1].family):
        return 0, shapes[0]  # what goes on with a list within, then the list that holds it
    raise WordsError(
        f"the label {printed} continues no list above it and opens none",
        remedy="end the row before a list with a dash, or correct the label",
    )


def _first_family(parent: Part, shapes: Sequence[Family]) -> Family:
    """How the first label of a list in a part counts."""
    if parent.family is Family.LETTER and Family.ROMAN in shapes:
        return Family.ROMAN
    if parent.family in (Family.NUMBER, None) and Family.LETTER in shapes and len(shapes) > 1:
        return Family.LETTER if parent.tag or shapes[0] is Family.LETTER else shapes[0]
    return shapes[0]


def _reached(part: Part, family: Family) -> str:
    """The last label of the list that stands in a part; "" where the clerks are to number all of it."""
    return next((inner.label for inner in reversed(part.parts) if inner.label and inner.family is family), "")
