"""What a print says of itself that tells whether a Bill was read whole: its contents, its numbers, its pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amend.documents.rows import Unsure
from amend.model.outline import tops
from amend.model.provision import Bill, Provision

_ENTRY = re.compile(r"([0-9]+[A-Z]*)\s+(\S.*)")
_SCHEDULE = re.compile(r"Schedule(?: ([0-9]+[A-Z]*))?\b\s*[—–-]?\s*(.*)", re.IGNORECASE)
_BEGINS = re.compile(r"contents|arrangement of clauses", re.IGNORECASE)
_NOT_LETTERS = re.compile(r"\W")


def not_in_contents(bill: Bill, contents: Sequence[str]) -> list[Unsure]:
    """Where the contents of a print and the clauses and Schedules read from it do not agree; none where it has none.

    contents: the rows of the pages before the Bill, from the first.
    """
    begins = next((at for at, row in enumerate(contents) if _BEGINS.fullmatch(row)), None)
    if begins is None:
        return []
    listed = list(contents[begins + 1 :])
    said = _letters(" ".join(listed))
    out = []
    clauses = {_number(node): node for _, node in tops(bill) if node.tag == "section"}
    schedules = [node for _, node in tops(bill) if node.get("name") == "schedule"]
    for number, node in clauses.items():
        heading = node.heading.words if node.heading else ""
        if _letters(f"{number} {heading}") not in said:
            out.append(Unsure(0, "", f"clause {number}, “{heading[:60]}”, is not so in the contents"))
    for node in schedules:
        heading = node.heading.words if node.heading else ""
        if _letters(heading) not in said:
            out.append(Unsure(0, "", f"{_number(node)}, “{heading[:60]}”, is not so in the contents"))
    first = next((at for at, row in enumerate(listed) if _SCHEDULE.fullmatch(row)), len(listed))
    for row in listed[:first]:
        entry = _ENTRY.fullmatch(row)
        if entry and entry[1] not in clauses and _letters(entry[2])[:1].isalpha():
            out.append(Unsure(0, "", f"clause {entry[1]} of the contents, “{entry[2][:60]}”, was not found", lost=True))
    count = sum(bool(_SCHEDULE.fullmatch(row)) and row.lower() != "schedules" for row in listed)
    if count > len(schedules):
        out.append(Unsure(0, "", f"the contents have {count} Schedules, and {len(schedules)} were found", lost=True))
    return out


def _number(node: Provision) -> str:
    return node.number.words if node.number else ""


def _letters(words: str) -> str:
    return _NOT_LETTERS.sub("", words).casefold()
