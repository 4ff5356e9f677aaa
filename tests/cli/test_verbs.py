"""One verb for one intention: export gives every form by its ending, convert drafts, and old names still do as they did."""

import shutil

import pytest
from shorthand import bill

from amend.cli.main import COMMANDS, EXAMPLES, OLD_NAMES
from amend.cli.position import COMMANDS as OF_POSITIONS
from amend.cli.position import EXAMPLES as OF_EXAMPLES
from amend.drafting import papers
from amend.formats import akn
from amend.formats import draft as drafts
from amend.word.edits.import_paper import import_word_paper

WEED = "Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”"
LORDS_CLAUSE = "After Clause 2, insert the following new Clause—\n\n“Frogs\n\n(1) Feed them.\n\n(2) Rest.”"
COMMONS_CLAUSE = LORDS_CLAUSE.replace("After Clause 2, insert the following new Clause", "To move the following Clause")
STATEMENT = "\n\nMember’s explanatory statement\n\nIt would feed the frogs."

SAID = 'mover: "Lord X"\nsupporters: ["Lord Y", "Lady Z"]\nstage: "Report"\ndecision: "agreed"\ndate: "2026-05-02"\n'


def test_a_paper_is_given_in_every_form_and_comes_in_again(ponds, draft):
    draft("d/1.md", WEED + STATEMENT, "1")
    draft("d/2.md", COMMONS_CLAUSE, "NC1")
    for name in ("out.docx", "out.xml", "out.html", "out.txt"):
        ran = ponds("export", "d", "-o", name, "--print", "bill.xml")
        assert ran == (0, "", f"The amendment paper is in {name}\n")
    shown = ponds("export", "d", "-o", "-", "--print", "bill.xml")
    assert shown == (0, (ponds.folder / "out.txt").read_text("utf-8"), "")
    words = [one.words for one in drafts.read_all([ponds.folder / "d"])]
    for name in ("out.xml", "out.txt", "out.docx"):
        again = import_word_paper(ponds.folder / name).paper if name == "out.docx" else papers.read(ponds.folder / name)
        assert [one.words for one in again.amendments] == words
        assert [one.statement for one in again.amendments] == ["It would feed the frogs.", ""]
    page = (ponds.folder / "out.html").read_text("utf-8")
    assert "<h2>NC1</h2>" in page
    assert WEED in page
    assert "It would feed the frogs." in page


def test_a_bill_is_given_in_every_form(ponds, draft):
    draft("1.md", WEED, "1")
    for name in ("out.docx", "out.xml", "out.html", "out.txt"):
        ran = ponds("export", "bill.xml", "1.md", "-o", name)
        assert (ran.code, ran.rows[-1]) == (0, "1 applied, 0 refused.")
    assert ponds("apply", "bill.xml", "1.md", "-o", "applied.xml").code == 0
    assert (ponds.folder / "out.xml").read_bytes() == (ponds.folder / "applied.xml").read_bytes()
    assert ponds("compare", "bill.xml", "applied.xml", "--html", "compared.html").code == 0
    assert (ponds.folder / "out.html").read_bytes() == (ponds.folder / "compared.html").read_bytes()
    text = ponds("export", "bill.xml", "1.md", "-o", "-")
    assert "free of rubbish" in text.out
    assert "applied" in text.err


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
def test_a_bill_is_given_as_pdf_where_libreoffice_is(ponds):
    assert ponds("export", "bill.xml", "-o", "out.pdf").code == 0
    assert (ponds.folder / "out.pdf").read_bytes().startswith(b"%PDF-")


