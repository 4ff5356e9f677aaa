"""The table of what a Bill does to Acts."""

import json

import pytest
from shorthand import bill

from amend.acts.effects import effects, research_rows
from amend.formats import akn

ROWS = [
    ("for “wet” substitute “dry”", "sec_3__subsec_1__para_a", "substitution", "Replace", False),
    ("after “wet” insert “and dry”", "sec_3__subsec_1__para_a", "insertion", "After", False),
    ("before “wet” insert “not”", "sec_3__subsec_1__para_a", "insertion", "Before", False),
    ("at the beginning insert “wet”", "sec_3__subsec_1__para_a", "insertion", "Before", False),
    (
        "after “wet”, in each place it occurs, insert “or dry”",
        "sec_3__subsec_1__para_a",
        "insertion",
        "Each_Place",
        False,
    ),
    ("for “wet”, in both places, substitute “dry”", "sec_3__subsec_1__para_a", "substitution", "Replace", False),
    ("omit “wet”", "sec_3__subsec_1__para_a", "deletion", "Replace", False),
    (
        "omit the “or” at the end of sub-paragraph (i)",
        "sec_3__subsec_1__para_a__subpara_i",
        "deletion",
        "Replace",
        False,
    ),
    ("in the definition of “eel”, omit “wet”", "sec_3__subsec_1__para_a", "deletion", "Replace", False),
]
WHOLE_ROWS = [
    ("Omit section 4.", "sec_4", "deletion", "Replace", True),
    ("Omit section 4(2).", "sec_4__subsec_2", "deletion", "Replace", False),
    ("Omit Chapter 2 of Part 1.", "pt_1__chp_2", "deletion", "Replace", True),
    ("Omit sections 4 to 6.", "sec_4,sec_5,sec_6", "deletion", "Replace", True),
    ("In section 4, omit paragraphs (a) and (b).", "sec_4__para_a,sec_4__para_b", "deletion", "Replace", False),
    (
        "In Schedule 7, in paragraph 10(4), omit paragraph (a)(ii).",
        "sched_7__para_10__subpara_4__para_a__subpara_ii",
        "deletion",
        "Replace",
        False,
    ),
    ("In Part 2 of Schedule 7, omit paragraph 3.", "sched_7__para_3", "deletion", "Replace", False),
    ("Omit Part 2 of Schedule 7.", "sched_7__pt_2", "deletion", "Replace", True),
    ("The heading of section 3 becomes “Wet ponds”.", "sec_3__hdg", "substitution", "Replace", False),
    ("Omit the italic heading before section 3.", "sec_3__xhdg", "deletion", "Replace", False),
    ("The Canals Act 1990 is repealed.", "", "deletion", "Replace", True),
    ("In Article 6(1), in point (e), omit “wet”.", "art_6__para_1__point_e", "deletion", "Replace", False),
]


def row(effect):
    return effect.affected_provision, effect.type_of_amendment, effect.location, effect.whole_provision


@pytest.mark.parametrize(("sentence", *("eid", "kind", "location", "whole")), ROWS)
def test_a_change_in_a_paragraph_is_a_row(sentence, eid, kind, location, whole):
    (found,) = effects(bill(f"1 Ponds\n  In section 3(1)(a) of the Canals Act 1990, {sentence}."))
    assert row(found) == (eid, kind, location, whole)
    assert (found.source, found.source_eid, found.affected_act) == ("clause 1", "sec_1", "Canals Act 1990")


@pytest.mark.parametrize(("sentence", *("eid", "kind", "location", "whole")), WHOLE_ROWS)
def test_a_change_of_an_act_is_a_row(sentence, eid, kind, location, whole):
    found = effects(bill(f"1 Ponds\n  (1) The Canals Act 1990 is amended as follows.\n  (2) {sentence}"))
    assert [row(one) for one in found] == [(eid, kind, location, whole)]


def test_a_section_that_comes_in_is_whole_and_a_subsection_is_not():
    found = effects(
        bill("""
        1 Ponds
          (1) The Canals Act 1990 is amended as follows.
          (2) After section 5 insert— [
            5A Weed
              Eels.
          ].
          (3) Before section 6(1) insert— [
              (A1) Eels.
          ].
    """)
    )
    assert [row(one) for one in found] == [
        ("sec_5", "insertion", "After", True),
        ("sec_6__subsec_1", "insertion", "Before", False),
    ]


