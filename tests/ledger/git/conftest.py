"""Workspaces to record in, real git beside them, and a process that records and can be killed."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from amend.ledger import workspace
from amend.ledger.git import founding

ROOT = Path(__file__).resolve().parents[3]
NOW = "2026-01-05T10:00:00+00:00"
CLERK = {"GIT_COMMITTER_NAME": "A Clerk", "GIT_COMMITTER_EMAIL": "clerk@example.invalid"}


class Git:
    """Git in a folder, as a user runs it."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def __call__(self, *arguments, code=0, **environment):
        done = subprocess.run(
            ["git", *map(str, arguments)],
            cwd=self.folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
        )
        if code is not None:
            assert done.returncode == code, (arguments, done.returncode, done.stdout.decode(), done.stderr.decode())
        return (done.stdout + done.stderr).decode().strip("\n")

    def rows(self, *arguments):
        return self(*arguments).splitlines()

    def sound(self):
        """Git finds nothing wrong with what it holds."""
        self("fsck", "--strict", "--no-dangling", "--no-progress")


@pytest.fixture(autouse=True)
def clerk(monkeypatch, tmp_path_factory):
    """Git knows who records, and none of the settings of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in CLERK.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GIT_AUTHOR_NAME", "A Clerk")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "clerk@example.invalid")
    monkeypatch.setenv("GIT_TEST_FSYNC", "0")  # the disk is not waited for: no test takes away the power
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


@pytest.fixture(scope="session")
def first(tmp_path_factory):
    """The workspace that comes with the package, made once; not to be changed."""
    folder = tmp_path_factory.mktemp("first") / "work"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**CLERK, "GIT_COMMITTER_DATE": NOW, "GIT_CONFIG_GLOBAL": os.devnull}.items():
            patch.setenv(name, value)
        founding.init(folder)
    return folder


@pytest.fixture
def work(first, tmp_path):
    """A workspace of the test's own, with the whole record."""
    shutil.copytree(first, tmp_path / "work")
    return workspace.load(tmp_path / "work")


@pytest.fixture
def git(work):
    return Git(work.root)


@pytest.fixture
def git_in():
    """Git in any folder."""
    return Git


class Recorder:
    """See recorder.py. Called with a task it gives the outcome."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("recorder.py")],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def start(self, **task):
        self.process.stdin.write(json.dumps(task).encode() + b"\n")
        self.process.stdin.flush()

    def outcome(self):
        return json.loads(self.process.stdout.readline())

    def __call__(self, **task):
        self.start(**task)
        return self.outcome()

    def end(self):
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()


@pytest.fixture
def recorders():
    """Makes recorders, and ends them."""
    made = []

    def make():
        made.append(Recorder())
        return made[-1]

    yield make
    for recorder in made:
        recorder.end()
