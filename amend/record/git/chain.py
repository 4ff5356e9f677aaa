"""The chain of commits from the first record to the last, checked: what was recorded, when, and whether it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from amend.errors import AmendError
from amend.formats import position
from amend.model.finding import Finding
from amend.record.git import entries
from amend.record.git.command import Git
from amend.record.git.repository import Commit, FileChange, Repository
from amend.record.workspace import actor_of, is_position

SKEW = timedelta(days=1)
"""How far the clocks of two people's machines may be apart."""

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


def check(repository: Repository, today: date | None = None) -> Chain:
    """Walk the chain of the commit that is checked out. today: by default today. Raises RecordError."""
    commits = repository.commits(oldest_first=True, merges=True)
    git = repository.git
    findings = [*_damage(git), *_cut_off(git)]
    findings += _out_of_order(commits)
    findings += _positions(repository, commits, today or date.today())
    signed, good, unsound = _signatures(git)
    return Chain(len(commits), signed, good, (*findings, *unsound))


def _damage(git: Git) -> Iterator[Finding]:
    """What git finds wrong with what it holds: each object is what its id says, and none is missing."""
    done = git.run("fsck", "--strict", "--no-dangling", "--no-progress")
    if done.code:
        rows = [*done.err.splitlines(), *done.out.decode("utf-8", "replace").splitlines()]
        yield from (Finding(f"git fsck: {row}") for row in rows if row.strip())


def _cut_off(git: Git) -> Iterator[Finding]:
    if git.line("rev-parse", "--is-shallow-repository") == "true":
        message = "the record before its first commit here was not fetched: git fetch --unshallow"
        yield Finding(message, level="note")


def _out_of_order(commits: Iterable[Commit]) -> Iterator[Finding]:
    """Commits that say that they were recorded before one that they follow."""
    recorded = {commit.id: commit.recorded for commit in commits}
    for commit in commits:
        for parent in commit.parents:
            if parent in recorded and recorded[parent] - commit.recorded > SKEW:
                yield Finding(
                    f"it says that it was recorded on {commit.recorded:%d %B %Y},"
                    f" before the one that it follows, of {recorded[parent]:%d %B %Y}",
                    commit.id[:10],
                )


def _positions(repository: Repository, commits: list[Commit], today: date) -> Iterator[Finding]:
    """What is wrong with how positions came in, and how they changed."""
    changes = [(commit, change) for commit in commits for change in commit.changes if is_position(change.path)]
    contents = repository.contents(change.after for _, change in changes if change.kind == "A")
    standing: dict[str, str] = {}
    for commit, change in changes:
        if change.kind == "A" and standing.get(change.path, "") in ("", change.after):
            standing[change.path] = change.after
            yield from _came_in(commit, change, contents.get(change.after, b""), today)
            continue
        standing[change.path] = change.after
        if not commit.trailer(entries.WHY) and not _explained(commit):
            what = "taken away" if change.kind == "D" else "changed"
            yield Finding(f"it was {what} in {commit.id[:10]}, which does not say why", change.path)


def _explained(commit: Commit) -> bool:
    """Whether a commit that git alone made says more than its subject; one of ours repeats what the file says."""
    return bool(commit.body) and not commit.trailer("Position")


def _came_in(commit: Commit, change: FileChange, content: bytes, today: date) -> Iterator[Finding]:
    """What is wrong with the commit by which a position came in: its author, and its date beside the file's."""
    actor = actor_of(change.path)
    if commit.address != entries.address(actor):
        said = f"{commit.author} <{commit.address}>"
        yield Finding(f"its author in {commit.id[:10]} is {said}, not the actor {actor}", change.path, level="note")
        return
    try:
        when = position.loads(content.decode("utf-8", "replace"), actor, source=change.path).when
    except AmendError as error:
        yield Finding(f"as it was recorded in {commit.id[:10]}: {error.fault}", change.path)
        return
    if when.latest is None:
        return
    if commit.written != entries.noon(when.latest):
        message = f"it is of {when}, and {commit.id[:10]} dates it {commit.written:%Y-%m-%d}"
        yield Finding(message, change.path)
    if when.earliest is not None and when.earliest > today:
        yield Finding(f"it is of {when}, which is yet to come", change.path)


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
