"""Words of a block typed anew keep the marks of what stays."""

import pytest
from shorthand import text

from amend.model.provision import Block, Provision
from amend.model.text import OBJECT, Mark, Text
from amend.word.edits.retype_words import rewritten

BLOCK = Block("p", text("keep the <ref>old pond</ref> <L 1-2>clean"))


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("keep the old pond clean", [("ref", "old pond"), ("?L", "")]),
        ("keep the old pond very clean", [("ref", "old pond"), ("?L", "")]),
        ("keep the new pond clean", [("ref", "new pond"), ("?L", "")]),
        ("keep the lake clean", [("ref", "lake"), ("?L", "")]),
        ("sell it", []),
        ("", []),
    ],
)
def test_marks_stay_over_words_that_stay(words, kept):
    new = rewritten(BLOCK, 0, len(BLOCK.text), words)
    assert " ".join(new.text.printed().split()) == words
    assert [(m.name, new.text.chars[m.start : m.end]) for m in new.text.marks if m.name != "?L" or kept] == kept


def test_words_around_what_stands_among_them_are_changed_alone():
    thing = Provision("quotedStructure", (Block("p", Text("x")),))
    block = Block("p", Text(f"after this insert—{OBJECT}; and"), (), (thing,))
    new = rewritten(block, 0, 18, "after that insert—")
    assert (new.text.chars, new.objects) == (f"after that insert—{OBJECT}; and", (thing,))


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("a “pond” is still water", True),
        ("a “pond” is water", True),
        ("a “lake” is still water", True),
        ("a lake is still water", False),
        ("a so-called “pond” is still water", True),
        ("a pond is still water", False),
        ("a “pond is still water", False),
    ],
)
def test_quotation_marks_stay_attributes_where_the_words_they_are_around_stay(words, quoted):
    mark = Mark(2, 6, 0, "def", (("startQuote", "“"), ("endQuote", "”")))
    block = Block("p", Text("a pond is still water", (mark,)))
    new = rewritten(block, 0, len(block.text), words)
    assert new.text.printed() == words
    assert any(m.name == "def" for m in new.text.marks) is quoted
