"""`amend group` suggests groups of drafts for debate."""


def test_groups_are_shown_and_with_why_the_reasons(amend, draft):
    draft("drafts/1.md", "Clause 2, page 1, line 5, leave out “carp”", "1")
    draft("drafts/2.md", "Clause 2, page 1, line 9, leave out “every”", "2")
    draft("drafts/3.md", "Clause 3, page 2, line 9, leave out “pond”", "3")
    ran = amend("group", "drafts", "--why")
    assert ran.code == 0
    assert ran.rows == [
        "  1  1, 2  Clause 2",
        "       2: also to clause 2: 1",
        "  2  3  Clause 3",
        "3 amendments in 2 groups.",
    ]
    assert amend("group", "drafts", "--json").data == [
        {"title": "Clause 2", "lead": "1", "members": ["1", "2"], "why": ["", "also to clause 2: 1"]},
        {"title": "Clause 3", "lead": "3", "members": ["3"], "why": [""]},
    ]


def test_a_file_that_is_no_draft_is_told_and_the_others_are_grouped(amend, draft):
    draft("drafts/1.md", "Clause 2, page 1, line 5, leave out “carp”", "1")
    (amend.folder / "drafts" / "2.md").write_text("no draft")
    ran = amend("group", "drafts")
    assert (ran.code, ran.rows[-1]) == (3, "1 amendment in 1 group.")
