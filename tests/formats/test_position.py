"""A position's file is read with every value a string, written back the same, and refused in one clear line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amend.errors import AmendError, DraftError, ReadError
from amend.formats import draft, position
from amend.model.position import KINDS, STANCES, SURENESS, Evidence, Position, When

WORDS = st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=30).filter(str.strip)
SUMMARY = st.lists(st.sampled_from("a firewall would keep victims safe (1) — “so” 10.50".split()), min_size=1).map(
    " ".join
)
DATES = st.one_of(
    st.just(""),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(str),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(lambda day: str(day)[:7]),
    st.integers(1900, 2100).map(str),
    st.just("2020-05/2022-05"),
)
FILE = """---
id: "P1"
date: "2023-11-09"
who: "A Commissioner"
kind: "commissioner"
vehicle: "letter"
stance: "proposes"
sure: "verified"
sources: ["A page"]
---

What was held.
"""


@given(
    st.builds(
        Position, id=WORDS, when=DATES.map(When.of), actor=st.just("actor"), who=WORDS, kind=st.sampled_from(KINDS),
        vehicle=WORDS, stance=st.sampled_from(STANCES), summary=SUMMARY, sources=st.lists(WORDS, max_size=3).map(tuple),
        sure=st.sampled_from(SURENESS), on=st.lists(WORDS, max_size=2).map(tuple), people=st.one_of(st.just(""), WORDS),
        bodies=st.just(""), strength=st.one_of(st.just(""), WORDS),
        evidence=st.lists(st.builds(Evidence, WORDS, st.just("") | WORDS, st.just("") | WORDS, WORDS), max_size=3).map(tuple),
    )
)  # fmt: skip
def test_what_is_written_is_read_back(one):
    assert position.loads(position.dumps(one), "actor") == one


def test_a_file_is_read_with_its_folder_as_the_actor(tmp_path):
    folder = tmp_path / "some-actor" / "positions"
    folder.mkdir(parents=True)
    (folder / "one.md").write_text(FILE, "utf-8")
    (read,) = position.read_all(tmp_path)
    assert (read.actor, read.id, read.on, read.when.exact) == ("some-actor", "P1", ("firewall",), True)
    assert read.summary == "What was held."


ROWS = """sources: ["A page"]
evidence:
  - what: "referrals"
    value: "537"
    period: "2020 to 2023"
    source: "A letter"
  - what: "A threat"
    source: "A newspaper"
