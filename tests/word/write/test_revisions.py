"""Changes are written in the forms that Word and LibreOffice both take back, and in no form that either joins on."""

import pytest
import wordtext
from shorthand import bill

from amend.engine.compare.compare import compare
from amend.engine.compare.redline import Beside
from amend.engine.compare.words import Piece
from amend.model.printed import each, paragraphs
from amend.word.write.document import tracked
from amend.word.write.revisions import settled_paragraphs


def ponds(*rows):
    return bill("    1 Ponds\n" + "".join(f"      {row}\n" for row in rows), guids=True)


OLD = ponds("(1) The keeper must keep the pond.", "(2) The keeper may charge.")
CASES = {
    "a word replaced": ponds("(1) The keeper must clean the pond.", "(2) The keeper may charge."),
    "the last word replaced": ponds("(1) The keeper must keep the lake.", "(2) The keeper may charge."),
    "words at the end": ponds("(1) The keeper must keep the pond. And well.", "(2) The keeper may charge."),
    "words at the end and a paragraph after": ponds(
        "(1) The keeper must keep the pond. And well.", "(1A) A fish is a fish.", "(2) The keeper may charge."
    ),
    "a paragraph in": ponds("(1) The keeper must keep the pond.", "(1A) A fish is new.", "(2) The keeper may charge."),
    "the last paragraph out": ponds("(1) The keeper must keep the pond."),
    "a paragraph in at the end": ponds(
        "(1) The keeper must keep the pond.", "(2) The keeper may charge.", "(3) Frogs may stay for nothing at all."
    ),
    "all else": ponds("(8) Frogs may stay for nothing at all.", "(9) Newts too."),
}


def said(text):
    return [paragraph.words for paragraph in each(paragraphs(text))]


@pytest.mark.parametrize("new", CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("back", [False, True], ids=["", "and back"])
def test_each_form_is_exact_and_joins_nothing(new, back):
    one, other = (new, OLD) if back else (OLD, new)
    data = tracked(one, other, compare(one, other).redline)
    assert wordtext.faults(data) == []
    assert (wordtext.before(data), wordtext.after(data)) == (said(one), said(other))


def changes(name):
    return [
        (tag, words) for _, tag, words in wordtext.changes(tracked(OLD, CASES[name], compare(OLD, CASES[name]).redline))
    ]


def test_what_comes_in_stands_before_what_goes():
    assert changes("a word replaced") == [("ins", "clean"), ("del", "keep")]


def test_words_at_the_end_are_only_inserted_where_no_inserted_paragraph_follows():
    assert changes("words at the end") == [("ins", " And well.")]


def test_before_an_inserted_paragraph_the_last_word_is_written_again_so_that_it_ends_in_what_goes():
    assert changes("words at the end and a paragraph after")[:2] == [("ins", "pond. And well."), ("del", "pond.")]


def kept(paragraph, *pieces):
    return Beside(paragraph, paragraph, tuple(piece(*one) for one in pieces))


def piece(kind, words, by=""):
    return Piece(kind, words, by=by)


def test_where_no_word_is_kept_the_marks_move_up_instead():
    one, other, last = list(each(paragraphs(OLD)))[-3:]
    pairs = [
        kept(one, ("inserted", "new words", "1")),
        Beside(None, other, (piece("inserted", "more", "1"),), "1"),
        kept(last, ("same", "the end")),
    ]
    assert [mark.kind if mark else None for _, _, mark in settled_paragraphs(pairs, walled=False)] == [
        "inserted",
        None,
        None,
    ]


def test_before_the_end_of_a_cell_the_marks_move_up_too():
    one, other = list(each(paragraphs(OLD)))[-3:-1]
    pairs = [kept(one, ("same", "words")), Beside(other, None, (piece("left out", "more", "1"),), "1")]
    assert [mark.kind if mark else None for _, _, mark in settled_paragraphs(pairs, walled=True)] == ["left out", None]
    assert [mark.kind if mark else None for _, _, mark in settled_paragraphs(pairs, walled=False)] == [None, "left out"]
