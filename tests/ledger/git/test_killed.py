"""A record that is killed, at every step of it, leaves all of itself or nothing, and the next one works."""

import json
import os
import random
import time
from itertools import count

import pytest

KILLS, STEP = (200, 1) if "AMEND_LONG" in os.environ else (48, 2)
PARTS = 2
"""The kills are shared out, each part to a workspace of its own. STEP: of those that follow one another, one in so many."""

DRAFT = "drafts/commissioner/4.md"
ADD = {"do": "add", "actor": "commissioner", "date": "2024-06-01"}


class Killed:
    """A workspace in which records are killed; it knows what was recorded for certain.

    recorded: the ids of the commits that were told to be made, oldest first.
    """

    def __init__(self, work, git, recorder):
        self.work, self.git, self.recorder = work, git, recorder
        self.number = count()
        self.recorded = git.rows("rev-list", "--reverse", "HEAD")
        self.told = []

    def task(self, seed):
        """A position to be added, or every third time a draft that has a new text."""
        number = next(self.number)
        if seed % 3:
            return {**ADD, "summary": f"Position {number}."}
        file = self.work.root / DRAFT
        file.write_text(f"{self.git('show', f'HEAD:{DRAFT}')}\n\nVersion {number}.\n", "utf-8")
        return {"do": "record", "file": DRAFT}

    def run(self, task, **kill):
        return self.recorder(root=str(self.work.root), **task, kill=kill)

    def check(self):
        """Git is sound, nothing recorded is lost, and at most one record more is there, whole."""
        self.git.sound()
        now = self.git.rows("rev-list", "--reverse", "HEAD")
        assert now[: len(self.recorded)] == self.recorded
        more = now[len(self.recorded) :]
        assert len(more) <= 1
        for commit in more:
            changed = self.git.rows("show", "--format=", "--name-status", commit)
            assert len(changed) == 1, changed
        self.recorded = now
        return bool(more)

    def record(self, task):
        """The next record, which works, or says which file to delete and works then."""
        done = self.run(task)
        if "error" in done and ".lock" in done["error"]:
            self.told.append(done["error"])
            for lock in self.work.root.glob(".git/**/*.lock"):
                lock.unlink() if lock.name != "amend.lock" else None
            done = self.run(task)
        assert "commit" in done, done
        self.recorded.append(done["commit"])
        return done

    def clean(self):
        """The work tree and the index are as the last commit has them: nothing half recorded is left."""
        assert self.git("status", "--porcelain", "--untracked-files=all") == ""
        assert [file.name for file in self.work.root.glob(".git/*amend*")] == ["amend.lock"]


@pytest.fixture
def killed(work, git, recorders):
    return Killed(work, git, recorders())


def lines_of(killed, seed):
    done = killed.run(killed.task(seed), line=0)
    killed.recorded.append(done["commit"])
    return done["lines"]


