"""The command that shows what is different between two texts of a Bill: compare."""

from __future__ import annotations

import json
from pathlib import Path

import click

from amend.cli import terminal
from amend.cli.given import DRAFT_OR_PRINT, told_in, write_out
from amend.cli.terminal import FILE
from amend.cli.texts import ComparedText, compared_texts
from amend.engine.compare.compare import compare as compare_bills
from amend.engine.compare.comparison import Comparison, substantive
from amend.model.provision import Provision


@click.command()
@click.argument("texts", metavar="[OLD] NEW", nargs=-1, required=True, type=DRAFT_OR_PRINT)
@click.option("--html", type=FILE, metavar="FILE", help="Write the redline as a web page that needs nothing else.")
@click.option("--docx", type=FILE, metavar="FILE", help="Write the new text as a Word file with its changes tracked.")
@click.option("--pairs", type=FILE, metavar="FILE", help="Write which provisions are the same, by eId, as data.")
@click.option("--summary", is_flag=True, help="One line for each clause and Schedule.")
@click.option("--substantive", "only", is_flag=True, help="Without numbers and references that only follow.")
@click.option("--json", "as_json", is_flag=True, help="The changes as data.")
def compare(
    texts: tuple[str, ...],
    html: Path | None,
    docx: Path | None,
    pairs: Path | None,
    summary: bool,
    only: bool,
    as_json: bool,
) -> None:
    """Show what is different between two texts of a Bill, as a redline.

    OLD and NEW are prints, by file or number; an actor, or drafts, stands for the print under those amendments. Of two
    actors, what is left out is only under the first one's, and what is inserted only under the second one's.

    A provision is known by its identity in the files or, where they give none, by what it says, wherever it stands.
    """
    if docx and only:
        raise click.UsageError("--docx has every change, each by whose it is, so it does not go with --substantive")
    if summary and as_json:
        raise click.UsageError("--json has every change, so it does not go with --summary")
    old, new = compared_texts(texts)
    terminal.refuse_one_for_two({"--html": html, "--docx": docx, "--pairs": pairs})
    for output in filter(None, (html, docx, pairs)):
        terminal.refuse_overwriting(output, (*old.files, *new.files))
    with terminal.progress(f"Comparing {old.given} and {new.given}"):
        shown = bool(html or docx) or not (as_json or summary or pairs)
        comparison = compare_bills(old.bill, new.bill, redline=shown, front=bool(docx))
        _write_files(comparison, docx, pairs)
    for one in (old, new):
        terminal.caution_of_conflicts(one.bill, one.given)
    comparison = substantive(comparison) if only else comparison
    if html:
        from amend.web.redline import page  # only here, for it takes a while to load

        write_out(html, page(comparison, _sides(old, new), without_printing=only).encode())
        told_in(html, f"The redline is in {html}")
    if as_json:
        terminal.print_json(changes(comparison))
    elif summary or not (html or docx or pairs):
        from amend.cli import redline_text, screen

        with screen.paged():
            (redline_text.summary if summary else redline_text.print_redline)(comparison, _sides(old, new))
    terminal.tell(
        f"amendment {outcome.amendment} of {one.given} was refused: {outcome.reason}"
        for one in (old, new)
        for outcome in one.refused
    )


def _sides(old: ComparedText, new: ComparedText) -> tuple[str, str] | None:
    """Whose each text is, where both are under amendments; else None."""
    return (old.whose, new.whose) if old.whose and new.whose else None


def _write_files(comparison: Comparison, docx: Path | None, pairs: Path | None) -> None:
    if pairs:
        write_out(pairs, json.dumps(eids(comparison), indent=0).encode())
        told_in(pairs, f"The pairs are in {pairs}")
    if docx:
        from amend.word.write.export import redline_of  # only here, for it takes a while to load

        write_out(docx, redline_of(comparison, terminal.today()))
        told_in(docx, f"The redline is in {docx}")


def changes(comparison: Comparison) -> list[dict[str, object]]:
    """The list of changes as plain data: kind, place, before, after; why it is printing, "" when it is not; and as
    marked the words that the redline marks for it, each run inserted or left out. too_long: whether those were too many
    to be compared one by one, so that some of them may stand in both texts."""
    return [
        {
            "kind": c.kind,
            "place": str(c.address or ""),
            "before": c.before,
            "after": c.after,
            "printing": c.printing,
            "too_long": any(piece.too_long for piece in c.pieces),
            "marked": [{"kind": piece.kind, "words": piece.said} for piece in c.pieces if piece.kind != "same"],
        }
        for c in comparison.changes
    ]


def eids(comparison: Comparison) -> list[list[str]]:
    """The provisions that are the same, each by its eId in the old text and in the new."""
    found = []
    for a, b in comparison.pairing.pairs:
        one, other = comparison.old.at(a), comparison.new.at(b)
        if isinstance(one, Provision) and isinstance(other, Provision) and one.eid and other.eid:
            found.append([one.eid, other.eid])
    return found
