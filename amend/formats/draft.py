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

Below the front matter the words and the statement:

    Clause 1, page 1, line 5, after “safe” insert “and warm”

    Member’s explanatory statement

    What the amendment does, in one neutral sentence.

Printed paragraphs stand apart by a blank line, and one may be wrapped. A row is also a paragraph of its own where no
blank line stands at all, and where it begins with a label or quotation mark after a row that ends in a stop, a dash,
“and” or “or”. Windows line ends and a byte order mark are read.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import yaml

from amend.errors import DraftError
from amend.formats.files import read_text, write_bytes
from amend.model.amendment import Amendment

KEYS = ("number", "house", "stage", "print", "mover", "supporters", "decision", "title")
"""The keys of the front matter, in the order they are written in."""

OFFICIAL = (
    "after",
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
)
"""The keys that few drafts have, written after the others: mostly what an official paper says of an amendment."""

STATEMENT = "Member’s explanatory statement"
"""The row above the statement."""

HOUSES = ("Commons", "Lords")

_FENCE = "---"
_STATEMENT = re.compile(r"^[*_#\s]*member[’']s explanatory statement[*_:\s]*$", re.IGNORECASE)
_ENDS_ROW = re.compile(r"([—;,.:”]|\b(and|or))$")
_UNPRINTABLE = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
_NEW_ROW = re.compile(r"\([0-9A-Za-z]{1,6}\)\s|[0-9]+[A-Z]*\s|[A-Z]+[0-9]+[A-Z]*\s|[“\"]")


class _Strings(yaml.SafeLoader):
    """Reads every scalar as a string, so that 1.10 and NO stay what was written."""


_Strings.yaml_implicit_resolvers = {}
_PLAIN = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map", None)
_Strings.yaml_constructors = {tag: yaml.SafeLoader.yaml_constructors[tag] for tag in _PLAIN}


def read(file: Path | str) -> Amendment:
    """The amendment in a draft file. Raises DraftError, or ReadError when the file cannot be had."""
    return loads(read_text(Path(file)), source=str(file))


def read_all(places: list[Path]) -> list[Amendment]:
    """The amendments in files, and in the .md files of folders in order of name. Raises DraftError, ReadError."""
    drafts: list[Amendment] = []
    for place in places:
        if _is_folder(place):
            found = sorted(place.glob("*.md"), key=_natural)
            if not found:
                raise DraftError("there is no draft (.md) in this folder", place=str(place))
            drafts += [read(file) for file in found]
        else:
            drafts.append(read(place))
    return drafts


def _is_folder(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:  # such as a name too long; reading it will say so
        return False


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
    for key in (*KEYS, *OFFICIAL):
        value = getattr(amendment, key)
        if key == "gov":
            value = "yes" if value else ""
        if key in OFFICIAL and not value:
            continue
        shown = f"[{', '.join(map(_quoted, value))}]" if isinstance(value, tuple) else _quoted(value)
        rows.append(f"{key}: {shown}")
    rows += [_FENCE, "", *"\n\n".join(amendment.words.split("\n")).split("\n"), ""]
    if amendment.statement:
        rows += [STATEMENT, "", *"\n\n".join(amendment.statement.split("\n")).split("\n"), ""]
    return "\n".join(rows)


def _front(lines: list[str], source: str) -> dict[str, Any]:
    """The front matter as fields of an Amendment."""
    front, rows = _loaded("\n".join(lines), source)
    for key in front:
        if key not in KEYS and key not in OFFICIAL:
            raise DraftError(f"“{key}” is not a key of a draft", place=_at(rows, key, source), remedy=_known(str(key)))
    for key, value in front.items():
        front[key] = _value(key, value, _at(rows, key, source))
    if not front.get("print"):
        raise DraftError(
            "it does not say which print it amends",
            place=f"{source}:2",
            remedy='add a row such as `print: "HL Bill 54"`',
        )
    if front.get("house") and front["house"] not in HOUSES:
        raise DraftError(
            f"“{front['house']}” is not a House", place=_at(rows, "house", source), remedy="write Commons or Lords"
        )
    return front


def _loaded(text: str, source: str) -> tuple[dict[str, Any], dict[str, int]]:
    """What the front matter says, and the line of the file that each of its keys stands on. Raises DraftError."""
    try:
        loader = _Strings(text)
        node = loader.get_single_node()
        front: dict[str, Any] = loader.construct_document(node) if node else {}
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line if mark else text.count("\n", 0, getattr(error, "position", 0))
        raise DraftError(
            f"the front matter is not understood ({getattr(error, 'problem', None) or 'it is broken'})",
            place=f"{source}:{line + 2}",
            remedy='write each row as `key: "value"`',
        ) from error
    if not isinstance(node, yaml.MappingNode):
        raise DraftError("the front matter has no keys", place=f"{source}:2", remedy='write each row as `key: "value"`')
    rows: dict[str, int] = {}
    for key, _ in node.value:
        line = key.start_mark.line + 2
        if key.value in rows:
            raise DraftError(
                f"“{key.value}” stands twice", place=f"{source}:{line}", remedy="take one of the two rows out"
            )
        rows[key.value] = line
    return front, rows


def _value(key: str, value: object, place: str) -> str | bool | tuple[str, ...]:
    if key == "supporters":
        if value in (None, ""):
            return ()
        if isinstance(value, list) and all(isinstance(name, str) for name in value):
            return tuple(value)
        raise DraftError("“supporters” is not a list of names", place=place, remedy='write `supporters: ["A", "B"]`')
    if key == "gov":
        if value in (None, "", "yes", "no"):
            return value == "yes"
        raise DraftError(f"“gov” is “{value}”", place=place, remedy='write `gov: "yes"`, or leave the row out')
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
    return f'"{"".join(map(_escaped, value))}"'


def _escaped(character: str) -> str:
    if character in '\\"':
        return "\\" + character
    if unicodedata.category(character) in _UNPRINTABLE:
        return {"\n": "\\n", "\t": "\\t"}.get(character) or f"\\U{ord(character):08x}"
    return character


def _at(rows: dict[str, int], key: object, source: str) -> str:
    return f"{source}:{rows.get(str(key), 2)}"


def _known(key: str) -> str:
    close = [known for known in (*KEYS, *OFFICIAL) if known.startswith(key[:3].lower())]
    return f"did you mean “{close[0]}”?" if close else f"the keys are {', '.join((*KEYS, *OFFICIAL))}"


def _natural(file: Path) -> tuple[tuple[int, int, str], ...]:
    """Sorts 2.md before 10.md, and that before NC1.md."""
    parts = (part for part in re.split(r"(\d+)", file.name) if part)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
