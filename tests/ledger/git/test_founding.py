"""A workspace is founded with the same commits everywhere, in order of time, each of the actor who took the position."""

import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from amend.errors import RecordError, WriteError
from amend.formats import draft, position
from amend.ledger import workspace
from amend.ledger.git import founding
from amend.ledger.git.repository import Repository
from amend.ledger.shipped import DRAFTS
from amend.ledger.verify import verify
from amend.ledger.workspace import is_draft, is_position

ROOT = Path(__file__).resolve().parents[3]
COMMITTER = {
    "GIT_COMMITTER_NAME": "Somebody",
    "GIT_COMMITTER_EMAIL": "somebody@example.invalid",
    "GIT_COMMITTER_DATE": "2024-02-03T04:05:06+07:00",
}
HOSTILE = """
[user]
    name = Another
    email = another@example.invalid
    signingKey = none
[author]
    name = Not the actor
    email = wrong@example.invalid
[commit]
    gpgSign = true
[gpg]
    program = /bin/false
[core]
    autocrlf = true
    eol = crlf
    safecrlf = true
    hooksPath = {hooks}
    attributesFile = {attributes}
    fileMode = false
    quotePath = true
    ignoreCase = true
    excludesFile = {ignore}
[init]
    defaultBranch = trunk
    templateDir = {template}
[i18n]
    commitEncoding = ISO-8859-1
    logOutputEncoding = ISO-8859-1
[log]
    showSignature = true
    date = relative
[diff]
    noprefix = true
    renames = copies
[status]
    showUntrackedFiles = no
[fastimport]
    unpackLimit = 1
[fetch]
    fsckObjects = true
"""


def hostile(folder):
    """Settings of a user that would get into what is recorded, if they could."""
    hooks = folder / "template" / "hooks"
    hooks.mkdir(parents=True)
    for name in ("pre-commit", "commit-msg", "post-checkout", "reference-transaction"):
        (hooks / name).write_text("#!/bin/sh\nexit 1\n")
        (hooks / name).chmod(0o755)
    (folder / "attributes").write_text("*.md text eol=crlf\n*.xml filter=broken\n")
    (folder / "ignore").write_text("*\n")
    config = folder / "gitconfig"
    paths = {"hooks": hooks, "template": hooks.parent, "attributes": folder / "attributes", "ignore": folder / "ignore"}
    config.write_text(HOSTILE.format(**paths))
    return {
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_TEMPLATE_DIR": str(hooks.parent),
        "GIT_DEFAULT_HASH": "sha256",
        "GIT_AUTHOR_NAME": "Nobody",
        "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.bigFileThreshold",
        "GIT_CONFIG_VALUE_0": "1",
    }


def init(folder, umask=0o022, **environment):
    done = subprocess.run(
        [sys.executable, "-m", "amend", "init", str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT), **COMMITTER, **environment},
        umask=umask,
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()
    return folder


def test_the_commits_are_the_same_in_any_folder_zone_language_and_for_any_user(git_in, tmp_path):
    here = init(tmp_path / "a", TZ="Europe/London", LC_ALL="C.UTF-8")
    there = init(
        tmp_path / "Ein anderer Ort, b",
        umask=0o077,
        TZ="Pacific/Kiritimati",
        LC_ALL="tr_TR.UTF-8",
        LANG="ja_JP.SJIS",
        **hostile(tmp_path),
    )
    assert git_in(here).rows("rev-list", "--all") == git_in(there).rows("rev-list", "--all")
    assert git_in(here)("ls-tree", "-r", "HEAD") == git_in(there)("ls-tree", "-r", "HEAD")
    for folder in (here, there):
        git_in(folder).sound()
        assert git_in(folder)("status", "--porcelain") == ""
        assert git_in(folder)("symbolic-ref", "HEAD") == "refs/heads/main"
        assert b"\r" not in b"".join(file.read_bytes() for file in folder.rglob("*.md"))


def test_what_comes_with_the_package_verifies_clean(work):
    found = verify(work)
    assert found.findings == ()
    assert found.clean
    assert (found.positions, found.drafts) == (len(position.read_all(DRAFTS)), len(list(DRAFTS.glob("*/*.md"))))
    assert found.commits == 1 + found.positions + found.drafts


def test_each_commit_is_one_file_of_the_actor_at_the_date_of_the_position(work):
    commits = Repository.of(work).commits(oldest_first=True)
    for commit in commits[1:]:
        (change,) = commit.changes
        assert change.kind == "A"
        assert commit.address == f"{workspace.actor_of(change.path)}@actors.invalid"
        assert commit.committer == "A Clerk"
        if is_position(change.path):
            taken = position.read(work.root / change.path)
            assert commit.author == taken.who
            assert commit.trailer("Position") == taken.id
            assert commit.trailer("Stance") == taken.stance
            named = [value for key, value in commit.trailers if key == "Source"]
            assert named == list(taken.sources)
            assert commit.body == taken.summary
            if taken.when.exact:
                assert commit.written == datetime.combine(taken.when.latest, datetime.min.time(), UTC).replace(hour=12)
        else:
            assert is_draft(change.path)
            tabled = draft.read(work.root / change.path)
            assert commit.author == tabled.mover
            assert commit.trailer("Amendment").startswith(tabled.print)
            assert commit.trailer("Amendment").endswith(tabled.number)


