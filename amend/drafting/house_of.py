"""What the amendments of a list say between them: the House that they are of, and whatever most of them say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from amend.model.amendment import Amendment
from amend.model.house import House


def usual(said: Iterable[str]) -> str:
    """What most say, and of those that are said as often the first; "" where none says anything."""
    return next((words for words, _ in Counter(filter(None, said)).most_common(1)), "")


def house_of(given: Sequence[Amendment], said: str = "") -> House:
    """The House of a list: the one that is said, else that of most of its amendments, else of their print."""
    said = said or usual(one.house for one in given)
    return House(said) if said in list(House) else House.having("", usual(one.print for one in given))
