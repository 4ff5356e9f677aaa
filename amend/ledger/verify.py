"""Whether the record stands: its chain, its positions and their sources, and the amendments to the prints they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from amend.drafting import make
from amend.engine.apply.apply import Prepared
from amend.errors import AmendError, ReadError
from amend.formats import position
from amend.formats.files import BOM, read_bytes
from amend.ledger import official
from amend.ledger.git import anchor, chain, transaction
from amend.ledger.git.repository import Repository
from amend.ledger.prints import AtHand, by_print
from amend.ledger.workspace import NAME, Workspace, actor_of, is_draft, is_kept, is_position
from amend.model.amendment import Amendment
from amend.model.finding import Finding, Level
from amend.model.house import same_print


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked, and what was found. commits, signed, positions, drafts: how many there are.

    good: how many of those that are signed have a signature that holds. settled: what a record that was cut short
    needed first, in a sentence; "" when there was none. against: what outside it was held against; "" for nothing, and
    then a history that was rewritten or shortened is not seen.
    """

    commits: int
    signed: int
    good: int
    positions: int
    drafts: int
    findings: tuple[Finding, ...]
    settled: str = ""
    against: str = ""

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong; there may be notes."""
        return all(finding.level == "note" for finding in self.findings)


def verify(workspace: Workspace, against: str = "") -> Verified:
    """Check the record of a workspace from its first commit.

    against: the file of a seal, the name of a remote or a commit that it must follow from. Raises RecordError where
    there is no record to be read, or nothing of that name to hold it against.
    """
    settled = transaction.settle(workspace)
    repository = Repository.of(workspace)
    repository.head()
    anchored = anchor.anchor_of(repository, against) if against else None
    walked = chain.walk_chain(repository)
    found = [*walked.findings, *_unrecorded(workspace, repository)]
    if anchored is not None:
        found += anchor.anchor_findings(repository, anchored)
    taken, broken = position.read_each(workspace.drafts) if workspace.drafts.is_dir() else ([], [])
    found += [Finding(str(error)) for error in broken]
    found += [Finding("it names no source", workspace.place(one.source)) for one in taken if not one.sources]
    found += official.origin_findings(workspace)
    drafts, unread = workspace.amendments()
    found += [Finding(str(error)) for error in unread if str(error) not in map(str, broken)]
    at_hand = AtHand(workspace.bills, workspace.drafts, workspace)
    found += [*_current(workspace, at_hand), *_unplaced(workspace, at_hand, drafts)]
    return Verified(
        walked.commits,
        walked.signed,
        walked.good,
        len(taken),
        len(drafts) + len(unread),
        tuple(found),
        settled,
        anchored.called if anchored else "",
    )


def _unrecorded(workspace: Workspace, repository: Repository) -> Iterator[Finding]:
    """Positions that are not as they were recorded; amendments in that state are at work, which is only noted."""
    changed = {path: letters == "??" for letters, path in repository.changed()}
    for path in _hidden(workspace, repository):
        changed.setdefault(path, False)
    for path, new in changed.items():
        if is_position(path) or is_kept(path):
            yield Finding("it is not recorded" if new else "it was changed, and that is not recorded", path)
        elif is_draft(path):
            yield Finding("as it now is, it is not recorded", path, level="note")


def _hidden(workspace: Workspace, repository: Repository) -> Iterator[str]:
    """The recorded files that are not as they were recorded, whatever git was told to assume of them or to ignore."""
    held = {path: id for path, id in repository.files("HEAD", "drafts").items() if is_position(path) or is_draft(path)}
    contents = repository.contents(held.values())
    for path, id in held.items():
        try:
            now = read_bytes(workspace.root / path)
        except ReadError:
            yield path
            continue
        if _plain(now) != _plain(contents.get(id, b"").removeprefix(BOM)):
            yield path
    if workspace.drafts.is_dir():
        for file in sorted(workspace.drafts.glob(f"*/{position.FOLDER}/*.md")):
            path = workspace.place(str(file))
            if is_position(path) and path not in held:
                yield path


def _plain(content: bytes) -> bytes:
    """What a file holds, whatever line ends a checkout has given it."""
    return content.replace(b"\r\n", b"\n")


def _current(workspace: Workspace, at_hand: AtHand) -> Iterator[Finding]:
    """What is wrong with the current print: it is not where amend.toml says, or has another number."""
    if not workspace.file:
        return
    try:
        number = at_hand.current.bill.number
    except AmendError as error:
        yield Finding(f"the current print: {error}", NAME)
        return
    if not same_print(number, workspace.print):
        yield Finding(f"it names {workspace.print} as the current print, and {workspace.file} is {number}", NAME)


def _unplaced(workspace: Workspace, at_hand: AtHand, drafts: Iterable[Amendment]) -> Iterator[Finding]:
    """The amendments that can no longer be made to the print that they name; of two to the same words a note only."""
    ready: dict[str, Prepared] = {}
    for actor, package in groupby(drafts, key=lambda one: actor_of(workspace.place(one.source))):
        for number, amendments in by_print(package).items():
            try:
                bill = at_hand.numbered(number).bill
            except ReadError as error:
                yield Finding(error.without_place, f"drafts/{actor}")
                continue
            if number not in ready:
                ready[number] = Prepared(bill)
            for told in make.findings(ready[number], amendments):
                if told.level == "refusal":  # with a place, its words are there, and another of them changes them too
                    level: Level = "note" if told.place else "finding"
                    yield Finding(f"amendment {told.amendment}: {told.message}", f"drafts/{actor}", level=level)
