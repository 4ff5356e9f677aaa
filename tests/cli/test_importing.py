"""`amend import` of Word files: edits become drafts, untracked ones are shown, a Bill that exists only in Word is read."""

import pytest
from edited_file import commented, rewritten
from wordfile import cut, ins, p, packed

from amend.formats import akn
from amend.model.made import made
from amend.word.write.document import document

KEEPER = "(1) The keeper must keep every pond clean and free of weed."
CHARGE = "(2) The keeper may charge for entry."
MUST = (CHARGE, p("(2)\tThe keeper ", cut("may", by="Ann Otter"), ins("must", by="Ann Otter"), " charge for entry."))
CARP = ("(a) carp", p("(a)\tcarp", ins(" and roach", by="Bob Pike"), ", or"))
COMMENT = '<w:r><w:commentReference w:id="7"/></w:r>'
OPEN = (KEEPER, p("(1)\tThe keeper must keep every pond clean and open."))
"""An edit that is not tracked."""


@pytest.fixture
def word(ponds):
    """Writes edited.docx, exported from bill.xml and edited."""

    def write(*edits, **comments):
        data = rewritten(document(akn.read(ponds.folder / "bill.xml")), *edits)
        (ponds.folder / "edited.docx").write_bytes(commented(data, **comments) if comments else data)
        return ponds

    return write


def test_tracked_edits_become_drafts(word):
    amend = word(MUST, CARP)
    ran = amend("import", "edited.docx", "--print", "bill.xml", "-o", "out")
    assert ran.code == 0
    assert ran.rows == [
        "out/1.md  Clause 1, page 1, line 4, leave out “may” and insert “must”",
        "out/2.md  Clause 2, page 1, line 7, after “carp” insert “and roach”",
        "2 amendments imported, proved.",
    ]
    assert amend("check", "bill.xml", "out").code == 0


def test_each_author_has_a_folder(word):
    ran = word(MUST, CARP)("import", "edited.docx", "--print", "bill.xml", "-o", "out", "--by-author")
    assert ran.rows == [
        "Ann Otter:",
        "out/ann-otter/1.md  Clause 1, page 1, line 4, leave out “may” and insert “must”",
        "Bob Pike:",
        "out/bob-pike/1.md  Clause 2, page 1, line 7, after “carp” insert “and roach”",
        "2 amendments imported, proved.",
    ]


def test_a_comment_is_the_statement_of_its_draft(word):
    change = (CHARGE, p("(2)\tThe keeper ", cut("may"), ins("must"), COMMENT, " charge for entry."))
    amend = word(change, c7=("Ann Otter", "So that they pay."))
    data = amend("import", "edited.docx", "--print", "bill.xml", "-o", "out", "--comments", "--json").data
    assert data["comments_left_out"] == []
    assert data["packages"][0]["drafts"] == [
        {
            "file": "out/1.md",
            "number": "1",
            "words": "Clause 1, page 1, line 4, leave out “may” and insert “must”",
            "statement": "So that they pay.",
        }
    ]
    assert "So that they pay." in (amend.folder / "out" / "1.md").read_text(encoding="utf-8")


def test_a_comment_that_is_not_asked_for_is_named_and_not_published(word):
    private = "Not for publication: the Treasury will not pay for this, and counsel has said so twice."
    change = (CHARGE, p("(2)\tThe keeper ", cut("may"), ins("must"), COMMENT, " charge for entry."))
    amend = word(change, c7=("Ann Otter", private))
    ran = amend("import", "edited.docx", "--print", "bill.xml", "-o", "out")
    assert ran.code == 0
    assert ran.err == (
        "amend: Clause 1(2): the comment “Not for publication: the Treasury will not pay for this, and…” of Ann Otter "
        "was not used: with --comments, a comment on an edited provision becomes its explanatory statement\n"
    )
    assert "publication" not in (amend.folder / "out" / "1.md").read_text(encoding="utf-8")
    data = amend("import", "edited.docx", "--print", "bill.xml", "-o", "again", "--json").data
    assert data["comments_left_out"] == [
        {"author": "Ann Otter", "place": "Clause 1(2)", "words": private, "reason": "not asked for"}
    ]


@pytest.mark.parametrize(
    "arguments", [["paper.txt", "-o", "out", "--comments"], ["edited.docx", "-o", "new.xml", "--comments"]]
)
def test_comments_are_asked_for_only_of_an_edited_word_file(word, arguments):
    ran = word(MUST)("import", *arguments)
    assert ran.code == 2
    assert "--comments" in ran.err


