"""Whether a repository is ready to be recorded in, or what must be done first."""

from __future__ import annotations

from dataclasses import dataclass

from amend.errors import RecordError
from amend.ledger.git.command import Git, refused

_UNDER_WAY = {
    "rebase-merge": ("a rebase", "git rebase --continue, or --abort"),
    "rebase-apply": ("a rebase", "git rebase --continue, or --abort"),
    "MERGE_HEAD": ("a merge", "git merge --continue, or --abort"),
    "CHERRY_PICK_HEAD": ("a cherry-pick", "git cherry-pick --continue, or --abort"),
    "REVERT_HEAD": ("a revert", "git revert --continue, or --abort"),
}
"""What git keeps in its directory while something is under way, what that is, and how it is ended."""


@dataclass(frozen=True, slots=True)
class Tip:
    """The branch that is recorded on ("refs/heads/main"), and the ids of its last commit and of its tree."""

    branch: str
    commit: str
    tree: str


def ready(git: Git) -> Tip:
    """Where the next record goes. Raises RecordError, with what to do, while the repository is not ready."""
    for name, (what, remedy) in _UNDER_WAY.items():
        if (git.directory / name).exists():
            raise RecordError(f"{what} is under way", place=str(git.folder), remedy=f"end it first: {remedy}")
    branch = git.run("symbolic-ref", "--quiet", "HEAD")
    if branch.code:
        raise RecordError(
            "no branch is checked out (HEAD is detached)",
            place=str(git.folder),
            remedy="check one out: git switch main",
        )
    found = git.run("rev-parse", "HEAD^{commit}", "HEAD^{tree}")
    if found.code:
        raise RecordError(
            "nothing is recorded yet on this branch", place=str(git.folder), remedy="make a workspace: amend init DIR"
        )
    staged = git.run("diff-index", "--cached", "--quiet", "HEAD", "--")
    if staged.code == 1:
        raise RecordError(
            "other changes are staged, and would be recorded too",
            place=str(git.folder),
            remedy="commit them, or take them out of the index: git restore --staged .",
        )
    if staged.code:
        raise refused(staged, "diff-index", git.folder)
    commit, tree = found.out.decode().split()
    return Tip(branch.out.decode("utf-8", "surrogateescape").strip(), commit, tree)
