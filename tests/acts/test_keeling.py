"""The Act as a Bill would leave it: each form of words made, what cannot be made refused, all else as it was."""

import difflib

import pytest
from shorthand import bill

from amend.acts.consolidate import keeling
from amend.formats import akn
from amend.model.amendment import Amendment
from amend.model.outline import blocks, tagged, words_of
from amend.model.table_rows import cells_of, rows_in

TITLE = "Canals Act 1990"
ACT = bill("""
    1 Ponds
      (1) The keeper must keep every pond clean and every pond full.
      (2) The keeper may—
        (a) drain a pond,
        (b) stock a pond, or
        (c) close a pond,
        if the owner agrees.
      (3) In this section—
        * “eel” means an eel;
        * “pond” means still water;
        * “weir” means a dam.
    2 Fees
      A fee is payable.
    # Weirs
      3 Weirs and other dams
        (1) A weir must be safe.
        (2) Subsection (1) does not apply to a beaver.
      4 Eels
        (1) An eel is—
          (a) a fish, and
          (b) long.
    5 Rivers
      It is wide (or deep). It is wet.
    6 Moats
      Subject to section 5, a moat must be dug.
    Schedule 1 Fish
      1 (1) Count the fish.
        (2) The table is—
          : Carp : 1
          : Tench : 2
      2 Feed the fish.
    Schedule 2 Weed
      1 Clear the weed.
""")

