"""What every test may ask for: the real parliamentary files, folders made once, and how many cases a law is tried on."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("amend", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("amend")


@pytest.fixture(scope="session")
def corpus():
    """The folder of real parliamentary files; the test is skipped where it is absent."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "corpus"
    folder = Path(os.environ.get("AMEND_CORPUS") or beside)
    if not folder.is_dir():
        pytest.skip("the real parliamentary files are not here: set AMEND_CORPUS")
    return folder


@pytest.fixture(scope="session")
def made_once(tmp_path_factory, request):
    """`made_once(name, make)`: a folder that `make(folder)` fills, once for all workers of a run; it is for reading only."""

    def once(name, make):
        shared = tmp_path_factory.getbasetemp()
        if hasattr(request.config, "workerinput"):
            shared = shared.parent
        folder, done = shared / name, shared / f"{name}.done"
        with open(shared / f"{name}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return once


@pytest.fixture(scope="session")
def public(demonstrated):
    """The folder of the site of what comes with amend, as the demo makes it."""
    return demonstrated[0] / "amend-demo" / "site"


@pytest.fixture(scope="session")
def public_files(public):
    """Every file of that site by its path, as text."""
    files = (file for file in public.rglob("*") if file.is_file())
    return {file.relative_to(public).as_posix(): file.read_bytes().decode("utf-8", "replace") for file in files}


@pytest.fixture(scope="session")
def demonstrated(made_once):
    """A folder in which `amend demo` was run once, and how that ended: "code", "out" and "err"."""
    return _once(made_once, "demonstrated", "demo")


@pytest.fixture(scope="session")
def published(made_once):
    """A folder in which `amend site -o public` was run once, and how that ended: "code", "out" and "err"."""
    return _once(made_once, "published", "site", "-o", "public")


@pytest.fixture(scope="session")
def at_hand(demonstrated, published):
    """By what is typed: the commands of the README that take longest, as they were run once. For a `Shell`, which need
    not run them again: the folder that they made, the exit code, and the rows that a reader would see."""
    runs = {"amend demo": (*demonstrated, "amend-demo"), "amend site -o public": (*published, "public")}
    return {
        typed: (folder / made, ended["code"], (ended["err"] + ended["out"]).splitlines())
        for typed, (folder, ended, made) in runs.items()
    }


def _once(made_once, name, *words):
    """A folder in which a command was run in a process of its own, once for all workers, and how that ended."""

    def make(folder):
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
            "PYTHONWARNINGS": "error",
            "LC_ALL": "C.UTF-8",
            "COLUMNS": "100",
            "NO_COLOR": "1",
        }
        call = [sys.executable, "-m", "amend", *words]
        done = subprocess.run(call, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
        ended = {"code": done.returncode, "out": done.stdout.decode(), "err": done.stderr.decode()}
        folder.with_name(f"{name}.json").write_text(json.dumps(ended))

    folder = made_once(name, make)
    return folder, json.loads(folder.with_name(f"{name}.json").read_text())
