"""One text being edited over a print, in one window: its edits, undone and done again, and what stands beside it."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field

from amend.desk.beside import BesideText, stands_beside
from amend.desk.edits import Edit, with_edit
from amend.desk.keeping import Keeping
from amend.desk.unfinished import TextAfter, UnfinishedText, UnfinishedWork
from amend.drafting.known_print import KnownPrint
from amend.engine.apply.apply import Prepared
from amend.errors import AmendError
from amend.model.house import House
from amend.model.provision import Bill


class StaleSheet(AmendError):
    """An edit of a version of a sheet that is no longer the last: another window was first."""


@dataclass
class Sheet:
    """A text being edited over a print.

    prepared: the print, made ready once and shared by all sheets on it; best a KnownPrint, which keeps what drafting
    finds out of it. house: whose form of words. kept: the workspace, whose other drafts may fall; None for none.
    unfinished: where each step is kept until the work is finished; None for nowhere. id: random, safe in an address.
    version: goes up by one with each edit, undo and redo. turns: the print, and the text after each step. undone: what
    can be done again, the next last.
    """

    prepared: Prepared
    house: House
    kept: Keeping | None = None
    unfinished: UnfinishedWork | None = None
    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    version: int = 0
    turns: list[TextAfter] = field(default_factory=list)
    undone: list[TextAfter] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lock = threading.RLock()
        self._known = KnownPrint.of(self.prepared)
        self._beside: tuple[object, BesideText] | None = None
        if not self.turns:
            self.turns.append(TextAfter(self.prepared.bill))

    @classmethod
    def resumed(cls, work: UnfinishedText, prepared: Prepared, kept: Keeping | None, all_: UnfinishedWork) -> Sheet:
        """The sheet of work that was left unfinished, as it was. Raises Refusal where the print is another now, and
        AmendError where a step can be made no more."""
        turns, undone = work.turns(prepared.bill)
        sheet = cls(prepared, work.house, kept, all_, work.id, len(turns) + len(undone) - 1, turns, undone)
        all_.store(sheet.id, sheet.house, turns, undone)
        return sheet

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

        Raises StaleSheet when another window was first, what `with_edit` raises, and WriteError; then nothing is
        changed.
        """
        with self._lock:
            self._check(version)
            self._become([*self.turns, TextAfter(with_edit(self.text, edit), edit)], [])

    def undo(self, version: int) -> None:
        """Take the last step back. Raises StaleSheet, WriteError; AmendError where there is none."""
        with self._lock:
            self._check(version)
            if len(self.turns) < 2:
                raise AmendError("there is nothing to undo")
            self._become(self.turns[:-1], [*self.undone, self.turns[-1]])

    def redo(self, version: int) -> None:
        """Do again what was last taken back. Raises StaleSheet, WriteError; AmendError where there is nothing."""
        with self._lock:
            self._check(version)
            if not self.undone:
                raise AmendError("there is nothing to do again")
            self._become([*self.turns, self.undone[-1]], self.undone[:-1])

    def beside(self) -> BesideText:
        """What stands beside the text as it is. Of the drafts of the workspace those count that are there now."""
        with self._lock:
            others = self.kept.drafts() if self.kept else ()
            asked = (self.text, self.house, others)
            if self._beside is None or not _same(self._beside[0], asked):
                self._beside = asked, stands_beside(self._known, self.text, self.house, others)
            return self._beside[1]

    def finish(self) -> None:
        """Forget that the work is unfinished: it was kept, or is not wanted."""
        if self.unfinished is not None:
            self.unfinished.forget(self.id)

    def _become(self, turns: list[TextAfter], undone: list[TextAfter]) -> None:
        """Have other turns, which are stored before they count."""
        if self.unfinished is not None:
            self.unfinished.store(self.id, self.house, turns, undone)
        self.turns, self.undone = turns, undone
        self.version += 1

    def _check(self, version: int) -> None:
        if version != self.version:
            raise StaleSheet(
                f"the text was changed in another window (this was version {version}, it is {self.version} now)",
                remedy="look at the text as it is now, and make the edit again",
            )


def _same(one: object, other: object) -> bool:
    """Whether two questions are the same: of the very same text, House and drafts."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return one is other
