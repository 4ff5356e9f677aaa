"""The command that opens the desk: a Bill and its amendments edited in the browser, on this machine alone."""

from __future__ import annotations

import webbrowser
from contextlib import closing
from pathlib import Path

import click

from amend.cli import terminal
from amend.cli.serve import until_ended
from amend.cli.terminal import FILE
from amend.errors import ReadError
from amend.ledger import workspace
from amend.ledger.git import founding
from amend.ledger.workspace import Workspace

MADE = "amend-desk"
"""The folder of the workspace that is made where none is named, and nobody is in one."""


@click.command()
@click.argument("folder", required=False, type=FILE)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="NUMBER", help="At this port; else at any that is free."
)
@click.option("--no-open", "closed", is_flag=True, help="Do not open it in the browser.")
def desk(folder: Path | None, port: int, closed: bool) -> None:
    """Edit the Bill and its amendments in a browser on this machine, where each amendment writes itself and is proved.

    FOLDER is a workspace; a new one is made with the Bill and the record that come with amend. Without FOLDER it is the
    workspace that you are in, else “amend-desk”. Nobody else can reach it, and nothing leaves this machine but what you
    ask a service of Parliament for. Ctrl-C ends it; texts that are being edited are offered again at the next start.
    """
    from amend.desk.app import desk_app  # only here: no other command needs what answers a browser
    from amend.desk.desk import Desk
    from amend.desk.running import Running

    space = _space(folder)
    with until_ended(), closing(Desk(space)) as at_work, Running(desk_app(at_work), port=port) as running:
        terminal.warn(f"The desk is on {space.root}. Ctrl-C ends it.")
        terminal.echo(running.address)
        if not closed and not webbrowser.open(running.address):
            terminal.warn("amend: no browser was found; open the address above yourself")
        running.run()


def _space(folder: Path | None) -> Workspace:
    """The workspace that is named, or that one is in; one made, which is said, where there is none."""
    if folder is None:
        try:
            return workspace.workspace_of(Path.cwd())
        except ReadError:
            folder = Path(MADE)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return workspace.workspace_of(folder)
    with terminal.progress(f"Making {folder}"):
        made = founding.init(folder).workspace
    terminal.warn(f"A workspace with the Bill and the record is made in {folder}/.")
    return made
