"""The commands that follow the amendments to a Bill: fetch amendments, watch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from amend.cli import terminal
from amend.cli.fetch import asking_anew, commit_said, from_file, kept_data, tell_found, tell_settled
from amend.cli.lazy_group import Utf8Text
from amend.cli.waiting import waiting
from amend.drafting.news import News
from amend.ledger import workspace
from amend.model.finding import Finding
from amend.sources.amendments import fetch_amendments
from amend.sources.stage_drafts import FetchedAmendments
from amend.sources.watch import WhatIsNew
from amend.sources.watch import watch as watching

_STAGE = "Which stage: “Lords Report”; by default the current one."
_PRINT = "The print that they are written to, where it is another than the newest when the stage began."

_IN_FULL = ("reworded", "statement")
"""What is shown whole, as it is and as it was: the two may begin alike."""


@click.command()
@click.argument("title", metavar="BILL", type=Utf8Text())
@click.option("--stage", default="", metavar="STAGE", help=_STAGE)
@click.option("--print", "print_", default="", metavar="PRINT", help=_PRINT)
@from_file
@asking_anew
@click.option("--json", "as_json", is_flag=True, help="The amendments, what changed and the findings, as data.")
def amendments(title: str, stage: str, print_: str, given: Path | None, anew: bool, as_json: bool) -> None:
    """Fetch every amendment of a stage of a BILL, as drafts in drafts/official/.

    BILL is its title, or its number in the Bills API. What the list of the service and the amendment paper do not both
    have is told, and an amendment that does not come; the others are kept, and the exit code is 3. FILE may be a paper
    as XML, or a reply of the service (.json).
    """
    space = workspace.workspace_of()
    with waiting(f"Fetching amendments to {title}") as (told, count):
        found = fetch_amendments(
            title, space, stage=stage, print=print_, given=given, anew=anew, told=told, count=count
        )
    if as_json:
        terminal.print_json(_data(found))
    else:
        _show(found)
    _tell(found, [*found.findings, *found.faults])


@click.command()
@click.argument("title", metavar="BILL", type=Utf8Text())
@click.option("--stage", default="", metavar="STAGE", help=_STAGE)
@click.option("--print", "print_", default="", metavar="PRINT", help=_PRINT)
@click.option("--json", "as_json", is_flag=True, help="What changed, and what that touches, as data.")
def watch(title: str, stage: str, print_: str, as_json: bool) -> None:
    """Say what is new on a BILL since the last fetch, and which of our drafts and positions that touches.

    New, reworded, withdrawn, decided, with other names or another number; and prints that the workspace does not have.
    One commit where anything changed, so that git holds the difference. It suits a timetable (cron).
    """
    space = workspace.workspace_of()
    with waiting(f"Looking at {title}") as (told, count):
        found = watching(title, space, stage=stage, print=print_, told=told, count=count)
    if as_json:
        terminal.print_json(_watched_data(found))
    else:
        _show(found.fetched)
        _show_touched(found)
    changed = {one.number for one in found.fetched.news}
    faults = (one for one in found.fetched.faults if one.amendment in changed)
    standing = (one for one in found.fetched.findings if changed or one.level != "note")
    _tell(found.fetched, [*standing, *faults, *found.findings])


def _tell(found: FetchedAmendments, findings: Iterable[Finding]) -> None:
    tell_settled(found.kept)
    tell_found(findings)


def _show(found: FetchedAmendments) -> None:
    """What changed, a row each; of a first fetch only how many there are."""
    if not found.first:
        for one in found.news:
            terminal.echo(f"{one.number or one.key:>6}  {one.kind:<10}  {_said(one)}")
            if one.kind in _IN_FULL:
                terminal.echo(f"{'was:':>19}  {' '.join(one.before.split()) or 'nothing'}")
    counts = Counter(one.kind for one in found.news)
    told = ", ".join(f"{count} {kind}" for kind, count in counts.items()) or "nothing changed"
    many = terminal.plural(len(found.amendments), "amendment")
    place = f"{found.title}, {found.stage.called}, to {found.print}"
    terminal.echo(f"{place}: {many}; {told}{commit_said(found.kept)}")


def _said(one: News) -> str:
    if one.kind in ("new", "gone"):
        return terminal.first_words(one.after or one.before)
    if one.kind in _IN_FULL:
        return " ".join(one.after.split()) or "nothing"
    return f"{one.before or 'nothing'} → {one.after or 'nothing'}"


def _show_touched(found: WhatIsNew) -> None:
    for touched in found.drafts:
        terminal.echo(f"{touched.number:>6}  touches our {touched.file} ({touched.other}): {touched.why}")
    for taken in found.positions:
        terminal.echo(f"{taken.number:>6}  position {taken.id} is about it: {taken.file}")
    for one in found.prints:
        terminal.echo(f"not here: {one.number or one.title} of {one.date} ({', '.join(one.forms) or 'a link'})")


def _data(found: FetchedAmendments) -> dict[str, object]:
    drafts = [
        {
            **{key: getattr(one, key) for key in ("number", "dnum", "mover", "supporters", "decision", "statement")},
            "words": one.words,
            "file": file,
        }
        for one, file in zip(found.amendments, found.files, strict=True)
    ]
    about = {"bill": found.title, "stage": found.stage, "print": found.print, "first": found.first}
    return {
        **about,
        **kept_data(found.kept),
        "amendments": drafts,
        "changes": found.news,
        "findings": [*found.findings, *found.faults],
    }


def _watched_data(found: WhatIsNew) -> dict[str, object]:
    prints = [{"print": one.number, "title": one.title, "date": one.date, "forms": one.forms} for one in found.prints]
    data = _data(found.fetched) | {"amendments": len(found.fetched.amendments)}
    touched = {"drafts": found.drafts, "positions": found.positions, "prints": prints}
    return {**data, "touches": touched, "findings": [*found.fetched.findings, *found.findings]}
