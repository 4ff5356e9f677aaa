"""The words of amendments, read once for all who ask what they say."""

from __future__ import annotations

from functools import lru_cache

from amend.english import tabled
from amend.english.tabled import Understood


@lru_cache(maxsize=2048)
def understood_once(words: str) -> Understood:
    """What words of an amendment say (see `tabled.parse`). Raises WordsError, which is not kept.

    For whoever asks about an amendment, not for making several of the same words to one print: what each puts in is
    known by which tree it is, and here it is the same one.
    """
    return tabled.parse(words)
