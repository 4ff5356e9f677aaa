"""A text is set in pages and lines of our own that behave as those of a print do."""

from collections import Counter

import pytest
from hypothesis import given
from shorthand import bill, bills

from amend import read
from amend.drafting import skeleton
from amend.engine.apply.apply import apply_operations
from amend.engine.apply.resolve import Resolver
from amend.engine.reprint.layout import INDENT, LINES, MEASURE, lined, width
from amend.english import tabled
from amend.english.writer import House, write
from amend.formats import akn
from amend.model.citation import address_of
from amend.model.lines import Reading
from amend.model.made import made
from amend.model.provision import Block, Provision, walk

LONG = "the keeper of a pond must clear every weed from it before the end of each month of the year"
PONDS = f"""
    # Upkeep
    1 Duty to keep ponds
      (1) {LONG}.
      (2) In section 5 of the Canals Act insert— [
        5A Weed
          (1) {LONG}.
      ]; {LONG}.
      (3) In this section—
        * “pond” means still water;
    2 Fish
      (1) The keeper must sell—
        (a) {LONG},
    Schedule 1 Fish
      1 (1) Count the fish.
        (2) The table follows.
        : carp : {LONG}
        : tench : 2
"""


def rows(print_):
    reading = Reading(print_)
    return [f"{line.page}:{line.number} {reading.text(line)}" for line in reading.lines]


def test_what_counts_as_a_line_is_what_counts_in_a_print():
    printed = rows(lined(bill(PONDS, lines=False)))
    assert printed[:6] == [
        "1:1 Upkeep",
        "1:2 1 Duty to keep ponds",
        "1:3 (1) the keeper of a pond must clear every weed from it before the end of each",
        "1:4 month of the year.",
        "1:5 (2) In section 5 of the Canals Act insert—",
        "1:6 “5A Weed",
    ]
    assert printed[6].startswith("1:7 (1) the keeper")
    assert "year.”; the keeper" in printed[7]
    schedule = [row for row in printed if row.startswith("2:")]
    assert schedule[:3] == ["2:1 Schedule 1", "2:2 Fish", "2:3 1 (1) Count the fish."]


def test_each_column_of_a_table_has_its_own_run_of_the_same_lines():
    printed = rows(lined(bill(PONDS, lines=False)))
    carp = next(row for row in printed if row.endswith("carp"))
    place = carp.split()[0]
    beside = [row for row in printed if row.split()[0] == place]
    assert len(beside) == 2
    tench = next(row for row in printed if row.endswith("tench"))
    assert int(tench.split()[0].split(":")[1]) > int(place.split(":")[1]) + 1


def sound(print_, before):
    """What must hold of every working print."""
    reading, old = Reading(print_), Reading(before)
    assert reading.words == old.words
    assert print_.working
    assert akn.parse(akn.dumps(print_)) == print_
    assert lined(print_) == print_
    for page in range(1, max((line.page for line in reading.lines), default=0) + 1):
        numbers = sorted({line.number for line in reading.page(page)})
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) <= LINES
    first = min((line.start for line in reading.lines), default=len(reading.words))
    for segment in reading.segments:
        above = [print_.at(segment.path[:depth]) for depth in range(len(segment.path))]
        if any(isinstance(node, Provision) and node.tag == "authorialNote" for node in above):
            continue
        if segment.start >= first and reading.words[segment.start : segment.end].strip():
            assert reading.line_at(segment.start) is not None
    return reading


def too_wide(print_, reading):
    """The lines with more words than the measure holds, but for one word and for quotation marks."""
    wide = []
    for line in reading.lines:
        segment, _ = reading.locate(line.start)
        words = reading.words[line.start : line.end]
        table = any(getattr(print_.at(segment.path[:d]), "tag", "") == "tblock" for d in range(len(segment.path)))
        if not table and "\n" not in words and " " in words and width(words) > MEASURE + 0.01:
            wide.append(words)
    return wide


