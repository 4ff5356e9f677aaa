"""Which of several versions of a provision an instruction means, by the part of the Kingdom that it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amend.errors import Refusal
from amend.model.extents import extent_of
from amend.model.provision import Bill, Path

_PARTS = {"E": "england", "W": "wales", "S": "scotland", "N.I.": "northern ireland"}
"""The parts of the Kingdom, as a file marks them and as an instruction names them."""

_OTHERWISE = re.compile(r"\b(?:otherwise than|other than|except)\b")


def version_meant(act: Bill, paths: Sequence[Path], text: str) -> Path:
    """The one of several versions that is meant. text: which, as the instruction says: "as it applies in Scotland".

    Raises Refusal where the Act has one version alone, or more or none that are so.
    """
    said = text.casefold()
    named = {part for part, name in _PARTS.items() if re.search(rf"\b{name}\b", said)}
    but = _OTHERWISE.search(said) is not None
    meant = []
    for path in paths:
        parts = {part for part in _PARTS if part in re.split(r"[+\s]+", extent_of(act, path))}
        if parts and named and (not parts & named if but else parts == named or (parts < named)):
            meant.append(path)
    if len(paths) < 2 or len(meant) != 1:
        raise Refusal(
            f"it is for the {text} alone, and the Act does not say which words those are",
            remedy="make it by hand in the text that is meant",
        )
    return meant[0]
