"""An official print by its title in the desk, what a person saved, the restatement it replaces, and what is new."""

import re
import time
from urllib.parse import quote

import made_pdf
import pytest
from desk_at_work import Asking, at_work
from official_server import Official, a_day_later, publication
from shorthand import bill

from amend.formats import akn, draft
from amend.ledger import workspace
from amend.ledger.git import founding
from amend.ledger.git.repository import Repository
from amend.model.amendment import Amendment

NOTICE = '<TLCConcept eId="varNotice" href="#o" showAs="Restatement. Not the official text."/></references>'


@pytest.fixture
def official():
    with Official() as running:
        yield running


@pytest.fixture
def ask(official, tmp_path, monkeypatch):
    """A desk on an empty workspace, beside the services."""
    for name, value in official.settings(tmp_path).items():
        monkeypatch.setenv(name, value)
    founding.init(tmp_path / "office", empty=True)
    with at_work(tmp_path / "office") as running:
        found = Asking(running)
        found.root, found.official = tmp_path / "office", official
        yield found


def done(ask, answer):
    """What an errand gives in the end."""
    until = time.monotonic() + 20
    while "waits" in answer.data and time.monotonic() < until:
        time.sleep(0.02)
        answer = ask.get(answer.data["waits"], Accept="application/json")
    return answer


def fetched(ask, title, **said):
    return done(ask, ask.post("/take/fetch", {"title": title, **said}))


def dropped(ask, name, data, saved=""):
    asked = f"/take/file?name={quote(name)}&print=&untracked=&saved={saved}"
    return done(ask, ask.post(asked, body=data, Content_Type="application/octet-stream"))


def test_a_title_brings_the_official_print_and_nothing_is_asked_before(ask):
    assert "Fetch the official print" in ask.get("/take").text
    assert ask.official.asked == []
    found = fetched(ask, " ponds ")
    assert found.status == 200, found.text
    assert "Ponds Bill · Bill 2 · As amended in Committee is in bills/ponds/bill-2.xml (" in found.data["told"]
    assert "It is the current print." in found.data["html"]
    assert "/Publications/102/Documents/1020/Download" in found.data["html"]
    assert 'value="Bill 1"><button type="submit">Fetch Bill 1' in found.data["html"]
    assert workspace.load(ask.root).print == "Bill 2"
    assert Repository.of(workspace.load(ask.root)).commits()[0].subject == "official: Ponds Bill, Bill 2"
    assert "Duty to keep ponds" in ask.get("/edit").text
    assert "where it was already" in fetched(ask, "ponds").data["told"]
    assert "It is the current print." in fetched(ask, "1", print="Bill 1", current="yes").data["html"]


def test_several_bills_of_a_title_are_buttons_and_an_error_is_one_line(ask):
    found = fetched(ask, "wells")
    assert re.findall(r'name="title" value="(\d+)"', found.data["html"]) == ["2", "3"]
    assert "Wells Bill [HL] (Commons, Report stage, 2026-11-21)</button>" in found.data["html"]
    ask.official.publications[3] = ask.official.publications[1]
    assert "it is the Ponds Bill, not the Wells Bill" in fetched(ask, "3").data["error"]
    none = fetched(ask, "zebras")
    assert (none.status, none.data["error"].count("\n")) == (422, 0)
    assert "no Bill has “zebras” in its title" in none.data["error"]
    assert fetched(ask, " ").status == 400
    ask.official.fail("/api/v1/Bills", "500", "…")
    assert fetched(ask, "herons").status == 422


def test_what_no_program_is_given_is_saved_by_a_person_and_recorded_with_its_source(ask):
    ask.official.publications[1].append(publication(105, "Bill 285", "Bill", "2026-11-25", forms=("pdf",)))
    ask.official.fail("/1020/Download", "challenge", "…")
    found = fetched(ask, "ponds", print="Bill 2")
    (address,) = re.findall(r'<a href="([^"]*)" target="_blank" rel="noreferrer noopener">', found.data["html"])
    assert address.endswith("/Publications/102/Documents/1020/Download")
    (token,) = re.findall(r'id="saved" value="([^"]*)"', found.data["html"])
    other = dropped(
        ask, "bill.xml", akn.dumps(bill("1 Reeds\n Reeds.", title="Reeds Bill", number="Bill 2")), saved=token
    )
    assert other.data["error"].startswith("bill.xml: it is the Reeds Bill, not the ponds")
    assert not (ask.root / "bills/ponds").exists()
    kept = dropped(ask, "../so saved.xml", ask.official.documents[1020], saved=token)
    assert "Bill 2 · As amended in Committee is in bills/ponds/bill-2.xml" in kept.data["told"]
    said = (ask.root / "bills/ponds/bill-2.xml.source.toml").read_text("utf-8")
    assert f'address = "{address}"' in said
    assert 'given = "so saved.xml"' in said
    found = fetched(ask, "ponds")
    (token,) = re.findall(r'id="saved" value="([^"]*)"', found.data["html"])
    printed, _ = made_pdf.ponds(title="Ponds Bill")
    assert dropped(ask, "285.pdf", printed[:4000], saved=token).data["error"].startswith("285.pdf: ")
    kept = dropped(ask, "285.pdf", printed, saved=token)
    assert "Bill 285 · As introduced is in bills/ponds/bill-285.xml" in kept.data["told"]
    assert "It was read of a PDF, which is kept beside it" in kept.data["html"]
    assert (ask.root / "bills/ponds/bill-285.pdf").read_bytes() == printed


