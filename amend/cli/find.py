"""The command that says where words stand in a Bill: find."""

from __future__ import annotations

from pathlib import Path

import click

from amend.cli import given, terminal
from amend.formats import akn
from amend.model.lines import Reading
from amend.model.occurrences import Occurrence, find_words


@click.command()
@click.argument("words", metavar="WORDS")
@click.argument("print_", metavar="[PRINT]", required=False, type=given.PRINT)
@click.option("--json", "as_json", is_flag=True, help="The places as data.")
def find(words: str, print_: Path | None, as_json: bool) -> None:
    """Say where WORDS stand in a Bill: each place with its page and line, its provision, and the words around it.

    Capitals do not count. Quote WORDS that are more than one. The exit code is 3 where they are nowhere.
    """
    file = print_ or given.current()
    with terminal.progress(f"Reading {file}"):
        bill = akn.read(file)
    terminal.caution(bill)
    found = list(find_words(Reading(bill), words))
    if as_json:
        terminal.print_json(found)
    else:
        from amend.cli import screen  # only here: data is printed without what lays out text

        with screen.paged():
            _show(found)
    if not found:
        for row in (f"amend: “{words}” is nowhere in {bill.number or file}", *terminal.look_alikes()):
            terminal.warn(row)
        raise SystemExit(terminal.FINDING)


def _show(found: list[Occurrence]) -> None:
    from rich.text import Text

    from amend.cli import screen

    out = screen.console()
    for one in found:
        margin = f"{one.page:>4}:{one.line:<3}" if one.page is not None else " " * 8
        text = Text(f"{one.before}").append(one.words, "bold").append(one.after)
        out.print(Text(f"{margin} ", "dim").append(one.place, "cyan"), soft_wrap=True)
        screen.print_hanging(out, text, 9, hanging=False)
    if found:
        out.print(f"{terminal.plural(len(found), 'place')}.")
