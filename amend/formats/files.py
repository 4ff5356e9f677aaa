"""Files read within limits, and written whole or not at all."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from amend.errors import ReadError, WriteError
from amend.model.nearest import did_you_mean, nearest

if sys.platform != "win32":  # where nothing is swept
    import fcntl

LARGEST = 20_000_000
"""Bytes; the longest print at hand, of 238 pages, has 3 MB. A comparison takes some 65 times as much memory."""

PART = ".part"
"""How the name ends of what is made beside a place."""

_KEPT = 200
"""Bytes of a name that are kept in that of what is written beside it."""

BOM = b"\xef\xbb\xbf"


def read_bytes(file: Path | str, most: int = LARGEST) -> bytes:
    """What the file holds, without a byte order mark. Raises ReadError when it cannot be had or has more than most
    bytes."""
    try:
        with open(file, "rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            data = stream.read(size + 1) if size <= most else b""
            if len(data) > size:  # a pipe or device, which says that it has no bytes
                data += stream.read(most + 1 - len(data))
            if max(size, len(data)) > most:
                told = f"{size // 1_000_000} MB, more" if size > most else "more"
                raise ReadError(
                    f"it is {told} than the {most // 1_000_000} MB that are read",
                    place=str(file),
                    remedy="is it the right file?",
                )
    except FileNotFoundError as error:
        raise ReadError("there is no such file", place=str(file), remedy=_instead(Path(file))) from error
    except IsADirectoryError as error:
        raise ReadError("it is a folder", place=str(file), remedy="name a file in it") from error
    except OSError as error:
        raise ReadError(f"it cannot be read ({error.strerror})", place=str(file)) from error
    except ValueError as error:  # of a name with the character NUL in it
        raise ReadError("that is no name of a file", place=repr(str(file)), remedy="check the name") from error
    return data.removeprefix(BOM)


def _instead(file: Path) -> str:
    """What to do about a file that is not there: the name of one beside it that is like its own, or of its folder."""
    gone = file
    while not gone.parent.exists() and gone.parent != gone.parent.parent:
        gone = gone.parent
    try:
        beside = {one.stem: one.name for one in gone.parent.iterdir() if not one.name.startswith(".")}
    except OSError:
        beside = {}
    like = nearest(gone.stem, (stem for stem in beside if not stem.isdecimal()), like=0.75)
    if gone != file:
        return did_you_mean(gone.name, beside.values(), like=0.75) or f"there is no folder {gone}"
    named = [str(gone.parent / beside[stem]) if gone.parent != Path() else beside[stem] for stem in like]
    return did_you_mean(str(file), named, like=0) if named else "check the name"


def read_text(file: Path | str) -> str:
    """What the file holds as text, with a plain line feed at each line end. Raises ReadError."""
    data = read_bytes(file)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError("it is not UTF-8 text", place=f"{file}:{line}", remedy="save it as UTF-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def write_bytes(file: Path, data: bytes) -> None:
    """Write the file beside its place, then rename it there, so that it is never half written. Raises WriteError.

    Who may read a file that is there may read it afterwards, and nobody else.
    """
    try:
        if file.exists() and not file.is_file() and not file.is_dir():
            file.write_bytes(data)  # a pipe or device, which must not be replaced
            return
        for left in swept(file.parent, file.name):
            if not left.is_dir():  # of a folder of that name, which whoever makes one takes away
                left.unlink(missing_ok=True)
        descriptor, beside = _begun(file)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
                os.chmod(beside, _mode(file))
                os.replace(beside, file)
        except BaseException:
            os.unlink(beside)
            raise
    except FileNotFoundError as error:
        raise WriteError(
            "it cannot be written (its folder is not there)", place=str(file), remedy="make the folder first"
        ) from error
    except OSError as error:
        raise WriteError(
            f"it cannot be written ({error.strerror})", place=str(file), remedy="choose another place"
        ) from error
    except ValueError as error:  # of a name with the character NUL in it
        raise WriteError("that is no name of a file", place=repr(str(file)), remedy="choose another") from error


def real_path(place: Path | str) -> Path:
    """Where a place is, with no link on the way; a link that leads round in a circle stays what it is."""
    return Path(os.path.realpath(place))


def refuse_within(place: Path, folders: Iterable[Path]) -> None:
    """Raises WriteError for a folder to write to that is, or would be, in one of the folders that are read."""
    for folder in folders:
        if real_path(place).is_relative_to(real_path(folder)):
            raise WriteError(
                f"that is in {folder.name}/, which is read", place=str(place), remedy="name another folder with -o"
            )


def litter(folder: Path, name: str) -> Iterator[Path]:
    """What a process that was killed, or is at work, has left beside a file or folder of that name.

    Nothing where the folder cannot be, for its name is longer than a name may be.
    """
    with suppress(OSError):
        yield from folder.glob(f"{glob.escape(beginning(name))}????????{PART}")


def swept(folder: Path, name: str) -> Iterator[Path]:
    """What a process that was killed has left there, each while nobody else can claim it, to be taken away."""
    if sys.platform == "win32":
        return
    for left in litter(folder, name):
        with suppress(OSError):
            descriptor = os.open(left, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                if claimed(descriptor, left):
                    yield left
            finally:
                os.close(descriptor)


def claimed(descriptor: int, place: Path | str) -> bool:
    """Take the lock that tells others that what is made there is not left over; False when it has gone meanwhile."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(descriptor), os.lstat(place))
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return False
    except OSError:  # a disk without locks, on which nothing is swept either
        return True


def beginning(name: str) -> str:
    """How the name begins of what is made beside a place: short enough for any disk."""
    return f".{os.fsencode(name)[:_KEPT].decode('utf-8', 'ignore')}."


def _begun(file: Path) -> tuple[int, str]:
    import tempfile  # only here, for it takes a while to load

    while True:
        descriptor, beside = tempfile.mkstemp(dir=file.parent, prefix=beginning(file.name), suffix=PART)
        if claimed(descriptor, beside):
            return descriptor, beside
        os.close(descriptor)


def _mode(file: Path) -> int:
    """Who may do what with a file: as it is there, else as the user's mask has it."""
    try:
        return stat.S_IMODE(file.stat().st_mode)
    except FileNotFoundError:
        return 0o666 & ~umask()


def umask() -> int:
    """What the user takes from the rights of new files."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
