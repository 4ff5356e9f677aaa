"""The amendment paper says all that the amendments say, in the layout of the House, in our template or the user's."""

import io
import re
import time
import zipfile
from pathlib import Path

import docx
import pytest
import wordtext

from amend.drafting import papers
from amend.errors import ReadError, WriteError
from amend.formats.listed import Paper
from amend.model.amendment import Amendment
from amend.word.write.document import document
from amend.word.write.paper import paper

W = wordtext.W
WEED = Amendment(
    "Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”",
    number="7",
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
    "(2) The keeper may stop in winter.",
    "(3) In this section “pond” has the meaning given by section 2.”",
)
FROGS = Amendment("\n".join(ROWS), number="8", print="Bill 1")


def listed(*amendments, house="Lords", **said):
    return Paper("Ponds Bill", "Bill 1", house, said.pop("stage", "Report"), amendments=amendments, **said)


def paragraphs(*amendments, **said):
    """The style and words of each paragraph of the paper."""
    found = docx.Document(io.BytesIO(paper(listed(*amendments, **said)))).paragraphs
    return [(paragraph.style.name, paragraph.text) for paragraph in found]


def below(rows, style):
    """The rows from the first of that style on."""
    return rows[[name for name, _ in rows].index(style) :]


def test_a_paper_of_the_lords_is_headed_with_the_house_the_stage_the_bill_and_the_print():
    assert paragraphs(WEED, FROGS)[:4] == [
        ("Paper House", "House of Lords"),
        ("Paper Kind", "Amendments to be moved on Report"),
        ("Paper Title", "Ponds Bill"),
        ("Paper Stage", "(Bill 1)"),
    ]


def test_a_paper_of_the_commons_is_headed_with_the_stage_and_its_day_and_says_what_it_lists():
    assert paragraphs(WEED, house="Commons", date="2023-09-08")[:6] == [
        ("Paper House", "House of Commons"),
        ("Paper Stage", "Report Stage: Friday 8 September 2023"),
        ("Paper Title", "Ponds Bill"),
        ("Paper Stage", "(Bill 1)"),
        ("Paper Kind", "Amendment Paper"),
        ("Paper Note", "This document lists amendments tabled to the Ponds Bill."),
    ]


def test_what_must_be_said_of_the_print_is_said_on_the_paper():
    rows = paragraphs(WEED, cautions=("Restatement. Not the official text.",))
    assert ("Paper Caution", "Restatement. Not the official text.") in rows


def test_what_must_be_said_of_the_print_stands_at_the_foot_of_every_page_too():
    """One page of a paper may be copied alone."""
    data = paper(listed(WEED, cautions=("Restatement. Not the <official> text.", "Not tabled.")))
    (section,) = docx.Document(io.BytesIO(data)).sections
    assert [one.text for one in section.footer.paragraphs][1:] == [
        "Restatement. Not the <official> text.",
        "Not tabled.",
    ]
    (section,) = docx.Document(io.BytesIO(paper(listed(WEED)))).sections
    assert len(section.footer.paragraphs) == 1


def test_in_the_lords_an_amendment_has_its_place_names_number_instruction_and_statement():
    assert below(paragraphs(WEED), "Paper Place") == [
        ("Paper Place", "Clause 1"),
        ("Lords First Mover", "Baroness Example"),
        ("Lords Mover", "Lord Specimen"),
        ("Lords Mover", "The Lord Bishop of Nowhere"),
        ("Amendment Instruction", f"7\t{WEED.words}"),
        ("Statement Heading", "Member’s explanatory statement"),
        ("Statement Text", "This amendment widens the duty."),
        ("Statement Text", "It costs nothing."),
    ]


def test_in_the_commons_the_number_stands_at_the_right_of_the_first_name():
    assert below(paragraphs(WEED, house="Commons"), "Amendment First Mover")[:4] == [
        ("Amendment First Mover", "Baroness Example\t7"),
        ("Amendment Mover", "Lord Specimen"),
        ("Amendment Mover", "The Lord Bishop of Nowhere"),
        ("Amendment Instruction", f"\t{WEED.words}"),
    ]


