"""Amendments carried to the next print: by small prints, by the corpus, and by a law over seeded amendments."""

import json
import os
import random
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from shorthand import bill

import amend
from amend.drafting.form import operation_for
from amend.drafting.rebase import rebase
from amend.engine.apply.apply import Prepared
from amend.english import tabled
from amend.english.writer import write
from amend.errors import AmendError
from amend.model.amendment import Amendment, Matter
from amend.model.house import House
from amend.model.outline import above
from amend.model.provision import Block, Provision, walk

SEEDED = int(os.environ.get("AMEND_REBASE", "250"))

OLD = """
1 Duty to keep ponds
  (1) The keeper must keep every pond clean |and free of weed.
  (2) The keeper must count the fish in spring.
  (3) A pond may be drained under section 2.
2 Draining
  (1) A pond may be drained with the consent of the council.
  (2) The council must answer within 28 days.
3 Boats
  No boat may be kept on a pond.
4 Ice
  Ice must be broken in winter.
"""

NEW = """
1 Herons
  (1) Herons must be left in peace.
2 Duty to keep ponds
  (1) The keeper must keep every pond clean |and free of weed.
  (2) A pond may be fished.
  (3) The keeper must count the fish in spring.
  (4) A pond may be drained under section 3.
3 Draining
  (1) A pond may be drained with the leave of the parish.
  (2) The council must answer within 28 days, and give reasons.
4 Ice
  Ice must be broken in winter.
"""


def printed(text, number):
    return replace(amend.lines(bill(text)), number=number, house="")


@pytest.fixture(scope="module")
def prints():
    return printed(OLD, "HL Bill 1"), printed(NEW, "HL Bill 2")


def tabled_at(print_, where, words, **fields):
    """An amendment to the line on which the words of `where` begin."""
    reading = Prepared(print_).reading
    line = reading.line_at(reading.words.index(where))
    place = f"page {line.page}, line {line.number}"
    return Amendment(words.replace("PLACE", place), "1", "Lords", "Report", print_.number, **fields)


CARRIED = [
    # the words of the old print, the amendment, the outcome, and how it reads to the new print without its page and line
    ("keep every pond", "Clause 1, PLACE, leave out “every” and insert “each”", "moved", "Clause 2, leave out “every” and insert “each”"),
    ("the fish in spring", "Clause 1, PLACE, after “fish” insert “and newts”", "moved", "Clause 2, after “fish” insert “and newts”"),
    ("The keeper must count", "Clause 1, PLACE, leave out subsection (2)", "moved", "Clause 2, leave out subsection (3)"),
    ("the fish in spring", "Clause 1, PLACE, at end insert—\n“(2A) The keeper must count newts.”", "moved",
     "Clause 2, at end insert—\n“(3A) The keeper must count newts.”"),
    ("the fish in spring", "Clause 1, PLACE, at end insert—\n“(2A) Subsection (2) has effect subject to section 2.”", "moved",
     "Clause 2, at end insert—\n“(3A) Subsection (3) has effect subject to section 3.”"),
    ("Ice must be", "Clause 4, PLACE, leave out “Ice” and insert “All ice”", "moved", "Clause 4, leave out “Ice” and insert “All ice”"),
    ("with the consent", "Clause 2, PLACE, leave out “council” and insert “mayor”", "overtaken", None),
    ("with the consent", "Clause 2, PLACE, leave out “consent of the council” and insert “leave of the parish”", "already made", None),
    ("within 28 days", "Clause 2, PLACE, at end insert “, and give reasons”", "moved", "Clause 3, at end insert “, and give reasons”"),
    ("within 28 days", "Clause 2, PLACE, after “days” insert “, and give reasons”", "already made", None),
    ("within 28 days", "Clause 2, PLACE, after “days” insert “or sooner”", "overtaken", None),
    ("No boat", "Clause 3, PLACE, leave out “boat” and insert “raft”", "gone", None),
    ("No boat", "Leave out Clause 3", "already made", None),
    ("No boat", "After Clause 3, insert the following new Clause—\n“Rafts\nNo raft may be kept on a pond.”", "gone", None),
    ("Draining", "After Clause 2, insert the following new Clause—\n“Rafts\nSection 2 applies to rafts.”", "moved",
     "After Clause 3, insert the following new Clause—\n“Rafts\nSection 3 applies to rafts.”"),
    ("Duty", "Before Clause 1, insert the following new Clause—\n“Herons\n(1) Herons must be left in peace.”", "already made", None),
    ("Duty", "Before Clause 1, insert the following new Clause—\n“Herons\n(1) Herons may be fed.”", "overtaken", None),
    ("keep every pond", "Clause 1, PLACE, leave out “each” and insert “every”", "refused", None),
]  # fmt: skip


