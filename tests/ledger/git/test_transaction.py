"""What stands in the way of a record is told, with what to do; then nothing is recorded, and the next record works."""

import errno
import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from amend.errors import AmendError, RecordError
from amend.ledger import recording, workspace
from amend.ledger.git import founding, lock
from amend.ledger.git.repository import Repository
from amend.ledger.verify import verify

ROOT = Path(__file__).resolve().parents[3]
DRAFT = "drafts/commissioner/4.md"
NOBODY = 65534
RACES = 100 if "AMEND_LONG" in os.environ else 30


def add(space, summary, actor="commissioner", date="2024-06-01", **more):
    given = {"stance": "supports", "on": ("firewall",), "sources": ("example.org",), **more}
    return recording.add(space, recording.taken(space, actor, date=date, summary=summary, **given))


class Before:
    """The state of a workspace, to be compared with the one after a record that was refused."""

    def __init__(self, work, git):
        self.git = git
        self.files = {file: file.read_bytes() for file in work.root.rglob("*") if self._counts(file)}
        self.head, self.status = git("rev-parse", "HEAD"), git("status", "--porcelain")

    def _counts(self, file):
        return file.is_file() and ".git" not in file.parts

    def stands(self, work):
        now = {file: file.read_bytes() for file in work.root.rglob("*") if self._counts(file)}
        assert now == self.files
        assert self.git("rev-parse", "HEAD") == self.head
        assert self.git("status", "--porcelain") == self.status
        self.git.sound()


@pytest.fixture
def refused(work, git):
    """Asserts that a record is refused with those words, and that all is as before."""

    def check(*words, do=lambda: add(work, "Refused."), error=AmendError):
        before = Before(work, git)
        with pytest.raises(error) as told:
            do()
        said = str(told.value)
        assert all(word in said for word in words), said
        assert "\n" not in said
        before.stands(work)

    return check


def hook(work, name, script, folder=".git/hooks"):
    file = work.root / folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(script)
    file.chmod(0o755)


def test_a_position_is_one_file_and_one_commit_of_the_actor_at_its_date(work, git):
    done = add(work, "First.\n\nAnd  second.", sources=("one", "two"), on=("firewall", "HL Bill 31 amendment 96"))
    (path,) = done.paths
    assert git.rows("show", "--format=", "--name-status", "HEAD") == [f"A\t{path}"]
    assert git("show", "-s", "--format=%an|%ae|%ad|%cn", "--date=iso", "HEAD") == (
        "Nicole Jacobs, Domestic Abuse Commissioner|commissioner@actors.invalid|2024-06-01 12:00:00 +0000|A Clerk"
    )
    said = git("show", "-s", "--format=%(trailers:only,unfold)", "HEAD").splitlines()
    assert said == [
        f"Position: {Path(path).stem[11:]}",
        "Stance: supports",
        "Amendment: HL Bill 31 amendment 96",
        "Source: one",
        "Source: two",
    ]
    assert git("show", "-s", "--format=%b", "HEAD").startswith("First.\n\nAnd second.\n\n")
    assert git("status", "--porcelain") == ""
    git.sound()


def test_a_draft_is_recorded_with_its_mover_as_author_and_again_when_it_has_changed(work, git, refused):
    file = work.root / DRAFT
    file.write_text(file.read_text("utf-8").replace("make clear", "make plain"), "utf-8")
    (work.root / "drafts/commissioner/5.md").write_text("at work on another", "utf-8")
    done = recording.record(work, file)
    assert done.paths == (DRAFT,)
    assert git("show", "-s", "--format=%an|%ae|%s", "HEAD") == (
        "Domestic Abuse Commissioner|commissioner@actors.invalid"
        "|commissioner: amendment 4, a new version: Clause 37: advocates’ information"
    )
    assert git("status", "--porcelain") == " M drafts/commissioner/5.md"
    refused("recorded already", do=lambda: recording.record(work, file))


def test_a_new_draft_is_recorded_at_the_date_that_it_says(work, git):
    file = work.drafts / "a-new-actor" / "1.md"
    file.parent.mkdir()
    file.write_bytes((work.drafts / "lords-report-2024" / "amendment-96.md").read_bytes().replace(b"\n", b"\r\n"))
    recording.record(work, file)
    assert git("show", "-s", "--format=%ae %as", "HEAD") == "a-new-actor@actors.invalid 2024-04-23"
    assert "\r" not in git("show", "HEAD:drafts/a-new-actor/1.md")
    assert git("status", "--porcelain") == ""


