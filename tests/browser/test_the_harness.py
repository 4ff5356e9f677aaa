"""The checks of pages find what they are for: each small page here breaks one rule, and the good one none."""

import re

import pytest
from browser.crawl import crawl, out_of_reach, pages
from browser.look import by_keyboard, marks, overflow, screenshots, watched

STYLE = """
body { margin: 0 1rem; color: #111; background: #fff; font: 1rem/1.5 sans-serif; overflow-wrap: anywhere; }
nav { position: sticky; top: 0; background: #fff; padding: .3rem; }
html { scroll-padding-top: 3rem; }
nav a, button { display: inline-block; min-height: 24px; min-width: 24px; }
a:focus-visible, button:focus-visible { outline: 3px solid #00f; }
a { color: #00f; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
ins { text-decoration: underline; } del { text-decoration: line-through; }
.tall { height: 1600px; }
"""
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
GOOD = f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ponds Bill: clause 1</title>
<link rel="stylesheet" href="style.css">
<script src="page.js" defer></script>
<meta property="og:image" content="cards/one.png">
</head>
<body>
<nav aria-label="Pages"><a href="index.html">The Bill</a> <a href="more/two.html#s2">Clause 2</a></nav>
<main>
<h1>Clause 1: ponds</h1>
<p id="s1">A pond <del><span class="sr">left out: </span>may<span class="sr"> end of what is left out</span></del><ins><span class="sr">inserted: </span>must<span class="sr"> end of insertion</span></ins> be deep, as <a href="https://example.org/">a source</a> says.</p>
<p><button type="button">Show only what changes</button></p>
<div class="tall"></div>
<p><a href="#s1">Up</a></p>
</main>
</body>
</html>
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def folder_of(folder, page=GOOD, style=STYLE, script="document.documentElement.dataset.ran = 'yes';"):
    """A folder of two pages, the first as given."""
    (folder / "more").mkdir()
    (folder / "cards").mkdir()
    (folder / "cards" / "one.png").write_bytes(PNG)
    (folder / "style.css").write_text(style)
    (folder / "page.js").write_text(script)
    (folder / "index.html").write_text(page, "utf-8")
    other = GOOD.replace('id="s1"', 'id="s2"').replace("#s1", "#s2").replace('"index.html"', '"../index.html"')
    for name in ("style.css", "page.js", "cards/one.png"):
        other = other.replace(f'"{name}"', f'"../{name}"')
    (folder / "more" / "two.html").write_text(other.replace("more/two.html", "two.html"), "utf-8")
    return folder


def edited(old, new):
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def body(words):
    return edited("</main>", f"{words}</main>")


def head(words):
    return edited("</head>", f"{words}</head>")


def opened(page, folder):
    page.goto((folder / "index.html").as_uri())
    return page


def test_axe_has_nothing_to_tell_of_good_pages_and_leaves_no_trace(tmp_path, window, axe):
    page = window()
    watch = watched(page, folder_of(tmp_path))
    assert axe(opened(page, tmp_path)) == []
    assert watch.seen == []


