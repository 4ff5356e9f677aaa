"""The command that suggests groups for debate: group."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text

from amend.cli import screen, terminal
from amend.cli.given import DRAFT, PRINT
from amend.drafting.group import Grouped, numbers_in_short
from amend.drafting.group import group as grouped
from amend.formats import akn, draft


@click.command()
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True, type=DRAFT)
@click.option("--print", "print_", type=PRINT, metavar="PRINT", help="The print: it tells the order within a line.")
@click.option("--why", is_flag=True, help="Say of each why it is in its group.")
@click.option("--json", "as_json", is_flag=True, help="The groups as data.")
def group(drafts: tuple[Path, ...], print_: Path | None, why: bool, as_json: bool) -> None:
    """Suggest groups for debate: amendments to one provision, that name one another, or that share words.

    The lead comes first: the one of a group that is called first. It is a suggestion, for the Chair or the Whips settle
    the groups.
    """
    amendments, unread = draft.read_readable(list(drafts))
    found = grouped(amendments, akn.read(print_) if print_ else None)
    if as_json:
        terminal.print_json(_data(found))
    else:
        _show(found, why)
    for finding in (*found.findings, *unread):
        terminal.warn(f"amend: {finding.amendment}{': ' if finding.amendment else ''}{finding.message}")
    if unread or any(finding.level != "note" for finding in found.findings):
        raise SystemExit(terminal.FINDING)


def _data(found: Grouped) -> list[dict[str, object]]:
    return [
        {"title": one.title, "lead": one.lead, "members": one.members, "why": ("", *one.why)} for one in found.groups
    ]


def _show(found: Grouped, why: bool) -> None:
    """A row for each group, and a count."""
    out = screen.console()
    for at, one in enumerate(found.groups, 1):
        text = Text(f"{at:>3}  ").append(terminal.plain(numbers_in_short(one.members)), "bold")
        text.append(f"  {terminal.plain(one.title)}" if one.title else "", "cyan")
        screen.print_hanging(out, text, 0, hanging=True)
        for name, reason in zip(one.members[1:], one.why, strict=True) if why else ():
            screen.print_hanging(out, Text(f"       {terminal.plain(name)}: {terminal.plain(reason)}"), 0, hanging=True)
    if found.withdrawn:
        out.print(terminal.plain(f"Withdrawn: {terminal.listed(found.withdrawn)}"))
    count = sum(len(one.members) for one in found.groups)
    out.print(f"{terminal.plural(count, 'amendment')} in {terminal.plural(len(found.groups), 'group')}.")
