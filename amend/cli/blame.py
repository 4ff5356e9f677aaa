"""The command that shows whose words each printed line of a Bill is: blame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import click
from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.text import Text

from amend.cli import bill_text, screen, terminal
from amend.cli.given import DRAFT_OR_PRINT, current
from amend.ledger.blame import Blame, Owned
from amend.ledger.blame import blame as blamed
from amend.model import margin_rows
from amend.model.provision import Provision, unit

_WHO = 24
"""Columns for whose the words of a line are, at most."""


_ROOM = 26
"""Columns at least for words beside the margin."""
_WIDE = 100
"""Columns of a terminal from which on lines are indented as far as elsewhere."""


@click.command()
@click.argument("what", metavar="[PRINT|PACKAGE]", required=False, type=DRAFT_OR_PRINT)
@click.option("--only", is_flag=True, help="Only the lines with words that are not the oldest print’s.")
@click.option("--json", "as_json", is_flag=True, help="The lines as data.")
def blame(what: str | None, only: bool, as_json: bool) -> None:
    """Show whose words each printed line of a Bill is: an amendment’s, an earlier print’s, or the Bill’s own.

    A PACKAGE is an actor of the record, or a folder or file of drafts: the lines are those of its print under them. A
    PRINT is a file, as published or with amendments made, or the number of a print at hand.
    """
    what = what or str(current())
    with terminal.progress(f"Looking up whose words {what} has"):
        found = blamed(what)
    terminal.caution_of_conflicts(found.bill, what)
    lines = [line for line in found.lines if line.whose or not only]
    if as_json:
        terminal.print_json([_line_data(line) for line in lines])
    else:
        with screen.paged():
            _blame(found, lines)
    refused = [outcome for outcome in found.outcomes if outcome.outcome == "refused"]
    for outcome in refused:
        terminal.warn(f"amend: amendment {outcome.amendment} was refused: {outcome.reason}")
    terminal.tell(found.broken)
    if refused:
        raise SystemExit(terminal.FINDING)


def _blame(found: Blame, lines: Sequence[Owned]) -> None:
    """Print each line with its place, whose words it has, and the words; then how many lines are whose."""
    out = screen.console()
    bill_text.heading(found.bill, beside=found.reading.bill)
    if not found.reading.lines:
        out.print("It has no printed lines.")
    width = min(max((cell_len(_who(line)) for line in lines), default=0), _WHO, max(out.width // 3, 12))
    for line in lines:
        margin = f"{line.line.page:>4}:{line.line.number:<3}" if line.line.page else " " * 8
        text = Text(margin, "dim").append(f"{screen.padded(_cut(_who(line), width), width)}  ", "cyan")
        _print_words(out, text, found, line)
    counts = Counter(whose for line in found.lines for whose in line.whose)
    out.print()
    own = sum(not line.whose for line in found.lines)
    oldest = found.prints[0] if found.prints else found.reading.bill.number or "the text"
    for name, count in (*((str(whose), n) for whose, n in counts.items()), (f"only {oldest}", own)):
        out.print(f"{count:>6}  {name}", highlight=False)
    out.print(f"{len(found.lines):>6}  lines in all")


def _print_words(out: Console, text: Text, found: Blame, line: Owned) -> None:
    """One line, its words wrapped beside the margin where they do not fit."""
    first = line.segment
    block = found.reading.bill.at(first.path[:-1])
    bold = first.tag == "heading" or (first.tag == "num" and isinstance(block, Provision) and unit(block) == "clause")
    indent = margin_rows.indent(found.reading, first) + (0 if first.tag in ("num", "heading") else 4)
    indent = indent if out.width >= _WIDE else indent // 2
    indent = min(indent, max(out.width - text.cell_len - _ROOM - 2, 0))
    colour = screen.shows_colour(out)
    words = Text(" " * indent)
    for run in line.runs:
        part = run.words if run is not line.runs[0] else run.words.lstrip()
        marked = bool(run.whose) and not colour and len(line.runs) > 1
        words.append(f"{{+{part}+}}" if marked else part, "green" if run.whose and colour else "")
    if bold:
        words.stylize("bold")
    deeper = indent + 2 if out.width < _WIDE else 0  # how far later rows stand in from the first
    room = max(out.width - text.cell_len - deeper, _ROOM)
    for at, row in enumerate(words.wrap(out, room, no_wrap=False)):
        row.rstrip()
        start = text if at == 0 else Text(" " * (text.cell_len + indent + 2))
        out.print(start + row, soft_wrap=True)


def _who(line: Owned) -> str:
    whose = line.whose
    return f"{whose[0]}{f' +{len(whose) - 1}' if len(whose) > 1 else ''}" if whose else ""


def _cut(name: str, width: int) -> str:
    """A name cut in its middle, so that the number of the amendment stays."""
    return name if cell_len(name) <= width else f"{chop_cells(name, width - 9)[0]}…{name[-8:]}"


def _line_data(line: Owned) -> dict[str, object]:
    return {"page": line.line.page, "line": line.line.number, "runs": line.runs}
