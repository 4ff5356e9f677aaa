"""How git is told to compare, show and merge Bills with this tool."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from amend.errors import ReadError, WriteError
from amend.formats.files import read_text, real_path, write_bytes
from amend.ledger.git.command import Git

try:
    import git
except ImportError as error:  # GitPython looks for the git command as it is imported
    raise ReadError("git is not installed, or not on the path", remedy="install git, then try again") from error

ATTRIBUTES = ".gitattributes"

DRIVERS = {
    "diff.amend.command": "git-diff --",
    "diff.amend.textconv": "git-text --",
    "merge.amend.driver": "git-merge -- %O %A %B %P",
    "difftool.amend.cmd": 'compare -- "$LOCAL" "$REMOTE"',
}
"""Settings of a repository, and the command of this tool that each runs; after “--” a file may have any name."""

_OWN_CONFIG = "amend-config"
"""The settings of a repository as they are to be, beside its own until they are whole."""

_NAMES = {"merge.amend.name": "Bills, provision by provision"}

_ALONE = ("-E", "-P")
"""Options with which Python takes nothing from the folder that it runs in, nor from variables that may name it.

Git runs a driver at the top of the work tree, where a file that was pulled could else stand in for a module of ours.
Isolated mode (-I) would be these and -s, with which an installation for one user is not found.
"""

_FOUND = "import amend.cli.main, git, lxml.etree, rich, yaml; print(amend.__file__)"


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a repository was told. root: its top folder. attributes: the lines that were added to .gitattributes.
    mended: what was wrong with what it was told before, a clause; "" for nothing."""

    root: Path
    attributes: tuple[str, ...]
    mended: str = ""


def set_up(folder: Path, patterns: tuple[str, ...] = ("*.xml",)) -> SetUp:
    """Tell the repository that a folder is in to use this tool for the files of those patterns.

    The attributes are a file to be committed; the settings are this machine's alone, so each user of a repository
    runs it once. Run again it changes nothing, but for settings of an older set-up. Raises ReadError outside a
    repository with a work tree and where this tool is itself in that work tree, WriteError when its settings cannot be
    written.
    """
    repository = _repository(folder)
    root = Path(str(repository.working_tree_dir))
    own = shlex.join(_start(root)) + " "
    found = Git(root, Path(str(repository.git_dir)))
    wrong = fault(found)
    settings = {key: own + command for key, command in DRIVERS.items()}
    settings["merge.amend.driver"] = own.replace("%", "%%") + DRIVERS["merge.amend.driver"]
    _configure(found, {**settings, **_NAMES})  # first: without the attributes they do nothing
    file = root / ATTRIBUTES
    text = read_text(file) if file.exists() else ""
    added = tuple(line for line in _lines(patterns) if line not in text.splitlines())
    if added:
        start = text if not text or text.endswith("\n") else f"{text}\n"
        write_bytes(file, f"{start}{chr(10).join(added)}\n".encode())
    return SetUp(root, added, wrong)


def _configure(git: Git, settings: Mapping[str, str]) -> None:
    """Have a repository know settings: all of them or, where that ends midway, none. Raises WriteError."""
    file = Path(git.line("rev-parse", "--path-format=absolute", "--git-common-dir"), "config")
    own, locked = file.with_name(_OWN_CONFIG), file.with_name("config.lock")
    try:
        _take_away(own, locked)  # what a set-up left that was killed
        shutil.copy(file, own)
        for key, value in settings.items():
            done = git.run("config", "--file", str(own), "--replace-all", key, value)
            if done.code:
                raise _not_configured(file, done.err.removeprefix("error: ") or f"git ended with code {done.code}")
        os.link(own, locked)
        os.replace(locked, file)
    except FileExistsError as error:
        remedy = "is another git command at work? If not, delete the file config.lock there"
        raise _not_configured(file, "config.lock is there", remedy) from error
    except OSError as error:
        raise _not_configured(file, str(error.strerror or error)) from error
    finally:
        with suppress(OSError):
            _take_away(own, locked)


