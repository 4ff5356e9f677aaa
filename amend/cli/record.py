"""The commands that record an amendment or a position: record, position add."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from amend.cli import terminal
from amend.cli.given import ACTOR, DRAFT
from amend.errors import AmendError, RecordError
from amend.formats.files import read_text, real_path, write_bytes
from amend.ledger import recording, workspace
from amend.ledger.git.transaction import Recorded
from amend.ledger.new_names import new_names
from amend.ledger.status import status as standing
from amend.ledger.workspace import Workspace
from amend.model.position import KINDS, STANCES, SURENESS, Position

NO_STANCE = "none"
"""What is written for a position without a stance: an outcome, or a fact."""


@click.command()
@click.argument("files", metavar="DRAFT...", nargs=-1, required=True, type=DRAFT)
@click.option("--why", default="", metavar="TEXT", help="The reason; a recorded position is not changed without one.")
def record(files: tuple[Path, ...], why: str) -> None:
    """Record a new version of an amendment, DRAFT in drafts/<actor>/, with its mover as author.

    A position that was written or put right by hand is recorded likewise, and drafts/record.toml, which says up to
    which day the record is kept and who held which office when. Of a folder or an actor, what is not recorded
    yet. One commit each; what cannot be recorded is named, the others are recorded, and the exit code is 3.
    """
    broken: list[AmendError] = []
    wanted = _unrecorded(files)
    for file in wanted:
        try:
            _tell(recording.record(workspace.workspace_of(file.parent), file, why=why))
        except AmendError as error:
            if len(wanted) == 1:
                raise
            broken.append(error)
    terminal.tell(broken)


def _unrecorded(places: tuple[Path, ...]) -> list[Path]:
    """The files that are given, and of each folder those that are not recorded yet."""
    found: list[Path] = []
    for place in places:
        if not place.is_dir():
            found.append(place)
            continue
        space = workspace.workspace_of(place)
        inside = [space.root / one.path for one in standing(space).unrecorded]
        new = [file for file in inside if real_path(place) in real_path(file).parents and file.suffix == ".md"]
        if not new:
            raise RecordError("all of it is recorded already", place=str(place), remedy="there is nothing to do")
        found += new
    return found


@click.command()
@click.argument("actor", type=ACTOR)
@click.option("--date", metavar="DATE", help="A day, month or year: 2023-11-09, 2023-11; or undated.")
@click.option("--stance", type=click.Choice([*filter(None, STANCES), NO_STANCE]), help="What the actor holds of it.")
@click.option("--on", multiple=True, metavar="AMENDMENT", help="A question or amendment that it is about; repeatable.")
@click.option("--source", "sources", multiple=True, metavar="WHERE", help="Where it can be read; repeatable.")
@click.option(
    "--who", default="", metavar="NAME", help="The person or body; by default that of the actor’s last position."
)
@click.option("--kind", type=click.Choice(KINDS), default=None, help="What sort of body; needed for a new actor.")
@click.option("--vehicle", default="", metavar="TEXT", help="Where it was said: in a letter, in a speech.")
@click.option("-m", "--summary", default="", metavar="TEXT", help="What they held, in a few sentences.")
@click.option("--people", default="", metavar="TEXT", help="Whom it would protect.")
@click.option("--bodies", default="", metavar="TEXT", help="Whom it would bind.")
@click.option("--strength", default="", metavar="TEXT", help="How absolute it would be.")
@click.option(
    "--evidence",
    nargs=4,
    multiple=True,
    metavar="WHAT VALUE PERIOD SOURCE",
    help="A figure, case or finding it relies on; “” for no figure, or no period; repeatable.",
)
@click.option(
    "--new", "meant", is_flag=True, help="The actor or question is a new one, though another has nearly its name."
)
@click.option("--sure", type=click.Choice(SURENESS), default=SURENESS[-1], help="How well it is known.")
def add(actor: str, date: str | None, stance: str | None, meant: bool, **given: Any) -> None:
    """Record a position of ACTOR: one file, one commit, of the actor and of that date.

    With none of --date, --stance, --on and --source, it is written in $EDITOR.
    """
    space = workspace.workspace_of()
    recording.actor_name(actor)
    if date is None and stance is None and not given["on"] and not given["sources"]:
        _tell(_written(space, actor, meant))
        return
    missing = [name for name, value in (("--date", date), ("--stance", stance), ("--on", given["on"])) if not value]
    if date is None or stance is None or missing:
        raise click.UsageError(f"give {terminal.listed(missing)} too; or none of them, to write it in $EDITOR")
    said = "" if stance == NO_STANCE else stance
    taken = recording.taken(space, actor, date=date, stance=said, **{**given, "kind": given["kind"] or ""})
    _add(space, taken, meant)
    if not given["who"]:
        terminal.warn(f"amend: recorded as of {taken.who}; name another with --who")
    if not taken.sources:
        terminal.warn("amend: it has no source, and “amend status” says so until its file names one")


def _add(space: Workspace, taken: Position, meant: bool) -> None:
    """Record a position, and say which of its names are new; one that is nearly another's is refused."""
    new = new_names(space, taken, meant=meant)
    _tell(recording.add(space, taken))
    for sentence in () if meant else new:
        terminal.warn(f"amend: {sentence}")


def _written(space: Workspace, actor: str, meant: bool) -> Recorded:
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
        taken = recording.filled_in(text, actor)
        new_names(space, taken, meant=meant)
        recorded = recording.add(space, taken)
    except AmendError as error:
        write_bytes(kept, text.encode())
        error.remedy = f"{error.remedy or 'put it right'}; your text is kept: amend position add {actor}"
        raise
    kept.unlink(missing_ok=True)
    return recorded


def _tell(recorded: Recorded) -> None:
    if recorded.settled:
        terminal.warn(f"amend: {recorded.settled}")
    terminal.echo(f"{recorded.commit[:10]} {terminal.listed(recorded.paths)}")
