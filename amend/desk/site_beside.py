"""The pages of the workspace, those of `amend site`, made beside the desk by a process of their own, and made again.

They take longer to make than a reply may; the desk answers meanwhile, and says how far they are.
"""

from __future__ import annotations

import json
import multiprocessing
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from amend.errors import AmendError
from amend.ledger import workspace
from amend.ledger.prints import at_hand
from amend.web.serve import Stamp, stamp
from amend.web.site.site import site

_RESULT = "result.json"


@dataclass(frozen=True, slots=True)
class SiteState:
    """How the pages are. folder: where they are; None before the first. making: whether they are being made. said: in
    a sentence. broken: what is wrong with files that are not in them, a sentence each."""

    folder: Path | None
    making: bool
    said: str
    broken: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether there are pages, of the workspace as it is."""
        return self.folder is not None and not self.making


class SiteBeside:
    """Makes the pages of a workspace when they are asked for, and again when it changed since."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._room: tempfile.TemporaryDirectory[str] | None = None
        self._process: SpawnProcess | None = None
        self._turn, self._begun = 0, 0.0
        self._seen: Stamp | None = None
        self._state = SiteState(None, False, "The pages are not made yet.")

    def now(self, *, wanted: bool) -> SiteState:
        """How the pages are now. wanted: whether they are to be made, where they are not of the workspace as it is."""
        with self._lock:
            self._collect()
            if wanted and self._process is None:
                self._begin()
            if self._process is not None:
                since = int(time.monotonic() - self._begun)
                said = f"The pages are being made ({since} s); the desk works meanwhile."
                return SiteState(self._state.folder, True, said, self._state.broken)
            return self._state

    def close(self) -> None:
        """End what is being made, and take away what was."""
        with self._lock:
            if self._process is not None:
                self._process.terminate()
                self._process.join(5)
                self._process = None
            if self._room is not None:
                self._room.cleanup()

    def _begin(self) -> None:
        now = stamp([self._root / workspace.NAME, self._root / "bills", self._root / "drafts"])
        if now == self._seen:
            return
        self._seen = now
        self._room = self._room or tempfile.TemporaryDirectory(prefix="amend-desk-", ignore_cleanup_errors=True)
        self._turn += 1
        self._begun = time.monotonic()
        place = Path(self._room.name) / str(self._turn)
        context = multiprocessing.get_context("spawn")
        self._process = context.Process(target=make_site, args=(str(self._root), str(place)), daemon=True)
        self._process.start()

    def _collect(self) -> None:
        """Look whether the process is done, and what came of it."""
        process = self._process
        if process is None or process.is_alive() or self._room is None:
            return
        process.join()
        self._process = None
        place = Path(self._room.name) / str(self._turn)
        said = _result(place)
        if error := said.get("error"):
            self._state = SiteState(self._state.folder, False, f"The pages cannot be made: {error}")
            return
        before = self._state.folder
        said_ = f"{said['pages']} pages, made of the workspace as it is."
        self._state = SiteState(place / "pages", False, said_, tuple(said["broken"]))
        if before is not None:
            shutil.rmtree(before.parent, ignore_errors=True)


def make_site(root: str, place: str) -> None:
    """Make the pages of a workspace in a folder that is not there, and say beside them what came of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the desk, which ends this
    folder = Path(place)
    folder.mkdir()
    try:
        made = site(at_hand(Path(root)), folder / "pages")
        said: dict[str, Any] = {"pages": made.pages, "broken": [str(one) for one in made.broken]}
    except AmendError as error:
        said = {"error": str(error)}
    (folder / _RESULT).write_text(json.dumps(said), "utf-8")


def _result(place: Path) -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = json.loads((place / _RESULT).read_text("utf-8"))
    except (OSError, ValueError):
        return {"error": "making them ended before it was done"}
    return found
