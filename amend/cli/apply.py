"""Command: apply."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amend.cli import terminal
from amend.cli.given import DRAFT_OR_PRINT, STANDARD, print_first, tell_slips, write_out
from amend.cli.place import PLACE, put_in_place
from amend.cli.terminal import FILE
from amend.drafting import make
from amend.drafting.doubles import doubles
from amend.drafting.known_print import KnownPrint, KnownText
from amend.engine.apply.apply import Applied
from amend.engine.compare.unsettled import settled
from amend.formats import akn, draft
from amend.model.address import Address
from amend.model.amendment import Amendment
from amend.model.finding import Finding
from amend.model.made import told
from amend.model.provision import Bill

if TYPE_CHECKING:
    from amend.engine.reprint.reprint import Reprinted


@click.command()
@click.argument("given", metavar="[PRINT] [DRAFT]...", nargs=-1, type=DRAFT_OR_PRINT)
@click.option("-o", "--output", type=FILE, required=True, metavar="OUT.xml", help="Where to write the amended Bill.")
@click.option("--reprint", "again", is_flag=True, help="Number it anew, as the clerks do; references follow.")
@click.option("--number", default="", metavar="NUMBER", help="The number of the new print; goes with --reprint.")
@PLACE
@click.option("--json", "as_json", is_flag=True, help="The outcomes as data; with --reprint every reference too.")
def apply(
    given: tuple[str, ...], output: Path, again: bool, number: str, places: tuple[str, ...], as_json: bool
) -> None:
    """Make the amendments in DRAFT files or folders to a print, and write the Bill as amended.

    All places are found on the print as published. A refused amendment changes nothing and says why; the others are
    made all the same, and the exit code is 3.
    """
    if number and not again:
        raise click.UsageError("--number goes with --reprint")
    if as_json and output == STANDARD:
        raise click.UsageError("--json and -o - would both be standard output; name a file with -o")
    print_, drafts = print_first(given)
    terminal.refuse_overwriting(output, (print_, *drafts))
    bill, amendments = _read(print_, drafts, places)
    with terminal.progress(f"Making {terminal.plural(len(amendments), 'amendment')}"):
        prepared = KnownPrint(bill)
        result = make.apply(prepared, amendments)
        printed = _reprinted(result.bill, bill, number) if again else None
        write_out(output, akn.dumps(printed.bill if printed else result.bill))
    _show(result, printed, output, as_json=as_json)
    if amendments and not any(outcome.outcome == "applied" for outcome in result.outcomes):
        terminal.warn(f"amend: {output} is the text as it was, for no amendment was made")
    tell_slips(amendments, _besides(prepared, result, amendments, again=again))
    if any(outcome.outcome == "refused" for outcome in result.outcomes):
        raise SystemExit(terminal.FINDING)


def _besides(prepared: KnownPrint, result: Applied, amendments: list[Amendment], *, again: bool) -> list[Finding]:
    """What there is to know of the amendments besides; references are told of when the Bill is printed again."""
    found: list[Finding] = list(doubles(result.bill, result.edits, amendments))
    if not again and any(edit.start < edit.end for edit in result.edits):
        from amend.drafting.left_behind import left_behind  # only here: most amendments leave no provision out

        found += left_behind(prepared, KnownText(result.bill), result.edits, amendments)
    return found


def _show(result: Applied, printed: Reprinted | None, output: Path, *, as_json: bool) -> None:
    """Print the outcomes; on standard error where the Bill went to standard output."""
    if as_json:
        terminal.print_json(_as_data(result, printed) if printed else result.outcomes)
        return
    from amend.cli import outcomes, screen  # only here: data is printed without what lays out text

    with screen.beside(output):
        outcomes.print_outcomes(result)


def _reprinted(bill: Bill, before: Bill, number: str) -> Reprinted:
    from amend.engine.reprint.reprint import reprint  # only here: nothing else of this command prints again

    printed = reprint(bill, before, number=number)
    for left in printed.left:
        terminal.warn(f"amend: a reference was left as it is: {left}")
    return printed


def _as_data(result: Applied, printed: Reprinted) -> dict[str, object]:
    """The outcomes, and every reference of the Bill with what became of it; provisions as they are cited."""
    references = [
        {
            "place": _cited(one.place),
            "words": one.words,
            "cites": _cited(one.cites),
            "whose": one.whose,
            "fate": one.fate,
            "leads": _cited(one.leads),
            "becomes": _cited(one.becomes),
        }
        for one in printed.references
    ]
    return {"outcomes": result.outcomes, "references": references, "left": printed.left}


def _cited(address: Address | None) -> str | None:
    return None if address is None else str(address)


def _read(print_: Path, drafts: tuple[Path, ...], places: tuple[str, ...]) -> tuple[Bill, list[Amendment]]:
    return _read_print(print_), put_in_place(draft.read_all(list(drafts)), places)


def _read_print(print_: Path) -> Bill:
    with terminal.progress(f"Reading {print_}"):
        bill = settled(akn.read(print_), str(print_))
    terminal.caution(bill)
    if amended := told(bill):
        terminal.warn(
            f"amend: {print_} already has {amended} made:"
            f" its lines are those of {bill.number or 'the print'} as published"
        )
    return bill
