"""What stands where in a Bill: its clauses and Parts, what is quoted, what is above a place and right below it."""

from pathlib import Path

import pytest
from hypothesis import given
from shorthand import bill, bills, table

from amend.formats import akn
from amend.model import outline
from amend.model.citation import address_of, find, locate
from amend.model.provision import NUMBERED, Block, Provision, nodes, walk
from amend.model.text import OBJECT, Text

SHIPPED = sorted((Path(__file__).resolve().parents[2] / "bills").rglob("*bill*.xml"))

PONDS = """
    Part 1 Ponds
      Chapter 1 Keeping
        # Keepers
          1 Duty
            (1) The keeper must—
              (a) clean the pond,
              (b) count the carp.
            (2) The keeper may rest.
      2 Rods
        After section 5 of the Canals Act insert— [
          Part 1A Weed
            5A Weed
              (1) Clear it.
              (2) Burn it.
        ].
    3 Interpretation
      (1) In this Act—
        * “pond” means still water;
        * “keeper” means a person;
      (2) In section 7 after subsection (1) insert— [
        (1A) A rod is a pole.
      ].
    Schedule 1 Fish
      Part 1 Carp
        1 (1) Count the carp.
          (2) Feed the carp.
      Part 2 Tench
        # Large tench
          2 Count the tench.
    Schedule 2 Frogs
      1 Leave them.
"""


@pytest.fixture(scope="module")
def ponds():
    return bill(PONDS)


@pytest.fixture(scope="module", params=SHIPPED, ids=lambda file: file.stem)
def shipped(request):
    return akn.read(request.param)


def named(found):
    """What each provision is called, by its number or else its heading or its tag."""
    return [name(node) for _, node in found]


def name(node):
    return next((block.words for block in (node.number, node.heading) if block), node.get("name") or node.tag)


def below(print_, path):
    """The place of the first words from a node down."""
    return next(inner for inner, node in walk(print_.at(path), path) if isinstance(node, Block) and node.tag == "p")


def test_the_clauses_and_schedules_are_those_of_the_bill_in_order(ponds):
    assert named(outline.tops(ponds)) == ["1", "2", "3", "Schedule 1", "Schedule 2"]


@pytest.mark.parametrize(
    ("where", "parts"),
    [
        ("clause 1", ["(1)", "(2)"]),
        ("clause 1(1)", ["(a)", "(b)"]),
        ("clause 1(2)", []),
        ("clause 2", []),
        ("clause 3(1)", ["definition", "definition"]),
        ("Schedule 1", ["1", "2"]),
        ("Part 1", ["1", "2"]),
        ("clause 2 section 5A", ["(1)", "(2)"]),
    ],
)
def test_the_parts_of_a_provision_are_those_that_stand_under_headings_too(ponds, where, parts):
    path = locate(ponds, where)
    assert named(outline.parts(ponds, path)) == parts
    assert all(ponds.at(inner) is node for inner, node in outline.parts(ponds, path))


@pytest.mark.parametrize(
    ("where", "groups"),
    [
        ("Part 1", ["Chapter 1", "Keepers"]),
        ("Schedule 1", ["Part 1", "Part 2", "Large tench"]),
        ("clause 1", []),
    ],
)
def test_the_groups_below_a_provision_are_what_its_parts_stand_under(ponds, where, groups):
    assert named(outline.groups(ponds, locate(ponds, where))) == groups


@pytest.mark.parametrize(
    ("where", "groups"),
    [
        ("clause 1(1)(a)", ["Part 1", "Chapter 1", "Keepers"]),
        ("clause 1", ["Part 1", "Chapter 1", "Keepers"]),
        ("clause 2", ["Part 1"]),
        ("Part 1", []),
        ("clause 3", []),
        ("clause 2 section 5A", ["Part 1", "Part 1A"]),
        ("Schedule 1 paragraph 2", ["schedules", "Part 2", "Large tench"]),
    ],
)
def test_a_place_stands_under_parts_and_headings_the_outermost_first(ponds, where, groups):
    assert named(outline.groups_over(ponds, locate(ponds, where))) == groups


