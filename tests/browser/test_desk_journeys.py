"""Journeys at the desk in a browser, from the first click to the file in the hand, each by those who would make it."""

import base64
from dataclasses import replace

import pytest
from browser.hostile_space import MARKUP, RUNS, TURNED
from browser.look import watched
from browser.test_desk import begun, change, opened
from desk_at_work import LINE, NEXT, at_work, office, print_of_ponds

from amend.drafting.make import apply
from amend.formats import akn, draft
from amend.ledger.git.repository import Repository
from amend.ledger.workspace import load
from amend.model.outline import blocks
from amend.model.text import Text
from amend.word.edits.import_paper import import_word_paper
from amend.word.write.export import tracked_redline


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return office(tmp_path_factory.mktemp("journeys") / "office")


@pytest.fixture(scope="module")
def desk(folder):
    with at_work(folder) as running:
        yield running


@pytest.fixture
def at_desk(window, desk):
    """A page of the desk, of which everything that goes wrong is noted."""
    page = window()
    page.watch = watched(page, desk.home)
    return opened(page, desk)


class Mouse:
    """Points and clicks."""

    def __init__(self, page):
        self.page = page

    def press(self, role, name, at=0):
        self.page.get_by_role(role, name=name, exact=True).nth(at).click()

    def write(self, label, words):
        self.page.get_by_label(label, exact=True).first.fill(words)


class Keyboard:
    """Goes with the tab key, and presses Enter."""

    def __init__(self, page):
        self.page = page

    def _reach(self, locator):
        for _ in range(300):
            if locator.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the tab key does not come to {locator}")

    def press(self, role, name, at=0):
        self._reach(self.page.get_by_role(role, name=name, exact=True).nth(at))
        self.page.keyboard.press("Enter")

    def write(self, label, words):
        self._reach(self.page.get_by_label(label, exact=True).first)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)


def beside(page):
    return page.locator("[data-words]").all_inner_texts()


@pytest.mark.parametrize("hands", [Mouse, Keyboard])
def test_an_adviser_writes_a_new_clause_mends_two_findings_and_reads_the_paper_again(at_desk, folder, tmp_path, hands):
    page, do = at_desk, hands(at_desk)
    actor = f"adviser-{hands.__name__.lower()}"
    begun(page)
    do.press("link", "Clause 2 Wells")
    page.get_by_role("heading", name="Clause 2", exact=True).wait_for()
    do.press("button", "Add a new clause after this")
    do.write("Its heading", "Covers of wells")
    do.write("Its words", '(1) A cover must be locked.\n(2) In this section "cover" means a lid.')
    do.press("button", "Add it")
    page.get_by_role("heading", name="Clause 2A").wait_for()
    assert page.get_by_role("list", name="What goes with it and is missing").get_by_role("listitem").count() == 2
    for clause, row in (("Clause 4 Extent", "clause 4(1)"), ("Clause 5 Commencement", "clause 5(1)")):
        do.press("link", clause)
        page.get_by_role("heading", name=clause[:8], exact=True).wait_for()
        do.press("button", f"Edit {row}")
        was = page.get_by_label("Its words").first.input_value()
        do.write("Its words", was.replace("Sections 1 and 2", "Sections 1, 2 and 2A"))
        do.press("button", "Change the words")
        page.locator(".editing").wait_for(state="detached")
    told = page.locator(".told").first.inner_text()
    assert told.startswith("3 amendments, all proved")
    assert "finding" not in told
    words = beside(page)
    assert words[0].startswith("After Clause 2, insert the following new Clause—")
    do.press("link", "Keep them")
    do.write("Whose folder", actor)
    do.write("Mover", "Our Member")
    do.press("button", "Save as drafts")
    do.press("button", "Record them in git")
    page.get_by_text("recorded (").first.wait_for()
    kept = draft.read_all([folder / "drafts" / actor])
    assert [(one.words, one.mover) for one in kept] == [(one, "Our Member") for one in words]
    assert not [path for _, path in Repository.of(load(folder)).changed() if actor in path]
    do.press("link", "Edit")
    do.press("link", "Give them")
    with page.expect_download() as found:
        do.press("link", "The amendment paper in Word")
    found.value.save_as(tmp_path / "paper.docx")
    read = import_word_paper(tmp_path / "paper.docx").paper
    assert [one.words for one in read.amendments] == words
    assert all(one.outcome == "applied" for one in apply(print_of_ponds(), read.amendments).outcomes)
    assert page.watch.seen == []


