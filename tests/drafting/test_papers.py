"""The seven real papers: every amendment is read, understood as its XML says, written again, and kept."""

import json

import pytest

from amend.drafting import papers
from amend.english.tabled import parse
from amend.english.writer import write
from amend.formats import draft
from amend.model.amendment import Amendment
from amend.model.house import House

PAPERS = {
    "dpdi-report-2023-07-21": 2,
    "dpdi-report-2023-08-25": 2,
    "economic-activity-report-2023-09-18": 6,
    "economic-activity-report-2023-09-19": 6,
    "victims-prisoners-pbc-2023-06-28": 82,
    "victims-prisoners-report-2023-09-06": 6,
    "victims-prisoners-report-2023-09-08": 6,
}

SLIPS = {("victims-prisoners-pbc-2023-06-28", number) for number in ("69", "70")}
"""The two that want the comma after the line number ."""


@pytest.fixture(params=PAPERS)
def name(request):
    return request.param


@pytest.fixture
def paper(corpus, name):
    return papers.read(corpus / "papers" / f"{name}.xml")


def test_every_amendment_is_read_and_agrees_with_what_its_xml_says_of_it(paper, name):
    assert len(paper.amendments) == PAPERS[name]
    assert paper.findings == ()
    assert all(amendment.type and amendment.dnum and amendment.mover for amendment in paper.amendments)
    for amendment in paper.amendments:
        assert papers.disagreements(amendment) == ()


def test_what_is_understood_is_written_in_the_very_words(paper, name):
    for amendment in paper.amendments:
        written = write(parse(amendment.words).operation, House.COMMONS)
        slip = (name, amendment.number) in SLIPS
        assert (written == amendment.words) is not slip, amendment.number


def test_paper_to_drafts_to_paper_to_drafts_changes_nothing(paper, tmp_path):
    files = papers.save(paper, tmp_path / "once")
    once = draft.read_all(list(files))
    papers.write(papers.gathered(once), tmp_path / "again.xml")
    again = papers.read(tmp_path / "again.xml")
    assert again.findings == ()
    second = papers.save(again, tmp_path / "twice")
    assert [file.read_text(encoding="utf-8") for file in second] == [file.read_text(encoding="utf-8") for file in files]


def test_amendments_to_a_new_clause_are_linked_to_it(corpus):
    paper = papers.read(corpus / "papers" / "victims-prisoners-pbc-2023-06-28.xml")
    linked = {amendment.number: amendment.amends for amendment in paper.amendments if amendment.amends}
    assert linked == {"(a)": "NC4", "(b)": "NC4"}


SITTING = [
    ("1", "Clause 1, page 1, line 2, leave out “clean” and insert “dry”"),
    ("2", "Clause 1, page 1, line 3, at end insert—\n“(1A) Reeds may be cut.\n(1B) Reeds may be sold.”"),
    ("3", "Clause 3, page 2, leave out lines 7 and 8"),
    ("NC1", "To move the following Clause—\n“Otters\n(1) Otters are welcome.\n(2) In section 5, after “eel” insert “or otter”.”"),
    ("NS1", "To move the following Schedule—\n“Schedule\nFish\n1 Count the fish—\n(a) in spring, and\n(b) in autumn.”"),
    ("4", "This form of words is one that nobody reads"),
]  # fmt: skip


def test_drafts_to_paper_to_drafts_changes_no_word(tmp_path):
    drafts = [
        Amendment(words, number=number, print="Bill 1", house="Commons", stage="Report") for number, words in SITTING
    ]
    papers.write(papers.gathered(drafts), tmp_path / "paper.xml")
    structured = (tmp_path / "paper.xml").read_text(encoding="utf-8").count("<quotedStructure ")
    assert structured == 3, "what is inserted in 2, NC1 and NS1 is written as provisions"
    again = papers.read(tmp_path / "paper.xml")
    assert [(one.number, one.words) for one in again.amendments] == SITTING
    assert [(finding.amendment, finding.level) for finding in again.findings] == [("4", "finding")]


def test_a_file_is_told_by_its_ending_or_by_how_it_begins(tmp_path):
    drafts = [Amendment(SITTING[0][1], number="1", print="Bill 1", house="Commons", stage="Report")]
    rows = [{"text": SITTING[0][1], "indentation": 0, "isImage": False}]
    replies = json.dumps({"items": [{"amendmentId": 7, "marshalledListText": "1", "amendmentLines": rows}]}).encode()
    pasted = f"1 {SITTING[0][1]}\n".encode()
    found = {
        "paper.xml": papers.dumps(papers.gathered(drafts)),
        "paper": b"\n" + papers.dumps(papers.gathered(drafts)).partition(b"?>\n")[2],
        "reply.json": replies,
        "reply.txt": b" \n" + replies,
        "list.json": json.dumps([json.loads(replies)["items"][0]]).encode(),
        "pasted.txt": pasted,
    }
    for name, data in found.items():
        (tmp_path / name).write_bytes(data)
        read = papers.read(tmp_path / name)
        assert [one.words for one in read.amendments] == [SITTING[0][1]], name
        assert read.findings == (), name
