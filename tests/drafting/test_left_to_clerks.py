"""What an amendment cannot change is told by what it is, and never under the name of something else."""

from dataclasses import replace

import pytest
from shorthand import bill

from amend.drafting.left_to_clerks import unamended
from amend.model.provision import Block, Provision
from amend.model.text import Text


def print_of(enacting, note):
    """A Bill with words of enactment, and a note where it has one."""
    found = bill("1 Ponds\n  The keeper must keep the pond.")
    besides = [("preamble", enacting), ("authorialNote", note)]
    said = tuple(Provision(tag, (Block("p", Text(words)),)) for tag, words in besides if words)
    return replace(found, root=replace(found.root, items=(*said, *found.root.items)))


@pytest.mark.parametrize(
    ("enacting", "note", "told"),
    [
        ("Be it enacted", "See the map.", []),
        (
            "Be it made law",
            "See the map.",
            ["no amendment changes the words of enactment, which is now “Be it made law”"],
        ),
        ("Be it enacted", "See a map.", ["no amendment changes a note beside the text, which is now “See a map.”"]),
        ("Be it enacted", "", ["no amendment leaves out a note beside the text, “See the map.”"]),
    ],
)
def test_words_of_enactment_and_notes_are_told_by_their_name(enacting, note, told):
    assert unamended(print_of("Be it enacted", "See the map."), print_of(enacting, note)) == told
