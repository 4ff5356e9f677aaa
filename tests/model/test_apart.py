"""What is shown of two texts that differ is what differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amend.model.apart import SHOWN, apart

LONG = "(2) The keeper of a pond must keep a list of every fish in it, of each frog beside it, and of the weed in it"


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("a pond", "a pond ", ("a pond", "a pond ")),
        ("a pond", "a lake", ("a pond", "a lake")),
        (
            f"{LONG}.",
            f"{LONG} now.",
            ("…and of the weed in it.", "…and of the weed in it now."),
        ),
        (
            LONG,
            f"{LONG}, and on it",
            ("…and of the weed in it", "…and of the weed in it, and on it"),
        ),
        (
            LONG.replace("frog", "newt"),
            LONG,
            (
                "…fish in it, of each newt beside it, and of the weed in it",
                "…fish in it, of each frog beside it, and of the weed in it",
            ),
        ),
        (LONG[:70], f"X{LONG[:70]}", (f"{LONG[:60]}…", f"X{LONG[:59]}…")),
        ("section 3", "section\u00a03", ("section 3", "section[no-break space]3")),
        ("a pond", "a p\u00adond", ("a pond", "a p[soft hyphen]ond")),
        ("10 litres", "1\u200b0 litres", ("10 litres", "1[zero width space]0 litres")),
        ("of\ufb01ce", "office", ("of[latin small ligature fi]ce", "office")),
    ],
)
def test_the_difference_is_among_what_is_shown(one, other, shown):
    assert apart(one, other) == shown


def test_where_the_difference_is_can_be_said():
    one, other = f"(3) {LONG} here", f"(4) {LONG} there"
    one_shown, other_shown = apart(one, other, (one.index("here"), other.index("there")))
    assert one_shown.endswith("here")
    assert other_shown.endswith("there")


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=200))
def test_two_texts_are_shown_alike_only_if_they_are(before, one, other):
    shown = apart(before + one, before + other)
    assert (shown[0] == shown[1]) == (one == other)
    assert all(len(text) <= (SHOWN + 2) * 60 for text in shown)
