"""The command that writes the amendments that lead from one text to another: draft."""

from __future__ import annotations

from pathlib import Path

import click

from amend.cli import terminal
from amend.cli.given import PRINT, two_texts
from amend.cli.terminal import FILE, HOUSE
from amend.drafting import make
from amend.drafting.reverse import DraftStyle
from amend.drafting.reverse import draft as draft_amendments
from amend.engine.compare.unsettled import settled
from amend.formats import akn
from amend.formats import draft as drafts
from amend.formats.whole_folder import refuse_filled, write_all
from amend.model.amendment import Amendment
from amend.model.house import House

STYLES = {"words": DraftStyle.WORDS, "provisions": DraftStyle.PROVISIONS}


@click.command()
@click.argument("texts", metavar="[OLD] NEW", nargs=-1, required=True, type=PRINT)
@click.option("--house", type=HOUSE, help="Whose words; by default those of the House the print is in.")
@click.option("--style", type=click.Choice(list(STYLES)), help="Small amendments, or whole provisions; else as usual.")
@click.option(
    "-o", "--output", type=FILE, metavar="DIR", help="The folder to write the drafts to; else they are shown."
)
@click.option("--json", "as_json", is_flag=True, help="The amendments as data.")
def draft(texts: tuple[Path, ...], house: str | None, style: str | None, output: Path | None, as_json: bool) -> None:
    """Write the amendments to the print OLD that turn it into NEW, proved.

    They are read back from their own words and made to OLD, and the result must be NEW, but for what printing the
    Bill again does. A clause or Schedule for which that fails stays as it is and is named, with the reason; the rest
    is written, and the exit code is 3.
    """
    old, new = two_texts(texts)
    with terminal.progress(f"Comparing {old} and {new}"):
        before, after = settled(akn.read(old), str(old)), settled(akn.read(new), str(new))
        chosen = House(house) if house else House.having(before.house, before.number)
        drafted = draft_amendments(before, after, chosen, STYLES.get(style or "", DraftStyle.USUAL), partly=True)
    terminal.caution(before)
    if output:
        _save(drafted.amendments, output)
    if as_json:
        terminal.print_json([{"amendment": a.number, "words": a.words, "after": a.after} for a in drafted.amendments])
    elif output:
        terminal.echo(f"{terminal.plural(len(drafted.amendments), 'amendment')}, proved, in {output}")
    elif not drafted.amendments:
        terminal.echo("No amendment is needed." if not drafted.findings else "No amendment was written.")
    else:
        terminal.echo("\n\n".join(f"{a.number}\n{a.words}" for a in drafted.amendments))
    for note in drafted.notes:
        terminal.warn(f"amend: {note}")
    for slip in make.slips(drafted.amendments):
        terminal.warn(f"amend: amendment {slip.amendment}: {slip.message}")
    terminal.tell(f"{one.place}: {one.message}" if one.place else one.message for one in drafted.findings)


def _save(amendments: tuple[Amendment, ...], folder: Path) -> None:
    """Write each amendment as a draft. Raises WriteError when the folder has something in it."""
    refuse_filled(folder)
    write_all(folder, {drafts.numbered_file(one.number): drafts.dumps(one).encode() for one in amendments})
