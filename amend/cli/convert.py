"""The command that writes amendments for the other House: convert."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from amend.cli import terminal
from amend.cli.given import DRAFT, PRINT, tell_slips
from amend.cli.place import PLACE, put_in_place
from amend.cli.terminal import FILE, HOUSE
from amend.drafting import convert as converting
from amend.engine.compare.unsettled import settled
from amend.errors import AmendError
from amend.formats import akn, draft
from amend.formats.whole_folder import refuse_filled, write_all
from amend.model.amendment import Amendment
from amend.model.house import House
from amend.model.lines import Reading


@click.command()
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True, type=DRAFT)
@click.option("--house", type=HOUSE, required=True, help="Whose words.")
@click.option("--print", "print_", type=PRINT, metavar="PRINT", help="The print, where the words need a page and line.")
@click.option(
    "-o", "--output", type=FILE, metavar="DIR", help="The folder to write the drafts to; else they are shown."
)
@PLACE
@click.option("--json", "as_json", is_flag=True, help="The words as data.")
def convert(
    drafts: tuple[Path, ...],
    house: str,
    print_: Path | None,
    output: Path | None,
    places: tuple[str, ...],
    as_json: bool,
) -> None:
    """Write amendments for the other House, in its words: shown, or with -o as drafts.

    A draft keeps its mover, statement, print and the place of a new clause, and is numbered anew. What cannot be put
    in the words of that House is named, the others are written, and the exit code is 3.
    """
    reading = _reading(print_) if print_ else None
    given = draft.read_all(list(drafts))
    tell_slips(given)
    amendments = put_in_place(given, places, ask=House(house) is House.LORDS)
    if output:
        _save(amendments, House(house), reading, output)
    else:
        _show(amendments, House(house), reading, as_json=as_json)


def _save(amendments: Sequence[Amendment], house: House, reading: Reading | None, folder: Path) -> None:
    """Write each as a draft, in files that sort as they were given."""
    refuse_filled(folder)
    made, findings = converting.for_house(amendments, house, reading)
    names = (f"{at:02}-{one.number}.md" for at, one in enumerate(made, 1))
    write_all(folder, {name: draft.dumps(one).encode() for name, one in zip(names, made, strict=True)})
    terminal.echo(f"{terminal.plural(len(made), 'amendment')} for the {house.value}, in {folder}")
    terminal.tell(f"amendment {one.amendment}: {one.message}" for one in findings)


def _show(amendments: Sequence[Amendment], house: House, reading: Reading | None, *, as_json: bool) -> None:
    """Print the words of each under its number, where that House has given it one."""
    written, failed = [], False
    for amendment in amendments:
        try:
            words = converting.convert(amendment, house, reading)
            number = converting.number_in_house(amendment, house) or f"unnumbered (it was {amendment.name})"
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
