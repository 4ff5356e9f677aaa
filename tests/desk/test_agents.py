"""The tools for agents, over stdio and with the SDK's own client: schemas, proofs, refusals, and nothing written."""

import json
import subprocess
import sys

import pytest
from agent_client import office, talk
from click.testing import CliRunner
from proposed import MENDED, REFUSED

from amend.cli.main import main
from amend.desk.agents.reach import Reach
from amend.desk.agents.tools import TOOLS
from amend.errors import ReadError
from amend.ledger.prints import at_hand

PONDS = "Bill 1"
GOOD = "Clause 1, page 1, line 2, leave out “clean” and insert “tidy”"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = office(tmp_path_factory.mktemp("agents") / "office")
    outside = made.parent / "outside"
    outside.mkdir()
    (outside / "secret.xml").write_text((made / "bills" / "ponds.xml").read_text("utf-8"), "utf-8")
    (outside / "1.md").write_text('---\nprint: "Bill 1"\n---\n\nLeave out Clause 1\n', "utf-8")
    (made / "bills" / "linked.xml").symlink_to(outside / "secret.xml")
    (made / "drafts" / "elsewhere").symlink_to(outside)
    return made


@pytest.fixture(scope="module")
def agent(folder):
    before = {file: file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
    with talk(folder) as found:
        yield found
    assert {file: file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()} == before


def test_every_tool_is_declared_with_what_it_is_asked_and_answers(agent):
    assert list(agent.tools) == [tool.name for tool in TOOLS]
    assert "never guesses" in agent.instructions
    for tool in agent.tools.values():
        assert tool.description
        assert tool.input_schema["type"] == tool.output_schema["type"] == "object"
        assert tool.input_schema["additionalProperties"] is False
        for name, field in tool.input_schema["properties"].items():
            assert field["description"], (tool.name, name)
        assert tool.annotations.read_only_hint is (tool.name not in ("save", "record"))


CALLS = [
    ("prints", {}, lambda a: (a["current"], a["writes"]), ("HL Bill 31", False)),
    ("outline", {"print": PONDS}, lambda a: [row["heading"] for row in a["rows"]], ["Duty to keep ponds", "Fish", "Short title", "Fees"]),
    ("outline", {"start": 80}, lambda a: (len(a["rows"]), a["next"]), (9, None)),
    ("read", {"where": "cl 1(2)", "print": PONDS}, lambda a: (a["place"], a["rows"][0]["line"]), ("clause 1(2)", 4)),
    ("read", {"where": "page 1, line 13", "print": PONDS}, lambda a: a["place"], "clause 2(2)"),
    ("read", {"where": "Sch 1 para 2(1)", "print": PONDS}, lambda a: (a["place"], a["rows"][0]["page"], a["rows"][0]["line"]), ("Schedule 1 paragraph 2(1)", 2, 4)),
    ("read", {"where": "Schedule 1", "print": "bills/ponds.xml"}, lambda a: a["total"], 5),
    ("find", {"words": "POND", "print": PONDS}, lambda a: [row["line"] for row in a["rows"]], [None, 1, 2, 4, 4, 15]),
    ("propose", {"amendments": [{"words": GOOD}], "print": PONDS}, lambda a: a["proposals"][0]["sentence"], "It replaces “clean” in clause 1(1) with the word “tidy”."),
    ("propose", {"amendments": GOOD, "print": PONDS, "house": None}, lambda a: [row["status"] for row in a["proposals"]], ["proved"]),
    ("propose", {"amendments": [{"words": GOOD, "number": 7}], "print": PONDS}, lambda a: [row["number"] for row in a["proposals"]], ["7"]),
    ("check", {"drafts": "commissioner"}, lambda a: (a["amendments"], a["clean"]), (7, True)),
    ("check", {"amendments": [{"words": "Clause 1, page 1, line 2, leave out “dirty”"}], "print": PONDS}, lambda a: [row["code"] for row in a["findings"]], ["A102"]),
    ("apply", {"drafts": "commissioner"}, lambda a: {row["outcome"] for row in a["outcomes"]}, {"applied"}),
    ("explain", {"drafts": "drafts/government/1.md"}, lambda a: a["amendments"][0]["place"], "clause 26, page 14, line 8"),
    ("conflicts", {"amendments": [{"words": GOOD}, {"words": "Page 1, line 1, leave out Clause 1"}], "print": PONDS}, lambda a: [row["kind"] for row in a["rows"]], ["pre-empts"]),
    ("compare", {"old": "Bill 351", "new": "HL Bill 31"}, lambda a: (a["old"], a["new"]), ("Bill 351", "HL Bill 31")),
    ("compare", {"new": "government"}, lambda a: a["new"], "HL Bill 31 under government"),
    ("draft", {"old": PONDS, "new": "bills/ponds.xml"}, lambda a: a["amendments"], []),
    ("rebase", {"drafts": "liberty-and-southall-black-sisters"}, lambda a: {row["outcome"] for row in a["rows"]}, {"moved"}),
    ("rebase", {"amendments": [{"words": GOOD}], "old": PONDS, "onto": PONDS}, lambda a: a["rows"][0]["outcome"], "unchanged"),
    ("effects", {"act": "Marriage Act"}, lambda a: a["acts"], ["Marriage Act 1949"]),
    ("keeling", {"act": "Immigration and Asylum Act 1999", "drafts": "commissioner"}, lambda a: [row["outcome"] for row in a["instructions"]], ["made"]),
    ("positions", {"actor": "commissioner"}, lambda a: {row["actor"] for row in a["rows"]}, {"commissioner"}),
    ("positions", {"start": 80}, lambda a: (len(a["rows"]), a["next"], a["total"]), (14, None, 94)),
    ("matrix", {"at": "2021-12-31", "on": "firewall"}, lambda a: {row["question"] for row in a["cells"]}, {"firewall"}),
    ("timeline", {"on": "firewall"}, lambda a: a["question"], "firewall"),
    ("evidence", {"on": "firewall"}, lambda a: a["total"] > 3, True),
]  # fmt: skip


@pytest.mark.parametrize(("name", "asked", "told", "wanted"), CALLS)
def test_a_tool_answers_with_data_that_fits_its_schema(agent, name, asked, told, wanted):
    assert told(agent.call(name, **asked)) == wanted


def test_every_tool_is_tried():
    assert {name for name, *_ in CALLS} == {tool.name for tool in TOOLS if not tool.writes}


def proposed(agent, words):
    found = agent.call("propose", amendments=[{"words": one} for one in words], print=PONDS)
    return found["proposals"]


def test_mistakes_that_models_make_are_mended_where_it_is_certain(agent):
    found = proposed(agent, [words for words, _, _ in MENDED])
    assert len(found) >= 30
    for (words, meant, told), row in zip(MENDED, found, strict=True):
        assert (row["status"], row["words"]) == ("mended", meant), words
        assert told in row["reason"]
        assert row["sentence"]


def test_mistakes_that_models_make_are_else_refused_with_words_that_are_proved(agent):
    found = proposed(agent, [words for words, _, _ in REFUSED])
    assert len(found) >= 30
    for (words, why, _), row in zip(REFUSED, found, strict=True):
        assert (row["status"], row["words"]) == ("refused", ""), words
        assert why in row["reason"]
        assert row["line"] is None or row["line"]["words"]
    offered = [words for row in found for words in row["instead"]]
    assert {row["status"] for row in proposed(agent, offered)} == {"proved"}


def test_amendments_that_were_drafted_with_care_are_proved(agent, folder):
    here = at_hand(folder)
    packages = [here.package(actor) for actor in here.actors if actor != "elsewhere"]
    given = [one for package in packages for one in package]
    count = 0
    for number in dict.fromkeys(one.print for one in given):
        asked = [{"words": one.words, "number": one.number, "after": one.after} for one in given if one.print == number]
        found = agent.call("propose", amendments=asked, print=number)["proposals"]
        assert [row["status"] for row in found] == ["proved"] * len(asked)
        count += len(found)
    ours = {meant for _, meant, _ in MENDED if not meant.startswith("To move")}
    assert {row["status"] for row in proposed(agent, sorted(ours))} == {"proved"}
    assert count + len(ours) >= 30


def test_amendments_of_one_proposal_that_overlap_are_told(agent):
    asked = [{"words": "Clause 1, page 1, line 2, leave out “every pond clean”"}, {"words": GOOD}]
    found = agent.call("propose", amendments=asked, print=PONDS)
    assert [row["status"] for row in found["proposals"]] == ["proved", "proved"]
    assert [(row["first"], row["second"], row["kind"]) for row in found["touching"]] == [("1", "2", "pre-empts")]
    assert [row["outcome"] for row in found["together"]] == ["applied", "refused"]


FAULTS = [
    ("read", {"where": "clause 99"}, "there is no clause 99 in HL Bill 31"),
    ("read", {"where": "page 999"}, "there is no page 999"),
    ("read", {}, "read: where: Field required"),
    ("read", {"where": "clause 1", "start": 400}, "there is no row 400"),
    ("read", {"where": "clause 1", "start": "x"}, "read: start: Input should be a valid integer"),
    ("outline", {"start": -1}, "there is no row -1"),
    ("outline", {"pages": 3}, "outline: pages: Extra inputs are not permitted"),
    ("outline", {"print": "HL Bill 99"}, "the print “HL Bill 99” is not among the prints there"),
    ("outline", {"print": "Ponds"}, "“Ponds” is no print; those are: Bill 1,"),
    ("outline", {"print": "/etc/passwd"}, "it is outside the workspace"),
    ("outline", {"print": "../outside/secret.xml"}, "it is outside the workspace"),
    ("outline", {"print": "bills/linked.xml"}, "it is outside the workspace"),
    ("outline", {"print": "bills/none.xml"}, "there is no such file"),
    ("outline", {"print": "amend.toml"}, "amend.toml"),
    ("outline", {"print": ".git/config"}, "it is not for these tools"),
    ("outline", {"print": "bills/\0.xml"}, "that is no name of a file"),
    ("compare", {"new": "elsewhere"}, "a link leads from it out of the workspace"),
    ("check", {"drafts": "drafts/elsewhere/1.md"}, "it is outside the workspace"),
    ("check", {"drafts": "../outside"}, "it is outside the workspace"),
    ("check", {"drafts": "comissioner"}, "did you mean “commissioner”"),
    ("check", {}, "no amendment is given"),
    ("propose", {"amendments": []}, "no amendment is given"),
    ("propose", {"amendments": [3]}, "propose: amendments.0: Input should be a dictionary"),
    ("propose", {"amendments": [{"text": "x"}]}, "propose: amendments.0.words: Field required"),
    ("propose", {"amendments": [{"words": "x" * 20_001}]}, "has 20001 characters, more than 20000"),
    ("propose", {"amendments": [{"words": "x"}] * 101}, "101 amendments are given, more than 100"),
    ("rebase", {"amendments": [{"words": GOOD}]}, "name it with `old`"),
    ("keeling", {"act": "Ponds Act 1990"}, "“Ponds Act 1990” is no Act at hand"),
    ("matrix", {"at": "soon"}, "“soon” is not a date"),
    ("matrix", {"at": "2999"}, "is after today"),
    ("positions", {"actor": "nobody"}, "there is no actor “nobody”"),
    ("save", {"actor": "mine", "words": GOOD, "number": "1", "print": PONDS}, "start them with “amend mcp --write”"),
    ("record", {"file": "drafts/government/1.md"}, "start them with “amend mcp --write”"),
    ("delete", {}, "there is no tool “delete”"),
]


@pytest.mark.parametrize(("name", "asked", "said"), FAULTS)
def test_a_fault_is_one_clear_line_that_an_agent_can_act_on(agent, folder, name, asked, said):
    fault = agent.fault(name, **asked)
    assert said in fault
    assert str(folder.parent) not in fault


def test_standard_output_is_the_protocol_alone_whatever_comes_in():
    rows = [
        "not JSON",
        json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}}),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        json.dumps({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "find", "arguments": {"words": "x"}}}),
        json.dumps({"jsonrpc": "2.0", "id": 3, "method": "no/such"}),
    ]  # fmt: skip
    command = [sys.executable, "-m", "amend", "mcp"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as run:
        run.stdin.write("\n".join(rows) + "\n")
        run.stdin.flush()
        answers = [json.loads(run.stdout.readline()) for _ in range(3)]
        rest, _ = run.communicate(timeout=60)
    assert run.returncode == 0
    assert all(answer["jsonrpc"] == "2.0" for answer in [*answers, *map(json.loads, rest.splitlines())])
    assert {answer.get("id") for answer in answers} == {1, 2, 3}


def test_without_the_sdk_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "mcp", None)
    found = CliRunner().invoke(main, ["mcp"])
    assert found.exit_code == 1
    assert found.stderr == 'amend: the tools for agents need the package mcp; install it: pip install "amend[agents]"\n'


def test_a_folder_that_is_not_there_is_said_and_not_taken_for_what_comes_with_amend(tmp_path):
    found = CliRunner().invoke(main, ["mcp", str(tmp_path / "none")])
    assert (found.exit_code, found.stdout) == (1, "")
    assert "there is no such folder" in found.stderr


def test_a_workspace_that_goes_away_is_told_of(tmp_path):
    reach = Reach(office(tmp_path / "office"))
    assert reach.here.space is not None
    (tmp_path / "office" / "amend.toml").unlink()
    with pytest.raises(ReadError, match="the workspace is not there any more"):
        reach.print()


def test_the_tools_are_listed_without_being_started():
    found = CliRunner().invoke(main, ["mcp", "--tools"])
    assert [row.split()[0] for row in found.stdout.splitlines()] == [tool.name for tool in TOOLS]
