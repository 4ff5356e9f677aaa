"""The pages of the workspace, those of `amend site`, made beside the desk by a process of their own, and made again.

They take longer to make than a reply may; the desk answers meanwhile, and says how far they are. First they are made
without the files to take away, which take as long again, and are made while the pages are looked at.
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
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from amend.errors import AmendError
from amend.ledger import workspace
from amend.ledger.prints import at_hand
from amend.model.in_words import plural
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
        self._lacks_files = False  # the pages that there are
        self._with_files = False  # those that are being made
        self._state = SiteState(None, False, "The pages are not made yet.")

    def now(self, *, wanted: bool) -> SiteState:
        """How the pages are now. wanted: whether they are to be made, where they are not of the workspace as it is."""
        with self._lock:
            self._collect()
            if wanted:
                self._begin()
            if self._process is None:
                return self._state
            if self._with_files:
                said = f"{self._state.said} The files to take away from them are being made."
                return replace(self._state, said=said)
            since, made = int(time.monotonic() - self._begun), plural(_pages_in(self._place), "page")
            said = f"The pages are being made ({since} s, {made} so far); the desk works meanwhile."
            return SiteState(self._state.folder, True, said, self._state.broken)

    def close(self) -> None:
        """End what is being made, and take away what was."""
        with self._lock:
            self._end()
            if self._room is not None:
                self._room.cleanup()

    def _end(self) -> None:
        """End what is being made."""
        if self._process is not None:
            self._process.terminate()
            self._process.join(5)
            self._process = None

    @property
    def _place(self) -> Path:
        """Where the pages of this turn are made."""
        self._room = self._room or tempfile.TemporaryDirectory(prefix="amend-desk-", ignore_cleanup_errors=True)
        return Path(self._room.name) / str(self._turn)

    def _begin(self) -> None:
        """Make the pages where the workspace is another, or else what they lack; of that nobody waits for the rest."""
        if self._process is not None and not self._with_files:
            return
        now = stamp([self._root / workspace.NAME, self._root / "bills", self._root / "drafts"])
        if now == self._seen and (self._process is not None or not self._lacks_files):
            return
        self._end()
        self._with_files = now == self._seen
        self._seen = now
        self._turn += 1
        self._begun = time.monotonic()
        context = multiprocessing.get_context("spawn")
        given = str(self._root), str(self._place), self._with_files
        self._process = context.Process(target=make_site, args=given, daemon=True)
        self._process.start()

    def _collect(self) -> None:
        """Look whether the process is done, and what came of it."""
        process = self._process
        if process is None or process.is_alive():
            return
        process.join()
        self._process = None
        place, self._lacks_files = self._place, False
        said = _result(place)
        if error := said.get("error"):
            self._state = SiteState(self._state.folder, False, f"The pages cannot be made: {error}")
            return
        before, self._lacks_files = self._state.folder, not self._with_files
        said_ = f"{said['pages']} pages, made of the workspace as it is."
        self._state = SiteState(place / "pages", False, said_, tuple(said["broken"]))
        if before is not None:
            shutil.rmtree(before.parent, ignore_errors=True)


def make_site(root: str, place: str, files: bool) -> None:
    """Make the pages of a workspace in a folder that is not there, and say beside them what came of it. files: whether
    with the files to take away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the desk, which ends this
    folder = Path(place)
    folder.mkdir()
    try:
        made = site(at_hand(Path(root)), folder / "pages", files=files)
        said: dict[str, Any] = {"pages": made.pages, "broken": [str(one) for one in made.broken]}
    except AmendError as error:
        said = {"error": str(error)}
    (folder / _RESULT).write_text(json.dumps(said), "utf-8")


def _pages_in(place: Path) -> int:
    """How many pages there are in a folder, in which they are just being made."""
    count = 0
    with suppress(OSError):  # a folder that was put in its place meanwhile
        for _ in place.rglob("*.html"):
            count += 1
    return count


def _result(place: Path) -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = json.loads((place / _RESULT).read_text("utf-8"))
    except (OSError, ValueError):
        return {"error": "making them ended before it was done"}
    return found
