"""In what order the parts of a Bill are considered: by House and stage, or as a House has ordered."""

from __future__ import annotations

import re
from dataclasses import dataclass

from amend.errors import AddressError
from amend.model.address import Address
from amend.model.house import House
from amend.model.numbering import Family, families, order

NEW = {"clause": "new Clause", "Schedule": "new Schedule"}
"""What a new provision of the Commons stands among, by the unit that it is."""

SECTIONS = ("clause", "new Clause", "Schedule", "new Schedule", "Preamble", "Title")
"""The parts of a list of amendments, in the order of a Committee of the Commons for which none was made (Erskine May
28.93)."""

_REPORT = ("new Clause", "clause", "new Schedule", "Schedule", "Preamble", "Title")
"""On Report in the Commons (Guide to Procedure, consideration of a Bill)."""

_LABEL = r"[A-Z]*[0-9]+[A-Z]*"
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<sep>[,;]|and\b)
    | (?P<rest>(?:any\s+)?remaining\s+proceedings(?:\s+on\s+(?:the\s+Bill|consideration))?)
    | (?:the\s+|any\s+)?(?P<new>new\s+)?(?P<unit>clause|schedule)s?\b(?:\s+(?P<first>{_LABEL})\b)?
    | (?:the\s+)?(?P<other>preamble|(?:long\s+)?title)\b
    | (?P<again>{_LABEL})\b
    )(?:\s+to\s+(?:clause\s+|schedule\s+)?(?P<last>{_LABEL})\b)?""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class OrderedPart:
    """One step of an order of consideration. section: one of SECTIONS, "" for the remaining proceedings.

    first, last: the numbers of its clauses or Schedules, from one to the other; "" twice for all of them.
    """

    section: str
    first: str = ""
    last: str = ""

    def takes(self, section: str, provision: Address) -> bool:
        """Whether what stands in that section, at that clause or Schedule, is considered in this step by its number."""
        if section != self.section or not self.first or families(provision.number) != (Family.NUMBER,):
            return False
        low, its, high = (order(label, Family.NUMBER) for label in (self.first, provision.number, self.last))
        return low <= its <= high


@dataclass(frozen=True, slots=True)
class SectionOrder:
    """The order of consideration. parts: the steps that a House has ordered; () where it has ordered none.

    usual: the sections in the order in which they come without one. in_place: whether a new clause is considered at the
    place that its words name, as in the Lords.
    """

    usual: tuple[str, ...]
    in_place: bool
    parts: tuple[OrderedPart, ...] = ()

    def rank(self, section: str, provision: Address) -> tuple[int, int]:
        """How what stands in a section sorts; provision is its clause or Schedule."""
        usual = self.usual.index(section)
        if not self.parts:
            return usual, 0
        steps = list(enumerate(self.parts))
        wholes = [at for at, part in steps if part.section == section and not part.first]
        rest = [at for at, part in steps if not part.section]
        found = [at for at, part in steps if part.takes(section, provision)] or wholes or rest
        return (found[0], 0 if self.parts[found[0]].section else usual) if found else (len(self.parts), usual)

    def names(self, section: str, provision: Address) -> bool:
        """Whether the order says when this is considered, if only as what remains."""
        return not self.parts or self.rank(section, provision)[0] < len(self.parts)


def section_order(house: House, stage: str, ordered: str = "") -> SectionOrder:
    """The order of consideration of a stage in a House.

    ordered: that of a programme order or instruction, "Clauses 1 to 10, Schedule 1, Clause 11, new Clauses, remaining
    proceedings"; "" for none. Raises AddressError for words of it that are not understood, and for what it names twice.
    """
    parts = _parts(ordered) if ordered.strip() else ()
    if house is House.LORDS:
        return SectionOrder(SECTIONS, True, parts)
    return SectionOrder(SECTIONS if is_committee(stage) else _REPORT, False, parts)


def is_committee(stage: str) -> bool:
    """Whether a stage is one in Committee; Report and all others are not."""
    return "committee" in stage.casefold()


def _parts(ordered: str) -> tuple[OrderedPart, ...]:
    found: list[OrderedPart] = []
    section, at, fresh = "", 0, True
    text = ordered.strip().rstrip(".")
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or (match["sep"] is None and not fresh) or (match["again"] and not section):
            raise _unread(text[at:].strip())
        at = match.end()
        if match["sep"]:
            fresh = True
            continue
        fresh = False
        if match["rest"]:
            part = OrderedPart("")
        elif match["other"]:
            part = OrderedPart("Title" if "itle" in match["other"].lower() else "Preamble")
        else:
            if match["unit"]:
                unit = "clause" if match["unit"].lower() == "clause" else "Schedule"
                section = NEW[unit] if match["new"] else unit
            first = (match["first"] or match["again"] or "").upper()
            part = OrderedPart(section, first, (match["last"] or first).upper())
        _refuse_twice(part, found)
        found.append(part)
    if not found:
        raise _unread(ordered.strip())
    return tuple(found)


def _refuse_twice(part: OrderedPart, found: list[OrderedPart]) -> None:
    if part.first and order(part.first, Family.NUMBER) > order(part.last, Family.NUMBER):
        raise AddressError(f"the order goes from {part.first} back to {part.last}", remedy="put the lower number first")
    for other in found:
        same = part == other
        inside = part.first and other.takes(part.section, Address("clause", part.first))
        if (
            same
            or inside
            or (
                part.first
                and part.takes(part.section, Address("clause", other.first or "0"))
                and other.section == part.section
            )
        ):
            name = f"{part.section or 'remaining proceedings'} {part.first}".strip()
            raise AddressError(f"the order names {name} twice", remedy="name each clause and Schedule once")


def _unread(words: str) -> AddressError:
    return AddressError(
        f"“{words}” is not understood in an order of consideration",
        remedy="write it like “Clauses 1 to 10, Schedule 1, Clause 11, new Clauses, remaining proceedings”",
    )
