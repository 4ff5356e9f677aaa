"""The folder `.amend/desk` of a workspace: what the desk has there for itself, which is never recorded."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from amend.errors import WriteError
from amend.formats.files import write_bytes
from amend.ledger.workspace import Workspace

if sys.platform != "win32":  # where one desk is taken to be alone
    import fcntl

HIDDEN = ".amend"


def own_folder(space: Workspace) -> Path:
    """The folder, made where it is not there, with a `.gitignore` above it. Raises WriteError."""
    hidden = space.root / HIDDEN
    folder = hidden / "desk"
    for one in (hidden, folder):  # each is looked at before anything is made below it
        if one.is_symlink():
            raise WriteError("it leads out of the workspace", place=str(one), remedy="take that link away")
        try:
            one.mkdir(exist_ok=True)
        except OSError as error:
            raise WriteError(f"it cannot be made ({error.strerror})", place=str(one)) from error
    ignored = hidden / ".gitignore"
    if not ignored.exists():
        write_bytes(ignored, b"*\n")
    return folder


@contextmanager
def held_alone(space: Workspace) -> Iterator[None]:
    """Held while a file is looked at and then written, by one window of one desk at a time. Raises WriteError."""
    descriptor = _opened(own_folder(space) / "lock")
    try:
        if sys.platform != "win32":
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def claimed_by_us(place: Path) -> int | None:
    """Take a file for this desk, for as long as it lives; the descriptor that holds it, which `os.close` lets go. None
    where another desk has it. Raises WriteError."""
    descriptor = _opened(place)
    if sys.platform != "win32":
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return None
    return descriptor


def _opened(place: Path) -> int:
    try:
        return os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as error:
        raise WriteError(f"it cannot be opened ({error.strerror})", place=str(place)) from error
