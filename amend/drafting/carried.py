"""Where an amendment stands on the next print: its words there still, its effect there already, or neither."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

from amend.engine.apply.apply import Prepared
from amend.engine.apply.resolve import Resolved
from amend.engine.compare.carried_words import CarriedWords
from amend.engine.compare.comparison import Comparison
from amend.errors import AddressError
from amend.model.address import Address
from amend.model.amendment import (
    After,
    Before,
    Beginning,
    Divide,
    Insert,
    LeaveOut,
    LineEnd,
    Matter,
    Move,
    NewProvision,
    Operation,
    Point,
    StandPart,
    Substitute,
)
from amend.model.citation import address_of, find
from amend.model.outline import blocks, top_of
from amend.model.provision import Node, Path, Provision, walk

Fate = Literal["there", "already made", "overtaken", "gone"]

_MARKS = re.compile(r"[“”‘’\"']")
_NUMBER = re.compile(r"\b[A-Z]{0,3}\d+[A-Z]*\b|\([0-9A-Za-z]{1,5}\)|(?<=[a-z]) \((?=[A-Z])(?:[^()]|\([^()]*\))+\)")
"""A number, a label, or the heading in brackets that stands for the number of a new clause."""


@dataclass(frozen=True, slots=True)
class Landing:
    """What became of the place of an amendment on the next print.

    start, end: of what it leaves out there, or twice the point where it puts something in; -1 for one that is placed
    by a citation alone. then, there: what the old print says and what the new one says instead, where the words were
    overtaken. reason: one sentence; "" where its words are there still.
    """

    fate: Fate
    start: int = -1
    end: int = -1
    then: str = ""
    there: str = ""
    reason: str = ""


class NextPrint:
    """Two prints of a Bill, the second printed after the first, and what of the first is in the second."""

    def __init__(self, old: Prepared, new: Prepared, comparison: Comparison) -> None:
        """comparison: of the two."""
        self.old, self.new, self.pairing = old, new, comparison.pairing
        self._words = CarriedWords(comparison, old.reading, new.reading)
        self._came: dict[str, list[Path]] | None = None
        self._headings: dict[str, list[Path]] = defaultdict(list)

    def landing(self, operation: Operation, resolved: Resolved | None) -> Landing:
        """What became of an operation's place. resolved: where it is on the old print; None for a new clause that has
        no place."""
        match operation:
            case NewProvision():
                return self._new_provision(operation)
            case StandPart(provision) | Divide(provision):
                return self._cited(provision, f"{provision} is not in {self._name}")
            case Move():
                return self._move(operation)
            case Insert(_, point, matter):
                assert resolved is not None
                return self._insertion(resolved, point, matter)
            case LeaveOut():
                assert resolved is not None
                return self._left_out(resolved, Matter())
            case Substitute(_, _, matter):
                assert resolved is not None
                return self._left_out(resolved, matter)
            case _:
                assert_never(operation)

    def address(self, address: Address) -> Address | None:
        """How a provision of the old print is cited in the new one; None when it is not there, or was not."""
        try:
            path = find(self.old.bill, address)
        except AddressError:
            return None
        there = self.pairing.new_of(path)
        return address_of(self.new.bill, there) if there is not None else None

    @property
    def _name(self) -> str:
        return self.new.bill.number or "the new print"

    # What is cited

    def _cited(self, provision: Address, reason: str) -> Landing:
        return Landing("there") if self.address(provision) else Landing("gone", reason=reason)

    def _move(self, operation: Move) -> Landing:
        for address in filter(None, (operation.provision, operation.after, operation.before)):
            if self.address(address) is None:
                return Landing("gone", reason=f"{address} is not in {self._name}")
        return Landing("there")

    def _new_provision(self, operation: NewProvision) -> Landing:
        matter = operation.matter
        if self._made((matter,)):
            return Landing("already made", reason=f"{self._name} has this {operation.unit.lower()}")
        heading = _plain(matter.heading.words) if matter.heading else ""
        for path in self._came_in_under(heading):
            there = self._said(path)
            reason = f"{self._name} has a {operation.unit.lower()} with this heading and other words"
            return Landing("overtaken", then=_printed((matter,)), there=there, reason=reason)
        beside = operation.after or operation.before
        if beside is None:
            return Landing("there")
        return self._cited(beside, f"{beside}, beside which it goes, is not in {self._name}")

    # Words put in

    def _insertion(self, resolved: Resolved, point: Point, matter: Matter) -> Landing:
        at = resolved.start
        if self._made(matter.provisions) and (not matter.words or self._says(at, at, matter.words)):
            return Landing("already made", reason=f"{self._name} has what it puts in")
        start, end = self._anchor(at, point)
        if matter.words and not matter.provisions and self._says(at, at, matter.words):
            return Landing("already made", reason=f"{self._name} has what it puts in")
        there = self._words.span(start, end)
        if there is None:
            return self._lost(start, end, "the words that it is placed by")
        spot = there[0] if isinstance(point, Before | Beginning) else there[1]
        if matter.provisions and not matter.words:
            return Landing("there", spot, spot)
        other = self._words.last_letter(at) if isinstance(point, Before | Beginning) else self._words.letter(at)
        region = self._words.around(at, at)
        if region is not None and self._in_one_block(region) and self.new.reading.words[slice(*region)].strip():
            then, now = self._beside(at, at, region)
            if other is not None:
                reason = f"other words stand now where it puts its own: “{self._text(*region)}”"
                return Landing("overtaken", then=then, there=now, reason=reason)
        return Landing("there", spot, spot)

    def _anchor(self, at: int, point: Point) -> tuple[int, int]:
        """The words of the old print that an insertion is placed by."""
        words = self.old.reading.words
        match point:
            case After(quoted):
                return self._back(at, len("".join(quoted.quote.split()))), at
            case Before(quoted):
                return at, self._on(at, len("".join(quoted.quote.split())))
            case Beginning():
                return at, self._on(at, 1)
            case LineEnd():
                return self._back(len(words[:at].rstrip()), 1), at
            case _:
                assert_never(point)

    def _back(self, position: int, letters: int) -> int:
        return _back(self.old.reading.words, position, letters)

    def _on(self, position: int, letters: int) -> int:
        return _on(self.old.reading.words, position, letters)

    def _came_around(self, old: tuple[int, int], new: tuple[int, int], words: str) -> bool:
        """Whether words that hold those left out, “winter and snow” for “winter”, have come to stand around them."""
        wanted, kept = _letters(words), _letters(self.old.reading.words[slice(*old)])
        at = wanted.find(kept) if len(kept) < len(wanted) else -1
        while at >= 0:
            before, after = at, len(wanted) - at - len(kept)
            was, now = (
                _letters(text[_back(text, start, before) : _on(text, end, after)])
                for text, (start, end) in ((self.old.reading.words, old), (self.new.reading.words, new))
            )
            if now == wanted != was:
                return True
            at = wanted.find(kept, at + 1)
        return False

    # Words left out

    def _left_out(self, resolved: Resolved, matter: Matter) -> Landing:
        start, end = resolved.start, resolved.end
        whole = [self.pairing.new_of(path) for path in resolved.whole]
        made = self._made(matter.provisions) if matter.provisions else None
        if made and (not matter.words or self._says(start, end, matter.words)):
            return Landing("already made", reason=f"{self._name} has what it puts in")
        if whole and not any(there is not None for there in whole):
            if not matter.words and not matter.provisions:
                return Landing("already made", reason=f"what it leaves out is not in {self._name}")
            return Landing("gone", then=self._old_text(start, end), reason=f"what it leaves out is not in {self._name}")
        there = self._words.span(start, end)
        if there is not None:
            if not matter.provisions and self._came_around((start, end), there, matter.words):
                return Landing("already made", reason=f"{self._name} says what it puts in")
            return Landing("there", *there)
        if matter.words and not matter.provisions and self._says(start, end, matter.words):
            return Landing("already made", reason=f"{self._name} says what it puts in")
        if not matter.words and not matter.provisions and self._is_out(start, end):
            return Landing("already made", reason=f"what it leaves out is not in {self._name}")
        return self._lost(start, end, "the words that it leaves out")

    def _lost(self, start: int, end: int, what: str) -> Landing:
        """What is said of words that are not there any more."""
        then = self._old_text(start, end)
        region = self._words.around(start, end)
        if region is None or not self._holder_stays(start):
            return Landing("gone", then=then, reason=f"{what} are not in {self._name}: “{then}”")
        said, there = self._beside(start, end, region)
        return Landing("overtaken", then=said, there=there, reason=f"{what} were changed")

    def _holder_stays(self, position: int) -> bool:
        """Whether the clause or Schedule that holds a place is in the new print."""
        top = top_of(self.old.bill, self.old.reading.locate(position)[0].path)
        return top is None or self.pairing.new_of(top) is not None

    def _says(self, start: int, end: int, words: str) -> bool:
        """Whether what stands now in the place of words is what an amendment puts there, alone or beside others."""
        region = self._words.around(start, end)
        if region is None:
            return False
        there, wanted = _plain(self._text(*region)), _plain(words)
        if not re.search(r"\w", wanted):
            return there == wanted
        return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", there) is not None

    def _is_out(self, start: int, end: int) -> bool:
        """Whether just these words are gone, and nothing stands in their place."""
        region = self._words.around(start, end)
        if self._words.last_letter(start) is None or self._words.letter(end) is None:
            return False  # more is gone than they
        return region is not None and not _letters(self._text(*region))

    def _in_one_block(self, region: tuple[int, int]) -> bool:
        return "\n" not in self.new.reading.words[slice(*region)]

    def _beside(self, start: int, end: int, region: tuple[int, int]) -> tuple[str, str]:
        """The sentence that words stand in, before and now, cut to what is near them."""
        words, new = self.old.reading.words, self.new.reading.words
        return _near(words, start, end), _near(new, *region)

    def _text(self, start: int, end: int) -> str:
        return " ".join(self.new.reading.words[start:end].split())

    def _old_text(self, start: int, end: int) -> str:
        return " ".join(self.old.reading.words[start:end].split())

    def _said(self, path: Path) -> str:
        node = self.new.bill.at(path)
        return _printed((node,))

    # Provisions put in

    def _made(self, provisions: Sequence[Node]) -> bool:
        """Whether each of some provisions came into the new print, but for numbers."""
        return bool(provisions) and all(self._came_in(_key(one)) for one in provisions)

    def _came_in(self, key: str) -> bool:
        return bool(key) and key in self._new_ones()

    def _came_in_under(self, heading: str) -> list[Path]:
        self._new_ones()
        return self._headings.get(heading, []) if heading else []

    def _new_ones(self) -> dict[str, list[Path]]:
        """The provisions of the new print that the old one does not have, by their words."""
        if self._came is None:
            self._came = defaultdict(list)
            for path, node in walk(self.new.bill.root):
                if not isinstance(node, Provision) or not path:
                    continue
                came = self.pairing.old_of(path)
                before = self.old.bill.at(came) if came is not None else None
                if before is not None and _key(before) == _key(node):
                    continue
                self._came[_key(node)].append(path)
                if came is None and node.heading is not None:
                    self._headings[_plain(node.heading.words)].append(path)
        return self._came


def _key(node: Node) -> str:
    """The words of a provision without its numbers and those in it, which follow those of other provisions."""
    return _plain(" ".join(block.text.printed() for _, block in blocks(node) if block.tag != "num"))


def _plain(words: str) -> str:
    """Words with one sign for every number: those of a new print are the clerks'."""
    numbered = re.sub(r"# ?(?:# ?)+", "# ", _NUMBER.sub(" # ", _MARKS.sub("", words)))
    return " ".join(numbered.split()).rstrip(".;,")


def _back(words: str, position: int, letters: int) -> int:
    """So many letters and signs before a position, spaces not counted; the beginning where there are fewer."""
    while letters and position:
        position -= 1
        letters -= not words[position].isspace()
    return position


def _on(words: str, position: int, letters: int) -> int:
    """So many letters and signs after a position; the end where there are fewer."""
    while letters and position < len(words):
        letters -= not words[position].isspace()
        position += 1
    return position


def _letters(words: str) -> str:
    return "".join(words.split())


def _printed(provisions: Iterable[Node]) -> str:
    return " ".join(" ".join(block.text.printed() for _, block in blocks(one)) for one in provisions)


_NEAR = 60
"""Characters on either side of words that are shown with them."""


def _near(words: str, start: int, end: int) -> str:
    """Words with what stands around them on their rows, cut at a space where it is long."""
    left = max(words.rfind("\n", 0, start) + 1, 0)
    right = words.find("\n", end)
    right = len(words) if right < 0 else right
    if start - left > _NEAR:
        left = words.find(" ", start - _NEAR, start) + 1 or start
    if right - end > _NEAR:
        right = max(words.rfind(" ", end, end + _NEAR), end)
    return " ".join(words[left:right].split())
