"""`amend demo` shows the tool at work on the example that comes with it."""

import shlex
from dataclasses import replace

import pytest
import wordtext
from small_example import put_small_example

from amend.formats import akn, draft, kept
from amend.ledger.shipped import COMMONS, DRAFTS, LORDS

MADE = [
    "amendments.docx",
    "bill-351.xml",
    "bill-as-amended.xml",
    "drafts",
    "hl-bill-31.xml",
    "redline.html",
    "site",
]
NOTICE = "Restatement for drafting and comparison. Not the official text."


def what_the_readme_says(made):
    assert sorted(file.name for file in made.iterdir()) == MADE
    assert (made / "hl-bill-31.xml").read_bytes() == LORDS.read_bytes()
    assert (made / "bill-351.xml").read_bytes() == COMMONS.read_bytes()
    ours, theirs = ({file.relative_to(top) for file in top.rglob("*")} for top in (made / "drafts", DRAFTS))
    assert ours == theirs
    assert all(file.stat().st_size for file in made.iterdir())
    assert akn.read(made / "bill-as-amended.xml").notice == NOTICE


@pytest.fixture
def made(demonstrated):
    """The folder that the demo made, which is for reading."""
    return demonstrated[0] / "amend-demo"


@pytest.fixture
def out(demonstrated):
    """What it printed."""
    return demonstrated[1]["out"]


def test_the_demo_makes_a_folder_with_all_that_the_readme_says(demonstrated, made):
    assert (demonstrated[1]["code"], demonstrated[1]["err"]) == (0, "")
    what_the_readme_says(made)


def test_it_makes_the_folder_that_is_named_and_the_same_in_it(amend, monkeypatch, tmp_path_factory):
    put_small_example(monkeypatch, tmp_path_factory.mktemp("example"))
    usual, named = amend("demo"), amend("demo", "new/folder")
    assert (named.code, named.err) == (usual.code, usual.err) == (0, "")
    assert named.out == usual.out.replace("amend-demo", "new/folder")
    one, other = (
        {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
        for folder in (amend.folder / "amend-demo", amend.folder / "new" / "folder")
    )
    assert one == other
    assert len(one) > len(MADE)


def test_the_demo_prints_each_outcome_the_redline_and_where_the_files_are(out):
    amendments = draft.read_all([DRAFTS / "commissioner"])
    assert out.splitlines()[len(amendments)] == f"{len(amendments)} applied, 0 refused."
    assert "{+A relevant body must not disclose relevant data to an immigration authority" in out
    assert all(name in out for name in MADE)
    assert NOTICE in out


def test_what_the_demo_says_to_do_next_works_as_it_stands(amend, demonstrated, out):
    *_, next_, last = out.splitlines()
    _, _, command = next_.partition("Next: amend ")
    assert last.endswith(": amend desk")
    ran = replace(amend, folder=demonstrated[0])(*shlex.split(command))
    assert ran.code == 0
    assert "It adds a new clause" in ran.out


def test_the_demo_does_what_apply_and_compare_do(amend, made, out):
    print_ = made / "hl-bill-31.xml"
    applied = amend("apply", print_, made / "drafts" / "commissioner", "-o", "out.xml")
    assert out.startswith(applied.out)
    assert (amend.folder / "out.xml").read_bytes() == (made / "bill-as-amended.xml").read_bytes()
    assert amend("compare", print_, "out.xml").out in out
    amend("compare", print_, "out.xml", "--html", "page.html")
    page, shown = (file.read_text("utf-8") for file in (amend.folder / "page.html", made / "redline.html"))
    (said,) = kept.read(DRAFTS).caution("commissioner")
    assert page == shown.replace(f'<p class="caution">{said}</p>\n', "")
    assert page != shown


def test_the_paper_of_the_demo_says_that_it_was_not_tabled(made):
    (said,) = kept.read(DRAFTS).caution("commissioner")
    assert said in wordtext.says((made / "amendments.docx").read_bytes())


def test_a_folder_that_is_there_is_left_as_it_is(amend):
    (amend.folder / "amend-demo").mkdir()
    (amend.folder / "amend-demo/mine.txt").write_text("mine")
    before = amend.files()
    ran = amend("demo")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "amend: amend-demo: it is there already; name another folder: amend demo OTHER\n"
    assert amend.files() == before


def test_a_folder_that_cannot_be_made_is_an_error(amend):
    (amend.folder / "file").write_text("no folder")
    ran = amend("demo", "file/demo")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("amend: file/demo: it cannot be made")
    assert ran.err.count("\n") == 1