def _take_away(own: Path, locked: Path) -> None:
    """Take away the settings that are made beside those of git, with the locks that are theirs."""
    if own.exists() and locked.exists() and own.samefile(locked):
        locked.unlink()
    own.unlink(missing_ok=True)
    own.with_name(f"{own.name}.lock").unlink(missing_ok=True)


def _not_configured(file: Path, why: str, remedy: str = "make room, or see that you may write there") -> WriteError:
    return WriteError(f"its settings cannot be written ({why})", place=str(file.parent), remedy=remedy)


def fault(git: Git) -> str:
    """What is wrong with how a repository is told to run this tool, a clause; "" for nothing, or when it is not told.

    An older set-up let a file of the work tree be run as code; or its Python is no longer there.
    """
    said = git.run("config", "-z", "--get-regexp", r"^(diff|merge|difftool)\.amend\.").out.decode("utf-8", "replace")
    values = dict(row.partition("\n")[::2] for row in said.split("\0"))
    for key in DRIVERS:
        try:
            program, *rest = shlex.split(values.get(key, ""))
        except ValueError:
            continue  # nothing is set, or no words that a shell would read
        if not _alone(rest):
            return "git runs amend in a way that lets a file of the work tree, such as click.py, be run as code"
        if shutil.which(program) is None:
            return f"git runs amend with {program}, which is no longer there"
    return ""


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


def _start(root: Path) -> list[str]:
    """The words that start this tool, whatever stands in the folder that it is started in. root: the work tree.

    Raises ReadError when that is not possible.
    """
    package = Path(__file__).resolve().parents[2]
    places = (Path(sys.executable), Path(sys.executable).resolve(), Path(sys.prefix).resolve(), package)
    if any(place.is_relative_to(root) or place.is_relative_to(real_path(root)) for place in places):
        raise ReadError(
            "amend is installed in that work tree, so what is pulled could be run in its place",
            place=str(root),
            remedy="install it in a folder outside, then try again",
        )
    python = [sys.executable, *_ALONE]
    if not sys.executable or not Path(sys.executable).is_absolute():
        raise ReadError("the Python that runs amend has no path", remedy="start amend as it was installed")
    if _runs([*python, "-c", _FOUND], package):
        return [*python, "-m", "amend"]
    here = Path.cwd()
    kept = [Path(entry) for entry in sys.path if Path(entry).is_absolute() and Path(entry).is_dir()]
    folders = [str(one) for one in kept if one != here and not real_path(one).is_relative_to(real_path(root))]
    found = f"import sys; sys.path[:0] = {list(dict.fromkeys([str(package.parent), *folders]))!r}; "
    if not _runs([*python, "-c", found + _FOUND], package):
        raise ReadError("git could not start amend, which is not installed", remedy="install it with pip, or pipx")
    return [*python, "-c", f"{found}from amend.cli.main import main; main(prog_name='amend')"]


def _runs(command: list[str], package: Path) -> bool:
    """Whether a command ends well, and prints where that package begins."""
    done = subprocess.run(command, cwd=package, capture_output=True, text=True, check=False)
    return done.returncode == 0 and Path(done.stdout.strip()).resolve().parent == package


def _alone(words: list[str]) -> bool:
    """Whether what is run is not a module that Python looks for in the work tree. words: those after the program."""
    if "-m" not in words:
        return True  # an installed script, or code that names its folders
    letters = "".join(word[1:] for word in words[: words.index("-m")] if word[:1] == "-" and word[:2] != "--")
    return "I" in letters or {"E", "P"} <= set(letters)


def _lines(patterns: tuple[str, ...]) -> list[str]:
    quoted = [f'"{pattern}"' if " " in pattern else pattern for pattern in patterns]
    return [f"{pattern} diff=amend merge=amend" for pattern in quoted]


def _repository(folder: Path) -> git.Repo:
    try:
        repository = git.Repo(folder, search_parent_directories=True, expand_vars=False)
    except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
        raise ReadError(
            "it is not in a git repository", place=str(folder), remedy="make one with “git init”"
        ) from error
    if repository.bare:
        raise ReadError("it is a bare repository, which has no files", place=str(folder), remedy="clone it first")
    return repository
