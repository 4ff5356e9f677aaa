"""Every version of a draft as git has it, with what became of the Bill; and of a clause, print by print."""

import os
import subprocess

import pytest

from amend.errors import AddressError, ReadError, RecordError
from amend.ledger import history
from amend.ledger.git import founding
from amend.ledger.prints import at_hand

CLAUSE_60 = [
    ("Bill 351", "clause 54", "", "", False),
    ("Bill 351", "clause 54", "liberty-and-southall-black-sisters", "2", True),
    ("HL Bill 31", "clause 60", "", "", True),
    ("HL Bill 31", "clause 60", "commissioner", "6", True),
    ("HL Bill 31", "clause 60", "migrant-women-coalition", "4", True),
]
"""Extent: where it is in either print, and who changes it, by the packages' own titles."""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    return at_hand(tmp_path_factory.mktemp("nowhere"))


@pytest.fixture
def work(tmp_path, monkeypatch):
    """A workspace, as `amend init` makes it; git there, and a draft in it."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A Clerk")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "clerk@example.invalid")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    return founding.init(tmp_path / "work").workspace


def git(work, *arguments):
    subprocess.run(["git", *arguments], cwd=work.root, check=True, capture_output=True, timeout=60)


def commit(work, subject, day):
    git(work, "add", "-A")
    git(work, "commit", "-q", "-m", subject, f"--date={day}T12:00:00+00:00", "--author=An Author <a@example.invalid>")


def change(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def changed(version):
    """What the version makes of the Bill: what it puts in and leaves out, against the version before."""
    return [(one.kind, one.before, one.after) for one in version.comparison.changes]


def test_each_version_of_a_draft_says_when_whose_and_what_became_of_the_bill(work):
    file = work.drafts / "commissioner" / "6.md"
    change(file, "England and Wales, Scotland and Northern Ireland", "England and Wales and Scotland")
    commit(work, "narrower", "2024-01-10")
    change(file, 'mover: "Domestic Abuse Commissioner"', 'mover: "Baroness Example"')
    commit(work, "moved by another", "2024-01-11")
    change(file, "Clause 60,", "Clause 99,")
    commit(work, "a slip", "2024-01-12")
    change(file, "Clause 99,", "Clause 60,")
    commit(work, "put right", "2024-01-13")
    change(file, "number:", "numbre:")
    commit(work, "broken", "2024-01-14")
    git(work, "rm", "-q", "drafts/commissioner/6.md")
    commit(work, "withdrawn", "2024-01-15")

    first, narrower, moved, slip, right, broken, gone = history.draft_versions(at_hand(work.root), file)
    assert (first.author, first.amendment.number, first.changed) == ("Domestic Abuse Commissioner", "6", ())
    assert [kind for kind, _, _ in changed(first)] == ["inserted"]
    assert (narrower.author, narrower.subject, str(narrower.written)) == ("An Author", "narrower", "2024-01-10")
    assert narrower.changed == ("words",)
    ((kind, before, after),) = changed(narrower)
    assert kind == "words"
    assert before.endswith("extends to England and Wales, Scotland and Northern Ireland.")
    assert after.endswith("extends to England and Wales and Scotland.")
    assert (moved.changed, changed(moved)) == (("mover",), [])
    assert slip.comparison is None
    assert slip.fault.startswith("it was refused: there is no clause 99 in HL Bill 31")
    assert [kind for kind, _, _ in changed(right)] == ["inserted"]  # against the print, for the one before made nothing
    assert broken.amendment is None
    assert "“numbre” is not a key of a draft" in broken.fault
    assert (gone.subject, gone.fault, gone.comparison) == ("withdrawn", "the file was taken out", None)


def test_the_file_as_it_is_is_a_version_where_it_is_not_recorded(work):
    file = work.drafts / "commissioner" / "6.md"
    recorded = history.draft_versions(at_hand(work.root), file)
    assert [one.subject[:25] for one in recorded] == ["commissioner: amendment 6:"[:25]]
    change(file, "England and Wales, Scotland", "Scotland")
    now = history.draft_versions(at_hand(file.parent), file)[-1]
    assert (now.commit, now.written, now.subject, now.changed) == ("", None, "not recorded yet", ("words",))
    new = file.with_name("99.md")
    new.write_text(file.read_text("utf-8"), "utf-8")
    assert [one.subject for one in history.draft_versions(at_hand(work.root), new)] == ["not recorded yet"]
    file.unlink()
    assert history.draft_versions(at_hand(work.root), file)[-1].subject == "taken out, not recorded yet"


def test_a_draft_with_another_name_has_its_versions_under_the_old_one_too(work):
    git(work, "mv", "drafts/commissioner/6.md", "drafts/commissioner/extent.md")
    commit(work, "named", "2024-01-10")
    found = history.draft_versions(at_hand(work.root), work.drafts / "commissioner" / "extent.md")
    assert [one.subject for one in found][1:] == ["named"]
    assert len(found) == 2
    assert changed(found[1]) == []


def test_a_draft_to_another_print_is_compared_with_that_print(work):
    file = work.drafts / "commissioner" / "6.md"
    change(file, "HL Bill 31", "Bill 351")
    change(file, "Clause 60, page 24, line 1", "Clause 54, page 20, line 43")
    commit(work, "to the other print", "2024-01-10")
    last = history.draft_versions(at_hand(work.root), file)[-1]
    assert {"print", "words"} <= set(last.changed)
    assert last.comparison.old.number == "Bill 351"
    assert [kind for kind, _, _ in changed(last)] == ["inserted"]


def test_what_is_in_no_workspace_or_was_never_there_is_an_error(work, tmp_path, shipped):
    with pytest.raises(RecordError, match=r"x\.md: it is in no workspace, so no versions of it are recorded; make a"):
        history.draft_versions(shipped, tmp_path / "x.md")
    with pytest.raises(ReadError, match="there is no such file"):
        history.draft_versions(at_hand(work.root), work.drafts / "commissioner" / "98.md")
    (tmp_path / "outside.md").write_text("x", "utf-8")
    with pytest.raises(ReadError, match="it is not in the workspace"):
        history.draft_versions(at_hand(work.root), tmp_path / "outside.md")


def brief(found):
    return [
        (one.print.bill.number, str(one.address), one.actor, one.amendment.number if one.amendment else "",
         any(row.changed for row in one.rows))
        for one in found
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("citation", "number"), [("clause 60", ""), ("clause 60", "HL Bill 31"), ("clause 54", "Bill 351")]
)
def test_a_clause_is_shown_in_each_print_and_under_each_amendment_that_changes_it(shipped, citation, number):
    found, broken = history.clause_versions(shipped, citation, number)
    assert (brief(found), broken) == (CLAUSE_60, ())
    assert not any(one.gone for one in found)
    oldest, _, print_, commissioner, _ = found
    assert all(piece.kind == "same" for row in oldest.rows for piece in row.parted()[1])
    assert "".join(piece.words for piece in oldest.rows[0].parted()[1]) == "Extent"
    assert len(print_.rows) == len(oldest.rows)
    inserted = [p.words for row in commissioner.rows for p in row.visible if p.kind == "inserted"]
    assert inserted[0].startswith("(2A)\t")
    assert "extends to England and Wales, Scotland and Northern Ireland" in inserted[0]


def test_of_a_part_of_a_clause_only_that_part_is_shown(shipped):
    found, _ = history.clause_versions(shipped, "clause 61(1)")
    assert brief(found) == [
        ("Bill 351", "clause 55(1)", "", "", False),
        ("Bill 351", "clause 55(1)", "liberty-and-southall-black-sisters", "3", True),
        ("HL Bill 31", "clause 61(1)", "", "", True),
        ("HL Bill 31", "clause 61(1)", "commissioner", "7", True),
        ("HL Bill 31", "clause 61(1)", "government", "2", True),
        ("HL Bill 31", "clause 61(1)", "migrant-women-coalition", "5", True),
        ("HL Bill 31", "clause 61(1)", "oversight-bodies", "3", True),
        ("HL Bill 31", "clause 61(1)", "police-chiefs", "2", True),
    ]
    said = [["".join(p.words for p in row.visible) for row in one.rows] for one in found]
    assert all(rows[0].startswith("(1)\t") and not any(row.startswith("(2)") for row in rows) for rows in said)


def test_a_clause_that_one_print_has_not_came_in_or_was_left_out(shipped):
    came, _ = history.clause_versions(shipped, "clause 16")
    assert brief(came) == [("HL Bill 31", "clause 16", "", "", True)]
    assert all(piece.kind == "inserted" for row in came[0].rows for piece in row.parted()[1])
    went, _ = history.clause_versions(shipped, "clause 38", "Bill 351")
    assert [(one.print.bill.number, str(one.address), one.gone) for one in went] == [
        ("Bill 351", "clause 38", False), ("HL Bill 31", "clause 38", True),
    ]  # fmt: skip
    assert all(piece.kind == "left out" for row in went[1].rows for piece in row.parted()[1])
    words = ["".join(piece.words for row in one.rows for piece in row.parted()[1]) for one in went]
    assert words[0] == words[1]


def test_a_clause_that_an_amendment_leaves_out_is_gone_under_it(work):
    (work.drafts / "commissioner" / "1.md").write_text(
        '---\nnumber: "7"\nprint: "HL Bill 31"\n---\n\nLeave out Clause 60\n', "utf-8"
    )
    found, _ = history.clause_versions(at_hand(work.root), "clause 60")
    (seven,) = [one for one in found if one.amendment and one.amendment.number == "7"]
    assert seven.gone
    assert all(piece.kind == "left out" for row in seven.rows for piece in row.parted()[1])


def test_a_clause_that_is_not_there_is_an_error(shipped):
    with pytest.raises(AddressError, match="there is no clause 99 in HL Bill 31"):
        history.clause_versions(shipped, "clause 99")
    with pytest.raises(AddressError, match="“the second clause” is no citation"):
        history.clause_versions(shipped, "the second clause")
    with pytest.raises(ReadError, match="the print “HL Bill 99” is not among the prints"):
        history.clause_versions(shipped, "clause 1", "HL Bill 99")


def test_broken_drafts_and_prints_are_told_and_the_others_shown(work):
    (work.drafts / "commissioner" / "6.md").write_text("broken\n", "utf-8")
    (work.bills / "broken.xml").write_text("<no", "utf-8")
    found, broken = history.clause_versions(at_hand(work.root), "clause 60")
    assert brief(found) == [one for one in CLAUSE_60 if one[2] != "commissioner"]
    assert sorted(str(error).split(":")[0].rpartition("/")[2] for error in broken) == ["6.md", "broken.xml"]
