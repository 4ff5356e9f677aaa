"""The command that says in a plain sentence what an amendment does: explain."""

from __future__ import annotations

import click
from rich.text import Text

from amend.cli import redline_text, screen, terminal
from amend.cli.given import DRAFT_OR_PRINT, print_first, refuse_none, tell_slips
from amend.cli.place import PLACE, put_in_place
from amend.drafting import explain as explaining
from amend.engine.compare.unsettled import settled
from amend.formats import akn, draft


@click.command()
@click.argument("given", metavar="[PRINT] DRAFT...", nargs=-1, required=True, type=DRAFT_OR_PRINT)
@PLACE
@click.option("--json", "as_json", is_flag=True, help="The explanation as data.")
def explain(given: tuple[str, ...], places: tuple[str, ...], as_json: bool) -> None:
    """Say in one plain sentence what an amendment does, with the text before and after.

    An amendment that cannot be made to the print is named, with the reason; the others are explained, and the
    exit code is 3.
    """
    print_, drafts = print_first(given)
    refuse_none(drafts)
    bill = settled(akn.read(print_), str(print_))
    terminal.caution(bill)
    amendments, unread = draft.read_readable(list(drafts))
    tell_slips(amendments)
    found = explaining.explain_each(bill, put_in_place(amendments, places))
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
