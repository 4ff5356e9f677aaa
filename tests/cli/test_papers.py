"""`amend import` and `amend paper`: drafts from a paper, a paste or the Bills API, and a paper from drafts."""

import json

import pytest
from edited_file import rewritten
from wordfile import cut, ins, p

ONE = "Clause 1, page 1, line 2, leave out “clean”"
PASTED = f"""★ Gov 1 {ONE}

Member’s explanatory statement

Ponds may be dirty.

NC4 To move the following Clause—

“Weed

Clear it.”

As an amendment to amendment (Gov NC4):—

(a) Line 2, leave out “Clear” and insert “Cut”
"""
AMENDED = "After Clause 1, insert the following new Clause—\n\n“Weed\n\n(1) Clear it.\n\n(2) Burn it.”"


@pytest.fixture
def paste(amend):
    """Writes a pasted text into the folder and gives its name."""

    def write(text=PASTED, name="pasted.txt"):
        (amend.folder / name).write_text(text, encoding="utf-8")
        return name

    return write


@pytest.fixture
def paper(ponds, draft):
    """Writes drafts as a paper and gives its name."""
    drafts = [draft("1.md", ONE, "1"), draft("2.md", AMENDED, "NC2")]
    assert ponds("paper", *drafts, "-o", "paper.xml", "--print", "bill.xml").code == 0
    return "paper.xml"


def test_each_amendment_is_a_file_that_sorts_as_the_paper_does(amend, paste):
    ran = amend("import", paste(), "-o", "out", "--print", "Bill 1")
    assert (ran.code, ran.err) == (0, "")
    names = ["out/001-1.md", "out/002-NC4.md", "out/003-NC4-a.md"]
    assert [name for name in amend.files() if name.startswith("out/")] == names
    assert ran.rows == [
        f"out/001-1.md  {ONE}",
        "out/002-NC4.md  To move the following Clause— “Weed",
        "out/003-NC4-a.md  Line 2, leave out “Clear” and insert “Cut”",
        "3 amendments imported, 0 findings.",
    ]


def test_what_is_imported_can_be_checked_and_applied(ponds, paste):
    ponds("import", paste(f"1 {ONE}"), "-o", "out", "--print", "bill.xml")
    assert ponds("check", "bill.xml", "out").code == 0
    assert ponds("apply", "bill.xml", "out", "-o", "amended.xml").code == 0


def test_paper_and_import_undo_each_other(ponds, paper):
    assert ponds("import", paper, "-o", "once").code == 0
    assert ponds("paper", "once", "-o", "again.xml", "--print", "bill.xml").code == 0
    assert ponds("import", "again.xml", "-o", "twice").code == 0
    files = ponds.files()
    once = {name: data for name, data in files.items() if name.startswith("once/")}
    assert once
    assert {name.replace("twice/", "once/"): data for name, data in files.items() if name.startswith("twice/")} == once
    assert files["again.xml"] == files["paper.xml"]


def test_a_paper_says_where_it_is(ponds, draft):
    ran = ponds("paper", draft("1.md", ONE, "1"), "-o", "paper.xml")
    assert (ran.code, ran.rows) == (0, ["The paper, of 1 amendment, is in paper.xml"])
    assert b'showAs="Bill 1"' in ponds.files()["paper.xml"]


def test_the_import_is_told_as_data(amend, paste):
    text = f"A heading\n{PASTED}\nThe following amendments were withdrawn on 2 May 2026: 7\n"
    ran = amend("import", paste(text), "-o", "out", "--print", "HL Bill 9", "--json")
    assert ran.code == 3
    assert (ran.data["print"], ran.data["house"], ran.data["bill"]) == ("HL Bill 9", "Lords", "")
    assert ran.data["drafts"][0] == {"file": "out/001-1.md", "number": "1", "words": ONE}
    assert ran.data["withdrawn"] == [{"number": "7", "date": "2 May 2026"}]
    assert [finding["place"] for finding in ran.data["findings"]] == ["pasted.txt:1"]


def test_those_withdrawn_are_shown(amend, paste):
    text = f"1 {ONE}\nThe following amendments were withdrawn on 2 May 2026: 7\n"
    ran = amend("import", paste(text), "-o", "out", "--print", "Bill 1")
    assert ran.rows[1:] == ["withdrawn: 7 (2 May 2026)", "1 amendment imported, 0 findings."]


def test_findings_go_to_standard_error_and_end_with_code_3(amend, paste):
    ran = amend("import", paste(f"Order of the House\n1 {ONE}\n2 Clause 1, page 1, line 2, tickle “pond”"), "-o", "out", "--print", "Bill 1")  # fmt: skip
    assert ran.code == 3
    first, second = ran.err.splitlines()
    assert first == "amend: “Order of the House” is no part of an amendment, and was left out (pasted.txt:1)"
    assert second.startswith("amend: amendment 2: its words were kept, but are not understood: ")
    assert ran.rows[-1] == "2 amendments imported, 2 findings."


