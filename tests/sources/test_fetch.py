"""Official texts fetched from services on loopback: what is stored, with what origin, and in how many commits."""

import json
import os
import pty
import subprocess
import sys
import tomllib
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import official_server
import pytest
from official_server import item, publication, stage

from amend.formats import draft
from amend.formats.sitting_days import in_reply
from amend.formats.source_record import sum_of
from amend.model.amendment import Amendment

ROOT = Path(__file__).resolve().parents[2]


def test_a_print_is_fetched_with_its_origin_in_one_commit_and_is_the_current_one(office):
    before = len(office.commits)
    ended = office("fetch", "bill", "ponds")
    assert ended.code == 0, ended.err
    assert "Bill 2 is in bills/ponds/bill-2.xml" in ended.out
    assert "2026-09-01  Bill 1        xml, pdf, html" in ended.out
    assert len(office.commits) == before + 1
    data = (office.root / "bills/ponds/bill-2.xml").read_bytes()
    said = tomllib.loads(office.text("bills/ponds/bill-2.xml.source.toml"))
    assert said["address"].endswith("/Publications/102/Documents/1020/Download")
    assert said["sha256"] == sum_of(data)
    assert said["fetched"].startswith("20")
    assert (office.space.print, office.space.house) == ("Bill 2", "Commons")
    assert office("show", "clause 2").code == 0


def test_what_is_new_is_asked_for_again_only_after_an_hour_and_then_by_its_tag(office):
    office("fetch", "bill", "ponds")
    asked = len(office.official.asked)
    again = office("fetch", "bill", "ponds")
    assert again.code == 0
    assert "(nothing is new)" in again.out
    assert len(office.official.asked) == asked
    office("fetch", "bill", "ponds", "--anew")
    assert len(office.official.asked) > asked
    assert all("If-None-Match" in one for one in office.official.headers[asked:])
    assert "amend/" in office.official.headers[-1]["User-Agent"]


def test_another_print_is_asked_for_by_its_number_and_one_that_is_not_there_is_told(office):
    assert "Bill 1 is in bills/ponds/bill-1.xml" in office("fetch", "bill", "1", "--print", "bill 1").out
    ended = office("fetch", "bill", "Ponds Bill", "--print", "HL Bill 9")
    assert ended.code == 1
    assert "“HL Bill 9” is no print of the Ponds Bill; its prints are Bill 2, Bill 1" in ended.err


def test_a_later_print_is_current_when_it_is_said(office):
    office("fetch", "bill", "ponds", "--print", "Bill 1")
    assert "It is not the current print: --current makes it that" in office("fetch", "bill", "ponds").out
    assert office.space.print == "Bill 1"
    assert "It is the current print" in office("fetch", "bill", "ponds", "--current").out
    assert (office.space.print, office.space.file) == ("Bill 2", "bills/ponds/bill-2.xml")
    found = json.loads(office("fetch", "bill", "ponds", "--json").out)
    assert (found["print"], found["commit"], found["bill"]["id"], len(found["prints"])) == ("Bill 2", None, 1, 2)
    assert json.loads(office("fetch", "act", "ukpga/1990/7", "--json").out)["valid"] == "2026-06-01"
    assert json.loads(office("fetch", "calendar", "lords", "--json").out)["days"] == ["2026-11-30", "2026-12-01"]