def moments(killed, part):
    """The seeded kills: every second before a line, spread over all lines of a record; the others by the clock."""
    lines = {kind: lines_of(killed, kind) for kind in (0, 1)}
    for seed in range(part, KILLS, PARTS):
        chance = random.Random(seed)
        last = lines[bool(seed % 3)]
        width = last * 2 // KILLS + 1
        by_line = {"line": min(1 + seed * last // KILLS + chance.randrange(width), last)}
        yield seed, by_line if seed // PARTS % 2 else {"after": chance.uniform(0.001, 0.06)}


@pytest.mark.parametrize("part", range(PARTS))
def test_many_seeded_kills_lose_nothing_and_leave_nothing_half_done(killed, part):
    ends = {"killed": 0, "made": 0, "ended": 0}
    for seed, kill in moments(killed, part):
        before = len(killed.recorded)
        done = killed.run(killed.task(seed), **kill)
        made = killed.check()
        ends["ended" if "commit" in done else "made" if made else "killed"] += 1
        if "commit" in done:
            assert killed.recorded[before:] == [done["commit"]]
        killed.record({**ADD, "summary": f"After kill {seed}."})
        if seed % 3 == 0:  # the new text of the draft is the user's, and stays
            assert "Version" in (killed.work.root / DRAFT).read_text("utf-8")
            killed.git("checkout", "--quiet", "HEAD", "--", DRAFT)
        killed.clean()
    assert sum(ends.values()) == KILLS / PARTS
    assert ends["killed"] > KILLS / PARTS / 2, ends
    assert len(killed.told) < KILLS / PARTS / 10, killed.told


def test_status_settles_what_a_kill_left(killed):
    lines = lines_of(killed, 1)
    left = 0
    for part in range(1, 12):
        killed.run(killed.task(1), line=lines * part // 12)
        left += (killed.work.root / ".git" / "amend-record.json").exists()
        assert "error" not in killed.run({"do": "status"})
        killed.check()
        killed.clean()
    assert left > 3


def test_a_record_that_is_killed_while_it_settles_another(killed):
    lines = lines_of(killed, 1)
    left, parts = 0, range(1, 21, STEP)
    for part in parts:
        killed.run(killed.task(1), line=lines * 8 // 10 + part)
        left += (killed.work.root / ".git" / "amend-record.json").exists()
        killed.run(killed.task(1), line=lines * part // 40)
        killed.check()
        killed.record({**ADD, "summary": f"After two kills {part}."})
        killed.clean()
    assert left > len(parts) / 2


def test_ctrl_c_undoes_a_record_at_once(killed):
    lines = lines_of(killed, 1)
    undone, parts = 0, range(1, 30, STEP)
    for part in parts:
        done = killed.run(killed.task(1), line=lines * part // 30, stops=True)
        undone += not killed.check()
        assert "commit" not in done
        killed.clean()
    assert undone > len(parts) * 2 / 3


@pytest.mark.parametrize("lock", ["ours", "empty", "before", "another's"])
def test_a_lock_on_the_branch_is_taken_away_only_when_it_died_with_the_record(killed, lock):
    """A record is killed between its last note and the move of the branch, and git's lock is put beside it."""
    lines = lines_of(killed, 1)
    directory = killed.work.root / ".git"
    for line in range(lines - 1, 0, -1):
        killed.run(killed.task(1), line=line)
        noted = directory / "amend-record.json"
        if not killed.check() and noted.exists():
            break
        killed.record({**ADD, "summary": f"Settled before {line}."})
    commit = json.loads(noted.read_text())["commit"]
    assert commit
    branch = directory / "refs" / "heads" / "main.lock"
    branch.write_text({"ours": f"{commit}\n", "another's": "0" * 40}.get(lock, ""))
    if lock == "before":
        os.utime(branch, (0, 0))
    done = killed.run({**ADD, "summary": "The next."})
    if lock in ("ours", "empty"):
        assert "commit" in done, done
        killed.recorded.append(done["commit"])
    else:
        assert "main.lock" in done["error"], done
        assert "if none is, delete the lock file" in done["error"], done
        assert branch.exists()
        branch.unlink()
        killed.record({**ADD, "summary": "The one after."})
    killed.check()
    killed.clean()


def test_a_workspace_that_is_killed_as_it_is_made_is_there_whole_or_not_at_all(recorders, git_in, first, tmp_path):
    recorder, ends = recorders(), {"whole": 0, "nothing": 0}
    start = time.monotonic()
    recorder(root=str(tmp_path / "measured"), do="init")
    whole = time.monotonic() - start
    for seed in range(16):
        folder = tmp_path / f"work-{seed}"
        chance = random.Random(seed)
        recorder(root=str(folder), do="init", kill={"after": whole * (seed + chance.random()) / 15})
        if folder.exists():
            ends["whole"] += 1
            assert git_in(folder)("rev-parse", "HEAD^{tree}") == git_in(first)("rev-parse", "HEAD^{tree}")
            git_in(folder).sound()
            assert git_in(folder)("status", "--porcelain") == ""
        else:
            ends["nothing"] += 1
            assert recorder(root=str(folder), do="init") == {"commit": None, "paths": None, "settled": None, "lines": 0}
    assert ends["nothing"] > 4, ends
