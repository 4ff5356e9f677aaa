"""Garbage collection held back while many frozen values are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """No search for garbage meanwhile: frozen values have no cycles, and looking for them takes half the time.

    What was made counts as old afterwards, so that the next search does not look through all of it either.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if not gc.get_freeze_count():  # a program that froze its own values keeps them frozen
                gc.freeze()
                gc.unfreeze()
            gc.enable()
