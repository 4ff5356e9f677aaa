"""Where a stored file came from: a small file beside it, with the source's address, the time and the sum.

address = "https://www.legislation.gov.uk/ukpga/1999/33/data.xml"
fetched = "2026-11-27T20:15:00Z"
sha256 = "…"                                   of the file as it was fetched
given = "saved.xml"                            only where a person saved it in a browser, and gave it
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime

from amend.errors import ReadError

ENDING = ".source.toml"
"""How the name of the file beside ends: "hl-bill-57.xml.source.toml"."""

_KEYS = ("address", "fetched", "sha256", "given")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file came from. address: of the source. fetched: when, "2026-11-27T20:15:00Z". given: the name of the
    file that a person saved there and gave; "" for one that was fetched."""

    address: str
    fetched: str
    sha256: str
    given: str = ""


def origin_of(data: bytes, address: str, at: float, given: str = "") -> Origin:
    """The origin of a file. at: when it was given, in seconds since 1970."""
    return Origin(address, f"{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H:%M:%SZ}", sum_of(data), given)


def sum_of(data: bytes) -> str:
    """The sum that a file is known by."""
    return hashlib.sha256(data).hexdigest()


def is_as_fetched(origin: Origin, data: bytes) -> bool:
    """Whether a file is still as it came; the line ends that a checkout has given it do not count."""
    return origin.sha256 in (sum_of(data), sum_of(data.replace(b"\r\n", b"\n")))


def dumps(origin: Origin) -> bytes:
    """The text of the file beside."""
    rows = [(key, getattr(origin, key)) for key in _KEYS]
    said = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in rows if value or key != "given"]
    return "".join(said).replace("\x7f", "\\u007f").encode()


def loads(data: bytes, place: str) -> Origin:
    """What the file beside says. Raises ReadError for what is none."""
    try:
        said = tomllib.loads(data.decode("utf-8"))
        values = [said.get(key, "") for key in _KEYS]
    except (ValueError, RecursionError) as error:
        raise ReadError(f"it is not understood ({error})", place=place, remedy="fetch the file again") from error
    if not all(isinstance(value, str) for value in values) or not values[2]:
        raise ReadError("it does not say where a file came from", place=place, remedy="fetch the file again")
    return Origin(*values)
