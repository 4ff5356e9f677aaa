"""What one person typed and another cut is given its insertion back where the file lost it, and nothing else is."""

from lxml import etree
from wordfile import cut, document, ins, p

from amend.word.edits.restore_insertions import NOBODY, with_insertions
from amend.word.ooxml import tracked


def read(*blocks):
    return tracked.physical_paragraphs(etree.fromstring(document(*blocks)))


def before(found):
    return [one.chars for one in tracked.rejected(found)]


def test_a_paragraph_that_was_only_ever_inserted_and_cut_is_not_the_prints():
    found = read(p("One", mark="ins"), p(ins("Two"), mark="ins"), p(cut("Three", by="B"), mark="del", by="B"), p("End"))
    assert before(found) == ["OneThree", "End"]
    again = with_insertions(found, "One\nEnd\n")
    assert before(again) == ["One", "End"]
    assert [one.chars for one in tracked.accepted(again)] == [one.chars for one in tracked.accepted(found)]
    assert again[2].pieces[0].edit == tracked.Revision(NOBODY, tracked.Authorship("B", "2026-11-24T10:00:00Z"))


def test_words_cut_that_run_on_from_words_of_the_print_are_told_apart():
    found = read(p("The ", cut("old new "), "pond"))
    assert before(with_insertions(found, "The old pond\n")) == ["The old pond"]


def test_what_was_edited_otherwise_is_not_explained_away():
    assert with_insertions(read(p("The pond is ", cut("very "), "wet")), "The lake is wet\n") is None
    assert with_insertions(read(p("The ", cut("wet "), "pond")), "The dry pond\n") is None


def test_what_is_as_printed_stays_as_it_is():
    found = read(p("The ", cut("old "), "pond"))
    assert with_insertions(found, "The old pond\n") == found
