"""Lists and ranges of citations in which one number would stand twice: “subsections (2) and (3)” become “(2) and (2)”.

A number that leads to what was left out stays as it is, and one beside it may come to be the same. What is then right
is for a person to say, for the words around may have to change too (“Subsections (2) and (3) apply”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from amend.model.citations import Citation, Item, Number

_JOINED = re.compile(
    r"(?:\s\([^()]*\))?\s*(?:,|,?\s(?:and(?:/or)?|or|nor|to|through|but\s+not|and\s+not|(?:and|or|nor)\s+(?:in|of|under|by|with|from)))\s+"
)


def doubled(words: str, cited: Sequence[Citation], new: Mapping[int, str]) -> Iterator[tuple[range, frozenset[int]]]:
    """The lists and ranges that would say one number twice, or end before they begin, and do not now.

    new: what the number that starts at a place is to be. Of each come its characters, and the places of its numbers.
    """
    for joined in _lists(words, cited):
        items = [(citation, item) for citation in joined for item in citation.items]
        numbers = frozenset(
            number.start
            for citation in joined
            for item in (*citation.items, *citation.within)
            for number in item.numbers
        )
        if numbers.isdisjoint(new) or not (_twice(items, new) or _backwards(items, new)):
            continue
        yield range(joined[0].start, joined[-1].end), numbers


def _lists(words: str, cited: Sequence[Citation]) -> Iterator[list[Citation]]:
    """The citations that “and”, “or” or a comma joins, together; those within another are no members of the list."""
    found: list[Citation] = []
    for citation in cited:
        if found and citation.start < found[-1].end:
            continue
        if found and not _JOINED.fullmatch(words, found[-1].end, citation.start):
            yield found
            found = []
        found.append(citation)
    if found:
        yield found


def _twice(items: Sequence[tuple[Citation, Item]], new: Mapping[int, str]) -> bool:
    """Whether two that say other things now would say the same."""
    was, becomes = ([_said(within, item, to) for within, item in _each_within(items)] for to in ({}, new))
    return any(becomes[one] == becomes[two] and was[one] != was[two] for one, two in combinations(range(len(items)), 2))


def _backwards(items: Sequence[tuple[Citation, Item]], new: Mapping[int, str]) -> bool:
    """Whether a range would end before it begins: “paragraphs 3 to 2”."""
    for (_, first), (_, last) in pairwise(items):
        if last.through and not _falls(first, last, {}) and _falls(first, last, new):
            return True
    return False


def _falls(first: Item, last: Item, new: Mapping[int, str]) -> bool:
    ends = [_becomes(item.numbers[-1], new).strip("()") for item in (first, last)]
    return all(end.isdecimal() for end in ends) and int(ends[0]) > int(ends[1])


def _each_within(items: Sequence[tuple[Citation, Item]]) -> Iterator[tuple[tuple[Item, ...], Item]]:
    """The items from the last on, each with what it is a part of: “paragraph 1 or paragraph 2 of Schedule 1”."""
    within: tuple[Item, ...] = ()
    unit = ""
    for citation, item in reversed(items):
        if citation.within or citation.unit != unit:
            within, unit = citation.within, citation.unit
        yield within, item


def _said(within: tuple[Item, ...], item: Item, new: Mapping[int, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What an item of a citation says, with other numbers. within: what it is a part of."""
    return tuple((one.unit.lower(), tuple(_becomes(number, new) for number in one.numbers)) for one in (item, *within))


def _becomes(number: Number, new: Mapping[int, str]) -> str:
    words = new.get(number.start)
    if words is None:
        return str(number)
    return f"({words})" if number.bracketed else words
