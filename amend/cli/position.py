"""The commands of `amend position`: who held what, when, and on which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from amend.cli import position_tables, screen, terminal
from amend.cli.given import ACTOR, told_in, write_out
from amend.cli.lazy_group import LazyGroup
from amend.cli.terminal import FILE
from amend.ledger.positions import Record, chosen
from amend.ledger.positions import read_record as read_record
from amend.ledger.prints import at_hand
from amend.ledger.stances import Matrix, Timeline
from amend.ledger.stances import matrix as drawn_up
from amend.ledger.stances import timeline as drawn
from amend.model.position import Position, When

COMMANDS = {
    "add": ("amend.cli.record", "Record a position: one file, one commit."),
    "compare": ("amend.cli.position_compare", "Two actors: their stances, and the Bill under each."),
    "edit": ("amend.cli.position_edit", "Put a recorded position right, with the reason."),
    "evidence": ("amend.cli.position_evidence", "Figures, cases and findings, and who relied on them."),
    "kept": ("amend.cli.position_kept", "Up to which day the record is kept, and who held office."),
    "log": ("amend.cli.position", "Every position, the newest first."),
    "matrix": ("amend.cli.position", "Who held what on a day: actors by question."),
    "seal": ("amend.cli.status", "Write what shows later that the history was not rewritten."),
    "show": ("amend.cli.position", "One position in full."),
    "verify": ("amend.cli.status", "Check the record from its first commit."),
    "timeline": ("amend.cli.position", "Who held what over time, also as a picture."),
}
"""Each command of the group: the module that holds it, loaded only when it is used, and its one line of help."""


EXAMPLES = {
    "add": "amend position add our-office --date 2024-05 --stance supports --on firewall --source Minutes",
    "compare": "amend position compare commissioner government --on firewall",
    "edit": 'amend position edit P55 --why "The letter was copied to the Minister too."',
    "evidence": "amend position evidence firewall",
    "kept": "amend position kept",
    "log": "amend position log --actor commissioner --since 2023",
    "matrix": "amend position matrix --at 2021-12-31 --on firewall",
    "seal": "amend position seal ../seal.md",
    "show": "amend position show P55",
    "timeline": "amend position timeline --on firewall --svg firewall.svg",
    "verify": "amend position verify --against ../seal.md",
}
"""What the help of each command shows at its end."""


@click.command(cls=LazyGroup, table=COMMANDS, examples=EXAMPLES)
def position() -> None:
    """Who held what, when, and on which words: the positions of the record.

    The record is that of the workspace or, outside one, the one that comes with amend.
    """


def first_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """The day that an option names; of a month or a year, the first. A usage error for what is none."""
    return None if value is None else _when(ctx, param, value).earliest


def day_past(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """The day that an option names; of a month or a year, the last. A usage error for one that is yet to come."""
    day = None if value is None else _when(ctx, param, value).latest
    if day is not None and day > date.today():
        fault = f"{day} is after today, {date.today()}: what will be held then is not known"
        raise click.BadParameter(fault, ctx, param)
    return day


def _when(ctx: click.Context, param: click.Parameter, value: str) -> When:
    try:
        when = When.of(value.strip())
    except ValueError as error:
        fault = f"{error}; write a day as 2023-11-09, a month as 2023-11"
        raise click.BadParameter(fault, ctx, param) from error
    if not when.said:
        raise click.BadParameter("say which day, as 2023-11-09", ctx, param)
    return when


def of_record(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the option that says which record."""
    text = "Another record: a folder with a folder for each actor."
    return click.option("--record", "folder", type=FILE, metavar="FOLDER", help=text)(command)


@click.command()
@click.option("--actor", type=ACTOR, help="Only those of that actor, a folder of the record.")
@click.option(
    "--since", metavar="DATE", callback=first_day, help="Only those taken, or perhaps taken, on that day or later."
)
@click.option("--on", metavar="AMENDMENT", help="Only those on that question or amendment, or all with these words.")
@click.option("--vehicle", metavar="WORDS", help="Only those taken in what these words name: “Employment Rights Bill”.")
@of_record
@click.option("--json", "as_json", is_flag=True, help="The positions as data.")
def log(
    actor: str | None, since: date | None, on: str | None, vehicle: str | None, folder: Path | None, as_json: bool
) -> None:
    """List every position, the newest first; those without a date come last."""
    record, where = read_named(folder)
    about = record.about(on) if on is not None else None
    within = record.vehicles(vehicle) if vehicle is not None else None
    actor = record.actor(actor) if actor is not None else None
    found = newest_first(chosen(record.positions, actor=actor, on=about, since=since, vehicles=within))
    if as_json:
        terminal.print_json([as_data(one) for one in found])
    elif found:
        with screen.paged():
            position_tables.print_log(found, where, record.upto(date.today()))
    else:
        terminal.echo(f"There is no such position. {where}" if record.positions else f"There is no position. {where}")
    terminal.tell(record.broken)


