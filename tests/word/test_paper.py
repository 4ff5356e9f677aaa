"""The amendment paper opens in Word and says all that the amendments say, in the House's layout."""

import io
import shutil
import subprocess
import time
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from shorthand import bill

from amend.formats import draft
from amend.formats.akn import read
from amend.model.amendment import Amendment
from amend.word.paper import paper

EXAMPLE = Path(__file__).resolve().parents[1] / "data" / "safe-reporting"
BILL, DRAFTS = EXAMPLE / "bill-900.xml", EXAMPLE / "drafts"

PONDS = bill("""
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of weed.
      (2) The keeper may charge for entry.
""")
WEED = Amendment(
    "Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”",
    number="7",
    house="Lords",
    stage="Report",
    print="Bill 1",
    mover="Baroness Example",
    supporters=("Lord Specimen", "The Lord Bishop of Nowhere"),
    statement="This amendment widens the duty.\nIt costs nothing.",
)
ROWS = (
    "After Clause 1, insert the following new Clause—",
    "“Frogs",
    "(1) The keeper must feed—",
    "(a) the frogs, and",
    "(b) any newts, if—",
    "(i) they are hungry, or",
    "(ii) they ask.",
    "(2) The keeper may stop in winter.”",
)
FROGS = Amendment("\n".join(ROWS), number="8", print="Bill 1")


def paragraphs(*amendments, of=PONDS):
    return docx.Document(io.BytesIO(paper(of, amendments))).paragraphs


def words(*amendments, of=PONDS):
    return [paragraph.text for paragraph in paragraphs(*amendments, of=of)]


def begins_at(paragraph):
    """Where the words of a paragraph begin, whatever hangs out to their left."""
    return paragraph.paragraph_format.left_indent or 0


def test_the_paper_is_headed_with_the_house_the_bill_its_stage_and_its_print():
    head = paragraphs(WEED, FROGS)[:5]
    assert [paragraph.text for paragraph in head] == [
        "House of Lords",
        "Amendments",
        "Ponds Bill",
        "(Report)",
        "to be moved to Bill 1",
    ]
    assert {paragraph.alignment for paragraph in head} == {WD_ALIGN_PARAGRAPH.CENTER}


def test_without_a_house_or_stage_of_its_own_the_paper_is_headed_as_the_print_is():
    assert words(FROGS)[:4] == ["House of Commons", "Amendment", "Ponds Bill", "to be moved to Bill 1"]


def test_an_amendment_has_its_movers_number_instruction_and_statement_in_that_order():
    assert words(WEED)[5:] == [
        "Baroness Example",
        "Lord Specimen",
        "The Lord Bishop of Nowhere",
        f"7\t{WEED.words}",
        "Member’s explanatory statement",
        "This amendment widens the duty.",
        "It costs nothing.",
    ]


def test_the_number_is_bold_and_the_statement_italic():
    *_, instruction, heading, first, _ = paragraphs(WEED)
    assert [(run.text, run.bold) for run in instruction.runs] == [("7", True), (f"\t{WEED.words}", None)]
    assert heading.runs[0].bold
    assert all(run.italic for run in first.runs)


def test_the_rows_of_inserted_text_stand_deeper_with_each_level():
    rows = [paragraph for paragraph in paragraphs(FROGS) if paragraph.text.startswith(("“", "("))]
    assert [paragraph.text.replace("\t", " ") for paragraph in rows] == list(ROWS[1:])
    heading, one, a, b, i, ii, two = map(begins_at, rows)
    assert heading < one < a < i
    assert (one, a, i) == (two, b, ii)


def test_the_number_of_a_row_hangs_before_its_words():
    row = next(paragraph for paragraph in paragraphs(FROGS) if "newts" in paragraph.text)
    assert row.text == "(b)\tany newts, if—"
    indent = row.paragraph_format
    assert indent.first_line_indent < 0
    assert [stop.position for stop in indent.tab_stops] == [indent.left_indent]


def test_rows_put_into_a_clause_stand_deeper_with_each_level_too():
    inserted = Amendment(
        "Clause 1, page 1, line 4, at end insert—\n“(3) The keeper may—\n(a) fish, or\n(b) swim.”", number="9"
    )
    *_, three, a, b = map(begins_at, paragraphs(inserted))
    assert three < a == b


def test_an_amendment_whose_words_are_not_understood_is_printed_all_the_same():
    strange = Amendment("Consider the pond.\n(a) Is it clean?\nIs it deep?", number="9", mover="Baroness Example")
    assert words(strange)[-4:] == ["Baroness Example", "9\tConsider the pond.", "(a)\tIs it clean?", "Is it deep?"]


def test_an_amendment_without_a_number_goes_by_the_name_of_its_file():
    assert words(Amendment("Leave out Clause 1", source="drafts/frogs.md"))[-1] == "frogs\tLeave out Clause 1"


def test_amendments_stand_in_the_order_given():
    found = [row.partition("\t")[0] for row in words(FROGS, WEED) if row[:2] in ("7\t", "8\t")]
    assert found == ["8", "7"]


def test_words_that_xml_gives_a_meaning_are_printed_as_words():
    assert words(Amendment("Leave out “a < b & <c>”", number="1"))[-1] == "1\tLeave out “a < b & <c>”"


def test_a_paper_without_amendments_is_a_heading():
    assert words() == ["House of Commons", "Amendments", "Ponds Bill", "to be moved to Bill 1"]


def test_the_same_amendments_give_the_same_bytes_at_any_time():
    first = paper(PONDS, [WEED, FROGS])
    time.sleep(2.1)
    assert paper(PONDS, [WEED, FROGS]) == first, "the time within a zip file goes in steps of two seconds"


def test_an_office_opens_the_paper(tmp_path):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("soffice is not on PATH")
    file = tmp_path / "amendments.docx"
    file.write_bytes(paper(read(BILL), [*draft.read_all([DRAFTS]), WEED, FROGS]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    done = subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file],
        capture_output=True,
        timeout=80,
    )
    assert done.returncode == 0, done.stderr.decode()[-500:]
    assert (tmp_path / "amendments.pdf").read_bytes().startswith(b"%PDF-")