def test_they_are_in_order_of_time_those_without_a_date_last(work):
    commits = Repository.of(work).commits(oldest_first=True)
    dated = [commit.written for commit in commits[1:] if commit.trailer("Position") != "P76"]
    assert dated == sorted(dated)
    assert commits[-1].trailer("Position") == "P76"
    assert commits[-1].written == commits[-1].recorded, "the first that is known of it is that it was recorded"
    by = {commit.trailer("Position"): commit.written.date() for commit in commits}
    assert by["P06"] == date(2019, 7, 31)  # "2019-07"
    assert by["P79"] == date(2022, 12, 31)  # "2022"
    assert by["P78"] == date(2022, 5, 31)  # "2020-05/2022-05"
    tabled = {
        commit.trailer("Amendment"): commit.written.date() for commit in commits if not commit.trailer("Position")
    }
    assert tabled["Bill 351 NC1"] == date(2023, 11, 8), "when that print was published"
    assert tabled["HL Bill 31 amendment 96"] == date(2024, 4, 23), "as the draft says"


def test_every_verified_row_of_the_paper_is_there(work, corpus):
    paper = corpus.parent / "domain" / "positions.md"
    if not paper.is_file():
        pytest.skip("the paper on positions is not here")
    rows = re.findall(r"^\| (P\d+) \|.*\| (V-?|I|U)\b[^|]*\|$", paper.read_text("utf-8"), re.MULTILINE)
    verified = {id for id, check in rows if check.startswith("V")}
    assert len(verified) > 60
    commits = Repository.of(work).commits()
    assert verified <= {commit.trailer("Position") for commit in commits}
    assert not {id for id, check in rows if check == "U"} & {commit.trailer("Position") for commit in commits}


def test_git_answers_on_its_own(work, git):
    said = git.rows("log", "--author=<commissioner@", "--format=%(trailers:key=Position,valueonly,separator=%x2C)")
    assert [id for id in said if id] == ["P69", "P55", "P82", "P32", "P81", "P16"]
    assert len(said) == 6 + 7  # its amendments too
    assert len(git.rows("log", "--format=%h", "--", "drafts/government")) == len(
        [*(work.drafts / "government").rglob("*.md")]
    )
    blamed = git("blame", "--line-porcelain", "drafts/government/1.md")
    assert set(re.findall(r"^author (.*)$", blamed, re.MULTILINE)) == {"His Majesty’s Government"}
    assert git("log", "--format=%as", "--grep=^Position: P71$") == "2024-05-24"


def test_a_workspace_within_a_workspace_is_refused(tmp_path):
    founding.init(tmp_path / "work", empty=True)
    (tmp_path / "link").symlink_to(tmp_path / "work" / "drafts")
    for name in ("work/mine", "work/drafts/mine/his", "link/mine"):
        with pytest.raises(WriteError, match="within a workspace") as raised:
            founding.init(tmp_path / name)
        assert str(tmp_path / "work") in str(raised.value)
        assert not (tmp_path / name).exists()
    assert not (tmp_path / "work" / "drafts" / "mine").exists()


def test_a_folder_that_holds_something_is_refused_and_stays_as_it_is(tmp_path):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("work", "file"):
        with pytest.raises(WriteError, match="not an empty folder"):
            founding.init(tmp_path / name)
    assert sorted(str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*")) == ["file", "work", "work/mine.txt"]


def test_an_empty_folder_and_one_in_folders_that_are_not_there_are_taken(tmp_path, git_in):
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "not" / "there"):
        made = founding.init(folder)
        assert made.workspace.print == "HL Bill 31"
        git_in(folder).sound()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["empty", "not"]


def test_an_empty_workspace_has_its_folders_and_one_commit(tmp_path, git_in):
    made = founding.init(tmp_path / "work", empty=True)
    assert (made.commits, made.positions, made.drafts) == (1, 0, 0)
    assert (made.workspace.bill, made.workspace.print, made.workspace.file) == ("", "", "")
    assert {one.name for one in made.workspace.root.iterdir()} == {
        ".git", ".gitattributes", "amend.toml", "bills", "drafts",
    }  # fmt: skip
    assert git_in(made.workspace.root).rows("ls-files") == [".gitattributes", "amend.toml"]
    assert verify(made.workspace).findings == ()


def test_who_git_does_not_know_is_told_what_to_do_and_nothing_is_made(tmp_path, monkeypatch):
    for name in ("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name)
    asked = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.useConfigOnly", "GIT_CONFIG_VALUE_0": "true"}
    for name, value in asked.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(RecordError, match=r"git does not know who you are; tell it: git config --global user\.name"):
        founding.init(tmp_path / "work")
    assert list(tmp_path.iterdir()) == []
