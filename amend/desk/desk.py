"""A desk: the workspace that it is on, and the prints of it made ready, read again when their files change."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from amend.desk.keeping import Keeping
from amend.desk.site_beside import SiteBeside
from amend.desk.unfinished import UnfinishedWork
from amend.drafting.known_print import KnownPrint
from amend.engine.apply.apply import Prepared
from amend.engine.compare.redline import Beside, alone, read
from amend.engine.compare.unsettled import settled
from amend.engine.compare.untouched import OwnRows
from amend.errors import AmendError, ReadError, Refusal
from amend.formats import akn
from amend.formats.files import read_bytes
from amend.ledger import workspace
from amend.ledger.prints import AtHand
from amend.ledger.workspace import Workspace
from amend.model.amendment import Amendment
from amend.model.house import House, same_print
from amend.model.provision import Bill
from amend.web.serve import Stamp, stamp

T = TypeVar("T")


class WhileUnchanged(Generic[T]):
    """Something read from files, and read again when one of them is another. places: the files and folders."""

    def __init__(self, places: Callable[[], list[Path]], read_: Callable[[], T]) -> None:
        self._places, self._read = places, read_
        self._lock = threading.Lock()
        self._seen: Stamp | None = None
        self._found: T

    def get(self) -> T:
        """It as the files are now. Raises what reading them raises."""
        with self._lock:
            now = stamp(self._places())
            if now != self._seen:
                self._found = self._read()
                self._seen = now
            return self._found


@dataclass(frozen=True)
class ReadyPrint:
    """A print made ready to be amended and shown. file: it is in. prepared: it with its lines. digest: of the file."""

    file: Path
    prepared: KnownPrint
    digest: bytes

    @property
    def bill(self) -> Bill:
        """It."""
        return self.prepared.bill

    @property
    def name(self) -> str:
        """Its number, "HL Bill 31"; else its title."""
        return self.bill.number or self.bill.title or self.file.name

    @property
    def house(self) -> House:
        """The House that has it."""
        return House.having(self.bill.house, self.bill.number)

    @cached_property
    def own_rows(self) -> OwnRows:
        """Its paragraphs, for what is compared with it."""
        return OwnRows(self.bill)

    @cached_property
    def rows(self) -> tuple[Beside, ...]:
        """Its text, paragraph by paragraph."""
        return tuple(read(alone(self.own_rows.items)))


class Desk:
    """What one browser works at; to be closed. root: the folder of the workspace. keeping: its drafts. unfinished: the
    texts that were left unfinished. site: its pages, made beside."""

    def __init__(self, space: Workspace) -> None:
        self.root = space.root
        self._lock = threading.Lock()
        self.keeping, self.unfinished = Keeping(space), UnfinishedWork(space)
        self.site = SiteBeside(self.root)
        self._prints: dict[Path, WhileUnchanged[ReadyPrint]] = {}
        self._here = WhileUnchanged(lambda: [self.root / workspace.NAME, self.root / "bills"], self._read_here)
        self._drafts = WhileUnchanged(lambda: [self.root / "drafts"], lambda: self.space.amendments())

    def close(self) -> None:
        """Take away what was made for the time being."""
        self.site.close()
        self.unfinished.close()

    @property
    def space(self) -> Workspace:
        """The workspace as amend.toml is now. Raises ReadError."""
        return workspace.load(self.root)

    @property
    def here(self) -> AtHand:
        """The prints and Acts of the workspace as they are now. Raises ReadError."""
        return self._here.get()

    def _read_here(self) -> AtHand:
        space = self.space
        return AtHand(space.bills, space.drafts, space)

    @property
    def current(self) -> ReadyPrint:
        """The print that the workspace names. Raises ReadError where there is none yet."""
        return self.ready(self.here.current.file)

    @property
    def current_or_none(self) -> ReadyPrint | None:
        """The same; None while there is no print that can be read."""
        try:
            return self.current
        except ReadError:
            return None

    def numbered(self, number: str) -> ReadyPrint:
        """The print of that number; "" for the current one. Raises ReadError for one that is not at hand."""
        if not number:
            return self.current
        current = self.current
        if same_print(current.bill.number, number):
            return current
        return self.ready(self.here.numbered(number).file)

    def ready(self, file: Path) -> ReadyPrint:
        """A print of the workspace made ready, once while its file stays the same. Raises ReadError."""
        with self._lock:
            found = self._prints.setdefault(file, WhileUnchanged(lambda: [file], lambda: _made_ready(file)))
        return found.get()

    def refuse_replaced(self, print_: ReadyPrint) -> None:
        """Raises Refusal where the file of a print has another now, for pages and lines are those of the old one;
        ReadError where it cannot be read."""
        if self.ready(print_.file).digest != print_.digest:
            raise Refusal(
                f"the file of {print_.name} has another print now, and this is of the one that was there",
                place=print_.file.name,
                remedy="put the old file back, or begin anew on the print as it is now",
            )

    @property
    def amendments(self) -> tuple[list[Amendment], list[AmendError]]:
        """Every actor's amendments as they are now, and what is wrong with files that cannot be read."""
        return self._drafts.get()

    def others(self, print_: ReadyPrint) -> tuple[Amendment, ...]:
        """Those to one print that were not withdrawn."""
        return tuple(
            one for one in self.amendments[0] if not one.withdrawn and same_print(one.print, print_.bill.number)
        )

    @property
    def actors(self) -> tuple[str, ...]:
        """The folders of the actors, by name."""
        folder = self.root / "drafts"
        return tuple(sorted(one.name for one in folder.glob("*") if one.is_dir() and one.name[:1] != "."))

    def name_of(self, actor: str) -> str:
        """The full name of an actor; the folder where the record has none."""
        return self.here.named(actor)


def _made_ready(file: Path) -> ReadyPrint:
    data = read_bytes(file)
    bill = settled(akn.parse(data, place=str(file)), str(file))
    return ReadyPrint(file, KnownPrint.of(Prepared(bill)), hashlib.sha256(data).digest())
