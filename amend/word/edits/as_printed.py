"""What cannot be taken in of an edited file stays as it is printed, so that one bad edit loses no other."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from amend.engine.compare.alignment import in_common
from amend.english.structure import DASHES
from amend.errors import AddressError, AmendError
from amend.model.finding import Finding
from amend.model.numbering import bare, families, successor
from amend.model.outline import is_quoted, tops
from amend.model.provision import NUMBERED, Provision
from amend.word.edits.lines import Stuck, cited_paragraph
from amend.word.edits.paragraph_index import ParagraphIndex, block_path, holds_parts
from amend.word.edits.typed import Typed
from amend.word.ooxml import not_words

_NARROW = 3
"""Times that less than the whole clause is put back, before all of it is."""

_NUMBER_ROLES = ("schedule number", "group number", "clause heading")

_WORDS_THAT_TELL = 4
"""Words from which on two paragraphs that say the same are taken for one that was moved."""
_WORDS_KEPT = 0.5
"""The share of words from which on a paragraph that lost its label is still that one."""
_LABELS = re.compile(r"^“?(?:(?:\([0-9A-Za-z]{1,5}\)|[A-Z]{0,2}[0-9]+[A-Z]*) )*")


@dataclass(frozen=True, slots=True)
class Taken:
    """Paragraphs as they are taken in, and what was not taken in of what was typed."""

    typed: tuple[Typed, ...]
    findings: tuple[Finding, ...]


def span(stands: ParagraphIndex, typed: Sequence[Typed], first: int, last: int, *, after: bool = False) -> list[Typed]:
    """The paragraphs, with those of the print from first to last as printed and nothing new between them. after: nor
    right after them."""
    at = [index for index, one in enumerate(typed) if one.base is not None and first <= one.base <= last]
    if at:
        start, end = at[0], at[-1] + 1
    else:
        start = end = next((i for i, one in enumerate(typed) if one.base is not None and one.base > last), len(typed))
        while start and typed[start - 1].base is None:
            start -= 1
    while after and end < len(typed) and typed[end].base is None:
        end += 1
    return [*typed[:start], *(_printed(stands, base) for base in range(first, last + 1)), *typed[end:]]


def _printed(stands: ParagraphIndex, base: int) -> Typed:
    cell = stands.cells.get(base)
    return Typed(stands.words[base], base, cell, cell and cell[:-1])


def tracked_alone(stands: ParagraphIndex, typed: Sequence[Typed], gone: Sequence[int]) -> list[Typed]:
    """The paragraphs without what was edited without tracking. gone: those of the print that are not there."""
    kept: list[Typed] = []
    for one in typed:
        if not one.untracked:
            kept.append(one)
        elif one.base is not None:
            kept.append(replace(one, words=stands.words[one.base]))
    for base in gone:
        kept = span(stands, kept, base, base)
    return kept


def words_alone(stands: ParagraphIndex, typed: Sequence[Typed]) -> Taken:
    """The paragraphs that are words, those with a gap in them as printed or left out; a finding for each thing that is
    no words."""
    out: list[Typed] = []
    findings: list[Finding] = []
    above: int | None = None
    for one in typed:
        gaps = [name for name in one.unread if name not in not_words.BESIDE]
        where = cited_paragraph(stands, one.base if one.base is not None else above) if one.unread else ""
        said = f"“{one.words[:60]}” has " if one.words else "there is "
        for name in one.unread:
            lost = "so what was edited there was" if name in gaps else "which was"
            findings.append(Finding(f"{said}{name}, {lost} not taken in", where))
        if not gaps:
            out.append(one)
        elif one.base is not None:
            out.append(replace(one, words=stands.words[one.base]))
        above = one.base if one.base is not None else above
    return Taken(tuple(out), tuple(findings))


def whole_numbers(stands: ParagraphIndex, typed: Sequence[Typed]) -> Taken:
    """The paragraphs with the number of a Schedule, Part or clause as printed where only some of it is left; a finding
    for each. For a number is the clerks', who give another when the Bill is printed again, and no amendment has it."""
    out: list[Typed] = []
    findings: list[Finding] = []
    there = {one.base for one in typed if one.base is not None and one.words}
    for one in typed:
        if one.base is not None and (lost := _lost_label(stands, one)) and not _stands_alone(stands, one.base, there):
            fault = f"the number “{lost}” was left out and its words were kept, which was not taken in: no amendment"
            fault += " takes a number alone; leave its words out too, or join them to the paragraph above"
            findings.append(Finding(fault, cited_paragraph(stands, one.base)))
            out.append(replace(one, words=stands.words[one.base]))
            continue
        said = printed_number(stands, one.base)
        if one.base is None or not said or not one.words or one.words.startswith(said):
            out.append(one)
            continue
        heading = stands.words[one.base].removeprefix(said).strip()
        now = one.words.removesuffix(heading).strip() if heading else one.words
        kept = heading and not one.words.endswith(heading)
        if kept or _is_number(now, said):
            out.append(one)
            continue
        became = f"became “{now}”" if now else "was left out"
        fault = f"the number “{said}” {became}, which was not taken in: no amendment changes a number"
        findings.append(Finding(fault, cited_paragraph(stands, one.base)))
        out.append(replace(one, words=stands.words[one.base]))
    return Taken(tuple(out), tuple(findings))