@pytest.mark.parametrize("name", ["*.md", ":(top)x.md", "neu é.md", "with space.md", "-q.md", '"quoted".md'])
def test_a_draft_with_signs_in_its_name_is_one_file(work, git, refused, name):
    file = work.drafts / "commissioner" / name
    file.write_bytes((work.root / DRAFT).read_bytes())
    hook(work, "pre-commit", "#!/bin/sh\nexit 1\n")
    refused("hook", do=lambda: recording.record(work, file))
    (work.root / ".git/hooks/pre-commit").unlink()
    (work.root / DRAFT).write_text("at work", "utf-8")
    done = recording.record(work, file)
    assert done.paths == (f"drafts/commissioner/{name}",)
    assert (
        git("-c", "core.quotePath=false", "show", "--format=", "--name-only", "-z", "HEAD").strip("\0") == done.paths[0]
    )
    assert git("status", "--porcelain") == f" M {DRAFT}"


@pytest.mark.parametrize(
    "settings",
    [
        ("core.splitIndex=true", "index.version=4"),
        ("feature.manyFiles=true", "core.untrackedCache=true"),
        ("core.autocrlf=true", "core.ignoreCase=true", "core.fileMode=false"),
        ("log.showRoot=false", "diff.noprefix=true", "color.ui=always", "status.showUntrackedFiles=no"),
        ("user.useConfigOnly=true", "i18n.commitEncoding=ISO-8859-1", "core.commentChar=P", "commit.cleanup=strip"),
    ],
)
def test_the_settings_of_users_do_not_come_between(work, git, settings):
    for setting in settings:
        git("config", *setting.split("="))
    git("update-index", "--refresh")
    for number in range(3):
        done = add(work, f"Number {number} — “with” signs.")
        assert git("rev-parse", "HEAD") == done.commit
        assert git("status", "--porcelain", "--untracked-files=all") == ""
    file = work.root / DRAFT
    file.write_text(file.read_text("utf-8").replace("make clear", "make plain"), "utf-8")
    recording.record(work, file)
    assert git("status", "--porcelain", "--untracked-files=all") == ""
    assert verify(work).findings == ()
    git.sound()


def test_a_disk_without_links_will_do(work, git, monkeypatch):
    def refuse(*paths):
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    done = add(work, "Without links.")
    assert git("rev-parse", "HEAD") == done.commit
    assert git("status", "--porcelain") == ""
    (work.root / ".git" / "index.lock").write_text("")
    with pytest.raises(RecordError, match="another git command is at work"):
        add(work, "While git is at work.")
    assert git("status", "--porcelain") == ""


def test_a_work_tree_beside_is_recorded_in(work, git, git_in, tmp_path):
    git("worktree", "add", "--quiet", "-b", "beside", str(tmp_path / "beside"))
    space, beside = workspace.load(tmp_path / "beside"), git_in(tmp_path / "beside")
    done = add(space, "Beside.")
    assert beside("rev-parse", "HEAD") == git("rev-parse", "beside") == done.commit
    assert beside("status", "--porcelain") == git("status", "--porcelain") == ""


def test_a_position_is_put_right_only_with_a_reason(work, git, refused):
    file = next(work.positions("commissioner").glob("*-P55.md"))
    file.write_text(file.read_text("utf-8").replace("letter", "long letter"), "utf-8")
    refused("not changed without a reason", "--why", do=lambda: recording.record(work, file))
    recording.record(work, file, why="The letter was long.")
    assert git("show", "-s", "--format=%(trailers:key=Why,valueonly)", "HEAD") == "The letter was long."
    assert git("status", "--porcelain") == ""


@pytest.mark.parametrize("where", ["README.md", "drafts/README.md", "amend.toml", "drafts/commissioner/notes.txt"])
def test_what_is_no_amendment_and_no_position_is_not_recorded(work, refused, where):
    (work.root / where).write_text("words", "utf-8")
    refused("neither an amendment nor a position", do=lambda: recording.record(work, work.root / where))


