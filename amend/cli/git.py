"""Commands that git calls to compare, show and merge Bills, and the one that tells it to."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from amend.cli import redline_text, terminal
from amend.cli.terminal import FILE
from amend.engine.compare.compare import compare
from amend.engine.compare.merge import merge
from amend.engine.compare.redline import alone, read
from amend.errors import ReadError
from amend.formats import akn
from amend.formats.files import read_bytes
from amend.ledger.git import drivers
from amend.model.printed import paragraphs

NOTHING = "/dev/null"
"""What git gives for the side on which a file does not exist."""


@click.command("git-setup")
@click.argument("folder", default=".", type=FILE)
@click.option(
    "--pattern", "patterns", multiple=True, metavar="GLOB", help="The files that are Bills; *.xml if not given."
)
def git_setup(folder: Path, patterns: tuple[str, ...]) -> None:
    """Tell the git repository of FOLDER to show, compare and merge Bills with amend.

    `git diff` then gives the redline, `git log -p` and `git blame` the words without the mark-up, and `git merge` joins
    two people's edits provision by provision. Where both change the same words, both texts are kept between marks, and
    nothing is chosen. Nothing in the work tree is run as code; a set-up of an older version, which let that happen, is
    mended.
    """
    done = drivers.set_up(folder, patterns or ("*.xml",))
    if done.mended:
        terminal.warn(f"amend: mended; until now {done.mended}")
    for line in done.attributes:
        terminal.echo(f"added to {done.root / drivers.ATTRIBUTES}: {line}")
    terminal.echo("In this repository git diff now shows the redline of a Bill, and git merge merges by provision.")
    terminal.echo(f"Commit {drivers.ATTRIBUTES}; others who clone it run “amend git-setup” once.")


@click.command("git-diff")
@click.argument("path")
@click.argument("sides", nargs=-1)
def git_diff(path: str, sides: tuple[str, ...]) -> None:
    """Show the redline of a Bill to git diff. SIDES: file, object and mode, of the old text and of the new."""
    if (code := drivers.other_tool(path, sides)) is not None:
        sys.exit(code)
    if drivers.coloured():
        os.environ.setdefault("FORCE_COLOR", "1")  # which the console asks for; a pager is no terminal
    if len(sides) < 6:
        terminal.echo(f"{path}: unmerged; settle its conflicts first")
        return
    old, new = sides[0], sides[3]
    terminal.echo(path, bold=True)
    if NOTHING in (old, new):
        terminal.echo("a new file" if old == NOTHING else "no longer there")
        return
    try:
        before, after = akn.read(old), akn.read(new)
        redline_text.print_redline(compare(before, after, front=False))
        for bill in (before, after):
            terminal.caution_of_conflicts(bill, path)
    except ReadError as error:
        terminal.echo(f"changed; no redline, for {error.fault}. To see its lines: git diff --no-ext-diff {path}")


@click.command("git-text")
@click.argument("file", type=FILE)
def git_text(file: Path) -> None:
    """Print a Bill as plain text, a row for each paragraph, for git log and git blame."""
    data = read_bytes(file)
    try:
        bill = akn.parse(data, place=str(file))
    except ReadError:
        sys.stdout.buffer.write(data)
        return
    for row in read(alone(paragraphs(bill))):
        terminal.echo(f"{'  ' * row.depth}{' '.join(row.shown.words.split())}")


@click.command("git-merge")
@click.argument("base", type=FILE)
@click.argument("ours", type=FILE)
@click.argument("theirs", type=FILE)
@click.argument("name", default="")
def git_merge(base: Path, ours: Path, theirs: Path, name: str) -> None:
    """Merge THEIRS into OURS for git: exit code 1 when both sides change the same words."""
    name = name or str(ours)
    try:
        merged = merge(*(akn.read(file) for file in (base, ours, theirs)))
    except ReadError:  # not a Bill, or broken: git's own merge, by line
        sys.exit(0 if drivers.merge_as_text(base, ours, theirs) else 1)
    akn.write(merged.bill, ours)
    for conflict in merged.conflicts:
        terminal.warn(f"amend: {name}: both sides change {conflict.address or 'the words before clause 1'}")
    if merged.conflicts:
        terminal.warn("amend: both texts stand there between <?amend-conflict …?> marks; delete one, and the marks")
        sys.exit(1)
