"""Each reference of a Bill printed again is followed, or a sentence tells of it: none comes to name another provision."""

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shorthand import bill

from amend import read
from amend.drafting import make
from amend.engine.reprint.reference_list import references
from amend.engine.reprint.renumber import relabelled
from amend.engine.reprint.reprint import reprint
from amend.engine.reprint.rewording import renamed
from amend.engine.reprint.whose import Belongs, Fate
from amend.model.address import Address
from amend.model.amendment import Amendment
from amend.model.citation import address_of, find
from amend.model.citations import citations
from amend.model.lines import Reading
from amend.model.provision import Block, Provision, walk

NEWTS = "After Clause 1, insert the following new Clause—\n“Newts\nThe keeper must feed the newts.”"


def around(words, *, amends=""):
    """A Bill in which some words stand in clause 2(4)."""
    return bill(
        f"""
        1 Duty to keep ponds
          (1) The keeper must keep every pond clean.
          (2) The keeper may charge for entry.
        2 Records
          (1) The keeper must keep a record.
          (2) The keeper must not—
            (a) sell it,
            (b) lend it, or
            (c) burn it.
          (3) The record must be kept at the pond. {amends}
          (4) {words}
          (5) This one is the last.
        3 Weed
          (1) Weed must be cleared.
          (2) It may be sold.
        4 Short title
          This Act may be cited as the Ponds Act 2026.
        Schedule 1 Fish
          1 Carp may be fed.
          2 Tench may be fed.
        """,
        title="Ponds (No. 2) Bill",
        guids=True,
    )


def printed_again(print_, *instructions):
    tabled = [Amendment(words, str(number)) for number, words in enumerate(instructions, 1)]
    result = make.apply(print_, tabled)
    assert [outcome.reason for outcome in result.outcomes] == [""] * len(instructions)
    return reprint(result.bill, print_)


def words_of(print_):
    return [node.words for _, node in walk(print_.root) if isinstance(node, Block)]


def line_of(print_, place):
    path = find(print_, Address.parse(place))
    line = Reading(print_).line_at(Reading(print_).extent(path)[0])
    return f"page {line.page}, line {line.number}"


FOLLOWED = {
    "Section 3(1) or (2) applies to a record.": "Section 4(1) or (2) applies to a record.",
    "Sections 2(1), (2) and (4) apply.": "Sections 3(1), (2) and (4) apply.",
    "Nor does section 2(1), (2) or (3), or section 3(2), apply.": "Nor does section 3(1), (2) or (3), or section 4(2), apply.",
    "It applies from the day on which section 3 comes into force.": "It applies from the day on which section 4 comes into force.",
    "Sections 1 to 3 apply (but not section 4).": "Sections 1 to 4 apply (but not section 5).",
    "See section 3 of this Act, not section 3 of the Canals Act 1999.": "See section 4 of this Act, not section 3 of the Canals Act 1999.",
    "Subsection (2) of section 3 does not apply.": "Subsection (2) of section 4 does not apply.",
    "Under section 3, and subsection (2) of that section, weed goes.": "Under section 4, and subsection (2) of that section, weed goes.",
    "Paragraph (a) or (b) of section 2(2) applies.": "Paragraph (a) or (b) of section 3(2) applies.",
    "A keeper under section 3 or 4 is bound for 3 or 4 days.": "A keeper under section 4 or 5 is bound for 3 or 4 days.",
    "Sections 3 (weed) and 4 (short title) apply.": "Sections 4 (weed) and 5 (short title) apply.",
    "See section (Newts) and Schedule 1.": "See section 2 and Schedule 1.",
    "This section ceases to have effect a year after a report under section 3.": "This section ceases to have effect a year after a report under section 4.",
    "It reads as in section 5 of the Canals Act 1999 (but see section 2 and section 3).": "It reads as in section 5 of the Canals Act 1999 (but see section 3 and section 4).",
    "An order which repeals an Act, or one under section 3, is void.": "An order which repeals an Act, or one under section 4, is void.",
    "This subsection has no effect where any Act says so, nor does section 2.": "This subsection has no effect where any Act says so, nor does section 3.",
}


@pytest.mark.parametrize(("before", "after"), FOLLOWED.items())
def test_a_reference_that_no_mark_tells_follows_the_clause_it_names(before, after):
    again = printed_again(around(before), NEWTS)
    assert after in words_of(again.bill)
    assert again.left == ()


