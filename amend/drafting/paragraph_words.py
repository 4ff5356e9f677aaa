"""What is to be done to the words of one paragraph to get those of another: which go, and what comes in for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from amend.drafting import proof
from amend.drafting.form import MOST_WORDS
from amend.engine.compare.alignment import changed_spans
from amend.model.provision import Block
from amend.model.text import OBJECT

MOST_CHANGED = 0.55
"""The share of a paragraph's words from which on a drafter replaces the provision, not the words."""

BETWEEN = 2
"""Words that stay between two changes that are made by one amendment."""

_FEW = 8
"""Words up to which a paragraph is never one of which much changes."""

_TOKEN = re.compile(r"\([0-9A-Za-z]{1,5}\)|\w+(?:[’'\-]\w+)*|[^\w\s]")

Run = tuple[int, int]
"""Where a run of words begins and ends in the text of a block."""


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words from start to end of a block that go, and those that come in their place; start == end for none."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """The changes of a run, in order. much: whether so many words change that a drafter replaces the provision."""

    changes: tuple[WordChange, ...]
    much: bool = False


def changed_words(block: Block, run: Run, new: Block, came: Run) -> ChangedWords | None:
    """The changes that turn a run of a block into one of another; None where there is no word to say a place by."""
    ours, theirs = _tokens(block, *run), _tokens(new, *came)
    one, other = ([token[0].translate(proof.ONE_SHAPE) for token in tokens] for tokens in (ours, theirs))
    if one == other:
        return ChangedWords(())
    if not ours:
        return None
    groups = _groups(changed_spans(one, other))
    gone = sum(a2 - a1 for a1, a2, _, _ in groups) + sum(b2 - b1 for _, _, b1, b2 in groups)
    changes = []
    for a1, a2, b1, b2 in groups:
        a1, a2, b1, b2 = _with_a_word(one, other, a1, a2, b1, b2)
        if run[1] == len(block.text):
            a2, b2 = _to_the_end(one, other, a1, a2, b2)
        if _is_joined(ours, a1, a2) or _is_joined(theirs, b1, b2):
            a1, b1 = a1 - 1, b1 - 1
        words = new.text.exact.printed(theirs[b1][1], theirs[b2 - 1][2]) if b1 < b2 else ""
        if a1 < a2:
            begin, end = ours[a1][1], ours[a2 - 1][2]
        else:
            begin = end = ours[a1 - 1][2] if a1 else ours[0][1]
        changes.append(WordChange(begin, end, " ".join(words.split())))
    return ChangedWords(tuple(changes), gone > MOST_CHANGED * (len(one) + len(other)) and len(one) > _FEW)


def runs_of(block: Block) -> list[Run]:
    """The runs of words of a block, between what stands among them. A note in the margin is no part of it."""
    found, at = [], 0
    for piece in block.text.chars.split(OBJECT):
        found.append((at, at + len(piece)))
        at += len(piece) + 1
    return found


def _tokens(block: Block, start: int, end: int) -> list[tuple[str, int, int]]:
    """The words of a run, as printed, with where each begins and ends in the block."""
    text = block.text.exact
    found = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text.chars, start, end)]
    if not text.quotes():
        return found
    return [(text.printed(begins, ends).strip(), begins, ends) for _, begins, ends in found]


Measures = tuple[int, int, int, int]


def _groups(changed: Iterable[Measures]) -> list[Measures]:
    """The changes, those joined that only a word or two stands between."""
    groups: list[Measures] = []
    for a1, a2, b1, b2 in changed:
        if groups and a1 - groups[-1][1] <= BETWEEN:
            groups[-1] = (groups[-1][0], a2, groups[-1][2], b2)
        else:
            groups.append((a1, a2, b1, b2))
    return groups


def _with_a_word(one: Sequence[str], other: Sequence[str], a1: int, a2: int, b1: int, b2: int) -> Measures:
    """A change of nothing but punctuation taken together with the word before it, since words are what is quoted."""
    bare = a1 < a2 and not any(character.isalnum() for token in one[a1:a2] for character in token)
    if bare and a1 and b1 and one[a1 - 1] == other[b1 - 1]:
        return a1 - 1, a2, b1 - 1, b2
    if bare and a2 < len(one) and b2 < len(other) and one[a2] == other[b2]:
        return a1, a2 + 1, b1, b2 + 1
    return a1, a2, b1, b2


def _to_the_end(one: Sequence[str], other: Sequence[str], a1: int, a2: int, b2: int) -> tuple[int, int]:
    """Where a change ends that nothing but punctuation follows: with that, where it is left out as a range, for a
    drafter cites no full stop as the end of one."""
    rest = one[a2:]
    bare = not any(character.isalnum() for token in rest for character in token)
    if rest and bare and rest == other[b2:] and a2 - a1 > MOST_WORDS:
        return len(one), len(other)
    return a2, b2


def _is_joined(tokens: Sequence[tuple[str, int, int]], start: int, end: int) -> bool:
    """Whether a run of tokens begins with a label that is written on to the word before it: 84B(1)."""
    return 0 < start < end and tokens[start][0].startswith("(") and tokens[start][1] == tokens[start - 1][2]
