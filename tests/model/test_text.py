"""Words are cut, joined and replaced without losing or misplacing a mark."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from shorthand import misplaced, notations, shown, text, texts

from amend.model.provision import Block, Provision
from amend.model.text import OBJECT, Mark, Text, join


@st.composite
def texts_and_ranges(draw):
    words = draw(texts)
    start = draw(st.integers(0, len(words)))
    return words, start, draw(st.integers(start, len(words)))


@given(notations)
def test_the_shorthand_of_these_tests_reads_and_shows_every_mark(notation):
    words = text(notation)
    assert misplaced(words) is None
    assert text(shown(words)) == words


@given(texts)
def test_a_text_cut_from_its_start_to_its_end_is_the_same_text(words):
    assert words.slice(0, len(words)) == words


@given(texts_and_ranges())
def test_a_cut_has_the_words_of_its_range_and_every_mark_in_place(found):
    words, start, end = found
    cut = words.slice(start, end)
    assert cut.chars == words.chars[start:end]
    assert misplaced(cut) is None


@given(texts_and_ranges())
def test_a_cut_keeps_every_mark_that_covers_one_of_its_words(found):
    words, start, end = found
    cut = words.slice(start, end)
    for mark in words.marks:
        if max(mark.start, start) < min(mark.end, end):
            assert (mark.name, mark.attributes) in [(m.name, m.attributes) for m in cut.marks if m.end > m.start]


@given(texts_and_ranges())
def test_cutting_in_three_and_joining_gives_the_words_back(found):
    words, start, end = found
    joined = join([words.slice(0, start), words.slice(start, end), words.slice(end, len(words))])
    assert joined.chars == words.chars
    assert misplaced(joined) is None


@given(texts_and_ranges(), texts)
@example((text("old <L 1-2><ref>pond</ref>"), 0, 4), Text())
def test_a_replacement_puts_its_words_in_and_leaves_every_mark_in_place(found, new):
    words, start, end = found
    made = words.replace(start, end, new)
    assert made.chars == words.chars[:start] + new.chars + words.chars[end:]
    assert misplaced(made) is None


@given(texts_and_ranges())
def test_replacing_words_with_themselves_changes_no_word(found):
    words, start, end = found
    assert words.replace(start, end, words.slice(start, end)).chars == words.chars


@given(texts_and_ranges(), texts)
def test_no_mark_outside_a_replacement_is_lost_or_moved(found, new):
    words, start, end = found
    made = words.replace(start, end, new)
    assert made.slice(0, start).chars == words.slice(0, start).chars
    for mark in words.marks:
        if mark.end < start or mark.start > end:
            by = len(new) - (end - start) if mark.start > end else 0
            moved = (mark.start + by, mark.end + by, mark.name, mark.attributes)
            assert moved in [(m.start, m.end, m.name, m.attributes) for m in made.marks]


@given(texts_and_ranges(), texts)
def test_every_word_beside_a_replacement_keeps_the_marks_over_it(found, new):
    words, start, end = found
    assume(start < end)
    made = words.replace(start, end, new)
    by = len(new) - (end - start)
    for at in (*range(start), *range(end, len(words))):
        now = at if at < start else at + by
        assert [m.name for m in words.marks if m.start <= at < m.end] == [
            m.name for m in made.marks if m.start <= now < m.end
        ]


@given(st.lists(texts, max_size=4))
def test_texts_joined_have_all_words_and_marks_in_order(found):
    joined = join(found)
    assert joined.chars == "".join(words.chars for words in found)
    assert [m.name for m in joined.marks] == [m.name for words in found for m in words.marks]
    assert misplaced(joined) is None


@pytest.mark.parametrize(
    ("notation", "start", "end", "cut"),
    [
        ("the old pond", 4, 7, "old"),
        ("the <ref>old</ref> pond", 4, 7, "<ref>old</ref>"),
        ("the <ref>old pond</ref>", 4, 7, "<ref>old</ref>"),
        ("the <ref>old pond</ref>", 8, 12, "<ref>pond</ref>"),
        ("<ref>the</ref> old pond", 4, 7, "old"),
        ("<i>the <ref>old</ref> pond</i>", 4, 7, "<i><ref>old</ref></i>"),
        ("<i>the</i> <ref>old</ref>", 4, 7, "<ref>old</ref>"),
        ("the <L 1-2>old<L 1-3> pond", 4, 7, "<L 1-2>old<L 1-3>"),
        ("the <L 1-2>old <L 1-3>pond", 4, 7, "<L 1-2>old"),
        ("the <ref/>old pond", 4, 7, "<ref/>old"),
        ("<i>the <b>old</b></i> pond", 7, 12, " pond"),
        ("the pond", 3, 3, ""),
        ("<i>the pond</i>", 3, 3, ""),
    ],
)
def test_a_cut_keeps_the_marks_that_reach_into_it(notation, start, end, cut):
    assert shown(text(notation).slice(start, end)) == cut


@pytest.mark.parametrize(
    ("notation", "start", "end", "made"),
    [
        ("the <i>old wide pond</i> here", 8, 12, "the <i>old NEW pond</i> here"),
        ("<b>the <i>old wide pond</i> here</b>", 8, 12, "<b>the <i>old NEW pond</i> here</b>"),
        ("the <i>old pond</i>", 7, 7, "the <i>oldNEW pond</i>"),
    ],
)
def test_a_mark_over_words_on_both_sides_goes_over_the_new_words_too(notation, start, end, made):
    assert shown(text(notation).replace(start, end, text("NEW"))) == made


@pytest.mark.parametrize(
    ("notation", "start", "end", "made"),
    [
        ("the <i>old</i> pond", 4, 7, "the NEW pond"),
        ("the <i><b>old</b></i> pond", 4, 7, "the NEW pond"),
        ("the <i>old</i> <b>wide</b> pond", 4, 12, "the NEW pond"),
        ("the <i>old</i> pond", 0, 12, "NEW"),
        ("<b>the <i>old</i> pond</b>", 4, 7, "<b>the NEW pond</b>"),
    ],
)
def test_a_mark_whose_words_all_go_is_dropped(notation, start, end, made):
    assert shown(text(notation).replace(start, end, text("NEW"))) == made


@pytest.mark.parametrize(
    ("notation", "start", "end", "made"),
    [
        ("the <L 1-2>old <L 1-3>wide<L 1-4> pond", 4, 12, "the <L 1-2>NEW<L 1-4> pond"),
        ("the old <!why>wide pond", 4, 12, "the NEW pond"),
        ("the old<ref/> pond", 4, 7, "the NEW<ref/> pond"),
        ("the <L 1-2>old pond", 4, 4, "the <L 1-2>NEWold pond"),
    ],
)
def test_points_inside_a_replacement_go_and_points_at_its_edges_stay(notation, start, end, made):
    assert shown(text(notation).replace(start, end, text("NEW"))) == made


@pytest.mark.parametrize(
    ("notation", "start", "end", "made"),
    [
        ("the <i>old wide</i> pond", 8, 17, "the <i>old </i>"),
        ("the <i>old wide</i> pond", 0, 8, "<i>wide</i> pond"),
        ("the <i>old</i> <b>wide</b> pond", 6, 9, "the <i>ol</i><b>ide</b> pond"),
        ("the old <L 1-2><ref>pond</ref>", 4, 8, "the <L 1-2><ref>pond</ref>"),
        ("<i>old <L 1-2><ref>pond</ref></i>", 0, 4, "<i><L 1-2><ref>pond</ref></i>"),
        ("<i>old</i> pond", 0, 8, ""),
    ],
)
def test_a_mark_is_cut_to_the_words_that_are_left_of_it(notation, start, end, made):
    assert shown(text(notation).replace(start, end, Text())) == made


@pytest.mark.parametrize(
    ("notation", "at", "made"),
    [
        ("the <i>old</i> pond", 4, "the NEW<i>old</i> pond"),
        ("the <i>old</i> pond", 7, "the <i>old</i>NEW pond"),
        ("<i>old</i>", 0, "NEW<i>old</i>"),
        ("<i>old</i>", 3, "<i>old</i>NEW"),
        ("", 0, "NEW"),
    ],
)
def test_words_put_beside_a_mark_stand_outside_it(notation, at, made):
    assert shown(text(notation).replace(at, at, text("NEW"))) == made


def test_new_words_bring_their_own_marks_inside_the_marks_around_them():
    made = text("<i>the old pond</i>").replace(4, 7, text("<ref>new <L 3-1>wide</ref>"))
    assert shown(made) == "<i>the <ref>new <L 3-1>wide</ref> pond</i>"
    assert [mark.depth for mark in made.marks] == [0, 1, 2]


def test_marks_of_one_name_are_found_in_order():
    words = text("<L 1-1>the <i>old <L 1-2>pond</i>")
    assert [mark.value for mark in words.marked("?L")] == ["1-1", "1-2"]
    assert [mark.start for mark in words.marked("i")] == [4]


@pytest.mark.parametrize(
    ("mark", "value"),
    [
        (Mark(0, 0, 0, "?L", (("", "1-2"),)), "1-2"),
        (Mark(0, 0, 0, "#comment", (("", "why"),)), "why"),
        (Mark(0, 3, 0, "ref", (("href", "#sec_1"),)), ""),
        (Mark(0, 0, 0, "?note"), ""),
    ],
)
def test_the_value_of_a_mark_is_what_it_holds_besides_words(mark, value):
    assert mark.value == value


def test_replacing_words_of_a_block_takes_out_what_stood_among_them_only():
    one, two, three = (Provision("authorialNote", (Block("p", Text(words)),)) for words in ("one", "two", "three"))
    block = Block("p", Text(f"a{OBJECT}b{OBJECT}c{OBJECT}"), (), (one, two, three))
    assert block.replaced(2, 5, Text("new")).objects == (one, three)
    assert block.replaced(2, 5, Text("new")).text.chars == f"a{OBJECT}new{OBJECT}"
    assert block.replaced(2, 3, Text("new")).objects == (one, two, three)
    assert block.words == "a b c"


@pytest.mark.parametrize(
    ("start", "end", "printed"),
    [
        (0, None, "the “old “wide” pond” is"),
        (4, 12, "“old “wide”"),
        (5, 8, "ld "),
        (8, 17, "“wide” pond”"),
        (13, 20, "pond” is"),
        (0, 0, ""),
    ],
)
def test_words_are_printed_with_the_quotation_marks_that_marks_over_them_keep(start, end, printed):
    quotes = (("startQuote", "“"), ("endQuote", "”"))
    words = Text("the old wide pond is", (Mark(4, 17, 0, "def", quotes), Mark(8, 12, 1, "def", quotes)))
    assert words.printed(start, end) == printed


@st.composite
def texts_and_edits(draw):
    words = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, len(words)), max_size=6)))
    ranges = list(zip(cuts[::2], cuts[1::2], strict=False)) + [(cut, cut) for cut in cuts[-1:] if len(cuts) % 2]
    return words, [(start, end, draw(st.sampled_from(["", "x", "new words"]))) for start, end in ranges]


@given(texts_and_edits())
def test_several_ranges_replaced_at_once_are_as_replaced_one_by_one(given_):
    words, edits = given_
    one_by_one = words
    for start, end, new in reversed(edits):
        one_by_one = one_by_one.replace(start, end, Text(new))
    assert words.replace_each(edits) == one_by_one


def test_words_put_in_where_a_mark_begins_stand_before_it():
    words = Text("the pond is", (Mark(4, 8, 0, "ref"), Mark(4, 4, 1, "?L")))
    edits = [(4, 4, "old "), (9, 11, "was")]
    one_by_one = words.replace(9, 11, Text("was")).replace(4, 4, Text("old "))
    assert words.replace_each(edits) == one_by_one
