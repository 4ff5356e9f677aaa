"""The long title is amended by its own words, with as few of them as tell the place."""

import pytest
from shorthand import bill

from amend.drafting import make
from amend.drafting.reverse import draft
from amend.model.outline import long_title
from amend.model.provision import Block
from amend.model.text import Text

PONDS = """
    1 Ponds
      The keeper must keep the pond clean.
"""


def titled(words):
    """A Bill with this long title."""
    print_ = bill(PONDS)
    path, node = long_title(print_)
    return print_.edited((*path, len(node.items) - 1), lambda _: (Block("p", Text(words)),))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "A Bill to make provision about ponds and fish.",
            "A Bill to make provision about lakes and fish.",
            "leave out “ponds” and insert “lakes”",
        ),
        (
            "A Bill to make provision about ponds; and for connected purposes.",
            "A Bill to make provision about ponds; to limit fishing; and for connected purposes.",
            "leave out “ponds;” and insert “ponds; to limit fishing;”",
        ),
        (
            "A Bill to make provision about ponds and about fish.",
            "A Bill to make provision about ponds.",
            "leave out “ponds and about fish.” and insert “ponds.”",
        ),
        (
            "A Bill to make provision about ponds and about fish and about weed.",
            "A Bill to make provision about ponds and about fish and regarding weed.",
            "leave out “fish and about” and insert “fish and regarding”",
        ),
        (
            "A Bill to make provision for ponds, for pond keepers and for fish.",
            "A Bill to make provision for ponds, for lake keepers and for fish.",
            "leave out “ponds, for pond” and insert “ponds, for lake”",
        ),
        (
            "To keep ponds.",
            "To keep lakes.",
            "leave out “ponds.” and insert “lakes.”",
        ),
        (
            "A Bill to keep ponds.",
            "A new Bill to keep ponds.",
            "leave out “A” and insert “A new”",
        ),
        (
            "A Bill to keep fish and to keep fish.",
            "A Bill to keep fish and to keep fish and fowl.",
            "leave out “fish.” and insert “fish and fowl.”",
        ),
        (
            "A Bill to keep a pond a day.",
            "A Bill to keep a pond a pond a day.",
            "leave out “pond a” and insert “pond a pond a”",
        ),
    ],
)
def test_the_long_title_is_amended_by_the_words_that_differ(old, new, expected):
    drafted = draft(titled(old), titled(new))
    assert [one.words for one in drafted.amendments] == [f"Title, line 1, {expected}"]
    _, node = long_title(make.apply(titled(old), drafted.amendments).bill)
    assert node.items[-1].words == new


def test_a_long_title_that_stays_needs_no_amendment():
    assert draft(titled("A Bill to keep ponds."), titled("A Bill to keep ponds.")).amendments == ()
