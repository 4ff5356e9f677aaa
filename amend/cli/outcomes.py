"""What became of amendments, or what there is to know of them, a row each on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from amend.cli import screen, terminal
from amend.engine.apply.apply import Applied
from amend.model.finding import Finding


def print_outcomes(result: Applied) -> None:
    """One row for each amendment, and a count."""
    out = screen.console()
    for outcome in result.outcomes:
        text = Text().append(f"{terminal.plain(outcome.amendment):>4}  ", "bold")
        text.append(f"{outcome.outcome:<8}", "green" if outcome.outcome == "applied" else "red")
        text.append(f"  {outcome.place}")
        if outcome.reason:
            text.append(f"{': ' if outcome.place else ''}{terminal.plain(outcome.reason)}")
        screen.print_hanging(out, text, 0, hanging=True)
    refused = sum(outcome.outcome == "refused" for outcome in result.outcomes)
    out.print(f"{len(result.outcomes) - refused} applied, {refused} refused.")


def print_findings(findings: Sequence[Finding], amendments: int) -> None:
    """One row for each finding; where there is none but notes, that so many amendments are in order."""
    out = screen.console()
    for finding in findings:
        text = Text().append(f"{terminal.plain(finding.amendment)}: ", "bold")
        text.append(f"{finding.level}: ", "red" if finding.level == "refusal" else "yellow")
        text.append(terminal.plain(finding.message + (f" ({finding.place})" if finding.place else "")))
        screen.print_hanging(out, text, 0, hanging=True)
    if all(finding.level == "note" for finding in findings):
        out.print(f"{terminal.plural(amendments, 'amendment')} in order.")