def test_a_list_goes_by_the_sitting_days_that_were_fetched_where_they_tell(office):
    tabled = Amendment("Clause 1, page 1, line 2, leave out “every”", "1", "Commons", "Report", "Bill 2")
    (office.root / "drafts/heron").mkdir()
    draft.write(replace(tabled, date="2026-11-30"), office.root / "drafts/heron/1.md")

    def star(day):
        ended = office("marshal", "drafts/heron", "--date", day, "--json")
        return json.loads(ended.out)[0]["star"], ended.err

    assert star("2026-12-03") == ("", ""), "three weekdays later, where nothing was fetched"
    office.official.days = ["2026-11-30T00:00:00", "2026-12-03T00:00:00", "2026-12-08T00:00:00"]
    office("fetch", "calendar", "commons")
    said = "amend: stars go by the sitting days of the House of Commons in bills/sitting-days-commons.txt\n"
    assert star("2026-12-03") == ("☆", said)
    assert star("2026-12-09") == ("", said), "two are between, whatever comes after"
    draft.write(replace(tabled, date="2026-12-07"), office.root / "drafts/heron/1.md")
    mark, told = star("2026-12-09")
    assert mark == "", "nobody fetched the day of the list, so it goes by weekdays"
    assert "are of 2026-11-30 to 2026-12-08 and do not tell, so stars go by Mondays to Fridays" in told
    (office.root / "days.txt").write_text("2026-12-07\n2026-12-09\n")
    given = office("marshal", "drafts/heron", "--date", "2026-12-09", "--calendar", "days.txt", "--json")
    assert (json.loads(given.out)[0]["star"], given.err) == ("☆", "")


def test_a_title_of_several_bills_is_told_with_their_numbers(office):
    ended = office("fetch", "bill", "wells")
    assert ended.code == 1
    assert "2 Wells Bill [HL] (Commons, Report stage, 2026-11-21); 3 Wells Bill" in ended.err
    assert "give its number" in ended.err
    assert office("fetch", "bill", "zebras").code == 1
    assert "no print of the Wells Bill is listed" in office("fetch", "bill", "3").err
    office.official.bills = [office.official.listed(9, "Lakes Bill", None)]
    office.official.alike = True
    assert "no Bill has just the title “ponds bill”: 9 Lakes Bill" in office("fetch", "bill", "ponds bill").err


