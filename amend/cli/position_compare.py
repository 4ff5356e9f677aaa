"""The command `amend position compare`: two actors side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click
from rich.text import Text

from amend.cli import position_tables, redline_text, screen, terminal
from amend.cli.compare import changes
from amend.cli.given import ACTOR, STANDARD, told_in, write_out
from amend.cli.position import of_record
from amend.cli.terminal import FILE
from amend.ledger.positions import Record
from amend.ledger.positions import read_record as read_record
from amend.ledger.prints import at_hand
from amend.ledger.two_actors import Laid, Sides, Turn, sides, turns


@click.command()
@click.argument("one", metavar="ACTOR", type=ACTOR)
@click.argument("other", metavar="ACTOR", type=ACTOR)
@click.option("--on", metavar="QUESTION", help="Their stances only on that question, or on all with these words.")
@click.option("--html", type=FILE, metavar="FILE", help="Write the redline as a web page that needs nothing else.")
@click.option("--summary", is_flag=True, help="The redline as one line for each clause and Schedule.")
@of_record
@click.option("--json", "as_json", is_flag=True, help="Stances and changes as data.")
def compare(
    one: str, other: str, on: str | None, html: Path | None, summary: bool, folder: Path | None, as_json: bool
) -> None:
    """Show what two actors held over time, and the redline between the Bill under the amendments of each.

    The redline says of words that differ under whose amendments they are. Amendments to different prints have a
    redline, and with --html a page, for each print.
    """
    here = at_hand()
    here = here if folder is None else replace(here, record=folder)
    if html:
        terminal.refuse_files_of(html, (here.record, here.bills))
    record = read_record(here.record)
    one, other = record.actor(one), record.actor(other)
    if one == other:
        raise click.BadParameter("name two actors", param_hint="'ACTOR'")
    history = _history(record, one, other, on)
    with terminal.progress("Making the amendments of both"):
        found = sides(here, one, other)
    if html:
        _write(found, html, (here.record, here.bills), record.kept.caution)
    if as_json:
        terminal.print_json(_data(history, found, one, other))
    elif html != STANDARD:
        with screen.paged():
            position_tables.print_turns(
                *_shared(history), here.named(one), here.named(other), record.upto(date.today())
            )
            _caution(record.kept.caution(*(actor for actor in (one, other) if actor not in found.without)))
            _show(found, here.named, summary=summary, redline=not html)
    for actor, outcome in found.refused:
        terminal.warn(f"amend: amendment {outcome.amendment} of {here.named(actor)} was refused: {outcome.reason}")
    for error in found.missing:
        terminal.warn(f"amend: {error}")
    terminal.tell(record.broken)
    if found.refused or found.missing:
        raise SystemExit(terminal.FINDING)


def _history(record: Record, one: str, other: str, on: str | None) -> dict[str, list[Turn]]:
    """For each question on which either held something, the days on which they turned."""
    about = record.about(on) if on is not None else record.questions
    found = {question: list(turns(record.positions, one, other, question)) for question in about}
    return {question: days for question, days in found.items() if days}


def _shared(history: dict[str, list[Turn]]) -> tuple[dict[str, list[Turn]], list[str]]:
    """What is shown where both held something: that, and the other questions; where they never did, all of it."""
    both = {
        question: days for question, days in history.items() if any(t.one for t in days) and any(t.other for t in days)
    }
    return (both, [question for question in history if question not in both]) if both else (history, [])


def _caution(said: Sequence[str]) -> None:
    """Print what must be said of the amendments that are shown."""
    out = screen.console()
    for sentence in said:
        screen.print_lines(out, ["", *screen.wrapped(sentence, out.width)])


def _written(found: Sides, html: Path) -> list[tuple[Path, Laid]]:
    """The redlines, each with the file that it goes to: of several each to one named by its print as well."""
    laid = [*found.together, *found.apart]
    if not laid:
        raise click.BadParameter(
            "there is no redline of them; leave it out to see what there is", param_hint="'--html'"
        )
    if len(laid) == 1:
        return [(html, laid[0])]
    numbers = [one.second.print.bill.number for one in laid]
    if html == STANDARD:
        fault = f"they amend different prints ({terminal.listed(numbers)}), and each has a page of its own"
        raise click.BadParameter(f"{fault}; name a file instead of “-”", param_hint="'--html'")
    named = ["-".join(re.findall(r"\w+", number.lower())) for number in numbers]
    return [(html.with_name(f"{html.stem}-{name}{html.suffix}"), one) for name, one in zip(named, laid, strict=True)]


def _write(found: Sides, html: Path, read: Sequence[Path], caution: Callable[..., tuple[str, ...]]) -> None:
    """Write the pages. caution: what must be said of the amendments of actors."""
    from amend.web.redline import page  # only here, for it takes a while to load

    files = _written(found, html)
    for file, _ in files:
        terminal.refuse_files_of(file, read)
    for file, laid in files:
        actors = (under.actor for under in (laid.first, laid.second) if under)
        write_out(file, page(laid.comparison, laid.sides, cautions=caution(*actors)).encode())
        of = f" of {laid.second.print.bill.number}" if len(files) > 1 else ""
        told_in(file, f"The redline{of} is in {file}")


def _show(found: Sides, named: Callable[[str], str], *, summary: bool, redline: bool) -> None:
    """Print what is to be said of the Bill under the amendments of each, and the redlines."""
    out = screen.console()
    for actor in found.without:
        said = f"The record has no amendments of {named(actor)}, so there is no Bill under them."
        screen.print_lines(out, ["", *screen.wrapped(said, out.width)])
    if found.apart and not found.without:
        said = f"{_apart(found)} Here each is shown against its own print."
        screen.print_lines(out, ["", *screen.wrapped(said, out.width)])
    for laid in (*found.together, *found.apart):
        screen.print_hanging(out, Text(f"\n{_said(laid)}", "bold"), 0, hanging=False)
        if redline:
            (redline_text.summary if summary else redline_text.print_redline)(laid.comparison, laid.sides)


def _apart(found: Sides) -> str:
    """That two actors amend different prints, and by which commands their amendments are laid side by side."""
    those = [f"{laid.second.print.bill.number} ({laid.second.name})" for laid in found.apart]
    older = min(found.apart, key=_published).second
    newer = max((*found.together, *found.apart), key=_published).second
    return (
        f"They amend different prints: {terminal.listed(those)}. To lay them side by side, carry the amendments of one"
        f" to the print of the other, in a workspace (amend init DIR): amend rebase {older.actor} --onto"
        f' "{newer.print.bill.number}" --write.'
    )


def _published(laid: Laid) -> str:
    return laid.second.print.bill.published


def _said(laid: Laid) -> str:
    number = laid.second.print.bill.number
    if laid.first is None:
        return f"{number} as printed, and under amendments: {laid.second.name}"
    return f"{number} under the amendments of each: {laid.first.name}; {laid.second.name}"


def _data(history: dict[str, list[Turn]], found: Sides, one: str, other: str) -> dict[str, object]:
    """What is shown, as plain data."""
    stances = [
        {
            "question": question,
            "since": str(turn.day),
            one: list(turn.one.stances) if turn.one else [],
            other: list(turn.other.stances) if turn.other else [],
        }
        for question, days in history.items()
        for turn in days
    ]
    return {"stances": stances, "together": _laid(found.together), "apart": _laid(found.apart)}


def _laid(several: Sequence[Laid]) -> list[dict[str, object]]:
    return [
        {
            "print": laid.second.print.bill.number,
            "from": laid.first.actor if laid.first else None,
            "to": laid.second.actor,
            "changes": changes(laid.comparison),
        }
        for laid in several
    ]
