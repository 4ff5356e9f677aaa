"""What is new since the last fetch, what that touches of ours, and two fetches at a time."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from official_server import a_day_later

from amend.formats import draft, position
from amend.formats.json_reply import dumped
from amend.formats.source_record import origin_of
from amend.ledger import official
from amend.ledger.git import transaction
from amend.model.amendment import Amendment
from amend.model.position import Position, When

ROOT = Path(__file__).resolve().parents[2]


def test_what_is_new_is_told_with_what_of_ours_it_touches_in_one_commit(office):
    office("fetch", "bill", "ponds")
    office("fetch", "amendments", "ponds")
    assert "nothing changed (nothing is new)" in office("watch", "ponds").out
    ours = office.root / "drafts" / "our-office"
    (ours / "positions").mkdir(parents=True)
    draft.write(
        Amendment("Clause 1, page 1, line 2, leave out “every pond” and insert “ponds”", "1", print="Bill 2"),
        ours / "1.md",
    )
    held = Position(
        "P1",
        When.of("2026-11-01"),
        "our-office",
        "Our office",
        "ngo",
        "a letter",
        "opposes",
        "No.",
        ("A letter",),
        "verified",
        on=("amendment 2",),
    )
    (ours / "positions" / "1.md").write_text(position.dumps(held), "utf-8")
    a_day_later(office.official)
    before = len(office.commits)
    ended = office("watch", "ponds", "--json")
    assert len(office.commits) == before + 1
    found = json.loads(ended.out)
    assert [(one["number"], one["kind"]) for one in found["changes"]] == [
        ("1", "reworded"),
        ("2", "decided"),
        ("2", "names"),
        ("hoc73", "withdrawn"),
        ("4", "new"),
    ]
    assert found["changes"][1]["after"] == "negatived on division"
    (row,) = found["touches"]["drafts"]
    assert (row["number"], row["file"]) == ("1", "drafts/our-office/1.md")
    assert found["touches"]["positions"] == [{"number": "2", "id": "P1", "file": "drafts/our-office/positions/1.md"}]
    assert "Bill 3" in [one["print"] for one in found["touches"]["prints"]]
    shown = subprocess.run(["git", "show", "HEAD"], cwd=office.root, capture_output=True, text=True, check=True).stdout
    assert "+Clause 1, page 1, line 2, leave out “every” and insert “any”" in shown
    assert "official@actors.invalid" in shown


def test_positions_go_with_the_number_and_news_are_told_although_the_prints_do_not_come(office):
    office.official.papers = {}
    office("fetch", "amendments", "ponds", "--print", "Bill 2")
    folder = office.root / "drafts" / "our-office" / "positions"
    folder.mkdir(parents=True)
    for id, about in (("P1", "amendment 2"), ("P2", "HoC73"), ("P3", "amendment 9")):
        when, what = When.of("2026-11-01"), ("our-office", "Our office", "ngo", "a letter", "opposes", "No.")
        held = Position(id, when, *what, ("A letter",), "verified", on=(about,))
        (folder / f"{id}.md").write_text(position.dumps(held), "utf-8")
    office.official.amendments[12][1]["marshalledListText"] = "9"
    office.official.amendments[12][2]["decision"] = "Withdrawn"
    office.official.fail("/Bills/1/Publications", "status 404")
    ended = office("watch", "ponds", "--print", "Bill 2")
    assert ended.code == 3
    assert "what was printed did not come: http://" in ended.err
    assert "9  renumbered  2 → 9" in ended.out
    assert [row.split()[:3] for row in ended.out.splitlines() if "is about it" in row] == [
        ["9", "position", "P1"],
        ["hoc73", "position", "P2"],
        ["9", "position", "P3"],
    ]


def test_what_the_list_no_longer_has_is_told_once_and_its_draft_stays(office):
    office.official.papers = {}
    office("fetch", "amendments", "ponds")
    del office.official.amendments[12][0]
    office.official.amendments[12][0]["amendmentLines"][0]["text"] += "s"
    said = office("watch", "ponds").out
    assert "1  gone        Clause 1, page 1, line 2" in said
    assert "2  reworded    Clause 1, page 1, line 4, leave out “may” and insert “must”s\n" in said
    assert "was:  Clause 1, page 1, line 4, leave out “may” and insert “must”\n" in said
    again = office("watch", "ponds")
    assert "gone" not in again.out
    assert again.err == "", "what was told before is not told each day"
    assert (office.root / "drafts/official/ponds-commons-report-71.md").is_file()


def process(office, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "amend", *arguments],
        cwd=office.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_two_fetches_at_once_lose_nothing(office):
    before = len(office.commits)
    running = [
        process(office, "fetch", "bill", "ponds"),
        process(office, "fetch", "amendments", "ponds"),
        process(office, "fetch", "amendments", "ponds"),
    ]
    ended = [(one.wait(60), *one.communicate()) for one in running]
    assert [code for code, _, _ in ended] == [0, 0, 0], ended
    assert len(office.commits) == before + 2, "the second of the same had nothing to add"
    assert {one for one in office.files() if "official" in one or "ponds" in one} >= {
        "bills/ponds/bill-2.xml",
        "bills/ponds/bill-2.xml.source.toml",
        "drafts/official/ponds-commons-report-71.md",
    }
    assert office("status").out.splitlines()[1].endswith("all of it is recorded")


def test_of_two_that_watch_at_once_one_records_and_what_was_asked_later_stays(office, monkeypatch):
    """Another records at the worst moment: when it is decided what to write, and before it is written."""
    office("fetch", "amendments", "ponds")
    record, there = transaction.commit_record, "bills/ponds/amendments/commons-report.json"

    def watched_while(another):
        """A watch of ours, during which another ends."""
        before = len(office.commits)
        monkeypatch.setattr(transaction, "commit_record", lambda *given, **more: (another(), record(*given, **more))[1])
        ended = office("watch", "ponds")
        return ended, len(office.commits) - before

    def another(words="", later=0.0):
        time.sleep(later)
        monkeypatch.setattr(transaction, "commit_record", record)
        listed = json.loads(json.dumps(office.official.amendments[12]))
        listed[0]["amendmentLines"][0]["text"] += words
        data = dumped(listed)
        origin = origin_of(data, "https://example.org/list", time.time())
        official.keep(office.space, official.with_origin(there, data, origin), "another", [origin])

    a_day_later(office.official)
    ended, made = watched_while(another)
    assert (ended.code, made) == (0, 2), "the drafts are ours, and the list was there"
    assert "example.org/list" in office.text(f"{there}.source.toml"), "a time alone is not altered"
    office.official.amendments[12][0]["amendmentLines"][0]["text"] += "s"
    ended, made = watched_while(lambda: another("t", later=1.1))
    assert (ended.code, made) == (3, 1)
    assert f"{there}: another fetch had asked for it later, and what that brought stays" in ended.err


def test_what_is_put_to_what_was_there_loses_nothing_of_another(office, monkeypatch):
    """Another records at the worst moment: when what was there is read, and before ours is put to it."""
    record = transaction.commit_record
    reply = office.root.parent / "reply.json"
    (one,) = office.official.divisions["commons"]

    def saved(number):
        kept = [{**one, "DivisionId": number}] if about == "divisions" else [f"2026-12-0{number}"]
        reply.write_text(json.dumps(kept), "utf-8")
        return office("fetch", about, "Ponds Bill" if about == "divisions" else "lords", "--from", reply)

    def another(*given, **more):
        monkeypatch.setattr(transaction, "commit_record", record)
        saved(2)
        return record(*given, **more)

    for about, file in (
        ("divisions", "bills/ponds/divisions-commons.json"),
        ("calendar", "bills/sitting-days-lords.txt"),
    ):
        saved(1)
        monkeypatch.setattr(transaction, "commit_record", another)
        assert saved(3).code == 0
        said = office.text(file)
        assert [n for n in (1, 2, 3) if f'"DivisionId": {n}' in said or f"2026-12-0{n}" in said] == [1, 2, 3], about


def test_a_fetch_that_is_killed_leaves_all_or_nothing_and_the_next_one_goes_on(office):
    office.official.papers = {}
    office("fetch", "amendments", "ponds")
    nothing = office.files()
    a_day_later(office.official)
    recorded = len(office.commits)
    ends = set()
    for line in range(5, 400, 45):
        if killed_at(office, line):
            office("status")  # which settles what was cut short
        ends.add(len(office.commits) - recorded)
        if len(office.commits) > recorded:
            break
        assert office.files() == nothing, f"killed at line {line}"
    assert ends == {0, 1}
    assert office("watch", "ponds").code == 0
    assert len(office.commits) == recorded + 1
    assert "any" in office.text("drafts/official/ponds-commons-report-71.md")


def killed_at(office, line):
    """Whether a watch was killed as it ran that line of the modules that record."""
    pid = os.fork()
    if pid == 0:
        seen = 0

        def trace(frame, event, _):
            nonlocal seen
            if "/ledger/git/" not in frame.f_code.co_filename:
                return None
            if event == "line":
                seen += frame.f_code.co_filename.endswith(("transaction.py", "journal.py", "staging.py"))
                if seen == line:
                    os.kill(os.getpid(), signal.SIGKILL)
            return trace

        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        sys.settrace(trace)
        try:
            office("watch", "ponds")
        finally:
            os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status)
