"""One record: files written and a commit made, or nothing.

The order: the journal, the files, their contents and the commit in the object database, the index, and last the branch,
which moves only from where it was. Whatever ends it before that, an error, a full disk or a kill, leaves the branch as
it was; amend.ledger.git.journal puts the rest right, at once or when amend is next used.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from amend.errors import AmendError, RecordError, WriteError
from amend.formats.files import write_bytes
from amend.ledger.git import journal, lock, readiness, staging
from amend.ledger.git.command import Git, refused
from amend.ledger.git.entries import Entry
from amend.ledger.git.journal import Journal
from amend.ledger.git.readiness import Tip
from amend.ledger.git.repository import Repository
from amend.ledger.git.staging import FileStamp, Moved
from amend.ledger.workspace import Workspace

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record that was made. commit: its id. paths: its files, from the root. settled: what an earlier one that was
    cut short needed, in a sentence; "" when there was none."""

    commit: str
    paths: tuple[str, ...]
    settled: str = ""


def commit_record(
    workspace: Workspace,
    entry: Entry,
    *,
    new: Mapping[str, bytes] | None = None,
    kept: Sequence[str] = (),
    replaced: Mapping[str, bytes] | None = None,
    onto: str = "",
) -> Recorded:
    """Make one commit on the branch that is checked out.

    new: files to be written, which must not be there, by their place from the root. kept: files that are there, taken
    as they are. replaced: files to be written in the place of those that are there, which must be as they were last
    recorded. onto: the commit that it must follow; "" where it may follow any. The hooks of the repository run as they
    do for `git commit`, and it is signed where git is set to.
    Raises RecordError or WriteError, and then nothing is recorded and no file is written.
    """
    for path in (*(new or {}), *kept, *(replaced or {})):
        _refuse_no_utf8(path)
    git = Git.of(workspace.root)
    with lock.lock_held(git.directory) as held:
        settled = journal.settle_journal(git, held=held)
        hooks = Path(git.line("rev-parse", "--path-format=absolute", "--git-path", "hooks"))

        def attempt() -> Recorded:
            tip = readiness.ready(git)
            if onto and tip.commit != onto:
                raise RecordError("somebody else has recorded meanwhile", place=str(git.folder), remedy="try again")
            under_way = _Transaction(git, held, hooks, tip, entry, dict(new or {}), tuple(kept), dict(replaced or {}))
            return replace(under_way.run(), settled=settled)

        for _ in range(_ATTEMPTS - 1):
            with suppress(Moved):
                return attempt()
        return attempt()


def _refuse_no_utf8(path: str) -> None:
    """Refuse a name that no trailer and no data could name. Raises RecordError."""
    try:
        path.encode()
    except UnicodeEncodeError:
        raise RecordError("the name of the file is not UTF-8", place=path, remedy="rename it first") from None


def settle(workspace: Workspace) -> str:
    """Settle a record that was cut short; what was done, in a sentence, "" when there was none. Raises AmendError."""
    git = Git.of(workspace.root)
    if not (git.directory / journal.NAME).exists():
        return ""
    with lock.lock_held(git.directory) as held:
        return journal.settle_journal(git, held=held)


def _content(file: Path) -> bytes | None:
    """What a file holds, None where it cannot be had."""
    try:
        return file.read_bytes()
    except OSError:
        return None