@pytest.mark.parametrize(
    ("where", "top"),
    [
        ("clause 1", "clause 1"),
        ("clause 1(1)(a)", "clause 1"),
        ("clause 2 section 5A(1)", "clause 2"),
        ("Schedule 1 paragraph 1(2)", "Schedule 1"),
        ("Part 1", None),
    ],
)
def test_a_place_is_in_the_clause_or_schedule_of_the_bill_and_not_in_a_section_put_into_an_act(ponds, where, top):
    found = outline.top_of(ponds, locate(ponds, where))
    assert (str(address_of(ponds, found)) if found else None) == top


@pytest.mark.parametrize(
    ("where", "quoted"),
    [
        ("clause 2", False),
        ("clause 2 section 5A", True),
        ("clause 2 section 5A(1)", True),
        ("clause 3(2)", False),
        ("clause 3(2) subsection (1A)", True),
        ("Schedule 1", False),
    ],
)
def test_what_is_put_into_an_act_is_quoted(ponds, where, quoted):
    path = locate(ponds, where)
    assert outline.is_quoted(ponds, path) is quoted
    assert outline.is_quoted(ponds, below(ponds, path)) is quoted


def test_quoted_text_itself_is_quoted_and_the_words_before_it_are_not(ponds):
    ((path, _), _) = outline.tagged(ponds, "quotedStructure")
    assert outline.is_quoted(ponds, path)
    assert not outline.is_quoted(ponds, path[:-1])


def test_above_a_place_stands_all_that_holds_it_but_the_root_and_what_is_there(ponds):
    found = outline.above(ponds, find(ponds, address_of(ponds, locate(ponds, "clause 1(1)(a)"))))
    assert [node.tag for _, node in found] == ["bill", "body", "part", "chapter", "hcontainer", "section", "subsection"]
    assert all(ponds.at(path) is node for path, node in found)
    assert outline.above(ponds, ()) == outline.above(ponds, (0,)) == []


def test_a_place_may_be_one_past_the_last(ponds):
    path = locate(ponds, "clause 1(1)")
    past = (*path, len(ponds.at(path).items))
    assert outline.above(ponds, past)[-1] == (path, ponds.at(path))
    with pytest.raises(IndexError):
        outline.above(ponds, (*past, 0))


def test_the_arrangement_is_what_is_in_no_clause_and_not_quoted(ponds):
    found = [node for _, node in outline.arrangement(ponds) if node.tag in NUMBERED]
    assert [name(node) for node in found] == [
        *("Part 1", "Chapter 1", "Keepers", "1", "2", "3"),
        *("schedules", "Schedule 1", "Part 1", "1", "(1)", "(2)", "Part 2", "Large tench", "2"),
        *("Schedule 2", "1"),
    ]


def test_the_sections_of_acts_are_those_that_the_bill_puts_in(ponds):
    assert named(outline.sections_of_acts(ponds)) == ["5A"]


def test_the_long_title_is_found_or_there_is_none(ponds):
    path, node = outline.long_title(ponds)
    assert ponds.at(path) is node
    assert outline.words_of(node) == "A Bill to make provision about ponds."
    (body,) = outline.tagged(ponds, "body")
    assert outline.long_title(ponds.edited(path, lambda _: ())) is None
    assert outline.words_of(body[1]).startswith("Part 1 Ponds Chapter 1 Keeping Keepers 1 Duty (1) The keeper must—")


def test_words_outside_every_clause_are_told_but_for_headings_and_notes(ponds):
    assert not list(outline.outside(ponds))
    note = Provision("authorialNote", (Block("p", Text("A note")),))
    loose = Block("p", Text(f"Loose{OBJECT} words"), (), (note,))
    ((body, _),) = outline.tagged(ponds, "body")
    ((part, _), *_) = outline.groups(ponds, body)
    put_in = ponds.edited(part, lambda node: (Provision(node.tag, (*node.items, Provision("intro", (loose,)))),))
    assert [block.words for _, block in outline.outside(put_in)] == ["Loose words"]


