"""Acts that are not as a Bill takes them to be, and Bills that contradict them or themselves: never a silent text."""

import difflib
from dataclasses import replace

import pytest
from shorthand import bill

from amend.acts.consolidate import keeling
from amend.model.outline import blocks, tagged

TITLE = "Locks Act 1985"
ACT = bill("""
    Part 1 Water
      1 Locks
        (1) The keeper of a lock must open every gate and shut every gate.
        (2) The keeper may—
          (a) fill a lock,
          (b) drain a lock, or
          (c) close a lock,
          if the owner agrees.
        (3) In this section—
          * “gate” means a lock gate;
          * “keeper” means—
            (a) a person, or
            (b) a firm.
      2 Tolls
        A toll is payable.
    Part 2 Land
      # Paths
        3 Towpaths
          (1) A path must be dry.
          (2) A path must be wide (see section 2(1)).
        4 Bridges
          (1) A bridge is—
            (a) high;
            (b) wide.
      5 Fords
        . . . . . .
      6 Dogs
        (1) A keeper’s dog may pass. The lock-keeper must watch it.
        (2) . . . . . .
    Schedule 1 Boats
      Part 1 Counting
        1 Count the boats.
      Part 2 Table
        2 (1) Weigh the boats.
          (2) The table is—
            : Barge : 1
            : Punt : 2
""")

REFUSED = [
    # a place that is not there, or is elsewhere
    (
        "In section 1(2), for the words from “may” to the end of paragraph (q) substitute “must”.",
        "it has no paragraph (q), to whose end the words would go",
    ),
    (
        "In section 1(2)(a), for the words from “fill” to the end of subsection (2) substitute “x”.",
        "it has no subsection (2), to whose end",
    ),
    ("In Part 1 of Schedule 1, in paragraph 2(1), for “Weigh” substitute “Count”.", "it is not in Schedule 1 Part 1"),
    ("In section 1(2), omit the words after paragraph (b).", "just after paragraph (b): paragraph (c) does"),
    ("In section 1(2), omit the words before paragraph (b).", "just before paragraph (b): paragraph (a) does"),
    ("In section 1(2), at the end insert— [\n (d) sell a lock.\n].", "below its parts, “if the owner agrees.”"),
    ("Omit sections 4 to 2.", "section 4 and section 2 are no run of provisions"),
    # numbers and terms that are there already
    ("In section 3, at the end insert— [\n (2) A path is short.\n].", "there is another (2) there already"),
    ("In section 3, for subsection (1) substitute— [\n (1) Dry.\n (2) Wide.\n].", "there is another (2) there already"),
    ("In section 3, at the beginning insert— [\n (2) A path is short.\n].", "there is another (2) there already"),
    ("In section 3, subsection (1) becomes subsection (2).", "there is another (2) there already"),
    ("Section 2 becomes section 1.", "there is another (1) there already"),
    ("After section 2 insert— [\n 4 Bridges\n  A bridge.\n].", "there is another 4 there already"),
    ("In section 3, the existing text becomes subsection (1).", "it has (1), (2) already"),
    ("In section 1(3), at the appropriate place insert— [\n * “gate” means a door;\n].", "“gate” is listed there"),
    (
        "In section 1(3), after the definition of “gate” insert— [\n * “keeper” means a man;\n].",
        "there is another “keeper” there already",
    ),
    (
        "In Schedule 1, in the table in paragraph 2(2), at the appropriate place insert— [\n : Punt : 9\n].",
        "“punt” is listed there already",
    ),
    # what is of another kind
    ("In section 3, after subsection (1) insert— [\n (a) dry.\n].", "“(a)” is no number that stands beside “(1)”"),
    ("In section 4(1), after paragraph (a) insert— [\n (1A) dry.\n].", "“(1A)” is no number that stands beside “(a)”"),
    ("In section 3, for subsection (1) substitute— [\n (a) dry.\n].", "“(a)” is no number that stands beside “(1)”"),
    ("In section 3, at the end insert— [\n (c) dry.\n].", "“(c)” is no number that stands beside “(2)”"),
    ("After section 2 insert— [\n (2) A toll.\n].", "“(2)” is no number that stands beside “2”"),
    ("In section 4(1), for paragraph (b) substitute “broad”.", "words cannot come in the place of one part of a list"),
    ("In section 4(1), omit paragraph (a) (but not the “;” at the end).", "it"),
    ("In section 1(1), after “open” insert— [\n very plain words\n].", "has no place after what comes in"),
    # what is repealed
    ("In section 5, at the end insert “(see section 1)”.", "it is repealed, and only dots stand there"),
    ("In section 5, after “toll” insert “or fee”.", "it is repealed, and only dots stand there"),
    ("In section 6(2), for “dog” substitute “cat”.", "it is repealed, and only dots stand there"),
    # words
    ("In section 6(1), for “the keeper” substitute “the owner”.", "“the keeper” is not there"),
    ("In section 3(2), for “path must be narrow” substitute “x”.", "is not there: it reads “A path must be wide"),
]

