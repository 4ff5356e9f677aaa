"""A record whose every field would harm a page that took it for markup: it shows as text, and nothing of it runs."""

import json
import re
from urllib.parse import urlsplit

import pytest
from browser.crawl import crawl, out_of_reach, pages
from browser.hostile_space import MARKUP, hostile_space
from browser.look import marks, overflow, short, watched

from amend import site
from amend.ledger.prints import at_hand
from amend.model.text import MISLEADS

PARTS = 3


@pytest.fixture(scope="session")
def hostile(made_once):
    """The folder of the site of the hostile workspace, made once."""

    def make(folder):
        hostile_space(folder / "space")
        site(at_hand(folder / "space"), folder / "public")

    return made_once("hostile", make) / "public"


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_runs_and_nothing_is_asked_for_outside_and_the_marks_are_whole(hostile, window, part):
    page, found = window(width=390, height=844), []
    watch = watched(page, hostile)
    for file in pages(hostile)[part::PARTS]:
        page.goto(file.as_uri())
        seen = page.evaluate("""() => [window.hurt, document.querySelectorAll("img, iframe, object, embed, base, form[action]").length,
            document.documentElement.scrollWidth - document.documentElement.clientWidth]""")
        if seen != [None, 0, 0]:
            found.append(f"{file.relative_to(hostile)}: it ran, embeds or scrolls sideways: {seen}")
        found += [f"{file.relative_to(hostile)}: {one}" for one in marks(page)]
    found += watch.seen
    assert not found, short(found)


def test_nothing_would_run_either_where_the_policy_of_the_page_is_not_kept(hostile, window):
    page, found = window(lawless=True), []
    watch = watched(page, hostile)
    for file in pages(hostile)[::3]:
        page.goto(file.as_uri())
        if page.evaluate("window.hurt") is not None:
            found.append(str(file.relative_to(hostile)))
    assert not found, short(found)
    assert not [one for one in watch.seen if "outside" in one]


def test_every_link_of_it_leads_somewhere_and_every_page_can_be_reached(hostile):
    said = ("-alone.html", "http://example.org/?a=1&b= leads out")  # a source may be of a host without https
    found = [one for one in crawl(hostile) if not any(part in one for part in said)]
    assert not found, short(found)
    assert not (lost := out_of_reach(hostile)), short(lost)
    others = {
        href for file in pages(hostile) for href in re.findall(r'href="([a-z+]+:[^"]*)"', file.read_text("utf-8"))
    }
    assert others
    assert {urlsplit(one).scheme for one in others} <= {"http", "https"}


def test_what_would_be_markup_is_there_as_text(hostile, window):
    page = window()
    text = ""
    for name in ("amendments/alder-1.html", "positions/index.html", "evidence.html", "provision/con.html"):
        file = next(iter(hostile.glob(name)), None) or next(hostile.glob(name.replace(".html", "-2.html")))
        page.goto(file.as_uri())
        text += page.inner_text("body")
    for said in MARKUP[:2]:
        assert said in text


def test_it_is_found_by_searching_and_is_text_there_too(hostile, window):
    page = window()
    watch = watched(page, hostile)
    page.goto((hostile / "search.html").as_uri() + "?q=script")
    assert "<script>" in page.inner_text("[data-hits]")
    page.fill("[name=q]", '"><img src=x onerror=alert(1)>')
    page.wait_for_timeout(400)
    assert page.evaluate("window.hurt") is None
    assert watch.seen == []


def test_no_file_is_called_what_a_disk_cannot_call_it(hostile):
    names = [str(file.relative_to(hostile)) for file in hostile.rglob("*")]
    assert [name for name in names if not re.fullmatch(r"[A-Za-z0-9._/-]+", name)] == []
    devices = re.compile(r"(con|prn|aux|nul|(com|lpt)\d)(\..*)?", re.IGNORECASE)
    assert [name for name in names if any(devices.fullmatch(part) for part in name.split("/"))] == []
    assert len({name.casefold() for name in names}) == len(names)
    assert max(map(len, names)) < 140


def test_no_file_misleads_ends_a_script_or_begins_a_formula(hostile):
    for file in hostile.rglob("*"):
        if file.suffix in (".html", ".js", ".json", ".csv"):
            words = file.read_text("utf-8-sig")
            assert not MISLEADS.search(words), file
            assert "\0" not in words, file
            if file.suffix in (".js", ".json"):
                assert "\u2028" not in words, file
            if file.name in ("search-words.js", "record.json"):
                assert "<" not in words, file
    json.loads((hostile / "data" / "record.json").read_text("utf-8"))
    for file in (hostile / "data").glob("*.csv"):
        cells = re.findall(r'(?:^|,)"?\s*([^\s,"])', file.read_text("utf-8-sig"), re.M)
        assert not set(cells) & set("=+@"), file


def test_a_page_of_each_kind_has_room_for_it_on_a_telephone_and_with_large_letters(hostile, window):
    page, found = window(), []
    kinds = {str(file.parent): file for file in pages(hostile)}
    for file in kinds.values():
        page.goto(file.as_uri())
        found += [f"{file.name}: {one}" for one in overflow(page)]
    assert not found, short(found)
