"""The redline as a web page is whole in itself, well formed, read aloud as it looks, and opens in a browser."""

import re
import shutil
import subprocess
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as tried
from shorthand import bill, bills

from amend.drafting.make import apply
from amend.engine.compare.compare import compare
from amend.engine.compare.comparison import substantive
from amend.formats import draft
from amend.formats.akn import read
from amend.model.amendment import Amendment
from amend.model.made import recorded
from amend.web.redline import page

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
LOADING = {"script", "link", "img", "iframe", "object", "embed", "video", "audio", "source", "base", "form"}

SPOKEN = re.compile(r'<span class="sr">[^<]*</span>')
"""What is there for a screen reader only."""

PONDS = bill(
    """
    1 Fish & <i>chips</i>
      (1) A pond must be deeper where a < b & b > c.
      (2) The keeper may charge for “entry”.
    2 Short title
      This Act may be cited as the Ponds Act.
""",
    title="Ponds & <Lakes> Bill",
)
WORDS = (
    "Clause 1, page 1, line 2, leave out “deeper” and insert “<b>wider</b> & “deeper””",
    "Clause 1, page 1, line 3, leave out subsection (2)",
    "After Clause 1, insert the following new Clause—\n“Frogs\n(1) Feed the frogs.”",
)


class Elements(HTMLParser):
    """The elements of a page; fails where one is closed that was not opened, or is left open.

    found: (name, attributes) of each. words: for each name, the words inside each element of that name.
    """

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.words = {}
        self._open = []
        self.feed(text)
        self.close()
        assert not self._open, f"left open: {[name for name, _ in self._open]}"

    def handle_starttag(self, tag, attrs):
        assert len(attrs) == len(dict(attrs)), f"an attribute twice: {tag} {attrs}"
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append((tag, []))

    def handle_endtag(self, tag):
        assert tag not in VOID
        assert self._open, f"{tag} is closed and was not opened"
        name, words = self._open.pop()
        assert name == tag, f"{tag} is closed inside {name}, on line {self.getpos()[0]}"
        self.words.setdefault(name, []).append("".join(words))
        if self._open:
            self._open[-1][1].extend(words)

    def handle_data(self, data):
        if self._open:
            self._open[-1][1].append(data)

    def values(self, attribute):
        return [attributes[attribute] for _, attributes in self.found if attribute in attributes]


def changed(*words, old=PONDS):
    drafts = [Amendment(each, number=str(number)) for number, each in enumerate(words, 1)]
    result = apply(old, drafts)
    assert {outcome.outcome for outcome in result.outcomes} <= {"applied"}, result.outcomes
    return page(compare(old, result.bill))


@pytest.fixture(scope="module")
def example():
    """The page of the example Bill with its amendments made."""
    example = Path(__file__).resolve().parents[1] / "data" / "safe-reporting"
    old = read(example / "bill-900.xml")
    return page(compare(old, apply(old, draft.read_all([example / "drafts"])).bill))


def listed_in(elements):
    """The list of changes, each with its heading and what changes, without the sentences above it."""
    rows = [" ".join(words.split()) for words in elements.words["li"]]
    return [row for row in rows if re.search(r": \d+$", row)]


def text_of(html):
    """The Bill's part of a page, from the first section on."""
    return html[html.index("<section") : html.index("</main>")]


def test_the_page_needs_nothing_from_elsewhere(example):
    elements = Elements(example)
    assert not LOADING & {name for name, _ in elements.found}
    assert not elements.values("src")
    assert all(link.startswith("#") for link in elements.values("href"))
    assert not re.search(r"@import|url\(|https?:|//cdn", example)
    assert not [name for _, attributes in elements.found for name in attributes if name.startswith("on")]


def test_the_page_says_what_it_is(example):
    elements = Elements(example)
    assert example.startswith("<!doctype html>")
    assert ("html", {"lang": "en-GB"}) in elements.found
    assert ("meta", {"charset": "utf-8"}) in elements.found
    assert elements.words["title"] == ["Victims’ Information (Safe Reporting) Bill: redline"]
    assert elements.words["h1"] == ["Victims’ Information (Safe Reporting) Bill"]
    assert "From Bill 900 · As introduced" in elements.words["p"]
    assert "To Bill 900 · As introduced, with amendments 1 to 3 (Member for Exampleshire)" in elements.words["p"]