def test_two_things_done_by_one_sentence_are_two_rows():
    found = effects(
        bill("1 Ponds\n  In section 3 of the Canals Act 1990, omit “wet” and after “dry” insert “or damp”.")
    )
    assert [row(one)[:3] for one in found] == [("sec_3", "deletion", "Replace"), ("sec_3", "insertion", "After")]


def test_the_rows_of_one_act_are_found_by_the_beginning_of_its_title():
    text = bill("""
        1 Ponds
          (1) Omit section 5 of the Canals Act 1990.
          (2) Omit section 6 of the Rivers Act 1991.
          (3) In section 7 of the Lakes Act 1992, omit “wet” when dry.
          (4) In section 8 of the Rivers Act 1991, omit “wet” when dry.
          (5) In section 9, omit “wet” when dry.
    """)
    found = effects(text, "the rivers act")
    assert [(one.source, one.affected_act, one.not_understood[:9]) for one in found] == [
        ("clause 1(2)", "Rivers Act 1991", ""),
        ("clause 1(4)", "Rivers Act 1991", "“when dry"),
        ("clause 1(5)", "", "“when dry"),
    ]
    assert [one["affected_provision"] for one in research_rows(found)] == ["sec_6"]


WRONG = {
    ("sec_28__subsec_7__para_a", "sec_215B__title", "substitution"): "elsewhere the tables call a heading “hdg”",
    ("sec_63__subsec_2", "sec_1__subsec_4", "substitution"): "“has effect as if it were amended” amends nothing",
    ("sec_101__subsec_6", "sched_4", "insertion"): "it says where the amendments are, and makes none",
    ("sec_105__subsec_4", "sec_72__subsec_5", "substitution"): "it stands in paragraph (a)",
    ("sec_105__subsec_4", "sec_72__subsec_5__para_a", "deletion"): "it stands in paragraph (b)",
    ("sec_105__subsec_8", "sec_95__subsec_4", "substitution"): "there are two, in paragraphs (a) and (b)",
    ("sched_4__para_42", "sec_40__subsec_4", "insertion"): "it amends the Housing and Planning Act 2016",
}
"""The rows of the expected table of the Housing Act 2004 that are wrong, and why."""

MISSING = {
    ("sec_28__subsec_7__para_a", "sec_215B__hdg", "substitution"),
    ("sec_105__subsec_4__para_a", "sec_72__subsec_5", "substitution"),
    ("sec_105__subsec_4__para_b", "sec_72__subsec_5__para_a", "deletion"),
    ("sec_105__subsec_8__para_a", "sec_95__subsec_4", "substitution"),
    ("sec_105__subsec_8__para_b", "sec_95__subsec_4", "substitution"),
    ("sec_106__para_c", "sched_1__para_2__subpara_2__para_b", "insertion"),
}
"""The rows that it lacks, besides all those of Part 1 of Schedule 4, of which it has none."""


def keyed(rows):
    return {(one["source_eid"], one["affected_provision"], one["type_of_amendment"]): one for one in rows}


def both(corpus, folder, act):
    """Our rows and the expected ones, by what is scored."""
    ours = keyed(research_rows(effects(akn.read(corpus / "keeling" / folder / "bill.xml"), act)))
    expected = keyed(json.loads((corpus / "keeling" / folder / "expected-table.json").read_text("utf-8")))
    return ours, expected


def test_the_table_of_the_bankruptcy_scotland_act_is_the_expected_one(corpus):
    ours, expected = both(corpus, "bankruptcy-scotland-act-2016", "Bankruptcy (Scotland) Act 2016")
    assert len(ours) == 45
    assert ours.keys() == expected.keys()
    assert all(ours[key][one] == expected[key][one] for key in ours for one in ("location", "whole_provision"))


def test_the_table_of_the_housing_act_differs_from_the_expected_one_only_where_that_is_wrong(corpus):
    ours, expected = both(corpus, "housing-act-2004", "Housing Act 2004")
    assert expected.keys() - ours.keys() == WRONG.keys()
    more = ours.keys() - expected.keys()
    assert {key for key in more if not key[0].startswith("sched_4__para_")} == MISSING
    assert all(int(key[0].split("_")[4]) < 38 for key in more - MISSING), "Part 1 of Schedule 4 ends with paragraph 37"
    found = ours.keys() & expected.keys()
    assert len(found) == 42
    assert all(ours[key][one] == expected[key][one] for key in found for one in ("location", "whole_provision"))
