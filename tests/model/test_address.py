"""Addresses are parsed, printed, ordered and hold one another as citations do."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from amend.errors import AddressError
from amend.model.address import Address

LABELS = st.from_regex(r"[1-9][0-9]?[A-Z]{0,2}|[A-Z][1-9]|z?[a-z]{1,3}|[A-Z]{1,2}", fullmatch=True)
PRINTED = LABELS | LABELS.map(lambda label: f"({label})")
HEADINGS = st.from_regex(r"\([A-Z][a-z]{0,5}( [a-z]{1,6}){0,3}( \([a-z]{1,4}\))?\)", fullmatch=True)
INNER = ("subsection", "article", "paragraph", "sub-paragraph", "sub-sub-paragraph", "section", "Part", "Chapter")


@st.composite
def addresses(draw):
    found = draw(
        st.one_of(
            st.just(Address("Schedule")),
            st.builds(Address, st.sampled_from(("Part", "Schedule")), LABELS),
            st.builds(Address, st.just("clause"), LABELS | HEADINGS, st.lists(LABELS, max_size=3).map(tuple)),
        )
    )
    for unit in draw(st.lists(st.sampled_from(INNER), max_size=2)):
        found = Address(unit, draw(PRINTED), tuple(draw(st.lists(LABELS, max_size=2))), found)
    return found


@given(addresses())
@example(Address("Title"))
@example(Address("sub-paragraph", "(1)", (), Address("Schedule")))
def test_what_an_address_prints_reads_back_as_the_same_address(address):
    assert Address.parse(str(address)) == address


@given(addresses(), addresses(), addresses())
def test_the_order_of_addresses_is_total(a, b, c):
    assert [a < b, a == b, b < a].count(True) == 1
    assert not (a < b and b < c) or a < c


@given(addresses(), LABELS)
def test_a_place_contains_itself_and_what_lies_inside_it(address, label):
    inner = Address("paragraph", f"({label})", (), address)
    assert address in address
    assert inner in address
    assert address not in inner


@given(addresses())
def test_an_address_lies_in_its_top_and_sorts_after_it(address):
    assert address in address.top()
    assert address == address.top() or address.top() < address


SCHEDULE, ONLY = Address("Schedule", "2"), Address("Schedule")


@pytest.mark.parametrize(
    ("citation", "address"),
    [
        ("clause 3", Address("clause", "3")),
        ("clause 3A", Address("clause", "3A")),
        ("clause 3(2)(a)", Address("clause", "3", ("2", "a"))),
        ("clause 3(2)(a)(iv)(B)", Address("clause", "3", ("2", "a", "iv", "B"))),
        ("clause 3 (2) (a)", Address("clause", "3", ("2", "a"))),
        ("  Clause   3(2)  ", Address("clause", "3", ("2",))),
        ("CLAUSE 3", Address("clause", "3")),
        ("section 5(2)", Address("section", "5", ("2",))),
        ("Schedule 2", SCHEDULE),
        ("schedule 2", SCHEDULE),
        ("Schedule", ONLY),
        ("Title", Address("Title")),
        ("Part 1", Address("Part", "1")),
        ("Part 1 Chapter 2", Address("Chapter", "2", (), Address("Part", "1"))),
        ("Schedule 2 paragraph 4", Address("paragraph", "4", (), SCHEDULE)),
        ("Schedule 2, paragraph 4", Address("paragraph", "4", (), SCHEDULE)),
        ("Schedule 2 paragraph 4(1)(a)", Address("paragraph", "4", ("1", "a"), SCHEDULE)),
        ("Schedule paragraph 4", Address("paragraph", "4", (), ONLY)),
        ("Schedule 2 Part 1", Address("Part", "1", (), SCHEDULE)),
        ("clause 2 section 96A(4)", Address("section", "96A", ("4",), Address("clause", "2"))),
        ("clause 2(1) subsection (1A)", Address("subsection", "(1A)", (), Address("clause", "2", ("1",)))),
        ("clause 2 paragraph (ca)(i)", Address("paragraph", "(ca)", ("i",), Address("clause", "2"))),
        ("clause (Cleaning of ponds)", Address("clause", "(Cleaning of ponds)")),
        ("clause (Cleaning of ponds)(2)", Address("clause", "(Cleaning of ponds)", ("2",))),
        ("clause (Ponds (small))(2)", Address("clause", "(Ponds (small))", ("2",))),
    ],
)
def test_a_citation_names_a_place(citation, address):
    assert Address.parse(citation) == address


@pytest.mark.parametrize(
    "citation",
    [
        "",
        "   ",
        "3",
        "clause",
        "subsection",
        "clause 3(2",
        "clause 3)",
        "clause (3",
        "clause 3()",
        "clause 3(2)(a",
        "clause 3(2) words",
        "clause 3, page 2",
        "clauses 3 and 4",
        "clause 3 and 4",
        "clause3",
        "canal 3",
        "the pond",
        "paragraphs (a) to (c)",
        "clause 3 clause",
        "clause –",
        "clause 3.2",
    ],
)
def test_what_is_no_citation_is_refused_with_the_form_that_would_do(citation):
    with pytest.raises(AddressError) as refused:
        Address.parse(citation)
    assert f"“{citation}” is not a citation" in str(refused.value)
    assert "clause 3(2)(a)" in (refused.value.remedy or "")


@pytest.mark.parametrize(
    ("inner", "outer", "inside"),
    [
        ("clause 3(2)(a)", "clause 3", True),
        ("clause 3(2)(a)", "clause 3(2)", True),
        ("clause 3(2)", "clause 3(2)(a)", False),
        ("clause 31", "clause 3", False),
        ("clause 3A", "clause 3", False),
        ("clause 3(21)", "clause 3(2)", False),
        ("Schedule 2 paragraph 4(1)", "Schedule 2", True),
        ("Schedule 2 paragraph 4(1)", "Schedule 2 paragraph 4", True),
        ("Schedule 2 paragraph 4(1)", "Schedule 1", False),
        ("clause 2 section 96A(4)", "clause 2", True),
        ("clause 2 section 96A(4)", "section 96A", False),
        ("Part 1", "Part 1", True),
    ],
)
def test_a_place_contains_what_lies_in_it_and_nothing_else(inner, outer, inside):
    assert (Address.parse(inner) in Address.parse(outer)) is inside


def test_places_sort_as_they_stand_in_a_bill():
    printed = [
        "Title",
        "clause A1",
        "clause 1",
        "clause 1(1)",
        "clause 1(1)(za)",
        "clause 1(1)(a)",
        "clause 1(1)(b)",
        "clause 1(1A)",
        "clause 1(2)",
        "clause 1A",
        "clause 2",
        "clause 10",
        "Schedule 1",
        "Schedule 1 paragraph 2",
        "Schedule 1 paragraph 10",
        "Schedule 1A",
        "Schedule 2",
    ]
    assert [str(address) for address in sorted(map(Address.parse, set(printed)))] == printed


@pytest.mark.parametrize(
    ("list_of_labels", "place"),
    [
        ("g h i j k", "clause 1(1)({})"),
        ("u v w x y", "clause 1(1)({})"),
        ("i ii iii iv v vi ix x xi", "clause 1(1)(a)({})"),
    ],
)
def test_letters_and_roman_numbers_sort_by_the_list_they_stand_in(list_of_labels, place):
    printed = [place.format(label) for label in list_of_labels.split()]
    assert [str(address) for address in sorted(map(Address.parse, set(printed)))] == printed


@pytest.mark.parametrize(
    ("citation", "steps"),
    [
        ("clause 3(2)(a)", (("clause", "3"), ("", "2"), ("", "a"))),
        ("Schedule 2 paragraph 4(1)", (("Schedule", "2"), ("paragraph", "4"), ("", "1"))),
        ("Title", (("Title", ""),)),
    ],
)
def test_the_steps_of_an_address_go_from_the_outermost_in(citation, steps):
    assert Address.parse(citation).steps() == steps


@pytest.mark.parametrize(
    ("citation", "top"),
    [
        ("clause 3(2)(a)", "clause 3"),
        ("Schedule 2 paragraph 4", "Schedule 2"),
        ("Schedule paragraph 4", "Schedule"),
        ("clause 2 section 96A(4)", "clause 2"),
        ("Part 1", "Part 1"),
    ],
)
def test_the_top_of_an_address_is_the_clause_or_schedule_it_starts_from(citation, top):
    assert str(Address.parse(citation).top()) == top
