"""The command that shows an Act as a Bill would leave it: keeling."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amend.acts.consolidate import Keeling, amends
from amend.acts.effects import effects, research_rows
from amend.acts.layers import Layers, bills_layer, layers
from amend.cli import terminal
from amend.cli.given import DRAFT_OR_PRINT, print_first, tell_slips, told_in, write_out
from amend.cli.place import PLACE, put_in_place
from amend.cli.terminal import FILE
from amend.formats import akn, draft
from amend.model.provision import Bill

if TYPE_CHECKING:
    from amend.model.amendment import Amendment

_NAMED = 5
"""How many Acts that a Bill amends a message names."""


@click.command()
@click.argument("act", metavar="ACT", type=FILE)
@click.argument("given", metavar="[BILL] [DRAFT]...", nargs=-1, type=DRAFT_OR_PRINT)
@click.option("-o", "--output", type=FILE, metavar="OUT.xml", help="Write the Act as the Bill would leave it.")
@click.option("--html", type=FILE, metavar="FILE", help="Write the three layers as a web page that needs nothing else.")
@click.option("--docx", type=FILE, metavar="FILE", help="Write it for Word, each change tracked, by its clause.")
@click.option("--table", type=FILE, metavar="FILE", help="Write what is changed, as JSON, as the research has it.")
@click.option("--act", "title", default="", metavar="TITLE", help="How the Bill cites the Act, if the file does not.")
@PLACE
@click.option("--strict", is_flag=True, help="Exit 3 for what the Act has already, too.")
@click.option("--json", "as_json", is_flag=True, help="The outcomes as data.")
def keeling(
    act: Path,
    given: tuple[str, ...],
    output: Path | None,
    html: Path | None,
    docx: Path | None,
    table: Path | None,
    title: str,
    places: tuple[str, ...],
    strict: bool,
    as_json: bool,
) -> None:
    """Show ACT as BILL would leave it, and what amendments in DRAFTs to the Bill change in that.

    Every instruction that the Bill aims at the Act is made, in its order. What cannot be made is refused with what is
    there, changes nothing, and the exit code is 3. Without a file to write or --json, what changes is shown in three
    layers: the Act, what the Bill does, and what the amendments do; each change says whose it is.
    """
    bill_file, drafts = print_first(given)
    outputs = {"-o": output, "--html": html, "--docx": docx, "--table": table}
    terminal.refuse_one_for_two(outputs)
    for one in filter(None, outputs.values()):
        terminal.refuse_overwriting(one, (act, bill_file, *drafts))
    amendments = put_in_place(draft.read_all(list(drafts)), places)
    found = _made(act, bill_file, amendments, title)
    _write(found, outputs)
    _show(found, as_json=as_json, rows=not any(outputs.values()))
    tell_slips(amendments)
    _tell(found.amended, strict=strict)


def _made(act: Path, bill: Path, amendments: list[Amendment], title: str) -> Layers:
    with terminal.progress(f"Reading {act} and {bill}"):
        texts = akn.read(act), akn.read(bill)
    for text in texts:
        terminal.caution(text)
    with terminal.progress("Making what the Bill does to the Act"):
        return layers(*texts, amendments, title=title)


def _write(found: Layers, outputs: dict[str, Path | None]) -> None:
    """Write the files that are asked for."""
    made = found.amended
    if output := outputs["-o"]:
        write_out(output, akn.dumps(made.amended))
        told_in(output, f"The Act is in {output}")
    if html := outputs["--html"]:
        from amend.web.keeling import layers_page  # only here, for it takes a while to load

        write_out(html, layers_page(found).encode())
        told_in(html, f"The three layers are in {html}")
    if docx := outputs["--docx"]:
        from amend.word.write.export import tracked_by

        pairs, makers = bills_layer(made)
        authors = {key: maker.clause for key, maker in makers.items()}
        write_out(docx, tracked_by(made.act, made.amended, pairs, authors, terminal.today()))
        told_in(docx, f"The Act with its changes tracked is in {docx}")
    if table := outputs["--table"]:
        rows = research_rows(effects(made.bill, made.title))
        write_out(table, json.dumps(rows, indent=1, ensure_ascii=False).encode() + b"\n")
        told_in(table, f"The table is in {table}")


def _show(found: Layers, *, as_json: bool, rows: bool) -> None:
    """Print the outcomes as data, or the three layers, or what became of the instructions."""
    made = found.amended
    if as_json:
        terminal.print_json({"act": made.title, "outcomes": made.outcomes, "amendments": made.applied.outcomes})
        return
    from amend.cli import layers_text, screen

    with screen.paged():
        if rows:
            layers_text.print_layers(found)
        layers_text.print_count(made)


def _tell(made: Keeling, *, strict: bool) -> None:
    """Say what was not made, and end with the exit code for it."""
    for outcome in made.applied.outcomes:
        if outcome.outcome == "refused":
            terminal.warn(f"amend: amendment {outcome.amendment} was refused: {outcome.reason}")
    for done in made.outcomes:
        if done.outcome != "made":
            place = f" ({', '.join(done.places)})" if done.places else ""
            terminal.warn(f"amend: {done.source}{place} {done.outcome}: {done.reason}")
        for note in done.notes:
            terminal.warn(f"amend: {done.source}: {note}")
    if not made.outcomes:
        if amends(made.act, made.bill):
            terminal.warn("amend: they are the wrong way round: give the Act first, then the Bill that amends it")
        else:
            terminal.warn(f"amend: the Bill does not amend the {made.title}{_others(made.bill)}")
    refused = [*made.refused, *(one for one in made.applied.outcomes if one.outcome == "refused")]
    if refused or not made.outcomes or (strict and any(done.outcome != "made" for done in made.outcomes)):
        raise SystemExit(terminal.FINDING)


def _others(bill: Bill) -> str:
    """The Acts that a Bill does amend, for the message."""
    acts = list(dict.fromkeys(row.affected_act for row in effects(bill) if row.affected_act))
    more = len(acts) - _NAMED
    named = acts if more <= 1 else [*acts[:_NAMED], f"{more} other Acts"]
    return f"; it amends {terminal.listed(named)}: name the one that is meant with --act" if acts else ""
