"""Folders made whole or not at all: beside their place, and then put there in one step.

Where that cannot be done in one step, a list of what is put there is written first. What a process that was killed
left is taken away by the next that writes there: what lies beside the place and, by that list, what was put there while
some was not. Who is at work holds a lock on what it makes, and the system takes that off when the process ends, so
nothing of a living one is taken.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from amend.errors import AmendError, WriteError
from amend.formats.files import PART, beginning, claimed, swept, umask

_MADE, _LIST = "made", "list.json"
"""In the folder beside a place to which things are moved one by one: what is moved, and the list of it."""


@contextmanager
def made_whole(folder: Path, *, again: bool = False) -> Iterator[Path]:
    """Gives a folder to put things in, which takes its place when nothing went wrong; folders above it are made too.

    The place is free, or an empty folder. One that somebody stands in, or that cannot be replaced, gets what was made
    piece by piece, what is named “.git” last; where that ends midway, what it got is taken away again, at once or by
    the next that writes there. again: whether it can be made again at any time, and so need not have reached the disk
    before it is put there: of hundreds of files that takes longer than making them. Raises WriteError.
    """
    if "\0" in str(folder):
        raise WriteError("that is no name of a folder", place=repr(str(folder)), remedy="choose another")
    try:
        place = Path(os.path.realpath(folder))
        top = place
        while not top.parent.exists():
            top = top.parent
        at_once = _replaceable(place)
        with _beside(top.parent if at_once else place, top.name) as beside:
            inner = beside.joinpath(*place.relative_to(top).parts) if at_once else beside / _MADE
            inner.mkdir(parents=True, exist_ok=True)
            try:
                yield inner
            except AmendError as error:
                if error.place and error.place.startswith(str(inner)):
                    error.place = f"{folder}{error.place.removeprefix(str(inner))}"
                raise
            if not again:
                _to_disk(beside)
            if at_once:
                _put(beside, top)
            else:
                _put_pieces(beside, place)
    except OSError as error:
        raise WriteError(
            f"it cannot be made ({error.strerror or error})",
            place=str(folder),
            remedy="choose another place, or make room",
        ) from error


def write_all(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder, by their places in it: all or none; where they then are.

    In a folder that has something in it each is moved to its place once all are written. Raises WriteError, also when
    one is there already.
    """
    settle_folder(folder)
    if there := [name for name in files if os.path.lexists(folder / name)]:
        raise WriteError(
            "it is there already", place=str(folder / there[0]), remedy="name another folder with -o, or move it"
        )
    with made_whole(folder) as beside:
        for name, data in files.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            (beside / name).write_bytes(data)
    return tuple(folder / name for name in files)


def refuse_filled(folder: Path) -> None:
    """Raises WriteError for a folder that has something in it."""
    settle_folder(folder)
    try:
        filled = folder.exists() and any(folder.iterdir())
    except OSError as error:
        raise WriteError(
            f"it cannot be made ({error.strerror})", place=str(folder), remedy="name another folder with -o"
        ) from error
    if filled:
        raise WriteError("it has something in it", place=str(folder), remedy="name another folder with -o")


def settle_folder(folder: Path) -> None:
    """Take away what a process that was killed had put into a folder, while some of what it made was not there.

    A file that was changed since stays.
    """
    place = Path(os.path.realpath(folder)) if "\0" not in str(folder) else folder
    with suppress(OSError, ValueError):  # a place that cannot be looked at is reported when it is written to
        for left in swept(place, place.name):
            _take_back(left, place)
            shutil.rmtree(left, ignore_errors=True)


def _replaceable(place: Path) -> bool:
    """Whether a folder can be put in that place in one step."""
    if not place.exists():
        return True
    if not place.is_dir():
        raise FileExistsError(17, "it is there, and no folder")
    standing = os.path.realpath(os.curdir)
    stands_in_it = Path(standing) == place or place in Path(standing).parents
    return not stands_in_it and not any(place.iterdir()) and not os.path.ismount(place) and _may_write(place.parent)


def _may_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK)


@contextmanager
def _beside(home: Path, name: str) -> Iterator[Path]:
    """A new folder of a name that tells what it is for, which is gone again afterwards."""
    for left in swept(home, name):
        shutil.rmtree(left, ignore_errors=True)
    while True:
        beside = Path(tempfile.mkdtemp(dir=home, prefix=beginning(name), suffix=PART))
        held = os.open(beside, os.O_RDONLY)
        if claimed(held, beside):
            break
        os.close(held)
    try:
        os.chmod(beside, 0o777 & ~umask())
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        os.close(held)


def _put(made: Path, place: Path) -> None:
    if place.exists():
        shutil.copymode(place, made)
    os.rename(made, place)


def _put_pieces(beside: Path, place: Path) -> None:
    """Move what was made to its place, by a list; all of it, or none."""
    made = beside / _MADE
    every = [piece for piece in sorted(made.rglob("*")) if not piece.is_symlink()]
    names = {str(piece.relative_to(made)): piece for piece in every}
    listed = {
        "files": {name: _stamp(piece) for name, piece in names.items() if not piece.is_dir()},
        "folders": [name for name, piece in names.items() if piece.is_dir() and not os.path.lexists(place / name)],
    }
    begun = beside / f"{_LIST}.begun"
    begun.write_text(json.dumps(listed), "utf-8")
    _to_disk(beside)
    os.rename(begun, beside / _LIST)
    try:
        for piece in sorted(made.iterdir(), key=lambda piece: (piece.name == ".git", piece.name)):
            _merge(piece, place / piece.name)
    except BaseException:
        _take_back(beside, place)
        raise


def _take_back(beside: Path, place: Path) -> None:
    """Take away what was moved to its place, as the list beside has it, unless all of it was."""
    made = beside / _MADE
    try:
        listed = json.loads((beside / _LIST).read_text("utf-8"))
    except (OSError, ValueError):
        return  # nothing was moved yet
    if not any(piece.is_file() for piece in made.rglob("*")):
        return
    for name, stamp in listed["files"].items():
        with suppress(OSError):
            if _stamp(place / name) == stamp:
                (place / name).unlink()
    for name in sorted(listed["folders"], reverse=True):
        with suppress(OSError):  # somebody else has put something there
            (place / name).rmdir()


def _stamp(file: Path) -> list[int]:
    """What tells a file from a later one of its name: itself, its size, and when it was written."""
    found = os.lstat(file)
    return [found.st_ino, found.st_size, found.st_mtime_ns]


def _merge(piece: Path, place: Path) -> None:
    if piece.is_dir() and place.is_dir():
        for inner in sorted(piece.iterdir()):
            _merge(inner, place / inner.name)
    elif os.path.lexists(place):
        raise FileExistsError(17, f"{place.name} is there already")
    else:
        os.rename(piece, place)


def _to_disk(folder: Path) -> None:
    """Have what was made reach the disk before it is put in its place."""
    for root, _, names in os.walk(folder):
        for one in (root, *(os.path.join(root, name) for name in names)):
            with suppress(OSError):  # a disk that cannot be asked
                descriptor = os.open(one, os.O_RDONLY)
                try:
                    os.fsync(descriptor)
                finally:
                    os.close(descriptor)
