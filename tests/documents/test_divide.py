"""A Bill that exists only in Word is read from its numbers and words, and what was unsure is said by paragraph."""

import io
import re
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from edited_file import unzipped, zipped
from wordfile import W, cut, ins, p, packed, row, tbl

from amend.documents.divide import divided
from amend.engine.reprint.layout import lined
from amend.errors import ReadError
from amend.formats import akn
from amend.model.lines import Reading
from amend.model.printed import OUTSIDE, each, paragraphs
from amend.model.provision import Provision
from amend.word.bills.rows import rows_of
from amend.word.ooxml.open_untrusted import unpacked
from amend.word.write.document import document


def read(data):
    rows, unsure = rows_of(unpacked(data))
    return divided(rows, unsure, place="bill.docx")


def typed(*rows):
    """What is read from a document of these rows, each a paragraph."""
    return read(packed(*map(p, rows)))


def printed(bill):
    """The rows of a Bill as they are printed, without its cover and contents."""
    return [" ".join(one.words.split()) for one in each(paragraphs(bill)) if one.role not in OUTSIDE and one.words]


def said(alone):
    return [(one.paragraph, one.message) for one in alone.unsure]


def shape(bill):
    """Each provision as its tag and label, in order, but for a Schedule that a Schedule puts into an Act."""
    found = []
    for path, node in bill.provisions():
        above = [bill.at(path[:depth]) for depth in range(1, len(path))]
        names = [one.get("name") or one.tag for one in above if isinstance(one, Provision)]
        if not {"schedule", "quotedStructure"} <= set(names):
            found.append(f"{node.tag} {node.label}".strip())
    return found


def stripped(data):
    """The file without anything that ties it to a print."""
    members = {}
    for name, held in unzipped(data).items():
        if name.startswith("customXml/"):
            continue
        if name.endswith((".rels", "[Content_Types].xml")):
            held = re.sub(rb"<(Relationship|Override) [^>]*customXml[^>]*/>", b"", held)
        members[name] = re.sub(rb"<w:bookmark(Start|End)[^>]*/>", b"", held)
    return zipped(members)


BILLS = Path(__file__).resolve().parents[2] / "bills" / "victims-and-prisoners"
FRONT = ("Ponds Bill", "Bill 7", "A Bill to make provision about ponds.", "Be it enacted by the King’s most Excellent Majesty, as follows:—")  # fmt: skip


@pytest.mark.parametrize("name", ["hl-bill-31.xml", "bill-351.xml"])
def test_our_own_plain_copy_comes_back_as_the_same_text(name):
    print_ = akn.read(BILLS / name)
    alone = read(stripped(document(print_)))
    assert printed(alone.bill) == printed(print_)
    assert shape(alone.bill) == shape(print_)
    assert alone.unsure == ()
    bill = alone.bill
    assert (bill.title, bill.number, bill.stage, bill.house) == (
        print_.title,
        print_.number,
        print_.stage,
        print_.house,
    )


def test_a_real_print_comes_back_with_every_word_and_nothing_unsure(corpus):
    print_ = akn.read(corpus / "prints" / "social-housing-hl60-lords-report.xml")
    alone = read(stripped(document(print_)))
    assert printed(alone.bill) == printed(print_)
    assert not alone.unsure


def test_a_bill_that_was_read_can_be_given_lines_and_is_read_back_as_it_was():
    bill = typed(
        *FRONT, "1\tDuty", "(1)\tKeep ponds.", "(2)\tKeep them clean.", "2\tShort title", "This is the Ponds Act."
    ).bill
    assert akn.parse(akn.dumps(bill)) == bill
    reading = Reading(lined(bill))
    assert [reading.text(line) for line in reading.page(1)][:3] == ["1 Duty", "(1) Keep ponds.", "(2) Keep them clean."]