@pytest.mark.parametrize(("where", "words", "outcome", "carried"), CARRIED)
def test_an_amendment_is_carried_or_its_fate_is_told(prints, where, words, outcome, carried):
    old, new = prints
    given = tabled_at(old, where, words)
    (found,) = rebase(old, new, [given])
    assert found.outcome == outcome, found
    if carried is None:
        assert found.amendment == given
        assert found.reason
        return
    assert re.sub(r", page \d+, line \d+", "", found.amendment.words) == carried
    assert found.amendment.print == "HL Bill 2"
    (outcome,) = amend.apply(new, [found.amendment]).outcomes
    assert outcome.outcome == "applied", outcome


def test_words_that_somebody_changed_are_shown_as_they_were_and_are(prints):
    old, new = prints
    (found,) = rebase(old, new, [tabled_at(old, "with the consent", "Clause 2, PLACE, leave out “council”")])
    assert (found.then, found.there) == (
        "A pond may be drained with the consent of the council.",
        "A pond may be drained with the leave of the parish.",
    )


LONG = """
1 Duty to keep ponds
  (1) The keeper of any pond which is in the parish must see to it before each winter that it is kept clean and that all
   of the rubbish which was thrown into it is carried away by the end of that winter, and must tell the council.
  (2) The keeper may charge.
  (3) The keeper may fish.
""".replace("all\n  ", "all")
LONGER = "\n1 Herons\n  Leave herons in peace." + LONG.replace("1 Duty", "2 Duty").replace("(3)", "(4)").replace(
    "(2)", "(2) Ducks may be fed.\n  (3)"
)


@pytest.mark.parametrize(
    ("where", "words", "carried"),
    [
        ("The keeper of any", "PLACE, leave out from “see” to end of line 4", "page 1, line 4, leave out from “see” to end of line 6"),
        ("The keeper of any", "PLACE, leave out from “see” to “carried” on line 4", "page 1, line 4, leave out from “see” to “carried” in line 6"),
        ("The keeper of any", "PLACE, leave out from “see” to end of line 2", "page 1, line 4, leave out from “see” to end of line"),
        ("The keeper may charge", "PLACE, leave out subsections (2) and (3)", "page 1, line 8, leave out subsections (3) and (4)"),
        ("The keeper may charge", "page 1, leave out lines 5 and 6", "page 1, leave out lines 8 and 9"),
    ],
)  # fmt: skip
def test_the_end_of_a_range_is_carried_as_its_beginning_is(where, words, carried):
    old, new = printed(LONG, "HL Bill 1"), printed(LONGER, "HL Bill 2")
    (found,) = rebase(old, new, [tabled_at(old, where, f"Clause 1, {words}")])
    assert (found.outcome, found.amendment.words) == ("moved", f"Clause 2, {carried}")
    assert amend.apply(new, [found.amendment]).outcomes[0].outcome == "applied"


def test_of_a_long_sentence_only_whole_words_near_the_change_are_shown():
    old, new = printed(LONG, "HL Bill 1"), printed(LONG.replace("kept clean", "kept tidy"), "HL Bill 2")
    (found,) = rebase(old, new, [tabled_at(old, "The keeper of any", "Clause 1, page 1, line 3, leave out “clean”")])
    near = "parish must see to it before each winter that it is kept {} and that all of the rubbish which was thrown into it is"
    assert (found.outcome, found.then, found.there) == ("overtaken", near.format("clean"), near.format("tidy"))


