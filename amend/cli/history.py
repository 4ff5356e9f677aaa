"""The command that shows every version of a clause or of a draft: history."""

from __future__ import annotations

from collections.abc import Sequence

import click
from rich.text import Text

from amend.cli import redline_text, screen, terminal
from amend.cli.compare import changes
from amend.cli.given import WHERE_OR_PRINT, cited
from amend.ledger.history import ClauseVersion, Version
from amend.ledger.history import history as histories


@click.command()
@click.argument("what", metavar="CLAUSE|DRAFT", nargs=-1, required=True, type=WHERE_OR_PRINT)
@click.option("--print", "number", default="", metavar="NUMBER", help="The print that CLAUSE is cited from.")
@click.option("--json", "as_json", is_flag=True, help="The versions as data.")
def history(what: tuple[str, ...], number: str, as_json: bool) -> None:
    """Show every version of a clause, or of a draft, each with its redline.

    A CLAUSE ("clause 26", "Schedule 1") is shown in every print at hand and under each recorded amendment that changes
    it. A DRAFT is a file of the workspace: each version as it was recorded, and what became of the Bill under it.
    """
    said = " ".join(what)
    said = said if said.endswith(".md") else cited(said)
    with terminal.progress(f"Looking for {said}"):
        found = histories(said, number)
    if as_json:
        terminal.print_json([_version_data(one) for one in found.drafts] or [_text_data(one) for one in found.clauses])
    else:
        with screen.paged():
            _drafts(said, found.drafts) if found.drafts else _clauses(found.clauses)
    terminal.tell(found.broken)


def _drafts(said: str, versions: Sequence[Version]) -> None:
    """Print each version of a draft: when, who and why, and what becomes of the Bill."""
    out = screen.console()
    out.print(Text(f"{said}: {terminal.plural(len(versions), 'version')}", "bold"))
    for version in versions:
        out.print()
        when = f"{version.written}  {version.author}  ({version.commit[:9]})" if version.commit else ""
        screen.print_hanging(out, Text("  ".join(filter(None, (when, version.subject))), "bold cyan"), 0, False)
        if version.changed:
            out.print(f"Another {terminal.listed(name.replace('_', ' ') for name in version.changed)}.")
        if version.fault:
            out.print(Text(f"{version.fault[0].upper()}{version.fault[1:]}", "yellow"))
        if version.comparison:
            for caution in version.comparison.new.cautions if version is versions[0] else ():
                screen.print_hanging(out, Text(caution, "yellow"), 0, hanging=False)
            redline_text.print_differences(version.comparison)


def _clauses(texts: Sequence[ClauseVersion]) -> None:
    """Print each version of a clause: in which print or under whose amendment, and its redline."""
    out = screen.console()
    for caution in dict.fromkeys(caution for text in texts for caution in text.print.bill.cautions):
        screen.print_hanging(out, Text(caution, "yellow"), 0, hanging=False)
    for at, text in enumerate(texts):
        bill = text.print.bill
        out.print()
        if text.amendment is None:
            day = f", {bill.published[:10]}" if bill.published else ""
            said, style = f"{bill.number} ({bill.stage}{day}): {text.address}{' left out' * text.gone}", "bold"
        else:
            name = f"amendment {text.amendment.name}" if text.amendment.name[:1].isdigit() else text.amendment.name
            said = f"{bill.number} under {name} of {text.actor}: {text.address}{' left out' * text.gone}"
            style = "bold cyan"
        screen.print_hanging(out, Text(said, style), 0, hanging=False)
        if at and not any(row.changed for row in text.rows):
            out.print("  The same words.")
        elif at == 0:
            for row in text.rows:
                redline_text.print_row(out, row)
        else:
            redline_text.print_rows(list(text.rows))


def _version_data(version: Version) -> dict[str, object]:
    return {
        "commit": version.commit,
        "date": str(version.written or ""),
        "author": version.author,
        "subject": version.subject,
        "words": version.amendment.words if version.amendment else "",
        "changed": version.changed,
        "fault": version.fault,
        "changes": changes(version.comparison) if version.comparison else [],
    }


def _text_data(text: ClauseVersion) -> dict[str, object]:
    pieces = [piece for row in text.rows for part in row.parted() for piece in part]
    return {
        "print": text.print.bill.number,
        "place": str(text.address),
        "actor": text.actor,
        "amendment": text.amendment.name if text.amendment else "",
        "left out": text.gone,
        "pieces": [{"kind": piece.kind, "words": piece.words} for piece in pieces],
    }