STANDS = (
    "See section 3 of the Canals Act 1999.",
    "See sections 3 and 4 (weed) of that Act.",
    "See Schedule 3 to the Canals Act 1999 and paragraph 3 of that Schedule.",
    "See section 3(2) of the 1999 Act.",
    "This section (records and weed) has effect.",
    "In section (weed and fish) a keeper must act.",
    "See section (Weed and fish) of the Canals Act 1999.",
    "It has effect for 3 days, in the part played by 3 keepers.",
    "See regulation 3 of the Canal Boats Regulations 2004.",
    "After section 3 of the Canals Act 1999 (weed), insert “and 3”.",
    "In section 3 of the Canals Act 1999, for “section 4” substitute “section 3”.",
)


@pytest.mark.parametrize("words", STANDS)
def test_what_is_no_reference_to_the_bill_stays_and_nothing_is_said(words):
    again = printed_again(around(words), NEWTS)
    assert words in words_of(again.bill)
    assert again.left == ()


DOUBTFUL = (
    "Under the Canals Act 1999, section 3 has effect.",
    "A keeper whom the 1999 Act binds must act as section 3 says.",
    "In the Canals Regulations 2004 a keeper is one to whom section 3 applies.",
    "See section 3 of the handbook.",
    "Sections 3 or Schedule 1 to the Canals Act 1999 has effect.",
)


@pytest.mark.parametrize("words", DOUBTFUL)
def test_a_reference_that_may_be_to_an_act_stays_and_both_numbers_are_told(words):
    again = printed_again(around(words), NEWTS)
    assert words in words_of(again.bill)
    assert len(again.left) == 1
    assert " in clause 2(4) (now clause 3(4)) may lead to a provision that has another number: " in again.left[0]
    assert again.left[0].endswith(": clause 3, which is now clause 4")


LEFT_OUT = {
    "Subsections (1) and (3) apply.": "clause 2(3)",
    "Subsection (2)(a) or (3) applies.": "clause 2(3)",
    "See section 2(3).": "clause 2(3)",
    "Sections 2(1), (3) and (5) apply.": "clause 2(3)",
    "Nothing in subsection (3) of section 2 applies.": "clause 2(3)",
}


@pytest.mark.parametrize(("words", "gone"), LEFT_OUT.items())
def test_a_reference_to_what_was_left_out_stays_and_is_told(words, gone):
    print_ = around(words)
    again = printed_again(print_, f"Clause 2, {line_of(print_, gone)}, leave out subsection (3)")
    assert any("(3)" in row and row.split()[0] == words.split()[0] for row in words_of(again.bill))
    (told,) = again.left
    assert f"in clause 2(4) (now clause 2(3)) leads to a provision that was left out: {gone}" in told


HEADINGS = (
    "Section 3: supplementary",
    "Section 3: consequential provision",
    "Sections 3 and 4: fees",
    "Effect of section 3",
)


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_that_names_a_clause_follows_it(heading):
    print_ = bill(
        f"""
        1 Ponds
          The keeper must keep ponds.
        2 {heading}
          A keeper must act.
        3 Weed
          Weed must be cleared.
        4 Short title
          This Act may be cited as the Ponds Act 2026.
        """,
        guids=True,
    )
    again = printed_again(print_, NEWTS)
    assert re.sub(r"\d", lambda n: str(int(n[0]) + 1), heading) in words_of(again.bill)
    assert again.left == ()


def test_the_name_of_the_act_in_quoted_text_is_the_bill_itself_with_and_without_its_number():
    instruction = (
        "After Clause 1, insert the following new Clause—\n“Section 2: supplementary\n"
        "(1) In the Lakes Act 1999, after section 7 insert—\n"
        "“7A See section 2 of the Ponds Act 2026, section 3(1) or (2) of the Ponds (No. 2) Act 2026 and section 2.”\n"
        "(2) Section 2 has effect from the day on which this Act is passed.”"
    )
    again = printed_again(around("See section 1."), instruction)
    rows = words_of(again.bill)
    assert "Section 3: supplementary" in rows
    assert (
        "See section 3 of the Ponds Act 2026, section 4(1) or (2) of the Ponds (No. 2) Act 2026 and section 2." in rows
    )
    assert "Section 3 has effect from the day on which this Act is passed." in rows