def test_no_amendment_is_lost_whatever_is_wrong_with_it(prints):
    old, new = prints
    one = tabled_at(old, "Ice must be", "Clause 4, PLACE, leave out “Ice”")
    given = [
        one,
        replace(one, words="Clause 99, page 1, line 1, leave out “Ice”", number="2"),
        replace(one, words="Make it better", number="3"),
        replace(one, print="HL Bill 7", number="4"),
        replace(one, words="Line 1, leave out “a”", number="5", amends="9"),
        replace(one, words="Line 1, leave out “a”", number="6", amends="1"),
        one,
    ]
    found = rebase(old, new, given)
    assert [one.amendment.number for one in found] == [one.number for one in given]
    assert [one.outcome for one in found] == ["moved", *["refused"] * 4, "unchanged", "moved"]


RAFTS = (
    "After Clause 2, insert the following new Clause—\n“Rafts\n(1) Section 2 applies to rafts.\n(2) No raft may sink.”"
)


def to_rafts(words, number="1A", amends="1"):
    return Amendment(words, number, "Lords", "Report", "HL Bill 1", amends=amends)


@pytest.mark.parametrize(
    ("words", "outcome", "said"),
    [
        ("In subsection (2), leave out “sink” and insert “drift”", "unchanged", ""),
        ("In subsection (1), leave out “Section 2” and insert “This Act”", "overtaken", "“Section 2” is not"),
        ("Line 3, at end insert—\n“(3) Section 2(1) does not apply.”", "unchanged", "its references were not followed"),
    ],
)
def test_an_amendment_to_one_that_was_carried_has_its_words_there_or_is_overtaken(prints, words, outcome, said):
    old, new = prints
    target = to_rafts(RAFTS, "1", "")
    carried, found = rebase(old, new, [target, to_rafts(words)])
    assert carried.amendment.words == RAFTS.replace("Clause 2", "Clause 3").replace("Section 2", "Section 3")
    assert (found.outcome, found.amendment.print) == (outcome, "HL Bill 1" if outcome == "overtaken" else "HL Bill 2")
    assert said in found.reason
    if outcome == "unchanged":
        made = amend.apply(new, [carried.amendment, found.amendment]).outcomes
        assert [one.outcome for one in made] == ["applied", "applied"]


def test_what_amends_an_amendment_to_an_amendment_goes_with_that(prints):
    old, new = prints
    given = [
        to_rafts("Line 1, leave out “drift” and insert “float”", "1AA", "1A"),
        to_rafts("Line 3, at end insert—\n“(3) No raft may drift.”"),
        to_rafts(RAFTS, "1", ""),
        to_rafts("Line 1, leave out “a”", "(a)", "(b)"),
        to_rafts("Line 1, leave out “a”", "(b)", "(a)"),
    ]
    found = rebase(old, new, given)
    assert [one.outcome for one in found] == ["unchanged", "unchanged", "moved", "refused", "refused"]
    assert "amends itself" in found[3].reason


def test_a_new_clause_of_the_commons_keeps_its_words_and_its_place_follows(prints):
    old, new = prints
    words = "To move the following Clause—\n“Rafts\nSection 2 applies to rafts.”"
    given = Amendment(words, "NC1", "Commons", "Report", "HL Bill 1", after="clause 2")
    (found,) = rebase(old, new, [given])
    assert (found.outcome, found.amendment.after) == ("moved", "clause 3")
    assert found.amendment.words.endswith("“Rafts\nSection 3 applies to rafts.”")


