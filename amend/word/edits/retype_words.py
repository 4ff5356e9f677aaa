"""Words of a block typed anew: what stays keeps its marks and its place, what is new comes in between."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from amend.model.provision import Block
from amend.model.text import Mark, Text

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_QUOTING = ("startQuote", "endQuote")


def rewritten(block: Block, start: int, end: int, words: str) -> Block:
    """The block with its text from start to end changed so that it is printed as these words, white space folded.

    Quotation marks that the file keeps as attributes stay so where the words they are around stay; else they become
    characters. Nothing may stand among the words from start to end.
    """
    spelled = _spelled_out(block, start, end)
    for form, stop in ((block, end), (spelled, end + len(spelled.text) - len(block.text))):
        new = _changed(form, start, stop, words)
        grown = stop + len(new.text) - len(form.text)
        if _folded(new.text.printed(start, grown)) == _folded(words):
            return new
    return block.replaced(start, end, Text(words))


def _folded(words: str) -> str:
    return " ".join(words.split())


def _changed(block: Block, start: int, end: int, words: str) -> Block:
    """The block with the tokens replaced that differ, from the last to the first."""
    chars, places = _printed(block.text, start, end)
    old, new = _TOKEN.findall(chars), _TOKEN.findall(words)
    ours = [" " if token.isspace() else token for token in old]
    theirs = [" " if token.isspace() else token for token in new]
    begins = [0]
    for token in old:
        begins.append(begins[-1] + len(token))
    steps = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    for operation, a1, a2, b1, b2 in reversed(steps):
        if operation != "equal":
            first, last = places[begins[a1]], places[begins[a2]]
            words_ = "".join(new[b1:b2])
            block = block.replaced(first, max(first, last), Text(words_, _marks_over(block.text, first, last, words_)))
    return block


def _marks_over(text: Text, start: int, end: int, words: str) -> tuple[Mark, ...]:
    """The marks over just these words, such as a reference to a provision, over the words in their place."""
    if not words.strip() or start == end:
        return ()
    over = [mark for mark in text.marks if (mark.start, mark.end) == (start, end)]
    return tuple(replace(mark, start=0, end=len(words), depth=depth) for depth, mark in enumerate(over))


def _printed(text: Text, start: int, end: int) -> tuple[str, list[int]]:
    """The characters as printed, and for each, and the end, how many characters of the text stand before it."""
    cuts = sorted({start, end, *(at for mark in text.marks for at in (mark.start, mark.end) if start < at < end)})
    chars: list[str] = []
    places: list[int] = []
    for one, two in pairwise(cuts):
        printed = text.printed(one, two)
        before = printed.find(text.chars[one:two])
        chars.append(printed)
        places += [min(max(one + index - before, one), two) for index in range(len(printed))]
    return "".join(chars), [*places, end]


def _spelled_out(block: Block, start: int, end: int) -> Block:
    """The block with the quotation marks of the marks that lie from start to end as characters of its text."""
    text = block.text
    quoting = [
        mark
        for mark in text.marks
        if start <= mark.start < mark.end <= end and any(key.endswith(_QUOTING) for key, _ in mark.attributes)
    ]
    for mark in sorted(quoting, key=lambda mark: -mark.start):
        words = text.printed(mark.start, mark.end)
        others = tuple(other for other in text.marks if other != mark)
        text = Text(text.chars, others).replace(mark.start, mark.end, Text(words))
    return replace(block, text=text)
