"""Each view of the desk over HTTP: what it shows, what it changes, and what it refuses in one line."""

import re
import time
from dataclasses import replace
from urllib.parse import quote

import pytest
from desk_at_work import LINE, PONDS, Asking, at_work, do, office, print_of_ponds, row_of, sheet_of, shown
from made_pdf import ponds

from amend.desk.site_beside import SiteBeside
from amend.drafting import papers
from amend.drafting.reverse import draft
from amend.formats import akn
from amend.formats import draft as drafts
from amend.ledger.git import founding
from amend.ledger.git.repository import Repository
from amend.ledger.workspace import load
from amend.word.edits.import_paper import import_word_paper
from amend.word.write.export import tracked_redline
from amend.word.write.paper import paper


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return office(tmp_path_factory.mktemp("views") / "office")


@pytest.fixture(scope="module")
def ask(folder):
    with at_work(folder) as running:
        found = Asking(running)
        found.root = folder
        yield found


@pytest.fixture
def sheet(ask):
    return ask.post("/edit/begin", {}).data["go"].split("=")[1]


def clauses(state):
    found = re.findall(r'data-at="([\d.]+)"[^>]*><span class="no">Clause (\w+)', state["contents"])
    return {label: place for place, label in found}


def words_beside(state):
    return re.findall(r'<p class="words" data-words>(.*?)</p>', state["beside"], re.S)


def test_a_row_changed_gives_what_draft_writes_and_undo_takes_it_back(ask, sheet):
    first = shown(ask, sheet)
    at = row_of(first["clause"], "must keep it clean")
    editor = ask.get(f"/edit/{sheet}/row?at={at}&start=0").data["editor"]
    assert "The keeper of a pond must keep it clean.</textarea>" in editor
    assert "Leave out subsection (1)" in editor
    edit = {"kind": "reword", "row": at, "piece": 0, "words": "The keeper of a pond must keep it clear."}
    state = do(ask, sheet, 0, first["at"], **edit).data
    old = print_of_ponds()
    new = print_of_ponds(PONDS.replace("clean.", "clear."))
    assert words_beside(state) == [one.words for one in draft(old, new).amendments] == [LINE]
    assert state["told"] == "1 amendment, proved; 1 other amendment touched."
    assert "<del>" in state["clause"]
    assert state["focus"] == f"r-{at}"
    back = ask.post(f"/edit/{sheet}/undo", {"version": 1, "at": state["at"], "was": ""}).data
    assert (back["told"], back["undo"], back["redo"]) == ("As printed: no amendment yet.", False, True)


def test_an_edit_of_an_older_version_is_refused_and_changes_nothing(ask, sheet):
    first = shown(ask, sheet)
    at = row_of(first["clause"], "must keep it clean")
    edit = {"kind": "reword", "row": at, "piece": 0, "words": "One."}
    assert do(ask, sheet, 0, first["at"], **edit).status == 200
    late = do(ask, sheet, 0, first["at"], **edit | {"words": "Two."})
    assert late.status == 409
    assert "another window" in late.data["error"]
    assert "One" in (now := shown(ask, sheet))["beside"]
    assert "Two" not in now["beside"]
    assert str(ask.root) not in now["beside"]


def test_the_pages_are_there_before_the_files_to_take_away_from_them(folder):
    beside, until = SiteBeside(folder), time.monotonic() + 60

    def made(*, files):
        """The pages that there are once that can be said of them, and all that was told before."""
        told = []
        while time.monotonic() < until:
            state = beside.now(wanted=True)
            told.append(state.said)
            if state.ready and ((state.folder / "downloads").is_dir() or not files):
                return state, told
            time.sleep(0.05)
        raise AssertionError(told[-1])

    try:
        first, told = made(files=False)
        assert not (first.folder / "downloads").exists()
        assert re.search(r"are being made \(\d+ s, \d+ pages? so far\)", told[0])
        pages = first.said.removesuffix(" The files to take away from them are being made.")
        assert pages != first.said
        _, told = made(files=True)
        assert all(said.startswith(pages) for said in told), "nobody waits for the rest"
        assert beside.now(wanted=True).said == pages, "and then nothing is made again"
    finally:
        beside.close()


