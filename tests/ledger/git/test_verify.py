"""What is wrong with a record is found, named and placed; what only cannot be checked is a note."""

import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

import pytest

from amend.ledger import recording, workspace
from amend.ledger.git import chain, founding
from amend.ledger.git.repository import Repository
from amend.ledger.verify import verify

P55 = "drafts/commissioner/positions/2023-11-09-P55.md"


def said(work):
    """The findings and notes, each in a row."""
    return [f"{one.level}: {one.place}: {one.message}" for one in verify(work).findings]


def add(space, **more):
    given = {"date": "2024-06-01", "stance": "supports", "on": ("firewall",), "sources": ("example.org",), **more}
    return recording.add(space, recording.taken(space, "commissioner", **given))


def changed(work, old, new, path=P55):
    file = work.root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return file


def test_a_position_that_is_not_as_it_was_recorded(work):
    changed(work, "proposes", "opposes")
    (work.positions("commissioner") / "2024-new.md").write_text(
        (work.root / P55).read_text("utf-8").replace("P55", "P55x")
    )
    changed(work, "clear", "plain", "drafts/commissioner/4.md")
    assert said(work) == [
        "note: drafts/commissioner/4.md: as it now is, it is not recorded",
        f"finding: {P55}: it was changed, and that is not recorded",
        "finding: drafts/commissioner/positions/2024-new.md: it is not recorded",
    ]


def test_a_position_changed_by_a_commit_that_does_not_say_why(work, git):
    changed(work, "proposes", "opposes")
    git("commit", "--quiet", "-am", "Update")
    id = git("rev-parse", "--short=10", "HEAD")
    assert said(work) == [f"finding: {P55}: it was changed in {id}, which does not say why"]


@pytest.mark.parametrize("message", ["Update\n\nWhy: it was read wrongly", "Update\n\nWe saw it.\n\nWhy: a slip"])
def test_a_position_changed_by_a_commit_that_says_why(work, git, message):
    changed(work, "proposes", "opposes")
    git("commit", "--quiet", "-am", message)
    assert said(work) == []


def test_a_position_put_right_with_amend(work):
    recording.record(work, changed(work, "letter", "long letter"), why="It was long.")
    assert said(work) == []


def test_a_position_taken_away(work, git):
    git("rm", "--quiet", P55)
    git("commit", "--quiet", "-m", "Remove")
    assert [row for row in said(work) if "taken away" in row]
    git("commit", "--quiet", "--amend", "-m", "Remove\n\nWhy: it stood there twice")
    assert said(work) == []


def test_a_change_hidden_in_a_merge_is_found(work, git):
    git("checkout", "--quiet", "-b", "side")
    add(work)
    git("checkout", "--quiet", "main")
    add(work, summary="Another.")
    git("merge", "--quiet", "--no-commit", "side")
    changed(work, "proposes", "opposes")
    git("commit", "--quiet", "-am", "Merge branch 'side'")
    assert [row for row in said(work) if P55 in row and "does not say why" in row]


def test_a_commit_dated_otherwise_than_its_file(work, git):
    add(work)
    git("commit", "--quiet", "--amend", "--no-edit", "--date=2024-06-02T12:00:00Z")
    (row,) = said(work)
    assert row.endswith("dates it 2024-06-02")
    assert "it is of 2024-06-01" in row


def test_a_commit_recorded_before_the_one_that_it_follows(work, git, monkeypatch):
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2024-02-01T00:00:00Z")
    add(work, date="2024-01-05")
    (row,) = said(work)
    assert "it says that it was recorded on 01 February 2024, before the one that it follows, of 05 January 2026" in row


def test_a_position_of_a_day_that_is_yet_to_come(work):
    add(work)
    found = chain.walk_chain(Repository.of(work), today=date(2024, 5, 1))
    assert [one.message for one in found.findings if "2024-06" in one.message] == [
        "it is of 2024-06-01, which is yet to come"
    ]


def test_a_position_without_a_source_and_one_whose_author_is_not_the_actor(work, git):
    path = add(work, sources=()).paths[0]
    assert said(work) == [f"finding: {path}: it names no source"]
    git("commit", "--quiet", "--amend", "--no-edit", "--author=A Clerk <clerk@example.invalid>")
    assert [row for row in said(work) if row.startswith("finding:") and "not the actor commissioner" in row]


def test_a_position_recorded_with_git_alone_is_noted(work, git):
    text = (work.root / P55).read_text("utf-8").replace("P55", "P5555")
    (work.positions("commissioner") / "2023-11-09-P5555.md").write_text(text, "utf-8")
    git("add", "--all")
    git("commit", "--quiet", "-m", "A position")
    (row,) = said(work)
    assert row.startswith("note:")
    assert "A Clerk <clerk@example.invalid>, not the actor commissioner" in row


def test_a_file_that_cannot_be_read_and_an_id_that_two_have(work, git):
    changed(work, 'kind: "commissioner"', 'kind: "nobody"')
    shutil.copy(work.positions("government") / "2019-07-P06.md", work.positions("government") / "2019-07-P06-again.md")
    rows = said(work)
    assert [row for row in rows if "“nobody” is no kind" in row]
    assert [row for row in rows if "“P06” is the id of" in row]


def test_amendments_that_no_longer_apply_to_the_print_they_name(work, git):
    changed(work, "page 18, line 4", "page 18, line 3", "drafts/commissioner/4.md")
    changed(work, 'print: "HL Bill 31"', 'print: "HL Bill 99"', "drafts/police-chiefs/1.md")
    git("commit", "--quiet", "-am", "Edits")
    rows = said(work)
    assert len(rows) == 2
    assert rows[0].startswith("finding: drafts/commissioner: amendment 4: ")
    assert rows[1].startswith("finding: drafts/police-chiefs: the print “HL Bill 99” is not among the prints there")


