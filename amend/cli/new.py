"""The command that begins a draft at a place in a print: new."""

from __future__ import annotations

import os
from pathlib import Path

import click

from amend.cli import terminal
from amend.cli.given import CLAUSE, PRINT, STANDARD, WHERE, current, write_out
from amend.cli.terminal import FILE, HOUSE
from amend.drafting import skeleton
from amend.engine.compare.unsettled import settled
from amend.errors import WriteError
from amend.formats import akn, draft
from amend.model.house import House


@click.command()
@click.argument("print_", metavar="[PRINT]", required=False, type=PRINT)
@click.option(
    "--at", metavar="WHERE", type=WHERE, help="Insert after this provision: “clause 2(3)”, “Title”, or an eId."
)
@click.option("--after-clause", metavar="N", type=CLAUSE, help="A new clause after this one.")
@click.option("--before-clause", metavar="N", type=CLAUSE, help="A new clause before this one.")
@click.option("--leave-out", metavar="WHERE", type=WHERE, help="Leave this provision out.")
@click.option("--house", type=HOUSE, help="Whose words; by default those of the House the print is in.")
@click.option("-o", "--output", type=FILE, metavar="FILE", help="Where to write the draft; by default it is shown.")
@click.option("--edit", is_flag=True, help="Open the draft in $EDITOR.")
def new(
    print_: Path | None,
    at: str | None,
    after_clause: str | None,
    before_clause: str | None,
    leave_out: str | None,
    house: str | None,
    output: Path | None,
    edit: bool,
) -> None:
    """Begin a draft: page and line from the print, the verb for the place, a label for what comes in."""
    chosen = {"at": at, "after_clause": after_clause, "before_clause": before_clause, "leave_out": leave_out}
    given = {how: where for how, where in chosen.items() if where is not None}
    if len(given) != 1:
        raise click.UsageError("give one of --at, --after-clause, --before-clause and --leave-out")
    if output and output.exists():
        raise WriteError("it is there already", place=str(output), remedy="name another file with -o")
    print_ = print_ or current()
    bill = settled(akn.read(print_), str(print_))
    terminal.caution(bill)
    amendment = skeleton.new(bill, *next(iter(given.items())), House(house) if house else None)
    text = draft.dumps(amendment)
    if edit:
        text = click.edit(text, editor=os.environ.get("EDITOR"), extension=".md") or text
    if output and output != STANDARD:
        _make_folder(output.parent)
        write_out(output, draft.dumps(draft.loads(text, source=str(output))).encode())
        terminal.echo(f"The draft is in {output}")
    else:
        terminal.echo(text, nl=False)


def _make_folder(folder: Path) -> None:
    """Make the folder that a draft is to be written into, where there is none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"its folder cannot be made ({error.strerror})", place=str(folder)) from error
