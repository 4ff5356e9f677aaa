"""The official sources on loopback, and a workspace into which their texts are fetched by the command itself."""

import os
import shutil
import subprocess
from typing import NamedTuple

import pytest
from official_server import Official

from amend.cli.main import main
from amend.ledger import workspace
from amend.ledger.git import founding
from amend.ledger.git.repository import Repository


class Ended(NamedTuple):
    """What a run of the command left."""

    code: int
    out: str
    err: str


class Typed:
    """A folder, the services, and the command run in this process as somebody types it there."""

    def __init__(self, folder, official, capsys, monkeypatch):
        self.folder, self.official, self._capsys = folder, official, capsys
        monkeypatch.chdir(folder)
        for name, value in official.settings(folder.parent).items():
            monkeypatch.setenv(name, value)

    def __call__(self, *arguments):
        self._capsys.readouterr()
        try:
            code = main([os.fspath(one) for one in arguments], standalone_mode=False) or 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        ended = Ended(code, *self._capsys.readouterr())
        assert "Traceback" not in ended.err
        return ended


class Office(Typed):
    """The same in a workspace."""

    @property
    def root(self):
        return self.folder

    def git(self, *arguments):
        subprocess.run(["git", *arguments], cwd=self.root, check=True)

    @property
    def space(self):
        return workspace.load(self.root)

    @property
    def commits(self):
        return Repository.of(self.space).commits()

    def files(self):
        """Every file of the workspace with what it holds, but for what git keeps."""
        return {
            one.relative_to(self.root).as_posix(): one.read_bytes()
            for one in sorted(self.root.rglob("*"))
            if one.is_file() and ".git" not in one.relative_to(self.root).parts
        }

    def text(self, path):
        return (self.root / path).read_text("utf-8")


@pytest.fixture
def official():
    with Official() as running:
        yield running


@pytest.fixture(scope="session")
def founded(tmp_path_factory):
    """An empty workspace, made once; not to be changed."""
    folder = tmp_path_factory.mktemp("founded") / "office"
    with pytest.MonkeyPatch.context() as patch:
        clerk(patch)
        founding.init(folder, empty=True)
    return folder


def clerk(patch):
    """Git knows who records, and none of the settings of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        patch.delenv(name)
    for role in ("AUTHOR", "COMMITTER"):
        patch.setenv(f"GIT_{role}_NAME", "A Clerk")
        patch.setenv(f"GIT_{role}_EMAIL", "clerk@example.invalid")
    patch.setenv("GIT_TEST_FSYNC", "0")
    patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


@pytest.fixture
def typed(official, tmp_path, capsys, monkeypatch):
    (tmp_path / "here").mkdir()
    return Typed(tmp_path / "here", official, capsys, monkeypatch)


@pytest.fixture
def office(official, founded, tmp_path, capsys, monkeypatch):
    clerk(monkeypatch)
    shutil.copytree(founded, tmp_path / "office")
    return Office(tmp_path / "office", official, capsys, monkeypatch)
