"""What the tools for agents reach: the prints, drafts and record of one workspace, and nothing outside it."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from amend.drafting.known_print import KnownPrint
from amend.drafting.make import apply
from amend.engine.apply.apply import Applied, Prepared
from amend.engine.compare.unsettled import settled
from amend.errors import ReadError, WriteError
from amend.formats import akn, draft
from amend.formats.files import real_path
from amend.ledger import shipped
from amend.ledger.positions import Record, read_record
from amend.ledger.prints import AtHand, Print, at_hand
from amend.ledger.workspace import Workspace
from amend.model.amendment import Amendment
from amend.model.house import House, is_print_number, same_print
from amend.model.nearest import did_you_mean
from amend.model.provision import Bill

LONGEST_WORDS = 20_000
"""Characters of the words of one amendment that are read; the longest new clause of the papers at hand has 9,000."""
MOST_AMENDMENTS = 100
"""Amendments that one call is given."""
_NAMED = 20
"""Prints that a message names."""
_KEPT = 4
"""Prints that are kept made ready."""


@dataclass(frozen=True, slots=True)
class GivenAmendment:
    """An amendment that an agent gives.

    words: as on the paper: “Clause 3, page 2, line 15, leave out “x” and insert “y””. number: what it is called; "" for
    its place among those given. after: what a new clause or Schedule goes after, as cited, where its words do not say.
    """

    words: str
    number: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ReachedText:
    """A text by its name: a print, or a print under amendments. refused: what of these could not be made."""

    bill: Bill
    name: str
    refused: tuple[str, ...] = ()


@dataclass
class Reach:
    """The workspace that the tools work in, or what comes with amend where there is none.

    start: the folder that was named. writes: whether files may be written. What is read is kept while no file changes.
    """

    start: Path
    writes: bool = False
    _here: tuple[object, AtHand] | None = None
    _prepared: OrderedDict[tuple[Path, int, int], KnownPrint] = field(default_factory=OrderedDict)

    @property
    def here(self) -> AtHand:
        """The prints and the record, read again where a file of them has changed. Raises ReadError."""
        found = at_hand(self.start)
        if found.space is None and (not self.start.is_dir() or (self._here and self._here[1].space)):
            raise ReadError("the workspace is not there any more", remedy="start the tools again in one that is")
        stamp = found.space, tuple((file, *_stamp(file)) for file in sorted(found.bills.rglob("*.xml")))
        if self._here is None or self._here[0] != stamp:
            self._here = stamp, found
        return self._here[1]

    @property
    def space(self) -> Workspace:
        """The workspace. Raises ReadError where there is none, for then no file is read or written."""
        space = self.here.space
        if space is None:
            raise ReadError(
                "there is no workspace here, so only prints and actors that come with amend can be named",
                remedy="make one with “amend init DIR”, and start the tools in it",
            )
        return space

    @property
    def root(self) -> str:
        """Where the workspace is on the disk, or what comes with amend; "" while that cannot be told."""
        here = self._here[1] if self._here else None
        return "" if here is None else str(here.space.root if here.space else here.bills.parent)

    def record(self) -> Record:
        """The positions of the record. Raises ReadError."""
        return read_record(self.here.record)

    # Files

    def inside(self, said: str) -> Path:
        """A file or folder of the workspace, by its place from the root. Raises ReadError for one outside or hidden."""
        space = self.space
        if not said.strip() or "\0" in said:
            raise ReadError("that is no name of a file", remedy="name one from the root: bills/hl-bill-54.xml")
        root = real_path(space.root)
        found = real_path(root / said)
        try:
            parts = found.relative_to(root).parts
        except ValueError:
            raise ReadError(
                "it is outside the workspace", place=said, remedy="name a file from the root: bills/hl-bill-54.xml"
            ) from None
        if any(part.startswith(".") for part in parts):
            raise ReadError("it is not for these tools: its name, or its folder’s, begins with a dot", place=said)
        return found

    def holds(self, file: Path) -> bool:
        """Whether a file is in the workspace, or in what comes with amend, with no link that leads out of it."""
        here = self.here
        roots = [here.space.root] if here.space else [here.bills, here.record]
        return any(real_path(file).is_relative_to(real_path(root)) for root in roots)

    def refuse_outside(self, files: Sequence[Path]) -> None:
        """Raises ReadError for a file that a link leads to from the workspace, and is not in it."""
        for file in files:
            if not self.holds(file):
                raise ReadError("a link leads from it out of the workspace", place=file.name, remedy="copy the file in")

    # Prints

    @property
    def prints(self) -> tuple[Print, ...]:
        """The prints at hand, without those that a link leads to out of the workspace."""
        return tuple(one for one in self.here.prints if self.holds(one.file))

    @property
    def acts(self) -> tuple[Print, ...]:
        """The Acts at hand, likewise."""
        here = self.here
        ours = shipped.SECTION_20
        return tuple(one for one in here.acts if self.holds(one.file) or one.file == ours)

    def print(self, said: str = "") -> Prepared:
        """A print, made ready: by its number, by its file in the workspace, "" for the current. Raises ReadError."""
        return self._ready(self._file(said))

    def _file(self, said: str) -> Path:
        if not said.strip():
            return self.here.current.file
        if is_print_number(said):
            own = (one.file for one in self.prints if same_print(one.bill.number, said))
            return next(own, None) or self.here.numbered(said).file
        if re.fullmatch(r"[\w -]+", said):
            named = ", ".join(one.bill.name for one in self.prints[:_NAMED]) or "none"
            raise ReadError(f"“{said[:60]}” is no print", remedy=f"those are: {named}; or name its file, bills/x.xml")
        return self.inside(said)

    def _ready(self, file: Path) -> Prepared:
        self.refuse_outside([file])
        key = (real_path(file), *_stamp(file))
        if key not in self._prepared:
            self._prepared[key] = KnownPrint(settled(akn.read(file), file.name))
            while len(self._prepared) > _KEPT:
                self._prepared.popitem(last=False)
        self._prepared.move_to_end(key)
        return self._prepared[key]

    def text(self, said: str, base: str = "") -> ReachedText:
        """A text to compare: a print, or the print `base` under the amendments of an actor, a folder or a draft.

        Raises ReadError.
        """
        if not said.strip() or is_print_number(said) or said.lower().endswith((".xml", ".akn")):
            prepared = self.print(said)
            return ReachedText(prepared.bill, prepared.bill.name or said)
        made = self.made(self.drafts(said), self.print(base))
        refused = tuple(f"{one.amendment}: {one.reason}" for one in made.outcomes if one.outcome == "refused")
        return ReachedText(made.bill, f"{self.print(base).bill.name} under {said}", refused)

    @staticmethod
    def made(amendments: Sequence[Amendment], prepared: Prepared) -> Applied:
        """A print with amendments made."""
        return apply(prepared, amendments)

    # Amendments

    def drafts(self, said: str) -> list[Amendment]:
        """The amendments of an actor, or in a draft or a folder of drafts of the workspace. Raises ReadError."""
        here = self.here
        if re.fullmatch(r"[\w-]+", said):
            if said not in here.actors:
                like = did_you_mean(said, here.actors) or f"the actors are {', '.join(here.actors) or 'none yet'}"
                raise ReadError(f"“{said}” is no actor of the record", remedy=like)
            place = here.record / said
        else:
            place = self.inside(said)
        files = list(_drafts_in(place))
        if not files:
            raise ReadError(
                "there is no draft there", place=said, remedy="name an actor, or a file like drafts/mine/1.md"
            )
        if len(files) > MOST_AMENDMENTS:
            raise ReadError(f"there are {len(files)} drafts, more than {MOST_AMENDMENTS}", place=said)
        self.refuse_outside(files)
        return draft.read_all(files)

    def amendments(self, given: Sequence[GivenAmendment], drafts: str, prepared: Prepared) -> list[Amendment]:
        """Those that are given, and those of drafts that are named. Raises ReadError for none, or too many."""
        if len(given) > MOST_AMENDMENTS:
            raise ReadError(
                f"{len(given)} amendments are given, more than {MOST_AMENDMENTS}", remedy="give some of them"
            )
        found = [as_amendment(one, at, prepared.bill) for at, one in enumerate(given, 1)]
        found += self.drafts(drafts) if drafts else []
        if not found:
            raise ReadError("no amendment is given", remedy="give `amendments`, or name `drafts`: an actor or a file")
        return found

    # Writing

    def new_draft(self, actor: str, name: str) -> Path:
        """Where a new draft of an actor is written: drafts/ACTOR/NAME.md. Raises WriteError, ReadError."""
        self.refuse_reading_only()
        file = self.space.drafts / actor / f"{name}.md"
        self.inside(f"drafts/{actor}/{name}.md")
        if file.exists() or file.is_symlink():
            raise WriteError("it is there already", place=f"drafts/{actor}/{name}.md", remedy="give another number")
        return file

    def refuse_reading_only(self) -> None:
        """Raises WriteError where nothing may be written."""
        if not self.writes:
            raise WriteError("nothing is written: these tools only read", remedy="start them with “amend mcp --write”")


def as_amendment(given: GivenAmendment, at: int, bill: Bill) -> Amendment:
    """A given amendment to a print. at: its place among those given, from 1. Raises ReadError when it is too long."""
    if len(given.words) > LONGEST_WORDS:
        raise ReadError(
            f"amendment {given.number or at} has {len(given.words)} characters, more than {LONGEST_WORDS}",
            remedy="give its words alone",
        )
    house = House.having(bill.house, bill.number)
    return replace(Amendment(given.words, given.number or str(at), house, print=bill.number), after=given.after)


def _drafts_in(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield from sorted(file for file in place.glob("*.md") if file.name != "README.md")
    elif place.suffix == ".md":
        yield place


def _stamp(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
