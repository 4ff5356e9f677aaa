"""`amend explain` says what each amendment does; one that cannot be placed does not hide the others."""

import json

import pytest


@pytest.fixture
def three(ponds, draft):
    """The command, with a folder of three amendments, of which the second is to words that do not stand there."""
    draft("drafts/1.md", "Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”", "1")
    draft("drafts/2.md", "Clause 1, page 1, line 3, leave out “frogs”", "2")
    draft("drafts/3.md", "Clause 1, page 1, line 4, leave out “may” and insert “must”", "3")
    return ponds


def test_those_that_can_be_placed_are_explained_and_the_other_is_told_with_its_reason(three):
    ran = three("explain", "bill.xml", "drafts")
    assert ran.code == 3
    assert [row for row in ran.rows if row.startswith(("1  ", "2  ", "3  "))] == [
        "1  It replaces “weed” in clause 1(1) with the word “rubbish”.",
        "3  It replaces “may” in clause 1(2) with the word “must”.",
    ]
    assert ran.err.startswith("amend: amendment 2: “frogs” is not on page 1, line 3")


def test_as_data_the_one_that_cannot_be_placed_has_the_reason(three):
    ran = three("explain", "bill.xml", "drafts", "--json")
    assert ran.code == 3
    data = json.loads(ran.out)
    assert [entry["amendment"] for entry in data] == ["1", "3", "2"]
    assert data[0]["changes"] == [["clause 1(1)", *data[0]["changes"][0][1:]]]
    assert data[2]["refused"].startswith("“frogs” is not on page 1, line 3")


def test_a_file_that_is_no_draft_hides_none_of_the_others(three, draft):
    (three.folder / draft("drafts/4.md", "")).write_text("no front matter", encoding="utf-8")
    ran = three("explain", "bill.xml", "drafts")
    assert ran.code == 3
    assert [row[:1] for row in ran.rows if row.startswith(("1  ", "3  "))] == ["1", "3"]
    assert "\namend: drafts/4.md:1: it does not begin with “---”" in ran.err


def test_as_data_a_file_that_is_no_draft_has_a_key_of_its_own(three, draft):
    (three.folder / draft("drafts/4.md", "")).write_text("no front matter", encoding="utf-8")
    data = json.loads(three("explain", "bill.xml", "drafts", "--json").out)
    assert [entry["amendment"] for entry in data if "amendment" in entry] == ["1", "3", "2"]
    (file,) = [entry for entry in data if "file" in entry]
    assert (file["file"], file["place"]) == ("drafts/4.md", "drafts/4.md:1")
    assert file["refused"].startswith("it does not begin with “---”")
