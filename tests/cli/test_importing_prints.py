"""`amend import` of prints that are only PDF or HTML, and of amendment papers in PDF."""

from made_pdf import Put, paper, pdf, ponds

from amend.drafting import papers
from amend.formats import akn
from amend.model.lines import Reading

PAGE = """<html><head><title>Ponds Bill - Parliament</title></head><body><p>Make provision about ponds.</p>
<p>Be it enacted as follows:—</p><h3>1 Ponds</h3><p>(1) Ponds are to be clean.</p></body></html>"""


def test_a_bill_in_pdf_is_written_with_its_lines_and_what_was_unsure_is_said_by_page_and_line(amend):
    (amend.folder / "bill.pdf").write_bytes(ponds()[0])
    ran = amend("import", "bill.pdf", "-o", "out.xml")
    assert (ran.code, ran.rows) == (0, ["3 clauses read, in out.xml"])
    assert "page 1, line 8 (“(b) in subsection (2)" in ran.err
    assert Reading(akn.read(amend.folder / "out.xml")).line(1, 2)


def test_one_that_is_locked_is_one_line_and_nothing_is_written(amend):
    (amend.folder / "bill.pdf").write_bytes(pdf([[]], locked=True))
    ran = amend("import", "bill.pdf", "-o", "out.xml")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "amend: bill.pdf: it is locked with a password; save it without one\n"
    assert list(amend.files()) == ["bill.pdf"]


def test_one_whose_margin_cites_another_print_is_refused_unless_its_words_alone_are_asked_for(amend):
    pages = []
    ponds(keep=pages, margin="")
    pages[3].append(Put(540, 700, "p. 1", 7))
    (amend.folder / "bill.pdf").write_bytes(pdf(pages))
    ran = amend("import", "bill.pdf", "-o", "out.xml")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "amend: bill.pdf: its lines were not read: its margin has the pages and lines of another print, but the file "
        "does not tell where each begins; get the XML or Word file of the Bill, or take its words alone with "
        "--without-lines\n"
    )
    assert list(amend.files()) == ["bill.pdf"]
    ran = amend("import", "bill.pdf", "-o", "out.xml", "--without-lines")
    assert (ran.code, ran.rows) == (0, ["3 clauses read, in out.xml"])
    assert "its lines were left out, as was asked" in ran.err
    assert not Reading(akn.read(amend.folder / "out.xml")).lines
    assert amend("import", "bill.pdf", "-o", "drafts", "--without-lines").code == 2


def test_a_bill_in_html_is_written_and_it_is_said_that_it_has_no_lines(amend):
    (amend.folder / "bill.html").write_text(PAGE)
    ran = amend("import", "bill.html", "-o", "out.xml")
    assert (ran.code, ran.rows) == (0, ["1 clause read, in out.xml"])
    assert "a page has no printed lines" in ran.err
    assert amend("import", "bill.html", "-o", "drafts").code == 2


def test_an_amendment_paper_in_pdf_gives_drafts(amend):
    (amend.folder / "paper.pdf").write_bytes(paper())
    ran = amend("import", "paper.pdf", "-o", "drafts")
    assert ran.code == 0, ran.err
    (draft,) = (file.read_text() for file in (amend.folder / "drafts").iterdir())
    assert 'mover: "Ann Otter"' in draft
    assert "“(3A) The keeper must in each calendar year count the newts and the frogs.”" in draft
    assert "This would have newts counted." in draft


def test_names_of_peers_one_below_another_are_so_many_movers_and_a_running_head_is_none(amend):
    first = ["Ponds Bill [HL]", "AMENDMENT TO BE MOVED IN COMMITTEE", "BARONESS OTTER OF POND", "LORD PIKE"]
    put = [Put(300 - 3 * len(words), 760 - 14 * at, words) for at, words in enumerate(first)]
    put += [Put(72, 700, "1"), Put(110, 700, "Page 1, line 4, at end insert “or frogs”")]
    head = [Put(72, 800, "2"), Put(220, 800, "House of Lords: 9 May 2023"), Put(300, 700, "LADY NEWT")]
    head += [Put(72, 680, "2"), Put(110, 680, "Page 2, line 5, leave out “newts”")]
    (amend.folder / "paper.pdf").write_bytes(pdf([put, head]))
    ran = amend("import", "paper.pdf", "-o", "drafts", "--print", "HL Bill 54")
    said = "".join(file.read_text() for file in sorted((amend.folder / "drafts").iterdir()))
    assert 'mover: "BARONESS OTTER OF POND"\nsupporters: ["LORD PIKE"]' in said, ran.err
    assert "2 amendments" in ran.out
    assert "9 May" not in said + ran.err


def test_a_title_over_two_rows_is_no_mover_and_a_letter_beside_a_name_is_the_number():
    head = ("House of Commons", "Keeping of Ponds and of Things Kept in", "Ponds Bill", "(Bill 285)", "AMENDMENT PAPER")
    put = [Put(300 - 3 * len(words), 780 - 14 * at, words) for at, words in enumerate(head)]
    put += [Put(72, 690, "NC1"), Put(200, 690, "Ann Otter"), Put(110, 670, "To move the following Clause—")]
    put += [
        Put(110, 656, "“Newts"),
        Put(110, 642, "Newts are to be counted.”"),
        Put(110, 614, "As an amendment to NC1:"),
    ]
    put += [Put(72, 590, "(a)"), Put(200, 590, "Bob Pike"), Put(110, 570, "Line 1, after “Newts” insert “and frogs”")]
    read = papers.read_as("paper.pdf", pdf([put]))
    assert [(one.number, one.mover) for one in read.amendments] == [("NC1", "Ann Otter"), ("(a)", "Bob Pike")]
    assert (read.bill, read.number) == ("Keeping of Ponds and of Things Kept in Ponds Bill", "Bill 285")


def test_the_page_number_of_a_paper_of_one_page_is_no_amendment():
    rows = (
        "House of Commons",
        "Ponds Bill",
        "(Bill 285)",
        "7",
        "Ann Otter",
        "Clause 1, page 1, line 4, leave out “all”",
    )
    put = [Put(110, 760 - 16 * at, words) for at, words in enumerate(rows)]
    read = papers.read_as("paper.pdf", pdf([[*put, Put(290, 40, "1", 8)]]))
    assert [one.number for one in read.amendments] == ["7"]
    assert not read.findings


def test_a_bill_in_pdf_is_no_paper(amend):
    (amend.folder / "bill.pdf").write_bytes(ponds()[0])
    ran = amend("import", "bill.pdf", "-o", "drafts")
    assert ran.code == 1
    assert "for a Bill give -o BILL.xml" in ran.err
