"""Amendments kept as the draft files of the command line, and what another program does to these meanwhile."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pond_record import tabled

from amend.desk.keeping import FileChanged, Keeping
from amend.errors import AmendError, RecordError
from amend.formats import draft
from amend.ledger.git import founding
from amend.ledger.history import history
from amend.ledger.recording import is_recorded
from amend.ledger.workspace import load

CLERK = {"GIT_COMMITTER_NAME": "A Clerk", "GIT_COMMITTER_EMAIL": "clerk@example.invalid", "GIT_CONFIG_NOSYSTEM": "1"}


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    """A workspace under git without a record, made once."""
    folder = tmp_path_factory.mktemp("desk") / "work"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**CLERK, "GIT_CONFIG_GLOBAL": os.devnull}.items():
            patch.setenv(name, value)
        founding.init(folder, empty=True)
        yield load(folder)


@pytest.fixture
def keeping(founded):
    return Keeping(founded)


def test_an_amendment_is_kept_with_all_that_is_said_of_it_and_recorded(keeping):
    given = tabled("12", supporters=("Lord One", "Lady Two"), statement="It says clear.\nNo more.")
    kept = keeping.save(given, "heron")
    file = keeping.space.root / kept.file
    assert kept.file == "drafts/heron/12.md"
    assert replace(draft.read(file), source="") == given
    assert keeping.read(kept.file) == kept == keeping.drafts()[0]
    recorded = keeping.record(kept)
    assert is_recorded(keeping.space, file)
    again = keeping.again(kept, replace(given, mover="Lady Two"))
    assert not is_recorded(keeping.space, file)
    keeping.record(again)
    versions = history(file, start=keeping.space.root).drafts
    assert [one.author for one in versions] == ["A Heron", "Lady Two"]
    assert versions[0].commit == recorded.commit


def test_what_another_program_wrote_is_not_overwritten_and_both_texts_are_given(keeping):
    kept = keeping.save(tabled("20"), "heron")
    file = keeping.space.root / kept.file
    theirs = file.read_text().replace("clear", "limpid")
    file.write_text(theirs)
    with pytest.raises(
        FileChanged, match=r"drafts/heron/20\.md: the file was changed by another program; look at"
    ) as told:
        keeping.again(kept, tabled("20", title="By hand"))
    assert (told.value.theirs, file.read_text()) == (theirs, theirs)
    assert 'title: "By hand"' in told.value.ours
    seen = keeping.read(kept.file)
    assert "limpid" in seen.amendment.words
    assert keeping.again(seen, tabled("20", title="By hand")).read == file.read_bytes()


def test_a_file_that_was_taken_away_is_told(keeping):
    kept = keeping.save(tabled("21"), "heron")
    (keeping.space.root / kept.file).unlink()
    with pytest.raises(FileChanged, match="was taken away by another program") as told:
        keeping.again(kept, tabled("21"))
    assert told.value.theirs is None
    assert not (keeping.space.root / kept.file).exists()


def test_a_number_that_is_taken_is_told_with_the_next_that_is_free(keeping):
    for number in ("30", "NC4"):
        keeping.save(tabled(number), "otter")
    before = {file.name: file.read_bytes() for file in (keeping.space.drafts / "otter").iterdir()}
    for number, free in (("30", "31"), ("NC4", "NC5")):
        with pytest.raises(RecordError, match=f"otter has an amendment {number} already; .* such as {free}$"):
            keeping.save(tabled(number, title="Another"), "otter")
    assert {file.name: file.read_bytes() for file in (keeping.space.drafts / "otter").iterdir()} == before


def test_an_amendment_to_an_amendment_has_a_file_of_its_own(keeping):
    assert keeping.save(tabled("(a)", amends="NC4"), "newt").file == "drafts/newt/a-to-NC4.md"


@pytest.mark.parametrize(
    ("number", "actor", "why"),
    [
        ("", "heron", "an amendment is kept under its number; give it one, such as 7 or NC2"),
        ("../..", "heron", "an amendment is kept under its number"),
        ("7", "../heron", "“../heron” cannot be the name of an actor"),
        ("7", "Heron", "“Heron” cannot be the name of an actor"),
        ("7" * 300, "heron", "that name is longer than one of a draft may be"),
    ],
)
def test_what_cannot_be_kept_is_refused(keeping, number, actor, why):
    with pytest.raises(AmendError) as told:
        keeping.save(tabled(number), actor)
    assert str(told.value).startswith(why)


@pytest.mark.parametrize(
    "file", ["amend.toml", "drafts/heron/../../amend.toml", "drafts/../amend.md", "/etc/passwd.md"]
)
def test_only_drafts_of_the_workspace_are_read(keeping, file):
    with pytest.raises(AmendError):
        keeping.read(file)


def test_a_draft_that_is_a_link_out_of_the_workspace_is_neither_read_nor_written(keeping, tmp_path):
    kept = keeping.save(tabled("40"), "heron")
    file, outside = keeping.space.root / kept.file, tmp_path / "40.md"
    file.rename(outside)
    file.symlink_to(outside)
    before = outside.read_bytes()
    for act in (lambda: keeping.read(kept.file), lambda: keeping.again(kept, tabled("40", title="By hand"))):
        with pytest.raises(AmendError):
            act()
    assert outside.read_bytes() == before
    assert kept.file not in [one.file for one in keeping.drafts()]


SAVES = """
import sys
sys.path.insert(0, sys.argv[2])
from pond_record import tabled
from amend.desk.keeping import Keeping
from amend.errors import AmendError
from amend.ledger.workspace import load
keeping, kept = Keeping(load(sys.argv[1])), 0
for number in range(100, 120):
    try:
        keeping.save(tabled(str(number), title=sys.argv[3]), "heron")
        kept += 1
    except AmendError:
        pass
print(kept)
"""


def test_of_two_desks_that_keep_the_same_numbers_each_is_kept_once(keeping):
    tests = Path(__file__).parents[1]
    call = [sys.executable, "-c", SAVES, str(keeping.space.root), str(tests)]
    desks = [
        subprocess.Popen([*call, mover], cwd=tests.parent, stdout=subprocess.PIPE, text=True)
        for mover in ("One", "Two")
    ]
    kept = [int(desk.communicate(timeout=60)[0]) for desk in desks]
    assert sum(kept) == 20
    found = [draft.read(keeping.space.drafts / "heron" / f"{number}.md").title for number in range(100, 120)]
    assert [found.count("One"), found.count("Two")] == kept
