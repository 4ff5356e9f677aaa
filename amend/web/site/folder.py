"""A site put into its folder: each file whole, what an earlier site left taken away, and nobody else's file touched."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from amend.errors import WriteError
from amend.formats.files import read_text, real_path, write_bytes
from amend.formats.whole_folder import made_whole, settle_folder
from amend.web.site.page import SiteFile

LIST = "amend-site.json"
"""In the folder of a site: the files that are of it, so that the next site knows which it may take away."""


def put_in_folder(folder: Path, files: Iterable[SiteFile]) -> tuple[str, ...]:
    """Write a site's files; the places of all of them. Nothing is written until every file was made.

    The folder is free, empty, or has a site, of which each file is replaced whole; what is there beside stays. Raises
    WriteError for a folder that has other things and no site, and for a file of somebody else in the way.
    """
    settle_folder(folder)
    if not os.path.lexists(folder) or (folder.is_dir() and not any(folder.iterdir())):
        with made_whole(folder) as beside:
            return _write(beside, files)
    before = _listed(folder)
    made = folder / f".{LIST}"
    shutil.rmtree(made, ignore_errors=True)  # what a process that was killed left
    with made_whole(made) as beside:  # so that an error in making leaves the folder as it is
        names = _write(beside, files)
        for name in sorted({*before, *names}):
            _refuse_unless_free(folder, name, known=name in before)
    try:
        write_bytes(folder / LIST, _list({*before, *names}))  # first, so that a site half replaced is still known
        for name in names:
            if name != LIST:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                os.replace(made / name, folder / name)
        for name in before - set(names):
            _take_away(folder, name)
        os.replace(made / LIST, folder / LIST)
    except OSError as error:
        raise WriteError(f"it cannot be written ({error.strerror})", place=str(folder), remedy="try again") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return names


def _refuse_unless_free(folder: Path, name: str, *, known: bool) -> None:
    """Raises WriteError for a place to which a file of the site cannot be moved. known: whether the site before had it.

    All are asked about before the first is moved, for a site that is half another’s misleads.
    """
    place = folder / name
    if not real_path(place.parent).is_relative_to(real_path(folder)):
        raise WriteError("a link leads out of the site", place=str(place), remedy="take the link away")
    if os.path.lexists(place) and (not known or (place.is_dir() and not place.is_symlink())):
        raise WriteError("it is there, and not of the site", place=str(place), remedy="move it away")
    above = next(one for one in place.parents if os.path.lexists(one))
    if not above.is_dir():
        raise WriteError("it is no folder, and one of the site goes there", place=str(above), remedy="move it away")
    if not os.access(above, os.W_OK | os.X_OK):
        raise WriteError("nothing can be written in it", place=str(above), remedy="see that you may write there")


def _write(folder: Path, files: Iterable[SiteFile]) -> tuple[str, ...]:
    names: list[str] = []
    taken: set[str] = set()
    for file in files:
        place = folder / file.path
        if file.path.casefold() in taken:  # one of the two would be lost, here or on a disk that knows no capitals
            raise WriteError("two files of the site have one name", place=str(place), remedy="please report it")
        taken.add(file.path.casefold())
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.data)
        names.append(file.path)
    names.append(LIST)
    (folder / LIST).write_bytes(_list(names))
    return tuple(names)


def _list(names: Iterable[str]) -> bytes:
    return json.dumps({"format": 1, "files": sorted(names)}, indent=0).encode()


def _listed(folder: Path) -> set[str]:
    """The files of the site that is in a folder. Raises WriteError where there is none."""
    remedy = "name another folder with -o, or empty it"
    if not folder.is_dir():
        raise WriteError("it is there, and no folder", place=str(folder), remedy=remedy)
    if not (folder / LIST).is_file():
        raise WriteError("it has something in it that is no site of amend", place=str(folder), remedy=remedy)
    try:
        names = json.loads(read_text(folder / LIST))["files"]
        if not all(isinstance(name, str) and _is_inside(name) for name in names):
            raise ValueError
    except (ValueError, KeyError, TypeError) as error:
        raise WriteError("the list of the site is broken", place=str(folder / LIST), remedy=remedy) from error
    return set(names)


def _is_inside(name: str) -> bool:
    place = PurePosixPath(name)
    return not place.is_absolute() and ".." not in place.parts and "\0" not in name


def _take_away(folder: Path, name: str) -> None:
    """Take away a file that the site no longer has, and the folders that are empty then."""
    with suppress(FileNotFoundError):
        (folder / name).unlink()
    for above in PurePosixPath(name).parents:
        with suppress(OSError):  # it has other files, or is gone
            if above.name:
                (folder / above).rmdir()
