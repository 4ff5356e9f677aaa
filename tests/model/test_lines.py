"""Every word has a printed page and line, and every line its words."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shorthand import bill, bills

from amend.errors import LineError
from amend.formats import akn
from amend.model.address import Address
from amend.model.citation import find
from amend.model.lines import Reading
from amend.model.provision import Block, Provision, walk
from amend.model.text import LINE, OBJECT

PONDS = """
    1 Duty to keep ponds
      (1) The keeper must keep every <ref>pond</ref> clean |and free of weed.
      (2) After section 5 of the Canals Act insert— [
        5A Weed
          (1) The keeper must |clear weed.
          (2) The keeper may rest.
      ].
      (3) The table says how many.
      : carp : one
      : tench : two
    ===
    Schedule 1 Fish
      1 (1) Count the fish |
        (2) Feed them.
"""


@pytest.fixture(scope="module")
def ponds():
    return Reading(bill(PONDS))


@pytest.fixture(scope="module")
def print_314(corpus):
    return Reading(akn.read(corpus / "prints" / "dpdi-bill314-commons-committee.xml"))


def test_every_mark_of_a_real_print_is_a_line_and_every_line_leads_back_to_itself(print_314):
    assert len(print_314.lines) == 8179
    for line in print_314.lines:
        assert line in print_314.line(line.page, line.number)
        assert print_314.line_at(line.start) is line


def test_the_lines_of_a_real_print_are_those_of_its_marks(print_314):
    marks = Counter(
        mark.value
        for _, node in walk(print_314.bill.root)
        if isinstance(node, Block)
        for mark in node.text.marks
        if mark.name == LINE
    )
    assert Counter(f"{line.page}-{line.number}" for line in print_314.lines) == marks


def test_the_lines_of_a_real_print_stand_one_after_another(print_314):
    for line, following in zip(print_314.lines, print_314.lines[1:], strict=False):
        assert line.start <= line.end <= following.start
    places = [(line.page, line.number) for line in print_314.lines if line.column == 1]
    assert places == sorted(set(places))


def test_every_word_on_a_line_of_a_real_print_leads_back_to_the_line(print_314):
    for line in print_314.lines[::7]:
        assert all(print_314.line_at(at) is line for at in range(line.start, line.end))


def test_the_page_of_a_real_print_ends_where_its_error_says(print_314):
    last = max(line.number for line in print_314.lines if line.page == 7)
    with pytest.raises(LineError, match=rf"page 7 has no line 99: it ends at line {last}"):
        print_314.line(7, 99)
    with pytest.raises(LineError, match="there is no page 900: the print ends at page 212"):
        print_314.line(900, 1)


def test_a_real_print_without_marks_has_no_lines(corpus):
    reading = Reading(akn.read(corpus / "prints" / "dpdi-bill265-introduced.xml"))
    assert reading.lines == ()
    with pytest.raises(LineError) as refused:
        reading.line(1, 1)
    assert str(refused.value) == (
        "Bill 265 carries no page and line marks; use a print as published, or cite the provision instead"
    )


@pytest.mark.parametrize(
    ("page", "number", "words"),
    [
        (1, 1, "1 Duty to keep ponds"),
        (1, 2, "(1) The keeper must keep every pond clean"),
        (1, 3, "and free of weed."),
        (1, 4, "(2) After section 5 of the Canals Act insert—"),
        (1, 5, "“5A Weed"),
        (1, 6, "(1) The keeper must"),
        (1, 7, "clear weed."),
        (1, 8, "(2) The keeper may rest.”."),
        (2, 1, "Schedule 1 Fish"),
        (2, 2, "1 (1) Count the fish"),
        (2, 3, ""),
        (2, 4, "(2) Feed them."),
    ],
)
def test_a_line_has_the_words_that_are_printed_on_it(ponds, page, number, words):
    (line,) = ponds.line(page, number)
    assert ponds.text(line) == words


def test_each_column_of_a_table_has_its_own_run_of_the_same_lines(ponds):
    assert [(line.column, ponds.text(line)) for line in ponds.line(1, 10)] == [(1, "carp"), (2, "one")]
    assert [(line.column, ponds.text(line)) for line in ponds.line(1, 11)] == [(1, "tench"), (2, "two")]


def test_a_page_has_its_lines_in_reading_order(ponds):
    assert [line.number for line in ponds.page(2)] == [1, 2, 3, 4]
    assert [line.number for line in ponds.page(1)] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 11, 11]


def test_words_before_the_first_line_stand_on_none(ponds):
    assert ponds.line_at(ponds.words.index("A Bill")) is None
    assert ponds.line_at(ponds.words.index("Duty")).number == 1


@pytest.mark.parametrize(
    ("page", "number", "message"),
    [
        (3, 1, "there is no page 3: the print ends at page 2"),
        (0, 1, "there is no page 0: the print ends at page 2"),
        (1, 12, "page 1 has no line 12: it ends at line 11"),
        (1, 0, "page 1 has no line 0: it ends at line 11"),
        (2, 40, "page 2 has no line 40: it ends at line 4"),
    ],
)
def test_a_line_past_the_end_is_refused_with_where_the_end_is(ponds, page, number, message):
    with pytest.raises(LineError) as refused:
        ponds.line(page, number)
    assert str(refused.value) == message


def test_a_page_past_the_end_is_refused_with_where_the_end_is(ponds):
    with pytest.raises(LineError, match="there is no page 3: the print ends at page 2"):
        ponds.page(3)


def test_a_print_without_marks_is_refused_with_what_to_do_instead():
    reading = Reading(bill("1 Ponds\n  Keep them.", lines=False, number=""))
    for lookup in (lambda: reading.line(1, 1), lambda: reading.page(1)):
        with pytest.raises(LineError) as refused:
            lookup()
        assert str(refused.value) == (
            "this print carries no page and line marks; use a print as published, or cite the provision instead"
        )


@given(bills())
def test_the_words_of_a_reading_are_the_words_of_its_blocks_in_order(found):
    reading = Reading(found)
    taken = [s.path for s in reading.segments]
    assert taken == [path for path in taken if isinstance(found.at(path), Block)]
    for segment in reading.segments:
        chars = found.at(segment.path).text.chars
        words = reading.words[segment.start : segment.end]
        assert chars[segment.offset : segment.offset + len(words)] == words
    joined = sorted("".join(n.text.chars for _, n in walk(found.root) if isinstance(n, Block)).replace(OBJECT, ""))
    assert sorted("".join(reading.words[s.start : s.end] for s in reading.segments)) == joined


@given(bills(), st.data())
def test_a_position_leads_to_its_block_and_the_character_there(found, data):
    reading = Reading(found)
    position = data.draw(st.integers(0, len(reading.words) - 1))
    segment, offset = reading.locate(position)
    if position < segment.end:
        assert found.at(segment.path).text.chars[offset] == reading.words[position]
    else:
        assert reading.words[position] == "\n"


@given(bills())
def test_the_extent_of_a_node_holds_its_words_and_no_others(found):
    reading = Reading(found)
    for path, node in walk(found.root):
        inside = [s for s in reading.segments if s.path[: len(path)] == path]
        start, end = reading.extent(path)
        assert (start, end) == (inside[0].start, inside[-1].end) if inside else start == end, (path, node)


def test_the_extent_of_quoted_text_stops_before_the_words_after_it(ponds):
    section = find(ponds.bill, Address.parse("clause 1(2) section 5A"))
    start, end = ponds.extent(section)
    assert ponds.words[start:end].split("\n") == [
        "5A",
        "Weed",
        "(1)",
        "The keeper must clear weed.",
        "(2)",
        "The keeper may rest.",
    ]


def test_the_extent_of_every_provision_of_a_real_print_holds_its_words(print_314):
    for path, provision in print_314.bill.provisions():
        start, end = print_314.extent(path)
        if provision.number is not None:
            first = print_314.words.find(provision.number.text.chars.split(OBJECT)[0], start, end)
            assert (start, first) == (first, start), provision.eid


@given(bills(), st.data())
def test_the_segments_between_two_positions_are_those_that_have_a_character_there(found, data):
    reading = Reading(found)
    start = data.draw(st.integers(0, len(reading.words) - 1))
    end = data.draw(st.integers(start + 1, len(reading.words)))
    found_there = list(reading.segments_between(start, end))
    wanted = [s for s in reading.segments if max(s.start, start) < min(s.end, end) or start <= s.start == s.end < end]
    assert found_there == wanted


@given(bills())
def test_every_line_of_a_generated_bill_leads_back_to_itself(found):
    reading = Reading(found)
    marks = [
        mark.value
        for _, node in walk(found.root)
        if isinstance(node, Block)
        for mark in node.text.marks
        if mark.name == LINE
    ]
    assert Counter(f"{line.page}-{line.number}" for line in reading.lines) == Counter(marks)
    for line in reading.lines:
        assert line in reading.line(line.page, line.number)
        last = max(other.start for other in reading.lines if other.start <= line.start)
        assert reading.line_at(line.start).start == last


def test_quotation_marks_that_the_file_keeps_as_attributes_are_shown_and_not_counted(ponds):
    assert "“" not in ponds.words
    quoted = [n for _, n in walk(ponds.bill.root) if isinstance(n, Provision) and n.tag == "quotedStructure"]
    assert [node.get("startQuote") for node in quoted] == ["“"]
    assert ponds.text(ponds.line(1, 5)[0]).startswith("“5A")
