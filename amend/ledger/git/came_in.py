"""How a position or an amendment came into the record, or was changed there, and whether the commit says the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from amend.errors import AmendError
from amend.formats import draft, position
from amend.ledger.git import entries
from amend.ledger.git.entries import Entry
from amend.ledger.git.repository import Commit, FileChange, message_parts
from amend.ledger.workspace import actor_of, is_draft, is_position
from amend.model.finding import Finding
from amend.model.position import Position

SKEW = timedelta(days=1)
"""How far the clocks of two people's machines may be apart."""

_SAID = ("Position", "Stance", "Amendment", "Source")
"""The trailers that repeat what the file of a position says."""


def wanted(commit: Commit) -> Iterator[str]:
    """The ids of the contents that `findings` needs."""
    for change in commit.changes:
        if is_position(change.path) or is_draft(change.path):
            yield from filter(None, (change.before, change.after))


def commit_findings(commit: Commit, contents: Mapping[str, bytes], today: date) -> Iterator[Finding]:
    """What is wrong with a commit that is no merge, by what it changed."""
    touched = [change for change in commit.changes if is_position(change.path)]
    for change in touched:
        if change.kind == "A":
            yield from _came_in(commit, change, contents, today, alone=len(touched) == 1)
        elif not explained(commit, ids_of(change, contents)):
            yield unexplained(commit, change)
        elif change.kind != "D" and commit.trailer("Position") and len(touched) == 1:
            yield from _says_the_same(commit, change, contents)
    if not touched:
        yield from _of_draft(commit, contents)


def ids_of(change: FileChange, contents: Mapping[str, bytes]) -> set[str]:
    """The numbers of a position before a change and after it; empty where neither can be read."""
    found = set()
    for content in (change.before, change.after):
        try:
            found.add(_read(change.path, contents.get(content, b"")).id)
        except AmendError:
            continue  # a file that cannot be read has no number
    return found


def explained(commit: Commit, ids: set[str]) -> bool:
    """Whether a commit says why it changed a position: all that it changed, or those that it names."""
    named = commit.every("Position")
    return bool(commit.trailer(entries.WHY)) and (not named or not ids.isdisjoint(named))


def unexplained(commit: Commit, change: FileChange) -> Finding:
    """The finding of a position that was changed or taken away without a reason."""
    what = "taken away" if change.kind == "D" else "changed"
    return Finding(f"it was {what} in {commit.id[:10]}, which does not say why", change.path)


def _came_in(
    commit: Commit, change: FileChange, contents: Mapping[str, bytes], today: date, *, alone: bool
) -> Iterator[Finding]:
    """What is wrong with the commit by which a position came in: its author, its date and what it says of it."""
    try:
        taken = _read(change.path, contents.get(change.after, b""))
    except AmendError as error:
        yield Finding(f"as it was recorded in {commit.id[:10]}: {error.fault}", change.path)
        return
    if commit.trailer("Position") and alone:
        yield from _says_the_same(commit, change, contents)
    elif commit.address != entries.address(taken.actor):
        yield _not_the_actor(commit, change, sure=commit.address.endswith(f"@{entries.DOMAIN}"))
    elif taken.when.latest is not None:
        yield from _dated(commit, change, taken)
    earliest = taken.when.earliest
    if earliest is not None and earliest > today:
        yield Finding(f"it is of {taken.when}, which is yet to come", change.path)
    elif earliest is not None and earliest > commit.recorded.date() < earliest - SKEW:
        message = f"it is of {taken.when}, and {commit.id[:10]} says that it was recorded on {commit.recorded:%Y-%m-%d}"
        yield Finding(message, change.path)


def _says_the_same(commit: Commit, change: FileChange, contents: Mapping[str, bytes]) -> Iterator[Finding]:
    """Where a commit in the form of ours says another thing than the file that it brings."""
    try:
        taken = _read(change.path, contents.get(change.after, b""))
    except AmendError as error:
        yield Finding(f"as it was recorded in {commit.id[:10]}: {error.fault}", change.path)
        return
    entry = entries.of_position(taken, commit.written, why=commit.trailer(entries.WHY))
    subject, body, trailers = message_parts(entry.message)
    if commit.address != entry.address:
        yield _not_the_actor(commit, change, sure=True)
    elif commit.author != entry.author:
        yield Finding(f"it is of {entry.author}, and {commit.id[:10]} gives {commit.author} as its author", change.path)
    yield from _dated(commit, change, taken)
    for key in _SAID:
        here, there = (" and ".join(v for k, v in found if k == key) for found in (trailers, commit.trailers))
        if here != there:
            said = f"“{there}”" if there else "nothing"
            message = f"{commit.id[:10]} says {said} of its {key.lower()}, and the file “{here}”"
            yield Finding(message, change.path)
    if body not in commit.body:
        yield Finding(f"the message of {commit.id[:10]} tells something else than the file", change.path)
    if subject not in commit.subject:
        yield Finding(f"{commit.id[:10]} is headed “{commit.subject}”, and the file says “{subject}”", change.path)


def _dated(commit: Commit, change: FileChange, taken: Position) -> Iterator[Finding]:
    """Where the author date is not the day that the file says."""
    if taken.when.latest is not None and commit.written != entries.noon(taken.when.latest):
        message = f"it is of {taken.when}, and {commit.id[:10]} dates it {commit.written:%Y-%m-%d}"
        yield Finding(message, change.path)


def _not_the_actor(commit: Commit, change: FileChange, *, sure: bool) -> Finding:
    """The finding of another author; a note where somebody may have recorded it with git alone."""
    said = f"{commit.author} <{commit.address}>"
    message = f"its author in {commit.id[:10]} is {said}, not the actor {actor_of(change.path)}"
    return Finding(message, change.path, level="finding" if sure else "note")


def _of_draft(commit: Commit, contents: Mapping[str, bytes]) -> Iterator[Finding]:
    """Where a commit in the form of ours gives an amendment another author, or another number."""
    touched = [change for change in commit.changes if is_draft(change.path) and change.after]
    if len(touched) != 1 or not commit.trailer("Amendment"):
        return
    change = touched[0]
    actor = actor_of(change.path)
    try:
        tabled = draft.loads(contents.get(change.after, b"").decode("utf-8", "replace"), source=change.path)
    except AmendError:
        return  # it is at work: what is wrong with it now is said of the file
    entry: Entry = entries.draft_entry(replace(tabled, source=""), actor, commit.written)
    (expected,) = (value for key, value in message_parts(entry.message)[2] if key == "Amendment")
    if commit.address != entry.address:
        yield _not_the_actor(commit, change, sure=True)
    elif commit.author != entry.author:
        yield Finding(f"it is of {entry.author}, and {commit.id[:10]} gives {commit.author} as its author", change.path)
    if commit.trailer("Amendment") != expected:
        message = f"{commit.id[:10]} says “{commit.trailer('Amendment')}” of it, and the file “{expected}”"
        yield Finding(message, change.path)


def _read(path: str, content: bytes) -> Position:
    return position.loads(content.decode("utf-8", "replace"), actor_of(path), source=path)
