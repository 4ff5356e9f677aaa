"""The command `amend position evidence`: what was relied on, where it can be read, and by whom."""

from __future__ import annotations

from pathlib import Path

import click

from amend.cli import position_tables, screen, terminal
from amend.cli.given import ACTOR
from amend.cli.position import headed, of_record, read_named
from amend.ledger.evidence import Relied, relied_on
from amend.ledger.positions import chosen


@click.command()
@click.argument("question", metavar="[QUESTION]", required=False)
@click.option("--actor", type=ACTOR, help="Only what that actor relied on, a folder of the record.")
@of_record
@click.option("--json", "as_json", is_flag=True, help="What was relied on as data.")
def evidence(question: str | None, actor: str | None, folder: Path | None, as_json: bool) -> None:
    """List figures, cases and findings, each with its source and with who relied on it.

    With QUESTION, a question or an amendment, only those of positions on it: amend position evidence firewall.
    """
    record, where = read_named(folder)
    about = record.about(question) if question is not None else None
    actor = record.actor(actor) if actor is not None else None
    found = relied_on(chosen(record.positions, actor=actor, on=about))
    if as_json:
        terminal.print_json([_data(one) for one in found])
    elif found:
        with screen.paged():
            position_tables.print_evidence(found, headed(record, where))
    else:
        terminal.echo(f"No position relies on evidence that the record holds. {where}")
    terminal.tell(record.broken)


def _data(one: Relied) -> dict[str, object]:
    by = [{"id": each.id, "date": each.when.said, "actor": each.actor, "who": each.who} for each in one.by]
    return {"what": one.what, "value": one.value, "period": one.period, "sources": one.sources, "by": by}
