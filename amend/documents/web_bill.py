"""A Bill that exists only as a page of HTML, read into provisions; a page has no printed lines."""

from __future__ import annotations

from pathlib import Path

from amend.documents.rows import Alone
from amend.formats.files import read_bytes


def read(file: Path | str) -> Alone:
    """The Bill in a file of HTML. Raises ReadError for one that is no page, or no Bill."""
    return parse(read_bytes(file), place=str(file))


def parse(data: bytes, *, place: str = "the page") -> Alone:
    """The Bill in the bytes of a page of HTML; place names it in errors. Raises ReadError."""
    raise NotImplementedError
