"""Every citation of a Bill as data, with what becomes of it when the Bill is printed again."""

from __future__ import annotations

from dataclasses import dataclass

from amend.engine.reprint.crossrefs import CrossReferences
from amend.engine.reprint.renumber import Labels
from amend.engine.reprint.whose import Belongs, Fate
from amend.model.address import Address
from amend.model.citation import address_of
from amend.model.outline import blocks
from amend.model.provision import Bill


@dataclass(frozen=True, slots=True)
class Reference:
    """One provision that a Bill cites.

    place: where, None outside every clause and Schedule. words: the citation as printed. cites: what it names, relative
    to the place where it is not absolute. whose: whose it is. leads: the provision of the Bill; None for no such.
    becomes: that provision in the numbers of the new print.
    """

    place: Address | None
    words: str
    cites: Address
    whose: Belongs
    fate: Fate
    leads: Address | None = None
    becomes: Address | None = None


def references(bill: Bill, labels: Labels | None = None, before: Bill | None = None) -> tuple[Reference, ...]:
    """Every citation of a Bill, in order: one for each provision cited, with what becomes of it under the new labels.

    labels: as `relabelled` gives them; by default the Bill keeps its own. before: the print it was amended from.
    """
    following = CrossReferences(bill, labels or Labels(), before)
    for path, block in blocks(bill.root):
        following.follow(path, block)
    return found_by(bill, following)


def found_by(bill: Bill, following: CrossReferences) -> tuple[Reference, ...]:
    """The citations of a Bill that were met when its references were followed."""
    return tuple(
        Reference(
            address_of(bill, path),
            words,
            cites,
            whose,
            fate,
            address_of(bill, leads) if leads is not None else None,
            following.becomes(leads) if leads is not None else None,
        )
        for path, words, cites, whose, leads, fate in following.found()
    )