@pytest.mark.parametrize("given", ["Bill 900", "other.xml"])
def test_a_paper_for_another_print_is_named_as_such(ponds, paper, given):
    other = (ponds.folder / "bill.xml").read_text("utf-8").replace("Bill 1", "Bill 900")
    (ponds.folder / "other.xml").write_text(other, encoding="utf-8")
    ran = ponds("import", paper, "-o", "out", "--print", given)
    assert ran.code == 3
    assert "Bill 1" in ran.err
    assert "Bill 900" in ran.err
    assert b'print: "Bill 1"' in ponds.files()["out/001-1.md"]


def test_a_paper_for_the_print_that_is_given_is_in_order(ponds, paper):
    assert ponds("import", paper, "-o", "out", "--print", "bill.xml").err == ""


def test_a_text_that_does_not_name_its_print_is_refused_with_what_to_do(amend, paste):
    ran = amend("import", paste(), "-o", "out")
    assert ran.code == 1
    assert ran.err.startswith("amend: pasted.txt:1: it does not say which print it amends; say so: --print ")
    assert "out" not in amend.files()


def test_a_draft_that_is_there_already_is_never_written_over(amend, paste):
    (amend.folder / "out").mkdir()
    (amend.folder / "out" / "003-NC4-a.md").write_text("mine", encoding="utf-8")
    before = amend.files() | {paste(): PASTED.encode()}
    ran = amend("import", "pasted.txt", "-o", "out", "--print", "Bill 1")
    assert ran.code == 1
    assert ran.err == "amend: out/003-NC4-a.md: it is there already; name another folder with -o, or move it\n"
    assert amend.files() == before


def test_other_files_in_the_folder_are_left_alone(amend, paste):
    (amend.folder / "out").mkdir()
    (amend.folder / "out" / "mine.md").write_text("mine", encoding="utf-8")
    assert amend("import", paste(), "-o", "out", "--print", "Bill 1").code == 0
    assert amend.files()["out/mine.md"] == b"mine"


@pytest.mark.parametrize(
    "number", ["../../up", "a/b", "..", "con:", "*?<>|", "é" * 300, "1" * 300, "\\x", " ", "", "\ud800"]
)
def test_no_number_makes_an_unsafe_file_name(amend, number):
    item = {"amendmentId": 1, "marshalledListText": number, "amendmentLines": [{"text": ONE}]}
    (amend.folder / "reply.json").write_text(json.dumps(item), encoding="utf-8")
    assert amend("import", "reply.json", "-o", "out", "--print", "Bill 1").code == 0
    (name,) = (name.removeprefix("out/") for name in amend.files() if name.startswith("out/"))
    assert set(name) <= set("0123456789-.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    assert name.startswith("001-")
    assert 4 < len(name.removesuffix(".md")) < 80


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("none.xml", None, "none.xml: there is no such file"),
        ("a.pdf", b"%PDF-1.7 \xff", "a.pdf: it is cut off: its end is not there"),
        ("a.docx", b"PK\x03\x04\xff", "a.docx: it is damaged or cut short; save it again in Word"),
        ("a.xml", b"<a/>", "a.xml: it has no list of amendments"),
        ("a.xml", b"text", "a.xml:1: it is not whole XML"),
        ("a.json", b"text", "a.json:1: it is not whole JSON"),
        ("a.txt", b"text", "a.txt: there is no amendment in it"),
        ("a.txt", b"caf\x81", "a.txt:1: it is not UTF-8 text"),
        ("a.txt", b"caf\xe9", "a.txt: there is no amendment in it"),
        ("a.md", b'---\nprint: "Bill 1"\n---\n\nwords', "a.md: it is a draft already"),
    ],
)
def test_what_cannot_be_imported_is_refused_on_one_line(amend, name, data, fault):
    if data is not None:
        (amend.folder / name).write_bytes(data)
    ran = amend("import", name, "-o", "out", "--print", "Bill 1")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"amend: {fault}")
    assert len(ran.err.splitlines()) == 1
    assert "out" not in amend.files()


def test_a_print_that_cannot_be_read_is_refused(amend, paste):
    ran = amend("import", paste(), "-o", "out", "--print", "none.xml")
    assert (ran.code, ran.err) == (1, "amend: none.xml: there is no such file; check the name\n")


def test_a_file_in_the_place_of_the_folder_is_refused(amend, paste):
    ran = amend("import", paste(), "-o", "pasted.txt", "--print", "Bill 1")
    assert ran.code == 1
    assert ran.err.startswith("amend: pasted.txt")
    assert amend.files()["pasted.txt"] == PASTED.encode()


