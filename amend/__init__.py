"""Amendments to Westminster Bills as patches.

from amend import read, apply, compare, drafts

bill = read("hl-bill-54.xml")
result = apply(bill, drafts("drafts/report"))
for outcome in result.outcomes:
    print(outcome.amendment, outcome.outcome, outcome.reason)
redline = compare(bill, result.bill)
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # at run time each is loaded when it is first asked for, so that a command loads only what it uses
    from amend.drafting.make import apply, check
    from amend.engine.apply.apply import Applied, Outcome
    from amend.engine.compare.compare import compare
    from amend.engine.compare.comparison import Comparison
    from amend.engine.compare.merge import Merged, merge
    from amend.engine.reprint.layout import lined
    from amend.engine.reprint.reprint import Reprinted, reprint
    from amend.errors import AmendError
    from amend.formats.akn import read, write
    from amend.model.amendment import Amendment
    from amend.model.finding import Finding
    from amend.model.provision import Bill

__version__ = "0.1.0"


_HOMES = {
    "AmendError": "amend.errors",
    "Amendment": "amend.model.amendment",
    "Applied": "amend.engine.apply.apply",
    "Bill": "amend.model.provision",
    "Comparison": "amend.engine.compare.comparison",
    "Finding": "amend.model.finding",
    "Merged": "amend.engine.compare.merge",
    "Outcome": "amend.engine.apply.apply",
    "Reprinted": "amend.engine.reprint.reprint",
    "apply": "amend.drafting.make",
    "check": "amend.drafting.make",
    "compare": "amend.engine.compare.compare",
    "lined": "amend.engine.reprint.layout",
    "merge": "amend.engine.compare.merge",
    "read": "amend.formats.akn",
    "reprint": "amend.engine.reprint.reprint",
    "write": "amend.formats.akn",
}
"""The module that each public name comes from."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module “amend” has no attribute “{name}”")
    found: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def drafts(*places: Path | str) -> list[Amendment]:
    """The amendments in draft files, and in the .md files of folders. Raises DraftError, ReadError."""
    from amend.formats import draft

    return draft.read_all([Path(place) for place in places])


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