def test_every_link_leads_to_a_place_on_the_page(example):
    elements = Elements(example)
    places = elements.values("id")
    assert not [place for place, count in Counter(places).items() if count > 1]
    assert {link[1:] for link in elements.values("href")} <= set(places)
    assert set(elements.values("for")) <= set(places)


def test_what_changes_is_listed_with_links_to_it(example):
    elements = Elements(example)
    assert elements.words["h2"] == ["In short", "3 changes"]
    assert listed_in(elements) == [
        "Clause 2: Safe reporting arrangements words changed: 1",
        "New clause: Victims’ information not to be supplied for immigration purposes inserted: 1",
        "Clause 4: Time limits for keeping victims’ information words changed: 1",
    ]


def test_a_part_that_changes_in_two_places_is_listed_once_with_what_is_inserted_in_both():
    prints = Path(__file__).resolve().parents[2] / "bills" / "victims-and-prisoners"
    before, after = (read(prints / name) for name in ("bill-351.xml", "hl-bill-31.xml"))
    found = substantive(compare(before, after))
    listed = listed_in(Elements(page(found)))
    assert [words for words in listed if words.startswith("Part")] == [
        "Part 1: Victims of criminal conduct italic heading inserted: 1",
        "Part 2: Victims of major incidents italic heading inserted: 2",
        "Part 3: Infected Blood Compensation Body inserted: 1",
        "Part 4: Prisoners italic heading inserted: 1",
    ]
    assert sum(int(count) for words in listed for count in re.findall(r": (\d+)", words)) == len(found.changes)


def test_what_comes_in_and_goes_out_is_told_by_element_and_to_a_screen_reader_by_words(example):
    text = text_of(example)
    assert re.search(
        r'A relevant body <del><span class="sr">left out: </span>may<span class="sr"> end of [^<]*</span></del>'
        r'<ins><span class="sr">inserted: </span>must<span class="sr"> end of insertion</span></ins> appoint',
        text,
    )
    said = Elements(text).words
    assert all(re.fullmatch(r"inserted: .*\S.* end of insertion", words, re.DOTALL) for words in said["ins"])
    assert all(re.fullmatch(r"left out: .*\S.* end of what is left out", words, re.DOTALL) for words in said["del"])
    assert text.count('class="sr"') == 2 * (text.count("<ins>") + text.count("<del>"))


def test_words_that_html_gives_a_meaning_are_shown_as_words():
    html = changed(*WORDS)
    elements = Elements(html)
    assert elements.words["h1"] == ["Ponds & <Lakes> Bill"]
    assert not {"lakes", "b", "i"} & {name for name, _ in elements.found}
    text = "".join(Elements(SPOKEN.sub("", html)).words["main"])
    assert "where a < b & b > c." in text
    assert "<b>wider</b> & “deeper”" in text
    assert "&lt;b&gt;wider&lt;/b&gt; &amp; “" in html


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\x9b", "\x9d"])
def test_a_mark_that_would_turn_words_round_is_shown_as_one_that_cannot_be(mark):
    old, new = (bill(f"1 Ponds\n  The keeper {word} fish.") for word in ("must", f"may{mark}"))
    html = page(compare(old, new))
    assert mark not in html
    assert "\ufffd" in html


def test_the_kept_and_inserted_words_are_the_new_text_and_the_kept_and_left_out_the_old():
    text = SPOKEN.sub("", text_of(changed(WORDS[0])))
    new = re.sub(r"<[^>]*>", "", re.sub(r"<del>.*?</del>", "", text))
    old = re.sub(r"<[^>]*>", "", re.sub(r"<ins>.*?</ins>", "", text))
    assert "A pond must be &lt;b&gt;wider&lt;/b&gt; &amp; “deeper” where a &lt; b" in new
    assert "A pond must be deeper where a &lt; b" in old


