"""Text laid out for a terminal: colour, margins, the pager."""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import click
from rich.cells import cell_len, chop_cells
from rich.console import COLOR_SYSTEMS, Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from amend.cli.terminal import in_rows, plain

_PAGE: ContextVar[Console | None] = ContextVar("page", default=None)

NO_MARGIN = Text()


class _PipeConsole(Console):
    """A console that shows words as they are, but for what a terminal would take for a command; what to do when the
    reader of a pipe has left it leaves to the command."""

    def __init__(self, **options: Any) -> None:
        super().__init__(highlight=False, markup=False, emoji=False, **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What is to be shown, in segments of one style each."""
        for words, style, control in super().render(renderable, options):
            yield Segment(words if control else in_rows(words), style, control)

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console() -> Console:
    """Standard output; as wide as the terminal, 100 columns in a file or pipe."""
    if _PAGE.get() is not None:
        return _PAGE.get() or _PipeConsole()
    plain = _PipeConsole(soft_wrap=False)
    return plain if plain.is_terminal else _PipeConsole(width=100)


@contextmanager
def beside(output: Path) -> Iterator[None]:
    """Shows what is printed inside on standard error where standard output is what a file is written to."""
    token = _PAGE.set(_PipeConsole(stderr=True) if output == Path("-") else _PAGE.get())
    try:
        yield
    finally:
        _PAGE.reset(token)


@contextmanager
def paged() -> Iterator[None]:
    """Shows what is printed inside through a pager, when it goes to a terminal that it does not fit on."""
    if not sys.stdout.isatty():
        yield
        return
    real = _PipeConsole()
    page = io.StringIO()
    colours: Literal["auto"] | None = "auto" if real.color_system and _pager_shows_colour() else None
    plain = _PipeConsole(file=page, force_terminal=True, color_system=colours, width=real.width)
    token = _PAGE.set(plain)
    try:
        yield
    finally:
        _PAGE.reset(token)
    text = page.getvalue()
    if text.count("\n") < real.height:
        click.echo(text, nl=False, color=True)
    else:
        click.echo_via_pager(text, color=True if colours else None)


def _pager_shows_colour() -> bool:
    """Whether the user's pager is `cat`, or `less`, which is told to show colours, and not the codes that they are.

    Nothing is known of another pager: it is given words without colour, in which what changed stands between marks.
    """
    try:
        pager = shlex.split(os.environ.get("PAGER", "")) or ["less"]
    except ValueError:
        return False
    if (name := Path(pager[0]).name) != "less":
        return name == "cat"
    given = os.environ.get("LESS", "")
    if not re.search(r"(?<!\S)(?:-\w*[rR]|--RAW-CONTROL-CHARS)", given):
        os.environ["LESS"] = f"{given} -R".strip()  # only for the pager, which this process starts
    return True


def shows_colour(out: Console) -> bool:
    """Whether a console shows colours, so that what changed needs no marks."""
    return out.color_system is not None and not out.no_color


def padded(words: str, width: int) -> str:
    """Words with blanks after them up to that many columns; some letters take two, some none."""
    return words + " " * (width - cell_len(words))


def shortened(words: str, width: int) -> str:
    """Words in that many columns at most, with an ellipsis where they were longer."""
    return words if cell_len(words) <= width else f"{chop_cells(words, width - 1)[0]}…"


def in_few_rows(out: Console, parts: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Words, each with its style, side by side in as few rows as they need."""
    row: list[str] = []
    length = 0
    for words, style in parts:
        if row and length + 3 + cell_len(words) > out.width:
            yield "   ".join(row)
            row, length = [], 0
        length += cell_len(words) + (3 if row else 0)
        row.append(styled(out, words, style))
    if row:
        yield "   ".join(row)


def indented(words: str, width: int, indent: int) -> list[str]:
    """The words in rows of a width, each of which begins with so many blanks."""
    return [" " * indent + line for line in wrapped(words, width - indent)]


def wrapped(words: str, width: int) -> list[str]:
    """The words, made plain, in rows of a width, of ten columns at least. A longer word is parted after a stroke in it,
    as an address is, else where it must be.

    By hand, for textwrap would take half the time of a log of ten thousand.
    """
    words = plain(words)
    long = len if words.isascii() else cell_len
    if long(words) <= width:
        return [words]
    width = max(width, 10)
    lines: list[str] = []
    line = ""
    for word in words.split():
        if line and long(line) + 1 + long(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
        while long(line) > width:
            first = chop_cells(line, width)[0]
            first = first[: first.rfind("/") + 1] or first
            lines.append(first)
            line = line[len(first) :]
    return [*lines, line] if line else lines


def styled(out: Console, words: str, style: str) -> str:
    """Words in a style of rich, as the console shows them; the words alone where it has no colour.

    For what has thousands of rows: `rows` prints them many times as fast as the console would.
    """
    words = plain(words)
    if not style or out.color_system is None or not shows_colour(out):
        return words
    return _style(style).render(words, color_system=COLOR_SYSTEMS[out.color_system])


def print_lines(out: Console, lines: Iterable[str]) -> None:
    """Print rows that are styled and fit the width already."""
    out.file.write("".join(f"{_with_styles(out, line)}\n" for line in lines))


def _with_styles(out: Console, line: str) -> str:
    """A row with the styles that `styled` gave it, and nothing else that a terminal would take for a command."""
    if line.isascii() and line.isprintable():
        return line
    if out.color_system is None or out.no_color:
        return plain(line)
    return "".join(part if at % 2 else plain(part) for at, part in enumerate(_STYLED.split(line)))


_STYLED = re.compile(r"(\x1b\[[\d;]*m)")


_style = lru_cache(Style.parse)


def print_hanging(out: Console, text: Text, indent: int, hanging: bool, margin: Text = NO_MARGIN) -> None:
    """A paragraph at an indent; with hanging, its later lines three columns deeper. margin: what stands at the left of
    the first line, within the indent."""
    width = max(out.width - indent, 30)
    if (words := in_rows(text.plain)) != text.plain:  # before it is laid out: what shows takes its own column
        text = text.copy()
        text.plain = words
    lines = text.wrap(out, width - (3 if hanging else 0))
    for index, line in enumerate(lines):
        line.rstrip()
        before = Text() if index else margin.copy()
        before.append(" " * (indent + (3 if hanging and index else 0) - len(before)))
        out.print(before.append_text(line), soft_wrap=True)
