"""What a verb takes: quoted words, ranges of words, the word that links two provisions, provisions, parts of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from amend.english.textual.reader import ORDINAL, ORDINALS, PlaceReader
from amend.errors import WordsError
from amend.model.act_citation import named_steps
from amend.model.amendment import After, Before, Beginning, ProvisionEnd, Words
from amend.model.textual import ActObject, ActPlace, ActRange, Itself, LinkingWord, Portion

Pair = tuple[ActPlace, ActObject]

_OCCURS = r"(?:,? (?:(?:where|in which|at which|that) )?(?:it|they|those words) (?:first )?(?:occurs?|appears?))?"
WHICH = (
    r",? ?⟨?(?:(?P<every>(?:in|on) (?:both|each|every|all)(?: of the)?(?: two| three)? (?:places?|cases?)"
    rf"{_OCCURS}|wherever (?:(?:it|they|those words) (?:occurs?|appears?)|occurring)|(?:on|at) each occurrence)"
    rf"|(?:in|on) the (?P<ordinal>{ORDINAL}) place{_OCCURS}"
    rf"|where (?:it|they) (?P<where>{ORDINAL}) (?:occurs?|appears?))⟩?"
)
"""Which of several occurrences of words is meant: "in the second place it occurs", "(in each place)"."""

_QUOTED = rf"(?:the )?(?:(?P<ordinal>{ORDINAL}) )?(?:(?:words?|figures?|entry|number) )?(?P<quote>«\d+»)"
_LINKS = re.compile(r"^[,;]? ?(?:and|or|but|nor|and/or)$")
_SIDES = {
    "at the end of": "after",
    "after": "after",
    "following": "after",
    "before": "before",
    "preceding": "before",
}
_BESIDE = (
    r" (?:\(‹\d+›\) )?(?:immediately |which is |appearing )*(?P<side>at the end of|after|following|before|preceding) "
)
_GOES_TOO = (
    r"(?: ⟨|,? )(?:and(?: accordingly)?|together with|including|along with) the (?:(?:final|last) )?(?:word )?"
    r"(?P<word>«\d+»)(?P<side> (?:immediately )?(?:before|preceding|after|following|at the end(?: of)?)"
    r"(?: (?:it|them|that (?:sub-)*(?:paragraph|section)|subsection|the (?:sub-)*paragraph))?)?⟩?"
)
_HEADING_TOO = (
    r"(?: ⟨|,? )(?:and|together with) the (?:italic |cross-?|section )?heading (?:immediately )?"
    r"(?:before|above|preceding) (?:it|them|that \w+|(?=[a-z]+ \d))⟩?"
)


class ObjectReader(PlaceReader):
    """Reads what is inserted beside, omitted or substituted.

    every: "in each place it occurs", or the ordinal of one, said of what comes; "" for nothing said. used_every:
    whether it was said of something.
    """

    every = ""
    used_every = False

    def not_understood(self) -> WordsError:
        return WordsError(f"“{self.of.shown(self.rest.strip())}” is not understood")

    def say_every(self, found: re.Match[str]) -> None:
        self.every = found["every"] or found["ordinal"] or found["where"]

    def each(self, places: Sequence[ActPlace]) -> list[ActPlace] | None:
        """The places that a citation leads to from each of some others."""
        start, found = self.at, list[ActPlace]()
        for place in places:
            self.at = start
            cited = self.places(place)
            if cited is None:
                return None
            found += cited
        return found

    # What it is done to

    def objects(self, places: Sequence[ActPlace], *, besides: bool = False) -> list[Pair] | None:
        """What a verb takes: quoted words, a range of words, or provisions; at each of the places."""
        start = self.at
        for read in (self._range, self._linking_word, self._quoted):
            found = read(places)
            if found is not None:
                return found
            self.at = start
        return self._provisions(places, besides=besides)

    def _range(self, places: Sequence[ActPlace]) -> list[Pair] | None:
        """ "the words from “x” to “y”", "“x” to “y”", "the words after “x”", "from the beginning to “x”"."""
        if side := self.take(
            r"the words (?P<side>after|following|before|preceding) (?=«|the (?:first|second|third|last|final) «)"
        ):
            edge = self._edge()
            if edge is None:
                return None
            after = side["side"].lower() in ("after", "following")
            made = ActRange(After(edge), ProvisionEnd()) if after else ActRange(Beginning(), Before(edge))
            return [(place, made) for place in places]
        self.take(r"(?:(?:all )?the words )?(?:from )?")
        first = Beginning() if self.take(r"(?:the )?beginning") else self._edge()
        self.take(r" ?‹\d+›")
        if first is None or self.take(r" to ") is None:
            return None
        if self.take(r"(?:the )?end") is not None:
            return self._to_the_end(places, first)
        last = self._edge()
        return None if last is None else [(place, ActRange(first, last)) for place in places]

    def _to_the_end(self, places: Sequence[ActPlace], first: Beginning | Words) -> list[Pair] | None:
        """A range that is to the end of its place, or of a provision that is named."""
        if self.take(r" of (?=that |the |[A-Za-z-]+ [\d(])"):
            found = self.each(places)
            if found is None:
                return None
            if all(found[0].provision != place.provision for place in places) and not self.sees(r" ⟨but not"):
                return self._end_further(places, found, first)
        end: ProvisionEnd | Before = ProvisionEnd()
        if kept := self.take(r" ⟨but not the (?:word )?(?P<word>«\d+»)[^⟩]*⟩"):
            end = Before(Words(self.words(kept["word"][1:-1]), -1))
        return [(place, ActRange(first, end)) for place in places]

    def _end_further(
        self, places: Sequence[ActPlace], found: Sequence[ActPlace], first: Beginning | Words
    ) -> list[Pair] | None:
        """A range to the end of a provision that is not the place: one in it, or one that it lies in."""
        if len(places) != 1 or len(found) != 1 or found[0].provision is None:
            return None
        place, end = places[0], found[0].provision
        if place.provision is not None and (end in place.provision or place.provision in end):
            label = (end.labels or (end.number.strip("()"),))[-1]
            unit = named_steps(end)[-1][0]
            return [(place, ActRange(first, ProvisionEnd(unit, label, bare=not end.labels)))]
        return None

    def _edge(self) -> Words | None:
        """Quoted words, with which of those it is."""
        match = self.take(_QUOTED)
        if match is None:
            return None
        found = Words(self.words(match["quote"][1:-1]), _ordinal(match["ordinal"]))
        return self._which(found)

    def _which(self, found: Words) -> Words:
        """The words with "in the second place it occurs", "in both places", where that is said of them."""
        start = self.at
        self.take(r" ?‹\d+›(?= ?[,⟨])")
        match = self.take(WHICH)
        if match is None:
            self.at = start
            return self._which_said(found)
        if match["every"]:
            return replace(found, places=match["every"].lower())
        return replace(found, occurrence=_ordinal(match["ordinal"] or match["where"]))

    def _which_said(self, found: Words) -> Words:
        """The words with what was said, before them, of the places that they are in."""
        said = self.every
        if not said or found.occurrence is not None:
            return found
        self.used_every = True
        ordinal = _ordinal(said)
        return replace(found, occurrence=ordinal) if ordinal else replace(found, places=said.lower())

    def _linking_word(self, places: Sequence[ActPlace]) -> list[Pair] | None:
        """ "the “and” at the end of paragraph (a)", "the word “or” immediately before paragraph (c)"."""
        match = self.take(rf"(?:the )?(?:final |last )?(?:word )?(?P<quote>«\d+»)(?: ‹\d+›)?,?{_BESIDE}")
        if match is None:
            return None
        word = self.words(match["quote"][1:-1])
        found = self.each(places)
        if found is None:
            return None
        side = match["side"].lower()
        if _LINKS.match(word):
            linking = LinkingWord(word, "after" if _SIDES[side] == "after" else "before")
            return [(place, linking) for place in found]
        if side == "at the end of":
            return [(place, Words(word, -1)) for place in found]
        kind: Portion = Portion("closing words" if _SIDES[side] == "after" else "opening words")
        narrowed = [self._beside_words(place, kind) for place in found]
        return [(place, Words(word)) for place in narrowed if place is not None] or None

    @staticmethod
    def _beside_words(place: ActPlace, kind: Portion) -> ActPlace | None:
        """The words before or after a provision, which are of what it stands in."""
        if place.provision is None or not place.provision.labels or place.portions:
            return None
        label = place.provision.labels[-1]
        outer = replace(place.provision, labels=place.provision.labels[:-1])
        return replace(place, provision=outer, portions=(replace(kind, label=f"({label})"),))

    def _quoted(self, places: Sequence[ActPlace]) -> list[Pair] | None:
        """Quoted words, each time or the time that is said; several joined by “and” are each an object."""
        found: list[Words] = []
        while (edge := self._edge()) is not None:
            found.append(edge)
            start = self.at
            self.take(r" ?‹\d+›")
            if self.take(r",? and (?:the )?(?:words? )?(?=«)|, (?=«)") is None:
                break
        if not found:
            return None
        start = self.at
        if self.take(r",? in (?=the |that |[A-Za-z-]+ [\d(])"):
            narrowed = self.each(places)
            if narrowed is None:
                self.at = start
            else:
                places = narrowed
        return [(place, words) for words in found for place in places]

    def _provisions(self, places: Sequence[ActPlace], *, besides: bool) -> list[Pair] | None:
        """Provisions or parts of them, one after another, each with the linking word that goes with it."""
        made: list[Pair] = []
        while True:
            found = self.each(places)
            if found is None:
                return None
            made += [(place, Itself()) for place in found] if besides else self.with_what_goes(found)
            start = self.at
            if besides or self.take(r",? and (?=the |[A-Za-z-]+ [\dA-Z(])|, (?=[A-Za-z-]+ [\dA-Z(])") is None:
                return made
            if self.sees(r"the (?:word )?«\d+» (?:before|after|following|preceding|at the end of) (?:it|them)\b"):
                self.at = start
                return made
            if self.each(places) is None:
                self.at = start
                return made
            self.at = start
            self.take(r",? and |, ")

    def with_what_goes(self, found: Sequence[ActPlace]) -> list[Pair]:
        """The provisions, with the word or heading beside them that goes too, or what stays."""
        whole: list[Pair] = [(place, Itself()) for place in found]
        if goes := self.take(_GOES_TOO):
            side = goes["side"] or ""
            if "before" not in side and "preceding" not in side:
                return whole  # it is the end of the provision's own text
            return [*whole, (found[0], LinkingWord(self.words(goes["word"][1:-1]), "before"))]
        if heading := self.take(_HEADING_TOO):
            if not re.search(r"(?:it|them|that \w+)⟩?$", heading[0]):
                self.each(found[:1])
            return [*whole, (replace(found[0], through=None, portions=(Portion("italic heading"),)), Itself())]
        if self.take(r" and the words (?:after|following) it"):
            outer = self._beside_words(found[-1], Portion("closing words"))
            if outer is None:
                raise self.not_understood()
            return [*whole, (outer, Itself())]
        if kept := self.take(r" ⟨but not the (?:word )?(?P<word>«\d+»)[^⟩]*⟩"):
            return [*whole[:-1], (found[-1], Itself(self.words(kept["word"][1:-1])))]
        if self.take(r" ⟨excluding the (?:italic )?heading⟩"):
            return [(place, Itself("heading")) for place in found]
        return whole


def _ordinal(word: str | None) -> int | None:
    return ORDINALS.get((word or "").lower())
