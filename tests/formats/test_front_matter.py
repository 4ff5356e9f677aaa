"""Front matter is YAML of which every value is a string: what is written is read back, and what is broken is an error."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amend.errors import DraftError
from amend.formats import front_matter

ANY = st.characters(blacklist_categories=("Cs",)) | st.sampled_from("\\\"',[]{}:#&*!|>%@`-? \t\x85\u2028\ufeff\x00\x7f")
WORDS = st.text(ANY, max_size=20)
KEYS = st.sampled_from(["id", "date", "on", "sources", "no", "null", "who said"])


def values(text):
    return front_matter.front_and_body(f"---\n{text}\n---\n", "a file").values


@given(st.dictionaries(KEYS, st.one_of(WORDS, st.lists(WORDS, max_size=3).map(tuple)), min_size=1))
def test_what_is_written_is_read_back(written):
    read = values("\n".join(front_matter.row(key, value) for key, value in written.items()))
    assert {key: tuple(value) if isinstance(value, list) else value for key, value in read.items()} == written


@given(st.text(st.characters(), max_size=60))
def test_any_text_at_all_is_read_or_is_an_error_of_the_draft(text):
    with suppress(DraftError):
        values(text)


@pytest.mark.parametrize(
    ("row", "read"),
    [
        ('a: "x" # why', "x"),
        ("a: NO", "NO"),
        ("a: 1.10", "1.10"),
        ("a: 2024-06-01", "2024-06-01"),
        ('a:  "x"', "x"),
        ('a: "x\\n"', "x\n"),
        ('a: ["x" , "y",]', ["x", "y"]),
    ],
)
def test_a_value_is_what_was_written(row, read):
    assert values(row) == {"a": read}


def test_a_key_that_stands_twice_is_an_error_however_it_is_written():
    for row in ('a: "x"', "a: x"):
        with pytest.raises(DraftError, match=r"f\.md:3: “a” stands twice"):
            front_matter.front_and_body(f'---\na: "y"\n{row}\n---\n', "f.md")


def test_half_of_a_character_is_an_error():
    with pytest.raises(DraftError, match="is not understood"):
        values('a: "x\ud800"')


def test_lists_in_lists_without_end_are_an_error():
    with pytest.raises(DraftError, match="lists within lists"):
        values("a: " + "[" * 100_000)
