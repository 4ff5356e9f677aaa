"""A list or range of citations never says one number twice: it stays as it was, and a sentence tells of it."""

import re
from dataclasses import replace

import pytest
from shorthand import bill

from amend.drafting import make
from amend.engine.reprint.reprint import reprint
from amend.engine.reprint.whose import Fate
from amend.model.address import Address
from amend.model.amendment import Amendment
from amend.model.citation import find
from amend.model.lines import Reading
from amend.model.provision import Block, walk

PONDS = """
    1 Duty to keep ponds
      (1) Every pond must be kept.
      (2) The keeper must not—
        (a) sell it,
        (b) lend it,
        (c) burn it, or
        (d) lose it.
      (3) The keeper may charge.
      (4) The charge must be fair.
      (5) {words}
    2 Weed
      Weed must be cleared.
    3 Boats
      Boats may be let.
    4 Fish
      Fish may be fed.
    5 Short title
      This Act may be cited as the Ponds Act 2026.
    Schedule 1 Fish
      1 Carp may be fed.
      2 Tench may be fed.
      3 Roach may be fed.
    Schedule 2 Birds
      1 Ducks may be fed.
"""


def printed_again(words, *gone):
    """The Bill printed again without some provisions, and what it says where the words stood."""
    print_ = bill(PONDS.format(words=words), guids=True)
    reading = Reading(print_)
    tabled = []
    for number, place in enumerate(gone, 1):
        line = reading.line_at(reading.extent(find(print_, Address.parse(place)))[0])
        at = f"page {line.page}, line {line.number}"
        whole, part = re.fullmatch(r"((?:clause|Schedule) \d+) ?(.*)", place).groups()
        what = {"(": "subsection", "p": "paragraph", "": ""}[part[:1]]
        label = re.search(r"\(?\w+\)?$", place)[0]
        if what == "subsection" and label[1].isalpha():
            what = "paragraph"
        words_ = f"{whole.capitalize()}, {at}, leave out {what} {label}" if what else f"Leave out {whole.capitalize()}"
        tabled.append(Amendment(words_, str(number)))
    result = make.apply(print_, tabled)
    assert [one.reason for one in result.outcomes] == [""] * len(tabled)
    return reprint(result.bill, print_)


def rows(again):
    return [node.words for _, node in walk(again.bill.root) if isinstance(node, Block)]


TWICE = {
    "Subsections (2) and (3) apply.": ("clause 1(2)",),
    "Subsections (3) and (4) apply.": ("clause 1(3)",),
    "Subsections (1), (3) and (4) apply.": ("clause 1(3)",),
    "Nothing in subsection (3) or (4) applies.": ("clause 1(3)",),
    "Nothing in subsection (3) or subsection (4) applies.": ("clause 1(3)",),
    "Subsections (3) to (4) apply.": ("clause 1(3)",),
    "Subsections (1) to (4) apply.": ("clause 1(1)", "clause 1(2)", "clause 1(4)"),
    "Subsection (2)(a) or (b) applies.": ("clause 1(2)(a)",),
    "Subsection (2)(b) to (d) applies.": ("clause 1(2)(b)", "clause 1(2)(d)"),
    "Paragraph (c) or (d) of subsection (2) applies.": ("clause 1(2)(c)",),
    "Sections 2 and 3 apply.": ("clause 2",),
    "See section 2 and section 3.": ("clause 2",),
    "See section 2 (weed) and section 3 (boats).": ("clause 2",),
    "Under section 2 or under section 3 nothing applies.": ("clause 2",),
    "Sections 2 to 4 apply.": ("clause 2", "clause 4"),
    "See paragraphs 1 and 2 of Schedule 1.": ("Schedule 1 paragraph 1",),
    "See paragraph 1 or paragraph 2 of Schedule 1.": ("Schedule 1 paragraph 1",),
    "See Schedules 1 and 2.": ("Schedule 1",),
    "See paragraph 1 of Schedule 1 and paragraph 1 of Schedule 2.": ("Schedule 1",),
}


@pytest.mark.parametrize(("words", "gone"), TWICE.items())
def test_a_list_whose_numbers_become_one_stays_as_it_was_and_is_told(words, gone):
    again = printed_again(words, *gone)
    assert words in rows(again)
    told = [one for one in again.left if "stays as it is, for a number would stand in the list twice: " in one]
    assert told
    assert not [one for one in again.references if str(one.place) == "clause 1(5)" and one.fate is Fate.FOLLOWED]


def test_the_sentence_names_the_list_the_place_and_both_numbers_of_what_would_follow():
    again = printed_again("Subsections (1), (3) and (4) apply.", "clause 1(3)")
    assert again.left == (
        "“Subsections (1), (3) and (4)” in clause 1(5) (now clause 1(4)) leads to a provision that was left out: clause 1(3)",
        "“Subsections (1), (3) and (4)” in clause 1(5) (now clause 1(4)) stays as it is, for a number would stand in"
        " the list twice: clause 1(4), which is now clause 1(3)",
    )


FOLLOWS = {
    "Subsections (2) and (4) apply.": (("clause 1(3)",), "Subsections (2) and (3) apply."),
    "Subsections (1) to (4) apply.": (("clause 1(2)",), "Subsections (1) to (3) apply."),
    "Subsections (2) to (4) apply.": (("clause 1(2)",), "Subsections (2) to (3) apply."),
    "Sections 2 and 4 apply, but not section 3(1) of the Canals Act 1999.": (
        ("clause 3",),
        "Sections 2 and 3 apply, but not section 3(1) of the Canals Act 1999.",
    ),
    "See section 3, for section 3 is short, and section 4.": (
        ("clause 2",),
        "See section 2, for section 2 is short, and section 3.",
    ),
    "See paragraph 2 of Schedule 1 and paragraph 1 of Schedule 2.": (
        ("Schedule 1 paragraph 1",),
        "See paragraph 1 of Schedule 1 and paragraph 1 of Schedule 2.",
    ),
}


@pytest.mark.parametrize(("words", "case"), FOLLOWS.items())
def test_a_list_whose_numbers_stay_apart_follows(words, case):
    gone, after = case
    again = printed_again(words, *gone)
    assert after in rows(again)
    assert not any("twice" in one for one in again.left)


def test_a_list_that_the_file_marks_stays_too_and_its_marks_lead_where_they_led():
    print_ = bill(PONDS.format(words="Subsections <ref>(2)</ref> and <ref>(3)</ref> apply."), guids=True)
    path, block = next((p, n) for p, n in walk(print_.root) if isinstance(n, Block) and "and (3) apply" in n.words)
    ends = iter(("#sec_1__subsec_2", "#sec_1__subsec_3"))
    marks = tuple(replace(m, attributes=(("href", next(ends)),)) if m.name == "ref" else m for m in block.text.marks)
    print_ = print_.edited(path, lambda node: (replace(node, text=replace(block.text, marks=marks)),))
    amended = print_.edited(find(print_, Address.parse("clause 1(2)")), lambda node: ())
    again = reprint(amended, print_)
    said = next(n for _, n in walk(again.bill.root) if isinstance(n, Block) and "and (3) apply" in n.words)
    assert said.words == "Subsections (2) and (3) apply."
    leads = [dict(mark.attributes).get("href") for mark in said.text.marks if mark.name == "ref"]
    assert leads[1] == "#sec_1__subsec_2"
    assert len(again.left) == 2
    assert "twice: clause 1(3), which is now clause 1(2)" in again.left[1]
