"""Several paragraphs side by side, in a cell or full out, are told from one another by what they say, not by place."""

from dataclasses import replace

import pytest
from shorthand import bill

from amend.engine.compare.compare import compare
from amend.engine.compare.redline import read
from amend.model.provision import Block, walk
from amend.model.text import Text

CELL = bill("""
    1 Counts
      (1) The table follows.
      : carp : HERE
      : tench : 2
""")
SUBSECTION = bill("""
    1 Counts
      (1) HERE
      (2) A fee is payable.
""")
FULL_OUT = bill("""
    1 Counts
      (1) The owner must—
        (a) count the fish, and
        (b) count the frogs,
        HERE
""")
WINTER = "In winter the fish are counted by the council."
SPRING = "In spring the owner must count each pike and tench."
NIGHT = "No fee is payable for a count made at night."
LIST = "The owner must keep a list."


def of(print_, *paragraphs):
    """The print with those paragraphs where it says HERE."""
    path, block = next((p, n) for p, n in walk(print_.root) if isinstance(n, Block) and n.words == "HERE")
    rows = tuple(
        replace(block, text=Text(words, block.text.marks if not at else ())) for at, words in enumerate(paragraphs)
    )
    return print_.edited(path, lambda _: rows)


CHANGED = [
    ((WINTER, SPRING, NIGHT), (LIST, WINTER, SPRING, NIGHT), [("inserted", LIST)]),
    ((WINTER, SPRING, NIGHT), (SPRING, NIGHT), [("left out", WINTER)]),
    ((WINTER, SPRING, NIGHT), (NIGHT,), [("left out", WINTER), ("left out", SPRING)]),
    ((WINTER, NIGHT), (WINTER, LIST, SPRING, NIGHT), [("inserted", LIST), ("inserted", SPRING)]),
    (
        (WINTER, SPRING),
        (LIST, WINTER.replace("council", "owner"), SPRING),
        [("inserted", LIST), ("left out", "council"), ("inserted", "owner")],
    ),
]


@pytest.mark.parametrize("print_", [CELL, SUBSECTION, FULL_OUT], ids=["cell", "subsection", "full out"])
@pytest.mark.parametrize(("old", "new", "marked"), CHANGED)
def test_paragraphs_are_paired_with_those_that_they_are_like(print_, old, new, marked):
    comparison = compare(of(print_, *old), of(print_, *new))
    pieces = [piece for change in comparison.changes for piece in change.pieces if piece.kind != "same"]
    assert [(piece.kind, piece.words) for piece in pieces] == marked


@pytest.mark.parametrize(("old", "new", "marked"), CHANGED)
def test_the_redline_of_a_cell_marks_the_same_words(old, new, marked):
    comparison = compare(of(CELL, *old), of(CELL, *new))
    rows = read(comparison.redline)
    said = [(piece.kind, piece.words.strip()) for beside in rows for piece in beside.pieces if piece.kind != "same"]
    assert said == marked


def test_as_many_paragraphs_are_paired_in_their_order():
    comparison = compare(of(CELL, WINTER, SPRING), of(CELL, WINTER, NIGHT))
    assert [change.kind for change in comparison.changes] == ["words"]
