"""What the quick way of reading front matter takes, the YAML parser reads the same; the rest is left to that."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from amend.errors import DraftError
from amend.formats import front_matter

ANY = st.characters(blacklist_categories=("Cs",)) | st.sampled_from("\\\"',[]{}:#&*!|>%@`-? \t\x85\u2028\ufeff\x00\x7f")
WORDS = st.text(ANY, max_size=20)
KEY = st.sampled_from(["id", "date", "on", "sources", "no", "null", "who said", "Id", ""])
ROW = st.one_of(
    st.builds('{}: "{}"'.format, KEY, WORDS),
    st.builds(lambda key, values: f'{key}: [{", ".join(f"""{chr(34)}{v}{chr(34)}""" for v in values)}]', KEY, st.lists(WORDS, max_size=3)),
    st.builds(front_matter.row, KEY, st.one_of(WORDS, st.lists(WORDS, max_size=3).map(tuple))),
    st.text(max_size=30),
)  # fmt: skip


@given(st.lists(ROW, max_size=4))
def test_what_is_read_without_the_yaml_parser_is_what_that_reads(rows):
    lines = [part for row in rows for part in row.split("\n")]
    read = front_matter._plain_rows(lines)
    if read is not None:
        assert read == front_matter._loaded("\n".join(lines), "a file")


@given(st.dictionaries(st.sampled_from(["id", "on", "who"]), st.text("a b’“”—:#[]", max_size=9), min_size=1))
def test_what_is_written_without_escapes_needs_no_yaml_parser(values):
    lines = [front_matter.row(key, value) for key, value in values.items()]
    assert front_matter._plain_rows(lines) == (values, {key: at for at, key in enumerate(values, 2)})


@pytest.mark.parametrize(
    "row", ['a: "x" # why', "a: x", 'a:  "x"', 'a: "x\\n"', 'a: ["x",]', 'a: ["x" , "y"]', "", "# a", 'a: "x\x85y"']
)
def test_another_form_is_left_to_the_yaml_parser(row):
    assert front_matter._plain_rows([row]) is None


def test_a_key_that_stands_twice_is_an_error_either_way():
    for row in ('a: "x"', "a: x"):
        with pytest.raises(DraftError, match=r"f\.md:3: “a” stands twice"):
            front_matter.parted(f'---\na: "y"\n{row}\n---\n', "f.md")


def test_the_record_that_comes_with_the_package_is_in_the_quick_form(monkeypatch):
    from amend.formats import position
    from amend.record.shipped import DRAFTS

    monkeypatch.setattr(yaml.SafeLoader, "get_single_node", lambda self: pytest.fail("the YAML parser was asked"))
    assert len(position.read_all(DRAFTS)) > 70
