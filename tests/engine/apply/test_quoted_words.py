"""Quoted words are found as whole words, and words are put among others as words stand."""

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
