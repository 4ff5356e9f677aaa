"""Commands that show a Bill as it is printed, and give it lines: show, lines."""

from __future__ import annotations

from pathlib import Path

import click

from amend.cli import bill_rows, terminal
from amend.cli.terminal import FILE
from amend.formats import akn
from amend.model.lines import Reading


@click.command()
@click.argument("print_", metavar="PRINT", type=FILE)
@click.argument("where", required=False)
@click.option("--json", "as_json", is_flag=True, help="The printed lines as data.")
def show(print_: Path, where: str | None, as_json: bool) -> None:
    """Show a Bill as it is printed, with page and line in the margin.

    WHERE is a citation ("clause 3(2)", "Schedule 2 paragraph 4"), "page 5" or an eId. Without it, the arrangement
    of clauses.
    """
    with terminal.progress(f"Reading {print_}"):
        bill = akn.read(print_)
    terminal.caution_of_conflicts(bill, str(print_))
    if as_json:
        found = (
            bill_rows.entries_of(bill)
            if where is None
            else bill_rows.rows_as_data(bill_rows.rows_of_place(Reading(bill), where))
        )
        terminal.print_json(found)
        return
    from amend.cli import bill_text  # only here: data is printed without what lays out text

    if where is None:
        bill_text.print_arrangement(bill)
    else:
        bill_text.print_place(bill, where)


@click.command()
@click.argument("print_", metavar="PRINT", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, metavar="OUT.xml", help="Where to write the working print.")
def lines(print_: Path, output: Path) -> None:
    """Give a text pages and lines of our own, as a working print, so that amendments to it can say where.

    Lines that it had are replaced. Everything shown of a working print says that it is one.
    """
    from amend.engine.compare.unsettled import settled
    from amend.engine.reprint.layout import lined
    from amend.model.made import told

    terminal.refuse_overwriting(output, (print_,))
    with terminal.progress(f"Setting {print_}"):
        given = settled(akn.read(print_), str(print_))
        bill = lined(given)
        akn.write(bill, output)
    if amended := told(given):
        print_number = bill.number or "the print"
        terminal.warn(f"amend: {output}: its lines are those of the text with {amended}, not of {print_number}")
    pages = max((line.page for line in Reading(bill).lines), default=0)
    terminal.echo(f"{terminal.plural(pages, 'page')}, in {output}")
