"""A Bill as amended, in Word: each change by whoever moved its amendment, and what only follows by the clerks."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import wordtext
from hypothesis import given
from hypothesis import strategies as st
from shorthand import bill, bills

from amend.drafting import make
from amend.engine.reprint.renumber import relabelled
from amend.engine.reprint.reprint import with_labels
from amend.formats import akn, draft
from amend.model.amendment import Amendment
from amend.model.printed import each, paragraphs
from amend.word.write.export import clean, tracked_redline

ROOT = Path(__file__).resolve().parents[3]
W = wordtext.W
PONDS = bill("""
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of weed.
      (2) The keeper may charge for entry.
    2 Fish
      (1) The keeper must not sell—
        (a) carp, or
        (b) tench.
    3 Short title
      This Act may be cited as the Ponds Act.
""")
WEED = Amendment(
    "Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”",
    number="1",
    mover="Baroness Example",
    supporters=("Lord Specimen",),
    date="2023-11-09",
    statement="This amendment widens the duty.\nIt costs nothing.",
)
CLEAN = Amendment("Clause 1, page 1, line 2, leave out “clean” and insert “spotless”", number="2", mover="Lord Second")
FROGS = Amendment(
    "After Clause 1, insert the following new Clause—\n“Frogs\n(1) The keeper must feed the frogs.\n(2) Section 2 does not"
    " apply to frogs.”",
    number="3",
    mover="Lord Frog",
)
NEWTS = Amendment(
    "After Clause 1, insert the following new Clause—\n“Newts\nThe keeper must feed the newts.”", number="4"
)
TENCH = Amendment("Clause 2, page 1, line 8, leave out paragraph (b)", number="5", mover="Lord Tench")
SAME = Amendment("Clause 1, page 1, line 4, after “keeper” insert “and the owner”", number="6", mover="One")
SPOT = Amendment("Clause 1, page 1, line 4, after “keeper” insert “or the public”", number="7", mover="Two")

PACKAGES = sorted({file.parent for file in (ROOT / "drafts").glob("*/*.md")})
BILLS = {text.number: text for text in map(akn.read, sorted((ROOT / "bills").glob("*/*.xml")))}


def printed(text):
    return [paragraph.words for paragraph in each(paragraphs(text))]


def by(data, author):
    return [(tag, words) for who, tag, words in wordtext.changes(data) if who == author]


def amended(text, amendments, *, renumber=True):
    new = make.apply(text, amendments).bill
    return with_labels(new, relabelled(new, text)).bill if renumber else new


@pytest.mark.parametrize("renumber", [True, False], ids=["numbered anew", "as it is"])
@pytest.mark.parametrize("package", PACKAGES, ids=lambda folder: folder.name)
def test_each_package_of_the_record_is_exact_both_ways(package, renumber):
    drafts = draft.read_all([package])
    text = BILLS[drafts[0].print]
    exported = tracked_redline(text, drafts, renumber=renumber)
    assert {outcome.outcome for outcome in exported.applied.outcomes} == {"applied"}
    assert wordtext.before(exported.data) == printed(text)
    assert wordtext.after(exported.data) == printed(amended(text, drafts, renumber=renumber))
    assert wordtext.faults(exported.data) == []
    authors = {who for who, _, _ in wordtext.changes(exported.data)}
    assert authors <= {*(one.mover for one in drafts), "amend: renumbering"}
    heads = [row for row in comments(exported.data) if re.match(r"Amendment ", row)]
    named = (", ".join((f"Amendment {one.number}", one.mover, *one.supporters)) for one in drafts)
    assert sorted(heads) == sorted(named)


def comments(data):
    return [wordtext.words(p) for p in wordtext.part(data, "word/comments.xml").iter(f"{W}p")]


def test_each_edit_is_by_the_mover_of_its_amendment():
    data = tracked_redline(PONDS, [CLEAN, WEED, TENCH]).data
    assert by(data, "Lord Second") == [("ins", "spotless"), ("del", "clean")]
    assert by(data, "Baroness Example") == [("ins", "rubbish"), ("del", "weed")]
    assert ("del", "(b)tench.") in by(data, "Lord Tench")


@pytest.mark.parametrize(("day", "given"), [(None, None), (date(2026, 11, 27), "2026-11-27T00:00:00Z")])
def test_the_date_of_a_change_is_that_of_its_amendment_or_of_the_day_given_or_none(day, given):
    root = wordtext.part(tracked_redline(PONDS, [CLEAN, WEED], day=day).data)
    dates = {change.get(f"{W}author"): change.get(f"{W}date") for change in root.iter(*wordtext.CHANGES)}
    assert dates == {"Baroness Example": "2023-11-09T00:00:00Z", "Lord Second": given}


def test_a_lone_subsection_that_begins_with_a_table_loses_its_number_and_keeps_its_place():
    old = bill("""
    1 Fish
      (1)
      : carp : one
      (2) Rest.
    2 Short title
      This Act may be cited as the Ponds Act.
    """)
    drafts = [Amendment("Clause 1, page 1, line 4, leave out subsection (2)", "1")]
    exported = tracked_redline(old, drafts)
    assert [outcome.outcome for outcome in exported.applied.outcomes] == ["applied"]
    assert wordtext.before(exported.data) == printed(old)
    assert wordtext.after(exported.data) == printed(amended(old, drafts))


def test_new_clauses_at_one_place_are_each_by_their_own():
    data = tracked_redline(PONDS, [FROGS, NEWTS]).data
    frogs, newts = by(data, "Lord Frog"), by(data, "Amendment 4")
    assert [words for _, words in frogs] == [
        "2Frogs",
        "2Frogs",
        "(1)The keeper must feed the frogs.",
        "(2)Section 4 does not apply to frogs.",
    ], "in the contents, and in the text"
    assert [words for _, words in newts] == ["3Newts", "3Newts", "The keeper must feed the newts."]


def test_words_inserted_at_one_place_are_each_by_their_own():
    data = tracked_redline(PONDS, [SAME, SPOT]).data
    assert by(data, "One") == [("ins", " and the owner")]
    assert by(data, "Two") == [("ins", " or the public")]


def test_numbers_that_follow_are_by_the_clerks_and_can_be_left_out():
    numbered = tracked_redline(PONDS, [FROGS]).data
    assert by(numbered, "amend: renumbering") == [("ins", "3"), ("del", "2"), ("ins", "4"), ("del", "3")] * 2
    as_it_is = tracked_redline(PONDS, [FROGS], renumber=False).data
    assert {who for who, _, _ in wordtext.changes(as_it_is)} == {"Lord Frog"}


def test_a_comment_has_the_number_the_names_and_the_statement():
    assert comments(tracked_redline(PONDS, [WEED]).data) == [
        "Amendment 1, Baroness Example, Lord Specimen",
        "This amendment widens the duty.",
        "It costs nothing.",
    ]


def test_the_comment_stands_on_the_clause_and_not_on_the_contents():
    root = wordtext.part(tracked_redline(PONDS, [FROGS]).data)
    (start,) = root.iter(f"{W}commentRangeStart")
    style = start.getparent().find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    assert style == "ClauseHeading0"


def test_an_amendment_to_an_amendment_is_in_the_comment_on_it():
    inner = Amendment("Line 2, leave out “feed” and insert “count”", number="(a)", amends="3", mover="Lord Inner")
    result = tracked_redline(PONDS, [FROGS, inner])
    assert [outcome.outcome for outcome in result.applied.outcomes] == ["applied", "applied"]
    assert "(1)The keeper must count the frogs." in [words for _, words in by(result.data, "Lord Frog")]
    assert "Amendment (a) to amendment 3, Lord Inner" in comments(result.data)


def test_a_refused_amendment_changes_nothing_and_the_others_are_made():
    wrong = replace(WEED, words="Clause 1, page 1, line 2, leave out “hay” and insert “straw”", number="9")
    result = tracked_redline(PONDS, [wrong, CLEAN])
    assert [outcome.outcome for outcome in result.applied.outcomes] == ["refused", "applied"]
    assert {who for who, _, _ in wordtext.changes(result.data)} == {"Lord Second"}


def test_a_clean_copy_is_of_the_bill_as_amended_or_of_the_print():
    assert wordtext.says(clean(PONDS).data) == printed(PONDS)
    assert wordtext.says(clean(PONDS, [FROGS]).data) == printed(amended(PONDS, [FROGS]))


def test_the_same_amendments_give_the_same_bytes():
    assert tracked_redline(PONDS, [WEED, FROGS]).data == tracked_redline(PONDS, [WEED, FROGS]).data


WHOLE = (
    FROGS.words,
    NEWTS.words,
    "Leave out Clause 1",
    "Leave out Clause 2",
    "Before Clause 1, insert the following new Clause—\n“Weed\nKeep it out.”",
    "Transpose Clause 1 to after Clause 2",
)


@given(bills(), st.lists(st.sampled_from(WHOLE), min_size=1, max_size=4, unique=True))
def test_whatever_clauses_come_and_go_it_is_exact_both_ways(text, words):
    drafts = [Amendment(each_, str(number), mover=f"Lord {number}") for number, each_ in enumerate(words, 1)]
    data = tracked_redline(text, drafts).data
    assert (wordtext.before(data), wordtext.after(data)) == (printed(text), printed(amended(text, drafts)))
    assert wordtext.faults(data) == []


def test_of_all_the_amendments_that_made_one_print_of_another_each_has_its_own_changes(corpus):
    gold = json.loads((corpus / "gold" / "social-housing-hl54-to-hl60.json").read_text("utf-8"))
    agreed = [
        Amendment(a["text"], a["number"], mover=f"Mover of {a['number']}") for a in gold if a["decision"] == "agreed"
    ]
    text = akn.read(corpus / "prints" / "social-housing-hl54-lords-committee.xml")
    data = tracked_redline(text, agreed).data
    assert (wordtext.before(data), wordtext.after(data)) == (printed(text), printed(amended(text, agreed)))
    assert wordtext.faults(data) == []
    assert {who for who, _, _ in wordtext.changes(data)} == {"amend: renumbering", *(one.mover for one in agreed)}
    energy = next(one for one in agreed if one.words.endswith("insert “, energy efficient”"))
    assert by(data, energy.mover) == [("ins", ", energy efficient")]
