"""The signs that stand for what is no character while the rows of a document are read, and are none of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from amend.documents.rows import DocumentRow, Unsure

OPENED = "\ue000—"
"""The dash that is put after what opens a list and ends in none."""

TABLE = "\ue001"
"""Stands for a table, with its turn and a stop after it."""

STRAIGHT = "\ue002"
"""Stands after a curly mark that is straight in the document."""

UNCLOSED = "\ue003"
"""Stands for a curly mark that opens and is closed nowhere."""

_SIGNS = re.compile("[\ue000-\ue00f]")
"""Those, that of `schedule_row`, and a few more: characters that mean nothing but in the font of one document."""


def without_signs(rows: Sequence[DocumentRow], unsure: list[Unsure]) -> list[DocumentRow]:
    """The rows with “\ufffd” for each character of the document that is such a sign. unsure: those rows are added."""
    out = []
    for row in rows:
        words = _SIGNS.sub("\ufffd", row.words)
        if words != row.words:
            said = "a character of it is one that only the font of the document has; look at the document"
            unsure.append(Unsure(row.at, words[:60], said, lost=True))
        out.append(replace(row, words=words) if words != row.words else row)
    return out
