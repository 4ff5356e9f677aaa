"""The files in `drafts/`, read and written in one place.

The format, version 1. UTF-8 text, one amendment a file, `.md` so that any host shows it:

    ---
    number: "3"                 as on the paper; all values are strings
    house: "Lords"              "Commons" or "Lords"
    stage: "Report"
    print: "HL Bill 54"         the print that its page and line belong to; the only key that must be there
    mover: "Baroness Example"
    supporters: ["Lord One", "Lord Two"]
    decision: "agreed"
    title: ""                   a short name, for lists
    ---

and, only where there is something to say:

    after: "clause 5"           where a new clause goes whose words do not say; not in the paper, but told to the clerks
    before: "clause 1"          the same, for what goes before another
    dnum: "HoC72"               the number that it keeps from list to list
    gov: "yes"                  it is in the name of the member in charge; "" or "no" when it is not
    star: "★"                   on its first appearance; "☆" on its second without full notice
    withdrawn: "22 June 2026"   when it was withdrawn, as the paper says it
    amends: "NC4"               the number of the amendment that it amends
    type: "leaveOut"            these four as the paper's XML has them
    target_page: "p_3__ln_7"
    target_provision: "sec_3"
    sort_key: "A01"
    note: "As an amendment to amendment 4"    the words that the paper prints above it
    lines: "28 61 70"           the letters and digits on each line that the paper prints of what it inserts
    date: "2024-04-23"          when it was tabled, or was first known: a day, a month or a year; not in the paper

Below the front matter the words and the statement:

    Clause 1, page 1, line 5, after “safe” insert “and warm”

    Member’s explanatory statement

    What the amendment does, in one neutral sentence.

Printed paragraphs stand apart by a blank line, and one may be wrapped. A row is also a paragraph of its own where no
blank line stands at all, and where it begins with a label or quotation mark after a row that ends in a stop, a dash
or what is typed for one, “and” or “or”. Windows line ends and a byte order mark are read.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from amend.errors import AmendError, DraftError, ReadError
from amend.formats import front_matter
from amend.formats.files import read_text, write_bytes
from amend.formats.front_matter import Parted
from amend.model.amendment import Amendment
from amend.model.finding import Finding
from amend.model.house import House

KEYS = ("number", "house", "stage", "print", "mover", "supporters", "decision", "title")
"""The keys of the front matter, in the order they are written in."""

OFFICIAL = (
    "after",
    "before",
    "dnum",
    "gov",
    "star",
    "withdrawn",
    "amends",
    "type",
    "target_page",
    "target_provision",
    "sort_key",
    "note",
    "lines",
    "date",
)
"""The keys that few drafts have, written after the others: mostly what an official paper says of an amendment."""

STATEMENT = "Member’s explanatory statement"
"""The row above the statement."""

_STATEMENT = re.compile(r"^[*_#\s]*member[’']s explanatory statement[*_:\s]*$", re.IGNORECASE)
_NOTE = re.compile(r"As an amendment to ", re.IGNORECASE)
_ENDS_ROW = re.compile(r"([—―;,.:”‐‑‒–−-]|\b(and|or))$")
_NEW_ROW = re.compile(r"\([0-9A-Za-z]{1,6}\)\s|[0-9]+[A-Z]*\s|[A-Z]+[0-9]+[A-Z]*\s|[“\"]")


def read(file: Path | str) -> Amendment:
    """The amendment in a draft file. Raises DraftError, or ReadError when the file cannot be had."""
    return loads(read_text(Path(file)), source=str(file))


def read_all(places: list[Path]) -> list[Amendment]:
    """The amendments in files, and in the .md files of folders in order of name. Raises DraftError, ReadError."""
    return [read(file) for file in _files(places)]


def read_readable(places: list[Path]) -> tuple[list[Amendment], list[Finding]]:
    """Those of `read_all`, and a finding for each file that is no draft, under the name of the file for an amendment.

    Raises DraftError or ReadError where not one can be read.
    """
    drafts: list[Amendment] = []
    errors: list[AmendError] = []
    for file in _files(places):
        try:
            drafts.append(read(file))
        except (DraftError, ReadError) as error:
            errors.append(error.at(str(file)))
    if errors and not drafts:
        raise errors[0]
    return drafts, [Finding(one.without_place, amendment=str(one.place)) for one in errors]


def _files(places: list[Path]) -> list[Path]:
    """The files in places, those of a folder in order of name. Raises DraftError for a folder without a draft."""
    files: list[Path] = []
    for place in places:
        if _is_folder(place):
            found = sorted(place.glob("*.md"), key=_natural)
            if not found:
                raise DraftError("there is no draft (.md) in this folder", place=str(place))
            files += found
        else:
            files.append(place)
    return files


def _is_folder(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:  # such as a name too long; reading it will say so
        return False


def numbered_file(number: str) -> str:
    """What the file of an amendment is called in a folder of drafts, by its number: "nc1.md"."""
    return f"{number.lower()}.md"


def write(amendment: Amendment, file: Path | str) -> None:
    """Write the amendment as a draft file, whole or not at all. Raises WriteError."""
    write_bytes(Path(file), dumps(amendment).encode())


def loads(text: str, *, source: str = "the draft") -> Amendment:
    """The amendment in the text of a draft. source names it in errors. Raises DraftError."""
    parted = front_matter.front_and_body(text, source)
    front = _front(parted)
    body, statement = _sections(parted.body)
    if not body:
        raise DraftError(
            "there are no words of an amendment below the front matter",
            place=f"{source}:{parted.start}",
            remedy="write them as on the paper: “Clause 1, page 1, line 5, …”",
        )
    if len(body) > 1 and _NOTE.match(body[0]) and not front.get("note"):
        from amend.formats.listed import target_of  # only here: few drafts are to an amendment

        if target := target_of(body[0]):
            front["note"] = body.pop(0)  # as a paper prints it, above the words
            front["amends"] = front.get("amends") or target
    return Amendment(words="\n".join(body), statement="\n".join(statement), source=source, **front)


def dumps(amendment: Amendment) -> str:
    """The text of a draft file. `loads` gives the amendment back, but for its source."""
    rows = [front_matter.FENCE]
    for key in (*KEYS, *OFFICIAL):
        value = getattr(amendment, key)
        if key == "gov":
            value = "yes" if value else ""
        if value or key in KEYS:
            rows.append(front_matter.row(key, value))
    rows += [front_matter.FENCE, "", *"\n\n".join(amendment.words.split("\n")).split("\n"), ""]
    if amendment.statement:
        rows += [STATEMENT, "", *"\n\n".join(amendment.statement.split("\n")).split("\n"), ""]
    return "\n".join(rows)


def _front(parted: Parted) -> dict[str, Any]:
    """The front matter as fields of an Amendment."""
    front: dict[str, Any] = {}
    for key in parted.values:
        if key not in KEYS and key not in OFFICIAL:
            remedy = front_matter.known(str(key), (*KEYS, *OFFICIAL))
            raise DraftError(f"“{key}” is not a key of a draft", place=parted.at(key), remedy=remedy)
        front[key] = _value(parted, key)
    if not front.get("print"):
        raise DraftError(
            "it does not say which print it amends",
            place=f"{parted.source}:2",
            remedy='add a row such as `print: "HL Bill 54"`; “amend new” begins a draft with it',
        )
    if front.get("house") and front["house"] not in list(House):
        raise DraftError(
            f"“{front['house']}” is not a House", place=parted.at("house"), remedy="write Commons or Lords"
        )
    if front.get("date"):
        _check_date(front["date"], parted)
    return front


def _check_date(said: str, parted: Parted) -> None:
    from amend.model.position import When  # only here: few drafts say when they were tabled

    try:
        When.of(said)
    except ValueError as error:
        raise DraftError(
            str(error), place=parted.at("date"), remedy='write a day as "2024-04-23", a month as "2024-04"'
        ) from error


def _value(parted: Parted, key: str) -> str | bool | tuple[str, ...]:
    if key == "supporters":
        return parted.strings(key, "names")
    if key == "gov":
        value = parted.values[key]
        if value in (None, "", "yes", "no"):
            return bool(value == "yes")
        raise DraftError(f"“gov” is “{value}”", place=parted.at(key), remedy='write `gov: "yes"`, or leave the row out')
    return parted.string(key)


def _sections(lines: list[str]) -> tuple[list[str], list[str]]:
    """The printed paragraphs of the amendment, and those of the statement."""
    heading = next((index for index, line in enumerate(lines) if _STATEMENT.match(line)), len(lines))
    return _paragraphs(lines[:heading]), _paragraphs(lines[heading + 1 :])


def _paragraphs(lines: list[str]) -> list[str]:
    text = "\n".join(line.strip() for line in lines).strip()
    wrapped = "\n\n" in text
    paragraphs: list[str] = []
    fresh = True
    for line in text.split("\n"):
        if line and (fresh or not wrapped or (_NEW_ROW.match(line) and _ENDS_ROW.search(paragraphs[-1]))):
            paragraphs.append(line)
        elif line:
            paragraphs[-1] += " " + line
        fresh = not line
    return paragraphs


def _natural(file: Path) -> tuple[tuple[int, int, str], ...]:
    """Sorts 2.md before 10.md, and that before NC1.md."""
    parts = (part for part in re.split(r"(\d+)", file.name) if part)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