@dataclass(frozen=True, slots=True)
class _Transaction:
    """A record under way, under the lock `held`. hooks: the folder of the repository's hooks."""

    git: Git
    held: int
    hooks: Path
    tip: Tip
    entry: Entry
    new: dict[str, bytes]
    kept: tuple[str, ...]
    replaced: dict[str, bytes]

    @property
    def paths(self) -> tuple[str, ...]:
        return (*self.new, *self.kept, *self.replaced)

    def run(self) -> Recorded:
        noted = self._noted()
        journal.write_journal(self.git, noted)
        try:
            self._write(noted)
            mark = self._staged()
            commit = self._commit(self._message())
            journal.write_journal(self.git, replace(noted, commit=commit))
            staging.swap(self.git, mark)
            self._move(commit)
        except BaseException:
            # What stands in the way of undoing it, such as a full disk, stands in the way of the next command too,
            # which says so; the reason why the record was not made is the one to tell.
            with suppress(AmendError):
                journal.settle_journal(self.git, held=self.held)
            raise
        journal.close(self.git)
        self._hook("post-commit", self.git)
        return Recorded(commit, self.paths)

    def _noted(self) -> Journal:
        for path in self.new:
            if os.path.lexists(self.git.folder / path):
                raise RecordError("it is there already", place=path, remedy="see how it stands: amend status")
        if changed := self._changed():
            raise RecordError(
                "it was changed, and that is not recorded",
                place=changed[0],
                remedy=f"record it, or take that back: git restore {changed[0]}",
            )
        folders = dict.fromkeys(
            str(folder)
            for path in self.new
            for folder in reversed(PurePosixPath(path).parents)
            if not (self.git.folder / folder).exists()
        )
        sums = {path: journal.checksum(data) for path, data in self.new.items()}
        over = {path: journal.checksum(data) for path, data in self.replaced.items()}
        return Journal(sums, list(self.kept), list(folders), self.tip.branch, replaced=over)

    def _changed(self) -> list[str]:
        """The files to be replaced that are not as the last commit has them."""
        if not self.replaced:
            return []
        repository = Repository(self.git)
        held = repository.files(self.tip.commit, *self.replaced)
        contents = repository.contents(held.values())
        return [
            path for path in self.replaced if contents.get(held.get(path, ""), b"") != _content(self.git.folder / path)
        ]

    def _write(self, noted: Journal) -> None:
        for folder in noted.folders:
            try:
                (self.git.folder / folder).mkdir(exist_ok=True)
            except OSError as error:
                raise WriteError(
                    f"it cannot be made ({error.strerror})", place=str(self.git.folder / folder), remedy="make room"
                ) from error
        for path, data in (*self.new.items(), *self.replaced.items()):
            write_bytes(self.git.folder / path, data)

    @property
    def _building(self) -> Git:
        """Git with the index that the record is built in."""
        return self.git.with_(GIT_INDEX_FILE=str(self.git.directory / staging.NAME))

    def _staged(self) -> FileStamp | None:
        """Put the files into an index of the record's own, and have the hook see it; the mark of the one it is from."""
        mark = staging.copy(self.git)
        given = "\0".join([*self.paths, ""]).encode()
        self._building.ask("update-index", "--add", "-z", "--stdin", given=given, held=self.held)
        if self._building.line("write-tree", held=self.held) == self.tip.tree:
            raise RecordError(
                "it is recorded already, just so", place=", ".join(self.paths), remedy="there is nothing to do"
            )
        self._refuse_if(self._hook("pre-commit", self._as_author))
        return mark

    def _message(self) -> str:
        """The message, as the hooks that may change it leave it."""
        file = self.git.directory / "COMMIT_EDITMSG"
        write_bytes(file, self.entry.message.encode())
        self._refuse_if(self._hook("prepare-commit-msg", self._as_author, str(file), "message"))
        self._refuse_if(self._hook("commit-msg", self._as_author, str(file)))
        return file.read_text("utf-8", "replace")

    def _commit(self, message: str) -> str:
        tree = self._building.line("write-tree", held=self.held)
        signing = ["-S"] if self.git.run("config", "--type=bool", "commit.gpgSign").out.strip() == b"true" else []
        return self._as_author.line(
            "commit-tree", *signing, tree, "-p", self.tip.commit, given=message.encode(), held=self.held
        )

    @property
    def _as_author(self) -> Git:
        written = f"@{int(self.entry.written.timestamp())} {self.entry.written:%z}"
        return self._building.with_(
            GIT_AUTHOR_NAME=self.entry.author, GIT_AUTHOR_EMAIL=self.entry.address, GIT_AUTHOR_DATE=written
        )

    def _move(self, commit: str) -> None:
        subject = self.entry.message.partition("\n")[0]
        moved = self.git.run(
            "update-ref", "-m", f"amend: {subject}", self.tip.branch, commit, self.tip.commit, held=self.held
        )
        if moved.code and "but expected" in moved.err:
            raise Moved("somebody else has recorded meanwhile", place=str(self.git.folder), remedy="try again")
        if moved.code:
            raise refused(moved, "update-ref", self.git.folder)

    def _hook(self, name: str, git: Git, *arguments: str) -> tuple[str, str]:
        """Run a hook of the repository, as git does before and after a commit: its name, and why it refused, or ""."""
        hook = self.hooks / name
        if not (hook.is_file() and os.access(hook, os.X_OK)):
            return name, ""
        try:
            done = git.with_(GIT_EDITOR=":").call([str(hook), *arguments])
        except OSError as error:
            if error.errno != errno.ENOEXEC:
                return name, f"it cannot be run ({error.strerror})"
            done = git.with_(GIT_EDITOR=":").call(["sh", str(hook), *arguments])
        said = " ".join(f"{done.err} {done.out.decode('utf-8', 'replace')}".split())
        return name, (said or f"it ended with code {done.code}") if done.code else ""

    def _refuse_if(self, told: tuple[str, str]) -> None:
        name, why = told
        if why:
            raise RecordError(
                f"the repository’s {name} hook refused it, and nothing is recorded: {why}",
                place=str(self.git.folder),
                remedy="put right what it asks for, then record again",
            )
