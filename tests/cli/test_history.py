"""History and blame as they are printed: of a clause, of a draft, of a package, of a print."""

import subprocess

import pytest

from amend.ledger.shipped import COMMONS, DRAFTS, LORDS

CLERK = {
    "GIT_COMMITTER_NAME": "A Clerk",
    "GIT_COMMITTER_EMAIL": "clerk@example.invalid",
    "GIT_COMMITTER_DATE": "2026-01-05T10:00:00+00:00",
}


@pytest.fixture
def work(amend):
    """The command, in a workspace as `amend init` makes it."""
    ran = amend("init", "work", **CLERK)
    assert ran.code == 0, ran.err
    return type(amend)(amend.folder / "work")


def test_a_clause_is_shown_print_by_print_and_under_each_amendment(amend):
    ran = amend("history", "clause", "60")
    assert (ran.code, ran.err) == (0, "")
    assert [row for row in ran.rows if row[:1].isalnum() and "Bill" in row] == [
        "Bill 351 (As carried over from the last session, 2023-11-08): clause 54",
        "Bill 351 under amendment 2 of liberty-and-southall-black-sisters: clause 54",
        "HL Bill 31 (As brought from the Commons, 2023-12-06): clause 60",
        "HL Bill 31 under amendment 6 of commissioner: clause 60",
        "HL Bill 31 under amendment 4 of migrant-women-coalition: clause 60",
    ]
    assert "  [-54-]{+60+} Extent" in ran.rows
    assert "     {+(2A)+} {+Section (Migrant victims: no disclosure or use for immigration purposes)" in ran.out
    assert ran.rows[0] == "Restatement for drafting and comparison. Not the official text."


def test_a_clause_may_be_cited_from_another_print_and_given_as_data(amend):
    ran = amend("history", "clause 54", "--print", "Bill 351", "--json")
    assert [(one["print"], one["place"], one["actor"], one["amendment"]) for one in ran.data] == [
        ("Bill 351", "clause 54", "", ""),
        ("Bill 351", "clause 54", "liberty-and-southall-black-sisters", "2"),
        ("HL Bill 31", "clause 60", "", ""),
        ("HL Bill 31", "clause 60", "commissioner", "6"),
        ("HL Bill 31", "clause 60", "migrant-women-coalition", "4"),
    ]
    assert {"kind": "inserted", "words": "60"} in ran.data[2]["pieces"]


def test_a_draft_is_shown_version_by_version(work):
    file = work.folder / "drafts" / "commissioner" / "6.md"
    file.write_text(file.read_text("utf-8").replace("Wales, Scotland and", "Wales and"), "utf-8")
    ran = work("history", "drafts/commissioner/6.md")
    assert (ran.code, ran.err) == (0, "")
    assert ran.rows[0] == "drafts/commissioner/6.md: 2 versions"
    assert ran.rows[2].startswith("2023-12-06  Domestic Abuse Commissioner  (")
    assert ran.rows[2].endswith("commissioner: amendment 6: Clause 60: extent")
    again = ran.rows.index("not recorded yet")
    assert ran.rows[again + 1] == "Another words."
    assert "Wales[-, Scotland-] and" in " ".join(" ".join(ran.rows[again:]).split())
    data = work("history", "drafts/commissioner/6.md", "--json").data
    assert [(one["date"], one["changed"], len(one["changes"])) for one in data] == [
        ("2023-12-06", [], 1),
        ("", ["words"], 1),
    ]


def test_of_a_package_each_line_says_whose_words_it_has(amend):
    ran = amend("blame", "commissioner")
    assert (ran.code, ran.err) == (0, "")
    assert ran.rows[0].startswith(
        "Victims and Prisoners Bill · HL Bill 31 · As brought from the Commons · with amendments 1 to 7"
    )
    lines = [row for row in ran.rows if row[:8].strip() and row[4:5] == ":"]
    assert len(lines) > 1000
    assert "  14:1" in ran.out
    (first,) = [row for row in lines if "(1) A relevant body must not disclose" in row]
    assert first.split()[1:3] == ["commissioner", "2"]
    (own,) = [row for row in lines if "In this Part a “victim” is an" in row]
    assert "commissioner" not in own
    counts = [row.split(maxsplit=1) for row in ran.rows[-9:]]
    assert [name for _, name in counts] == [
        *(f"commissioner {n}" for n in range(1, 8)),
        "only HL Bill 31",
        "lines in all",
    ]
    assert int(counts[-1][0]) == sum(int(count) for count, _ in counts[:-1]) == len(lines)
    only = amend("blame", "commissioner", "--only")
    assert [row for row in only.rows if row[4:5] == ":"] == [row for row in lines if "commissioner" in row[8:24]]