def test_a_campaigner_sees_what_a_package_changes_and_takes_a_page_away(at_desk, window, tmp_path):
    page = at_desk
    page.get_by_role("link", name="Packages").click()
    page.get_by_role("link", name="Switch packages on and off: HL Bill 7").click(timeout=90_000)
    box = page.get_by_role("checkbox", name="heron")
    box.check()
    assert "clear" in " ".join(page.locator("main .slot ins:visible").all_inner_texts())
    box.uncheck()
    page.get_by_role("link", name="Back to the desk").click()
    page.get_by_role("link", name="Give", exact=True).click()
    page.get_by_label("Whose amendments").select_option("heron|HL Bill 7")
    page.get_by_role("button", name="Choose").click()
    with page.expect_download() as found:
        page.get_by_role("link", name="A page for the public").click()
    found.value.save_as(tmp_path / "page.html")
    alone = window()
    watch = watched(alone, tmp_path)
    alone.goto((tmp_path / "page.html").as_uri())
    assert alone.locator("section ins:visible").count() == 2
    assert watch.seen == []
    assert page.watch.seen == []


def test_a_lawyer_drops_an_edited_word_file_and_gets_its_amendments(at_desk, folder):
    page = at_desk
    edits = draft.read(folder / "drafts" / "heron" / "1.md")
    data = tracked_redline(print_of_ponds(), [edits]).data
    page.get_by_role("link", name="Take in").click()
    page.locator("#drop").wait_for()
    page.wait_for_load_state()  # the script has run by then
    given = page.evaluate_handle(
        """data => { const one = new DataTransfer(), bytes = Uint8Array.from(atob(data), found => found.charCodeAt(0));
        one.items.add(new File([bytes], "theirs <b>.docx")); return one; }""",
        base64.b64encode(data).decode(),
    )
    page.dispatch_event("#drop", "drop", {"dataTransfer": given})
    page.locator("#taken .told", has_text="1 amendment read.").wait_for()
    assert page.locator(".amendment .words").all_inner_texts() == [LINE]
    page.get_by_label("Whose folder").fill("lawyer")
    page.get_by_role("button", name="Keep it as a draft").click()
    page.locator("#put", has_text="1 draft in drafts/lawyer/.").wait_for()
    assert [one.words for one in draft.read_all([folder / "drafts" / "lawyer"])] == [LINE]
    assert page.watch.seen == []


def test_two_windows_edit_one_clause_and_neither_loses_a_word(at_desk, window, desk):
    one, other = at_desk, window()
    begun(one)
    opened(other, desk)
    other.goto(one.url)
    other.locator(".row[id]", has_text="keep it clean").click()
    box = other.locator("textarea[data-reword]")
    box.fill("The keeper of a pond must keep it pure.")
    change(one, "keep it clean", "The keeper of a pond must keep it clear.")
    other.get_by_text("Another window changed this text.").wait_for()
    box.press("Enter")
    other.get_by_text("Another window changed this text first").wait_for()
    box = other.locator("textarea[data-reword]")
    assert box.input_value() == "The keeper of a pond must keep it pure."
    assert "clear" in other.locator("#text").inner_text()
    box.press("Enter")
    other.locator(".editing").wait_for(state="detached")
    one.locator("[data-words]", has_text="“pure”").wait_for()
    assert beside(one) == beside(other) == [LINE.replace("clear", "pure")]
    assert one.watch.seen == []


def test_what_was_written_to_be_added_stays_when_another_window_was_first(at_desk, window, desk):
    one, other = at_desk, window()
    begun(one)
    opened(other, desk)
    other.goto(one.url)
    other.get_by_role("button", name="Add a new clause after this").click()
    other.get_by_label("Its heading").fill("Ducks")
    other.get_by_label("Its words").fill("A duck is free.")
    change(one, "keep it clean", "The keeper of a pond must keep it clear.")
    other.get_by_role("button", name="Add it").click()
    other.get_by_text("Another window changed this text first").wait_for()
    assert other.get_by_label("Its words").input_value() == "A duck is free."
    other.get_by_role("button", name="Add it").click()
    other.get_by_role("heading", name="Clause 1A").wait_for()
    assert len(beside(other)) == 2


