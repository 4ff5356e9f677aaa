"""What differs within clauses is told as it is by the whole of both texts, and the rest has the rows of the old one."""

from dataclasses import replace
from random import Random

import pytest
from shorthand import bill

from amend.engine.compare.compare import compare
from amend.engine.compare.comparison import under
from amend.engine.compare.unshared import compare_unshared, unshared
from amend.engine.compare.untouched import OwnRows, compare_within
from amend.model.outline import blocks
from amend.model.provision import NUMBERED, Block, Provision, each_provision
from amend.model.text import Text

PONDS = bill(
    """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean and free of weed.
      (2) After section 5 of the Canals Act insert—[
        5A Weed
          (1) The keeper must clear weed—
            (a) in spring,
            (b) in the first week of autumn, and
            (c) whenever the water cannot be seen.
          (2) Weed means any plant that grows in water.
          (3) In this section—
            * “pond” means still water;
            * “week” means seven days.
      ].
      (3) The table follows.
        : carp : 1
        : tench : 2
      (4) After it comes a list—
        (a) of ducks,
        (b) of geese,
        and of nothing else.
    2 Herons
      (1) A heron may nest at a pond.
      (2) The keeper must count the nests in spring.
    ===
    Schedule 1 Fish
      1 (1) Count the fish—
          (a) in spring, and
          (b) in autumn, but only—
            (i) in dry years, or
            (ii) when somebody asks.
        (2) The table follows.
        : roach : 3
        : pike : 4
      2 (1) A count must be published.
        (2) In this paragraph—
          * “count” means a number.
"""
)


def words_changed(bill_, chance):
    """The Bill with a word of it drawn at random put differently; all else is the same objects."""
    path, block = chance.choice(
        [(path, one) for path, one in blocks(bill_.root) if not one.objects and one.tag != "num"]
    )
    said = block.text.chars.split(" ")
    at = chance.randrange(len(said))
    said[at : at + 1] = chance.choice([[f"{said[at]} or a weir"], ["such"], [said[at], "and", "every", "stream"]])
    changed = replace(block, text=Text(" ".join(said)))
    return bill_.edited(path, lambda _: (changed,))


def provision_changed(bill_, chance):
    """The Bill with a provision drawn at random left out, or with another behind it."""
    path, node = chance.choice(
        [
            (path, one)
            for path, one in each_provision(bill_.root)
            if one.tag in NUMBERED and one.number and len(path) > 3
        ]
    )
    label = node.label + "ZA"
    number = Block("num", Text(f"({label})"))
    words = Provision("content", (Block("p", Text(f"the keeper must say so within {chance.randint(2, 99)} days.")),))
    new = Provision(node.tag if node.tag != "section" else "subsection", (number, words))
    kept = chance.choice([(), (node, new), (node, new)])
    return bill_.edited(path, lambda _: kept)


def told(comparison):
    """The rows of each clause and Schedule in which anything changes, with where each stands."""
    return [
        (title, [(row.shown.words, row.pieces, row.moved, row.old, row.new) for row in rows])
        for title, rows in under(comparison)
        if any(row.changed for row in rows)
    ]


def changed(bill_, chance, count):
    for _ in range(count):
        bill_ = chance.choice([words_changed, words_changed, provision_changed])(bill_, chance)
    return bill_


@pytest.mark.parametrize("seed", range(60))
def test_each_row_of_what_was_touched_is_as_in_the_whole(seed):
    chance = Random(seed)
    old, new = PONDS, changed(PONDS, chance, 1 + seed % 4)
    if seed % 3 == 0:
        old = changed(PONDS, chance, 1 + seed % 2)  # neither was made of the other
    whole, cut = compare(old, new, front=False), compare_unshared(old, new)
    assert told(cut) == told(whole)
    assert cut.changes == whole.changes


def test_most_of_what_is_drawn_is_compared_without_what_stands_beside_it():
    within = 0
    for seed in range(30):
        new = changed(PONDS, Random(seed), 1)
        within += compare_within(*unshared(PONDS, new), OwnRows(PONDS)) is not None
    assert within > 20


def test_the_rows_of_what_was_not_touched_stand_where_the_new_text_has_them():
    """What is put in before them shifts their places, and those of the tables among them."""
    chance, herons = Random(1), bill("1 Newts\n  (1) A newt may winter in a pond.").root
    clause = next(node for _, node in each_provision(herons) if node.tag == "section")
    first = next(path for path, node in each_provision(PONDS.root) if node.tag == "section")
    new = PONDS.edited(first, lambda node: (clause, node))
    for _ in range(3):
        new = words_changed(new, chance)
    comparison = compare_unshared(PONDS, new)
    rows = [row for _, rows in under(comparison) for row in rows]
    assert any(row.old and row.new and row.old.path != row.new.path for row in rows)
    for row in rows:
        for side, text in ((row.old, PONDS), (row.new, new)):
            for run in side.runs if side else ():
                block = text.at(run.path)
                assert isinstance(block, Block)
                assert run.words.strip(" “”;.") in " ".join(block.text.chars.split()) or run.opens or run.closes


def test_a_table_that_was_not_touched_is_one_in_both_texts():
    new = PONDS
    for path, block in blocks(PONDS.root):
        if "nothing else" in block.text.chars:
            new = PONDS.edited(path, lambda node: (replace(node, text=Text("and of little else.")),))
    comparison = compare_unshared(PONDS, new)
    assert told(comparison) == told(compare(PONDS, new, front=False))
    assert [row.shown.words for _, rows in under(comparison) for row in rows if row.shown.words == "carp"] == ["carp"]
