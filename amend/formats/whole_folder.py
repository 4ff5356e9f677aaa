"""Folders made whole or not at all: beside their place, and then put there in one step.

What a process that was killed left beside a place is taken away by the next that writes there. Who is at work holds a
lock on what it makes, and the system takes that off when the process ends, so nothing of a living one is taken.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from amend.errors import AmendError, WriteError
from amend.formats.files import PART, beginning, claimed, swept, umask


@contextmanager
def made_whole(folder: Path) -> Iterator[Path]:
    """Gives a folder to put things in, which takes its place when nothing went wrong; folders above it are made too.

    The place is free, or an empty folder. One that somebody stands in, or that cannot be replaced, gets what was made
    piece by piece, what is named “.git” last. Raises WriteError.
    """
    if "\0" in str(folder):
        raise WriteError("that is no name of a folder", place=repr(str(folder)), remedy="choose another")
    try:
        place = Path(os.path.realpath(folder))
        top = place
        while not top.parent.exists():
            top = top.parent
        home = top.parent if _replaceable(place) else place
        with _beside(home, top.name) as beside:
            inner = beside.joinpath(*place.relative_to(top).parts)
            inner.mkdir(parents=True, exist_ok=True)
            try:
                yield inner
            except AmendError as error:
                if error.place and error.place.startswith(str(inner)):
                    error.place = f"{folder}{error.place.removeprefix(str(inner))}"
                raise
            _to_disk(beside)
            _put(beside, top, in_place=home != place)
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
    try:
        filled = folder.exists() and any(folder.iterdir())
    except OSError as error:
        raise WriteError(
            f"it cannot be made ({error.strerror})", place=str(folder), remedy="name another folder with -o"
        ) from error
    if filled:
        raise WriteError("it has something in it", place=str(folder), remedy="name another folder with -o")


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


def _put(made: Path, place: Path, *, in_place: bool) -> None:
    if in_place:
        if place.exists():
            shutil.copymode(place, made)
        os.rename(made, place)
        return
    for piece in sorted(made.iterdir(), key=lambda piece: (piece.name == ".git", piece.name)):
        _merge(piece, place / piece.name)


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
