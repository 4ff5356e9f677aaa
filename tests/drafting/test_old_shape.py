"""A clause that keeps one subsection of several, or gets a second, needs the amendment that a clerk would table."""

import re
from dataclasses import replace

import pytest
from shorthand import bill

from amend.drafting import make
from amend.drafting.reverse import DraftStyle, draft
from amend.engine.reprint.layout import lined
from amend.engine.reprint.reprint import reprint
from amend.model.amendment import Amendment
from amend.model.house import House
from amend.model.printed import OUTSIDE, each, paragraphs
from amend.model.provision import Block, Provision

REST = """
    2 Short title
      This Act may be cited as the Wells Act.
    Schedule 1 Buckets
      1 Ropes must be sound.
      2 Report to the council.
"""


def clause(*rows):
    return "\n".join(["", "    1 Wells", *(f"      {row}" for row in rows)]) + REST


def schedule(*rows):
    return clause("A well must be covered.").replace("      1 Ropes must be sound.", "\n".join(rows))


MANY_AND_ONE = {
    "the last goes": (
        clause("(1) A well must be covered.", "(2) In this section “well” includes a spring."),
        clause("A well must be covered."),
        (["leave out subsection (2)"], ["at end insert— “(2) In this section “well” includes a spring.”"]),
    ),
    "the first goes": (
        clause("(1) In this section “well” includes a spring.", "(2) A well must be covered."),
        clause("A well must be covered."),
        (
            ["leave out subsection (1)"],
            ["leave out line 2 and insert— “(1) In this section “well” includes a spring. (2) A well must be covered.”"],
        ),
    ),
    "those on both sides go": (
        clause("(1) A council must have a warden.", "(2) A well must be covered.", "(3) Section 5 has effect."),
        clause("A well must be covered."),
        (["leave out subsection (1)", "leave out subsection (3)"], None),
    ),
    "words change too": (
        clause("(1) A well must be covered at night in winter.", "(2) The warden must see to it."),
        clause("A well must be covered by day in winter."),
        (
            ["leave out “at night” and insert “by day”", "leave out subsection (2)"],
            ["leave out “by day” and insert “at night”", "at end insert— “(2) The warden must see to it.”"],
        ),
    ),
    "there are paragraphs below": (
        clause("(1) A well must be—", "  (a) covered, and", "  (b) signed.", "(2) The warden must see to it."),
        clause("A well must be—", "(a) covered, and", "(b) signed."),
        (["leave out subsection (2)"], ["at end insert— “(2) The warden must see to it.”"]),
    ),
    "there are words after the paragraphs": (
        clause("(1) A well must be—", "  (a) covered, or", "  (b) signed,", "  at night.", "(2) Section 5 has effect."),
        clause("A well must be—", "(a) covered, or", "(b) signed,", "at night."),
        (["leave out subsection (2)"], ["at end insert— “(2) Section 5 has effect.”"]),
    ),
    "it amends an Act": (
        clause("(1) After section 4 of the Springs Act insert— [", "  4A Taps", "    Taps must drip.", "].", "(2) Repeal it."),
        clause("After section 4 of the Springs Act insert— [", "  4A Taps", "    Taps must drip.", "]."),
        (["leave out subsection (2)"], ["at end insert— “(2) Repeal it.”"]),
    ),
    "in a Schedule": (
        schedule("      1 (1) Ropes must be sound.", "        (2) A rope lasts a year.", "        (3) Burn old ropes."),
        schedule("      1 Ropes must be sound."),
        (
            ["leave out sub-paragraphs (2) and (3)"],
            ["at end insert— “(2) A rope lasts a year. (3) Burn old ropes.”"],
        ),
    ),
    "the first of two in a Schedule": (
        schedule("      1 (1) A rope lasts a year.", "        (2) Ropes must be sound."),
        schedule("      1 Ropes must be sound."),
        (["leave out sub-paragraph (1)"], None),
    ),
}  # fmt: skip
WAYS = [(name, way) for name in MANY_AND_ONE for way in (0, 1)]


def said(print_):
    return [paragraph.words for paragraph in each(paragraphs(print_)) if paragraph.role not in OUTSIDE]


