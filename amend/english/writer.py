"""Operations to the English of either House, from the same table that reads it."""

from __future__ import annotations

from typing import assert_never

from amend.english import phrases, tabled
from amend.english.quotes import CLOSE, OPEN, closing, pairs, righted, surplus
from amend.english.structure import written_rows
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
    Point,
    ProvisionEnd,
    Provisions,
    Range,
    StandPart,
    Substitute,
    Whole,
    Words,
    WordsIn,
)
from amend.model.house import House

_BY_NAME = {
    name: {phrase.name: phrase for phrase in reversed(table)}
    for name, table in {
        "place": phrases.PLACES,
        "new": phrases.NEW,
        "whole": phrases.WHOLE,
        "action": phrases.ACTIONS,
        "object": phrases.OBJECTS,
        "end": phrases.RANGE_ENDS,
    }.items()
}


def write(operation: Operation, house: House) -> str:
    """The words of an operation: the instruction, then each row of what it inserts.

    Raises WordsError for what that House has no form for: a new clause without a place in the Lords, a clause left
    out without its page and line in the Commons, a notice to oppose a clause in the Commons.
    """
    words = _written(operation, house)
    if not pairs(words) and tabled.parse(words).operation != operation:
        raise WordsError(
            f"“{words}” closes a quotation that it does not open, or opens one that it does not close",
            remedy="quote other words",
        )
    return words


def _written(operation: Operation, house: House) -> str:
    match operation:
        case NewProvision():
            return _new(operation, house)
        case StandPart(provision):
            _lords_only(house, "a notice to oppose a clause", "leave the clause out instead")
            return _write("whole", "stand_part", provision=_beside(provision)) + "."
        case Move(provision, after, before, place):
            side, beside = ("after", after) if after else ("before", before)
            if beside is None:
                raise WordsError("it does not say where the clause goes")
            slots = {"provision1": _beside(provision), "side": side, "provision2": _beside(beside)}
            if place.provision is not None:
                return _write("whole", "move_in", provision3=_cited(place.provision), **slots)
            return _write("whole", "move", **slots)
        case Divide(provision, first, second):
            slots = {"provision": _cited(provision)}
            for number, part in (("1", first), ("2", second)):
                slots[f"unit{number}"], slots[f"labels{number}"] = _unit(part), _labels(part)
            return _write("whole", "divide", **slots)
        case Insert(place, point, matter):
            return _placed(place, _insert(point, matter), house)
        case LeaveOut(place, target):
            return _left_out(place, target, None, house)
        case Substitute(place, target, matter):
            return _left_out(place, target, matter, house)
        case _:
            assert_never(operation)


def converted(operation: Operation, house: House) -> Operation:
    """The operation as the other House would have it: the Commons give a new clause no place, the Lords no page and
    line to a clause that goes whole."""
    match operation:
        case NewProvision(unit, matter) if house is House.COMMONS:
            return NewProvision(unit, matter)
        case LeaveOut(Place(), Whole() as whole) if house is House.LORDS:
            return LeaveOut(Place(), whole)
    return operation


def _new(operation: NewProvision, house: House) -> str:
    matter = _matter(Matter("", (operation.matter,), dash=True), schedule=operation.unit == "Schedule")
    beside = operation.after or operation.before
    if house is House.COMMONS and beside is None:
        return _write("new", "unplaced", kind=operation.unit, matter=matter)
    if beside is None:
        raise WordsError(
            f"in the Lords a new {operation.unit} says where it goes",
            remedy=f"write “After Clause 5, insert the following new {operation.unit}—”",
        )
    side = "After" if operation.after else "Before"
    return _write("new", "placed", side=side, provision=_beside(beside), kind=operation.unit, matter=matter)


def _left_out(place: Place, target: Object, matter: Matter | None, house: House) -> str:
    if isinstance(target, Whole) and place == Place():
        if house is House.COMMONS:
            raise WordsError(
                f"in the Commons {target.provision} is left out by the page and line where it begins",
                remedy=f"write “Page 1, line 2, leave out {_cited(target.provision)}”",
            )
        if matter is None:
            return _write("whole", "leave_out", provision=_beside(target.provision))
        kind = "Clause" if target.provision.unit == "clause" else "Schedule"
        slots = {"provision": _beside(target.provision), "kind": kind}
        return _write("whole", "substitute", matter=_matter(matter, schedule=kind == "Schedule"), **slots)
    words = _object(target)
    if matter is None:
        return _placed(place, _write("action", "leave_out", object=words), house)
    if isinstance(target, Whole):
        kind = "Clause" if target.provision.unit == "clause" else "Schedule"
        inserted = _matter(matter, schedule=kind == "Schedule")
        return _placed(place, _write("action", "replace_whole", provision=words, kind=kind, matter=inserted), house)
    return _placed(place, _write("action", "substitute", object=words, matter=_matter(matter)), house)


def _placed(place: Place, action: str, house: House) -> str:
    slots = {"object": action}
    if place.provision is not None and place.provision.unit not in ("Title", "clause", "Schedule"):
        return _write("place", "within", inner=str(place.provision), **slots)
    if place.provision is not None and place.provision.unit != "Title":
        slots["provision"] = _cited(place.provision)
    if place.page is not None:
        slots["page"] = str(place.page)
    if place.line is not None:
        slots["line"] = str(place.line)
    names = ("provision" in slots, "page" in slots, "line" in slots)
    forms = {(True, True, True): "at", (True, True, False): "lines", (False, True, True): "whole"}
    forms[True, False, False] = "headed"
    form = forms.get(names, "target_line")
    if place.provision is not None and place.provision.unit == "Title":
        form = "title"
    if form in ("title", "target_line") and place.line is None:
        raise WordsError("it names no line", remedy="say on which page and line it falls")
    if form == "title":
        return ("In the " if house is House.LORDS else "") + _write("place", form, **slots)
    return _write("place", form, **slots)


