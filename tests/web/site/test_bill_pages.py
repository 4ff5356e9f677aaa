"""The text of each print: every word of it, clause by clause, with what its margin and contents say."""

import re
from html import unescape
from itertools import pairwise

import pytest
from web.site.ponds_site import DRAFTS, FIRST, HOSTILE, SECOND, files_of, workspace

from amend.formats import akn
from amend.ledger.prints import at_hand
from amend.model.lines import Line, Reading
from amend.model.outline import tops, words_of
from amend.web.site.bill_pages import lines_in_words
from amend.web.site.gathering import gather
from amend.web.site.sheets import sheets_of

LONG = 600_000


def text_of(html):
    """The words of the text of a page, without what the site adds to it."""
    body = html[html.index('<div class="text lined">') :]
    body = re.sub(
        r'<span class="l">.*?</span>|<p class="about">.*?</p>|<h\d class="sr">.*?</h\d>', " ", body, flags=re.S
    )
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def squeezed(words):
    return re.sub(r"\W+", "", words)


@pytest.fixture(scope="module")
def shipped(public_files):
    return gather(at_hand("/")), public_files


@pytest.fixture(scope="module")
def ponds(tmp_path_factory):
    found = workspace(tmp_path_factory.mktemp("ponds") / "space")
    return found, files_of(found)


def test_every_word_of_every_clause_of_the_shipped_prints_is_on_its_page_in_order(shipped):
    found, files = shipped
    for print_ in found.prints:
        html = "".join(files[print_.sheet_path(number)] for number in range(len(print_.sheets.starts)))
        said, at = squeezed(text_of(html)), 0
        for _, top in tops(print_.bill):
            own = squeezed(words_of(top))
            assert said.find(own, at) >= 0, own[:80]
            at = said.find(own, at) + len(own)


def test_the_contents_lead_to_every_clause_schedule_part_and_heading_beside_the_text_and_folded(ponds):
    html = ponds[1]["bill/bill-2/index.html"]
    for anchor in ("at.part-1", "at.heading-keeping", "at-duty-to-keep-ponds", "at-ducks", "at-fish"):
        assert html.count(f'href="#{anchor}"') == 2, anchor
        assert html.count(f'id="{anchor}"') == 1, anchor
    assert '<details class="contents narrow">' in html
    assert "data-follows" in html


def test_the_margin_says_the_page_and_the_lines_of_the_print(ponds):
    html = ponds[1]["bill/bill-2/index.html"]
    assert (
        'every pond clean and deep.</span><span class="l">p.\N{NO-BREAK SPACE}1, l.\N{NO-BREAK SPACE}6</span>' in html
    )


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((9, 21), (9, 21), "p. 9, l. 21"),
        ((9, 21), (9, 24), "p. 9, l. 21–24"),
        ((9, 44), (10, 3), "p. 9, l. 44 – p. 10, l. 3"),
        ((0, 2), (0, 3), "l. 2–3"),
    ],
)
def test_lines_are_said_shortly(first, last, said):
    lines = (Line(*one, 1, 0, 1) for one in (first, last))
    assert lines_in_words(*lines).replace("\N{NO-BREAK SPACE}", " ") == said


def test_a_print_without_lines_has_no_margin_and_says_so(tmp_path):
    files = files_of(workspace(tmp_path / "space", prints=(FIRST,), drafts={}, lines=False))
    assert 'class="l"' not in files["bill/bill-1/index.html"]
    assert "This text has no page and line numbers." in files["bill/bill-1/index.html"]


def test_each_clause_says_which_amendments_touch_it_and_links_to_them(ponds):
    html = ponds[1]["bill/bill-2/index.html"]
    clause = html[html.index('id="at-duty-to-keep-ponds"') : html.index('id="at-ducks"')]
    assert 'Changed by: Alder (<a href="../../amendments/alder-1.html">Amendment 1</a>)' in " ".join(clause.split())
    assert "alder-4" not in html  # which was refused
    geese = html[html.index('id="at-geese"') : html.index('id="at-duty-to-keep-ponds"')]
    assert "Changed by" not in geese


def test_the_list_has_the_prints_the_newest_first_with_the_comparison_of_each_with_the_one_before(ponds):
    html = ponds[1]["bill/index.html"]
    assert html.index(">Bill 2</a></h2>") < html.index(">Bill 1</a></h2>")
    assert html.count("../compare/bill-1-and-bill-2.html") == 1


