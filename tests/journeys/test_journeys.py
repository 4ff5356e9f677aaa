"""Each of the three people gets there who has only the README: its section, followed alone after the demo, from an empty
folder; and what it leaves is what that person needs."""

import json
import re
import shutil
import subprocess
import time
from pathlib import Path

import docx
import pytest
from readme_blocks import Shell, blocks, commands, section

from amend import apply, drafts, read

WRITER = Path(__file__).resolve().parents[1] / "word" / "writer_session.py"
PYTHON = "/usr/bin/python3"
MINUTES = 10
"""Within which each must be there, without the time to read, type and install."""

STOPPED = {"amend check our-member": 3}
"""The commands that the README says to find something."""


@pytest.fixture(scope="module")
def walked(tmp_path_factory, at_hand):
    """Gives the shell of somebody who followed a section after the demo, and nothing else of the README.

    What the demo makes, and the site of what comes with amend, are the same for all, and are copied.
    """

    def follow(heading):
        shell = Shell(tmp_path_factory.mktemp("journey"), at_hand)
        assert [command for block in blocks("console", section("Two commands")) for command, _ in commands(block)] == [
            "amend demo"
        ]
        assert shell.typed("amend demo")[0] == 0
        since = time.monotonic()
        for command, _ in (one for block in blocks("console", section(heading)) for one in commands(block)):
            code, rows = shell.typed(command)
            assert code == STOPPED.get(command, 0), "\n".join([f"$ {command}", *rows])
        assert time.monotonic() - since < MINUTES * 60
        return shell

    return follow


@pytest.fixture(scope="module")
def adviser(walked):
    return walked("For a parliamentary adviser").folder


@pytest.fixture(scope="module")
def campaigner(walked):
    return walked("For a campaigner").folder


@pytest.fixture(scope="module")
def lawyer(walked):
    return walked("For a lawyer")


def test_the_adviser_has_a_paper_for_the_commons_of_amendments_that_are_made_to_the_print(adviser):
    said = [one.text for one in docx.Document(str(adviser / "commons" / "paper.docx")).paragraphs]
    words = "\n".join(said)
    assert "Clause 23, page 12, line 15, leave out “forbids” and insert “prohibits”" in words
    assert "Reports of crime" in words
    assert words.count("Our Member") == 2
    result = apply(
        read(adviser / "commons" / "bills" / "bill-351.xml"), drafts(adviser / "commons" / "drafts" / "our-member")
    )
    assert [one.outcome for one in result.outcomes] == ["applied", "applied"]


def test_the_paper_of_the_adviser_is_recorded(adviser):
    said = subprocess.run(
        ["git", "log", "--format=%an: %s"], cwd=adviser / "commons", capture_output=True, text=True, check=True
    ).stdout
    assert said.count("Our Member: ") == 2


def test_the_campaigner_has_pages_that_say_what_they_are_and_strike_out_nobodys_words(campaigner):
    page = (campaigner / "firewalls.html").read_text("utf-8")
    assert "Restatement for drafting and comparison. Not the official text." in page
    assert "Only under Domestic Abuse Commissioner’s amendments" in page
    assert not re.search(r"<(del|s|strike)\b", page)
    for name in ("timeline.html", "matrix.html"):
        page = (campaigner / name).read_text("utf-8")
        assert "Kept up to 2025-12-31: what was said later may be missing." in page
        assert "Liberty and Southall Black Sisters" in page
        assert page.count('href="https://') > 5
    assert len((campaigner / "matrix.csv").read_text("utf-8").splitlines()) > 10


def test_the_lawyer_has_the_amendment_and_its_statement_out_of_the_edited_file(lawyer):
    (one,) = drafts(lawyer.folder / "from-word")
    assert one.words == "Clause 26, page 14, line 9, leave out “forbids” and insert “prohibits”"
    assert one.statement == "This amendment would use the usual word."


def test_the_lawyer_who_edits_in_a_word_processor_has_the_same(lawyer):
    """The clean copy of the README, edited with tracking on and commented in LibreOffice, on what is edited and on what
    is not."""
    if shutil.which("soffice") is None or not Path(PYTHON).exists():
        pytest.skip("soffice or /usr/bin/python3 is not here")
    if subprocess.run([PYTHON, "-c", "import uno"], capture_output=True).returncode:
        pytest.skip("the Python of LibreOffice is not here")
    edits = [
        ["author", "Our Counsel"],
        ["replace", "that the data protection legislation forbids", "that the data protection legislation prohibits"],
        ["comment", "the data protection legislation prohibits", "This amendment would use the usual word."],
        ["comment", "This Act may be cited as", "Do not tell the other side that we may drop this."],
    ]
    job = {"file": str(lawyer.folder / "bill.docx"), "out": str(lawyer.folder / "sent-back.docx"), "edits": edits}
    done = subprocess.run(
        [PYTHON, WRITER], input=json.dumps(job), capture_output=True, text=True, timeout=180
    )  # one line, one job
    assert json.loads(done.stdout) == {"done": True}
    code, rows = lawyer.typed('amend import sent-back.docx --print "HL Bill 31" --comments -o sent-back')
    assert code == 0, "\n".join(rows)
    (one,) = drafts(lawyer.folder / "sent-back")
    assert one.words == "Clause 26, page 14, line 9, leave out “forbids” and insert “prohibits”"
    assert one.statement == "This amendment would use the usual word."
    assert any("was not used" in row and "Do not tell" in row for row in rows)
