"""The amendment of the long title, whose words are quoted without a line."""

from __future__ import annotations

from collections.abc import Iterator

from amend.model.address import Address
from amend.model.amendment import Matter, Place, Substitute, Words
from amend.model.outline import long_title
from amend.model.provision import Bill, Block


def changed(old: Bill, new: Bill) -> Iterator[Substitute]:
    """The one amendment that turns the long title of a text into another's; none where it stays, or one has none."""
    ours, theirs = _words(old), _words(new)
    if ours == theirs or not ours or not theirs:
        return
    one, other = ours.split(), theirs.split()
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    while start > 0 and (start == len(one) - end or " ".join(one[start : len(one) - end]) not in ours):
        start -= 1
    quote, words = " ".join(one[start : len(one) - end]), " ".join(other[start : len(other) - end])
    while ours.count(quote) != 1 and start > 0:
        start -= 1
        quote, words = " ".join(one[start : len(one) - end]), " ".join(other[start : len(other) - end])
    yield Substitute(Place(Address("Title"), line=1), Words(quote), Matter(words))


def _words(bill: Bill) -> str:
    title = long_title(bill)
    return next((item.words for item in reversed(title[1].items) if isinstance(item, Block)), "") if title else ""