def test_a_current_print_that_is_not_there_or_another_one(work, git):
    file = work.root / "amend.toml"
    text = file.read_text("utf-8")
    for row, told in (
        (("hl-bill-31.xml", "hl-bill-32.xml"), "the current print: "),
        (
            ("hl-bill-31.xml", "bill-351.xml"),
            "it names HL Bill 31 as the current print, and bills/victims-and-prisoners/",
        ),
    ):
        file.write_text(text.replace(*row), "utf-8")
        (found,) = verify(workspace.load(work.root)).findings
        assert (found.level, found.place) == ("finding", "amend.toml")
        assert found.message.startswith(told)


def test_two_amendments_to_the_same_words_are_only_noted(work, git):
    head = (work.root / "drafts/commissioner/4.md").read_text("utf-8").partition("Clause 37, ")[0]
    for number, words in (("8", "“forbids”"), ("9", "“forbids is”")):
        file = work.root / f"drafts/commissioner/{number}.md"
        text = f"{head}Clause 26, page 14, line 9, leave out {words} and insert “permit”\n"
        file.write_text(text.replace('number: "4"', f'number: "{number}"'), "utf-8")
        recording.record(work, file)
    (row,) = said(work)
    assert row.startswith("note: drafts/commissioner: amendment 9: amendment 8 already changes these words")


def test_an_object_that_is_damaged(work, git):
    path = add(work).paths[0]
    id = git("rev-parse", f"HEAD:{path}")
    file = work.root / ".git" / "objects" / id[:2] / id[2:]
    file.chmod(0o644)
    file.write_bytes(b"damaged")
    assert [row for row in said(work) if row.startswith("finding: : git fsck: ") and id in row]


def test_a_clone_that_is_cut_off_is_noted(work, tmp_path):
    subprocess.run(["git", "clone", "--quiet", "--depth=3", work.root.as_uri(), str(tmp_path / "shallow")], check=True)
    rows = said(workspace.load(tmp_path / "shallow"))
    assert [row for row in rows if "git fetch --unshallow" in row]


@pytest.fixture
def signed(work, git, tmp_path):
    """A workspace whose commits are signed with an SSH key."""
    if not shutil.which("ssh-keygen"):
        pytest.skip("there is no ssh-keygen here")
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    public = key.with_suffix(".pub").read_text().split()
    (tmp_path / "allowed").write_text(f"clerk@example.invalid {public[0]} {public[1]}\n")
    git("config", "gpg.format", "ssh")
    git("config", "user.signingKey", str(key))
    git("config", "commit.gpgSign", "true")
    git("config", "gpg.ssh.allowedSignersFile", str(tmp_path / "allowed"))
    return work


def test_signatures_that_hold_are_counted(signed):
    add(signed)
    add(signed, summary="Another.")
    found = verify(signed)
    assert (found.signed, found.good, found.findings) == (2, 2, ())


def test_a_signature_without_its_key_is_a_note_and_a_bad_one_a_finding(signed, git, tmp_path):
    add(signed)
    git("config", "--unset", "gpg.ssh.allowedSignersFile")
    found = verify(signed)
    assert (found.signed, found.good, found.clean) == (1, 0, True)
    assert found.findings[0].message == "it is signed, and the key to check that with is not here"
    git("config", "gpg.ssh.allowedSignersFile", str(tmp_path / "allowed"))
    raw = subprocess.run(["git", "cat-file", "commit", "HEAD"], cwd=signed.root, capture_output=True, check=True).stdout
    forged = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        cwd=signed.root, input=raw.replace(b"committer A Clerk", b"committer B Clerk"), capture_output=True, check=True,
    ).stdout.decode().strip()  # fmt: skip
    git("reset", "--quiet", "--soft", forged)
    found = verify(signed)
    assert not found.clean
    assert [one.message for one in found.findings] == ["its signature is bad: it is not what was signed"]


@pytest.fixture
def keys(monkeypatch):
    """A ring of GnuPG with a key of the clerk's. It is in a short place, as its agent's socket must be."""
    if not shutil.which("gpg"):
        pytest.skip("there is no gpg here")
    with tempfile.TemporaryDirectory(prefix="gpg") as home:
        monkeypatch.setenv("GNUPGHOME", home)
        made = ["--quick-gen-key", "A Clerk <clerk@example.invalid>", "ed25519", "sign", "never"]
        subprocess.run(["gpg", "--batch", "--quiet", "--passphrase", "", *made], check=True, capture_output=True)
        yield Path(home)
        subprocess.run(["gpgconf", "--kill", "all"], check=False)


def test_signatures_of_gnupg_are_checked_where_the_key_is(work, git, keys, monkeypatch):
    git("config", "commit.gpgSign", "true")
    add(work)
    found = verify(work)
    assert (found.signed, found.good, found.findings) == (1, 1, ())
    with tempfile.TemporaryDirectory(prefix="gpg") as other:
        monkeypatch.setenv("GNUPGHOME", other)
        found = verify(work)
    assert (found.signed, found.good, found.clean) == (1, 0, True)
    assert found.findings[0].message == "it is signed, and the key to check that with is not here"


def test_an_empty_workspace_is_in_order(tmp_path):
    founding.init(tmp_path / "work", empty=True)
    assert verify(workspace.load(tmp_path / "work")).findings == ()
