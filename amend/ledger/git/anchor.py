"""The record beside something outside it: a seal, a remote, or another commit. Only that shows a history rewritten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from amend.errors import RecordError
from amend.ledger.git import seal
from amend.ledger.git.repository import Repository
from amend.model.finding import Finding


@dataclass(frozen=True, slots=True)
class KeptOutside:
    """What the record is held against. called: in words, for messages. commit: its last commit. sums: of the positions
    that a seal names; None for what is no seal. commits: how many lead to that commit; None for what is no seal."""

    called: str
    commit: str
    sums: Mapping[str, str] | None = None
    commits: int | None = None


def anchor_of(repository: Repository, said: str) -> KeptOutside:
    """The anchor that is meant: the file of a seal, the name of a remote, or a commit, looked for in that order.

    A remote is asked for the branch that is checked out here; nothing is fetched. Raises RecordError, DraftError.
    """
    if Path(said).is_file():
        made = seal.read(said)
        return KeptOutside(f"the seal {said}", made.commit, made.sums, made.commits)
    git = repository.git
    if said in git.ask("remote").decode("utf-8", "replace").split("\n")[:-1]:
        branch = git.line("rev-parse", "--symbolic-full-name", "HEAD")
        rows = git.ask("ls-remote", "--quiet", "--", said, branch).decode("utf-8", "replace").splitlines()
        found = next((row.split("\t")[0] for row in rows if row.endswith(f"\t{branch}")), "")
        if not found:
            raise RecordError(f"the remote {said} has no {branch}", remedy="push there first, or name a commit")
        return KeptOutside(f"{branch.removeprefix('refs/heads/')} of {said}", found)
    done = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{said}^{{commit}}")
    if done.code:
        raise RecordError(
            f"“{said}” is no seal, no remote and no commit here",
            remedy="name the file that “amend position seal” wrote, a remote such as origin, or a commit",
        )
    return KeptOutside(said, done.out.decode().strip())


def anchor_findings(repository: Repository, anchor: KeptOutside) -> Iterator[Finding]:
    """Where the record does not follow from its anchor."""
    git, head = repository.git, repository.head()
    here = not git.run("cat-file", "-e", f"{anchor.commit}^{{commit}}").code
    id = anchor.commit[:10]
    if not here and anchor.sums is None:
        message = f"the last commit of {anchor.called}, {id}, is not here: fetch it, then verify again"
        yield Finding(message, id)
        return
    follows = here and not git.run("merge-base", "--is-ancestor", anchor.commit, head).code
    if follows:
        yield from _sealed(repository, anchor, anchor.commit)
        return
    if repository.cut_off():
        yield Finding(f"whether it follows {anchor.called} cannot be told in a clone that is cut off", id, level="note")
        return
    if here and not git.run("merge-base", "--is-ancestor", head, anchor.commit).code:
        missing = git.line("rev-list", "--count", f"{head}..{anchor.commit}")
        what = "one commit" if missing == "1" else f"{missing} commits"
        yield Finding(
            f"{what} of {anchor.called} are not in the record: it was shortened, or they are to be pulled", id
        )
    else:
        message = f"the record does not follow from {anchor.called}: its history was rewritten or shortened since"
        yield Finding(message, id)
    yield from _sealed(repository, anchor, head)


def _sealed(repository: Repository, anchor: KeptOutside, commit: str) -> Iterator[Finding]:
    """The positions of a seal that a commit does not hold as they were sealed."""
    if anchor.sums is None:
        return
    if commit == anchor.commit and not repository.cut_off():
        count = int(repository.git.line("rev-list", "--count", commit))
        if count != anchor.commits:
            yield Finding(
                f"{anchor.called} counts {anchor.commits} commits up to it, and there are {count}", commit[:10]
            )
    now = seal.sums(repository, commit)
    for path, sum in anchor.sums.items():
        if path not in now:
            yield Finding(f"it is in {anchor.called}, and no longer there", path)
        elif now[path] != sum:
            yield Finding(f"it is not as it was in {anchor.called}", path)
