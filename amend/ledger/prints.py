"""The prints and the record at hand: those of the workspace that one is in or, outside one, those that come with us."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from amend.errors import AmendError, ReadError
from amend.formats import akn, draft, kept
from amend.formats.files import real_path
from amend.ledger import shipped, workspace
from amend.ledger.workspace import Workspace
from amend.model.amendment import Amendment
from amend.model.house import same_print
from amend.model.made import made
from amend.model.nearest import did_you_mean
from amend.model.provision import Bill


@dataclass(frozen=True, slots=True)
class Print:
    """A print and the file that it is in."""

    file: Path
    bill: Bill


@dataclass(frozen=True)
class AtHand:
    """Where the prints and the record are. bills: the folder of the prints. record: the folder of actors.

    space: the workspace that both are in; None for what comes with the package.
    """

    bills: Path
    record: Path
    space: Workspace | None = None

    @cached_property
    def read(self) -> tuple[tuple[Print, ...], tuple[AmendError, ...]]:
        """Every print below the folder as published, the oldest first; and what is wrong with each other file.

        A Bill that amendments were made to is no print, nor is an Act, which may stand there for them to be made to.
        """
        texts, broken = self._texts
        found = [one for one in texts if not made(one.bill) and not one.bill.act]
        found.sort(key=lambda one: (one.bill.title, one.bill.published, one.bill.number))
        return tuple(found), tuple(broken)

    @cached_property
    def acts(self) -> tuple[Print, ...]:
        """Every Act at hand, by title: those among the files of the prints and, with what comes with us, ours."""
        ours = [Print(shipped.SECTION_20, akn.read(shipped.SECTION_20))] if self.bills == shipped.BILLS else []
        found = [one for one in (*self._texts[0], *ours) if one.bill.act and not made(one.bill)]
        return tuple(sorted(found, key=lambda one: (one.bill.name, one.bill.valid, str(one.file))))

    @cached_property
    def _texts(self) -> tuple[list[Print], list[AmendError]]:
        """Every Bill and Act below the folder, and what is wrong with each other file."""
        found: list[Print] = []
        broken: list[AmendError] = []
        for file in sorted(self.bills.rglob("*.xml")):
            try:
                found.append(Print(file, akn.read(file)))
            except AmendError as error:
                broken.append(error)
        return found, broken

    @property
    def prints(self) -> tuple[Print, ...]:
        """Every print at hand, those of one Bill together and the oldest first."""
        return self.read[0]

    @property
    def current(self) -> Print:
        """The print that the workspace names; without one, the newest. Raises ReadError when there is none."""
        if self.space is not None and self.space.file:
            return Print(self.space.current, akn.read(self.space.current))
        if not self.prints:
            raise ReadError("there is no print of a Bill", place=str(self.bills), remedy="put its XML file there")
        return max(self.prints, key=lambda one: one.bill.published)

    def numbered(self, number: str) -> Print:
        """The print of that number, "HL Bill 31". Raises ReadError when it is not at hand."""
        for one in self.prints:
            if same_print(one.bill.number, number):
                return one
        known = [one.bill.number for one in self.prints]
        put = "put its XML file there" if self.space else "put its XML file into a workspace (“amend init DIR”)"
        raise ReadError(
            f"the print “{number}” is not among the prints there ({', '.join(known) or 'none'})",
            place=str(self.bills) if self.space else "",
            remedy=did_you_mean(number, known) or put,
        )

    def upto(self, bill: Bill) -> tuple[Print, ...]:
        """The prints of that Bill that are not newer than it, the oldest first; with the one of its own number."""
        same_bill = (one for one in self.prints if one.bill.title.casefold() == bill.title.casefold())
        return tuple(
            one for one in same_bill if same_print(one.bill.number, bill.number) or one.bill.published <= bill.published
        )

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """The folders of the record, by name. Raises ReadError when it cannot be looked into."""
        try:
            folders = [one.name for one in self.record.iterdir() if one.is_dir() and not one.name.startswith(".")]
        except OSError as error:
            raise ReadError(f"it cannot be looked into ({error.strerror})", place=str(self.record)) from error
        return tuple(sorted(folders))

    def named(self, actor: str) -> str:
        """The full name of an actor; the folder where the record has none, or what it says of itself is broken."""
        return self._names.get(actor, actor)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        try:
            return kept.read(self.record).names
        except AmendError:
            return {}

    def package(self, actor: str) -> tuple[Amendment, ...]:
        """The amendments of an actor, in order of the names of their files; empty for none. Raises DraftError."""
        folder = self.record / actor
        files = [name for name in _names(folder) if name.endswith(".md")]
        return tuple(draft.read_all([folder])) if files else ()


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder) if folder.exists() else []
    except OSError as error:
        raise ReadError(f"it cannot be looked into ({error.strerror})", place=str(folder)) from error


def at_hand(start: Path | str = ".") -> AtHand:
    """What is at hand in a folder. Raises ReadError when it is in a workspace whose amend.toml is broken."""
    here = real_path(start)
    if any((folder / workspace.NAME).is_file() for folder in (here, *here.parents)):
        space = workspace.workspace_of(here)
        return AtHand(space.bills, space.drafts, space)
    return AtHand(shipped.BILLS, shipped.DRAFTS)


def by_print(amendments: Iterable[Amendment]) -> dict[str, list[Amendment]]:
    """Amendments by the number of the print that they name, in the order given."""
    found: dict[str, list[Amendment]] = {}
    for amendment in amendments:
        number = next((known for known in found if same_print(known, amendment.print)), amendment.print)
        found.setdefault(number, []).append(amendment)
    return found
