"""Provisions are the same by their GUIDs or, without, by what they say and where."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shorthand import bill, bills
from variants import blind, scattered

from amend import read
from amend.engine.compare.alignment import heaviest_run
from amend.engine.compare.pairing import pair
from amend.model.provision import NUMBERED, Provision, walk

PRINTS = {
    "Social Housing": ("social-housing-hl54-lords-committee", "social-housing-hl60-lords-report"),
    "Data Protection": ("dpdi-bill265-introduced", "dpdi-bill314-commons-committee"),
}
COUNTED = {"section", "subsection", "level", "paragraph", "subparagraph", "hcontainer", "part", "chapter", "article"}


def outside_quotations(print_):
    """GUID and path of each numbered provision that does not stand in quoted text."""
    for path, node in walk(print_.root):
        above = [print_.at(path[:depth]) for depth in range(len(path))]
        quoted = any(isinstance(n, Provision) and n.tag == "quotedStructure" for n in above)
        if isinstance(node, Provision) and node.guid and node.tag in COUNTED and not quoted:
            yield node.guid, path


def f1(found, truth):
    hit = len(found & truth)
    return 2 * hit / (len(found) + len(truth))


@pytest.mark.parametrize("name", PRINTS)
def test_real_prints_without_guids_are_paired_as_their_guids_tell(corpus, name):
    old, new = (read(corpus / "prints" / f"{file}.xml") for file in PRINTS[name])
    ours, theirs = dict(outside_quotations(old)), dict(outside_quotations(new))
    truth = {(ours[guid], theirs[guid]) for guid in ours.keys() & theirs.keys()}
    known = set(ours.values()), set(theirs.values())
    found = {(a, b) for a, b in pair(blind(old), blind(new)).pairs if a in known[0] and b in known[1]}
    assert f1(found, truth) >= 0.995
    renumbered = {(a, b) for a, b in truth if old.at(a).eid != new.at(b).eid}
    where = {a for a, _ in renumbered}
    assert f1({(a, b) for a, b in found if a in where}, renumbered) >= 0.99
    assert {(a, b) for a, b in pair(old, new).pairs if a in known[0] and b in known[1]} == truth


@pytest.mark.parametrize("identified", [True, False], ids=["GUIDs", "blind"])
def test_ten_clauses_moved_elsewhere_are_ten_moves(corpus, identified):
    old = read(corpus / "prints" / f"{PRINTS['Data Protection'][1]}.xml")
    old = old if identified else blind(old)
    new = scattered(old, 10, seed=7)
    pairing = pair(old, new)
    assert 9 <= len(pairing.moved) <= 12
    assert all(new.at(path).tag == "section" for path in pairing.moved)
    unchanged = [(a, b) for a, b in pairing.pairs if old.at(a).tag == "section"]
    assert all(old.at(a).heading == new.at(b).heading for a, b in unchanged)


TWO = """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean and free of weed.
      (2) The keeper may charge for entry to the pond in summer.
    2 Fish
      (1) The keeper must not sell—
        (a) carp, or
        (b) tench.
    3 Frogs
      The keeper must feed the frogs with what the frogs like.
