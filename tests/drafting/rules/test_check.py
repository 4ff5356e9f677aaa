"""Every rule finds what is bad and passes what is good, says where it comes from, and keeps to its own."""

import re

import pytest
from shorthand import bill

from amend.drafting.rules.check import at_least, check
from amend.drafting.rules.rule import RULES
from amend.model.amendment import Amendment

PONDS = bill("""
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean.
      (2) The keeper may charge for entry.
      (3) The keeper must not—
        (a) sell a fish, or
        (b) lend it.
    2 Weeds
      Nobody may leave weeds in a pond, or in the ditch that feeds it, unless the keeper says that they may stay.
    3 Fish
      (1) Schedule 1 makes provision about fish.
      (2) A pond authority must count carp.
      (3) In this section “pond authority” means a council.
    4 Extent
      (1) Sections 1 and 2 extend to England and Wales.
      (2) Section 3 extends to Wales only.
    5 Commencement
      Sections 1 to 3 come into force on such day as the Secretary of State appoints.
    Schedule 1 Fish
      1 Carp may be fed.
      2 Tench may be fed.
""")
CLEAN = "Clause 1, page 1, line 2, leave out “clean” and insert “{}”"
SUBSECTION = "Clause 1, page 1, line 3, at end insert—\n“(2A) {}”"
COMMONS = "To move the following Clause—\n“{}\n(1) {}”"
LORDS = "After Clause 2, insert the following new Clause—\n“{}\n(1) {}”"
SCHEDULE = "After Schedule 1, insert the following new Schedule—\n“Schedule 2\nNewts\n1 Count the newts.”"


def one(words, **known):
    return [Amendment(words, known.pop("number", "1"), print=known.pop("print", "Bill 1"), **known)]


def subsection(words):
    return one(SUBSECTION.format(words))


def clause(heading, words, **known):
    return one(COMMONS.format(heading, words), after="clause 2", house="Commons", **known)


def stated(statement, **known):
    return one(CLEAN.format("tidy"), statement=statement, **known)


def both(first, second):
    return [*one(first), *one(second, number="2")]


