"""`amend keeling` shows an Act as a Bill, and amendments to it, would leave it."""

import json
import zipfile

import pytest
from shorthand import bill

from amend.formats import akn

ACT = bill(
    """
    1 Ponds
      (1) The keeper must keep every pond clean.
      (2) The keeper may drain a pond.
    2 Short title
      This Act may be cited as the Canals Act 1990.
""",
    title="",
    number="",
)
CHANGES = """
    1 Canals
      (1) The Canals Act 1990 is amended as follows.
      (2) In section 1(1), after “clean” insert “but quiet”.
      (3) In section 1(2), for “drain” substitute “fill”.
"""
REFUSED = CHANGES + "      (4) In section 1(2), omit “lake”.\n"
STANDING = CHANGES + "      (4) In section 1(1), after “every” insert “pond”.\n"
DRAFT = """---
number: "1"
print: Bill 1
mover: Lady Reed
---
Clause 1, page 1, line 3, leave out “quiet” and insert “deep”
"""


@pytest.fixture
def canals(ponds):
    """The command, with an Act, a Bill that amends it and an amendment to the Bill."""
    akn.write(ACT, ponds.folder / "act.xml")
    for name, notation in (("bill.xml", CHANGES), ("refused.xml", REFUSED), ("standing.xml", STANDING)):
        akn.write(bill(notation), ponds.folder / name)
    (ponds.folder / "1.md").write_text(DRAFT, "utf-8")
    return ponds


def test_three_layers_are_shown_each_with_its_signs_and_whose_it_is(canals):
    ran = canals("keeling", "act.xml", "bill.xml", "1.md")
    assert ran.code == 0
    shown = " ".join(ran.out.split())
    assert "Unmarked: the Act. {+the Bill puts in+} [-the Bill takes out-] «+an amendment puts in+»" in shown
    assert "every pond clean{+ but +}{«-quiet-»}«+deep+»." in shown.replace("{+ but+} ", "{+ but +}")
    assert "‹clause 1(2); amendment 1 (Lady Reed)›" in shown
    assert "may [-drain-]{+fill+} a pond. ‹clause 1(3)›" in shown
    assert shown.endswith("Canals Act 1990: of 2 instructions, 2 made.")


def test_the_files_are_written(canals):
    ran = canals(
        *("keeling", "act.xml", "bill.xml", "1.md", "-o", "out.xml", "--html", "out.html"),
        *("--docx", "out.docx", "--table", "out.json"),
    )
    assert (ran.code, ran.rows) == (0, ["Canals Act 1990: of 2 instructions, 2 made."])
    assert "every pond clean but deep." in akn.dumps(akn.read(canals.folder / "out.xml")).decode()
    assert json.loads((canals.folder / "out.json").read_text("utf-8"))[1]["affected_provision"] == "sec_1__subsec_2"
    document = zipfile.ZipFile(canals.folder / "out.docx").read("word/document.xml").decode()
    assert 'w:author="Clause 1"' in document
    page = (canals.folder / "out.html").read_text("utf-8")
    assert "taken out by an amendment" in page
    assert "amendment 1 (Lady Reed)" in page


def test_the_outcomes_are_data(canals):
    ran = canals("keeling", "act.xml", "refused.xml", "--json")
    assert ran.code == 3
    data = json.loads(ran.out)
    assert [one["outcome"] for one in data["outcomes"]] == ["made", "made", "refused"]
    assert data["act"] == "Canals Act 1990"


def test_what_is_refused_is_told_and_the_rest_made(canals):
    ran = canals("keeling", "act.xml", "refused.xml", "-o", "out.xml")
    assert ran.code == 3
    assert "clause 1(4) (section 1(2)) refused: “lake” is not there: it reads “The keeper may drain a pond.”" in ran.err
    assert "may fill a pond" in akn.dumps(akn.read(canals.folder / "out.xml")).decode()


def test_what_the_act_has_already_is_a_finding_when_that_is_asked_for(canals):
    assert canals("keeling", "act.xml", "standing.xml", "-o", "out.xml").code == 0
    ran = canals("keeling", "act.xml", "standing.xml", "-o", "out.xml", "--strict")
    assert ran.code == 3
    assert "stands already" in ran.err


def test_a_bill_that_amends_another_act_says_which(canals):
    rivers = bill("1 Title\n  This Act may be cited as the Rivers Act 1991.", title="", number="")
    akn.write(rivers, canals.folder / "rivers.xml")
    ran = canals("keeling", "rivers.xml", "bill.xml")
    assert ran.code == 3
    assert "the Bill does not amend the Rivers Act 1991; it amends Canals Act 1990" in ran.err


def test_no_output_is_written_over_an_input(canals):
    assert canals("keeling", "act.xml", "bill.xml", "-o", "act.xml").code == 1


def test_the_bill_for_the_act_and_the_act_for_the_bill_are_told(canals):
    ran = canals("keeling", "bill.xml", "act.xml")
    assert ran.code == 3
    assert "amend: they are the wrong way round: give the Act first, then the Bill that amends it" in ran.err


def test_an_act_under_the_title_of_another_is_refused(canals):
    akn.write(bill(CHANGES.replace("Canals", "Rivers")), canals.folder / "rivers.xml")
    ran = canals("keeling", "act.xml", "rivers.xml", "--act", "Rivers Act 1990", "-o", "out.xml")
    assert ran.code == 1
    assert "the file is of the Canals Act 1990, not of the Rivers Act 1990; give the file of that Act" in ran.err
    assert not (canals.folder / "out.xml").exists()


def test_few_of_the_acts_that_a_bill_amends_are_named(canals):
    rows = "".join(f"    {n} Repeal {n}\n      The Weed Act {1900 + n} is repealed.\n" for n in range(1, 20))
    akn.write(bill(rows), canals.folder / "many.xml")
    ran = canals("keeling", "act.xml", "many.xml")
    assert ran.code == 3
    assert "Weed Act 1905 and 14 other Acts: name the one that is meant with --act" in " ".join(ran.err.split())