def test_a_print_changes_and_the_package_is_carried_each_decision_shown(window, tmp_path):
    folder = office(tmp_path / "office")
    with at_work(folder) as desk:
        page = window()
        watch = watched(page, desk.home)
        opened(page, desk, "take")
        data = akn.dumps(print_of_ponds(NEXT, "HL Bill 9"))
        page.set_input_files("#file", files=[{"name": "next.xml", "mimeType": "text/xml", "buffer": data}])
        page.get_by_role("button", name="Put it among the prints").click()
        page.get_by_role("link", name="Carry amendments onto it").click()
        page.get_by_label("Amendments").select_option("heron|HL Bill 7")
        assert page.get_by_label("New print").input_value() == "HL Bill 9"
        page.get_by_role("button", name="Show what becomes of each").click()
        page.locator("#decided").wait_for()
        assert page.locator(".outcome").all_inner_texts() == ["unchanged", "overtaken"]
        then, now = page.locator(".quoted").all_inner_texts()
        assert (then, "fenced" in now) == ("A well must be covered.", True)
        before = (folder / "drafts" / "heron" / "2.md").read_bytes()
        page.get_by_role("button", name="Write it to the draft file").click()
        page.get_by_text("drafts/heron/1.md: recorded (").wait_for()
        assert draft.read(folder / "drafts" / "heron" / "1.md").print == "HL Bill 9"
        assert (folder / "drafts" / "heron" / "2.md").read_bytes() == before
        assert watch.seen == []


def test_a_hostile_bill_and_hostile_drafts_show_as_text(window, tmp_path):
    words = " ".join(MARKUP)
    bill = print_of_ponds()
    for at, block in blocks(bill.root):
        if "Wells" in block.text.chars or "must keep it clean" in block.text.chars:
            bill = bill.edited(at, lambda one: (replace(one, text=Text(f"{one.text.chars} {words} {TURNED}")),))
    drafts = {
        "heron/1.md": LINE,
        "pike/2.md": f"Clause 1, page 1, line 3, leave out “{MARKUP[0]}”",
        "pike/3.md": MARKUP[1],
    }
    folder = office(tmp_path / "office", bill, drafts=drafts)
    for file in (folder / "drafts").rglob("*.md"):
        said = draft.read(file)
        file.write_text(draft.dumps(replace(said, mover=MARKUP[2], statement=words)), "utf-8")
    with at_work(folder) as desk:
        page = window()
        watch = watched(page, desk.home)
        opened(page, desk)
        change(page, "keep it clean", f"The keeper {MARKUP[0]}")
        for path in (
            "keep",
            "keep/draft?file=drafts/pike/2.md",
            "rebase",
            "give",
            "take",
            "write",
            f"edit?print={RUNS}",
        ):
            page.goto(f"{desk.home}{path}")
            assert page.evaluate("window.hurt") is None
        page.goto(f"{desk.home}write")
        page.get_by_label("The words").fill(MARKUP[3])
        page.get_by_role("heading", name="Not proved").wait_for()
        page.goto(f"{desk.home}take")
        page.set_input_files(
            "#file", files=[{"name": f"{MARKUP[1]}.txt", "mimeType": "text/plain", "buffer": words.encode()}]
        )
        page.locator("#wrong:not(:empty)").wait_for()
        assert page.evaluate("window.hurt") is None
        assert [one for one in watch.seen if "422" not in one] == []


def test_a_desk_that_is_gone_is_told_and_what_was_typed_stays(window, tmp_path):
    with at_work(office(tmp_path / "office")) as desk:
        page = opened(window(), desk)
        page.locator(".row[id]", has_text="keep it clean").click()
        page.locator("textarea[data-reword]").fill("The keeper must not.")
    page.locator("textarea[data-reword]").press("Enter")
    page.get_by_text("The desk does not answer").wait_for()
    assert page.locator("textarea[data-reword]").input_value() == "The keeper must not."
