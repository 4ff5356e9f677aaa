"""What is new on the first page: read from the record, without the network, and only of what the site shows."""

import re
import subprocess

import pytest
from official_server import Official, a_day_later

from amend.formats import draft
from amend.ledger.git import founding
from amend.ledger.prints import at_hand
from amend.ledger.workspace import load
from amend.model.amendment import Amendment
from amend.sources.amendments import fetch_amendments
from amend.sources.bills import fetch_bill
from amend.sources.hosts import Hosts
from amend.sources.watch import watch
from amend.web.site import front_page
from amend.web.site.gathering import gather


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A workspace in which a stage was fetched on one day and looked at again on the next; the services are gone."""
    folder = tmp_path_factory.mktemp("news")
    with Official() as official, pytest.MonkeyPatch.context() as patch:
        hosts, space = Hosts.of(official.settings(folder)), folder / "office"
        founding.init(space, empty=True)
        patch.setenv("GIT_COMMITTER_DATE", "2026-11-25T10:00:00+00:00")
        fetch_bill("ponds", space=load(space), hosts=hosts)
        fetch_amendments("ponds", load(space), hosts=hosts)
        ours = Amendment("Clause 1, page 1, line 2, leave out “every pond” and insert “ponds”", "1", print="Bill 2")
        for actor in ("heron", "pike"):
            (space / "drafts" / actor).mkdir()
            draft.write(ours, space / f"drafts/{actor}/1.md")
        a_day_later(official)
        patch.setenv("GIT_COMMITTER_DATE", "2026-11-26T10:00:00+00:00")
        watch("ponds", load(space), hosts=hosts)
    return space


def shown(root, *actors):
    (page,) = front_page.pages(gather(at_hand(root), actors))
    return page.main


def test_the_last_day_is_told_with_its_date_its_source_and_what_it_touches(root):
    page = shown(root)
    assert '<h2 id="new">What is new</h2>' in page
    assert "Fetched on 26 November 2026: 1 reworded, 1 decided, 1 other names, 1 withdrawn, 1 new." in page
    assert "25 November" not in page
    assert "/api/v1/Bills/1/Stages/12/Amendments" in page
    assert re.findall(r'<span class="kind">([^<]*)<', page) == [
        "reworded",
        "decided",
        "other names",
        "withdrawn",
        "new",
    ]
    assert '<a href="amendments/heron-1.html">our amendment 1 (drafts/heron/1.md)</a>' in page
    assert '<a href="amendments/official-1.html">1</a>' in page


def test_of_ours_only_what_the_site_shows_is_named(root):
    page = shown(root, "heron", "official")
    assert ("drafts/heron/1.md" in page, "pike" in page) == (True, False)
    assert "What is new" not in shown(root, "heron"), "what is new is of official amendments, which it does not show"


def test_where_the_history_is_cut_off_nothing_is_taken_for_new(root, tmp_path):
    subprocess.run(["git", "clone", "-q", "--depth", "1", root.as_uri(), tmp_path / "cut"], check=True)
    assert "What is new" not in shown(tmp_path / "cut")
