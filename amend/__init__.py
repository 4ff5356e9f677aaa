"""Amendments to Westminster Bills as patches.

from amend import read, apply, compare, drafts

bill = read("hl-bill-54.xml")
result = apply(bill, drafts("drafts/report"))
for outcome in result.outcomes:
    print(outcome.amendment, outcome.outcome, outcome.reason)
redline = compare(bill, result.bill)
"""

from __future__ import annotations

from pathlib import Path

from amend.batch import Finding, apply, check
from amend.engine.apply import Applied, Outcome
from amend.engine.compare import compare
from amend.engine.comparison import Comparison
from amend.engine.layout import lined
from amend.engine.merge import Merged, merge
from amend.engine.reprint import Reprinted, reprint
from amend.errors import AmendError
from amend.formats import draft as _draft
from amend.formats.akn import read, write
from amend.model.amendment import Amendment
from amend.model.provision import Bill

__version__ = "0.1.0"


def drafts(*places: Path | str) -> list[Amendment]:
    """The amendments in draft files, and in the .md files of folders. Raises DraftError, ReadError."""
    return _draft.read_all([Path(place) for place in places])


__all__ = [
    "AmendError",
    "Amendment",
    "Applied",
    "Bill",
    "Comparison",
    "Finding",
    "Merged",
    "Outcome",
    "Reprinted",
    "apply",
    "check",
    "compare",
    "drafts",
    "lined",
    "merge",
    "read",
    "reprint",
    "write",
]
