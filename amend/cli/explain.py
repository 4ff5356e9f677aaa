"""The command that says in a plain sentence what an amendment does: explain."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text

from amend.cli import screen, terminal
from amend.cli.terminal import FILE
from amend.drafting import explain as explaining
from amend.engine.compare.merge import settled
from amend.formats import akn, draft


@click.command()
@click.argument("print_", metavar="PRINT", type=FILE)
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True, type=FILE)
@click.option("--json", "as_json", is_flag=True, help="The explanation as data.")
def explain(print_: Path, drafts: tuple[Path, ...], as_json: bool) -> None:
    """Say in one plain sentence what an amendment does, with the text before and after."""
    bill = settled(akn.read(print_), str(print_))
    terminal.caution(bill)
    found = [(a, explaining.explain(bill, a)) for a in draft.read_all(list(drafts))]
    if as_json:
        terminal.print_json(
            [{"amendment": a.name, "sentence": e.sentence, "place": e.place, "changes": e.changes} for a, e in found]
        )
        return
    out = screen.console()
    for index, (amendment, explanation) in enumerate(found):
        if index:
            out.print()
        screen.print_hanging(out, Text(f"{amendment.name}  {explanation.sentence}", "bold"), 0, hanging=True)
        out.print(Text(f"   {explanation.place}", "dim"))
        for row in explanation.rows:
            screen.print_row(out, row)
