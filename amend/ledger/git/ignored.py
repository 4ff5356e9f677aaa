"""Which files of a workspace git is told to pass over: they are somebody's own, and are not published."""

from __future__ import annotations

import os
from pathlib import Path

from amend.errors import AmendError
from amend.ledger.git.command import Git
from amend.ledger.workspace import Workspace


def ignored_files(space: Workspace) -> frozenset[Path]:
    """The files below the record and the prints that git ignores; none where the workspace is no repository of its own.

    Raises RecordError when git cannot say it.
    """
    try:
        git = Git.of(space.root)
    except AmendError:
        return frozenset()
    folders = [folder.name for folder in (space.drafts, space.bills) if folder.is_dir()]
    if not folders:
        return frozenset()
    listed = git.ask("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", *folders)
    return frozenset(space.root / os.fsdecode(name) for name in listed.split(b"\0") if name)
