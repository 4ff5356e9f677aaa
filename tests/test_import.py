"""`amend import`: what is good in a paper is kept, and each thing that is not is one finding."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from amend.drafting import papers
from amend.formats import draft
from amend.model.amendment import Amendment

DRAFTS = [
    Amendment(
        "Clause 1, page 1, line 7, leave out “charge” and insert “ask”",
        "1",
        "Commons",
        "Committee",
        "Bill 1",
        "Keeper of Ponds",
        ("Keeper of Lakes",),
        statement="Keepers would ask, not charge.",
        dnum="HoC1",
    ),
    Amendment(
        "Page 1, line 25, leave out Clause 3", "2", "Commons", "Committee", "Bill 1", "Keeper of Lakes", gov=True
    ),
    Amendment(
        "To move the following Clause—\n“Otters\n(1) Otters are—\n(a) wet, and\n(b) quick.\n(2) In section 4, after “eel” insert “or otter”.”",
        "NC1",
        "Commons",
        "Committee",
        "Bill 1",
        "Keeper of Ponds",
    ),
    Amendment(
        "Line 4, at end insert—\n“(c) brown.”", "(a)", "Commons", "Committee", "Bill 1", "Keeper of Lakes", amends="NC1"
    ),
]


@pytest.fixture
def paper(tmp_path):
    """The drafts as a paper in Akoma Ntoso."""
    file = tmp_path / "paper.xml"
    papers.write(papers.gathered(DRAFTS), file)
    return file


def run(*arguments, cwd):
    root = Path(__file__).resolve().parents[1]
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "PYTHONPATH": str(root)}
    command = [sys.executable, "-m", "amend", "import", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def numbers(folder):
    return [amendment.number for amendment in draft.read_all([folder])]


def test_a_paper_becomes_a_draft_for_each_amendment(paper, tmp_path):
    done = run(paper, "-o", "drafts", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    found = {amendment.number: amendment for amendment in draft.read_all([tmp_path / "drafts"])}
    assert list(found) == ["1", "2", "NC1", "(a)"]
    assert [found[a.number].words for a in DRAFTS] == [a.words for a in DRAFTS]
    assert found["1"].statement == DRAFTS[0].statement
    assert found["1"].supporters == ("Keeper of Lakes",)
    assert found["2"].gov
    assert found["(a)"].amends == "NC1"


BROKEN = [
    (r"Clause 1, page 1, line 7, leave out “charge” and insert “ask”", "", "1"),
    (
        r"Clause 1, page 1, line 7, leave out “charge” and insert “ask”",
        "Cymal 1, tudalen 1, llinell 7, hepgorer “charge”",
        "1",
    ),
    (r">2</num>", ">1</num>", "1"),
    (r"Page 1, line 25", "Page 1, line 24", "2"),
]


@pytest.mark.parametrize(("pattern", "instead", "number"), BROKEN)
def test_the_rest_is_imported_when_one_is_broken_which_is_a_finding_with_its_number(
    paper, tmp_path, pattern, instead, number
):
    text = paper.read_text(encoding="utf-8")
    broken = re.sub(pattern, instead, text, count=1)
    assert broken != text
    paper.write_text(broken, encoding="utf-8")
    done = run(paper, "-o", "drafts", cwd=tmp_path)
    assert done.returncode == 3
    assert f"amendment {number}: " in done.stderr
    assert "Traceback" not in done.stderr
    assert len(numbers(tmp_path / "drafts")) >= 3


def test_a_paper_that_is_cut_off_or_no_paper_is_one_message(paper, tmp_path):
    for text in ("", "<a/>", "not XML", paper.read_text(encoding="utf-8")[:600]):
        file = tmp_path / "broken.xml"
        file.write_text(text, encoding="utf-8")
        done = run(file, "-o", "none", cwd=tmp_path)
        assert done.returncode == 1
        assert len(done.stderr.strip().splitlines()) == 1
        assert "broken.xml" in done.stderr
        assert not (tmp_path / "none").exists()


def test_a_paper_for_another_bill_than_the_one_given_is_named_as_such(paper, tmp_path):
    done = run(paper, "-o", "drafts", "--print", "Bill 900", cwd=tmp_path)
    assert done.returncode == 3
    assert "Bill 1" in done.stderr
    assert "Bill 900" in done.stderr


def test_what_is_imported_already_is_not_written_over(paper, tmp_path):
    run(paper, "-o", "drafts", cwd=tmp_path)
    before = sorted((file.name, file.read_bytes()) for file in (tmp_path / "drafts").iterdir())
    done = run(paper, "-o", "drafts", cwd=tmp_path)
    assert done.returncode == 1
    assert sorted((file.name, file.read_bytes()) for file in (tmp_path / "drafts").iterdir()) == before


PASTED = """
12 Clause 3, page 2, line 5, leave out “old” and insert “new”

Member’s explanatory statement

This would make it new.

★ NC4 To move the following Clause—

“Otters

(1) Otters are welcome.”
"""


def test_text_pasted_from_a_paper_becomes_drafts(tmp_path):
    (tmp_path / "pasted.txt").write_text(PASTED, encoding="utf-8")
    done = run("pasted.txt", "-o", "drafts", "--print", "Bill 9", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    first, second = draft.read_all([tmp_path / "drafts"])
    assert (first.number, first.words) == ("12", "Clause 3, page 2, line 5, leave out “old” and insert “new”")
    assert first.statement == "This would make it new."
    assert (second.number, second.star, second.print) == ("NC4", "★", "Bill 9")
    assert second.words == "To move the following Clause—\n“Otters\n(1) Otters are welcome.”"


def item(**fields):
    return {
        "amendmentId": 7,
        "marshalledListText": "4",
        "dNum": "HoC9",
        "statusIndicator": "NoStar",
        "clause": 3,
        "pageNumber": 2,
        "lineNumber": 5,
        "amendmentLines": [{"text": "Clause 3, page 2, line 5, leave out “old” and insert “new”", "indentation": 0}],
        "explanatoryText": "This would make it new.",
        "decision": "NotMoved",
        "sponsors": [{"name": "Keeper of Ponds", "sortOrder": 1, "isLead": True}],
        **fields,
    }


@pytest.mark.parametrize(
    ("fields", "words", "decision", "code"),
    [
        ({}, "Clause 3, page 2, line 5, leave out “old” and insert “new”", "not moved", 0),
        (
            {"amendmentLines": [{"text": "leave out <i>“old”</i> and insert “new”", "indentation": 0}]},
            "Clause 3, page 2, line 5, leave out “old” and insert “new”",
            "not moved",
            0,
        ),
        ({"decision": "Unheard of"}, "Clause 3, page 2, line 5, leave out “old” and insert “new”", "Unheard of", 3),
    ],
)
def test_the_json_of_the_bills_api_becomes_drafts(tmp_path, fields, words, decision, code):
    (tmp_path / "reply.json").write_text(json.dumps({"items": [item(**fields)], "totalResults": 1}), encoding="utf-8")
    done = run("reply.json", "-o", "drafts", "--print", "Bill 9", cwd=tmp_path)
    assert done.returncode == code, done.stderr
    (found,) = draft.read_all([tmp_path / "drafts"])
    assert (found.words, found.decision, found.number, found.mover) == (words, decision, "4", "Keeper of Ponds")
    assert found.statement == "This would make it new."