MADE = [
    # words
    ("In section 1(1), after “full” insert “and deep”.", ["and every pond full.", "and every pond full and deep."]),
    ("In section 1(1), before “full” insert “quite”.", ["every pond full.", "every pond quite full."]),
    ("In section 1(1), after the second “pond” insert “and lake”.", ["every pond full.", "every pond and lake full."]),
    (
        "In section 1(1), for “pond”, in each place it occurs, substitute “lake”.",
        ["every pond clean and every pond full.", "every lake clean and every lake full."],
    ),
    ("In section 1(1), omit “clean and every pond”.", ["every pond clean and every pond full.", "every pond full."]),
    ("In section 3(2), for “(1)” substitute “(1A)”.", ["Subsection (1) does", "Subsection (1A) does"]),
    ("In section 2, for “is payable” substitute “may be payable”.", ["A fee is", "A fee may be"]),
    # ranges take both ends, and leave the last stop
    ("In section 1(1), omit the words from “and” to the end.", ["pond clean and every pond full.", "pond clean."]),
    ("In section 1(1), for the words from “keep” to “clean” substitute “sweep”.", ["keep every pond clean", "sweep"]),
    ("In section 1(1), for “clean” to the end substitute “dry”.", ["pond clean and every pond full.", "pond dry."]),
    # at the ends
    ("In section 1(1), at the end insert “(see section 3)”.", ["pond full.", "pond full (see section 3)."]),
    ("In section 1(1), at the end insert “or Schedule 2”.", ["pond full.", "pond full or Schedule 2."]),
    ("In section 1(1), at the end insert “Schedule 2 apart”.", ["pond full.", "pond full Schedule 2 apart."]),
    ("In section 1(1), at the end insert “but not in May.”", ["pond full.", "pond full but not in May."]),
    ("In section 4(1)(a), at the end insert “but”.", ["a fish, and", "a fish, and but"]),
    ("In section 1(1), at the end insert “So in winter.”", ["pond full.", "pond full. So in winter."]),
    ("In section 1(1), at the beginning insert “In summer,”.", ["The keeper must", "In summer, the keeper must"]),
    # provisions
    ("In section 1(2), omit paragraph (b) and the “or” at the end of it.", ["-(b)", "-stock a pond, or"]),
    (
        "In section 4(1), omit paragraph (b) and the “and” before it.",
        ["a fish, and", "a fish,", "-(b)", "-long."],
    ),
    ("In section 4(1), omit the “and” at the end of paragraph (a).", ["a fish, and", "a fish,"]),
    ("Omit section 2.", ["-2", "-Fees", "-A fee is payable."]),
    ("Omit Schedule 2.", ["-Schedule 2", "-Weed", "-1", "-Clear the weed."]),
    (
        "For section 2 substitute— [\n 2 Charges\n  No fee is payable.\n].",
        ["Fees", "Charges", "A fee is payable.", "No fee is payable."],
    ),
    (
        "In section 3, for subsections (1) and (2) substitute— [\n (1) Safe.\n (2) Sound.\n].",
        ["A weir must be safe.", "Safe.", "Subsection (1) does not apply to a beaver.", "Sound."],
    ),
    (
        "In section 4(1), for paragraphs (a) and (b) substitute “a fish”.",
        ["An eel is—", "An eel is—a fish.", "-(a)", "-a fish, and", "-(b)", "-long."],
    ),
    ("In section 3, at the end insert— [\n (3) Nor to an otter.\n].", ["+(3)", "+Nor to an otter."]),
    ("In section 3, after subsection (1) insert— [\n (1A) And sound.\n].", ["+(1A)", "+And sound."]),
    ("In section 3, before subsection (1) insert— [\n (A1) Mind the gap.\n].", ["+(A1)", "+Mind the gap."]),
    ("After section 2 insert— [\n 2A Lakes\n  A lake.\n].", ["+2A", "+Lakes", "+A lake."]),
    ("Before section 3 insert— [\n 2A Lakes\n  A lake.\n].", ["+2A", "+Lakes", "+A lake."]),
    (
        "After section 4 insert— [\n # Lakes\n  4A Lakes\n   A lake.\n].",
        ["+Lakes", "+4A", "+Lakes", "+A lake."],
    ),
    (
        "After Schedule 1 insert— [[\n Schedule 1A Otters\n  1 Count the otters.\n].",
        ["+Schedule 1A", "+Otters", "+1", "+Count the otters."],
    ),
    # words and provisions
    (
        "In section 1(2), after paragraph (b) (but before the “or” at the end) insert— [\n (ba) skate on a pond,\n].",
        ["stock a pond, or", "stock a pond,", "+(ba)", "+skate on a pond, or"],
    ),
    (
        "In section 4(1), after paragraph (b) insert “, or [\n (c) wet\n].",
        ["long.", "long, or", "+(c)", "+wet."],
    ),
    (
        "In section 3(1), for “safe” substitute “made so that— [\n (a) eels pass, and\n (b) it stands\n].",
        ["be safe.", "be made so that—", "+(a)", "+eels pass, and", "+(b)", "+it stands."],
    ),
    (
        "In section 1(1), after “keep” insert “— [\n (a) if it rains,\n (b)\n].",
        [
            "keep every pond clean and every pond full.",
            "keep—",
            *("+(a)", "+if it rains,", "+(b)", "+every pond clean and every pond full."),
        ],
    ),
    # what has no number
    ("In section 1(3), omit the definition of “eel”.", ["-“eel” means an eel;"]),
    ("In section 1(3), in the definition of “weir”, for “dam” substitute “wall”.", ["a dam.", "a wall."]),
    (
        "In section 1(3), at the appropriate places insert— [\n * “carp” means a carp;\n * “lake” means a lake;\n].",
        ["+“carp” means a carp;", "+“lake” means a lake;"],
    ),
    (
        "In section 1(3), after the definition of “eel” insert— [\n * “otter” means an otter;\n].",
        ["+“otter” means an otter;"],
    ),
    ("The heading of section 3 becomes “Dams”.", ["Weirs and other dams", "Dams"]),
    ("In the heading of section 3, omit “Weirs and”.", ["Weirs and other dams", "Other dams"]),
    ("In the italic heading before section 3, for “Weirs” substitute “Locks”.", ["Weirs", "Locks"]),
    ("Omit the italic heading before section 3.", ["-Weirs"]),
    (
        "In section 1(2), in the words before paragraph (a), for “keeper” substitute “owner”.",
        ["keeper may", "owner may"],
    ),
    (
        "In section 1(2), for the words before paragraph (a) substitute “Anyone may—”.",
        ["The keeper may—", "Anyone may—"],
    ),
    (
        "In section 1(2), in the words after paragraph (c), for “owner” substitute “warden”.",
        ["the owner", "the warden"],
    ),
    ("In Schedule 1, in the table in paragraph 1(2), omit the entry for “Carp”.", ["-Carp", "-1"]),
    (
        "In Schedule 1, in paragraph 1(2), in the entry for “Carp”, in the second column, for “1” substitute “3”.",
        ["1", "3"],
    ),
    (
        "In Schedule 1, in the table in paragraph 1(2), after the entry for “Carp” insert— [\n : Eel : 4\n].",
        ["+Eel", "+4"],
    ),
    (
        "In Schedule 1, in the table in paragraph 1(2), at the appropriate places insert— [\n"
        " : Bream : 2”;\n : “Trout : 3\n].",
        ["+Bream", "+2", "+Trout", "+3"],
    ),
    # parts of a text
    ("In section 5, omit the second sentence.", ["It is wide (or deep). It is wet.", "It is wide (or deep)."]),
    ("In section 5, omit the words in brackets.", ["It is wide (or deep). It", "It is wide. It"]),
    ("In section 5, in the first sentence, for “wide” substitute “long”.", ["It is wide", "It is long"]),
    ("In section 5, in the words in brackets, omit “or”.", ["(or deep)", "(deep)"]),
    ("In section 6, omit “Subject to section 5,”.", ["Subject to section 5, a moat", "A moat"]),
    # numbers
    ("In section 2, the existing text becomes subsection (1).", ["+(1)"]),
]