def _lost_label(stands: ParagraphIndex, one: Typed) -> str:
    """The label of a paragraph of the print, inside quoted text too, that is gone while its words are there; ""
    for none. One that was given another label, or joined to another paragraph, has lost none."""
    paragraph = stands.paragraphs[one.base] if one.base is not None else None
    if paragraph is None or one.base is None or printed_number(stands, one.base) or not one.words:
        return ""
    printed = stands.words[one.base]
    was, now = (_LABELS.match(words) for words in (printed, one.words))
    if not paragraph.numbers or not was or not was[0].strip("“ ") or not now or now[0].strip("“ "):
        return ""
    rest = printed[was.end() :].split()
    kept = in_common(rest, one.words.split()) if rest else 0.0
    return was[0].strip("“ ") if kept >= _WORDS_KEPT else ""


def _stands_alone(stands: ParagraphIndex, base: int, there: Set[int]) -> bool:
    """Whether a paragraph of the print is the only one left of its list, which then needs no number. there: those that
    are left."""
    begun = [path for path, lead in stands.leads.items() if lead == base]
    for path in begun:
        parent = stands.bill.at(path[:-1])
        count = len(parent.items) if isinstance(parent, Provision) else 0
        beside = (stands.leads.get((*path[:-1], index)) for index in range(count) if index != path[-1])
        if any(lead in there for lead in beside if lead is not None and lead != base):
            return False
    return bool(begun)


def printed_number(stands: ParagraphIndex, base: int | None) -> str:
    """The number of the Schedule, Part or clause that a paragraph of the print is the heading of; "" for another, and
    in quoted text, where numbers are an Act's."""
    paragraph = stands.paragraphs[base] if base is not None else None
    if paragraph is None or paragraph.role not in _NUMBER_ROLES or is_quoted(stands.bill, paragraph.path):
        return ""
    runs = paragraph.numbers if paragraph.role == "clause heading" else paragraph.runs
    return " ".join(" ".join(run.words for run in runs).split())


def _is_number(words: str, printed: str) -> bool:
    """Whether words are a number of the same kind as one: “Schedule 2” for “Schedule 1”."""
    kind, _, label = words.rpartition(" ")
    named, _, was = printed.rpartition(" ")
    return kind == named and any(map(str.isdecimal, label)) == any(map(str.isdecimal, was)) and bool(families(label))