"""


def test_figures_cases_and_findings_are_read_in_order_and_a_file_without_them_has_none():
    read = position.loads(FILE.replace('sources: ["A page"]\n', ROWS), "actor")
    assert read.evidence == (
        Evidence("referrals", "537", "2020 to 2023", "A letter"),
        Evidence("A threat", "", "", "A newspaper"),
    )
    assert position.loads(FILE, "actor").evidence == ()
    assert ROWS in position.dumps(read)
    assert "evidence" not in position.dumps(position.loads(FILE, "actor"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ('what: "referrals"', 'whta: "referrals"'),
            ":10: row 1 of “evidence” has a key “whta”; the keys are what, value, period, source",
        ),
        (('    source: "A letter"\n', ""), ":10: row 1 of “evidence” has no “source”; add "),
        (('what: "A threat"', 'value: "1"'), ":10: row 2 of “evidence” has no “what”; add "),
        (('value: "537"', 'value: ["537", "538"]'), ":10: “value” in row 1 of “evidence” is not one value; "),
        (('value: "537"', 'value: "537"\n    value: "357"'), ":13: “value” stands twice; "),
        (('value: "537"', "value: “537”"), ":12: “value” has “ and ” around its value; "),
        (
            ('- what: "referrals"', '- "537"\n  - what: "referrals"'),
            ":10: row 1 of “evidence” has no keys; begin it with ",
        ),
        (("evidence:\n", "evidence: none\nrest:\n"), ":10: “evidence” is not a list of rows; begin each with "),
    ],
)
def test_a_bad_row_of_evidence_gets_one_clear_line(change, message):
    text = FILE.replace('sources: ["A page"]\n', ROWS)
    with pytest.raises(DraftError) as error:
        position.loads(text.replace(*change), "actor", source="p.md")
    assert str(error.value).startswith(f"p.md{message}")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('date: "2023-11-09"', 'date: "9 November"'), ":3: “9 November” is not a date; write a day as"),
        (('date: "2023-11-09"', 'date: "2023-02-30"'), ":3: “2023-02-30” is not a date: day is out of range"),
        (('date: "2023-11-09"', 'date: "2023/2021"'), ":3: “2023/2021” ends before it begins; "),
        (('stance: "proposes"', 'stance: "likes"'), ":7: “likes” is no stance that is known; write one of proposes, "),
        (('kind: "commissioner"', 'kind: "wizard"'), ":5: “wizard” is no kind that is known; "),
        (('sure: "verified"', 'sure: "maybe"'), ":8: “maybe” is no sure that is known; "),
        (('id: "P1"\n', ""), ":2: it has no “id”; add a row "),
        (
            ('vehicle: "letter"', 'vehicel: "letter"'),
            ":6: “vehicel” is not a key of a position; did you mean “vehicle”?",
        ),
        (('sources: ["A page"]', 'sources: "A page"'), ":9: “sources” is not a list of texts; "),
        (("What was held.", ""), ":10: there is nothing below the front matter; "),
        (("---\n", "", 1), ":1: it does not begin with “---”; "),
    ],
)
def test_what_is_wrong_is_said_in_one_line_with_its_place(change, message):
    with pytest.raises(DraftError) as error:
        position.loads(FILE.replace(*change), "actor", source="p.md")
    assert str(error.value).startswith(f"p.md{message}")
    assert "\n" not in str(error.value)


def test_two_positions_with_one_id_are_an_error(tmp_path):
    for name in ("one", "two"):
        folder = tmp_path / name / "positions"
        folder.mkdir(parents=True)
        (folder / "a.md").write_text(FILE, "utf-8")
    with pytest.raises(DraftError, match=r"is the id of .*one.* too"):
        position.read_all(tmp_path)


def test_a_position_is_not_taken_for_a_draft(tmp_path):
    file = tmp_path / "a.md"
    file.write_text(FILE, "utf-8")
    with pytest.raises(DraftError, match="“id” is not a key of a draft"):
        draft.read(file)


@pytest.mark.parametrize(
    ("said", "earliest", "latest"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2024-05/2024-06", date(2024, 5, 1), date(2024, 6, 30)),
        ("2020-12/2022", date(2020, 12, 1), date(2022, 12, 31)),
    ],
)
def test_a_date_that_is_not_exact_stands_for_its_days(said, earliest, latest):
    when = When.of(said)
    assert (when.earliest, when.latest, when.exact) == (earliest, latest, False)
    assert when.by(latest)
    assert not when.by(earliest)


def test_a_broken_file_is_told_and_the_others_are_read(tmp_path):
    folder = tmp_path / "one" / "positions"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(FILE, "utf-8")
    (folder / "b.md").write_text(FILE.replace("proposes", "likes"), "utf-8")
    (folder / "c.md").write_bytes(b'---\nid: "\xff"\n')
    (folder / "d.md").write_text(FILE, "utf-8")
    (folder / "e.md").mkdir()
    (folder / ".f.md.part").write_text("half", "utf-8")
    found, broken = position.read_each(tmp_path)
    assert [one.source for one in found] == [str(folder / "a.md"), str(folder / "d.md")]
    assert [str(error).removeprefix(f"{folder}/").split(";")[0] for error in broken] == [
        "b.md:7: “likes” is no stance that is known",
        "c.md:2: it is not UTF-8 text",
        "e.md: it is a folder",
        f"d.md: “P1” is the id of {folder}/a.md too",
    ]
    with pytest.raises(AmendError, match="likes"):
        position.read_all(tmp_path)


def test_a_folder_without_actors_holds_no_position_and_one_that_is_not_there_is_an_error(tmp_path):
    (tmp_path / "README.md").write_text("What this is.\n", "utf-8")
    assert position.read_each(tmp_path) == ([], [])
    with pytest.raises(
        ReadError, match=r"gone: it cannot be looked into \(No such file or directory\); name the folder"
    ):
        position.read_each(tmp_path / "gone")