CASES = {
    "A101": (one("Clause 1, page 1, line 2, change “clean” to “tidy”"), one(CLEAN.format("tidy"))),
    "A102": (one(CLEAN.format("tidy").replace("“clean”", "“dirty”")), one(CLEAN.format("tidy"))),
    "A103": (one(CLEAN.format("…")), one(CLEAN.format("tidy"))),
    "A104": (one(CLEAN.format("tidy"), print="Bill 2"), one(CLEAN.format("tidy"))),
    "A105": (one(CLEAN.format("tidy") + "."), one(CLEAN.format("tidy"))),
    "A106": (
        one("Clause 1, page 1, line 2, at end insert “and tidy”"),
        one("Clause 1, page 1, line 2, after “clean” insert “and tidy”"),
    ),
    "A107": (
        both(CLEAN.format("tidy"), "Clause 1, page 1, line 2, leave out “every pond clean”"),
        both(CLEAN.format("tidy"), "Clause 1, page 1, line 2, leave out “every”"),
    ),
    "A108": (one('cl 1, p1, l2, leave out "clean"'), one("Clause 1, page 1, line 2, leave out “clean”")),
    "A109": (
        one("Clause 1, page 1, line 2, omit “clean”"),
        one("Clause 1, page 1, line 2, leave out “clean”"),
    ),
    "A110": (subsection("A keeper (or a friend must go."), subsection("A keeper (or a friend) must go.")),
    "A111": (
        one(
            "Clause 2, page 1, line 8, leave out “leave weeds in a pond, or in the ditch that feeds it, unless the keeper”"
        ),
        one("Clause 2, page 1, line 8, leave out from “Nobody” to “stay”"),
    ),
    "A112": (
        one("Clause 1, page 1, line 2, leave out “The keeper must keep” and insert “The keeper must leave”"),
        one("Clause 1, page 1, line 2, leave out “keep” and insert “leave”"),
    ),
    "A113": (one(CLEAN.format("clean")), one(CLEAN.format("tidy"))),
    "A114": (one(COMMONS.format("Newts", "Count pond newts.")), clause("Newts", "Count pond newts.")),
    "A201": (
        [*one(CLEAN.format("tidy")), *one("Clause 1, page 1, line 2, leave out “every”")],
        both(CLEAN.format("tidy"), "Clause 1, page 1, line 2, leave out “every”"),
    ),
    "A202": (both(SUBSECTION.format("It is small."), SUBSECTION.format("It is small.")), subsection("It is small.")),
    "A203": (
        both(SUBSECTION.format("It is small."), SUBSECTION.format("It is paid in coin.")),
        both(SUBSECTION.format("It is small."), SUBSECTION.format("It is paid in coin.").replace("2A", "2B")),
    ),
    "A204": (
        both(SUBSECTION.format("It is small.").replace("2A", "2B"), SUBSECTION.format("It is paid in coin.")),
        both(SUBSECTION.format("It is small."), SUBSECTION.format("It is paid in coin.").replace("2A", "2B")),
    ),
    "A205": (one(SUBSECTION.format("It is small.").replace("2A", "2B")), subsection("It is small.")),
    "A206": (
        subsection("It is small.\n(2C) It is paid in coin."),
        subsection("It is small.\n(2B) It is paid in coin."),
    ),
    "A207": (
        one("Clause 2, page 1, line 8, at end insert—\n“(2) The keeper must say so in writing.”"),
        both(
            "Clause 2, page 1, line 8, at end insert—\n“(2) The keeper must say so in writing.”",
            "Clause 2, page 1, line 8, at beginning insert “(1)”",
        ),
    ),
    "A301": (subsection("See section 99."), subsection("See section 2.")),
    "A302": (
        subsection("In this section “newt” means a great crested newt."),
        subsection("Newts are kept apart.\n(2B) In this section “newt” means a great crested newt."),
    ),
    "A303": (
        subsection("The pond authority must help."),
        subsection("The pond authority must help; here “pond authority” has the same meaning as in section 3."),
    ),
    "A304": (subsection("The keeper shall count them."), subsection("The keeper must count them.")),
    "A305": (subsection("The keeper must count his newts."), subsection("The keeper must count the keeper’s newts.")),
    "A306": (
        subsection("In section 5 of the Ponds Act 1990, leave out “carp”."),
        subsection("In section 5 of the Ponds Act 1990, omit “carp”."),
    ),
    "A307": (subsection("This is beside clause 2 of this Bill."), subsection("This is beside section 2.")),
    "A308": (subsection("Nobody may fish"), subsection("Nobody may fish.")),
    "A309": (subsection("Carp and/or tench may stay."), subsection("Carp or tench (or both) may stay.")),
    "A310": (subsection("The keeper must forthwith tell."), subsection("The keeper must immediately tell.")),
    "A311": (
        subsection("The keeper may charge, provided that the pond is clean."),
        subsection("The keeper may charge if the pond is clean."),
    ),
    "A312": (
        subsection("The keeper must not—\n(a) sell a newt,\n(b) lend it."),
        subsection("The keeper must not—\n(a) sell a newt, or\n(b) lend it."),
    ),
    "A313": (subsection("The Home Secretary may count them."), subsection("The Secretary of State may count them.")),
    "A314": (
        subsection("A count is made within 3 months of the end of the year."),
        subsection("A count is made within the period of 3 months beginning with 1 January."),
    ),
    "A401": (
        one(SCHEDULE),
        [*one(SCHEDULE), *one(SUBSECTION.format("Schedule 2 makes provision about newts."), number="2")],
    ),
    "A402": (
        subsection("The Secretary of State may by regulations name ponds."),
        subsection(
            "The Secretary of State may by regulations name ponds.\n(2B) They are to be made by statutory instrument."
        ),
    ),
    "A403": (
        clause("Pond newts", "Count them."),
        [
            *clause("Pond newts", "Count them."),
            *one("Clause 4, page 1, line 14, leave out “and 2” and insert “, 2 and (Pond newts)”", number="2"),
        ],
    ),
    "A404": (clause("Pond newts", "Count them."), clause("Pond newts", "This section comes into force next May.")),
    "A405": (
        stated("This amendment is consequential on Amendment 4."),
        [
            *stated("This amendment is consequential on Amendment 4."),
            *one("Clause 1, page 1, line 2, leave out “every”", number="4"),
        ],
    ),
    "A406": (
        [
            *stated("This amendment is consequential on Amendment 4."),
            *one("Clause 1, page 1, line 2, leave out “every”", number="4", decision="Negatived"),
        ],
        [
            *stated("This amendment is consequential on Amendment 4."),
            *one("Clause 1, page 1, line 2, leave out “every”", number="4", decision="Agreed to"),
        ],
    ),
    "A407": (
        one("Clause 3, page 1, line 12, leave out subsection (3)"),
        both(
            "Clause 3, page 1, line 12, leave out subsection (3)",
            "Clause 3, page 1, line 11, leave out “pond authority” and insert “council”",
        ),
    ),
    "A408": (
        one("Clause 3, page 1, line 10, leave out subsection (1)"),
        both("Clause 3, page 1, line 10, leave out subsection (1)", "Page 1, line 18, leave out Schedule 1"),
    ),
    "A409": (
        one("Leave out Clause 2", house="Lords"),
        one("Clause 3, page 1, line 12, leave out subsection (3)"),
    ),
    "A501": (stated("word " * 51), stated("word " * 50)),
    "A502": (
        one(CLEAN.format("tidy"), house="Lords", mover="Lord A", supporters=("Lord B", "Lord C", "Lord D", "Lord E")),
        one(CLEAN.format("tidy"), house="Lords", mover="Lord A", supporters=("Lord B", "Lord C", "Lord D")),
    ),
    "A503": (
        one("Leave out Clause 2", house="Lords", stage="Committee"),
        one("Leave out Clause 2", house="Lords", stage="Report"),
    ),
    "A504": (one(LORDS.format("Pond newts", "Count them."), house="Commons"), clause("Pond newts", "Count them.")),
    "A505": (
        one(COMMONS.format("Pond newts", "Count them."), house="Lords", after="clause 2"),
        one(LORDS.format("Pond newts", "Count them."), house="Lords"),
    ),
    "A506": (
        one("Page 1, line 7, leave out Clause 2", house="Commons", stage="Public Bill Committee"),
        one("Page 1, line 7, leave out Clause 2", house="Commons", stage="Report"),
    ),
    "A507": (
        one(CLEAN.format("tidy"), gov=True, mover="Minister A", supporters=("Member B",)),
        one(CLEAN.format("tidy"), gov=True, mover="Minister A"),
    ),
    "A508": (
        stated("This vital amendment would end a scandal."),
        stated("This amendment would require ponds to be kept tidy."),
    ),
    "A509": (
        one("Title, line 1, at end insert “and newts”"),
        [*one("Title, line 1, at end insert “and newts”"), *one(CLEAN.format("tidy"), number="2")],
    ),
    "A601": (clause("Bicycles", "Ride them."), clause("Ponds of councils", "Count them.")),
    "A602": (
        one(SUBSECTION.format("The Secretary of State must pay the keeper."), house="Commons"),
        one(SUBSECTION.format("The Secretary of State must pay the keeper."), house="Lords"),
    ),
}  # fmt: skip


