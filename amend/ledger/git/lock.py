"""The lock that lets one process at a time record, and by which one that died is known to be dead.

The lock is on an open file, `amend.lock` in the git directory, and the operating system takes it off when the last
process ends that has that file open: the recorder, or a git that it started. So a lock cannot outlive its owner. The
file is never deleted; it says who holds it, by process and host, and is empty when nobody does. What it still says when
the lock can be had was left by a process that died.
"""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from amend.errors import RecordError, WriteError

try:
    import fcntl
except ImportError as error:  # on Windows, whose files are locked in another way
    raise RecordError(
        "this system does not lock files as a record needs it", remedy="use amend under Linux, macOS or WSL"
    ) from error

NAME = "amend.lock"

PATIENCE = 15.0
"""Seconds to wait for another process; a record takes a tenth of one, and longer only where a hook does."""


@dataclass(frozen=True, slots=True)
class LockHolder:
    """The process that holds a lock, or held it when it died."""

    pid: int
    host: str

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}"


@contextmanager
def lock_held(directory: Path, patience: float = PATIENCE) -> Iterator[int]:
    """Holds the lock of a git directory; gives the open file, to be passed to what must not outlast it.

    Raises RecordError when another process has it for longer than the patience, in seconds, or when one on another
    host left it; WriteError where nothing can be written.
    """
    file = directory / NAME
    try:
        opened = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise WriteError(
            f"nothing can be recorded there ({error.strerror})", place=str(directory), remedy="see that you may write"
        ) from error
    try:
        _wait(opened, file, patience)
        _refuse_elsewhere(_owner(opened), file)
        _say(opened, json.dumps({"pid": os.getpid(), "host": socket.gethostname()}), file)
        try:
            yield opened
        finally:
            os.ftruncate(opened, 0)
    finally:
        os.close(opened)


def _wait(opened: int, file: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() > until:
                raise RecordError(
                    f"{_owner(opened) or 'another process'} is recording",
                    place=str(file.parent),
                    remedy="try again when it is done",
                ) from error
            time.sleep(0.02)
        except OSError as error:
            raise RecordError(
                f"this file system has no locks ({error.strerror})",
                place=str(file.parent),
                remedy="move the workspace to a local disk",
            ) from error


def _refuse_elsewhere(left: LockHolder | None, file: Path) -> None:
    """Refuse what a process on another host left: on a shared disk its lock may not be seen here."""
    if left is not None and left.host != socket.gethostname():
        raise RecordError(
            f"{left} is recording, or died while it was",
            place=str(file.parent),
            remedy=f"if it is no longer running, delete the file {file}",
        )


def _owner(opened: int) -> LockHolder | None:
    """Who the file says holds it; None when it is empty, or was cut short as it was written."""
    try:
        said = json.loads(os.pread(opened, 4096, 0))
        return LockHolder(int(said["pid"]), str(said["host"]))
    except (ValueError, KeyError, TypeError):
        return None


def _say(opened: int, owner: str, file: Path) -> None:
    try:
        os.ftruncate(opened, 0)
        os.pwrite(opened, owner.encode(), 0)
    except OSError as error:
        raise WriteError(f"it cannot be written ({error.strerror})", place=str(file), remedy="make room") from error
