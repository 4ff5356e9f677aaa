"""Amendments kept as the draft files of the command line, none of which is ever overwritten unseen."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from amend.desk.own_folder import held_alone
from amend.drafting.assigned_numbers import next_in_series
from amend.errors import AmendError, RecordError, WriteError
from amend.formats import actor_folders, draft
from amend.formats.files import read_bytes, write_bytes
from amend.ledger.git.transaction import Recorded
from amend.ledger.recording import actor_name, record
from amend.ledger.workspace import Workspace, actor_of, is_draft
from amend.model.amendment import Amendment


class FileChanged(AmendError):
    """A file that another program changed since it was read. ours: the text that was to be saved. theirs: what the file
    holds now; None where it is gone."""

    def __init__(self, place: str, ours: str, theirs: str | None) -> None:
        what = "was taken away" if theirs is None else "was changed"
        super().__init__(f"the file {what} by another program", place=place, remedy="look at both, then save again")
        self.ours, self.theirs = ours, theirs


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """An amendment as it is kept. actor: whose. file: where, from the root of the workspace, with "/". read: the bytes
    that it was read from."""

    actor: str
    file: str
    amendment: Amendment
    read: bytes


_PARTS = re.compile(r"[0-9A-Za-z]+")
_IN_SERIES = re.compile(r"(?:NC|NS)?\d+")
_LONGEST_NAME = 100
"""Characters of a name, which is a number of an amendment and what it amends; a disk takes 255 bytes."""

FileState = tuple[int, int, int]
"""What tells that a file was changed: its time, its size and its place on the disk; 0 each for none."""


def _state(file: Path) -> FileState:
    try:
        found = file.stat()
    except OSError:
        return 0, 0, 0
    return found.st_mtime_ns, found.st_size, found.st_ino


class Keeping:
    """The drafts of a workspace, read when they are asked for and saved one by one."""

    def __init__(self, space: Workspace) -> None:
        self.space = space
        self._lock = threading.RLock()
        self._known: dict[str, tuple[FileState, KeptDraft | None]] = {}

    def drafts(self) -> tuple[KeptDraft, ...]:
        """Every actor's amendments that can be read, in order of actor and file. What was read before is read again
        where the file is another, by its time, its size or its place on the disk."""
        with self._lock:
            known, self._known = self._known, {}
            for found in actor_folders.files(self.space.drafts) if self.space.drafts.is_dir() else ():
                if isinstance(found, AmendError):
                    continue  # a folder that cannot be looked into, which is for `amend status` to say
                file = self.space.place(found)
                state = _state(self.space.root / file)
                last = known.get(file)
                kept = last[1] if last is not None and last[0] == state else self._readable(file)
                self._known[file] = state, kept
            return tuple(kept for _, kept in self._known.values() if kept is not None)

    def _readable(self, file: str) -> KeptDraft | None:
        """The draft in a file; None where it has none that can be read, which is for `amend status` to say."""
        try:
            return self.read(file)
        except AmendError:
            return None

    def read(self, file: str) -> KeptDraft:
        """The draft in a file of the workspace, by its place from the root. Raises ReadError, DraftError; RecordError
        for a file that is no draft of an actor."""
        place = self.place(file)
        data = read_bytes(place)
        amendment = draft.loads(data.decode("utf-8", "replace"), source=str(place))
        return KeptDraft(actor_of(file), file, amendment, data)

    def place(self, file: str) -> Path:
        """Where a draft is. Raises RecordError for a place that is none of a draft in the workspace."""
        place = self.space.root / file
        if max(map(len, file.split("/"))) > _LONGEST_NAME:
            raise RecordError("that name is longer than one of a draft may be", remedy="give it a shorter one")
        if not is_draft(file) or self.space.relative(place) != file:
            raise RecordError("that is no draft of an actor", place=file, remedy="name one in drafts/<actor>/")
        return place

    def save(self, amendment: Amendment, actor: str) -> KeptDraft:
        """Keep an amendment in a new file of an actor's, named after its number. Raises RecordError where there is one
        of that name, or for one without a number; WriteError."""
        name = "-".join(_PARTS.findall(f"{amendment.number} to {amendment.amends}".removesuffix(" to ")))
        if not amendment.number or not name:
            raise RecordError("an amendment is kept under its number", remedy="give it one, such as 7 or NC2")
        file = f"drafts/{actor_name(actor)}/{name}.md"
        with held_alone(self.space):
            if self.place(file).exists():
                free = self.free_number(actor, amendment.number)
                other = f"give this one another, such as {free}" if free else "give this one another"
                raise RecordError(f"{actor} has an amendment {amendment.number} already", place=file, remedy=other)
            return self._write(KeptDraft(actor, file, amendment, b""), amendment)

    def free_number(self, actor: str, like: str) -> str:
        """A number that no amendment of an actor's has, in the series of another: 8, NC3; "" for what has none."""
        if not _IN_SERIES.fullmatch(like):
            return ""
        return next_in_series((kept.amendment.number for kept in self.drafts() if kept.actor == actor), like)

    def again(self, kept: KeptDraft, amendment: Amendment) -> KeptDraft:
        """Save a draft in the file that it was read from. Raises FileChanged where that holds something else now;
        nothing is overwritten. Raises WriteError."""
        with held_alone(self.space):
            return self._write(kept, amendment)

    def record(self, kept: KeptDraft, *, why: str = "") -> Recorded:
        """Record a draft that is kept, as a commit (see `ledger.recording.record`)."""
        return record(self.space, self.space.root / kept.file, why=why)

    def _write(self, kept: KeptDraft, amendment: Amendment) -> KeptDraft:
        place = self.place(kept.file)
        text = draft.dumps(replace(amendment, source=""))
        now = read_bytes(place) if place.is_file() else None
        if (now or b"") != kept.read or (now is None and kept.read):
            raise FileChanged(kept.file, text, None if now is None else now.decode("utf-8", "replace"))
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteError(f"its folder cannot be made ({error.strerror})", place=kept.file) from error
        write_bytes(place, text.encode())
        return replace(kept, amendment=replace(amendment, source=str(place)), read=text.encode())
