"""The hosts that are asked, in one table, and what may be set of it.

Each base address is set by a variable of the environment. Only https is spoken, but for a loopback address, on which a
test or a mirror may answer. `AMEND_PACE` is the seconds between two requests to one host: 1, and never less but on
loopback, where all waits shorten with it. `AMEND_PATIENCE` is the seconds that one reply may take: 120. `AMEND_CACHE`
is the folder in which replies are kept.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from amend.errors import SourceError

TABLE = {
    "bills": ("AMEND_BILLS_API", "https://bills-api.parliament.uk/api/v1"),
    "acts": ("AMEND_LEGISLATION", "https://www.legislation.gov.uk"),
    "sittings": ("AMEND_SITTINGS_API", "https://whatson-api.parliament.uk"),
    "commons_votes": ("AMEND_COMMONS_VOTES_API", "https://commonsvotes-api.parliament.uk"),
    "lords_votes": ("AMEND_LORDS_VOTES_API", "https://lordsvotes-api.parliament.uk"),
}
"""Each service: the variable that sets its base address, and that address where it is not set."""

LOOPBACK = ("127.0.0.1", "::1", "localhost")

_USUAL_PORTS = {"https": 443, "http": 80}
_PACE = 1.0
_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where the services are, and how they are asked.

    bills, acts, sittings, commons_votes, lords_votes: base addresses, without "/" at the end. cache: the folder in
    which replies are kept. pace: seconds between two requests to one host. patience: seconds that one reply may take.
    """

    bills: str
    acts: str
    sittings: str
    commons_votes: str
    lords_votes: str
    cache: Path
    pace: float = _PACE
    patience: float = _PATIENCE

    @staticmethod
    def of(environment: Mapping[str, str] | None = None) -> Hosts:
        """The table as the environment sets it; by default that of this process. Raises SourceError for a setting that
        is not in order."""
        given = os.environ if environment is None else environment
        bases = {name: _base(variable, given.get(variable) or usual) for name, (variable, usual) in TABLE.items()}
        pace, patience = _seconds(given, "AMEND_PACE", _PACE), _seconds(given, "AMEND_PATIENCE", _PATIENCE)
        home = Path(given.get("XDG_CACHE_HOME") or Path(given.get("HOME") or Path.home()) / ".cache")
        return Hosts(**bases, cache=Path(given.get("AMEND_CACHE") or home / "amend"), pace=pace, patience=patience)

    @property
    def origins(self) -> frozenset[tuple[str, str]]:
        """Scheme and host of each base address: nothing else is asked."""
        return frozenset(origin(base) for base in (getattr(self, name) for name in TABLE))

    def pace_at(self, address: str) -> float:
        """Seconds between two requests to the host of an address: less than one on loopback alone."""
        return self.pace if on_loopback(address) else max(_PACE, self.pace)


def origin(address: str) -> tuple[str, str]:
    """Scheme and host of an address, with the port where it is not the usual one; two empty ones for no address."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port and parts.port != _USUAL_PORTS.get(parts.scheme) else ""
        return parts.scheme, f"{(parts.hostname or '').lower()}{port}"
    except ValueError:
        return "", ""


def on_loopback(address: str) -> bool:
    """Whether an address is of this machine itself."""
    try:
        return urlsplit(address).hostname in LOOPBACK
    except ValueError:
        return False


def _base(variable: str, said: str) -> str:
    scheme, host = origin(said)
    if not host or "@" in said or "?" in said or "#" in said or not said.isascii() or not said.isprintable():
        raise SourceError(f"{variable} is “{said}”, which is no address", remedy="write it as in “https://example.org”")
    if scheme != "https" and not (scheme == "http" and on_loopback(said)):
        raise SourceError(
            f"{variable} is “{said}”, and only https is spoken", remedy="write https://; http is for loopback alone"
        )
    return said.rstrip("/")


def _seconds(given: Mapping[str, str], variable: str, usual: float) -> float:
    said = given.get(variable, "")
    try:
        seconds = float(said) if said else usual
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 3600:
        raise SourceError(f"{variable} is “{said}”, which is no number of seconds", remedy="write it as in “1.5”")
    return seconds
