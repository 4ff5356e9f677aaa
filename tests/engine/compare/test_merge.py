"""Two people's edits of one print come together, and where they conflict both texts are kept."""

import re
from itertools import pairwise

import pytest
from shorthand import bill

from amend.drafting import make
from amend.engine.compare.merge import merge, node_words
from amend.engine.compare.unsettled import unsettled
from amend.formats import akn
from amend.model.amendment import Amendment
from amend.model.lines import Reading
from amend.model.made import made

TAG = re.compile("<[^>]*>")

PONDS = """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of weed.
      (2) The keeper may charge |for entry.
      (3) In section 5 of the Canals Act insert— [
        5A Weed
          (1) The keeper must clear weed.
          (2) The keeper may burn weed.
      ].
    2 Fish
      (1) The keeper must not sell—
        (a) carp, or
        (b) tench.
    ===
    3 Frogs
      The keeper must feed the frogs.
    4 Short title
      This Act may be cited as the Ponds Act.
"""

WEED = "Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”"
CLEAN = "Clause 1, page 1, line 2, leave out “clean” and insert “tidy”"
CHARGE = "Clause 1, page 1, line 4, leave out “may” and insert “must not”"
TENCH = "Clause 2, page 1, line {tench}, leave out paragraph (b)"
NO_FROGS = "Page 2, line 1, leave out Clause 3"
FEED = "Clause 3, page 2, line 2, leave out “feed” and insert “count”"
NEWTS = "After Clause 2, insert the following new Clause—\n\n“Newts\n\n(1) The keeper must feed the newts.”"
TOADS = "After Clause 2, insert the following new Clause—\n\n“Toads\n\n(1) The keeper must feed the toads.”"
HERONS = "After Clause 3, insert the following new Clause—\n\n“Herons\n\n(1) The keeper must scare herons.”"
MOVED = "Transpose Clause 3 to after Clause 1"


@pytest.fixture(params=[True, False], ids=["with GUIDs", "without"])
def base(request):
    return bill(PONDS, guids=request.param)


def edited(print_, *instructions):
    """The print with those amendments made; {word} stands for the line of page 1 that the word is on."""
    reading = Reading(print_)
    lines = {word: line.number for line in reading.page(1) for word in re.findall(r"\w+", reading.text(line))}
    tabled = [Amendment(words.format(**lines), str(number)) for number, words in enumerate(instructions, 1)]
    applied = make.apply(print_, tabled)
    assert [outcome.reason for outcome in applied.outcomes] == [""] * len(instructions)
    return applied.bill


def said(merged):
    return node_words(merged.bill.root)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ([WEED], [CHARGE]),
        ([WEED], [TENCH]),
        ([NEWTS], [HERONS]),
        ([TENCH, WEED], [NO_FROGS, CHARGE]),
        ([MOVED], [FEED]),
        ([NEWTS], [FEED, CHARGE]),
        ([NO_FROGS], [HERONS]),
        ([], [WEED, NEWTS]),
    ],
)
def test_edits_of_different_provisions_merge_as_if_one_person_had_made_both(base, ours, theirs):
    mine, yours = edited(base, *ours), edited(base, *theirs)
    merged = merge(base, mine, yours)
    assert merged.conflicts == ()
    if MOVED in ours:
        assert said(merged) == said_of(edited(base, *ours)).replace("feed the frogs", "count the frogs")
    else:
        assert said(merged) == said_of(edited(base, *ours, *theirs))
    assert said(merge(base, yours, mine)) == said(merged)
    assert akn.parse(akn.dumps(merged.bill)) == merged.bill


def said_of(bill_):
    return node_words(bill_.root)


@pytest.mark.parametrize(
    ("ours", "theirs", "place", "mine", "yours"),
    [
        (WEED, CLEAN, "clause 1(1)", "clean and free of rubbish", "tidy and free of weed"),
        (NO_FROGS, FEED, "clause 3", "", "count the frogs"),
        (FEED, NO_FROGS, "clause 3", "count the frogs", ""),
        (NEWTS, TOADS, "None", "feed the newts", "feed the toads"),
    ],
)
def test_what_both_sides_change_is_a_conflict_that_keeps_both_texts(base, ours, theirs, place, mine, yours):
    merged = merge(base, edited(base, ours), edited(base, theirs))
    (conflict,) = merged.conflicts
    assert str(conflict.address) == place
    assert mine in conflict.ours
    assert yours in conflict.theirs
    assert bool(conflict.ours) == bool(mine)
    assert bool(conflict.theirs) == bool(yours)
    written = akn.dumps(merged.bill).decode()
    marks = [written.index(f"<?amend-conflict {mark}?>") for mark in ("ours", "theirs", "end")]
    for (begins, ends), kept in zip(pairwise(marks), (mine, yours), strict=True):
        assert kept in " ".join(TAG.sub("", written[begins:ends]).split())
    assert len(unsettled(merged.bill)) == 1
    assert len(unsettled(akn.parse(written.encode()))) == 1


def test_the_same_edit_on_both_sides_is_no_conflict(base):
    ours = edited(base, WEED, NEWTS)
    assert merge(base, ours, edited(base, WEED, NEWTS)).conflicts == ()
    assert said(merge(base, ours, ours)) == said_of(ours)


def test_edits_inside_text_put_into_another_act_merge_too(base):
    clear = "Clause 1, page 1, line {clear}, leave out “clear” and insert “rake”"
    burn = "Clause 1, page 1, line {burn}, leave out “burn” and insert “sell”"
    merged = merge(base, edited(base, clear), edited(base, burn))
    assert merged.conflicts == ()
    assert "must rake weed" in said(merged)
    assert "may sell weed" in said(merged)


def test_the_amendments_that_either_side_made_are_all_in_the_record(base):
    mine = make.apply(base, [Amendment(WEED, "7")]).bill
    yours = make.apply(base, [Amendment(CHARGE, "9")]).bill
    assert made(merge(base, mine, yours).bill) == ("7", "9")


FOUR = {
    "a": "Duty to keep ponds\n  The keeper must keep every pond clean and free of weed.",
    "b": "Fish\n  The keeper may sell carp to any person who asks.",
    "c": "Boats\n  No boat may be let without a lamp at its bow.",
    "d": "Fees\n  The owner may set a fee for each day of fishing.",
}


@pytest.mark.parametrize(("mine", "yours"), [("bacd", "bcad"), ("bcda", "bacd"), ("dabc", "adbc"), ("acbd", "abdc")])
def test_a_move_against_a_move_is_a_conflict_that_leaves_its_marks(mine, yours):
    """Where each side puts one clause in another place, the merge says so, and so does whatever shows the Bill."""
    ordered = (bill("\n".join(f"{n} {FOUR[key]}" for n, key in enumerate(one, 1))) for one in ("abcd", mine, yours))
    merged = merge(*ordered)
    assert merged.conflicts
    assert unsettled(akn.parse(akn.dumps(merged.bill)))
