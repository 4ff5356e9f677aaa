"""What stands and cites what amendments leave out, and quoted text that cites what it has not: `check` tells of both."""

import pytest
from shorthand import bill

from amend.drafting import make
from amend.model.amendment import Amendment

PONDS = bill("""
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean.
      (2) The keeper may charge for entry—
        (a) in spring,
        (b) in summer, or
        (c) in autumn.
      (3) Subsection (2)(b) does not apply to a garden.
      (4) A charge under subsection (2) is a debt.
    2 Records
      (1) A keeper must keep a record.
      (2) Section 1(4) applies to a record of a charge.
      (3) After section 5 of the Canals Act insert— [
        5A Weed
          (1) The owner must clear weed.
          (2) Subsection (1) does not apply to a garden.
      ].
    3 Fish
      See Schedule 1 about fish.
    Schedule 1 Fish
      1 Carp may be fed.
      2 Paragraph 1 does not apply in winter.
""")


def findings(*words):
    given = [Amendment(said, number=str(at), house="Lords", print="Bill 1") for at, said in enumerate(words, 1)]
    return [(one.amendment, one.level, one.message) for one in make.findings(PONDS, given)]


def lost(citation, where, what):
    return f"“{citation}” in {where} leads to a provision that was left out: {what}; amend it too"


LEFT_OUT = [
    (
        "Clause 1, page 1, line 3, leave out subsection (2)",
        [
            lost("Subsection (2)(b)", "clause 1(3)", "clause 1(2)(b)"),
            lost("subsection (2)", "clause 1(4)", "clause 1(2)"),
        ],
    ),
    (
        "Clause 1, page 1, line 5, leave out paragraph (b)",
        [lost("Subsection (2)(b)", "clause 1(3)", "clause 1(2)(b)")],
    ),
    (
        "Clause 1, page 1, line 8, leave out subsection (4)",
        [lost("Section 1(4)", "clause 2(2)", "clause 1(4)")],
    ),
    ("Leave out Schedule 1", [lost("Schedule 1", "clause 3", "Schedule 1")]),
    (
        "Schedule 1, page 1, line 19, leave out paragraph 1",
        [lost("Paragraph 1", "Schedule 1 paragraph 2", "Schedule 1 paragraph 1")],
    ),
    (
        "Clause 2, page 1, line 14, leave out subsection (1)",
        [lost("Subsection (1)", "clause 2(3) section 5A(2)", "clause 2(3) section 5A(1)")],
    ),
    ("Clause 1, page 1, line 7, leave out subsection (3)", []),  # cited by none
    ("Clause 1, page 1, line 7, leave out “garden” and insert “park”", []),
]


@pytest.mark.parametrize(("words", "told"), LEFT_OUT)
def test_what_stands_and_cites_what_is_left_out_is_a_note(words, told):
    assert findings(words) == [("1", "note", one) for one in told]


def test_what_is_left_out_or_amended_too_is_not_told_of():
    assert findings(
        "Clause 1, page 1, line 3, leave out subsection (2)", "Clause 1, page 1, leave out lines 7 and 8"
    ) == [("2", "note", lost("Section 1(4)", "clause 2(2)", "clause 1(4)"))]
    again = "Clause 1, page 1, line 3, leave out subsection (2) and insert—\n“(2) The keeper may charge.”"
    assert [message for _, _, message in findings(again)] == [
        lost("Subsection (2)(b)", "clause 1(3)", "clause 1(2)(b)")
    ]


QUOTED = "Clause 2, page 1, line 11, at end insert—\n“(2A) After section 7 of the Canals Act insert—\n{}”"
SECTION = "“7A Reeds\n(1) The owner must cut reeds.\n(2) {}”."


@pytest.mark.parametrize(
    ("cites", "told"),
    [
        ("Subsection (4) is no defence.", "“Subsection (4)”"),
        ("See paragraph (c).", "“paragraph (c)”"),
        ("Subsection (5)(b) does not apply to a garden.", "“Subsection (5)(b)”"),
        ("Subsections (1) and (3) do not apply to a garden.", "“Subsections (1) and (3)”"),
    ],
)
def test_a_section_put_into_an_act_that_cites_a_part_it_has_not_is_told_of(cites, told):
    found = findings(QUOTED.format(SECTION.format(cites)))
    assert [level for _, level, _ in found] == ["finding"]
    assert found[0][2].startswith(told)
    assert found[0][2].endswith("section 7A has none")


@pytest.mark.parametrize(
    "cites",
    [
        "Subsection (1) does not apply to a garden.",
        "See subsection (4) of section 8.",
        "In this section “reed” means a plant.",
        "See section 9(4).",
        "See paragraph (1).",
        "See section 5 of the Lakes Act 1990, and subsection (6) of that section.",
    ],
)
def test_what_it_has_or_another_section_may_have_is_not(cites):
    assert findings(QUOTED.format(SECTION.format(cites))) == []


def test_a_subsection_put_into_an_act_may_cite_what_stands_there():
    assert findings(QUOTED.format("“(3) Subsection (9) does not apply to a garden.”.")) == []
