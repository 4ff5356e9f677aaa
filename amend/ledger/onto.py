"""Amendments carried to a new print, each from the print at hand that it names; those that were, kept and recorded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from amend.drafting.rebase import Rebased, rebase
from amend.engine.apply.apply import Prepared
from amend.errors import AmendError, ReadError
from amend.formats import draft
from amend.formats.files import real_path
from amend.ledger import recording
from amend.ledger.prints import AtHand, at_hand
from amend.model.amendment import Amendment
from amend.model.house import same_print

CARRIED = ("unchanged", "moved")
"""What becomes of those that stand on the new print."""


def rebased_from_each(here: AtHand, new: Prepared, amendments: Sequence[Amendment]) -> list[Rebased]:
    """What becomes of each, from the print that it names, in the order given; one that names none is refused."""
    number = new.bill.number
    found: dict[int, Rebased] = {}
    for name in dict.fromkeys(one.print for one in amendments):
        mine = [index for index, one in enumerate(amendments) if one.print == name]
        given = [amendments[index] for index in mine]
        try:
            if not name:
                raise ReadError("the draft names no print", remedy="give the one that it was written to with --from")
            there = new if same_print(name, number) else Prepared(here.numbered(name).bill)
            outcomes: Sequence[Rebased] = rebase(there, new, given)
        except AmendError as error:
            outcomes = [Rebased(one, "refused", reason=str(error)) for one in given]
        found |= dict(zip(mine, outcomes, strict=True))
    return [found[index] for index in range(len(amendments))]


def keep_rebased(found: Sequence[Rebased]) -> None:
    """Rewrite the files of those that were carried; in a workspace each that this changed is recorded, with what
    happened as reason."""
    for one in found:
        file = Path(one.amendment.source)
        if one.outcome not in CARRIED or not one.amendment.source:
            continue
        draft.write(one.amendment, file)
        space = at_hand(file.parent).space
        if space is None or space.drafts not in real_path(file).parents:
            continue
        if not recording.is_recorded(space, file):
            recording.record(space, file, why=carried_in_words(one))


def carried_in_words(one: Rebased) -> str:
    """Why the file of an amendment that was carried is another: "moved onto HL Bill 57"."""
    return f"{one.outcome} onto {one.amendment.print}"