REFUSED = [
    ("In section 1(1), omit “pond”.", "“pond” is there 2 times, and the instruction does not say which"),
    ("In section 1(1), omit the third “pond”.", "“pond” is there 2 times only"),
    ("In section 1(1), omit “lake”.", "it reads “The keeper must keep every pond clean and every pond full.”"),
    ("Omit section 9.", "there is no section 9 in the Ponds Bill; its sections are 1 to 6"),
    ("In section 3, omit subsection (3).", "there is no section 3(3) in the Ponds Bill; it has (1), (2)"),
    ("Omit the italic heading before section 4.", "no italic heading stands just before it"),
    ("In the Welsh language text of section 2, omit “fee”.", "it is for the Welsh language text alone"),
    (
        "In section 4(1), omit the “or” at the end of paragraph (a).",
        "“or” is not the last word there: it ends “a fish, and”",
    ),
    ("In section 3(1), omit the words after paragraph (a).", "it has no paragraph (a)"),
    (
        "In section 3, after subsection (1) insert— [\n (2) And sound.\n].",
        "there is another (2) there already; see which of the two is meant",
    ),
    (
        "In Schedule 1, in the table in paragraph 1(2), at the appropriate place insert— [\n Not a row.\n].",
        "is no definition and no row of a table",
    ),
    ("In section 1(1), for the words from “full” to “clean” substitute “x”.", "“clean” is not there"),
    (
        "In section 1(1), for “pond”, in each place, substitute “pond clean”.",
        "“pond clean” stands already at 1 of the 2 places",
    ),
    ("In section 1(3), omit the definition of “otter”.", "there is no section 1(3) definition (otter)"),
]

STANDING = [
    ("In section 1(1), after “clean” insert “and every pond”.", "“and every pond” stands there already"),
    ("In section 1(1), for “keep all” substitute “keep every”.", "“keep all” is not there, and “keep every” is"),
    ("In section 3, after subsection (1) insert— [\n (2) Subsection (1) does not apply to a beaver.\n].", "(2) stands"),
    ("In section 2, for “fee” substitute “A fee is”.", "“A fee is” stands there already"),
]


def amending(*sentences):
    """A Bill whose clause 1 amends the Act by these sentences."""
    rows = ["1 Ponds", f"  (1) The {TITLE} is amended as follows."]
    for number, sentence in enumerate(sentences, 2):
        first, *rest = sentence.split("\n")
        rows += [f"  ({number}) {first}", *(f"    {row}" if not row.startswith("]") else f"  {row}" for row in rest)]
    return bill("\n".join(rows))


def said(text):
    ((path, body),) = tagged(text, "body")
    return [" ".join(block.text.printed().split()) for _, block in blocks(body, path) if block.words]


