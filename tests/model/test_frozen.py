"""Both kinds of frozen class, cheap to define and quick to make, behave as a frozen dataclass with slots does."""

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, fields, replace

import pytest

from amend.model import amendment
from amend.model.amendment import After, Amendment, Before, Place, Provisions, Words
from amend.model.frozen import frozen, quickly_made
from amend.model.text import Mark, Text


@dataclass(frozen=True, slots=True)
class Heron:
    pond: str
    fish: int = 0


SLOW = Heron


@frozen
class Heron:
    pond: str
    fish: int = 0


def test_it_says_and_compares_and_hashes_what_a_dataclass_does():
    assert repr(Heron("mill", fish=2)) == repr(SLOW("mill", fish=2)) == "Heron(pond='mill', fish=2)"
    assert hash(Heron("mill", 2)) == hash(SLOW("mill", 2))
    assert Heron("mill") == Heron("mill", 0) != Heron("mill", 1)
    assert Heron("mill") != SLOW("mill")
    assert Heron("mill") != ("mill", 0)
    assert {Heron("mill"), Heron("mill")} == {Heron("mill")}


def test_two_kinds_with_the_same_fields_are_not_equal():
    assert Before(Words("and")) != After(Words("and"))


def test_no_field_is_set_or_taken_away_once_it_is_made():
    one = Heron("mill")
    with pytest.raises(FrozenInstanceError):
        one.pond = "duck"
    with pytest.raises(FrozenInstanceError):
        del one.fish
    with pytest.raises(AttributeError):
        one.depth = 3
    assert one == Heron("mill", 0)


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_copy_is_equal(again):
    one = Provisions("subsection", ("3", "4"), through=True)
    assert again(one) == one
    assert again(one).labels == ("3", "4")


def test_it_is_a_dataclass_to_what_asks():
    assert replace(Heron("mill", 2), pond="duck") == Heron("duck", 2)
    assert asdict(Place(page=3)) == {"provision": None, "page": 3, "line": None}
    assert [field.name for field in fields(Heron)] == ["pond", "fish"]
    match Heron("mill", 2):
        case Heron(pond, 2):
            assert pond == "mill"


def test_a_method_of_its_own_stays():
    assert str(Place(page=3, line=4)) == "page 3, line 4"
    assert Amendment("Leave out Clause 1", source="drafts/me/7.md").name == "7"


def test_every_kind_of_the_model_can_be_compared_and_hashed():
    kinds = [
        kind for kind in vars(amendment).values() if isinstance(kind, type) and kind.__module__ == amendment.__name__
    ]
    assert len(kinds) > 20
    for kind in kinds:
        assert kind.__eq__ is not object.__eq__, kind
        assert kind.__hash__ not in (None, object.__hash__), kind


def test_a_kind_of_another_kind_has_the_fields_of_both():
    @frozen
    class Egret(Heron):
        white: bool = True

    assert Egret("mill", 1) == Egret("mill", 1, white=True) != Egret("mill", 2)
    assert Egret("mill") != Egret("duck")
    assert repr(Egret("mill")).endswith("Egret(pond='mill', fish=0, white=True)")
    assert replace(Egret("mill"), white=False).fish == 0


@quickly_made
@dataclass(frozen=True, slots=True)
class Pond:
    """A pond."""

    name: str
    depth: int = 2
    fish: tuple[str, ...] = ()


def test_one_quickly_made_is_made_by_place_by_name_and_with_what_is_taken_where_nothing_is_said():
    assert Pond("Mill", 3, ("carp",)) == Pond(fish=("carp",), depth=3, name="Mill")
    assert (Pond("Mill").depth, Pond("Mill").fish) == (2, ())


@pytest.mark.parametrize("given", [{}, {"name": "Mill", "width": 3}], ids=["too little", "too much"])
def test_what_one_quickly_made_does_not_have_and_what_it_lacks_are_refused_by_name(given):
    with pytest.raises(TypeError, match=r"name|width"):
        Pond(**given)


def test_one_quickly_made_cannot_be_changed_and_is_copied_with_a_change():
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
