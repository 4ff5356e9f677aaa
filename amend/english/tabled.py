""" "Clause 3, page 2, line 15, leave out …" to operations.

Every character of an instruction belongs to a phrase of `english.phrases` or to a quotation; an instruction with
anything left over is not understood, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from amend.english import phrases, structure, typed, unread
from amend.english.columns import table_rows
from amend.english.odd_characters import misread, odd
from amend.english.quotes import mask, mask_open, surplus
from amend.english.structure import Setting
from amend.errors import WordsError
from amend.model.address import Address
from amend.model.amendment import (
    After,
    Before,
    Beginning,
    Divide,
    Insert,
    LeaveOut,
    LineEnd,
    Lines,
    Matter,
    Move,
    NewProvision,
    Object,
    Operation,
    Place,
    ProvisionEnd,
    Provisions,
    Range,
    StandPart,
    Substitute,
    Whole,
    Words,
    WordsIn,
)
from amend.model.frozen import frozen
from amend.model.provision import Provision

LEFT_OPEN = "a quotation within a quotation is left open, as if the print closed it"
"""A slip that a person may be asked about, for it may as well be a mark that is missing."""

Slots = dict[str, str]

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffc\ufffe\uffff]")
_MASK = re.compile(r"«(\d+)»")
_LABEL = re.compile(r"\(?([0-9A-Za-z]+)\)?(?=,|\s|$)")
_JOINING = ("and", "to")
_OLD_PLACE = re.compile(r"\s*(Clause|Schedule|After|Before)( [^\n,]*?)?\s*\n\s*(Page|Insert)\b", re.IGNORECASE)
_OLD_LORDS = {"page": "{place}, page", "insert": "{place}, insert"}
_COMMAS = {"comma1": "the clause or Schedule", "comma2": "the page", "comma3": "the line number"}
_BEGINNING = re.compile(r"(?:the )?beginning(?: of line (\d+)(?: on page (\d+))?)?", re.IGNORECASE)
_NOTE = re.compile(r"\s*As an amendment to [^\n]*\n", re.IGNORECASE)


@frozen
class Understood:
    """An instruction read. slips: what departs from House style and was read all the same, in words.

    notes: what was typed for a mark or citation of the paper, with the form that it was read as.
    """

    operation: Operation
    slips: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def parse(words: str) -> Understood:
    """The operation that the words of an amendment ask for.

    words: the instruction and what it inserts, one printed paragraph a row. Both Houses' layouts are read, the
    Lords' older one too, which puts the place on a row of its own.
    Raises WordsError when any part of the words is not understood.
    """
    slips: list[str] = []
    if found := _UNPRINTABLE.search(words):
        raise WordsError(
            f"it has a character that cannot be printed (U+{ord(found[0]):04X})", remedy="take it out, or type it again"
        )
    words, notes = typed.double_marks(words)
    masked, quotations = _masked(_one_layout(_NOTE.sub("", words.strip(), count=1)), slips)
    if masked.endswith("."):
        masked = masked[:-1]
        if not masked.startswith("The "):  # a notice is a sentence, an instruction is not
            slips.append("an instruction has no full stop at its end")
    if letter := misread(masked):
        raise WordsError(
            f"“{letter}” (U+{ord(letter):04X}) stands where a letter or digit of English should", remedy="type it again"
        )
    slips += odd("\n".join(quotations))
    doubtful = typed.doubtful(masked)
    text, more = typed.put_right(" ".join(masked.split()))
    understood = _InstructionReader(quotations, slips, doubtful).instruction(text)
    return replace(understood, notes=(*notes, *more, *understood.notes))


def _masked(words: str, slips: list[str]) -> tuple[str, tuple[str, ...]]:
    """The words with their quotations taken out; one left open for the print to close is read, and is a slip."""
    try:
        return mask(words)
    except WordsError:
        found = mask_open(words)
        if found is None or sum(map(surplus, found[1])) == 0:
            raise
        slips.append(LEFT_OPEN)
        return found


def _one_layout(words: str) -> str:
    """The older Lords layout as one row: "Clause 3" above "Page 2, line 10, …"."""
    match = _OLD_PLACE.match(words)
    if match is None:
        return words
    place = f"{match[1]}{match[2] or ''}"
    return _OLD_LORDS[match[3].lower()].format(place=place) + words[match.end() :]


_ACTIONS = (*phrases.ACTIONS[:-1], *phrases.SLIPS, phrases.ACTIONS[-1])


class _InstructionReader:
    """Reads one instruction whose quotations have been taken out.

    doubtful: the quotations before which a dash was typed that may be none.
    """

    def __init__(self, quotations: tuple[str, ...], slips: list[str], doubtful: frozenset[int]) -> None:
        self._quotations = quotations
        self._slips = slips
        self._doubtful = doubtful
        self._notes: list[str] = []

    def instruction(self, text: str) -> Understood:
        operation = self._new(text) or self._whole(text) or self._placed(text)
        if operation is None:
            shown = self._shown(text)
            why, remedy = unread.why(text, self._quotations)
            raise WordsError(f"“{shown}” is not an instruction that is understood{why}", remedy=remedy)
        return Understood(operation, tuple(self._slips), tuple(self._notes))

    def _new(self, text: str) -> Operation | None:
        for phrase in phrases.NEW:
            if (slots := phrase.match(text)) is None:
                continue
            unit, made = slots["kind"].capitalize(), self._made(slots)
            beside = _address(slots["provision"]) if "provision" in slots else None
            if phrase.name == "unplaced":
                return NewProvision(unit, made)
            if slots["side"].lower() == "after":
                return NewProvision(unit, made, after=beside)
            return NewProvision(unit, made, before=beside)
        return None

    def _whole(self, text: str) -> Operation | None:
        """What is said of a whole clause or Schedule without page and line."""
        for phrase in phrases.WHOLE:
            if (slots := phrase.match(text)) is None:
                continue
            if phrase.name in ("move", "move_in"):
                what, where = _address(slots["provision1"]), _address(slots["provision2"])
                named = _address(slots["provision3"]) if "provision3" in slots else None
                if named not in (None, what):
                    raise WordsError(f"it names {named} and transposes {what}", remedy="let both be the same clause")
                after, before = (where, None) if slots["side"].lower() == "after" else (None, where)
                return Move(what, after, before, Place(named))
            provision = _address(slots["provision"])
            match phrase.name:
                case "stand_part":
                    return StandPart(provision)
                case "divide":
                    first, second = (_provisions(slots[f"unit{n}"], slots[f"labels{n}"]) for n in "12")
                    return Divide(provision, first, second)
                case "substitute":
                    made = self._made(slots)
                    return Substitute(Place(), Whole(provision), Matter("", (made,), dash=True))
            return LeaveOut(Place(), Whole(provision))
        return None

    def _made(self, slots: Slots) -> Provision:
        """The new clause or Schedule of a phrase."""
        quotation = self._with_dashes(self._quoted(slots["matter"]))
        if slots["kind"].lower() != "clause":
            return structure.new_schedule(quotation)
        quotation, number = typed.without_number(quotation)
        if number:
            said = f"“{number}” stands before the heading of a new clause, and was left out: it"
            self._slips.append(f"{said} gets its number when the Bill is printed again")
        return structure.new_clause(quotation)

    def _placed(self, text: str) -> Operation | None:
        for phrase in phrases.PLACES:
            if (slots := phrase.match(text)) is None:
                continue
            provision = _address(slots["provision"]) if "provision" in slots else None
            if phrase.name == "title":
                provision = Address("Title")
            if phrase.name == "within":
                provision = _address(slots["inner"])
            line = int(slots["line"]) if "line" in slots else None
            page = int(slots["page"]) if "page" in slots else None
            kept = len(self._slips)
            self._slips += [f"a comma is missing after {what}" for key, what in _COMMAS.items() if slots.get(key) == ""]
            operation = self._action(Place(provision, page, line), slots["object"])
            if operation is not None and _is_complete(operation):
                return operation
            del self._slips[kept:]
        return None

    def _action(self, place: Place, action: str) -> Operation | None:
        for phrase in _ACTIONS:
            if (slots := phrase.match(action)) is None:
                continue
            if phrase in phrases.SLIPS:
                self._slips.append("“leave out … and substitute …” should be “leave out … and insert …”")
            match phrase.name:
                case "at_end":
                    return Insert(place, LineEnd(), self._matter(slots, place))
                case "at_beginning":
                    return Insert(place, Beginning(), self._matter(slots, place))
                case "after":
                    return Insert(place, After(self._words(slots)), self._matter(slots, place))
                case "before":
                    return Insert(place, Before(self._words(slots)), self._matter(slots, place))
                case "replace_whole":
                    return Substitute(
                        place, Whole(_address(slots["provision"])), Matter("", (self._made(slots),), dash=True)
                    )
            target = self._object(slots["object"])
            if target is None:
                continue
            if phrase.name == "substitute":
                return Substitute(place, target, self._matter(slots, place))
            return LeaveOut(place, target)
        return None

    def _object(self, text: str) -> Object | None:
        for phrase in phrases.OBJECTS:
            if (slots := phrase.match(text)) is None:
                continue
            match phrase.name:
                case "words":
                    return self._words(slots)
                case "every":
                    return Words(self._quoted(slots["quote"]), places=slots["places"].lower())
                case "joined":
                    return replace(self._provisions(slots), conjunction=self._quoted(slots["word"]))
                case "definition":
                    return Provisions("definition", (self._quoted(slots["quote"]),))
                case "provisions":
                    return self._provisions(slots)
                case "range":
                    return self._range(slots)
                case "one_line":
                    return Lines(int(slots["line"]), int(slots["line"]))
                case "lines":
                    return Lines(int(slots["line1"]), int(slots["line2"]))
                case "whole":
                    return Whole(_address(slots["provision"]))
        return None

    def _provisions(self, slots: Slots) -> Provisions:
        if _MASK.fullmatch(slots["labels"]):
            return Provisions(_singular(slots["unit"]), (self._quoted(slots["labels"]),))
        return _provisions(slots["unit"], slots["labels"])

    def _range(self, slots: Slots) -> Range | None:
        start, end = slots["range_start"], self._range_end(slots["range_end"])
        if end is None:
            return None
        if match := _BEGINNING.fullmatch(start):
            return Range(Beginning(*(int(number) if number else None for number in match.groups())), end)
        first = phrases.OBJECTS[0].match(start) or phrases.OBJECTS[1].match(start)
        return Range(self._words(first), end) if first else None

    def _range_end(self, text: str) -> LineEnd | Words | WordsIn | ProvisionEnd | None:
        for phrase in phrases.RANGE_ENDS:
            if (slots := phrase.match(text)) is None:
                continue
            line = int(slots["line"]) if "line" in slots else None
            page = int(slots["page"]) if "page" in slots else None
            if phrase.name == "line_end":
                return LineEnd(line, page)
            if phrase.name == "provision_end":
                label, article = slots.get("one", ""), bool(slots["the"])
                return ProvisionEnd(_singular(slots.get("unit", "")), label.strip("()"), label[:1].isalnum(), article)
            words = self._words(slots)
            return WordsIn(words, line, page) if line is not None else words
        return None

    def _words(self, slots: Slots) -> Words:
        ordinal = (slots.get("ordinal") or "").lower().replace("the ", "").strip()
        return Words(self._quoted(slots["quote"]), phrases.ORDINALS.index(ordinal) + 1 if ordinal else None)

    def _matter(self, slots: Slots, place: Place) -> Matter:
        text = slots["matter"]
        quotation = self._with_dashes(self._quoted(text))
        if surplus(quotation) < 0:
            raise WordsError(
                f"what is inserted closes a quotation that it does not open: “{quotation[-40:]}”",
                remedy="take one ” out",
            )
        dash = "«" in text and bool(text[: text.index("«")].strip())
        setting = Setting.SCHEDULE if place.provision and place.provision.unit == "Schedule" else Setting.BODY
        if dash:
            made = table_rows(quotation) or structure.provisions(quotation, setting)
            self._refuse_two_readings(text, quotation, made)
            return Matter("", made, dash=True)
        words, _, rest = quotation.partition("\n")
        return Matter(words.strip(), structure.provisions(rest, setting, runs_on=True) if rest.strip() else ())

    def _with_dashes(self, matter: str) -> str:
        """What comes in, with the dashes that open its lists, and a note of those that were typed otherwise."""
        matter, notes = typed.lists_opened(matter)
        self._notes += notes
        return matter

    def _refuse_two_readings(self, text: str, quotation: str, made: Sequence[object]) -> None:
        """Raises WordsError for words in one row after what may be typed for a dash, or only to set them apart."""
        mask = _MASK.search(text)
        plain = "\n" not in quotation and not any(isinstance(one, Provision) for one in made)
        if mask and int(mask[1]) in self._doubtful and plain:
            said = self._shown(f"insert «{mask[1]}»")
            raise WordsError(
                "what stands between “insert” and the words may be a dash or not",
                remedy=f"write “{said}” for words that run on, “insert—” for words in a row of their own",
            )

    def _quoted(self, text: str) -> str:
        match = _MASK.search(text)
        quotation = self._quotations[int(match[1])] if match else ""
        if not quotation.strip():
            raise WordsError("there is nothing between the quotation marks")
        return quotation

    def _shown(self, text: str) -> str:
        """The instruction with its quotations put back, cut to what fits a message."""
        whole = _MASK.sub(lambda m: f"“{' '.join(self._quotations[int(m[1])].split())}”", text)
        return whole if len(whole) <= 120 else whole[:120].rsplit(" ", 1)[0] + "…"


def _address(words: str) -> Address:
    """The address of a clause or Schedule; a clause without a number may be called a section, as inserted law is."""
    plain = " ".join(words.split())
    if plain.lower() == "the schedule":
        return Address("Schedule")
    address = Address.parse(plain)
    return replace(address, unit="clause") if address.unit == "section" else address


def _provisions(unit: str, labels: str) -> Provisions:
    found = tuple(label for label in _LABEL.findall(labels) if label not in _JOINING)
    return Provisions(_singular(unit), found, " to " in labels, bare="(" not in labels)


def _singular(unit: str) -> str:
    return unit.lower().removesuffix("s")


def _is_complete(operation: Operation) -> bool:
    """Whether the place of an operation has a line, or its object brings its own."""
    if not isinstance(operation, Insert | LeaveOut | Substitute) or operation.place.line is not None:
        return True
    place = operation.place
    if place.provision is not None and place.page is None and place.provision.unit not in ("clause", "Schedule"):
        return True  # of an amendment to an amendment
    if isinstance(operation, Insert):
        return False
    match operation.object:
        case Lines():
            return place.page is not None
        case Range(Beginning(int())):
            return place.page is not None
        case Whole(provision):
            return place.page is None and place.provision == provision and isinstance(operation, LeaveOut)
    return False
