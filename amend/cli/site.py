"""The command that makes the public page: a folder of pages for disk or any static host."""

from __future__ import annotations

import re
from pathlib import Path

import click

from amend.cli import terminal
from amend.cli.terminal import FILE
from amend.formats.files import refuse_within
from amend.ledger.prints import at_hand
from amend.web.site.site import Site
from amend.web.site.site import site as make_site


def _address(_: click.Context, __: click.Parameter, said: str) -> str:
    """An address of the web as it was given. Raises BadParameter for what is none."""
    if said and not re.fullmatch(r"https?://[^\s/?#<>\"']+(/[^\s?#<>\"']*)?", said):
        raise click.BadParameter("write it like https://example.org/bill/")
    return said


@click.command()
@click.option("-o", "--output", type=FILE, required=True, metavar="FOLDER", help="Where the pages go.")
@click.option(
    "--address",
    metavar="URL",
    default="",
    callback=_address,
    help="Where they will be published, https://example.org/bill/: links that are shared then have pictures.",
)
@click.option(
    "--actor",
    "actors",
    metavar="ACTOR",
    multiple=True,
    help="Show this actor’s amendments and positions; may be repeated.",
)
def site(output: Path, address: str, actors: tuple[str, ...]) -> None:
    """Make a site that anyone can read: the Bill, the amendments to it in place, prints and positions compared.

    The pages are those of the workspace or, outside one, of what comes with amend. They need no server: open
    index.html from the disk, or put the folder on any host of static pages. A folder that has a site gets the new one.
    Everybody’s amendments and positions are in it, or with --actor those of the actors named: it says whose.
    A draft or position that cannot be read is named and left out, and the exit code is 3.
    """
    place = at_hand()
    refuse_within(output, (place.record, place.bills))
    with terminal.progress("Making the site"):
        made = make_site(place, output, address=address, actors=actors)
    tell_of(made)
    terminal.echo(f"{terminal.plural(made.pages, 'page')} in {output}/: open {output / 'index.html'}")
    if made.broken or made.refused:
        raise SystemExit(terminal.FINDING)


def tell_of(made: Site) -> None:
    """Say on standard error what is not in a site as it stands in the files, and whose amendments are in it."""
    for error in made.broken:
        terminal.warn(f"amend: {error}")
    for whose, reason in made.refused:
        terminal.warn(f"amend: {whose} cannot be made, and its page says why: {reason}")
    for title in made.others:
        terminal.warn(
            f"amend: the prints of “{title}” are not in it: a site is about one Bill, that which amend.toml names"
        )
    for file in made.ignored:
        terminal.warn(f"amend: {file}: git ignores it, and so it is not in it")
    if made.movers:
        terminal.warn(f"With the amendments of {'; '.join(made.movers)}.")
