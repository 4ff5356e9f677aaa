"""What a print says of itself that tells whether a Bill was read whole: its contents, its numbers, its pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amend.documents.rows import Unsure
from amend.model.outline import tops
from amend.model.provision import Bill, Provision, each_provision

_ENTRY = re.compile(r"([0-9]+[A-Z]*)\s+(\S.*)")
_SCHEDULE = re.compile(r"Schedule(?: ([0-9]+[A-Z]*))?\b\s*[—–-]?\s*(.*)", re.IGNORECASE)
_PART = re.compile(r"Part ([0-9]+[A-Z]*)\s*[—–-]\s*(\S.*)")
_ENDED = re.compile(r"[.”’)\]]$")
_BEGINS = re.compile(r"contents|arrangement of clauses", re.IGNORECASE)
_NOT_LETTERS = re.compile(r"\W")


class Contents:
    """The contents of a print. rows: of all pages before the Bill, from the first; those after “Contents” are kept."""

    def __init__(self, rows: Sequence[str]) -> None:
        begins = next((at for at, row in enumerate(rows) if _BEGINS.fullmatch(row)), None)
        self.rows = [] if begins is None else list(rows[begins + 1 :])
        self._text = " ".join(self.rows)
        self._places = [at for at, sign in enumerate(self._text) if not _NOT_LETTERS.match(sign)]
        self._letters = "".join(self._text[at].casefold()[:1] for at in self._places)

    def __contains__(self, words: str) -> bool:
        return _letters(words) in self._letters

    def said(self, words: str) -> str:
        """The words as they stand in the contents, with the case of their letters there; "" where they do not."""
        wanted = _letters(words)
        at = self._letters.find(wanted)
        if at < 0 or not wanted:
            return ""
        start, end = self._places[at], self._places[at + len(wanted) - 1] + 1
        rest = words[len(words.rstrip(".,;:)”’")) :]
        return self._text[start:end] + rest


def not_in_contents(bill: Bill, contents: Contents) -> list[Unsure]:
    """Where the contents of a print and the clauses and Schedules read from it do not agree; none where it has none."""
    listed, out = contents.rows, list[Unsure]()
    if not listed:
        return []
    clauses = {_number(node): node for _, node in tops(bill) if node.tag == "section"}
    schedules = [node for _, node in tops(bill) if node.get("name") == "schedule"]
    for number, node in clauses.items():
        heading = node.heading.words if node.heading else ""
        if f"{number} {heading}" not in contents:
            out.append(Unsure(0, "", f"clause {number}, “{heading[:60]}”, is not so in the contents"))
    for node in schedules:
        heading = node.heading.words if node.heading else ""
        if heading not in contents:
            out.append(Unsure(0, "", f"{_number(node)}, “{heading[:60]}”, is not so in the contents"))
    first = next((at for at, row in enumerate(listed) if _SCHEDULE.fullmatch(row)), len(listed))
    for row in listed[:first]:
        entry = _ENTRY.fullmatch(row)
        if entry and entry[1] not in clauses and _letters(entry[2])[:1].isalpha():
            out.append(Unsure(0, "", f"clause {entry[1]} of the contents, “{entry[2][:60]}”, was not found", lost=True))
    count = sum(bool(_SCHEDULE.fullmatch(row)) and row.lower() != "schedules" for row in listed)
    if count > len(schedules):
        out.append(Unsure(0, "", f"the contents have {count} Schedules, and {len(schedules)} were found", lost=True))
    headings = [_letters(node.heading.words) for _, node in each_provision(bill.root) if node.heading]
    for row in listed:
        entry = _PART.fullmatch(row)
        if entry and not any(_letters(entry[2]) in heading for heading in headings):
            out.append(Unsure(0, "", f"Part {entry[1]} of the contents, “{entry[2][:60]}”, was not found", lost=True))
    return out


def not_ended(last: str) -> list[Unsure]:
    """Whether the last words of a print end a sentence, as a Bill does."""
    if _ENDED.search(last):
        return []
    return [
        Unsure(0, last[-60:], "these last words end no sentence; look whether pages are lost at the end", lost=True)
    ]


def _number(node: Provision) -> str:
    return node.number.words if node.number else ""


def _letters(words: str) -> str:
    return _NOT_LETTERS.sub("", words).casefold()
