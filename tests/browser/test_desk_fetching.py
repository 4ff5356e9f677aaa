"""An official print fetched by its title in a browser, by hand where no program is given it, and what is new after."""

from browser.look import marks, overflow, short, watched
from desk_at_work import at_work
from official_server import Official, a_day_later

from amend.ledger.git import founding


def test_a_title_brings_the_print_and_a_look_what_is_new(window, axe, tmp_path, monkeypatch):
    founding.init(tmp_path / "office", empty=True)
    page = window()
    found = []

    def sound(where):
        looked = [*axe(page), *marks(page), *overflow(page)]
        page.emulate_media(color_scheme="dark")
        looked += axe(page, "color-contrast")
        page.emulate_media(color_scheme="light")
        found.extend(f"{where}: {one}" for one in looked)

    def fetch(title):
        page.get_by_label("Title of a Bill").fill(title)
        page.get_by_role("button", name="Fetch the official print").click()

    with Official() as official:
        for name, value in official.settings(tmp_path).items():
            monkeypatch.setenv(name, value)
        with at_work(tmp_path / "office") as running:
            page.goto(running.address)
            page.wait_for_url("**/edit*")
            watch = watched(page, running.home)
            page.goto(f"{running.home}take")
            fetch("wells")
            page.get_by_role("button", name="Wells Bill [HL]").wait_for()
            sound("which")
            official.fail("/1020/Download", "challenge")
            fetch("ponds")
            page.locator("#by-hand").wait_for()
            sound("by hand")
            saved = {"name": "saved.xml", "mimeType": "text/xml", "buffer": official.documents[1020]}
            page.set_input_files("#file", files=[saved])
            page.locator("#taken #fetched").wait_for()
            fetch("1")
            page.get_by_role("button", name="Fetch Bill 1").click()
            page.get_by_role("heading", name="as introduced").or_(page.get_by_text("bill-1.xml")).first.wait_for()
            sound("fetched")
            page.goto(f"{running.home}news")
            page.get_by_role("button", name="Look now").click()
            page.get_by_text("it is the first fetch").first.wait_for()
            a_day_later(official)
            page.get_by_role("button", name="Look now").click()
            page.locator("#news .kind").first.wait_for()
            sound("news")
            assert page.locator("#news .kind").all_inner_texts()[:2] == ["reworded", "decided"]
    assert not found + watch.seen, short(found + watch.seen)
