"""One text being edited over a print, in one window: its edits, undone and done again, and what stands beside it."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field

from amend.desk.beside import BesideText, stands_beside
from amend.desk.edits import Edit, with_edit
from amend.desk.keeping import Keeping
from amend.engine.apply.apply import Prepared
from amend.errors import AmendError
from amend.model.house import House
from amend.model.provision import Bill


class StaleSheet(AmendError):
    """An edit of a version of a sheet that is no longer the last: another window was first."""


@dataclass(frozen=True, slots=True)
class TextAfter:
    """The text at one time, and the edit that gave it; None for the print, or a text that was brought in."""

    text: Bill
    edit: Edit | None = None


@dataclass
class Sheet:
    """A text being edited over a print.

    id: random, safe in an address. prepared: the print, made ready once and shared by all sheets on it. house: whose
    form of words. kept: the workspace, whose other drafts may fall; None for none. version: goes up by one with each
    edit, undo and redo.
    """

    prepared: Prepared
    house: House
    kept: Keeping | None = None
    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    version: int = 0
    turns: list[TextAfter] = field(default_factory=list)
    """The print, and the text after each edit."""
    undone: list[TextAfter] = field(default_factory=list)
    """What can be done again, the next last."""

    def __post_init__(self) -> None:
        self._lock = threading.RLock()
        if not self.turns:
            self.turns.append(TextAfter(self.prepared.bill))

    @property
    def text(self) -> Bill:
        """The print with the edits made."""
        return self.turns[-1].text

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that stand, in order."""
        return tuple(turn.edit for turn in self.turns if turn.edit is not None)

    def do(self, version: int, edit: Edit) -> None:
        """Make an edit. version: of the sheet that it was made on.

        Raises StaleSheet when another window was first, and what `with_edit` raises; then nothing is changed.
        """
        with self._lock:
            self._check(version)
            new = with_edit(self.text, edit)
            self.turns.append(TextAfter(new, edit))
            self.undone.clear()
            self.version += 1

    def undo(self, version: int) -> None:
        """Take the last edit back. Raises StaleSheet; AmendError where there is none."""
        with self._lock:
            self._check(version)
            if len(self.turns) < 2:
                raise AmendError("there is nothing to undo")
            self.undone.append(self.turns.pop())
            self.version += 1

    def redo(self, version: int) -> None:
        """Make again the edit that was last taken back. Raises StaleSheet; AmendError where there is none."""
        with self._lock:
            self._check(version)
            if not self.undone:
                raise AmendError("there is nothing to do again")
            self.turns.append(self.undone.pop())
            self.version += 1

    def beside(self) -> BesideText:
        """What stands beside the text as it is."""
        with self._lock:
            return stands_beside(self.prepared, self.text, self.house, self.kept.drafts() if self.kept else ())

    def _check(self, version: int) -> None:
        if version != self.version:
            raise StaleSheet(
                f"the text was changed in another window (this was version {version}, it is {self.version} now)",
                remedy="look at the text as it is now, and make the edit again",
            )
