"""The official print in the place of its restatement, and the drafts carried onto it."""

import json
import re
import shutil

import pytest
from shorthand import bill

from amend.formats import akn, draft
from amend.ledger import workspace
from amend.model.amendment import Amendment

RESTATED = """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean and free of weed.
      (2) The keeper may charge for entry.
    2 Fish
      The keeper must not sell carp.
    3 Wells
      A well must be covered.
"""
OFFICIAL = """
    1 Interpretation
      In this Act “pond” means still water.
    2 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of weed.
      (2) The keeper may charge for entry.
    3 Fish
      The keeper must not sell any fish.
    4 Wells
      A well must be covered.
"""


def restated(notation, path, **more):
    """A print with a notice, as one that comes with the package has."""
    akn.write(bill(notation, number="Bill 2", **more), path)
    text = path.read_text("utf-8")
    concept = '<TLCConcept eId="varNotice" href="#o" showAs="Restatement. Not the official text."/>'
    path.write_text(text.replace("</references>", f"{concept}</references>"), "utf-8")


@pytest.fixture(params=[False, True], ids=["no GUID", "other GUIDs"])
def workshop(request, office):
    """A workspace with a restated print and three drafts to it, and the official print beside it."""
    folder = office.root / "bills" / "ponds"
    folder.mkdir()
    restated(RESTATED, folder / "bill-2.xml", guids=request.param)
    words = {
        "1": "Clause 1, page 1, line 2, leave out “every” and insert “each”",
        "2": "Clause 2, page 1, line 5, leave out “carp” and insert “tench”",
        "3": "Clause 3, page 1, line 7, leave out “must” and insert “may”",
    }
    for number, said in words.items():
        (office.root / "drafts" / "heron").mkdir(exist_ok=True)
        draft.write(Amendment(said, number, "Commons", print="Bill 2"), office.root / f"drafts/heron/{number}.md")
    toml = workspace.dumps(
        workspace.Workspace(office.root, "Ponds Bill", "Bill 2", "bills/ponds/bill-2.xml", "Commons")
    )
    (office.root / "amend.toml").write_text(toml)
    office.git("add", "-A")
    office.git("commit", "-qm", "The workspace as it was")
    official = office.root.parent / "official.xml"
    akn.write(bill(OFFICIAL, number="Bill 2", guids=request.param), official)
    official.write_text(re.sub(r'GUID="_', 'GUID="_official-', official.read_text("utf-8")), "utf-8")
    assert ('GUID="_official-' in official.read_text("utf-8")) == request.param
    return office


def test_a_restated_print_gives_way_and_its_drafts_go_where_their_words_are(workshop):
    before = len(workshop.commits)
    ended = workshop("adopt", "../official.xml", "--json")
    assert ended.code == 3
    found = json.loads(ended.out)
    assert [(one["amendment"], one["outcome"]) for one in found["drafts"]] == [
        ("1", "moved"),
        ("2", "overtaken"),
        ("3", "moved"),
    ]
    assert found["drafts"][1]["then"] != found["drafts"][1]["there"]
    assert (workshop.root / "bills/ponds/bill-2.xml").read_bytes() == (
        workshop.root.parent / "official.xml"
    ).read_bytes()
    assert draft.read(workshop.root / "drafts/heron/1.md").words.startswith(
        "Clause 2, page 1, line 4, leave out “every”"
    )
    assert draft.read(workshop.root / "drafts/heron/2.md").words.startswith("Clause 2, page 1, line 5")
    assert len(workshop.commits) == before + 1
    assert 'given = "official.xml"' in workshop.text("bills/ponds/bill-2.xml.source.toml")
    again = workshop("adopt", "../official.xml")
    assert again.code == 1
    assert "it stands in the workspace already" in again.err


def test_another_bill_of_that_number_and_a_print_changed_here_are_left(workshop):
    before, path = workshop.files(), workshop.root / "bills/ponds/bill-2.xml"
    assert (
        "it is the Wells Bill, and Bill 2 here is of the Ponds Bill"
        in adopted(workshop, title="Wells Bill", number="Bill 2").err
    )
    path.write_bytes(path.read_bytes() + b"\n")
    ended = workshop("adopt", "../official.xml")
    assert ended.code == 1
    assert "bill-2.xml: it was changed here, and that is not recorded; record it" in ended.err
    path.write_bytes(before["bills/ponds/bill-2.xml"])
    assert workshop.files() == before, "no draft was carried to a print that is not there"


def test_a_fetched_print_brings_its_origin_and_what_is_official_is_not_replaced(office):
    folder = office.root / "bills" / "ponds"
    folder.mkdir()
    restated(RESTATED, folder / "bill-2.xml")
    office.git("add", "-A")
    office.git("commit", "-qm", "A restatement")
    ended = office("fetch", "bill", "ponds")
    assert ended.code == 1
    assert "a restatement of this print stands there; fetch it to a file" in ended.err
    assert office("fetch", "bill", "ponds", "-o", "../official.xml").code == 0
    assert office("adopt", "../official.xml").code == 0
    assert "/Documents/1020/Download" in office.text("bills/ponds/bill-2.xml.source.toml")
    akn.write(bill(OFFICIAL, number="Bill 2"), office.root.parent / "other.xml")
    assert "is no restatement" in office("adopt", "../other.xml").err
    assert "is not among the prints there" in adopted(office, number="Bill 9").err
    shutil.copy(office.root.parent / "official.xml", office.root.parent / "copy.xml")
    restated(RESTATED, office.root.parent / "copy.xml")
    assert "it is a restatement; give the print" in office("adopt", "../copy.xml").err


def adopted(office, **how):
    akn.write(bill(OFFICIAL, **how), office.root.parent / "another.xml")
    return office("adopt", "../another.xml")