AMENDING = """
    1 Boats
      (1) {chapeau}
      (2) In section 5 (oars), omit “red”.
      (3) In section 6 (sails), omit “blue”.
      (4) In section 7 (masts), omit “tall”.
      (5) This section has effect in summer.
    2 Short title
      This Act may be cited as the Boats Act 2026.
"""
CHAPEAUX = {
    "The Canals Act 1999 is amended as set out in subsections (2) to (4).": "(2) to (5).",
    "The Canals Act 1999 is amended in accordance with subsections (2) to (4).": "(2) to (5).",
    "The 1999 Act is amended by subsections (2) to (4).": "(2) to (5).",
}


@pytest.mark.parametrize(("chapeau", "after"), CHAPEAUX.items())
@pytest.mark.parametrize(("place", "label"), [("clause 1(1)", "1A"), ("clause 1(4)", "4A"), ("clause 1(2)", "2A")])
def test_a_range_of_amendments_takes_in_one_that_is_put_in_at_its_edge_or_within_it(chapeau, after, place, label):
    print_ = bill(AMENDING.format(chapeau=chapeau), guids=True)
    words = f"Clause 1, {line_of(print_, place)}, at end insert—\n“({label}) In section 8 (hulls), omit “old”.”"
    again = printed_again(print_, words)
    assert any(row.endswith(f"subsections {after}") for row in words_of(again.bill))
    assert again.left == ()


def test_the_marks_of_such_a_range_lead_to_its_ends():
    print_ = bill(
        AMENDING.format(chapeau="The 1999 Act is amended by subsections <ref>(2)</ref> to <ref>(4)</ref>."), guids=True
    )
    path, block = next((p, n) for p, n in walk(print_.root) if isinstance(n, Block) and "is amended by" in n.words)
    ends = iter(("#sec_1__subsec_2", "#sec_1__subsec_4"))
    marks = tuple(replace(m, attributes=(("href", next(ends)),)) if m.name == "ref" else m for m in block.text.marks)
    print_ = print_.edited(path, lambda node: (replace(node, text=replace(block.text, marks=marks)),))
    words = f"Clause 1, {line_of(print_, 'clause 1(1)')}, at end insert—\n“(1A) In section 8 (hulls), omit “old”.”"
    again = printed_again(print_, words)
    said = again.bill.at(path)
    assert said.words == "The 1999 Act is amended by subsections (2) to (5)."
    leads = [dict(mark.attributes)["href"] for mark in said.text.marks if mark.name == "ref"]
    assert leads == ["#sec_1__subsec_2", "#sec_1__subsec_5"]
    assert again.left == ()


BESIDE = "in clause 1(1) does not take in clause 1(4A), which was put in beside it"
RANGES = {
    "Subsections (2) to (4) bind a keeper.": f"“Subsections (2) to (4)” {BESIDE}",
    "Nothing in subsections (2) to (4) binds a keeper.": f"“subsections (2) to (4)” {BESIDE}",
    "A keeper is bound by subsections (1) and (3) to (4).": f"“subsections (1) and (3) to (4)” {BESIDE}",
    "In this section “keeper” has the meaning that paragraphs (2) to (4) give.": "",
}


@pytest.mark.parametrize("chapeau", CHAPEAUX)
def test_a_range_of_amendments_does_not_take_in_what_is_none_and_that_is_told(chapeau):
    print_ = bill(AMENDING.format(chapeau=chapeau), guids=True)
    instruction = f"Clause 1, {line_of(print_, 'clause 1(4)')}, at end insert—\n“(4A) A keeper must act.”"
    again = printed_again(print_, instruction)
    assert chapeau in words_of(again.bill)
    assert again.left == (f"“subsections (2) to (4)” {BESIDE}",)


@pytest.mark.parametrize("put", ["A keeper must act.", "In section 8 (hulls), omit “old”."])
@pytest.mark.parametrize(("words", "told"), RANGES.items())
def test_another_range_stays_as_it_is_and_what_is_put_in_beside_it_is_told(words, told, put):
    print_ = bill(AMENDING.format(chapeau=words), guids=True)
    instruction = f"Clause 1, {line_of(print_, 'clause 1(4)')}, at end insert—\n“(4A) {put}”"
    again = printed_again(print_, instruction)
    assert words in words_of(again.bill)
    assert again.left == ((told,) if told else ())