def codes(amendments):
    return [finding.code for finding in check(PONDS, amendments)]


@pytest.mark.parametrize("code", CASES)
def test_a_rule_finds_what_is_bad(code):
    assert code in codes(CASES[code][0])


@pytest.mark.parametrize("code", CASES)
def test_a_rule_passes_what_is_good(code):
    found = check(PONDS, CASES[code][1])
    assert code not in [finding.code for finding in found]
    assert not [finding for finding in found if finding.level == "error"]


def test_every_rule_has_a_case_but_that_of_files():
    assert set(CASES) == set(RULES) - {"A100"}
    assert len(RULES) >= 30


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_rule_says_what_it_asks_for_with_an_example_and_its_source(code):
    rule = RULES[code]
    assert rule.code == code
    assert rule.level in ("note", "warning", "error")
    assert rule.title.endswith(".")
    for part in ("Bad: ", "Good: ", "Source: "):
        assert re.search(rf"^{part}\S", rule.explanation, re.MULTILINE)


def test_an_amendment_in_order_is_told_nothing_of():
    assert check(PONDS, one(CLEAN.format("tidy"))) == ()


def test_findings_come_in_the_order_of_the_amendments():
    found = check(PONDS, [*one(CLEAN.format("clean"), number="9"), *one("nonsense", number="3")])
    assert [(finding.amendment, finding.code) for finding in found] == [("9", "A113"), ("3", "A101")]


