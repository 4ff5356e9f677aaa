"""How git is run: in which repository, with what it may be told, and what its failures mean."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from amend.errors import ReadError, RecordError

try:
    import git
except ImportError as error:  # GitPython looks for the git command as it is imported
    raise ReadError("git is not installed, or not on the path", remedy="install git, then try again") from error

ALWAYS = (
    "core.quotePath=false",
    "i18n.commitEncoding=UTF-8",
    "i18n.logOutputEncoding=UTF-8",
    "log.showRoot=true",
    "blame.ignoreRevsFile=",
    "core.fsync=committed",
    "core.fsmonitor=false",
)
"""Settings that hold for each of our commands, whatever the user's are: paths and texts come as they are, no commit is
passed over, what is recorded has reached the disk, and no program is run to ask which files changed."""

_LITERAL = {"GIT_LITERAL_PATHSPECS": "1", "GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": os.devnull}
"""Variables with which a path is a path, whatever signs are in it, and a commit is the one that was recorded, after
the one that it was recorded after."""

_ELSEWHERE = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_GRAFT_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_SHALLOW_FILE",
)
"""Variables that point git at another repository, and that nobody sets in passing."""


_IDENT = re.compile(r"(.* <.*>) (\d+ [+-]\d{4})")
_NAME_YOURSELF = 'tell it: git config --global user.name "Your Name", then user.email likewise'


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of git left: its exit code, its standard output, and its standard error without the last line end."""

    code: int
    out: bytes
    err: str


@dataclass(frozen=True, slots=True)
class Committer:
    """Who records. name: a name and an address; when: seconds and zone; both as git writes them."""

    name: str
    when: str

    @property
    def moment(self) -> datetime:
        """When that is."""
        seconds, zone = self.when.split()
        return git_time(seconds, zone)


@dataclass(frozen=True, slots=True)
class Git:
    """Runs git in a folder, as one repository.

    folder: the top of its work tree, or where one is to be. directory: its .git. environment: variables for each
    command. A hook that calls amend has variables set that name its own repository; `of` names this one in their place.
    """

    folder: Path
    directory: Path
    environment: tuple[tuple[str, str], ...] = ()

    @staticmethod
    def of(folder: Path) -> Git:
        """Git for the repository whose work tree has that top folder. Raises RecordError when it is none."""
        try:
            with git.Repo(folder, expand_vars=False) as found:
                top, directory = found.working_tree_dir, Path(found.git_dir)
        except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
            raise RecordError(
                "it is no git repository of its own",
                place=str(folder),
                remedy="make a workspace with “amend init DIR”, or clone one",
            ) from error
        if top is None:
            raise RecordError("it is a bare repository, which has no files", place=str(folder), remedy="clone it first")
        if strange := [name for name in _ELSEWHERE if name in os.environ]:
            raise RecordError(f"the variable {strange[0]} is set", remedy=f"take it out: unset {strange[0]}")
        here = {"GIT_DIR": directory, "GIT_WORK_TREE": folder, "GIT_INDEX_FILE": directory / "index"}
        return Git(folder, directory, tuple((name, str(value)) for name, value in here.items() if name in os.environ))

    def with_(self, **environment: str) -> Git:
        """The same, with more variables."""
        return replace(self, environment=(*self.environment, *environment.items()))

    def run(self, *arguments: str, given: bytes | None = None, held: int | None = None) -> Ran:
        """Run a command, whatever its exit code. given: its standard input. held: a file that it keeps open.

        Raises ReadError when git is not there.
        """
        settings = [part for setting in ALWAYS for part in ("-c", setting)]
        return self.with_(**_LITERAL).call(["git", *settings, *arguments], given=given, held=held)

    def call(self, command: list[str], *, given: bytes | None = None, held: int | None = None) -> Ran:
        """Run any program as git runs one: in the folder, with the variables."""
        more: dict[str, Any] = {"pass_fds": (held,)} if held is not None else {}
        if given is not None:
            more["istream"] = subprocess.PIPE
        try:
            process = git.Git(self.folder).execute(command, as_process=True, env=dict(self.environment), **more)
        except git.GitCommandNotFound as error:
            raise ReadError(f"{command[0]} is not installed, or not on the path", remedy="install git") from error
        out, err = process.communicate(given)
        return Ran(process.returncode, out, err.decode("utf-8", "replace").strip())

    def ask(self, *arguments: str, given: bytes | None = None, held: int | None = None) -> bytes:
        """What a command prints. Raises RecordError, with git's own words, when it fails."""
        done = self.run(*arguments, given=given, held=held)
        if done.code:
            raise refused(done, arguments[0], self.folder)
        return done.out

    def line(self, *arguments: str, given: bytes | None = None, held: int | None = None) -> str:
        """The one row that a command prints. Raises RecordError."""
        return self.ask(*arguments, given=given, held=held).decode("utf-8", "surrogateescape").strip()

    def committer(self) -> Committer:
        """Who records, as git knows the user. Raises RecordError when it does not."""
        found = _IDENT.fullmatch(self.line("var", "GIT_COMMITTER_IDENT"))
        if found is None:
            raise RecordError("git does not know who you are", remedy=_NAME_YOURSELF)
        return Committer(found[1], found[2])


def git_time(seconds: str, zone: str) -> datetime:
    """The time in seconds since 1970, in a zone such as “+0100”; the last that there is for one past that."""
    try:
        away = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:5]))
        return datetime.fromtimestamp(int(seconds), timezone(-away if zone[0] == "-" else away))
    except (ValueError, OverflowError, OSError):  # somebody made that commit by hand
        return datetime.max.replace(tzinfo=UTC)


def refused(done: Ran, doing: str, folder: Path) -> RecordError:
    """Git's refusal as an error: the row that says why, and what to do about it where that is known."""
    rows = [row.strip() for row in done.err.splitlines() if row.strip()]
    told = next((row for row in rows if row.startswith(("fatal:", "error:"))), rows[0] if rows else "")
    said = told.removeprefix("fatal:").removeprefix("error:").strip() or f"it ended with code {done.code}"
    for sign, fault, remedy in _KNOWN:
        if sign in done.err:
            return RecordError(fault or f"git {doing}: {said}", place=str(folder), remedy=remedy)
    return RecordError(f"git {doing} failed: {said}", place=str(folder))


_KNOWN = (
    ("ident", "git does not know who you are", _NAME_YOURSELF),
    ("dubious ownership", "", "it belongs to another user: git config --global --add safe.directory FOLDER"),
    ("No space left", "the disk is full", "make room, then do it again"),
    ("Out of diskspace", "the disk is full", "make room, then do it again"),
    ("unable to write", "", "make room, or see that you may write there"),
    ("ermission denied", "", "see that you may write there"),
    ("Read-only file system", "", "see that you may write there"),
    (".lock': File exists", "", "another git command is at work; if none is, delete the lock file that it names"),
)
