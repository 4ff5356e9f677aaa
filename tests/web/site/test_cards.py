"""The picture of a page: legible whatever its words are, small, soon made, and the same each time."""

import io
import subprocess
import sys
import time

import pytest
from PIL import Image

from amend.web.site.cards import HEIGHT, WIDTH, Cards
from amend.web.site.page import SITE_CARD, Frame, Page, card_words, framed

NOTICE = "Restatement for drafting and comparison. Not the official text."
CARDS = Cards("Ponds and Canals Bill", NOTICE)

HOSTILE = {
    "nothing": ("", ()),
    "one huge word": ("W" * 100_000, ("w" * 9_000, "v" * 9_000)),
    "many words": ("word " * 20_000, ("small " * 900, "below " * 900)),
    "newlines and tabs": ("one\r\ntwo\tthree\x00\x07", ("a\nb", "c\vd")),
    "right to left": ("\u202eevil\u2066 אבג \u200f", ("\u202d", "\u061c")),
    "marks of a page": ("<script>alert(1)</script>", ("&amp;", "“’”")),
    "another script": ("中文标题 عنوان 🐸", ("Ŵyṅ", "é£—…")),
    "stacked marks": ("a" + "\u0301" * 5_000, ("\ufffe\U0010ffff",)),
}


def picture(data):
    found = Image.open(io.BytesIO(data))
    found.load()
    return found


@pytest.mark.parametrize("case", HOSTILE)
def test_no_words_break_a_card(case):
    found = picture(CARDS.card(*HOSTILE[case]))
    assert (found.format, found.size) == ("PNG", (WIDTH, HEIGHT))
    grey = found.convert("L")
    margin = grey.crop((1150, 0, WIDTH, HEIGHT))
    assert margin.getextrema()[0] > 240, "words run over the edge"
    between = grey.crop((90, 600, WIDTH, HEIGHT))
    assert between.getextrema()[0] > 240, "words run over the foot"


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_to_be_known_is_never_drawn_over(case):
    bare = picture(CARDS.card("", ())).convert("L").crop((0, 500, WIDTH, HEIGHT))
    assert picture(CARDS.card(*HOSTILE[case])).convert("L").crop((0, 500, WIDTH, HEIGHT)).tobytes() == bare.tobytes()


def test_the_same_words_give_the_same_bytes_and_others_do_not():
    first = CARDS.card("Duty to keep ponds", ("Clause 1",))
    assert Cards("Ponds and Canals Bill", NOTICE).card("Duty to keep ponds", ("Clause 1",)) == first
    others = [CARDS.card("Duty to keep ponds", ("Clause 2",)), CARDS.card("Duty to keep canals", ("Clause 1",))]
    others += [Cards("Ponds Bill", NOTICE).card("Duty to keep ponds", ("Clause 1",))]
    others += [Cards("Ponds and Canals Bill").card("Duty to keep ponds", ("Clause 1",))]
    assert len({first, *others}) == 5


def test_a_character_that_the_font_has_not_is_not_drawn_as_nothing():
    assert CARDS.card("ponds 中") != CARDS.card("ponds")
    assert CARDS.card("ponds \u202e") != CARDS.card("ponds")
    assert CARDS.card("ponds 中") == CARDS.card("ponds 文"), "each stands for what cannot be shown"


def test_words_of_wales_and_of_money_are_drawn():
    assert CARDS.card("Tŷ’r Cyffredin: £5, é — ŵ") != CARDS.card("T中’r Cyffredin: 中5, 中 中 中")


def test_a_card_is_small_and_soon_made():
    words = ("Amendment 96", "The Commissioner")
    data = CARDS.card("Data sharing with immigration enforcement: what the police must not do", words)
    assert 4_000 < len(data) < 40_000
    began = time.process_time()
    for number in range(20):
        CARDS.card(f"Data sharing with immigration enforcement, {number}", words)
    assert (time.process_time() - began) / 20 < 0.05


def test_pictures_are_not_loaded_where_no_site_is_made():
    code = "import sys, amend, amend.cli.main; amend.compare, amend.apply; print('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def page(**given):
    main = given.pop("main", "")
    return Page(
        **{"path": "provision/ponds.html", "title": "Ponds", "description": "d", "area": "bill", "main": main, **given}
    )


FRAME = Frame("Ponds Bill", ("Restatement. Not official.",))


def test_a_page_with_a_card_is_shown_by_it_and_any_other_by_that_of_the_site():
    assert (
        '<meta property="og:image" content="../cards/provision-ponds.png">'
        in framed(page(card=("Clause 1",)), FRAME).decode()
    )
    assert f'<meta property="og:image" content="../{SITE_CARD}">' in framed(page(), FRAME).decode()


def test_with_an_address_every_link_that_is_shared_is_whole():
    html = framed(page(card=("Clause 1",)), Frame("Ponds Bill", address="https://example.org/bill/")).decode()
    for wanted in (
        '<meta property="og:image" content="https://example.org/bill/cards/provision-ponds.png">',
        '<meta property="og:url" content="https://example.org/bill/provision/ponds.html">',
        '<link rel="canonical" href="https://example.org/bill/provision/ponds.html">',
    ):
        assert wanted in html


def test_what_is_on_a_card_is_told_in_words_too():
    html = framed(page(card=("Clause 1", "of the “firewall”")), FRAME).decode()
    told = "Ponds Bill. Clause 1. Ponds. of the “firewall”. Restatement. Not official."
    assert f'<meta property="og:image:alt" content="{told}">' in html
    assert f'<meta name="twitter:image:alt" content="{told}">' in html


def test_what_the_title_says_is_not_said_again_on_the_card():
    assert card_words(page(title="Clause 1: Ponds", card=("Clause 1", "ponds"))) == ("",)
    assert card_words(page(title="Ponds", card=("Clause 1", "ponds", "Bill 9"))) == ("Clause 1", "Bill 9")
    assert CARDS.card("Ponds and Canals Bill") == Cards("Ponds and Canals Bill", NOTICE).card("Ponds and Canals Bill")
    told = framed(page(title="Clause 1: Ponds", card=("Clause 1 · Bill 9", "Ponds")), FRAME).decode()
    assert 'content="Ponds Bill. Clause 1 · Bill 9. Clause 1: Ponds. Restatement. Not official."' in told


def test_a_long_description_is_cut_at_a_word():
    html = framed(page(description="keeper " * 900, title="x"), FRAME).decode()
    found = html.partition('<meta name="description" content="')[2].partition('"')[0]
    assert len(found) <= 201
    assert found.endswith("keeper…")
