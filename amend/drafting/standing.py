"""Where an amendment stands in the order of consideration: its section, provision, page and line, and place there.

Amendments are taken in the order in which they would stand in the text; what they have in common there goes in order
of notice (Erskine May 20.42). At one line: a clause left out that begins there; provisions, then words, at its
beginning; changes inside it, as the words follow one another; words, then provisions, at its end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import assert_never

from amend.drafting.convert import placed
from amend.drafting.sections import SectionOrder
from amend.drafting.understood import understood_once
from amend.engine.apply.apply import Prepared
from amend.errors import AmendError
from amend.model.address import Address
from amend.model.amendment import (
    Amendment,
    Beginning,
    Divide,
    Insert,
    LeaveOut,
    LineEnd,
    Lines,
    Move,
    NewProvision,
    Operation,
    Place,
    Range,
    StandPart,
    Substitute,
    Whole,
)
from amend.model.lines import Line

ANYWHERE = Address("Title")
"""The provision of what stands in no clause or Schedule."""

FORMS = (
    "the clause left out whole",
    "provisions at the beginning of the line",
    "words at the beginning of the line",
    "changes inside the line",
    "words at the end of the line",
    "provisions at the end of the line",
)
"""What is done at one line, in the order in which it is taken."""

BEFORE, WITHIN, QUESTION, AFTER = range(-1, 3)
"""Beside a provision: what comes before it, what changes it, whether it stands part or moves, what comes after it."""

INSIDE = FORMS.index("changes inside the line")
_LAST_PAGE = 10**6
_PAGE = re.compile(r"(?:p_(\d+))?(?:_*ln_(\d+))?")
_NEW = re.compile(r"following (?:new )?(Clause|Schedule)—$", re.IGNORECASE)
_PROVISION = {"sec": "clause", "sch": "Schedule"}


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one amendment stands. section: as in `sections.SECTIONS`; "" where its place is not known.

    provision: its clause or Schedule. known: whether it says which. side: as BEFORE … AFTER. page, line, column: 0
    where a form has none; _LAST_PAGE where it should and does not say. form: as in FORMS. at: where in the text the
    words are that it changes, -1 where that is not known. fault: why its words do not tell, "" where they do.
    """

    section: str = ""
    provision: Address = ANYWHERE
    known: bool = True
    side: int = WITHIN
    page: int = 0
    line: int = 0
    column: int = 0
    form: int = INSIDE
    at: int = 0
    fault: str = ""

    @property
    def where(self) -> tuple[object, ...]:
        """Its provision, page and line: those with the same stand at one place."""
        return (self.provision, self.side, self.page, self.line, self.column)

    @property
    def place(self) -> str:
        """Where that is, for a person: "clause 2, page 2, line 25", "after clause 4", "new Clause"."""
        if self.section.startswith("new"):
            return self.section
        side = {BEFORE: "before ", AFTER: "after "}.get(self.side, "") if self.section else ""
        parts = [f"{side}{self.provision}"] if self.section and self.known else []
        parts += [f"page {self.page}"] if 0 < self.page < _LAST_PAGE else []
        parts += [f"line {self.line}"] if self.line else []
        return ", ".join(parts)


def stand_of(amendment: Amendment, order: SectionOrder, prepared: Prepared | None) -> Stand:
    """Where an amendment stands; by what its paper says of it where its words are not understood.

    prepared: the print, for the order of words in a line and for what does not say its page and line; None without.
    """
    try:
        operation = placed(_operation(amendment.words, whole=prepared is not None), amendment)
    except AmendError as error:
        return replace(_as_described(amendment), fault=str(error))
    stands = _by_words(operation, amendment, order)
    if prepared is None or amendment.amends or stands.section.startswith("new"):
        return stands
    return _on_print(operation, stands, prepared)


