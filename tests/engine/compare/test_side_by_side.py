"""Two texts paragraph beside paragraph: every paragraph of both, and each change in its place."""

from dataclasses import replace

import pytest
from hypothesis import given
from shorthand import bill, bills

from amend.engine.compare.compare import compare
from amend.engine.compare.redline import RENUMBERING, TableBeside, flat, in_place
from amend.engine.compare.side_by_side import renumbered
from amend.engine.reprint.renumber import relabelled
from amend.engine.reprint.reprint import with_labels
from amend.formats.akn import read
from amend.model.printed import each, paragraphs
from amend.model.provision import WORKING, WORKING_SAID, Block, Carried, walk
from amend.model.text import Text

BEFORE = bill(
    """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean.
      (2) The keeper may charge for entry.
    2 Short title
      This Act may be cited as the Ponds Act.
"""
)
AFTER = bill(
    """
    1 Duty to keep ponds
      (1) The keeper must keep every pond very clean.
    2 Frogs
      The keeper must feed the frogs.
    3 Short title
      This Act may be cited as the Ponds Act.
"""
)


def parallel(comparison):
    """The two texts with what moved left out where it was and inserted where it is."""
    return in_place(comparison.redline)


def side(beside, kind):
    return "".join(piece.words for piece in beside.pieces if piece.kind in ("same", kind))


def check(pairs, old, new):
    """That both sides are the whole of either text, and that the pieces say it."""
    besides = list(flat(pairs))
    assert [b.old for b in besides if b.old] == list(each(paragraphs(old)))
    assert [b.new for b in besides if b.new] == list(each(paragraphs(new)))
    for beside in besides:
        assert side(beside, "left out") == (beside.old.words if beside.old else "")
        assert side(beside, "inserted") == (beside.new.words if beside.new else "")


def found(beside):
    return [(piece.kind, piece.words, piece.by) for piece in beside.pieces]


@given(bills(), bills())
def test_the_sides_are_the_whole_of_either_text(old, new):
    check(parallel(compare(old, new)), old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("social-housing-hl54-lords-committee.xml", "social-housing-hl60-lords-report.xml"),
        ("dpdi-bill265-introduced.xml", "dpdi-bill314-commons-committee.xml"),
    ],
)
def test_the_sides_are_the_whole_of_two_real_prints(corpus, old, new):
    one, other = read(corpus / "prints" / old), read(corpus / "prints" / new)
    check(parallel(compare(one, other)), one, other)


def test_a_changed_word_is_a_piece_among_those_that_stay():
    pairs = parallel(compare(BEFORE, AFTER))
    (beside,) = [b for b in flat(pairs) if b.new and "very" in b.new.words]
    assert found(beside) == [
        ("same", "(1)\tThe keeper must keep every pond", ""),
        ("inserted", " very", ""),
        ("same", " clean.", ""),
    ]


def test_a_number_that_only_follows_is_by_the_clerks():
    pairs = parallel(compare(BEFORE, AFTER))
    headings = [b for b in flat(pairs) if b.old and b.new and b.new.words == "3\tShort title"]
    assert [found(b) for b in headings] == [
        [("left out", "2", RENUMBERING), ("inserted", "3", RENUMBERING), ("same", "\tShort title", "")]
    ] * 2, "once in the contents and once over the clause"


def test_a_paragraph_of_one_text_stands_beside_nothing():
    alone = [b for b in flat(parallel(compare(BEFORE, AFTER))) if b.old is None or b.new is None]
    assert [(b.new or b.old).words for b in alone if (b.new or b.old).role == "text" and b.pieces] == [
        "(2)\tThe keeper may charge for entry.",
        "The keeper must feed the frogs.",
    ]


def fish(*rows):
    lines = "".join(f"      : {row}\n" for row in rows)
    return bill(f"""
    1 Fish
      (1) The keeper must keep as many fish of each kind as the table says—
{lines}
""")


def test_the_rows_of_a_table_stand_beside_each_other():
    old = fish("carp in the upper pond : one", "tench in the lower pond : two", "eels in any pond : three")
    new = fish("carp in the upper pond : one", "eels in any pond : four")
    pairs = parallel(compare(old, new))
    check(pairs, old, new)
    (table,) = [pair for pair in pairs if isinstance(pair, TableBeside)]
    assert [(line.old is not None, line.new is not None) for line in table.lines] == [
        (True, True),
        (True, False),
        (True, True),
    ]


def counted(*said):
    """The same with one row, whose second cell has these paragraphs."""
    print_ = fish("carp : one")
    path = next(path for path, node in walk(print_.root) if isinstance(node, Block) and node.words == "one")
    return print_.edited(path, lambda node: tuple(replace(node, text=Text(words)) for words in said))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["one in May", "two in June", "none in winter"], ["one in May", "none in winter"]),
        (["one in May", "none in winter"], ["one in May", "two in June", "three in July", "none in winter"]),
        (["one in May", "none in winter"], ["one in June", "none in any winter"]),
    ],
)
def test_the_paragraphs_of_one_cell_stand_beside_each_other(old, new):
    before, after = counted(*old), counted(*new)
    pairs = parallel(compare(before, after))
    check(pairs, before, after)
    (table,) = [pair for pair in pairs if isinstance(pair, TableBeside)]
    besides = table.lines[0].cells[1]
    assert sum(b.old is not None and b.new is not None for b in besides) == min(len(old), len(new))


def test_each_thing_that_must_be_said_stands_beside_itself():
    said = replace(BEFORE, notice="Not official.", outside=((Carried(f"<?{WORKING}?>"),), ()))
    first, second, *_ = parallel(compare(said, said))
    assert [(b.old.words, b.new.words) for b in (first, second)] == [("Not official.",) * 2, (WORKING_SAID,) * 2]
    assert {piece.kind for b in (first, second) for piece in b.pieces} == {"same"}


@given(bills())
def test_a_text_printed_again_stands_beside_itself_as_the_clerks_left_it(text):
    again = with_labels(text, relabelled(text))
    pairs = renumbered(text, paragraphs(text), again.bill, again.came)
    check(in_place(pairs), text, again.bill)
    assert {s.by for b in flat(pairs) for s in b.pieces if s.kind != "same"} <= {RENUMBERING}
