"""A workspace founded: a new repository, whose first commits are the record that comes with the package.

The commits are the same, with the same ids, on every machine, for a given committer and time: neither the user's
settings nor the time zone, the language or the file modes of the machine have a part in them. They are in order of
time. A position stands at the last day that its date can mean ("2019-07": 31 July 2019; "2022": 31 December), as
`Position.key` has it, and one without a date at the end. So does an amendment that says its date; another stands at the
day on which the print that it amends was published, for it cannot be older. Amendments come after the positions of
their day.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from amend.errors import AmendError, ReadError, WriteError
from amend.formats import akn, draft, kept, position
from amend.formats.files import read_bytes, read_text, real_path
from amend.formats.whole_folder import made_whole, settle_folder
from amend.ledger import shipped, workspace
from amend.ledger.git import entries
from amend.ledger.git.command import Committer, Git
from amend.ledger.git.entries import Entry
from amend.ledger.workspace import Workspace
from amend.model.house import House
from amend.model.made import told
from amend.model.position import When

BRANCH = "main"

ATTRIBUTES = "*.md text eol=lf\n*.toml text eol=lf\n*.xml -text diff=amend merge=amend\n"
"""Line ends are the same on every machine; Bills are shown and merged by this tool where “amend git-setup” was run."""

_NO_SETTINGS = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_COUNT": "0",
    "GIT_CONFIG_PARAMETERS": "",
}
"""Variables with which git knows no settings but those of the repository."""


@dataclass(frozen=True, slots=True)
class Founded:
    """What was made. commits: how many; positions and drafts: how many of them are one."""

    workspace: Workspace
    commits: int
    positions: int
    drafts: int


def init(folder: Path | str, *, empty: bool = False, bill: Path | str | None = None) -> Founded:
    """Make a workspace in a new or empty folder, with the Bill and the whole record; with empty, with neither.

    bill: the file of a print, which is its current one then, with an empty record. Raises ReadError for what is none.

    It is made beside its place and then put there, so that there is all of it or nothing. The committer is the user,
    as git knows them. Raises WriteError when the folder is there and not empty, or cannot be made, RecordError when
    git refuses.
    """
    target = Path(folder)
    settle_folder(target)
    _refuse_taken(target)
    with made_whole(target) as beside:
        try:
            made = _made(beside, empty=empty) if bill is None else _made(beside, empty=True, print_=_own(Path(bill)))
        except AmendError as error:
            error.place = str(target)  # not the folder beside it, which is taken away
            raise
    return Founded(workspace.load(target), *made)


def _refuse_taken(target: Path) -> None:
    try:
        taken = target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir())))
    except OSError as error:
        raise _unwritable(target, error) from error
    if taken:
        raise WriteError("it is there already, and not an empty folder", place=str(target), remedy="name a new folder")
    above = next((one for one in real_path(target).parents if (one / workspace.NAME).is_file()), None)
    if above is not None:
        raise WriteError(
            f"it would be within a workspace, that of {above}", place=str(target), remedy="name a folder outside it"
        )


def _unwritable(target: Path, error: OSError) -> WriteError:
    return WriteError(
        f"it cannot be made ({error.strerror or error})", place=str(target), remedy="choose another place, or make room"
    )


@dataclass(frozen=True, slots=True)
class _Own:
    """A print that somebody begins a workspace with: what is said of it, where it stands there, and the file."""

    said: Workspace
    data: bytes


def _own(file: Path) -> _Own:
    """The print of a file, to be put into `bills/`. Raises ReadError for what is no print."""
    bill = akn.read(file)
    if amended := told(bill):
        raise ReadError(f"it is no print: it has {amended} made", place=str(file), remedy="give the print as published")
    house = House.having(bill.house, bill.number).value
    said = Workspace(Path(), bill.title, bill.number, f"bills/{file.name}", house)
    return _Own(said, read_bytes(file))


def _made(root: Path, *, empty: bool, print_: _Own | None = None) -> tuple[int, int, int]:
    """Make the repository and its work tree there; how many commits, positions and drafts it has."""
    git = Git(root, root / ".git")
    committer = git.committer()
    git = git.with_(**_NO_SETTINGS)
    git.ask("init", "--quiet", "--template=", f"--initial-branch={BRANCH}", "--object-format=sha1")
    space = print_.said if print_ else Workspace(root) if empty else _shipped(root)
    first = [(workspace.NAME, workspace.dumps(space).encode()), (".gitattributes", ATTRIBUTES.encode())]
    later: list[tuple[Entry, str, bytes]] = []
    if print_:
        first.append((print_.said.file, print_.data))
    if not empty:
        first += [(f"bills/{file.relative_to(shipped.BILLS.parent).as_posix()}", _plain(file)) for file in _bills()]
        first += [(f"drafts/{name}", _plain(shipped.DRAFTS / name)) for name in ("README.md", kept.NAME)]
        later = _record(committer.moment)
    commits = [_commit(committer, None, "The workspace\n", first)]
    commits += [_commit(committer, entry, entry.message, [(path, data)]) for entry, path, data in later]
    stream = b"feature done\n" + b"".join(commits) + b"done\n"
    git.ask("fast-import", "--quiet", "--date-format=raw", given=stream)
    git.ask("read-tree", "-u", "--reset", f"refs/heads/{BRANCH}")
    for name in ("bills", "drafts"):
        (root / name).mkdir(exist_ok=True)
    positions = sum(workspace.is_position(path) for _, path, _ in later)
    return len(commits), positions, len(later) - positions


def _shipped(root: Path) -> Workspace:
    bill = akn.read(shipped.LORDS)
    place = f"bills/{shipped.LORDS.relative_to(shipped.BILLS.parent).as_posix()}"
    return Workspace(root, bill.title, bill.number, place, "Lords")


def _bills() -> Iterator[Path]:
    yield shipped.BILLS.parent / "README.md"
    yield from shipped.PRINTS
    yield shipped.SECTION_20


def _record(now: datetime) -> list[tuple[Entry, str, bytes]]:
    """Every position and amendment that comes with the package, in order of time: its commit, place and text."""
    published = {bill.number: date.fromisoformat(bill.published[:10]) for bill in map(akn.read, shipped.PRINTS)}
    found: list[tuple[tuple[date, int, str, str], Entry, str, bytes]] = []
    for taken in position.read_all(shipped.DRAFTS):
        path, data = _text(Path(taken.source))
        found.append(((taken.key[0], 0, *taken.key[1:]), entries.of_position(taken, now), path, data))
    for folder in sorted(shipped.DRAFTS.iterdir()):
        files = sorted(folder.glob("*.md")) if folder.is_dir() else []
        for tabled in draft.read_all(files):
            path, data = _text(Path(tabled.source))
            day = When.of(tabled.date).latest or published[tabled.print]
            entry = entries.draft_entry(tabled, folder.name, entries.noon(day))
            found.append(((day, 1, folder.name, _in_order(tabled.number)), entry, path, data))
    return [(entry, path, data) for _, entry, path, data in sorted(found, key=lambda one: one[0])]


def _in_order(number: str) -> str:
    return re.sub(r"\d+", lambda digits: f"{int(digits[0]):06}", number)


def _text(file: Path) -> tuple[str, bytes]:
    return f"drafts/{file.relative_to(shipped.DRAFTS).as_posix()}", _plain(file)


def _plain(file: Path) -> bytes:
    """A file with plain line feeds, whatever a checkout has made of them."""
    if file.suffix == ".xml":
        return read_bytes(file).replace(b"\r\n", b"\n")
    return read_text(file).encode()


def _commit(committer: Committer, entry: Entry | None, message: str, files: Iterable[tuple[str, bytes]]) -> bytes:
    """A commit as `git fast-import` reads it. entry: None when the committer is the author too."""
    author = f"{committer.name} {committer.when}"
    if entry is not None:
        author = f"{entry.author} <{entry.address}> {int(entry.written.timestamp())} {entry.written:%z}"
    rows = f"commit refs/heads/{BRANCH}\nauthor {author}\ncommitter {committer.name} {committer.when}\n".encode()
    changes = [b"M 100644 inline " + path.encode() + b"\n" + _data(data) for path, data in files]
    return rows + _data(message.encode()) + b"".join(changes) + b"\n"


def _data(data: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(data), data)
