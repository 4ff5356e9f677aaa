"""The turn of a request: two to one host are kept apart by the pace, also those of two processes."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_last: dict[str, float] = {}
"""When this process last asked each host, on its own clock, where there is no folder to say so."""


def in_turn(folder: Path, host: str, pace: float) -> None:
    """Wait until the next request to the host may be made. folder: where processes tell one another when they asked."""
    if pace <= 0:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        opened = os.open(folder / f"{sha256(host.encode()).hexdigest()[:16]}.asked", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        _sleep_until(_last.get(host, 0.0) + pace, time.monotonic())
        _last[host] = time.monotonic()
        return
    try:
        if sys.platform != "win32":
            with suppress(OSError):  # a disk without locks
                fcntl.flock(opened, fcntl.LOCK_EX)
        now, last = time.time(), os.fstat(opened).st_mtime
        if os.fstat(opened).st_size and last <= now:  # a new file has never been asked by
            _sleep_until(last + pace, now)
        os.pwrite(opened, b".", 0)
        os.utime(opened)
    finally:
        os.close(opened)


def _sleep_until(then: float, now: float) -> None:
    time.sleep(max(0.0, then - now))