def test_nothing_is_wrong_with_good_pages(tmp_path, window):
    folder = folder_of(tmp_path)
    assert [file.name for file in pages(folder)] == ["index.html", "two.html"]
    assert crawl(folder) == []
    assert out_of_reach(folder) == []
    page = window()
    watch = watched(page, folder)
    opened(page, folder)
    assert page.evaluate("document.documentElement.dataset.ran") == "yes"
    assert by_keyboard(page).faults == []
    assert overflow(page) == []
    assert marks(page) == []
    assert watch.seen == []


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (body('<a href="three.html">x</a>'), "a: three.html is not there"),
        (body('<a href="Style.css">x</a>'), "a: Style.css is not there"),
        (body('<a href="more/two.html#s1">x</a>'), "a: more/two.html#s1: there is no place 's1' there"),
        (body('<a href="#nowhere">x</a>'), "a: #nowhere: there is no place 'nowhere' there"),
        (body('<a href="more/">x</a>'), "more/ is a folder"),
        (body('<a href="/index.html">x</a>'), "/index.html is not told from where the page is"),
        (body('<a href="../up.html">x</a>'), "../up.html leads out of the folder"),
        (body('<a href="http://example.org/">x</a>'), "http://example.org/ leads out of the folder, and not by https"),
        (body('<a href="//example.org/">x</a>'), "//example.org/ leads out of the folder, and not by https"),
        (body('<a href="javascript:alert(1)">x</a>'), "javascript:alert(1) leads out of the folder"),
        (body('<a href=" java\nscript:alert(1)">x</a>'), "javascript:alert(1) leads out of the folder"),
        (body('<a href="mailto:a@b.invalid">x</a>'), "mailto:a@b.invalid leads out"),
        (body('<a href="index.html" ping="https://example.org/">x</a>'), "ping of a: https://example.org/ leads out"),
        (body('<img alt="" src="https://example.org/a.png">'), "src of img: https://example.org/a.png leads out"),
        (body('<img alt="" src="none.png">'), "src of img: none.png is not there"),
        (body('<img alt="" src="cards/one.png" srcset="cards/one.png 1x, none.png 2x">'), "srcset of img: none.png"),
        (body('<svg><use href="#lost"/></svg>'), "href of use: #lost: there is no place"),
        (body('<svg><rect fill="url(#lost)"/></svg>'), "url() in rect: #lost: there is no place"),
        (body('<form action="https://example.org/"></form>'), "action of form: https://example.org/"),
        (body("<video poster='none.png'></video>"), "poster of video: none.png"),
        (body("<iframe src='data:text/html,x'></iframe>"), "src of iframe: data:text/html,x leads out"),
        (body('<p id="s1">again</p>'), "the id 's1' stands 2 times"),
        (body('<p aria-labelledby="lost">x</p>'), "aria-labelledby names 'lost'"),
        (body('<p onclick="x()">x</p>'), "a script in an attribute: onclick of p"),
        (body('<p style="color: red">x</p>'), "a style in an attribute"),
        (body("<h1>Two</h1>"), "it has 2 h1"),
        (body("<script>x()</script>"), "a script in the page"),
        (edited("<main>", "<div>").replace("</main>", "</div>"), "it has 0 main parts"),
        (edited('<html lang="en-GB">', "<html>"), "it does not say in which language it is"),
        (edited("Ponds Bill: clause 1", " "), "it has no title"),
        (edited("<!doctype html>\n", ""), "it does not begin with <!doctype html>"),
        (edited("width=device-width, initial-scale=1", "width=500"), "it says nothing of the width of a telephone"),
        (edited("initial-scale=1", "initial-scale=1, maximum-scale=1"), "keeps readers from making it larger"),
        (edited("cards/one.png", "cards/two.png"), "og:image: cards/two.png is not there"),
        (edited("cards/one.png", "https://example.org/one.png"), "og:image: https://example.org/one.png leads out"),
        (
            head("<style>p { background: url(https://example.org/a.png) }</style>"),
            "url() in style: https://example.org/",
        ),
        (head('<style>@import "none.css";</style>'), "url() in style: none.css is not there"),
        (head('<base href="https://example.org/">'), "a base element"),
        (head('<meta http-equiv="Refresh" content="0; url=more/two.html">'), "goes to another page by itself"),
        (re.sub("<meta http-equiv.*\n", "", GOOD), "it has 0 policies"),
        (edited("default-src 'none'", "default-src 'self'"), "does not begin by forbidding all"),
        (edited("base-uri 'none'; ", ""), "its policy leaves base-uri open"),
        (
            edited("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
            "its policy lets in 'unsafe-inline' as style-src",
        ),
        (edited("script-src 'self'", "script-src 'unsafe-eval'"), "its policy lets in 'unsafe-eval' as script-src"),
        (edited("script-src 'self'", "script-src https:"), "its policy lets in https: as script-src"),
        (edited("img-src 'self'", "img-src *"), "its policy lets in * as img-src"),
        (edited("<meta charset", "<script src='page.js'></script><meta charset"), "its policy stands behind a script"),
    ],
)
def test_the_crawler_tells_of(tmp_path, page, said):
    found = crawl(folder_of(tmp_path, page))
    assert any(said in one and one.startswith("index.html: ") for one in found), found
    assert len(found) <= 2


def test_the_crawler_tells_of_what_a_style_sheet_loads(tmp_path):
    folder = folder_of(
        tmp_path, style=f"{STYLE} /* url(lost.png) */ @font-face {{ src: url('https://example.org/a.woff2') }}"
    )
    assert crawl(folder) == ["style.css: https://example.org/a.woff2 leads out of the folder"]


def test_the_crawler_looks_for_the_address_of_the_site_in_the_folder(tmp_path):
    folder = folder_of(tmp_path, edited('"cards/one.png"', '"https://example.org/bill/cards/one.png"'))
    assert len(crawl(folder)) == 1
    assert crawl(folder, "https://example.org/bill/") == []
    (folder / "cards" / "one.png").unlink()
    assert any(
        "https" not in one and "cards/one.png is not there" in one for one in crawl(folder, "https://example.org/bill/")
    )


