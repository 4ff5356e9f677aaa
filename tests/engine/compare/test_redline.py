"""Pieces that differ in nothing but their words are one, and a text in its place has nothing that went or came."""

import pytest
from shorthand import bill

from amend.engine.compare.compare import compare
from amend.engine.compare.redline import flat, in_place, joined_pieces
from amend.engine.compare.words import Piece


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        ([Piece("same", "keep "), Piece("same", "ponds")], [Piece("same", "keep ponds")]),
        ([Piece("same", "keep "), Piece("inserted", "ponds")], [Piece("same", "keep "), Piece("inserted", "ponds")]),
        ([Piece("same", ""), Piece("inserted", "ponds")], [Piece("inserted", "ponds")]),
        ([Piece("same", "10"), Piece("same", "6", raised="⁶")], [Piece("same", "106", raised="10⁶")]),
        ([Piece("same", "6", raised="⁶"), Piece("same", " fish")], [Piece("same", "6 fish", raised="⁶ fish")]),
        ([Piece("same", "a", printing=True), Piece("same", "b")], [Piece("same", "a", printing=True), Piece("same", "b")]),
        ([Piece("same", "a", too_long=True), Piece("same", "b")], [Piece("same", "ab", too_long=True)]),
        ([], []),
    ],
)  # fmt: skip
def test_pieces_that_differ_in_nothing_but_their_words_are_joined(pieces, joined):
    assert list(joined_pieces(pieces)) == joined


PONDS = """
    1 Ponds
      (1) The keeper must keep every pond clean, and dry.
      (2) The keeper may charge for entry in summer.
      (3) The keeper may fish in every season of the year.
"""


@pytest.mark.parametrize(
    "change",
    [
        ("clean, and", "clean; and"),
        ("(3) The keeper may", "(3) A duty.\n      (4) The keeper may"),
        ("      (2) The keeper may charge for entry in summer.\n", ""),
    ],
)
def test_a_text_in_its_place_tells_what_comes_and_goes_and_not_why(change):
    assert change[0] in PONDS
    comparison = compare(bill(PONDS, guids=True), bill(PONDS.replace(*change)))
    pieces = [piece for one in flat(in_place(comparison.redline)) for piece in one.pieces]
    assert {piece.kind for piece in pieces} > {"same"}
    assert not any(piece.place or piece.printing for piece in pieces)
