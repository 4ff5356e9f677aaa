"""Words as a part of an address, or of the name of a file: letters, digits and dashes."""

from __future__ import annotations

import re
import unicodedata

_MOST = 60
"""Letters of a name at most; the whole words that there is room for."""


def slug(words: str) -> str:
    """Words as they stand in an address: "Victims’ code" is "victims-code"; "" when nothing of them can."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain)).strip("-")
    return found if len(found) <= _MOST else found[: _MOST + 1].rpartition("-")[0] or found[:_MOST]
