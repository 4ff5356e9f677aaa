"""Amendments that a text gives, written as drafts beside those that a folder has already."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from amend.drafting.assigned_numbers import next_in_series
from amend.errors import AmendError
from amend.formats import draft
from amend.formats.whole_folder import write_all
from amend.model.amendment import Amendment


def written_beside(folder: Path, amendments: Sequence[Amendment]) -> int:
    """Write amendments as drafts into a folder, which need not be there and may have others; how many were written.

    One that is there already in the same words, as when a file is taken in again, is not written twice. One whose
    number another has gets the next of its series. Raises WriteError; then nothing is written.
    """
    there = []
    for file in folder.glob("*.md") if folder.is_dir() else ():
        with suppress(AmendError):  # what is wrong with it is for who reads the folder to say
            there.append(draft.read(file))
    same = {(one.print, one.words) for one in there}
    used = [one.number for one in there]
    files: dict[str, bytes] = {}
    for one in (one for one in amendments if (one.print, one.words) not in same):
        number = one.number
        while number in used or os.path.lexists(folder / draft.numbered_file(number)):
            number = next_in_series([*used, number], number)
        used.append(number)
        files[draft.numbered_file(number)] = draft.dumps(replace(one, number=number, source="")).encode()
    return len(write_all(folder, files)) if files else 0