def test_where_only_a_part_of_a_line_is_an_amendment_s_that_part_is_marked(amend):
    (amend.folder / "mine").mkdir()
    (amend.folder / "mine" / "7.md").write_text(
        '---\nnumber: "7"\nprint: "HL Bill 31"\n---\n\nClause 26, page 14, line 9, leave out “forbids” and insert “bars”\n',
        "utf-8",
    )
    for what in ("mine", "mine/7.md"):
        (line,) = [row for row in amend("blame", what).rows if "mine 7" in row and ":" in row[:8]]
        assert "that the data protection legislation{+ bars+} is" in line


def test_of_a_print_words_are_those_of_the_print_that_first_had_them(amend):
    for what in ("HL Bill 31", LORDS):
        ran = amend("blame", what)
        assert ran.code == 0
        counts = dict(reversed(row.split(maxsplit=1)) for row in ran.rows[-3:])
        assert list(counts) == ["HL Bill 31", "only Bill 351", "lines in all"]
    (line,) = [row for row in ran.rows if "(1) The Children Act 1989 is amended as follows" in row]
    assert line[8:].split()[:3] == ["HL", "Bill", "31"]


def test_of_a_bill_with_amendments_made_words_are_those_of_the_record(amend):
    amend("apply", LORDS, DRAFTS / "police-chiefs", DRAFTS / "government", "-o", "made.xml")
    ran = amend("blame", "made.xml", "--only", "--json")
    assert ran.code == 0
    whose = {tuple(one.values()) for line in ran.data for run in line["runs"] for one in run["whose"]}
    assert {("HL Bill 31", "police-chiefs", "1"), ("HL Bill 31", "government", "1"), ("HL Bill 31", "", "")} <= whose
    assert ("", "", "") not in whose  # nothing is left over


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["history", "clause 99"], "amend: there is no clause 99 in HL Bill 31"),
        (["history", "the extent clause"], "amend: “the extent clause” is no citation, page or eId of HL Bill 31; write it like"),
        (["history", "x.md"], "amend: x.md: it is in no workspace, so no versions of it are recorded; make a workspace"),
        (["history", "clause 1", "--print", "Bill 1"], "the print “Bill 1” is not among the prints there (Bill 351, HL Bill 31)"),
        (["blame", "nobody"], "“nobody” is no file, no actor of the record and no print at hand; the actors are commissioner,"),
        (["blame", "committees"], "committees has no amendments in the record"),
        (["blame", "gone.xml"], "amend: gone.xml: there is no such file"),
        (["blame", "gone.md"], "amend: gone.md: there is no such file"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_in_one_line(amend, arguments, message):
    ran = amend(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert message in ran.err
    assert len(ran.err.splitlines()) == 1


def test_amendments_to_two_prints_have_no_lines_in_common(amend):
    (amend.folder / "both").mkdir()
    for name, actor in (("1.md", "commissioner/2.md"), ("2.md", "liberty-and-southall-black-sisters/2.md")):
        (amend.folder / "both" / name).write_bytes((DRAFTS / actor).read_bytes())
    ran = amend("blame", "both")
    assert ran.code == 1
    assert "both: the amendments are to HL Bill 31 and Bill 351, and lines are those of one print" in ran.err


def test_a_refused_amendment_is_told_and_the_others_are_shown(amend):
    (amend.folder / "mine").mkdir()
    for number, word in (("1", "forbids"), ("2", "allow")):
        (amend.folder / "mine" / f"{number}.md").write_text(
            f'---\nnumber: "{number}"\nprint: "HL Bill 31"\n---\n\nClause 26, page 14, line 9, leave out “{word}”\n',
            "utf-8",
        )
    ran = amend("blame", "mine", "--only")
    assert ran.code == 3
    assert "amend: amendment 2 was refused: “allow” is not on page 14, line 9" in ran.err
    assert "lines in all" in ran.out


def test_a_broken_draft_in_the_record_is_told_and_the_rest_shown(work):
    (work.folder / "drafts" / "commissioner" / "6.md").write_text("broken\n", "utf-8")
    ran = work("history", "clause 60")
    assert ran.code == 3
    assert "6.md:1: it does not begin with “---”" in ran.err
    assert "HL Bill 31 under amendment 4 of migrant-women-coalition: clause 60" in ran.rows
    ran = work("blame", COMMONS)
    assert ran.code == 0  # the oldest print needs no draft
    done = subprocess.run(["git", "status", "--porcelain"], cwd=work.folder, capture_output=True, check=True)
    assert done.stdout.decode().strip() == "M drafts/commissioner/6.md"  # nothing else was touched
