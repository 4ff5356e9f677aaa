"""`amend draft` writes the amendments that lead from one text to another, proved, or says where it cannot."""

import json

import pytest


@pytest.fixture
def edited(ponds):
    """The command, with bill.xml and new.xml, in which two words are others."""
    text = (ponds.folder / "bill.xml").read_text("utf-8")
    (ponds.folder / "new.xml").write_text(text.replace("weed", "rubbish").replace("may charge", "must charge"), "utf-8")
    return ponds


def test_the_amendments_are_written_as_drafts_that_apply(edited):
    ran = edited("draft", "bill.xml", "new.xml", "-o", "out")
    assert (ran.code, ran.out, ran.err) == (0, "2 amendments, proved, in out\n", "")
    assert sorted(file.name for file in (edited.folder / "out").iterdir()) == ["1.md", "2.md"]
    ran = edited("apply", "bill.xml", "out", "-o", "got.xml")
    assert ran.code == 0
    assert edited("compare", "got.xml", "new.xml").rows[-1] == "There is no difference."


def test_without_a_folder_they_are_shown_and_as_data_they_have_three_keys(edited):
    assert edited("draft", "bill.xml", "new.xml").rows == [
        "1",
        "Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”",
        "",
        "2",
        "Clause 1, page 1, line 4, leave out “may” and insert “must”",
    ]
    data = json.loads(edited("draft", "bill.xml", "new.xml", "--json").out)
    assert [set(entry) for entry in data] == [{"amendment", "words", "after"}] * 2


def test_a_folder_with_something_in_it_is_left_alone(edited):
    (edited.folder / "out").mkdir()
    (edited.folder / "out" / "mine.md").write_text("mine")
    before = edited.files()
    ran = edited("draft", "bill.xml", "new.xml", "-o", "out")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "amend: out: it has something in it; name another folder with -o\n"
    assert edited.files() == before


def test_what_no_amendment_can_say_is_one_line_and_nothing_is_written(edited):
    text = (edited.folder / "bill.xml").read_text("utf-8")
    (edited.folder / "new.xml").write_text(text.replace("keep every", "“hold every"), "utf-8")
    ran = edited("draft", "bill.xml", "new.xml", "-o", "out")
    assert ran.code == 1
    assert ran.err.startswith("amend: clause 1: no amendment can say what the new text has there: ")
    assert ran.err.count("\n") == 1
    assert not (edited.folder / "out").exists()


def test_the_words_are_those_of_the_house_asked_for(edited):
    text = (edited.folder / "bill.xml").read_text("utf-8")
    start = text.index("<section", text.index("<section") + 1)
    end = text.index("</section>", start) + len("</section>")
    (edited.folder / "new.xml").write_text(text[:start] + text[end:], "utf-8")
    lords = edited("draft", "bill.xml", "new.xml", "--house", "lords").rows[1]
    commons = edited("draft", "bill.xml", "new.xml", "--house", "commons").rows[1]
    assert (lords, commons) == ("Leave out Clause 2", "Page 1, line 5, leave out Clause 2")


def test_where_one_clause_cannot_be_drafted_the_rest_is_written_and_proved(edited):
    text = (edited.folder / "bill.xml").read_text("utf-8")
    broken = text.replace("keep every", "“hold every").replace("must not sell", "must never sell")
    assert broken.count("must never sell") == 1
    (edited.folder / "new.xml").write_text(broken, "utf-8")
    ran = edited("draft", "bill.xml", "new.xml", "-o", "out")
    assert (ran.code, ran.out) == (3, "1 amendment, proved, in out\n")
    assert ran.err.startswith("amend: clause 1: no amendment can say what the new text has there: ")
    assert "never" in (edited.folder / "out" / "1.md").read_text("utf-8")
