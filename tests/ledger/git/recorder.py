"""A process that records when it is told to, in children of its own that it kills when it is told to.

Run as a program it reads a row of JSON for each task and prints one for each outcome. The children are forks, so that
a record costs no start of Python. A task: `root`, `do` ("init", "add", "record", "status"), the arguments of that, and `kill`:
{"line": n} kills the child and every git it started as it is about to run the nth line of the modules that record;
{"after": s} does so after that many seconds, wherever it is; nothing lets it end, and {"line": 0} counts the lines.
With "stops" it is interrupted instead. `as` has it done by another user.
"""

import json
import os
import select
import shutil
import signal
import sys
import tempfile
import traceback
import warnings
from contextlib import suppress
from pathlib import Path

from amend.errors import AmendError
from amend.ledger import recording, workspace
from amend.ledger.git import founding
from amend.ledger.status import status

TRACED = ("amend/ledger/git/", "amend/formats/files.py", "amend/ledger/recording.py")

POSITION = {"stance": "supports", "on": ("firewall",), "sources": ("example.org",)}


def perform(task):
    if task["do"] == "init":
        founding.init(task["root"])
        return None
    space = workspace.load(task["root"])
    if task["do"] == "status":
        status(space)
        return None
    if task["do"] == "record":
        return recording.record(space, space.root / task["file"], why=task.get("why", ""))
    taken = recording.taken(space, task["actor"], date=task["date"], summary=task["summary"], **POSITION)
    return recording.add(space, taken)


def traced(kill, stops):
    """Count the lines of the modules that record, and kill this process and its children before a given one.

    stops: the process is only interrupted, as with Ctrl-C.
    """
    seen = [0]

    def on_line(frame, event, _):
        if event == "line":
            seen[0] += 1
            if seen[0] == kill:
                if stops:
                    raise KeyboardInterrupt
                os.killpg(0, signal.SIGKILL)
        return on_line

    def on_call(frame, event, _):
        return on_line if any(part in frame.f_code.co_filename for part in TRACED) else None

    if kill is not None:
        sys.settrace(on_call)
    return seen


def rehearse(task):
    """Do the task on a copy, and so load what it loads late: another user may not read where that is installed."""
    with tempfile.TemporaryDirectory() as place:
        copy = shutil.copytree(task["root"], Path(place, "copy"))
        with suppress(AmendError):
            perform({**task, "root": str(copy)})


def child(task, out):
    if "as" in task:
        os.setgid(task["as"])
        os.setuid(task["as"])
    kill = task.get("kill", {})
    seen = traced(kill.get("line"), kill.get("stops"))
    try:
        done = perform(task)
        said = {"commit": done and done.commit, "paths": done and done.paths, "settled": done and done.settled}
    except AmendError as error:
        said = {"error": str(error)}
    except Exception:  # noqa: BLE001 - whatever it is, the test that reads the outcome shows it
        said = {"broke": traceback.format_exc()}
    sys.settrace(None)
    os.write(out, json.dumps({**said, "lines": seen[0]}).encode())


def run(task):
    if "as" in task:
        rehearse(task)
    coming, out = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.setpgid(0, 0)
            child(task, out)
        finally:
            os._exit(0)
    os.close(out)
    with suppress(OSError):  # the child was first to do it
        os.setpgid(pid, pid)
    if "after" in task.get("kill", {}):
        select.select([coming], [], [], task["kill"]["after"])
        os.killpg(pid, signal.SIGKILL)
    said = b""
    while part := os.read(coming, 65536):
        said += part
    os.close(coming)
    os.waitpid(pid, 0)
    return json.loads(said) if said else {"killed": True}


if __name__ == "__main__":
    warnings.simplefilter("error")
    for row in sys.stdin:
        sys.stdout.write(f"{json.dumps(run(json.loads(row)))}\n")
        sys.stdout.flush()
