"""Suggested groups for debate: what goes together and why, and that no amendment is lost."""

import random

import pytest

from amend.drafting import papers
from amend.drafting.group import group, numbers_in_short
from amend.model.amendment import Amendment

HERONS = "To move the following Clause—\n“Keeping of herons\n(1) The keeper of a reservoir must protect nesting herons and egrets.”"


def commons(words, number, statement="", **fields):
    return Amendment(words, number, "Commons", "Report", "Bill 1", statement=statement, **fields)


def members(*amendments):
    return [one.members for one in group(amendments).groups]


TOGETHER = [
    ([commons("Clause 2, page 1, line 3, leave out “weir”", "1"), commons("Clause 2, page 1, line 9, leave out “dam”", "2"),
      commons("Clause 3, page 2, line 3, leave out “lock”", "3")], [("1", "2"), ("3",)]),
    ([commons("Clause 2, page 1, line 3, leave out “weir”", "1"),
      commons("Clause 3, page 2, line 3, leave out “lock”", "3", "This amendment is consequential on Amendment 1.")], [("1", "3")]),
    ([commons(HERONS, "NC1"), commons("Line 2, leave out “egrets”", "(a)", amends="NC1")], [("NC1", "(a) to NC1")]),
    ([commons(HERONS, "NC1"), commons("Clause 2, page 1, line 3, at end insert “subject to section (Keeping of herons)”", "1")],
     [("NC1", "1")]),
    ([commons("Clause 2, page 1, line 3, leave out “the council”", "1"), commons("Clause 9, page 5, line 3, leave out “the council”", "2")],
     [("1", "2")]),
    ([commons(HERONS, "NC1"),
      commons("Clause 9, page 5, line 3, at end insert “and nesting herons, egrets and the reservoir that they keep”", "1")],
     [("NC1", "1")]),
    ([commons("Clause 2, page 1, line 3, leave out “weir”", "1"), commons("Clause 3, page 1, line 9, leave out “dam”", "2")],
     [("1",), ("2",)]),
]  # fmt: skip


@pytest.mark.parametrize(("amendments", "expected"), TOGETHER)
def test_amendments_go_together_for_a_reason_and_the_first_called_leads(amendments, expected):
    assert members(*amendments) == expected
    assert members(*reversed(amendments)) == expected
    for one in group(amendments).groups:
        assert one.lead == one.members[0]
        assert len(one.why) == len(one.members) - 1
        assert all(one.why)


def test_a_group_is_called_by_its_new_clause_or_its_provision():
    found = group([commons(HERONS, "NC1"), commons("Clause 2, page 1, line 3, leave out “weir”", "1")])
    assert [one.title for one in found.groups] == ["Keeping of herons", "Clause 2"]


def test_a_reason_names_the_other_amendment_and_never_itself():
    given = [commons(f"Clause {n}, page {n}, line 3, leave out “weir {n}”", str(n)) for n in range(1, 6)]
    given[4] = commons("Clause 5, page 5, line 3, leave out “weir”", "5", "See amendments 2 and 4.")
    given[3] = commons("Clause 4, page 4, line 3, leave out “weir 4”", "4", "See amendment 3.")
    (first, second) = group(given).groups
    assert (first.members, second.members) == (("1",), ("2", "3", "4", "5"))
    for name, why in zip(second.members[1:], second.why, strict=True):
        assert not why.endswith(f": {name}")


def test_what_is_wrong_is_a_finding_and_no_amendment_is_lost():
    given = [
        commons("Let there be ponds", "1"),
        commons("Line 2, leave out “egrets”", "(a)", amends="NC9"),
        commons(HERONS, "NC1"),
        commons(HERONS, "NC1"),
        commons(HERONS, "NC2", "See amendment NC2.", withdrawn="2 March 2026"),
    ]
    found = group(given)
    assert sum(len(one.members) for one in found.groups) + len(found.withdrawn) == len(given)
    assert found.findings


def test_numbers_are_told_in_short():
    assert (
        numbers_in_short(["NC10", "NC11", "1", "15", "16", "17", "(a) to NC4"]) == "NC10, NC11, 1, 15 to 17, (a) to NC4"
    )


def test_a_real_paper_is_grouped_whole_whatever_the_order_it_is_given_in(corpus):
    given = list(papers.read(corpus / "papers" / "victims-prisoners-pbc-2023-06-28.xml").amendments)
    found = group(given)
    assert sum(len(one.members) for one in found.groups) == len(given)
    assert any(set(one.members) >= {"29", "30", "31", "36"} for one in found.groups)
    random.Random(1).shuffle(given)
    assert [one.members for one in group(given).groups] == [one.members for one in found.groups]


def test_those_that_amend_only_one_another_are_at_no_clause():
    one, other = (commons("Line 2, leave out “egrets”", a, amends=b) for a, b in (("(a)", "(b)"), ("(b)", "(a)")))
    found = group([commons("Clause 9, page 5, line 3, leave out “weir”", "1"), one, other])
    assert [(each.title, len(each.members)) for each in found.groups] == [("Clause 9", 1), ("", 2)]
