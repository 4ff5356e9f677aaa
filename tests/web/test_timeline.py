"""The timeline as a picture is whole in itself, says in words what it shows, and nothing in it touches or is cut off."""

import json
import re
import shutil
import subprocess
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from amend.ledger.positions import read_record
from amend.ledger.stances import timeline
from amend.model.position import STANCES, SURENESS, Position, When
from amend.web.timeline import WIDTH, picture, timeline_page

SVG = "{http://www.w3.org/2000/svg}"


def taken(id, when, stance="proposes", actor="a", who="Somebody", sure="verified", summary="What was held."):
    return Position(id, When.of(when), actor, who, "ngo", "a letter", stance, summary, ("A page",), sure, ("q",))


def drawn(found, question="q"):
    return ET.fromstring(picture(timeline(found, question)))  # noqa: S314 (our own)


def classed(svg, name):
    return [one for one in svg.iter() if name in one.get("class", "").split()]


@pytest.fixture(scope="module")
def shipped():
    return read_record().positions


def test_it_has_a_title_and_a_description_that_says_what_everybody_held(shipped):
    svg = drawn(shipped, "firewall")
    assert svg.get("role") == "group"
    named = [svg.find(f"*[@id='{svg.get(key)}']") for key in ("aria-labelledby", "aria-describedby")]
    assert [one.tag for one in named] == [f"{SVG}title", f"{SVG}desc"]
    assert named[0].text == "Who held what on “firewall”, 2018 to 2025"
    described = named[1].text
    assert (
        "His Majesty’s Government: opposes from 31 July 2019 to 5 July 2024, when the office changed hands,"
        " then supports in part from 18 December 2025." in described
    )
    assert (
        "Single police forces: opposes from 3 December 2021, then supports in part and opposes from 31 December 2022."
        in described
    )
    assert "Parliament: no stance." in described
    assert "Without a date, and so left out: P76 (Other commissioners and mayors: supports)." in described


def test_each_position_has_a_sign_its_number_and_what_was_said(shipped):
    svg = drawn(shipped, "firewall")
    signs = classed(svg, "sign")
    wanted = [one for one in shipped if "firewall" in one.on and one.when.latest]
    assert sorted("".join(classed(sign, "id")[0].itertext()) for sign in signs) == sorted(one.id for one in wanted)
    said = {sign.find(f"{SVG}title").text.split(",")[0]: sign.find(f"{SVG}title").text for sign in signs}
    assert said["P46"].startswith("P46, 2022-09-30: Commons Justice Committee")
    assert ": opposes (inferred). " in said["P67"]


def test_a_stance_is_told_by_its_shape_as_well_as_by_its_colour():
    svg = drawn([taken(str(n), "2020-01-01", stance) for n, stance in enumerate(STANCES)])
    shapes = {}
    for sign in classed(svg, "sign"):
        (shape,) = classed(sign, "s")
        path = re.sub(r"^M\S+ \S+m", "m", shape.get("d", ""))
        shapes[shape.get("class")] = (shape.tag, path)
    assert len(set(shapes.values())) == len(STANCES)


def test_how_sure_a_position_is_and_that_its_day_is_not_known_can_be_seen():
    svg = drawn([taken(str(n), "2020", sure=sure) for n, sure in enumerate(SURENESS, 1)])
    classes = {
        classed(sign, "id")[0].text: classed(sign, "s")[0].get("class").split()[-1] for sign in classed(svg, "sign")
    }
    assert classes == {"1": "sure", "2": "part", "3": "unsure", "4": "unsure"}
    assert len(classed(svg, "days")) == len(SURENESS)
    notes = " ".join(one.text for one in classed(svg, "soft"))
    assert "A dashed, empty sign" in notes
    assert "A pale sign" in notes
    assert "A line up to a sign" in notes


def test_it_needs_nothing_else_and_has_a_dark_form(shipped):
    text, links = re.subn(
        r'<a href="https?://[^"<>]+" aria-label="[^"<>]+">', "", picture(timeline(shipped, "firewall"))
    )
    assert links, "a sign leads to its source"
    assert not re.search(r"<script|<image|@import|@font-face|<use|(?:href|src)=", text)
    assert set(re.findall(r"url\(([^)]*)\)", text)) == {"#timeline-stripes"}
    assert set(re.findall(r"https?://[^\"' <]+", text)) == {"http://www.w3.org/2000/svg"}
    assert "@media (prefers-color-scheme: dark)" in text


