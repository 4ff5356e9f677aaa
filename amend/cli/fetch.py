"""The commands of `amend fetch`: what Parliament and legislation.gov.uk publish, into the workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from amend.cli import terminal
from amend.cli.lazy_group import LazyGroup
from amend.cli.terminal import FILE
from amend.formats.source_record import Origin
from amend.ledger import workspace
from amend.ledger.official import KeptFiles
from amend.ledger.workspace import Workspace
from amend.model.finding import Finding

COMMANDS = {
    "act": ("amend.cli.fetch_act", "An Act, or a section of one, now or on a day."),
    "amendments": ("amend.cli.fetch_amendments", "Every amendment of a stage, as drafts."),
    "bill": ("amend.cli.fetch_bill", "A print of a Bill, as XML."),
    "calendar": ("amend.cli.fetch_calendar", "The sitting days of a House, for stars."),
    "divisions": ("amend.cli.fetch_divisions", "The divisions on a Bill, as evidence."),
}
"""Each command of the group: the module that holds it, loaded only when it is used, and its one line of help."""

EXAMPLES = {
    "act": "amend fetch act ukpga/1999/33/section/20 --at 2023-11-09",
    "amendments": 'amend fetch amendments "Victims and Prisoners" --stage "Lords Report"',
    "bill": 'amend fetch bill "Victims and Prisoners" --print "HL Bill 57"',
    "calendar": "amend fetch calendar lords",
    "divisions": 'amend fetch divisions "Victims and Prisoners"',
}
"""What the help of each command shows at its end."""


@click.command(cls=LazyGroup, table=COMMANDS, examples=EXAMPLES)
def fetch() -> None:
    """Fetch official texts into the workspace, each with its address, time and sum, in one commit.

    Replies are kept for an hour, and then asked for only if they have changed. What a source does not give to a program
    is told with its address: save it in a browser, and give the file with --from. The addresses of the sources can be
    set, and so can the waits: AMEND_BILLS_API, AMEND_LEGISLATION, AMEND_SITTINGS_API, AMEND_COMMONS_VOTES_API,
    AMEND_LORDS_VOTES_API, AMEND_PACE (seconds between two requests, 1 at least), AMEND_PATIENCE (seconds that one may
    take), AMEND_CACHE (a folder).
    """


def from_file(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the option for what a person saved."""
    text = "A file saved in a browser, where the source gives it to no program."
    return click.option("--from", "given", type=FILE, metavar="FILE", help=text)(command)


def asking_anew(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the option to pass over the replies that are kept."""
    text = "Ask also where a reply of the last hour is kept."
    return click.option("--anew", is_flag=True, help=text)(command)


def space_unless(output: object) -> Workspace | None:
    """The workspace here; None where a file is named to write to. Raises ReadError outside one."""
    return None if output else workspace.workspace_of()


def tell_settled(kept: KeptFiles | None) -> None:
    """Say on standard error what an earlier record that was cut short needed."""
    if kept and kept.recorded and kept.recorded.settled:
        terminal.warn(f"amend: {kept.recorded.settled}")


def tell_found(findings: Iterable[Finding]) -> None:
    """One line on standard error for each; where any is more than a note, the command ends with that exit code."""
    found = list(findings)
    for one in found:
        if one.level == "note":
            terminal.warn(f"amend: {one}")
    terminal.tell(one for one in found if one.level != "note")


def commit_said(kept: KeptFiles | None) -> str:
    """ " (a1b2c3d4e5)", or that nothing is new; "" for what is not recorded."""
    if kept is None:
        return ""
    return f" ({kept.recorded.commit[:10]})" if kept.recorded else " (nothing is new)"


def kept_data(kept: KeptFiles | None, origin: Origin | None = None) -> dict[str, object]:
    """What was recorded, as data."""
    recorded = kept.recorded.commit if kept and kept.recorded else None
    files = {"new": kept.new, "changed": kept.changed} if kept else {}
    return {"commit": recorded, **files, **({"origin": origin} if origin else {})}
