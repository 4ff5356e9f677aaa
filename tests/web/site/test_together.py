"""A print under any choice of packages: each choice is what the engine makes of all that is chosen, place by place."""

from dataclasses import replace
from itertools import chain, combinations
from random import Random

import pytest
from amended_ponds import PONDS, at, drawn
from shorthand import bill

from amend import lines
from amend.drafting import make
from amend.engine.compare.unshared import compare_unshared
from amend.formats import akn, draft
from amend.ledger.prints import AtHand
from amend.web.site.gathering import gather
from amend.web.site.together import FEW, Together

NEW = "After Clause 1, insert the following new Clause—\n“Herons\n(1) Herons may nest at a pond.\n(2) They must be counted.”"


@pytest.fixture
def together(tmp_path):
    """Makes what is asked about of a workspace with the ponds and amendments to them by actor."""

    def made(**packages):
        bills, record = tmp_path / "bills", tmp_path / "drafts"
        bills.mkdir(exist_ok=True)
        akn.write(lines(bill(PONDS, number="HL Bill 1")), bills / "ponds.xml")
        for actor, amendments in packages.items():
            (record / actor).mkdir(parents=True, exist_ok=True)
            for index, one in enumerate(amendments):
                draft.write(one, record / actor / f"{index}.md")
        found = gather(AtHand(bills, record))
        return Together(found.prints[0], found.packages_on(found.prints[0]))

    return made


def some(count):
    return chain.from_iterable(combinations(range(count), size) for size in range(count + 1))


def said(rows):
    """What rows say and mark; nothing for those that change nothing."""
    rows = list(rows)
    return [(row.shown.words, row.visible, row.moved) for row in rows] if any(row.changed for row in rows) else []


def engine_rows(together, turns):
    """The print under some of the amendments, all made in one go, by place; and what becomes of each."""
    given = together.in_their_order
    applied = make.apply(together.print.prepared, [given[turn] for turn in turns])
    comparison = compare_unshared(together.print.bill, applied.bill)
    outcomes = dict(zip(turns, applied.outcomes, strict=True))
    return together.slots.rows(comparison, applied.edits, turns), outcomes


def check_every_choice(together):
    packages = range(len(together.packages))
    for chosen in some(len(packages)):
        turns = [turn for turn, one in enumerate(together.tabled) if together.package_of(turn) in chosen]
        rows, outcomes = engine_rows(together, turns)
        told = {id(one) for one, _ in together.unplaced()}
        for slot in {*together.touched, *rows}:
            if not together.is_whole(slot):
                continue
            shown = together.under(slot, chosen)
            assert shown is not None
            assert said(shown.rows) == said(rows.get(slot, ())), (slot, chosen)
            told |= {id(one) for one, _ in shown.unmade}
        for turn, outcome in outcomes.items():
            if outcome.outcome == "refused":
                assert id(together.tabled[turn]) in told, (together.tabled[turn].draft, outcome)


@pytest.mark.parametrize("seed", range(12))
def test_each_choice_is_what_the_engine_makes_of_all_that_is_chosen(together, seed):
    chance = Random(seed)
    packages = {
        name: [drawn(chance, str(number)) for number in range(1, 4)]
        for name in ("alder", "birch", "elm")[: 2 + seed % 2]
    }
    found = together(**packages)
    check_every_choice(found)
    for turn in range(len(found.tabled)):
        if found.reach(turn):
            shown, outcome = found.alone(turn)
            rows, outcomes = engine_rows(found, [turn])
            assert outcome.outcome == outcomes[turn].outcome
            assert {slot: said(one.rows) for slot, one in shown.items()} == {
                slot: said(inner) for slot, inner in rows.items() if said(inner)
            }


def test_one_that_another_stands_in_the_way_of_is_told_in_its_place_with_whose_that_is(together):
    found = together(
        alder=[at("Clause 1, PLACE, leave out “weed”", "1", "and free of")],
        birch=[at("Clause 1, PLACE, leave out “weed” and insert “rats”", "1", "and free of")],
    )
    (slot,) = found.touched
    alone = [found.under(slot, [index]) for index in (0, 1)]
    assert [one.unmade for one in alone] == [(), ()]
    both = found.under(slot, [0, 1])
    ((one, why),) = both.unmade
    assert one.actor == "birch"
    assert why == "amendment 1 (Alder) already changes these words; make one of the two"
    check_every_choice(found)


def test_new_clauses_at_one_point_stand_in_places_of_their_own(together):
    actors = [f"actor-{index}" for index in range(7)]
    found = together(**{one: [at(NEW.replace("Herons", f"Herons of {one}"), "1")] for one in actors})
    assert len(found.touched) == len(actors) > FEW
    assert all(len(found.choices(slot)) == 1 for slot in found.touched)
    check_every_choice(found)


def test_of_many_packages_to_one_long_clause_each_alone_is_shown_and_all_together(together, monkeypatch):
    monkeypatch.setattr("amend.web.site.together._MOST", 10)
    actors = [f"actor-{index}" for index in range(5)]
    found = together(
        **{one: [at(f"Clause 1, PLACE, after “weed” insert “, {one}”", "1", "and free of")] for one in actors}
    )
    (slot,) = found.touched
    assert not found.is_whole(slot)
    assert sorted(map(len, found.choices(slot))) == [1, 1, 1, 1, 1, 5]
    assert found.under(slot, [0, 1]) is None


def test_what_amends_an_amendment_is_made_to_that_of_its_own_package(together):
    weir = at("Clause 1, PLACE, leave out “weir” and insert “dam”", "1", "The keeper may charge")
    found = together(
        alder=[weir],
        birch=[at(NEW, "1"), at("In subsection (1), leave out “nest” and insert “sleep”", "2", amends="1")],
    )
    check_every_choice(found)
    under = found.under(next(slot for slot in found.touched if slot[1] >= 0), [1])
    assert any("sleep" in row.shown.words for row in under.rows)


def test_what_leaves_out_a_clause_that_another_changes_is_made_and_the_other_told(together):
    found = together(
        alder=[at("Clause 2, PLACE, leave out “carp” and insert “eels”", "2", "(a)")],
        birch=[at("Leave out Clause 2", "1")],
        elm=[at("Clause 2, PLACE, leave out “tench” and insert “roach”", "1", "(b)"), at(NEW, "3")],
    )
    check_every_choice(found)


def test_an_amendment_without_a_place_is_told_whatever_is_chosen(together):
    found = together(alder=[at("Clause 1, page 1, line 1, leave out “nothing like it”", "1")])
    ((one, why),) = found.unplaced()
    assert one.number == "Amendment 1"
    assert "nothing like it" in why


def test_one_that_was_withdrawn_is_not_made(together):
    gone = replace(at("Clause 1, PLACE, leave out “weed”", "1", "and free of"), withdrawn="2 May 2026")
    found = together(alder=[gone, at("Clause 1, PLACE, leave out “pond or weir”", "2", "to a pond or")])
    assert [one.draft.name for one in found.tabled] == ["2"]
    check_every_choice(found)