def test_one_without_a_name_has_its_number_all_the_same():
    assert ("Amendment Number", "8") in paragraphs(FROGS, house="Commons")


GOV = Amendment("Leave out Clause 1", number="4", mover="Edward Argar", gov=True, star="★")


def test_the_marks_of_the_government_and_of_a_first_appearance_stand_before_the_number():
    rows = paragraphs(GOV, house="Commons")
    assert ("Amendment First Mover", "Edward Argar\t★ Gov 4") in rows
    assert (
        "Paper Note",
        "★ Amendments which will comply with the required notice period at their next appearance.",
    ) in rows


def test_the_lords_say_what_a_star_means_in_their_own_words():
    rows = paragraphs(GOV)
    assert ("Paper Note", "[Amendments marked ★ are new or have been altered]") in rows
    assert ("Amendment Instruction", "★4\tLeave out Clause 1") in rows


def test_amendments_of_one_place_stand_under_one_heading_in_the_order_given():
    rows = paragraphs(FROGS, WEED, Amendment("Clause 1, page 1, line 2, leave out “clean”", number="9"))
    assert [words for style, words in rows if style == "Paper Place"] == ["After Clause 1", "Clause 1"]
    assert [words.split("\t")[0] for style, words in rows if style == "Amendment Instruction"] == ["8", "7", "9"]


def test_inserted_text_stands_deeper_with_each_level_its_numbers_hanging():
    rows = below(paragraphs(FROGS), "Inserted Heading")
    assert rows == [
        ("Inserted Heading", "“Frogs"),
        ("Inserted Numbered 0", "(1)\tThe keeper must feed—"),
        ("Inserted Numbered 1", "(a)\tthe frogs, and"),
        ("Inserted Numbered 1", "(b)\tany newts, if—"),
        ("Inserted Numbered 2", "(i)\tthey are hungry, or"),
        ("Inserted Numbered 2", "(ii)\tthey ask."),
        ("Inserted Numbered 0", "(2)\tThe keeper may stop in winter."),
        ("Inserted Numbered 0", "(3)\tIn this section “pond” has the meaning given by section 2.”"),
    ]


def test_a_term_that_is_defined_is_no_number():
    terms = Amendment(
        "Clause 1, page 1, line 4, at end insert—\n“(3) In this section—\n“pond” means still water;\n“weed” means a plant.”",
        number="9",
    )
    assert [words for style, words in paragraphs(terms) if style.startswith("Inserted")] == [
        "“(3)\tIn this section—",
        "“pond” means still water;",
        "“weed” means a plant.”",
    ]


def test_an_amendment_whose_words_are_not_understood_is_printed_all_the_same():
    strange = Amendment("Consider the pond.\n(a) Is it clean?\nIs it deep?", number="9")
    assert paragraphs(strange)[-3:] == [
        ("Amendment Instruction", "9\tConsider the pond."),
        ("Inserted Numbered 0", "(a)\tIs it clean?"),
        ("Amendment Continued", "Is it deep?"),
    ]


def test_an_amendment_without_a_number_goes_by_the_name_of_its_file():
    assert paragraphs(Amendment("Leave out Clause 1", source="drafts/frogs.md"))[-1][1] == "frogs\tLeave out Clause 1"


def test_an_amendment_to_an_amendment_stands_under_the_words_above_it():
    note = "As an amendment to Edward Argar’s proposed New Clause (Gov NC4):—"
    inner = Amendment("Line 25, at end insert “or so”", number="(a)", amends="NC4", note=note, mover="A. Member")
    rows = below(paragraphs(inner, house="Commons"), "Amendment First Mover")
    assert rows[0] == ("Amendment First Mover", "A. Member\t(a)")
    assert ("Paper Note", note) in paragraphs(inner, house="Commons")


def test_those_withdrawn_are_named_at_the_end_and_not_printed():
    gone = Amendment("Leave out Clause 1", number="12", withdrawn="22 June 2026")
    rows = paragraphs(WEED, gone, house="Commons", withdrawn=(("5", "22 June 2026"), ("NC3", "withdrawn")))
    assert rows[-2:] == [
        ("Paper Withdrawn", "The following amendments were withdrawn on 22 June 2026: 5 and 12"),
        ("Paper Withdrawn", "The following amendment was withdrawn: NC3"),
    ]
    assert not any(words.startswith("12\t") for _, words in rows)


