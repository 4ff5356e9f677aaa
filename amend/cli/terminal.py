"""What the commands share beside the text that they show: data, messages, progress, no output over an input."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amend.errors import WriteError
from amend.formats.files import real_path
from amend.model.house import House
from amend.model.in_words import listed as listed
from amend.model.in_words import plural as plural
from amend.model.text import MISLEADS

if TYPE_CHECKING:
    from amend.model.provision import Bill


_IN_ONE_ROW = {ord(end): " " for end in "\t\n\r"}
_UNSAFE = re.compile(f"[\x00-\x1f]|{MISLEADS.pattern}")
"""A character that a terminal would take for a command, or that has it show something else than what is there."""
_UNSAFE_IN_JSON = re.compile(MISLEADS.pattern)

FILE = click.Path(path_type=Path)
"""The type of an argument that names a file or folder."""

HOUSE = click.Choice([house.value for house in House], case_sensitive=False)
"""The type of an argument that names a House."""

TYPED = "amend.typed"
"""Where the words of the command are kept, in what click knows of it."""

_LONGEST = 2_000
"""Characters of a message that are shown: it may quote what was typed, in full."""

FINDING = 3
"""The exit code when an amendment was refused, or there is a conflict or a finding."""


def look_alikes() -> list[str]:
    """A line for each word that was typed with a letter that only looks like one of ours, as a Cyrillic “о” does: a
    message that quotes it would seem to deny what is there."""
    if all(one.isascii() for one in sys.argv[1:]):
        return []
    from amend.english.odd_characters import odd  # only here: hardly anybody types one

    words = (word for one in sys.argv[1:] for word in re.findall(r"\w+", one) if re.search("[A-Za-z]", word))
    return [f"amend: as typed, {said}" for word in dict.fromkeys(words) for said in odd(word)]


def print_json(data: object) -> None:
    """Data on standard output, as stable JSON; with escapes for what is not ASCII where the output is not in UTF-8, and
    for what a terminal would take for a command."""
    import json  # only here: most of what is shown is not data

    escaped = (sys.stdout.encoding or "utf-8").lower().replace("_", "-") not in ("utf-8", "utf8")
    text = json.dumps(data, ensure_ascii=escaped, indent=2, default=_plain)
    click.echo(_UNSAFE_IN_JSON.sub(lambda found: json.dumps(found[0])[1:-1].replace("\x7f", "\\u007f"), text))


def echo(words: str = "", *, nl: bool = True, bold: bool = False) -> None:
    """Text on standard output, in rows, without what a terminal would take for a command."""
    click.secho(in_rows(words), nl=nl, bold=bold or None)


def warn(message: str) -> None:
    """One line on standard error; on a terminal in rows of its width, none of which breaks a word."""
    click.echo(in_width(plain(_from_here(message))), err=True)


def _from_here(message: str) -> str:
    """A message that begins with a file below the folder that one is in, with that from there; as it is where the file
    was typed in full."""
    with suppress(OSError):  # of a folder that is gone
        here = os.path.join(os.getcwd(), "")
        place = message.removeprefix("amend: ")
        context = click.get_current_context(silent=True)
        typed = context.meta.get(TYPED, ()) if context else ()
        if place.startswith(here) and not any(os.path.isabs(one) and place.startswith(one) for one in typed):
            return f"{message[: -len(place)]}{place.removeprefix(here)}"
    return message


def in_width(message: str) -> str:
    """A message in rows of whole words, where standard error is a terminal; as it is elsewhere. One that is very long
    is without its middle."""
    if len(message) > _LONGEST:
        message = f"{message[: _LONGEST // 2]} … {message[-_LONGEST // 2 :]}"
    if not sys.stderr.isatty():
        return message
    import shutil
    import textwrap  # only here: most messages of a command that succeeds are none

    width = max(shutil.get_terminal_size().columns - 1, 30)
    rows = message.split("\n")
    return "\n".join(
        textwrap.fill(row, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
        for row in rows
    )


def tell(findings: Iterable[object]) -> None:
    """One line on standard error for each; where there was any, the command ends with that exit code."""
    found = [str(finding) for finding in findings]
    for finding in found:
        warn(f"amend: {finding}")
    if found:
        raise SystemExit(FINDING)


def of_file(place: str) -> dict[str, str]:
    """A file that could not be read, for data: its name, and its place with the line where that is known."""
    return {"file": re.sub(r":\d+\Z", "", place), "place": place}


def plain(words: str) -> str:
    """Words in one row, without what a terminal would take for a command, of which a file may have some."""
    return _UNSAFE.sub("\ufffd", words.translate(_IN_ONE_ROW)) if _may_be_unsafe(words) else words


def in_rows(words: str) -> str:
    """The same, with line ends and tabs as they are."""
    if not _may_be_unsafe(words):
        return words
    return "\n".join("\t".join(map(plain, row.split("\t"))) for row in words.split("\n"))


def _may_be_unsafe(words: str) -> bool:
    return not (words.isascii() and words.isprintable())


def caution(bill: Bill) -> None:
    """Say on standard error what must be said of a print whose pages and lines are shown."""
    if bill.cautions:
        warn(f"amend: {bill.number or 'this print'}: {' '.join(bill.cautions)}")


def caution_of_conflicts(bill: Bill, place: str) -> None:
    """Say on standard error where a Bill that is shown holds both texts of a conflict that nobody has settled yet."""
    from amend.engine.compare.unsettled import unsettled  # only here: a message needs nothing of it

    if found := unsettled(bill):
        where = ", ".join(str(address or "the words before clause 1") for address in found)
        warn(f"amend: {place}: two people's edits conflict at {where}, and both texts are shown")


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Says on standard error what is being done, while it is done, when that is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # only here: it takes longer to load than data takes to print
    from rich.text import Text

    with Console(stderr=True).status(Text(plain(doing))):
        yield


def refuse_overwriting(output: Path, inputs: Iterable[Path]) -> None:
    """Raises WriteError when the output is one of the files that are read, which would be lost."""
    for place in inputs:
        try:
            files = [place, *place.iterdir()] if place.is_dir() else [place]
            same = output.exists() and any(output.samefile(file) for file in files if file.exists())
        except OSError:
            continue  # a place that cannot be looked at is reported when it is read
        if same:
            raise WriteError("that is one of the files read", place=str(output), remedy="name another file")


def refuse_files_of(output: Path, folders: Iterable[Path]) -> None:
    """Raises WriteError when the output is a file that stands in one of the folders that are read, at any depth."""
    if output.exists() and any(real_path(output).is_relative_to(real_path(folder)) for folder in folders):
        raise WriteError("that is one of the files read", place=str(output), remedy="name another file")


def refuse_one_for_two(outputs: Mapping[str, Path | None]) -> None:
    """Raises WriteError when two outputs, by their options, are one file; None is an output not asked for."""
    named: dict[Path, str] = {}
    for option, file in outputs.items():
        if file is not None and (other := named.setdefault(real_path(file), option)) != option:
            raise WriteError(
                f"both {other} and {option} would be written there", place=str(file), remedy="name two files"
            )


def today() -> date:
    """The day on which a file is made; that of $SOURCE_DATE_EPOCH where it is set, so that a file can be made again
    byte for byte on another day."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if seconds.isascii() and seconds.isdecimal() and len(seconds) < 12:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    return date.today()


def first_words(words: str) -> str:
    """The beginning of an amendment, on one row."""
    instruction = " ".join(words.split("\n")[:2])
    return instruction if len(instruction) <= 80 else instruction[:80].rsplit(" ", 1)[0] + "…"


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)
