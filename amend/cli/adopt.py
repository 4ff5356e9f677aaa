"""The command that puts an official print in the place of its restatement: adopt."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click
from rich.text import Text

from amend.cli import screen, terminal
from amend.cli.fetch import commit_said, kept_data, tell_settled
from amend.cli.terminal import FILE
from amend.drafting.rebase import Rebased
from amend.ledger import workspace
from amend.ledger.adopting import adopt as adopting

_CARRIED = ("unchanged", "moved")


@click.command()
@click.argument("file", metavar="OFFICIAL.xml", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="What became of each draft, as data.")
def adopt(file: Path, as_json: bool) -> None:
    """Put OFFICIAL.xml in the place of the restatement of that print, and carry the drafts onto it: one commit.

    Each draft goes to where its words are, by the lasting identities of provisions where both texts have them, else by
    heading and words. One whose words the official text does not have is left as it was, with both texts shown, and the
    exit code is 3.
    """
    space = workspace.workspace_of()
    with terminal.progress("Carrying the drafts"):
        found = adopting(file, space)
    if as_json:
        data = {"print": found.bill.number, "file": found.file, **kept_data(found.kept, found.origin)}
        terminal.print_json({**data, "drafts": [_row(one) for one in found.rebased], "findings": found.findings})
    else:
        for one in found.rebased:
            _print(one)
        counts = Counter(one.outcome for one in found.rebased)
        told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items()) or "no drafts are to it"
        terminal.echo(f"{found.bill.number} as published is in {found.file}{commit_said(found.kept)}: {told}")
    tell_settled(found.kept)
    terminal.tell(found.findings)
    if any(one.outcome not in (*_CARRIED, "already made") for one in found.rebased):
        raise SystemExit(terminal.FINDING)


def _row(one: Rebased) -> dict[str, object]:
    said = {"file": one.amendment.source, "amendment": one.amendment.name, "outcome": one.outcome}
    return {**said, "from": one.was, "to": one.now, "then": one.then, "there": one.there, "reason": one.reason}


def _print(one: Rebased) -> None:
    out = screen.console()
    text = Text().append(f"{terminal.plain(one.amendment.name):>4}  ", "bold")
    text.append(f"{one.outcome:<12}", "green" if one.outcome in _CARRIED else "red")
    text.append("  " + " → ".join(filter(None, (one.was, one.now))))
    if one.reason:
        text.append(f"{': ' if one.was else ''}{terminal.plain(one.reason)}")
    screen.print_hanging(out, text, 0, hanging=True)
    for name, words in (("restated", one.then), ("official", one.there)):
        if words:
            screen.print_hanging(out, Text(f"        {name}: “{terminal.plain(words)}”"), 0, hanging=True)