def test_words_that_xml_or_markdown_gives_a_meaning_are_printed_as_words():
    assert (
        paragraphs(Amendment("Leave out “a < b & <c> **d**”", number="1"))[-1][1] == "1\tLeave out “a < b & <c> **d**”"
    )


def test_a_character_that_no_document_can_hold_is_refused():
    with pytest.raises(WriteError, match=r"U\+000C.*take the character out"):
        paper(listed(Amendment("Leave out\x0cClause 1", number="1")))


def test_the_same_amendments_give_the_same_bytes_at_any_time():
    first = paper(listed(WEED, FROGS))
    time.sleep(2.1)
    assert paper(listed(WEED, FROGS)) == first, "the time within a zip file goes in steps of two seconds"


@pytest.mark.parametrize("name", ["victims-prisoners-pbc-2023-06-28.xml", "economic-activity-report-2023-09-18.xml"])
def test_a_real_paper_is_all_there(corpus, name):
    read = papers.read(corpus / "papers" / name)
    said = "".join(wordtext.says(paper(read)))
    for amendment in read.amendments:
        for row in (*amendment.words.split("\n"), *amendment.statement.split("\n"), amendment.mover):
            assert re.sub(r"\s", "", row) in re.sub(r"\s", "", said)


class TestTemplates:
    """A template of the user's own."""

    def own(self, change=lambda styles: styles, name="word/styles.xml"):
        """A paper of ours whose styles someone changed."""
        stream = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(paper(listed(FROGS)))) as old, zipfile.ZipFile(stream, "w") as new:
            for part in old.namelist():
                data = old.read(part)
                new.writestr(part, change(data.decode()).encode() if part == name else data)
        return stream.getvalue()

    def test_its_styles_are_used_and_its_words_are_not(self):
        changed = self.own(lambda styles: styles.replace('w:styleId="PaperTitle"', 'w:styleId="a17"'))
        data = paper(listed(WEED), template=changed)
        found = docx.Document(io.BytesIO(data)).paragraphs
        assert [(p.style.name, p.style.style_id) for p in found][2] == ("Paper Title", "a17")
        assert not any("Frogs" in p.text for p in found)
        assert [p.text for p in found] == [words for _, words in paragraphs(WEED)]

    def test_its_page_and_footer_stay(self):
        changed = self.own(lambda body: body.replace('w:w="11906"', 'w:w="12240"'), "word/document.xml")
        (section,) = docx.Document(io.BytesIO(paper(listed(WEED), template=changed))).sections
        assert section.page_width.twips == 12240
        assert section.footer.paragraphs[0].runs

    def test_the_same_template_gives_the_same_bytes(self):
        assert paper(listed(WEED), template=self.own()) == paper(listed(WEED), template=self.own())

    def test_one_that_lacks_a_style_is_refused_with_its_name(self):
        lacking = self.own(lambda styles: styles.replace('w:val="Amendment Instruction"', 'w:val="Other"'))
        with pytest.raises(ReadError, match=r"mine\.docx: it has no style “Amendment Instruction”; start from a paper"):
            paper(listed(WEED), template=lacking, place="mine.docx")

    def test_a_file_of_another_kind_is_refused(self):
        with pytest.raises(ReadError, match=r"mine\.docx"):
            paper(listed(WEED), template=b"%PDF-1.7", place="mine.docx")

    def test_a_word_file_that_is_no_paper_is_refused(self, corpus):
        case = next(Path(corpus / "word-cases").glob("*.docx")).read_bytes()
        with pytest.raises(ReadError, match=r"it has no style .* nor \d+ others"):
            paper(listed(WEED), template=case)


def test_a_bill_is_no_template_for_a_paper():
    from shorthand import bill

    with pytest.raises(ReadError, match="it has no style “Paper House”"):
        paper(listed(WEED), template=document(bill("    1 Ponds\n      Keep them.\n")))
