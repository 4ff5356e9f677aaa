"""Names in addresses: words as letters, digits and dashes, each once."""

from __future__ import annotations

from collections.abc import Hashable

from amend.model.slug import slug as slug

_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""What Windows takes for a device, whatever stands behind a full stop: no file can be called so there."""


class Names:
    """Gives each thing a name of its own: the slug of its words, with a number where another has that already.

    beside: what is put behind the name of a thing for something else of it, which no other thing is then called.
    """

    def __init__(self, beside: str = "") -> None:
        self._taken: set[str] = set(_DEVICES)
        self._of: dict[Hashable, str] = {}
        self._beside = beside

    def of(self, thing: Hashable, words: str, otherwise: str = "unnamed") -> str:
        """The name of a thing, made of words when it is first asked for. otherwise: where the words give none."""
        if thing not in self._of:
            wanted = slug(words) or otherwise
            found, number = wanted, 2
            while not self._taken.isdisjoint({found, f"{found}{self._beside}"}):
                found, number = f"{wanted}-{number}", number + 1
            self._taken |= {found, f"{found}{self._beside}"}
            self._of[thing] = found
        return self._of[thing]