def test_what_stands_before_the_clauses_is_told_apart():
    alone = typed("HL Bill 9", "Ponds Bill [HL]", "[As amended in Committee]", "CONTENTS", "1\tDuty", "2\tShort title", "A", "bill", "to",
                  "Make provision about ponds.", "Be it enacted by the King, as follows:—", "1\tDuty", "Keep ponds.", "2\tShort title", "This is the Ponds Act.")  # fmt: skip
    bill = alone.bill
    assert (bill.title, bill.number, bill.house, bill.stage) == (
        "Ponds Bill [HL]",
        "HL Bill 9",
        "House of Lords",
        "As amended in Committee",
    )
    assert printed(bill)[:5] == [
        "A",
        "bill",
        "to",
        "Make provision about ponds.",
        "Be it enacted by the King, as follows:—",
    ]
    assert shape(bill) == ["section 1", "section 2"]
    assert alone.unsure == ()


def test_parts_chapters_headings_and_schedules_hold_what_follows_them():
    alone = typed(*FRONT, "Part 1", "Ponds", "Chapter 1", "Keeping", "Duties", "1\tDuty", "Keep ponds.", "Part 2 General", "2\tShort title", "This is the Ponds Act.",
                  "Schedules", "Schedule 1", "Section 1", "Fish", "Part 1", "Carp", "1\tCarp may be fed.", "2\t(1)\tBread—", "(a)\twhite, or", "(b)\tbrown.", "Schedule 2", "Frogs", "1\tFrogs may jump.")  # fmt: skip
    assert shape(alone.bill) == [
        "part 1", "chapter 1", "hcontainer", "section 1", "part 2", "section 2", "hcontainer", "hcontainer 1", "part 1",
        "paragraph 1", "paragraph 2", "subparagraph 1", "level a", "level b", "hcontainer 2", "paragraph 1",
    ]  # fmt: skip
    assert alone.unsure == ()


def test_numbers_in_quoted_text_are_no_clauses():
    alone = typed(*FRONT, "1\tThe Canals Act", "After section 1 of the Canals Act insert—", "“2\tBoats", "(1)\tBoats may pass.", "3\tLocks", "Locks may open.”", "2\tShort title", "This is the Ponds Act.")  # fmt: skip
    assert [one for one in shape(alone.bill) if one.startswith("section")] == [
        "section 1",
        "section 2",
        "section 3",
        "section 2",
    ]
    assert printed(alone.bill)[-2:] == ["2 Short title", "This is the Ponds Act."]


