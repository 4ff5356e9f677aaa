"""Commands on amendments: apply, check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amend.cli import terminal
from amend.cli.terminal import FILE
from amend.drafting import make
from amend.drafting.doubles import doubles
from amend.engine.compare.unsettled import settled
from amend.formats import akn, draft
from amend.model.address import Address
from amend.model.amendment import Amendment
from amend.model.made import told
from amend.model.provision import Bill

if TYPE_CHECKING:
    from amend.engine.apply.apply import Applied
    from amend.engine.reprint.reprint import Reprinted


@click.command()
@click.argument("print_", metavar="PRINT", type=FILE)
@click.argument("drafts", metavar="[DRAFT]...", nargs=-1, type=FILE)
@click.option("-o", "--output", type=FILE, required=True, metavar="OUT.xml", help="Where to write the amended Bill.")
@click.option("--reprint", "again", is_flag=True, help="Number it anew, as the clerks do; references follow.")
@click.option("--number", default="", metavar="NUMBER", help="The number of the new print; goes with --reprint.")
@click.option("--json", "as_json", is_flag=True, help="The outcomes as data; with --reprint every reference too.")
def apply(print_: Path, drafts: tuple[Path, ...], output: Path, again: bool, number: str, as_json: bool) -> None:
    """Make the amendments in DRAFT files or folders to a print, and write the Bill as amended.

    All places are found on the print as published. A refused amendment changes nothing and says why; the others are
    made all the same, and the exit code is 3.
    """
    if number and not again:
        raise click.UsageError("--number goes with --reprint")
    terminal.refuse_overwriting(output, (print_, *drafts))
    bill, amendments = _read(print_, drafts)
    with terminal.progress(f"Making {terminal.plural(len(amendments), 'amendment')}"):
        result = make.apply(bill, amendments)
        printed = _reprinted(result.bill, bill, number) if again else None
        akn.write(printed.bill if printed else result.bill, output)
    if as_json:
        terminal.print_json(_as_data(result, printed) if printed else result.outcomes)
    else:
        from amend.cli import outcomes  # only here: data is printed without what lays out text

        outcomes.print_outcomes(result)
    if amendments and not any(outcome.outcome == "applied" for outcome in result.outcomes):
        terminal.warn(f"amend: {output} is the text as it was, for no amendment was made")
    for finding in (*make.slips(amendments), *doubles(result.bill, result.edits, amendments)):
        terminal.warn(f"amend: amendment {finding.amendment}: {finding.message}")
    if any(outcome.outcome == "refused" for outcome in result.outcomes):
        raise SystemExit(terminal.FINDING)


@click.command()
@click.argument("print_", metavar="PRINT", type=FILE)
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True, type=FILE)
@click.option("--json", "as_json", is_flag=True, help="The findings as data.")
def check(print_: Path, drafts: tuple[Path, ...], as_json: bool) -> None:
    """Read the amendments in DRAFT files or folders and find their places, without making them.

    A file that is no draft is a finding too; the others are read, and the exit code is 3.
    """
    bill = _read_print(print_)
    amendments, unread = draft.read_readable(list(drafts))
    findings = [*unread, *make.check(bill, amendments)]
    if as_json:
        terminal.print_json(findings)
    else:
        from amend.cli import outcomes  # only here: data is printed without what lays out text

        outcomes.print_findings(findings, len(amendments))
    if any(finding.level != "note" for finding in findings):
        raise SystemExit(terminal.FINDING)


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


def _read(print_: Path, drafts: tuple[Path, ...]) -> tuple[Bill, list[Amendment]]:
    return _read_print(print_), draft.read_all(list(drafts))


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
