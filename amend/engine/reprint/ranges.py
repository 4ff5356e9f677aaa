"""What a range of provisions (“paragraphs 2 to 4”) is after amendments: without what was left out at its ends, and with
what was put in beside them where that must be a part of it.

It must where the range says where the amendments of an Act are (“is amended as set out in paragraphs 2 to 4”) and what
was put in is such an amendment. Elsewhere nobody can tell, so the range stays and a sentence tells of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from amend.engine.reprint.targets import Targets
from amend.engine.reprint.whose import Contexts
from amend.model.citation import address_of
from amend.model.provision import Path


@dataclass(frozen=True, slots=True)
class Ends:
    """The ends of a range that are others now, by their paths in the amended Bill; None for one that stays.

    told: what a person should look at.
    """

    first: Path | None = None
    last: Path | None = None
    told: tuple[str, ...] = ()


class Ranges:
    """Finds the ends of ranges. now, earlier: the provisions as amended, and of the print that was."""

    def __init__(self, now: Targets, earlier: Targets | None, contexts: Contexts) -> None:
        self._now = now
        self._earlier = earlier
        self._contexts = contexts

    def ends(self, first: Path, last: Path, *, amends: bool) -> Ends:
        """The ends that a range from first to last has now, both given by their paths in the earlier print.

        amends: whether it says where the amendments of an Act are.
        """
        assert self._earlier is not None
        order = self._earlier.list_of(first)
        if first not in order or last not in order or order.index(first) > order.index(last):
            return Ends()
        members = [self._earlier.identity(path) for path in order[order.index(first) : order.index(last) + 1]]
        stay = [self._now.by_identity[one] for one in members if one in self._now.by_identity]
        if not stay:
            return Ends()
        standing = self._now.list_of(stay[0])
        if stay[-1] not in standing or stay[0] not in standing:
            return Ends()
        at, to = standing.index(stay[0]), standing.index(stay[-1])
        taken_before, told_before = self._beside(reversed(standing[:at]), amends=amends)
        taken_after, told_after = self._beside(standing[to + 1 :], amends=amends)
        begins, finishes = (taken_before or [stay[0]])[-1], (taken_after or [stay[-1]])[-1]
        told = [
            f"does not take in {address_of(self._now.bill, path)}, which was put in beside it" for path in told_before
        ]
        told += [
            f"does not take in {address_of(self._now.bill, path)}, which was put in beside it" for path in told_after
        ]
        changed = (
            begins if taken_before or members[0] not in self._now.by_identity else None,
            finishes if taken_after or members[-1] not in self._now.by_identity else None,
        )
        return Ends(*changed, tuple(told))

    def _beside(self, paths: Iterable[Path], *, amends: bool) -> tuple[list[Path], list[Path]]:
        """Of the provisions next to a range, from the nearest on, those put in: taken into it, and left out of it."""
        assert self._earlier is not None
        taken: list[Path] = []
        for path in paths:
            identity = self._now.identity(path)
            if identity and identity in self._earlier.by_identity:
                break
            if not amends or not self._contexts.is_instruction(path):
                return taken, [path]
            taken.append(path)
        return taken, []
