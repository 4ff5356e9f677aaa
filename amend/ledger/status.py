"""How the record stands: what is not recorded, what is drafted to an older print, which positions lack a source."""

from __future__ import annotations

from dataclasses import dataclass

from amend.formats import position
from amend.ledger.git import drivers, transaction
from amend.ledger.git.repository import Repository
from amend.ledger.workspace import Workspace
from amend.model.house import same_print

_KINDS = {"?": "new", "A": "new", "D": "gone", "U": "in conflict"}


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """A file that is not as it was last recorded. kind: "new", "changed", "gone", "in conflict"."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class ToAnother:
    """An amendment to a print that is not the current one. print: the number that it names."""

    path: str
    number: str
    print: str


@dataclass(frozen=True, slots=True)
class Unsourced:
    """A position that names no source."""

    path: str
    id: str


@dataclass(frozen=True, slots=True)
class Status:
    """How the record of a workspace stands.

    bill, print: what is drafted against; "" while there is no Bill. positions, drafts: how many there are. unrecorded:
    what changed since the last record. older: amendments that name a print other than the current one, in order of
    their place. unsourced: positions without a source. broken: what is wrong with each file that could not be read.
    settled: what a record that was cut short needed, in a sentence; "" when there was none. drivers: what is wrong with
    how git is told to run this tool, in a sentence; "" for nothing.
    """

    bill: str
    print: str
    positions: int
    drafts: int
    unrecorded: tuple[Unrecorded, ...]
    older: tuple[ToAnother, ...]
    unsourced: tuple[Unsourced, ...]
    broken: tuple[str, ...]
    settled: str = ""
    drivers: str = ""


def status(workspace: Workspace) -> Status:
    """How the record stands. What a record that was cut short left is settled first. Raises AmendError."""
    settled = transaction.settle(workspace)
    repository = Repository.of(workspace)
    changed = repository.changed()
    wrong = drivers.fault(repository.git)
    taken, broken = position.read_each(workspace.drafts) if workspace.drafts.is_dir() else ([], [])
    tabled, unread = workspace.amendments()
    return Status(
        bill=workspace.bill,
        print=workspace.print,
        positions=len(taken),
        drafts=len(tabled),
        unrecorded=tuple(Unrecorded(path, _kind(letters)) for letters, path in changed),
        older=tuple(
            ToAnother(workspace.place(one.source), one.number, one.print)
            for one in tabled
            if workspace.print and not same_print(one.print, workspace.print)
        ),
        unsourced=tuple(Unsourced(workspace.place(one.source), one.id) for one in taken if not one.sources),
        broken=tuple(dict.fromkeys(str(error) for error in (*broken, *unread))),
        settled=settled,
        drivers=f"{wrong}; put it right with: amend git-setup" if wrong else "",
    )


def _kind(letters: str) -> str:
    """What two letters of `git status --short` say of a file."""
    if letters in ("AA", "DD") or "U" in letters:
        return "in conflict"
    return next((_KINDS[letter] for letter in letters if letter in _KINDS), "changed")