@click.command()
@click.argument("id_", metavar="ID")
@of_record
@click.option("--json", "as_json", is_flag=True, help="The position as data.")
def show(id_: str, folder: Path | None, as_json: bool) -> None:
    """Show one position in full, by its number in the record."""
    record, _ = read_named(folder)
    found = record.position(id_)
    if as_json:
        terminal.print_json([as_data(one) for one in found])
    else:
        for at, one in enumerate(found):
            if at:
                terminal.echo("\n", nl=False)
            position_tables.one(one)
    terminal.tell(record.broken)


@click.command()
@click.option(
    "--at", metavar="DATE", callback=day_past, help="The day; the end of a month or year; today if not given."
)
@click.option("--on", metavar="QUESTION", help="Only that question or amendment, or all with these words.")
@click.option("--html", type=FILE, metavar="FILE", help="Write it as a web page, each position with its source.")
@click.option("--csv", type=FILE, metavar="FILE", help="Write it for a spreadsheet, a row for each position.")
@of_record
@click.option("--json", "as_json", is_flag=True, help="The matrix as data.")
def matrix(
    at: date | None, on: str | None, html: Path | None, csv: Path | None, folder: Path | None, as_json: bool
) -> None:
    """Show who held what at the end of a day: a row for each actor, a column for each question."""
    record, where = read_named(folder, html, csv)
    found = drawn_up(record.positions, at or date.today(), on=record.about(on) if on is not None else None)
    write_matrix(found, where, record.upto(found.day), html, csv)
    where = headed(record, where, found.day)
    if as_json:
        terminal.print_json(matrix_data(found, record))
    elif html or csv:
        pass
    elif found.cells:
        with screen.paged():
            position_tables.print_matrix(found, where)
    else:
        terminal.echo(_nobody(record, found.day, where))
    terminal.tell(record.broken)


@click.command()
@click.option("--on", metavar="QUESTION", help="The question or amendment; if not given, what most positions are on.")
@click.option("--html", type=FILE, metavar="FILE", help="Write it as a web page, with each position and its source.")
@click.option("--svg", type=FILE, metavar="FILE", help="Write it as a picture, for a web page or a document.")
@of_record
@click.option("--json", "as_json", is_flag=True, help="The timeline as data.")
def timeline(on: str | None, html: Path | None, svg: Path | None, folder: Path | None, as_json: bool) -> None:
    """Show who held what on a question over time: each position, and how long each stance was held."""
    record, where = read_named(folder, svg, html)
    question = _question(record, on)
    if question is None:
        terminal.echo(f"There is no position. {where}")
        terminal.tell(record.broken)
        return
    found = drawn(record.positions, question)
    _write_timeline(found, where, record.upto(date.today()), html, svg)
    if as_json:
        terminal.print_json(timeline_data(found, record))
    elif not (html or svg):
        with screen.paged():
            position_tables.print_timeline(found, headed(record, where))
    terminal.tell(record.broken)


def _write_timeline(found: Timeline, where: str, upto: str, html: Path | None, svg: Path | None) -> None:
    """Write a timeline as a page and as a picture, where that is asked for."""
    terminal.refuse_one_for_two({"--html": html, "--svg": svg})
    if html or svg:
        from amend.web.timeline import picture, timeline_page  # only here, for it takes a while to load

        if html:
            write_out(html, timeline_page(found, where, upto).encode())
            told_in(html, f"The timeline is in {html}")
        if svg:
            write_out(svg, picture(found, upto).encode())
            told_in(svg, f"The timeline is in {svg}")


def write_matrix(found: Matrix, where: str, upto: str, html: Path | None, csv: Path | None) -> None:
    """Write a matrix as a page and for a spreadsheet, where that is asked for."""
    terminal.refuse_one_for_two({"--html": html, "--csv": csv})
    if html or csv:
        from amend.web.matrix import matrix_csv, matrix_page  # only here, for it takes a while to load

        for file, data in ((html, matrix_page(found, where, upto)), (csv, matrix_csv(found))):
            if file:
                write_out(file, data.encode())
                told_in(file, f"The matrix is in {file}")


