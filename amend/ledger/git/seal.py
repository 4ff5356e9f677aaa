"""A seal: the last commit of a record and the sum of each position, to be kept where the record is not.

The format, version 1: front matter as in a draft, and below it the sum of each position, as `sha256sum -c` reads them:

    ---
    seal: "1"
    commit: "54a1…"                 the last commit
    commits: "109"                  how many lead to it, itself among them
    sealed: "2026-11-27"            when
    ---

    0b5f…  drafts/commissioner/positions/2023-11-09-P55.md

Who keeps it elsewhere, or signs it, can tell later whether the history up to it was rewritten or shortened.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from amend.errors import DraftError
from amend.formats import front_matter
from amend.formats.files import read_text, write_bytes
from amend.ledger.git.repository import Repository
from amend.ledger.workspace import Workspace, is_position

FORMAT = "1"

_KEYS = ("seal", "commit", "commits", "sealed")
_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_SUM = re.compile(r"([0-9a-f]{64})  (drafts/.+)")


@dataclass(frozen=True, slots=True)
class Seal:
    """What a record was. commit: its last; commits: how many lead to it. sealed: when. sums: of each position, by its
    place from the root, the SHA-256 of what was recorded."""

    commit: str
    commits: int
    sealed: str
    sums: dict[str, str]


def seal(workspace: Workspace, file: Path | str | None = None) -> Seal:
    """The seal of what is recorded; into a file, where one is named, written whole or not at all.

    Raises RecordError, WriteError.
    """
    repository = Repository.of(workspace)
    commit = repository.head()
    made = Seal(
        commit,
        int(repository.git.line("rev-list", "--count", commit)),
        date.today().isoformat(),
        sums(repository, commit),
    )
    if file is not None:
        write_bytes(Path(file), dumps(made).encode())
    return made


def sums(repository: Repository, commit: str) -> dict[str, str]:
    """The SHA-256 of each position that a commit holds, by its place."""
    held = {path: id for path, id in repository.files(commit, "drafts").items() if is_position(path)}
    contents = repository.contents(held.values())
    return {path: hashlib.sha256(contents.get(id, b"")).hexdigest() for path, id in sorted(held.items())}


def dumps(made: Seal) -> str:
    """The text of a seal, which `read` reads back."""
    values = (FORMAT, made.commit, str(made.commits), made.sealed)
    head = [front_matter.row(key, value) for key, value in zip(_KEYS, values, strict=True)]
    rows = [f"{sum}  {path}" for path, sum in made.sums.items()]
    return "\n".join([front_matter.FENCE, *head, front_matter.FENCE, "", *rows, ""])


def read(file: Path | str) -> Seal:
    """The seal in a file. Raises DraftError for what is none, ReadError."""
    parted = front_matter.front_and_body(read_text(file), str(file))
    remedy = "name a file that “amend position seal” wrote"
    for key in _KEYS:
        if key not in parted.values:
            raise DraftError(f"it is no seal: it has no “{key}”", place=str(file), remedy=remedy)
    if parted.string("seal") != FORMAT:
        raise DraftError("it is a seal of another format", place=parted.at("seal"), remedy="install a newer amend")
    commit, commits = parted.string("commit"), parted.string("commits")
    if not _COMMIT.fullmatch(commit) or not re.fullmatch(r"[0-9]{1,9}", commits):
        raise DraftError("it names no commit", place=parted.at("commit"), remedy=remedy)
    found = {}
    for number, row in enumerate(parted.body, parted.start + 1):
        if not row.strip():
            continue
        match = _SUM.fullmatch(row)
        if match is None:
            raise DraftError("it is no sum of a position", place=f"{file}:{number}", remedy=remedy)
        found[match[2]] = match[1]
    return Seal(commit, int(commits), parted.string("sealed"), found)