def changes(before, after):
    """The paragraphs that went, and those that came."""
    found = [row for row in difflib.ndiff(said(before), said(after)) if row[0] in "+-"]
    return [sorted(row[2:] for row in found if row[0] == sign) for sign in "-+"]


def expected_changes(rows):
    """The same as a row of the table tells them: "-…" and "+…" whole paragraphs, or two pieces of one, old and new."""
    went, came, pieces = [], [], []
    for row in rows:
        if row[0] in "+-":
            (came if row[0] == "+" else went).append(row[1:])
        else:
            pieces.append(row)
    for old, new in zip(pieces[::2], pieces[1::2], strict=True):
        (line,) = [line for line in said(ACT) if old in line][:1]
        went.append(line)
        came.append(line.replace(old, new, 1))
    return [sorted(went), sorted(came)]


def made(*sentences, act=ACT):
    return keeling(act, amending(*sentences), title=TITLE)


@pytest.mark.parametrize(("sentence", "expected"), MADE, ids=[row[0].split("\n")[0] for row in MADE])
def test_what_a_bill_says_is_made(sentence, expected):
    found = made(sentence)
    assert [(one.outcome, one.reason) for one in found.outcomes] == [("made", "")]
    assert changes(found.act, found.amended) == expected_changes(expected)


@pytest.mark.parametrize(("sentence", "reason"), REFUSED, ids=[row[0].split("\n")[0] for row in REFUSED])
def test_what_the_act_does_not_bear_out_is_refused(sentence, reason):
    found = made(sentence)
    (outcome,) = found.outcomes
    assert (outcome.outcome, outcome.source) == ("refused", "clause 1(2)")
    assert reason in outcome.reason
    assert found.amended == found.act


@pytest.mark.parametrize(("sentence", "reason"), STANDING, ids=[row[0].split("\n")[0] for row in STANDING])
def test_what_the_act_has_already_is_told_apart(sentence, reason):
    found = made(sentence)
    (outcome,) = found.outcomes
    assert outcome.outcome == "stands already"
    assert reason in outcome.reason
    assert found.amended == found.act


def test_a_bill_that_does_nothing_to_the_act_leaves_it():
    found = keeling(ACT, bill("1 Ponds\n  Count the ponds."), title=TITLE)
    assert (found.outcomes, found.amended) == ((), ACT.as_act())


@pytest.mark.parametrize("sentence", [row[0] for row in MADE], ids=[row[0].split("\n")[0] for row in MADE])
def test_what_is_not_touched_is_as_it_was(sentence):
    """Each section and Schedule that no instruction names is the very same, and the file of it canonically equal."""
    found = made(sentence)
    before = {node.eid: node for _, node in found.act.provisions() if node.tag == "section" or node.eid == "sched_2"}
    after = {node.eid: node for _, node in found.amended.provisions()}
    named = found.outcomes[0].places
    for eid, node in before.items():
        label = eid.replace("sec_", "section ").replace("sched_", "Schedule ")
        if not any(place == label or place.startswith((f"{label}(", f"{label},")) for place in named):
            assert after[eid] == node
    written = akn.dumps(found.amended)
    assert akn.dumps(akn.parse(written)) == written


def test_later_instructions_see_what_earlier_ones_did():
    found = made(
        "After section 2 insert— [\n 2A Lakes\n  (1) No lake.\n].",
        "In section 2A(1), for “No” substitute “A”.",
        "In section 2A, after subsection (1) insert— [\n (2) A big one.\n].",
    )
    assert [one.outcome for one in found.outcomes] == ["made"] * 3
    assert changes(found.act, found.amended) == [[], sorted(["2A", "Lakes", "(1)", "A lake.", "(2)", "A big one."])]


def test_an_ordinal_counts_the_words_of_the_act_as_it_stood():
    found = made(
        "In section 1(1), for the first “pond” substitute “lake”.",
        "In section 1(1), for the second “pond” substitute “weir”.",
        "In section 1(1), after “clean” insert “and every pond dry”.",
    )
    assert [one.outcome for one in found.outcomes] == ["made"] * 3
    assert "every lake clean and every pond dry and every weir full." in said(found.amended)[2 + 1]


