"""A Bill as the paragraphs that are printed: numbers before words, tables as tables, the cover and contents first."""

from dataclasses import replace

import pytest
from hypothesis import given
from shorthand import bill, bills

from amend.formats.akn import read
from amend.model.lines import Reading
from amend.model.printed import PrintedParagraph, Table, each, paragraphs
from amend.model.provision import walk

PONDS = bill(
    """
    # Ponds
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of <i>weed</i>.
      (2) After section 5 of the Canals Act insert— [
        5A Weed
          (1) The keeper must clear weed.
      ], and so on.
    Schedule 1 Fish
      1 (1) Count the fish—
          (a) in spring.
        (2) The table follows.
        : carp : 1
""",
    stage="As introduced",
)


def shown(text):
    return [(paragraph.role, paragraph.depth, paragraph.words) for paragraph in each(paragraphs(text))]


def test_the_paragraphs_stand_in_the_order_of_the_page():
    assert shown(PONDS) == [
        ("bill title", 0, "Ponds Bill"),
        ("bill stage", 0, "[As introduced]"),
        ("contents title", 0, "Contents"),
        ("contents group", 0, "Ponds"),
        ("contents clause", 0, "1\tDuty to keep ponds"),
        ("contents group", 0, "Schedule 1\tFish"),
        ("break", 0, "Bill 1"),
        ("long title", 0, "A Bill to make provision about ponds."),
        ("cross-heading", 0, "Ponds"),
        ("clause heading", 0, "1\tDuty to keep ponds"),
        ("text", 1, "(1)\tThe keeper must keep every pond clean and free of weed."),
        ("text", 1, "(2)\tAfter section 5 of the Canals Act insert—"),
        ("clause heading", 2, "“5A\tWeed"),
        ("text", 3, "(1)\tThe keeper must clear weed.”, and so on."),
        ("schedule number", 0, "Schedule 1"),
        ("schedule heading", 0, "Fish"),
        ("text", 1, "1\t(1)\tCount the fish—"),
        ("text", 2, "(a)\tin spring."),
        ("text", 1, "(2)\tThe table follows."),
        ("text", 0, "carp"),
        ("text", 0, "1"),
        ("gap", 0, ""),
        ("end", 0, ""),
    ]


def test_a_table_is_rows_of_cells_that_each_hold_a_paragraph():
    (table,) = [item for item in paragraphs(PONDS) if isinstance(item, Table)]
    assert [[[p.words for p in cell] for cell in line.cells] for line in table.lines] == [[["carp"], ["1"]]]
    assert [line.spans for line in table.lines] == [(1, 1)]


def test_words_that_look_otherwise_are_told_by_their_place():
    (run,) = next(p for p in each(paragraphs(PONDS)) if "free of weed" in p.words).runs
    ((start, end, name),) = run.looks
    assert (run.words[start:end], name) == ("weed", "i")


def test_what_must_be_said_of_a_text_stands_before_everything(tmp_path):
    from dataclasses import replace

    first = paragraphs(replace(PONDS, notice="Not the official text."))[0]
    assert (first.role, first.words) == ("caution", "Not the official text.")


def said(text):
    """The words of the text in one row without spaces, and those of its paragraphs below the cover and contents."""
    listed = [p for p in each(paragraphs(text)) if p.role not in ("contents clause", "contents group")]
    runs = [run for p in listed for run in (*p.numbers, *p.runs)]
    reading = Reading(text)
    segments = [s for s in reading.segments if s.tag != "block"]
    words = "".join(reading.printed(s, s.start, s.end) for s in segments)
    return "".join(words.split()), "".join("".join(run.words for run in runs).split())


@given(bills())
def test_no_word_of_a_text_is_lost_or_said_twice(text):
    one, other = said(text)
    assert one == other


@pytest.mark.parametrize("name", ["social-housing-hl60-lords-report.xml", "dpdi-bill314-commons-committee.xml"])
def test_no_word_of_a_real_print_is_lost_or_said_twice(corpus, name):
    one, other = said(read(corpus / "prints" / name))
    assert one == other


@given(bills())
def test_each_run_says_where_in_the_text_it_stands(text):
    for paragraph in each(paragraphs(text)):
        for run in (*paragraph.numbers, *paragraph.runs):
            block = text.at(run.path)
            inside = block.text.printed(run.start, run.end)
            assert " ".join(inside.split()) == run.words.removeprefix(run.opening).removesuffix(run.closing).strip()


@given(bills())
def test_no_paragraph_begins_or_ends_with_a_space(text):
    for paragraph in each(paragraphs(text)):
        assert isinstance(paragraph, PrintedParagraph)
        assert paragraph.words.strip(" ") == paragraph.words


def test_the_paragraphs_of_a_table_in_a_cell_are_printed_in_that_cell():
    one = bill("    1 Fish\n      As the table says—\n      : carp : one\n")
    ((path, table),) = [(p, n) for p, n in walk(one.root) if getattr(n, "tag", "").endswith("}table")]
    (cell, *_) = [p for p, n in walk(table, path) if getattr(n, "tag", "").endswith("}td")]
    nested = one.edited(cell, lambda node: (replace(node, items=(*node.items, table)),))
    assert [p.words for p in each(paragraphs(nested)) if p.words in ("carp", "one")] == ["carp", "carp", "one", "one"]
