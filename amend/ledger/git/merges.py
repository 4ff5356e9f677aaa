"""What a merge undid: a position or an amendment that one of the merged sides recorded, and that is not there after it.

Where only one side changed a file since the last commit that both have, a merge keeps that change. One that has the
file as it was before, as `git merge -s ours` leaves it, is equal to one of its parents, so git shows nothing of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from amend.ledger.git import came_in
from amend.ledger.git.repository import Commit, FileChange, Repository
from amend.ledger.workspace import is_draft, is_position
from amend.model.finding import Finding


def merge_findings(repository: Repository, commits: Sequence[Commit], cut_off: frozenset[str]) -> Iterator[Finding]:
    """What is wrong with the merges of a chain, given oldest first. cut_off: the first commits of a shallow clone."""
    merges = [commit for commit in commits if len(commit.parents) > 1]
    changed = repository.merged(merges)
    ids = [id for sides in changed.values() for side in sides for c in side.values() for id in (c.before, c.after)]
    contents = repository.contents(ids)
    history = _Descent(commits, cut_off)
    for merge in merges:
        sides = changed.get(merge.id, ())
        history.note(merge, sides)
        if len(sides) != len(merge.parents):
            continue  # a parent is not here
        for path in dict.fromkeys(path for side in sides for path in side):
            if is_position(path) or is_draft(path):
                yield from _of_file(history, merge, path, sides, contents)


def _of_file(
    history: _Descent,
    merge: Commit,
    path: str,
    sides: Sequence[Mapping[str, FileChange]],
    contents: Mapping[str, bytes],
) -> Iterator[Finding]:
    change = next(side[path] for side in sides if path in side)
    result = change.after
    before = [side[path].before if path in side else result for side in sides]
    if came_in.explained(merge, set().union(*(came_in.ids_of(s[path], contents) for s in sides if path in s))):
        return
    if len(set(before)) == 1:  # the sides agreed, and the merge has something else
        if is_position(path):
            yield came_in.unexplained(merge, change)
        return
    moved = history.moved(merge, path, before)
    if moved is None:
        return  # how the sides parted was not fetched
    recorded = {before[at]: commit for at, commit in moved.items()}
    lost = [commit for content, commit in recorded.items() if content != result]
    if not lost or (result in recorded and not is_position(path)):
        return
    level = came_in.unexplained(merge, change).level if is_position(path) else "note"
    told = lost[0].id[:10]
    if result in recorded:
        message = (
            f"two versions of it met in the merge {merge.id[:10]}, which dropped that of {told} and does not say why"
        )
    elif result in before:
        message = f"the merge {merge.id[:10]} undid what was recorded of it in {told}, and does not say why"
    elif not is_position(path):
        return
    else:
        message = f"it was changed in the merge {merge.id[:10]}, which does not say why"
    yield Finding(message, path, level=level)


@dataclass(slots=True)
class _Touch:
    """A commit that changed a file. before: the id of what it held until then."""

    commit: Commit
    before: str


class _Descent:
    """Which commits lead to which, and which changed a file."""

    def __init__(self, commits: Sequence[Commit], cut_off: frozenset[str]) -> None:
        self._commits = {commit.id: commit for commit in commits}
        self._order = {commit.id: at for at, commit in enumerate(commits)}
        self._cut_off = cut_off
        self._touched: dict[str, list[_Touch]] = defaultdict(list)
        self._sides: dict[str, list[set[str]]] = {}
        for commit in commits:
            if len(commit.parents) < 2 and commit.id not in cut_off:
                self._note(commit, commit.changes)

    def note(self, merge: Commit, sides: Sequence[Mapping[str, FileChange]]) -> None:
        """Take in what a merge has that none of its parents had."""
        if sides:
            self._note(merge, [change for path, change in sides[0].items() if all(path in side for side in sides)])

    def _note(self, commit: Commit, changes: Sequence[FileChange]) -> None:
        for change in changes:
            self._touched[change.path].append(_Touch(commit, change.before))

    def moved(self, merge: Commit, path: str, before: Sequence[str]) -> dict[int, Commit] | None:
        """The sides of a merge that changed a file since they parted, by number, each with the last commit that did.

        None where they parted before what a shallow clone has.
        """
        sides = self._of(merge)
        if any(not side.isdisjoint(self._cut_off) for side in sides):
            return None
        found = {}
        for at, side in enumerate(sides):
            touches = sorted(
                (touch for touch in self._touched[path] if touch.commit.id in side),
                key=lambda touch: self._order[touch.commit.id],
            )
            if touches and touches[0].before != before[at]:  # else it was changed there and changed back
                found[at] = touches[-1].commit
        return found

    def _of(self, merge: Commit) -> list[set[str]]:
        """For each parent of a merge the commits that lead to it and not to all the others too."""
        if merge.id not in self._sides:
            reached = [self._reached(parent) for parent in merge.parents]
            common = set.intersection(*reached)
            self._sides[merge.id] = [one - common for one in reached]
        return self._sides[merge.id]

    def _reached(self, start: str) -> set[str]:
        found, open_ = {start}, [start]
        while open_:
            commit = self._commits.get(open_.pop())
            new = [parent for parent in (commit.parents if commit else ()) if parent not in found]
            found.update(new)
            open_ += new
        return found