def newest_first(found: tuple[Position, ...]) -> list[Position]:
    """Positions in order of time turned round; those without a date stay last."""
    dated = [one for one in found if one.when.latest is not None]
    return [*reversed(dated), *(one for one in found if one.when.latest is None)]


def as_data(one: Position) -> dict[str, object]:
    """A position as plain data."""
    return {
        "id": one.id,
        "date": one.when.said,
        "actor": one.actor,
        "name": one.whose,
        "who": one.who,
        "kind": one.kind,
        "vehicle": one.vehicle,
        "on": one.on,
        "stance": one.stance,
        "people": one.people,
        "bodies": one.bodies,
        "strength": one.strength,
        "sure": one.sure,
        "sources": one.sources,
        "evidence": [asdict(row) for row in one.evidence],
        "office": office_data(one),
        "summary": one.summary,
        "file": one.source,
    }


def office_data(one: Position) -> dict[str, object] | None:
    """In which tenure a position was taken, as plain data: left is whether the holder has left by today."""
    if one.office is None:
        return None
    return {"holder": one.office.holder, "until": one.office.until.said or None, "left": one.former(date.today())}


def matrix_data(found: Matrix, record: Record) -> dict[str, object]:
    """A matrix as plain data: a cell for each actor and question on which it held, or perhaps held, something.

    former: what was held by somebody who had left the office by that day; its stances are not among the others.
    """
    cells = [
        {
            "actor": actor,
            "name": found.names[actor],
            "question": question,
            "stances": cell.stances,
            "positions": [_brief(one) for one in cell.last],
            "perhaps": [_brief(one) for one in cell.perhaps],
            "former": [_brief(one) for one in cell.former],
        }
        for actor in found.actors
        for question in found.questions
        if (cell := found.cells.get((actor, question)))
    ]
    undated = [one.id for one in found.undated]
    return {"at": str(found.day), "kept_to": _kept_to(record), "cells": cells, "undated": undated}


def timeline_data(found: Timeline, record: Record) -> dict[str, object]:
    """A timeline as plain data. until: null for a stance that is still held, as far as the record is kept."""
    actors = [
        {
            "actor": course.actor,
            "name": course.whose,
            "positions": [_brief(one) for one in course.positions],
            "held": [
                {"since": str(held.since), "until": str(held.until) if held.until else None, "stances": held.stances}
                for held in course.stretches
            ],
        }
        for course in found.courses
    ]
    undated = [one.id for one in found.undated]
    return {"question": found.question, "kept_to": _kept_to(record), "actors": actors, "undated": undated}


def _kept_to(record: Record) -> str | None:
    return str(record.kept.to) if record.kept.to else None


def _brief(one: Position) -> dict[str, object]:
    holder = one.office.holder if one.office else None
    brief = {"id": one.id, "date": one.when.said, "stance": one.stance, "sure": one.sure, "holder": holder}
    return {**brief, "evidence": [asdict(row) for row in one.evidence]}


def headed(record: Record, where: str, day: date | None = None) -> str:
    """Which record a view is of and, where it is of a later day than the record is kept up to, that it is.

    day: that of the view; None for today.
    """
    return " ".join(filter(None, (where, record.upto(day or date.today()))))


def read_named(folder: Path | None, *outputs: Path | None) -> tuple[Record, str]:
    """The record that is meant, and how it is named. Raises WriteError where an output is one of its files."""
    if folder is None:
        here = at_hand()
        folder = here.record
        where = "The record is that of the workspace." if here.space else "The record is the one that comes with amend."
    else:
        where = f"The record is that in {folder}."
    for output in outputs:
        if output is not None:
            terminal.refuse_files_of(output, (folder,))
    with terminal.progress("Reading the record"):
        return read_record(folder), where


def _question(record: Record, said: str | None) -> str | None:
    """The one question that is meant: the named one, or what most positions are about; None for an empty record."""
    if said is None:
        count = Counter(question for one in record.positions for question in one.on)
        return max(record.questions, key=lambda question: count[question], default=None)
    about = record.about(said)
    if len(about) > 1:
        listed = ", ".join(f"“{question}”" for question in about)
        raise click.BadParameter(f"“{said}” may be any of {listed}; name one", param_hint="'--on'")
    return about[0]


def _nobody(record: Record, day: date, where: str) -> str:
    """What to say of a matrix that is empty."""
    first = min((one.when.latest for one in record.positions if one.when.latest and one.stance), default=None)
    return f"Nobody had taken a position by {day}{f': the first is of {first}' if first else ''}. {where}"
