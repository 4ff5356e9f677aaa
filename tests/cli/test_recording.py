"""The commands that record, as a user runs them: init, record, status, position add and position verify."""

import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
P55 = "drafts/commissioner/positions/2023-11-09-P55.md"
LATER = str(date.today() + timedelta(days=2))
GIVEN = ("--date", "2024-06-01", "--stance", "supports", "--on", "firewall", "--source", "example.org/letter")


class Work:
    """A workspace made by `amend init`, and the command in it."""

    def __init__(self, amend, made):
        known(amend.folder)
        self.outside, self.folder = amend, amend.folder / "work"
        shutil.copytree(made, self.folder, symlinks=True)
        self.inside = type(amend)(self.folder)

    def __call__(self, *arguments, **environment):
        return self.inside(*arguments, HOME=str(self.outside.folder), **environment)

    def git(self, *arguments):
        environment = {**self.inside.environment, "HOME": str(self.outside.folder)}
        done = subprocess.run(["git", *arguments], cwd=self.folder, env=environment, capture_output=True, check=True)
        return done.stdout.decode().strip()

    def refused(self, code, *words, arguments, **environment):
        """Asserts that a command ends with that code and one line with those words, and changes nothing."""
        before = self.git("rev-parse", "HEAD"), self.git("status", "--porcelain")
        ran = self(*arguments, **environment)
        last = ran.err.strip().splitlines()[-1]
        assert ran.code == code, ran
        assert all(word in last for word in words), ran.err
        if code == 1:
            assert len(ran.err.strip().splitlines()) == 1, ran.err
            assert len(last) < 500
        assert (self.git("rev-parse", "HEAD"), self.git("status", "--porcelain")) == before