@pytest.mark.parametrize("by", ["title", "file"])
def test_the_official_print_takes_the_place_of_a_restatement_when_that_is_said(ask, by):
    (ask.root / "bills/ponds").mkdir()
    official = ask.official.documents[1020]
    restated = official.decode().replace("</references>", NOTICE).replace("free of weed", "free of weeds")
    (ask.root / "bills/ponds/bill-2.xml").write_text(restated, "utf-8")
    space = workspace.load(ask.root)
    workspace.save(workspace.Workspace(space.root, "Ponds Bill", "Bill 2", "bills/ponds/bill-2.xml", "Commons"))
    (ask.root / "drafts/heron").mkdir()
    for number, words in (("1", "leave out “every” and insert “each”"), ("2", "leave out “weeds” and insert “reeds”")):
        line = "2" if number == "1" else "3"
        one = Amendment(f"Clause 1, page 1, line {line}, {words}", number, "Commons", print="Bill 2")
        draft.write(one, ask.root / f"drafts/heron/{number}.md")
    Repository.of(space).git.run("add", "-A")
    Repository.of(space).git.run("commit", "-qm", "a restatement and two drafts")
    offered = fetched(ask, "ponds") if by == "title" else dropped(ask, "official.xml", official)
    assert "Bill 2 as published is read, and a restatement of it stands here." in offered.data["told"]
    assert (ask.root / "bills/ponds/bill-2.xml").read_text("utf-8") == restated, "nothing is written before it is said"
    (token,) = re.findall(r'name="token" value="([^"]*)"', offered.data["html"])
    found = done(ask, ask.post("/take/adopt", {"token": token}))
    assert found.status == 200, found.text
    assert (ask.root / "bills/ponds/bill-2.xml").read_bytes() == official
    assert "Bill 2 as published is in bills/ponds/bill-2.xml (" in found.data["told"]
    assert re.findall(r'class="outcome (\w+)"', found.data["html"]) == ["good", "bad"]
    source = (ask.root / "bills/ponds/bill-2.xml.source.toml").read_text("utf-8")
    assert ("/1020/Download" in source) == (by == "title")
    assert done(ask, ask.post("/take/adopt", {"token": token})).status == 400


def test_what_is_new_is_looked_for_when_it_is_asked_and_read_from_the_record_after(ask):
    assert "names no Bill" in ask.post("/news/watch", {}).data["error"]
    fetched(ask, "ponds")
    done(ask, ask.post("/news/watch", {}))
    a_day_later(ask.official)
    (ask.root / "drafts/heron").mkdir()
    ours = Amendment("Clause 1, page 1, line 2, leave out “every pond” and insert “ponds”", "1", print="Bill 2")
    draft.write(ours, ask.root / "drafts/heron/1.md")
    found = done(ask, ask.post("/news/watch", {"stage": ""}))
    assert found.data["told"] == "Ponds Bill, Commons Report stage, to Bill 2: 4 amendments, 5 changes."
    assert "Fetch Bill 3" in found.data["html"]
    asked = len(ask.official.asked)
    page = ask.get("/news").text
    for shown in (found.data["html"], page):
        kinds = re.findall(r'<span class="kind">([^<]*)<', shown)
        assert kinds == ["reworded", "decided", "other names", "withdrawn", "new"]
        assert '<a href="/keep/draft?file=drafts/official/ponds-commons-report-71.md">1</a>' in shown
        assert "our amendment 1 (drafts/heron/1.md)" in shown
        assert '<a href="/edit?print=Bill%202">Ponds Bill, Bill 2</a>' in shown
    assert ask.get("/keep/draft?file=drafts/official/ponds-commons-report-71.md").status == 200
    assert len(ask.official.asked) == asked, "to show what is new nobody is asked"
    assert done(ask, ask.post("/news/watch", {"stage": "Third"})).status == 422
