"""What somebody comes to the site for, done as they would do it: by links and fields, from the first page."""

import re
from datetime import date

import docx
import pytest

from amend.ledger.positions import read_record
from amend.ledger.shipped import DRAFTS
from amend.ledger.stances import matrix

COMMISSIONER = re.compile("Domestic Abuse Commissioner")


@pytest.fixture
def page(window, public):
    found = window()
    found.goto((public / "index.html").as_uri())
    return found


def follow(page, name, within="main"):
    """Follow the first link of that name."""
    page.locator(within).get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def test_what_the_commissioners_firewall_changes(page):
    follow(page, COMMISSIONER, "section:has(> #packages)")
    inserted = " ".join(one.inner_text() for one in page.locator("main ins:visible").all())
    assert "A relevant body must not disclose relevant data to an immigration authority" in inserted
    assert "Nothing in this section authorises a disclosure" in inserted
    assert "Victims of specified offences" not in page.locator("main").inner_text(), "that is the Lords’"


def test_how_it_differs_from_what_the_lords_agreed(page):
    follow(page, "Compare", "header")
    follow(page, re.compile("Commissioner’s amendments beside .*Lords Report 2024"))
    shown = page.locator("main")
    assert page.locator("main del").count() == 0, "neither side struck out what the other wants"
    for words in ("A relevant body must not disclose relevant data", "Victims of specified offences"):
        assert words in shown.inner_text()
    page.keyboard.press("n")
    first = page.evaluate("document.activeElement.innerText")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.innerText") != first, "the key leads from change to change"


def test_the_governments_position_on_31_december_2021(page):
    follow(page, "Who held what on any day")
    page.get_by_label("Any day").fill("31 December 2021")
    page.keyboard.press("Enter")
    day = matrix(read_record(DRAFTS).positions, date(2021, 12, 31), on=["firewall"])
    (held,) = day.cells["government", "firewall"].last
    row = page.locator("section.whose-held", has_text="His Majesty’s Government")
    assert held.stance in row.inner_text()
    assert held.id in row.inner_text()
    assert "supports in part" not in row.inner_text(), "that came later"
    follow(page, held.id)
    assert held.who in page.locator("main").inner_text()
    assert held.sources[0][:20] in page.locator("main").inner_text()


def test_the_word_file_is_taken_away_and_opens(page, tmp_path):
    follow(page, "Amendments", "header")
    with page.expect_download() as taken:
        page.locator("main").get_by_role("link", name=re.compile("tracked changes")).first.click()
    file = tmp_path / "taken.docx"
    taken.value.save_as(file)
    words = "\n".join(one.text for one in docx.Document(str(file)).paragraphs)
    assert "Data protection" in words
    assert "Restatement" in words


def test_a_clause_is_found_by_its_words_and_sent_as_one_file(page, public, tmp_path, window):
    follow(page, "Search", "header")
    page.get_by_role("searchbox").fill("data protection legislation")
    page.locator("main").get_by_role("link", name=re.compile("Data protection")).first.click()
    page.wait_for_load_state()
    if "provision/" not in page.url:
        follow(page, re.compile("address|its own page|Clause 26", re.IGNORECASE))
    name = page.locator("main").get_by_role("link", name=re.compile("Save this clause")).get_attribute("href")
    file = tmp_path / "clause.html"
    file.write_bytes((public / "provision" / name).read_bytes())
    assert file.stat().st_size < 60_000
    alone = window()
    alone.goto(file.as_uri())
    assert "Restatement" in alone.locator("body").inner_text()
    assert "processing" in alone.locator("body").inner_text().lower()
