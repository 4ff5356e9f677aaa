"""A Bill that has no Schedule gets one: drafted, proved, in both Houses and every style, from XML and from Word."""

import pytest
from edited_file import rewritten
from shorthand import bill
from wordfile import ins, p

from amend.drafting.reverse import DraftStyle, draft
from amend.model.house import House
from amend.word.edits import import_edits, match
from amend.word.ooxml.open_untrusted import unpacked
from amend.word.write.document import document

DUTY = """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean.
"""
TITLE = """
    {} Short title
      This Act may be cited as the Ponds Act.
"""
OLD = DUTY + TITLE.format(2)
WEED = "    Schedule{} Weed\n      1 Weed is cut.\n      2 Weed is burnt.\n"
FISH = "    Schedule{} Fish\n      1 Carp are fish.\n"
NEW = {
    "one without a number": (OLD, OLD + FISH.format(""), ["Fish"]),
    "one with a number": (OLD, OLD + FISH.format(" 1"), ["Fish"]),
    "two": (OLD, OLD + FISH.format(" 1") + WEED.format(" 2"), ["Fish", "Weed"]),
    "one with the clause that gives it effect": (
        OLD,
        DUTY + "    2 Fish\n      (1) The Schedule is about fish.\n" + TITLE.format(3) + FISH.format(""),
        ["Fish", "Fish"],
    ),
    "one while the last clause goes": (OLD, DUTY + FISH.format(""), ["Fish"]),
    "another in the place of the only one": (OLD + WEED.format(""), OLD + FISH.format(""), ["Fish"]),
    "another before the only one": (OLD + WEED.format(""), OLD + FISH.format(" 1") + WEED.format(" 2"), ["Fish"]),
}


@pytest.mark.parametrize("house", House)
@pytest.mark.parametrize("style", DraftStyle)
@pytest.mark.parametrize("which", NEW)
def test_new_schedules_are_drafted_in_both_houses(which, style, house):
    old, new, headings = NEW[which]
    drafted = draft(bill(old), bill(new), house, style)
    put_in = [amendment for amendment in drafted.amendments if "following" in amendment.words]
    assert [heading in amendment.words for amendment, heading in zip(put_in, headings, strict=True)] == [True] * len(
        headings
    )
    first = next(amendment for amendment in put_in if "Schedule—" in amendment.words)
    if house is House.COMMONS:
        assert (first.number, first.words.partition("\n")[0]) == ("NS1", "To move the following Schedule—")
        assert first.after or first.before
    else:
        assert "insert the following new Schedule—" in first.words
    assert drafted.findings == ()


def test_the_place_of_a_first_schedule_is_the_last_clause():
    (commons,) = draft(bill(OLD), bill(OLD + FISH.format("")), House.COMMONS).amendments
    (lords,) = draft(bill(OLD), bill(OLD + FISH.format("")), House.LORDS).amendments
    assert (commons.after, commons.before) == ("clause 2", "")
    assert lords.words.startswith("After Clause 2, insert the following new Schedule—")


@pytest.mark.parametrize("number", ["Schedule", "SCHEDULE", "Schedule 1"])
def test_a_first_schedule_typed_in_word_becomes_an_amendment(number):
    old, last = bill(OLD), "This Act may be cited as the Ponds Act."
    rows = [number, "Fish", "1\tCarp are fish.", "2\tTench are fish."]
    file = rewritten(document(old), (last, p(last, mark="ins") + "".join(p(ins(row), mark="ins") for row in rows)))
    (package,) = import_edits.drafted(match.matched(unpacked(file, place="edited.docx"), old))
    assert package.findings == ()
    assert [(one.number, one.after, one.words) for one in package.amendments] == [
        ("NS1", "clause 2", "To move the following Schedule—\n“Schedule\nFish\n1 Carp are fish.\n2 Tench are fish.”")
    ]
