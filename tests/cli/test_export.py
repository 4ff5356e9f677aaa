"""`amend export` writes Word files: a Bill, a Bill with its changes tracked, an amendment paper."""

import pytest
import wordtext

WEED = "Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”"
FROGS = "After Clause 1, insert the following new Clause—\n\n“Frogs\n\nThe keeper must feed the frogs.”"


def file(amend, name="out.docx"):
    return (amend.folder / name).read_bytes()


def test_a_print_alone_is_a_clean_copy(ponds):
    ran = ponds("export", "bill.xml", "-o", "out.docx")
    assert ran == (0, "", "The Bill is in out.docx\n")
    assert "1\tDuty to keep ponds" in wordtext.says(file(ponds))


def test_with_drafts_it_is_the_bill_as_amended(ponds, draft):
    ran = ponds("export", "bill.xml", draft("1.md", WEED, "1"), "-o", "out.docx")
    assert (ran.code, ran.rows[-1]) == (0, "1 applied, 0 refused.")
    assert "(1)\tThe keeper must keep every pond clean and free of rubbish." in wordtext.says(file(ponds))


def test_tracked_every_edit_is_a_change(ponds, draft):
    ran = ponds("export", "bill.xml", draft("1.md", WEED, "1"), "-o", "out.docx", "--tracked")
    assert ran.code == 0
    assert wordtext.changes(file(ponds)) == [("Amendment 1", "ins", "rubbish"), ("Amendment 1", "del", "weed")]


def test_numbers_that_follow_can_be_left_as_they_are(ponds, draft):
    ponds("export", "bill.xml", draft("1.md", FROGS, "1"), "-o", "out.docx", "--tracked", "--no-renumber")
    assert {author for author, _, _ in wordtext.changes(file(ponds))} == {"Amendment 1"}
    ponds("export", "bill.xml", "1.md", "-o", "out.docx", "--tracked")
    assert {author for author, _, _ in wordtext.changes(file(ponds))} == {"Amendment 1", "amend: renumbering"}


def test_a_refused_amendment_ends_with_its_code_and_the_others_are_made(ponds, draft):
    wrong = draft("2.md", "Clause 1, page 1, line 2, leave out “hay”", "2")
    ran = ponds("export", "bill.xml", draft("1.md", WEED, "1"), wrong, "-o", "out.docx", "--tracked")
    assert (ran.code, ran.rows[-1]) == (3, "1 applied, 1 refused.")
    assert len(wordtext.changes(file(ponds))) == 2


def test_drafts_alone_are_an_amendment_paper(ponds, draft):
    ran = ponds("export", draft("1.md", WEED, "1"), "-o", "out.docx", "--print", "bill.xml")
    assert ran == (0, "", "The amendment paper is in out.docx\n")
    said = wordtext.says(file(ponds))
    assert said[:3] == ["House of Commons", "Ponds Bill", "(Bill 1)"]
    assert f"\t{WEED}" in said


@pytest.mark.parametrize("command", [("export", "out.docx"), ("paper", "out.xml")])
def test_a_paper_names_what_cannot_be_made_to_its_print_and_is_written_all_the_same(ponds, draft, command):
    verb, out = command
    wrong = draft("2.md", "Clause 1, page 1, line 2, leave out “hay”", "2")
    unplaced = draft("3.md", "To move the following Clause—\n\n“Frogs\n\nThe keeper must feed the frogs.”", "NC1")
    instead = draft("4.md", "Clause 1, page 1, line 3, leave out “weed” and insert “reeds”", "4")
    drafts = (draft("1.md", WEED, "1"), wrong, unplaced, instead)
    ran = ponds(verb, *drafts, "-o", out, "--print", "bill.xml")
    assert ran.code == 3
    (named,) = [row for row in ran.err.splitlines() if "cannot be made" in row]
    assert named.startswith("amend: amendment 2 cannot be made to this print: “hay” is not on page 1, line 2")
    assert file(ponds, out)
    assert ponds(verb, wrong, "-o", out).code == 0


def test_a_folder_of_drafts_is_a_paper_too_and_one_that_we_wrote_is_a_template(ponds, draft):
    draft("drafts/1.md", WEED, "1")
    assert ponds("export", "drafts", "-o", "one.docx").code == 0
    assert ponds("export", "drafts", "-o", "two.docx", "--template", "one.docx").code == 0
    assert wordtext.says(file(ponds, "two.docx")) == wordtext.says(file(ponds, "one.docx"))


def test_the_same_command_gives_the_same_file(ponds, draft):
    draft("1.md", WEED, "1")
    for name in ("one.docx", "two.docx"):
        ponds("export", "bill.xml", "1.md", "-o", name, "--tracked")
    assert file(ponds, "one.docx") == file(ponds, "two.docx")