def test_a_page_that_is_one_file_may_hold_its_style(tmp_path):
    page = GOOD.replace("style-src 'self'", "style-src 'unsafe-inline'").replace("<h1>", '<h1 style="margin: 0">')
    folder = folder_of(tmp_path, page)
    assert len(crawl(folder)) == 2
    assert crawl(folder, alone=True) == []


def test_a_folder_without_pages_is_told(tmp_path):
    assert crawl(tmp_path)


def test_a_page_that_no_link_leads_to_is_told(tmp_path):
    folder = folder_of(tmp_path, edited("more/two.html#s2", "index.html"))
    (folder / "404.html").write_text(GOOD)
    assert out_of_reach(folder) == ["more/two.html"]


@pytest.mark.parametrize(
    ("page", "script", "said"),
    [
        (body("<script>alert(1)</script>"), "", "error: .*Content Security Policy"),
        (body('<p style="color: red">x</p>'), "", "error: .*Content Security Policy"),
        (body('<img alt="" src="none.png">'), "", "failed: .*none.png"),
        (body('<img alt="" src="https://example.invalid/a.png">'), "", "Content Security Policy"),
        (
            re.sub("<meta http-equiv.*\n", "", body('<img alt="" src="https://example.invalid/a.png">')),
            "",
            "which is outside",
        ),
        (re.sub("<meta http-equiv.*\n", "", body("<img alt='' src='x' onerror='alert(1)'>")), "", "a alert opened: 1"),
        (GOOD, "console.warn('look')", "warning: look"),
        (GOOD, "console.error('look')", "error: look"),
        (GOOD, "nothing.at.all", "a script failed: nothing is not defined"),
        (GOOD, "fetch('https://example.invalid/')", "Content Security Policy"),
    ],
)
def test_the_watch_tells_of(tmp_path, window, page, script, said):
    folder = folder_of(tmp_path, page, script=script)
    shown = window()
    watch = watched(shown, folder)
    opened(shown, folder).wait_for_timeout(50)
    assert re.search(said, str(watch)), watch.seen


@pytest.mark.parametrize(
    ("page", "style", "rule"),
    [
        (body('<img src="cards/one.png" width="30" height="30">'), "", "image-alt"),
        (body('<p class="pale">pale words</p>'), ".pale { color: #aaa; }", "color-contrast"),
        (body('<button type="button"></button>'), "", "button-name"),
        (
            body('<button type="button" class="l">a</button><button type="button" class="l">b</button>'),
            ".l { font: 8px/1 serif; min-width: 0; min-height: 0; padding: 0; border: 0; }",
            "target-size",
        ),
        (body('<table><tr><th id="q">a</th></tr></table><input type="text">'), "", "label"),
    ],
)
def test_axe_tells_of(tmp_path, window, axe, page, style, rule):
    found = axe(opened(window(), folder_of(tmp_path, page, STYLE + style)))
    assert [one.partition(":")[0] for one in found] == [rule]


@pytest.mark.parametrize(
    ("page", "style", "script", "said"),
    [
        (body('<a role="button">x</a>'), "", "", "the tab key never comes to a “x”"),
        (body('<a href="#s1" tabindex="-1">x</a>'), "", "", "the tab key never comes to a “x”"),
        (body('<p><span class="hand">x</span></p>'), ".hand { cursor: pointer; }", "", "span “x”, which looks clickable"),
(body("<p><a href='#s1'>x</a></p>" * 60), "html { scroll-padding-top: 0 } nav { height: 5rem }", "", "on the way back, by nav"),
        (body('<footer class="foot">x</footer>'), ".foot { position: fixed; bottom: 0; background: #fff; height: 3rem; width: 100% }", "", "“Up”, by footer"),
        (GOOD, "button { position: absolute; left: -900px; }", "", "outside of the window as it has the focus: button"),
        (GOOD, "button:focus-visible { outline: none; }", "", "does not show that it has the focus: button"),
        (body('<p class="l"><a href="#s1">a</a><br><a href="#s1">b</a></p>'), ".l { font: 8px/1 serif; }", "", "too small a target: a “a”"),
        (GOOD, "", 'addEventListener("keydown", e => { if (document.activeElement.localName == "button") e.preventDefault(); })', "the focus is caught at button"),
    ],
)  # fmt: skip
def test_the_walk_by_keyboard_tells_of(tmp_path, window, page, style, script, said):
    folder = folder_of(tmp_path, page, STYLE + style, script or "1;")
    walk = by_keyboard(opened(window(), folder))
    assert any(said in one for one in walk.faults), walk.faults


