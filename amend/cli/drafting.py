"""Commands for drafting an amendment: new, write, explain."""

from __future__ import annotations

import os
from pathlib import Path

import click
from rich.text import Text

from amend import begin, convert
from amend import explain as explaining
from amend.cli import screen, terminal
from amend.engine.merge import settled
from amend.english.writer import House
from amend.errors import AmendError, WriteError
from amend.formats import akn, draft
from amend.model.lines import Reading

FILE = click.Path(path_type=Path)
HOUSE = click.Choice([house.value for house in House], case_sensitive=False)


@click.command()
@click.argument("print_", metavar="PRINT", type=FILE)
@click.option("--at", metavar="WHERE", help="Insert after this provision: “clause 2(3)”, or an eId.")
@click.option("--after-clause", metavar="N", help="A new clause after this one.")
@click.option("--leave-out", metavar="WHERE", help="Leave this provision out.")
@click.option("--house", type=HOUSE, help="Whose words; by default those of the House the print is in.")
@click.option("-o", "--output", type=FILE, metavar="FILE", help="Where to write the draft; by default it is shown.")
@click.option("--edit", is_flag=True, help="Open the draft in $EDITOR.")
def new(
    print_: Path,
    at: str | None,
    after_clause: str | None,
    leave_out: str | None,
    house: str | None,
    output: Path | None,
    edit: bool,
) -> None:
    """Begin a draft: page and line from the print, the verb for the place, a label for what comes in."""
    chosen = {"at": at, "after_clause": after_clause, "leave_out": leave_out}
    given = {how: where for how, where in chosen.items() if where is not None}
    if len(given) != 1:
        raise click.UsageError("give one of --at, --after-clause and --leave-out")
    if output and output.exists():
        raise WriteError("it is there already", place=str(output), remedy="name another file with -o")
    bill = settled(akn.read(print_), str(print_))
    terminal.caution(bill)
    amendment = begin.draft(bill, *next(iter(given.items())), House(house.capitalize()) if house else None)
    text = draft.dumps(amendment)
    if edit:
        text = click.edit(text, editor=os.environ.get("EDITOR"), extension=".md") or text
    if output:
        draft.write(draft.loads(text, source=str(output)), output)
        terminal.echo(f"The draft is in {output}")
    else:
        terminal.echo(text, nl=False)


@click.command()
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True, type=FILE)
@click.option("--house", type=HOUSE, required=True, help="Whose words.")
@click.option("--print", "print_", type=FILE, metavar="PRINT", help="The print, where the words need a page and line.")
@click.option("--json", "as_json", is_flag=True, help="The words as data.")
def write(drafts: tuple[Path, ...], house: str, print_: Path | None, as_json: bool) -> None:
    """Write amendments in the words of either House."""
    reading = _reading(print_) if print_ else None
    chosen, written, failed = House(house.capitalize()), [], False
    for amendment in draft.read_all(list(drafts)):
        try:
            written.append({"amendment": amendment.name, "words": convert.words(amendment, chosen, reading)})
        except AmendError as error:
            terminal.warn(f"amend: amendment {amendment.name}: {error}")
            failed = True
    if as_json:
        terminal.print_json(written)
    else:
        terminal.echo("\n\n".join(f"{entry['amendment']}\n{entry['words']}" for entry in written))
    if failed:
        raise SystemExit(3)


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


def _reading(print_: Path) -> Reading:
    """The print to look pages and lines up in, with what must be said of it on standard error."""
    bill = settled(akn.read(print_), str(print_))
    terminal.caution(bill)
    return Reading(bill)
