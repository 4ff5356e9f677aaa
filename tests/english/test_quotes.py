"""Curly quotation marks close the right quotation at any depth, and straight ones are curled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amend.english.quotes import closing, curled, mask, righted
from amend.errors import WordsError

PIECES = st.recursive(
    st.sampled_from(["pond", " ", "the keeper’s", "‘weed’", "\n", "(a)", "—"]),
    lambda inner: st.lists(inner, max_size=3).map(lambda found: f"“{''.join(found)}”"),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("“pond”", 0, 5),
        ("leave out “pond” and", 10, 15),
        ("“a “b” c”", 0, 8),
        ("“a “b” c”", 3, 5),
        ("““a” means b”", 0, 12),
        ("“a “b “c”””", 0, 10),
        ("“a\n“b”\nc” d”", 0, 8),
        ("“”", 0, 1),
        ("“pond", 0, -1),
        ("“a “b” c", 0, -1),
        ("", 0, -1),
    ],
)
def test_a_quotation_closes_at_its_own_mark(text, start, end):
    assert closing(text, start) == end


@pytest.mark.parametrize(
    ("text", "masked", "quoted"),
    [
        ("no quotation", "no quotation", ()),
        ("leave out “pond”", "leave out «0»", ("pond",)),
        ("leave out “pond” and insert “lake”", "leave out «0» and insert «1»", ("pond", "lake")),
        ("insert “the “old” pond”", "insert «0»", ("the “old” pond",)),
        ("insert ““pond” means water;”", "insert «0»", ("“pond” means water;",)),
        ("after “pond”” insert “lake”", "after «0» insert «1»", ("pond”", "lake")),
        ("insert “a “b “c” d” e”.", "insert «0».", ("a “b “c” d” e",)),
        ("insert—\n“(a) one\n(b) two”", "insert—\n«0»", ("(a) one\n(b) two",)),
        ("“”“”", "«0»«1»", ("", "")),
        ("the keeper’s ‘pond’", "the keeper’s ‘pond’", ()),
        ("", "", ()),
    ],
)
def test_each_outermost_quotation_is_taken_out_whole(text, masked, quoted):
    assert mask(text) == (masked, quoted)


@given(st.lists(PIECES, max_size=6).map("".join))
def test_putting_the_quotations_back_gives_the_text_back(text):
    masked, quoted = mask(text)
    for number, words in enumerate(quoted):
        assert mask(words)
        masked = masked.replace(f"«{number}»", f"“{words}”", 1)
    assert masked == text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("leave out “pond", "the quotation that begins “pond” is not closed"),
        ("insert “the “old pond”", "the quotation that begins “the “old pond”” is not closed"),
        (
            "leave out “" + "pond " * 20,
            "the quotation that begins “pond pond pond pond pond pond pond pond…” is not closed",
        ),
        ("leave out pond” and", "a quotation is closed that was not opened, after “leave out pond”"),
        ("leave out “pond””” and", "a quotation is closed that was not opened, after “leave out “pond”””"),
    ],
)
def test_a_quotation_that_is_not_closed_or_not_opened_is_refused_with_its_words(text, fault):
    with pytest.raises(WordsError) as refused:
        mask(text)
    assert refused.value.fault == fault
    assert refused.value.remedy
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("straight", "curly"),
    [
        ('leave out "pond"', "leave out “pond”"),
        ('leave out "pond" and insert "lake"', "leave out “pond” and insert “lake”"),
        ('"pond"', "“pond”"),
        ('insert ("pond")', "insert (“pond”)"),
        ('insert—\n"(a) one"', "insert—\n“(a) one”"),
        ('insert—"(a) one"', "insert—“(a) one”"),
        ("the keeper's pond", "the keeper’s pond"),
        ("the keepers' pond", "the keepers’ pond"),
        ("called 'pond' here", "called ‘pond’ here"),
        ("insert \"the 'old' pond\"", "insert “the ‘old’ pond”"),
        ('insert "the "old" pond"', "insert “the “old” pond”"),
        ('""pond" means water;"', "““pond” means water;”"),
        ('insert—\n""pond" means water;"', "insert—\n““pond” means water;”"),
        ('insert ""pond" means water;"', "insert ““pond” means water;”"),
        ('means a "pond"";', "means a “pond””;"),
        ("“pond” stays", "“pond” stays"),
        ("", ""),
    ],
)
def test_straight_marks_are_curled_as_house_style_has_them(straight, curly):
    assert curled(straight) == curly


@given(st.text(alphabet="ab \n(“”‘’", max_size=20))
def test_a_text_without_straight_marks_is_left_as_it_is(text):
    assert curled(text) == text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('the “keepers" of', "the “keepers” of"),
        ('omit "x"', "omit “x”"),
        ("at the end insert ”, or ponds”", "at the end insert “, or ponds”"),
        ("“a” and “b”", "“a” and “b”"),
    ],
)
def test_marks_of_the_wrong_shape_are_righted(typed, printed):
    assert righted(typed) == printed


def test_a_mark_too_few_is_refused_with_the_words():
    with pytest.raises(WordsError, match="the quotation that begins “weed” is not closed"):
        righted("the “weed")