def test_two_texts_compared_go_into_a_file_too(ponds, draft):
    assert ponds("apply", "bill.xml", draft("1.md", WEED, "1"), "-o", "amended.xml").code == 0
    ran = ponds("compare", "bill.xml", "amended.xml", "--docx", "out.docx")
    assert ran == (0, "", "The redline is in out.docx\n")
    assert wordtext.changes(file(ponds)) == [("amend", "ins", "rubbish"), ("amend", "del", "weed")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("bill.xml", "-o", "no/such/out.docx"), "no/such/out.docx: it cannot be written"),
        (("bill.xml", "-o", "bill.xml"), "bill.xml: that is one of the files read; name another file"),
        (("none.xml", "-o", "out.docx"), "none.xml: there is no such file; check the name"),
        (("1.md", "-o", "out.docx", "--template", "bill.xml"), "bill.xml: it is XML, not a Word document"),
        (("1.md", "-o", "1.md"), "1.md: that is one of the files read; name another file"),
    ],
    ids=["a place that is not there", "over the print", "no print", "a template of another kind", "over a draft"],
)
def test_what_cannot_be_done_is_one_clear_line(ponds, draft, arguments, message):
    draft("1.md", WEED, "1")
    before = file(ponds, "bill.xml")
    ran = ponds("export", *arguments)
    assert ran.code == 1
    assert f"amend: {message}" in ran.err
    assert ran.err.count("\n") == 1
    assert file(ponds, "bill.xml") == before
    assert not (ponds.folder / "out.docx").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("bill.xml", "--tracked", "-o", "out.docx"),
        ("1.md", "--tracked", "-o", "out.docx"),
        ("bill.xml", "1.md", "--template", "x.docx", "-o", "out.docx"),
        ("-o", "out.docx"),
        ("bill.xml",),
    ],
    ids=["tracked without drafts", "tracked for a paper", "a template for a Bill", "nothing", "no output"],
)
def test_options_that_say_nothing_are_a_matter_of_usage(ponds, draft, arguments):
    draft("1.md", WEED, "1")
    assert ponds("export", *arguments).code == 2


def test_a_character_that_no_file_can_hold_is_one_clear_line(ponds, draft):
    draft("1.md", WEED.replace("rubbish", "rub\x01bish"), "1")
    ran = ponds("export", "1.md", "-o", "out.docx")
    assert ran.code == 1
    assert "U+0001" in ran.err
    assert not (ponds.folder / "out.docx").exists()


@pytest.fixture
def office(ponds):
    """The command in a workspace that has bill.xml, and a way to write a draft there."""
    (ponds.folder / ".gitconfig").write_text("[user]\nname = A\nemail = a@example.invalid\n", "utf-8")
    ran = ponds("init", "space", "--bill", "bill.xml")
    assert ran.code == 0, ran.err
    there = type(ponds)(ponds.folder / "space")

    def write(name, words, number, print_="Bill 1"):
        file = there.folder / "drafts" / "member" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"---\nnumber: {number}\nprint: {print_}\n---\n\n{words}\n", "utf-8")

    return there, write


@pytest.mark.parametrize("command", [("export", "out.docx"), ("export", "out.txt"), ("paper", "out.xml")])
def test_in_a_workspace_a_paper_is_tried_on_the_print_that_its_drafts_name(office, command):
    there, write = office
    verb, out = command
    write("1.md", WEED, "1")
    assert there(verb, "member", "-o", out).code == 0
    write("2.md", "Clause 1, page 1, line 2, leave out “hay”", "2")
    write("3.md", "To move the following Clause—\n\n“Frogs\n\n(1) A frog is on\n\n(2) a leaf.\n\n(c) A pond.”", "NC1")
    ran = there(verb, "member", "-o", out)
    assert ran.code == 3
    named = [row for row in ran.err.splitlines() if "cannot be made" in row]
    assert [row.split()[2] for row in named] == ["2", "NC1"]
    assert b"Ponds Bill" in (there.folder / out).read_bytes() or out.endswith(".docx")


def test_a_paper_that_is_tried_on_no_print_says_so(ponds, draft, office):
    assert "no amendment was tried" in ponds("export", draft("1.md", WEED, "1"), "-o", "out.docx").err
    there, write = office
    write("1.md", WEED, "1", print_="Bill 2")
    ran = there("export", "member", "-o", "out.docx")
    assert ran.code == 0
    assert "no amendment was tried on its print; give that with --print" in ran.err


def test_a_paper_has_the_words_of_the_house_for_what_was_typed(office):
    there, write = office
    write("1.md", "cl 1, p 1, l 3, leave out \"weed\" & insert 'rubbish'".replace("'", '"'), "1")
    write("2.md", 'To move the following Clause -\n\n"Frogs\n\n(1) A frog is -\n(a) green, or\n(b) brown."', "NC1")
    write("3.md", "Clause 1 page 1 line 3, leave out “weed”", "3")
    ran = there("export", "member", "-o", "out.txt")
    assert ran.code == 0, ran.err
    said = (there.folder / "out.txt").read_text("utf-8")
    assert f"{WEED}\n" in said
    assert "To move the following Clause—\n“Frogs\n(1) A frog is—\n(a) green, or\n(b) brown.”" in said
    assert "Clause 1 page 1 line 3, leave out “weed”" in said
    assert "“cl 1, p 1, l 3,” was read as “Clause 1, page 1, line 3,”" in ran.err
