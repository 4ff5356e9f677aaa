"""The tools that write: only what is proved, only with --write, only inside the workspace, nothing over anything."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from agent_client import office, talk

from amend.desk.agents.reach import Reach
from amend.desk.agents.writing import save_draft
from amend.errors import AmendError
from amend.formats import draft

PONDS = "Bill 1"
GOOD = "Clause 1, page 1, line 2, leave out “clean” and insert “tidy”"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = office(tmp_path_factory.mktemp("writing") / "office")
    outside = made.parent / "outside"
    outside.mkdir()
    (made / "drafts" / "elsewhere").symlink_to(outside)
    return made


@pytest.fixture(scope="module")
def agent(folder):
    with talk(folder, "--write") as found:
        yield found
    assert not list((folder.parent / "outside").iterdir())


def test_a_proved_amendment_is_saved_as_a_draft_and_recorded_as_a_commit(agent, folder):
    saved = agent.call(
        "save", actor="our-office", number="3", words=GOOD, print=PONDS, mover="A Heron", statement="It tidies."
    )
    assert (saved["file"], saved["status"], saved["words"]) == ("drafts/our-office/3.md", "proved", GOOD)
    kept = draft.read(folder / saved["file"])
    assert (kept.words, kept.print, kept.mover, kept.statement) == (GOOD, PONDS, "A Heron", "It tidies.")
    made = agent.call("record", file=saved["file"], why="asked for")
    log = subprocess.run(
        ["git", "-C", folder, "log", "-1", "--format=%H %an"], capture_output=True, text=True, check=True
    )
    assert log.stdout == f"{made['commit']} A Heron\n"
    assert agent.call("check", drafts="our-office")["amendments"] == 1


def test_what_is_mended_is_saved_as_it_was_mended(agent, folder):
    words = 'Clause 1, page 1, line 4, replace "weed" with "mud"'
    saved = agent.call("save", actor="our-office", number="4", words=words, print=PONDS)
    assert saved["status"] == "mended"
    assert "“weed” is on page 1, line 2" in saved["reason"]
    meant = "Clause 1, page 1, line 2, leave out “weed” and insert “mud”"
    assert draft.read(folder / saved["file"]).words == saved["words"] == meant


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"words": "Clause 1, page 1, line 2, leave out “dirty”", "number": "9"}, "“dirty” is not on page 1, line 2"),
        ({"number": "1", "actor": "government"}, "drafts/government/1.md: it is there already; give another number"),
        ({"number": "../../x"}, "cannot name a file"),
        ({"number": "x/y"}, "cannot name a file"),
        ({"number": ".."}, "cannot name a file"),
        ({"number": "CON"}, "cannot name a file"),
        ({"number": "com1"}, "cannot name a file"),
        ({"number": "9", "mover": "A \u202eHeron"}, "a character that nobody sees"),
        ({"actor": "../outside", "number": "9"}, "cannot be the name of an actor"),
        ({"actor": ".git", "number": "9"}, "cannot be the name of an actor"),
        ({"actor": "elsewhere", "number": "9"}, "it is outside the workspace"),
        ({"number": "9", "mover": "x" * 5001}, "has more than 5000 characters"),
    ],
)
def test_what_must_not_be_written_is_refused_and_nothing_changes(agent, folder, asked, said):
    before = {file: file.read_bytes() for file in folder.joinpath("drafts").rglob("*") if file.is_file()}
    given = {"actor": "our-office", "words": GOOD, "print": PONDS, **asked}
    assert said in agent.fault("save", **given)
    assert {file: file.read_bytes() for file in folder.joinpath("drafts").rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(
    "file", ["amend.toml", "../outside/1.md", ".git/config", "bills/ponds.xml", "drafts/none/1.md"]
)
def test_only_drafts_of_the_workspace_are_recorded(agent, file):
    assert agent.fault("record", file=file)


def test_of_two_who_save_under_one_number_at_one_time_one_is_told(folder):
    reach = Reach(folder, writes=True)
    barrier = Barrier(4)

    def saved(at):
        barrier.wait()
        try:
            return save_draft(reach if at % 2 else Reach(folder, writes=True), "our-office", GOOD, "77", PONDS).file
        except AmendError as error:
            return str(error)

    with ThreadPoolExecutor(4) as pool:
        found = sorted(pool.map(saved, range(4)))
    assert (
        found == ["drafts/our-office/77.md"] + ["drafts/our-office/77.md: it is there already; give another number"] * 3
    )
