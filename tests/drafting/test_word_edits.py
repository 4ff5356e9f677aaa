"""Edits that a drafter makes by one amendment are made one; others stay apart."""

import pytest
from shorthand import bill

from amend.drafting import make
from amend.drafting.reverse import DraftStyle, draft
from amend.engine.reprint.layout import lined
from amend.model.outline import words_of

PONDS = """
    1 Ponds
      (1) The keeper must keep every old pond in the parish clean and free of weed, |and must mend its fence before the end of each year.
      (2) The keeper must list—
        (a) carp, and
        (b) tench.
    2 Short title
      This Act may be cited as the Ponds Act.
"""


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([("keep every old pond", "hold every old lake")], ["line 2, leave out “keep every old pond” and insert “hold every old lake”"]),
        ([("every old", "each old"), ("in the", "of the")], ["line 2, leave out “every old pond in” and insert “each old pond of”"]),
        ([("must keep", "may keep"), ("pond in", "lake in")], ["line 2, leave out “must keep every old pond” and insert “may keep every old lake”"]),
        ([("must keep", "may keep"), ("in the", "of the")], ["line 2, leave out “must” and insert “may”", "line 2, leave out “in” and insert “of”"]),
        ([("free of weed, |and must", "free of reed, |and may")], ["line 2, leave out “weed, and must” and insert “reed, and may”"]),
        ([("tench.", "tench;\n        (c) pike.")], ["line 6, leave out “tench.” and insert “tench;\n(c) pike.”"]),
        ([("tench.", "tench.\n      (3) Pike may swim.")], ["line 6, at end insert—\n“(3) Pike may swim.”"]),
        (
            [("every old", "each old"), ("parish", "county"), ("of weed", "of reed"), ("its fence", "a fence"), ("year", "month")],
            ["line 2, leave out subsection (1) and insert—\n“(1) The keeper must keep each old pond in the county clean and free of reed, and must mend a fence before the end of each month.”"],
        ),
    ],
)  # fmt: skip
def test_changes_are_as_many_amendments_as_a_drafter_would_table(changes, expected):
    new = PONDS
    for old, words in changes:
        assert new.count(old) == 1
        new = new.replace(old, words)
    print_, wanted = bill(PONDS, guids=True), bill(new, guids=True)
    drafted = draft(print_, wanted)
    assert [one.words for one in drafted.amendments] == [f"Clause 1, page 1, {said}" for said in expected]
    assert words_of(make.apply(print_, drafted.amendments).bill.root) == words_of(wanted.root)


def test_paragraphs_that_follow_one_another_and_are_replaced_are_one_amendment():
    old = """
        1 Fish
          (1) The keeper must feed—
            (a) every carp that swims in the pond, and
            (b) every tench that swims in the moat.
          (2) Feed them well.
    """
    new = old.replace("every carp", "each carp").replace("every tench", "each tench")
    print_ = lined(bill(old))
    (only,) = draft(print_, bill(new), style=DraftStyle.PROVISIONS).amendments
    assert only.words.startswith(
        "Clause 1, page 1, line 3, leave out paragraphs (a) and (b) and insert—\n“(a) each carp"
    )
    assert words_of(make.apply(print_, [only]).bill.root) == words_of(bill(new).root)
