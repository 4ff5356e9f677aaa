"""What is on record of a clause: its text in each print and under each amendment, whose words, the Act beneath."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from amend.acts.consolidate import amends
from amend.acts.layers import layers
from amend.desk.desk import Desk, ReadyPrint
from amend.engine.compare.comparison import near_changes
from amend.engine.compare.redline import Beside
from amend.errors import AmendError
from amend.ledger.blame import Owned, of_text
from amend.ledger.history import clause_versions
from amend.model.amendment import Amendment
from amend.model.citation import address_of
from amend.model.provision import Bill, Path
from amend.web.keeling import LayersSection, layers_sections
from amend.web.rows import RowSetting, rows_as_html


@dataclass(frozen=True, slots=True)
class ClauseThen:
    """A clause at one time. said: in which print, or under whose amendment. rows: its redline as HTML; "" where it has
    the same words as before. gone: whether it was left out."""

    said: str
    rows: Markup
    gone: bool


def clause_then(desk: Desk, ready: ReadyPrint, old: Path) -> tuple[list[ClauseThen], list[str]]:
    """Each version of a clause of a print, the oldest first, and what is wrong with files that could not be read."""
    cited = str(address_of(ready.bill, old))
    versions, broken = clause_versions(desk.here, cited, ready.bill.number)
    found = []
    for turn, one in enumerate(versions):
        number = one.print.bill.number or one.print.bill.title
        said = f"{number} ({one.print.bill.stage})" if one.print.bill.stage else number
        if one.amendment is not None:
            said = f"{number} under {desk.name_of(one.actor)}, {one.amendment.name}"
        changed = turn == 0 or any(row.changed for row in one.rows)
        rows = _rows(one.rows, ready.bill, whole=turn == 0) if changed else Markup()
        found.append(ClauseThen(f"{said}: {one.address}", rows, one.gone))
    return found, [str(error) for error in broken]


def _rows(rows: tuple[Beside, ...], bill: Bill, *, whole: bool) -> Markup:
    """The rows of a version; of one that has a redline, those near a change."""
    near = near_changes(rows)
    shown = rows if whole else tuple(row for index, row in enumerate(rows) if index in near)
    return Markup("\n".join(rows_as_html(shown, bill, near=near_changes(shown), how=RowSetting(beside=False))))


def whose_lines(desk: Desk, ready: ReadyPrint, old: Path) -> list[Owned]:
    """The printed lines of a clause that have words which an amendment or a later print put in."""
    reading = ready.prepared.reading
    start, end = reading.extent(old)
    lines = {(line.page, line.number) for line in reading.begun(start, end)}
    found = of_text(desk.here, ready.bill)
    return [one for one in found.lines if one.whose and (one.line.page, one.line.number) in lines]


@dataclass(frozen=True, slots=True)
class ActBeneath:
    """What a clause does to an Act at hand, and what amendments change in that. title: of the Act. under: each section
    or Schedule that changes. broken: why that cannot be told; "" where it can."""

    title: str
    under: tuple[LayersSection, ...] = ()
    broken: str = ""


def acts_beneath(desk: Desk, ready: ReadyPrint, clause: str, amendments: Sequence[Amendment]) -> Iterator[ActBeneath]:
    """Each Act at hand that a clause amends, or amendments to the print do, with what changes in it.

    clause: as it is headed, "Clause 12".
    """
    for act in desk.here.acts:
        if not amends(ready.bill, act.bill):
            continue
        try:
            found = layers(act.bill, ready.bill, amendments)
        except AmendError as error:
            yield ActBeneath(act.bill.name, broken=str(error))
            continue
        changed = (rows for _, rows in found.under() if near_changes(rows))
        under = [
            section
            for rows, section in zip(changed, layers_sections(found), strict=True)
            if any(
                hand.of == "amendment" or hand.clause == clause
                for row in rows
                for piece in row.visible
                if piece.kind != "same"
                for hand in found.hands(piece)
            )
        ]
        if under:
            yield ActBeneath(act.bill.name, tuple(under))
