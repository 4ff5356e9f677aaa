"""What an amendment collides with is the same whether each earlier one is asked or the index of them all."""

from hypothesis import given
from hypothesis import strategies as st

from amend.engine.apply.collisions import TakenPlaces, collide
from amend.engine.apply.insertion_point import Home
from amend.engine.apply.resolve import Resolved

places = st.integers(0, 30)
paths = st.lists(st.integers(0, 2), min_size=1, max_size=4).map(tuple)


@st.composite
def resolved(draw):
    start = draw(places)
    end = start + draw(st.sampled_from((0, 0, 1, 3, 8)))
    whole = tuple(draw(st.lists(paths, max_size=2)))
    homes = tuple(Home(path, ()) for path in draw(st.lists(paths, max_size=2)))
    return Resolved(start, end, "", whole, homes)


@given(st.lists(resolved(), max_size=25))
def test_the_first_that_an_amendment_collides_with_is_found_as_if_each_were_asked(amendments):
    accepted, taken = [], TakenPlaces()
    for one in amendments:
        expected = next((turn for turn, earlier in enumerate(accepted) if collide(earlier, one)), None)
        assert taken.first(one) == expected
        if expected is None:
            accepted.append(one)
            taken.add(one)
