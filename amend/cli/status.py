"""The commands that say how the record stands: status, position verify, position seal."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text

from amend.cli import screen, terminal
from amend.cli.given import STANDARD, write_out
from amend.cli.terminal import FILE
from amend.ledger import workspace
from amend.ledger.git.seal import dumps as seal_text
from amend.ledger.git.seal import seal as sealing
from amend.ledger.status import status as standing
from amend.ledger.verify import Verified
from amend.ledger.verify import verify as verifying

MOST = 10
"""Rows of a list that are shown unless all are asked for."""


@click.command()
@click.option("--all", "everything", is_flag=True, help="Every file, where there are many.")
@click.option("--json", "as_json", is_flag=True, help="All of it as data.")
def status(everything: bool, as_json: bool) -> None:
    """Say what changed since the last record, what is drafted to an older print, and which positions have no source."""
    with terminal.progress("Looking through the record"):
        found = standing(workspace.workspace_of())
    if as_json:
        terminal.print_json(found)
    else:
        positions, drafts = terminal.plural(found.positions, "position"), terminal.plural(found.drafts, "amendment")
        heading = " · ".join(filter(None, (found.bill, found.print))) or "There is no Bill yet"
        screen.console().print(Text(heading, "bold"))
        changed = [(one.kind, one.path) for one in found.unrecorded]
        terminal.echo(f"{positions}, {drafts}{'' if changed else '; all of it is recorded'}")
        _list("Not recorded", changed, "yellow", everything)
        _list(f"To another print than {found.print}", [(one.print, one.path) for one in found.older], "", everything)
        if found.older:
            terminal.echo("  amend rebase DRAFT... --write carries them to it")
        _list("Without a source", [(one.id, one.path) for one in found.unsourced], "", everything)
    if found.drivers:
        terminal.warn(f"amend: {found.drivers}")
    if found.settled:
        terminal.warn(f"amend: {found.settled}")
    terminal.tell(found.broken)


@click.command()
@click.option("--against", default="", metavar="ANCHOR", help="A seal, a remote or a commit that it must follow from.")
@click.option("--json", "as_json", is_flag=True, help="What was checked and found, as data.")
def verify(against: str, as_json: bool) -> None:
    """Check the record from its first commit: positions as recorded, dates, sources, amendments, signatures.

    A history that was rewritten or shortened as a whole can be told only from something outside it: ANCHOR is a file
    that `amend position seal` wrote, the name of a remote, or a commit. Exit code 3 when something is wrong. What only
    cannot be checked is noted: what came before the first commit of a shallow clone, a signature without its key.

    Each position must be as it was recorded, or changed by a commit that says why; the author, date, stance, source and
    words of a commit those of its file; a merge may drop nothing that one side recorded. A position that nobody took,
    recorded in due form, no tool can tell.
    """
    with terminal.progress("Verifying the record"):
        found = verifying(workspace.workspace_of(), against)
    if as_json:
        terminal.print_json(found)
    else:
        out = screen.console()
        for one in found.findings:
            text = Text().append(f"{one.level}: ", "red" if one.level == "finding" else "yellow")
            screen.print_hanging(out, text.append(f"{one.place}: " if one.place else "").append(one.message), 0, True)
        kinds = ((found.commits, "commit"), (found.positions, "position"), (found.drafts, "amendment"))
        terminal.echo(f"{terminal.listed(terminal.plural(*kind) for kind in kinds)}: {_judged(found)}")
        if not found.against:
            terminal.warn("amend: whether its history was rewritten or shortened, only --against can tell")
    if found.settled:
        terminal.warn(f"amend: {found.settled}")
    if not found.clean:
        raise SystemExit(terminal.FINDING)


@click.command()
@click.argument("file", metavar="FILE", type=FILE)
def seal(file: Path) -> None:
    """Write the last commit of the record, and the sum of each position, into FILE.

    Kept outside the record, or signed, it lets `amend position verify --against FILE` tell later whether the history up
    to now was rewritten or shortened. FILE may be “-” for standard output, so that it can be piped to what signs it.
    """
    space = workspace.workspace_of()
    if file == STANDARD:
        write_out(file, seal_text(sealing(space)).encode())
        return
    terminal.refuse_overwriting(file, [space.root / workspace.NAME])
    terminal.refuse_files_of(file, (space.drafts, space.bills))
    made = sealing(space, file)
    commits, positions = terminal.plural(made.commits, "commit"), terminal.plural(len(made.sums), "position")
    terminal.echo(f"{commits} and {positions} are sealed in {file}; keep it where the record is not")


def _judged(found: Verified) -> str:
    wrong = sum(one.level == "finding" for one in found.findings)
    held = f"; {found.good} of {found.signed} signatures hold" if found.signed else ""
    against = f", and follows from {found.against}" if found.against else ""
    return (f"{terminal.plural(wrong, 'thing')} wrong" if wrong else f"the record stands{against}") + held


def _list(heading: str, rows: list[tuple[str, str]], style: str, everything: bool) -> None:
    """A heading with a count, and the rows below it; the first of them where there are many."""
    if not rows:
        return
    out = screen.console()
    out.print(Text(f"\n{heading} ({len(rows)}):"))
    shown = rows if everything or len(rows) <= MOST else rows[: MOST - 1]
    width = max(len(word) for word, _ in shown)
    for word, path in shown:
        out.print(Text("  ").append(f"{word:<{width}}", style).append(f"  {path}"), soft_wrap=True)
    if len(shown) < len(rows):
        terminal.echo(f"  … and {len(rows) - len(shown)} more: --all")
