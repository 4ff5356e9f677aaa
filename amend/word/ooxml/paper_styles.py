"""How an amendment paper looks in Word: the names of its styles, how its head says stage and day, and what it keeps.

What the print of an amendment does not say, such as the day on which it was tabled or where a new clause of the Commons
goes, stands in a custom XML part, each row tied to its amendment by a bookmark on the instruction:

    <paper xmlns="urn:amend:word:paper" version="1">
      <amendment mark="_amd_a0001" number="NC1" words="0f3a…" date="2024-04-23" after="clause 15"/>
    </paper>

words: the beginning of the SHA-256 of the amendment's words, so that what is said of them is not taken for what is said
of others that someone typed there. number: as printed; the amendment itself has none where `unnumbered` is "yes". The
XML of a paper says as much. Bookmarks and part survive a save in Word and in LibreOffice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256

from lxml import etree

from amend.formats.listed import number_said
from amend.model.amendment import Amendment
from amend.word.ooxml.package import DECLARATION, valued

NAMESPACE = "urn:amend:word:paper"
VERSION = "1"
DEEPEST = 7
STYLES = (
    "Paper House",
    "Paper Kind",
    "Paper Title",
    "Paper Stage",
    "Paper Caution",
    "Paper Note",
    "Paper Place",
    "Paper Withdrawn",
    "Amendment Number",
    "Amendment Mover",
    "Amendment First Mover",
    "Lords Mover",
    "Lords First Mover",
    "Amendment Instruction",
    "Amendment Continued",
    "Inserted Heading",
    *(f"Inserted {kind} {depth}" for depth in range(DEEPEST + 1) for kind in ("Text", "Numbered")),
    "Statement Heading",
    "Statement Text",
)
"""The names of the styles that a template must have."""

STAGES = {"Committee": "Committee Stage", "Report": "Report Stage", "Third Reading": "Third Reading"}
MOVED = {"Committee": "in Committee", "Report": "on Report", "Third Reading": "on Third Reading"}
LISTS = "This document lists amendments tabled to "
MARKED = "[Amendments marked ★ are new or have been altered]"
STARS = {
    "★": "Amendments which will comply with the required notice period at their next appearance.",
    "☆": "Amendments which appeared before, and will not have had the required notice until their next appearance.",
}
_ALWAYS = ("title", "after", "before", "amends", "dnum", "date")
_OF_THE_WORDS = ("decision", "lines")
_DAY = "%A %d %B %Y"


def day_said(given: str) -> str:
    """A date as a paper says it, "Friday 8 September 2023"; what is no date as it is."""
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return given
    return f"{day:%A} {day.day} {day:%B %Y}"


def day_meant(said: str) -> str:
    """The date that a paper says, "2023-09-08"; "" for what is none."""
    try:
        return datetime.strptime(said.strip(), _DAY).date().isoformat()
    except ValueError:
        return ""


def stage_moved(said: str) -> str:
    """The stage that the head of a paper of the Lords says after “to be moved”: "Committee" for "in Committee"."""
    return next((stage for stage, words in MOVED.items() if words == said), said.removeprefix("at "))


def stage_meant(said: str) -> str:
    """The stage that the head of a paper of the Commons says: "Committee" for "Committee Stage"."""
    return next((stage for stage, words in STAGES.items() if words == said), said)


def amendment_mark(index: int) -> str:
    """The name of the bookmark on the instruction of an amendment, counted from 0."""
    return f"_amd_a{index + 1:04}"


def kept_part(amendments: Iterable[Amendment]) -> str:
    """The custom part of a paper that prints these amendments, in order."""
    rows = [f'{DECLARATION}<paper xmlns="{NAMESPACE}" version="{VERSION}">']
    for index, one in enumerate(amendments):
        said = {"mark": amendment_mark(index), "number": number_said(one.name, one.amends), "words": _digest(one.words)}
        said |= {"unnumbered": "" if one.number else "yes"}
        said |= {key: str(getattr(one, key)) for key in (*_ALWAYS, *_OF_THE_WORDS)}
        rows.append("<amendment " + " ".join(f"{key}={valued(value)}" for key, value in said.items() if value) + "/>")
    return "\n".join([*rows, "</paper>"])


def is_kept_part(part: etree._Element) -> bool:
    """Whether a custom part is that of a paper of ours, in the form that is read here."""
    return bool(part.tag == f"{{{NAMESPACE}}}paper" and part.get("version") == VERSION)


def kept_rows(parts: Iterable[etree._Element]) -> dict[str, dict[str, str]] | None:
    """What the custom parts of a file say of each amendment, by its bookmark; None where none of them is ours."""
    for part in parts:
        if is_kept_part(part):
            return {str(row.get("mark", "")): {str(k): str(v) for k, v in row.attrib.items()} for row in part}
    return None


def same_words(kept: Mapping[str, str], words: str) -> bool:
    """Whether an amendment says what it said when the paper was written."""
    return kept.get("words") == _digest(words)


def still_held(kept: Mapping[str, str], words: str) -> dict[str, str]:
    """What is kept of an amendment and holds for its words as they are now, by the name of the field."""
    names = (*_ALWAYS, *_OF_THE_WORDS) if same_words(kept, words) else _ALWAYS
    return {name: kept[name] for name in names if name in kept}


def _digest(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:16]