def test_words_that_an_earlier_instruction_took_out_are_refused():
    found = made("In section 1(1), omit “clean and”.", "In section 1(1), after “clean” insert “and dry”.")
    assert [one.outcome for one in found.outcomes] == ["made", "refused"]
    assert found.outcomes[1].reason == "“clean” is not there: an earlier instruction of the Bill took it out"


def test_an_instruction_is_made_whole_or_not_at_all():
    found = made("In section 4(1), omit paragraphs (a) and (c).")
    assert found.outcomes[0].outcome == "refused"
    assert found.amended == found.act


def test_numbers_stay():
    found = made("Omit section 2.", "In section 1(2), omit paragraph (a).")
    labels = [node.label for _, node in found.amended.provisions() if node.tag == "section"]
    assert labels == ["1", "3", "4", "5", "6"]
    assert "(b)" in said(found.amended)
    assert "(a)" not in said(found.amended)[4:8]


def test_a_run_of_provisions_goes_with_what_is_between():
    found = made("Omit sections 2 to 4.")
    assert [node.label for _, node in found.amended.provisions() if node.tag == "section"] == ["1", "5", "6"]


def test_paragraphs_become_those_of_another():
    found = made(
        "In section 1(2), after paragraph (c) insert— [\n (d) if the owner agrees—\n].",
        "In section 1(2), paragraphs (a) to (c) become paragraphs (i) to (iii) of paragraph (d).",
    )
    assert [(one.outcome, one.reason) for one in found.outcomes] == [("made", "")] * 2
    assert said(found.amended)[4:13] == [
        *("(2)", "The keeper may—", "(d)", "if the owner agrees—"),
        *("(i)", "drain a pond,", "(ii)", "stock a pond, or", "(iii)"),
    ]


def test_rows_stand_in_the_table():
    found = made(
        "In Schedule 1, in the table in paragraph 1(2), after the entry for “Carp” insert— [\n : Eel : 4\n].",
        "In Schedule 1, in the table in paragraph 1(2), at the end insert— [\n : Trout : 5\n].",
        "In Schedule 1, in the table in paragraph 1(2), for the entry for “Tench” substitute— [\n : Tope : 6\n].",
    )
    assert [(one.outcome, one.reason) for one in found.outcomes] == [("made", "")] * 3
    ((path, _),) = tagged(found.amended, "tblock")
    rows = [[words_of(cell) for cell in cells_of(row)] for _, row in rows_in(found.amended, path)]
    assert rows == [["Carp", "1"], ["Eel", "4"], ["Tope", "6"], ["Trout", "5"]]


def test_a_second_section_put_in_at_one_place_stands_after_the_first():
    found = made(
        "After section 2 insert— [\n 2A Lakes\n  A lake.\n].", "After section 2 insert— [\n 2B Moats\n  A moat.\n]."
    )
    assert [node.label for _, node in found.amended.provisions() if node.tag == "section"][1:4] == ["2", "2A", "2B"]


def test_an_earlier_number_put_in_later_stands_first():
    found = made(
        "After section 2 insert— [\n 2B Moats\n  A moat.\n].", "After section 2 insert— [\n 2A Lakes\n  A lake.\n]."
    )
    assert [node.label for _, node in found.amended.provisions() if node.tag == "section"][1:4] == ["2", "2A", "2B"]


def test_both_places_are_two():
    found = made("In section 1, for “pond”, in both places it occurs, substitute “lake”.")
    assert found.outcomes[0].outcome == "refused"
    assert "times, not twice" in found.outcomes[0].reason


def test_a_heading_with_the_words_is_told_and_stays():
    found = made("In section 3, for “Weirs”, in each place it occurs, substitute “Dams”.")
    assert found.outcomes[0].outcome == "refused"
    found = made("In section 4, for “eel”, in each place it occurs, substitute “otter”.")
    assert found.outcomes[0].notes == ()
    act = bill("1 The pond\n  A pond.")
    found = made("In section 1, for “pond”, in each place it occurs, substitute “lake”.", act=act)
    assert said(found.amended) == ["1", "The pond", "A lake."]
    assert found.outcomes[0].notes == ("“pond” is in a heading there too, which stays as it is",)


