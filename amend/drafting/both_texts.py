"""The two texts that amendments are drafted between: the new one in the old one's shape and numbers."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from amend.drafting.known_print import KnownText
from amend.drafting.old_numbers import in_old_numbers
from amend.drafting.old_shape import Reshaped, in_old_shape
from amend.engine.compare.pairing import Pairing, paired_anew
from amend.model.provision import Bill, Path


@dataclass(frozen=True, slots=True)
class BothTexts:
    """The two texts. pairing: of the old one and the new in its shape. new: that, in the old one's numbers too; its
    paths are those of the pairing. left: the references that could not follow, a sentence each. shaped: which clauses
    the clerks give another shape."""

    pairing: Pairing
    new: Bill
    left: tuple[str, ...]
    shaped: Reshaped

    @property
    def old(self) -> Bill:
        """The text that is amended."""
        return self.pairing.old


def both_texts(pairing: Pairing, as_it_is: Set[Path] = frozenset(), known: KnownText | None = None) -> BothTexts:
    """The texts of a pairing. as_it_is: clauses and paragraphs of the old one whose numbers are not to be put in or
    taken out by the clerks (see `in_old_shape`). known: what was found out of the old one before."""
    shaped = in_old_shape(pairing, as_it_is)
    if shaped.notes:
        pairing = paired_anew(pairing, shaped.bill, shaped.pairs)
    given = in_old_numbers(pairing, known)
    return BothTexts(pairing, given.bill, given.left, shaped)
