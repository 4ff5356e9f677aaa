"""What a sentence does to the places that it names: insert, omit, substitute, become; or only says where.

The forms are those of 2,414 instructions in six Bills of 2022 to 2025, with the verbs of Scottish Bills ("is repealed",
"is modified").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from amend.english.textual.narrowing import into
from amend.english.textual.objects import WHICH, ObjectReader, Pair
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

_LEAD = (
    r"(?:In consequence of [^,—«]*|As a consequence of [^,—«]*|Accordingly|Also)"
    r", (?=in |omit|for |after |before |the |⟪)"
)
_END = re.compile(r"[,;.:]*(?: ?(?:and|or|but))?[.,;]*\s*$")
_AMENDED = (
    r" (?:is|are)(?: further| also)? (?:amended|modified)(?: further)?"
    r"(?P<how> as follows| as set out in [^.—«]*| in accordance with [^.—«]*| by (?!\w+ing\b)[^.—«]*| accordingly)?"
)
_SPAN = re.compile(
    r"(?:(?:sub-?)*(?:section|paragraph)s?|clauses?) \(?([0-9A-Z]+)\)?"
    r"(?:(?:, \(?[0-9A-Z]+\)?)*(?: (?:to|and|or) \(?([0-9A-Z]+)\)?)?)"
)
_REPEALED = (
    r",? (?:(?:is|are|shall be)(?: hereby)? (?:repealed|revoked|omitted|deleted)|(?:shall )?ceases? to have effect)"
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


class ActionReader(ObjectReader):
    """Reads a whole sentence. Raises WordsError, with what is left over, when any of it is not understood."""

    every = ""
    following = False
    _after_heading = False

    def read(self, here: Sequence[ActPlace]) -> ReadSentence:
        """What the sentence says, at the places that what is above it names."""
        if self.take(r"In consequence of [^,—«]*(?=—$)"):
            return ReadSentence(places=tuple(here))
        self.take(_LEAD)
        places = self._contexts(list(here))
        if self._finished("—"):
            return ReadSentence(places=tuple(places))
        operations: list[ActOperation] = []
        while True:
            if (amended := self._amended(places)) is not None and not operations:
                return amended
            done = self._action(places)
            if done is None:
                raise self.not_understood()
            operations += done
            if self.take(r" ⟨and,? accordingly,? move the entry to the appropriate place⟩"):
                operations += self._moved_entries(done)
            if self._finished("") and not self.following and (self.used_every or not self.every):
                return ReadSentence(tuple(operations))
            if self.following and self._finished("—"):
                return ReadSentence(tuple(operations), tuple(places), following=True)
            if self.take(r"[,;]? and(?:,)? |[,;] (?=in |for |after |omit|at the )") is None:
                raise self.not_understood()
            places = self._contexts(places)

    def listed(self, here: Sequence[ActPlace]) -> list[ActPlace] | None:
        """The places that an item of a list of provisions names; None when it only says where those below it are."""
        if (terms := self.take(r"(?:«\d+»(?:,? and |, )?)+")) and self._finished(""):
            named = [self.words(number) for number in re.findall(r"«(\d+)»", terms[0])]
            return [into(place, "definition", term, ()) for place in here for term in named]
        self.at = 0
        self.take(r"in ")
        found = self.each(here)
        while found is not None and not self._finished(""):
            if self._finished("—"):
                self.at = 0
                return None
            self.with_what_goes(found)
            if self._finished("") or self.take(r" ?‹\d+›") is not None:
                continue
            if self.take(r", (?:in )?(?!and$)| and (?=[A-Za-z⟪])") is None:
                break
            found = self.each(found)
        if found is None or not self._finished(""):
            raise self.not_understood()
        return found

    def extent(self, here: ActPlace) -> list[ActOperation]:
        """What goes, as a table of repeals says it of an Act: "In section 5, subsection (2)"."""
        if self.take(r"the whole (?:Act|Order|Measure|instrument|Regulations)") and self._finished(""):
            return [OmitFromAct(here, Itself())]
        places = self._contexts([here])
        objects = self.objects(places)
        if objects is None or not self._finished(""):
            raise self.not_understood()
        return [OmitFromAct(place, thing) for place, thing in objects]

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
            if every := self.take(WHICH):
                self.say_every(every)
                self.take(r",? ")
                continue
            self.take(r",? ?(?:and )?")
            if self.take(r"(?:(?:in|to) )?the following provisions(?:,? ?)"):
                self.following = True
                continue
            if self.take(r"(?:Before|After) (?=[A-Za-z-]+ [\dA-Z(][^,]*, in the (?:italic |cross-?)heading)"):
                above = self.each(places)
                if above is None or self.take(r", in the (?:italic |cross-?)heading") is None:
                    raise self.not_understood()
                return self._contexts([replace(one, portions=(Portion("italic heading"),)) for one in above])
            if self.take(r"In (?=the |that |those |⟪|column |[A-Za-z-]+ ?[\dA-Z(])") is None:
                self.at = start
                self.take(r",? ")
                return places
            found = self.each(places)
            if found is None:
                self.at = start
                self.take(r",? ")
                return places
            if self.take(r" ?⟨[^⟩]*«\d+»[^⟩]*⟩"):
                raise self.not_understood()
            found = [*found, *self._more_tables(places)]
            if self.sees(_AMENDED):  # “In section 5 is amended as follows”, a slip
                return found
            places = found

    def _more_tables(self, places: Sequence[ActPlace]) -> list[ActPlace]:
        """The rest of "Table 3 in Part 1, Table 4 in Part 2 and Table 5 in Part 3"."""
        found: list[ActPlace] = []
        while self.take(r"(?:,| and|, and) (?=Table \d)") is not None:
            found += self.each(places) or []
        return found

    # What is done

    def _amended(self, places: Sequence[ActPlace]) -> ReadSentence | None:
        """ "The Housing Act 2004 is amended as follows.\""""
        start = self.at
        found = places if self.sees(_AMENDED) else self.each(places)
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
        self.used_every = False
        for read in (
            self._insert_at,
            self._insert_beside,
            self._insert_first,
            self._substitute,
            self._omit,
            self._passive,
            self._renumber,
            self._becomes,
        ):
            done = read(places)
            if done is not None:
                return done
            self.at = start
        return None

    def _insert_at(self, places: list[ActPlace]) -> list[ActOperation] | None:
        """ "at the end insert", "at the appropriate place in the table insert"."""
        match = self.take(
            r"(?:at|in) (?:the )?(?P<where>end|beginning|appropriate (?:alphabetical )?places?)"
            r"(?: in alphabetical order)?(?: in each)?"
        )
        if match is None:
            return None
        ends: dict[str, ActPoint] = {"end": ProvisionEnd(), "beginning": Beginning()}
        point = ends.get(match["where"].lower(), InOrder())
        if self.take(r"(?:, ?|)(?: of| in| to) "):
            found = self.each(places)
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
        objects = self.objects(places, besides=True)
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
        if matter.provisions and len(objects) > len(places):
            raise WordsError("provisions can come in at one place only")
        word = self.words(linking["word"][1:-1]) if linking else ""
        return [self._beside(place, thing, side, word, matter) for place, thing in objects]

    def _beside(self, place: ActPlace, thing: ActObject, side: str, word: str, matter: Matter) -> ActOperation:
        """An insertion beside words or a provision. word: one at the end of the provision that it goes before."""
        if isinstance(thing, Words) and not word:
            return InsertInAct(place, After(thing) if side == "after" else Before(thing), matter)
        if isinstance(thing, LinkingWord) and thing.side == "after" and not word:
            last = Words(thing.word, -1)
            return InsertInAct(place, After(last) if side == "after" else Before(last), matter)
        if not isinstance(thing, Itself):
            raise self.not_understood()
        end = place.through if side == "after" else None
        place = replace(place, provision=end or place.provision, through=None)
        after = side == "after" or self._after_heading
        return InsertInAct(place, NextTo("after" if after else "before", word), matter)

    def _insert_first(self, places: list[ActPlace]) -> list[ActOperation] | None:
        """ "insert “and” at the end of paragraph (c)": the other way about."""
        if self.take(r"insert at the appropriate places?(?= ?[—«])"):
            matter = self._matter()
            return [InsertInAct(place, InOrder(), matter) for place in places]
        if self.take(r"insert(?= ?[—«])") is None:
            return None
        matter = self._matter()
        match = self.take(r",? (?P<where>at the end of|at the beginning of|after|before) ")
        found = self.each(places) if match is not None else None
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
            r" ⟨(?:and|together with|but after|but not) the (?:italic |cross-?|section )?heading(?: «\d+»)?"
            r"(?: (?:immediately )?(?:before|above|preceding) (?:it|that \w+))?⟩"
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
        objects = self.objects(places)
        if objects is None or self._verb("substitute|insert") is None:
            return None
        matter = self._matter()
        if isinstance(objects[0][1], Itself) and len(objects) > len(places):
            if len(places) > 1:
                raise self.not_understood()
            (place, thing), *others = objects
            return [SubstituteInAct(place, thing, matter), *(OmitFromAct(one, gone) for one, gone in others)]
        return [SubstituteInAct(place, thing, matter) for place, thing in objects]

    def _omit(self, places: list[ActPlace]) -> list[ActOperation] | None:
        """ "omit paragraph (b) and the “and” before it", "leave out “x”"."""
        if self.take(r"(?:omit|leave out|repeal|delete)(?=[ —])") is None:
            return None
        if self.take(r" the following(?: provisions)?(?= ?—)") or self._finished("—"):
            self.following = True
            return [OmitFromAct(place, Itself()) for place in places]
        if self.take(r" the definitions? of(?= ?—)") and self._finished("—"):
            self.following = True
            return [OmitFromAct(place, Itself()) for place in places]
        if self.take(r" ") is None:
            return None
        objects = self.objects(places)
        if objects is None:
            return None
        if self.take(r" and (?:insert|substitute)(?= ?[—«])"):
            matter = self._matter()
            return [SubstituteInAct(place, thing, matter) for place, thing in objects]
        return [OmitFromAct(place, thing) for place, thing in objects]

    def _passive(self, places: list[ActPlace]) -> list[ActOperation] | None:
        """ "the words “x” are repealed", "section 5 is repealed", "Part 2 is revoked"."""
        if self.take(
            r"the following (?:Acts|enactments|provisions|instruments|Orders|Regulations)(?= (?:is|are|shall) )"
        ):
            self.following = True
            return [OmitFromAct(place, Itself()) for place in places] if self.take(_REPEALED) else None
        objects = self.objects(places)
        if objects is None or self.take(_REPEALED) is None:
            return None
        return [OmitFromAct(place, thing) for place, thing in objects]

    def _becomes(self, places: list[ActPlace]) -> list[ActOperation] | None:
        """ "The existing text becomes subsection (1)", "the heading of the section becomes “x”"."""
        objects: list[Pair] | None = [(place, Itself()) for place in places]
        if self.take(r"the existing (?:text|words|provision)(?: of (?:the|that) \w+)?") is None:
            objects = self.objects(places)
        if not objects:
            return None
        if self.take(r",? moves? to after "):
            return self._moved(objects)
        if self.take(r",? (?:becomes?|(?:is|are)(?: to be)? renumbered(?: as)?) ") is None:
            return None
        if self.sees("«"):
            if any(not place.portions or "heading" not in place.portions[-1].kind for place, _ in objects):
                return None
            matter = self._matter()
            return [SubstituteInAct(place, thing, matter) for place, thing in objects]
        if form := self.take(r"an? (?P<form>unnumbered paragraph|definition)"):
            return [BecomeInAct(place, thing, form=form["form"]) for place, thing in objects]
        place, thing = objects[0]
        target = self.each([replace(place, portions=())])
        if target is None or target[0].provision == place.provision or len(objects) > 1:
            return None
        return [BecomeInAct(place, thing, target[0].provision)]

    def _renumber(self, places: list[ActPlace]) -> list[ActOperation] | None:
        """ "renumber subsection (2) as subsection (1A)"."""
        objects = self.objects(places) if self.take(r"renumber ") else None
        if objects is None or len(objects) > 1 or self.take(r" as ") is None:
            return None
        place, thing = objects[0]
        target = self.each([replace(place, portions=())])
        return None if target is None else [BecomeInAct(place, thing, target[0].provision)]

    def _moved_entries(self, done: Sequence[ActOperation]) -> list[ActOperation]:
        """The entries of what was done, each to its place in the order of the table."""
        made: list[ActOperation] = []
        for place in (one.place for one in done):
            kinds = [portion.kind for portion in place.portions]
            if "entry" not in kinds:
                raise self.not_understood()
            made.append(MoveInAct(replace(place, portions=place.portions[: kinds.index("entry") + 1])))
        return made

    def _moved(self, objects: Sequence[Pair]) -> list[ActOperation] | None:
        (place, thing), *others = objects
        heading = any(place.portions == (Portion("italic heading"),) for place, _ in others)
        whole = replace(place, provision=place.provision.top() if place.provision else None, portions=())
        after = self.each([whole])
        if after is None or after[0].provision is None or len(others) > heading:
            return None
        made: list[ActOperation] = [MoveInAct(place, after[0].provision, heading)]
        if self.take(r" and becomes ") and (new := self.each([whole])) is not None and new[0].provision:
            made.append(BecomeInAct(place, thing, new[0].provision))
        return made

    # What comes in

    def _verb(self, verbs: str) -> re.Match[str] | None:
        return self.take(
            rf",? ?(?:there (?:is|are|shall be) (?:{verbs})e?d|(?:{verbs}))"
            r"(?: the following(?: \w+)?| the (?:italic |cross-?)?heading)?"
            r"(?= ?[—–-]? ?«|—$| the )"
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
