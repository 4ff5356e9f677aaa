"""The command that says what a Bill does to Acts: effects."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from amend.acts import effects as found_in
from amend.acts.effects import Effect
from amend.cli import given, terminal
from amend.cli.terminal import FILE
from amend.formats import akn


@click.command()
@click.argument("print_", metavar="[BILL]", required=False, type=given.PRINT)
@click.option("--act", default="", metavar="TITLE", help="Of this Act alone; the beginning of its title is enough.")
@click.option("--table", type=FILE, metavar="FILE", help="Write the table as JSON, in the columns of the research.")
@click.option("--json", "as_json", is_flag=True, help="The rows as data.")
def effects(print_: Path | None, act: str, table: Path | None, as_json: bool) -> None:
    """Say what a Bill does to Acts, clause by clause: every provision that it changes, and how.

    No Act is read: its provisions are named by what the Bill calls them. An instruction that is not understood has a
    row with the reason, and the exit code is 3.
    """
    file = print_ or given.current()
    with terminal.progress(f"Reading {file}"):
        bill = akn.read(file)
    terminal.caution(bill)
    rows = found_in.effects(bill, act)
    if table:
        terminal.refuse_overwriting(table, (file,))
        given.write_out(table, json.dumps(found_in.research_rows(rows), indent=1, ensure_ascii=False).encode() + b"\n")
    if as_json:
        terminal.print_json(list(rows))
    elif table != given.STANDARD:
        _show(rows)
    if table:
        given.told_in(table, f"The table is in {table}")
    _tell(rows, act)


def _show(rows: Sequence[Effect]) -> None:
    """A row for each change, below the title of its Act."""
    from rich.text import Text

    from amend.cli import screen

    with screen.paged():
        out, act = screen.console(), ""
        changes = [row for row in rows if not row.not_understood]
        width = max((len(row.source) for row in changes), default=0)
        for row in changes:
            if row.affected_act != act:
                act = row.affected_act
                out.print(Text(terminal.plain(act), "bold"), soft_wrap=True)
            where = row.location.replace("_", " ").lower() if row.type_of_amendment == "insertion" else ""
            said = Text(f"  {terminal.plain(row.source):<{width}}  {row.type_of_amendment:<12}  {where:<10}  ")
            said.append(terminal.plain(row.affected_provision or "the whole Act"), "cyan")
            out.print(said.append("  whole" if row.whole_provision else ""), soft_wrap=True)
        acts = {row.affected_act for row in changes}
        out.print(f"{terminal.plural(len(changes), 'change')} to {terminal.plural(len(acts), 'Act')}.")


def _tell(rows: Sequence[Effect], act: str) -> None:
    """What was not understood, and that there is nothing; either is a finding."""
    unread = [row for row in rows if row.not_understood]
    for row in unread:
        terminal.warn(f"amend: {row.source or row.source_eid}: {row.not_understood}")
    if not rows:
        terminal.warn(f"amend: the Bill changes {f'no Act whose title begins “{act}”' if act else 'no Act'}")
    if unread or not rows:
        raise SystemExit(terminal.FINDING)
