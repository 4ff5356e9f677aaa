"""Commands that show a Bill as it is printed, and give it lines: show, lines."""

from __future__ import annotations

from pathlib import Path

import click

from amend.cli import terminal
from amend.cli.given import PRINT, WHERE_OR_PRINT, cited, current, is_print, print_file, told_in, write_out
from amend.cli.terminal import FILE
from amend.formats import akn
from amend.model import margin_rows
from amend.model.lines import Reading


@click.command()
@click.argument("given", metavar="[PRINT] [WHERE]", nargs=-1, type=WHERE_OR_PRINT)
@click.option("--json", "as_json", is_flag=True, help="The printed lines as data.")
def show(given: tuple[str, ...], as_json: bool) -> None:
    """Show a Bill as it is printed, with page and line in the margin.

    WHERE is a citation ("clause 3(2)", "Schedule 2 paragraph 4"), "page 5" or an eId. Without it, the arrangement
    of clauses.
    """
    print_, where = _asked(given)
    with terminal.progress(f"Reading {print_}"):
        bill = akn.read(print_)
    terminal.caution_of_conflicts(bill, str(print_))
    if as_json:
        found = (
            margin_rows.entries_of(bill)
            if where is None
            else margin_rows.rows_as_data(margin_rows.rows_of_place(Reading(bill), where))
        )
        terminal.print_json(found)
        return
    from amend.cli import bill_text  # only here: data is printed without what lays out text

    if where is None:
        bill_text.print_arrangement(bill)
    else:
        bill_text.print_place(bill, where)


@click.command()
@click.argument("print_", metavar="[PRINT]", required=False, type=PRINT)
@click.option("-o", "--output", type=FILE, required=True, metavar="OUT.xml", help="Where to write the working print.")
def lines(print_: Path | None, output: Path) -> None:
    """Give a text pages and lines of our own, as a working print, so that amendments to it can say where.

    Lines that it had are replaced. Everything shown of a working print says that it is one.
    """
    from amend.engine.compare.unsettled import settled
    from amend.engine.reprint.layout import lined
    from amend.model.made import told

    print_ = print_ or current()
    terminal.refuse_overwriting(output, (print_,))
    with terminal.progress(f"Setting {print_}"):
        given = settled(akn.read(print_), str(print_))
        bill = lined(given)
        write_out(output, akn.dumps(bill))
    if amended := told(given):
        print_number = bill.number or "the print"
        terminal.warn(f"amend: {output}: its lines are those of the text with {amended}, not of {print_number}")
    pages = max((line.page for line in Reading(bill).lines), default=0)
    told_in(output, f"{terminal.plural(pages, 'page')}, in {output}", result=True)


def _asked(given: tuple[str, ...]) -> tuple[Path, str | None]:
    """The print that is named first, else the current one, and the place in it, which need not be quoted."""
    named, words = (given[0], given[1:]) if given and is_print(given[0]) else ("", given)
    return print_file(named) if named else current(), cited(" ".join(words)) if words else None
