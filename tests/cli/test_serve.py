"""`amend serve` shows the site of the workspace on this machine, makes it again on change, and ends with Ctrl-C."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

GET = build_opener(ProxyHandler({})).open


@pytest.fixture
def space(ponds):
    """The command in a workspace with a small Bill and one draft to it."""
    for name in ("bills", "drafts"):
        (ponds.folder / name).mkdir(parents=True)
    shutil.move(ponds.folder / "bill.xml", ponds.folder / "bills" / "bill.xml")
    (ponds.folder / "amend.toml").write_text('print = "Bill 1"\nfile = "bills/bill.xml"\n')
    tabled(ponds.folder, "friends")
    return ponds


def tabled(folder, actor):
    """An amendment of an actor."""
    place = folder / "drafts" / actor
    place.mkdir(exist_ok=True)
    (place / "1.md").write_text(
        '---\nnumber: "1"\nprint: "Bill 1"\n---\n\nClause 1, page 1, line 2, leave out “clean” and insert “deep”\n'
    )


class Running:
    """A server in a process of its own. address: where. said: its messages, a line each, as far as they have come."""

    def __init__(self, space, *words, cwd=None, program=("-m", "amend"), **environment):
        self.messages = space.folder / "messages"
        with self.messages.open("w") as stderr:
            self.process = subprocess.Popen(
                [sys.executable, *program, "serve", *words],
                cwd=cwd or space.folder,
                env={**space.environment, "TMPDIR": str(space.folder / "temporary"), **environment},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
            )
        self.address = self.process.stdout.readline().strip()

    def page(self, path=""):
        with GET(self.address + path, timeout=10) as answer:
            return answer.read().decode()

    @property
    def said(self):
        return self.messages.read_text().splitlines()

    def until(self, true, seconds=60):
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, self.said
            time.sleep(0.05)


@contextmanager
def running(space, *words, ends=signal.SIGINT, **how):
    (space.folder / "temporary").mkdir(exist_ok=True)
    one = Running(space, *words, **how)
    try:
        yield one
        one.process.send_signal(ends)
        out, _ = one.process.communicate(timeout=60)
        assert (one.process.returncode, out) == (0, ""), one.said
        assert not [row for row in one.said if "Traceback" in row or "Error" in row]
        assert not list((space.folder / "temporary").iterdir()), "what was made is taken away"
    finally:
        one.process.kill()
        one.process.communicate()


def test_the_site_is_made_again_when_a_draft_changes_and_the_good_pages_stay_while_something_is_broken(space):
    before = {name: data for name, data in space.files().items() if not name.startswith("drafts")}
    with running(space) as one:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", one.address), one.said
        first = one.page()
        assert "Friends" in first
        assert "Others of the pond" not in first
        assert one.said[-1] == "Ctrl-C ends it."
        tabled(space.folder, "others-of-the-pond")
        one.until(lambda: "Made again." in one.said)
        assert "Others of the pond" in one.page()
        toml = (space.folder / "amend.toml").read_text()
        (space.folder / "amend.toml").write_text("print = [")
        one.until(lambda: "the pages from before are shown" in one.said[-1])
        assert len(one.said) == len([row for row in one.said if row != one.said[-1]]) + 1, "it is said once"
        assert "Others of the pond" in one.page()
        (space.folder / "amend.toml").write_text(toml)
        one.until(lambda: one.said[-1] == "Made again.")
        assert "Others of the pond" in one.page()
    after = {name: data for name, data in space.files().items() if not name.startswith("drafts")}
    assert {name: data for name, data in after.items() if name not in ("messages", "temporary")} == before


@pytest.mark.parametrize("ends", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_with_ctrl_c_and_when_it_is_told_to_without_a_trace(space, ends):
    with running(space, ends=ends) as one:
        assert one.address


def test_it_can_be_ended_while_the_site_is_made(space):
    (space.folder / "temporary").mkdir()
    quiet = (
        "error,ignore::ResourceWarning"  # Python itself can be stopped between opening a file and taking charge of it
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "amend", "serve"],
        cwd=space.folder,
        env={**space.environment, "PYTHONWARNINGS": quiet, "TMPDIR": str(space.folder / "temporary")},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not list((space.folder / "temporary").glob("amend-serve-*")) and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Traceback" not in err
    assert not list((space.folder / "temporary").glob("amend-serve-*"))


def test_a_folder_of_pages_is_shown_as_it_is(space):
    assert space("site", "-o", "public").code in (0, 3)
    before = space.files()
    with running(space, "public") as one:
        assert "Friends" in one.page("index.html")
        assert "/-/reload.js?1" in one.page()
        assert one.said == ["Ctrl-C ends it."]
    after = space.files()
    assert {name: after[name] for name in before} == before


SMALL = f"""
import sys
from pathlib import Path
from pytest import MonkeyPatch
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from amend.cli.main import main
from small_example import put_small_example
put_small_example(MonkeyPatch(), Path("../example").resolve())
main(prog_name="amend")
"""


def test_outside_a_workspace_it_is_the_site_of_what_comes_with_amend(amend, tmp_path_factory):
    """A small Bill and record come with it here."""
    outside = replace(amend, folder=tmp_path_factory.mktemp("outside") / "here")
    outside.folder.mkdir()
    with running(outside, program=("-c", SMALL)) as one:
        front = one.page()
    assert "<h1>Ponds Bill</h1>" in front
    assert "Domestic Abuse Commissioner" in front


def test_a_port_that_is_taken_is_one_line_before_anything_is_made(space):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = space("serve", "--port", str(port))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"amend: port {port}: it cannot be had (")
    assert ran.err.count("\n") == 1


def test_a_port_that_is_named_is_the_one(space):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with running(space, "--port", str(port)) as one:
        assert one.address == f"http://127.0.0.1:{port}/"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["gone"], 1, "there is no such folder"),
        (["drafts"], 1, "there is no index.html in it"),
        (["--port", "70000"], 2, "70000"),
        (["--actor", "mein"], 1, "mein"),
        (["drafts", "--actor", "friends"], 2, "--actor is for a site that is made"),
    ],
)
def test_what_cannot_be_shown_is_told(space, words, code, said):
    ran = space("serve", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_a_browser_is_opened_only_when_asked(space):
    browser = space.folder / "browser"
    browser.write_text('#!/bin/sh\necho "$1" > opened\n')
    browser.chmod(0o755)
    with running(space, BROWSER=f"{browser} %s") as one:
        assert one.address
    assert not (space.folder / "opened").exists()
    with running(space, "--open", BROWSER=f"{browser} %s") as one:
        one.until((space.folder / "opened").exists)
    assert (space.folder / "opened").read_text().strip() == one.address
    only_git = space.folder / "programs"
    only_git.mkdir()
    (only_git / "git").symlink_to(shutil.which("git"))
    with running(space, "--open", BROWSER=os.devnull, PATH=str(only_git)) as one:
        one.until(lambda: any("open http://127.0.0.1" in row for row in one.said))