def test_a_file_outside_the_workspace_is_not_recorded(work, refused, tmp_path):
    (tmp_path / "1.md").write_text("words")
    refused("not in the workspace", do=lambda: recording.record(work, tmp_path / "1.md"))


def test_the_same_position_twice_is_told(work, refused):
    add(work, "Refused.")
    refused("it is there already", "amend status")


def test_what_is_staged_is_refused_and_stays_staged(work, git, refused):
    (work.root / DRAFT).write_text("staged", "utf-8")
    git("add", DRAFT)
    refused("staged", "git restore --staged .")
    git("restore", "--staged", ".")
    add(work, "Now it works.")


def test_a_detached_head_is_refused(work, git, refused):
    git("checkout", "--quiet", "--detach")
    refused("HEAD is detached", "git switch main")


def test_a_branch_without_a_commit_is_refused(work, git):
    git("checkout", "--quiet", "--orphan", "other")
    git("rm", "--quiet", "-r", "--cached", ".")
    with pytest.raises(RecordError, match="nothing is recorded yet on this branch"):
        add(work, "Refused.")


def diverged(work, git):
    """Two branches that both change the same row."""
    git("checkout", "--quiet", "-b", "other")
    for branch, words in (("other", "one"), ("main", "two")):
        git("checkout", "--quiet", branch)
        (work.root / DRAFT).write_text(f"{words}\n", "utf-8")
        git("commit", "--quiet", "-am", words)


@pytest.mark.parametrize(
    ("begin", "told"),
    [
        (("merge", "--quiet", "other"), ("a merge is under way", "git merge --continue, or --abort")),
        (("rebase", "--quiet", "other"), ("a rebase is under way", "git rebase --continue, or --abort")),
        (("cherry-pick", "other"), ("a cherry-pick is under way", "--abort")),
        (("revert", "other"), ("a revert is under way", "--abort")),
    ],
)
def test_what_git_has_begun_must_be_ended_first(work, git, refused, begin, told):
    diverged(work, git)
    git(*begin, code=None)
    refused(*told)
    git(begin[0], "--abort")
    add(work, "Now it works.")


def test_a_folder_that_is_no_repository_is_refused(tmp_path):
    space = workspace.save(workspace.Workspace(tmp_path))
    with pytest.raises(RecordError, match=r"no git repository of its own; make a workspace with “amend init DIR”"):
        add(space, "Refused.", kind="ngo")
    assert [one.name for one in tmp_path.iterdir()] == ["amend.toml"]


def test_without_git_it_says_so(work):
    done = subprocess.run(
        [sys.executable, "-m", "amend", "position", "add", "commissioner", "--date", "2024", "--stance", "opposes", "--on", "x"],
        cwd=work.root, env={"PATH": "/nowhere", "PYTHONPATH": str(ROOT)}, capture_output=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.decode() == "amend: git is not installed, or not on the path; install git, then try again\n"


def test_a_hook_that_fails_is_told_and_nothing_is_recorded(work, refused):
    hook(work, "pre-commit", "#!/bin/sh\necho 'no tabs, please' >&2\nexit 1\n")
    refused("pre-commit hook refused it", "no tabs, please")
    hook(work, "pre-commit", "exit 0\n")  # without a first row that says what runs it
    hook(work, "commit-msg", "#!/bin/sh\ngrep -q Ticket $1\n")
    refused("commit-msg hook refused it", "code 1")
    hook(work, "commit-msg", "#!/bin/sh\nexit 0\n")
    hook(work, "reference-transaction", "#!/bin/sh\nexit 1\n")
    refused("git update-ref failed")
    (work.root / ".git/hooks/reference-transaction").unlink()
    add(work, "Now it works.")


def test_hooks_see_the_record_and_may_change_it(work, git):
    hook(work, "pre-commit", "#!/bin/sh\ngit diff --cached --name-only > ../seen\ncat $(cat ../seen) > ../text\n")
    hook(work, "commit-msg", '#!/bin/sh\necho "Change-Id: I123" >> "$1"\n')
    hook(work, "post-commit", "#!/bin/sh\ngit rev-parse HEAD > ../after\nexit 1\n")
    done = add(work, "Seen by hooks.")
    beside = work.root.parent
    assert (beside / "seen").read_text().strip() == done.paths[0]
    assert "Seen by hooks." in (beside / "text").read_text("utf-8")
    assert (beside / "after").read_text().strip() == done.commit
    assert git("show", "-s", "--format=%(trailers:key=Change-Id,valueonly)", "HEAD") == "I123"
    assert git("status", "--porcelain") == ""


def test_hooks_in_a_folder_of_the_users_choice_run(work, git, refused):
    hook(work, "pre-commit", "#!/bin/sh\necho elsewhere\nexit 1\n", folder="../hooks")
    git("config", "core.hooksPath", str(work.root.parent / "hooks"))
    refused("elsewhere")


def test_a_hook_that_records_again_is_not_waited_for_for_ever(work, refused):
    hook(work, "pre-commit", f"#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -c '{SHORT}'\n")
    refused("pre-commit hook refused it", "is recording")


SHORT = """
import sys
from amend.ledger import recording, workspace
from amend.ledger.git import founding, lock
from amend.errors import AmendError
lock.lock_held.__wrapped__.__defaults__ = (0.3,)
try:
    recording.record(workspace.workspace_of(), "drafts/commissioner/4.md")
except AmendError as error:
    sys.exit(str(error))
"""


def test_what_a_hook_has_set_for_git_does_not_lead_elsewhere(work, git, git_in, tmp_path, monkeypatch):
    other = tmp_path / "other"
    subprocess.run(["git", "init", "--quiet", str(other)], check=True)
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    done = add(work, "From a hook.")
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name)
    assert git("rev-parse", "HEAD") == done.commit
    assert git("status", "--porcelain") == ""
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other))
    with pytest.raises(RecordError, match="unset GIT_OBJECT_DIRECTORY"):
        add(work, "Elsewhere.")