def test_a_provision_has_paragraphs_before_its_parts_and_after_them():
    lake = bill("""
        1 Duty
          (1) The keeper must—
            (a) clean the pond, or
            (b) rest,
            whichever is the harder.
    """)
    path = locate(lake, "clause 1(1)")
    assert [block.words for _, block in outline.own_paragraphs(lake, path, closing=False)] == ["The keeper must—"]
    assert [block.words for _, block in outline.own_paragraphs(lake, path, closing=True)] == [
        "whichever is the harder."
    ]
    assert all(lake.at(at) is block for at, block in outline.own_paragraphs(lake, path, closing=True))


def test_the_tables_of_a_provision_are_those_among_its_own_paragraphs(ponds):
    path = locate(ponds, "clause 1(2)")
    rows = table([["Carp", "2"], ["Tench", "3"]])
    tabled = ponds.edited(path, lambda node: (Provision(node.tag, (*node.items, Provision("content", (rows,)))),))
    (found,) = outline.tables(tabled, path)
    assert tabled.at(found) is rows
    assert not outline.tables(tabled, path[:-1])


def test_what_a_provision_holds_next_is_also_what_stands_among_its_words(ponds):
    quoting = outline.above(ponds, locate(ponds, "clause 2 section 5A"))
    holder = next((path, node) for path, node in reversed(quoting) if node.tag == "content")
    assert [(path, node.tag) for path, node in outline.held(holder[1], holder[0])] == [
        ((*holder[0], 0, 0), "quotedStructure")
    ]


def test_walk_gives_what_is_not_entered_and_nothing_in_it(ponds):
    found = [node for _, node in walk(ponds.root, into=lambda node: node.tag != "section")]
    assert [node.label for node in found if isinstance(node, Provision) and node.tag == "section"] == ["1", "2", "3"]
    assert not [node for node in found if isinstance(node, Provision) and node.tag == "quotedStructure"]


def test_walk_gives_every_node_in_reading_order_and_where_it_is(ponds):
    found = list(walk(ponds.root))
    assert [path for path, _ in found] == sorted(path for path, _ in found)
    assert all(ponds.at(path) is node for path, node in found)
    assert sum(not isinstance(node, Provision | Block) for _, node in found) + sum(1 for _ in nodes(ponds.root)) == len(
        found
    )


def check(print_):
    """What is above, below and around each place of a print agrees."""
    tops = dict(outline.tops(print_))
    quotations = [path for path, _ in outline.tagged(print_, "quotedStructure")]
    for path, node in walk(print_.root):
        over = outline.above(print_, path)
        assert [outer for outer, _ in over] == sorted(outer for outer, _ in over)
        assert all(path[: len(outer)] == outer and len(outer) < len(path) for outer, _ in over)
        quoted = any(path[: len(outer)] == outer for outer in quotations)
        assert outline.is_quoted(print_, path) is quoted
        assert outline.top_of(print_, path) == next((top for top in tops if path[: len(top)] == top), None)
        if isinstance(node, Provision):
            for inner, part in outline.parts(print_, path):
                between = [one for outer, one in outline.above(print_, inner) if len(outer) > len(path)]
                assert all(map(outline.is_group, between))
                assert not outline.is_group(part)
            assert all(print_.at(inner) is one for inner, one in outline.held(node, path))
    listed = {path for path, _ in outline.arrangement(print_)}
    assert tops.keys() <= listed
    assert not [path for path in listed if outline.is_quoted(print_, path)]


@given(bills())
def test_what_is_above_and_what_is_below_agree(print_):
    check(print_)


def test_they_agree_in_the_bills_that_are_shipped(shipped):
    check(shipped)
    assert sum(node.tag == "section" for _, node in outline.tops(shipped)) > 40
    assert [node.label for _, node in outline.tops(shipped) if node.tag == "section"][:3] == ["1", "2", "3"]
    assert list(outline.sections_of_acts(shipped))
    assert not list(outline.outside(shipped))