def place_aside(words):
    """The words of an amendment behind its place, on one row."""
    return re.sub(r"^.*?, (?:page \d+, )?(?:line \d+, )?(?=leave out|at end|after)", "", " ".join(words.split()))


@pytest.mark.parametrize("house", House)
@pytest.mark.parametrize(("name", "way"), WAYS)
def test_subsections_that_become_one_or_come_to_one_are_small_amendments(name, way, house):
    *texts, wanted = MANY_AND_ONE[name]
    old, new = lined(bill(texts[way])), bill(texts[1 - way])
    drafted = draft(old, new, house)
    assert drafted.findings == ()
    if wanted[way] is not None:
        assert [place_aside(amendment.words) for amendment in drafted.amendments] == wanted[way]
    assert not any("eave out Clause" in amendment.words for amendment in drafted.amendments)
    again = reprint(make.apply(old, drafted.amendments).bill, old).bill
    assert said(again) == said(new)


@pytest.mark.parametrize("style", DraftStyle)
@pytest.mark.parametrize(("name", "way"), WAYS)
def test_they_are_proved_in_every_style_and_printed_again_as_wanted(name, way, style):
    *texts, _ = MANY_AND_ONE[name]
    old, new = lined(bill(texts[way])), bill(texts[1 - way])
    made = make.apply(old, draft(old, new, House.LORDS, style).amendments)
    assert {outcome.outcome for outcome in made.outcomes} == {"applied"}
    assert said(reprint(made.bill, old).bill) == said(new)


def test_what_the_clerks_do_with_the_number_is_said():
    one, other, _ = MANY_AND_ONE["the last goes"]
    notes = draft(lined(bill(one)), bill(other)).notes
    assert notes == ("clause 1: its only subsection has no number when the Bill is printed again",)
    notes = draft(lined(bill(other)), bill(one)).notes
    assert notes == ("clause 1: its first subsection is numbered when the Bill is printed again",)


def test_a_clause_that_is_moved_and_gets_a_second_subsection_is_written_with_both_numbers():
    old = clause("A well must be covered.").replace("    Schedule", "    3 Taps\n      Taps must drip.\n    Schedule")
    rows = old.replace("    1 Wells\n      A well must be covered.\n", "").replace("    2 S", "    1 S")
    rows = rows.replace("3 Taps", "2 Taps").replace(
        "    Schedule",
        "    3 Wells\n      (1) A well must be covered.\n      (2) Section 5 has effect.\n    Schedule",
        1,
    )
    drafted = draft(lined(bill(old)), bill(rows))
    assert any("(1) A well must be covered." in amendment.words for amendment in drafted.amendments)
    assert not any("numbered" in note for note in drafted.notes)


def test_a_second_subsection_is_refused_where_it_may_be_that_of_quoted_text():
    words = ("After section 4 of the Springs Act insert— [", "  4A Taps", "    Taps must drip.", "]")
    old = lined(bill(clause(*words)))
    (outcome,) = make.apply(
        old, [Amendment("Clause 1, page 1, line 4, at end insert—\n“(2) A tap is metal.”", "1")]
    ).outcomes
    assert outcome.outcome == "refused"


def unnumbered(print_):
    """The Bill with the words of its first clause in a subsection without a number, as some files have them."""
    (path, clause), *_ = ((path, node) for path, node in print_.provisions() if node.tag == "section")
    heads = tuple(item for item in clause.items if isinstance(item, Block))
    inner = Provision("subsection", clause.items[len(heads) :], (("class", "prov2"),))
    return print_.edited(path, lambda node: (replace(node, items=(*heads, inner)),))


@pytest.mark.parametrize("name", ["the last goes", "the first goes", "there are paragraphs below", "it amends an Act"])
def test_a_subsection_without_a_number_is_no_other_text(name):
    several, alone, wanted = MANY_AND_ONE[name]
    for old, new, said_ in (
        (lined(bill(several)), unnumbered(bill(alone)), wanted[0]),
        (lined(unnumbered(bill(alone))), bill(several), wanted[1]),
    ):
        drafted = draft(old, new)
        assert [place_aside(amendment.words) for amendment in drafted.amendments] == said_
        again = reprint(make.apply(old, drafted.amendments).bill, old).bill
        assert said(again) == said(new)