def test_the_walk_counts_radio_buttons_as_one_and_looks_at_the_label_of_what_is_hidden(tmp_path, window):
    words = (
        '<p><input type="radio" name="v" id="a" checked><label for="a">In one text</label> '
        '<input type="radio" name="v" id="b"><label for="b">Side by side</label></p>'
    )
    style = "input { position: absolute; opacity: 0; } label { padding: 4px; display: inline-block; cursor: pointer; }"
    folder = folder_of(
        tmp_path, body(words), f"{STYLE}{style} input:focus-visible + label {{ outline: 2px solid #00f; }}"
    )
    walk = by_keyboard(opened(window(), folder))
    assert walk.faults == []
    assert sum(one.startswith("input") for one in walk.order) == 1
    (folder / "style.css").write_text(STYLE + style)
    assert by_keyboard(opened(window(), folder)).unmarked == ["input#a “In one text”"]


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("h1 { width: 350px; font-size: 1rem; }", ["320"]),
        ("h1 { width: 30rem; }", ["320", "390", "390 pixels, text at 200 %"]),
        ("h1 { width: 80rem; } ", ["320", "390", "1280", "390 pixels, text at 200 %", "1280 pixels, text at 200 %"]),
        ("main { overflow-x: auto; } h1 { width: 80rem; } ", []),
    ],
)
def test_what_is_wider_than_the_window_is_told(tmp_path, window, style, said):
    page = opened(window(), folder_of(tmp_path, style=STYLE + style))
    found = overflow(page)
    assert len(found) == len(said), found
    assert all(one.startswith(at) and "h1 “Clause 1: ponds”" in one for one, at in zip(found, said, strict=True)), found
    assert page.viewport_size == {"width": 1280, "height": 800}


@pytest.mark.parametrize(
    ("words", "style", "said"),
    [
        ("<p>a <ins>b</ins></p>", "", ["before", "behind"]),
        ('<p>a <ins><span class="sr">inserted: </span>b</ins></p>', "", ["behind"]),
        ('<p>a <del>b<span class="sr"> end of what is left out</span></del></p>', "", ["before"]),
        ('<p>a <ins><span class="sr gone">inserted: </span>b<span class="sr"> end</span></ins></p>', ".gone { display: none }", ["before"]),
        ('<p>a <ins><span>inserted: </span>b<span class="sr"> end</span></ins></p>', "", ["before"]),
        ('<ins><span class="sr">inserted: </span><p>b</p><p>c</p><span class="sr"> end</span></ins>', "", ["crosses a paragraph (p)"]),
        ('<p>a <ins><span class="sr">inserted: </span>b<span class="sr"> end</span></ins></p>', "ins { text-decoration: none }", ["colour alone"] * 2),
        ('<p>a <span class="sr">inserted: </span><ins>b</ins><span class="sr"> end of insertion</span> c</p>', "", []),
        ("<p>Key: <ins>inserted</ins>, <del>left out</del></p>", "", []),
    ],
)  # fmt: skip
def test_marks_that_only_eyes_can_tell_are_told(tmp_path, window, words, style, said):
    found = marks(opened(window(), folder_of(tmp_path, body(words), STYLE + style)))
    assert len(found) == len(said), found
    assert all(end in one for one, end in zip(found, said, strict=True))


def test_a_window_without_scripts_runs_none_and_can_be_looked_at(tmp_path, window):
    page = opened(window(scripts=False), folder_of(tmp_path))
    assert page.evaluate("document.documentElement.dataset.ran") is None
    assert by_keyboard(page).faults == []
    assert marks(page) == []


def test_a_dark_window_is_dark_and_a_printed_page_is_on_paper(tmp_path, window):
    style = "@media (prefers-color-scheme: dark) { h1 { color: #fff } } @media print { nav { display: none } }"
    folder = folder_of(tmp_path, style=STYLE + style)
    colour = "getComputedStyle(document.querySelector('h1')).color"
    assert opened(window(dark=True), folder).evaluate(colour) == "rgb(255, 255, 255)"
    assert opened(window(), folder).evaluate(colour) == "rgb(17, 17, 17)"
    assert not opened(window(printed=True), folder).is_visible("nav")


def test_pictures_are_taken_at_each_width_light_and_dark_and_in_print(tmp_path, window):
    (tmp_path / "site").mkdir()
    folder = folder_of(tmp_path / "site")
    made = screenshots(window, folder / "index.html", tmp_path / "pictures")
    assert [file.name for file in made] == [
        "index-390-light.png", "index-390-dark.png", "index-1280-light.png", "index-1280-dark.png", "index-print.png"
    ]  # fmt: skip
    assert all(file.stat().st_size > 1000 for file in made)


def test_what_is_made_once_is_made_once(made_once):
    times = []

    def make(folder):
        times.append(folder)
        (folder / "a").write_text("a")

    assert made_once("a-folder", make) == made_once("a-folder", make)
    assert len(times) <= 1
