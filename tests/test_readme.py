"""What the README shows is what happens when it is followed."""

import os
import re
import shlex
import subprocess
import sys
from difflib import unified_diff
from pathlib import Path

import pytest

from amend.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEREDOC = re.compile(r"<<-?\s*['\"]?(\w+)['\"]?")
SHIM = '#!/bin/sh\nexec {python} -m amend "$@"\n'
ANY = "..."


def blocks(language):
    return [text for name, text in BLOCK.findall(README) if name == language]


def commands(block):
    """The commands of a console block, each with the rows that the README shows under it."""
    found, until = [], None
    for row in block.splitlines():
        if until:
            found[-1][0] += f"\n{row}"
            until = None if row == until else until
        elif row.startswith("$ "):
            found.append([row[2:], []])
            heredoc = HEREDOC.search(row)
            until = heredoc[1] if heredoc else None
        else:
            found[-1][1].append(row)
    return found


def fits(shown, printed):
    """Whether the rows printed are those shown, where a row `...` stands for any number of rows."""
    pattern = "".join("(?:.*\n)*" if row == ANY else f"{re.escape(row)}\n" for row in shown)
    return re.fullmatch(pattern, "".join(f"{row}\n" for row in printed)) is not None


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An empty folder, with `amend` in a folder on PATH and a new home."""
    work = tmp_path_factory.mktemp("readme")
    for name in ("home", "bin", "here"):
        (work / name).mkdir()
    shim = work / "bin" / "amend"
    shim.write_text(SHIM.format(python=shlex.quote(sys.executable)))
    shim.chmod(0o755)
    return work


@pytest.fixture(scope="module")
def run(folder):
    """Runs a command line in the folder and gives the rows that a reader would see."""
    environment = {
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder / "home"),
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
        "TERM": "dumb",
    }

    def rows(*command):
        done = subprocess.run(
            command,
            cwd=folder / "here",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
        )
        return done.returncode, done.stdout.decode().splitlines()

    return rows


@pytest.fixture(scope="module")
def followed(run):
    """Every command of the README, run in order in one folder: the command, the rows shown and the rows printed."""
    return [
        (command, shown, run("bash", "-c", command)[1])
        for block in blocks("console")
        for command, shown in commands(block)
    ]


def test_there_are_commands_to_follow():
    every = [command for block in blocks("console") for command, _ in commands(block)]
    used = {name for command in every for name in re.findall(r"(?:^|&& )amend (\S+)", command)}
    assert used == set(COMMANDS), "the README shows each command at work"


@pytest.mark.parametrize("index", range(sum(len(commands(block)) for block in blocks("console"))))
def test_a_command_prints_what_the_readme_shows(followed, index):
    command, shown, printed = followed[index]
    difference = unified_diff(shown, printed, "the README shows", "the command prints", lineterm="", n=20)
    assert fits(shown, printed), "\n".join([f"$ {command}", *difference])


@pytest.mark.parametrize("index", range(len(blocks("python"))))
def test_the_python_runs(followed, run, index):
    code, printed = run(sys.executable, "-c", blocks("python")[index])
    assert code == 0, "\n".join(printed)
    assert printed


def test_the_commands_of_the_table_are_those_of_the_tool():
    table = re.findall(r"^\| `amend (\S+)[^`]*` \|", README, re.MULTILINE)
    assert sorted(table) == sorted(COMMANDS)


def test_every_option_that_the_table_names_is_one_of_the_command(run):
    for command, usage in re.findall(r"^\| `amend (\S+)([^`]*)` \|", README, re.MULTILINE):
        code, rows = run("amend", command, "--help")
        assert code == 0
        for option in re.findall(r"(?<!\S)--?\w+", usage):
            assert re.search(rf"(?<!\S){option}\b", "\n".join(rows)), f"amend {command} {option}"


def test_the_exit_codes_are_told():
    assert re.search(r"Exit codes: 0 done, 1 error, 2 usage, 3 an amendment\s+refused or a finding", README)


@pytest.mark.parametrize("command", ['pip install -e ".[test]"', "pytest"])
def test_the_install_commands_are_those_that_the_checks_run(command):
    indented = re.findall(r"^ {4}(\S.*)$", README, re.MULTILINE)
    run = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert command in indented
    assert command in [re.sub(r" --(quiet|disable-pip-version-check)", "", row.strip()) for row in run]
