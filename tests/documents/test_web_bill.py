"""A Bill on a page of HTML is read by what a reader sees; what is no text in rows is refused by name."""

import pytest
from print_as_html import InTable, as_legislation, from_word, in_sections, page
from print_scores import score

from amend.documents import web_bill
from amend.errors import ReadError
from amend.formats import akn
from amend.model.outline import tops
from amend.model.printed import OUTSIDE, each, paragraphs

FRONT = "<p>Make provision about ponds.</p><p>Be it enacted by the King’s most Excellent Majesty, as follows:—</p>"
PLAIN = """<h3>1 Ponds</h3><p>(1) A keeper must—</p><p>(a) count the newts, and</p><p>(b) report them.</p>
<p>(2) In section 3 of the Ponds Act 1999, for “frogs” substitute “newts”.</p>"""
ROWS = (
    *("1 Ponds", "(1) A keeper must—", "(a) count the newts, and", "(b) report them."),
    "(2) In section 3 of the Ponds Act 1999, for “frogs” substitute “newts”.",
)

SHAPES = {
    "a paragraph for each": PLAIN,
    "the number in a span of its own, with no space": """<div><span class="num">1</span><span class="h">Ponds</span></div>
        <p class="LegP2Container"><span class="LegDS LegP2No">(1)</span><span class="LegDS">A keeper must—</span></p>
        <p><span>(a)</span><span>count the newts, and</span></p><p><span>(b)</span><span>report them.</span></p>
        <p><span>(2)</span>In section 3 of the Ponds Act 1999, for “frogs” substitute “newts”.</p>""",
    "the number in a block of its own": """<section><header><div>1</div><h2>Ponds</h2></header><div>(1)</div><div>
        <p>A keeper must—</p><div><div>(a)</div><p>count the newts, and</p></div><div><div>(b)</div><p>report them.</p>
        </div></div><div>(2)</div><p>In section 3 of the <i>Ponds Act 1999</i>, for “frogs” substitute “newts”.</p></section>""",
    "a table that only sets it": """<h3>1 Ponds</h3><table><tr><td>(1)</td><td>A keeper must—</td></tr><tr><td></td><td><table>
        <tr><td>(a)</td><td>count the newts, and</td></tr><tr><td>(b)</td><td>report them.</td></tr></table></td></tr>
        <tr><td>(2)</td><td>In section 3 of the Ponds Act 1999, for “frogs” substitute “newts”.</td></tr></table>""",
    "with breaks of rows, and what nobody sees": """<nav><p>Home</p></nav><script>var a = "<p>x</p>";</script>
        <p hidden>Not shown</p><p style="display: none">Nor this</p>
        <p>1 Ponds<br>(1) A keeper must—<br>(a) count the newts, and<br>(b) report them.</p>
        <p>(2) In section 3 of the Ponds Act 1999, for “frogs” substitute “newts”.</p><footer><p>© Parliament</p></footer>""",
    "as it was typed": """<pre>1 Ponds\n(1) A keeper must—\n(a) count the newts, and\n(b) report them.
(2) In section 3 of the Ponds Act 1999, for “frogs” substitute “newts”.</pre>""",
    "with numbers of pages, and signs that nobody sees": """<a>Page 1</a><h3>1 Ponds</h3><p>(1) A kee&shy;per must—</p>
        <p>(a) count the <a>[Page 2]</a>newts, and</p><p>(b) re\u200bport them.</p>
        <p>(2) In section 3 of the Ponds Act 1999, for “frogs” substitute “newts”.</p>""",
    "with a note to the text": PLAIN.replace("keeper", 'keeper<sup><a href="#n1">1</a></sup>')
    + '<p id="n1">1 As now defined.</p>',
    "in letters that another encoding broke": PLAIN.replace("”", "â€\u009d").replace("—", "â€”").replace("“", "â€œ"),
    "straight quotation marks": PLAIN.replace("“", '"').replace("”", '"'),
}


def read(body, title="Ponds Bill - Parliamentary Bills"):
    return web_bill.parse(f"<html><head><title>{title}</title></head><body>{FRONT}{body}</body></html>".encode())


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_bill_in_any_shape_gives_the_same_provisions(shape):
    bill = read(SHAPES[shape]).bill
    assert bill.title == "Ponds Bill"
    printed = tuple(
        " ".join(one.words.split()) for one in each(paragraphs(bill)) if one.role not in OUTSIDE and one.words
    )
    assert printed[-5:] == ROWS
    assert [node.heading.words for _, node in tops(bill)] == ["Ponds"]


def test_a_quotation_with_one_straight_mark_is_read_whole_and_stays_as_printed():
    rows = (
        "(1) After section 3 insert—",
        "“3A Newts",
        '(1) Newts may sing (see section 4 (“a duty") too).',
        "(2) They must not.”",
    )
    alone = read("<h3>1 Ponds</h3>" + "".join(f"<p>{row}</p>" for row in (*rows, "(2) Ponds are to be clean.")))
    assert [node.label for _, node in alone.bill.provisions() if node.tag == "section"] == ["1", "3A"]
    assert '(“a duty")' in " ".join(one.words for one in each(paragraphs(alone.bill)))
    assert any("a straight mark" in one.message for one in alone.unsure)


