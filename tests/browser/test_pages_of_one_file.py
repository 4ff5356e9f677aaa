"""The pages that commands write as one file are sound in a browser: nothing is asked for, everybody can read and use them."""

import shutil
import subprocess
import sys

import pytest
from browser.crawl import crawl, pages
from browser.look import by_keyboard, marks, overflow, short, watched

from amend.ledger import shipped

WRITTEN = {
    "timeline": ("position", "timeline", "--html"),
    "matrix": ("position", "matrix", "--html"),
    "two-sides": ("position", "compare", "commissioner", "government", "--html"),
    "two-prints": ("compare", "bill-351.xml", "hl-bill-31.xml", "--html"),
    "no-difference": ("compare", "bill-351.xml", "bill-351.xml", "--html"),
    "strip": ("conflicts", "hl-bill-31.xml", "drafts/commissioner", "drafts/government", "-o"),
    "act": ("keeling", "section-20.xml", "hl-bill-31.xml", "drafts/commissioner/3.md", "--html"),
    "paper": ("export", "drafts/commissioner", "--print", "hl-bill-31.xml", "-o"),
}
SHOWS_ALL, SIDE_BY_SIDE = "#only + label", "#side + label"


@pytest.fixture(scope="module")
def written(made_once):
    """A folder with a page of each kind."""

    def make(folder):
        given = folder.with_name("given-for-the-pages")
        shutil.rmtree(given, ignore_errors=True)
        shutil.copytree(shipped.DRAFTS, given / "drafts", copy_function=shutil.copyfile)
        for file in (*shipped.PRINTS, shipped.SECTION_20):
            shutil.copyfile(file, given / file.name)
        for name, words in WRITTEN.items():
            call = [sys.executable, "-m", "amend", *words, str(folder / f"{name}.html")]
            done = subprocess.run(call, cwd=given, capture_output=True, text=True)
            assert done.returncode in (0, 3), done.stderr  # 3: there are findings, which the page shows

    return made_once("pages-of-one-file", make)


def whole(page, file):
    """Open the page of a redline on the whole Bill, side by side."""
    page.goto(file.as_uri())
    page.click(SHOWS_ALL)
    page.click(SIDE_BY_SIDE)
    assert page.is_visible(".two .is")


def test_as_files_they_want_for_nothing_and_need_nothing(written):
    assert len(pages(written)) == len(WRITTEN)
    assert not (found := crawl(written, alone=True)), short(found)


def test_they_are_readable_by_all_and_ask_for_nothing(written, window, axe):
    page, found = window(), []
    watch = watched(page, written)
    for file in pages(written):
        page.goto(file.as_uri())
        found += [f"{file.name}: {one}" for one in (*axe(page), *marks(page))]
    whole(page, written / "two-sides.html")
    found += [f"side by side: {one}" for one in (*axe(page), *marks(page))]
    assert not found, short(found)
    assert watch.seen == []


def test_in_the_dark_their_colours_are_as_legible(written, window, axe):
    page, found = window(dark=True), []
    for file in pages(written):
        page.goto(file.as_uri())
        found += [f"{file.name}: {one}" for one in axe(page, "color-contrast")]
    assert not found, short(found)


def test_the_keyboard_reaches_all_of_them_and_none_is_wider_than_the_window(written, window):
    page, found = window(), []
    for file in pages(written):
        page.goto(file.as_uri())
        found += [f"{file.name}: {one}" for one in (*by_keyboard(page).faults, *overflow(page))]
    whole(page, written / "two-sides.html")
    found += [f"side by side: {one}" for one in overflow(page)]
    assert not found, short(found)


@pytest.mark.parametrize(("width", "seen"), [(390, ".strip"), (1280, ".picture")])
def test_the_timeline_shows_the_picture_that_fits(written, window, width, seen):
    page = window(width=width)
    page.goto((written / "timeline.html").as_uri())
    shown = [name for name in (".strip", ".picture") if page.is_visible(name)]
    assert shown == [seen]
