"""Every provision has a citation, and the citation leads back to it."""

from dataclasses import replace

import pytest
from hypothesis import given
from shorthand import bill, bills

from amend.errors import AddressError
from amend.formats import akn
from amend.model.address import Address
from amend.model.citation import address_of, citable, find, find_eid
from amend.model.provision import Block, Provision, unit, walk

PONDS = """
    Part 1 Ponds
      Chapter 1 Keeping
        # Keepers
          1 Duty
            (1) The keeper must—
              (a) clean the pond,
              (b) count—
                (i) the carp, and
                (ii) the tench.
            (1A) The keeper may rest.
      Chapter 2 Fishing
        2 Rods
          After section 5 of the Canals Act insert— [
            5A Weed
              (1) Clear it.
              (2) Burn it.
          ].
    Part 2 General
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
          (2) Feed the carp—
            (a) daily, or
            (b) weekly.
      Part 2 Tench
        # Large tench
          2 Count the tench.
    Schedule 2 Frogs
      1 Leave them.
"""


@pytest.fixture(scope="module")
def ponds():
    return bill(PONDS)


@given(bills())
def test_the_address_of_a_provision_leads_back_to_it(found):
    for path, provision in found.provisions():
        if provision.number is not None:
            address = address_of(found, path)
            assert find(found, address) == path
            assert find(found, Address.parse(str(address))) == path


@given(bills())
def test_words_are_cited_by_the_provision_they_stand_in(found):
    for path, node in walk(found.root):
        if isinstance(node, Block):
            over = [path[:depth] for depth in range(len(path)) if path[:depth] in dict(found.provisions())]
            named = [p for p in over if found.at(p).number is not None]
            assert address_of(found, path) == (address_of(found, named[-1]) if named else None)


@pytest.mark.parametrize(
    "citation",
    [
        "Part 1",
        "Part 1 Chapter 1",
        "Part 1 Chapter 2",
        "clause 1",
        "clause 1(1)",
        "clause 1(1)(a)",
        "clause 1(1)(b)(ii)",
        "clause 1(1A)",
        "clause 2",
        "clause 2 section 5A",
        "clause 2 section 5A(2)",
        "Part 2",
        "clause 3(1)",
        "clause 3(2) subsection (1A)",
        "Schedule 1",
        "Schedule 1 Part 1",
        "Schedule 1 paragraph 1",
        "Schedule 1 paragraph 1(2)(b)",
        "Schedule 1 Part 2",
        "Schedule 1 paragraph 2",
        "Schedule 2",
        "Schedule 2 paragraph 1",
    ],
)
def test_a_provision_is_found_by_its_citation_and_cited_as_it_was_found(ponds, citation):
    path = find(ponds, Address.parse(citation))
    assert str(address_of(ponds, path)) == citation


@pytest.mark.parametrize(
    ("citation", "heading"),
    [
        ("clause 1", "Duty"),
        ("Part 1", "Ponds"),
        ("Part 1 Chapter 2", "Fishing"),
        ("Schedule 1", "Fish"),
        ("Schedule 1 Part 2", "Tench"),
        ("clause 2 section 5A", "Weed"),
    ],
)
def test_what_is_found_is_what_was_named(ponds, citation, heading):
    assert ponds.at(find(ponds, Address.parse(citation))).heading.words == heading


@pytest.mark.parametrize(
    ("citation", "same"),
    [
        ("clause 1 subsection (1)", "clause 1(1)"),
        ("clause 1(1) paragraph (b)", "clause 1(1)(b)"),
        ("clause 1(1)(b) sub-paragraph (i)", "clause 1(1)(b)(i)"),
        ("Schedule 1 paragraph 1 sub-paragraph (2)", "Schedule 1 paragraph 1(2)"),
        ("Schedule 1 Part 1 paragraph 1", "Schedule 1 paragraph 1"),
        ("Part 1 clause 2", "clause 2"),
        ("section 3", "clause 3"),
    ],
)
def test_longer_citations_lead_to_the_same_provision(ponds, citation, same):
    assert find(ponds, Address.parse(citation)) == find(ponds, Address.parse(same))


@pytest.mark.parametrize(
    ("citation", "message"),
    [
        ("clause 9", "there is no clause 9 in Bill 1; its clauses are 1 to 3"),
        ("clause 5A", "there is no clause 5A in Bill 1; its clauses are 1 to 3"),
        ("Schedule 3", "there is no Schedule 3 in Bill 1; its Schedules are 1 to 2"),
        ("clause 1(3)", "there is no clause 1(3) in Bill 1; it has (1), (1A)"),
        ("clause 1(1)(c)", "there is no clause 1(1)(c) in Bill 1; it has (a), (b)"),
        ("Schedule 1 paragraph 1(4)", "there is no Schedule 1 paragraph 1(4) in Bill 1; it has (1), (2)"),
    ],
)
def test_a_provision_that_is_not_there_is_refused_with_what_there_is(ponds, citation, message):
    with pytest.raises(AddressError) as refused:
        find(ponds, Address.parse(citation))
    assert str(refused.value) == message


