"""A desk that is killed, at whatever moment, loses nothing that was kept, leaves nothing half written, and goes on."""

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from types import SimpleNamespace

import pytest
from desk_at_work import LINE, Asking, at_work, do, office, row_of, shown

from amend.formats import draft


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return office(tmp_path_factory.mktemp("killed") / "office")


def started(folder):
    process = subprocess.Popen(
        [sys.executable, "-m", "amend", "desk", str(folder), "--no-open"], stdout=subprocess.PIPE, text=True
    )
    port, token = re.search(r":(\d+)/\?token=(\S+)", process.stdout.readline()).groups()
    return process, Asking(SimpleNamespace(port=int(port), token=token))


def test_a_killed_desk_loses_nothing_that_was_kept_and_offers_the_text_again(folder):
    process, ask = started(folder)
    with process:
        sheet = ask.post("/edit/begin", {}).data["go"].split("=")[1]
        first = shown(ask, sheet)
        at = row_of(first["clause"], "must keep it clean")
        edit = {"kind": "reword", "row": at, "piece": 0, "words": "The keeper of a pond must keep it clear."}
        assert do(ask, sheet, 0, first["at"], **edit).status == 200
        kept, version = [], 1

        def busy():
            """Keeps one amendment after the other and edits meanwhile, until the desk is gone."""
            nonlocal version
            try:
                for number in range(1, 500):
                    said = {"words": LINE, "print": "HL Bill 7", "actor": "busy", "number": str(number)}
                    if "1 amendment kept." in ask.post("/write/kept", {**said, "statement": "x" * 4000}).data["told"]:
                        kept.append(number)
                    if (
                        do(ask, sheet, version, first["at"], **edit | {"words": f"The keeper keeps {number}."}).status
                        == 200
                    ):
                        version += 1
            except (OSError, ValueError):
                return

        thread = threading.Thread(target=busy)
        thread.start()
        time.sleep(0.5 + random.Random(os.getpid()).random())
        process.send_signal(signal.SIGKILL)
        thread.join(20)
    assert kept
    found = {int(file.stem): draft.read(file) for file in (folder / "drafts" / "busy").glob("*.md")}
    assert set(kept) <= set(found)
    assert {len(one.statement) for one in found.values()} == {4000}
    with at_work(folder) as running:
        ask = Asking(running)
        page = ask.get("/edit").text
        assert "was left unfinished" in page
        go = ask.post("/edit/resume", {"id": sheet}).data["go"]
        assert go == f"/edit?sheet={sheet}"
        again = shown(ask, sheet)
        assert again["version"] >= version
        assert "keeps" in again["beside"]
        assert (
            ask.post(f"/edit/{sheet}/undo", {"version": again["version"], "at": again["at"], "was": ""}).status == 200
        )
        assert "was left unfinished" not in ask.get("/edit").text


def test_an_unfinished_text_is_forgotten_when_that_is_asked_for(tmp_path):
    folder = office(tmp_path / "office")
    with at_work(folder) as running:
        ask = Asking(running)
        sheet = ask.post("/edit/begin", {}).data["go"].split("=")[1]
        first = shown(ask, sheet)
        do(ask, sheet, 0, "", kind="remove", row=first["at"])
    with at_work(folder) as running:
        ask = Asking(running)
        assert "left unfinished, with 1 edit" in ask.get("/edit").text
        assert ask.post("/edit/resume", {"id": "../../amend"}).status == 422
        assert ask.post("/edit/resume", {"id": sheet, "forget": "yes"}).data == {"go": "/edit"}
        assert "left unfinished" not in ask.get("/edit").text
