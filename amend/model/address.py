"""Where something is: clause 3(2)(a), Schedule 2 paragraph 4; parses, prints, orders, contains."""

from __future__ import annotations

import re
from dataclasses import dataclass

from amend.errors import AddressError
from amend.model.numbering import Family, LabelOrder, families, order

UNITS = (
    "Title",
    "Part",
    "Chapter",
    "clause",
    "section",
    "subsection",
    "Schedule",
    "Annex",
    "article",
    "regulation",
    "rule",
    "Ground",
    "paragraph",
    "point",
    "sub-paragraph",
    "sub-sub-paragraph",
    "definition",
)
"""The names of the provisions an address can start from, in the order in which they sort."""

_NAMES = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_STEP = re.compile(
    rf"""\s*,?\s*(?P<unit>{_NAMES})                                        # clause, Schedule, …
    (?:\s+(?!(?:{_NAMES})\b)(?P<number>[0-9A-Za-z]+|\((?:[^()]|\([^()]*\))+\)))?  # 3, (2A), or a heading in brackets
    (?P<labels>(?:\s*\([0-9A-Za-z]+\))*)                                # (2)(a)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = re.compile(r"\(([0-9A-Za-z]+)\)")
_UNNUMBERED = ("Title", "Schedule")
_CANONICAL = {unit.lower(): unit for unit in UNITS}


@dataclass(frozen=True, slots=True)
class Address:
    """A place in a Bill, as it is cited.

    unit: one of UNITS. number: its number as printed after the unit ("3", "(2A)"), or its heading in brackets for a
    clause that has no number yet; "" for the only Schedule of a Bill and for the long title. labels: the bracketed
    labels that follow, outermost first, without brackets.
    within: the address of what it stands in when that has its own unit, e.g. the Schedule of a paragraph, or
    the clause that inserts a section into an Act; None at the top.
    """

    unit: str
    number: str = ""
    labels: tuple[str, ...] = ()
    within: Address | None = None

    @classmethod
    def parse(cls, citation: str) -> Address:
        """Read a citation such as "clause 3(2)(a)", "Schedule 2 paragraph 4" or "clause 2 section 96A(4)".

        Raises AddressError when any part of it is not understood.
        """
        address: Address | None = None
        at = 0
        text = citation.strip()
        while at < len(text):
            match = _STEP.match(text, at)
            if match is None:
                break
            unit, number = _CANONICAL.get(match["unit"].lower(), ""), match["number"] or ""
            if not unit:  # such as “clauſe”: its “ſ” is the capital letter of “s”
                break
            if not number and unit not in _UNNUMBERED:
                break
            labels, at = tuple(_LABEL.findall(match["labels"])), match.end()
            address = cls(unit, number, labels, address)
        if address is None or at < len(text):
            raise AddressError(
                f"“{citation}” is not a citation", remedy="write it like “clause 3(2)(a)” or “Schedule 2 paragraph 4”"
            )
        return address

    def __str__(self) -> str:
        number = f" {self.number}" if self.number else ""
        labels = "".join(f"({label})" for label in self.labels)
        return f"{self.within} {self.unit}{number}{labels}" if self.within else f"{self.unit}{number}{labels}"

    def __contains__(self, other: Address) -> bool:
        """Whether the other is this place or lies inside it."""
        mine, its = self.steps(), other.steps()
        return its[: len(mine)] == mine

    def __lt__(self, other: Address) -> bool:
        return self._key() < other._key()

    def steps(self) -> tuple[tuple[str, str], ...]:
        """(unit, number) and then ("", label) for each bracketed label, outermost first."""
        outer = self.within.steps() if self.within else ()
        return (*outer, (self.unit, self.number), *(("", label) for label in self.labels))

    def top(self) -> Address:
        """The clause, Schedule or Part that the address starts from."""
        return self.within.top() if self.within else Address(self.unit, self.number)

    def _key(self) -> LabelOrder:
        key: list[object] = []
        above: Family | None = None
        for name, number in self.steps():
            label, above = _label_key(number, above if not name else None)
            key.append((UNITS.index(name) if name else -1, label))
        return tuple(key)


def _label_key(label: str, above: Family | None) -> tuple[LabelOrder, Family | None]:
    """How a label sorts, and how it counts, given how the list that it stands in counts above it.

    Letters follow numbers and small roman follows letters, so "(i)" is read by the list it stands in.
    """
    stripped = label.strip("()")
    shapes = families(stripped)
    if not shapes:
        return (1, label), None
    wanted = {Family.LETTER: Family.ROMAN, Family.ROMAN: Family.CAPITAL}.get(above or Family.NUMBER, Family.LETTER)
    family = wanted if wanted in shapes else shapes[0]
    return (0, tuple(Family).index(family), order(stripped, family), label), family
