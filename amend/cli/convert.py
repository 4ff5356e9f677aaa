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
from amend.drafting.other_house import carried_to, for_house
from amend.engine.compare.unsettled import settled
from amend.errors import AmendError, Refusal
from amend.formats import akn, draft
from amend.formats.whole_folder import refuse_filled, write_all
from amend.model.amendment import Amendment
from amend.model.house import House
from amend.model.lines import Reading
from amend.model.provision import Bill


@click.command()
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True, type=DRAFT)
@click.option("--house", type=HOUSE, required=True, help="Whose words.")
@click.option(
    "--print",
    "print_",
    type=PRINT,
    metavar="PRINT",
    help="The print that they are to be to, and whose lines they cite.",
)
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

    A draft keeps its names, statement, date and the place of a new clause, and is numbered anew. What does not hold in
    that House (stage, decision, a print of the other House) is left out, and that is said; with --print, drafts to
    another print are carried to that one. What cannot be put in the words of that House is named, the others are
    written, and the exit code is 3.
    """
    bill = _print(print_) if print_ else None
    given = draft.read_all(list(drafts))
    tell_slips(given)
    amendments = put_in_place(given, places, ask=House(house) is House.LORDS)
    if output:
        _save(amendments, House(house), bill, output)
    else:
        _show(amendments, House(house), bill, as_json=as_json)


def _save(amendments: Sequence[Amendment], house: House, bill: Bill | None, folder: Path) -> None:
    """Write each as a draft, in files that sort as they were given."""
    refuse_filled(folder)
    made, findings = for_house(amendments, house, bill, _numbered)
    names = (f"{at:02}-{one.number}.md" for at, one in enumerate(made, 1))
    write_all(folder, {name: draft.dumps(one).encode() for name, one in zip(names, made, strict=True)})
    terminal.echo(f"{terminal.plural(len(made), 'amendment')} for the {house.value}, in {folder}")
    for note in findings:
        if note.level == "note":
            terminal.warn(f"amend: amendment {note.amendment}: {note.message}")
    terminal.tell(f"amendment {one.amendment}: {one.message}" for one in findings if one.level != "note")


def _numbered(number: str) -> Bill | None:
    """The print of a number; None where it is not at hand."""
    from amend.ledger.prints import at_hand  # only here: most of what is converted is carried to no print

    try:
        return at_hand().numbered(number).bill
    except AmendError:
        return None


def _show(amendments: Sequence[Amendment], house: House, bill: Bill | None, *, as_json: bool) -> None:
    """Print the words of each under its number, where that House has given it one."""
    written, failed = [], False
    reading = Reading(bill) if bill else None
    for amendment, why in carried_to(bill, amendments, _numbered):
        try:
            if why:
                raise Refusal(why)
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


def _print(file: Path) -> Bill:
    """The print that the drafts are to be to, with what must be said of it on standard error."""
    bill = settled(akn.read(file), str(file))
    terminal.caution(bill)
    return bill
