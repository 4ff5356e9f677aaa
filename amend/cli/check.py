"""Command: check."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from amend.cli import terminal
from amend.cli.given import DRAFT_OR_PRINT, current, draft_places, in_workspace, is_print, print_file, refuse_none
from amend.cli.place import PLACE, put_in_place
from amend.drafting import papers
from amend.drafting.rules.check import at_least
from amend.drafting.rules.check import check as check_
from amend.drafting.rules.rule import RULES, Severity
from amend.engine.compare.unsettled import settled
from amend.formats import akn, draft
from amend.formats.listed import Paper
from amend.model.amendment import Amendment
from amend.model.finding import Finding, RuleFinding
from amend.model.nearest import did_you_mean
from amend.model.provision import Bill


def _explain(ctx: click.Context, _: click.Parameter, code: str | None) -> None:
    """Print what a rule asks for, and end."""
    if code is None:
        return
    rule = RULES.get(code.upper())
    if rule is None:
        like = did_you_mean(code.upper(), RULES) or "`amend check --rules` lists them"
        raise click.UsageError(f"there is no rule “{terminal.plain(code)}”; {like}")
    terminal.echo(f"{rule.code} ({rule.level}): {rule.explanation}")
    ctx.exit()


def _list(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print every rule, a line each, and end."""
    if wanted:
        for code, rule in sorted(RULES.items()):
            terminal.echo(f"{code}  {rule.level:<7}  {rule.title}")
        ctx.exit()


@click.command()
@click.argument("given", metavar="[PRINT] DRAFT...", nargs=-1, type=DRAFT_OR_PRINT)
@PLACE
@click.option("--level", type=click.Choice(["note", "warning", "error"]), default="note", help="The least to be told.")
@click.option("--rules", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="List the rules.")
@click.option("--explain", metavar="CODE", is_eager=True, expose_value=False, callback=_explain, help="Explain a rule.")
@click.option("--json", "as_json", is_flag=True, help="The findings as data.")
def check(given: tuple[str, ...], places: tuple[str, ...], level: Severity, as_json: bool) -> None:
    """Check the amendments in DRAFT files, folders or papers against a print and the rules, without making them.

    Each finding has the code of its rule. An error cannot be made or tabled so, a warning is to be looked at, a note
    asks you; with an error or a warning the exit code is 3. Without a print no place is looked for. A file that cannot
    be read is an error too, and the others are checked.
    """
    print_, drafts = _parted(given)
    refuse_none(drafts)
    bill = _bill(print_)
    amendments, unread = _read(drafts)
    with terminal.progress(f"Checking {terminal.plural(len(amendments), 'amendment')}"):
        found = at_least(level, check_(bill, put_in_place(amendments, places)))
    if as_json:
        terminal.print_json([*map(_of_file, unread), *found])
    else:
        from amend.cli import outcomes  # only here: data is printed without what lays out text

        outcomes.print_findings([*unread, *found], len(amendments))
    if unread or any(finding.level != "note" for finding in found):
        raise SystemExit(terminal.FINDING)


def _parted(given: tuple[str, ...]) -> tuple[Path | None, tuple[Path, ...]]:
    """The print, given first or current, None for neither; and the drafts and papers."""
    if given and is_print(given[0]) and not papers.is_amendment_list(Path(given[0])):
        return print_file(given[0]), draft_places(given[1:])
    for one in given:
        if is_print(one) and not papers.is_amendment_list(Path(one)):
            raise click.UsageError(f"put the PRINT first: {one} {' '.join(other for other in given if other != one)}")
    return (current() if in_workspace() else None), draft_places(given)


def _bill(print_: Path | None) -> Bill | None:
    if print_ is None:
        terminal.warn("amend: no PRINT is given, so no place is looked for; the other rules are gone by")
        return None
    with terminal.progress(f"Reading {print_}"):
        bill = settled(akn.read(print_), str(print_))
    terminal.caution(bill)
    return bill


def _read(places: tuple[Path, ...]) -> tuple[list[Amendment], list[Finding]]:
    """The amendments of drafts and papers, and a finding for each file, or part of a paper, that could not be read."""
    amendments: list[Amendment] = []
    unread: list[Finding] = []
    of_drafts = [place for place in places if not papers.is_amendment_list(place)]
    for place in places:
        if place not in of_drafts:
            paper = _paper(place)
            amendments += paper.amendments
            unread += (finding for finding in paper.findings if finding.level != "note")
    if of_drafts:
        drafts, besides = draft.read_readable(of_drafts)
        amendments += drafts
        unread += besides
    return amendments, unread


def _paper(place: Path) -> Paper:
    """A paper, in Word too; what is only to be noted of it is said on standard error."""
    if place.suffix.lower() != ".docx":
        return papers.read(place)
    from amend.word.edits.import_paper import import_word_paper  # only here, for it takes a while to load

    read = import_word_paper(place).paper
    for finding in read.findings:
        if finding.level == "note":
            terminal.warn(f"amend: {finding.place}: {finding.message}")
    return read


def _of_file(unread: Finding) -> dict[str, Any]:
    """What could not be read, as data in the form of the other findings."""
    return {
        **asdict(RuleFinding(unread.message, level="error", code="A100")),
        **(terminal.of_file(unread.amendment or unread.place)),
    }
