"""The index that a record is built in, beside git's own, and how the one takes the place of the other."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from amend.errors import RecordError, WriteError
from amend.ledger.git.command import Git

NAME = "amend-index"
"""The index of the record, in the git directory."""

FileStamp = tuple[int, int, int]
"""What tells an index from a later one: its file, the time it was written, and its size."""


class Moved(RecordError):
    """Somebody else has recorded, or staged something, meanwhile."""


def copy(git: Git) -> FileStamp | None:
    """Begin the record's index as a copy of git's; the mark of that, None when there is none. Raises WriteError."""
    own = git.directory / NAME
    try:
        remove(own)  # it may be git's index itself, by another name
        found = _mark(git)
        if found is not None:
            # With its time, by which git tells files that were written in the same second as it, and looks into them.
            shutil.copy2(git.directory / "index", own)
    except OSError as error:
        raise WriteError(f"it cannot be written ({error.strerror})", place=str(own), remedy="make room") from error
    return found


def swap(git: Git, copied: FileStamp | None) -> None:
    """Put the record's index in the place of git's, under git's own lock, unless that is no longer what was copied.

    Raises Moved then, RecordError while another git command has the lock, WriteError.
    """
    own, locked = git.directory / NAME, git.directory / "index.lock"
    try:
        _take(own, locked)
    except FileExistsError as error:
        raise RecordError(
            "another git command is at work",
            place=str(git.folder),
            remedy=f"try again when it is done; if none is, delete {locked}",
        ) from error
    except OSError as error:
        raise WriteError(f"it cannot be written ({error.strerror})", place=str(locked), remedy="make room") from error
    if _mark(git) != copied:
        locked.unlink()
        raise Moved("something was staged meanwhile", place=str(git.folder), remedy="try again")
    os.replace(locked, git.directory / "index")


def _take(own: Path, locked: Path) -> None:
    """Make git's lock, with the record's index in it; FileExistsError when somebody has it."""
    try:
        os.link(own, locked)  # at once, so that a lock that is left can be known by what it holds
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        with locked.open("xb") as file:
            try:
                file.write(own.read_bytes())
                file.flush()
                shutil.copystat(own, locked)
            except OSError:
                locked.unlink()
                raise


def put_back(git: Git, paths: Sequence[str], recorded: Sequence[str], held: int) -> None:
    """Have git's index hold files as the last commit does, where it does not. recorded: those that the commit has."""
    if not git.run("diff-index", "--cached", "--quiet", "HEAD", "--", *paths).code:
        return
    if gone := [path for path in paths if path not in recorded]:
        git.ask("update-index", "--force-remove", "-z", "--stdin", given="\0".join([*gone, ""]).encode(), held=held)
    if recorded:
        git.ask("reset", "--quiet", "HEAD", "--", *recorded, held=held)


def remove(file: Path) -> None:
    """Take a file away, if it is there. Raises WriteError."""
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(f"it cannot be taken away ({error.strerror})", place=str(file)) from error


def _mark(git: Git) -> FileStamp | None:
    try:
        found = os.stat(git.directory / "index")
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
