"""The shipped prints of the Victims and Prisoners Bill are what the record of the Bill says, restated."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from amend import compare, read
from amend.engine.compare.pairing import pair
from amend.engine.reprint.layout import lined
from amend.formats import akn
from amend.ledger.shipped import PRINTS
from amend.model.numbering import families, order
from amend.model.provision import Block, Provision, unit, walk
from amend.model.text import Text

NOTICE = "Restatement for drafting and comparison. Not the official text."
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"

LORDS = """
PART 1 Victims of criminal conduct
# Meaning of “victim”
1 Meaning of “victim”
# Victims’ code
2 The victims’ code
3 Preparing and issuing the victims’ code
4 Revising the victims’ code
5 Effect of non-compliance
6 Code awareness and reviewing compliance: criminal justice bodies
7 Reviewing code compliance: elected local policing bodies
8 Code awareness and reviewing compliance: British Transport Police
9 Code awareness and reviewing compliance: Ministry of Defence Police
10 Publication of code compliance information
11 Guidance on code awareness and reviewing compliance
# Collaboration in exercise of victim support functions
12 Duty to collaborate in exercise of victim support functions
13 Strategy for collaboration in exercise of victim support functions
14 Guidance on collaboration in exercise of victim support functions
# Guidance about independent domestic violence and sexual violence advisors
15 Guidance about independent domestic violence and sexual violence advisors
# Victims of domestic abuse
16 Restricting parental responsibility where one parent kills the other
17 Domestic abuse related death reviews
# Victims’ Commissioner
18 Commissioner for Victims and Witnesses
# Inspections by criminal justice inspectorates
19 His Majesty’s Chief Inspector of Prisons
20 His Majesty’s Chief Inspector of Constabulary
21 His Majesty’s Chief Inspector of the Crown Prosecution Service
22 His Majesty’s Chief Inspector of Probation for England and Wales
# Parliamentary Commissioner for Administration
23 Parliamentary Commissioner for Administration
# Information relating to victims
24 Information relating to victims
25 Information relating to victims: service police etc.
# Data protection
26 Data protection
# Consequential provision
27 Consequential provision
PART 2 Victims of major incidents
# Meaning of “major incident” etc.
28 Meaning of “major incident” etc.
# Appointment of advocates
29 Appointment of standing advocate
30 Appointment of advocates in respect of major incidents
31 Terms of appointment
32 Appointment of more than one advocate in respect of same major incident
# Functions of advocates
33 Functions of advocates appointed in respect of major incidents
34 Role of advocates under Part 1 of the Coroners and Justice Act 2009
35 Reports to the Secretary of State
36 Publication of reports
37 Information sharing and data protection
38 Guidance for advocates
# Consequential amendments
39 Consequential amendments
PART 3 Infected Blood Compensation Body
40 Infected Blood Compensation Body
PART 4 Prisoners
# Public protection decisions
41 Public protection decisions: life prisoners
42 Public protection decisions: fixed-term prisoners
43 Amendment of power to change test for release on licence of certain prisoners
# Referral of release decisions
44 Referral of release decisions: life prisoners
45 Referral of release decisions: fixed-term prisoners
46 Licence conditions of life prisoners released following referral
47 Licence conditions of fixed-term prisoners released following referral
# Imprisonment or detention for public protection
48 Imprisonment or detention for public protection: termination of licences
# Application of Convention rights
49 Section 3 of the Human Rights Act 1998: life prisoners
50 Section 3 of the Human Rights Act 1998: fixed-term prisoners
51 Section 3 of the Human Rights Act 1998: power to change release test
52 Application of certain Convention rights in prisoner release cases
# The Parole Board
53 Parole Board rules
54 Parole Board membership
# Whole life prisoners prohibited from forming a marriage or civil partnership
55 Whole life prisoners prohibited from forming a marriage
56 Whole life prisoners prohibited from forming a civil partnership
PART 5 General
57 Financial provision
58 Power to make consequential provision
59 Regulations
60 Extent
61 Commencement
62 Short title
"""
ADDED = {
    "Restricting parental responsibility where one parent kills the other",
    "Domestic abuse related death reviews",
    "Information relating to victims: service police etc.",
    "Meaning of “major incident” etc.",
    "Appointment of standing advocate",
    "Publication of reports",
    "Consequential amendments",
    "Infected Blood Compensation Body",
    "Imprisonment or detention for public protection: termination of licences",
}
"""The nine clauses of the Lords print that the Commons put in on Report."""

LEFT_OUT = {
    "38": "Procedure on referral of release decisions",
    "39": "Appeal against decision on referral: life prisoners",
    "40": "Appeal against decision on referral: fixed-term prisoners",
}
"""The three clauses of the Commons print that were left out on Report."""

RENAMED = {
    "27": "Appointment of multiple advocates in respect of same incident",
    "28": "Functions of advocates",
}
"""Headings of the Commons print that were not yet those of the Lords print."""

ANCHORS = {
    "Bill 351": {"12": "Duty to collaborate", "21": "Parliamentary Commissioner", "22": "Information relating to victims",
                 "23": "Data protection", "24": "Consequential provision", "25": "Appointment of advocates",
                 "33": "Public protection decisions: life", "36": "Referral of release decisions: life",
                 "49": "Whole life prisoners", "51": "Financial provision", "56": "Short title"},
    "HL Bill 31": {"16": "Restricting parental", "26": "Data protection", "27": "Consequential provision"},
}  # fmt: skip
"""Clause numbers that the record gives for certain, with how the heading begins."""


@pytest.fixture(scope="module", params=PRINTS, ids=lambda file: file.stem)
def print_(request):
    return read(request.param)


@pytest.fixture(scope="module")
def both():
    return tuple(read(file) for file in PRINTS)


def arrangement(bill):
    """The Parts, cross-headings and clauses as rows: "PART 1 …", "# …", "12 …"."""
    for path, node in bill.provisions():
        above = [bill.at(path[:depth]) for depth in range(1, len(path))]
        if any(isinstance(one, Provision) and one.tag in ("quotedStructure", "section") for one in above):
            continue
        heading = node.heading.words if node.heading else ""
        if node.tag == "part":
            yield f"PART {node.label} {heading}"
        elif node.tag == "section":
            yield f"{node.label} {heading}"
        elif node.get("name") == "crossheading":
            yield f"# {heading}"


def test_the_lords_print_has_every_part_heading_and_clause_in_order(both):
    assert list(arrangement(both[1])) == LORDS.strip().split("\n")


def test_the_commons_print_has_the_lords_clauses_less_nine_and_three_of_its_own(both):
    rows = [row for row in arrangement(both[0]) if row[0].isdigit()]
    found = dict(row.split(" ", 1) for row in rows)
    assert list(found) == [str(number) for number in range(1, 57)]
    lords = [row.split(" ", 1)[1] for row in LORDS.strip().split("\n") if row[0].isdigit()]
    expected = [heading for heading in lords if heading not in ADDED]
    kept = [heading for number, heading in found.items() if number not in LEFT_OUT]
    old_names = {number: heading for number, heading in found.items() if number in RENAMED}
    assert old_names == RENAMED
    assert {number: found[number] for number in LEFT_OUT} == LEFT_OUT
    assert [a for a, b in zip(kept, expected, strict=True) if a != b] == list(RENAMED.values())
    assert [row for row in arrangement(both[0]) if row.startswith("PART")] == [
        "PART 1 Victims of criminal conduct",
        "PART 2 Victims of major incidents",
        "PART 3 Prisoners",
        "PART 4 General",
    ]


def test_clauses_have_the_numbers_that_the_record_gives(print_):
    found = dict(row.split(" ", 1) for row in arrangement(print_) if row[0].isdigit())
    for number, heading in ANCHORS[print_.number].items():
        assert found[number].startswith(heading)


def test_the_report_stage_added_nine_clauses_left_out_three_and_changed_nothing_else(both):
    old, new = both
    pairing = pair(old, new)
    clauses = [
        {(path, row.heading.words) for path, row in bill.provisions() if row.tag == "section" and is_clause(bill, path)}
        for bill in both
    ]
    assert {heading for path, heading in clauses[1] if pairing.old_of(path) is None} == ADDED
    assert {heading for path, heading in clauses[0] if pairing.new_of(path) is None} == set(LEFT_OUT.values())
    assert pairing.moved == frozenset()
    headings = set()
    for path, _ in clauses[0]:
        to = pairing.new_of(path)
        if to is None:
            continue
        before, after = old.at(path), new.at(to)
        assert said(before) == said(after), before.label
        if before.heading.words != after.heading.words:
            headings.add((before.label, before.heading.words))
    assert headings == set(RENAMED.items())


def is_clause(bill, path):
    return not any(bill.at(path[:depth]).tag == "quotedStructure" for depth in range(1, len(path)))


def said(clause):
    """What a clause says, without its own number and heading, and without the numbers in references."""
    words = []
    for path, node in walk(clause):
        if isinstance(node, Block) and len(path) > 1:
            text = node.text
            for mark in reversed([mark for mark in text.marks if mark.name == "ref"]):
                text = text.replace(mark.start, mark.end, Text("§"))
            words.append(" ".join(text.chars.split()))
    return words


def test_the_redline_of_the_two_prints_has_no_word_but_those_of_clauses_added_or_left_out(both):
    comparison = compare(*both)
    whole = [change for change in comparison.changes if change.kind in ("inserted", "left out")]
    said = "\n".join(change.before + change.after for change in whole)
    for heading in (*ADDED, *LEFT_OUT.values()):
        assert heading in said


def test_it_reads_writes_back_and_says_that_it_is_a_restatement(print_):
    assert akn.parse(akn.dumps(print_)) == print_
    assert print_.title == "Victims and Prisoners Bill"
    assert print_.notice == NOTICE
    assert print_.working
    assert lined(print_) == print_


@pytest.mark.parametrize("file", PRINTS, ids=lambda file: file.stem)
def test_identifiers_are_unique_and_every_reference_leads_to_a_provision_with_that_number(file):
    root = etree.parse(file).getroot()
    for name in ("eId", "GUID"):
        counts = Counter(element.get(name) for element in root.iter(etree.Element) if element.get(name))
        assert [key for key, count in counts.items() if count > 1] == []
    by_eid = {element.get("eId"): element for element in root.iter(etree.Element) if element.get("eId")}
    refs = [ref for ref in root.iter(f"{AKN}ref") if ref.get("class") == "valid"]
    assert len(refs) > 60
    for ref in refs:
        target = by_eid[ref.get("href").removeprefix("#")]
        assert ref.get("{https://www.legislation.gov.uk/namespaces/UK-AKN}targetGuid") == target.get("GUID")
        labels = re.findall(r"\w+", "".join(ref.itertext()))
        number = "".join(target.find(f"{AKN}num").itertext()).split()[0].strip("()")
        assert labels[-1] == number, etree.tostring(ref)


AMENDING = re.compile(r"\b(insert|substitute|omit)\b|^In (section|paragraph|Schedule) \d")
CITED = re.compile(r"\bsubsections? \((\d+)\)")


def test_a_subsection_cited_in_the_bills_own_words_is_marked_as_a_reference(print_):
    cited = 0
    for path, node in walk(print_.root):
        if not isinstance(node, Block) or not is_clause(print_, path) or AMENDING.search(node.text.chars):
            continue
        marked = [range(mark.start, mark.end) for mark in node.text.marks if mark.name == "ref"]
        for found in CITED.finditer(node.text.chars):
            assert any(found.start(1) in range_ for range_ in marked), node.words
            cited += 1
    assert cited > 15


def test_the_contents_are_those_of_the_bill(both):
    for file, bill in zip(PRINTS, both, strict=True):
        items = etree.parse(file).getroot().iter(f"{AKN}tocItem")
        listed = [" ".join(" ".join(inline.itertext()) for inline in item) for item in items]
        rows = [row.replace("PART", "Part").removeprefix("# ") for row in arrangement(bill)]
        assert [row for row in listed if row and not row.startswith("Schedule")] == rows


def test_labels_are_in_order(print_):
    for path, node in walk(print_.root):
        if not isinstance(node, Provision):
            continue
        by_kind = {}
        for item in node.items:
            if isinstance(item, Provision) and item.label and unit(item):
                by_kind.setdefault((item.tag, item.get("class")), []).append(item.label)
        for labels in by_kind.values():
            family = families(labels[0])[0]
            keys = [order(label, family) for label in labels]
            assert all(one < two for one, two in pairwise(keys)), (path, labels)


def test_the_files_are_shipped_where_the_readme_of_the_bills_says():
    readme = (Path(__file__).resolve().parents[2] / "bills" / "README.md").read_text("utf-8")
    for file in PRINTS:
        assert f"victims-and-prisoners/{file.name}" in readme
    assert NOTICE in readme


def test_cases_are_referred_to_the_upper_tribunal_and_not_yet_to_the_high_court(print_):
    numbers = {"HL Bill 31": ("41", "42", "44", "45", "46", "47"), "Bill 351": ("33", "34", "36", "37", "41", "42")}
    for path, clause in print_.provisions():
        if clause.tag == "section" and is_clause(print_, path) and clause.label in numbers[print_.number]:
            words = " ".join(said(clause))
            assert "Upper Tribunal" in words, clause.label
            assert "High Court" not in words, clause.label


def test_the_clause_on_infected_blood_has_a_judge_four_duties_three_months_and_no_regulations(both):
    found = next(row for _, row in both[1].provisions() if row.tag == "section" and row.label == "40")
    words = " ".join(said(found))
    for each in (
        "three months",
        "A judge must chair the body",
        "sole decision-maker",
        "“victims of infected blood” means",
    ):
        assert each in words
    assert "regulations" not in words
    assert "Scotland" not in words
    duties = [node for _, node in walk(found) if isinstance(node, Provision) and node.tag == "level"]
    assert [node.label for node in duties] == ["a", "b", "c", "d"]
