"""What no amendment gives is made wider, one step at a time; all else stays as it was written."""

import pytest
from shorthand import bill

from amend.drafting.both_texts import both_texts
from amend.drafting.changes import DraftStyle, Editor
from amend.drafting.clause_edits import ClauseEdits
from amend.drafting.known_print import KnownPrint
from amend.drafting.reverse import draft
from amend.engine.compare.pairing import pair
from amend.model.lines import Reading

PONDS = """
    1 Ponds
      (1) The keeper must keep every old pond in the parish clean and free of weed, |and must mend its fence before the end of each year.
      (2) The keeper must list—
        (a) the carp that swim in the pond, and
        (b) the tench that swim in the moat.
    2 Short title
      This Act may be cited as the Ponds Act.
"""


def edits_of(*changes, style=DraftStyle.USUAL):
    """The edits of clause 1, and gives them anew, wider, each time that it is told which cannot be made."""
    new = PONDS
    for old, words in changes:
        assert new.count(old) == 1
        new = new.replace(old, words)
    print_ = bill(PONDS, guids=True)
    texts, reading, known = both_texts(pair(print_, bill(new, guids=True))), Reading(print_), ClauseEdits(style)
    editor = Editor(texts.pairing, texts.new, KnownPrint(print_), style, known.whole)
    top = next(path for path, node in print_.provisions() if node.label == "1" and node.tag == "section")

    def again(*failed):
        if failed:
            assert known.widen(top, failed)
        found = known.of(editor, texts.pairing, reading, top)
        return [
            (edit, " ".join(reading.words[edit.start : edit.end].split()))
            for edit in sorted(found, key=lambda one: one.start)
        ]

    return again, known, top


def test_edits_joined_in_vain_are_apart_and_then_each_is_wider_by_itself():
    again, known, top = edits_of(
        ("must keep", "may keep"), ("pond in the parish", "lake in the parish"), ("tench", "pike")
    )
    (joined, words), (pike, _) = again()
    assert words == "must keep every old pond"
    (may, _), (lake, words), (still, _) = again(joined)
    assert (may.words, lake.words, still) == ("may", "lake", pike)
    (whole, words), (still, _) = again(lake)
    assert words.startswith("(1) The keeper must keep every old pond")
    assert words.endswith("each year.")
    assert whole.whole == (*top, 2)
    assert still == pike
    _, (paragraph, words) = again(still)
    assert words == "(b) the tench that swim in the moat."
    ((both, words),) = again(paragraph)
    assert words.startswith("(1) The keeper")
    _, (subsection, words) = again(both)
    assert words.startswith("(2) The keeper must list—")
    assert again(subsection) == []
    assert top in known.whole
    assert not known.widen(top, [])


CROWD = [
    ("every old", "each old"),
    ("parish", "county"),
    ("of weed", "of reed"),
    ("its fence", "a fence"),
    ("year", "month"),
]


def test_a_subsection_replaced_in_vain_for_its_many_edits_is_amended_by_these():
    again, known, top = edits_of(*CROWD)
    ((whole, _),) = again()
    assert whole.whole == (*top, 2)
    assert known.replaced == {whole.whole}
    assert not known.whole
    assert [edit.words for edit, _ in again(whole)] == ["each", "county", "reed", "a", "month"]
    assert not known.replaced


def test_several_edits_that_fail_at_once_widen_what_they_are_in_once():
    again, known, _ = edits_of(*CROWD, style=DraftStyle.WORDS)
    ((whole, words),) = again(*(edit for edit, _ in again()))
    assert words.startswith("(1)")
    assert words.endswith("year.")
    assert known.whole == {whole.whole}


@pytest.mark.parametrize("style", DraftStyle)
def test_paragraphs_replaced_for_different_reasons_are_one_amendment(style):
    """The first has other parts than it had, which no words amend; the second is another sentence."""
    new = PONDS.replace(
        "the carp that swim in the pond, and", "the carp—\n          (i) young, or\n          (ii) old, and"
    )
    new = new.replace("the tench that swim in the moat.", "whatever else is alive there at the end of the year.")
    (only,) = draft(bill(PONDS), bill(new), style=style).amendments
    assert only.words.startswith(
        "Clause 1, page 1, line 5, leave out paragraphs (a) and (b) and insert—\n“(a) the carp—"
    )
