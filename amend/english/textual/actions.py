"""What a sentence does to the places that it names: insert, omit, substitute, become; or only says where.

The forms are those of 2,414 instructions in six Bills of 2022 to 2025, with the verbs of Scottish Bills ("is repealed",
"is modified").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from amend.english.textual.reader import ORDINAL, ORDINALS, Reader
from amend.errors import WordsError
from amend.model.amendment import After, Before, Beginning, Matter, ProvisionEnd, Words
from amend.model.frozen import frozen
from amend.model.provision import Block
from amend.model.text import Text
from amend.model.textual import (
    ActObject,
    ActOperation,
    ActPlace,
    ActPoint,
    ActRange,
    BecomeInAct,
    InOrder,
    InsertInAct,
    Itself,
    LinkingWord,
    MoveInAct,
    NextTo,
    OmitFromAct,
    Portion,
    SubstituteInAct,
)

Pair = tuple[ActPlace, ActObject]

_LEAD = r"(?:In consequence of [^,—«]*|As a consequence of [^,—«]*|Accordingly|Also), (?=in |omit|for |after |before |the |⟪)"
_PLACES = (
    r",? ?⟨?(?:(?P<every>(?:in|on) (?:both|each|every|all)(?: of the)?(?: two| three)? (?:places?|cases?)"
    r"(?:,? (?:(?:where|in which|at which|that) )?(?:it|they|those words) (?:occurs?|appears?))?"
    r"|wherever (?:it|they|those words) (?:occurs?|appears?)|(?:on|at) each occurrence)"
    rf"|(?:in|on) the (?P<ordinal>{ORDINAL}) place(?:,? (?:(?:where|in which|at which|that) )?(?:it|they) (?:occurs?|appears?))?"
    rf"|where (?:it|they) (?P<where>{ORDINAL}) (?:occurs?|appears?))⟩?"
)
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
_END = re.compile(r"[,;.:]*(?: ?(?:and|or|but))?[.,;]*\s*$")
_AMENDED = (
    r" (?:is|are)(?: further| also)? (?:amended|modified)(?: further)?"
    r"(?P<how> as follows| as set out in [^.—]*| in accordance with [^.—]*| by [^.—]*| accordingly)?"
)
_SPAN = re.compile(
    r"(?:subsections?|paragraphs?|sub-paragraphs?|sections?|clauses?) \(?([0-9A-Z]+)\)?(?:(?:, \(?[0-9A-Z]+\)?)*(?: (?:to|and|or) \(?([0-9A-Z]+)\)?)?)"
)


@frozen
class ReadSentence:
    """What a sentence says.

    operations: what it does. places: where what stands below it, or after it, applies, when it only says where; None
    when it does something. amended: whether it says that an Act is amended, so that what comes after it applies there.
    limit: the first and last number of what it says so of; None for all. following: the operations are to be made
    to each of the provisions that are listed below.
    """

    operations: tuple[ActOperation, ...] = ()
    places: tuple[ActPlace, ...] | None = None
    amended: bool = False
    limit: tuple[str, str] | None = None
    following: bool = False


class ActionReader(Reader):
    """Reads a whole sentence. Raises WordsError, with what is left over, when any of it is not understood."""

    every = ""
    following = False
    _after_heading = False

    def read(self, here: Sequence[ActPlace]) -> ReadSentence:
        """What the sentence says, at the places that what is above it names."""
        self.take(_LEAD)
        self.take(r"that(?= )(?!.)")
        places = self._contexts(list(here))
        if self._finished("—"):
            return ReadSentence(places=tuple(places))
        operations: list[ActOperation] = []
        while True:
            if (amended := self._amended(places)) is not None and not operations:
                return amended
            done = self._action(places)
            if done is None:
                raise self._not_understood()
            operations += done
            if self._finished(""):
                return ReadSentence(tuple(operations))
            if self.following and self._finished("—"):
                return ReadSentence(tuple(operations), tuple(places), following=True)
            if self.take(r"[,;]? and(?:,)? |[,;] (?=in |for |after |omit|at the )") is None:
                raise self._not_understood()
            places = self._contexts(places)

    def listed(self, here: Sequence[ActPlace]) -> list[ActPlace] | None:
        """The places that an item of a list of provisions names; None when it only says where those below it are."""
        self.take(r"in ")
        found = self._each(here)
        while found is not None and not self._finished(""):
            if self._finished("—"):
                self.at = 0
                return None
            self._with_what_goes(found)
            if self._finished("") or self.take(r" ?‹\d+›") is not None:
                continue
            if self.take(r", (?:in )?(?!and$)| and (?=[A-Za-z⟪])") is None:
                break
            found = self._each(found)
        if found is None or not self._finished(""):
            raise self._not_understood()
        return found

    def _not_understood(self) -> WordsError:
        return WordsError(f"“{self.of.shown(self.rest.strip())}” is not understood")

    def _finished(self, dash: str) -> bool:
        """Whether nothing is left but the end of a sentence; dash: what must end it, or nothing."""
        rest = self.rest.strip()
        if dash:
            return rest in ("—", "–", ":", ":—", "―")
        return _END.fullmatch(rest) is not None

    # Where

    def _contexts(self, places: list[ActPlace]) -> list[ActPlace]:
        """The places that "in section 2, in paragraph (a)," lead to."""
        while True:
            start = self.at
            if every := self.take(_PLACES):
                self._say_every(every)
                self.take(r",? ")
                continue
            self.take(r",? ?(?:and )?")
            if self.take(r"(?:(?:in|to) )?the following provisions(?:,? ?)"):
                self.following = True
                continue
            if self.take(r"(?:In|For the purposes of) (?=the |that |those |⟪|column |[A-Za-z-]+ ?[\dA-Z(])") is None:
                self.at = start
                self.take(r",? ")
                return places
            found = self._each(places)
            if found is None:
                self.at = start
                self.take(r",? ")
                return places
            if self.take(r" ?⟨[^⟩]*«\d+»[^⟩]*⟩"):
                raise self._not_understood()
            found = [*found, *self._more_tables(places)]
            if self.sees(_AMENDED):  # “In section 5 is amended as follows”, a slip
                return found
            places = found

    def _more_tables(self, places: Sequence[ActPlace]) -> list[ActPlace]:
        """The rest of "Table 3 in Part 1, Table 4 in Part 2 and Table 5 in Part 3"."""
        found: list[ActPlace] = []
        while self.take(r"(?:,| and|, and) (?=Table \d)") is not None:
            found += self._each(places) or []
        return found

    def _say_every(self, found: re.Match[str]) -> None:
        self.every = found["every"] or found["ordinal"] or found["where"]

    def _each(self, places: Sequence[ActPlace]) -> list[ActPlace] | None:
        """The places that a citation leads to from each of some others."""
        start, found = self.at, list[ActPlace]()
        for place in places:
            self.at = start
            cited = self.places(place)
            if cited is None:
                return None
            found += cited
        return found

    # What is done

    def _amended(self, places: Sequence[ActPlace]) -> ReadSentence | None:
        """ "The Housing Act 2004 is amended as follows.\""""
        start = self.at
        found = places if self.sees(_AMENDED) else self._each(places)
        match = self.take(_AMENDED) if found is not None else None
        if match is None or found is None or not (self._finished("—") or self._finished("")):
            self.at = start
            return None
        how = match["how"] or ""
        span = _SPAN.search(how)
        limit = (span[1], span[2] or span[1]) if span else None
        return ReadSentence(places=tuple(found), amended=True, limit=limit)

    def _action(self, places: list[ActPlace]) -> list[ActOperation] | None:
        start = self.at
        for read in (
            self._insert_at,
            self._insert_beside,
            self._insert_first,
            self._substitute,
            self._omit,
            self._passive,
            self._becomes,
        ):
            done = read(places)
            if done is not None:
                return done
            self.at = start
        return None

    def _insert_at(self, places: list[ActPlace]) -> list[ActOperation] | None:
        """ "at the end insert", "at the appropriate place in the table insert"."""
        match = self.take(r"(?:at|in) (?:the )?(?P<where>end|beginning|appropriate places?)(?P<each> in each)?")
        if match is None:
            return None
        point: ActPoint = {"end": ProvisionEnd(), "beginning": Beginning()}.get(match["where"].lower(), InOrder())
        if self.take(r"(?:, ?|)(?: of| in| to) "):
            found = self._each(places)
            if found is None:
                return None
            places = found
        if self._verb("insert|add") is None:
            return None
        matter = self._matter()
        return [InsertInAct(place, point, matter) for place in places]

    def _insert_beside(self, places: list[ActPlace]) -> list[ActOperation] | None:
        """ "after subsection (1) insert", "before “x” insert"."""
        match = self.take(r"(?:immediately )?(?P<side>after|before) ")
        if match is None:
            return None
        side = match["side"].lower()
        objects = self._objects(places, besides=True)
        if objects is None:
            return None
        objects = self._beside_heading(objects)
        self.take(r" ⟨but (?:after|before) (?:the )?[^⟩«]* inserted by [^⟩«]*⟩")  # as it falls, in the Bill's order
        linking = self.take(
            r" ?⟨?but before the (?:word )?(?P<word>«\d+»)(?: (?:at the end|after|following|immediately)[^⟩,]*)?⟩?,?"
        )
        if self._verb("insert|add") is None:
            return None
        matter = self._matter()
        made: list[ActOperation] = []
        for place, thing in objects:
            point: ActPoint
            if isinstance(thing, Words):
                point = After(thing) if side == "after" else Before(thing)
            elif isinstance(thing, Itself):
                last = place.through if side == "after" else None
                place = replace(place, provision=last or place.provision, through=None)
                word = self.words(linking["word"][1:-1]) if linking else ""
                point = NextTo("after" if side == "after" or self._after_heading else "before", word)
            else:
                raise self._not_understood()
            made.append(InsertInAct(place, point, matter))
        return made

    def _insert_first(self, places: list[ActPlace]) -> list[ActOperation] | None:
        """ "insert “and” at the end of paragraph (c)": the other way about."""
        if self.take(r"insert(?= ?[—«])") is None:
            return None
        matter = self._matter()
        match = self.take(r",? (?P<where>at the end of|at the beginning of|after|before) ")
        found = self._each(places) if match is not None else None
        if match is None or found is None:
            return None
        where = match["where"].lower()
        point: ActPoint = ProvisionEnd() if "end" in where else Beginning()
        if where in ("after", "before"):
            point = NextTo("after" if where == "after" else "before")
        return [InsertInAct(place, point, matter) for place in found]

    def _beside_heading(self, objects: list[Pair]) -> list[Pair]:
        """The places beside which something comes in, or the headings before them, where it says so."""
        found = self.take(
            r" ⟨(?:and|together with|but after|but not) the (?:italic |cross-?|section )?heading (?:immediately )?"
            r"(?:before|above|preceding) (?:it|that \w+)⟩"
        )
        if found is None:
            return objects
        self._after_heading = found[0].startswith(" ⟨but")
        portions = (Portion("italic heading"),)
        return [(replace(place, portions=portions), thing) for place, thing in objects]

    def _substitute(self, places: list[ActPlace]) -> list[ActOperation] | None:
        """ "for “x” substitute “y”", "for subsections (1) and (2) substitute—"."""
        if self.take(r"for ") is None:
            return None
        objects = self._objects(places)
        if objects is None or self._verb("substitute|insert") is None:
            return None
        matter = self._matter()
        if all(isinstance(thing, Itself) for _, thing in objects) and len(objects) > len(places) == 1:
            first, *others = objects
            rest = [OmitFromAct(place, thing) for place, thing in others]
            return [SubstituteInAct(first[0], first[1], matter), *rest]
        return [SubstituteInAct(place, thing, matter) for place, thing in objects]

    def _omit(self, places: list[ActPlace]) -> list[ActOperation] | None:
        """ "omit paragraph (b) and the “and” before it", "leave out “x”"."""
        if self.take(r"(?:omit|leave out|repeal|delete)(?=[ —])") is None:
            return None
        if self.take(r" the following(?: provisions)?(?= ?—)") or self._finished("—"):
            self.following = True
            return [OmitFromAct(place, Itself()) for place in places]
        if self.take(r" ") is None:
            return None
        objects = self._objects(places)
        if objects is None:
            return None
        if self.take(r" and (?:insert|substitute)(?= ?[—«])"):
            matter = self._matter()
            return [SubstituteInAct(place, thing, matter) for place, thing in objects]
        return [OmitFromAct(place, thing) for place, thing in objects]

    def _passive(self, places: list[ActPlace]) -> list[ActOperation] | None:
        """ "the words “x” are repealed", "section 5 is repealed", "Part 2 is revoked"."""
        objects = self._objects(places)
        if objects is None or self.take(r",? (?:is|are) (?:repealed|revoked|omitted|deleted)") is None:
            return None
        return [OmitFromAct(place, thing) for place, thing in objects]

    def _becomes(self, places: list[ActPlace]) -> list[ActOperation] | None:
        """ "The existing text becomes subsection (1)", "the heading of the section becomes “x”"."""
        if self.take(r"the existing (?:text|words|provision)(?: of (?:the|that) \w+)?"):
            objects: list[Pair] | None = [(place, Itself()) for place in places]
        else:
            objects = self._objects(places)
        if objects is None or not objects:
            return None
        if self.take(r",? moves? to after "):
            return self._moved(objects)
        if self.take(r",? becomes? ") is None:
            return None
        if self.sees("«"):
            if any(
                not place.portions or place.portions[-1].kind not in ("heading", "italic heading")
                for place, _ in objects
            ):
                return None
            matter = self._matter()
            return [SubstituteInAct(place, thing, matter) for place, thing in objects]
        if form := self.take(r"an? (?P<form>unnumbered paragraph|definition)"):
            return [BecomeInAct(place, thing, form=form["form"]) for place, thing in objects]
        place, thing = objects[0]
        target = self._each([replace(place, portions=())])
        if target is None:
            return None
        new = target[0]
        if new.provision == place.provision or len(objects) > 1:
            return None
        return [BecomeInAct(place, thing, new.provision)]

    def _moved(self, objects: Sequence[Pair]) -> list[ActOperation] | None:
        (place, thing), *others = objects
        heading = any(place.portions == (Portion("italic heading"),) for place, _ in others)
        whole = replace(place, provision=place.provision.top() if place.provision else None, portions=())
        after = self._each([whole])
        if after is None or after[0].provision is None or len(others) > heading:
            return None
        made: list[ActOperation] = [MoveInAct(place, after[0].provision, heading)]
        if self.take(r" and becomes ") and (new := self._each([whole])) is not None and new[0].provision:
            made.append(BecomeInAct(place, thing, new[0].provision))
        return made

    # What it is done to

    def _objects(self, places: Sequence[ActPlace], *, besides: bool = False) -> list[Pair] | None:
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
        self.take(r"(?:so much of )?(?:(?:all )?the words )?(?:from )?")
        first: Beginning | Words
        if self.take(r"(?:the )?beginning"):
            first = Beginning()
        else:
            edge = self._edge()
            if edge is None:
                return None
            first = edge
        self.take(r" ?‹\d+›")
        if self.take(r" to ") is None:
            return None
        if self.take(r"(?:the )?end"):
            if self.take(r" of (?=that |the |[A-Za-z-]+ [\d(])"):
                found = self._each(places)
                if found is None:
                    return None
                if all(found[0].provision != place.provision for place in places) and not self.sees(r" ⟨but not"):
                    return self._end_further(places, found, first)
            end: ProvisionEnd | Before = ProvisionEnd()
            if kept := self.take(r" ⟨but not the (?:word )?(?P<word>«\d+»)[^⟩]*⟩"):
                end = Before(Words(self.words(kept["word"][1:-1]), -1))
            return [(place, ActRange(first, end)) for place in places]
        last = self._edge()
        if last is None:
            return None
        return [(place, ActRange(first, last)) for place in places]

    def _end_further(
        self, places: Sequence[ActPlace], found: Sequence[ActPlace], first: Beginning | Words
    ) -> list[Pair] | None:
        """A range to the end of a provision that is not the place: one in it, or one that it lies in."""
        if len(places) != 1 or len(found) != 1 or found[0].provision is None:
            return None
        place, end = places[0], found[0].provision
        if place.provision is not None and (end in place.provision or place.provision in end):
            label = (end.labels or (end.number.strip("()"),))[-1]
            return [(place, ActRange(first, ProvisionEnd(end.unit, label, bare=not end.labels)))]
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
        match = self.take(_PLACES)
        if match is None:
            self.at = start
            return found
        if match["every"]:
            return replace(found, places=match["every"].lower())
        return replace(found, occurrence=_ordinal(match["ordinal"] or match["where"]))

    def _linking_word(self, places: Sequence[ActPlace]) -> list[Pair] | None:
        """ "the “and” at the end of paragraph (a)", "the word “or” immediately before paragraph (c)"."""
        match = self.take(rf"(?:the )?(?:final |last )?(?:word )?(?P<quote>«\d+»)(?: ‹\d+›)?,?{_BESIDE}")
        if match is None:
            return None
        word = self.words(match["quote"][1:-1])
        found = self._each(places)
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
            if self.every and not edge.places and edge.occurrence is None:
                ordinal = _ordinal(self.every)
                edge = replace(edge, occurrence=ordinal) if ordinal else replace(edge, places=self.every.lower())
            found.append(edge)
            start = self.at
            self.take(r" ?‹\d+›")
            self.take(r" ⟨so far as[^⟩]*⟩")
            if self.take(r",? and (?:the )?(?:words? )?(?=«)|, (?=«)") is None:
                break
        if not found:
            return None
        start = self.at
        if self.take(r",? in (?=the |that |[A-Za-z-]+ [\d(])"):
            narrowed = self._each(places)
            if narrowed is None:
                self.at = start
            else:
                places = narrowed
        return [(place, words) for words in found for place in places]

    def _provisions(self, places: Sequence[ActPlace], *, besides: bool) -> list[Pair] | None:
        """Provisions or parts of them, one after another, each with the linking word that goes with it."""
        made: list[Pair] = []
        while True:
            found = self._each(places)
            if found is None:
                return None
            made += [(place, Itself()) for place in found] if besides else self._with_what_goes(found)
            start = self.at
            if besides or self.take(r",? and (?=the |[A-Za-z-]+ [\dA-Z(])|, (?=[A-Za-z-]+ [\dA-Z(])") is None:
                return made
            if self.sees(r"the (?:word )?«\d+» (?:before|after|following|preceding|at the end of) (?:it|them)\b"):
                self.at = start
                return made
            if self._each(places) is None:
                self.at = start
                return made
            self.at = start
            self.take(r",? and |, ")

    def _with_what_goes(self, found: Sequence[ActPlace]) -> list[Pair]:
        """The provisions, with the word beside them that goes too, or what stays."""
        goes = self.take(
            r"(?: ⟨|,? )(?:and(?: accordingly)?|together with|including|along with) the (?:(?:final|last) )?(?:word )?(?P<word>«\d+»)"
            r"(?P<side> (?:immediately )?(?:before|preceding|after|following|at the end(?: of)?)"
            r"(?: (?:it|them|that (?:sub-)*(?:paragraph|section)|subsection|the (?:sub-)*paragraph))?)?⟩?"
        )
        whole: list[Pair] = [(place, Itself()) for place in found]
        if goes is not None:
            side = (goes["side"] or "").strip()
            if "before" not in side and "preceding" not in side:
                return whole  # it is the end of the provision's own text
            return [*whole, (found[0], LinkingWord(self.words(goes["word"][1:-1]), "before"))]
        if heading := self.take(
            r"(?: ⟨|,? )(?:and|together with) the (?:italic |cross-?|section )?heading (?:immediately )?"
            r"(?:before|above|preceding) (?:it|them|that \w+|(?=[a-z]+ \d))⟩?"
        ):
            if not re.search(r"(?:it|them|that \w+)⟩?$", heading[0]):
                self._each(found[:1])
            return [*whole, (replace(found[0], through=None, portions=(Portion("italic heading"),)), Itself())]
        if self.take(r" and the words (?:after|following) it"):
            outer = self._beside_words(found[-1], Portion("closing words"))
            if outer is None:
                raise self._not_understood()
            return [*whole, (outer, Itself())]
        if kept := self.take(r" ⟨but not the (?:word )?(?P<word>«\d+»)[^⟩]*⟩"):
            return [*whole[:-1], (found[-1], Itself(self.words(kept["word"][1:-1])))]
        if self.take(r" ⟨excluding the (?:italic )?heading⟩"):
            return [(place, Itself("heading")) for place in found]
        return whole

    # What comes in

    def _verb(self, verbs: str) -> re.Match[str] | None:
        return self.take(
            rf",? ?(?:there is |there are )?(?:{verbs})(?: the following(?: \w+)?)?(?= ?[—–-]? ?«|—$| the )"
        )

    def _matter(self) -> Matter:
        """What is quoted after the verb. Raises WordsError when nothing is."""
        if set_out := self.take(r" the Schedule set out in Schedule (?P<number>\d+[A-Z]*)(?: to this Act)?"):
            if set_out["number"] not in self.memory.schedules:
                raise WordsError(f"Schedule {set_out['number']} sets out nothing")
            return Matter("", self.memory.schedules[set_out["number"]], dash=True)
        dash = self.take(r" ?[—–-] ?") is not None
        self.take(" ")
        quotes = []
        while (match := self.take(r" ?«(\d+)»")) is not None:
            quotes.append(self.quote(match[1]))
            if not quotes[-1].provisions:
                break
        if not quotes:
            raise WordsError(f"nothing is quoted after “{self.of.shown(self.text[: self.at])}”")
        provisions = [one for quote in quotes for one in quote.provisions]
        if quotes[-1].tail:
            provisions.append(Block("p", Text(quotes[-1].tail)))
        words = quotes[0].words
        return Matter(words, tuple(provisions), dash=dash or words.endswith("—"))


def _ordinal(word: str | None) -> int | None:
    return ORDINALS.get((word or "").lower())