def test_a_paper_does_not_overwrite_what_it_is_made_of(ponds, draft):
    name = draft("1.md", ONE, "1")
    before = ponds.files()
    for output in (name, "bill.xml"):
        assert ponds("paper", name, "-o", output, "--print", "bill.xml").code == 1
    assert ponds.files() == before


def test_drafts_to_two_prints_make_no_paper(amend, draft):
    ran = amend("paper", draft("1.md", ONE, "1"), draft("2.md", ONE, "2", "Bill 2"), "-o", "paper.xml")
    assert ran.code == 1
    assert ran.err.startswith("amend: 2.md: its print is Bill 2, and that of the others is Bill 1; ")
    assert "paper.xml" not in amend.files()


@pytest.mark.parametrize(
    "arguments", [["import", "paper.xml"], ["import"], ["paper", "-o", "a.xml"], ["paper", "1.md"]]
)
def test_what_is_missing_is_a_usage_error(amend, arguments):
    assert amend(*arguments).code == 2


def test_a_real_paper_is_imported_whole(amend, corpus):
    ran = amend("import", corpus / "papers" / "victims-prisoners-pbc-2023-06-28.xml", "-o", "out")
    slips = [f"amend: amendment {number}: a comma is missing after the line number" for number in (69, 70)]
    assert (ran.code, ran.err.splitlines()) == (0, slips)
    assert ran.rows[-2:] == ["withdrawn: 41 (22 June 2023)", "82 amendments imported, 0 findings."]


def test_what_was_typed_for_a_mark_or_citation_is_noted_as_elsewhere(ponds, paste):
    ran = ponds("import", paste("1 cl 1 p1 l2 leave out “clean”"), "-o", "out", "--print", "bill.xml")
    assert ran.code == 0
    said = ponds("check", "bill.xml", "out")
    assert "was read as “Clause 1, page 1, line 2,”" in ran.err
    assert "was read as “Clause 1, page 1, line 2,”" in said.out


class TestAPaperInWord:
    """A paper that `export` wrote, or anyone, in Word."""

    @pytest.fixture
    def written(self, ponds, draft):
        """Writes the paper of two drafts and gives its name."""
        drafts = [draft("1.md", ONE, "1"), draft("2.md", AMENDED, "NC2")]
        assert ponds("export", *drafts, "-o", "paper.docx", "--print", "bill.xml").code == 0
        return "paper.docx"

    def edited(self, amend, *edits):
        file = amend.folder / "paper.docx"
        file.write_bytes(rewritten(file.read_bytes(), *edits))

    def test_it_comes_in_and_each_amendment_is_tried_on_the_print(self, ponds, written):
        ran = ponds("import", written, "-o", "out", "--print", "bill.xml")
        assert (ran.code, ran.err) == (0, "")
        assert ran.rows[-1] == "2 amendments imported, 0 findings."
        assert ponds("apply", "bill.xml", "out", "-o", "made.xml").code == 0

    def test_one_that_cannot_be_made_is_named_and_the_others_are_taken_in(self, ponds, written):
        style = '<w:pStyle w:val="AmendmentInstruction"/>'
        new = p("\tClause 1, page 1, line 2, leave out “", cut("clean"), ins("filthy"), "”", properties=style)
        self.edited(ponds, ("Clause 1, page 1", new))
        ran = ponds("import", written, "-o", "out", "--print", "bill.xml")
        assert (ran.code, ran.rows[-1]) == (3, "2 amendments imported, 1 finding.")
        assert "amendment 1: it cannot be made to Bill 1: " in ran.err
        assert "its tracked changes (by A) were read as made" in ran.err

    def test_without_its_print_that_is_said(self, ponds, written):
        ran = ponds("import", written, "-o", "out")
        assert ran.code == 0
        assert "its print is not at hand, so no amendment was tried on it" in ran.err

    def test_options_of_an_edited_bill_are_a_mistake_of_usage(self, ponds, written):
        assert ponds("import", written, "-o", "out", "--untracked").code == 2

    def test_it_is_checked_as_it_is(self, ponds, written):
        new = p("\tClause 1, page 1, line 2, leave out “", cut("clean"), ins("filthy"), "”", properties='<w:pStyle w:val="AmendmentInstruction"/>')  # fmt: skip
        self.edited(ponds, ("Clause 1, page 1", new))
        ran = ponds("check", "bill.xml", written)
        assert ran.code == 3
        assert "“filthy” is not on page 1, line 2" in " ".join(ran.out.split())
        assert "its tracked changes (by A) were read as made" in ran.err
