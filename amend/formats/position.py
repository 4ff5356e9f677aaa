"""The files in `drafts/<actor>/positions/`, read and written in one place.

The format, version 1. UTF-8 text, one position a file, `.md` so that any host shows it:

    ---
    id: "P55"                     its number in the record; no two positions share one
    date: "2023-11-09"            a day; or "2019-07", "2018", "2020-05/2022-05", "" when no more is known
    who: "Example Commissioner"   the person or body
    kind: "commissioner"          one of amend.model.position.KINDS
    vehicle: "letter to the Home Secretary"
    on: ["firewall"]              questions and amendments that it is about; "firewall" when left out
    stance: "proposes"            or supports, supports in part, neutral, opposes; "" for an outcome
    people: "victims and witnesses"      whom it would protect; these three only where it was said
    bodies: "police, health services"    whom it would bind
    strength: "no exception"             how absolute it would be
    sure: "verified"              or verified in part, inferred, not verified
    sources: ["Where it can be read"]
    evidence:                     figures, cases and findings that it relies on; left out when there are none
      - what: "referrals by the police"         what was counted, what happened or what was found
        value: "537"                            the figure; left out for a case or a finding
        period: "April 2020 to March 2023"      of what time; left out when that was not said
        source: "Where that can be read"
    ---

    What they held, in a few sentences.

The actor is the name of the folder that `positions/` stands in. Who held an office when, and who in a folder does not
speak as one, is said once for the whole record (see amend.formats.kept).
"""

from __future__ import annotations

import os
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

from amend.errors import AmendError, DraftError
from amend.formats import actor_folders, front_matter, kept
from amend.formats.files import read_text, real_path, write_bytes
from amend.formats.front_matter import Parted
from amend.model.memory import collection_paused
from amend.model.position import KINDS, STANCES, SURENESS, Evidence, Position, When

FOLDER = "positions"
"""The folder below an actor's that holds the actor's positions."""

KEYS = (
    "id", "date", "who", "kind", "vehicle", "on", "stance", "people", "bodies", "strength", "sure", "sources",
    "evidence",
)  # fmt: skip
"""The keys of the front matter, in the order they are written in."""

_BLANK = re.compile(r"\n\s*\n")
_ROW, _ROW_NEEDED = ("what", "value", "period", "source"), ("what", "source")
_NEEDED = ("id", "who", "kind", "vehicle", "sure")
_WHERE_SAID = ("people", "bodies", "strength")
_CHOICES = {"kind": KINDS, "stance": STANCES, "sure": SURENESS}


def read(file: Path | str) -> Position:
    """The position in a file. Raises DraftError, or ReadError when the file cannot be had."""
    path = Path(file)
    text = read_text(path)
    folder = real_path(path).parent
    return loads(text, folder.parent.name if folder.name == FOLDER else folder.name, source=str(file))


def read_all(folder: Path | str) -> list[Position]:
    """Every position below a folder of actors, in order of time. Raises DraftError, ReadError."""
    found, broken = read_each(folder)
    if broken:
        raise broken[0]
    return found


def read_each(folder: Path | str) -> tuple[list[Position], list[AmendError]]:
    """Every position below a folder of actors that can be read, in order of time; what is wrong with each other file.

    Each is placed as the record says of its actors: in which tenure it was taken, and whether alone. A position whose
    id another has too is among both, and the folder of an actor that cannot be looked into is among what is wrong, as
    is what the record says of itself where that is broken. Raises ReadError when the folder of actors cannot be looked
    into.
    """
    found: list[Position] = []
    broken: list[AmendError] = []
    try:
        said = kept.read(folder)
    except AmendError as error:
        said = kept.KeptRecord()
        broken.append(error)
    with collection_paused():
        for one in actor_folders.files(folder, FOLDER):
            try:
                file = actor_folders.name(one)
                actor = os.path.basename(os.path.dirname(os.path.dirname(file)))
                found.append(said.placed(loads(read_text(file), actor, source=file)))
            except AmendError as error:
                broken.append(error)
        seen: dict[str, str] = {}
        for position in found:
            if position.id in seen:
                broken.append(
                    DraftError(
                        f"“{position.id}” is the id of {seen[position.id]} too",
                        place=position.source,
                        remedy="give it one of its own",
                    )
                )
            seen.setdefault(position.id, position.source)
        found.sort(key=lambda position: position.key)
    return found, broken


def write(position: Position, file: Path | str) -> None:
    """Write the position as a file, whole or not at all. Raises WriteError."""
    write_bytes(Path(file), dumps(position).encode())


def file_name(position: Position) -> str:
    """The name that its file is given: the date first, so that a folder lists them in order of time."""
    when = re.sub(r"/", "-to-", position.when.said) or "undated"
    return f"{when}-{re.sub(r'[^0-9A-Za-z]+', '-', position.id)}.md"


def loads(text: str, actor: str, *, source: str = "the position") -> Position:
    """The position in the text of a file. actor: whose folder it is in. Raises DraftError."""
    parted = front_matter.front_and_body(text, source)
    values = _values(parted)
    paragraphs = _BLANK.split("\n".join(parted.body))
    summary = "\n\n".join(" ".join(part.split()) for part in paragraphs if part.strip())
    if not summary:
        raise DraftError(
            "there is nothing below the front matter",
            place=f"{source}:{parted.start}",
            remedy="say there what they held, in a sentence or two",
        )
    try:
        when = When.of(values.pop("date", ""))
    except ValueError as error:
        raise DraftError(
            str(error), place=parted.at("date"), remedy='write a day as "2023-11-09", a month as "2023-11"'
        ) from error
    return Position(when=when, actor=actor, summary=summary, source=source, **values)


def dumps(position: Position) -> str:
    """The text of a position's file. `loads` gives the position back, but for its source."""
    rows = [front_matter.FENCE]
    for key in KEYS[:-1]:
        value = position.when.said if key == "date" else getattr(position, key)
        if value or key not in _WHERE_SAID:
            rows.append(front_matter.row(key, value))
    if position.evidence:
        rows += front_matter.listed_rows(KEYS[-1], map(asdict, position.evidence))
    return "\n".join([*rows, front_matter.FENCE, "", position.summary, ""])


def _values(parted: Parted) -> dict[str, Any]:
    """The front matter as fields of a Position, the date as it is written."""
    values: dict[str, Any] = {"stance": "", "sources": ()}
    for key in parted.values:
        if key in ("on", "sources"):
            values[key] = parted.strings(key, "texts")
        elif key == "evidence":
            values[key] = tuple(Evidence(**row) for row in parted.rows_under(key, _ROW, _ROW_NEEDED))
        elif key in KEYS:
            values[key] = parted.string(key)
        else:
            remedy = front_matter.known(str(key), KEYS)
            raise DraftError(f"“{key}” is not a key of a position", place=parted.at(key), remedy=remedy)
    for key, choices in _CHOICES.items():
        if key in values and values[key] not in choices:
            raise DraftError(
                f"“{values[key]}” is no {key} that is known",
                place=parted.at(key),
                remedy=f"write one of {', '.join(filter(None, choices))}",
            )
    for key in _NEEDED:
        if not values.get(key):
            raise DraftError(f"it has no “{key}”", place=f"{parted.source}:2", remedy=f'add a row `{key}: "…"`')
    return values
