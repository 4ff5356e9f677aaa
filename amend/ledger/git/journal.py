"""What a record is about to do, noted before it does it, so that one cut short can be settled: made whole or undone.

The journal, `amend-record.json` in the git directory, is there from the first file written to the branch moved. The
branch decides: where its last commit holds the files as noted, they are recorded and stay; else the new ones are taken
away, those that it replaces are as that commit has them, and so is the index. No other file is touched.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from amend.errors import RecordError
from amend.formats.files import litter, write_bytes
from amend.ledger.git import staging
from amend.ledger.git.command import Git

NAME = "amend-record.json"

_ID = re.compile(r"(?:[0-9a-f]{40,64})?")
_PATH = re.compile(r"[^\x00-\x1f]{1,4000}")
_LONGEST_NAME = 255
"""Bytes that the name of a file or folder may have."""

_A_MOMENT = 1.0
"""Seconds in which a git that runs is done with a reference."""


@dataclass(frozen=True, slots=True)
class Journal:
    """A record under way.

    written: the files that it writes, by their place from the root, with the SHA-256 of each. kept: those that it
    takes as they are. folders: those that it makes, the outermost first. branch: where it is to go. commit: its id,
    "" until it has one. replaced: the files that it writes in the place of what the last commit has of them, with the
    SHA-256 of each.
    """

    written: dict[str, str]
    kept: list[str]
    folders: list[str]
    branch: str
    commit: str = ""
    replaced: dict[str, str] = field(default_factory=dict)


def checksum(data: bytes) -> str:
    """The sum that a file is known by."""
    return hashlib.sha256(data).hexdigest()


def write_journal(git: Git, journal: Journal) -> None:
    """Write the journal, whole or not at all. Raises WriteError."""
    write_bytes(git.directory / NAME, json.dumps(asdict(journal)).encode())


def close(git: Git) -> None:
    """Take the journal away, with the index of the record: it is settled."""
    staging.remove(git.directory / staging.NAME)
    staging.remove(git.directory / NAME)


def settle_journal(git: Git, *, held: int) -> str:
    """Settle what was cut short, under the lock `held`; what was done, in a sentence, "" when there was nothing.

    Raises RecordError or WriteError when it cannot be settled yet; what is there then stays, to be settled later.
    """
    for left in litter(git.directory, NAME):
        staging.remove(left)
    journal = _read(git)
    if journal is None:
        return ""
    _release(git, journal)
    paths = [*journal.written, *journal.replaced, *journal.kept]
    there = _recorded(git, paths)
    made = bool(journal.commit) and not git.run("merge-base", "--is-ancestor", journal.commit, "HEAD").code
    if not made:
        _take_away(git, journal, there)
    staging.put_back(git, paths, there, held)
    close(git)
    what = ", ".join(paths)
    if made:
        return f"a record that was cut short had been made all the same: {what}"
    return f"a record was cut short, and nothing of it is recorded: {what}"


def _read(git: Git) -> Journal | None:
    file = git.directory / NAME
    broken = RecordError("it is broken", place=str(file), remedy="see “git status”, then delete that file")
    try:
        noted = json.loads(file.read_text("utf-8"))
        journal = Journal(**noted)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise broken from error
    if not _is_whole(noted):
        raise broken
    return journal


def _is_whole(noted: Mapping[str, object]) -> bool:
    """Whether each field is what it should be: sums by files within the work tree, lists of those, a branch, a commit.

    What is not was never written by a record, and nothing is taken away at its word.
    """
    paths: list[object] = [noted["branch"]]
    written, commit, replaced = noted["written"], noted.get("commit", ""), noted.get("replaced", {})
    if not isinstance(written, dict) or not isinstance(replaced, dict):
        return False
    for names in (written, replaced, noted["kept"], noted["folders"]):
        if not isinstance(names, dict | list):
            return False
        paths += names
    return (
        all(isinstance(path, str) and _is_within(path) for path in paths)
        and isinstance(noted["kept"], list)
        and isinstance(noted["folders"], list)
        and all(isinstance(sum, str) for sum in (*written.values(), *replaced.values()))
        and isinstance(commit, str)
        and _ID.fullmatch(commit) is not None
    )


def _is_within(path: str) -> bool:
    """Whether a path names something below the folder that it is taken from, as git writes one."""
    parts = path.split("/")
    odd = any(part in ("", ".", "..", ".git") or len(os.fsencode(part)) > _LONGEST_NAME for part in parts)
    return _PATH.fullmatch(path) is not None and not odd


def _recorded(git: Git, paths: list[str]) -> list[str]:
    """Those of the files that the last commit holds."""
    held = git.ask("ls-tree", "-r", "-z", "--full-tree", "--name-only", "HEAD", "--", *paths).decode()
    return [path for path in held.split("\0") if path]


def _take_away(git: Git, journal: Journal, recorded: list[str]) -> None:
    """Take away the new files that are not recorded, where they are still as they were written, and their folders; have
    those that were replaced as the last commit has them, likewise."""
    for path, sum in (*journal.written.items(), *journal.replaced.items()):
        file = git.folder / path
        for left in litter(file.parent, file.name):
            staging.remove(left)
        with suppress(FileNotFoundError):
            if path in journal.replaced and checksum(file.read_bytes()) == sum:
                write_bytes(file, git.ask("cat-file", "blob", f"HEAD:{path}"))
                continue
            if path not in recorded and checksum(file.read_bytes()) == sum:
                staging.remove(file)
    for folder in reversed(journal.folders):
        with suppress(OSError):  # it is not empty: somebody else has put something there
            (git.folder / folder).rmdir()


def _release(git: Git, journal: Journal) -> None:
    """Take away the locks of git that the record died with; one that may be another's stays, and git will name it."""
    staging.remove(git.directory / f"{staging.NAME}.lock")
    theirs = git.directory / "index.lock"
    with suppress(FileNotFoundError):
        if theirs.read_bytes() == (git.directory / staging.NAME).read_bytes():
            staging.remove(theirs)
    for lock in _references(git, journal):
        with suppress(FileNotFoundError):
            if _ours(lock, git.directory / NAME, journal):
                staging.remove(lock)


def _references(git: Git, journal: Journal) -> Iterator[Path]:
    common = git.line("rev-parse", "--path-format=absolute", "--git-common-dir")
    yield Path(common, f"{journal.branch}.lock")
    yield git.directory / "HEAD.lock"


def _ours(lock: Path, journal: Path, noted: Journal) -> bool:
    """Whether a lock on a reference is of the git that moved the branch for the record, which is dead.

    It is when it holds the record's commit; or when it is empty, came after the journal's last note, and is still the
    same a moment later.
    """
    before = lock.stat()
    held = lock.read_bytes()
    if not noted.commit:
        return False
    if held.decode("ascii", "replace").strip() == noted.commit:
        return True
    if held or before.st_mtime_ns < journal.stat().st_mtime_ns:
        return False
    time.sleep(_A_MOMENT)
    after = lock.stat()
    return (after.st_ino, after.st_mtime_ns, after.st_size) == (before.st_ino, before.st_mtime_ns, before.st_size)
