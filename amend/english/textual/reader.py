"""The words of a masked sentence taken from first to last: provisions, parts of them and Acts, made into places."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from amend.english.textual.narrowing import into, next_item, up_to
from amend.english.textual.sentence import NamedAct, QuotedMatter, Sentence
from amend.errors import WordsError
from amend.model.address import UNITS
from amend.model.provision import Provision
from amend.model.textual import ActPlace, HeadingHint, Portion, PortionKind

ORDINALS = {
    **{word: at for at, word in enumerate(("first", "second", "third", "fourth", "fifth", "sixth"), 1)},
    **dict.fromkeys(("final", "last"), -1),
    "only": 1,
}
ORDINAL = "|".join(ORDINALS)

_UNIT = (
    r"(?P<unit>(?i:sub-sub-paragraph|sub-?paragraph|sub-?section|paragraph|section|article|regulation|rule|schedule"
    r"|part|chapter|annex|ground|point|term|item))"
)
_NUMBER = r"(?:\d{0,3}[A-Z]{0,3}\d{1,4}[A-Z]{0,4}|[IVX]{1,6}|[A-Z]{1,2})(?![\w’])"
_LABEL = r"\([0-9A-Za-z]{1,7}\)"
_LABELS = rf"(?P<labels>(?: ?{_LABEL})*)"
_FIRST = re.compile(
    rf"(?:[Tt]he |each of )?(?:new |substituted |inserted )?{_UNIT}s?(?: ?(?P<number>{_NUMBER}|{_LABEL}){_LABELS})"
)
_BARE_SCHEDULE = re.compile(r"[Tt]he (?P<unit>Schedule)(?! \d)\b")
_NEXT = re.compile(rf"(?P<joint>, and |, or |, | and | or | to )(?P<number>{_NUMBER}|{_LABEL}){_LABELS}")
_BRACKETED = re.compile(_LABEL)
_THAT = re.compile(
    r"(?:that|those|the said|the) (?:unnumbered )?(?P<unit>(?:sub-)*(?:paragraph|section)|sub-?section|article"
    r"|regulation|rule|schedule|part|chapter|annex|ground|point|definition|table|heading|entry)s?\b"
    r"(?! ?[\d(«]| of «| for | to )",
    re.I,
)
_OF = re.compile(r" (?:of|to|in|in relation to) (?=⟪|the |that |those |[A-Za-z-]+ [\dA-Z(])")
_ACT = re.compile(r"⟪(\d+)⟫")
_HINT = re.compile(r" ?‹(\d+)›")
_NUMBER_OF_AN_ACT = re.compile(r"\((?:c\.|asp|anaw|nawm|asc|S\.I\.|S\.R\.|W\.S\.I|S\.S\.I|N\.I\.)[  ]?[^()]*", re.I)
_MARK = r"«(\d+)»"
_TEXTS = re.compile(r"the (?P<text>(?:Welsh|English) language text)(?: of)? ?", re.I)
_LIMIT = re.compile(r",? ⟨?(?P<text>as it (?:applies|has effect|extends)[^,—«»⟩]*)⟩?")

_PORTIONS: tuple[tuple[PortionKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.I))  # type: ignore[misc]
    for kind, pattern in (
        (
            "italic heading",
            r"the (?:italic |cross-?|section |group )?heading (?:immediately )?(?:before|above|preceding|over) ",
        ),
        ("italic heading", r"the (?:italic |cross-?)heading\b"),
        ("heading", r"the (?:section |side |shoulder )?(?:heading|title|sidenote)\b(?: (?:of|to|for) the section\b)?"),
        ("opening words", r"the words (?:before|preceding|above) (?=(?:the |that )?[\w-]+ [\dA-Z(]|that )"),
        ("closing words", r"the words (?:after|following|below) (?=(?:the |that )?[\w-]+ [\dA-Z(]|that |it\b)"),
        ("opening words", r"the opening words"),
        ("closing words", r"the (?:closing|full[- ]out) words"),
        ("paragraph", rf"the (?P<ordinal>{ORDINAL}) (?:unnumbered )?(?:sub-?)?paragraph(?! \()"),
        ("definition", rf"the (?P<ordinal>{ORDINAL}) definition"),
        ("row", rf"the (?P<ordinal>{ORDINAL}) (?:row|line)\b"),
        ("column", rf"the (?P<ordinal>{ORDINAL}) column\b|column (?P<number>\d+)"),
        ("row", r"(?:line|row) (?P<number>\d+)"),
        (
            "entry",
            r"the (?:entry|entries|rows?) (?:for|relating to|in respect of|beginning) "
            r"(?P<named>«\d+»|[^,«»—;]+?(?=[,;.]|$| insert| omit| substitute))",
        ),
        ("sentence", rf"the (?P<ordinal>{ORDINAL}) sentence"),
        ("words in brackets", r"the words in (?:brackets|parentheses)"),
        ("long title", r"the long title"),
        ("list", r"the list of (?P<named>[^,«»—;]+?)(?=[,;.]|$| insert| omit| substitute)"),
        ("table", r"(?:the )?Table(?: (?P<number>\d+[A-Z]*))?\b"),
    )
)
_OF_A_PROVISION = ("italic heading", "opening words", "closing words")
_DEFINITIONS = re.compile(
    rf"the (?:\w+ )?definitions? of (?:the )?(?P<terms>{_MARK}(?:(?:, | and |, and | or ){_MARK})*)", re.I
)
_CANONICAL = {unit.lower(): unit for unit in UNITS}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


class Memory:
    """What the sentences before have named: the places, most recent last.

    acts: “1988 Act” to “Housing Act 1988”. schedules: what each Schedule of the Bill that only sets out text for an Act
    holds, by its number.
    """

    def __init__(
        self, acts: Mapping[str, str] | None = None, schedules: Mapping[str, tuple[Provision, ...]] | None = None
    ) -> None:
        self.acts = acts or {}
        self.schedules = schedules or {}
        self.places: list[ActPlace] = []

    def forget(self, acts: Sequence[NamedAct]) -> None:
        """After a sentence that was not read “that section” is none before it; “that Act” may be one of its own."""
        known = [place.act for place in self.places[-1:]]
        for named in acts:
            if named.the == "the" and named.name != "Act":
                known.append(self.act(named))
        self.places = [ActPlace(act) for act in known if act]

    def act(self, named: NamedAct) -> str:
        """The title of an Act as it is named. Raises WordsError for “that Act” before any is."""
        alone = named.name in ("Act", "Order", "Measure", "Regulations")
        if named.the == "this" or (named.the == "that" and not alone):
            raise WordsError(f"“{named.the} {named.name}” is not an Act that is amended")
        if named.the == "that":
            found = next((place.act for place in reversed(self.places) if place.act), "")
            if not found:
                raise WordsError(f"no Act is named before “that {named.name}”")
            return found
        if alone and named.name not in self.acts:
            raise WordsError(f"“the {named.name}” is not said to be any")
        return self.acts.get(named.name, named.name)


class PlaceReader:
    """Reads one masked sentence from first to last. A step takes what it understands, or nothing and gives None."""

    def __init__(self, of: Sentence, memory: Memory) -> None:
        self.of = of
        self.memory = memory
        self.text = of.text
        self.at = 0
        self.names_act = False
        self._nested = False

    # The words

    def take(self, pattern: str | re.Pattern[str]) -> re.Match[str] | None:
        """The match of a pattern here, passed over."""
        match = (_compiled(pattern) if isinstance(pattern, str) else pattern).match(self.text, self.at)
        if match is not None:
            self.at = match.end()
        return match

    def sees(self, pattern: str) -> bool:
        """Whether a pattern matches here."""
        return _compiled(pattern).match(self.text, self.at) is not None

    @property
    def rest(self) -> str:
        """What is not read yet."""
        return self.text[self.at :]

    def quote(self, number: str) -> QuotedMatter:
        """The quotation of that number."""
        return self.of.quotes[int(number)]

    def words(self, number: str) -> str:
        """What a quotation says, where words are wanted. Raises WordsError for a structure or nothing."""
        quote = self.quote(number)
        if quote.provisions or not quote.words:
            raise WordsError("words are wanted where a structure, or nothing, is quoted")
        return quote.words

    # Places

    def places(self, here: ActPlace) -> list[ActPlace] | None:
        """The places that a citation names; None where no citation is.

        "paragraphs (a) and (b)", "sections 4 to 6", "the words before paragraph (a)", "paragraph 2 of Schedule 1 to the
        Housing Act 2004": a citation names from the inside out what is read from the outside in.
        """
        start = self.at
        chain: list[tuple[_Ref, tuple[str, ...]]] = []
        while (ref := self._reference()) is not None:
            said = [self.of.described[int(hint[1])] for hint in iter(lambda: self.take(_HINT), None)]
            chain.append((ref, tuple(words for words in said if not _NUMBER_OF_AN_ACT.match(words))))
            if not ref.wants_more and self.take(_OF) is None:
                break
        if not chain or chain[-1][0].wants_more:
            self.at = start
            return None
        text = self.take(_LIMIT)
        found = [here if not text else replace(here, text=text["text"])]
        for depth, (ref, hints) in enumerate(reversed(chain)):
            self._nested = depth > 0
            found = [new for place in found for new in ref.make(place)]
            if depth:
                found = [_described(place, hints) for place in found]
        found = [_described(place, chain[-1][1]) for place in found]  # at the end it is said of all that is cited
        self.memory.places += found
        return found

    def _reference(self) -> _Ref | None:
        """One step of a citation."""
        return self._act() or self._definitions() or self._portion() or self._numbered() or self._that()

    def _act(self) -> _Ref | None:
        text = self.take(_TEXTS)
        match = self.take(_ACT)
        if match is None:
            if text is not None:
                said = text["text"]
                more = text[0].rstrip().endswith("of") and not self.sees("the following provisions")
                return _Ref(lambda place: [replace(place, text=said)], wants_more=more)
            return None
        title = self.memory.act(self.of.acts[int(match[1])])
        self.names_act = True
        said = text["text"] if text else ""
        return _Ref(lambda place: [ActPlace(title, text=said or place.text)])

    def _that(self) -> _Ref | None:
        match = self.take(_THAT)
        if match is None:
            return None
        unit = match["unit"].lower().replace("sub-section", "subsection")
        if unit in ("table", "heading", "entry") or "unnumbered" in match[0]:
            kind = "paragraph" if "unnumbered" in match[0] else unit
            known = next(
                (one for one in reversed(self.memory.places) if any(p.kind == kind for p in one.portions)), None
            )
            if known is None:
                raise WordsError(f"no {kind} is named before “{match[0]}”")
            upto = next(i for i, one in enumerate(known.portions) if one.kind == kind)
            portions = known.portions[: upto + 1]
            return _Ref(lambda place: [replace(place, provision=known.provision, portions=portions)])
        memory = self.memory

        def make(place: ActPlace) -> list[ActPlace]:
            named = [one.provision for one in (place, *memory.places) if one.provision and one.act == place.act]
            return [replace(place, provision=up_to(named, unit), portions=())]

        return _Ref(make)

    def _definitions(self) -> _Ref | None:
        match = self.take(_DEFINITIONS)
        if match is None:
            return None
        terms = [self.words(number) for number in re.findall(_MARK, match["terms"])]
        return _Ref(lambda place: [into(place, "definition", term, ()) for term in terms])

    def _portion(self) -> _Ref | None:
        for kind, pattern in _PORTIONS:
            start = self.at
            match = self.take(pattern)
            if match is None:
                continue
            slots = match.groupdict()
            ordinal = ORDINALS[slots["ordinal"].lower()] if slots.get("ordinal") else None
            label = slots.get("number") or ""
            if named := slots.get("named"):
                mark = re.fullmatch(_MARK, named)
                label = self.words(mark[1]) if mark else self.of.shown(named)
            if kind in _OF_A_PROVISION and match[0].endswith(" "):
                return self._portion_by(kind, start)
            portion = Portion(kind, label, ordinal)
            if kind == "italic heading":
                return _Ref(lambda place: [_portioned(self._headed(place), Portion("italic heading"))])
            return _Ref(lambda place, portion=portion: [_portioned(place, portion)])  # type: ignore[misc]
        return None

    def _headed(self, place: ActPlace) -> ActPlace:
        """What “the italic heading” is before: the place, or what was named last in it where it only groups."""
        here = place.provision
        if here is not None and here.unit not in ("Schedule", "Part", "Chapter"):
            return place
        named = (one.provision for one in reversed(self.memory.places) if one.act == place.act and one.provision)
        last = next((one for one in named if one != here and (here is None or here.top() == one.top())), here)
        return replace(place, provision=last)

    def _portion_by(self, kind: PortionKind, start: int) -> _Ref | None:
        """A portion that is told by the provision it stands beside: “the words before paragraph (a)”."""
        inner = self._numbered() or self._that() or self._portion()
        if inner is None:
            self.at = start
            return None

        def make(place: ActPlace) -> list[ActPlace]:
            found = inner.make(place)[0]
            if kind == "italic heading" or found.provision is None:
                return [_portioned(found, Portion(kind))]
            if found.portions:
                return [_portioned(place, Portion(kind, str(found.portions[-1])))]
            last = (found.provision.labels or (found.provision.number.strip("()"),))[-1]
            return [_portioned(place, Portion(kind, f"({last})" if found.provision.labels else last))]

        return _Ref(make)

    def _numbered(self) -> _Ref | None:
        match = self.take(_FIRST) or self.take(_BARE_SCHEDULE)
        if match is None:
            return None
        slots = match.groupdict()
        unit = _unit(slots["unit"])
        if unit in ("term", "item"):
            item = Portion("item", f"{unit if unit == 'term' else ''} {slots['number']}".strip())
            return _Ref(lambda place: [_portioned(place, item)])
        items = [("", slots.get("number") or "", _split(slots.get("labels") or ""))]
        while True:
            start = self.at
            more = self.take(_NEXT)
            if more is None or not self._goes_on(more, items[-1]):
                self.at = start
                break
            items.append((more["joint"], more["number"], _split(more["labels"])))
        return _Ref(lambda place: _listed(place, unit, items, nested=self._nested))

    def _goes_on(self, more: re.Match[str], last: tuple[str, str, tuple[str, ...]]) -> bool:
        """Whether what may be the next of a list is one: a plain number goes on from plain numbers only."""
        return more["number"].startswith("(") or not last[1].startswith("(")


class _Ref:
    """One step of a citation. make: the places it leads to from another. wants_more: what it is of must follow."""

    def __init__(self, make: Callable[[ActPlace], list[ActPlace]], wants_more: bool = False) -> None:
        self.make = make
        self.wants_more = wants_more


def _described(place: ActPlace, hints: Sequence[str]) -> ActPlace:
    if not hints:
        return place
    return replace(place, described=(*place.described, *(HeadingHint(place.provision, words) for words in hints)))


def _portioned(place: ActPlace, portion: Portion) -> ActPlace:
    return replace(place, portions=(*place.portions, portion))


def _unit(words: str) -> str:
    plain = words.lower()
    plain = {"subparagraph": "sub-paragraph", "sub-section": "subsection"}.get(plain, plain)
    return _CANONICAL.get(plain, plain)


def _split(labels: str) -> tuple[str, ...]:
    return tuple(label.strip("()") for label in _BRACKETED.findall(labels))


def _listed(
    place: ActPlace, unit: str, items: Sequence[tuple[str, str, tuple[str, ...]]], *, nested: bool
) -> list[ActPlace]:
    """The places of a list; a run, "(2) to (5)", is one place, and the last of it."""
    first = into(place, unit, items[0][1], items[0][2], nested=nested)
    found = [first]
    for joint, number, labels in items[1:]:
        last = found[-1]
        if last.provision is None or last.portions:
            raise WordsError("a list of parts of a table is not understood")
        following = replace(last, provision=next_item(last.provision, number, labels))
        if joint == " to ":
            found[-1] = replace(last, through=following.provision)
        else:
            found.append(following)
    return found
