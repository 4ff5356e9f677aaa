"""Front matter is YAML of which every value is a string: what is written is read back, and what is broken is an error."""

import re
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


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("number: “1”", "“number” has “ and ” around its value"),
        ("mover: ‘Lord Example’", "“mover” has ‘ and ’ around its value"),
        ("title: “Victims’ data” # short", "“title” has “ and ” around its value"),
        ('print: "Bill 1”', '“print” has " and ” around its value'),
        ('print: “Bill 1"', '“print” has “ and " around its value'),
        ("stage: „Committee“", "“stage” has „ and “ around its value"),
        ("house: «Lords»", "“house” has « and » around its value"),
        ("supporters: [“A Member”, “Another”]", "“supporters” has “ and ” around its value"),
        ("supporters:\n  - “A Member”", "an entry has “ and ” around its value"),
    ],
)
def test_a_value_between_marks_that_are_not_straight_is_refused_by_its_row(row, said):
    line = 2 + row.count("\n")
    with pytest.raises(DraftError, match=f"^a file:{line}: {re.escape(said)}; put it between two straight marks"):
        values(row)


@pytest.mark.parametrize(
    ("row", "read"),
    [
        ('title: "“Firewall” amendments"', "“Firewall” amendments"),
        ("title: “Firewall” amendments", "“Firewall” amendments"),
        ("title: The “Firewall”", "The “Firewall”"),
        ("title: 'The “Firewall”'", "The “Firewall”"),
        ("title: '“Firewall”'", "“Firewall”"),
        ("title: 'Victims’ data'", "Victims’ data"),
        ("title: Victims’", "Victims’"),
    ],
)
def test_marks_that_are_part_of_a_value_stay(row, read):
    assert values(row) == {"title": read}