def test_on_a_terminal_it_asks_which_bill_is_meant(office):
    office.official.publications[2] = [
        publication(101, "HL Bill 1 (as introduced)", "Bill", "2026-09-01", house="Lords")
    ]
    office.official.documents[1010] = office.official.documents[1010].replace(b"Ponds Bill", b"Wells Bill [HL]")
    office.official.documents[1010] = office.official.documents[1010].replace(b'"Bill 1"', b'"HL Bill 1"')
    ours, theirs = pty.openpty()
    os.write(ours, b"2\n")
    running = subprocess.Popen(
        [sys.executable, "-m", "amend", "fetch", "bill", "wells"],
        cwd=office.root,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "AMEND_PATIENCE": "9"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # the end of a terminal that nobody writes to any longer
        while part := os.read(ours, 65536):
            shown += part
    os.close(ours)
    assert running.wait(30) == 0, shown.decode()
    assert all(one in shown.decode() for one in ("2  Wells Bill [HL]", "3  Wells Bill", "Which"))
    assert "HL Bill 1 is in bills/wells/hl-bill-1.xml" in shown.decode()


def test_a_print_without_xml_is_told_with_the_address_of_what_there_is(office):
    office.official.publications[1].append(
        publication(105, "Bill 3 2026-27 (as amended)", "Bill", "2026-11-25", forms=("pdf",))
    )
    ended = office("fetch", "bill", "ponds")
    assert ended.code == 1
    assert "/Publications/105/Documents/1050/Download: Bill 3 is published as PDF alone, not as XML" in ended.err
    assert "Bill 2, Bill 1 is there as XML (--print)" in ended.err
    office.official.publications[1][-1] = publication(
        105, "Bill 3", "Bill", "2026-11-25", forms=(), links=["https://publications.parliament.uk/b3.htm"]
    )
    ended = office("fetch", "bill", "ponds", "--anew")
    assert "https://publications.parliament.uk/b3.htm: Bill 3 is published as a link to another host alone" in ended.err
    assert "amend fetch bill ponds --from FILE" in ended.err


def test_a_file_that_is_not_the_print_asked_for_is_refused(office):
    documents = office.official.documents
    documents[1020], whole = documents[1010], documents[1020]
    ended = office("fetch", "bill", "ponds")
    assert ended.code == 1
    assert "it is Bill 1, and Bill 2 was asked for" in ended.err
    documents[1020] = whole.replace(b"Ponds Bill", b"Lakes Bill")
    assert "it is the Lakes Bill, not the Ponds Bill" in office("fetch", "bill", "ponds").err
    assert "bills/ponds" not in str(office.files())


def test_a_print_can_go_to_a_file_outside_a_workspace(office, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert office("fetch", "bill", "ponds").code == 1
    assert office("fetch", "bill", "ponds", "-o", "b.xml").code == 0
    assert (tmp_path / "b.xml").read_bytes() == office.official.documents[1020]
    assert (tmp_path / "b.xml.source.toml").is_file()


def test_every_amendment_of_a_stage_is_a_draft_with_what_the_service_says_of_it(office):
    ended = office("fetch", "amendments", "ponds")
    assert ended.code == 0, ended.err
    assert "Ponds Bill, Commons Report stage, to Bill 2: 3 amendments; 3 new" in ended.out
    two = draft.read(office.root / "drafts/official/ponds-commons-report-72.md")
    assert (two.number, two.dnum, two.print, two.house, two.stage) == ("2", "hoc72", "Bill 2", "Commons", "Report")
    assert (two.mover, two.supporters, two.statement) == ("Lord Moss", ("A Rush",), "It is clearer.")
    assert draft.read(office.root / "drafts/official/ponds-commons-report-73.md").number == ""
    kept = json.loads(office.text("bills/ponds/amendments/commons-report.json"))
    assert [one["amendmentId"] for one in kept] == [71, 72, 73]
    assert kept[0]["aFieldOfNextYear"] == {"kept": True}
    office("fetch", "bill", "ponds")
    assert office("position", "verify").code == 0
    (office.root / "bills/ponds/bill-2.xml").write_bytes(office.official.documents[1010])
    assert "bill-2.xml: it is not as it came from" in " ".join(office("position", "verify").out.split())


def test_a_list_of_many_pages_comes_whole(office):
    words = ["Clause 1, page 1, line 2, leave out “every” and insert “each”"]
    office.official.amendments[12] = [item(100 + at, str(at), words) for at in range(45)]
    office.official.papers = {}
    ended = office("fetch", "amendments", "1", "--json")
    assert ended.code == 0, ended.err
    assert len(json.loads(ended.out)["amendments"]) == 45
    assert "no paper of this stage is listed" in ended.err


def test_a_list_that_changes_while_it_is_read_is_read_again(office, monkeypatch):
    words = ["Clause 1, page 1, line 2, leave out “every” and insert “each”"]
    office.official.amendments[12] = [item(100 + at, str(at), words) for at in range(45)]
    office.official.papers = {}
    page, asked = official_server._page, []

    def changing(items, query):
        asked.append(query)
        if len(asked) == 3 or every_time:
            del items[3:4], office.official.amendments[12][3:4]
        return page(items, query)

    every_time = False
    monkeypatch.setattr(official_server, "_page", changing)
    found = json.loads(office("fetch", "amendments", "1", "--json").out)["amendments"]
    assert [one["number"] for one in found] == [str(at) for at in range(45) if at != 3]
    every_time = True
    assert "the list changes while it is read" in office("fetch", "amendments", "1", "--anew").err


def test_two_bills_of_one_title_are_not_mixed_and_a_reply_is_of_the_bill_that_was_asked_for(office):
    office("fetch", "amendments", "1")
    before = office.files()
    office.official.bills[1]["shortTitle"] = "Ponds Bill [HL]"
    for one in office.official.amendments[12]:
        one["billId"] = 2
    assert "amendments to two Bills, 1 and 2 of the Bills API" in office("fetch", "amendments", "2").err
    assert office.files() == before
    office.official.bills[1]["billId"] = 5
    office.official.fail("/Bills/3", "away /api/v1/Bills/1")
    assert "it is not that Bill of the service" in office("fetch", "bill", "3").err


def test_a_stage_that_comes_twice_is_named_by_its_turn(office):
    office.official.stages.append({**office.official.stages[0], "id": 14, "sortOrder": 8})
    office.official.amendments[14] = [item(94, "1", ["Clause 1, page 1, line 2, leave out “every”"])]
    ended = office("fetch", "amendments", "ponds", "--stage", "Commons Committee")
    assert "name one of these: Commons Committee (1), Commons Committee (2)" in ended.err
    assert ": 0 amendments" in office("fetch", "amendments", "ponds", "--stage", "Commons Committee (1)").out
    assert ": 1 amendment; 1 new" in office("fetch", "amendments", "ponds", "--stage", "Commons Committee (2)").out
    assert (office.root / "drafts/official/ponds-commons-committee-2-94.md").is_file()


def test_what_the_list_lacks_is_taken_from_the_paper_and_told(office):
    del office.official.amendments[12][2]
    office.official.amendments[12].append(
        item(74, "4", ["Clause 2, page 1, line 5, leave out “Fish” and insert “Carp”"])
    )
    ended = office("fetch", "amendments", "ponds")
    assert ended.code == 3
    assert "amendment 3: the paper has it, and the list of the service has not" in ended.err
    assert "the list has 1 that the paper has not: 4" in ended.err
    three = draft.read(office.root / "drafts/official/ponds-commons-report-hoc73.md")
    assert "leave out “carp”" in three.words
    office.official.amendments[12].append(
        item(73, "3", ["Clause 2, page 1, line 6, leave out “carp” and insert “tench”"])
    )
    again = office("fetch", "amendments", "ponds", "--anew")
    assert "4 amendments; 4 new" in ended.out
    assert "4 amendments; 1 names, 1 statement" in again.out
    assert len(list((office.root / "drafts/official").iterdir())) == 4, "the same amendment keeps its file"


def test_a_total_that_is_not_what_came_is_a_finding(office, monkeypatch):
    monkeypatch.setattr(
        official_server,
        "_page",
        lambda items, query: official_server._json(
            {"items": items if query.get("Skip", "0") == "0" else [], "totalResults": len(items) + 11}
        ),
    )
    ended = office("fetch", "amendments", "ponds")
    assert ended.code == 3
    assert "the list says that it has 14 amendments, and gives 3" in ended.err


def test_an_amendment_that_does_not_come_is_a_finding_and_the_next_run_brings_it(office):
    office.official.fail("/Amendments/72", "status 500", "…")
    ended = office("fetch", "amendments", "ponds")
    assert ended.code == 3
    assert "it did not come" in ended.err
    assert sorted(one.name for one in (office.root / "drafts/official").iterdir()) == [
        "ponds-commons-report-71.md",
        "ponds-commons-report-73.md",
    ]
    office.official.faults.clear()
    asked = len(office.official.asked)
    ended = office("fetch", "amendments", "ponds")
    assert ended.code == 0
    assert "1 new" in ended.out
    assert [one for one in office.official.asked[asked:] if "/Amendments/" in one] == [
        "/api/v1/Bills/1/Stages/12/Amendments/72"
    ]


def test_ping_pong_is_read_and_a_motion_is_told(office):
    office.official.stages.append(
        {**office.official.stages[0], "id": 14, "description": "Consideration of Lords amendments"}
    )
    given = item(95, "1", ["Clause 1, page 1, line 2, leave out “every” and insert “each”"])
    words = {"text": "That this House do not insist on its Amendment 1", "indentation": 0}
    motion = {"id": 96, "number": "A", "motionGroups": [{"text": [words], "amendments": []}]}
    office.official.ping_pong[14] = [
        {"type": "Amendment", "amendment": given, "motion": None},
        {"type": "Motion", "amendment": None, "motion": motion},
    ]
    ended = office("fetch", "amendments", "ponds", "--stage", "Consideration of Lords amendments")
    assert ended.code == 3
    assert "amendment A: “That this House do not insist on its Amendment 1” is a motion" in ended.err
    (file,) = (office.root / "drafts/official").iterdir()
    assert file.name == "ponds-commons-consideration-of-lords-amendments-95.md"


def test_lords_styles_are_read(office):
    words = (
        ["Page 1, line 2, leave out “every” and insert “each”"],
        ["leave out “may” and insert “must”"],
        [
            "Clause 2",
            "Page 1, line 6, leave out “carp” and insert “tench”",
        ],
    )
    office.official.amendments[13] = [
        item(60 + at, str(at), rows, lineNumber=4, decision="NotMoved") for at, rows in enumerate(words)
    ]
    ended = office("fetch", "amendments", "ponds", "--stage", "Lords Committee", "--json")
    first, second, third = (one["words"] for one in json.loads(ended.out)["amendments"])
    assert (first, third) == ("\n".join(words[0]), "\n".join(words[2]))
    assert second == "Clause 1, page 1, line 4, leave out “may” and insert “must”"


def test_a_reply_is_to_the_print_that_is_here_or_is_refused_with_how_to_say_which(office):
    reply, official = office.root / "reply.json", office.official
    reply.write_text(json.dumps({"items": official.amendments[12]}), "utf-8")
    given = ("fetch", "amendments", "Ponds Bill", "--stage", "Commons Report", "--from", "reply.json")
    ended = office(*given)
    assert (ended.code, ended.err) == (
        1,
        "amend: reply.json: it does not say which print it amends; say so: --print 'Bill 57'\n",
    )
    for number in ("Bill 1", "Bill 2"):
        (office.root / f"bills/{number}.xml").write_bytes(official.documents[1010 if number == "Bill 1" else 1020])
    assert "in the workspace are Bill 1, Bill 2; say so: --print 'Bill 2'" in office(*given).err
    assert not (office.root / "drafts/official").exists()
    (office.root / "bills/Bill 1.xml").unlink()
    assert "Report, to Bill 2: 3 amendments; 3 new" in office(*given).out
    (office.root / "bills/Bill 2.xml").unlink()
    assert "Report, to Bill 2: 3 amendments; nothing changed" in office(*given).out, "as their drafts say"
    (office.root / "bills/ponds/amendments/commons-report.json").write_text("[", "utf-8")
    assert office(*given).err.startswith("amend: bills/ponds/amendments/commons-report.json:1: ")


def test_amendments_to_a_bill_without_a_numbered_print_go_by_its_title_which_is_told(office):
    office.official.publications[1] = []
    ended = office("fetch", "amendments", "ponds")
    assert (ended.code, "so each draft says “Ponds Bill” for its print; where you know" in ended.err) == (0, True)
    assert "to Bill 2: 3 amendments" in office("fetch", "amendments", "ponds", "--print", "Bill 2").out
    again = office("watch", "ponds")
    assert ("to Bill 2" in again.out, again.err) == (True, "")


def test_odd_replies_are_kept_and_told(office):
    office.official.amendments[12] = [
        item(81, "1", ["Clause 1, page 1, line 2, leave out “every” and insert “each”"], decision="Adjourned"),
        item(82, "2", ["Clause 1, page 1, line 4, leave out â€œmayâ€\x9d and insert â€œmustâ€\x9d"]),
        item(83, "3", ["Clause 1, page 1, line 2, leave out “every” and insert “each”"]),
    ]
    office.official.amendments[12][2]["amendmentLines"].append({"text": "", "isImage": True, "imageType": "png"})
    office.official.amendments[12].append({**office.official.amendments[12][2], "amendmentId": 84, "decision": [1]})
    office.official.papers = {}
    ended = office("fetch", "amendments", "ponds")
    assert ended.code == 3
    assert "its decision “Adjourned” is not one that is known; it was kept" in ended.err
    assert draft.read(office.root / "drafts/official/ponds-commons-report-81.md").decision == "Adjourned"
    assert "a picture stands among its words" in ended.err
    assert "its decision is not said in words" in ended.err
    assert "“may”" in draft.read(office.root / "drafts/official/ponds-commons-report-82.md").words


def test_a_stage_is_named_and_one_of_both_houses_needs_its_house(office):
    ended = office("fetch", "amendments", "ponds", "--stage", "committee")
    assert ended.code == 1
    assert "name one of these: Commons Committee stage, Lords Committee stage" in ended.err
    ended = office("fetch", "amendments", "ponds", "--stage", "Commons Committee stage")
    assert "Commons Committee stage, to Bill 1: 0 amendments" in ended.out
    assert "there is no stage “Third reading”" in office("fetch", "amendments", "ponds", "--stage", "Third reading").err


def test_what_changed_here_and_is_not_recorded_is_left_as_it_is(office):
    office("fetch", "amendments", "ponds")
    file = office.root / "drafts/official/ponds-commons-report-71.md"
    file.write_text(file.read_text("utf-8").replace("each", "any"), "utf-8")
    office.official.amendments[12][0]["amendmentLines"][0]["text"] = "Clause 1, page 1, line 2, leave out “every”"
    ended = office("fetch", "amendments", "ponds", "--anew")
    assert ended.code == 3
    assert (
        "ponds-commons-report-71.md: it was changed here, and that is not recorded; it was left as it is" in ended.err
    )
    assert "any" in file.read_text("utf-8")
    office.git("checkout", "-q", "drafts")
    assert "1  reworded" in office("watch", "ponds").out, "what could not be written is told until it is"
    assert draft.read(file).words.endswith("leave out “every”")


def test_an_act_is_fetched_at_its_day_and_one_that_is_another_is_refused(office):
    ended = office("fetch", "act", "ukpga/1990/7/section/1", "--at", "2026-06-01")
    assert ended.code == 0, ended.err
    assert "Ponds Act 1990, as on 2026-06-01 is in bills/ponds-act-1990/section-1-2026-06-01.xml" in ended.out
    assert office("fetch", "act", "https://www.legislation.gov.uk/ukpga/1990/7").code == 0
    akoma = (official_server.DATA / "ponds-act-akn.xml").read_bytes()
    office.official.acts["/ukpga/1990/7/data.akn"] = akoma.replace(
        b"http://example.org", b"http://www.legislation.gov.uk"
    )
    assert office("fetch", "act", "ukpga/1990/7", "--akn", "-o", "act.xml").code == 0
    assert (office.root / "act.xml").read_bytes() == office.official.acts["/ukpga/1990/7/data.akn"]
    office.official.acts["/ukpga/1990/9/data.xml"] = office.official.acts["/ukpga/1990/7/data.xml"]
    ended = office("fetch", "act", "ukpga/1990/9")
    assert ended.code == 1
    assert "and ukpga/1990/9 was asked for" in ended.err
    for wrong in ("ponds", "ukpga/1990/7/../../x", "ukpga/1990/7?x=1", "https://example.org/ukpga/1990/7"):
        assert "is no Act of legislation.gov.uk" in office("fetch", "act", wrong).err
    assert "is not a day" in office("fetch", "act", "ukpga/1990/7", "--at", "2026-13-01").err


def test_sitting_days_are_added_to_those_that_are_known(office):
    assert office("fetch", "calendar", "lords").code == 0
    office.official.days = [{"SittingDate": "2026-12-02T00:00:00", "House": "Lords"}]
    ended = office("fetch", "calendar", "lords", "--anew")
    assert "3 sitting days, 1 new, the last 2026-12-02, in bills/sitting-days-lords.txt" in ended.out
    assert office.text("bills/sitting-days-lords.txt").splitlines()[1:] == ["2026-11-30", "2026-12-01", "2026-12-02"]
    office.official.days = ["2026-12-01T00:00:00", "2026-12-08T00:00:00"]
    ended = office("fetch", "calendar", "lords", "--anew")
    assert "2026-12-02 is no sitting day any more, and was taken away" in ended.out
    days = ["2026-11-30", "2026-12-01", "2026-12-08"]
    assert office.text("bills/sitting-days-lords.txt").splitlines()[1:] == days, "what nobody told of stays"
    office.official.days = ["2026-11-29", "2027-06-01"]
    ended = office("fetch", "calendar", "lords", "--anew")
    assert (
        "2026-12-08 was known, and the reply tells of no sitting from 2026-11-29 to 2027-06-01; it stays" in ended.err
    )
    assert (ended.code, "2026-12-08" in office.text("bills/sitting-days-lords.txt")) == (3, True)
    office.official.days = []
    assert "there is no day in it" in office("fetch", "calendar", "commons").err
    saved = office.root.parent / "days.txt"
    saved.write_text("# ours\n2026-12-09\n2026-12-08\n", "utf-8")
    assert "2 sitting days, 2 new" in office("fetch", "calendar", "commons", "--from", saved).out


@pytest.mark.parametrize(
    "reply",
    [
        [{"date": "2026-12-01", "lastUpdatedDate": "2026-11-28T10:00:00"}],
        {"generatedDate": "2026-11-28", "items": [{"SittingDate": "2026-12-01T00:00:00Z"}]},
        {"sittingDates": ["2026-12-01"], "recessDates": ["2026-12-20"], "endDate": "2026-12-31"},
        [{"date": "2026-12-01"}, {"date": "2026-12-02", "isSitting": False}],
    ],
)
def test_only_what_is_said_to_be_a_day_of_sitting_is_one(reply):
    assert in_reply(json.dumps(reply).encode()) == (date(2026, 12, 1),)


def test_divisions_are_numbers_and_nobodys_name_unless_names_are_asked_for(office):
    ended = office("fetch", "divisions", "ponds", "--json")
    assert ended.code == 0, ended.err
    (row,) = json.loads(ended.out)["divisions"]
    assert row["evidence"] == {
        "what": "Commons division 7: Ponds Bill Report Stage: Amendment 1",
        "value": "214 for, 208 against",
        "period": "2026-11-20",
        "source": "https://votes.parliament.uk/votes/commons/division/51",
    }
    assert "Heron" not in office.text("bills/ponds/divisions-commons.json") + ended.out
    cached = [one.read_bytes() for one in (office.root.parent / "cache").glob("*.reply")]
    assert cached
    assert not any(b"Heron" in one for one in cached)
    office("fetch", "divisions", "ponds", "--names")
    assert "Heron" in office.text("bills/ponds/divisions-commons.json")


def test_divisions_that_a_person_saved_are_put_to_those_that_are_kept(office):
    reply = office.root.parent / "votes.json"
    office.official.fail("/search", "status 403", "…")
    ended = office("fetch", "divisions", "Ponds Bill")
    assert (
        "it refuses programs (403); open it in a browser, save it, then: amend fetch divisions 'Ponds Bill' --from"
        in (ended.err)
    )
    (one,) = office.official.divisions["commons"]
    other = {**one, "DivisionId": 52, "Title": "Wells Bill: Second Reading"}
    for rows, told in (([one, other], "1 division ("), ({**one, "DivisionId": 53, "Number": 8}, "2 divisions (")):
        reply.write_text(json.dumps(rows), "utf-8")
        assert f"Ponds Bill: {told}" in office("fetch", "divisions", "Ponds Bill", "--from", reply).out
    assert "Heron" not in office.text("bills/ponds/divisions-commons.json")
    assert "/data/divisions.json/search" in office.text("bills/ponds/divisions-commons.json.source.toml")
    reply.write_text(json.dumps([other]), "utf-8")
    assert "no division in it is on the Ponds Bill" in office("fetch", "divisions", "Ponds Bill", "--from", reply).err
    reply.write_text("[]", "utf-8")
    assert "there is no division in it" in office("fetch", "divisions", "Ponds Bill", "--from", reply).err


def test_a_division_on_another_bill_or_without_numbers_is_no_evidence(office):
    (one,) = office.official.divisions["commons"]
    titles = ["Village Ponds Bill: Third Reading", "Ponds and Lakes Bill", "Motion on the Ponds Bill (Programme)"]
    office.official.divisions["commons"] += [
        {**one, "DivisionId": 60 + at, "Title": title} for at, title in enumerate(titles)
    ]
    office.official.divisions["commons"] += [
        {**one, "DivisionId": 70, "AyeCount": None, "Title": "Ponds Bill: Clause 2"},
        {**one, "DivisionId": 71, "Date": "2011-01-01T00:00:00"},
        {**one, "DivisionId": None},
    ]
    office.official.stages.append(stage(9, "1st reading", "Commons", order=0, day="2026-10-01"))
    ended = office("fetch", "divisions", "ponds", "--json")
    assert [row["id"] for row in json.loads(ended.out)["divisions"]] == [51, 62]
    assert ended.code == 3
    for told in (
        "“Village Ponds Bill: Third Reading” is of another Bill",
        "it does not say AyeCount",
        "it does not say DivisionId",
        "of 2011-01-01 was before this Bill began on 2026-10-01",
    ):
        assert told in ended.err
    saved = office.root.parent / "one.json"
    saved.write_text(json.dumps([one]), "utf-8")
    assert "it does not say of which Bill it is" in office("fetch", "divisions", "", "--from", saved).err


def test_a_bill_that_is_an_act_at_last_is_in_the_same_folder(office):
    office("fetch", "amendments", "1")
    office.official.bills[0]["shortTitle"] = "Ponds Act 2026"
    ended = office("fetch", "amendments", "1", "--anew")
    assert "nothing changed (nothing is new)" in ended.out
    assert "1 division" in office("fetch", "divisions", "1").out


def test_a_list_that_is_null_is_an_empty_one(office):
    office.official.publications[1] = None
    ended = office("fetch", "amendments", "ponds")
    assert (ended.code, "3 amendments" in ended.out) == (0, True), ended
    assert "no print of the Ponds Bill is listed" in office("fetch", "bill", "ponds").err


def test_a_total_that_tells_of_a_page_alone_ends_no_list(office, monkeypatch):
    given = office.official.amendments[12]
    given += [item(200 + n, str(100 + n), ["Clause 2, page 1, line 6, leave out “not”"]) for n in range(40)]
    paged = official_server._page

    def told(found, query):
        _, data = paged(found, query)
        page = json.loads(data)
        return official_server._json({**page, "totalResults": len(page["items"])})

    monkeypatch.setattr(official_server, "_page", told)
    ended = office("fetch", "amendments", "ponds")
    assert f"{len(given)} amendments" in ended.out
    assert (ended.code, f"and gives {len(given)}" in ended.err) == (3, True)


def test_amendments_that_are_not_there_stop_nothing(office):
    given = office.official.amendments[12]
    given += [item(200 + n, str(100 + n), ["Clause 2, page 1, line 6, leave out “not”"]) for n in range(5)]
    for n in range(4):
        office.official.fail(f"/Amendments/{200 + n}", "status 404", "…")
    ended = office("fetch", "amendments", "ponds")
    assert (ended.code, f"{len(given) - 4} amendments" in ended.out) == (3, True), ended
    assert ended.err.count("it did not come") == 4


def test_one_house_whose_votes_do_not_come_is_told_and_the_other_is_kept(office):
    office.official.fail("/data/Divisions/search", "status 404", "…")
    ended = office("fetch", "divisions", "ponds")
    assert ended.code == 3
    assert ended.err.startswith("amend: http://"), "a finding is a sentence"
    assert "there is no such thing (404)" in ended.err
    assert "214 for, 208 against" in ended.out


def test_a_page_of_votes_that_is_shorter_than_was_asked_for_is_not_the_last(office, monkeypatch):
    (one,) = office.official.divisions["commons"]
    rows = [{**one, "DivisionId": 60 + at} for at in range(5)]

    def votes(_, parts, query):
        skip = int(query.get("queryParameters.skip", query.get("skip")))
        return official_server._json(rows[skip : skip + 2] if "division" in parts[1] else [])

    monkeypatch.setattr(official_server.Official, "_votes", votes)
    assert "Ponds Bill: 5 divisions" in office("fetch", "divisions", "ponds").out


def test_an_older_paper_is_not_taken_for_the_newest(office):
    office.official.papers[12].append(publication(107, "Second day", "Amendment Paper", "2026-11-25", forms=("pdf",)))
    ended = office("fetch", "amendments", "ponds")
    assert "the newest paper, “Second day”, is no XML; the list was held against “Report Stage: 20 Nov" in ended.err