@pytest.mark.parametrize(("gone", "after"), [("2", "(2) to (3)"), ("3", "(2) to (3)"), ("4", "(2) to (3)")])
def test_a_range_closes_up_where_an_end_of_it_was_left_out(gone, after):
    print_ = bill(AMENDING.format(chapeau="Subsections (2) to (4) bind a keeper."), guids=True)
    place = line_of(print_, f"clause 1({gone})")
    again = printed_again(print_, f"Clause 1, {place}, leave out subsection ({gone})")
    assert f"Subsections {after} bind a keeper." in words_of(again.bill)
    assert len(again.left) == (gone != "3")


NOWHERE = {
    "See section 99.": "“section 99” in clause 2(4) (now clause 3(4)) leads nowhere: the Bill has no clause 99",
    "See Schedule 7.": "“Schedule 7” in clause 2(4) (now clause 3(4)) leads nowhere: the Bill has no Schedule 7",
    "See section (Nowhere).": "“section (Nowhere)” in clause 2(4) (now clause 3(4)) leads nowhere: no clause has that heading",
    "See paragraph 9 of Schedule 1.": (
        "“paragraph 9 of Schedule 1” in clause 2(4) (now clause 3(4)) leads nowhere:"
        " the Bill has no Schedule 1 paragraph 9"
    ),
}


@pytest.mark.parametrize(("words", "told"), NOWHERE.items())
def test_a_reference_that_leads_nowhere_is_told(words, told):
    again = printed_again(around(words), NEWTS)
    assert words in words_of(again.bill)
    assert again.left == (told,)


PLACES = ("clause 1(1)", "clause 1(2)", "clause 2(1)", "clause 2(2)(a)", "clause 2(2)(c)", "clause 2(5)", "clause 3(1)")
PLACES += ("clause 3(2)", "clause 1", "clause 3", "clause 2(2)")
CITED = (
    "section 1(1)",
    "section 1(2)",
    "section 2(1)",
    "section 2(2)(a)",
    "section 2(2)(c)",
    "section 2(5)",
    "section 3",
)
CITED += ("section 3(1)", "section 3(2)", "section 1", "section 2(2)(b)")


@settings(max_examples=60)
@given(st.lists(st.sampled_from(CITED), min_size=1, max_size=4), st.sampled_from(PLACES), st.integers(1, 3))
def test_whatever_is_left_out_or_put_in_each_citation_names_what_it_named_or_is_told(cited, place, after):
    words = f"See {', '.join(cited)} and this Act."
    print_ = around(words)
    named = {one: identity(print_, one.replace("section", "clause")) for one in cited}
    put_in = make.apply(print_, [Amendment(NEWTS.replace("Clause 1", f"Clause {after}"))]).bill
    amended = put_in.edited(find(put_in, Address.parse(place)), lambda node: ())
    again = reprint(amended, print_)
    row = next(row for row in words_of(again.bill) if row.startswith("See section"))
    now = citations(row)
    assert len(now) == len(cited)
    for one, citation in zip(cited, now, strict=True):
        if any(f"“{one}”" in told for told in again.left):
            continue
        address = str(citation.address(citation.items[0])).replace("section", "clause")
        assert identity(again.bill, address) == named[one]


def identity(print_, place):
    node = print_.at(find(print_, Address.parse(place)))
    assert isinstance(node, Provision)
    return node.guid


PAIRS = ("social-housing-hl54-lords-committee", "dpdi-bill265-introduced")


@pytest.mark.parametrize("name", PAIRS)
def test_every_citation_of_an_official_print_with_clauses_put_in_is_followed_or_told(corpus, name):
    print_ = read(corpus / "prints" / f"{name}.xml")
    clauses = [node.label for path, node in print_.provisions() if node.tag == "section" and own(print_, path)]
    chance = random.Random(7)
    instructions = [
        Amendment(f"After Clause {label}, insert the following new Clause—\n“Heading {label}\nWords of it.”", label)
        for label in chance.sample(clauses, 6)
    ]
    amended = make.apply(print_, instructions).bill
    found = references(amended, relabelled(amended, print_), print_)
    again = reprint(amended, print_)
    assert len(found) > 500
    told = [one for one in found if one.fate is Fate.TOLD]
    assert len(again.left) <= len(told)
    for one in found:
        if one.whose in (Belongs.HERE, Belongs.QUOTED) and one.leads is not None:
            assert (one.fate is Fate.STANDS) == (last(one.leads, one) == last(one.becomes, one)), one


