"""The command `amend fetch divisions`: how the Houses divided on a Bill, as evidence for positions."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from amend.cli import terminal
from amend.cli.fetch import asking_anew, commit_said, from_file, kept_data, tell_found, tell_settled
from amend.cli.lazy_group import Utf8Text
from amend.cli.waiting import waiting
from amend.ledger import workspace
from amend.sources.divisions import fetch_divisions


@click.command()
@click.argument("title", metavar="BILL", type=Utf8Text())
@click.option("--names", is_flag=True, help="Who voted how, too; else no voter’s name is kept.")
@from_file
@asking_anew
@click.option("--json", "as_json", is_flag=True, help="The divisions, each as evidence too, as data.")
def divisions(title: str, names: bool, given: Path | None, anew: bool, as_json: bool) -> None:
    """Fetch the divisions on a BILL in either House: how many voted each way, and where anyone can look it up.

    With --json each is there as a row of evidence for “amend position add --evidence”.
    """
    space = workspace.workspace_of()
    with waiting(f"Fetching divisions on {title}") as (told, _):
        found = fetch_divisions(title, space, names=names, given=given, anew=anew, told=told)
    if as_json:
        rows = [{**asdict(one), "address": one.address, "evidence": one.evidence} for one in found.divisions]
        data = {"bill": found.title, "divisions": rows, **kept_data(found.kept), "findings": found.findings}
        terminal.print_json(data)
    else:
        for one in found.divisions:
            terminal.echo(f"{one.date}  {one.house:7}  {one.evidence.value}  {one.title}\n            {one.address}")
        many = terminal.plural(len(found.divisions), "division")
        terminal.echo(f"{found.title}: {many}{commit_said(found.kept)}")
    tell_settled(found.kept)
    tell_found(found.findings)
