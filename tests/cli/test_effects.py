"""`amend effects` says what a Bill does to Acts; an instruction that is not understood hides none of the others."""

import json

import pytest
from shorthand import bill

from amend.formats import akn

CANALS = """
    1 Canals
      (1) The Canals Act 1990 is amended as follows.
      (2) In section 3(1), for “wet” substitute “dry”.
      (3) Omit section 4.
    2 Rivers
      In section 5 of the Rivers Act 1991, omit “wet”.
"""


@pytest.fixture
def canals(ponds):
    """The command, with a Bill that changes two Acts."""
    akn.write(bill(CANALS), ponds.folder / "canals.xml")
    return ponds


def test_every_change_is_told_below_its_act(canals):
    ran = canals("effects", "canals.xml")
    assert ran.code == 0
    assert ran.rows == [
        "Canals Act 1990",
        "  clause 1(2)  substitution              sec_3__subsec_1",
        "  clause 1(3)  deletion                  sec_4  whole",
        "Rivers Act 1991",
        "  clause 2     deletion                  sec_5",
        "3 changes to 2 Acts.",
    ]


def test_one_act_is_found_by_the_beginning_of_its_title(canals):
    ran = canals("effects", "canals.xml", "--act", "rivers", "--json")
    assert ran.code == 0
    (row,) = json.loads(ran.out)
    assert (row["source"], row["affected_act"], row["affected_provision"]) == ("clause 2", "Rivers Act 1991", "sec_5")


def test_the_table_has_the_columns_of_the_research(canals):
    ran = canals("effects", "canals.xml", "--act", "Canals Act 1990", "--table", "table.json")
    assert ran.code == 0
    assert json.loads((canals.folder / "table.json").read_text("utf-8")) == [
        {
            "source": "clause 1(2)",
            "source_eid": "sec_1__subsec_2",
            "affected_act": "Canals Act 1990",
            "affected_provision": "sec_3__subsec_1",
            "type_of_amendment": "substitution",
            "location": "Replace",
            "whole_provision": False,
        },
        {
            "source": "clause 1(3)",
            "source_eid": "sec_1__subsec_3",
            "affected_act": "Canals Act 1990",
            "affected_provision": "sec_4",
            "type_of_amendment": "deletion",
            "location": "Replace",
            "whole_provision": True,
        },
    ]


def test_what_is_not_understood_is_told_with_its_reason_and_the_rest_is_shown(canals):
    akn.write(
        bill(f"{CANALS}    3 Lakes\n      In section 9 of the Lakes Act 1992, omit “wet” when dry."),
        canals.folder / "more.xml",
    )
    ran = canals("effects", "more.xml")
    assert ran.code == 3
    assert ran.rows[-1] == "3 changes to 2 Acts."
    assert ran.err.splitlines() == ["amend: clause 3: “when dry.” is not understood"]


def test_a_bill_that_changes_no_act_is_a_finding(ponds):
    ran = ponds("effects", "bill.xml")
    assert (ran.code, ran.err.strip()) == (3, "amend: the Bill changes no Act")
    ran = ponds("effects", "bill.xml", "--act", "Canals")
    assert (ran.code, ran.err.strip()) == (3, "amend: the Bill changes no Act whose title begins “Canals”")