def test_without_libreoffice_a_pdf_is_one_clear_line(ponds):
    ran = ponds("export", "bill.xml", "-o", "out.pdf", PATH="")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "amend: a PDF needs LibreOffice, which is not here; install it, or write a .docx\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["bill.xml", "-o", "out.rtf"],
        ["bill.xml", "-o", "out"],
        ["bill.xml", "-o", "out.html"],
        ["bill.xml", "1.md", "--tracked", "-o", "out.xml"],
        ["1.md", "--template", "x.docx", "-o", "out.txt"],
    ],
    ids=" ".join,
)
def test_a_form_that_cannot_be_is_a_matter_of_usage(ponds, draft, arguments):
    draft("1.md", WEED, "1")
    ran = ponds("export", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert not (ponds.folder / arguments[-1]).exists()


def test_old_names_do_as_they_did_and_are_not_listed(ponds, draft):
    draft("1.md", WEED, "1")
    untried = "amend: no amendment was tried on its print; give that with --print\n"
    assert ponds("paper", "1.md", "-o", "old.xml") == (0, "The paper, of 1 amendment, is in old.xml\n", untried)
    assert ponds("export", "1.md", "-o", "new.xml").code == 0
    assert (ponds.folder / "old.xml").read_bytes() == (ponds.folder / "new.xml").read_bytes()
    old, new = (ponds(verb, "1.md", "--house", "lords") for verb in ("write", "convert"))
    assert old == new == (0, f"1\n{WEED}\n", "")
    listed = ponds("--help").out
    assert not any(f"\n  {name} " in listed for name in OLD_NAMES)


def test_drafts_converted_keep_what_is_theirs_and_are_numbered_anew(ponds, draft):
    draft("d/1.md", LORDS_CLAUSE + STATEMENT, "7", "HL Bill 1")
    draft("d/2.md", WEED, "9", "HL Bill 1")
    file = ponds.folder / "d" / "1.md"
    file.write_text(file.read_text("utf-8").replace("---\n\n", f"{SAID}---\n\n", 1), "utf-8")
    ran = ponds("convert", "d", "--house", "commons", "-o", "out")
    assert (ran.code, ran.out) == (0, "2 amendments for the Commons, in out\n")
    assert ran.err.splitlines() == [
        "amend: amendment 7: it is number NC1 now; left out, for it is not of the Commons: stage “Report”,"
        " decision “agreed”; its print “HL Bill 1” is not of the Commons and was left out; name one with --print,"
        " and it is carried",
        "amend: amendment 9: it is number 1 now; its print “HL Bill 1” is not of the Commons and was left out; name"
        " one with --print, and it is carried",
    ]
    clause, words = (loaded(file) for file in sorted((ponds.folder / "out").iterdir()))
    assert (clause.number, clause.mover, clause.stage, clause.after) == ("NC1", "Lord X", "", "clause 2")
    assert (clause.supporters, clause.date, clause.decision) == (("Lord Y", "Lady Z"), "2026-05-02", "")
    assert (clause.words, clause.statement) == (COMMONS_CLAUSE.replace("\n\n", "\n"), "It would feed the frogs.")
    assert (words.number, words.house) == ("1", "Commons")


def loaded(file):
    """A draft that converting left without a print, as it is when one is written in."""
    text = file.read_text("utf-8")
    assert 'print: ""\n' in text
    return drafts.loads(text.replace('print: ""', 'print: "Bill 9"'))


def test_drafts_converted_for_a_print_of_the_other_house_are_carried_to_it(amend):
    ran = amend(
        "convert", "liberty-and-southall-black-sisters", "--house", "lords", "--print", "HL Bill 31", "-o", "out"
    )
    assert ran.code == 0
    assert "print “Bill 351”" not in ran.err
    found = drafts.read_all([amend.folder / "out"])
    assert {(one.print, one.house, one.stage) for one in found} == {("HL Bill 31", "Lords", "")}
    assert found[0].words.startswith("Clause 59, page 23, line 35, "), "on Bill 351 it is clause 53, page 20, line 33"
    assert amend("check", "HL Bill 31", "out").code == 0
    shown = amend("convert", "liberty-and-southall-black-sisters", "--house", "lords", "--print", "HL Bill 31")
    assert "Clause 59, page 23, line 35, " in shown.out


def test_drafts_of_the_house_keep_what_was_said_of_them(ponds, draft):
    draft("d/1.md", WEED, "9")
    file = ponds.folder / "d" / "1.md"
    file.write_text(
        file.read_text("utf-8").replace("---\n\n", 'house: "Commons"\nstage: "Report"\n---\n\n', 1), "utf-8"
    )
    assert ponds("convert", "d", "--house", "commons", "-o", "out").code == 0
    (one,) = drafts.read_all([ponds.folder / "out"])
    assert (one.stage, one.print, one.number) == ("Report", "Bill 1", "1")


def test_one_that_the_other_house_has_no_form_for_does_not_stop_the_others(ponds, draft):
    draft("d/1.md", COMMONS_CLAUSE, "NC1", "HL Bill 1")
    draft("d/2.md", WEED, "1", "HL Bill 1")
    ran = ponds("convert", "d", "--house", "lords", "-o", "out")
    assert (ran.code, ran.out) == (3, "1 amendment for the Lords, in out\n")
    assert "amendment NC1: in the Lords a new Clause says where it goes" in ran.err
    placed = ponds("convert", "d", "--house", "lords", "--place", "after cl 2", "-o", "placed")
    assert placed.code == 0
    assert drafts.read_all([ponds.folder / "placed"])[0].words == LORDS_CLAUSE.replace("\n\n", "\n")


def test_new_clauses_of_the_commons_go_where_place_says(amend, draft):
    akn.write(bill("1 Ponds\n  (1) Keep them.\n2 Fish\n  (1) Feed them."), amend.folder / "bill.xml")
    draft("d/1.md", COMMONS_CLAUSE, "NC1")
    draft("d/2.md", COMMONS_CLAUSE.replace("Frogs", "Newts"), "NC2")
    refused = amend("apply", "bill.xml", "d", "-o", "out.xml")
    assert refused.code == 3
    assert "--place" in refused.out
    ran = amend("apply", "bill.xml", "d", "--place", "after clause 1", "--place", "NC2: before 1", "-o", "out.xml")
    assert ran.code == 0, ran.out
    headings = [row for row in amend("export", "out.xml", "-o", "-").rows if row.split(" ", 1)[-1] in HEADINGS]
    assert [heading.split(" ", 1)[-1] for heading in headings] == ["Newts", "Ponds", "Frogs", "Fish"]
    assert amend("check", "bill.xml", "d", "--place", "clause 1").code == 0
    assert amend("check", "bill.xml", "d", "--place", "somewhere nice").code == 2


@pytest.mark.parametrize(
    ("typed", "answered"), [("after clause 1\n", "2 applied, 0 refused."), ("\n", "0 applied, 2 refused.")]
)
def test_on_a_terminal_the_place_is_asked_for_once(ponds, draft, typed, answered):
    draft("d/1.md", COMMONS_CLAUSE, "NC1")
    draft("d/2.md", COMMONS_CLAUSE.replace("Frogs", "Newts"), "NC2")
    shown = ponds.on_terminal("apply", "bill.xml", "d", "-o", "out.xml", typed=typed)
    assert shown.count("Where do NC1 and NC2 go?") == 1
    assert answered in shown


HEADINGS = {"Newts", "Ponds", "Frogs", "Fish"}


@pytest.mark.parametrize("verb", [*sorted(COMMANDS), *(f"position {verb}" for verb in sorted(OF_POSITIONS))])
def test_every_help_ends_with_an_example_that_is_understood(amend, verb):
    ran = amend(*verb.split(), "--help")
    example = ran.rows[-1].strip()
    assert ran.rows[-2] == "  For example:" or ran.rows[-2].strip() == "For example:"
    assert example.startswith(f"amend {verb.split()[0]}")
    assert example in {*EXAMPLES.values(), *OF_EXAMPLES.values()}
