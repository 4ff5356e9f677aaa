"""The seven real papers: every amendment is read, understood as its XML says, written again, and kept."""

import pytest

from amend.drafting import papers
from amend.english.tabled import parse
from amend.english.writer import write
from amend.formats import draft
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
