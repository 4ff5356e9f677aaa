"""Words of a print that are like words which were quoted from it: a slip in a letter, another capital, a typed mark."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_MOST = 3
"""Words that are offered."""
_LONGEST = 60
"""Words of a quotation that is compared."""


def likest(words: str, quote: str, start: int, end: int, like: float = 0.75) -> list[tuple[str, int]]:
    """Words of words[start:end] that are like those quoted, each with where it begins; the likest first, none twice.

    like: how like, 1 for words that differ in marks, capitals and white space only.
    """
    wanted = _folded(quote)
    count = len(wanted.split())
    if len(wanted) < 3 or count > _LONGEST:
        return []
    begun = {_beginning(word) for word in wanted.split()}
    pieces = list(re.finditer(r"\S+", words[: end + 2 * len(quote)][start:]))
    known = [_beginning(piece[0]) in begun for piece in pieces]
    matcher = SequenceMatcher(None, "", wanted, autojunk=False)
    found: list[tuple[float, int, int]] = []
    sizes = [size for size in (count, count - 1, count + 1) if size > 0] if like < 1 else [count]
    for at, first in enumerate(pieces):
        if start + first.start() >= end:
            break
        for size in sizes:
            if at + size > len(pieces) or 2 * sum(known[at : at + size]) < min(size, count):
                continue
            span = start + first.start(), start + pieces[at + size - 1].end()
            matcher.set_seq1(_folded(_trimmed(words[slice(*span)], quote)))
            if matcher.quick_ratio() >= like and (ratio := matcher.ratio()) >= like:
                found.append((ratio + (0.1 if size == count else 0), *span))  # a word for a word is likelier
    kept: list[tuple[int, int]] = []
    for _, one, other in sorted(found, key=lambda each: (-each[0], each[1])):
        if len(kept) < _MOST and all(other <= start or end <= one for start, end in kept):
            kept.append((one, other))
    return [(_trimmed(" ".join(words[one:other].split()), quote), one) for one, other in kept]


def telling(quote: str) -> bool:
    """Whether words say of themselves which place is meant: “and” or “or” do not, one longer word or a figure does."""
    return any(len(word) > 3 or word.isdigit() for word in re.findall(r"\w+", quote))


_MARKS = str.maketrans("‐‑‒–—−“”‘’`", "------\"\"'''")
_DASH = re.compile(r"\s*-+\s*")


def _folded(words: str) -> str:
    """Words without what a keyboard or a model changes: capitals, white space, the shape of dashes and marks."""
    return _DASH.sub("-", " ".join(words.translate(_MARKS).replace("…", "...").casefold().split()))


def _beginning(word: str) -> str:
    """The first letters of a word, by which most that are like it are known."""
    return re.sub(r"\W", "", _folded(word))[:3]


def _trimmed(printed: str, quote: str) -> str:
    """Printed words without a mark at their end that those quoted have not."""
    return printed.rstrip(",.;:—") if quote.rstrip()[-1:].isalnum() else printed