def automatic():
    """A document made with python-docx in which Word counts the numbers."""
    document_ = docx.Document()
    numbers = document_.part.numbering_part.element
    levels = [("decimal", "%1"), ("decimal", "(%2)"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)")]
    made = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(levels)
    )
    numbers.find(qn("w:num")).addprevious(
        parse_xml(f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="77">{made}</w:abstractNum>')
    )
    numbers.append(parse_xml(f'<w:num xmlns:w="{W}" w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))

    def add(words, level=None, style=None):
        paragraph = document_.add_paragraph(words, style=style)
        if level is not None:
            numbered = f'<w:numPr xmlns:w="{W}"><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(numbered))

    add("Ponds Bill", style="Title")
    for words in FRONT[1:]:
        add(words)
    add("Keeping ponds", style="Heading 1")
    for words, level in [
        ("Duty to keep ponds", 0), ("The keeper must keep every pond clean.", 1), ("The keeper may sell—", 1), ("carp, or", 2),
        ("tench, if—", 2), ("it is old, or", 3), ("it is fat.", 3), ("The keeper may charge.", 1), ("Interpretation", 0),
        ("In this Act—", 1), ("“pond” means still water;", None), ("“weed” means a plant.", None), ("Short title", 0),
        ("This Act may be cited as the Ponds Act.", None),
    ]:  # fmt: skip
        add(words, level)
    stream = io.BytesIO()
    document_.save(stream)
    return stream.getvalue()


def test_numbers_that_word_counts_are_read_as_it_prints_them():
    alone = read(automatic())
    assert printed(alone.bill)[4:] == [
        "Be it enacted by the King’s most Excellent Majesty, as follows:—", "Keeping ponds", "1 Duty to keep ponds",
        "(1) The keeper must keep every pond clean.", "(2) The keeper may sell—", "(a) carp, or", "(b) tench, if—",
        "(i) it is old, or", "(ii) it is fat.", "(3) The keeper may charge.", "2 Interpretation", "(1) In this Act—",
        "“pond” means still water;", "“weed” means a plant.", "3 Short title", "This Act may be cited as the Ponds Act.",
    ]  # fmt: skip
    assert shape(alone.bill).count("hcontainer") == 3
    assert alone.unsure == ()


def test_a_messy_document_is_read_and_what_was_unsure_is_said():
    alone = read(
        packed(
            p("Ponds - draft 2"), p("To make provision about ponds."), p("1.\tDuty to keep ponds"),
            p('1)\tThe keeper must keep every pond "clean".'), p("(2)The keeper may sell:"), p("a)\tcarp, or"), p("b)\ttench."),
            p("2.\tThe keeper may charge for ", cut("entry"), ins("exit"), "."), p("4\tShort title"), p("This is the Ponds Act."),
            p("SCHEDULE 1 - Fish"), p("1\tCarp may be fed."), tbl(row("Fish", "Food"), row("Carp", "Bread")), p("2\tTench may not."),
        )
    )  # fmt: skip
    assert printed(alone.bill)[3:] == [
        "Make provision about ponds.", "1 Duty to keep ponds", "(1) The keeper must keep every pond “clean”.", "(2) The keeper may sell:",
        "(a) carp, or", "(b) tench.", "2 The keeper may charge for exit.", "4 Short title", "This is the Ponds Act.", "Schedule 1", "Fish",
        "1 Carp may be fed.", "Fish", "Food", "Carp", "Bread", "2 Tench may not.",
    ]  # fmt: skip
    assert said(alone) == [
        (0, "it has tracked changes, which were taken as accepted"),
        (0, "its quotation marks are straight, and were made “ ” and ’"),
        (0, "no title of the Bill was found"),
        (0, "no number of the Bill was found"),
        (3, "it has no words of enactment"),
        (4, "“1)” was read as “(1)”"),
        (5, "a list follows it, and it does not end in a dash"),
        (6, "“a)” was read as “(a)”"),
        (7, "“b)” was read as “(b)”"),
        (8, "it has no heading"),
        (9, "it is numbered 4, and the clause before it 2"),
    ]


def fish(*rows):
    """A list from (a) to (h), and rows after it, each with how far in it stands."""
    list_ = [p(f"({letter})\tfish {letter},") for letter in "abcdefgh"]
    others = [p(words, properties=f'<w:ind w:left="{indent}"/>') for words, indent in rows]
    return read(
        packed(
            *map(p, FRONT), p("1\tFish"), p("(1)\tThe fish are—"), *list_, *others, p("2\tTitle"), p("This is the Act.")
        )
    )


def labels_in(bill, label):
    node = next(node for _, node in bill.provisions() if node.label == label and node.tag in ("subsection", "level"))
    return [item.label for item in node.items if isinstance(item, Provision) and item.label]


def test_a_label_that_stands_no_further_in_goes_on_with_the_list():
    alone = fish(("(i)\tone more.", 0))
    assert (labels_in(alone.bill, "1"), labels_in(alone.bill, "h")) == ([*"abcdefghi"], [])
    assert alone.unsure == ()


def test_a_label_that_stands_further_in_opens_a_list():
    alone = fish(("(i)\tif young, or", 400), ("(ii)\tif old,", 400), ("(i)\tone more.", 0))
    assert (labels_in(alone.bill, "1"), labels_in(alone.bill, "h")) == ([*"abcdefghi"], ["i", "ii"])
    assert said(alone) == [(14, "a list follows it, and it does not end in a dash")]


UNSURE = {
    "a bullet": (
        [*map(p, FRONT), p("1\tDuty"), p("Keep ponds.", "<w:r><w:footnoteReference w:id='1'/></w:r>")],
        [(6, "it has a footnote, which was left out")],
    ),
    "what stands before the first clause": (
        [*map(p, FRONT), p("Words of no clause."), p("1\tDuty"), p("Keep ponds.")],
        [(5, "it stands before the first clause, and was left out")],
    ),
    "a quotation that is not closed": (
        [*map(p, FRONT), p("1\tDuty"), p("After section 1 insert—"), p("“2\tBoats may pass."), p("2\tTitle"), p("This is the Act.")],
        [(5, None), (7, "the quotation that begins here is not closed")],
    ),
    "a label that fits no list": (
        [*map(p, FRONT), p("1\tDuty"), p("(1)\tKeep ponds."), p("(2)\tKeep fish."), p("(iv)\tKeep frogs."), p("2\tTitle"), p("This is the Act.")],
        [(5, "“(2) Keep fish.” and what is below it were kept as plain paragraphs: the label (iv) continues no list above it and opens none")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", UNSURE)
def test_what_was_unsure_is_said_with_its_paragraph(kind):
    blocks, found = UNSURE[kind]
    alone = read(packed(*blocks))
    assert [
        (at, message if wanted else None) for (at, message), (_, wanted) in zip(said(alone), found, strict=True)
    ] == found


@pytest.mark.parametrize(
    ("blocks", "fault"),
    [
        ([p("A letter"), p("Dear Sir,"), p("I write about ponds.")], "it has no clause"),
        ([p("")], "it has no words"),
        ([], "it has no words"),
    ],
)
def test_what_is_no_bill_is_refused(blocks, fault):
    with pytest.raises(ReadError, match=fault):
        read(packed(*blocks))


NORTHERN_FRONT = ("Ponds Bill", "A Bill to make provision about ponds.", "BE IT ENACTED as follows:—")

ABOVE = {
    "numbers of two": ("Cleaning", "1.—(1) A council must clean ponds.", "(2) A lake is a pond.", "Register", "2.—(1) Keep one.", "(2) Always."),
    "a clause without subsections": ("Cleaning", "1. A council must clean ponds.", "Register", "2. It must keep a register."),
    "a list": ("Cleaning", "1. A council must—", "(a) clean, and", "(b) fence.", "Register", "2. It must keep a register."),
    "under Parts": ("PART 1", "Ponds", "Cleaning", "1. A council must clean ponds.", "PART 2", "Lakes", "Register", "2. It must keep a register."),
    "a stop in the heading's abbreviation": ("Cleaning etc.", "1.—(1) A council must clean ponds.", "Register", "2.—(1) It must keep a register."),
}  # fmt: skip


@pytest.mark.parametrize("kind", ABOVE)
def test_a_heading_above_its_number_is_that_of_the_clause_below(kind):
    found = typed(*NORTHERN_FRONT, *ABOVE[kind])
    clauses = [node for _, node in found.bill.provisions() if node.tag == "section"]
    assert [(one.label, one.heading.words) for one in clauses] == [("1", ABOVE[kind][ABOVE[kind].index(next(r for r in ABOVE[kind] if r.startswith("Cleaning")))]), ("2", "Register")]  # fmt: skip
    assert not any(one.lost for one in found.unsure)


def test_a_heading_over_clauses_stands_above_the_heading_of_the_first():
    found = typed(
        *NORTHERN_FRONT, "Water", "Cleaning", "1. A council must clean ponds.", "Register", "2. It must keep one."
    )
    heads = [node.heading.words for _, node in found.bill.provisions() if node.heading]
    assert heads == ["Water", "Cleaning", "Register"]


def test_words_above_a_clause_that_has_its_own_heading_stay_where_they_are():
    found = typed(
        *NORTHERN_FRONT,
        "1 Cleaning",
        "(1) A council must—",
        "(a) clean, or",
        "(b) fence,",
        "each pond",
        "2 Register",
        "Keep one.",
    )
    assert [node.heading.words for _, node in found.bill.provisions() if node.tag == "section"] == [
        "Cleaning",
        "Register",
    ]


def test_a_schedule_that_is_put_into_an_act_has_its_number_note_and_heading():
    alone = typed(
        *(*FRONT, "1\tForms", "(1)\tAfter Schedule 3 insert—", "“Schedule 3A", "Section 12(2)", "Forms of registers"),
        *("Part 1", "Contents", "1\tA register must be kept.", "2\t(1) It is open.", "(2) It is free.”"),
        *("(2)\tIt is so.", "2\tShort title", "This is the Ponds Act."),
    )
    (schedule,) = (node for _, node in alone.bill.provisions() if node.get("name") == "schedule")
    assert (schedule.number.words, schedule.heading.words) == ("Schedule 3A", "Forms of registers")
    assert "Section 12(2)" in printed(alone.bill)
    labels = [f"{node.tag} {node.label}" for _, node in alone.bill.provisions()]
    assert [label for label in labels if label.startswith(("part", "paragraph", "sub"))][:7] == [
        *("subsection 1", "part 1", "paragraph 1", "paragraph 2", "subparagraph 1", "subparagraph 2", "subsection 2"),
    ]


def test_a_heading_that_names_a_schedule_over_paragraphs_of_another_begins_none():
    alone = typed(
        *(*FRONT, "1\tDuty", "Keep ponds.", "SCHEDULE 1", "Section 1", "Forms", "1\tA form.", "SCHEDULE 2"),
        *("Section 1", "Savings", "1\tA saving.", "Schedule 1: forms", "2\tA form is saved."),
    )
    numbers = [node.number.words for _, node in alone.bill.provisions() if node.get("name") == "schedule"]
    assert [number.casefold() for number in numbers] == ["schedule 1", "schedule 2"]


def test_a_mark_that_is_closed_nowhere_keeps_no_quotation_open_and_is_told():
    alone = typed(
        *(
            *FRONT,
            "1\tDuty",
            "(1)\tAfter section 3 insert—",
            "“3A\tNewts",
            "(1)\tIn this section, “newt has its meaning.",
        ),
        *("(2)\tNewts may sing.”", "(2)\tKeep ponds.", "2\tShort title", "This is the Ponds Act."),
    )
    assert [label for label in shape(alone.bill) if label.startswith("section")] == [
        "section 1",
        "section 3A",
        "section 2",
    ]
    assert any("closed nowhere" in one.message for one in alone.unsure)
    assert any("“newt has its meaning." in row for row in printed(alone.bill))


def test_a_scottish_bill_has_its_long_title_in_the_place_of_words_of_enactment():
    words = "An Act of the Scottish Parliament to make provision about ponds."
    bill = typed(
        "SP Bill 9", "Ponds (Scotland) Bill", words, "1\tDuty", "Keep ponds.", "2\tShort title", "As said."
    ).bill
    assert (bill.number, bill.house) == ("SP Bill 9", "Scottish Parliament")
    assert printed(bill)[0] == words
    assert shape(bill) == ["section 1", "section 2"]


def test_a_heading_within_a_schedule_that_is_put_into_an_act_stands_in_it():
    alone = typed(
        *(
            *FRONT,
            "1\tForms",
            "(1)\tAfter Schedule 3 insert—",
            "“Schedule 3A",
            "Fees",
            "Registers",
            "1\tA keeper pays.",
        ),
        *("Copies", "2\tA copy is free.”", "(2)\tIt is so.", "2\tShort title", "This is the Ponds Act."),
    )
    (schedule,) = (node for _, node in alone.bill.provisions() if node.get("name") == "schedule")
    headings = [node.heading.words for node in schedule.items if isinstance(node, Provision) and node.heading]
    assert headings == ["Registers", "Copies"]


def test_a_schedule_that_is_put_into_an_act_may_have_no_number():
    alone = typed(
        *(
            *FRONT,
            "1\tForms",
            "(1)\tBefore section 3 of the Ponds Act insert—",
            "“SCHEDULE",
            "Fees",
            "1\tA keeper pays.”",
        ),
        *("(2)\tIt is so.", "2\tShort title", "This is the Ponds Act."),
    )
    (schedule,) = (node for _, node in alone.bill.provisions() if node.get("name") == "schedule")
    assert (schedule.number.words, schedule.heading.words) == ("Schedule", "Fees")


@pytest.mark.parametrize("sign", ["\ue000", "\ue001", "\ue002", "\ue003", "\ue004"])
def test_a_character_that_only_the_font_of_the_document_has_is_told_and_taken_for_no_other(sign):
    alone = typed(
        *(*FRONT, "1\tDuty", f"(1)\tKeep {sign}1.", f"{sign}Ponds.", "(2)\tIn section 3 insert—", f"“3A\tNewts{sign}"),
        *(f"(1)\tNewts {sign}sing.”", "2\tShort title", "This is the Ponds Act."),
    )
    assert sum("only the font" in one.message for one in alone.unsure) == 4
    assert [words for words in printed(alone.bill) if "\ufffd" in words][:3] == [
        "(1) Keep \ufffd1.",
        "\ufffdPonds.",
        "“3A Newts\ufffd",
    ]
    assert not any(sign in words for words in printed(alone.bill))