def test_a_new_clause_is_shown_where_it_came_and_one_left_out_where_it_was(ask, sheet):
    first = shown(ask, sheet)
    at = clauses(first)["2"]
    new = {"kind": "add", "row": at, "level": "clause", "heading": "Weirs", "words": "A weir must be kept."}
    state = do(ask, sheet, 0, at, **new).data
    assert state["title"] == "Clause 2A: Weirs"
    assert "insert the following new Clause—" in words_beside(state)[0]
    missing = state["beside"].partition('id="missing"')[2].partition("</ul>")[0]
    leads = re.findall(r'data-at="([\d.]+)">Go to (clause \d)</a>', missing)
    assert leads == [(clauses(state)["4"], "clause 4"), (clauses(state)["5"], "clause 5")], (
        "where it would be made good"
    )
    gone = do(ask, sheet, 1, state["at"], kind="remove", row=clauses(state)["1"]).data
    assert (gone["at"], gone["title"]) == ("", "Clause 1: Duty to keep ponds")
    assert "<del>" in gone["clause"]
    assert "here" not in gone["clause"]
    assert ">Left out<" in gone["contents"]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ({"kind": "reword", "row": "9.9.9", "piece": 0, "words": "x"}, "no such place"),
        ({"kind": "reword", "row": "0", "piece": 0, "words": "x"}, "no words stand there"),
        ({"kind": "reword", "row": "a.b", "piece": 0, "words": "x"}, "no place in the text"),
        ({"kind": "reword", "row": "-1", "piece": 0, "words": "x"}, "no place in the text"),
        ({"kind": "remove", "row": ""}, ""),
        ({"kind": "burn", "row": "0"}, "no edit"),
        ({"kind": "add", "row": "0", "level": "clause", "words": "x"}, "heading"),
        ({"kind": "add", "row": "0", "level": "throne", "words": "x"}, ""),
        ({"kind": "reword", "row": "0", "piece": 0}, "no “words” was sent"),
    ],
)
def test_an_edit_that_cannot_be_made_is_told_in_one_line(ask, sheet, edit, said):
    answer = do(ask, sheet, 0, "", **edit)
    assert answer.status in (400, 422)
    assert said in answer.data["error"]
    assert shown(ask, sheet)["version"] == 0


def test_the_words_are_those_of_the_house_that_is_chosen(ask, sheet):
    first = shown(ask, sheet)
    new = {"kind": "add", "row": clauses(first)["2"], "level": "clause", "heading": "Weirs", "words": "A weir is kept."}
    at = do(ask, sheet, 0, "", **new).data["at"]
    commons = ask.post(f"/edit/{sheet}/house", {"house": "Commons", "at": at, "was": ""}).data
    assert words_beside(commons)[0].startswith("To move the following Clause—")
    assert ask.post(f"/edit/{sheet}/house", {"house": "Peers", "at": at, "was": ""}).status == 400


def test_words_that_are_pasted_are_placed_and_a_wrong_line_is_offered_its_right_one(ask):
    right = ask.post("/write/placed", {"words": LINE, "print": "HL Bill 7"}).data
    assert right["told"] == "Proved."
    assert "<del>" in right["html"]
    typed = ask.post("/write/placed", {"words": 'cl 1, page 1, line 3, leave out "clean" and insert "clear"'}).data
    assert typed["keeps"]
    assert "“clear”" in typed["html"]
    wrong = ask.post("/write/placed", {"words": LINE.replace("clean", "must").replace("line 3", "line 4")}).data
    assert "page 1, line 3" in wrong["html"]
    none = ask.post("/write/placed", {"words": "Burn it all"}).data
    assert (none["keeps"], none["told"][:11]) == (False, "Not proved.")
    assert ask.post("/write/placed", {"words": "  "}).data == {"html": "", "told": ""}


