"""What the search is given to search in; how it searches is tried in a browser."""

import json
import re

import pytest
from web.site.ponds_site import files_of, workspace

from amend.ledger.prints import at_hand
from amend.web.site.gathering import gather
from amend.web.site.page import as_json
from amend.web.site.search_page import DATA, pages


@pytest.fixture(scope="module")
def ponds(tmp_path_factory):
    return files_of(workspace(tmp_path_factory.mktemp("ponds") / "space"))


def words(files):
    return json.loads(files["search-words.js"].removeprefix("self.amendWords = ").rstrip(";\n"))


def test_every_clause_of_every_print_is_in_it_with_its_number_heading_and_words_and_each_text_once(ponds):
    data = words(ponds)
    assert data["prints"] == ["Bill 2", "Bill 1"]
    ducks = next(places for page, places in data["things"] if page == "provision/ducks.html")
    assert [place[:3] for place in ducks] == [
        [0, "Clause 3: Ducks", "bill/bill-2/index.html#at-ducks"],
        [1, "Clause 2: Ducks", "bill/bill-1/index.html#at-ducks"],
    ]
    assert data["texts"][ducks[0][3]] == "3 Ducks\n(1) A duck may swim."
    fish = next(places for page, places in data["things"] if page == "provision/fish.html")
    assert fish[0][3] == fish[1][3]
    assert sum(page.startswith("provision/") for page, _ in data["things"]) == 5


def test_the_amendments_are_in_it_with_their_words(ponds):
    data = words(ponds)
    (place,) = next(places for page, places in data["things"] if page == "amendments/alder-3.html")
    assert place[:3] == [None, "Amendment 3, Alder: clause 3, page 1, line 10", "amendments/alder-3.html"]
    assert place[4] == "Amendment to Bill 2"
    assert "A swan may swim." in data["texts"][place[3]]


def test_a_figure_is_found_with_its_source_and_leads_to_where_it_stands():
    found = gather(at_hand("/"))
    data = json.loads(next(one.data for one in pages(found) if one.path == DATA)[len("self.amendWords = ") : -2])
    figures = [place for _, (place, *_) in data["things"] if place[1].startswith("537 referrals")]
    ((_, _, page, text, sort),) = figures
    assert (page.partition("#")[0], sort) == ("evidence.html", "Figure")
    assert page.partition("#")[2] in found.relied_anchors.values()
    assert "Source: Domestic Abuse Commissioner, news release, 9 November 2023" in data["texts"][text]


def test_its_links_lead_somewhere(ponds):
    for page, places in words(ponds)["things"]:
        assert page in ponds
        for place in places:
            path, _, anchor = place[2].partition("#")
            assert f'id="{anchor}"' in ponds[path] or (not anchor and path == page)


def test_no_word_ends_the_script_or_misleads():
    said = as_json({"a": "</script><!-- \u2028 \u202e & \ud800"}).decode()
    assert not re.search("[<>&\u2028\u202e]", said)
    assert json.loads(said)["a"].startswith("</script><!-- \u2028 \ufffd &")


def test_the_words_are_loaded_by_the_page_that_searches_alone(ponds):
    loading = [path for path, html in ponds.items() if path.endswith(".html") and "search-words.js" in html]
    assert loading == ["search.html"]


def test_without_scripts_it_says_that_it_needs_them_and_leads_to_the_contents(ponds):
    said = re.search(r"<noscript>(.*?)</noscript>", ponds["search.html"], re.S)[1]
    assert "needs scripts" in said
    assert 'href="bill/index.html"' in said


def test_every_page_has_a_link_to_it(ponds):
    pages = [path for path in ponds if path.endswith(".html") and not path.endswith("-alone.html")]
    assert all(re.search(r'href="(\.\./)*search\.html"', ponds[path]) for path in pages)
