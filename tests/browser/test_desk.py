"""Every view of the desk in a browser: sound by axe in light and dark, by keyboard, at every width, and silent."""

import pytest
from browser.look import by_keyboard, marks, overflow, short, watched
from desk_at_work import LINE, at_work, office

WRONG = "Clause 1, page 1, line 5, leave out “keeper” and insert “holder”"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with at_work(office(tmp_path_factory.mktemp("desk") / "office")) as running:
        yield running


def edited(page):
    """The first view with an amendment beside the text, and a row open."""
    begun(page)
    change(page, "keep it clean", "The keeper of a pond must keep it clear.")
    page.locator(".row[id]", has_text="remove weed").click()
    page.locator(".editor").wait_for()
    page.locator(".adding summary").click()


def begun(page):
    """A text of one's own, whatever other tests did."""
    before = page.locator("#sheet").get_attribute("data-sheet")
    page.get_by_role("button", name="Begin anew").click()
    page.locator(f"#sheet:not([data-sheet='{before}'])").wait_for()


def change(page, row, words):
    page.locator(".row[id]", has_text=row).first.click()
    box = page.locator("textarea[data-reword]").first
    box.fill(words)
    box.press("Enter")
    page.locator(".editing").wait_for(state="detached")


def written(page):
    page.get_by_label("The words").fill(WRONG)
    page.locator("[data-instead]").first.wait_for()


def proved(page):
    page.get_by_label("The words").fill(LINE)
    page.get_by_role("heading", name="Keep it").wait_for()


def kept(page):
    page.goto(page.url.replace("/keep", "/edit"))
    begun(page)
    change(page, "keep it clean", "The keeper of a pond must keep it clear.")
    page.get_by_role("link", name="Keep it").click()
    page.get_by_label("Whose folder").fill("heron")
    page.get_by_label("Number").fill("1")
    page.get_by_role("button", name="Save as").click()
    page.get_by_text("heron has an amendment 1 already").wait_for()


def rebased(page):
    page.get_by_role("button", name="Show what becomes of each").click()
    page.locator("#decided").wait_for()


def taken(page):
    page.set_input_files(
        "#file", files=[{"name": "a.txt", "mimeType": "text/plain", "buffer": f"1 A Heron\n{LINE}\n".encode()}]
    )
    page.locator("#what").wait_for()


def stay(page):
    pass


VIEWS = {
    "edit": ("edit", edited),
    "write": ("write", written),
    "proved": ("write", proved),
    "keep": ("keep", kept),
    "draft": ("keep/draft?file=drafts/heron/2.md", stay),
    "packages": ("packages", stay),
    "rebase": ("rebase", rebased),
    "give": ("give", stay),
    "take": ("take", taken),
    "nothing": ("nothing", stay),
}


def opened(page, desk, path=""):
    page.goto(desk.address)
    page.wait_for_url("**/edit*")
    if path:
        page.goto(f"{desk.home}{path}")
    return page


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_sound_to_eyes_ears_and_hands(desk, window, axe, view):
    path, do = VIEWS[view]
    page = window()
    watch = watched(page, desk.home)
    opened(page, desk, path)
    found = by_keyboard(page, back=False).faults if view in ("edit", "write", "keep") else []
    do(page)
    found += [*axe(page), *marks(page), *overflow(page)]
    page.emulate_media(color_scheme="dark")
    found += axe(page, "color-contrast")
    found += [one for one in watch.seen if "404" not in one or view != "nothing"]
    assert not found, short(found)


def test_a_narrow_window_has_the_contents_folded_and_leads_to_the_amendments(desk, window, axe):
    page = opened(window(width=390), desk)
    assert page.locator("details.contents.narrow").is_visible()
    assert not page.locator(".contents.wide").is_visible()
    page.locator("details.contents.narrow summary").click()
    page.locator("details.contents.narrow a", has_text="Wells").click()
    page.get_by_role("heading", name="Clause 2", exact=True).wait_for()
    assert page.locator("details.contents.narrow").get_attribute("open") is None
    page.locator(".to-beside a").click()
    assert page.evaluate("document.activeElement.id") == "beside"
    assert axe(page) == []


def test_a_script_that_is_not_the_desks_own_does_not_run(desk, window):
    page = opened(window(), desk)
    for script in (
        "const one = document.createElement('script'); one.textContent = 'window.hurt = 1'; document.body.append(one)",
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hurt = 1\">')",
        "document.body.setAttribute('onclick', 'window.hurt = 1'); document.body.click()",
        "trustedTypes.createPolicy('amend-desk', { createHTML: said => said })",
    ):
        page.evaluate(f"() => {{ try {{ {script} }} catch (error) {{ }} }}")
    page.wait_for_timeout(50)
    assert page.evaluate("window.hurt") is None


def test_a_wrong_line_is_offered_its_right_one_and_taken_with_a_click(desk, window):
    page = opened(window(), desk, "write")
    written(page)
    words = page.locator(".instead .words").first.inner_text()
    page.locator("[data-instead]").first.click()
    page.get_by_role("heading", name="Proved.", exact=True).wait_for()
    assert page.get_by_label("The words").input_value() == words
    assert page.locator("#placed ins").count() == 1