def test_an_amendment_is_kept_as_a_draft_recorded_and_never_written_over_another(ask, folder):
    said = {"words": LINE, "print": "HL Bill 7", "actor": "our-member", "number": "7", "mover": "Our Member"}
    kept = ask.post("/write/kept", {**said, "supporters": "A\n\nB ", "statement": "It is clear."}).data
    assert kept["told"] == "1 amendment kept."
    read = drafts.read(folder / "drafts" / "our-member" / "7.md")
    assert (read.words, read.mover, read.supporters, read.statement) == (LINE, "Our Member", ("A", "B"), "It is clear.")
    again = ask.post("/write/kept", said).data
    assert again["told"] == "0 amendments kept, 1 not."
    assert "our-member has an amendment 7 already" in again["html"]
    assert drafts.read(folder / "drafts" / "our-member" / "7.md") == read
    assert "not recorded" in ask.get("/keep").text
    done = ask.post("/keep/record", {"files": ["drafts/our-member/7.md"]}).data
    assert done["told"] == "1 draft recorded."
    changed = [path for _, path in Repository.of(load(folder)).changed()]
    assert "drafts/our-member/7.md" not in changed
    versions = ask.get("/keep/versions?file=drafts/our-member/7.md").data["html"]
    assert "Our Member" in versions


def test_what_another_program_changed_meanwhile_is_shown_and_stays(ask, folder):
    file = folder / "drafts" / "pike" / "1.md"
    page = ask.get("/keep/draft?file=drafts/pike/1.md").text
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    before = file.read_text("utf-8")
    theirs = before.replace("A Heron", "Another Hand")
    said = dict.fromkeys(("stage", "supporters", "statement"), "")
    said |= {"token": token, "number": "1", "mover": "Our Hand", "words": "Clause 2, page 1, line 8, leave out “well”"}
    file.write_text(theirs, "utf-8")
    answer = ask.post("/keep/again", said)
    assert answer.status == 409
    assert "Another Hand" in answer.data["html"]
    assert "Our Hand" in answer.data["html"]
    assert file.read_text("utf-8") == theirs
    file.write_text(before, "utf-8")
    assert ask.post("/keep/again", said).data["told"] == "1 amendment kept."
    assert "Our Hand" in file.read_text("utf-8")
    file.write_text(before, "utf-8")


@pytest.mark.parametrize(
    "file",
    [
        "../office.xml",
        "drafts/../amend.toml",
        "/etc/passwd",
        "drafts/heron/../../amend.toml",
        "amend.toml",
        "drafts/x/no.md",
        f"drafts/heron/{'a' * 300}.md",
    ],
)
def test_no_file_but_a_draft_of_the_workspace_is_read_or_recorded(ask, file):
    assert ask.get(f"/keep/draft?file={quote(file)}").status == 422
    assert ask.get(f"/keep/versions?file={quote(file)}").status == 422
    assert "not recorded" in ask.post("/keep/record", {"files": [file]}).data["html"]


@pytest.mark.parametrize("actor", ["../out", "a/b", "", "CON", ".git", "Ünder"])
def test_no_actor_leads_out_of_the_record(ask, folder, actor):
    before = sorted(folder.parent.rglob("*"))
    said = {"words": LINE, "print": "HL Bill 7", "actor": actor, "number": "9"}
    answer = ask.post("/write/kept", said)
    assert answer.status in (400, 422) or "1 not" in answer.data["told"]
    assert [one for one in sorted(folder.parent.rglob("*")) if ".git" not in one.parts] == [
        one for one in before if ".git" not in one.parts
    ]


def test_a_package_is_given_in_every_form(ask, tmp_path):
    page = ask.get("/give?of=heron%7CHL%20Bill%207").text
    for link in re.findall(r'href="(/give/[^"]+)"', page):
        answer = ask.get(link.replace("&amp;", "&"))
        assert answer.status == 200, link
        assert re.fullmatch(r'attachment; filename="[\w.-]+\.(docx|html|xml)"', answer.headers["content-disposition"])
        if "/paper?" in link:
            (tmp_path / "paper.docx").write_bytes(answer.body)
            read = import_word_paper(tmp_path / "paper.docx").paper
            assert read.amendments[0].words == LINE
        if "/bill?" in link:
            assert "clear" in str(akn.parse(answer.body).root)
    assert ask.get("/give/paper?of=nobody%7CHL%20Bill%207").status == 400
    assert ask.get("/give/nothing?of=heron%7CHL%20Bill%207").status == 400


def take(ask, name, data, **said):
    asked = "&".join(f"{key}={quote(value)}" for key, value in {"name": name, **said}.items())
    return ask.post(f"/take/file?{asked}", body=data, Content_Type="application/octet-stream")


