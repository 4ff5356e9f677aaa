"""Law 9: every output of one comparison marks the same words as inserted and as left out.

What moved is marked in no output but Word's, which has it as left out and inserted; and where words are inserted at the
end of a paragraph before an inserted one, Word's has the last word that stays as both too (see word/write/revisions).
"""

import html
import io
import re
from collections import Counter

import pytest
import wordtext
from hypothesis import given, settings
from rich.console import Console
from shorthand import bill, bills
from variants import blind, scattered

from amend.cli import redline_text, screen
from amend.cli.compare import changes
from amend.drafting import make
from amend.engine.compare.compare import compare
from amend.engine.compare.redline import flat, read
from amend.engine.compare.words import TOO_LONG
from amend.formats import draft
from amend.formats.akn import read as read_bill
from amend.model.printed import OUTSIDE
from amend.web.redline import page
from amend.word.write.export import redline_of

W = wordtext.W
APART = re.compile(r"Contents|Bill(?:Title|Stage|Caution|SetForm|Break|End)$|TableGap")


def words(said):
    return re.findall(r"\w+|[^\w\s]", said)


def on_screen(comparison):
    out = io.StringIO()
    token = screen._PAGE.set(Console(file=out, width=100))
    try:
        redline_text.print_differences(comparison)
    finally:
        screen._PAGE.reset(token)
    text = out.getvalue()
    return [[w for said in re.findall(form, text, re.DOTALL) for w in words(said)]
            for form in (r"\{\+(.*?)\+\}", r"\[-(.*?)-\]")]  # fmt: skip


def on_the_page(comparison):
    rows = re.findall(r'<div class="one">(.*?)</div>\n<div class="two">', page(comparison), re.DOTALL)
    text = re.sub(r'<span class="sr">[^<]*</span>', "", "\n".join(rows))
    return [[w for said in re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL) for w in words(html.unescape(said))]
            for tag in ("ins", "del")]  # fmt: skip


def in_data(comparison):
    marked = [piece for change in changes(comparison) for piece in change["marked"]]
    return [Counter(w for piece in marked if piece["kind"] == kind for w in words(piece["words"]))
            for kind in ("inserted", "left out")]  # fmt: skip


def in_word(comparison):
    found = {"ins": Counter(), "del": Counter()}
    for paragraph in wordtext.part(redline_of(comparison)).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        if not APART.match(style):
            for change in paragraph.iter(f"{W}ins", f"{W}del"):
                found[change.tag.removeprefix(W)].update(words(wordtext.words(change)))
    return [found["ins"], found["del"]]


def moved(comparison):
    """The words that Word has besides as inserted, and those it has besides as left out."""
    came, went = Counter(), Counter()
    for beside in flat(comparison.redline):
        if beside.shown.role not in OUTSIDE and beside.shown.role != "set form":
            for piece in beside.pieces:
                if piece.place == "came":
                    came.update(words(piece.words) if piece.kind == "same" else ())
                    went.subtract(words(piece.words) if piece.kind == "left out" else ())
                elif piece.place == "went":
                    went.update(words(piece.words))
    return came, went


def check(old, new):
    comparison = compare(old, new)
    pieces = [piece for row in read(comparison.redline) for piece in row.visible]
    wanted = [[w for p in pieces if p.kind == kind for w in words(p.said)] for kind in ("inserted", "left out")]
    if comparison.changes:
        assert on_screen(comparison) == wanted
    assert on_the_page(comparison) == wanted
    counted = [Counter(side) for side in wanted]
    assert in_data(comparison) == counted
    more = []
    for said, mine, besides in zip(in_word(comparison), counted, moved(comparison), strict=True):
        mine = mine.copy()
        mine.update(besides)
        assert not mine - said, "Word does not mark these"
        more.append(said - mine)
    assert more[0] == more[1], "Word marks these, and does not only write them again"
    return comparison


PAIRS = [
    ("social-housing-hl54-lords-committee", "social-housing-hl60-lords-report"),
    ("dpdi-bill265-introduced", "dpdi-bill314-commons-committee"),
]


@pytest.mark.parametrize("back", [False, True], ids=["", "and back"])
@pytest.mark.parametrize("identified", [True, False], ids=["GUIDs", "blind"])
@pytest.mark.parametrize("files", PAIRS, ids=["HL Bill 54 to 60", "Bill 265 to 314"])
def test_two_real_prints(corpus, files, identified, back):
    old, new = (read_bill(corpus / "prints" / f"{file}.xml") for file in (files[::-1] if back else files))
    check(*((old, new) if identified else (blind(old), blind(new))))


def test_ten_clauses_that_moved(corpus):
    old = blind(read_bill(corpus / "prints" / "dpdi-bill314-commons-committee.xml"))
    comparison = check(old, scattered(old, 10, seed=7))
    assert 9 <= sum(change.kind == "moved" for change in comparison.changes) <= 12
    assert sum(beside.moved is not None for beside in flat(comparison.redline)) >= 9


def test_the_shipped_bills(shipped_bills):
    check(*shipped_bills)


def test_each_package_of_the_record(shipped_bills, packages):
    for drafts in packages:
        (print_,) = [one for one in shipped_bills if one.number == drafts[0].print]
        check(print_, make.apply(print_, drafts).bill)


@settings(max_examples=60, deadline=None)
@given(bills(), bills())
def test_any_two_bills(old, new):
    check(old, new)


TABLE_FIRST = """
    1 Fish
      (1)
      : carp : one
      {0}
    2 Short title
      This Act may be cited as the Ponds Act.
"""


def test_a_lone_subsection_that_begins_with_a_table():
    both, alone = bill(TABLE_FIRST.format("(2) Rest.")), bill(TABLE_FIRST.format(""))
    check(both, alone)
    check(alone, both)


@pytest.fixture(scope="module")
def shipped_bills(root):
    found = [read_bill(file) for file in sorted((root / "bills").glob("*/*.xml"))]
    return [one for one in found if not one.act]


@pytest.fixture(scope="module")
def packages(root):
    folders = sorted({file.parent for file in (root / "drafts").glob("*/*.md")})
    return [draft.read_all([folder]) for folder in folders]


@pytest.fixture(scope="module")
def root(pytestconfig):
    return pytestconfig.rootpath


LONG = """
    1 Ponds
      (1) {} and so on.
      (2) The keeper may fish.
    2 Short title
      This Act may be cited as the Ponds Act.
"""


@pytest.mark.parametrize(
    ("came", "went", "said"),
    [(20_100, 20_100, True), (22_000, 19_000, True), (19_000, 22_000, True), (200, 300, False), (20_100, 200, False)],
)
def test_every_output_says_where_there_were_too_many_words_to_compare_one_by_one(came, went, said):
    kept = [f"w{number}" for number in range(25_000)]
    old, new = (
        bill(LONG.format(" ".join([*kept, *(f"{side}{number}" for number in range(count))])))
        for side, count in (("a", went), ("b", came))
    )
    comparison = check(old, new)
    assert any(change["too_long"] for change in changes(comparison)) is said
    assert (TOO_LONG in page(comparison)) is said
    data = redline_of(comparison)
    assert ("word/comments.xml" in wordtext.names(data)) is said
    if said:
        assert TOO_LONG in " ".join(wordtext.part(data, "word/comments.xml").itertext())
    out = io.StringIO()
    token = screen._PAGE.set(Console(file=out, width=100))
    try:
        redline_text.print_differences(comparison)
    finally:
        screen._PAGE.reset(token)
    assert (TOO_LONG in " ".join(out.getvalue().split())) is said