def test_findings_of_a_level_are_those_that_matter_as_much_or_more():
    given = [*one("nonsense"), *one(CLEAN.format("tidy"), number="2", statement="This vital " + "word " * 50)]
    found = check(PONDS, given)
    assert [one.level for one in found] == ["error", "warning", "note"]
    assert [one.level for one in at_least("warning", found)] == ["error", "warning"]
    assert [one.level for one in at_least("error", found)] == ["error"]


def test_without_a_print_no_place_is_looked_for_and_the_other_rules_are_gone_by():
    given = [*one("Clause 9, page 9, line 9, leave out “newt”."), *subsection("The keeper shall see section 99.")]
    assert [(finding.code, finding.level) for finding in check(None, given)] == [
        ("A105", "warning"),
        ("A201", "warning"),
        ("A304", "warning"),
    ]


@pytest.mark.parametrize(
    ("words", "house", "stage", "code"),
    [
        ("Leave out Clause 2", "Lords", "committee of the whole House", "A503"),
        ("Leave out Clause 2", "Lords", "Third Reading", None),
        ("Leave out Clause 2", "Commons", "Committee of the whole House", "A506"),
        ("Leave out Schedule 1", "Commons", "Committee", None),
    ],
)
def test_how_a_clause_is_opposed_depends_on_house_and_stage(words, house, stage, code):
    found = codes(one(words, house=house, stage=stage))
    assert [one_code for one_code in found if one_code in ("A503", "A506")] == ([code] if code else [])


@pytest.mark.parametrize(
    "words",
    [
        "In section 5 of the Ponds Act 1990, for “shall keep” substitute “must keep”.",
        "In section 5 of the Ponds Act 1990, omit “his”.",
        "In section 5 of the Ponds Act 1990, after “forthwith” insert “or later”.",
        "In section 5 of the Ponds Act 1990, omit “and/or”.",
        "In section 5 of the Ponds Act 1990, for “provided that” substitute “if”.",
        "The keeper must keep the evidence provided that supports the claim.",
    ],
)
def test_words_of_an_act_that_are_quoted_are_not_those_of_the_amendment(words):
    codes = {one.code for one in check(None, clause("Ponds", words))}
    assert not codes & {"A304", "A305", "A309", "A310", "A311"}


def test_after_a_label_that_was_put_in_the_next_whole_one_may_follow():
    words = "Clause 1, page 1, line 2, leave out subsection (3) and insert—\n“(3) A.\n(3A) B.\n{}”"
    found = {
        following: [each.code for each in check(None, one(words.format(following))) if each.code == "A206"]
        for following in ("(4) C.", "(3B) C.", "(5) C.", "(3C) C.")
    }
    assert found == {"(4) C.": [], "(3B) C.": [], "(5) C.": ["A206"], "(3C) C.": ["A206"]}


@pytest.mark.parametrize("house", ["Commons", "Lords", ""])
def test_a_new_schedule_is_checked_without_a_print(house):
    words = "To move the following Schedule—\n“Newts\n1 Count the newts.”"
    assert {each.code for each in check(None, one(words, house=house))} == ({"A505"} if house == "Lords" else set())