def token_of(answer):
    return re.search(r'name="token" value="([^"]+)"', answer.data["html"])[1]


def test_an_edited_word_file_gives_its_amendments_and_they_are_kept(ask, folder):
    amendments = drafts.read_all([folder / "drafts" / "heron"])
    data = tracked_redline(print_of_ponds(), amendments).data
    answer = take(ask, "their edits.docx", data)
    assert "HL Bill 7 edited in Word by A Heron" in answer.data["html"]
    assert LINE in answer.data["html"]
    token = token_of(answer)
    does = ask.get(f"/take/explained?token={token}&which=0").data["html"]
    assert "with the word “clear”" in does
    assert "l.\xa03</span>" in does
    assert ask.post("/take/keep", {"token": token, "actor": "lawyer"}).status == 400
    kept = ask.post("/take/keep", {"token": token, "actor": "lawyer", "chosen": [{"kept": "0"}]}).data
    assert kept["told"] == "1 draft in drafts/lawyer/."
    assert [one.words for one in drafts.read_all([folder / "drafts" / "lawyer"])] == [LINE]
    assert ask.post("/take/keep", {"token": "other", "actor": "lawyer"}).status == 400
    both = {
        "token": token_of(take(ask, "again.docx", data)),
        "actor": "lawyer",
        "chosen": [{"kept": "0"}, {"kept": "1"}],
    }
    told = ask.post("/take/keep", both).data["told"]
    assert told == "1 draft in drafts/lawyer/; 1 there already, in the same words."
    other = drafts.read(folder / "drafts" / "lawyer" / "1.md")
    drafts.write(replace(other, words="Clause 1, leave out subsection (2)"), folder / "drafts" / "lawyer" / "1.md")
    both = {**both, "token": token_of(take(ask, "again.docx", data))}
    assert ask.post("/take/keep", both).data["told"].startswith("1 draft in drafts/lawyer/; 1 there already")
    mine = {one.number: one.words for one in drafts.read_all([folder / "drafts" / "lawyer"])}
    assert (mine["1"], mine["3"]) == ("Clause 1, leave out subsection (2)", LINE), "a number goes to one alone"


def test_a_paper_is_taken_in_from_word_and_from_text_each_amendment_tried(ask, folder):
    listed = papers.gathered(drafts.read_all([folder / "drafts" / "heron"]), print_of_ponds())
    answer = take(ask, "paper.docx", paper(listed))
    assert "An amendment paper" in answer.data["html"]
    assert LINE in answer.data["html"]
    text = f"1 A Heron\n{LINE}\n\n2 A Heron\nClause 1, page 1, line 4, leave out “clean”\n"
    html = take(ask, "pasted.txt", text.encode()).data["html"]
    assert "cannot be made to HL Bill 7" in html


def test_what_was_kept_of_a_text_is_offered_and_given_with_its_particulars(tmp_path):
    with at_work(office(tmp_path / "kept")) as running:
        ask = Asking(running)
        sheet = sheet_of(ask)["sheet"]
        at = row_of(shown(ask, sheet, at="", was="")["clause"], "keep it clean")
        do(ask, sheet, 0, "", kind="reword", row=at, piece=0, words="The keeper of a pond must keep it clear.")
        draft_of = {"words": LINE, "kept": "yes", "number": "9", "statement": "It is clear."}
        common = {"sheet": sheet, "actor": "our-member", "mover": "Our Member", "supporters": "B Bittern"}
        assert "our-member%7CHL%20Bill%207" in ask.post("/keep/save", {**common, "drafts": [draft_of]}).data["html"]
        page = ask.get(f"/keep?sheet={sheet}").text
        assert all(f'value="{one}"' in page for one in ("9", "our-member", "Our Member"))
        assert "It is clear.</textarea>" in page
        paper_ = ask.get(f"/give/paper-page?of=sheet%7C{sheet}").text
        assert all(one in paper_ for one in ("Our Member", "B Bittern", "It is clear."))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.pdf", b"%PDF-1.4", "neither as a Bill"),
        ("x.exe", b"MZ", "no file that the desk reads"),
        ("x.docx", b"not a zip", ""),
        ("x.xml", b"<a", ""),
        ("x.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', ""),
        ("../../x.xml", b"", "nothing in it"),
        ("x.txt", b"nothing of a paper", ""),
        ("x.json", b"{", ""),
    ],
)
def test_what_is_no_bill_and_no_paper_is_refused_in_one_line(ask, name, data, said):
    answer = take(ask, name, data)
    assert answer.status == 422
    assert said in answer.data["error"]
    assert "root:" not in answer.text
    assert "/tmp" not in answer.text


