"""What no amendments were found for, so that the rest is written and proved without it."""

from __future__ import annotations

from dataclasses import dataclass, field

from amend.drafting import proof
from amend.engine.compare.pairing import Pairing
from amend.errors import Refusal
from amend.model.finding import Finding
from amend.model.provision import Path, Provision


@dataclass(slots=True)
class GivenUp:
    """Clauses and Schedules that stay as they are in the old print, or do not come in, and why.

    old, new: their paths in either text.
    """

    pairing: Pairing
    old: set[Path] = field(default_factory=set)
    new: set[Path] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def add(self, refusal: Refusal, old: Path | None, new: Path | None) -> None:
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
        self.tell(refusal)

    def tell(self, refusal: Refusal) -> None:
        """Note why something cannot be drafted, once."""
        said = f"{refusal.fault}; {refusal.remedy}" if refusal.remedy else refusal.fault
        finding = Finding(said, refusal.place or "")
        if finding not in self.findings:
            self.findings.append(finding)

    def keys(self) -> set[str]:
        """What those that stay as they are are called in the amended print (see `proof.key_of`)."""
        nodes = (self.pairing.old.at(path) for path in self.old)
        return {proof.key_of(node) for node in nodes if isinstance(node, Provision)}
