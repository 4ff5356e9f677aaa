"""Replies kept on disk, so that what was fetched is not asked for again too soon, or only whether it has changed.

One file a reply: a row of JSON that says of what address it is, when it was given and by what it is known, then the
body. A file that is damaged, or of another address, counts as none. What is older than a month is taken away.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from amend.errors import AmendError
from amend.formats.files import read_bytes

FRESH = 3600.0
"""Seconds for which a reply is believed without asking again."""

_MONTH = 30 * 86400.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What a source gave. at: when, in seconds since 1970. kind: its type. tag, modified: by what the source knows
    whether it has changed; "" where it does not say."""

    address: str
    data: bytes
    at: float
    kind: str = ""
    tag: str = ""
    modified: str = ""

    @property
    def age(self) -> float:
        """Seconds since it was given; past all bounds where the clock says that this is yet to come."""
        passed = time.time() - self.at
        return passed if passed >= -1 else float("inf")


@dataclass(frozen=True, slots=True)
class Cache:
    """The folder of replies; one that cannot be written to keeps nothing, which is no fault."""

    folder: Path

    def get(self, address: str) -> Reply | None:
        """The reply that is kept of an address; None for none."""
        try:
            head, _, body = read_bytes(self._file(address)).partition(b"\n")
            said = json.loads(head)
            if said.pop("sha256") == hashlib.sha256(body).hexdigest() and said["address"] == address:
                return Reply(data=body, **said)
        except (AmendError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        return None

    def keep(self, reply: Reply) -> None:
        """Keep a reply, whole or not at all; what a power cut leaves of it is known by its sum."""
        said = asdict(reply)
        body = said.pop("data")
        head = json.dumps({**said, "sha256": hashlib.sha256(body).hexdigest()}).encode()
        with suppress(OSError, AmendError):
            self.folder.mkdir(parents=True, exist_ok=True)
            file = self._file(reply.address)
            beside = file.with_name(f"{file.name}.{os.getpid()}.{threading.get_ident()}")
            try:
                beside.write_bytes(head + b"\n" + body)
                os.replace(beside, file)
            except OSError:
                beside.unlink(missing_ok=True)  # half of it, on a full disk
                raise

    def tidy(self) -> None:
        """Take away what has been kept for more than a month."""
        with suppress(OSError):
            for file in self.folder.glob("*.reply*"):
                if time.time() - file.stat().st_mtime > _MONTH:
                    file.unlink()

    def _file(self, address: str) -> Path:
        return self.folder / f"{hashlib.sha256(address.encode()).hexdigest()}.reply"
