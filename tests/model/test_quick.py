"""Values that are made quickly are frozen dataclasses like any other."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from amend.model.quick import quickly_made
from amend.model.text import Mark, Text


@quickly_made
@dataclass(frozen=True, slots=True)
class Pond:
    """A pond."""

    name: str
    depth: int = 2
    fish: tuple[str, ...] = ()


def test_it_is_made_by_place_by_name_and_with_what_is_taken_where_nothing_is_said():
    assert Pond("Mill", 3, ("carp",)) == Pond(fish=("carp",), depth=3, name="Mill")
    assert (Pond("Mill").depth, Pond("Mill").fish) == (2, ())


@pytest.mark.parametrize("given", [{}, {"name": "Mill", "width": 3}], ids=["too little", "too much"])
def test_what_it_does_not_have_and_what_it_lacks_are_refused_by_name(given):
    with pytest.raises(TypeError, match=r"name|width"):
        Pond(**given)


def test_it_cannot_be_changed_and_is_copied_with_a_change():
    pond = Pond("Mill")
    with pytest.raises(FrozenInstanceError):
        pond.depth = 4
    assert replace(pond, depth=4) == Pond("Mill", 4)
    assert pond.depth == 2


def test_two_that_say_the_same_are_equal_also_after_they_were_kept():
    text = Text("one two", (Mark(0, 3, 0, "b", (("class", "x"),)),))
    assert pickle.loads(pickle.dumps(text)) == text
    assert hash(Pond("Mill")) == hash(Pond("Mill"))
    assert repr(Pond("Mill")) == "Pond(name='Mill', depth=2, fish=())"