def test_a_print_is_taken_in_once_and_becomes_the_current_one(tmp_path):
    folder = office(tmp_path / "office")
    with at_work(folder) as running:
        ask = Asking(running)
        data = akn.dumps(print_of_ponds(number="HL Bill 9"))
        token = token_of(take(ask, "next.xml", data))
        assert (
            ask.post("/take/keep", {"token": token, "current": "yes"}).data["told"] == "It is in bills/hl-bill-9.xml."
        )
        assert (folder / "bills" / "hl-bill-9.xml").read_bytes() == data
        assert load(folder).print == "HL Bill 9"
        assert "HL Bill 9" in ask.get("/edit").text
        assert "among the prints already" in take(ask, "next.xml", data).data["error"]
        assert sheet_of(ask)["version"] == "0"


def test_the_record_of_a_clause_and_the_sentence_of_an_amendment_are_had_when_asked_for(ask, sheet):
    first = shown(ask, sheet)
    record = ask.get(f"/edit/{sheet}/record?at={first['at']}&was=").data["html"]
    assert ask.get(f"/edit/{sheet}/record?at=7").status == 422
    assert "HL Bill 7 under heron, 1: clause 1" in record
    assert (
        "none of the Acts" in (said := ask.get(f"/edit/{sheet}/act?at={first['at']}&was=").data["html"])
        or "No Act" in said
    )
    at = row_of(first["clause"], "must keep it clean")
    do(ask, sheet, 0, first["at"], kind="reword", row=at, piece=0, words="The keeper of a pond must keep it clear.")
    assert "clear" in ask.get(f"/edit/{sheet}/explained?which=0").data["said"]
    assert ask.get(f"/edit/{sheet}/explained?which=5").status == 400


def test_a_workspace_that_is_broken_is_told_and_mended_without_a_new_start(tmp_path):
    folder = office(tmp_path / "office")
    with at_work(folder) as running:
        ask = Asking(running)
        good = (folder / "amend.toml").read_text()
        (folder / "amend.toml").write_text("format = [")
        answer = ask.get("/edit")
        assert answer.status == 422
        assert "amend.toml" in answer.text
        (folder / "amend.toml").write_text(good)
        assert ask.get("/edit").status == 200
        (folder / "drafts" / "heron" / "1.md").write_text("---\nbroken")
        assert "Files that cannot be read" in ask.get("/keep").text
        assert ask.get("/edit").status == 200


def changed(ask, number=None):
    """A sheet in which a word of clause 1 is another, and what its page shows."""
    sheet = ask.post("/edit/begin", {"print": number} if number else {}).data["go"].split("=")[1]
    first = shown(ask, sheet)
    edit = {"row": row_of(first["clause"], "must keep it clean"), "words": "The keeper of a pond must keep it clear."}
    return sheet, do(ask, sheet, 0, first["at"], kind="reword", piece=0, **edit).data


