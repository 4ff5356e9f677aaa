"""The texts that are open in windows of the browser, each with what its pages show of it, found once for a version."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import cached_property

from amend.desk.desk import Desk, ReadyPrint
from amend.desk.keeping import KeptDraft
from amend.desk.sheet import Sheet
from amend.engine.compare.compare import compare
from amend.engine.compare.comparison import Comparison
from amend.engine.compare.untouched import compare_within
from amend.errors import ReadError
from amend.model.amendment import Amendment
from amend.model.outline import in_contents, is_top, tops
from amend.model.provision import Bill, Node, Path
from amend.web.site.sheets import ContentsEntry
from amend.web.site.touched import RowsByTop, rows_compared


class GoneSheet(ReadError):
    """A text that is not open, as after the desk was ended."""


class OpenText:
    """One version of a text over its print, as pages show it. print_: the print. text: as it is."""

    def __init__(self, print_: ReadyPrint, text: Bill) -> None:
        self.print, self.text = print_, text

    @property
    def as_printed(self) -> bool:
        """Whether nothing is changed."""
        return self.text is self.print.bill

    @cached_property
    def comparison(self) -> Comparison:
        """The print beside the text."""
        old = self.print.bill
        return compare_within(old, self.text, self.print.own_rows) or compare(old, self.text, front=False)

    @cached_property
    def rows(self) -> RowsByTop:
        """The rows of the text beside the print, by the clause that they are in."""
        if self.as_printed:
            return RowsByTop(self.print.rows, self.text)
        return rows_compared(self.comparison)

    def new_of(self, old: Path) -> Path | None:
        """Where a provision of the print is in the text; None for one that was left out."""
        return old if self.as_printed else self.comparison.pairing.new_of(old)

    @cached_property
    def old_of(self) -> dict[Path, Path]:
        """Where each clause and Schedule of the text is in the print, those that are new left out."""
        pairs = ((self.new_of(path), path) for path, _ in tops(self.print.bill))
        return {new: old for new, old in pairs if new is not None}

    @cached_property
    def tops(self) -> tuple[tuple[Path, Node], ...]:
        """The clauses and Schedules."""
        return tuple(tops(self.text))

    @cached_property
    def left_out(self) -> tuple[ContentsEntry, ...]:
        """The clauses and Schedules of the print that the text has not got."""
        if self.as_printed:
            return ()
        gone = (one for one in tops(self.print.bill) if self.new_of(one[0]) is None)
        return tuple(ContentsEntry(path, node, 0, "", 0, True) for path, node in gone)

    @cached_property
    def contents(self) -> tuple[tuple[ContentsEntry, str], ...]:
        """The entries of the contents, each with "changed" or "new" for a clause or Schedule that is, else ""."""
        printed = {id(node) for _, node in tops(self.print.bill)}
        return tuple((one, self._state(one, printed) if one.top else "") for one in _entries(self.text))

    def _state(self, entry: ContentsEntry, printed: set[int]) -> str:
        if self.as_printed or id(entry.node) in printed:
            return ""
        return "changed" if entry.path in self.old_of else "new"


def _entries(bill: Bill) -> Iterator[ContentsEntry]:
    known = {path for path, _ in tops(bill)}
    above: list[Path] = []
    top: Path | None = None
    for path, node in in_contents(bill):
        while above and path[: len(above[-1])] != above[-1]:
            above.pop()
        if top is not None and path[: len(top)] != top:
            top = None
        own = top is None and is_top(node) and path in known
        yield ContentsEntry(path, node, len(above), "", 0, own)
        above.append(path)
        top = path if own else top


class OpenSheet:
    """A sheet that is open. print: that it is over. sheet: it. lock: held by whoever asks or changes anything of it.
    kept: what was kept of its amendments, by the actor and the number."""

    def __init__(self, print_: ReadyPrint, sheet: Sheet) -> None:
        self.print, self.sheet = print_, sheet
        self.lock = threading.RLock()
        self.kept: dict[tuple[str, str], KeptDraft] = {}
        self._shown: OpenText | None = None

    def kept_as(self, amendment: Amendment) -> KeptDraft | None:
        """What one of its amendments was last kept as, with the same words; None where it was not."""
        return next((one for one in reversed(self.kept.values()) if one.amendment.words == amendment.words), None)

    @property
    def shown(self) -> OpenText:
        """The text as it is, as pages show it."""
        if self._shown is None or self._shown.text is not self.sheet.text:
            self._shown = OpenText(self.print, self.sheet.text)
        return self._shown


class OpenSheets:
    """The sheets of a desk that are open, by their ids."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._open: dict[str, OpenSheet] = {}

    def get(self, id_: str) -> OpenSheet:
        """The sheet of an id. Raises GoneSheet."""
        found = self._open.get(id_)
        if found is None:
            raise GoneSheet("that text is not open any more", remedy="begin at “Edit” again")
        return found

    def to_use(self, id_: str) -> OpenSheet:
        """The same, to be changed, kept or given. Raises GoneSheet; Refusal where its print was replaced meanwhile, and
        ReadError where that cannot be read."""
        found = self.get(id_)
        self._desk.refuse_replaced(found.print)
        return found

    def begin(self, print_: ReadyPrint) -> OpenSheet:
        """A new sheet over a print."""
        sheet = Sheet(print_.prepared, print_.house, self._desk.keeping, self._desk.unfinished)
        return self._opened(print_, sheet)

    def resume(self, id_: str) -> OpenSheet:
        """The sheet of a text that was left unfinished, as it was; the one that is open, where it was gone on with.
        Raises ReadError, Refusal."""
        if (found := self._open.get(id_)) is not None:
            return found
        work = self._desk.unfinished.read(id_)
        print_ = self._desk.numbered(work.print)
        return self._opened(print_, Sheet.resumed(work, print_.prepared, self._desk.keeping, self._desk.unfinished))

    def _opened(self, print_: ReadyPrint, sheet: Sheet) -> OpenSheet:
        found = OpenSheet(print_, sheet)
        with self._lock:
            self._open[sheet.id] = found
        return found

    def last_on(self, print_: ReadyPrint) -> OpenSheet:
        """The sheet over a print that was begun last; a new one where there is none."""
        with self._lock:
            found = [one for one in self._open.values() if one.print is print_]
        return found[-1] if found else self.begin(print_)

    def all(self) -> tuple[OpenSheet, ...]:
        """Every sheet that is open, in the order in which they were begun."""
        with self._lock:
            return tuple(self._open.values())
