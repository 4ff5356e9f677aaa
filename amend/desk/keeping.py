"""Amendments kept as the draft files of the command line, none of which is ever overwritten unseen."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path

from amend.errors import AmendError, RecordError
from amend.formats import draft
from amend.formats.files import read_bytes, write_bytes
from amend.ledger.git.transaction import Recorded
from amend.ledger.recording import actor_name, record
from amend.ledger.workspace import Workspace
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


class Keeping:
    """The drafts of a workspace, read when they are asked for and saved one by one."""

    def __init__(self, space: Workspace) -> None:
        self.space = space
        self._lock = threading.RLock()

    def drafts(self) -> tuple[KeptDraft, ...]:
        """Every actor's amendments that can be read, in order of actor and file."""
        found = []
        for folder in sorted(self.space.drafts.glob("*")):
            for file in sorted(folder.glob("*.md")):
                try:
                    found.append(self.read(file.relative_to(self.space.root).as_posix()))
                except AmendError:
                    continue  # what is wrong with a file is for `check` and `status` to say
        return tuple(found)

    def read(self, file: str) -> KeptDraft:
        """The draft in a file of the workspace. Raises ReadError, DraftError."""
        data = read_bytes(self.space.root / file)
        amendment = draft.loads(data.decode("utf-8", "replace"), source=str(self.space.root / file))
        return KeptDraft(file.split("/")[1], file, amendment, data)

    def save(self, amendment: Amendment, actor: str) -> KeptDraft:
        """Keep an amendment in a new file of an actor's, named after its number. Raises FileChanged where there is one
        of that name, RecordError, WriteError."""
        if not amendment.number or not amendment.number.isalnum():
            raise RecordError("an amendment is kept under its number", remedy="give it one, such as 7 or NC2")
        file = f"drafts/{actor_name(actor)}/{amendment.number}.md"
        return self._write(KeptDraft(actor, file, amendment, b""), amendment)

    def again(self, kept: KeptDraft, amendment: Amendment) -> KeptDraft:
        """Save a draft in the file that it was read from. Raises FileChanged where that holds something else now;
        nothing is overwritten. Raises WriteError."""
        return self._write(kept, amendment)

    def record(self, kept: KeptDraft, *, why: str = "") -> Recorded:
        """Record a draft that is kept, as a commit (see `ledger.recording.record`)."""
        return record(self.space, self.space.root / kept.file, why=why)

    def _write(self, kept: KeptDraft, amendment: Amendment) -> KeptDraft:
        place = self.space.root / kept.file
        text = draft.dumps(replace(amendment, source=""))
        with self._lock:
            now = self._now(place)
            if (now or b"") != kept.read or (now is None and kept.read):
                raise FileChanged(kept.file, text, None if now is None else now.decode("utf-8", "replace"))
            place.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(place, text.encode())
        return replace(kept, amendment=replace(amendment, source=str(place)), read=text.encode())

    @staticmethod
    def _now(place: Path) -> bytes | None:
        return read_bytes(place) if place.is_file() else None
