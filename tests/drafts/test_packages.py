"""Every package of the record applies to the print that it names, and does what the actor asked for or offered."""

import re
from io import BytesIO

import pytest
from docx import Document

from amend import compare, read
from amend.drafting import make, papers
from amend.engine.compare.comparison import under
from amend.formats import draft
from amend.ledger.shipped import DRAFTS, PRINTS
from amend.model.provision import Block, Provision, walk
from amend.web.redline import page
from amend.word.write.paper import paper

PACKAGES = {
    "commissioner": "HL Bill 31",
    "government": "HL Bill 31",
    "liberty-and-southall-black-sisters": "Bill 351",
    "lords-report-2024": "HL Bill 31",
    "migrant-women-coalition": "HL Bill 31",
    "oversight-bodies": "HL Bill 31",
    "police-chiefs": "HL Bill 31",
}
NOTICE = "Restatement for drafting and comparison. Not the official text."
BARS = (
    "must not disclose",
    "must not be used",
    "No person who provides a public service or a support service may disclose",
)


@pytest.fixture(scope="module")
def prints():
    return {bill.number: bill for bill in map(read, PRINTS)}


@pytest.fixture(scope="module", params=PACKAGES)
def package(request):
    return request.param, draft.read_all([DRAFTS / request.param])


def test_there_is_a_package_for_each_actor_that_the_readme_lists():
    found = {folder.name for folder in DRAFTS.iterdir() if folder.is_dir() and list(folder.glob("*.md"))}
    assert found == set(PACKAGES)
    readme = (DRAFTS / "README.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([\w-]+)` \| ((?:HL )?Bill \d+) \|", readme, re.MULTILINE))
    assert rows == PACKAGES


def test_it_applies_with_no_refusal_and_no_finding(package, prints):
    name, amendments = package
    assert {amendment.print for amendment in amendments} == {PACKAGES[name]}
    print_ = prints[PACKAGES[name]]
    assert make.findings(print_, amendments) == ()
    result = make.apply(print_, amendments)
    assert {outcome.outcome for outcome in result.outcomes} == {"applied"}
    assert len(compare(print_, result.bill).changes) == len(amendments)


def test_a_new_clause_stands_after_the_data_protection_clause(package, prints):
    name, amendments = package
    print_ = prints[PACKAGES[name]]
    after = {"HL Bill 31": "26", "Bill 351": "23"}[print_.number]
    amended = make.apply(print_, amendments).bill
    clauses = [
        node
        for path, node in amended.provisions()
        if node.tag == "section"
        and not any(getattr(amended.at(path[:depth]), "tag", "") == "quotedStructure" for depth in range(1, len(path)))
    ]
    at = next(index for index, clause in enumerate(clauses) if clause.label == after)
    assert clauses[at].heading.words == "Data protection"
    new = [clause for clause in clauses if not clause.label]
    assert new
    assert clauses[at + 1 : at + 1 + len(new)] == new


def test_every_reference_to_a_new_clause_is_to_a_heading_of_the_package(package, prints):
    name, amendments = package
    amended = make.apply(prints[PACKAGES[name]], amendments).bill
    headings = {node.heading.words for _, node in amended.provisions() if node.heading and not node.label}
    cited = {
        found
        for _, node in walk(amended.root)
        if isinstance(node, Block)
        for found in re.findall(r"(?:[Ss]ections? |and )\(([A-Z][^()]{8,})\)", node.words)
    }
    assert cited <= headings
    assert cited or len(amendments) == 1


def test_every_amendment_says_who_what_and_why(package):
    for amendment in package[1]:
        assert amendment.mover
        assert amendment.title
        assert amendment.statement.endswith(".")
        assert len(amendment.statement.split(". ")) <= 3
        assert len(amendment.statement.split()) <= 50, "both Houses ask for no more"
        assert amendment.house == ("Lords" if amendment.print.startswith("HL") else "Commons")


@pytest.mark.parametrize("name", PACKAGES)
def test_only_those_who_asked_for_a_bar_have_one(name):
    words = " ".join(amendment.words for amendment in draft.read_all([DRAFTS / name]))
    barred = any(bar in words for bar in BARS)
    assert barred == (name not in ("government", "police-chiefs"))
    assert ("except with the victim’s consent" in words) == (name == "lords-report-2024")


def test_two_packages_amend_the_act_of_1999_in_terms_inside_quoted_text(prints):
    amending = set()
    for name, number in PACKAGES.items():
        amended = make.apply(prints[number], draft.read_all([DRAFTS / name])).bill
        for path, node in walk(amended.root):
            quoted = isinstance(node, Provision) and node.tag == "quotedStructure"
            if quoted and "ection 20 of the Immigration and Asylum Act 1999" in words_above(amended, path):
                (new,) = [item for item in node.items if isinstance(item, Provision)][:1]
                assert new.number.words == "(2C)"
                amending.add(name)
    assert amending == {"commissioner", "migrant-women-coalition"}


def words_above(bill, path):
    """The words of the clause that a path lies in."""
    tops = [path[:depth] for depth in range(len(path)) if getattr(bill.at(path[:depth]), "tag", "") == "section"]
    return " ".join(node.words for top in tops[:1] for _, node in walk(bill.at(top)) if isinstance(node, Block))


def test_the_exemption_in_the_act_of_2018_is_touched_only_where_the_lords_touched_it():
    touching = {
        name
        for name in PACKAGES
        if any("Schedule 2 to the Data Protection Act 2018" in a.words for a in draft.read_all([DRAFTS / name]))
    }
    assert touching == {"lords-report-2024"}


def test_the_redline_the_page_and_the_paper_carry_the_notice(package, prints):
    name, amendments = package
    print_ = prints[PACKAGES[name]]
    comparison = compare(print_, make.apply(print_, amendments).bill)
    changed = {name for name, rows in under(comparison) if name and any(row.changed for row in rows)}
    assert any(title.startswith("New clause:") for title in changed)
    assert NOTICE in page(comparison)
    said = [paragraph.text for paragraph in Document(BytesIO(paper(papers.gathered(amendments, print_)))).paragraphs]
    assert NOTICE in said