@given(bills())
def test_any_bill_can_be_set(print_):
    sound(lined(print_), print_)


@pytest.mark.parametrize(
    "name",
    [
        "social-housing-hl54-lords-committee",
        "social-housing-hl60-lords-report",
        "dpdi-bill265-introduced",
        "dpdi-bill314-commons-committee",
    ],
)
def test_a_real_bill_is_set_within_the_measure_and_much_as_it_was_printed(corpus, name):
    print_ = read(corpus / "prints" / f"{name}.xml")
    working = lined(print_)
    reading = sound(working, print_)
    assert too_wide(working, reading) == []
    real = Reading(print_)
    if real.lines:
        ours, theirs = ({line.start for line in r.lines} for r in (reading, real))
        assert len(ours & theirs) / len(theirs) > 0.75
        assert abs(len(reading.lines) / len(real.lines) - 1) < 0.02


def test_no_heading_stands_alone_at_the_foot_of_a_page(corpus):
    working = lined(read(corpus / "prints" / "dpdi-bill265-introduced.xml"))
    reading = Reading(working)
    last = {line.page: line for line in reading.lines}
    for line in last.values():
        (*_, segment) = reading.on(line)
        parent = working.at(segment.path[:-1])
        heads = segment.tag == "heading" and isinstance(parent, Provision) and parent.tag in ("section", "part")
        assert not heads or line.page == max(last), reading.text(line)


def test_an_amendment_can_be_begun_at_every_twentieth_provision_of_a_print_without_lines(corpus):
    working = lined(read(corpus / "prints" / "dpdi-bill265-introduced.xml"))
    reading = Reading(working)
    resolver = Resolver(reading)
    tried = Counter()
    for index, (path, node) in enumerate(working.provisions()):
        address = address_of(working, path)
        heading = node.tag in ("part", "chapter") or node.get("name") in ("crossheading", "schedules")
        if index % 20 or address is None or not node.eid or heading:
            continue
        words = write(skeleton.insertion(reading, path), House.COMMONS)
        resolver.resolve(tabled.parse(words.replace("…", "words")).operation)
        tried[node.tag] += 1
    assert sum(tried.values()) > 150


def test_lines_of_an_amended_text_are_its_own_again():
    before = lined(bill(PONDS, lines=False))
    operation = tabled.parse(
        "Clause 1, page 1, line 3, leave out “pond” and insert “lake or other still water”"
    ).operation
    amended = apply_operations(before, [("1", operation)]).bill
    assert made(amended) == ("1",)
    again = lined(amended)
    assert made(again) == ()
    assert again.working
    assert any(isinstance(node, Block) and "lake" in node.words for _, node in walk(again.root))
    assert rows(again)[2].startswith("1:3 (1) the keeper of a lake or other still water")


def test_indents_narrow_the_measure_but_never_to_nothing():
    deep = "1 Deep\n  (1) One—\n    (a) two—\n      (i) three—\n        (A) " + LONG
    words = [row.split(" ", 1)[1] for row in rows(lined(bill(deep, lines=False)))]
    assert all(width(row) <= MEASURE for row in words)
    assert width(words[-2]) <= MEASURE - 2 * INDENT


@pytest.mark.parametrize(
    ("heading", "needed"),
    [("    2 Fish", 2), ("    # Fish\n    2 Fish", 3), ("    Part 2 Fish\n    2 Fish", 5)],
)
def test_a_heading_begins_on_a_page_only_where_enough_of_what_it_is_over_stands_there_too(heading, needed):
    for above in range(LINES - 8, LINES):
        subsections = "\n".join(f"      ({number}) Keep it." for number in range(1, above))
        print_ = bill(f"    1 Ponds\n{subsections}\n{heading}\n      (1) Keep fish.\n      (2) Rest.\n", lines=False)
        pages = {row.split(":")[0] for row in rows(lined(print_)) if row.endswith("Fish")}
        assert "1" in pages if LINES - above >= needed else pages == {"2"}
