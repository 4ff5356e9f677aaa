"""The folders of a record: one for each actor, and what is in them; what cannot be looked into is said, not skipped."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from amend.errors import AmendError, ReadError

_ACTOR = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def files(folder: str | os.PathLike[str], below: str = "") -> Iterator[str | AmendError]:
    """Each text file in the folders of actors, by actor and name; with below, in the folder of that name in each.

    An error stands for each folder that cannot be looked into, or is none. Raises ReadError when that is true of the
    outermost.
    """
    for actor in _entries(str(folder)):
        try:
            yield from _of_actor(actor, below)
        except ReadError as error:
            yield error


def name(found: str | AmendError) -> str:
    """The place of a file that was found. Raises the error that stands for what could not be looked into."""
    if isinstance(found, AmendError):
        raise found
    return found


def holds_one(file: str) -> bool:
    """Whether a file of that name holds a position or an amendment."""
    return file.endswith(".md") and not file.startswith(".")


def _of_actor(actor: os.DirEntry[str], below: str) -> Iterator[str]:
    if not _is_folder(actor):
        return
    if not below:
        yield from (one.path for one in _entries(actor.path) if holds_one(one.name))
        return
    within = next((one for one in _entries(actor.path) if one.name == below), None)
    if within is None:
        return  # an actor with amendments alone
    if not within.is_dir():
        raise _no_folder(within.path)
    yield from (one.path for one in _entries(within.path) if holds_one(one.name))


def _is_folder(actor: os.DirEntry[str]) -> bool:
    """Whether an entry is the folder of an actor. Raises ReadError for what stands where one should be."""
    if actor.name.startswith("."):
        return False
    if actor.is_dir():
        return True
    if actor.is_symlink() or _ACTOR.fullmatch(actor.name):
        raise _no_folder(actor.path)
    return False  # such as README.md


def _no_folder(place: str) -> ReadError:
    lost = os.path.islink(place) and not os.path.exists(place)
    return ReadError(
        "it leads to a folder that is not there" if lost else "it is a file where a folder of the record should be",
        place=place,
        remedy="put the folder back, or take that away",
    )


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda one: one.name)
    except OSError as error:
        raise ReadError(
            f"it cannot be looked into ({error.strerror})",
            place=folder,
            remedy="name the folder that holds a folder for each actor, and see that you may read there",
        ) from error
