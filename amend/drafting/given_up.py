"""What no amendments were found for, so that the rest is written and proved without it."""

from __future__ import annotations

from dataclasses import dataclass, field

from amend.drafting import proof
from amend.engine.compare.pairing import Pairing
from amend.errors import AmendError
from amend.model.finding import Finding
from amend.model.outline import top_of, tops
from amend.model.provision import Path, Provision


@dataclass(frozen=True, slots=True)
class Undrafted:
    """A clause or Schedule, or the long title, that stays as it is in the old print, or does not come in, and why.

    old, new: its paths in either text; None for both of words that stand in none. after: for one that does not come
    in, the clause or Schedule of the old print that it would stand behind; None for none.
    """

    refusal: AmendError
    old: Path | None = None
    new: Path | None = None
    after: Path | None = None

    @property
    def finding(self) -> Finding:
        """Why, with the place."""
        why = self.refusal
        return Finding(why.without_place, why.place or "")


@dataclass(slots=True)
class GivenUp:
    """All of a text that no amendments were found for. old, new: the paths of the clauses and Schedules in either
    text."""

    pairing: Pairing
    old: set[Path] = field(default_factory=set)
    new: set[Path] = field(default_factory=set)
    parts: list[Undrafted] = field(default_factory=list)

    def add(self, refusal: AmendError, old: Path | None, new: Path | None) -> None:
        """Give up one of the old text, one of the new, or what stands in both. Raises the refusal where it is known to
        be about neither.

        Where one cannot come in, the one that goes for it stays.
        """
        if old is None and new is None:
            raise refusal
        old = old if old is not None or new is None else self._went_for(new)
        new = new if new is not None or old is None else self.pairing.new_of(old)
        if old is not None:
            self.old.add(old)
        if new is not None:
            self.new.add(new)
        self.parts.append(Undrafted(refusal, old, new, self._before(new) if new is not None and old is None else None))

    def _went_for(self, new: Path) -> Path | None:
        """The clause or Schedule of the old text that one of the new was, or was put in the place of: of those that go
        between the same two that stay, the one with its identifier, else with its number, else the only one."""
        if (old := self.pairing.old_of(new)) is not None:
            return top_of(self.pairing.old, old) or old
        before, came = self._before(new), self.pairing.new.at(new)
        gone: list[tuple[Path, Provision]] = []
        for path, node in tops(self.pairing.old):
            if before is not None and path <= before:
                continue
            if self.pairing.new_of(path) is not None:
                break
            gone.append((path, node))
        assert isinstance(came, Provision)
        same = [path for path, node in gone if node.guid and node.guid == came.guid]
        same = same or [path for path, node in gone if node.label and node.label == came.label]
        return same[0] if same else gone[0][0] if len(gone) == 1 else None

    def _before(self, new: Path) -> Path | None:
        """The last clause or Schedule of both texts before one that comes in, by its path in the old."""
        there = (self.pairing.old_of(path) for path, _ in tops(self.pairing.new) if path < new)
        return max((path for path in there if path is not None), default=None)

    @property
    def findings(self) -> list[Finding]:
        """Why each was given up, once."""
        return list(dict.fromkeys(part.finding for part in self.parts))

    def keys(self) -> set[str]:
        """What those that stay as they are are called in the amended print (see `proof.key_of`)."""
        return {proof.key_of(node) for path, node in tops(self.pairing.old) if path in self.old}
