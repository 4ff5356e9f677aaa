"""Commands that record, and that say how the record stands: init, record, status; of positions add and verify."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from amend import recording, workspace
from amend.cli import screen, terminal
from amend.errors import AmendError
from amend.formats.files import read_text, write_bytes
from amend.ledger import founding
from amend.ledger.transaction import Recorded
from amend.model.position import KINDS, STANCES, SURENESS
from amend.status import status as standing
from amend.verify import Verified
from amend.verify import verify as verifying
from amend.workspace import Workspace

FILE = click.Path(path_type=Path)
FINDING = 3
"""The exit code when something is wrong with the record."""

MOST = 10
"""Rows of a list that are shown unless all are asked for."""

NO_STANCE = "none"
"""What is written for a position without a stance: an outcome, or a fact."""


@click.command()
@click.argument("folder", metavar="DIR", type=FILE)
@click.option("--empty", is_flag=True, help="Without the Bill and the record that come with amend.")
def init(folder: Path, empty: bool) -> None:
    """Make a workspace in a new folder DIR: a git repository with a Bill, drafts and positions.

    It begins with the Victims and Prisoners Bill, restated, and the whole record of who held what on it: one commit
    a position and one an amendment, each with its actor as author and its own date.
    """
    with terminal.progress(f"Making {folder}"):
        founded = founding.init(folder, empty=empty)
    if empty:
        terminal.echo(f"An empty workspace is in {folder}; put a print into {folder}/bills and name it in amend.toml")
        return
    positions = terminal.plural(founded.positions, "position")
    terminal.echo(f"{positions} and {terminal.plural(founded.drafts, 'amendment')} are recorded in {folder}")
    there = "" if folder == Path() else f"cd {shlex.quote(str(folder))}, then "
    terminal.echo(f"Next: {there}amend status, or git log --author=commissioner")


@click.command()
@click.argument("file", metavar="DRAFT", type=FILE)
@click.option("--why", default="", metavar="TEXT", help="Why; a position that was recorded is not changed without.")
def record(file: Path, why: str) -> None:
    """Record a new version of an amendment, DRAFT in drafts/<actor>/, with its mover as author.

    A position that was written or put right by hand is recorded likewise.
    """
    space = workspace.find(file.parent)
    _tell(recording.record(space, file, why=why))


@click.command()
@click.argument("actor")
@click.option("--date", metavar="DATE", help="A day, month or year: 2023-11-09, 2023-11; or undated.")
@click.option("--stance", type=click.Choice([*filter(None, STANCES), NO_STANCE]), help="Towards what it is on.")
@click.option("--on", multiple=True, metavar="AMENDMENT", help="A question or amendment that it is about; repeatable.")
@click.option("--source", "sources", multiple=True, metavar="WHERE", help="Where it can be read; repeatable.")
@click.option("--who", default="", metavar="NAME", help="The person or body; as in the actor's last position.")
@click.option("--kind", type=click.Choice(KINDS), default=None, help="What sort of body; needed for a new actor.")
@click.option("--vehicle", default="", metavar="TEXT", help="In what it was said: a letter, a speech.")
@click.option("-m", "--summary", default="", metavar="TEXT", help="What they held, in a few sentences.")
@click.option("--people", default="", metavar="TEXT", help="Whom it would protect.")
@click.option("--bodies", default="", metavar="TEXT", help="Whom it would bind.")
@click.option("--strength", default="", metavar="TEXT", help="How absolute it would be.")
@click.option("--sure", type=click.Choice(SURENESS), default=SURENESS[-1], help="How well it is known.")
def add(actor: str, date: str | None, stance: str | None, **given: Any) -> None:
    """Record a position of ACTOR: one file, one commit, of the actor and of that date.

    With none of --date, --stance, --on and --source, it is written in $EDITOR.
    """
    space = workspace.find()
    recording.actor_name(actor)
    if date is None and stance is None and not given["on"] and not given["sources"]:
        _tell(_written(space, actor))
        return
    missing = [name for name, value in (("--date", date), ("--stance", stance), ("--on", given["on"])) if not value]
    if date is None or stance is None or missing:
        raise click.UsageError(f"give {terminal.listed(missing)} too; or none of them, to write it in $EDITOR")
    said = "" if stance == NO_STANCE else stance
    taken = recording.taken(space, actor, date=date, stance=said, **{**given, "kind": given["kind"] or ""})
    _tell(recording.add(space, taken))
    if not given["who"]:
        terminal.warn(f"amend: recorded as of {taken.who}; name another with --who")
    if not taken.sources:
        terminal.warn("amend: it has no source, and “amend status” says so until its file names one")


@click.command()
@click.option("--all", "everything", is_flag=True, help="Every file, where there are many.")
@click.option("--json", "as_json", is_flag=True, help="All of it as data.")
def status(everything: bool, as_json: bool) -> None:
    """Say what changed since the last record, what is drafted to an older print, and which positions have no source."""
    with terminal.progress("Looking through the record"):
        found = standing(workspace.find())
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
        _list("Without a source", [(one.id, one.path) for one in found.unsourced], "", everything)
    if found.drivers:
        terminal.warn(f"amend: {found.drivers}")
    _say(found.settled, found.broken)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="What was checked and found, as data.")
def verify(as_json: bool) -> None:
    """Check the record from its first commit: positions as recorded, dates, sources, amendments, signatures.

    Exit code 3 when something is wrong. What only cannot be checked is noted.
    """
    with terminal.progress("Verifying the record"):
        found = verifying(workspace.find())
    if as_json:
        terminal.print_json(found)
    else:
        out = screen.console()
        for one in found.findings:
            text = Text().append(f"{one.level}: ", "red" if one.level == "finding" else "yellow")
            screen.print_hanging(out, text.append(f"{one.place}: " if one.place else "").append(one.message), 0, True)
        kinds = ((found.commits, "commit"), (found.positions, "position"), (found.drafts, "amendment"))
        terminal.echo(f"{terminal.listed(terminal.plural(*kind) for kind in kinds)}: {_judged(found)}")
    _say(found.settled)
    if not found.clean:
        raise SystemExit(FINDING)


def _judged(found: Verified) -> str:
    wrong = sum(one.level == "finding" for one in found.findings)
    held = f"; {found.good} of {found.signed} signatures hold" if found.signed else ""
    return (f"{terminal.plural(wrong, 'thing')} wrong" if wrong else "the record stands") + held


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


def _say(settled: str, broken: tuple[str, ...] = ()) -> None:
    """What is to be said beside the results; broken files are a finding."""
    for message in filter(None, (settled, *broken)):
        terminal.warn(f"amend: {message}")
    if broken:
        raise SystemExit(FINDING)


def _written(space: Workspace, actor: str) -> Recorded:
    """Record a position that is written in the user's editor; what cannot be recorded is kept, and offered again."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor and not sys.stdin.isatty():
        raise click.UsageError("give --date, --stance, --on and --source, or set EDITOR to write it in")
    kept = recording.kept_text(space)
    begun = read_text(kept) if kept.is_file() else recording.begun(space, actor)
    text = click.edit(begun, editor=editor, extension=".md") or (begun if kept.is_file() else "")
    if not text.strip():
        raise AmendError("nothing was written, so nothing is recorded")
    try:
        recorded = recording.add(space, recording.filled_in(text, actor))
    except AmendError as error:
        write_bytes(kept, text.encode())
        error.remedy = f"{error.remedy or 'put it right'}; your text is kept: amend position add {actor}"
        raise
    kept.unlink(missing_ok=True)
    return recorded


def _tell(recorded: Recorded) -> None:
    _say(recorded.settled)
    terminal.echo(f"{recorded.commit[:10]} {terminal.listed(recorded.paths)}")
