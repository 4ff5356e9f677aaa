"""The command that carries amendments to a new print of the Bill: rebase."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
from rich.text import Text

from amend.cli import screen, terminal
from amend.cli.given import DRAFT, PRINT, current, tell_slips
from amend.drafting.rebase import Rebased
from amend.drafting.rebase import rebase as carry
from amend.engine.apply.apply import Prepared
from amend.engine.compare.unsettled import settled
from amend.errors import WriteError
from amend.formats import akn, draft
from amend.formats.files import real_path
from amend.ledger import shipped
from amend.model.amendment import Amendment
from amend.model.finding import Finding

_COLOURS = {"unchanged": "green", "moved": "green", "already made": "cyan"}


@click.command()
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True, type=DRAFT)
@click.option("--onto", type=PRINT, metavar="PRINT", help="The new print; in a workspace by default the current one.")
@click.option("--from", "old", type=PRINT, metavar="PRINT", help="The print that they were written to, if not at hand.")
@click.option("--write", "save", is_flag=True, help="Rewrite the draft files; in a workspace, record each too.")
@click.option("--json", "as_json", is_flag=True, help="What became of each, as data.")
def rebase(drafts: tuple[Path, ...], onto: Path | None, old: Path | None, save: bool, as_json: bool) -> None:
    """Carry amendments to a new print: to their new clause, page and line, with the numbers they put in and cite.

    Each is unchanged, moved, already made, overtaken (somebody changed its words: both texts are shown) or gone. Those
    that are overtaken or gone, or were not in order before, are left as they were, and the exit code is 3.
    """
    if save:
        _refuse_shipped(drafts)
    amendments, unread = draft.read_readable(list(drafts))
    tell_slips(amendments)
    new = _prepared(onto or current())
    with terminal.progress("carrying the amendments"):
        found = _rebased(amendments, new, _prepared(old) if old else None)
    if save:
        from amend.ledger.onto import keep_rebased  # only here: without --write nothing is recorded

        keep_rebased(found)
    if as_json:
        terminal.print_json([*map(_row, found), *map(_unread_row, unread)])
    else:
        _print(found)
    terminal.tell(f"{one.amendment}: {one.message}" for one in unread)
    if any(one.outcome in ("overtaken", "gone", "refused") for one in found):
        raise SystemExit(terminal.FINDING)


def _refuse_shipped(drafts: Sequence[Path]) -> None:
    """Raises WriteError for drafts of the record that comes with the package: an installed one is nobody's to change,
    and the next installation would undo it."""
    if inside := next(
        (one for one in drafts if real_path(shipped.DRAFTS) in (real_path(one), *real_path(one).parents)), None
    ):
        raise WriteError(
            "it is in the record that comes with amend, and that is not written to",
            place=str(inside),
            remedy="make a workspace with a copy of it (amend init DIR), and rebase there",
        )


def _prepared(file: Path) -> Prepared:
    bill = settled(akn.read(file), str(file))
    terminal.caution(bill)
    return Prepared(bill)


def _rebased(amendments: Sequence[Amendment], new: Prepared, old: Prepared | None) -> list[Rebased]:
    """What becomes of each, from the print that it names; all from one print where that is given."""
    if old is not None:
        return list(carry(old, new, amendments))
    from amend.ledger.onto import rebased_from_each
    from amend.ledger.prints import at_hand  # only here: with --from nothing is looked for

    return rebased_from_each(at_hand(), new, amendments)


def _row(one: Rebased) -> dict[str, object]:
    return {
        "amendment": one.amendment.name,
        "outcome": one.outcome,
        "from": one.was,
        "to": one.now,
        "words": one.amendment.words,
        "then": one.then,
        "there": one.there,
        "reason": one.reason,
    }


def _unread_row(one: Finding) -> dict[str, object]:
    """A file that could not be read, as data beside the others."""
    return _row(Rebased(Amendment("", one.amendment or one.place), "refused", reason=one.message))


def _print(found: Sequence[Rebased]) -> None:
    """A row for each, both texts where they differ, and a count of each outcome."""
    out = screen.console()
    for one in found:
        text = Text().append(f"{terminal.plain(one.amendment.name):>4}  ", "bold")
        text.append(f"{one.outcome:<12}", _COLOURS.get(one.outcome, "red"))
        text.append("  " + " → ".join(filter(None, (one.was, one.now))))
        if one.reason:
            text.append(f"{': ' if one.was else ''}{terminal.plain(one.reason)}")
        screen.print_hanging(out, text, 0, hanging=True)
        for name, words in (("then", one.then), ("now", one.there)):
            if words:
                screen.print_hanging(out, Text(f"        {name}: “{terminal.plain(words)}”"), 0, hanging=True)
    counts = Counter(one.outcome for one in found)
    out.print(", ".join(f"{count} {outcome}" for outcome, count in counts.items()) + ".")