def _insert(point: Point, matter: Matter) -> str:
    words = _matter(matter)
    match point:
        case LineEnd():
            return _write("action", "at_end", matter=words)
        case Beginning():
            return _write("action", "at_beginning", matter=words)
        case After(quoted):
            return _write("action", "after", ordinal=_ordinal(quoted), quote=_quote(quoted.quote), matter=words)
        case Before(quoted):
            return _write("action", "before", ordinal=_ordinal(quoted), quote=_quote(quoted.quote), matter=words)
        case _:
            assert_never(point)


def _object(target: Object) -> str:
    match target:
        case Words():
            return _words(target)
        case Lines(first, last) if first == last:
            return _write("object", "one_line", line=str(first))
        case Lines(first, last):
            joined = " and " if last == first + 1 else " to "
            return f"lines {first}{joined}{last}"
        case Provisions("definition", labels):
            return _write("object", "definition", quote=_quote(labels[0]))
        case Provisions(conjunction=""):
            return _write("object", "provisions", unit=_unit(target), labels=_labels(target))
        case Provisions(conjunction=word):
            it = "them" if len(target.labels) > 1 else "it"
            return _write("object", "joined", unit=_unit(target), labels=_labels(target), word=_quote(word), it=it)
        case Whole(provision):
            return _cited(provision)
        case Range(start, end):
            begins = _beginning(start) if isinstance(start, Beginning) else _words(start)
            return _write("object", "range", range_start=begins, range_end=_range_end(end))
        case _:
            assert_never(target)


def _beginning(start: Beginning) -> str:
    line = f" of line {start.line}" if start.line is not None else ""
    return f"beginning{line}" + (f" on page {start.page}" if start.page is not None else "")


def _range_end(end: LineEnd | Words | WordsIn | ProvisionEnd) -> str:
    match end:
        case ProvisionEnd(unit, label, bare, article):
            what = f" of {unit} {label if bare else f'({label})'}" if unit else ""
            return ("the end" if article else "end") + what
        case LineEnd(None, _):
            return "end of line"
        case LineEnd(line, None):
            return f"end of line {line}"
        case LineEnd(line, page):
            return f"end of line {line} on page {page}"
        case Words():
            return _words(end)
        case WordsIn(words, line, page):
            where = "on" if words.occurrence else "in"  # "the first “x” on line 5", but "“x” in line 5"
            return f"{_words(words)} {where} line {line}" + (f" on page {page}" if page is not None else "")
        case _:
            assert_never(end)


def _words(words: Words) -> str:
    return _ordinal(words) + _quote(words.quote) + (f" {words.places}" if words.places else "")


def _ordinal(words: Words) -> str:
    if words.occurrence is None:
        return ""
    if words.occurrence > len(phrases.ORDINALS):
        raise WordsError(
            f"“{words.quote}” is the {words.occurrence}th on its line, for which there is no word", remedy="quote more"
        )
    return f"the {phrases.ORDINALS[words.occurrence - 1]} "


def _matter(matter: Matter, *, schedule: bool = False) -> str:
    """What follows "insert": the quoted words, or a dash and the rows of structure."""
    inserted = [row for provision in matter.provisions for row in written_rows(provision)]
    if schedule:
        inserted.insert(0, "Schedule")
    if matter.words:
        inserted.insert(0, matter.words)
    lead = "—\n" if matter.dash else " "
    words = "\n".join(inserted)
    left_open = surplus(words) > 0 and not matter.provisions  # for the print to close
    return lead + _quote(words if left_open else righted(words))


def _unit(target: Provisions) -> str:
    return target.unit + ("s" if len(target.labels) > 1 else "")


def _labels(target: Provisions) -> str:
    if target.unit == "definition":
        return _quote(target.labels[0])
    labels = [label if target.bare else f"({label})" for label in target.labels]
    if target.through:
        return " to ".join(labels)
    return " and ".join([", ".join(labels[:-1]), labels[-1]]) if len(labels) > 1 else labels[0]


def _quote(words: str) -> str:
    quoted = f"{OPEN}{words}{CLOSE}"
    if (closing(quoted, 0) != len(quoted) - 1 and not surplus(words)) or '"' in words:
        raise WordsError(
            f"“{words}” closes a quotation that it does not open, or opens one that it does not close",
            remedy="quote other words",
        )
    return quoted


def _cited(address: Address) -> str:
    cited = str(address)
    return cited[0].upper() + cited[1:]


def _beside(address: Address) -> str:
    """A clause or Schedule in a sentence, where the only Schedule is "the Schedule"."""
    return "the Schedule" if address == Address("Schedule") else _cited(address)


def _lords_only(house: House, what: str, remedy: str) -> None:
    if house is not House.LORDS:
        raise WordsError(f"{what} is a form of the Lords", remedy=remedy)


def _write(table: str, name: str, **slots: str) -> str:
    return _BY_NAME[table][name].write(**slots)
