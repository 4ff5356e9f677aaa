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

    Clause 1, page 1, line 5, after “safe” insert “and warm”

    Member’s explanatory statement

    What the amendment does, in one neutral sentence.

Printed paragraphs stand apart by a blank line, and one may be wrapped. A row is also a paragraph of its own where no
blank line stands at all, and where it begins with a label or quotation mark after a row that ends in a stop, a dash,
“and” or “or”. Windows line ends and a byte order mark are read.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from amend.errors import DraftError
from amend.formats.files import read_text, write_bytes
from amend.model.amendment import Amendment

KEYS = ("number", "house", "stage", "print", "mover", "supporters", "decision", "title")
"""The keys of the front matter, in the order they are written in."""

STATEMENT = "Member’s explanatory statement"
"""The row above the statement."""

HOUSES = ("Commons", "Lords")

_FENCE = "---"
_STATEMENT = re.compile(r"^[*_#\s]*member[’']s explanatory statement[*_:\s]*$", re.IGNORECASE)
_ENDS_ROW = re.compile(r"([—;,.:”]|\b(and|or))$")
_NEW_ROW = re.compile(r"\([0-9A-Za-z]{1,6}\)\s|[0-9]+[A-Z]*\s|[A-Z]+[0-9]+[A-Z]*\s|[“\"]")


class _Strings(yaml.SafeLoader):
    """Reads every scalar as a string, so that 1.10 and NO stay what was written."""


_Strings.yaml_implicit_resolvers = {}


def read(file: Path | str) -> Amendment:
    """The amendment in a draft file. Raises DraftError, or ReadError when the file cannot be had."""
    return loads(read_text(Path(file)), source=str(file))


def read_all(places: list[Path]) -> list[Amendment]:
    """The amendments in files, and in the .md files of folders in order of name. Raises DraftError, ReadError."""
    drafts: list[Amendment] = []
    for place in places:
        if place.is_dir():
            found = sorted(place.glob("*.md"), key=_natural)
            if not found:
                raise DraftError("there is no draft (.md) in this folder", place=str(place))
            drafts += [read(file) for file in found]
        else:
            drafts.append(read(place))
    return drafts


def write(amendment: Amendment, file: Path | str) -> None:
    """Write the amendment as a draft file, whole or not at all. Raises WriteError."""
    write_bytes(Path(file), dumps(amendment).encode())


def loads(text: str, *, source: str = "the draft") -> Amendment:
    """The amendment in the text of a draft. source names it in errors. Raises DraftError."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if not lines or lines[0].strip() != _FENCE:
        raise DraftError(
            "it does not begin with “---”", place=f"{source}:1", remedy="put the front matter between two rows of “---”"
        )
    end = next((index for index, line in enumerate(lines[1:], 1) if line.strip() == _FENCE), None)
    if end is None:
        raise DraftError("the front matter is not closed", place=f"{source}:1", remedy="close it with a row “---”")
    front = _front(lines[1:end], source)
    body, statement = _sections(lines[end + 1 :])
    if not body:
        raise DraftError(
            "there are no words of an amendment below the front matter",
            place=f"{source}:{end + 1}",
            remedy="write them as on the paper: “Clause 1, page 1, line 5, …”",
        )
    return Amendment(words="\n".join(body), statement="\n".join(statement), source=source, **front)


def dumps(amendment: Amendment) -> str:
    """The text of a draft file. `loads` gives the amendment back, but for its source."""
    rows = [_FENCE]
    for key in KEYS:
        value = getattr(amendment, key)
        shown = f"[{', '.join(map(_quoted, value))}]" if isinstance(value, tuple) else _quoted(value)
        rows.append(f"{key}: {shown}")
    rows += [_FENCE, "", *"\n\n".join(amendment.words.split("\n")).split("\n"), ""]
    if amendment.statement:
        rows += [STATEMENT, "", *"\n\n".join(amendment.statement.split("\n")).split("\n"), ""]
    return "\n".join(rows)


def _front(lines: list[str], source: str) -> dict[str, Any]:
    """The front matter as fields of an Amendment."""
    try:
        front = yaml.load("\n".join(lines), _Strings)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise DraftError(
            f"the front matter is not understood ({getattr(error, 'problem', None) or 'it is broken'})",
            place=f"{source}:{mark.line + 2 if mark else 2}",
            remedy='write each row as `key: "value"`',
        ) from error
    if not isinstance(front, dict):
        raise DraftError("the front matter has no keys", place=f"{source}:2", remedy='write each row as `key: "value"`')
    for key in front:
        if key not in KEYS:
            raise DraftError(f"“{key}” is not a key of a draft", place=_at(lines, key, source), remedy=_known(str(key)))
    for key, value in front.items():
        front[key] = _value(key, value, _at(lines, key, source))
    if not front.get("print"):
        raise DraftError(
            "it does not say which print it amends",
            place=f"{source}:2",
            remedy='add a row such as `print: "HL Bill 54"`',
        )
    if front.get("house") and front["house"] not in HOUSES:
        raise DraftError(
            f"“{front['house']}” is not a House", place=_at(lines, "house", source), remedy="write Commons or Lords"
        )
    return front


def _value(key: str, value: object, place: str) -> str | tuple[str, ...]:
    if key == "supporters":
        if value in (None, ""):
            return ()
        if isinstance(value, list) and all(isinstance(name, str) for name in value):
            return tuple(value)
        raise DraftError("“supporters” is not a list of names", place=place, remedy='write `supporters: ["A", "B"]`')
    if value is None or isinstance(value, str):
        return value or ""
    raise DraftError(f"“{key}” is not one value", place=place, remedy=f'write `{key}: "value"`')


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


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _at(lines: list[str], key: object, source: str) -> str:
    number = next((index for index, line in enumerate(lines, 2) if line.lstrip().startswith(f"{key}")), 2)
    return f"{source}:{number}"


def _known(key: str) -> str:
    close = [known for known in KEYS if known.startswith(key[:3].lower())]
    return f"did you mean “{close[0]}”?" if close else f"the keys are {', '.join(KEYS)}"


def _natural(file: Path) -> tuple[tuple[int, str], ...]:
    """Sorts 2.md before 10.md."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", file.name) if part)
