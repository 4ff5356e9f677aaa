"""Rows that are read anew in an edited Bill: what each begins, and how they go on from what stands open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from amend.documents.rows import IN_CELL
from amend.english.continued import OpenProvision, continued
from amend.english.quotes import CLOSE, OPEN, closing
from amend.english.structure import DASHES, Setting, new_schedule
from amend.model.provision import XHTML, Block, Provision
from amend.model.text import OBJECT, Text
from amend.word.edits.graft import Branch
from amend.word.edits.lines import RestoredLine
from amend.word.edits.paragraph_index import ParagraphIndex, own
from amend.word.edits.retype_words import rewritten

_SCHEDULE = re.compile(r"Schedule(?: [0-9A-Z]+)?", re.IGNORECASE)
_GROUP = re.compile(r"(?:Part|Chapter) [0-9A-Z]+", re.IGNORECASE)
_LABEL = re.compile(r"(?:\([0-9A-Za-z]{1,6}\)|[0-9]+[A-Z]*|[A-Z]+[0-9]+[A-Z]*)(?:\s|$)")
_FIRST = re.compile(r"\((?:1|a)\)\s")
_STOP = re.compile(r"(?<!\betc)\.$|[;,:—―]$")


class OldMarks:
    """The marks of paragraphs of the print that are read anew: carried over to the words of theirs that stay."""

    def __init__(self, stands: ParagraphIndex, found: Sequence[RestoredLine]) -> None:
        self._stands = stands
        self._waiting = [line for line in found if line.base is not None]

    def carried(self, node: Provision) -> Provision:
        """A provision that was read, with the marks; provisions are to come in reading order."""
        items = (self.carried(one) if isinstance(one, Provision) else one for one in node.items)
        return replace(node, items=tuple(self.over(one) if isinstance(one, Block) else one for one in items))

    def over(self, block: Block) -> Block:
        """A block that was read, with the marks of the paragraph that it is of."""
        words = block.text.chars.split(OBJECT)[0]
        for at, line in enumerate(self._waiting) if words and block.tag != "num" else ():
            mine = own(self._stands.paragraphs[line.base]) if line.base is not None else None
            if mine and line.words.strip(OPEN + CLOSE).endswith(words.strip(OPEN + CLOSE)):
                del self._waiting[: at + 1]
                old = self._stands.bill.at(mine.path)
                assert isinstance(old, Block)
                text = rewritten(Block("p", old.text.slice(mine.start, mine.end)), 0, mine.end - mine.start, words).text
                block = replace(block, text=block.text.replace(0, len(words), text))
                break
        return replace(block, objects=tuple(self.carried(thing) for thing in block.objects))


def loosen_hosts(stands: ParagraphIndex, found: Sequence[RestoredLine]) -> None:
    """Have words that now lead to quoted text, and did not in the print, read with it: it is new, or the words that led
    to it were joined to these."""
    known = {line.base for line in found}
    homeless = {one.first: one for one in stands.quotations.values() if one.host is not None and one.host not in known}
    for at, (above, line) in enumerate(pairwise(found)):
        if above.base is None or not above.body.endswith("—") or line.inside != above.inside:
            continue
        if line.base is None and line.cell is None:
            text = "\n".join(one.body for one in found[at + 1 :] if one.base is None)
        elif line.base is not None and (quoted := homeless.get(line.base)) is not None:
            last = quoted.last
            text = "\n".join(one.body for one in found[at + 1 :] if one.base is None or one.base <= last)
        else:
            continue
        above.loose = quotes_structure(text)


def go_on(rows: Sequence[str], open_: Sequence[Branch], marks: OldMarks) -> None:
    """Put in rows as they go on from what stands open, outermost first. Raises WordsError."""
    seeds = []
    for depth, one in enumerate(open_):
        provision = one.read(last=depth + 1 == len(open_))
        seeds.append(OpenProvision(provision, len(provision.items)))
    setting = Setting.SCHEDULE if open_[0].provision.get("name") == "schedule" else Setting.BODY
    added = continued("\n".join(rows), seeds, setting)
    for one, new in reversed([*zip(open_, added, strict=True)]):
        one.add([marks.over(block) for block in new.words], "content")
        one.add([marks.carried(part) for part in new.parts])
        one.add([marks.over(block) for block in new.after], "wrapUp")


def table_row(found: Sequence[RestoredLine]) -> Provision:
    """A new row of a table."""
    boxes = []
    for _, cell in groupby(found, key=lambda line: line.cell):
        boxes.append(Provision(f"{XHTML}td", tuple(Block("p", Text(line.body), IN_CELL) for line in cell if line.body)))
    return Provision(f"{XHTML}tr", tuple(boxes))


def quotes_structure(text: str) -> bool:
    """Whether rows begin with a quotation of provisions, not with a term that is defined."""
    end = closing(text, 0) if text.startswith(OPEN) else -1
    if end < 0:
        return False
    tail = text[end + 1 :].split("\n", 1)[0]
    return bool(_LABEL.match(text, 1)) or not tail or not (tail[0].isspace() or tail[0].isalnum() or tail[0] in DASHES)


def is_schedule_number(row: str) -> bool:
    """Whether a row is the number of a Schedule."""
    return bool(_SCHEDULE.fullmatch(row))


def schedule(rows: Sequence[str]) -> Provision:
    """The new Schedule that rows are, its number as it was typed: “Schedule” for the only one of a Bill."""
    made = new_schedule("\n".join(rows))
    if made.number is not None:
        return made
    return replace(made, items=(Block("num", Text(rows[0])), *made.items))


def by_schedule(rows: Sequence[str]) -> list[list[str]]:
    """The rows before the first new Schedule, and those of each; a Part's number joined with its heading."""
    out: list[list[str]] = []
    for row in rows:
        if not out or is_schedule_number(row):
            out.append([])
        if out[-1] and _GROUP.fullmatch(out[-1][-1]):
            out[-1][-1] += f" {row}"
        else:
            out[-1].append(row)
    return out


def unnumbered_clause(rows: Sequence[str]) -> int | None:
    """Where the first row is that is the heading of a clause without a number; None for none."""
    for at, (row, following) in enumerate(pairwise(rows)):
        if titles(row) and not row.startswith(OPEN) and _FIRST.match(following):
            return at
    return None


def by_clause(rows: Sequence[str]) -> list[list[str]]:
    """The rows of each clause without a number."""
    out: list[list[str]] = []
    for row in rows:
        if not out or (titles(row) and not row.startswith(OPEN)):
            out.append([])
        out[-1].append(row)
    return out


def titles(row: str) -> bool:
    """Whether a row is such words as a heading has: no number, no stop, and neither quoted nor the end of a quotation.

    Marks of quotation are looked through, for “(1A) The plan must be published.” is no heading.
    """
    if _LABEL.match(row.lstrip(OPEN)) or _STOP.search(row.rstrip(CLOSE)):
        return False
    return row.count(OPEN) == row.count(CLOSE) and not quotes_structure(row)