def last(address, reference):
    """The numbers of a provision that a citation of it prints."""
    count = len(reference.cites.steps()[-1:]) if reference.cites.within else len(reference.cites.steps())
    return [number for _, number in address.steps()][-count:]


def own(print_, path):
    return not any(getattr(print_.at(path[:d]), "tag", "") == "quotedStructure" for d in range(1, len(path)))


def test_the_places_of_citations_are_those_of_the_print():
    print_ = around("See section 3(1) or (2).")
    found = [
        one for one in references(print_) if one.place == address_of(print_, find(print_, Address.parse("clause 2(4)")))
    ]
    assert [(str(one.cites), str(one.leads), one.fate) for one in found] == [
        ("section 3(1)", "clause 3(1)", Fate.STANDS),
        ("section 3(2)", "clause 3(2)", Fate.STANDS),
    ]


INSTRUCTIONS = (
    "In section 3 (approval of codes under section 3)—",
    "In section 3 (weed), omit “section 3”.",
    "Omit sections 3 and 4.",
    "Section 3 is amended as follows.",
    "After section 3 insert “3A”.",
    "In section 2, for “section 3” substitute “section 3 or 4”.",
)


@pytest.mark.parametrize("words", INSTRUCTIONS)
def test_what_an_instruction_to_amend_an_act_cites_is_that_acts(words):
    print_ = bill(
        f"""
        1 Ponds
          The keeper must keep ponds.
        2 Acts
          (1) The Canals Act 1999 is amended as follows.
          (2) {words}
            (a) in subsection (1), omit “red”;
            (b) omit subsection (3).
          (3) The amendment made by section 3 has effect in summer.
        3 Weed
          Weed must be cleared.
        """,
        guids=True,
    )
    again = printed_again(print_, NEWTS)
    assert words in words_of(again.bill)
    assert "The amendment made by section 4 has effect in summer." in words_of(again.bill)
    assert again.left == ()


AMENDS_AN_ACT = "The Canals Act 1999 is amended as follows."


@pytest.mark.parametrize(
    "words",
    [
        "In section 9, for the reference to a code issued under section 3 substitute a reference to a licence.",
        "In section 9, after the words about the purposes of section 3 insert “and 4”.",
        "In section 9, omit the definition of a boat mentioned in section 3.",
        "In section 9 (orders), for each reference to what is done under section 3 there is substituted “act”.",
        "In sections 3 and 4 (orders), references to an order are to be read as including a licence.",
        "In section 3, any reference to a keeper is to be construed as a reference to an owner.",
    ],
)
def test_the_words_that_an_instruction_amends_without_quoting_them_are_the_acts(words):
    again = printed_again(around(words, amends=AMENDS_AN_ACT), NEWTS)
    assert words in words_of(again.bill)
    assert again.left == ()


@pytest.mark.parametrize(
    "words",
    [
        "In section 9, omit “red” (and see section 3).",
        "In section 9, for the reference to a boat (but see section 3) substitute “ship”.",
        "In section 9, for the words about boats substitute the words mentioned in section 3.",
        "A boat is one to which section 3 applies.",
    ],
)
def test_what_an_instruction_says_aside_of_what_it_amends_may_be_of_the_bill_and_is_told(words):
    again = printed_again(around(words, amends=AMENDS_AN_ACT), NEWTS)
    assert words in words_of(again.bill)
    assert len(again.left) == 1
    assert "may lead to a provision that has another number: clause 3" in again.left[0]


@pytest.mark.parametrize(
    "words",
    [
        "References in section 3 to a keeper are to be read as including an owner.",
        "In section 3 a reference to a boat is to be read as one to a ship.",
    ],
)
def test_how_references_are_to_be_read_in_a_bill_that_amends_no_act_is_of_its_own_provisions(words):
    again = printed_again(around(words), NEWTS)
    assert words.replace("section 3", "section 4") in words_of(again.bill)


SIMPLY = re.compile(
    r"\b(?:[Ss]ections?|[Cc]lauses?|Schedules?|[Pp]aragraphs?|[Ss]ub-?paragraphs?|[Ss]ubsections?|Parts?|Chapters?|[Aa]rticles?)"
    r"\s+(?:\d+[A-Z]*|\(\d+[A-Z]*\)|\([a-z]{1,3}\)|[A-Z]\d+|[A-Z](?=\W)|\([A-Z][^()]+\))"
)
"""A citation as a plain search finds it, which knows nothing of what the reader of citations knows."""


