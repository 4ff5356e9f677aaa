"""The command `amend fetch bill`: a print of a Bill as Parliament publishes it."""

from __future__ import annotations

import shlex
import sys
from dataclasses import asdict
from pathlib import Path

import click

from amend.cli import terminal
from amend.cli.fetch import asking_anew, commit_said, from_file, kept_data, space_unless, tell_found, tell_settled
from amend.cli.lazy_group import Utf8Text
from amend.cli.terminal import FILE
from amend.cli.waiting import waiting
from amend.sources.bills import FetchedPrint, SeveralBills, each_found, fetch_bill, told_of

_READ = {"": "", "pdf": "read of the PDF, ", "html": "read of the page, "}
"""What is said of a print by what it was read of."""


@click.command()
@click.argument("title", metavar="TITLE|NUMBER", type=Utf8Text())
@click.option("--print", "print_", default="", metavar="PRINT", help="Which print: “HL Bill 57”; else the newest.")
@click.option("-o", "--output", type=FILE, metavar="OUT.xml", help="Write it there, and not into the workspace.")
@click.option("--current", is_flag=True, help="Make it the current print of the workspace, as the first one is.")
@from_file
@asking_anew
@click.option("--json", "as_json", is_flag=True, help="The prints there are, and what was fetched, as data.")
def bill(
    title: str, print_: str, output: Path | None, current: bool, given: Path | None, anew: bool, as_json: bool
) -> None:
    """Find a Bill by its TITLE, list its prints, and fetch one as XML.

    It goes to bills/ in the workspace; the first one there is its current print. Where several Bills have that title
    they are listed: give the NUMBER of one. A print that is published as PDF or HTML alone is told with its address:
    save it, and give it with --from FILE; the Bill is then read of it, and what was unsure is said.
    """
    space = space_unless(output)
    how = {"print": print_, "space": space, "output": output, "current": current, "given": given, "anew": anew}
    try:
        found = _fetched(title, **how)
    except SeveralBills as error:
        if not sys.stdin.isatty() or not sys.stderr.isatty():
            raise
        found = _fetched(_asked(error), **how)
    if as_json:
        terminal.print_json(_data(found))
    else:
        _show(found)
    tell_settled(found.kept)
    tell_found((*found.findings, *(found.kept.left if found.kept else ())))


def _fetched(title: str, **how: object) -> FetchedPrint:
    with waiting(f"Fetching {title}") as (told, _):
        return fetch_bill(title, told=told, **how)  # type: ignore[arg-type]


def _asked(error: SeveralBills) -> str:
    """The number of the Bill that the user chooses of several."""
    for row in each_found(error.candidates):
        terminal.warn(row)
    numbers = [str(one.id) for one in error.candidates]
    chosen: str = click.prompt("Which", type=click.Choice(numbers), err=True, show_choices=False)
    return chosen


def _show(found: FetchedPrint) -> None:
    if found.listed:
        terminal.echo(f"{told_of(found.listed)}: {found.listed.id} of the Bills API")
        for one in found.prints:
            terminal.echo(f"  {one.date or '':10}  {one.number or one.title:12}  {', '.join(one.forms) or 'a link'}")
    bill = found.bill
    whence = f"{_READ[found.read]}from {found.origin.address}"
    terminal.echo(f"{bill.number or bill.title} is in {found.file}{commit_said(found.kept)}, {whence}")
    if found.current:
        terminal.echo("It is the current print of the workspace")
    elif found.kept:
        number = shlex.quote(bill.number or found.file)
        terminal.echo(
            f"It is not the current print: --current makes it that, and amend rebase DRAFT... --onto {number}"
        )
    for other in found.like:
        terminal.warn(f"amend: of like title: {other.id} {told_of(other)}")


def _data(found: FetchedPrint) -> dict[str, object]:
    bill = {"title": found.bill.title, "print": found.bill.number, "file": found.file, "current": found.current}
    bill |= {"read_from": found.read, "findings": found.findings} if found.read else {}
    prints = [{**asdict(one), "print": one.number, "forms": one.forms} for one in found.prints]
    listed = asdict(found.listed) if found.listed else None
    return {**bill, **kept_data(found.kept, found.origin), "bill": listed, "prints": prints, "like": found.like}
