"""The command that writes amendments in the words of either House: write."""

from __future__ import annotations

from pathlib import Path

import click

from amend.cli import terminal
from amend.cli.terminal import FILE, HOUSE
from amend.drafting import convert
from amend.engine.compare.unsettled import settled
from amend.errors import AmendError
from amend.formats import akn, draft
from amend.model.house import House
from amend.model.lines import Reading


@click.command()
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True, type=FILE)
@click.option("--house", type=HOUSE, required=True, help="Whose words.")
@click.option("--print", "print_", type=FILE, metavar="PRINT", help="The print, where the words need a page and line.")
@click.option("--json", "as_json", is_flag=True, help="The words as data.")
def write(drafts: tuple[Path, ...], house: str, print_: Path | None, as_json: bool) -> None:
    """Write amendments in the words of either House."""
    reading = _reading(print_) if print_ else None
    chosen, written, failed = House(house), [], False
    for amendment in draft.read_all(list(drafts)):
        try:
            words = convert.convert(amendment, chosen, reading)
            number = convert.number_in_house(amendment, chosen) or f"unnumbered (it was {amendment.name})"
            written.append({"amendment": number, "words": words})
        except AmendError as error:
            terminal.warn(f"amend: amendment {amendment.name}: {error}")
            failed = True
    if as_json:
        terminal.print_json(written)
    else:
        terminal.echo("\n\n".join(f"{entry['amendment']}\n{entry['words']}" for entry in written))
    if failed:
        raise SystemExit(terminal.FINDING)


def _reading(print_: Path) -> Reading:
    """The print to look pages and lines up in, with what must be said of it on standard error."""
    bill = settled(akn.read(print_), str(print_))
    terminal.caution(bill)
    return Reading(bill)