@pytest.mark.parametrize("words", ["section (Rafts)(2)", "sections 2 and (Rafts)", "Section (Rafts), and section 2,"])
def test_a_new_clause_that_is_cited_by_its_heading_is_cited_so_on_the_next_print_too(prints, words):
    old, new = prints
    rafts = "After Clause 2, insert the following new Clause—\n“Rafts\n(1) A raft is a boat.\n(2) No raft may sink.”"
    given = [
        Amendment(rafts, "1", "Lords", "Report", "HL Bill 1"),
        tabled_at(old, "Ice must", f"Clause 4, PLACE, at end insert “and see {words} for ice.”"),
    ]
    given[1] = replace(given[1], number="2")
    assert [one.outcome for one in amend.apply(old, given).outcomes] == ["applied", "applied"]
    _, found = rebase(old, new, given)
    assert found.outcome == "moved"
    assert (
        f"“and see {words.replace('2 and', '3 and').replace('section 2', 'section 3')} for ice.”"
        in found.amendment.words
    )


def test_references_of_a_new_clause_that_has_no_place_are_not_passed_over(prints):
    old, new = prints
    words = "To move the following Clause—\n“Rafts\n{}”"
    citing = Amendment(words.format("Section 2 applies to rafts."), "NC1", "Commons", "Report", "HL Bill 1")
    plain = replace(citing, words=words.format("No raft may be kept."), number="NC2")
    told, untold = rebase(old, new, [citing, plain])
    assert "its references were not followed" in told.reason
    assert untold.reason == ""


@pytest.fixture(scope="module")
def real(corpus):
    folder = corpus / "prints"
    return (
        amend.read(folder / "social-housing-hl54-lords-committee.xml"),
        amend.read(folder / "social-housing-hl60-lords-report.xml"),
    )


CHAIN = {
    "Bill 1": """
1 Duty to keep ponds
  (1) The keeper must keep every pond clean.
  (2) The keeper must count the fish in spring.
2 Ice
  Ice must be broken in winter.
""",
    "Bill 2": """
1 Herons
  Herons must be left in peace.
2 Duty to keep ponds
  (1) The keeper must keep every pond clean.
  (2) The keeper must count the fish in spring.
3 Ice
  Ice must be broken in winter.
""",
    "HL Bill 3": """
1 Herons
  Herons must be left in peace.
2 Duty to keep ponds
  (1) The keeper must keep every pond clean.
  (2) A pond may be fished.
  (3) The keeper must count the fish in spring.
3 Ice
  Ice must be broken in winter.
""",
    "HL Bill 4": """
1 Herons
  Herons must be left in peace.
2 Boats
  No boat may be kept on a pond.
3 Ice
  Ice must be broken in winter and at night.
4 Duty to keep ponds
  (1) The keeper must keep every pond clean.
  (2) A pond may be fished.
  (3) The keeper must count the fish in spring.
""",
    "Bill 5": """
1 Boats
  No boat may be kept on a pond.
2 Ice
  Ice must be broken in winter and at night.
3 Duty to keep ponds
  (1) The keeper must keep every pond clean.
  (2) A pond may be fished.
  (3) The keeper must count the newts in spring.
""",
}
"""The prints of one Bill from House to House."""


EVERY = "Clause 1, PLACE, leave out “every” and insert “each”"
NEWTS = "To move the following Clause—\n“Newts\nSection 1 applies to newts.”"


@pytest.mark.parametrize(
    ("where", "words", "after", "outcomes", "ends"),
    [
        ("keep every", EVERY, "", "moved unchanged moved moved",
         "Clause 3, page 1, line 6, leave out “every” and insert “each”"),
        ("the fish", "Clause 1, PLACE, leave out subsection (2)", "", "moved moved moved overtaken",
         "Clause 4, page 1, line 10, leave out subsection (3)"),
        ("Ice must", "Clause 2, PLACE, leave out “broken” and insert “left”", "", "moved moved moved moved",
         "Clause 2, page 1, line 4, leave out “broken” and insert “left”"),
        ("Ice must", "Clause 2, PLACE, leave out “winter” and insert “winter and at night”", "", "moved moved already made",
         "Clause 3, page 1, line 8, leave out “winter” and insert “winter and at night”"),
        ("Ice must", NEWTS, "clause 1", "moved moved moved moved",
         "To move the following Clause—\n“Newts\nSection 3 applies to newts.”"),
    ],
)  # fmt: skip
def test_a_chain_of_prints_is_gone_along_from_house_to_house(where, words, after, outcomes, ends):
    prints_ = [printed(text, number) for number, text in CHAIN.items()]
    one = replace(tabled_at(prints_[0], where, words), house="Commons", stage="Committee", after=after)
    told = []
    for old, new in pairwise(prints_):
        (found,) = rebase(old, new, [one])
        told.append(found.outcome)
        if found.outcome not in ("unchanged", "moved"):
            break
        one = found.amendment
        assert (one.print, one.house) == (new.number, "Lords" if new.number.startswith("HL") else "Commons")
        assert amend.apply(new, [one]).outcomes[0].outcome == "applied"
    assert (" ".join(told), one.words) == (outcomes, ends)
    assert one.after == ("clause 3" if after else "")


