"""`amend apply --reprint` prints the Bill again."""

from amend.formats import akn
from amend.ledger.shipped import DRAFTS, LORDS

FROGS = "After Clause 2, insert the following new Clause—\n\n“Frogs and toads\n\nSee section (Frogs and toads) and section (No such clause).”"


def test_clauses_are_numbered_and_what_could_not_be_followed_is_said(ponds, draft):
    ran = ponds("apply", "bill.xml", draft("1.md", FROGS, "1"), "-o", "new.xml", "--reprint")
    assert ran.code == 0
    assert ran.err == (
        "amend: a reference was left as it is: “section (No such clause)” in clause (Frogs and toads) (now clause 3)"
        " leads nowhere: no clause has that heading\n"
    )
    new = akn.read(ponds.folder / "new.xml")
    assert [node.label for _, node in new.provisions() if node.tag == "section"] == ["1", "2", "3", "4"]
    assert "See section 3 and section (No such clause)." in ponds("show", "new.xml", "clause 3").out
    assert new.number == "Bill 1 as amended"


def test_an_amendment_to_the_old_print_is_not_made_to_the_new_one(ponds, draft):
    words = "Clause 1, page 1, line 2, leave out “clean” and insert “tidy”"
    assert ponds("apply", "bill.xml", draft("1.md", FROGS, "1"), "-o", "new.xml", "--reprint").code == 0
    ran = ponds("check", "new.xml", draft("2.md", words, "2"))
    assert ran.code == 3
    assert "it amends Bill 1, and this is Bill 1 as amended" in " ".join(ran.out.split())


def test_the_new_print_can_be_given_its_number(ponds, draft):
    ran = ponds("apply", "bill.xml", draft("1.md", FROGS, "1"), "-o", "new.xml", "--reprint", "--number", "Bill 2")
    assert ran.code == 0
    assert akn.read(ponds.folder / "new.xml").number == "Bill 2"
    ran = ponds("apply", "bill.xml", draft("1.md", FROGS, "1"), "-o", "other.xml", "--number", "Bill 2")
    assert ran.code == 2
    assert not (ponds.folder / "other.xml").exists()


def test_a_print_made_again_with_amendments_does_not_say_that_it_is_as_brought_from_the_other_house(ponds, tmp_path):
    package = str(DRAFTS / "police-chiefs")
    new = tmp_path / "new.xml"
    ran = ponds("apply", str(LORDS), package, "-o", str(new), "--reprint", "--number", "HL Bill 900")
    assert ran.code == 0
    assert akn.read(new).stage == "As amended"
    same = tmp_path / "same.xml"
    assert ponds("apply", str(LORDS), "-o", str(same), "--reprint").code == 0
    assert akn.read(same).stage == "As brought from the Commons"


def test_as_data_every_reference_is_followed_stands_or_is_told(ponds, draft):
    ran = ponds("apply", "bill.xml", draft("1.md", FROGS, "1"), "-o", "new.xml", "--reprint", "--json")
    assert ran.code == 0
    assert set(ran.data) == {"outcomes", "references", "left"}
    assert [outcome["outcome"] for outcome in ran.data["outcomes"]] == ["applied"]
    found = {one["words"]: one for one in ran.data["references"]}
    assert set(found["section (Frogs and toads)"]) == {"place", "words", "cites", "whose", "fate", "leads", "becomes"}
    assert found["section (Frogs and toads)"]["fate"] == "followed"
    assert found["section (Frogs and toads)"]["becomes"] == "clause 3"
    assert found["section (No such clause)"]["fate"] == "told"
    assert len(ran.data["left"]) == 1