def test_an_entry_moves_to_its_place():
    found = made(
        "In Schedule 1, in the table in paragraph 1(2), in the entry for “Carp”, in the first column, for “Carp” substitute"
        " “Wild carp” (and, accordingly, move the entry to the appropriate place)."
    )
    assert [(one.outcome, one.reason) for one in found.outcomes] == [("made", "")]
    ((path, _),) = tagged(found.amended, "tblock")
    assert [words_of(cells_of(row)[0]) for _, row in rows_in(found.amended, path)] == ["Tench", "Wild carp"]


def test_the_long_title_is_amended():
    found = made(f"In the long title of the {TITLE}, for “ponds” substitute “lakes”.")
    assert [(one.outcome, one.reason) for one in found.outcomes] == [("made", "")]
    ((_, title),) = tagged(found.amended, "longTitle")
    assert words_of(title) == "A Bill to make provision about lakes."


def test_a_row_with_too_many_cells_is_refused():
    found = made(
        "In Schedule 1, in the table in paragraph 1(2), after the entry for “Carp” insert— [\n : Eel : 4 : 5\n]."
    )
    assert found.outcomes[0].reason == "a row that comes in has 3 cells, and the table has 2 columns"


def test_a_section_moves():
    found = made("Section 3 moves to after section 4.")
    assert [node.label for _, node in found.amended.provisions() if node.tag == "section"] == [
        "1",
        "2",
        "4",
        "3",
        "5",
        "6",
    ]


def test_an_act_is_repealed():
    found = keeling(ACT, bill(f"1 Repeal\n  The {TITLE} is repealed."), title=TITLE)
    assert [one.outcome for one in found.outcomes] == ["made"]
    assert said(found.amended) == []


def test_a_bracketed_description_that_differs_is_a_note():
    found = made("In section 1 (lakes), omit subsection (1).")
    assert found.outcomes[0].outcome == "made"
    assert found.outcomes[0].notes == ("section 1 is described as “lakes”; its heading is “Ponds”",)


def test_two_versions_of_a_provision_are_refused_with_both():
    twice = bill("1 Ponds\n  A pond.\n2 Fees\n  A fee.\n2 Fees\n  No fee.")
    found = keeling(twice, amending("Omit section 2."), title=TITLE)
    assert found.outcomes[0].outcome == "refused"
    assert "section 2 is ambiguous" in found.outcomes[0].reason


def test_what_is_not_understood_is_refused_and_the_rest_made():
    found = made("In section 1(1), omit the wettest words.", "Omit section 2.")
    assert [one.outcome for one in found.outcomes] == ["refused", "made"]
    assert "it is not understood" in found.outcomes[0].reason


@pytest.mark.parametrize(
    "words", ["This Act may be cited as the Canals Act 1990.", "The short title of this Act is the Canals Act 1990."]
)
def test_the_act_is_known_by_what_it_says_that_it_is_cited_as(words):
    act = bill(f"1 Short title\n  {words}")
    found = keeling(act, amending("In section 1, for “Act is” substitute “Act was”.", "Omit section 1."))
    assert (found.title, found.outcomes[-1].outcome) == (TITLE, "made")


def test_the_chapter_behind_a_title_is_no_part_of_it():
    found = keeling(ACT, amending("Omit section 2."), title="The Canals Act 1990 (c. 12)")
    assert (found.title, found.outcomes[0].outcome) == (TITLE, "made")


def test_three_levels_a_draft_changes_what_the_bill_puts_into_an_act_that_amends_another():
    act = bill("""
        1 Weed
          (1) After section 5 of the Weed Act 1980 insert— [
            6 Clearing
              The keeper must clear it in May.
          ].
    """)
    changing = bill("1 Ponds\n  In section 1(1) of the Canals Act 1990, for “May” substitute “June”.")
    draft = Amendment(
        "Clause 1, page 1, line 2, leave out “June” and insert “July”", number="1", print="Bill 1", mover="Lady Reed"
    )
    plain = keeling(act, changing, title=TITLE)
    amended = keeling(act, changing, [draft], title=TITLE)
    assert "The keeper must clear it in June." in said(plain.amended)
    assert "The keeper must clear it in July." in said(amended.amended)