def test_what_was_edited_without_tracking_is_left_aside_and_said_beside_what_was_tracked(word):
    ran = word(MUST, OPEN)("import", "edited.docx", "--print", "bill.xml", "-o", "out")
    assert ran.code == 3
    assert ran.rows == [
        "out/1.md  Clause 1, page 1, line 4, leave out “may” and insert “must”",
        "1 amendment imported, proved. 1 finding: what was not taken in is not proved.",
    ]
    assert ran.err == (
        "amend: Clause 1(1): “…every pond clean and free of weed.” became “…every pond clean and open.” without"
        " tracking, and was not taken in\n"
        "amend: take in what was edited without tracking with --untracked, or track it\n"
    )


def test_what_was_only_edited_without_tracking_is_shown_and_nothing_is_written(word):
    amend = word(OPEN)
    before = amend.files()
    ran = amend("import", "edited.docx", "--print", "bill.xml", "-o", "out")
    assert ran.code == 3
    assert ran.rows == ["Clause 1(1)", "  (1) The keeper must keep every pond clean and [-free of weed-]{+open+}."]
    assert ran.err == (
        "amend: edited.docx: 1 paragraph edited without tracking; nothing was written; "
        "take them in with --untracked, or track them\n"
    )
    assert amend.files() == before
    ran = amend("import", "edited.docx", "--print", "bill.xml", "-o", "out", "--json")
    assert (ran.code, [one["place"] for one in ran.data["untracked"]]) == (3, ["Clause 1(1)"])


def test_what_was_edited_without_tracking_is_taken_in_when_that_is_asked_for(word):
    ran = word(MUST, OPEN)("import", "edited.docx", "--print", "bill.xml", "-o", "out", "--untracked")
    assert ran.code == 0
    assert ran.rows[0] == "out/1.md  Clause 1, page 1, line 3, leave out “free of weed” and insert “open”"
    assert ran.rows[-1] == "2 amendments imported, proved."


def test_the_words_of_either_house_can_be_asked_for(word):
    new = (CHARGE, p(CHARGE, mark="ins") + p(ins("1A\tToads"), mark="ins") + p(ins("Feed the toads.")))
    amend = word(new)
    for house, begins in (
        ("commons", "To move the following Clause—"),
        ("lords", "After Clause 1, insert the following new Clause—"),
    ):
        ran = amend("import", "edited.docx", "--print", "bill.xml", "-o", house, "--house", house, "--json")
        assert ran.data["packages"][0]["drafts"][0]["words"].startswith(begins)


