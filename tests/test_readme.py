"""What the README shows is what happens when it is followed."""

import json
import re
import sys
from difflib import unified_diff

import pytest
from click.testing import CliRunner
from command_table import table, written
from official_server import Official
from readme_blocks import README, ROOT, Shell, blocks, commands

from amend.cli.fetch import COMMANDS as OF_FETCH
from amend.cli.main import COMMANDS, main
from amend.cli.position import COMMANDS as OF_POSITION

ANY = "..."


def fits(shown, printed):
    """Whether the rows printed are those shown, where a row `...` stands for any number of rows."""
    pattern = "".join("(?:.*\n)*" if row == ANY else f"{re.escape(row)}\n" for row in shown)
    return re.fullmatch(pattern, "".join(f"{row}\n" for row in printed)) is not None


@pytest.fixture(scope="module")
def place(made_once, at_hand):
    """The folder in which every command of the README was run, in order, once for all workers.

    The demo and the site of what comes with amend are those that other tests look at too.
    """

    def make(folder):
        each = [one for block in blocks("console") for one in commands(block)]
        with Official().with_shipped_bill() as official:
            shell = Shell(folder, at_hand, **official.settings(folder, AMEND_PATIENCE="20"))
            followed = [(command, shown, shell.typed(command)[1]) for command, shown in each]
        (folder / "followed.json").write_text(json.dumps(followed))

    return made_once("readme", make)


@pytest.fixture(scope="module")
def followed(place):
    """Of each: the command, the rows shown and the rows printed."""
    return json.loads((place / "followed.json").read_text())


def test_there_are_commands_to_follow():
    every = [command for block in blocks("console") for command, _ in commands(block)]
    used = {name for command in every for name in re.findall(r"(?:^|&& )amend (\S+)", command)}
    assert used == set(COMMANDS), "the README shows each command at work"


@pytest.mark.parametrize("index", range(sum(len(commands(block)) for block in blocks("console"))))
def test_a_command_prints_what_the_readme_shows(followed, index):
    command, shown, printed = followed[index]
    difference = unified_diff(shown, printed, "the README shows", "the command prints", lineterm="", n=20)
    assert fits(shown, printed), "\n".join([f"$ {command}", *difference])


@pytest.mark.parametrize("block", [block for block in blocks("python") if "StdioServerParameters" not in block])
def test_the_python_runs(place, block):
    code, printed = Shell(place).rows(sys.executable, "-c", block)
    assert code == 0, "\n".join(printed)
    assert printed


def test_the_exchange_with_the_tools_for_agents_is_what_they_answer(place):
    (code,) = (block for block in blocks("python") if "StdioServerParameters" in block)
    (answers,) = blocks("text")
    assert Shell(place).rows(sys.executable, "-c", code) == (0, answers.splitlines())


def test_the_commands_of_the_table_are_those_of_the_tool_with_the_options_of_today():
    assert written(README) == README, "write the table anew: python tests/command_table.py"
    table = re.findall(r"^\| `amend ([\w-]+)", README, re.MULTILINE)
    assert sorted(set(table)) == sorted(COMMANDS)


@pytest.mark.parametrize(
    "command",
    [
        *([name] for name in sorted(COMMANDS)),
        *(["position", name] for name in sorted(OF_POSITION)),
        *(["fetch", name] for name in sorted(OF_FETCH)),
    ],
)
def test_every_help_has_an_example_that_begins_with_the_command(command):
    told = CliRunner().invoke(main, [*command, "--help"], prog_name="amend")
    assert told.exit_code == 0
    assert re.search(rf"For example:\n +amend {' '.join(command)}\b", told.output)


def test_it_is_short():
    """What is read from top to bottom; the table of commands is looked things up in, and grows with them."""
    assert len(README) - len(table()) < 20_000


def test_the_exit_codes_are_told():
    assert re.search(r"Exit codes: 0 done, 1 error, 2 usage, 3 an amendment\s+refused or a finding", README)


@pytest.mark.parametrize("command", ['pip install -e ".[test]"', "pytest"])
def test_the_install_commands_are_those_that_the_checks_run(command):
    indented = re.findall(r"^ {4}(\S.*)$", README, re.MULTILINE)
    run = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert command in indented
    assert command in [re.sub(r" --(quiet|disable-pip-version-check)", "", row.strip()) for row in run]
