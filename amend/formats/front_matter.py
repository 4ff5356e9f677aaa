"""The front matter of a text file: keys between two rows of “---”, their values strings or lists of them.

It is YAML, read by the parser in C where PyYAML has it: a record has thousands of files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from amend.errors import DraftError

if TYPE_CHECKING:
    import yaml

FENCE = "---"

LONGEST = 200_000
"""Characters of a front matter that the YAML parser is given; the longest at hand has 4,000."""

_DEEP = re.compile(r"(?:[\[{][ \t\n]*){20}|^(?:[ \t]*[-?:][ \t]+){20}", re.M)
"""Lists that open within lists, for each of which the parser calls itself."""

_STRAIGHT = ('""', "''")
_IN_MARKS = re.compile(
    r"""(?:\s*(?:-\s+)?([^\s:]+)\s*:\s*\[?|\s*-)\s*(["'“”‘’„‚«»‟‛])[^"“”„‟«»]*(["'“”‘’„‚«»‟‛])\s*(?:[],\#].*)?"""
)
"""A row whose value, or its first, stands in quotation marks of whatever shape."""

_UNPRINTABLE = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")


_STRING, _SEQUENCE, _MAPPING = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
_PLAIN = (_STRING, _SEQUENCE, _MAPPING, None)


@cache
def _strings() -> Any:
    """What reads every scalar as a string, so that 1.10 and NO stay what was written."""
    import yaml  # only where there is front matter to read: it takes longer to load than a small Bill to parse

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    constructors = {tag: loader.yaml_constructors[tag] for tag in _PLAIN}
    return type("Strings", (loader,), {"yaml_implicit_resolvers": {}, "yaml_constructors": constructors})


@dataclass(frozen=True, slots=True)
class Parted:
    """A text file taken apart.

    values: what each key was given. rows: the line of the file that each stands on. body: the lines below; start:
    the line of the file that the front matter ends on. source names the file in errors.
    """

    values: dict[str, Any]
    rows: dict[str, int]
    body: list[str]
    start: int
    source: str

    def at(self, key: object) -> str:
        """The place of a key, for an error; the first row of the front matter when it is not there."""
        return f"{self.source}:{self.rows.get(str(key), 2)}"

    def string(self, key: str) -> str:
        """The one value of a key, "" for none. Raises DraftError for a list."""
        value = self.values[key]
        if value is None or isinstance(value, str):
            return value or ""
        raise DraftError(f"“{key}” is not one value", place=self.at(key), remedy=f'write `{key}: "value"`')

    def strings(self, key: str, what: str) -> tuple[str, ...]:
        """The list that a key was given, empty for none. what: of what, for the error. Raises DraftError for one."""
        value = self.values[key]
        if value in (None, ""):
            return ()
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            return tuple(value)
        raise DraftError(f"“{key}” is not a list of {what}", place=self.at(key), remedy=f'write `{key}: ["A", "B"]`')

    def rows_under(self, key: str, keys: tuple[str, ...], needed: tuple[str, ...]) -> list[dict[str, str]]:
        """The rows that a key was given, each with all the keys, "" where one is left out; empty for none.

        Raises DraftError for what is no list of rows, and for a row with another key, without one that is needed or
        with a value that is not one.
        """
        value = self.values[key]
        if value in (None, ""):
            return []
        example = f'`- {needed[0]}: "…"`, and below it {", ".join(f"`{one}:`" for one in keys if one != needed[0])}'
        if not isinstance(value, list):
            raise DraftError(f"“{key}” is not a list of rows", place=self.at(key), remedy=f"begin each with {example}")
        return [self._entry(key, number, entry, keys, needed, example) for number, entry in enumerate(value, 1)]

    def _entry(
        self, key: str, number: int, entry: object, keys: tuple[str, ...], needed: tuple[str, ...], example: str
    ) -> dict[str, str]:
        place, where = self.at(key), f"row {number} of “{key}”"
        if not isinstance(entry, dict):
            raise DraftError(f"{where} has no keys", place=place, remedy=f"begin it with {example}")
        for name, value in entry.items():
            if name not in keys:
                raise DraftError(f"{where} has a key “{name}”", place=place, remedy=known(str(name), keys))
            if value is not None and not isinstance(value, str):
                raise DraftError(
                    f"“{name}” in {where} is not one value", place=place, remedy=f'write `{name}: "value"`'
                )
        said = {name: entry.get(name) or "" for name in keys}
        for name in needed:
            if not said[name].strip():
                raise DraftError(f"{where} has no “{name}”", place=place, remedy=f'add `{name}: "…"` to it')
        return said


def front_and_body(text: str, source: str) -> Parted:
    """The front matter and the body of a text. Raises DraftError when there is none, or it is broken."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    refuse_conflict(lines, source)
    if not lines or lines[0].strip() != FENCE:
        raise DraftError(
            "it does not begin with “---”", place=f"{source}:1", remedy="put the front matter between two rows of “---”"
        )
    end = next((index for index, line in enumerate(lines[1:], 1) if line.strip() == FENCE), None)
    if end is None:
        raise DraftError("the front matter is not closed", place=f"{source}:1", remedy="close it with a row “---”")
    values, rows = _loaded("\n".join(lines[1:end]), source)
    return Parted(values, rows, lines[end + 1 :], end + 1, source)


def refuse_conflict(lines: list[str], source: str) -> None:
    """Raises DraftError where git left two people's edits in a file."""
    first = next((at for at, line in enumerate(lines, 1) if line.startswith("<<<<<<< ")), None)
    last = max((at for at, line in enumerate(lines, 1) if line.startswith(">>>>>>> ")), default=None)
    if first is not None and last is not None and first < last:
        raise DraftError(
            f"two people’s edits conflict in it (rows {first} to {last})",
            place=f"{source}:{first}",
            remedy="keep one and take the marks out",
        )


def listed_rows(key: str, entries: Iterable[Mapping[str, str]]) -> list[str]:
    """The rows of a key whose value is a list of rows, each of keys with one value; those that are "" are left out."""
    written = [f"{key}:"]
    for entry in entries:
        said = [f"{name}: {_quoted(value)}" for name, value in entry.items() if value]
        written += [f"{'    ' if at else '  - '}{each}" for at, each in enumerate(said)]
    return written


def row(key: str, value: str | tuple[str, ...]) -> str:
    """A row of the front matter, which `parted` reads back."""
    return f"{key}: [{', '.join(map(_quoted, value))}]" if isinstance(value, tuple) else f"{key}: {_quoted(value)}"


def known(key: str, keys: tuple[str, ...]) -> str:
    """What to do about a key that is not one of those."""
    close = [one for one in keys if one.startswith(key[:3].lower())]
    return f"did you mean “{close[0]}”?" if close else f"the keys are {', '.join(keys)}"


def _loaded(text: str, source: str) -> tuple[dict[str, Any], dict[str, int]]:
    """What the front matter says, and the line of the file that each of its keys stands on. Raises DraftError."""
    if (deep := _may_be_deep(text) and _DEEP.search(text)) or len(text) > LONGEST:
        line = text.count("\n", 0, deep.start()) if deep else 0
        what = "lists within lists" if deep else f"more than {LONGEST} characters"
        raise DraftError(
            f"the front matter has {what}", place=f"{source}:{line + 2}", remedy='write each row as `key: "value"`'
        )
    _refuse_curly_marks(text, source)
    import yaml

    try:
        loader = _strings()(text)
        node = loader.get_single_node()
        front = _flat(node)
        if front is None:
            _refuse_aliases(node, source)
            front = loader.construct_document(node) if node else {}
    except (yaml.YAMLError, RecursionError, UnicodeEncodeError) as error:  # the last: half of a character
        mark = getattr(error, "problem_mark", None)
        line = mark.line if mark else text.count("\n", 0, getattr(error, "position", 0))
        raise DraftError(
            f"the front matter is not understood ({getattr(error, 'problem', None) or 'it is broken'})",
            place=f"{source}:{line + 2}",
            remedy='write each row as `key: "value"`',
        ) from error
    if not isinstance(node, yaml.MappingNode):
        raise DraftError("the front matter has no keys", place=f"{source}:2", remedy='write each row as `key: "value"`')
    rows = _lines_of(node, source)
    for _, value in node.value:
        for within in value.value if isinstance(value, yaml.SequenceNode) else ():
            if isinstance(within, yaml.MappingNode):
                _lines_of(within, source)
    return front, rows


def _lines_of(node: yaml.MappingNode, source: str) -> dict[str, int]:
    """The line of the file that each key stands on. Raises DraftError for one that stands twice."""
    rows: dict[str, int] = {}
    for key, _ in node.value:
        line = key.start_mark.line + 2
        if str(key.value) in rows:
            raise DraftError(
                f"“{key.value}” stands twice", place=f"{source}:{line}", remedy="take one of the two rows out"
            )
        rows[str(key.value)] = line
    return rows


def _may_be_deep(text: str) -> bool:
    """Whether it is worth a look: a search of every row takes longer than most front matter does to read."""
    if text.count("[") + text.count("{") >= 20:
        return True
    return any(line.lstrip(" \t").startswith(("-", "?", ":")) for line in text.split("\n"))


def _flat(node: Any) -> dict[str, Any] | None:
    """What the parser would make of keys with strings and lists of strings, as nearly all are; None for any other."""
    if node is None or (node.id, node.tag) != ("mapping", _MAPPING):
        return None
    seen: set[int] = set()
    count = 0
    front: dict[str, Any] = {}
    for key, value in node.value:
        listed = (value.id, value.tag) == ("sequence", _SEQUENCE)
        scalars = [key, *(value.value if listed else (value,))]
        for scalar in scalars:
            if scalar.tag != _STRING or scalar.id != "scalar":
                return None
        seen.update(map(id, scalars))
        seen.add(id(value))
        count += len(scalars) + listed
        front[key.value] = [scalar.value for scalar in scalars[1:]] if listed else value.value
    return front if len(seen) == count else None  # a value that stands for another is the very same node


def _refuse_aliases(node: yaml.Node | None, source: str) -> None:
    """Raises DraftError where a value stands for another: a few rows of that can stand for more than fits in memory."""
    import yaml

    seen: set[int] = set()
    open_ = [node] if node else []
    while open_:
        one = open_.pop()
        if id(one) in seen:
            raise DraftError(
                "a value of the front matter stands for another (“*”)",
                place=f"{source}:{one.start_mark.line + 2}",
                remedy='write each value out, as `key: "value"`',
            )
        seen.add(id(one))
        if isinstance(one, yaml.SequenceNode):
            open_ += one.value
        elif isinstance(one, yaml.MappingNode):
            open_ += [each for pair in one.value for each in pair]


def _refuse_curly_marks(text: str, source: str) -> None:
    """Raises DraftError for a value between quotation marks of another shape, which YAML takes for part of it."""
    for line, row_ in enumerate(text.split("\n"), 2):
        found = _IN_MARKS.fullmatch(row_)
        if found is not None and found[2] + found[3] not in _STRAIGHT and not _well_marked(row_):
            raise DraftError(
                f"{f'“{found[1]}”' if found[1] else 'an entry'} has {found[2]} and {found[3]} around its value",
                place=f"{source}:{line}",
                remedy=f'put it between two straight marks: `{f"{found[1]}:" if found[1] else "-"} "value"`',
            )


_MARKED = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')"""
_WELL_MARKED = re.compile(rf"""[^"'“”]*?{_MARKED}(?:\s*,\s*{_MARKED})*\s*\]?\s*""")


def _well_marked(row_: str) -> bool:
    """Whether what stands after the key is one value between straight marks, or several, whatever stands in them."""
    return _WELL_MARKED.fullmatch(row_) is not None


def _quoted(value: str) -> str:
    return f'"{"".join(map(_escaped, value))}"'


def _escaped(character: str) -> str:
    if character in '\\"':
        return "\\" + character
    if unicodedata.category(character) in _UNPRINTABLE:
        return {"\n": "\\n", "\t": "\\t"}.get(character) or f"\\U{ord(character):08x}"
    return character
