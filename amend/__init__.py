"""Amendments to Westminster Bills as patches: read a print, make amendments, see what changed, write the amendments.

    from amend import apply, compare, drafts, read, write

    bill = read("hl-bill-54.xml")                      # a print, as Parliament publishes it
    made = apply(bill, drafts("drafts/report"))        # every amendment placed on the print, then made
    for outcome in made.outcomes:                      # one each: "applied", or "refused" and the reason
        print(outcome.amendment, outcome.outcome, outcome.reason)
    write(made.bill, "amended.xml")
    for change in compare(bill, made.bill).changes:    # what the redline shows, as data
        print(change.kind, change.address)

What there is, by the matter; `help(amend.compare)` gives the contract of one:

    read, write                  a Bill or an Act, from a file and to a file
    compare, merge               what differs between two texts; two edited texts of a print brought together
    lines, reprint               a text in pages and lines of our own; a Bill printed again, its numbers following
    drafts, find                 the amendments in draft files and folders; where words stand in a Bill
    check, apply                 what is wrong with amendments to a print; the Bill with the amendments made
    effects, keeling             what a Bill does to Acts, clause by clause; an Act as the Bill would leave it
    explain, convert             what an amendment does, in a sentence; its words as the other House has them
    propose, propose_together    words as people and models write them: proved, mended, or refused with words that work
    marshal                      amendments in the order of consideration, with numbers and stars
    conflicts                    which amendments touch, and which would make which fall
    scenario                     the Bill if some amendments are agreed to, and what falls
    group                        suggested groups for debate, the lead first
    rebase                       amendments carried to a new print, or why they cannot be
    new, draft                   a draft begun at a place; the amendments that turn one text into another, proved
    paper, import_paper          the amendment paper of drafts; the amendments of a paper, as XML or as pasted text
    export, export_paper         as a Word file: a Bill, clean or with its changes tracked; an amendment paper
    import_edits, import_bill    from a Word file: the amendments that its edits are; a Bill that exists only there
    import_print                 a Bill that exists only as PDF, with its pages and lines, or as HTML
    import_word_paper            the amendments of an amendment paper in Word, ours as it was edited or any other
    init                         a workspace: a git repository with the Bill and the record
    record, add_position         a version of an amendment recorded, or a new position
    positions, matrix, timeline  who held what; on a day; on one question over time
    evidence                     the figures, cases and findings, and who relied on which
    sides                        the Bill under the amendments of one actor, and under those of another
    serve                        pages shown to browsers on this machine, and made again when their files change
    site                         a folder of pages that anyone can read: the Bill, its amendments, who held what
    blame, history, status       whose words each line is; every version of a clause; how the record stands
    verify, seal                 the record checked from its first commit; what shows later that it was not rewritten
    fetch_bill, fetch_act        an official print or Act, kept with its address, time and sum
    fetch_amendments, watch      every amendment of a stage, as drafts; what is new since, and what that touches
    fetch_calendar               the sitting days of a House
    fetch_divisions              how the Houses divided on a Bill
    adopt                        the official print in the place of its restatement, and the drafts carried to it

Each does what the command of its name does. The command `show` is `read` here, and `position` is `positions` and those
beside it; `write` writes a Bill. What changes or checks a record asks for its `Workspace`, which
`amend.ledger.workspace.workspace_of(folder)` gives; `sides` and `site` ask for `amend.ledger.prints.at_hand(folder)`.

A Bill is a frozen tree (`Bill`): a change gives a new tree, and the old one stays as it is. A function that is asked
for one thing raises an `AmendError` when there is none to give: where, what, and what to do. A function that is asked
about many gives an outcome or a `Finding` for each. Nothing here prints or asks, and only
`fetch_…` and `watch` use the network.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # at run time each is loaded when it is first asked for, so that a command loads only what it uses
    from amend.acts.consolidate import Keeling, keeling
    from amend.acts.effects import Effect, effects
    from amend.documents.prints import import_print as import_print
    from amend.drafting.conflicts import Conflicts, conflicts
    from amend.drafting.convert import convert as convert
    from amend.drafting.explain import Explanation, explain
    from amend.drafting.group import Grouped, group
    from amend.drafting.make import apply
    from amend.drafting.marshal import Listing, Marshalled, marshal
    from amend.drafting.papers import gathered as paper
    from amend.drafting.papers import read as import_paper
    from amend.drafting.proposal import Proposal, Proposals, propose, propose_together
    from amend.drafting.rebase import Rebased, rebase
    from amend.drafting.reverse import Drafted, draft
    from amend.drafting.rules.check import check
    from amend.drafting.scenario import Knife, Scenario, scenario
    from amend.drafting.skeleton import new as new
    from amend.engine.apply.apply import Applied, Outcome
    from amend.engine.compare.compare import compare
    from amend.engine.compare.comparison import Comparison
    from amend.engine.compare.merge import Merged, merge
    from amend.engine.reprint.layout import lined as lines
    from amend.engine.reprint.reprint import Reprinted, reprint
    from amend.errors import AmendError
    from amend.formats.akn import read, write
    from amend.ledger.adopting import adopt
    from amend.ledger.blame import Blame, blame
    from amend.ledger.evidence import relied_on as evidence
    from amend.ledger.git.founding import init
    from amend.ledger.git.seal import seal
    from amend.ledger.history import History, history
    from amend.ledger.positions import positions
    from amend.ledger.recording import add as add_position
    from amend.ledger.recording import record
    from amend.ledger.stances import matrix, timeline
    from amend.ledger.status import Status, status
    from amend.ledger.two_actors import sides
    from amend.ledger.verify import Verified, verify
    from amend.model.amendment import Amendment
    from amend.model.finding import Finding
    from amend.model.house import House
    from amend.model.occurrences import find_words as find
    from amend.model.position import Position
    from amend.model.provision import Bill
    from amend.sources.acts import fetch_act
    from amend.sources.amendments import fetch_amendments
    from amend.sources.bills import fetch_bill
    from amend.sources.calendar import fetch_calendar
    from amend.sources.divisions import fetch_divisions
    from amend.sources.watch import watch
    from amend.web.serve import serve as serve
    from amend.web.site.site import site as site
    from amend.word.bills.rows import read as import_bill
    from amend.word.edits.import_edits import import_edits as import_edits
    from amend.word.edits.import_paper import import_word_paper as import_word_paper
    from amend.word.write.export import export
    from amend.word.write.paper import paper as export_paper

__version__ = "0.1.0"

_PLACES = {
    "AmendError": "amend.errors",
    "Amendment": "amend.model.amendment",
    "Applied": "amend.engine.apply.apply",
    "Bill": "amend.model.provision",
    "Blame": "amend.ledger.blame",
    "Comparison": "amend.engine.compare.comparison",
    "Conflicts": "amend.drafting.conflicts",
    "Drafted": "amend.drafting.reverse",
    "Effect": "amend.acts.effects",
    "Explanation": "amend.drafting.explain",
    "Proposal": "amend.drafting.proposal",
    "Proposals": "amend.drafting.proposal",
    "propose": "amend.drafting.proposal",
    "propose_together": "amend.drafting.proposal",
    "Finding": "amend.model.finding",
    "Grouped": "amend.drafting.group",
    "History": "amend.ledger.history",
    "House": "amend.model.house",
    "Keeling": "amend.acts.consolidate",
    "Knife": "amend.drafting.scenario",
    "Listing": "amend.drafting.marshal",
    "Marshalled": "amend.drafting.marshal",
    "Merged": "amend.engine.compare.merge",
    "Outcome": "amend.engine.apply.apply",
    "Position": "amend.model.position",
    "Rebased": "amend.drafting.rebase",
    "Reprinted": "amend.engine.reprint.reprint",
    "Scenario": "amend.drafting.scenario",
    "Status": "amend.ledger.status",
    "Verified": "amend.ledger.verify",
    "add_position": "amend.ledger.recording:add",
    "adopt": "amend.ledger.adopting",
    "apply": "amend.drafting.make",
    "blame": "amend.ledger.blame",
    "check": "amend.drafting.rules.check",
    "compare": "amend.engine.compare.compare",
    "conflicts": "amend.drafting.conflicts",
    "convert": "amend.drafting.convert",
    "draft": "amend.drafting.reverse",
    "effects": "amend.acts.effects",
    "evidence": "amend.ledger.evidence:relied_on",
    "explain": "amend.drafting.explain",
    "export": "amend.word.write.export",
    "export_paper": "amend.word.write.paper:paper",
    "fetch_act": "amend.sources.acts",
    "fetch_amendments": "amend.sources.amendments",
    "fetch_bill": "amend.sources.bills",
    "fetch_calendar": "amend.sources.calendar",
    "fetch_divisions": "amend.sources.divisions",
    "find": "amend.model.occurrences:find_words",
    "group": "amend.drafting.group",
    "history": "amend.ledger.history",
    "import_bill": "amend.word.bills.rows:read",
    "import_print": "amend.documents.prints",
    "import_edits": "amend.word.edits.import_edits",
    "import_paper": "amend.drafting.papers:read",
    "import_word_paper": "amend.word.edits.import_paper",
    "init": "amend.ledger.git.founding",
    "keeling": "amend.acts.consolidate",
    "lines": "amend.engine.reprint.layout:lined",
    "marshal": "amend.drafting.marshal",
    "matrix": "amend.ledger.stances",
    "merge": "amend.engine.compare.merge",
    "new": "amend.drafting.skeleton",
    "paper": "amend.drafting.papers:gathered",
    "positions": "amend.ledger.positions",
    "read": "amend.formats.akn",
    "rebase": "amend.drafting.rebase",
    "record": "amend.ledger.recording",
    "reprint": "amend.engine.reprint.reprint",
    "scenario": "amend.drafting.scenario",
    "seal": "amend.ledger.git.seal",
    "serve": "amend.web.serve",
    "sides": "amend.ledger.two_actors",
    "site": "amend.web.site.site",
    "status": "amend.ledger.status",
    "timeline": "amend.ledger.stances",
    "verify": "amend.ledger.verify",
    "watch": "amend.sources.watch",
    "write": "amend.formats.akn",
}
"""The module that each public name comes from, and after a colon its name there where that is another."""


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module “amend” has no attribute “{name}”")
    module, _, there = _PLACES[name].partition(":")
    found: object = getattr(import_module(module), there or name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*__all__, "__all__", "__doc__", "__file__", "__name__", "__version__"]


def drafts(*places: Path | str) -> list[Amendment]:
    """The amendments in draft files, and in the .md files of folders. Raises DraftError, ReadError."""
    from amend.formats.draft import read_all

    return read_all([Path(place) for place in places])


__all__ = [
    "AmendError",
    "Amendment",
    "Applied",
    "Bill",
    "Blame",
    "Comparison",
    "Conflicts",
    "Drafted",
    "Effect",
    "Explanation",
    "Finding",
    "Grouped",
    "History",
    "House",
    "Keeling",
    "Knife",
    "Listing",
    "Marshalled",
    "Merged",
    "Outcome",
    "Position",
    "Proposal",
    "Proposals",
    "Rebased",
    "Reprinted",
    "Scenario",
    "Status",
    "Verified",
    "add_position",
    "adopt",
    "apply",
    "blame",
    "check",
    "compare",
    "conflicts",
    "convert",
    "draft",
    "drafts",
    "effects",
    "evidence",
    "explain",
    "export",
    "export_paper",
    "fetch_act",
    "fetch_amendments",
    "fetch_bill",
    "fetch_calendar",
    "fetch_divisions",
    "find",
    "group",
    "history",
    "import_bill",
    "import_edits",
    "import_paper",
    "import_print",
    "import_word_paper",
    "init",
    "keeling",
    "lines",
    "marshal",
    "matrix",
    "merge",
    "new",
    "paper",
    "positions",
    "propose",
    "propose_together",
    "read",
    "rebase",
    "record",
    "reprint",
    "scenario",
    "seal",
    "serve",
    "sides",
    "site",
    "status",
    "timeline",
    "verify",
    "watch",
    "write",
]
