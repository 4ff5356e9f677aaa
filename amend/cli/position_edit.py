"""The command that puts a recorded position right in an editor: position edit."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from amend.cli import terminal
from amend.errors import AmendError
from amend.formats.files import read_text, write_bytes
from amend.ledger import recording, workspace
from amend.ledger.positions import read_record


@click.command()
@click.argument("id_", metavar="ID")
@click.option(
    "--why", required=True, metavar="TEXT", help="The reason, which a recorded position is not changed without."
)
def edit(id_: str, why: str) -> None:
    """Put a recorded position right in $EDITOR, and record it with the reason."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor and not sys.stdin.isatty():
        raise click.UsageError("set EDITOR to edit it in; or edit its file, and record that: amend record FILE --why …")
    space = workspace.workspace_of()
    found = read_record(space.drafts).position(id_)
    if len(found) > 1:
        raise AmendError(f"{len(found)} positions have the number {id_}", remedy="edit the file of one, and record it")
    file = Path(found[0].source)
    before = read_text(file)
    after = click.edit(before, editor=editor, extension=".md")
    if after is None or after == before:
        raise AmendError("nothing was changed, so nothing is recorded", place=str(file))
    write_bytes(file, after.encode())
    recorded = recording.record(space, file, why=why)
    terminal.echo(f"{recorded.commit[:10]} {terminal.listed(recorded.paths)}")
