"""The Bill read in a browser: contents that follow, search from the keyboard, and the file of one clause."""

import re
import shutil

import pytest
from browser.look import watched
from web.site.ponds_site import files_of, workspace

from amend.web.site.folder import put_in_folder
from amend.web.site.page import SiteFile


def written(found, folder):
    put_in_folder(folder, [SiteFile(path, text.encode()) for path, text in files_of(found).items()])


@pytest.fixture(scope="module")
def ponds(made_once):
    return (
        made_once("ponds-site", lambda folder: written(workspace(folder.parent / "ponds-space"), folder / "site"))
        / "site"
    )


def searched(page, folder, words):
    page.goto((folder / "search.html").as_uri())
    page.get_by_label("Words to find").focus()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    return page.locator("[data-hits] h2").all_inner_texts()


def test_words_are_found_from_the_keyboard_and_how_many_is_said(window, ponds):
    page = window()
    watch = watched(page, ponds)
    assert searched(page, ponds, "swim") == [
        "Clause 1: Geese",
        "Clause 3: Ducks",
        "Amendment 3, Alder: clause 3, page 1, line 10",
    ]
    assert page.get_by_role("status").inner_text() == "3 results with that."
    assert page.locator("[data-hits] mark").all_inner_texts() == ["swim", "swim", "swim"]
    page.keyboard.press("Tab")  # the button
    page.keyboard.press("Tab")  # which print
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/provision/geese.html")
    assert watch.seen == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("DUCK swi", ["Clause 3: Ducks"]),
        ("“a duck may”", ["Clause 3: Ducks"]),
        ('"may a duck"', []),
        ("uck", []),
        ("reeds", ["Clause 3: Reeds"]),
        ("keep deep", ["Clause 2: Duty to keep ponds"]),
        ("(2) The keeper must—", ["Clause 2: Duty to keep ponds"]),
        ("tench", ["Schedule 1: Fish", "Amendment 1, Birch: Schedule 1 paragraph 1, page 2, line 4"]),
        ("[.*+?^${}(|\\", []),
    ],
)
def test_what_is_asked_for_is_found_and_nothing_else(window, ponds, words, found):
    assert searched(window(), ponds, words) == found


def test_a_search_can_be_limited_to_one_print_and_shared_as_an_address(window, ponds):
    page = window()
    page.goto((ponds / "search.html").as_uri())
    page.get_by_label("Words to find").fill("duty keep")
    page.get_by_label("In", exact=True).select_option("Bill 1")
    assert page.locator("[data-hits] h2").all_inner_texts() == ["Clause 1: Duty to keep ponds"]
    assert page.locator("[data-hits] h2 a").get_attribute("href") == "bill/bill-1/index.html#at-duty-to-keep-ponds"
    again = window()
    again.goto(page.url)
    assert again.get_by_label("Words to find").input_value() == "duty keep"
    assert again.locator("[data-hits] h2").all_inner_texts() == ["Clause 1: Duty to keep ponds"]


def test_what_only_an_older_print_says_is_found_there(window, ponds):
    page = window()
    assert searched(page, ponds, "reeds cut") == ["Clause 3: Reeds"]
    assert page.locator("[data-hits] .where").inner_text() == "In Bill 1"


def test_hostile_words_of_the_bill_and_of_an_address_are_shown_as_words(window, ponds):
    page = window()
    watch = watched(page, ponds)
    assert searched(page, ponds, "<script>alert") == ["Clause 1: Geese"]
    assert "<script>alert(1)</script> \ufffdXYZ" in page.locator("[data-hits]").inner_text()
    page.goto((ponds / "search.html").as_uri() + "?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&in=%22")
    assert page.get_by_label("Words to find").input_value() == "<img src=x onerror=alert(1)>"
    assert page.locator("img").count() == 0
    assert watch.seen == []


def test_without_scripts_the_search_says_so_and_the_contents_are_links(window, public):
    page = window(scripts=False)
    page.goto((public / "search.html").as_uri())
    assert "needs scripts" in page.locator("main").inner_text()
    assert not page.get_by_label("Words to find").is_visible()
    page.goto((public / "bill" / "hl-bill-31" / "index.html").as_uri())
    page.locator(".contents.wide a", has_text="Clause 26").click()
    assert re.search("#at-data-protection$", page.url)


def test_the_contents_follow_the_reader_and_keep_the_entry_in_view(window, public):
    page = window()
    page.goto((public / "bill" / "hl-bill-31" / "index.html").as_uri())
    for number, heading in (
        (26, "data-protection"),
        (37, "information-sharing-and-data-protection"),
        (2, "the-victims-code"),
    ):
        page.evaluate("id => document.getElementById(id).scrollIntoView()", f"at-{heading}")
        current = page.locator(".contents.wide [aria-current]", has_text=re.compile(rf"^Clause {number}\b"))
        current.wait_for()
        assert page.locator(".contents.wide [aria-current]").count() == 1
        page.wait_for_function(
            "() => { let one = scrollY; return new Promise(done => setTimeout(() => done(one === scrollY), 100)); }"
        )
        there, box = current.bounding_box(), page.locator(".contents.wide").bounding_box()
        assert box["y"] <= there["y"]
        assert there["y"] + there["height"] <= box["y"] + box["height"]


def test_on_a_phone_the_contents_are_folded_and_fold_again_behind_a_link(window, public):
    page = window(width=390, height=844)
    page.goto((public / "bill" / "hl-bill-31" / "index.html").as_uri())
    assert not page.locator(".contents.wide").is_visible()
    link = page.locator(".contents.narrow a", has_text="Commencement")
    assert not link.is_visible()
    page.locator(".contents.narrow summary").click()
    link.click()
    assert not link.is_visible()
    assert 0 <= page.locator("#at-commencement").bounding_box()["y"] < 300


def test_the_file_of_a_clause_opens_by_itself_with_its_styles_and_asks_for_nothing(window, ponds, tmp_path):
    page = window()
    page.goto((ponds / "provision" / "duty-to-keep-ponds.html").as_uri())
    link = page.get_by_role("link", name="Save this clause as one file")
    assert link.get_attribute("download") is not None  # which a browser follows where the page is not from disk
    shutil.copy(ponds / "provision" / link.get_attribute("href"), tmp_path / "clause.html")
    alone = window()
    watch = watched(alone, tmp_path)
    alone.goto((tmp_path / "clause.html").as_uri())
    assert alone.locator(".one del").first.evaluate("one => getComputedStyle(one).textDecorationLine") == "line-through"
    assert alone.locator("h1").inner_text() == "Clause 2: Duty to keep ponds"
    assert watch.seen == []


def test_the_sign_behind_a_subsection_leads_to_it(window, ponds):
    page = window()
    page.goto((ponds / "provision" / "duty-to-keep-ponds.html").as_uri())
    page.get_by_role("link", name="Link to clause 2(2)(b)").click()
    assert page.url.endswith("duty-to-keep-ponds.html#p-2-b")