def test_what_was_drafted_on_a_print_that_was_replaced_is_neither_kept_nor_given_nor_carried(tmp_path):
    folder = office(tmp_path / "office")
    (file,) = (folder / "bills").rglob("*.xml")
    with at_work(folder) as running:
        ask = Asking(running)
        sheet, state = changed(ask)
        carried = ask.post("/rebase/tried", {"package": "heron|HL Bill 7", "onto": "HL Bill 7"}).data["html"]
        before = file.read_bytes()
        akn.write(print_of_ponds(PONDS.replace("The keeper of", "The keeper or the owner or the tenant of")), file)
        wanted = {"words": LINE, "number": "8", "kept": "yes"}
        asked = {
            f"/edit/{sheet}/undo": {"version": 1, "at": state["at"], "was": ""},
            "/keep/save": {"sheet": sheet, "actor": "heron", "drafts": [wanted]},
        }
        for path, said in asked.items():
            answer = ask.post(path, said)
            assert answer.status == 422
            assert "has another print now" in answer.data["error"]
        assert ask.get(f"/give/bill?of=sheet|{sheet}").status == 422
        assert "has another print now" in ask.get(f"/give?sheet={sheet}").text
        assert "has another print now" in shown(ask, sheet)["beside"]
        if token := re.search(r'name="token" value="([^"]+)"', carried):
            assert ask.post("/rebase/kept", {"token": token[1]}).status == 422
        assert not (folder / "drafts" / "heron" / "8.md").exists()
        file.write_bytes(before)
        assert ask.post("/keep/save", asked["/keep/save"]).data["told"] == "1 amendment kept."


def test_amendments_that_are_given_one_number_are_not_written_over_each_other(ask, folder):
    sheet, state = changed(ask)
    at = row_of(ask.get(f"/edit/{sheet}/shown?at={clauses(state)['2']}").data["clause"], "A well must be covered")
    state = do(ask, sheet, 1, state["at"], kind="reword", row=at, piece=0, words="A well must be closed.").data
    both = [{"words": words, "number": "70", "kept": "yes"} for words in words_beside(state)]
    assert len(both) == 2
    answer = ask.post("/keep/save", {"sheet": sheet, "actor": "heron", "drafts": both}).data
    assert answer["told"] == "0 amendments kept, 2 not."
    assert "give each its own" in answer["html"]
    assert not (folder / "drafts" / "heron" / "70.md").exists()


def test_what_of_a_text_is_not_proved_is_told_where_the_rest_is_kept_and_given(ask):
    sheet, state = changed(ask)
    at = clauses(state)["3"]
    row = row_of(ask.get(f"/edit/{sheet}/shown?at={at}").data["clause"], "may name ponds")
    state = do(ask, sheet, 1, at, kind="reword", row=row, piece=0, words="The Secretary of State may “name ponds.").data
    assert "1 change not proved" in state["told"]
    for path in (f"/keep?sheet={sheet}", f"/give?sheet={sheet}", f"/give/public?of=sheet|{sheet}"):
        assert "1 change of the text (clause 3) could not be proved, and is in none of its amendments." in (
            ask.get(path).text
        )
    alone = ask.post("/edit/begin", {}).data["go"].split("=")[1]
    do(ask, alone, 0, at, kind="reword", row=row, piece=0, words="The Secretary of State may “name ponds.")
    page = ask.get(f"/give?sheet={alone}")
    assert page.status == 200
    assert "gives no proved amendment" in page.text
    assert "pike: 1 to HL Bill 7" in page.text


def test_without_a_git_repository_drafts_are_kept_and_listed(tmp_path):
    folder = office(tmp_path / "office")
    (folder / ".git").rename(tmp_path / "away")
    with at_work(folder) as running:
        ask = Asking(running)
        said = {"words": LINE, "print": "HL Bill 7", "actor": "heron", "number": "9"}
        assert ask.post("/write/kept", said).data["told"] == "1 amendment kept."
        page = ask.get("/keep")
        assert page.status == 200
        assert "heron 9" in page.text
        assert "it is no git repository of its own" in page.text


def test_a_workspace_without_a_print_gets_its_first_at_the_desk(tmp_path):
    founding.init(tmp_path / "office", empty=True)
    with at_work(tmp_path / "office") as running:
        ask = Asking(running)
        assert 'href="/take"' in ask.get("/edit").text
        assert ask.get("/take").status == 200
        token = token_of(take(ask, "first.xml", akn.dumps(print_of_ponds())))
        assert ask.post("/take/keep", {"token": token, "current": "yes"}).status == 200
        assert "Duty to keep ponds" in ask.get("/edit").text


def test_a_bill_in_a_pdf_is_taken_in_with_its_pages_and_lines(ask):
    answer = take(ask, "print.pdf", ponds(every=21, foot="HL Bill 54", title="Ponds (Keeping) Bill [HL]")[0])
    assert "A print: Ponds (Keeping) Bill [HL] · HL Bill 54" in answer.data["html"]