STANDING = [
    ("Omit section 5.", "it is repealed already"),
    ("Omit section 6(2).", "it is repealed already"),
    (
        "In section 3, at the end insert— [\n (2) A path must be wide (see section 2(1)).\n].",
        "(2) stands there already",
    ),
    ("In section 1(3), at the appropriate place insert— [\n * “gate” means a lock gate;\n].", "stands there already"),
    (
        "In Schedule 1, in the table in paragraph 2(2), after the entry for “Barge” insert— [\n : Punt : 2\n].",
        "these rows stand there already",
    ),
]

NOTED = [
    (
        "In section 6(1), for “keeper”, in each place it occurs, substitute “warden”.",
        "“keeper’s” is there too, and stays as it is",
        "A keeper’s dog may pass. The lock-warden must watch it.",
    ),
    ("Omit sections 3 and 4.", "“Paths” stays, and nothing stands under it now", "Paths"),
    ("In section 4(1)(a), at the end insert “, or”.", "“;” at the end goes for “, or”", "high, or"),
    (
        "For section 5 substitute— [\n 5 Fords\n  A ford.\n].",
        "section 5 was repealed, and stands again",
        "A ford.",
    ),
    ("In section 1(2), omit “or”.", "", "drain a lock,"),
    ("In section 1(1), omit “shut every gate”.", "", "The keeper of a lock must open every gate and."),
    ("In section 4(1)(a), omit “high”.", "", ";"),
]


def amending(*sentences):
    rows = ["1 Changes", f"  (1) The {TITLE} is amended as follows."]
    for number, sentence in enumerate(sentences, 2):
        first, *rest = sentence.split("\n")
        rows += [f"  ({number}) {first}", *(f"  {row}" if row.startswith("]") else f"    {row}" for row in rest)]
    return bill("\n".join(rows))


def said(text):
    ((path, body),) = tagged(text, "body")
    return [" ".join(block.text.printed().split()) for _, block in blocks(body, path) if block.words]


def made(*sentences, act=ACT):
    return keeling(act, amending(*sentences), title=TITLE)


def changes(found):
    return [row for row in difflib.ndiff(said(found.act), said(found.amended)) if row[0] in "+-"]


@pytest.mark.parametrize(("sentence", "reason"), REFUSED, ids=[row[0].split("\n")[0] for row in REFUSED])
def test_it_is_refused_with_what_is_there(sentence, reason):
    found = made(sentence)
    (outcome,) = found.outcomes
    assert outcome.outcome == "refused", changes(found)
    assert reason in outcome.reason
    assert found.amended == found.act


@pytest.mark.parametrize(("sentence", "reason"), STANDING, ids=[row[0].split("\n")[0] for row in STANDING])
def test_it_stands_already(sentence, reason):
    found = made(sentence)
    (outcome,) = found.outcomes
    assert outcome.outcome == "stands already", changes(found)
    assert reason in outcome.reason
    assert found.amended == found.act


@pytest.mark.parametrize(("sentence", "note", "line"), NOTED, ids=[row[0].split("\n")[0] for row in NOTED])
def test_what_a_reader_would_not_expect_is_noted(sentence, note, line):
    found = made(sentence)
    (outcome,) = found.outcomes
    assert outcome.outcome == "made"
    assert note in " / ".join(outcome.notes)
    assert line in said(found.amended)


def test_stops_that_then_stand_side_by_side_are_noted():
    found = keeling(bill("1 A\n  Subject to section 2, a moat."), amending("In section 1, omit “a moat”."), title=TITLE)
    assert "“,” and “.” then stand side by side" in found.outcomes[0].notes


def test_an_instruction_said_twice_is_made_once():
    for sentence in (
        "In section 3, at the end insert— [\n (3) Short.\n].",
        "In section 3(1), after “dry” insert “and wide”.",
    ):
        found = made(sentence, sentence)
        assert [one.outcome for one in found.outcomes] == ["made", "stands already"]
        assert found.amended == made(sentence).amended


