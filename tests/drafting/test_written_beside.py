"""What a text gives is written beside the drafts that are there, none of which is overwritten or made twice."""

from amend.drafting.written_beside import written_beside
from amend.formats import draft
from amend.model.amendment import Amendment


def amendment(number, words="Clause 1, page 1, line 3, leave out “carp” and insert “pike”", print_="Bill 1"):
    return Amendment(words, number, house="Commons", print=print_)


def held(folder):
    return {file.name: draft.read(file).words for file in folder.glob("*.md")}


def test_a_taken_number_gets_the_next_of_its_series_and_the_same_words_are_not_written_twice(tmp_path):
    first = [amendment("1"), amendment("2", "Clause 2, page 1, line 9, leave out “eel”"), amendment("NC1", "New")]
    assert written_beside(tmp_path / "mine", first) == 3
    before = held(tmp_path / "mine")
    assert written_beside(tmp_path / "mine", first) == 0
    assert written_beside(tmp_path / "mine", [amendment("1", "Other"), amendment("NC1", "Newer"), first[0]]) == 2
    assert held(tmp_path / "mine") == {**before, "3.md": "Other", "nc2.md": "Newer"}


def test_the_same_words_to_another_print_are_another_amendment(tmp_path):
    written_beside(tmp_path, [amendment("1")])
    assert written_beside(tmp_path, [amendment("1", print_="Bill 2")]) == 1
    assert held(tmp_path).keys() == {"1.md", "2.md"}


def test_a_file_that_cannot_be_read_keeps_its_name(tmp_path):
    (tmp_path / "1.md").write_bytes(b"no draft")
    assert written_beside(tmp_path, [amendment("1")]) == 1
    assert (tmp_path / "1.md").read_bytes() == b"no draft"
    assert {file.name for file in tmp_path.iterdir()} == {"1.md", "2.md"}
