"""The command `amend position kept`: up to which day the record is kept, and who held which office when."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from amend.cli import position_tables, screen, terminal
from amend.cli.position import day_past, of_record, read_named
from amend.formats.kept import NAME, KeptRecord
from amend.ledger import recording, workspace


@click.command()
@click.argument("day", metavar="[DATE]", required=False, callback=day_past)
@of_record
@click.option("--json", "as_json", is_flag=True, help="The same as data.")
def kept(day: date | None, folder: Path | None, as_json: bool) -> None:
    """Show up to which day the record is kept, and who held which office when; with DATE, record that day.

    Who held an office is written by hand, in drafts/record.toml, and recorded with “amend record drafts/record.toml”.
    """
    if day is not None:
        if folder is not None:
            raise click.UsageError("DATE is recorded in a workspace: work there, and leave --record out")
        recorded = recording.keep_to(workspace.workspace_of(), day)
        terminal.echo(f"{recorded.commit[:10]} {terminal.listed(recorded.paths)}: kept up to {day}")
        return
    record, where = read_named(folder)
    if as_json:
        terminal.print_json(_data(record.kept))
    else:
        said = f"It is kept up to {record.kept.to}." if record.kept.to else f"It says no day ({NAME}, “kept_to”)."
        with screen.paged():
            position_tables.print_offices(record.kept.offices, f"{where} {said}")
    terminal.tell(record.broken)


def _data(said: KeptRecord) -> dict[str, object]:
    offices = [
        {**asdict(one), "since": one.since.said or None, "until": one.until.said or None} for one in said.offices
    ]
    return {"kept_to": str(said.to) if said.to else None, "alone": sorted(said.alone), "offices": offices}
