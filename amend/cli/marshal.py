"""The command that puts amendments in the order in which they are considered: marshal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from rich.text import Text

from amend.cli import screen, terminal
from amend.cli.export_forms import form_of, of_paper
from amend.cli.given import DRAFT, PRINT, STANDARD, told_in, write_out
from amend.cli.terminal import FILE, HOUSE
from amend.drafting import papers
from amend.drafting.house_of import house_of
from amend.drafting.marshal import Listing, Marshalled, MarshalledRow
from amend.drafting.marshal import marshal as marshalled
from amend.drafting.stars import NoticeDays, notice_days
from amend.formats import akn, draft, sitting_days
from amend.formats.listed import Paper
from amend.ledger.kept_days import kept_notice_days
from amend.ledger.prints import at_hand
from amend.model.amendment import Amendment
from amend.model.finding import Finding


@click.command()
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True, type=DRAFT)
@click.option("--house", type=HOUSE, help="The House; by default that of the drafts.")
@click.option("--stage", default="", metavar="STAGE", help="Committee, Report, …; by default that of the drafts.")
@click.option("--order", "ordered", default="", metavar="ORDER", help="“Clauses 1 to 10, Schedule 1, new Clauses, …”.")
@click.option("--previous", type=FILE, metavar="PAPER", help="The last list, a paper or drafts: numbers are kept.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day of this list, for its stars.")
@click.option("--calendar", type=FILE, metavar="FILE", help="The days of notice, one a row; else those fetched.")
@click.option("--print", "print_", type=PRINT, metavar="PRINT", help="The print: it tells the order within a line.")
@click.option("--decided", is_flag=True, help="List those too that have an outcome.")
@click.option("-o", "--output", type=FILE, metavar="OUT", help="Write the paper: .xml, .html, .docx, .txt or .pdf.")
@click.option("--json", "as_json", is_flag=True, help="The rows in order as data, then those not listed.")
def marshal(
    drafts: tuple[Path, ...],
    house: str | None,
    stage: str,
    ordered: str,
    previous: Path | None,
    day: date | None,
    calendar: Path | None,
    print_: Path | None,
    decided: bool,
    output: Path | None,
    as_json: bool,
) -> None:
    """Put amendments in the order in which they are considered, with the numbers and stars of the House.

    Amendments to an amendment stand under it, new clauses of the Government come first in the Commons, and what the
    rules leave open is marked for a person. An amendment that has an outcome is listed no more, one that is withdrawn
    is named at the end. What is wrong is told, all that was given is accounted for, and the exit code is then 3.
    """
    if as_json and output == STANDARD:
        raise click.UsageError("--json and -o - would both be standard output; name a file with -o")
    form = form_of(output) if output else ""
    amendments, unread = draft.read_readable(list(drafts))
    bill, last = akn.read(print_) if print_ else None, _last(previous)
    days = _days(calendar, amendments, house or "", last, _day(day))
    listing = Listing(house or "", stage, ordered, last, _day(day), days, decided, bill)
    found = marshalled(amendments, listing)
    if output:
        terminal.refuse_overwriting(output, [*drafts, *filter(None, (previous, calendar, print_))])
        write_out(output, of_paper(form, found.paper, None, "", day or terminal.today()))
    if as_json:
        terminal.print_json(_data(found, unread))
    elif output != STANDARD:
        _show(found, unread)
    if output:
        told_in(output, f"The list is in {output}")
    _tell(found, unread)


def _last(previous: Path | None) -> Paper | None:
    """The last list: an amendment paper, or the drafts of one."""
    if previous is None:
        return None
    if previous.is_dir() or previous.suffix.lower() == ".md":
        return Paper(amendments=tuple(draft.read_all([previous])))
    return papers.read(previous)


def _days(
    calendar: Path | None, amendments: Sequence[Amendment], house: str, last: Paper | None, day: date | None
) -> NoticeDays:
    """The days on which notice is taken: those that are given, else those that were fetched, which is said."""
    if calendar:
        return notice_days(sitting_days.read(calendar))
    days, told = kept_notice_days(at_hand().space, house_of(amendments, house), amendments, last, day)
    if told:
        terminal.warn(f"amend: {told}")
    return days


def _day(day: date | None) -> date | None:
    return date(day.year, day.month, day.day) if day else None


def _data(found: Marshalled, unread: Sequence[Finding]) -> list[dict[str, object]]:
    """A row for everything that was given: in order what is listed, then what is not."""
    rows = [
        {**_row(row.amendment), "place": row.place, "under": row.under, "why": row.why, "tie": row.tie, "listed": True}
        for row in found.rows
    ]
    for amendments, why in ((found.withdrawn, "withdrawn"), (found.decided, "decided")):
        rows += [
            {**_row(one), "place": "", "under": one.amends, "why": _gone(one, why), "tie": "", "listed": False}
            for one in amendments
        ]
    broken = {"number": "", "dnum": "", "star": "", "gov": False, "place": "", "under": "", "tie": "", "listed": False}
    return [*rows, *({**broken, "file": one.amendment, "why": one.message} for one in unread)]


def _row(one: Amendment) -> dict[str, object]:
    return {"number": one.number, "dnum": one.dnum, "star": one.star, "gov": one.gov, "file": one.source}


def _gone(one: Amendment, why: str) -> str:
    said = one.withdrawn if why == "withdrawn" else one.decision
    return f"{why}: {said}" if said and said != why else "what it amends was decided" if why == "decided" else why


def _show(found: Marshalled, unread: Sequence[Finding]) -> None:
    """A row for each amendment on the list, what is left open between two, and a count of all that was given."""
    out = screen.console()
    for row in found.rows:
        screen.print_hanging(out, _text(row), 2 if row.under else 0, hanging=True)
        if row.tie:
            screen.print_hanging(
                out, Text(f"          for a person: {terminal.plain(row.tie)}", "yellow"), 0, hanging=True
            )
    for name, amendments in (("Withdrawn", found.withdrawn), ("With an outcome", found.decided)):
        if amendments:
            out.print(terminal.plain(f"{name}: {terminal.listed(one.name for one in amendments)}"))
    parts = [f"{len(found.rows)} listed"]
    parts += [f"{len(found.withdrawn)} withdrawn"] if found.withdrawn else []
    parts += [f"{len(found.decided)} with an outcome"] if found.decided else []
    parts += [f"{len(unread)} not read"] if unread else []
    ties = sum(bool(row.tie) for row in found.rows)
    out.print(", ".join(parts) + (f"; {terminal.plural(ties, 'place')} for a person to settle" if ties else "") + ".")


def _text(row: MarshalledRow) -> Text:
    one = row.amendment
    text = Text(f"{one.star or ' '} {'Gov' if one.gov else '   '} ")
    text.append(f"{terminal.plain(one.number or '–'):>5}  ", "bold")
    return text.append(terminal.first_words(one.words))


def _tell(found: Marshalled, unread: Sequence[Finding]) -> None:
    for finding in (*found.findings, *unread):
        which = f"{finding.amendment}: " if finding.amendment else ""
        terminal.warn(f"amend: {which}{finding.message}")
    if unread or any(finding.level != "note" for finding in found.findings):
        raise SystemExit(terminal.FINDING)