@pytest.mark.parametrize("name", ["social-housing-hl54-lords-committee", "dpdi-bill265-introduced"])
def test_every_citation_that_a_plain_search_finds_is_followed_stands_or_is_told(name, corpus):
    print_ = read(corpus / "prints" / f"{name}.xml")
    front = "Before Clause 1, insert the following new Clause—\n“Purpose\nThe purpose of this Act is clean water.”"
    amended = make.apply(print_, [Amendment(front, "1")]).bill
    listed = {}
    for one in reprint(amended, print_).references:
        listed.setdefault(one.place, []).append(one)
    searched = 0
    for path, node in walk(amended.root):
        if not isinstance(node, Block) or node.tag == "num":
            continue
        place = address_of(amended, path)
        for match in SIMPLY.finditer(node.text.chars):
            searched += 1
            said = " ".join(match[0].split())
            assert any(said in one.words for one in listed.get(place, ())), (str(place), node.text.chars)
    assert searched > 700
    stale = [one for found in listed.values() for one in found if one.leads is not None and is_other(one)]
    assert stale
    assert [one for one in stale if one.fate not in (Fate.FOLLOWED, Fate.TOLD)] == []


def is_other(reference):
    """Whether the numbers that are printed are others now: those of what is cited, not of what that stands in."""
    printed = len(numbers(reference.cites))
    return numbers(reference.leads)[-printed:] != numbers(reference.becomes)[-printed:]


def numbers(address):
    return [] if address is None else [*numbers(address.within), address.number, *address.labels]


def led_to(words, href):
    """A Bill in which clause 2(1) has a reference that the file leads somewhere, and where its words stand."""
    print_ = bill(
        "1 Ponds\n  (1) Keep the pond.\n  (2) Feed the fish.\n2 Boats\n"
        f"  (1) Subject to <ref>{words}</ref>, boats may be kept.",
        guids=True,
    )
    path, block = next((p, n) for p, n in walk(print_.root) if isinstance(n, Block) and n.words.startswith("Subject"))
    marks = tuple(replace(m, attributes=(("href", href),)) if m.name == "ref" else m for m in block.text.marks)
    return print_.edited(path, lambda node: (replace(node, text=replace(block.text, marks=marks)),)), path


@pytest.mark.parametrize(
    ("before", "after"),
    [("section 1(2)", "section 1(3)"), ("section 1(2)(a)", None), ("section 1(7)", None), ("paragraph (z)", None)],
)
def test_a_marked_reference_is_followed_only_where_its_words_say_the_number_of_what_it_leads_to(before, after):
    print_, path = led_to(before, "#sec_1__subsec_2")
    again = printed_again(print_, f"Clause 1, {line_of(print_, 'clause 1(1)')}, at end insert—\n“(1A) It is deep.”")
    assert again.bill.at(path).words == f"Subject to {after or before}, boats may be kept."
    assert [row for row in again.left if f"“{before}”" in row] == (
        []
        if after
        else [
            f"“{before}” in clause 2(1) leads to a provision that has another number: clause 1(2), which is now clause 1(3)"
        ]
    )


def test_the_number_of_a_part_is_followed_from_another_part():
    print_ = bill(
        """
        Part 1 Water
          1 Ponds
            (1) Part 2 applies to a pond.
        Part 2 Fish
          2 Carp
            (1) Carp may be fed.
        """,
        guids=True,
    )
    rafts = "After Clause 1, insert the following new Clause—\n“Part 1A Boats\nRafts\n(1) A raft may be kept.”"
    assert "Part 3 applies to a pond." in words_of(printed_again(print_, rafts).bill)


def test_marks_that_lead_to_what_was_left_out_lead_nowhere_and_others_to_its_new_place():
    eids, dead = {"sec_1": "sec_2"}, {"#sec_9"}
    assert renamed((("class", "x"), ("href", "#sec_1")), eids, dead) == (("class", "x"), ("href", "#sec_2"))
    assert renamed((("class", "x"), ("href", "#sec_9")), eids, dead) == (("class", "invalid"),)
    assert renamed((("class", "x"), ("href", "#sec_3")), eids, dead) == (("class", "x"), ("href", "#sec_3"))
    assert renamed((("class", "#sec_9"),), eids, dead) == (("class", "#sec_9"),)
