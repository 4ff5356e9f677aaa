"""What an instruction would put into an Act and the Act has already, as a file of a later day does."""

from __future__ import annotations

from collections.abc import Sequence

from amend.errors import Refusal

Run = tuple[int, int]
"""From one position of a reading up to another."""


class StandsAlready(Refusal):
    """What an instruction would put in stands there, so that the Act given has the change already."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault, remedy="give the Act as it stood before the change, or take it that this is made")


def refuse_inserted(said: str, runs: Sequence[Run], new: str, *, after: bool) -> None:
    """Refuse words that stand already where they are to come in, after or before each run of others.

    said: the words of the place. Raises StandsAlready, or Refusal where that is so at some of the places only.
    """
    own = " ".join(new.split())
    if any(map(str.isalnum, own)):
        _refuse(own, [_beside(said, run, own, after=after) for run in runs])


def refuse_replaced(said: str, runs: Sequence[Run], quote: str, new: str) -> None:
    """Refuse words that stand already where they are to be put for a part of themselves."""
    if quote in new:
        before = new.index(quote)
        firsts = [max(start - before, 0) for start, _ in runs]
        _refuse(new, [said[first : first + len(new)] == new for first in firsts])


def _beside(said: str, run: Run, own: str, *, after: bool) -> bool:
    reach = 2 * len(own) + 20
    if after:
        there = " ".join(said[run[1] : run[1] + reach].split())
        return there.startswith(own) and not (own[-1].isalnum() and there[len(own) : len(own) + 1].isalnum())
    there = " ".join(said[max(run[0] - reach, 0) : run[0]].split())
    return there.endswith(own) and not (own[0].isalnum() and there[: -len(own)][-1:].isalnum())


def _refuse(new: str, stands: Sequence[bool]) -> None:
    if stands and all(stands):
        raise StandsAlready(f"“{new}” stands there already: the Act given has this change")
    if any(stands):
        raise Refusal(
            f"“{new}” stands already at {sum(stands)} of the {len(stands)} places",
            remedy="say which of the places are meant",
        )
