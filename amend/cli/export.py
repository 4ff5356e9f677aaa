"""The command that gives every outward form: a Bill, a Bill with its changes, an amendment paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amend.cli import terminal
from amend.cli.export_forms import WORD, form_of, of_bill, of_paper
from amend.cli.given import DRAFT_OR_PRINT, PRINT, draft_places, is_print, print_first, tell_slips, told_in, write_out
from amend.cli.place import PLACE, put_in_place
from amend.cli.terminal import FILE
from amend.engine.compare.unsettled import settled
from amend.formats import akn, draft
from amend.formats.files import read_bytes

if TYPE_CHECKING:
    from amend.word.write.export import Exported


@click.command()
@click.argument("given", metavar="[PRINT] [DRAFT]...", nargs=-1, type=DRAFT_OR_PRINT)
@click.option("-o", "--output", type=FILE, required=True, metavar="OUT", help="Where to write; its ending says what.")
@click.option("--tracked", is_flag=True, help="In Word, the Bill with each amendment’s edit a tracked change.")
@click.option("--no-renumber", "as_is", is_flag=True, help="Leave the numbers that follow as they are.")
@click.option("--template", type=FILE, metavar="FILE.docx", help="Set the amendment paper in the styles of this file.")
@click.option(
    "--print",
    "print_",
    type=PRINT,
    metavar="PRINT",
    help="For a paper: the print amended, for its title and to try each on.",
)
@PLACE
def export(
    given: tuple[str, ...],
    output: Path,
    tracked: bool,
    as_is: bool,
    template: Path | None,
    print_: Path | None,
    places: tuple[str, ...],
) -> None:
    """Write a PRINT, a PRINT with the amendments in DRAFTs made, or of DRAFTs alone an amendment paper.

    The ending of OUT says the form: .docx for Word, .xml, .html (of a Bill, the redline), .txt, and .pdf where
    LibreOffice is there; “-” is text on standard output.

    In Word the margin has the pages and every fifth line of the PRINT itself. With --tracked each change is by the
    mover of its amendment, of its date or else today’s, and a comment has the statement; numbers that only follow are
    by “amend: renumbering”.
    Each amendment of a paper is tried on the print that is given with --print or, in a workspace, that its draft names:
    one that cannot be made is named, and the exit code is 3.
    """
    terminal.refuse_overwriting(output, [*map(Path, given), *filter(None, (template, print_))])
    form = form_of(output)
    of_drafts = bool(given) and not is_print(given[0]) and not (tracked or as_is)
    _check_usage(form, of_drafts, tracked or as_is, template, print_)
    if of_drafts:
        _set_paper(draft_places(given), form, output, template, print_)
    else:
        _set_bill(given, form, output, places, tracked=tracked, renumber=not as_is)


def _set_bill(
    given: tuple[str, ...], form: str, output: Path, places: tuple[str, ...], *, tracked: bool, renumber: bool
) -> None:
    from amend.word.write.export import export as exported  # only here, for it takes a while to load

    print_, drafts = print_first(given)
    if (tracked or not renumber) and not drafts:
        raise click.UsageError("--tracked and --no-renumber go with amendments: amend export PRINT DRAFT... -o OUT")
    if form == ".html" and not drafts:
        raise click.UsageError("a page shows what DRAFTs change: amend export PRINT DRAFT... -o OUT.html")
    terminal.refuse_overwriting(output, (print_, *drafts))
    amendments = put_in_place(draft.read_all(list(drafts)), places)
    tell_slips(amendments)
    with terminal.progress(f"Setting {print_}"):
        bill = settled(akn.read(print_), str(print_))
        made = exported(bill, amendments, tracked=tracked, renumber=renumber, day=terminal.today())
        write_out(output, of_bill(form, made, bill))
    terminal.caution(bill)
    _report(made, output, form)


def _set_paper(drafts: tuple[Path, ...], form: str, output: Path, template: Path | None, print_: Path | None) -> None:
    from amend.cli.paper import print_of, tell_impossible
    from amend.drafting import papers  # only here: a Bill needs nothing of what reads and lists papers

    terminal.refuse_overwriting(output, [*drafts, *filter(None, (template, print_))])
    with terminal.progress("Setting the amendment paper"):
        amendments = draft.read_all(list(drafts))
        bill = akn.read(print_) if print_ else print_of(amendments)
        listed = papers.gathered(amendments, bill)
        styles = read_bytes(template) if template else None
        write_out(output, of_paper(form, listed, styles, str(template), terminal.today()))
    tell_slips(amendments)
    told_in(output, f"The amendment paper is in {output}")
    tell_impossible(listed, bill)


def _report(exported: Exported, output: Path, form: str) -> None:
    """Say what became of each amendment, and where the file is. A refused one ends the command with its exit code."""
    outcomes = exported.applied.outcomes
    if outcomes:
        from amend.cli import screen
        from amend.cli.outcomes import print_outcomes  # only here, for it loads what lays out text

        with screen.beside(output):
            print_outcomes(exported.applied)
    for left in exported.left if form in WORD else ():
        terminal.warn(f"amend: a reference was left as it is: {left}")
    told_in(output, f"The {'redline' if form == '.html' else 'Bill'} is in {output}")
    if any(outcome.outcome == "refused" for outcome in outcomes):
        raise SystemExit(terminal.FINDING)


def _check_usage(form: str, of_drafts: bool, tracked: bool, template: Path | None, print_: Path | None) -> None:
    """Raises UsageError for options that say nothing here."""
    if tracked and form not in WORD:
        raise click.UsageError("--tracked and --no-renumber are for Word: -o OUT.docx")
    if template and form not in WORD:
        raise click.UsageError("--template is for Word: -o OUT.docx")
    if not of_drafts and (template or print_):
        raise click.UsageError("--template and --print go with an amendment paper: amend export DRAFT... -o OUT")
