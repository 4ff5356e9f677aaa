"""What was not given to a program: remembered, so that the file that a person saves can say its address."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from amend.errors import AmendError, NotGiven, ReadError
from amend.formats.files import LARGEST, read_bytes, write_bytes
from amend.sources.net import is_html


class Saved(NamedTuple):
    """A file that a person saved in a browser. at: when it was last written, in seconds since 1970."""

    data: bytes
    at: float
    name: str


def saved(file: Path, *, pages: bool = False, most: int = LARGEST) -> Saved:
    """What a person has saved. Raises ReadError, also for the page that a browser showed in the place of the file, but
    where pages are read too, and for more than most bytes."""
    data = read_bytes(file, most)
    if not pages and is_html(data):
        raise ReadError(
            "it is a page (HTML), and not the file", place=str(file), remedy="save the file that the page stands for"
        )
    try:
        at = file.stat().st_mtime
    except OSError:
        at = time.time()
    return Saved(data, at, os.fsencode(file.name).decode("utf-8", "replace"))


@contextmanager
def offering(
    cache: Path, command: str, *, takes: Callable[[str], bool] = lambda _: True, instead: str = ""
) -> Iterator[None]:
    """Tells with what is not given to a program how to go on, and remembers its address.

    command: what was typed, as it is to be typed again with `--from FILE`. takes: whether that takes what is at an
    address; of another, as of a list of Bills, instead says what is to be saved.
    """
    try:
        yield
    except NotGiven as error:
        if not takes(error.place or ""):
            error.remedy = error.remedy or f"save {instead} in a browser, then: {command} --from FILE"
            raise
        with suppress(OSError, AmendError):
            cache.mkdir(parents=True, exist_ok=True)
            write_bytes(_file(cache, command), json.dumps({"command": command, "address": error.place}).encode())
        error.remedy = error.remedy or f"open it in a browser, save it, then: {command} --from FILE"
        raise


def remembered(cache: Path, command: str, otherwise: str) -> str:
    """The address of what was not given to that command; where none is remembered, another."""
    try:
        said = json.loads(read_bytes(_file(cache, command)))
        if said["command"] == command and isinstance(said["address"], str):
            return said["address"]
    except (AmendError, ValueError, TypeError, KeyError, RecursionError):
        return otherwise
    return otherwise


def _file(cache: Path, command: str) -> Path:
    return cache / f"{sha256(os.fsencode(command)).hexdigest()[:32]}.given"
