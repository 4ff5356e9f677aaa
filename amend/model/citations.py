"""Which provisions a run of words cites: units, numbers, lists and ranges, and what the citation says it is a part of.

"sections 2(1), (2) and (4)", "paragraphs 3 to 5 of Schedule 2", "section (Keeping of records)(2)", "subsection (3) of
that section", "section 5 of the Ponds Act 1990". Only the words are read; where a citation leads is found in a Bill.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from amend.model.address import Address
from amend.model.numbering import Family, families


class SaidOf(StrEnum):
    """SaidOf provision the words of a citation say that it is."""

    HERE = "this Bill"
    ACT = "another Act"
    UNSAID = "nothing"


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a citation: characters start to end of the text, without brackets unless it is a heading.

    words: the label, or the heading of a provision that is cited by it. bracketed: whether it is printed in brackets.
    """

    words: str
    start: int
    end: int
    bracketed: bool = False
    heading: bool = False

    def __str__(self) -> str:
        return f"({self.words})" if self.bracketed or self.heading else self.words


@dataclass(frozen=True, slots=True)
class Item:
    """One provision of a citation.

    numbers: outermost first; those that the item carries over from the one before are the ones printed there, so that
    in "section 2(1) or (4)" the second has the numbers 2 and 4. through: whether it ends a range that the item before
    begins ("2 to 4").
    """

    unit: str
    numbers: tuple[Number, ...]
    carried: int = 0
    through: bool = False

    @property
    def start(self) -> int:
        """Where its own first number stands, those carried over left aside."""
        return self.numbers[self.carried].start - self.numbers[self.carried].bracketed

    @property
    def end(self) -> int:
        """Where its last number ends, with its bracket."""
        return self.numbers[-1].end + self.numbers[-1].bracketed


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation: characters start to end of the text, from its unit to the last word that says what it is a part of.

    within: the item that it is a part of, by its own words ("of Schedule 2", "of that section"). whose: as those words
    say. named: the words that name the Act, or begin what else it is said to be of; "" where there are none.
    """

    start: int
    end: int
    items: tuple[Item, ...]
    said: SaidOf = SaidOf.UNSAID
    within: tuple[Item, ...] = ()
    named: str = ""

    @property
    def unit(self) -> str:
        """What is cited: "section", "subsection", "Schedule", …"""
        return self.items[0].unit

    @property
    def absolute(self) -> bool:
        """Whether it leads to the same place wherever it stands: a section, a Schedule, or a part of one."""
        return self.outermost.unit in ABSOLUTE

    @property
    def outermost(self) -> Item:
        """The outermost of what it is a part of; its first item where it names nothing that it is a part of."""
        return self.within[-1] if self.within else self.items[0]

    def address(self, item: Item) -> Address:
        """The place that one of its items names; relative to where the citation stands unless it is absolute."""
        outer: Address | None = None
        for one in (*reversed(self.within), item):
            first, *rest = one.numbers
            outer = Address(one.unit, str(first), tuple(number.words for number in rest), outer)
        assert outer is not None
        return outer


ABSOLUTE = ("section", "clause", "Schedule")
_UNITS = {
    unit.lower(): unit
    for unit in (
        "section",
        "subsection",
        "paragraph",
        "sub-paragraph",
        "sub-sub-paragraph",
        "clause",
        "Schedule",
        "Part",
        "Chapter",
        "article",
    )
}
_ORDER: tuple[str, ...] = ("Schedule", "Part", "Chapter", "section", "clause", "article", "subsection", "paragraph")
_ORDER += ("sub-paragraph", "sub-sub-paragraph")
_NAMES = r"(?:sub-)*paragraph|(?:sub-?)?section|clause|schedule|part|chapter|article"
_UNIT = re.compile(rf"(?<![\w-])(?P<unit>{_NAMES})s?\s+(?=[\d(A-Z])", re.IGNORECASE)
_LABEL = r"(?:[A-Z]{0,3}\d{1,4}[A-Z]{0,4}|[A-Z]{1,3}|[a-z]{1,3}|[ivxlz]{1,7})"
_BRACKETED = re.compile(rf"\(({_LABEL})\)")
_SPACED = re.compile(r"\s?\((\d{1,3}[A-Z]{0,3})\)")
_PLAIN = re.compile(r"[A-Z]{0,3}\d{1,4}[A-Z]{0,4}(?![\w%]|[.,]\d|\.\w)")
_GROUP = re.compile(r"(?:\d{1,3}[A-Z]{0,3}|[A-Z]\d{0,2}|[IVX]{1,5})(?![\w%]|[.,]\d)")
_HEADING = re.compile(r"\(((?=[^()]*[^\W\d]{2})[^\W\d](?:[^()]|\([^()]*\)){3,240})\)")
_DESCRIPTION = re.compile(r"\s\((?:[^()]|\([^()]*\)){2,300}\)")
_JOINT = re.compile(
    r"\s*(?:,\s+(?:(?P<to1>to)\s+|(?:and(?:/or)?|or|nor|but\s+not)\s+)?|\s(?P<to2>to|through)\s+"
    r"|\s(?:and(?:/or)?|or|nor|but\s+not)\s+|(?P<to3>\s?[–—-]\s?(?=[\d(])))"
)
_MEASURE = re.compile(
    r"\s+(?:(?:working|sitting|calendar|clear|consecutive|successive|or\s+more|other|further)\s+)*(?:day|week|month|year|hour|minute|time|"
    r"per\s*cent|pound|penc|person|member|metre|kilo|litre|mile|hectare|acre|unit|bedroom|storey|dwelling|home|"
    r"January|February|March|April|May\s+\d|June|July|August|September|October|November|December)",
    re.IGNORECASE,
)
_OUTER = re.compile(r"\s*,?\s+(?P<of>of|to|in|under)\s+", re.IGNORECASE)
_THIS = re.compile(rf"this\s+(?P<unit>Act|Bill|{_NAMES})\b(?!\s+\d)", re.IGNORECASE)
_THAT = re.compile(rf"(?:that|the\s+same|the\s+said)\s+(?P<unit>{_NAMES})\b(?!\s+\d)", re.IGNORECASE)
_WORD_OF_ACTS = (
    r"(?:Acts?|Regulations?|Orders?|Rules|Measure|Directive|GDPR|Convention|Code|Instrument|Treaty|Protocol|Byelaws"
    r"|Charter|Decision|Constitution|Ordinance|Scheme|Covenant|Agreement)"
)
INSTRUMENT = re.compile(
    rf"(?:the|that|those|these|each|either|any|both|such|an?|Council|Commission)\b[^.;:—“”]{{0,160}}?\b{_WORD_OF_ACTS}\b"
    rf"(?:\s+\d{{4}})?|{_WORD_OF_ACTS}\b(?:\s+(?:\d|\())?"
)
"""Words that name an Act or another instrument: "the Housing Act 1996", "that Act", "the UK GDPR"."""


def citations(words: str, itself: Sequence[str] = ()) -> tuple[Citation, ...]:
    """Every citation in some words, in order.

    itself: the names, without a year, of the Act that the Bill becomes, as text put into another Act calls it. A
    citation within another ("paragraph 2 of Schedule 3") is one of its own too. The work is linear in the words.
    """
    return tuple(_Reader(words, itself).read())


class _Reader:
    """Reads the citations of one text from first to last."""

    def __init__(self, words: str, itself: Sequence[str]) -> None:
        self._words = words
        self._itself = itself
        self._found: list[Citation] = []

    def read(self) -> list[Citation]:
        at = 0
        while (match := _UNIT.search(self._words, at)) is not None:
            citation = self._citation(match)
            at = match.end() if citation is None else citation.items[-1].end
            if citation is not None:
                self._share(citation)
                self._found.append(citation)
        return self._found

    def _share(self, citation: Citation) -> None:
        """Let a citation that is joined to this one (“Parts 1 to 7 or Chapter 1 of Part 9 of the …”) share the Act that
        this one names: it may be of that."""
        before = self._found[-1] if self._found else None
        if before is None or citation.said is not SaidOf.ACT or before.said is not SaidOf.UNSAID or before.named:
            return
        description = _DESCRIPTION.match(self._words, before.items[-1].end)
        joint = _JOINT.match(self._words, description.end() if description else before.items[-1].end)
        if joint is not None and joint.end() == citation.start:
            self._found[-1] = replace(before, named=citation.named)

    def _citation(self, match: re.Match[str], depth: int = 0) -> Citation | None:
        """The citation that begins with a unit; None where no number follows."""
        unit = _UNITS[match["unit"].lower().replace("sub-section", "subsection")]
        items = self._items(unit, match.end())
        if not items:
            return None
        after = items[-1].end
        citation = Citation(match.start(), after, items)
        description = _DESCRIPTION.match(self._words, after)
        for end in (after, description.end() if description else after):
            outer = _OUTER.match(self._words, end)
            if outer is not None:
                return self._within(citation, outer, depth)
        return citation

    def _items(self, unit: str, at: int) -> tuple[Item, ...]:
        """The items of a list that begins at a place."""
        items: list[Item] = []
        through = False
        while (item := self._item(unit, at, items[-1] if items else None)) is not None:
            items.append(replace(item, through=through))
            at = item.end
            description = _DESCRIPTION.match(self._words, at)
            for end in (at, description.end() if description else at):
                joint = _JOINT.match(self._words, end)
                if joint is not None and self._item(unit, joint.end(), items[-1]) is not None:
                    break
            else:
                break
            through = bool(joint["to1"] or joint["to2"] or joint["to3"])
            at = joint.end()
        return tuple(items)

    def _item(self, unit: str, at: int, before: Item | None) -> Item | None:
        """The item whose own numbers begin at a place; None where none does."""
        numbers: list[Number] = []
        carried = 0
        plain = _GROUP if unit in ("Part", "Chapter") else _PLAIN
        if unit in ("Part", "Chapter", *ABSOLUTE, "article", "paragraph") and (match := plain.match(self._words, at)):
            if before is not None and _MEASURE.match(self._words, match.end()):
                return None
            numbers.append(Number(match[0], match.start(), match.end()))
            at = match.end()
        elif (
            (bracketed := self._bracketed(at)) is None and unit in ABSOLUTE and self._may_be_heading(at, before)
        ) and (match := _HEADING.match(self._words, at)):
            numbers.append(Number(" ".join(match[1].split()), match.start(), match.end(), heading=True))
            at = match.end()
        elif bracketed is not None and (before is not None or unit not in ABSOLUTE):
            if before is not None:
                kept = _carried(before, bracketed.words)
                if kept is None:
                    return None
                numbers, carried = [*before.numbers[:kept]], kept
            numbers.append(bracketed)
            at = bracketed.end + 1
        else:
            return None
        if unit not in ("Part", "Chapter"):
            while (bracketed := self._bracketed(at, spaced=len(numbers) == 1 and not numbers[0].bracketed)) is not None:
                numbers.append(bracketed)
                at = bracketed.end + 1
        return Item(unit, tuple(numbers), carried)

    def _bracketed(self, at: int, *, spaced: bool = False) -> Number | None:
        """The label in brackets at a place. spaced: whether a space may come before it, as in "5 (2)"."""
        match = (_SPACED if spaced else _BRACKETED).match(self._words, at) or _BRACKETED.match(self._words, at)
        if match is None or not families(match[1]):
            return None
        return Number(match[1], match.start(1), match.end(1), bracketed=True)

    def _may_be_heading(self, at: int, before: Item | None) -> bool:
        """Whether words in brackets at a place can be a heading: not the description of “this section (fees)”, nor of
        the number before them."""
        if before is not None:
            return before.numbers[0].heading or self._words[at + 1 : at + 2].isupper()
        last = self._words[:at].rstrip().rsplit(None, 2)
        return not (
            len(last) > 1 and last[-2].strip("(“,").lower() in ("this", "that", "a", "the", "each", "any", "same")
        )

    def _within(self, citation: Citation, outer: re.Match[str], depth: int) -> Citation:
        """The citation with what it says it is a part of."""
        at, of = outer.end(), outer["of"].lower()
        if this := _THIS.match(self._words, at):
            if of != "under":
                return replace(citation, end=this.end(), said=SaidOf.HERE, named=this[0])
        elif of == "of" and (that := _THAT.match(self._words, at)):
            return self._of_that(citation, that)
        elif of in ("of", "in") and (inner := _UNIT.match(self._words, at)) and depth < 4:
            whole = self._citation(inner, depth + 1)
            if whole is not None and _holds(whole.unit, citation.unit):
                within = (whole.items[0], *whole.within)
                return replace(citation, end=whole.end, said=whole.said, within=within, named=whole.named)
            if of == "in":
                return citation
        else:
            return self._of_an_act(citation, at, of)
        return citation

    def _of_that(self, citation: Citation, that: re.Match[str]) -> Citation:
        """The citation of a part of “that section”, which is the one that was cited last."""
        unit = _UNITS[that["unit"].lower().replace("sub-section", "subsection")]
        for known in reversed(self._found):
            if known.unit == unit:
                within = (known.items[-1], *known.within)
                return replace(citation, end=that.end(), said=known.said, within=within, named=known.named or that[0])
        return replace(citation, end=that.end(), named=that[0])

    def _of_an_act(self, citation: Citation, at: int, of: str) -> Citation:
        """The citation with the Act that it is said to be of, or with the words that begin what else it is of."""
        for name in self._itself:
            if itself := _named(name).match(self._words, at):
                return replace(citation, end=itself.end(), said=SaidOf.HERE, named=itself[0])
        if of == "under" or (of == "to" and citation.unit != "Schedule"):
            return citation
        instrument = INSTRUMENT.match(self._words, at)
        if instrument is not None:
            return replace(citation, end=instrument.end(), said=SaidOf.ACT, named=instrument[0])
        if of == "of":
            return replace(citation, named=" ".join(self._words[at : at + 40].split()[:4]))
        return citation


@lru_cache(maxsize=64)
def _named(name: str) -> re.Pattern[str]:
    """What the name of an Act without its year is found by."""
    return re.compile(rf"the\s+{re.escape(name)}(?:\s+\d{{4}})?\b")


def _holds(outer: str, inner: str) -> bool:
    """Whether one unit can hold another: a Schedule its Parts and paragraphs, a section its subsections."""
    return _ORDER.index(outer) < _ORDER.index(inner) or outer == inner == "paragraph"


def _carried(before: Item, label: str) -> int | None:
    """How many numbers of the item before a label in brackets carries over; None where it can follow none of them.

    The label takes the place of the innermost number that counts as it does: (b) after 2(1)(a) that of (a), (3) that
    of (1). The family of "i" comes from what stands above it.
    """
    shapes = families(label)
    above: Family | None = None
    found: list[Family | None] = []
    for number in before.numbers:
        above = _family(number, above)
        found.append(above)
    for index in range(len(found) - 1, -1, -1):
        if before.numbers[index].bracketed and found[index] in shapes:
            return index
    last = found[-1] if found else None
    if last is Family.NUMBER and not before.numbers[-1].bracketed:
        return len(before.numbers)  # “paragraph 2 and (3)” is no form, “section 5, (2)” is a slip of one
    return None


def _family(number: Number, above: Family | None) -> Family | None:
    shapes = families(number.words)
    if not shapes or number.heading:
        return None
    if not number.bracketed:
        return Family.NUMBER
    wanted = {Family.LETTER: Family.ROMAN, Family.ROMAN: Family.CAPITAL}.get(above or Family.NUMBER, Family.LETTER)
    return wanted if wanted in shapes else shapes[0]
