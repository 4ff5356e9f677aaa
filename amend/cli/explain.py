"""The command that says in a plain sentence what an amendment does: explain."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text

from amend.cli import redline_text, screen, terminal
from amend.cli.terminal import FILE
from amend.drafting import explain as explaining
from amend.engine.compare.unsettled import settled
from amend.formats import akn, draft


@click.command()
@click.argument("print_", metavar="PRINT", type=FILE)
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True, type=FILE)
@click.option("--json", "as_json", is_flag=True, help="The explanation as data.")
def explain(print_: Path, drafts: tuple[Path, ...], as_json: bool) -> None:
    """Say in one plain sentence what an amendment does, with the text before and after.

    An amendment that cannot be made to the print is named, with the reason; the others are explained, and the
    exit code is 3.
    """
    bill = settled(akn.read(print_), str(print_))
    terminal.caution(bill)
    amendments, unread = draft.read_readable(list(drafts))
    found = explaining.explain_each(bill, amendments)
    findings = (*found.findings, *unread)
    if as_json:
        rows = [
            {"amendment": amendment.name, "sentence": one.sentence, "place": one.place, "changes": one.changes}
            for amendment, one in found.explanations
        ]
        lost = [{"amendment": one.amendment, "refused": one.message} for one in found.findings]
        files = [{**terminal.of_file(one.amendment), "refused": one.message} for one in unread]
        terminal.print_json([*rows, *lost, *files])
    else:
        print_explanations(found)
    terminal.tell(
        f"{one.amendment if one in unread else f'amendment {one.amendment}'}: {one.message}" for one in findings
    )


def print_explanations(found: explaining.Explained) -> None:
    """A sentence for each, where it falls, and the rows that it changes."""
    out = screen.console()
    for index, (amendment, explanation) in enumerate(found.explanations):
        if index:
            out.print()
        screen.print_hanging(out, Text(f"{amendment.name}  {explanation.sentence}", "bold"), 0, hanging=True)
        out.print(Text(f"   {explanation.place}", "dim"))
        for row in explanation.rows:
            redline_text.print_row(out, row)
