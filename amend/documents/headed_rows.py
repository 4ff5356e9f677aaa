"""What a group or Schedule is headed with on several rows, its number, note and heading, as one row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amend.documents.rows import CLOSED
from amend.english.grouping import schedule_row
from amend.english.parts import DASHES, NO_HEADING

GROUP_NUMBER = re.compile(r"(“?)(Part|Chapter|Section|Article|Annex) ([0-9A-Z]+)", re.IGNORECASE)
"""The number of a group, alone on its row where it is all of that."""

_SCHEDULE = re.compile(r"(“?)Schedule(?: ([0-9]+[A-Z]*|[A-Z]+[0-9]+))?", re.IGNORECASE)
_LABELLED = re.compile(r"\([0-9A-Za-z]{1,6}\)|[0-9]+[A-Z]*\.? |“|(?:Part|Chapter) [0-9A-Z]+$", re.IGNORECASE)
_NOTE = re.compile(r"(\()?((?:Sections?|Clauses?|Schedules?|Paragraphs?) [0-9].{0,60})(?(1)\))", re.IGNORECASE)


def joined_heads(rows: Sequence[str]) -> list[str]:
    """The rows with the number of a Part and its heading as one, and all that heads a Schedule of an Act."""
    out: list[str] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        part = GROUP_NUMBER.fullmatch(out[-1]) if out else None
        schedule = _SCHEDULE.fullmatch(row)
        at += 1
        if part and not NO_HEADING.search(CLOSED.sub("", row)):
            kind = part[2] if part[2].lower() == "annex" else part[2].capitalize()
            out[-1] = f"{part[1]}{kind} {part[3]} {row}"
        elif schedule and (schedule[1] or at == 1 or not out[-1].endswith(DASHES)):
            note = note_of(rows[at]) if at < len(rows) else ""
            at += bool(note)
            heads = at < len(rows) and not NO_HEADING.search(rows[at]) and not _LABELLED.match(rows[at])
            heading = rows[at] if heads else ""
            at += heads
            number = f"Schedule {schedule[2]}" if schedule[2] else "Schedule"
            out.append(schedule[1] + schedule_row(number, note, heading))
        else:
            out.append(row)
    return out


def note_of(words: str) -> str:
    """What stands beside the number of a Schedule, “Section 5(2)”, without brackets around it; "" for other words."""
    match = _NOTE.fullmatch(words)
    return match[2] if match else ""