def known(folder):
    """Git knows who records, for those who have their home there."""
    folder.joinpath(".gitconfig").write_text("[user]\nname = A Clerk\nemail = clerk@example.invalid\n")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A workspace as `amend init` makes it, not to be changed."""
    folder = tmp_path_factory.mktemp("made")
    known(folder)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    subprocess.run([sys.executable, "-m", "amend", "init", "work"], cwd=folder, env=environment, check=True)
    return folder / "work"


@pytest.fixture
def work(amend, made):
    return Work(amend, made)


def test_init_says_what_was_made_and_what_is_next(amend):
    known(amend.folder)
    assert amend("init", "work").rows == [
        "94 positions and 24 amendments are recorded in work",
        "Next: cd work, then amend status, or git log --author=commissioner",
    ]
    assert amend("init", "our work").rows[1].startswith("Next: cd 'our work', then")
    again = amend("init", "work")
    assert (again.code, again.err) == (
        1,
        "amend: work: it is there already, and not an empty folder; name a new folder\n",
    )


def test_an_empty_workspace_is_recorded_in_at_once(amend):
    known(amend.folder)
    assert amend("init", "--empty", "new").code == 0
    inside = type(amend)(amend.folder / "new")
    home = {"HOME": str(amend.folder)}
    ran = inside("position", "add", "pond-trust", *GIVEN, "--kind", "ngo", "--who", "The Pond Trust", **home)
    assert ran.code == 0, ran
    assert inside("status", **home).rows == [
        "There is no Bill yet",
        "1 position, 0 amendments; all of it is recorded",
    ]
    assert inside("position", "verify", **home).rows == ["2 commits, 1 position and 0 amendments: the record stands"]


def test_a_position_is_added_from_any_folder_and_seen_by_git_and_amend(work):
    ran = type(work.inside)(work.folder / "bills")(
        "position", "add", "commissioner", *GIVEN, "-m", "They welcomed it.", HOME=str(work.outside.folder)
    )
    assert ran.code == 0, ran
    commit, path = ran.out.split()
    assert ran.err == "amend: recorded as of Nicole Jacobs, Domestic Abuse Commissioner; name another with --who\n"
    assert work.git("rev-parse", "HEAD").startswith(commit)
    assert work.git("log", "-1", "--author=commissioner", "--format=%ad", "--date=short") == "2024-06-01"
    text = (work.folder / path).read_text("utf-8")
    assert 'who: "Nicole Jacobs, Domestic Abuse Commissioner"' in text
    assert 'sources: ["example.org/letter"]' in text
    assert text.endswith("\n\nThey welcomed it.\n")
    assert work("position", "verify").code == 0


def script(file, *rows):
    """A program of the shell, to be an editor."""
    file.write_text("\n".join(["#!/bin/sh", *rows, ""]), "utf-8")
    file.chmod(0o755)
    return str(file)


def test_a_position_is_written_in_the_editor(work, tmp_path):
    editor = script(
        tmp_path / "editor",
        """sed -i -e 's|^date: ""|date: "2024-06-02"|' -e 's|^stance: ""|stance: "opposes"|' "$1" """,
        """sed -i -e 's|^vehicle: ""|vehicle: "speech"|' "$1"; echo 'They were against it.' >> "$1" """,
    )
    ran = work("position", "add", "commissioner", EDITOR=editor)
    assert ran.code == 0, ran
    assert "2024-06-02" in ran.out
    assert work.git("log", "-1", "--format=%s") == "commissioner: opposes, speech"


def test_what_was_written_in_the_editor_is_kept_until_it_can_be_recorded(work, tmp_path):
    spoils = script(
        tmp_path / "spoils",
        """sed -i -e 's|^date: ""|date: "2024-02-31"|' -e 's|^vehicle: ""|vehicle: "a"|' "$1"; echo Thoughts. >> "$1" """,
    )
    mends = script(tmp_path / "mends", """sed -i 's|02-31|02-29|' "$1" """)
    work.refused(1, "2024-02-31", "your text is kept", arguments=("position", "add", "commissioner"), EDITOR=spoils)
    ran = work("position", "add", "commissioner", EDITOR=mends)
    assert ran.code == 0, ran
    assert work.git("show", "-s", "--format=%b").startswith("Thoughts.")
    work.refused(1, "nothing was written", arguments=("position", "add", "commissioner"), EDITOR="true")


@pytest.mark.parametrize(
    ("name", "told"), [("../../etc", "name it “etc”"), ("x" * 300, "64 at most"), ("", "cannot be")]
)
def test_a_name_that_an_actor_cannot_have(work, name, told):
    work.refused(1, told, arguments=("position", "add", name, *GIVEN, "--kind", "ngo"))


@pytest.mark.parametrize(("said", "told"), [("2023-02-30", "is not a date: "), (LATER, "is yet to come")])
def test_a_date_that_cannot_be(work, said, told):
    work.refused(1, f"“{said}”", told, arguments=("position", "add", "commissioner", "--date", said, *GIVEN[2:]))


@pytest.mark.parametrize("said", ["2024-05/2024-06", "undated", "1911-08-18"])
def test_a_date_of_which_less_is_known(work, said):
    ran = work("position", "add", "commissioner", "--date", said, *GIVEN[2:])
    assert ran.code == 0, ran
    assert work("position", "verify").code == 0


def test_what_is_missing_is_asked_for(work):
    work.refused(2, "--stance and --on", arguments=("position", "add", "commissioner", "--date", "2024"))
    work.refused(2, "set EDITOR", arguments=("position", "add", "commissioner"), EDITOR=None)
    work.refused(
        1,
        "say what it is with --kind",
        "did you mean “commissioner”",
        arguments=("position", "add", "comissioner", *GIVEN),
    )
    work.refused(
        2, "maybe", arguments=("position", "add", "commissioner", "--date", "2024", "--stance", "maybe", "--on", "x")
    )


def test_a_position_without_a_source_is_told(work):
    ran = work("position", "add", "commissioner", *GIVEN[:-2])
    assert ran.code == 0
    assert "it has no source" in ran.err
    assert "Without a source (1):" in work("status").rows
    assert work("position", "verify").code == 3


def test_a_draft_is_recorded(work):
    file = work.folder / "drafts/commissioner/4.md"
    file.write_text(file.read_text("utf-8").replace("make clear", "make plain"), "utf-8")
    ran = type(work.inside)(work.folder / "drafts")("record", "commissioner/4.md", HOME=str(work.outside.folder))
    assert ran.code == 0, ran
    assert ran.out.endswith(" drafts/commissioner/4.md\n")
    assert work.git("log", "-1", "--format=%an") == "Domestic Abuse Commissioner"
    work.refused(1, "recorded already", arguments=("record", "drafts/commissioner/4.md"))
    work.refused(1, "no such file", arguments=("record", "drafts/commissioner/99.md"))
    work.refused(1, "not changed without a reason", arguments=("record", P55))


def test_status_tells_what_is_not_recorded_and_what_is_to_an_older_print(work):
    (work.folder / "drafts/commissioner/4.md").unlink()
    (work.folder / "drafts/commissioner/neu é.md").write_text("---\nprint: x\n---\n\nwords\n", "utf-8")
    ran = work("status")
    assert ran.code == 0
    assert ran.rows == [
        "Victims and Prisoners Bill · HL Bill 31",
        "94 positions, 24 amendments",
        "",
        "Not recorded (2):",
        "  gone  drafts/commissioner/4.md",
        "  new   drafts/commissioner/neu é.md",
        "",
        "To another print than HL Bill 31 (5):",
        "  x         drafts/commissioner/neu é.md",
        "  Bill 351  drafts/liberty-and-southall-black-sisters/1.md",
        "  Bill 351  drafts/liberty-and-southall-black-sisters/2.md",
        "  Bill 351  drafts/liberty-and-southall-black-sisters/3.md",
        "  Bill 351  drafts/liberty-and-southall-black-sisters/nc1.md",
        "  amend rebase DRAFT... --write carries them to it",
    ]
    data = work("status", "--json").data
    assert data["unrecorded"][0] == {"path": "drafts/commissioner/4.md", "kind": "gone"}
    assert data["older"][1]["print"] == "Bill 351"


def test_status_shortens_long_lists(work):
    for number in range(15):
        (work.folder / f"drafts/commissioner/note-{number}.txt").write_text("x")
    assert "  … and 6 more: --all" in work("status").rows
    assert "note-9.txt" in work("status", "--all").out


def test_a_file_that_cannot_be_read_is_a_finding_of_status(work):
    (work.folder / P55).write_text("no front matter")
    ran = work("status")
    assert ran.code == 3
    assert "P55.md:1: it does not begin with “---”" in ran.err


def test_verify_names_what_is_wrong_and_ends_with_3(work):
    assert work("position", "verify").rows == ["119 commits, 94 positions and 24 amendments: the record stands"]
    file = work.folder / P55
    file.write_text(file.read_text("utf-8").replace("proposes", "opposes"), "utf-8")
    ran = work("position", "verify")
    assert ran.code == 3
    assert " ".join(ran.out.split()) == (
        f"finding: {P55}: it was changed, and that is not recorded 119 commits, 94 positions and 24 amendments: 1 thing wrong"
    )
    data = work("position", "verify", "--json").data
    assert data["findings"] == [
        {"amendment": "", "level": "finding", "place": P55, "message": "it was changed, and that is not recorded"}
    ]


def test_outside_a_workspace_they_say_how_to_make_one(amend):
    for arguments in (("status",), ("position", "verify"), ("position", "add", "x", *GIVEN), ("record", "1.md")):
        ran = amend(*arguments)
        assert ran.code == 1
        assert "it is in no workspace" in ran.err
        assert "make one with “amend init DIR”" in ran.err


def test_a_workspace_of_a_newer_format_is_refused_and_an_older_one_read(work):
    file = work.folder / "amend.toml"
    file.write_text(file.read_text().replace("format = 1", "format = 7"))
    for arguments in (("status",), ("position", "verify"), ("position", "add", "commissioner", *GIVEN)):
        work.refused(1, "it is of format 7", "install a newer amend", arguments=arguments)
    file.write_text(file.read_text().replace("format = 7\n", ""))
    assert work("status").rows[0] == "Victims and Prisoners Bill · HL Bill 31"
    assert work("position", "add", "commissioner", *GIVEN).code == 0


def test_a_hook_that_fails_is_told_in_one_line(work):
    hook = work.folder / ".git/hooks/pre-commit"
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\necho one\necho two >&2\nexit 1\n")
    os.chmod(hook, 0o755)
    work.refused(1, "pre-commit hook refused it", "two one", arguments=("position", "add", "commissioner", *GIVEN))


def test_a_position_is_added_with_what_it_relies_on_and_its_rows_stay_when_it_is_put_right(work):
    rows = ["--evidence", "referrals", "12", "in 2024", "Our count", "--evidence", "A threat", "", "", "A newspaper"]
    said = ["--date", "2024-06", "--stance", "supports", "--on", "firewall", "--source", "Minutes", "--kind", "ngo"]
    added = work("position", "add", "our-office", *said, *rows)
    assert added.code == 0
    file = added.rows[0].split()[1]
    assert [(one["value"], one["what"], one["period"], one["source"]) for one in work(
        "position", "log", "--actor", "our-office", "--json").data[0]["evidence"]
    ] == [("12", "referrals", "in 2024", "Our count"), ("", "A threat", "", "A newspaper")]  # fmt: skip
    place = work.folder / file
    place.write_text(place.read_text("utf-8").replace('value: "12"', 'value: "13"'), "utf-8")
    assert work("record", file, "--why", "counted again").code == 0
    (counted, _) = work("position", "evidence", "--actor", "our-office", "--json").data
    assert (counted["value"], counted["by"][0]["actor"]) == ("13", "our-office")
    assert work("position", "verify").code == 0
    work.refused(1, "does not say its source", arguments=["position", "add", "our-office", *said, *rows[:4], ""])


def test_a_file_that_changed_in_the_second_in_which_it_was_recorded_is_recorded_again(work):
    """Git knows a file by its size and time, and looks into it where its index was written no later than that."""
    work.git("config", "core.trustctime", "false")
    file, index = work.folder / "drafts" / "commissioner" / "1.md", work.folder / ".git" / "index"
    text, second = file.read_text("utf-8"), file.stat().st_mtime_ns
    for words in ("One", "Two"):
        file.write_text(f"{text}{words}\n", "utf-8")
        os.utime(file, ns=(second, second))
        assert work("record", "drafts/commissioner/1.md", "--why", words).code == 0
        os.utime(index, ns=(second, second))
    assert work.git("show", "HEAD:drafts/commissioner/1.md").endswith("Two")


def test_the_day_up_to_which_the_record_is_kept_is_recorded_and_its_offices_stay(work):
    before = (work.folder / "drafts/record.toml").read_text("utf-8")
    assert work("position", "kept", "2026-01-31").rows[0].endswith("drafts/record.toml: kept up to 2026-01-31")
    after = (work.folder / "drafts/record.toml").read_text("utf-8")
    assert after == before.replace('kept_to = "2025-12-31"', 'kept_to = "2026-01-31"')
    assert work.git("log", "-1", "--format=%s") == "record: kept up to 2026-01-31"
    assert "Kept up to 2026-01-31" in " ".join(work("position", "matrix").out.split())
    assert work("position", "verify").code == 0
    (work.folder / "drafts/record.toml").write_text(after.replace("the Labour Government", "this Government"), "utf-8")
    assert "drafts/record.toml: it was changed, and that is not recorded" in " ".join(
        work("position", "verify").out.split()
    )
    assert work("record", "drafts/record.toml", "--why", "its own name").code == 0
    assert work("position", "verify").code == 0
    (work.folder / "drafts/record.toml").write_text("kept_to = 2", "utf-8")
    work.refused(1, "record.toml", arguments=["record", "drafts/record.toml"])


@pytest.mark.parametrize("name", [b"\xff9.md", b"caf\xe9.md", b"\xed\xa0\x80.md"])
def test_a_file_whose_name_is_not_utf_8_is_refused_and_nothing_is_recorded(work, name):
    folder = work.folder / "drafts" / "commissioner"
    file = os.fsdecode(os.path.join(os.fsencode(folder), name))
    shutil.copy(folder / "1.md", file)
    work.refused(1, "the name of the file is not UTF-8", arguments=("record", file))
