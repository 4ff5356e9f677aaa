"""Two people record at once, on two machines: what both recorded is there, and only one file changed twice conflicts."""

import subprocess

import pytest

from amend.ledger import recording, workspace
from amend.ledger.verify import verify

DRAFT = "drafts/commissioner/4.md"


@pytest.fixture
def clones(work, tmp_path, git_in):
    """Two clones of a bare repository on disk, each a workspace and its git."""
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "clone", "--quiet", "--bare", str(work.root), str(remote)], check=True)
    made = []
    for name in ("here", "there"):
        subprocess.run(["git", "clone", "--quiet", str(remote), str(tmp_path / name)], check=True)
        git = git_in(tmp_path / name)
        git("config", "pull.rebase", "false")
        made.append((workspace.load(tmp_path / name), git))
    return made


def add(space, summary, actor="commissioner"):
    given = {"stance": "supports", "on": ("firewall",), "sources": ("example.org",)}
    return recording.add(space, recording.taken(space, actor, date="2024-06-01", summary=summary, **given)).paths[0]


def edited(space, words):
    file = space.root / DRAFT
    file.write_text(file.read_text("utf-8") + f"\n{words}\n", "utf-8")
    recording.record(space, file)


def exchange(git):
    """Pull and push, as a user does."""
    git("pull", "--quiet", "--no-edit")
    git("push", "--quiet")


def test_interleaved_records_of_the_same_actor_and_day_are_all_there(clones):
    paths = set()
    for turn in range(6):
        for number, (space, git) in enumerate(clones):
            paths.add(add(space, f"{number} in turn {turn}."))
            if (turn + number) % 2:
                exchange(git)
    for _, git in (*clones, *clones):
        exchange(git)
    (_, git), (_, their_git) = clones
    assert len(paths) == 12
    assert git("rev-parse", "HEAD") == their_git("rev-parse", "HEAD")
    assert paths <= set(git.rows("ls-files"))
    for space, one in clones:
        one.sound()
        assert one("status", "--porcelain") == ""
        found = verify(space)
        assert found.findings == ()
    authors = git.rows("log", "--no-merges", "--format=%ae", "--", *sorted(paths))
    assert authors == ["commissioner@actors.invalid"] * 12


def test_the_same_position_recorded_by_both_is_one(clones):
    (here, git), (there, their_git) = clones
    assert add(here, "The same.") == add(there, "The same.")
    exchange(git)
    exchange(their_git)
    assert verify(there).findings == ()
    assert len(list(there.positions("commissioner").glob("2024-06-01-*"))) == 1


def test_a_draft_that_one_changed_and_positions_of_the_other_merge(clones):
    (here, git), (there, their_git) = clones
    edited(here, "And words of one.")
    add(there, "Of the other.")
    exchange(git)
    exchange(their_git)
    assert "words of one" in (there.root / DRAFT).read_text("utf-8")
    assert their_git("status", "--porcelain") == ""


def test_a_draft_that_both_changed_conflicts_and_nothing_is_recorded_until_that_is_settled(clones):
    (here, git), (there, their_git) = clones
    edited(here, "And words of one.")
    edited(there, "And words of the other.")
    exchange(git)
    their_git("pull", "--quiet", "--no-edit", code=None)
    assert their_git("status", "--porcelain") == f"UU {DRAFT}"
    with pytest.raises(workspace.AmendError, match="a merge is under way"):
        add(there, "Meanwhile.")
    their_git("checkout", "--quiet", "--ours", DRAFT)
    their_git("add", DRAFT)
    their_git("commit", "--quiet", "--no-edit")
    add(there, "Meanwhile.")
    exchange(their_git)
    their_git.sound()


def test_what_was_pushed_meanwhile_is_not_overwritten(clones):
    (here, git), (there, their_git) = clones
    add(here, "Of one.")
    git("push", "--quiet")
    add(there, "Of the other.")
    their_git("push", "--quiet", code=1)
    exchange(their_git)
    exchange(git)
    assert len(list(here.positions("commissioner").glob("2024-06-01-*"))) == 2