class PuttingBack:
    """Puts back as printed what cannot be taken in, more of it each time that this is not enough."""

    def __init__(self, stands: ParagraphIndex, typed: Sequence[Typed]) -> None:
        self._stands = stands
        self.typed = list(typed)
        self.findings: list[Finding] = []
        self._tried: dict[int, int] = {}
        found = (stands.spans.get(path) for path, _ in tops(stands.bill))
        self.tops = [one for one in found if one is not None]
        self._parts = _with_gaps(self.tops, len(stands.paragraphs))

    def put_back_part(self, error: AmendError, first: int) -> None:
        """Put back the part that begins with a paragraph of the print, and note why."""
        place = error.place or cited_paragraph(self._stands, first)
        self.findings.append(Finding(error.without_place, place, level="refusal"))
        self.typed = _with_other_halves(self._stands, self.typed, self.without([first]))

    def without(self, firsts: Sequence[int]) -> list[Typed]:
        """The paragraphs with those parts as printed that begin with these of the print, and nothing new after them."""
        typed = self.typed
        for first, last in self._parts:
            if first in firsts:
                typed = span(self._stands, typed, first, last, after=True)
        return typed

    def edited(self) -> list[int]:
        """The first paragraph of each part that is not as printed: a clause, a Schedule, or what is between them."""
        said = [one.words for one in self.typed if one.words]
        parts = (first for first, _ in self._parts)
        return [first for first in parts if [one.words for one in self.without([first]) if one.words] != said]

    def put_back(self, stuck: Stuck) -> None:
        """Put back what is stuck, and note it. Raises its error when there is nothing more to put back."""
        bases = [one.base for one in self.typed[: stuck.last + 1] if one.base is not None]
        near = stuck.span[0] if stuck.span else bases[-1] if bases else 0
        first, last = next((one for one in reversed(self.tops) if one[0] <= near), (near, near))
        tried = self._tried[first] = self._tried.get(first, 0) + 1
        before = self.typed
        self.findings.append(self._finding(stuck))
        if tried <= _NARROW and not stuck.whole:
            self._put_back_alone(stuck)
        if self.typed == before:
            self._tried[first] = _NARROW
            self.typed = span(self._stands, before, first, last, after=True)
        if self.typed == before:  # then what is at fault belongs to what follows
            following = (one.base for one in before[stuck.first :] if one.base is not None)
            base = next(following, near)
            first, last = next((one for one in self.tops if one[1] >= base), (first, last))
            self.typed = span(self._stands, before, first, last, after=True)
        if self.typed == before:
            raise stuck.error
        self.typed = _with_other_halves(self._stands, before, self.typed)

    def _put_back_alone(self, stuck: Stuck) -> None:
        part = self.typed[stuck.first : stuck.last + 1]
        moved = [one.words for one in part if one.base is None and one.moved]
        bases = [one.base for one in part if one.base is not None]
        kept = [one for one in part if one.base is not None]
        start = stuck.first
        if part[0].cell and self.typed[start - 1].base is None and self.typed[start - 1].words.endswith(DASHES):
            start -= 1  # what leads to a table goes with it
        self.typed = [*self.typed[:start], *kept, *self.typed[stuck.last + 1 :]]
        if stuck.span or bases:
            first, last = stuck.span or (min(self._beginning(base) for base in bases), max(bases))
            self.typed = span(self._stands, self.typed, first, last)
        there = {one.base for one in self.typed}
        for base, words in enumerate(self._stands.words):
            if words in moved and base not in there:
                self.typed = span(self._stands, self.typed, base, base)

    def _beginning(self, base: int) -> int:
        """The paragraph that begins the outermost provision which is above a paragraph and has lost its beginning."""
        there = {one.base for one in self.typed}
        path = block_path(self._stands.paragraphs[base])
        for depth in range(len(path)):
            node = self._stands.bill.at(path[:depth])
            if not isinstance(node, Provision) or holds_parts(node):
                continue
            lead = self._stands.leads.get(path[:depth]) if node.tag in NUMBERED else None
            if node.tag == "quotedStructure":
                lead = self._stands.quotations[path[:depth]].host
            if lead is not None and lead not in there:
                return lead
        return base

    def _finding(self, stuck: Stuck) -> Finding:
        said = stuck.error.without_place
        moved = next((one for one in self.typed[stuck.first : stuck.last + 1] if one.moved and one.base is None), None)
        if moved:
            above = next((one.words for one in reversed(self.typed[: stuck.first]) if one.words), "")
            said = f"“{moved.words[:60]}” was moved here in Word, and its label fits no list here{_wanted(above)}"
        return Finding(said, stuck.error.place or "", level="refusal")


def _with_other_halves(stands: ParagraphIndex, before: Sequence[Typed], after: Sequence[Typed]) -> list[Typed]:
    """What is left, with the other half as printed too where half of an edit was put back: of a paragraph that was
    split, joined to the one above, or moved. Else its words would be lost, or stand twice.

    before: the paragraphs as they were until then.
    """
    left, there = {id(one) for one in after}, {one.base for one in after}
    had = {one.base for one in before}
    out = list(after)
    lost = [(index, one) for index, one in enumerate(before) if one.base is None and id(one) not in left]
    for index, one in lost:
        words = _unlabelled(one.words)
        above = before[index - 1] if index else one
        if above.base is not None and _is_cut(stands.words[above.base], above.words, one.words):
            out = span(stands, out, above.base, above.base)
        moved = (base for base, said in enumerate(stands.words) if base not in there and _unlabelled(said) == words)
        if len(words.split()) >= _WORDS_THAT_TELL and (base := next(moved, None)) is not None:
            out = span(stands, out, base, base)
    for base in sorted(one.base for one in after if one.base is not None and one.base not in had):
        words = _unlabelled(stands.words[base])
        above = next((one for one in out if one.base == base - 1), Typed(""))
        if above.base is not None and above.words == f"{stands.words[base - 1]} {words}":
            out = span(stands, out, base - 1, base - 1)
        if len(words.split()) >= _WORDS_THAT_TELL:
            out = [one for one in out if one.base is not None or _unlabelled(one.words) != words]
    return out


def _is_cut(printed: str, above: str, below: str) -> bool:
    """Whether a printed paragraph was cut in two rows, the lower of which may have got a label."""
    return printed.startswith(f"{above} ") and f" {below}".endswith(printed[len(above) :])


def _unlabelled(words: str) -> str:
    return _LABELS.sub("", words, count=1)


def _with_gaps(tops: Sequence[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    """The first and last paragraph of each clause and Schedule, and of what stands before, between and after them."""
    out: list[tuple[int, int]] = []
    start = 0
    for first, last in (*sorted(tops), (count, count)):
        if start < first:
            out.append((start, first - 1))
        out.append((first, last))
        start = last + 1
    return out[:-1]


def _wanted(above: str) -> str:
    """What label is wanted after a row, as the end of a sentence."""
    label = above.split(" ", 1)[0].lstrip("“")
    for family in families(bare(label)) if label.startswith("(") else ():
        try:
            return f"; it wants the label ({successor(bare(label), family)})"
        except AddressError:
            continue
    return "; give it the label that it has here"
