"""How git is told to compare, show and merge Bills with this tool."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from amend.errors import ReadError, WriteError
from amend.formats.files import read_text, write_bytes

try:
    import git
except ImportError as error:  # GitPython looks for the git command as it is imported
    raise ReadError("git is not installed, or not on the path", remedy="install git, then try again") from error

ATTRIBUTES = ".gitattributes"

DRIVERS = {
    'diff "amend"': {"command": "git-diff", "textconv": "git-text"},
    'merge "amend"': {"name": "Bills, provision by provision", "driver": "git-merge %O %A %B %P"},
    'difftool "amend"': {"cmd": 'compare "$LOCAL" "$REMOTE"'},
}
"""Sections of a repository's settings, and the command of this tool that each key runs; `name` is only a name."""


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a repository was told. root: its top folder. attributes: the lines that were added to .gitattributes."""

    root: Path
    attributes: tuple[str, ...]


def set_up(folder: Path, patterns: tuple[str, ...] = ("*.xml",)) -> SetUp:
    """Tell the repository that a folder is in to use this tool for the files of those patterns.

    The attributes are a file to be committed; the settings are this machine's alone, so each user of a repository
    runs it once. Run again it changes nothing. Raises ReadError outside a repository with a work tree, WriteError
    when its settings cannot be written.
    """
    repository = _repository(folder)
    root = Path(str(repository.working_tree_dir))
    file = root / ATTRIBUTES
    text = read_text(file) if file.exists() else ""
    added = tuple(line for line in _lines(patterns) if line not in text.splitlines())
    if added:
        start = text if not text or text.endswith("\n") else f"{text}\n"
        write_bytes(file, f"{start}{chr(10).join(added)}\n".encode())
    own = f"{shlex.quote(sys.executable)} -m amend "
    try:
        with repository.config_writer() as settings:
            for section, values in DRIVERS.items():
                for key, value in values.items():
                    settings.set_value(section, key, value if key == "name" else own + value)
    except OSError as error:
        raise WriteError(
            f"its settings cannot be written ({error.strerror or error})",
            place=str(repository.git_dir),
            remedy="is another git command at work? If not, delete the file config.lock there",
        ) from error
    return SetUp(root, added)


def other_tool(path: str, sides: tuple[str, ...]) -> int | None:
    """Pass a file on to the tool that “git difftool” was asked for; its exit code, None where git wants a diff.

    Git asks the driver of a file first even there, so the driver must hand over what is not its own to show.
    """
    if os.environ.get("GIT_EXTERNAL_DIFF") != "git-difftool--helper":
        return None
    return subprocess.run(["git", "difftool--helper", path, *sides], check=False).returncode


def coloured() -> bool:
    """Whether git wants colour in a diff that goes into a pager, by the user's settings."""
    if os.environ.get("GIT_PAGER_IN_USE") != "true":
        return False
    asked = ["git", "config", "--get-colorbool", "color.diff", "true"]
    return str(git.Git().execute(asked, with_exceptions=False)).strip() == "true"


def merge_as_text(base: Path, ours: Path, theirs: Path) -> bool:
    """Merge three files as lines of text, into ours, as git itself does; whether that left no conflict."""
    status, _, said = git.Git().execute(
        ["git", "merge-file", "-L", "ours", "-L", "base", "-L", "theirs", str(ours), str(base), str(theirs)],
        with_extended_output=True,
        with_exceptions=False,
    )
    if not 0 <= status < 128:
        raise WriteError(f"git could not merge it as text ({said})", place=str(ours))
    return status == 0


def _lines(patterns: tuple[str, ...]) -> list[str]:
    quoted = [f'"{pattern}"' if " " in pattern else pattern for pattern in patterns]
    return [f"{pattern} diff=amend merge=amend" for pattern in quoted]


def _repository(folder: Path) -> git.Repo:
    try:
        repository = git.Repo(folder, search_parent_directories=True)
    except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
        raise ReadError(
            "it is not in a git repository", place=str(folder), remedy="make one with “git init”"
        ) from error
    if repository.bare:
        raise ReadError("it is a bare repository, which has no files", place=str(folder), remedy="clone it first")
    return repository
