"""What became of amendments, or what there is to know of them, a row each on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from amend.cli import screen, terminal
from amend.engine.apply.apply import Applied
from amend.model.finding import Finding, RuleFinding


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
    """One row for each finding, those that are the same for several amendments in one; where there is none but notes,
    that so many amendments are in order."""
    out = screen.console()
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        code = finding.code if isinstance(finding, RuleFinding) else ""
        alike.setdefault((finding.level, code, finding.message), []).append(finding)
    for (level, code, message), same in alike.items():
        names = dict.fromkeys(terminal.plain(one.amendment) for one in same)
        places = {one.place for one in same if one.place}
        text = Text().append(f"{', '.join(names)}: ", "bold")
        text.append(f"{level} {code}".rstrip() + ": ", "red" if level in ("refusal", "error") else "yellow")
        text.append(terminal.plain(message + (f" ({places.pop()})" if len(places) == 1 else "")))
        screen.print_hanging(out, text, 0, hanging=True)
    if all(finding.level == "note" for finding in findings):
        out.print(f"{terminal.plural(amendments, 'amendment')} in order.")
