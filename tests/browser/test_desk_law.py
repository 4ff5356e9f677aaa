"""Edits made by hand in the browser give, byte for byte, the amendments that `amend draft` writes of the same text.

A few in each run; all 200 with AMEND_LONG set.
"""

import os

import pytest
from browser.look import watched
from browser.test_desk import begun, opened
from desk_at_work import at_work
from seeded_edits import seeded

from amend.desk.answers import spelled
from amend.desk.clause_pages import row_id
from amend.desk.edits import Remove, Reword
from amend.drafting.reverse import draft
from amend.errors import Refusal
from amend.formats import akn
from amend.ledger.git import founding
from amend.model.house import House
from amend.model.outline import top_of
from amend.model.printed import each, paragraphs

PRINTS = {"social-housing-hl54-lords-committee.xml": (3, 100), "dpdi-bill314-commons-committee.xml": (1, 100)}


@pytest.mark.parametrize("name", PRINTS)
def test_what_is_edited_by_hand_is_drafted_as_the_command_does(corpus, window, tmp_path, name):
    few, all_ = PRINTS[name]
    folder = founding.init(tmp_path / "office", bill=corpus / "prints" / name).workspace.root
    bill = akn.read(corpus / "prints" / name)
    house = House.having(bill.house, bill.number)
    rows = [one for one in each(paragraphs(bill, front=False)) if one.runs]
    wanted, typed = all_ if os.environ.get("AMEND_LONG") else few, 0
    with at_work(folder) as desk:
        page = window()
        page.set_default_timeout(60_000)
        watch = watched(page, desk.home)
        begun(opened(page, desk))
        for edit, text in seeded(bill, wanted * 3, 19):
            if typed == wanted:
                break
            row = row_for(rows, edit)
            if row is None or not make(page, bill, edit, row):
                continue
            typed += 1
            words, refused = written(bill, text, house)
            assert page.locator("[data-words]").all_text_contents() == words, edit
            assert refused in page.locator("#beside").inner_text()
            turned(page, lambda: page.get_by_role("button", name="Undo").click())
        assert typed == wanted
        assert watch.seen == []


def written(bill, text, house):
    """The words of the amendments that the command writes, and why it wrote none of what it could not."""
    try:
        found = draft(bill, akn.parse(akn.dumps(text)), house, partly=True)
    except Refusal as error:
        return [], error.fault
    return [one.words for one in found.amendments], found.undrafted[0].refusal.fault if found.undrafted else ""


def row_for(rows, edit):
    """The row at which a person makes an edit; None where the page has none for it."""
    if isinstance(edit, Reword):
        return next((one for one in rows if one.runs[0].path == edit.at and not one.runs[0].start), None)
    at = edit.at if isinstance(edit, Remove) else edit.after
    return next((one for one in rows if one.holder == at and one.role == "text"), None)


def make(page, bill, edit, row):
    """Whether a person could make the edit at the row; then it is made, by typing and pressing."""
    path, start = row.runs[0].path, row.runs[0].start
    top = spelled(top_of(bill, path))
    if page.locator("#sheet").get_attribute("data-at") != top:
        page.goto(f"{page.url.split('&')[0]}&at={top}")
    page.locator(f"[id='{row_id(path, start)}'] .here").click()
    page.locator(".editor").wait_for()
    if isinstance(edit, Reword):
        box = page.locator(f"textarea[data-reword='{spelled(edit.at)}'][data-piece='{edit.piece}']")
        box.fill(edit.words)
        turned(page, lambda: box.press("Enter"))
    elif isinstance(edit, Remove):
        button = page.locator("[data-remove]")
        if not button.count():
            return cancelled(page)
        turned(page, button.click)
    else:
        levels = page.locator("[data-level] option").evaluate_all("all => all.map(one => one.value)")
        if edit.level not in levels:
            return cancelled(page)
        page.locator(".adding summary").click()
        page.locator("[data-level]").select_option(edit.level)
        if edit.heading:
            page.locator("[data-heading]").fill(edit.heading)
        page.locator("[data-added]").fill(edit.words)
        turned(page, page.locator("[data-add]").click)
    return True


def cancelled(page):
    page.get_by_role("button", name="Cancel").click()
    return False


def turned(page, press):
    """What is pressed, until the text is another."""
    version = page.locator("#sheet").get_attribute("data-version")
    press()
    page.locator(f"#sheet:not([data-version='{version}']):not([aria-busy])").wait_for()