def test_a_provision_that_is_left_out_is_shown():
    elements = Elements(text_of(changed(WORDS[1])))
    assert any("The keeper may charge for “entry”." in words for words in elements.words["del"])
    assert "ins" not in elements.words


def test_two_texts_without_a_difference_are_said_to_have_none():
    html = page(compare(PONDS, PONDS))
    elements = Elements(html)
    assert "There is no difference." in elements.words["p"]
    assert "nav" not in elements.words
    assert not {"ins", "del"} & Elements(text_of(html)).words.keys()


def test_the_same_texts_give_the_same_page():
    assert changed(*WORDS) == changed(*WORDS)


@tried(max_examples=30)
@given(bills(), bills())
def test_any_two_bills_give_a_page_that_is_well_formed(old, new):
    elements = Elements(page(compare(old, new)))
    assert len(set(elements.values("id"))) == len(elements.values("id"))


def test_a_browser_shows_the_redline(example, tmp_path):
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not on PATH")
    file = tmp_path / "redline.html"
    file.write_text(example, "utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run")
    done = subprocess.run(
        [chromium, *options, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", file.as_uri()],
        capture_output=True,
        timeout=60,
    )
    shown = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()[-500:]
    seen, written = Elements(text_of(shown)).words, Elements(text_of(example)).words
    assert seen["ins"] == written["ins"]
    assert seen["del"] == written["del"]
    assert seen["span"] == written["span"]


def under(*words, mover, old=PONDS):
    """A print with amendments made, as a file says whose they are."""
    drafts = [Amendment(each, number=str(number), mover=mover) for number, each in enumerate(words, 1)]
    return recorded(apply(old, drafts).bill, [one.number for one in drafts], [one.mover for one in drafts])


def test_the_texts_of_two_are_only_under_the_one_or_the_other_and_nothing_is_struck_out():
    one, other = under(WORDS[0], mover="Baroness Hay"), under(WORDS[2], mover="Lord Moss")
    html = page(compare(one, other))
    elements = Elements(html)
    assert not {"ins", "del"} & {name for name, _ in elements.found}
    spoken = [words.split(":")[0] for words in re.findall(r'<span class="sr">(only[^<]*)</span>', html)]
    assert set(spoken) == {"only under Baroness Hay’s amendments", "only under Lord Moss’s amendments"}
    assert "New clause: Frogs only under Lord Moss’s amendments: 1" in listed_in(elements)
    sentences = [words for words in elements.words["li"] if words not in listed_in(elements)]
    assert any(words.startswith("A new clause, “Frogs”.") for words in sentences)
    assert re.findall(r'<p class="whose">(.*?)</p>', html) == [
        "Only under Baroness Hay’s amendments:",
        "Only under Lord Moss’s amendments:",
    ]


def test_a_text_made_of_the_other_is_the_other_as_changed():
    one = under(WORDS[0], mover="Baroness Hay")
    other = recorded(apply(one, [Amendment(WORDS[2], number="9")]).bill, ["9"], ["Lord Moss"])
    assert "only under" not in page(compare(one, other))


def test_the_page_opens_on_what_changes_and_says_what_it_hides(example):
    elements = Elements(example)
    assert [
        attributes for _, attributes in elements.found if attributes.get("id") == "only" and "checked" in attributes
    ]
    hidden = [" ".join(words.split()) for words in elements.words["p"] if words.startswith("Hidden here")]
    unchanged = sum(1 for name, attributes in elements.found if name == "section" and not attributes.get("class"))
    assert len(hidden) == 1
    assert hidden[0].startswith(f"Hidden here: {unchanged} clauses")


def test_a_page_without_numbers_that_only_follow_says_so():
    found = substantive(compare(PONDS, PONDS))
    assert "only follow are not marked" in page(found, without_printing=True)
    assert "only follow are not marked" not in page(found)


def test_a_table_is_shown_as_one():
    notation = "1 Fish\n  (1) The table follows.\n    : carp : 1\n    : tench : 2"
    html = page(compare(bill(notation), bill(notation.replace("tench", "old tench"))))
    assert html.count("<table>") == 1
    assert re.search(r"<td>.*carp.*</td>", html)
    assert html.index("<table>") < html.index("old ") < html.index("</table>")