@pytest.mark.parametrize("shape", [in_sections, as_legislation, from_word, InTable()])
def test_a_real_bill_in_the_elements_of_any_maker_comes_back(corpus, shape):
    bill = akn.read(corpus / "pdf" / "non-domestic-rating.xml")
    found = score(bill, web_bill.parse(page(bill, shape)).bill)
    assert found.words >= 0.995
    assert found.provisions >= 0.99


def test_a_number_that_a_browser_counts_is_shown_and_told():
    alone = read(
        '<h3>1 Ponds</h3><p>A keeper must—</p><ol type="a"><li>count the newts, and</li><li>report them.</li></ol>'
    )
    assert [node.label for _, node in alone.bill.provisions() if node.tag == "level"] == ["a", "b"]
    assert "its number is one that a browser counts; look whether it is so" in {one.message for one in alone.unsure}


def test_places_in_a_print_and_links_that_stand_beside_each_clause_are_left_out_and_told():
    clause = (
        '<h3>{0} Ponds</h3><p>A keeper must count.<span class="l">p. {0}, l. 4–6</span></p>'
        '<p><a href="{0}.html">Clause {0} by itself</a></p>'
    )
    alone = read("".join(map(clause.format, (1, 2, 3))))
    assert alone.bill == read("".join(f"<h3>{at} Ponds</h3><p>A keeper must count.</p>" for at in (1, 2, 3))).bill
    assert {
        "3 places in a print, beside the text, were left out",
        "3 links that say “Clause # by itself” were left out",
    } <= {one.message for one in alone.unsure}


def test_a_table_of_the_text_stays_one_and_a_picture_is_told():
    alone = read(
        '<h3>1 Fees</h3><p>The fees are in the table.</p><table border="1"><tr><th>Pond</th><th>Fee</th></tr>'
        '<tr><td>Small</td><td>£5</td></tr></table><p><img src="formula.png"></p>'
    )
    assert sum(node.tag == "tblock" for _, node in _provisions(alone.bill)) == 1
    assert [one.message for one in alone.unsure if one.lost] == [
        "it has 1 pictures, which were left out; look whether they have words or formulae"
    ]


def test_a_column_of_a_table_that_goes_up_by_fives_is_of_the_text():
    rows = "".join(f"<tr><td>Pond {years}</td><td><p>{years}</p></td></tr>" for years in (5, 10, 15, 20))
    alone = read(f'<h3>1 Terms</h3><p>The years are in the table.</p><table border="1">{rows}</table>')
    cells = [one.words for one in each(paragraphs(alone.bill)) if one.words.isdecimal()]
    assert cells == ["5", "10", "15", "20"]


def test_a_note_to_the_text_is_left_out_and_told_but_not_the_text_that_a_number_leads_to():
    note = '<p id="n1">1 As now defined.</p>'
    alone = read(f"""<div id="main">{PLAIN.replace("must—", 'must<sup><a href="#n1">1</a></sup>—')}{note}
        <p>(3) A pond<sup><a href="#main">2</a></sup> is to be kept.</p></div>""")
    told = [(one.words, one.message) for one in alone.unsure if one.lost]
    assert told == [("1 As now defined.", "a note to the text was left out")]
    assert "(1) A keeper must—" in [" ".join(one.words.split()) for one in each(paragraphs(alone.bill))]


def _provisions(bill):
    from amend.model.provision import each_provision

    return each_provision(bill.root)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"Dear Sir", "it is not a page of HTML"),
        (b"%PDF-1.4", "it is a PDF"),
        (
            b"<html><script>awsWafCookieDomainList=[]</script></html>",
            "it is a page that asks whether a person is there",
        ),
        (b"<html><frameset><frame src=a></frameset></html>", "it is a page of frames"),
        (b"<html><body><div id='root'></div><script>x</script></body></html>", "it has no words"),
        (
            b"<html><body>" + b"<div style='position:absolute;top:1px'>1</div>" * 60,
            "each of its lines is set by its place",
        ),
        (
            b"<p>1 Ponds</p><p>Keep <del>no</del> <ins>all</ins> ponds.</p>",
            "it is a comparison, not the text of one print",
        ),
        (
            b"<html><head><meta name=generator content=amend></head><body><p>1 Ponds</p><p>Keep ponds.</p></body></html>",
            "it is a page that amend made of a print",
        ),
        (b"<html><body>" + b"<div>" * 240 + b"a", "deep|cannot be read|no clause"),
        (b"<html><body><p>Good morning.</p></body></html>", "it has no clause"),
    ],
)
def test_what_is_no_page_of_a_bill_is_refused_by_name(data, why):
    with pytest.raises(ReadError, match=why):
        web_bill.parse(data)


def test_words_below_the_last_clause_are_no_heading_of_one_though_headings_stand_above_numbers():
    found = read("<p>Ponds</p><p>1 (1) A keeper must count.</p><p>Newts</p><p>2 (1) A keeper must rest.</p><p>End</p>")
    assert [node.heading.words for _, node in tops(found.bill)] == ["Ponds", "Newts"]
    assert "End" in [row.words for row in paragraphs(found.bill)]
