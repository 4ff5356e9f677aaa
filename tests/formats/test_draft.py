"""A draft file gives back what was written in it, or says on one line what is wrong, where, and what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amend.errors import DraftError, ReadError
from amend.formats import draft
from amend.model.amendment import Amendment

WORDS = "Clause 1, page 1, line 2, leave out “pond” and insert “lake”"
PRINTABLE = st.characters(categories=("L", "M", "N", "P", "S", "Zs"))
TELLING = st.sampled_from(('"', "'", "\\", ": ", " #", "“", "”", "’", "---", "- ", "{", "[", "%", "&", "*", "!", "|"))
PIECES = st.lists(TELLING | st.text(PRINTABLE, max_size=6), max_size=6).map("".join)
VALUES = PIECES | st.sampled_from(("NO", "1.10", "007", "null", "~", "two\nrows", "a\ttab", "\\n"))
PARAGRAPHS = PIECES.map(str.strip).filter(bool)

AMENDMENTS = st.builds(
    Amendment,
    words=st.lists(PARAGRAPHS, min_size=1, max_size=4).map("\n".join),
    statement=st.lists(PARAGRAPHS, max_size=3).map("\n".join),
    number=VALUES,
    house=st.sampled_from(("", "Commons", "Lords")),
    stage=VALUES,
    print=VALUES.filter(bool),
    mover=VALUES,
    supporters=st.lists(VALUES, max_size=3).map(tuple),
    decision=VALUES,
    title=VALUES,
    date=st.just("") | st.dates().map(str),
    source=st.just("the draft"),
)


@given(AMENDMENTS)
def test_a_draft_that_is_written_reads_back_as_the_same_amendment(amendment):
    assert draft.loads(draft.dumps(amendment)) == amendment


@pytest.mark.parametrize("mark", ["\r", "\v", "\f", "\x07", "\x85", "\u2028", "\u2029", "\ufeff"], ids=ascii)
def test_a_value_with_a_mark_that_a_word_processor_leaves_reads_back_too(mark):
    amendment = Amendment(WORDS, print="Bill 1", title=f"before{mark}after", source="the draft")
    assert draft.loads(draft.dumps(amendment)) == amendment


@given(AMENDMENTS)
def test_a_draft_that_is_read_and_written_again_is_the_same_text(amendment):
    written = draft.dumps(amendment)
    assert draft.dumps(draft.loads(written)) == written


def drafted(body, front='print: "Bill 1"'):
    return f"---\n{front}\n---\n\n{body}\n"


def read_or_refused(text):
    try:
        return draft.loads(text, source="1.md")
    except DraftError as refused:
        return refused


@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"], ids=["Windows", "Unix", "old Macintosh"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "byte order mark"])
def test_any_line_ends_and_a_byte_order_mark_are_read(tmp_path, ends, mark):
    text = drafted(f"{WORDS}\n\nMember’s explanatory statement\n\nFirst.\n\nSecond.")
    file = tmp_path / "1.md"
    file.write_bytes((mark + text.replace("\n", ends)).encode())
    assert draft.read(file) == Amendment(WORDS, print="Bill 1", statement="First.\nSecond.", source=str(file))


def test_a_draft_is_written_to_a_file_and_read_from_it(tmp_path):
    file = tmp_path / "1.md"
    amendment = Amendment(WORDS, number="1", print="Bill 1", supporters=("One", "Two"), source=str(file))
    draft.write(amendment, file)
    assert draft.read(file) == amendment
    assert [found.name for found in tmp_path.iterdir()] == ["1.md"]


@pytest.mark.parametrize(
    ("row", "key", "value"),
    [
        ("number: 1.10", "number", "1.10"),
        ("number: 007", "number", "007"),
        ("number: 12A", "number", "12A"),
        ("number: 1_000", "number", "1_000"),
        ("decision: NO", "decision", "NO"),
        ("decision: yes", "decision", "yes"),
        ("title: null", "title", "null"),
        ("title: ~", "title", "~"),
        ("title: 2024-01-16", "title", "2024-01-16"),
        ("title: 12:30", "title", "12:30"),
        ("title:", "title", ""),
        ("title: It’s “new”", "title", "It’s “new”"),
        ("supporters:", "supporters", ()),
        ("supporters: []", "supporters", ()),
        ("supporters: [1, NO]", "supporters", ("1", "NO")),
        ("supporters:\n  - First\n  - Second", "supporters", ("First", "Second")),
    ],
)
def test_a_value_is_the_string_that_stands_there(row, key, value):
    assert getattr(draft.loads(drafted(WORDS, f"print: Bill 1\n{row}")), key) == value


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param(
            "Clause 1, page 1, line 2,\nleave out “pond”\n\nThe second\nparagraph",
            ["Clause 1, page 1, line 2, leave out “pond”", "The second paragraph"],
            id="wrapped paragraphs are joined where blank lines stand between them",
        ),
        pytest.param(
            "Clause 1, page 1, line 2, at end insert—\n“(3) The keeper may—\n(a) fish, or\n(b) swim.”",
            [
                "Clause 1, page 1, line 2, at end insert—",
                "“(3) The keeper may—",
                "(a) fish, or",
                "(b) swim.”",
            ],
            id="each row is a paragraph where no blank line stands",
        ),
        pytest.param(
            "Clause 1, page 1, line 2, at end insert—\n\n“(3) The keeper may—\n(a) fish, or\n(b) swim\nor dive.”",
            [
                "Clause 1, page 1, line 2, at end insert—",
                "“(3) The keeper may—",
                "(a) fish, or",
                "(b) swim or dive.”",
            ],
            id="a row with a label is a paragraph after one that ends in a stop, a dash, and or or",
        ),
        pytest.param(
            'Clause 1, page 1, line 2, at end insert -\n"(3) The keeper may --\n(a) fish\nor swim–\n(b) dive."\n\nMore',
            [
                "Clause 1, page 1, line 2, at end insert -",
                '"(3) The keeper may --',
                "(a) fish or swim–",
                '(b) dive."',
                "More",
            ],
            id="and after one that ends in what is typed for a dash",
        ),
        pytest.param(
            "Clause 1, page 1, line 2, leave out\n“pond”\n\nMore",
            ["Clause 1, page 1, line 2, leave out “pond”", "More"],
            id="a quotation within an instruction that is wrapped starts no paragraph",
        ),
        pytest.param(
            "Clause 1, page 1, line 2, leave out subsection\n(3) and (4)\n\nMore",
            ["Clause 1, page 1, line 2, leave out subsection (3) and (4)", "More"],
            id="a label within an instruction that is wrapped starts no paragraph",
        ),
        pytest.param(
            "  Clause 1, page 1, line 2, leave out “pond”  \n\n\n\n    indented   ",
            ["Clause 1, page 1, line 2, leave out “pond”", "indented"],
            id="space around a paragraph and more blank lines mean nothing",
        ),
    ],
)
def test_the_printed_paragraphs_are_found(body, words):
    assert draft.loads(drafted(body)).words.split("\n") == words


@pytest.mark.parametrize(
    "heading",
    [
        "Member’s explanatory statement",
        "Member's explanatory statement",
        "MEMBER’S EXPLANATORY STATEMENT",
        "## Member’s explanatory statement",
        "**Member’s explanatory statement:**",
    ],
)
def test_what_stands_below_the_heading_is_the_statement(heading):
    read = draft.loads(drafted(f"{WORDS}\n\n{heading}\n\nIt is\nwrapped.\n\nIt goes on."))
    assert (read.words, read.statement) == (WORDS, "It is wrapped.\nIt goes on.")


def test_a_draft_without_a_statement_has_none():
    assert draft.loads(drafted(WORDS)).statement == ""


@pytest.mark.parametrize(
    ("text", "line", "fault", "remedy"),
    [
        pytest.param(WORDS, 1, "“---”", "front matter", id="no front matter"),
        pytest.param("", 1, "“---”", "front matter", id="an empty file"),
        pytest.param(f"\n{drafted(WORDS)}", 1, "“---”", "front matter", id="a blank line above the front matter"),
        pytest.param(f"---\nprint: Bill 1\n\n{WORDS}\n", 1, "not closed", "“---”", id="front matter not closed"),
        pytest.param(drafted(""), 3, "no words", "on the paper", id="no words"),
        pytest.param(
            drafted("Member’s explanatory statement\n\nIt does nothing."),
            3,
            "no words",
            "on the paper",
            id="a statement without words",
        ),
        pytest.param(drafted(WORDS, ""), 2, "no keys", "key:", id="front matter that is empty"),
        pytest.param(drafted(WORDS, "only words"), 2, "no keys", "key:", id="front matter without a key"),
        pytest.param(drafted(WORDS, "- a list"), 2, "no keys", "key:", id="front matter that is a list"),
        pytest.param(
            drafted(WORDS, "print: Bill 1\nmover: One: the second"),
            3,
            "mapping values",
            "key:",
            id="a colon in a value without quotation marks",
        ),
        pytest.param(drafted(WORDS, "print: Bill 1\n\tmover: One"), 3, "not understood", "key:", id="a tab as indent"),
        pytest.param(
            drafted(WORDS, "print: Bill 1\nmover: \x07"), 3, "not understood", "key:", id="a control character"
        ),
        pytest.param(
            drafted(WORDS, "print: Bill 1\nnumber: '1'\nmovr: One"), 4, "“movr”", "“mover”", id="a key with a slip"
        ),
        pytest.param(
            drafted(WORDS, "print: Bill 1\ncolour: blue"), 3, "“colour”", "number, house", id="a key that is unknown"
        ),
        pytest.param(
            drafted(WORDS, "number: '1'\nprint: Bill 1\nnum: '2'"),
            4,
            "“num”",
            "“number”",
            id="a key that begins like an earlier one",
        ),
        pytest.param(
            drafted(WORDS, "print: Bill 1\nnumber: '1'\nnumber: '2'"), 4, "number", "", id="a key that stands twice"
        ),
        pytest.param(drafted(WORDS, "number: '1'"), 2, "which print", "print:", id="no print"),
        pytest.param(drafted(WORDS, "print:"), 2, "which print", "print:", id="a print that is empty"),
        pytest.param(
            drafted(WORDS, "print: Bill 1\nhouse: Senate"), 3, "“Senate”", "Commons or Lords", id="a House that is none"
        ),
        pytest.param(
            drafted(WORDS, "print: Bill 1\ndate: 9 November 2023"), 3, "“9 November 2023”", "2024-04-23", id="no day"
        ),
        pytest.param(
            drafted(WORDS, "print: Bill 1\nsupporters: One, Two"),
            3,
            "not a list",
            "[",
            id="supporters that are no list",
        ),
        pytest.param(
            drafted(WORDS, "print: Bill 1\nsupporters: [[One]]"), 3, "not a list", "[", id="supporters within a list"
        ),
        pytest.param(
            drafted(WORDS, "print: Bill 1\nmover: [One, Two]"), 3, "“mover” is not one", "mover:", id="two movers"
        ),
    ],
)
def test_a_draft_that_is_not_in_the_form_is_refused_on_one_line(text, line, fault, remedy):
    with pytest.raises(DraftError) as refused:
        draft.loads(text, source="drafts/1.md")
    message = str(refused.value)
    assert message.startswith(f"drafts/1.md:{line}: ")
    assert "\n" not in message
    assert fault in refused.value.fault
    assert refused.value.remedy
    assert remedy in refused.value.remedy


@pytest.mark.parametrize(
    "value", ["!!int three", "!!float few", "!!bool maybe", "!!timestamp soon", "!!null x", "!!binary é", "!keeper x"]
)
def test_a_yaml_tag_gives_a_string_or_is_refused_with_its_line(value):
    found = read_or_refused(drafted(WORDS, f"print: Bill 1\ntitle: {value}"))
    assert isinstance(getattr(found, "title", ""), str)
    assert isinstance(found, Amendment) or str(found).startswith("1.md:3: ")


def test_lists_within_lists_without_end_are_refused():
    with pytest.raises(DraftError) as refused:
        draft.loads(drafted(WORDS, f"print: Bill 1\nsupporters: {'[' * 3000}"), source="1.md")
    assert str(refused.value).startswith("1.md:")


def test_a_file_that_is_not_utf_8_is_refused_with_the_line(tmp_path):
    file = tmp_path / "1.md"
    file.write_bytes(drafted("“café”").encode("cp1252"))
    with pytest.raises(ReadError) as refused:
        draft.read(file)
    assert str(refused.value) == f"{file}:5: it is not UTF-8 text; save it as UTF-8"


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ReadError) as refused:
        draft.read(tmp_path / "1.md")
    assert refused.value.place == str(tmp_path / "1.md")
    assert refused.value.remedy


def test_a_folder_is_read_in_the_order_of_its_numbers(tmp_path):
    for name in ("10.md", "2.md", "1A.md", "1.md", "note.txt"):
        (tmp_path / name).write_text(drafted(WORDS), "utf-8")
    names = [read.source.rpartition("/")[2] for read in draft.read_all([tmp_path])]
    assert names == ["1.md", "1A.md", "2.md", "10.md"]


def test_files_of_new_clauses_are_read_after_those_named_by_a_number_as_on_a_paper(tmp_path):
    for name in ("NC10.md", "NC2.md", "3.md"):
        (tmp_path / name).write_text(drafted(WORDS), "utf-8")
    names = [read.source.rpartition("/")[2] for read in draft.read_all([tmp_path])]
    assert names == ["3.md", "NC2.md", "NC10.md"]


def test_files_and_folders_are_read_in_the_order_they_are_named(tmp_path):
    first, folder = tmp_path / "z.md", tmp_path / "a"
    folder.mkdir()
    for file in (first, folder / "1.md"):
        file.write_text(drafted(WORDS), "utf-8")
    assert [read.source for read in draft.read_all([first, folder])] == [str(first), str(folder / "1.md")]


def test_a_folder_without_drafts_is_refused_by_name(tmp_path):
    (tmp_path / "note.txt").write_text("no draft", "utf-8")
    with pytest.raises(DraftError) as refused:
        draft.read_all([tmp_path])
    assert refused.value.place == str(tmp_path)
    assert "no draft" in refused.value.fault


def test_nothing_is_read_from_no_places():
    assert draft.read_all([]) == []