def test_a_schedule_of_a_bill_without_any_is_refused_with_that():
    with pytest.raises(AddressError, match="it has no Schedules"):
        find(bill("1 Ponds\n  Keep them."), Address("Schedule", "1"))


def test_a_numbered_schedule_of_a_bill_with_one_that_has_no_number_is_refused_with_that():
    with pytest.raises(AddressError) as refused:
        find(bill("1 Ponds\n  Keep them.\nSchedule Fish\n  1 Count them."), Address("Schedule", "2"))
    assert "its Schedules are  to " not in str(refused.value)
    assert "Schedule" in (refused.value.remedy or "")


def test_the_only_schedule_is_cited_without_a_number():
    found = bill("1 Ponds\n  Keep them.\nSchedule Fish\n  1 Count them.")
    path = find(found, Address.parse("Schedule paragraph 1"))
    assert str(address_of(found, path)) == "Schedule paragraph 1"
    assert found.at(find(found, Address("Schedule"))).heading.words == "Fish"


def test_a_paragraph_of_a_schedule_is_not_mistaken_for_one_that_an_earlier_paragraph_quotes():
    found = bill("""
        1 Fish
          The Schedule has effect.
        Schedule 1 Amendments
          1 After paragraph 2 of Schedule 4 insert— [[
            2 Quoted words.
          ].
          2 Own words.
    """)
    own = next(path for path, p in found.provisions() if unit(p) == "paragraph" and "Own" in p.items[1].items[0].words)
    assert find(found, Address.parse("Schedule 1 paragraph 2")) == own


def test_lists_inside_two_definitions_are_told_apart():
    found = bill("""
        1 Interpretation
          (1) In this Act—
            * “pond” means—
              (a) still water, or
              (b) slow water;
            * “keeper” means—
              (a) an owner, or
              (b) a tenant.
    """)
    cited = [address_of(found, path) for path, p in found.provisions() if p.tag == "level"]
    assert len(set(cited)) == 4


def test_chapters_of_two_parts_of_a_schedule_are_told_apart():
    found = bill("""
        1 Fish
          The Schedule has effect.
        Schedule 1 Fish
          Part 1 Carp
            Chapter 1 Young carp
              1 Feed them.
          Part 2 Tench
            Chapter 1 Young tench
              2 Feed them.
    """)
    for path, provision in found.provisions():
        if provision.tag == "chapter":
            assert find(found, address_of(found, path)) == path


def test_a_clause_without_a_number_is_cited_by_its_heading():
    found = bill("1 Ponds\n  (1) Keep them.")
    (path, clause), _ = found.provisions()
    new = found.edited(path, lambda _: (replace(clause, items=clause.items[1:]),))
    assert str(address_of(new, (*path, 1))) == "clause (Ponds)(1)"
    assert find(new, Address.parse("clause (Ponds)(1)")) == (*path, 1)


def test_what_lies_outside_every_clause_has_no_address(ponds):
    assert address_of(ponds, ()) is None
    assert address_of(ponds, (0, 1, 0, 0)) is None


def test_a_provision_is_found_by_its_eid(ponds):
    assert str(address_of(ponds, find_eid(ponds, "sec_1__subsec_1__para_b"))) == "clause 1(1)(b)"
    with pytest.raises(AddressError, match="there is no eId “sec_99” in Bill 1"):
        find_eid(ponds, "sec_99")


def test_the_parts_of_a_provision_are_its_next_numbered_ones_through_headings(ponds):
    assert [p.label for _, p in citable(ponds.root)] == ["1", "2", "1", "2"]
    clause = ponds.at(find(ponds, Address("clause", "2")))
    assert [p.label for _, p in citable(clause)] == []
    assert [p.label for _, p in citable(clause, quotations=True)] == ["5A"]
    assert all(isinstance(p, Provision) for _, p in citable(clause, quotations=True))


def test_every_provision_of_a_real_print_that_is_not_quoted_is_found_by_its_address(corpus):
    found = akn.read(corpus / "prints" / "social-housing-hl54-lords-committee.xml")
    for path, provision in found.provisions():
        if provision.number is not None:
            assert find(found, address_of(found, path)) == path
