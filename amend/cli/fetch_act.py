"""The command `amend fetch act`: an Act from legislation.gov.uk."""

from __future__ import annotations

from pathlib import Path

import click

from amend.cli import terminal
from amend.cli.fetch import asking_anew, commit_said, from_file, kept_data, space_unless, tell_settled
from amend.cli.lazy_group import Utf8Text
from amend.cli.terminal import FILE
from amend.cli.waiting import waiting
from amend.sources.acts import fetch_act


@click.command()
@click.argument("where", metavar="ACT", type=Utf8Text())
@click.option("--at", default="", metavar="DATE", help="As it stood on that day: 2023-11-09.")
@click.option("--akn", is_flag=True, help="As Akoma Ntoso, not as its publisher’s own XML (CLML).")
@click.option("-o", "--output", type=FILE, metavar="OUT.xml", help="Write it there, and not into the workspace.")
@from_file
@asking_anew
@click.option("--json", "as_json", is_flag=True, help="What was fetched, as data.")
def act(where: str, at: str, akn: bool, output: Path | None, given: Path | None, anew: bool, as_json: bool) -> None:
    """Fetch an ACT, or a provision of one, from legislation.gov.uk.

    ACT is named as there: ukpga/1999/33, or ukpga/1999/33/section/20. It goes to bills/ in the workspace, so that
    “amend keeling” can show what the Bill does to it.
    """
    space = space_unless(output)
    with waiting(f"Fetching {where}") as (told, _):
        found = fetch_act(
            where, at=at, form="akn" if akn else "clml", space=space, output=output, given=given, anew=anew, told=told
        )
    if as_json:
        said = {"title": found.act.title, "valid": found.act.valid, "file": found.file}
        terminal.print_json({**said, **kept_data(found.kept, found.origin)})
    else:
        day = f", as on {found.act.valid}" if found.act.valid else ""
        terminal.echo(
            f"{found.act.title}{day} is in {found.file}{commit_said(found.kept)}, from {found.origin.address}"
        )
    tell_settled(found.kept)
    terminal.tell(found.kept.left if found.kept else ())
