"""The command that says which amendments touch, and draws the Bill with each on its place: conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from rich.text import Text

from amend.cli import screen, terminal
from amend.cli.given import DRAFT_OR_PRINT, STANDARD, print_first, refuse_none, told_in, write_out
from amend.cli.place import PLACE, put_in_place
from amend.cli.terminal import FILE
from amend.drafting.conflicts import EXCLUDE, Conflicts
from amend.drafting.conflicts import conflicts as compared
from amend.engine.apply.apply import Prepared
from amend.engine.compare.unsettled import settled
from amend.formats import akn, draft
from amend.model.finding import Finding

_COLOURS = {"pre-empts": "red", "conflict": "red", "alternative": "yellow", "duplicate label": "yellow"}


@click.command()
@click.argument("given", metavar="[PRINT] DRAFT...", nargs=-1, required=True, type=DRAFT_OR_PRINT)
@PLACE
@click.option("-o", "--output", type=FILE, metavar="OUT", help="Draw them on a strip of the Bill: .svg or .html.")
@click.option("--json", "as_json", is_flag=True, help="The pairs as data.")
def conflicts(given: tuple[str, ...], places: tuple[str, ...], output: Path | None, as_json: bool) -> None:
    """Say which amendments to a print touch: what would make which fall, and which go with or need another.

    One that is agreed to pre-empts what it leaves no words for; in the Lords that comes with the sentence for the
    Chair. Where only one of two can be made, or something is wrong, the exit code is 3.
    """
    form = output.suffix.lower() if output and output != STANDARD else ".svg"
    if form not in (".svg", ".html"):
        raise click.UsageError("the ending of -o says what to draw: .svg or .html")
    if as_json and output == STANDARD:
        raise click.UsageError("--json and -o - would both be standard output; name a file with -o")
    print_, drafts = print_first(given)
    refuse_none(drafts)
    bill = settled(akn.read(print_), str(print_))
    terminal.caution(bill)
    amendments, unread = draft.read_readable(list(drafts))
    prepared = Prepared(bill)
    found = compared(prepared, put_in_place(amendments, places))
    if output:
        terminal.refuse_overwriting(output, (print_, *drafts))
        write_out(output, _drawn(form, found, prepared))
    if as_json:
        terminal.print_json(found.rows)
    elif output != STANDARD:
        _show(found)
    if output:
        told_in(output, f"The picture is in {output}")
    _tell([*found.findings, *unread])
    if unread or any(row.kind in EXCLUDE for row in found.rows) or any(f.level != "note" for f in found.findings):
        raise SystemExit(terminal.FINDING)


def _drawn(form: str, found: Conflicts, prepared: Prepared) -> bytes:
    from amend.web.strip import strip_page, strip_svg  # only here: a list needs nothing of it

    return (strip_page if form == ".html" else strip_svg)(found, prepared).encode()


def _show(found: Conflicts) -> None:
    """A row for each pair, what the Chair of the Lords would say, and a count."""
    out = screen.console()
    width = max((len(row.first) for row in found.rows), default=0)
    for row in found.rows:
        text = Text(f"{terminal.plain(row.first):>{width}}  ", "bold")
        text.append(f"{row.kind} ", _COLOURS.get(row.kind, "cyan"))
        text.append(terminal.plain(row.second), "bold").append(f": {terminal.plain(row.why)}")
        screen.print_hanging(out, text, 0, hanging=True)
    for sentence in found.sentences:
        screen.print_hanging(out, Text(f"The Chair: “{terminal.plain(sentence)}”"), 0, hanging=True)
    amendments = terminal.plural(len(found.placed), "amendment")
    exclude = sum(row.kind in EXCLUDE for row in found.rows)
    out.print(
        f"{amendments}, {terminal.plural(len(found.rows), 'pair')} that touch, {exclude} that exclude one another."
    )


def _tell(findings: Sequence[Finding]) -> None:
    for finding in findings:
        which = f"{finding.amendment}: " if finding.amendment else ""
        terminal.warn(f"amend: {which}{finding.message}")
