"""The page of the three layers is whole in itself, and says by words as well as by looks whose each change is."""

import re
from html.parser import HTMLParser

import pytest
from shorthand import bill

from amend.acts.layers import layers
from amend.model.amendment import Amendment
from amend.web.keeling import layers_page

TITLE = "Canals Act 1990"
ACT = bill("""
    1 Ponds
      (1) The keeper must keep every <b>pond</b> clean where a < b & c > d.
      (2) The keeper may drain a pond.
    2 Fees
      A fee is payable.
""")
BILL = bill(f"""
    1 Ponds
      (1) The {TITLE} is amended as follows.
      (2) In section 1(1), after “clean” insert “but quiet”.
      (3) In section 1(2), omit “lake”.
      (4) In section 1(2), for “drain” substitute “fill”.
""")
DRAFT = Amendment(
    "Clause 1, page 1, line 3, leave out “quiet” and insert “deep”",
    number="1",
    print="Bill 1",
    mover="Lady <Reed>",
    statement="It is deeper.",
)


@pytest.fixture(scope="module")
def html():
    return layers_page(layers(ACT, BILL, [DRAFT], title=TITLE))


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def tags(html):
    parser = Tags()
    parser.feed(html)
    return parser.found


def test_each_change_says_whose_it_is_in_words(html):
    told = re.findall(r'<(?:ins|del) class="([\w-]+)"><span class="sr">([^<]*): </span>([^<]*)<', html)
    assert told == [
        ("of-bill", "put in by the Bill, clause 1(2)", " but "),
        (
            "of-both",
            "put in by the Bill, taken out by an amendment, clause 1(2) and amendment 1 (Lady &lt;Reed&gt;)",
            "quiet",
        ),
        ("of-amendment", "put in by an amendment, amendment 1 (Lady &lt;Reed&gt;)", "deep"),
        ("of-bill", "taken out by the Bill, clause 1(4)", "drain"),
        ("of-bill", "put in by the Bill, clause 1(4)", "fill"),
    ]


def test_it_has_a_key_of_the_marks_there_are(html):
    key = html[html.index('<ul class="key"') : html.index("</ul>")]
    assert re.findall(r'<span class="(ins|del) ([\w-]+)">([^<]*)', key) == [
        ("ins", "of-bill", "put in by the Bill"),
        ("del", "of-bill", "taken out by the Bill"),
        ("ins", "of-amendment", "put in by an amendment"),
        ("del", "of-both", "put in by the Bill, taken out by an amendment"),
    ]


def test_no_mark_is_told_by_its_colour_alone(html):
    """Each of the marks has a line of another kind."""
    looks = [
        re.search(rf"^{mark}, \.{mark} \{{[^}}]*\}}", html, re.MULTILINE)[0]
        for mark in ("ins.of-bill", "del.of-bill", "ins.of-amendment", "del.of-amendment", "del.of-both")
    ]
    lines = [
        re.search(r"text-decoration: ([^;]*);", look)[1] + ("border" if "border" in look else "") for look in looks
    ]
    assert len(set(lines)) == len(lines)


def test_it_needs_nothing_else_and_has_no_style_of_a_row_of_its_own(html):
    assert not {tag for tag, _ in tags(html)} & {"script", "link", "img", "iframe", "object", "form"}
    assert not [attributes for _, attributes in tags(html) if "style" in attributes]
    assert "://" not in re.sub(r"<style>.*</style>", "", html, flags=re.DOTALL)


def test_what_was_not_made_is_told_with_its_reason(html):
    assert "<strong>clause 1(3)</strong> refused: “lake” is not there" in html
    assert "Of 3 instructions to this Act, 2 were made." in html


def test_words_of_the_files_are_words(html):
    assert "where a &lt; b &amp; c &gt; d" in html
    assert "<Reed>" not in html
    assert "It is deeper." in html


def test_a_section_that_does_not_change_is_not_there(html):
    assert "A fee is payable" not in html


def test_links_lead_somewhere(html):
    ids = {attributes["id"] for _, attributes in tags(html) if "id" in attributes}
    assert {a["href"][1:] for tag, a in tags(html) if tag == "a"} <= ids
