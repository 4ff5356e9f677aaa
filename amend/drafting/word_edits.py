"""An edit of the old print: words that go and what comes in their place; and those that a drafter makes as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from amend.model.lines import Reading
from amend.model.outline import above
from amend.model.provision import Block, Path, Provision

NEAR = 3
"""Words that stay between two changes on one printed line that are made by one amendment."""

CROWDED = 4
"""Edits of one subsection from which on it is replaced."""


@dataclass(frozen=True, slots=True)
class WordEdit:
    """Words from start to end of the old print that go, and what comes in their place; start == end to put in only.

    words: what comes in. provisions: the same. unit: the numbered provision of the old print that is replaced whole
    when this edit cannot be said. whole: the one that this edit replaces whole; None where it edits words or a list.
    of: the edits that this one was joined from, when it was.
    """

    start: int
    end: int
    unit: Path
    words: str = ""
    provisions: tuple[Provision | Block, ...] = ()
    of: tuple[WordEdit, ...] = ()
    whole: Path | None = None


def joined(edits: Sequence[WordEdit], reading: Reading) -> list[WordEdit]:
    """The edits of one clause or Schedule, those made one that a drafter would make by one amendment.

    These are words changed near one another on a line, the stop at the end of a provision with the provisions that
    come in after it, and provisions that follow one another and are each replaced.
    """
    found: list[WordEdit] = []
    for edit in sorted(edits, key=lambda edit: edit.start):
        one = _together(found[-1], edit, reading) if found else None
        if one is None:
            found.append(edit)
        else:
            found[-1] = one
    return found


def _together(one: WordEdit, other: WordEdit, reading: Reading) -> WordEdit | None:
    """Two edits as one; None for two that stay apart."""
    of = (*(one.of or (one,)), *(other.of or (other,)))
    here = one.start < one.end == other.start == other.end
    stop = here and bool(one.words) and _bare(reading.words[one.start : one.end]) == _bare(one.words)
    labelled = all(isinstance(item, Provision) and item.label for item in other.provisions)
    if stop and not one.provisions and other.provisions and not other.words and labelled:
        return WordEdit(one.start, one.end, other.unit, one.words, other.provisions, of)
    if _is_run(one, other, reading):
        return WordEdit(one.start, other.end, one.unit, "", (*one.provisions, *other.provisions), of)
    if one.of or one.provisions or other.provisions or not (one.start < one.end <= other.start < other.end):
        return None
    first, _ = reading.locate(one.start)
    last, _ = reading.locate(other.end)
    between = reading.words[one.end : other.start]
    line = reading.line_at(one.start)
    near = len(between.split()) <= NEAR and line is not None and line == reading.line_at(other.end - 1)
    if first != last or not near or not one.words or not other.words:
        return None
    between = reading.printed(first, one.end, other.start)
    return WordEdit(one.start, other.end, one.unit, f"{one.words}{between}{other.words}", (), of)


def _is_run(one: WordEdit, other: WordEdit, reading: Reading) -> bool:
    """Whether each of two edits puts provisions of one list in the place of what stands next to the other's."""
    came = (*one.provisions, *other.provisions)
    gone = one.start < one.end <= other.start < other.end and not reading.words[one.end : other.start].strip()
    if not (gone and one.provisions and other.provisions) or one.words or other.words or one.unit != other.unit:
        return False
    kinds = {(item.tag, item.get("class")) for item in came if isinstance(item, Provision) and item.label}
    return len(kinds) == 1 and all(isinstance(item, Provision) and item.label for item in came)


def _bare(words: str) -> str:
    """Words without their punctuation."""
    return "".join(filter(str.isalnum, words))


def crowded(edits: Sequence[WordEdit], reading: Reading) -> list[Path]:
    """The subsections and sub-paragraphs with so many edits that a drafter replaces them, in the order of these."""
    counts = Counter[Path]()
    for edit in edits:
        holding = above(reading.bill, reading.locate(edit.start)[0].path)
        for path, node in reversed(holding):
            start, end = reading.extent(path)
            if node.tag in ("subsection", "subparagraph") and (start, end) != (edit.start, edit.end):
                replaced = sum(bool(one.provisions) and not one.words for one in edit.of)  # each by itself is an edit
                counts[path] += max(replaced, 1) if start <= edit.start and edit.end <= end else 0
                break
    return [path for path, count in counts.items() if count >= CROWDED]
