"""Quoted words are found as whole words, and words are put among others as words stand."""

import random
import re

import pytest

from amend.engine.apply.quoted_words import fitted, occurrences

LONG = "the keeper of every pond in the parish who has been told in writing to clear weed from it"


@pytest.mark.parametrize(
    ("words", "quote", "found"),
    [
        ("the pond and the pond", "pond", ["pond", "pond"]),
        ("under section 194 or 194A", "194", ["194"]),
        ("the victim’s friend and the victim", "victim", ["victim"]),
        ("keep the \n  old pond", "the old pond", ["the \n  old pond"]),
        ("the keeper's pond", "keeper’s pond", ["keeper's pond"]),
        ("omit “weed” and", "“weed”", ["“weed”"]),
        ("ponds", "pond", []),
        ("a.b", "a.b", ["a.b"]),
        ("axb", "a.b", []),
    ],
)
def test_words_are_found_whole_whatever_their_white_space_and_marks(words, quote, found):
    assert [words[start:end] for start, end in occurrences(words, quote, 0, len(words))] == found


@pytest.mark.parametrize(("start", "end", "found"), [(0, 5, 1), (0, 4, 0), (4, 5, 1), (5, 200, 0)])
def test_words_that_begin_on_a_line_may_run_on_past_it(start, end, found):
    assert len(occurrences("May " + LONG.replace(" ", "\n "), LONG, start, end)) == found


@pytest.mark.parametrize(
    ("left", "words", "right", "whole"),
    [
        ("the ", "", " cat", "the cat"),
        ("the", "", " cat", "the cat"),
        ("the ", "old", "cat", "the old cat"),
        ("the", "old", "cat", "the old cat"),
        ("cats", ", dogs", " and", "cats, dogs and"),
        ("cats ", "", ", dogs", "cats, dogs"),
        ("section 194", "(2)", " applies", "section 194(2) applies"),
        ("section 194 ", "(2)", " applies", "section 194 (2) applies"),
        ("the pond—", "so", "kept", "the pond—so kept"),
        ("the ", "well-", "kept pond", "the well-kept pond"),
        ("under section ", "5", "(2)", "under section 5(2)"),
        ("“", "old", "cat”", "“old cat”"),
        ("", "Old", " cats", "Old cats"),
        ("cats\n", "", "", "cats"),
    ],
)
def test_words_are_spaced_as_words_are(left, words, right, whole):
    off, between, on = fitted(left, words, right)
    assert left[: len(left) - off] + between + right[on:] == whole


@pytest.mark.parametrize("seed", range(20))
def test_words_without_marks_are_found_where_a_pattern_finds_them(seed):
    chance = random.Random(seed)
    for _ in range(300):
        words = "".join(chance.choice("ab  1.,_’'(A)\n-\u00a0é") for _ in range(chance.randint(1, 40)))
        at = chance.randrange(len(words))
        quote = words[at : at + chance.randint(1, 6)] if chance.random() < 0.6 else chance.choice(["a", "b a", "(A)"])
        if not quote.split() or set(quote) & set("’'"):
            continue
        start = chance.randint(0, len(words))
        end = chance.randint(start, len(words))
        head = r"(?<!\w)(?<!\w[’'])" if quote.strip()[0].isalnum() else ""
        tail = r"(?!\w)(?![’']\w)" if quote.strip()[-1].isalnum() else ""
        pattern = re.compile(head + r"\s+".join(map(re.escape, quote.split())) + tail)
        wanted, here = [], start
        while (found := pattern.search(words, here)) is not None and found.start() < end:
            wanted.append(found.span())
            here = found.start() + 1
        assert occurrences(words, quote, start, end) == wanted
