"""The command `amend fetch calendar`: sitting days, for the stars of a list."""

from __future__ import annotations

from pathlib import Path

import click

from amend.cli import terminal
from amend.cli.fetch import asking_anew, commit_said, from_file, kept_data, tell_settled
from amend.cli.terminal import HOUSE
from amend.cli.waiting import waiting
from amend.ledger import workspace
from amend.model.house import House
from amend.sources.calendar import fetch_calendar


@click.command()
@click.argument("house", metavar="commons|lords", type=HOUSE)
@from_file
@asking_anew
@click.option("--json", "as_json", is_flag=True, help="The days as data.")
def calendar(house: str, given: Path | None, anew: bool, as_json: bool) -> None:
    """Fetch the sitting days of a House into its calendar file, by which “amend marshal” gives stars."""
    space = workspace.workspace_of()
    with waiting("Fetching sitting days") as (told, _):
        found = fetch_calendar(House(house), space, given=given, anew=anew, told=told)
    if as_json:
        data = {"house": found.house, "days": found.days, "new": found.new, "gone": found.gone, "file": found.file}
        terminal.print_json({**data, "commit": kept_data(found.kept)["commit"], "findings": found.findings})
    else:
        many, new = terminal.plural(len(found.days), "sitting day"), len(found.new)
        until = found.days[-1]
        terminal.echo(f"{many}, {new} new, the last {until}, in {found.file}{commit_said(found.kept)}")
        for day in found.gone:
            terminal.echo(f"{day} is no sitting day any more, and was taken away")
    tell_settled(found.kept)
    terminal.tell((*found.findings, *found.kept.left))