def test_commits_are_signed_where_git_is_set_to_and_nothing_is_recorded_unsigned(work, git, refused):
    git("config", "commit.gpgSign", "true")
    git("config", "gpg.program", "/bin/false")
    refused("gpg failed to sign")


def test_a_lock_left_by_a_dead_process_is_taken_over(work, git):
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    left = f'{{"pid": {int(ended.stdout)}, "host": "{socket.gethostname()}"}}'
    for text in (left, "half writ", ""):
        (work.root / ".git" / lock.NAME).write_text(text)
        add(work, f"After {text}.")
    git.sound()


def test_a_lock_of_another_host_is_respected_and_told(work, refused):
    (work.root / ".git" / lock.NAME).write_text('{"pid": 7, "host": "elsewhere"}')
    refused("process 7 on elsewhere", "delete the file", "amend.lock")


def test_a_lock_that_is_held_is_waited_for_and_its_owner_told(work):
    directory = work.root / ".git"
    said = rf"process {os.getpid()} on .* is recording; try again"
    start = time.monotonic()
    with lock.lock_held(directory), pytest.raises(RecordError, match=said), lock.lock_held(directory, patience=0.2):
        pass
    assert time.monotonic() - start < 2
    add(work, "It is free again.")


def test_a_lock_of_git_is_told(work, refused):
    for name in ("index.lock", "refs/heads/main.lock"):
        file = work.root / ".git" / name
        file.write_text("")
        refused("another git command is at work", "if none is, delete")
        assert file.exists(), "it may be that of a git that runs"
        file.unlink()
    add(work, "Now it works.")


def test_what_somebody_else_records_meanwhile_is_built_upon(work, git):
    """A commit made while the record is under way moves the branch; the record is made anew, on top of it."""
    script = "#!/bin/sh\n[ -e ../once ] && exit 0\ntouch ../once\nunset GIT_INDEX_FILE\ngit commit -q --allow-empty --no-verify -m theirs\n"
    hook(work, "pre-commit", script)
    done = add(work, "Mine.")
    assert git.rows("log", "-2", "--format=%s") == ["commissioner: supports, example.org", "theirs"]
    assert git("rev-parse", "HEAD") == done.commit
    assert git("status", "--porcelain") == ""


def test_what_somebody_else_stages_meanwhile_is_not_lost(work, git):
    script = "#!/bin/sh\n[ -e ../once ] && exit 0\ntouch ../once\nunset GIT_INDEX_FILE\necho x >> drafts/README.md\ngit add drafts/README.md\n"
    hook(work, "pre-commit", script)
    with pytest.raises(RecordError, match="staged"):
        add(work, "Mine.")
    assert git("status", "--porcelain") == "M  drafts/README.md"
    git.sound()


