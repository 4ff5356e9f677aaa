"""What no amendments were found for, so that the rest is written and proved without it."""

from __future__ import annotations

from dataclasses import dataclass, field

from amend.drafting import proof
from amend.engine.compare.pairing import Pairing
from amend.errors import AmendError
from amend.model.finding import Finding
from amend.model.provision import Path, Provision


@dataclass(frozen=True, slots=True)
class Undrafted:
    """A clause or Schedule that stays as it is in the old print, or does not come in, and why.

    old, new: its paths in either text; None for both of words that stand in none.
    """

    refusal: AmendError
    old: Path | None = None
    new: Path | None = None

    @property
    def finding(self) -> Finding:
        """Why, with the place."""
        why = self.refusal
        return Finding(f"{why.fault}; {why.remedy}" if why.remedy else why.fault, why.place or "")


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
        be about neither."""
        if old is None and new is None:
            raise refusal
        old = old if old is not None or new is None else self.pairing.old_of(new)
        new = new if new is not None or old is None else self.pairing.new_of(old)
        if old is not None:
            self.old.add(old)
        if new is not None:
            self.new.add(new)
        self.parts.append(Undrafted(refusal, old, new))

    @property
    def findings(self) -> list[Finding]:
        """Why each was given up, once."""
        return list(dict.fromkeys(part.finding for part in self.parts))

    def keys(self) -> set[str]:
        """What those that stay as they are are called in the amended print (see `proof.key_of`)."""
        nodes = (self.pairing.old.at(path) for path in self.old)
        return {proof.key_of(node) for node in nodes if isinstance(node, Provision)}
