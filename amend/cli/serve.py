"""The command that shows the public page to browsers on this machine, and makes it again when the workspace changes."""

from __future__ import annotations

import signal
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from amend.cli import terminal
from amend.cli.site import tell_of
from amend.cli.terminal import FILE
from amend.errors import AmendError
from amend.ledger import workspace
from amend.ledger.prints import at_hand
from amend.web.serve import ENDING
from amend.web.serve import serve as serve_pages
from amend.web.site.site import site


@click.command()
@click.argument("folder", required=False, type=FILE)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="NUMBER", help="At this port; else at any that is free."
)
@click.option("--open", "opens", is_flag=True, help="Open it in the browser.")
@click.option(
    "--actor",
    "actors",
    metavar="ACTOR",
    multiple=True,
    help="Show this actor’s amendments and positions; may be repeated.",
)
def serve(folder: Path | None, port: int, opens: bool, actors: tuple[str, ...]) -> None:
    """Show the site of the workspace in a browser on this machine, and make it again whenever the workspace changes.

    The site is that of amend site, made for the time being; or the pages that are in FOLDER already. Nobody else can
    reach it. While a draft or print cannot be read, the last good pages stay. Ctrl-C ends it.
    """
    if folder and actors:
        raise click.UsageError("--actor is for a site that is made; the pages in FOLDER are as they are")

    def build(into: Path) -> None:
        with terminal.progress("Making the site"):
            made = site(at_hand(), into, actors=actors)
        tell_of(made)

    with until_ended(), serve_pages(folder or build, None if folder else _sources, port=port) as serving:
        terminal.echo(serving.address)
        terminal.warn("Ctrl-C ends it.")
        if opens and not webbrowser.open(serving.address):
            terminal.warn(f"amend: no browser was found; open {serving.address} yourself")
        serving.keep_current(_tell, threading.Event())


def _sources() -> list[Path]:
    """What a site is made of, though amend.toml be broken for a moment."""
    here = Path.cwd()
    root = next((one for one in (here, *here.parents) if (one / workspace.NAME).is_file()), None)
    if root is None:
        place = at_hand()
        return [place.bills, place.record]
    return [root / workspace.NAME, root / "bills", root / "drafts"]


def _tell(error: AmendError | None) -> None:
    if error is None:
        terminal.warn("Made again.")
    else:
        terminal.warn(f"amend: {error}; until it is put right, the pages from before are shown")


@contextmanager
def until_ended() -> Iterator[None]:
    """Until Ctrl-C, or whoever ends it otherwise; what it made is taken away then."""

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    for one in ENDING:  # Ctrl-C too, which who starts it in the background may have off
        signal.signal(one, end)
    try:
        yield
    except KeyboardInterrupt:
        return