"""


def labels(pairing):
    """The numbers of the pairs, old and new, of numbered provisions only."""
    return {
        (old.number.words, new.number.words)
        for a, b in pairing.pairs
        if (old := pairing.old.at(a)).number and (new := pairing.new.at(b)).number
    }


def test_a_clause_that_is_renumbered_and_reworded_is_the_same_clause():
    new = """
        1 Newts
          The owner of a lake has to count all its newts twice a year.
        2 Duty to keep ponds
          (1) The keeper must keep every pond clean and free of rubbish.
          (2) The keeper may charge for entry to the pond in summer.
        3 Fish
          (1) The keeper must not sell—
            (a) carp,
            (b) bream, or
            (c) tench.
        4 Frogs
          The keeper must feed the frogs with what the frogs like.
    """
    pairing = pair(bill(TWO), bill(new))
    assert labels(pairing) == {
        ("1", "2"), ("(1)", "(1)"), ("(2)", "(2)"), ("2", "3"), ("(a)", "(a)"), ("(b)", "(c)"), ("3", "4"),
    }  # fmt: skip
    assert pairing.moved == frozenset()


def test_a_subsection_that_goes_to_another_clause_has_moved():
    new = TWO.replace("      (2) The keeper may charge for entry to the pond in summer.\n", "").replace(
        "        (b) tench.\n",
        "        (b) tench.\n      (2) The keeper may charge for entry to the pond in summer.\n",
    )
    old, new = bill(TWO), bill(new)
    pairing = pair(old, new)
    (path,) = pairing.moved
    assert "charge" in new.at(path).items[-1].items[0].words
    assert "charge" in old.at(pairing.old_of(path)).items[-1].items[0].words


@given(bills())
def test_a_text_is_paired_with_itself_whole_and_nothing_has_moved(print_):
    pairing = pair(print_, print_)
    assert all(a == b for a, b in pairing.pairs)
    assert {a for a, _ in pairing.pairs} == {path for path, _ in print_.provisions()} | holders(print_)
    assert pairing.moved == frozenset()


def holders(print_):
    """The paths of what is paired besides provisions: the whole, and what holds words or parts."""
    return {path for path, node in walk(print_.root) if isinstance(node, Provision) and node.tag not in NUMBERED}


@given(bills(), bills())
def test_a_pair_joins_one_with_one_of_the_same_kind_in_reading_order(old, new):
    pairing = pair(old, new)
    ours, theirs = [a for a, _ in pairing.pairs], [b for _, b in pairing.pairs]
    assert len(set(ours)) == len(ours)
    assert len(set(theirs)) == len(theirs)
    assert theirs == sorted(theirs)
    assert all(old.at(a).tag == new.at(b).tag for a, b in pairing.pairs)
    assert pairing.moved <= set(theirs)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=8))
def test_the_heaviest_run_is_the_heaviest_there_is(entries):
    places, weights = [place for place, _ in entries], [weight for _, weight in entries]
    best = 0
    for chosen in range(1 << len(entries)):
        run = [index for index in range(len(entries)) if chosen >> index & 1]
        if all(places[one] < places[two] for one, two in pairwise(run)):
            best = max(best, sum(weights[index] for index in run))
    found = heaviest_run(places, weights)
    assert sum(weights[index] for index in found) == best
    assert all(places[one] < places[two] for one, two in pairwise(found))


FINES = """
    1 Ponds
      (1) The keeper must keep the pond clean.
      (2) The council may inspect the pond.
        : Pond : Fine
        : A pond which is more than ten metres wide and stands beside a road : ten pounds for each day on which it lies
        : A ditch of any length which runs into a pond or out of one : two pounds for each day
      (3) In this section the following are dangers to a pond—
        (a) weed which is more than a foot long and is not cleared by the keeper in the spring, and
        (b) carp.
"""
ROW = "        : A pond which is more than ten metres wide and stands beside a road : ten pounds for each day on which it lies\n"
DITCH = "        : A ditch of any length which runs into a pond or out of one : two pounds for each day\n"
WEED = "        (a) weed which is more than a foot long and is not cleared by the keeper in the spring, and\n"


@pytest.mark.parametrize("gone", [[ROW], [DITCH], [ROW, DITCH], [WEED], [ROW, WEED]], ids=str)
@pytest.mark.parametrize("back", [False, True])
def test_a_subsection_is_itself_though_most_of_its_table_or_list_went(gone, back):
    without = FINES
    for row in gone:
        assert row in without
        without = without.replace(row, "")
    old, new = bill(FINES), bill(without)
    old, new = (new, old) if back else (old, new)
    pairing = pair(old, new)
    held = {path for path, node in walk(bill(without).root) if isinstance(node, Provision)}
    assert {one if back else other for one, other in pairing.pairs} == held
    assert not pairing.moved


@pytest.mark.parametrize(
    ("kept", "same"), [(5, True), (4, True), (3, True), (2, False), (1, False)], ids=lambda value: str(value)
)
def test_a_lone_quotation_is_itself_when_half_of_what_it_says_is_in_both(kept, same):
    said = ["carp swim round here daily", "bream like deep cold water", "tench stay near muddy banks"]
    said += ["pike hunt among green reeds", "perch rest below old bridges"]
    other = ["owls call over dark fields", "bats leave their warm barn", "moles dig under wet lawns"]
    other += ["hares run across bare hills", "foxes sleep inside hollow trees"]

    def quoting(rows):
        lines = "\n".join(f"        {row}" for row in rows)
        return bill(f"1 Animals\n  (1) In the Ponds Act insert— [\n{lines}\n  ].")

    old, new = quoting(said), quoting(said[:kept] + other[kept:])
    pairing = pair(old, new)
    paths = [path for path, node in walk(old.root) if isinstance(node, Provision) and node.tag == "quotedStructure"]
    assert [pairing.new_of(path) is not None for path in paths] == [same]
