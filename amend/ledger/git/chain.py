"""The chain of commits from the first record to the last, checked: what was recorded, when, and whether it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from amend.ledger.git import came_in, merges
from amend.ledger.git.came_in import SKEW
from amend.ledger.git.command import Git
from amend.ledger.git.repository import Commit, Repository
from amend.ledger.workspace import is_position
from amend.model.finding import Finding

_SIGNED = re.compile(r"^gpgsig(-sha256)? ", re.M)
_NOT_IN_ORDER = {
    "B": "its signature is bad: it is not what was signed",
    "R": "it was signed with a key that was revoked",
    "X": "its signature has expired",
    "Y": "it was signed with a key that had expired",
}
"""What `git log --format=%G?` says of a signature that does not hold, and what that means."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What was found along the chain. commits: how many; signed: how many of them; good: whose signature holds."""

    commits: int
    signed: int
    good: int
    findings: tuple[Finding, ...]


def walk_chain(repository: Repository, today: date | None = None) -> Chain:
    """Walk the chain of the commit that is checked out. today: by default today. Raises RecordError."""
    commits = repository.commits(oldest_first=True)
    git = repository.git
    cut_off = repository.cut_off()
    now = datetime.now(UTC)
    findings = [*_damage(git), *_cut_off(commits, cut_off)]
    findings += _out_of_order(commits, now)
    findings += _came_in(repository, [one for one in commits if one.id not in cut_off], today or date.today())
    findings += merges.merge_findings(repository, commits, cut_off)
    signed, good, unsound = _signatures(git)
    return Chain(len(commits), signed, good, (*findings, *unsound))


def _damage(git: Git) -> Iterator[Finding]:
    """What git finds wrong with what it holds: each object is what its id says, and none is missing."""
    done = git.run("fsck", "--strict", "--no-dangling", "--no-progress")
    if done.code:
        rows = [*done.err.splitlines(), *done.out.decode("utf-8", "replace").splitlines()]
        yield from (Finding(f"git fsck: {row}") for row in rows if row.strip() and not row.startswith("hint:"))


def _cut_off(commits: Iterable[Commit], cut_off: frozenset[str]) -> Iterator[Finding]:
    """What a shallow clone cannot be asked: how the files of its first commits came in."""
    first = [commit for commit in commits if commit.id in cut_off]
    if first:
        came = sum(is_position(change.path) for commit in first for change in commit.changes)
        what = f"; so how {came} positions came in is not checked" if came else ""
        message = f"the record before its first commit here was not fetched{what}: git fetch --unshallow"
        yield Finding(message, level="note")


def _out_of_order(commits: Iterable[Commit], now: datetime) -> Iterator[Finding]:
    """Commits that say that they were recorded before one that they follow, or on a day that is yet to come."""
    recorded = {commit.id: commit.recorded for commit in commits}
    for commit in commits:
        if commit.recorded - now > SKEW:
            message = f"it says that it was recorded on {commit.recorded:%d %B %Y}, which is yet to come"
            yield Finding(message, commit.id[:10])
        for parent in commit.parents:
            if parent in recorded and now >= recorded[parent] - SKEW > commit.recorded:
                yield Finding(
                    f"it says that it was recorded on {commit.recorded:%d %B %Y},"
                    f" before the one that it follows, of {recorded[parent]:%d %B %Y}",
                    commit.id[:10],
                )


def _came_in(repository: Repository, commits: list[Commit], today: date) -> Iterator[Finding]:
    """What is wrong with how positions and amendments came in, and how positions changed."""
    alone = [commit for commit in commits if len(commit.parents) < 2]
    contents = repository.contents(id for commit in alone for id in came_in.wanted(commit))
    for commit in alone:
        yield from came_in.commit_findings(commit, contents, today)


def _signatures(git: Git) -> tuple[int, int, list[Finding]]:
    """How many commits are signed, how many signatures hold, and what is wrong with the others."""
    signed = _signed(git)
    if not signed:
        return 0, 0, []
    given = "".join(f"{id}\n" for id in signed).encode()
    rows = git.ask("log", "--no-walk=unsorted", "--stdin", "--no-show-signature", "--format=%H %G?", given=given)
    findings: list[Finding] = []
    good = 0
    for row in rows.decode().splitlines():
        id, _, found = row.partition(" ")
        if found in ("G", "U"):
            good += 1
        elif found in _NOT_IN_ORDER:
            findings.append(Finding(_NOT_IN_ORDER[found], id[:10]))
        else:
            findings.append(Finding("it is signed, and the key to check that with is not here", id[:10], level="note"))
    return len(signed), good, findings


def _signed(git: Git) -> list[str]:
    """The commits that carry a signature."""
    raw = git.ask("log", "--no-show-signature", "--no-color", "--format=raw", "--no-patch", "-z")
    parts = raw.decode("utf-8", "replace").split("\0")
    heads = (part.partition("\n\n")[0] for part in parts if part)
    return [head.split()[1] for head in heads if _SIGNED.search(head)]
