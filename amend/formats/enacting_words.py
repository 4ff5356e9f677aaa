"""How what stands before the clauses of a Bill ends: in words of enactment, or where it has none in its long title."""

from __future__ import annotations

import re

ENACTED = re.compile(r"b?e it (?:therefore )?enacted\b|having been passed\b|.{0,80}\benacts as follows", re.IGNORECASE)
"""How words of enactment begin; a first letter that is drawn large may be lost."""

ACT_OF = re.compile(r"an act of (?:the scottish parliament|senedd cymru) to\b", re.IGNORECASE)
"""How the long title of a Bill begins that has no words of enactment, and stands in their place."""
