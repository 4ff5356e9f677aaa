"""The command that makes a workspace: init."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from amend.cli import terminal
from amend.cli.terminal import FILE
from amend.ledger.git import founding


@click.command()
@click.argument("folder", metavar="DIR", type=FILE)
@click.option("--bill", type=FILE, metavar="FILE", help="With this print of a Bill, and an empty record.")
@click.option("--empty", is_flag=True, help="Without the Bill and the record that come with amend.")
def init(folder: Path, bill: Path | None, empty: bool) -> None:
    """Make a workspace in a new folder DIR: a git repository with a Bill, drafts and positions.

    It begins with the Victims and Prisoners Bill, restated, and the whole record of who held what on it: one commit
    a position and one an amendment, each with its actor as author and its own date.
    """
    if bill and empty:
        raise click.UsageError("give --bill FILE or --empty, not both")
    with terminal.progress(f"Making {folder}"):
        founded = founding.init(folder, empty=empty, bill=bill)
    there = "" if folder == Path() else f"cd {shlex.quote(str(folder))}, then "
    if bill:
        print_ = founded.workspace.print or "the print"
        terminal.echo(f"{founded.workspace.bill or 'The Bill'} is in {folder}, and {print_} is its current print")
        terminal.echo(f"Next: {there}amend show, or amend new --at WHERE -o drafts/ACTOR/1.md")
        return
    if empty:
        terminal.echo(f"An empty workspace is in {folder}; put a print into {folder}/bills and name it in amend.toml")
        return
    positions = terminal.plural(founded.positions, "position")
    terminal.echo(f"{positions} and {terminal.plural(founded.drafts, 'amendment')} are recorded in {folder}")
    terminal.echo(f"Next: {there}amend status, or git log --author=commissioner")
