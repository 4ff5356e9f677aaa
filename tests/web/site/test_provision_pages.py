"""One clause at the address that it keeps: its text with lasting anchors, its history, and each package's redline."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape

import pytest
from web.site.ponds_site import FIRST, SECOND, files_of, workspace

from amend.engine.compare.compare import compare
from amend.ledger.clause_redline import told_by_itself
from amend.ledger.prints import at_hand
from amend.web.site.gathering import gather
from amend.web.site.page import Page
from amend.web.site.site import made_of

SMALL = 60_000
"""Bytes of the file of one usual clause."""


@pytest.fixture(scope="module")
def shipped(public_files):
    return gather(at_hand("/")), public_files


@pytest.fixture(scope="module")
def ponds(tmp_path_factory):
    found = workspace(tmp_path_factory.mktemp("ponds") / "space")
    return found, files_of(found)


def page(ponds, slug):
    return " ".join(ponds[1][f"provision/{slug}.html"].split())


def part(html, heading):
    return html[html.index(f">{heading}</h") :]


def test_every_clause_of_any_print_has_a_page_and_a_file(ponds):
    pages = {path for path in ponds[1] if path.startswith("provision/")}
    slugs = ("duty-to-keep-ponds", "ducks", "reeds", "geese", "fish")
    assert pages == {f"provision/{slug}{kind}.html" for slug in slugs for kind in ("", "-alone")}


def test_what_can_be_cited_has_the_anchor_that_it_keeps_and_a_link_to_it(ponds):
    html = page(ponds, "duty-to-keep-ponds")
    for anchor, cited in (("p-1", "clause 2(1)"), ("p-2", "clause 2(2)"), ("p-2-b", "clause 2(2)(b)")):
        assert html.count(f'id="{anchor}"') == 1
        assert f'<a class="here" href="#{anchor}"><span class="sr">Link to {cited}</span>' in html


def test_two_numbers_of_one_paragraph_both_have_their_anchors(ponds):
    html = page(ponds, "fish")
    assert 'id="p-1"' in html
    assert 'id="p-1-1"' in html


def test_every_lasting_address_of_every_print_leads_somewhere(shipped):
    found, files = shipped
    newest = found.prints[-1]
    for lasting in found.lasting[newest.slug].values():
        if lasting.anchor:
            assert f' id="{lasting.anchor}"' in files[lasting.path], lasting
        else:
            assert lasting.path in files


def test_it_says_where_it_stands_in_each_print_and_how_it_changed(ponds):
    html = page(ponds, "duty-to-keep-ponds")
    assert '<a href="../bill/bill-1/index.html#at-duty-to-keep-ponds">Clause 1: Duty to keep ponds</a>' in html
    assert '<a href="#from-bill-1">It changed</a>' in html
    assert "and deep" in part(html, "What changed from Bill 1 to Bill 2")
    assert '<a href="#from-bill-1">Only numbers, references or punctuation changed</a>' in page(ponds, "ducks")
    assert "It did not change" in page(ponds, "fish")
    assert "It is new here" in page(ponds, "geese") or "It is not in this print" in page(ponds, "geese")


def test_one_that_the_newest_print_has_not_got_says_so_and_shows_how_it_last_read(ponds):
    html = page(ponds, "reeds")
    assert "It is not in Bill 2, the newest print" in html
    assert "Reeds are to be cut." in html


def test_each_package_that_changes_it_has_its_redline_with_the_amendments_that_make_it(ponds):
    html = part(page(ponds, "duty-to-keep-ponds"), "Under the amendments of Alder")
    assert 'What is marked is made by <a href="../amendments/alder-1.html">Amendment 1</a>.' in html
    assert re.search(r"<del>.*?deep.*?</del><ins>.*?wide.*?</ins>", html)
    assert "Birch" not in html
    assert "Under the amendments" not in page(ponds, "geese")


def test_a_new_clause_is_told_on_those_it_would_stand_beside(ponds):
    assert 'right after it: <a href="../amendments/alder-3.html">Amendment 3</a>' in page(ponds, "ducks")
    assert 'right before it: <a href="../amendments/alder-3.html">Amendment 3</a>' in page(ponds, "fish")
    assert "alder-3" not in page(ponds, "duty-to-keep-ponds")


def test_a_change_in_a_table_is_shown_in_the_table(ponds):
    html = part(page(ponds, "fish"), "Under the amendments of Birch")
    table = re.search(r"<table>.*?</table>", html)[0]
    cells = [re.findall(r"<(ins|del)>.*?</span>(\w+)<", row.split('class="two"')[0]) for row in table.split("</tr>")]
    assert cells[:3] == [[], [("del", "tench")], [("ins", "roach")]]
    assert re.search(r"<td>[^/]*carp", table)


def test_the_redline_of_what_is_touched_alone_is_that_of_the_whole_comparison(shipped):
    found, _ = shipped
    tried = 0
    for package in found.packages:
        whole = compare(package.print.bill, package.applied.bill)
        for path, _ in ((one.path, one.node) for one in package.print.sheets.tops):
            wanted = told_by_itself(whole, path, whole.pairing.new_of(path))
            touched = package.touched.by_path.get(path)
            if any(row.changed for row in wanted):
                assert touched is not None
                assert touched.rows == wanted
                assert touched.by
                tried += 1
            else:
                assert touched is None or not touched.rows
    assert tried > 10


def test_it_leads_to_the_clauses_beside_it(ponds):
    html = page(ponds, "duty-to-keep-ponds")
    assert '<a rel="prev" href="geese.html">Before: Clause 1: Geese</a>' in html
    assert '<a rel="next" href="ducks.html">After: Clause 3: Ducks</a>' in html


def test_two_clauses_with_one_heading_have_two_addresses(tmp_path):
    twice = FIRST.replace("2 Ducks", "2 Duty to keep ponds")
    files = files_of(workspace(tmp_path / "space", prints=(twice,), drafts={}))
    assert "A duck may swim." in files["provision/duty-to-keep-ponds-2.html"]
    assert "every pond clean" in files["provision/duty-to-keep-ponds.html"]


def test_it_has_a_card_with_its_number_and_heading(ponds):
    (made,) = (one for one in made_of(ponds[0]) if isinstance(one, Page) and one.path == "provision/ducks.html")
    assert made.card == ("Clause 3 · Bill 2", "Ducks")


def test_the_file_of_a_clause_is_small_and_needs_nothing_beside_it(shipped):
    for path, html in shipped[1].items():
        if path.endswith("-alone.html"):
            assert len(html.encode()) < SMALL, path
            assert not re.search(r"<script|<link|<img|src=|href=|url\(|@import", html), path
            (style,) = re.findall(r"<style>(.*?)</style>", html, re.S)
            digest = b64encode(sha256(style.encode()).digest()).decode()
            assert f"style-src 'sha256-{digest}'" in unescape(html)
            assert " style=" not in html


def test_the_file_has_the_text_the_redlines_the_key_the_notice_and_where_it_is_from(shipped):
    found, files = shipped
    place = next(one.path for one in found.prints[1].sheets.tops if one.label == "Clause 37")
    slug = found.lasting["hl-bill-31"][place].slug
    html = files[f"provision/{slug}-alone.html"]
    assert "Restatement for drafting and comparison. Not the official text." in html
    assert "They were not tabled." in html
    assert "They were not tabled." in files[f"provision/{slug}.html"]
    assert "They were not tabled." not in files["provision/meaning-of-victim.html"]
    assert "Key: <ins>" in html
    assert "Under the amendments of Domestic Abuse Commissioner" in html
    assert "The text that is amended is HL Bill 31" in html
    assert f"where it is provision/{slug}.html" in html
    assert found.upto in html


def test_a_long_schedule_under_a_package_shows_what_changes_and_says_what_it_hides(tmp_path):
    long = SECOND + "".join(f"      {at} Rule {at}{at} of words.\n" for at in range(3, 90))
    words = ("Schedule 1, page 2, line 9, leave out “Rule” and insert “Guide”",)
    files = files_of(workspace(tmp_path / "space", prints=(long,), drafts={"alder": words}))
    html = part(files["provision/fish.html"], "Under the amendments of Alder")
    assert re.search(r"<del>.*?Rule.*?</del><ins>.*?Guide.*?</ins>", html)
    assert "paragraphs that do not change are not shown here." in html
    assert html.count("of words.") < 5


def test_hostile_words_are_words_on_every_page_of_a_clause(ponds):
    for path, html in ponds[1].items():
        if path.endswith(".html"):
            assert "<script>alert" not in html, path
            assert "\u202e" not in html, path
