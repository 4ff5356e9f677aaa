"""The command that writes Word files: a Bill, a Bill with its changes tracked, an amendment paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amend.cli import terminal
from amend.cli.terminal import FILE
from amend.engine.compare.unsettled import settled
from amend.formats import akn, draft
from amend.formats.files import read_bytes, write_bytes
from amend.model.amendment import Amendment
from amend.model.provision import Bill

if TYPE_CHECKING:
    from amend.word.write.export import Exported


@click.command()
@click.argument("given", metavar="[PRINT] [DRAFT]...", nargs=-1, required=True, type=FILE)
@click.option("-o", "--output", type=FILE, required=True, metavar="OUT.docx", help="Where to write the Word file.")
@click.option("--tracked", is_flag=True, help="The Bill as amended, each amendment’s edit a tracked change.")
@click.option("--no-renumber", "as_is", is_flag=True, help="Leave the numbers that follow as they are.")
@click.option("--template", type=FILE, metavar="FILE.docx", help="Set the amendment paper in the styles of this file.")
@click.option(
    "--print",
    "print_",
    type=FILE,
    metavar="PRINT",
    help="For a paper: the print amended, for its title and to try each on.",
)
def export(
    given: tuple[Path, ...], output: Path, tracked: bool, as_is: bool, template: Path | None, print_: Path | None
) -> None:
    """Write a Word file: of a PRINT, of a PRINT with the amendments in DRAFTs made, or of DRAFTs an amendment paper.

    In the margin stand the pages and every fifth line of the PRINT itself. With --tracked each change is by the mover
    of its amendment, of its date or else today’s, and a comment has the statement; numbers that only follow are by
    “amend: renumbering”.
    With --print, an amendment of a paper that cannot be made to the print is named, and the exit code is 3.
    """
    _check_usage(given, tracked, as_is, template, print_)
    inputs = [*given, *filter(None, (template, print_))]
    terminal.refuse_overwriting(output, inputs)
    if _is_draft(given[0]):
        _set_paper(given, output, template, print_)
        return
    bill, amendments = _read(given[0], given[1:])
    with terminal.progress(f"Setting {given[0]}"):
        exported = _exported(bill, amendments, tracked=tracked, renumber=not as_is)
        write_bytes(output, exported.data)
    _report(exported, output)


def _exported(bill: Bill, amendments: list[Amendment], *, tracked: bool, renumber: bool) -> Exported:
    from amend.word.write.export import export as exported  # only here, for it takes a while to load

    return exported(bill, amendments, tracked=tracked, renumber=renumber, day=terminal.today())


def _set_paper(drafts: tuple[Path, ...], output: Path, template: Path | None, print_: Path | None) -> None:
    from amend.cli.paper import tell_impossible
    from amend.drafting import papers
    from amend.word.write.paper import paper

    with terminal.progress("Setting the amendment paper"):
        bill = akn.read(print_) if print_ else None
        listed = papers.gathered(draft.read_all(list(drafts)), bill)
        styles = read_bytes(template) if template else None
        write_bytes(output, paper(listed, template=styles, place=str(template), day=terminal.today()))
    terminal.warn(f"The amendment paper is in {output}")
    tell_impossible(listed, bill)


def _read(print_: Path, drafts: tuple[Path, ...]) -> tuple[Bill, list[Amendment]]:
    with terminal.progress(f"Reading {print_}"):
        bill = settled(akn.read(print_), str(print_))
    terminal.caution(bill)
    return bill, draft.read_all(list(drafts))


def _report(exported: Exported, output: Path) -> None:
    """Say what became of each amendment, and where the file is. A refused one ends the command with its exit code."""
    outcomes = exported.applied.outcomes
    if outcomes:
        from amend.cli.outcomes import print_outcomes  # only here, for it loads what lays out text

        print_outcomes(exported.applied)
    for left in exported.left:
        terminal.warn(f"amend: a reference was left as it is: {left}")
    terminal.warn(f"The Bill is in {output}")
    if any(outcome.outcome == "refused" for outcome in outcomes):
        raise SystemExit(terminal.FINDING)


def _is_draft(given: Path) -> bool:
    """Whether what is given first is drafts, so that a paper is wanted, and not a print."""
    return given.suffix.lower() == ".md" or given.is_dir()


def _check_usage(
    given: tuple[Path, ...], tracked: bool, as_is: bool, template: Path | None, print_: Path | None
) -> None:
    """Raises UsageError for options that say nothing here."""
    if _is_draft(given[0]):
        if tracked or as_is:
            raise click.UsageError("--tracked and --no-renumber go with a PRINT: amend export PRINT DRAFT... -o OUT")
        return
    if template or print_:
        raise click.UsageError("--template and --print go with an amendment paper: amend export DRAFT... -o OUT")
    if (tracked or as_is) and len(given) == 1:
        raise click.UsageError("--tracked and --no-renumber go with amendments: amend export PRINT DRAFT... -o OUT")