def test_what_the_lords_agreed_to_is_already_made(corpus, real):
    gold = json.loads((corpus / "gold" / "social-housing-hl54-to-hl60.json").read_text(encoding="utf-8"))
    given = [Amendment(one["text"], one["number"], "Lords", "Report", one["against_print"]) for one in gold]
    agreed = {one["number"] for one in gold if one["decision"] == "agreed"}
    found = rebase(*real, given)
    assert {one.amendment.number for one in found if one.outcome == "already made"} == agreed
    assert len(agreed) == 34


@pytest.mark.parametrize(("blind", "least"), [(False, 1.0), (True, 0.99)])
def test_an_amendment_lands_on_the_provision_that_the_guids_say(real, blind, least):
    old, new = real
    where = {node.guid: path for path, node in walk(new.root) if isinstance(node, Provision) and node.guid}
    before, after = (Prepared(without_guids(one) if blind else one) for one in real)
    given, guids = seeded(old, before, where, random.Random(7))
    right = 0
    found = rebase(before, after, given)
    for guid, was, now in zip(guids, given, found, strict=True):
        assert now.outcome in ("unchanged", "moved", "overtaken", "already made", "gone"), now
        if now.outcome in ("unchanged", "moved"):
            there = after.resolve(tabled.parse(now.amendment.words).operation)
            start, end = after.reading.extent(where[guid])
            here = before.resolve(tabled.parse(was.words).operation)
            same = letters(before, here) == letters(after, there)
            right += start - 1 <= there.start <= end + 1 and same
        else:
            assert now.reason
            right += 1
    assert right >= least * len(given)
    assert Counter(one.outcome for one in found)["moved"] > SEEDED / 3


def letters(prepared, resolved):
    """The words that an operation leaves out, with one sign for every number."""
    return re.sub(r"\w*\d\w*", "#", "".join(prepared.reading.words[resolved.start : resolved.end].split()))


def seeded(bill_, prepared, where, rng):
    """Amendments to words of provisions that both prints have, and the GUID of each provision."""
    reading = prepared.reading
    words = [found.span() for found in re.finditer(r"\S+", reading.words)]
    given, guids = [], []
    while len(given) < SEEDED:
        first = rng.randrange(len(words))
        last = min(first + rng.randrange(1, 9), len(words) - 1)
        start, end = words[first][0], words[last][1]
        segment, _ = reading.locate(start)
        guid = next((node.guid for _, node in reversed(above(bill_, segment.path)) if node.guid), None)
        if segment.tag in ("num", "heading") or end > segment.end or guid not in where:
            continue
        start, matter = rng.choice([(start, None), (start, Matter("some other words")), (end, Matter("of section 3"))])
        try:
            words_ = write(operation_for(reading, start, end, matter, prepared), House.LORDS)
        except AmendError:
            continue
        given.append(Amendment(words_, str(len(given) + 1), "Lords", "Report", bill_.number))
        guids.append(guid)
    return given, guids


def without_guids(bill_):
    def plain(node):
        if isinstance(node, Block):
            return replace(node, objects=tuple(map(plain, node.objects)))
        if not isinstance(node, Provision):
            return node
        kept = tuple((key, value) for key, value in node.attributes if "guid" not in key.lower())
        return replace(node, items=tuple(map(plain, node.items)), attributes=kept)

    return replace(bill_, root=plain(bill_.root))