BAD = {
    "not a Word file": (b"Clause 1, leave out", 1, "amend: edited.docx: it is not a Word document; give a .docx file"),
    "macros": (packed(p("x"), **{"word/vbaProject.bin": "x"}), 1, "amend: edited.docx: it holds macros; save it as a Word document without macros (.docx)"),
    "a bomb": (packed(p("x"), **{"word/a.bin": b"\0" * 30_000_000}), 1, "amend: edited.docx: its part word/a.bin would unpack to 30 MB, which is not read; is it the right file?"),
    "from elsewhere": (packed(p("A letter")), 1, "amend: edited.docx: it was not exported with amend, or has lost what ties it to its print; edit a file that `amend export` wrote; a Bill that exists only in Word is read with -o BILL.xml"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_is_no_use_is_refused_in_one_line_and_nothing_is_written(ponds, kind):
    data, code, said = BAD[kind]
    (ponds.folder / "edited.docx").write_bytes(data)
    before = ponds.files()
    ran = ponds("import", "edited.docx", "--print", "bill.xml", "-o", "out")
    assert (ran.code, ran.err, ran.out) == (code, f"{said}\n", "")
    assert ponds.files() == before


def test_a_file_of_another_print_is_refused(word):
    amend = word(MUST)
    other = amend.folder / "other.xml"
    other.write_bytes((amend.folder / "bill.xml").read_bytes().replace(b"Carp may be fed.", b"Carp must be fed."))
    ran = amend("import", "edited.docx", "--print", "other.xml", "-o", "out")
    assert ran.err == "amend: edited.docx: it was exported from another copy of Bill 1; give that one with --print\n"


def test_a_file_that_was_not_edited_is_refused(word):
    ran = word()("import", "edited.docx", "--print", "bill.xml", "-o", "out")
    assert ran.err == "amend: edited.docx: nothing in its text was changed; edit it with tracking on, and save it\n"


def test_an_edit_that_cannot_be_made_out_is_a_finding_with_its_place(word):
    new = (CHARGE, p(CHARGE, mark="ins") + p(ins("(v)\tToads.")))
    ran = word(new)("import", "edited.docx", "--print", "bill.xml", "-o", "out")
    assert (ran.code, ran.err) == (
        3,
        "amend: after Clause 1(2): the label (v) continues no list above it and opens none; "
        "end the row before a list with a dash, or correct the label\n",
    )


def test_a_folder_with_something_in_it_is_left_alone(word):
    amend = word(MUST)
    (amend.folder / "out").mkdir()
    (amend.folder / "out" / "mine.md").write_text("mine")
    ran = amend("import", "edited.docx", "--print", "bill.xml", "-o", "out")
    assert (ran.code, ran.err) == (1, "amend: out: it has something in it; name another folder with -o\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["edited.docx", "-o", "out"], "give --print PRINT for amendments, or -o BILL.xml to read it as a Bill"),
        (["paper.xml", "-o", "out", "--by-author"], "--house, --untracked and --by-author are for a Word file"),
        (["paper.txt", "-o", "out", "--untracked"], "--house, --untracked and --by-author are for a Word file"),
    ],
)
def test_options_that_do_not_fit_are_a_mistake_of_usage(word, arguments, said):
    ran = word(MUST)("import", *arguments)
    assert ran.code == 2
    assert said in ran.err


BILL = packed(
    p("Ponds Bill"), p("Bill 7"), p("A Bill to make provision about ponds."), p("Be it enacted by the King, as follows:—"),
    p("1\tDuty to keep ponds"), p("a)\tThe keeper must keep ponds."), p("2\tShort title"), p("This is the Ponds Act."),
)  # fmt: skip


def test_a_bill_that_exists_only_in_word_is_read_and_can_be_given_lines(ponds):
    (ponds.folder / "only.docx").write_bytes(BILL)
    ran = ponds("import", "only.docx", "-o", "only.xml")
    assert (ran.code, ran.rows) == (0, ["2 clauses read, in only.xml"])
    assert ran.err == "amend: paragraph 6 (“a) The keeper must keep ponds.”): “a)” was read as “(a)”\n"
    assert ponds("lines", "only.xml", "-o", "lined.xml").rows == ["1 page, in lined.xml"]
    assert "Duty to keep ponds" in ponds("show", "lined.xml", "clause 1").out
    ran = ponds("import", "only.docx", "-o", "again.xml", "--json")
    assert (ran.data["title"], ran.data["print"], ran.data["unsure"][0]["paragraph"]) == ("Ponds Bill", "Bill 7", 6)


def test_a_file_that_is_there_is_not_written_over(ponds):
    (ponds.folder / "only.docx").write_bytes(BILL)
    before = ponds.files()
    ran = ponds("import", "only.docx", "-o", "bill.xml")
    assert (ran.code, ran.err) == (1, "amend: bill.xml: it is there already; name another file with -o\n")
    assert ponds.files() == before


def test_the_edited_bill_itself_is_written_as_xml(word):
    amend = word(MUST, OPEN)
    ran = amend("import", "edited.docx", "--print", "bill.xml", "-o", "new.xml")
    assert (ran.code, ran.out) == (3, "Bill 1 as edited is in new.xml\n")
    assert "without tracking, and was not taken in" in ran.err
    changed = amend("compare", "bill.xml", "new.xml", "--json").data
    assert [(one["kind"], one["place"]) for one in changed] == [("words", "clause 1(2)")]
    assert "must charge" in changed[0]["after"]
    assert made(akn.read(amend.folder / "new.xml")) == ("in edited.docx",), "it is no print as published"
    both = amend("import", "edited.docx", "--print", "bill.xml", "-o", "both.xml", "--untracked")
    assert both.code == 0
    assert amend("import", "edited.docx", "--print", "bill.xml", "-o", "both.xml").code == 1, "it is there already"


def test_the_print_of_an_edited_bill_is_found_by_what_the_file_says(amend):
    """Outside a workspace the prints that come with the package are at hand."""
    assert amend("export", "HL Bill 31", "-o", "bill.docx").code == 0
    begins = "(7) In this section"
    file = amend.folder / "bill.docx"
    file.write_bytes(rewritten(file.read_bytes(), (begins, p(ins(begins, by="Ann Otter")))))
    ran = amend("import", "bill.docx", "-o", "new.xml", "--untracked")
    assert ran.out == "HL Bill 31 as edited is in new.xml\n", ran.err