def test_words_of_the_record_are_words_and_not_marks():
    svg = drawn([taken("<P&1>", "2020-01-01", actor="a<b>&c", who="“Me” & <i>co</i>", summary="]]> <script>")], "q")
    assert classed(svg, "id")[0].text == "<P&1>"
    assert classed(svg, "name")[0].text == "A<b>&c"
    assert svg.find(f"{SVG}desc").text == "A<b>&c: proposes from 1 January 2020."
    assert not list(svg.iter(f"{SVG}script"))


def test_a_question_without_a_dated_position_says_so():
    svg = drawn([taken("1", "")])
    assert "There is no position with a date." in "".join(svg.itertext())
    assert "Without a date, and so left out: 1 (A: proposes)." in "".join(svg.itertext())


MEASURE = """<!doctype html><meta charset="utf-8"><body style="margin:0">%s<pre></pre><script>
const svg = document.querySelector("svg"), box = e => { const b = e.getBBox(); return [b.x, b.y, b.width, b.height]; };
const all = name => [...svg.querySelectorAll(name)].map(e => [e.textContent.slice(0, 40), ...box(e)]);
document.querySelector("pre").textContent = JSON.stringify({
  size: [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height],
  texts: all("text"), signs: all(".s, .days"), rows: all(".row")});
</script>"""


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """Opens a picture in a browser and gives the boxes of what is in it: (words, x, y, width, height) of each."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not on PATH")

    def measure(svg):
        folder = tmp_path_factory.mktemp("picture")
        file = folder / "page.html"
        file.write_text(MEASURE % svg.partition("?>")[2], "utf-8")
        options = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking".split()
        done = subprocess.run(
            [chromium, *options, f"--user-data-dir={folder / 'profile'}", "--dump-dom", file.as_uri()],
            capture_output=True, timeout=60, check=True,
        )  # fmt: skip
        found = re.search(r"<pre>(.*?)</pre>", done.stdout.decode(), re.DOTALL)[1]
        return json.loads(found.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))

    return measure


def crowded():
    """Many positions on few days, with long names and ids, dates of every sort, and rows of one and of many lines."""
    days = ["2021-03-15", "2021-03-16", "2021-03", "2021", "2021-04-01", "2019-12/2024-01", "2024-12-31", "2018-01-01"]
    found = [
        taken(f"P{n}{'x' * (n % 20)}", days[n % len(days)], STANCES[n % 6], f"actor-{n % 3}", sure=SURENESS[n % 4])
        for n in range(60)
    ]
    return [*found, taken("Q", "2020-02-02", actor="a-name-without-end-" * 15), taken("R", "2020", actor="Ünï ☃ " * 9)]


@pytest.mark.parametrize("which", ["the record", "a crowd"])
def test_nothing_touches_and_nothing_is_cut_off(measured, shipped, which):
    shown = timeline(shipped, "firewall") if which == "the record" else timeline(crowded(), "q")
    found = measured(picture(shown))
    width, height = found["size"]
    boxes = [*found["texts"], *found["signs"]]
    for words, x, y, w, h in boxes:
        assert x >= 0, words
        assert y >= 0, words
        assert x + w <= width, words
        assert y + h <= height, words
    ids = [box for box in found["texts"] if re.fullmatch(r"[PQR](?!arliament)\w*…?", box[0])]
    assert len(ids) == sum(len(course.positions) for course in shown.courses)
    apart(found["texts"])
    apart([*ids, *found["signs"]])
    apart(found["rows"])


def apart(boxes):
    for at, (words, x, y, w, h) in enumerate(boxes):
        for other, x2, y2, w2, h2 in boxes[at + 1 :]:
            across = min(x + w, x2 + w2) - max(x, x2)
            down = min(y + h, y2 + h2) - max(y, y2)
            # the line of the days meets its own sign, and letters have room above and below that is in their box
            assert across <= 1 or down <= 4, (words, other, across, down)


@tried(max_examples=15)
@given(
    st.lists(
        st.builds(
            taken, st.text("PQ0123456789", min_size=1, max_size=8),
            st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(str) | st.sampled_from(["1850", "2020-05/2022-05", "2100", ""]),
            st.sampled_from(STANCES), st.text(max_size=12), st.text(max_size=5),
            st.sampled_from(SURENESS), st.text(min_size=1, max_size=20),
        ),
        max_size=8,
    )
)  # fmt: skip
def test_any_record_gives_a_well_formed_picture(found):
    svg = drawn(found)
    assert svg.get("viewBox").split()[:3] == ["0", "0", str(WIDTH)]


def test_what_a_position_relies_on_is_told_by_its_sign_and_its_number_is_underlined(shipped):
    svg = drawn(shipped, "firewall")
    told = {"".join(classed(sign, "id")[0].itertext()): sign for sign in classed(svg, "sign")}
    assert "537 referrals of victims" in told["P55"].find(f"{SVG}title").text
    assert classed(told["P55"], "relies")
    assert not classed(told["P61"], "relies")
    notes = " ".join(one.text for one in classed(svg, "soft"))
    assert "P55 (537, 43, 1, none)" in notes


def test_up_to_which_day_it_is_kept_stands_in_its_head(shipped):
    upto = "Kept up to 2025-12-31: what was said later may be missing."
    svg = ET.fromstring(picture(timeline(shipped, "firewall"), upto))  # noqa: S314 (our own)
    assert svg.find(f"{SVG}title").text.endswith(upto)
    assert upto in [one.text for one in classed(svg, "soft")]


def test_each_sign_of_a_source_is_a_link_that_a_screen_reader_reaches_by_what_was_said(shipped):
    svg = drawn(shipped, "firewall")
    links = list(svg.iter(f"{SVG}a"))
    assert links
    for link in links:
        (sign,) = classed(link, "sign")
        assert link.get("aria-label") == sign.find(f"{SVG}title").text
    assert svg.get("role") != "img", "what is in an image is hidden from a screen reader"


def test_the_page_has_for_each_actor_by_full_name_a_strip_and_each_position_with_its_source(shipped):
    shown = timeline(shipped, "firewall")
    html = timeline_page(shown, "The record.", "Kept up to a day.")
    assert '<p class="kept">Kept up to a day.</p>' in html
    assert html.count('class="strip"') == len(shown.courses)
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", html)
    assert {"Liberty and Southall Black Sisters", "National Police Chiefs’ Council", "Parliament"} <= set(headings)
    below = html.partition("</svg></div>")[2] or html[html.index('<section aria-labelledby="a1"') :]
    for one in (one for course in shown.courses for one in course.positions):
        assert re.search(rf"\b{one.id}(</a>)?, ", below), one.id
    assert "opposes from 31 July 2019 to 5 July 2024, when the office changed hands" in below
    assert not re.search(r"<script|@import|<image|\bsrc=", html)


def test_words_of_the_record_are_no_marks_in_the_page_either():
    odd = taken("<P&1>", "2020-01-01", actor="a<b>&c", who="“Me” & <i>co</i>", summary="]]> <script>")
    html = timeline_page(timeline([odd], "q"), "<u>where</u>")
    assert not re.search(r"<(?:script|i|u|b)>|<P&", html)


def test_an_actor_without_a_name_in_the_record_is_written_as_its_folder():
    html = timeline_page(timeline([taken("1", "2020", actor="friends-of-the-pond")], "q"), "")
    assert '<h2 id="a1">Friends of the pond</h2>' in html


def test_the_picture_by_itself_is_no_wider_than_the_screen_also_a_narrow_one(shipped):
    """No sideways scrolling: with its box and no least width it shrinks."""
    svg = drawn(shipped, "firewall")
    style = svg.find(f"{SVG}style").text
    assert re.findall(r"max-width: ([^;]+);", style) == ["100%"]
    assert svg.get("viewBox") == f"0 0 {svg.get('width')} {svg.get('height')}"