def test_two_writers_race_again_and_again_and_lose_nothing(work, git, recorders):
    one, other = recorders(), recorders()
    made = []
    before = git.rows("rev-list", "HEAD")
    files = len(Repository.of(work).files("HEAD", "drafts"))
    for race in range(RACES):
        task = {"root": str(work.root), "do": "add", "date": "2024-06-01"}
        one.start(**task, actor="commissioner", summary=f"One {race}.")
        other.start(**task, actor=("commissioner", "government")[race % 2], summary=f"Other {race}.")
        for done in (one.outcome(), other.outcome()):
            assert "commit" in done, done
            made.append(done["commit"])
        if race % 10 == 9:
            git.sound()
            assert git("status", "--porcelain") == ""
    assert len(set(made)) == 2 * RACES
    assert sorted(git.rows("rev-list", "HEAD")) == sorted([*before, *made])
    assert len(Repository.of(work).files("HEAD", "drafts")) == files + 2 * RACES


@pytest.fixture
def small_disk(tmp_path):
    """A file system of three megabytes."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_full_disk_loses_nothing_and_when_there_is_room_the_next_record_works(first, small_disk, git_in):
    shutil.copytree(first, small_disk / "work")
    space, git = workspace.load(small_disk / "work"), git_in(small_disk / "work")
    full, recorded = 0, 0
    for pages in range(24):
        head = git("rev-parse", "HEAD")
        fill(small_disk, leave=pages * 4096)
        done, said = tried(space, f"With {pages} pages.")
        recorded, full = recorded + bool(done), full + bool(said)
        assert git("rev-parse", "HEAD~1" if done else "HEAD") == head
        if said:
            assert "\n" not in said
            assert any(word in said for word in ("make room", "No space")), said
        (small_disk / "filling").unlink()
        git.sound()
        done = add(space, f"After {pages} pages.")
        assert git("rev-parse", "HEAD") == done.commit
        assert git("status", "--porcelain") == ""
    assert full > 3
    assert recorded > 3


def test_a_workspace_is_not_made_on_a_full_disk(small_disk):
    for room in (0, 40, 150, 250):
        fill(small_disk, leave=room * 1024)
        with pytest.raises(AmendError, match=r"/disk/work: .*make room"):
            founding.init(small_disk / "work")
        assert [one.name for one in small_disk.iterdir()] == ["filling"]
        (small_disk / "filling").unlink()


def tried(space, summary):
    """What a record gives, and what is said when it is refused."""
    try:
        return add(space, summary), ""
    except AmendError as error:
        return None, str(error)


def fill(disk, leave):
    """Fill the disk but for some bytes."""
    room = os.statvfs(disk)
    with (disk / "filling").open("wb") as file:
        file.write(b"x" * (room.f_bavail * room.f_frsize - leave))


@pytest.fixture
def open_to_all(first):
    """A workspace of a user who is not root, in folders that they may look into."""
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)
        root = Path(place, "work")
        shutil.copytree(first, root)
        if os.geteuid() == 0:
            for one in [root, *root.rglob("*")]:
                os.chown(one, NOBODY, NOBODY)
        yield workspace.load(root)


def test_a_folder_that_may_not_be_written_is_told(open_to_all, recorders):
    root = open_to_all.root
    task = {"root": str(root), "do": "add", "actor": "commissioner", "date": "2024", "summary": "Refused."}
    task |= {"as": NOBODY} if os.geteuid() == 0 else {}
    recorder = recorders()
    read_only(root)
    done = recorder(**task)
    assert done.get("error", "").endswith(
        "nothing can be recorded there (Permission denied); see that you may write"
    ), done
    read_only(root, undo=True)
    read_only(root / ".git" / "objects")
    done = recorder(**task)
    assert "insufficient permission" in done["error"], done
    assert "see that you may write there" in done["error"], done
    read_only(root / ".git" / "objects", undo=True)
    assert "commit" in recorder(**task)


def read_only(folder, undo=False):
    for one in [folder, *folder.rglob("*")]:
        mode = stat.S_IMODE(one.stat().st_mode)
        one.chmod(mode | 0o200 if undo else mode & ~0o222)
