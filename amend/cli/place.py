"""Where new clauses and Schedules go whose words do not say, as those of the Commons: by --place, or asked once."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

import click

from amend.cli import terminal
from amend.drafting.convert import put, unplaced
from amend.errors import AddressError
from amend.model.amendment import Amendment

PLACE = click.option(
    "--place",
    "places",
    multiple=True,
    metavar="WHERE",
    help="Where new clauses go that do not say: “after clause 26”, or for one “NC2: after clause 30”; repeatable.",
)

_ONE = re.compile(r"\s*((?:NC|NS)?\d+[A-Z]*)\s*[:=]\s*(.+)", re.IGNORECASE)


def put_in_place(amendments: Sequence[Amendment], places: Sequence[str], *, ask: bool = True) -> list[Amendment]:
    """The amendments, their new clauses where --place says. ask: whether the place is asked for where it is not said.

    It is asked once for all, and only on a terminal. A usage error for a place that is none.
    """
    where: dict[str, str] = {}
    for said in places:
        one = _ONE.fullmatch(said)
        where[one[1].upper() if one else ""] = one[2] if one else said
    asking = ask and "" not in where and sys.stdin.isatty() and sys.stderr.isatty()
    wanting = [one.name for one in unplaced(amendments) if one.number not in where] if asking else []
    if wanting:
        asked = (
            f"Where do{'es' * (len(wanting) == 1)} {terminal.listed(wanting)} go? (after clause 26; Enter for nowhere)"
        )
        if answer := click.prompt(asked, default="", show_default=False, err=True).strip():
            where[""] = answer
    try:
        return list(put(amendments, where))
    except AddressError as error:
        raise click.BadParameter(f"{error}", param_hint="'--place'") from error