def test_a_file_that_is_no_print_is_named_and_the_others_are_shown(tmp_path):
    workspace(tmp_path / "space")
    (tmp_path / "space" / "bills" / "broken.xml").write_text("<script>")
    html = files_of(gather(at_hand(tmp_path / "space")))["bill/index.html"]
    assert "broken.xml" in html
    assert ">Bill 2</a></h2>" in html
    assert str(tmp_path) not in html


def test_words_that_are_markup_or_mislead_are_shown_as_words(ponds):
    html = ponds[1]["bill/bill-2/index.html"]
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; \ufffdXYZ" in html
    assert HOSTILE not in html


def test_a_table_is_a_table_with_its_rows_and_cells(ponds):
    html = ponds[1]["bill/bill-2/index.html"]
    table = re.search(r"<table>.*?</table>", html, re.S)[0]
    rows = [re.findall(r'<span class="t">(.*?)</span>', row) for row in table.split("</tr>")]
    assert rows[:2] == [["carp", "1"], ["tench", "2"]]


@pytest.mark.parametrize("name", ["dpdi-bill314-commons-committee.xml", "social-housing-hl60-lords-report.xml"])
def test_a_long_bill_is_on_pages_that_are_not_too_long_with_the_contents_on_each(corpus, tmp_path, name):
    (tmp_path / "bills").mkdir()  # and no folder of drafts, which git keeps none of while it is empty
    (tmp_path / "bills" / name).write_bytes((corpus / "prints" / name).read_bytes())
    (tmp_path / "amend.toml").write_text("")
    found = gather(at_hand(tmp_path))
    files = files_of(found)
    (print_,) = found.prints
    pages = [files[print_.sheet_path(number)] for number in range(len(print_.sheets.starts))]
    assert max(len(page.encode()) for page in pages) < LONG
    ids = [re.findall(r' id="([^"]+)"', page) for page in pages]
    assert all(len(set(own)) == len(own) for own in ids)
    for number, page in enumerate(pages):
        for path, anchor in re.findall(r'<li class="e\d[^>]*><a href="([^"#]*)#([^"]+)">', page):
            there = {"index.html": 0, "": number}.get(path, int(re.sub(r"\D", "", path) or 1) - 1)
            assert anchor in ids[there], (number, path, anchor)
    said = squeezed(" ".join(map(text_of, pages)))
    assert all(squeezed(node.heading.words) in said for _, node in tops(print_.bill) if node.heading)
    assert len(files["search-words.js"].encode()) < 1_500_000


def test_a_bill_is_cut_before_the_headings_over_a_clause(monkeypatch):
    from shorthand import bill

    from amend.web.site import sheets

    monkeypatch.setattr(sheets, "MOST", 100)
    text = bill(FIRST)
    found = sheets_of(text, Reading(text))
    assert len(found.starts) == 4
    assert [entry.page for entry in found.entries] == [0, 0, 0, 1, 2, 3]


def test_the_levels_of_headings_never_leave_one_out(shipped):
    for path, html in shipped[1].items():
        if path.startswith(("bill/", "provision/", "search")) and path.endswith(".html"):
            levels = [int(one) for one in re.findall(r"<h([1-6])[ >]", html)]
            assert levels[0] == 1, path
            assert all(b <= a + 1 for a, b in pairwise(levels)), (path, levels)


def test_a_bill_without_numbers_is_shown_by_its_headings(tmp_path):
    found = workspace(tmp_path / "space", prints=(FIRST, SECOND), drafts=DRAFTS)
    assert next(entry.said for entry in found.prints[0].sheets.tops) == "Clause 1: Duty to keep ponds"
    file = tmp_path / "space" / "bills" / "1.xml"
    file.write_text(re.sub(r"<num>.*?</num>", "", file.read_text("utf-8"), flags=re.S), "utf-8")
    assert akn.read(file).number == "Bill 1"
    files = files_of(gather(at_hand(tmp_path / "space")))
    assert ">Duty to keep ponds</a>" in files["bill/bill-1/index.html"]
    assert "Ducks" in files["provision/ducks.html"]


@pytest.mark.parametrize("notation", ["# Only a heading", "Part 1 Empty", "1 One clause\n  (1) Words."])
def test_a_text_with_next_to_nothing_in_it_is_shown_too(tmp_path, notation):
    files = files_of(workspace(tmp_path / "space", prints=(notation, FIRST), drafts={}))
    page = files["bill/bill-1/index.html"]
    assert notation.split(" ", 2)[-1].split("\n")[0] in page
