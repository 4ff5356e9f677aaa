"""The matrix as a page and as CSV has every position that stands, with its source, and nothing that a program would run."""

import csv
import io
import re
from dataclasses import replace
from datetime import date

import pytest

from amend.ledger.positions import read_record
from amend.ledger.prints import at_hand
from amend.ledger.stances import matrix as drawn_up
from amend.web.matrix import matrix_csv, matrix_page, source_of

DAY = date(2023, 12, 31)


@pytest.fixture(scope="module")
def shown():
    return drawn_up(read_record(at_hand().record).positions, DAY)


def standing(shown):
    return [one for cell in shown.cells.values() for one in (*cell.last, *cell.perhaps)]


def test_the_page_names_every_position_that_stands_and_leads_to_its_source(shown):
    html = matrix_page(shown, "The record is the one that comes with amend.")
    for one in standing(shown):
        assert re.search(rf">{one.id}<|\b{one.id},", html), one.id
        assert not source_of(one) or f'href="{source_of(one)}"' in html.replace("&amp;", "&")
    assert not re.search(r"<script|@import|url\(|\bsrc=", html)


def test_the_csv_has_a_row_for_each_position_that_stands(shown):
    head, *rows = csv.reader(io.StringIO(matrix_csv(shown)))
    assert len({len(head), *map(len, rows)}) == 1
    former = [one for cell in shown.cells.values() for one in cell.former]
    assert sorted(row[head.index("position")] for row in rows) == sorted(one.id for one in (*standing(shown), *former))
    told = {row[head.index("position")]: row for row in rows}
    assert {told[one.id][head.index("certain")] for one in former} == {"former"}
    assert told["P55"][head.index("evidence")].count("537 ") == 2
    assert told["P55"][head.index("actor")] == "Domestic Abuse Commissioner"


def test_the_page_shows_what_a_former_holder_held_as_theirs_and_what_was_relied_on():
    shown = drawn_up(read_record(at_hand().record).positions, date(2025, 12, 31))
    html = matrix_page(shown, "The record.", "Kept up to a day.")
    assert '<p class="kept">Kept up to a day.</p>' in html
    government = re.search(r">His Majesty’s Government</h2>.*?</section>", html, re.DOTALL)[0]
    assert re.findall(r"<strong>(.*?)</strong>", government)[:2] == ["supports in part", "formerly opposes"]
    assert "held by the Conservative Government, in office to 5 July 2024; not a successor’s" in government
    commissioner = re.search(r">Domestic Abuse Commissioner</h2>.*?</section>", html, re.DOTALL)[0]
    assert commissioner.count("<b>537</b>") == 2
    assert "<h1>Who held what at the end of 31 December 2025</h1>" in html


def test_no_cell_begins_as_a_formula_and_no_word_is_markup(shown):
    key, cell = next((key, cell) for key, cell in shown.cells.items() if cell.last)
    odd = replace(cell.last[0], who='=HYPERLINK("x")', summary="@sum <b>bold</b>")
    changed = replace(shown, cells={**shown.cells, key: replace(cell, last=(odd,))})
    for row in csv.reader(io.StringIO(matrix_csv(changed))):
        assert not [words for words in row if words.startswith(("=", "@", "+", "-"))]
    assert "=HYPERLINK(&#34;x&#34;)" in matrix_page(changed, "<i>where</i>")
    assert "<i>where" not in matrix_page(changed, "<i>where</i>")


@pytest.mark.parametrize(
    ("sources", "address"),
    [
        (("The Times, 3 May 2022",), ""),
        (("example.org/news/1, and a letter",), "https://example.org/news/1"),
        (("A letter", "https://example.org/a?b=1&c=2."), "https://example.org/a?b=1&c=2"),
        (("javascript:alert(1)",), ""),
    ],
)
def test_a_source_leads_to_the_first_page_of_the_web_that_it_names(shown, sources, address):
    assert source_of(replace(standing(shown)[0], sources=sources)) == address
