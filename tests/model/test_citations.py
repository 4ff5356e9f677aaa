"""A citation is read with all that it lists, where each number stands, and whose it says that it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amend.model.citations import SaidOf, citations

ITSELF = ("Ponds (No. 2) Act", "Ponds Act")

LISTS = {
    "Section 2(1) or (2) applies to a record.": ["section 2(1)", "section 2(2)"],
    "under sections 2(1), (2) and (4)": ["section 2(1)", "section 2(2)", "section 2(4)"],
    "nor does section 12(1), (2) or (3)(b) of it": ["section 12(1)", "section 12(2)", "section 12(3)(b)"],
    "sections 5(2)(za), 7, and 9 to 12A": ["section 5(2)(za)", "section 7", "section 9", "…section 12A"],
    "section 4(1)(a)(i) or (ii), (b) or (2)": [
        "section 4(1)(a)(i)",
        "section 4(1)(a)(ii)",
        "section 4(1)(b)",
        "section 4(2)",
    ],
    "paragraph (h) or (i)": ["paragraph (h)", "paragraph (i)"],
    "section 7(4)(b)(iii)(A) or (B)": ["section 7(4)(b)(iii)(A)", "section 7(4)(b)(iii)(B)"],
    "subsections (2) to (4)": ["subsection (2)", "…subsection (4)"],
    "a breach of section 3, 8 or 8A": ["section 3", "section 8", "section 8A"],
    "sections 5–7": ["section 5", "…section 7"],
    "sections 14 (weed), 14A (newts) and 17": ["section 14", "section 14A", "section 17"],
    "Schedules 1 and 2": ["Schedule 1", "Schedule 2"],
    "any of Parts 1 to 3": ["Part 1", "…Part 3"],
    "section 5 (2)": ["section 5(2)"],
    "section A1 and B12": ["section A1", "section B12"],
    "subsection (1), (2) or section 1(3), as the case may be": ["subsection (1)", "subsection (2)", "section 1(3)"],
}

WITHIN = {
    "paragraph 3 of Schedule 1": ["Schedule 1 paragraph 3", "Schedule 1"],
    "paragraphs (a) to (c) of subsection (2)": [
        "subsection (2) paragraph (a)",
        "…subsection (2) paragraph (c)",
        "subsection (2)",
    ],
    "Chapter 1 of Part 2": ["Part 2 Chapter 1", "Part 2"],
    "paragraph (b) or (c) of subsection (1) of section 9": [
        "section 9 subsection (1) paragraph (b)",
        "section 9 subsection (1) paragraph (c)",
        "section 9 subsection (1)",
        "section 9",
    ],
    "section 4, and subsection (2) of that section": ["section 4", "section 4 subsection (2)"],
    "subsection (2), and paragraph (a) of that sub-section": ["subsection (2)", "subsection (2) paragraph (a)"],
    "Schedule 2 (see paragraph 4 of that Schedule)": ["Schedule 2", "Schedule 2 paragraph 4"],
}

HEADINGS = {
    "section (Keeping of newts) applies": ["section (Keeping of newts)"],
    "section (Keeping of newts)(2) or (3)": ["section (Keeping of newts)(2)", "section (Keeping of newts)(3)"],
    "sections (Keeping of newts) and (Feeding of toads (and frogs))": [
        "section (Keeping of newts)",
        "section (Feeding of toads (and frogs))",
    ],
    "section 4 and section (Toads)": ["section 4", "section (Toads)"],
    "Schedule (Forms of licence)": ["Schedule (Forms of licence)"],
}

NOTHING = (
    "this section (keeping of newts) has effect",
    "that section (Toads)",
    "a section of the bank",
    "the part played by 3 keepers",
    "in this Part (and Part of the bank)",
    "paragraphs of the report",
)

SAID = {
    "section 5 of this Act": (SaidOf.HERE, "this Act"),
    "Schedule 5 to this Act": (SaidOf.HERE, "this Act"),
    "section 5 of the Ponds Act 2026": (SaidOf.HERE, "the Ponds Act 2026"),
    "section 5 of the Ponds (No. 2) Act 2026": (SaidOf.HERE, "the Ponds (No. 2) Act 2026"),
    "section 5 of the Ponds and Rivers Act 1990": (SaidOf.ACT, "the Ponds and Rivers Act 1990"),
    "sections 5 and 6 (weed) of that Act": (SaidOf.ACT, "that Act"),
    "Part 2 of Schedule 3 to the Canals Act 1999": (SaidOf.ACT, "the Canals Act 1999"),
    "section 9(3) of the 1999 Act": (SaidOf.ACT, "the 1999 Act"),
    "paragraph 2 of the Canal Boats Regulations 2004": (SaidOf.ACT, "the Canal Boats Regulations 2004"),
    "section 94 to a keeper": (SaidOf.UNSAID, ""),
    "the day on which section 94 comes into force": (SaidOf.UNSAID, ""),
}


def cited(words):
    return [
        ("…" if item.through else "") + str(citation.address(item))
        for citation in citations(words, ITSELF)
        for item in citation.items
    ]


@pytest.mark.parametrize(("words", "expected"), (LISTS | WITHIN | HEADINGS).items())
def test_every_provision_of_a_list_is_cited(words, expected):
    assert cited(words) == expected


@pytest.mark.parametrize("words", NOTHING)
def test_words_that_only_look_like_a_citation_are_none(words):
    assert cited(words) == []


@pytest.mark.parametrize(("words", "expected"), SAID.items())
def test_a_citation_says_whose_it_is(words, expected):
    first = citations(words, ITSELF)[0]
    assert (first.said, first.named) == expected


@pytest.mark.parametrize(
    "words",
    ["section 5 and 10 days", "section 5, or 3 months later", "section 5, 1,000 keepers", "section 5 and 40% of it"],
)
def test_a_number_of_something_else_is_no_part_of_a_list(words):
    assert cited(words) == ["section 5"]


def test_a_citation_joined_to_one_of_an_act_may_be_of_it_too():
    first, *_ = citations("Parts 1 to 7 or Chapter 1 of Part 9 of the Canals Act 1999")
    assert (first.said, first.named) == (SaidOf.UNSAID, "the Canals Act 1999")


@pytest.mark.parametrize("words", (LISTS | WITHIN | HEADINGS).keys())
def test_each_number_is_where_it_is_said_to_be(words):
    for citation in citations(words):
        assert 0 <= citation.start < citation.end <= len(words)
        for item in citation.items:
            for number in item.numbers:
                said = words[number.start : number.end]
                assert said == (f"({number.words})" if number.heading else number.words)


LABELS = st.sampled_from(["1", "2", "14", "3A", "12ZA"])
BRACKETS = st.sampled_from(["", "(1)", "(2)", "(2)(a)", "(3A)(b)"])


@given(
    st.lists(st.tuples(LABELS, BRACKETS), min_size=2, max_size=6, unique=True),
    st.sampled_from([" and ", " or ", ", and ", ", or "]),
)
def test_a_list_of_sections_is_read_whole(items, last):
    numbers = [label + brackets for label, brackets in items]
    words = f"Under sections {', '.join(numbers[:-1])}{last}{numbers[-1]}, a keeper must act."
    assert cited(words) == [f"section {number}" for number in numbers]
