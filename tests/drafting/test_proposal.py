"""Words proposed for an amendment, as people and language models write them: proved, mended where it is certain, or
refused with words that work."""

import random
import re

import pytest
from amended_ponds import COMMONS, PRINT, at, drawn
from proposed import MENDED, POND, REFUSED, TOADS

from amend.drafting.make import apply
from amend.drafting.proposal import propose, propose_together
from amend.model.amendment import Amendment
from amend.model.house import House


@pytest.mark.parametrize(("words", "meant", "told"), MENDED)
def test_what_is_certain_is_mended_and_told(words, meant, told):
    found = propose(POND, words)
    assert (found.status, found.amendment and found.amendment.words) == ("mended", meant), found
    assert told in found.reason
    assert found.outcome.outcome == "applied"
    assert found.bill != POND.bill
    assert found.explanation.changes


@pytest.mark.parametrize(("words", "why", "instead"), REFUSED)
def test_what_is_not_certain_is_refused_with_words_that_work(words, why, instead):
    found = propose(POND, words)
    assert (found.status, found.amendment) == ("refused", None), found
    assert why in found.reason
    assert "\n" not in found.reason
    if instead is not None:
        assert list(found.instead) == instead


@pytest.mark.parametrize("words", [row[0] for row in REFUSED])
def test_every_word_that_is_offered_instead_is_proved(words):
    for offered in propose(POND, words).instead:
        assert propose(POND, offered).status == "proved"


@pytest.mark.parametrize("words", [row[1] for row in MENDED])
def test_what_was_mended_is_proved_when_it_is_proposed_again(words):
    assert propose(POND, words, after="clause 2" if "following Clause" in words else None).status == "proved"


def test_a_refusal_quotes_the_line_that_was_cited():
    line = propose(POND, "Clause 1, page 1, line 4, leave out “weeds”").line
    assert (line.page, line.line, line.place) == (1, 4, "clause 1(2)")
    assert line.words == "(2) The keeper may charge for entry to a pond or weir, and a pond is deep."
    assert propose(POND, "Clause 1, page 1, line 9, mend “x”").line.place == "clause 2(1)"
    assert propose(POND, "Clause 1, page 40, line 9, leave out “x”").line is None


def test_a_new_clause_goes_where_it_is_said_beside_it_and_in_the_words_of_the_house():
    commons = propose(POND, f"To move the following Clause—\n{TOADS}", after="clause 2")
    assert (commons.status, commons.amendment.after) == ("proved", "clause 2")
    lords = propose(POND, f"To move the following Clause—\n{TOADS}", after="cl 2", house=House.LORDS)
    assert lords.amendment.words == f"After Clause 2, insert the following new Clause—\n{TOADS}"
    assert (lords.status, lords.amendment.house) == ("mended", "Lords")


def test_words_that_can_be_made_are_never_made_otherwise():
    chance = random.Random(5)
    for number in range(60):
        asked = drawn(chance, str(number))
        made = apply(PRINT, [asked])
        found = propose(PRINT, asked.words)
        if made.outcomes[0].outcome == "applied" and found.status != "refused":
            assert found.bill.root == made.bill.root, asked.words
        if found.status == "mended" and made.outcomes[0].outcome == "refused":
            assert found.reason


SPOILED = (
    lambda words: words.replace("“", '"').replace("”", '"'),
    lambda words: words.replace("leave out", "delete", 1),
    lambda words: words.replace(" and insert", " and substitute", 1),
    lambda words: re.sub(r"^Clause (\d+), page (\d+), line (\d+),", r"Page \2, line \3, in section \1,", words),
    lambda words: re.sub(r"^Clause \d+, page", "Page", words),
    lambda words: re.sub(r"leave out “([^”]*)” and insert", r"replace “\1” with", words),
    lambda words: re.sub(r"line (\d+)", lambda found: f"line {int(found[1]) + 1}", words, count=1),
    lambda words: re.sub(r", page \d+, line \d+,", ",", words, count=1),
    lambda words: f"**Amendment 1:** {words}.",
)
"""Ways in which an amendment comes back from a model or a keyboard."""


def test_what_is_mended_does_what_the_amendment_did_before_it_was_spoiled():
    chance, mended = random.Random(11), 0
    for number in range(30):
        meant = drawn(chance, str(number))
        made = apply(PRINT, [meant])
        if made.outcomes[0].outcome == "refused" or propose(PRINT, meant.words).status != "proved":
            continue
        for spoil in SPOILED:
            found = propose(PRINT, spoil(meant.words))
            mended += found.status == "mended"
            if found.status == "mended":
                assert found.bill.root == made.bill.root, (spoil(meant.words), found.amendment.words)
    assert mended > 60


def test_proposals_that_touch_are_told_and_one_of_them_falls():
    given = [
        Amendment("Clause 1, page 1, line 2, leave out “every pond clean”"),
        Amendment("Clause 1, page 1, line 2, leave out “pond” and insert “lake”"),
        Amendment("Clause 7, page 1, line 2, leave out “pond”"),
    ]
    found = propose_together(POND, given)
    assert [one.status for one in found.each] == ["proved", "proved", "refused"]
    assert [(row.first, row.second, row.kind) for row in found.touching] == [("1", "2", "pre-empts")]
    assert [one and one.outcome for one in found.together] == ["applied", "refused", None]


def test_a_draft_of_the_lords_is_proved_in_either_house():
    words = at("Clause 1, PLACE, after “weed” insert “and rats”", "3", "and free of").words
    for prepared in (PRINT, COMMONS):
        assert propose(prepared, words, number="3").amendment.words == words
