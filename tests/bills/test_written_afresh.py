"""No run of nine words in what is shipped is one of Parliament's, but for the set phrases of drafting and titles."""

import re

import pytest
from lxml import etree

from amend import read
from amend.ledger.shipped import DRAFTS, PRINTS, SECTION_20
from amend.model.provision import Block, walk

RUN = 9
SET_PHRASES = """
come into force on the day on which this Act is passed
months beginning with the day on which this Act is passed
(1) the Secretary of State must issue guidance about
the code the Secretary of State must consult (a) the
Commissioner, and (d) such other persons as the Secretary of State
the Secretary of State may by regulations amend this section
the Secretary of State must have regard to the
has been laid before, and approved by a resolution of, each House of Parliament
is subject to annulment in pursuance of a resolution of either House of Parliament
“victim” has the meaning given by section 1 of the Victims and Prisoners Act 2024
within the meaning given by section 3 of the Data Protection Act 2018
Commissioner, (b) the Commissioner for Victims and Witnesses, (c) the
Director General of the Independent Office for Police Conduct
of the Domestic Violence, Crime and Victims Act 2004
Information relating to victims In Part 2 of the Police, Crime, Sentencing and Courts Act 2022
after Chapter 3 insert Chapter 3A Requests for information relating to victims 44A
44D Code of practice (1) The Secretary of State
a service offence within the meaning of the Armed Forces Act 2006
within the meaning of the Mental Capacity Act 2005
Role of advocates under Part 1 of the Coroners and Justice Act 2009
an advocate appointed in respect of a major incident
"""
"""Phrases that every Bill has, titles of Acts and offices, and the labels and headings that name a provision."""


def plain(words):
    """The words alone: small letters, no labels' brackets, no stops."""
    return re.findall(r"[a-z0-9’]+", words.lower().replace("'", "’"))


def runs(words):
    """Every run of nine words, with where it begins."""
    return [(at, tuple(words[at : at + RUN])) for at in range(len(words) - RUN + 1)]


def without_set_phrases(words):
    """The words with each set phrase, or a part of one that is a whole run, made a gap."""
    phrases = {run for line in SET_PHRASES.strip().split("\n") for _, run in runs(plain(line))}
    return [(at, run) for at, run in runs(words) if run not in phrases]


@pytest.fixture(scope="module")
def published(corpus):
    """Every run of nine words in the amendment papers to the real Bill."""
    papers = sorted((corpus / "papers").glob("victims-prisoners-*.xml"))
    assert papers
    said = (plain("".join(etree.parse(file).getroot().xpath("//text()"))) for file in papers)
    return {run for words in said for _, run in runs(words)}


def found(words, published):
    return [" ".join(run) for _, run in without_set_phrases(words) if run in published]


@pytest.mark.parametrize("file", [*PRINTS, SECTION_20], ids=lambda file: file.stem)
def test_a_print_has_no_run_of_nine_words_of_the_official_papers(file, published):
    bill = read(file)
    said = " ".join(node.words for _, node in walk(bill.root) if isinstance(node, Block))
    assert found(plain(said), published) == []


def test_no_amendment_or_position_has_a_run_of_nine_words_of_the_official_papers(published):
    files = sorted(DRAFTS.rglob("*.md"))
    assert len(files) > 100
    copied = {file.name: found(plain(file.read_text("utf-8")), published) for file in files}
    assert {name: runs_ for name, runs_ in copied.items() if runs_} == {}


def test_a_sentence_copied_from_a_paper_would_be_found(corpus, published):
    paper = corpus / "papers" / "victims-prisoners-report-2023-09-06.xml"
    sentence = max(etree.parse(paper).getroot().xpath("//text()"), key=lambda text: len(text.split()))
    assert len(found(plain(sentence), published)) > 5
