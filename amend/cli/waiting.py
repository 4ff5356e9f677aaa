"""What is shown on standard error while a source is asked: how far it is, and what is waited for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from amend.cli import terminal

Told = Callable[[str], None]
Count = Callable[[int, int], None]


@contextmanager
def waiting(doing: str) -> Iterator[tuple[Told, Count]]:
    """Shows a bar, where standard error is a terminal. Gives what is to be called with a sentence when something is
    waited for, and what with how many have come and of how many."""
    if not sys.stderr.isatty():
        yield lambda said: terminal.warn(f"amend: {said}"), lambda *_: None
        return
    from rich.console import Console  # only here: it takes longer to load than data takes to print
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(terminal.plain(doing), total=None)

        def count(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield lambda said: progress.update(task, description=terminal.plain(f"{doing}: {said}")), count