def _operation(words: str, *, whole: bool) -> Operation:
    """What the words ask for. Raises WordsError.

    whole: whether what they put in matters; it does not for where they stand, and reading it is most of the work.
    """
    lead, _, rest = words.partition("\n")
    if not whole and lead.endswith("—") and rest.startswith("“") and rest.endswith("”"):
        kind = _NEW.search(lead)
        stub = "“(1) It is.”" if kind is None else "“A\nIt is.”" if kind[1].lower() == "clause" else "“A\n1 It is.”"
        try:
            return understood_once(f"{lead}\n{stub}").operation
        except AmendError:
            pass  # the whole of it may be understood, or says what is wrong
    return understood_once(words).operation


def _by_words(operation: Operation, amendment: Amendment, order: SectionOrder) -> Stand:
    match operation:
        case NewProvision(unit, _, after, before):
            if not order.in_place:
                return Stand("new Clause" if unit == "Clause" else "new Schedule")
            return _in(after or before, side=AFTER if after else BEFORE)
        case StandPart(provision) | Move(provision) | Divide(provision):
            return _in(provision, side=QUESTION)
        case LeaveOut(place, Whole(provision)) | Substitute(place, Whole(provision)):
            return replace(_at(place, provision, amendment, required=False), form=0, at=-1)
        case LeaveOut(place, Lines(first)) | Substitute(place, Lines(first)):
            return _at(replace(place, line=first), place.provision, amendment)
        case Insert(place, point, matter):
            form = INSIDE
            match point:
                case LineEnd():
                    form = len(FORMS) - 2 + matter.dash
                case Beginning():
                    form = 2 - matter.dash
            return replace(_at(place, place.provision, amendment), form=form, at=-1 if form == INSIDE else 0)
        case LeaveOut(place, target) | Substitute(place, target):
            begins = isinstance(target, Range) and isinstance(target.start, Beginning)
            return replace(_at(place, place.provision, amendment), at=0 if begins else -1)
        case _:
            assert_never(operation)


def _in(provision: Address | None, side: int) -> Stand:
    if provision is None:
        return Stand(fault="it does not say where it goes")
    top = provision.top()
    section = _section(top)
    return Stand(section, top, side=side, fault="" if section else f"{provision} is no clause or Schedule")


def _at(place: Place, provision: Address | None, amendment: Amendment, *, required: bool = True) -> Stand:
    """At the page and line of a place; where it has none, at those that its paper says of it."""
    described = _as_described(amendment)
    page, line = place.page or described.page, place.line or described.line
    top = provision.top() if provision else described.provision
    section = _section(top) if provision else described.section
    if top == ANYWHERE and section == "Title":
        return Stand(section, top, page=page, line=line)
    missing = _LAST_PAGE if required else 0
    return Stand(section or "clause", top, known=bool(section), page=page or missing, line=line)


def _as_described(amendment: Amendment) -> Stand:
    """Where the attributes of its paper say it stands; without a section where they do not."""
    if amendment.type in ("newClause", "newSchedule"):
        return Stand("new Clause" if amendment.type == "newClause" else "new Schedule")
    found = _PAGE.match(amendment.target_page)
    page, line = (int(found[1] or 0), int(found[2] or 0)) if found else (0, 0)
    short, _, number = amendment.target_provision.partition("_")
    unit = _PROVISION.get(short, "")
    if not unit:
        return Stand(page=page, line=line)
    return Stand(unit, Address(unit, number), page=page or _LAST_PAGE, line=line)


def _section(top: Address) -> str:
    return {"clause": "clause", "section": "clause", "Schedule": "Schedule", "Title": "Title"}.get(top.unit, "")


def _on_print(operation: Operation, stands: Stand, prepared: Prepared) -> Stand:
    """The same with what the print tells: the page and line that its words do not give, and the place in the line."""
    try:
        found = prepared.resolve(operation)
    except AmendError as error:
        return replace(stands, fault=str(error))
    if stands.side != WITHIN:
        return stands
    line: Line | None = found.line
    if not stands.known and found.address is not None and (section := _section(found.address.top())):
        stands = replace(stands, section=section, provision=found.address.top(), known=True)
    if line is not None and stands.page in (0, _LAST_PAGE):
        stands = replace(stands, page=line.page, line=line.number)
    column = line.column if line is not None and line.column > 1 else 0
    return replace(stands, at=found.start if stands.form == INSIDE else stands.at, column=column)
