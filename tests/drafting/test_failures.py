"""A proof that fails leads to the amendments at fault, and to no others."""

from collections import Counter

import pytest
from shorthand import bill

from amend.drafting.both_texts import both_texts
from amend.drafting.changes import DraftStyle, Editor
from amend.drafting.failures import Shortfall
from amend.drafting.given_up import GivenUp
from amend.drafting.known_print import KnownPrint, KnownText
from amend.drafting.proof import key_of
from amend.drafting.whole_clauses import Step
from amend.drafting.word_edits import WordEdit
from amend.engine.compare.pairing import pair
from amend.model.address import Address
from amend.model.amendment import LeaveOut, Place, Whole
from amend.model.lines import Reading
from amend.model.outline import tops

OLD = """
    1 Ponds
      (1) The keeper must keep every pond clean.
      (2) The keeper must list—
        (a) the carp in the pond, and
        (b) the tench in the moat.
    2 Short title
      This Act may be cited as the Ponds Act.
"""
NEW = OLD.replace("every", "each").replace("carp", "eels").replace("tench", "pike")


@pytest.mark.parametrize(
    ("wrong", "at_fault"),
    [
        (("each pond", "no pond"), ["each"]),
        (("pike", "newts"), ["pike"]),
        (("list—", "name—"), ["eels", "pike"]),
        (("        (a) the eels in the pond, and\n", ""), ["eels", "pike"]),
        (("      (1) The keeper must keep each pond clean.\n", ""), ["each", "eels", "pike"]),
    ],
)
def test_the_edits_at_fault_are_those_in_the_innermost_provision_that_differs(wrong, at_fault):
    old, new, got = (bill(words, guids=True) for words in (OLD, NEW, NEW.replace(*wrong)))
    texts, reading = both_texts(pair(old, new)), Reading(old)
    editor = Editor(texts.pairing, texts.new, KnownPrint(old), DraftStyle.WORDS, set())
    top, there = (next(path for path, _ in tops(one)) for one in (old, new))
    edits = editor.edits(top, there)
    steps = [Step(LeaveOut(Place(), Whole(Address("Clause", "1"))), edit.start, top, edit) for edit in edits]
    keys = {path: key_of(node) for path, node in tops(old)}
    short = Shortfall(texts, editor.new_text, reading, keys, GivenUp(texts.pairing), Counter(), KnownText(old))
    (failure,) = short.failures(got, steps)
    assert failure.top == top
    assert [edit.words for edit in failure.edits if isinstance(edit, WordEdit)] == at_fault
