"""The commands of `amend position`: who held what, when, and on which words."""

from __future__ import annotations

from pathlib import Path

import click

from amend.cli import terminal
from amend.cli.groups import Group
from amend.errors import ReadError
from amend.formats import position as files
from amend.positions import positions
from amend.shipped import DRAFTS

FILE = click.Path(path_type=Path)
COMMANDS = {
    "show": ("amend.cli.positions", "One position in full."),
}
"""Each command of the group: the module that holds it, loaded only when it is used, and its one line of help."""


@click.command(cls=Group, table=COMMANDS)
def position() -> None:
    """Who held what, when, and on which words: the positions of the record."""


@click.command()
@click.argument("id_", metavar="ID")
@click.option("--record", type=FILE, default=DRAFTS, metavar="FOLDER", help="The record, a folder of actors.")
def show(id_: str, record: Path) -> None:
    """Show one position in full, by its number in the record."""
    found = next((one for one in positions(record) if one.id == id_), None)
    if found is None:
        raise ReadError(f"there is no position “{id_}”", place=str(record))
    terminal.console().print(files.dumps(found), markup=False)