def test_two_instructions_that_contradict_are_not_both_made():
    for one, other in (
        ("In section 3(1), for “dry” substitute “wet”.", "In section 3(1), for “dry” substitute “deep”."),
        ("Omit section 2.", "In section 2, for “toll” substitute “fee”."),
        (
            "In section 1(2), omit paragraph (b).",
            "In section 1(2), after paragraph (b) insert— [\n (ba) sell a lock,\n].",
        ),
    ):
        found = made(one, other)
        assert [outcome.outcome for outcome in found.outcomes] == ["made", "refused"]
        assert found.amended == made(one).amended


def test_words_of_a_provision_that_was_replaced_are_noted():
    found = made(
        "For section 2 substitute— [\n 2 Tolls\n  No toll is due.\n].", "In section 2, for “toll” substitute “fee”."
    )
    assert [one.outcome for one in found.outcomes] == ["made", "made"]
    assert found.outcomes[1].notes == ("“toll” stands in words that an earlier instruction of the Bill put there",)


def test_provisions_put_after_one_stand_by_their_numbers():
    found = made(
        "In section 3, after subsection (1) insert— [\n (1A) First.\n].",
        "In section 3, after subsection (1) insert— [\n (1B) Second.\n].",
        "In section 3, after subsection (1) insert— [\n (1ZA) Before.\n].",
    )
    assert [row[2:] for row in changes(found)][::2] == ["(1ZA)", "(1A)", "(1B)"]


def test_words_in_brackets_are_no_number_that_is_cited():
    act = bill("1 A\n  Section 3(2) applies (or not).")
    found = keeling(act, amending("In section 1, omit the words in brackets."), title=TITLE)
    assert said(found.amended)[-1] == "Section 3(2) applies."


def test_the_words_between_two_lists_are_told_apart():
    act = bill("1 A\n  (1) It is—\n    (a) high,\n    (b) wide.\n    or all")
    found = keeling(
        act, amending("In section 1(1), in the words after paragraph (b), for “all” substitute “none”."), title=TITLE
    )
    assert said(found.amended)[-1] == "or none"


def test_the_acts_own_words_that_go_on_in_a_new_paragraph_stay_the_acts():
    found = made("In section 3(1), after “must” insert “either— [\n (a) be short, or\n (b)\n].")
    whose = {block.words: found.whose.sources(block) for _, block in blocks(found.amended.root)}
    assert [source.block is None for source in whose["be dry."]] == [False]
    assert [source.block is None for source in whose["be short, or"]] == [True]


def test_what_comes_in_has_nothing_of_the_bills_identifiers():
    changing = bill(
        "1 A\n  (1) After section 2 of the Locks Act 1985 insert— [\n    2A Tolls\n      A <def>toll</def> is due.\n  ]."
    )
    marked = changing.edited((), lambda root: (root,))
    found = keeling(ACT, marked, title=TITLE)
    ((_, block),) = [(p, b) for p, b in blocks(found.amended.root) if b.words == "A toll is due."]
    assert [key for mark in block.text.marks for key, _ in mark.attributes if key in ("eId", "GUID", "wId")] == []


@pytest.mark.parametrize("words", ["every gate", "lock"])
def test_words_that_are_there_twice_in_a_doubled_act_are_refused(words):
    found = made(f"In section 1, for “{words}” substitute “x”.")
    assert found.outcomes[0].outcome == "refused"
    assert "times, and the instruction does not say which" in found.outcomes[0].reason


def test_one_version_of_two_is_replaced():
    twice = bill("1 A\n  Open it.\n2 B\n  Shut it.\n2 B\n  Leave it.")
    (first, second) = (path for path, node in twice.provisions() if node.label == "2")
    for path, extent in ((first, "E+W"), (second, "S")):
        twice = twice.edited(
            path, lambda node, e=extent: (replace(node, attributes=(*node.attributes, ("RestrictExtent", e))),)
        )
    sentence = "For section 2, as it applies to Scotland, substitute— [\n 2 B\n  Sell it.\n]."
    found = keeling(twice, amending(sentence), title=TITLE)
    assert found.outcomes[0].outcome == "made"
    assert said(found.amended) == ["1", "A", "Open it.", "2", "B", "Shut it.", "2", "B", "Sell it."]


def test_each_of_two_subsections_with_one_number_is_refused():
    twice = bill("1 A\n  (1) Open it.\n  (1) Shut it.\n  (2) Leave it.")
    for sentence in (
        "In section 1(1), for “it” substitute “them”.",
        "In section 1, omit subsection (1).",
        "In section 1, after subsection (1) insert— [\n (1A) Mend it.\n].",
    ):
        found = keeling(twice, amending(sentence), title=TITLE)
        assert "ambiguous" in found.outcomes[0].reason
        assert found.amended == found.act
