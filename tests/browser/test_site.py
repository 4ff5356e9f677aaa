"""The site of what comes with amend, in a browser: every page sound, for everybody, and complete in itself."""

import os

import pytest
from browser.crawl import crawl, out_of_reach, pages
from browser.look import by_keyboard, marks, overflow, short, watched

PARTS = 4
"""The pages are looked at in so many parts, for the workers of a run."""

SHARE = 1 if "AMEND_LONG" in os.environ else 5
"""Of the pages of a kind axe-core looks at the one in `KINDS` and at one in so many of the others."""

KINDS = [
    "index.html",
    "search.html",
    "bill/index.html",
    "bill/hl-bill-31/index.html",
    "provision/data-protection.html",
    "amendments/index.html",
    "amendments/on-hl-bill-31.html",
    "amendments/commissioner-2.html",
    "compare/index.html",
    "compare/bill-351-and-hl-bill-31.html",
    "act/index.html",
    "act/immigration-and-asylum-act-1999.html",
    "positions/index.html",
    "positions/on-firewall.html",
    "positions/matrix.html",
    "positions/p55.html",
    "evidence.html",
    "data/index.html",
]
"""A page of each kind."""

BACK = (
    "bill/hl-bill-31/index.html",
    "amendments/commissioner-2.html",
    "compare/bill-351-and-hl-bill-31.html",
    "search.html",
)
"""Those that are walked back too, and all with AMEND_LONG: what lies at the top of the others is of the same kinds."""


def test_every_link_leads_somewhere_and_every_page_can_be_reached(public):
    assert len(pages(public)) > 100
    found = [one for one in crawl(public) if "-alone.html" not in one]
    assert not found, short(found)
    assert not (lost := out_of_reach(public)), short(lost)


def test_no_page_is_over_a_megabyte_and_a_half(public):
    assert {f.name: f.stat().st_size for f in public.rglob("*.html") if f.stat().st_size > 1_500_000} == {}


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_for_everybody_and_asks_for_nothing(public, window, axe, part):
    page, found = window(), []
    watch = watched(page, public)
    for number, file in enumerate(pages(public)[part::PARTS]):
        page.goto(file.as_uri())
        name = file.relative_to(public).as_posix()
        is_looked_at = name in KINDS or number % SHARE == 0
        found += [f"{name}: {one}" for one in (*marks(page), *(axe(page) if is_looked_at else ()))]
    found += watch.seen
    assert not found, short(found)


@pytest.mark.parametrize("look", [{"dark": True}, {"width": 390, "height": 844}, {"scripts": False}], ids=str)
def test_a_page_of_each_kind_is_for_everybody_in_the_dark_on_a_telephone_and_without_scripts(public, window, axe, look):
    page, found = window(**look), []
    watch = watched(page, public)
    for name in KINDS:
        page.goto((public / name).as_uri())
        only = ("color-contrast",) if look.get("dark") else ()  # in the dark the colours are what is other
        found += [f"{name}: {one}" for one in axe(page, *only)] if look.get("scripts", True) else []
        assert page.locator("main h1").is_visible(), name
    found += watch.seen
    assert not found, short(found)


@pytest.mark.parametrize("name", KINDS)
def test_the_keyboard_alone_reaches_everything(public, window, name):
    page = window()
    page.goto((public / name).as_uri())
    back = name in BACK or "AMEND_LONG" in os.environ
    assert not (found := by_keyboard(page, back=back).faults), short(found)


def test_no_page_scrolls_sideways_on_a_telephone_or_with_large_letters(public, window):
    page, found = window(), []
    for name in KINDS:
        page.goto((public / name).as_uri())
        found += [f"{name}: {one}" for one in overflow(page)]
    assert not found, short(found)
