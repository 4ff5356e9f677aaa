"""What amendments put in cites only what there is: `check` tells of each citation that leads nowhere."""

import pytest
from shorthand import bill

from amend.drafting.make import findings
from amend.model.amendment import Amendment

PONDS = bill("""
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean.
      (2) The keeper may charge for entry—
        (a) in spring, or
        (b) in autumn.
    2 Short title
      This Act may be cited as the Ponds Act.
    Schedule 1 Fish
      1 Carp may be fed.
""")
END = "Clause 1, page 1, line 2, at end insert—\n“(1A) {}”"
WORDS = "Clause 1, page 1, line 2, after “clean” insert “ {}”"
NEWTS = "After Clause 1, insert the following new Clause—\n“Newts\n(1) Newts must be fed.\n(2) {}”"

NOWHERE = {
    "See section 99.": "“section 99”",
    "See sections 1 to 9.": "“sections 1 to 9”",
    "See section (Toads).": "“section (Toads)”",
    "See Schedule 4.": "“Schedule 4”",
    "See section 1(7).": "“section 1(7)”",
    "See paragraph 3 of Schedule 1.": "“paragraph 3 of Schedule 1”",
    "See subsection (9).": "“subsection (9)”",
}
SOMEWHERE = [
    "See sections 1 and 2.",
    "See section 1(2)(a) or (b), or paragraph 1 of Schedule 1.",
    "See section 99 of the Lakes Act 1990.",
    "See subsection (2).",
    "It does so for 28 days in part of a year.",
]


def told(*instructions):
    return findings(
        PONDS, [Amendment(words, str(number), print="Bill 1") for number, words in enumerate(instructions, 1)]
    )


@pytest.mark.parametrize("form", [END, WORDS, NEWTS], ids=["subsection", "words", "clause"])
@pytest.mark.parametrize(("words", "cited"), NOWHERE.items())
def test_a_citation_that_leads_nowhere_is_a_finding(form, words, cited):
    (finding,) = told(form.format(words.rstrip(".") if form is WORDS else words))
    assert (finding.level, finding.amendment) == ("finding", "1")
    assert finding.message.startswith(cited)
    assert " leads nowhere: " in finding.message


@pytest.mark.parametrize("form", [END, WORDS, NEWTS], ids=["subsection", "words", "clause"])
@pytest.mark.parametrize("words", SOMEWHERE)
def test_a_citation_that_leads_somewhere_is_none(form, words):
    assert told(form.format(words.rstrip(".") if form is WORDS else words)) == ()


def test_a_clause_of_another_package_is_asked_for_and_found_when_it_is_given():
    (finding,) = told(END.format("See section (Newts)."))
    assert finding.message.endswith("no clause has that heading; give the amendment that puts it in with these")
    assert told(END.format("See section (Newts)(2)."), NEWTS.format("They may be sold.")) == ()


def test_a_citation_of_what_another_amendment_leaves_out_is_a_finding():
    (finding,) = told(NEWTS.format("See section 1(2)."), "Clause 1, page 1, line 3, leave out subsection (2)")
    assert (finding.amendment, "was left out" in finding.message) == ("1", True)


IN_SCHEDULE = "Schedule 1, page 1, line 9, at end insert—\n“2 {}”"
IN_ITS_WORDS = "Schedule 1, page 1, line 9, leave out “fed” and insert “fed {}”"
PLAIN = "After Clause 1, insert the following new Clause—\n“Newts\n{}”"
QUOTED = (
    "After Clause 1, insert the following new Clause—\n“Newts\nAfter section 5 of the Lakes Act 1990 insert—\n“{}”.”"
)
MISNAMED = {
    "a Schedule is no section": (IN_SCHEDULE, "See this section.", "section"),
    "nor are words put into it": (IN_ITS_WORDS, "under this section", "section"),
    "nor a subsection": (IN_SCHEDULE, "This subsection is new.", "subsection"),
    "a paragraph has no sub-paragraphs here, but that is its name too": (IN_SCHEDULE, "This sub-paragraph is new.", ""),
    "a clause is no Schedule": (END, "This Schedule has effect.", "Schedule"),
    "words in a clause neither": (WORDS, "for this Schedule", "Schedule"),
    "a clause of one sentence has no subsection": (PLAIN, "This subsection has effect.", "subsection"),
    "nor a paragraph": (NEWTS, "This paragraph has effect.", "paragraph"),
    "a section put into an Act": (QUOTED, "5A Weed\n(1) Weed is let under this Schedule.", "Schedule"),
    "a subsection in it": (QUOTED, "5A Weed\n(1) This subsection has effect.", ""),
    "what is said of the words of an Act": (
        IN_SCHEDULE,
        "In section 5 of the Lakes Act 1990, omit “this section”.",
        "",
    ),
    "a section": (END, "See this section and this subsection.", ""),
    "a Schedule": (IN_SCHEDULE, "See this Schedule and this paragraph.", ""),
    "this section with a number is another": (END, "Under this Section 2 nothing applies.", ""),
}


@pytest.mark.parametrize("case", MISNAMED)
def test_this_section_in_what_is_no_section_is_a_finding(case):
    form, words, unit = MISNAMED[case]
    found = [one.message for one in told(form.format(words)) if "stands in no" in one.message]
    assert [message.rpartition(" ")[2] for message in found] == ([unit] if unit else [])
    assert all(" leads nowhere: it stands in no " in message for message in found)


def test_a_part_of_a_section_put_into_an_act_may_stand_in_anything():
    words = (
        "In section 5 of the Lakes Act 1990, after subsection (2) insert—\n“(2A) This Schedule is like this section.”.”"
    )
    assert told("After Clause 1, insert the following new Clause—\n“Newts\n" + words) == ()
