"""Quoted words found at a place in an Act: as the Act stood before the Bill, then where those words stand now.

All that a Bill does to an Act speaks of it as it is before the Bill, so that “the second “tenancy”” is the second
there, whatever an earlier paragraph of the Bill put in. Words that the Act did not have are looked for in what the
Bill has put there so far.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from amend.acts.place_in_act import FoundPlace
from amend.acts.stands_already import Run
from amend.acts.whose_words import WhoseWords
from amend.engine.apply.quoted_words import occurrences
from amend.errors import Refusal
from amend.model.amendment import Words
from amend.model.lines import Reading, Segment
from amend.model.outline import HEADS
from amend.model.provision import Bill, Block, Path, Provision
from amend.model.textual import Portion

_BOTH = re.compile(r"\bboth\b")
_PAIR = 2
_SENTENCE = re.compile(r"\S(?:.|\n)*?[.!?][”’)]*(?=\s+[A-Z“(]|\s*$)|\S(?:.|\n)*\S")
_LABEL = re.compile(r"\((?:[A-Z]{0,2}\d+[A-Z]{0,3}|[A-Za-z]{1,2}|[ivxl]+)\)")
"""A number in brackets, as of a subsection that is cited: no words."""
_IN_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\))*\)")


class ActWords:
    """The words of a place in an Act. found: the place. before: the same in the Act as it stood; None where it had no
    such place, or this is that. notes: where what is to be known of the words found is told."""

    def __init__(
        self,
        act: Bill,
        found: FoundPlace,
        whose: WhoseWords,
        before: ActWords | None = None,
        notes: list[str] | None = None,
    ) -> None:
        self.act = act
        self.found = found
        self._whose = whose
        self._notes = [] if notes is None else notes
        self._nodes = found.nodes
        nodes = tuple(act.at(path) for path in found.nodes)
        self.reading = Reading(Bill(Provision("body", nodes), act=True))
        same = before is not None and all(
            one is other for one, other in zip(nodes, (before.act.at(p) for p in before.found.nodes), strict=False)
        )
        self._before = None if same and before and len(before.found.nodes) == len(nodes) else before

    def full(self, path: Path) -> Path:
        """Where in the Act something of the reading is."""
        return (*self._nodes[path[0]], *path[1:])

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The runs of words that the place is: no numbers, and headings only where they are meant."""
        words = self.found.words
        if words is not None:
            wanted = set(words)
            there = tuple(s for s in self.reading.segments if self.full(s.path) in wanted)
            return there if self.found.part is None else (self._part(there, self.found.part),)
        return tuple(s for s in self.reading.segments if s.tag not in HEADS)

    def _part(self, there: Sequence[Segment], part: Portion) -> Segment:
        """The sentence, or the words in brackets, that is meant of some words. Raises Refusal."""
        pattern = _SENTENCE if part.kind == "sentence" else _IN_BRACKETS
        found = [
            segment._replace(
                start=match.start(), end=match.end(), offset=segment.offset + match.start() - segment.start
            )
            for segment in there
            for match in pattern.finditer(self.reading.words, segment.start, segment.end)
            if not _LABEL.fullmatch(match[0])
        ]
        at = part.ordinal or 1
        if not found or abs(at) > len(found) or (part.ordinal is None and len(found) > 1):
            raise Refusal(f"{part} is not there once: the words have {len(found)} such")
        return found[at - 1 if at > 0 else at]

    @property
    def end(self) -> int:
        """The position after the last word of the place; the place of its number where it has none."""
        last = self.segments[-1] if self.segments else self.reading.segments[-1]
        return last.end

    @property
    def start(self) -> int:
        """The position of the first word of the place."""
        first = self.segments[0] if self.segments else self.reading.segments[-1]
        return first.start

    def block(self, segment: Segment) -> Block:
        """The block that a run of words stands in."""
        found = self.reading.bill.at(segment.path)
        assert isinstance(found, Block)
        return found

    def occurrences(self, quote: str) -> list[Run]:
        """Everywhere that the quoted words stand in the place, in order."""
        inside = {id(segment) for segment in self.segments}
        found = occurrences(self.reading.words, quote, 0, len(self.reading.words))
        kept = []
        for start, end in found:
            if self.found.part is not None:
                if self.start <= start and end <= self.end:
                    kept.append((start, end))
                continue
            touched = [s for s in self.reading.segments if s.start < end and s.end > start]
            if touched and id(touched[0]) in inside and id(touched[-1]) in inside:
                kept.append((start, end))
        return kept

    def find(self, words: Words) -> list[Run]:
        """Where the words are that an instruction names: one run, or each where it says so.

        Raises Refusal where they are nowhere, and where they are at more than one place and it does not say which.
        """
        found = self._found(words)
        self._note_possessives(words)
        return found

    def _note_possessives(self, words: Words) -> None:
        """Note where the quoted words stand with an “’s” too, which is left as it is."""
        own = re.escape(words.quote.strip())
        if words.occurrence is None and words.quote.strip()[-1:].isalnum():
            beside = [re.search(rf"(?<!\w){own}[’'](?:s\b|(?=\s))", self.block(one).words) for one in self.segments]
            for said in dict.fromkeys(match[0] for match in beside if match):
                self._notes.append(f"“{said}” is there too, and stays as it is")

    def _found(self, words: Words) -> list[Run]:
        now = self.occurrences(words.quote)
        was = now if self._before is None else self._standing(words.quote, now)
        stay = [run for run in was if run is not None]
        if was and not stay and now:
            self._notes.append(f"“{words.quote}” stands in words that an earlier instruction of the Bill put there")
        if words.places:
            return self._each(words, stay or now)
        if words.occurrence is not None:
            counted = was if stay else now
            return [self._nth(counted, words)]
        if len(stay) == 1:
            return stay
        if not stay and len(now) == 1:
            return now
        if not now:
            raise self._nowhere(words.quote)
        raise Refusal(
            f"“{words.quote}” is there {len(stay or now)} times, and the instruction does not say which",
            remedy=f"say “the first “{words.quote}””, or “in each place”",
        )

    def _each(self, words: Words, runs: list[Run]) -> list[Run]:
        """Every place that is meant. Raises Refusal where there is none, or not as many as it says."""
        if not runs:
            raise self._nowhere(words.quote)
        if _BOTH.search(words.places) and len(runs) != _PAIR:
            raise Refusal(f"“{words.quote}” is there {len(runs)} time{'s' if len(runs) > 1 else ''}, not twice")
        return runs

    @property
    def headings(self) -> str:
        """The words of the headings in the place, which are no part of it."""
        if self.found.words is not None:
            return ""
        return "\n".join(self.block(s).words for s in self.reading.segments if s.tag in HEADS and s.tag != "num")

    def find_after(self, words: Words, start: int) -> Run:
        """The quoted words that end a range which begins at a position: the only ones from there on, or the one that is
        said. Raises Refusal."""
        if words.occurrence is not None:
            return self.find(words)[0]
        there = [run for run in self.occurrences(words.quote) if run[0] >= start]
        if len(there) == 1:
            return there[0]
        if not there:
            raise self._nowhere(words.quote)
        raise Refusal(
            f"“{words.quote}” is there {len(there)} times after that, and the instruction does not say which",
            remedy=f"say “the first “{words.quote}””, or quote more words",
        )

    def _standing(self, quote: str, now: list[Run]) -> list[Run | None]:
        """Where each occurrence in the Act as it stood is now; None for one that went or was changed."""
        assert self._before is not None
        places = self._places
        found: list[Run | None] = []
        for start, end in self._before.occurrences(quote):
            first, last = self._before.spot(start), self._before.spot(end - 1)
            at, to = _now(places, first), _now(places, last)
            found.append((at, to + 1) if at is not None and to is not None and (at, to + 1) in now else None)
        return found

    @cached_property
    def _places(self) -> dict[int, list[tuple[int, int, int]]]:
        """By the id of a block of the Act as it stood, where runs of it stand now: (offset there, length, position)."""
        found: dict[int, list[tuple[int, int, int]]] = {}
        for segment in self.segments:
            at = 0
            for source in self._whose.sources(self.block(segment)):
                here = segment.start - segment.offset + at
                if source.block is not None:
                    found.setdefault(id(source.block), []).append((source.at, source.length, here))
                at += source.length
        return found

    def spot(self, position: int) -> tuple[int, int]:
        """The block that a character stands in, by its id, and its place there."""
        segment, offset = self.reading.locate(position)
        return id(self.block(segment)), offset

    def _nth(self, counted: Iterable[Run | None], words: Words) -> Run:
        runs = list(counted)
        at = words.occurrence or 1
        if not runs or abs(at) > len(runs):
            if not runs:
                raise self._nowhere(words.quote)
            raise Refusal(f"“{words.quote}” is there {len(runs)} time{'s' if len(runs) > 1 else ''} only")
        run = runs[at - 1 if at > 0 else at]
        if run is None:
            raise Refusal(f"“{words.quote}” at that place was changed by an earlier instruction of the Bill")
        return run

    def _nowhere(self, quote: str) -> Refusal:
        act = self._before or self
        there = " … ".join(act.block(s).words for s in act.segments)
        there = there if len(there) <= 240 else f"{there[:160]} … {there[-70:]}"
        gone = self._before is not None and self._before.occurrences(quote)
        why = "an earlier instruction of the Bill took it out" if gone else f"it reads “{there}”"
        return Refusal(f"“{quote}” is not there: {why}")


def _now(places: dict[int, list[tuple[int, int, int]]], spot: tuple[int, int]) -> int | None:
    """Where a character of the Act as it stood is now."""
    for offset, length, here in places.get(spot[0], ()):
        if offset <= spot[1] < offset + length:
            return here + spot[1] - offset
    return None
