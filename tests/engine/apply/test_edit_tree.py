"""Nodes are taken out of a Bill one by one, and what stands beside them stays."""

from dataclasses import replace

import pytest
from shorthand import bill

from amend.engine.apply.edit_tree import take_out
from amend.model.provision import Block, walk
from amend.model.text import OBJECT, Text

PRINT = bill("""
    1 Acts
      After section 5 insert— [
        5A Weed
          (1) Clear it.
      ].
    2 Short title
      This Act is the Ponds Act.
""")


@pytest.mark.parametrize(("index", "left"), [(0, (f"one, {OBJECT}two.", "b")), (1, (f"one{OBJECT}, two.", "a"))])
def test_of_two_things_among_words_the_one_named_goes_with_its_place(index, left):
    path, block = next((p, n) for p, n in walk(PRINT.root) if isinstance(n, Block) and n.objects)
    one, other = (replace(block.objects[0], attributes=(("eId", name),)) for name in "ab")
    both = replace(block, text=Text(f"one{OBJECT}, {OBJECT}two."), objects=(one, other))
    found = take_out(PRINT.edited(path, lambda _: (both,)), (*path, index)).at(path)
    assert (found.text.chars, *(thing.get("eId") for thing in found.objects)) == left
