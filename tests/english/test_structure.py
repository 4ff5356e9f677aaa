"""Plain text with labels and quotation marks becomes provisions at the right level, and the same text again."""

from textwrap import dedent

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from amend.english.structure import Setting, levels, new_clause, new_schedule, provisions, written_rows
from amend.errors import WordsError
from amend.model.numbering import Family, successor
from amend.model.provision import Block, Carried, unit
from amend.model.text import OBJECT

BODY, SCHEDULE = Setting.BODY, Setting.SCHEDULE


def outline(nodes, depth=0):
    """What was understood, a row for each provision: what it is called, its number, its words; quoted text in [ ]."""
    out = []
    for node in nodes:
        if isinstance(node, Block):
            words, *tails = node.text.chars.split(OBJECT)
            out.append("  " * depth + words)
            for thing, tail in zip(node.objects, tails, strict=True):
                out += ["  " * depth + "[", *outline(thing.items, depth + 1), "  " * depth + "]" + tail]
            continue
        inner = []
        for item in node.items:
            if not isinstance(item, Block | Carried) and item.tag in ("intro", "content", "wrapUp"):
                inner += outline(item.items, depth + 1)
                if item.tag == "wrapUp":
                    inner[-1] = "  " * (depth + 1) + "… " + inner[-1].strip()
            elif not isinstance(item, Block):
                inner += outline([item], depth + 1)
        lead = [unit(node) or node.tag, *(b.words for b in (node.number, node.heading) if b is not None)]
        if len(lead) > 1 and lead[1].startswith(lead[0]):
            del lead[0]
        if inner and node.heading is None and not inner[0].strip().startswith(("subsection ", "paragraph ", "sub-par")):
            lead.append(inner.pop(0).strip())
        out += ["  " * depth + " ".join(lead), *inner]
    return out


def text_of(nodes):
    return "\n".join(row for node in nodes for row in written_rows(node))


CASES = [
    (
        BODY,
        """
        (1) One.
        (2) Two.
        """,
        """
        subsection (1) One.
        subsection (2) Two.
        """,
    ),
    (
        BODY,
        """
        (3A) One.
        (3B) Two.
        (3BA) Three.
        (4) Four.
        """,
        """
        subsection (3A) One.
        subsection (3B) Two.
        subsection (3BA) Three.
        subsection (4) Four.
        """,
    ),
    (
        BODY,
        """
        (1) The keeper must—
        (a) feed the carp,
        (b) count—
        (i) the tench,
        (ii) the frogs—
        (A) green, and
        (B) brown, and
        (iii) the newts, and
        (c) rest.
        (2) Two.
        """,
        """
        subsection (1) The keeper must—
          paragraph (a) feed the carp,
          paragraph (b) count—
            sub-paragraph (i) the tench,
            sub-paragraph (ii) the frogs—
              sub-sub-paragraph (A) green, and
              sub-sub-paragraph (B) brown, and
            sub-paragraph (iii) the newts, and
          paragraph (c) rest.
        subsection (2) Two.
        """,
    ),
    (
        BODY,
        """
        (g) carp,
        (h) tench,
        (i) frogs,
        (j) newts,
        """,
        """
        paragraph (g) carp,
        paragraph (h) tench,
        paragraph (i) frogs,
        paragraph (j) newts,
        """,
    ),
    (
        BODY,
        """
        (1) The keeper must count—
        (h) tench,
        (i) frogs, and
        (j) newts.
        """,
        """
        subsection (1) The keeper must count—
          paragraph (h) tench,
          paragraph (i) frogs, and
          paragraph (j) newts.
        """,
    ),
    (
        BODY,
        """
        (a) frogs—
        (i) green, or
        (ii) brown;
        (b) newts.
        """,
        """
        paragraph (a) frogs—
          sub-paragraph (i) green, or
          sub-paragraph (ii) brown;
        paragraph (b) newts.
        """,
    ),
    (
        BODY,
        """
        (h) frogs—
        (i) green, or
        (ii) brown;
        (i) newts.
        """,
        """
        paragraph (h) frogs—
          sub-paragraph (i) green, or
          sub-paragraph (ii) brown;
        paragraph (i) newts.
        """,
    ),
    (
        BODY,
        """
        (u) carp,
        (v) tench,
        (w) frogs,
        (x) newts.
        """,
        """
        paragraph (u) carp,
        paragraph (v) tench,
        paragraph (w) frogs,
        paragraph (x) newts.
        """,
    ),
    (
        BODY,
        """
        (i) green, or
        (ii) brown.
        """,
        """
        sub-paragraph (i) green, or
        sub-paragraph (ii) brown.
        """,
    ),
    (
        BODY,
        """
        (iv) green,
        (v) brown, or
        (vi) grey.
        """,
        """
        sub-paragraph (iv) green,
        sub-paragraph (v) brown, or
        sub-paragraph (vi) grey.
        """,
    ),
    (
        BODY,
        """
        (za) carp,
        (a) tench,
        (aa) frogs.
        """,
        """
        paragraph (za) carp,
        paragraph (a) tench,
        paragraph (aa) frogs.
        """,
    ),
    (
        BODY,
        """
        (1) The keeper must—
        (a) dig—
        ( ) sand, or
        ( ) mud, and
        (b) rest.
        ( ) The keeper may swim.
        (2) Two.
        """,
        """
        subsection (1) The keeper must—
          paragraph (a) dig—
            sub-paragraph ( ) sand, or
            sub-paragraph ( ) mud, and
          paragraph (b) rest.
        subsection ( ) The keeper may swim.
        subsection (2) Two.
        """,
    ),
    (
        BODY,
        """
        (1) The keeper may, where it is safe,
        ( ) dig, or
        ( ) swim.
        """,
        """
        subsection (1) The keeper may, where it is safe,
          paragraph ( ) dig, or
          paragraph ( ) swim.
        """,
    ),
    (
        BODY,
        """
        (1) The keeper must—
        ( ) dig,
        ( ) swim, or
        (c) rest.
        """,
        """
        subsection (1) The keeper must—
          paragraph ( ) dig,
          paragraph ( ) swim, or
          paragraph (c) rest.
        """,
    ),
    (
        BODY,
        """
        (1) (a) One, or
        (b) two.
        (2) Three.
        """,
        """
        subsection (1)
          paragraph (a) One, or
          paragraph (b) two.
        subsection (2) Three.
        """,
    ),
    (
        BODY,
        """
        (1) The keeper must—
        (a) feed the carp, and
        (b) rest,
        unless the pond is frozen.
        (2) Two.
        """,
        """
        subsection (1) The keeper must—
          paragraph (a) feed the carp, and
          paragraph (b) rest,
          … unless the pond is frozen.
        subsection (2) Two.
        """,
    ),
    (
        BODY,
        """
        (1) The keeper must—
        (a) count—
        (i) carp, and
        (ii) tench,
        each spring, and
        (b) rest.
        """,
        """
        subsection (1) The keeper must—
          paragraph (a) count—
            sub-paragraph (i) carp, and
            sub-paragraph (ii) tench,
            … each spring, and
          paragraph (b) rest.
        """,
    ),
    (
        BODY,
        """
        (5) In this section—
        “pond” means still water;
        “keeper” means—
        (a) an owner, or
        (b) a tenant;
        “weed” means reed.
        (6) Six.
        """,
        """
        subsection (5) In this section—
          definition “pond” means still water;
          definition “keeper” means—
            paragraph (a) an owner, or
            paragraph (b) a tenant;
          definition “weed” means reed.
        subsection (6) Six.
        """,
    ),
    (
        BODY,
        """
        “pond” means still water;
        “the old “deep” pond” means the other one;
        """,
        """
        definition “pond” means still water;
        definition “the old “deep” pond” means the other one;
        """,
    ),
    (
        BODY,
        """
        (1) In this Act—
        “pond”—
        (a) means still water, and
        (b) includes mud;
        “weed” means reed.
        """,
        """
        subsection (1) In this Act—
          definition “pond”—
            paragraph (a) means still water, and
            paragraph (b) includes mud;
          definition “weed” means reed.
        """,
    ),
    (
        BODY,
        """
        (1) After section 5 insert—
        “5A Weed
        (1) Clear it.
        (2) Burn it.
        5B Fish
        Feed them.”.
        (2) Two.
        """,
        """
        subsection (1) After section 5 insert—
          [
            clause 5A Weed
              subsection (1) Clear it.
              subsection (2) Burn it.
            clause 5B Fish
              Feed them.
          ].
        subsection (2) Two.
        """,
    ),
    (
        BODY,
        """
        (1) After section 5 insert—
        “5A Weed
        (1) In section 3 of the old Act, after subsection (2) insert—
        “(2A) Burn it.”.
        (2) Clear it.”.
        (2) Two.
        """,
        """
        subsection (1) After section 5 insert—
          [
            clause 5A Weed
              subsection (1) In section 3 of the old Act, after subsection (2) insert—
                [
                  subsection (2A) Burn it.
                ].
              subsection (2) Clear it.
          ].
        subsection (2) Two.
        """,
    ),
    (
        BODY,
        """
        (1) Section 5 is amended as follows—
        (a) in subsection (1)—
        (i) for paragraph (b) substitute—
        “(b) newts;”;
        (ii) omit paragraph (c);
        (b) after subsection (2) insert—
        “(2A) Rest.”, and
        (c) omit subsection (3).
        """,
        """
        subsection (1) Section 5 is amended as follows—
          paragraph (a) in subsection (1)—
            sub-paragraph (i) for paragraph (b) substitute—
              [
                paragraph (b) newts;
              ];
            sub-paragraph (ii) omit paragraph (c);
          paragraph (b) after subsection (2) insert—
            [
              subsection (2A) Rest.
            ], and
          paragraph (c) omit subsection (3).
        """,
    ),
    (
        BODY,
        """
        (1) After the definition of “pond” insert—
        ““weed” means reed;”.
        """,
        """
        subsection (1) After the definition of “pond” insert—
          [
            definition “weed” means reed;
          ].
        """,
    ),
    (
        BODY,
        """
        (1) After subsection (2) insert—
        “(2A) Burn it.” and
        (2) Two.
        """,
        """
        subsection (1) After subsection (2) insert—
          [
            subsection (2A) Burn it.
          ] and
        subsection (2) Two.
        """,
    ),
    (
        BODY,
        """
        5A Weed
        (1) Clear it.
        5B Fish
        (1) Feed them.
        """,
        """
        clause 5A Weed
          subsection (1) Clear it.
        clause 5B Fish
          subsection (1) Feed them.
        """,
    ),
    (
        BODY,
        """
        Part 2A Ponds
        5A Weed
        (1) Clear it.
        Chapter 1 Fish
        5B Carp
        Feed them.
        """,
        """
        Part 2A Ponds
          clause 5A Weed
            subsection (1) Clear it.
          Chapter 1 Fish
            clause 5B Carp
              Feed them.
        """,
    ),
    (
        SCHEDULE,
        """
        1 Count the carp.
        2 (1) Feed them—
        (a) daily, or
        (b) weekly.
        (2) Rest.
        3 Stop.
        """,
        """
        paragraph 1 Count the carp.
        paragraph 2
          sub-paragraph (1) Feed them—
            paragraph (a) daily, or
            paragraph (b) weekly.
          sub-paragraph (2) Rest.
        paragraph 3 Stop.
        """,
    ),
    (
        SCHEDULE,
        """
        (3) Feed them.
        (4) Rest.
        """,
        """
        sub-paragraph (3) Feed them.
        sub-paragraph (4) Rest.
        """,
    ),
    (
        SCHEDULE,
        """
        1 In section 5, after subsection (1) insert—
        “(1A) Rest.”.
        2 In section 6—
        (a) omit subsection (1), and
        (b) omit subsection (2).
        """,
        """
        paragraph 1 In section 5, after subsection (1) insert—
          [
            subsection (1A) Rest.
          ].
        paragraph 2 In section 6—
          paragraph (a) omit subsection (1), and
          paragraph (b) omit subsection (2).
        """,
    ),
    (
        BODY,
        """
        (5) In Schedule 7 to the Ponds Act 1990—
        (a) omit the “or” at the end of paragraph (viii), and
        (b) after paragraph (ix) insert “; or
        (x) section 9 of the Frogs Act 2023.”
        (6) Rest.
        """,
        """
        subsection (5) In Schedule 7 to the Ponds Act 1990—
          paragraph (a) omit the “or” at the end of paragraph (viii), and
          paragraph (b) after paragraph (ix) insert “; or
            [
              paragraph (x) section 9 of the Frogs Act 2023.
            ]
        subsection (6) Rest.
        """,
    ),
    (BODY, "words that run on", "words that run on"),
    (BODY, "(1) One, and (2) two.", "subsection (1) One, and (2) two."),
    (
        SCHEDULE,
        """
        16 In section 26 (removal of keepers)—
        (a) in subsection (1), for the words from “that” to the end substitute “that—
        (a) the pond is dry, or
        (b) the keeper—
        (i) is away, or
        (ii) asks the “other” keeper.”; and
        (b) in subsection (2), after “may” insert “—
        (a)”, and
        (c) in subsection (3), for “he” substitute “—
        (i) the keeper, and
        (ii)”,
        (d) in subsection (4), for “to” substitute “to—
        (a) the keeper, or
        (b) the owner,
        as the case may be”.
        17 In section 27, at the end insert “, or
        (c) the owner.”
        18 Rest.
        """,
        """
        paragraph 16 In section 26 (removal of keepers)—
          paragraph (a) in subsection (1), for the words from “that” to the end substitute “that—
            [
              paragraph (a) the pond is dry, or
              paragraph (b) the keeper—
                sub-paragraph (i) is away, or
                sub-paragraph (ii) asks the “other” keeper.
            ]; and
          paragraph (b) in subsection (2), after “may” insert “—
            [
              paragraph (a)
            ], and
          paragraph (c) in subsection (3), for “he” substitute “—
            [
              sub-paragraph (i) the keeper, and
              sub-paragraph (ii)
            ],
          paragraph (d) in subsection (4), for “to” substitute “to—
            [
              paragraph (a) the keeper, or
              paragraph (b) the owner,
              as the case may be
            ].
        paragraph 17 In section 27, at the end insert “, or
          [
            paragraph (c) the owner.
          ]
        paragraph 18 Rest.
        """,
    ),
    (
        BODY,
        """
        (1) In the Ponds Act, after “keeper” insert ‘who—
        (a) is the keepers’ friend, or
        (b) is theirs’.
        (2) In that Act, after “it” insert ‘that—
        (a) is the keepers’, or
        (b) is theirs’.
        (3) Rest.
        """,
        """
        subsection (1) In the Ponds Act, after “keeper” insert ‘who—
          [
            paragraph (a) is the keepers’ friend, or
            paragraph (b) is theirs
          ].
        subsection (2) In that Act, after “it” insert ‘that—
          paragraph (a) is the keepers’, or
          paragraph (b) is theirs’.
        subsection (3) Rest.
        """,
    ),
    (
        BODY,
        """
        (1) In the Ponds Act, after Schedule 2 insert—
        “Schedule 2A Fish
        Carp
        1 (1) Count them.
        (2) Feed them—
        (a) in spring.
        2 In paragraph 1, “carp” means any carp.”.
        (2) Rest.
        """,
        """
        subsection (1) In the Ponds Act, after Schedule 2 insert—
          [
            Schedule 2A Fish
              hcontainer Carp
                paragraph 1
                  sub-paragraph (1) Count them.
                  sub-paragraph (2) Feed them—
                    paragraph (a) in spring.
                paragraph 2 In paragraph 1, “carp” means any carp.
          ].
        subsection (2) Rest.
        """,
    ),
    (
        BODY,
        """
        (1) A keeper who is—
        (a) away, and
        (i) asks for it, or
        (ii) is ill;
        (b) asleep.
        """,
        """
        subsection (1) A keeper who is—
          paragraph (a) away, and
            sub-paragraph (i) asks for it, or
            sub-paragraph (ii) is ill;
          paragraph (b) asleep.
        """,
    ),
    (BODY, "(1) The “old” pond.", "subsection (1) The “old” pond."),
    (BODY, "(A1) One.", "subsection (A1) One."),
]


@pytest.mark.parametrize(("setting", "text", "understood"), CASES, ids=range(len(CASES)))
def test_rows_become_provisions_at_the_level_of_their_labels(setting, text, understood):
    made = provisions(dedent(text).strip(), setting)
    assert outline(made) == dedent(understood).strip("\n").split("\n")


@pytest.mark.parametrize(("setting", "text", "understood"), CASES, ids=range(len(CASES)))
def test_the_rows_of_what_was_read_are_the_rows_it_was_read_from(setting, text, understood):
    text = dedent(text).strip()
    assert text_of(provisions(text, setting)) == text


def test_indents_and_empty_rows_carry_no_meaning():
    plain = "(1) One—\n(a) two, or\n(b) three."
    assert provisions("\n  (1) One—  \n\n\t(a) two, or\n        (b) three.\n") == provisions(plain)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("(1) One.\n(c) Two.", "the label (c) continues no list above it and opens none"),
        ("(1) One.\n(a) Two.", "the label (a) continues no list above it and opens none"),
        ("(1) One.\n(i) Two.", "the label (i) continues no list above it and opens none"),
        ("(2) One.\n(1) Two.", "the label (1) continues no list above it and opens none"),
        ("(1) One.\n(1) Two.", "the label (1) continues no list above it and opens none"),
        ("(1) One—\n( ) two;\n(ii) three.", "the label (ii) continues no list above it and opens none"),
        ("(1) One—\n(b) two;\n( ) three;\n(a) four.", "the label (a) continues no list above it and opens none"),
        ("(1) One—\n(a) two;\n(a) three.", "the label (a) continues no list above it and opens none"),
        ("(1) One—\n(b) two;\n(a) three.", "the label (a) continues no list above it and opens none"),
        ("(1)", "nothing follows the label (1)"),
        ("(1) One—\n(a)\n(b) two.", "nothing follows the label (a)"),
        ("(1) One—\n“(1A) Two.", "the quotation that begins “(1A) Two.…” is not closed"),
        ("(1) One—\n““pond” means water;", "the quotation that begins “"),
    ],
)
def test_a_label_that_continues_nothing_or_a_quotation_left_open_is_refused(text, fault):
    with pytest.raises(WordsError) as refused:
        provisions(text)
    assert refused.value.fault.startswith(fault)
    assert refused.value.remedy
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "text", ["(1) One—\n(2) two.", "(a) one—\n(b) two.", "(1) One—\n(a) two,\n(b) three—\n(c) four."]
)
def test_a_list_never_holds_a_list_that_counts_in_the_same_way(text):
    try:
        made = provisions(text)
    except WordsError:
        return
    for row, above in zip(outline(made)[1:], outline(made), strict=False):
        same_unit = row.split()[0] == above.split()[0]
        assert same_unit is (len(row) - len(row.lstrip()) == len(above) - len(above.lstrip()))


@pytest.mark.parametrize("text", ["(1)one", "(1) One.\n(2)two", "(a)one\n(b)two"])
def test_a_label_without_a_space_after_it_is_a_label_or_refused(text):
    try:
        made = provisions(text)
    except WordsError:
        return
    assert len([row for row in outline(made) if row.startswith(("subsection ", "paragraph "))]) == len(text.split("\n"))


LABELS = ["(1)", "(2)", "(1A)", "(a)", "(b)", "(c)", "(i)", "(ii)", "(A)", "1", "2", "Part 1", ""]
WORDS = ["one;", "two—", "“pond” means water;", "three", "12 months", "“(3A) four.”,", "““weed” means reed;”;", "five."]
any_rows = st.lists(
    st.tuples(st.sampled_from(LABELS), st.sampled_from(WORDS)).map(lambda row: " ".join(row).strip()),
    min_size=1,
    max_size=7,
).map("\n".join)


@given(any_rows, st.sampled_from(Setting))
@example("(1) One.\nMore of one.\n(2) Two.", BODY)
@example("(a) carp;\nand\n(b) tench.", BODY)
@example("(1) One—\n12 months, or\n(a) two.", BODY)
@example("(1) One.\nMore of one.\n“pond” means water.", BODY)
def test_any_text_is_refused_or_written_again_row_for_row(text, setting):
    try:
        made = provisions(text, setting)
    except WordsError:
        return
    assert text_of(made) == text


@st.composite
def lists(draw, family, depth=0):
    """The rows of a list: some members hold a list of the next family, or quote one, and words after it."""
    deeper = {Family.NUMBER: Family.LETTER, Family.LETTER: Family.ROMAN, Family.ROMAN: Family.CAPITAL}
    label = draw(st.sampled_from({"number": ["1", "2A"], "letter": ["a", "g", "za"]}.get(family, ["i"])))
    label = "A" if family is Family.CAPITAL else label
    out = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.integers(0, 3)) if depth < 3 else 0
        words = draw(st.sampled_from(["the keeper", "a “deep” pond", "section 5(2)", "12 fish"]))
        if kind == 1 and family in deeper:
            out += [f"({label}) {words}—", *draw(lists(deeper[family], depth + 1))]
            out += draw(st.sampled_from([[], ["unless it is frozen,"]]))
        elif kind == 2:
            quoted = draw(lists(draw(st.sampled_from([Family.NUMBER, Family.LETTER])), depth + 1))
            quoted[0] = f"“{quoted[0]}"
            out += [f"({label}) {words} insert—", *quoted[:-1], f"{quoted[-1]}”;"]
        else:
            out.append(f"({label}) {words};")
        label = "b" if label == "za" else successor(label, family)
    return out


@given(lists(Family.NUMBER))
def test_well_formed_lists_of_any_depth_are_read_and_written_again_row_for_row(printed):
    made = provisions("\n".join(printed))
    assert text_of(made) == "\n".join(printed)
    tops = [node for node in made if not isinstance(node, Block)]
    assert all(unit(node) == "subsection" for node in tops)


@given(lists(Family.NUMBER))
def test_every_row_has_a_level_and_the_first_stands_at_none(printed):
    for node in provisions("\n".join(printed)):
        assert len(levels(node)) == len(written_rows(node))
        assert levels(node)[0] == 0


def test_each_row_is_indented_by_the_level_it_stands_at():
    (node,) = provisions("(1) One—\n(a) two—\n(i) three,\n(ii) four, or\n(b) five,\nfull out.")
    assert levels(node) == [0, 1, 2, 2, 1, 0]


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("Ponds\n(1) Keep them.\n(2) Rest.", ["clause Ponds", "  subsection (1) Keep them.", "  subsection (2) Rest."]),
        ("Ponds\nKeep them.", ["clause Ponds", "  Keep them."]),
        ("“Ponds”\nKeep them.", ["clause Ponds", "  Keep them."]),
        ("The “old” pond\nKeep it.", ["clause The “old” pond", "  Keep it."]),
        (
            "Ponds\nKeep them—\n(a) clean, and\n(b) cold,\nin summer.",
            ["clause Ponds", "  Keep them—", "  paragraph (a) clean, and", "  paragraph (b) cold,", "  … in summer."],
        ),
        (
            "Weed\nPonds\n(1) Keep them.\n( ) Rest.\nFish\n(2) Feed them.",
            [
                "hcontainer Weed",
                "  clause Ponds",
                "    subsection (1) Keep them.",
                "    subsection ( ) Rest.",
                "    hcontainer Fish",
                "    subsection (2) Feed them.",
            ],
        ),
        ("“Weed”\n“Ponds”\nKeep them.", ["hcontainer Weed", "  clause Ponds", "    Keep them."]),
        (
            "Ponds\n“pond” means still water\nand no other.",
            ["clause Ponds", "  “pond” means still water", "  and no other."],
        ),
        (
            "Ponds\n(1) After section 3 insert—\n“3A Weed\nClear it.”.",
            [
                "clause Ponds",
                "  subsection (1) After section 3 insert—",
                "    [",
                "      clause 3A Weed",
                "        Clear it.",
                "    ].",
            ],
        ),
    ],
)
def test_a_new_clause_has_its_heading_on_the_first_row(text, understood):
    assert outline([new_clause(text)]) == understood


@pytest.mark.parametrize("text", ["Ponds\n(1) Keep them.\n(2)", "Ponds\n(1) Keep—\n(a)", "Ponds\n(1)"])
def test_a_label_with_nothing_behind_it_is_no_provision_of_a_new_clause(text):
    with pytest.raises(WordsError, match="nothing follows the label"):
        new_clause(text)


@pytest.mark.parametrize("text", ["Ponds", "Ponds\n", "Ponds\n  \n", ""])
def test_a_new_clause_without_words_is_refused(text):
    with pytest.raises(WordsError, match="a new clause needs a heading"):
        new_clause(text)


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        (
            "Schedule\nFish\n1 Count them.\n2 (1) Feed them.\n(2) Rest.",
            [
                "Schedule Fish",
                "  paragraph 1 Count them.",
                "  paragraph 2",
                "    sub-paragraph (1) Feed them.",
                "    sub-paragraph (2) Rest.",
            ],
        ),
        ("Fish\n1 Count them.", ["Schedule Fish", "  paragraph 1 Count them."]),
        (
            "SCHEDULE\nFish\nPart 1 Carp\n1 Count them.\nPart 2 Tench\n2 Feed them.",
            [
                "Schedule Fish",
                "  Part 1 Carp",
                "    paragraph 1 Count them.",
                "  Part 2 Tench",
                "    paragraph 2 Feed them.",
            ],
        ),
        (
            "Schedule\nFish\n1 In this Schedule—\n“carp” means any carp;\n“newt” means none.\n2 Rest.",
            [
                "Schedule Fish",
                "  paragraph 1 In this Schedule—",
                "    definition “carp” means any carp;",
                "    definition “newt” means none.",
                "  paragraph 2 Rest.",
            ],
        ),
    ],
)
def test_a_new_schedule_has_its_name_and_heading_on_rows_of_their_own(text, understood):
    assert outline([new_schedule(text)]) == understood


def test_cross_headings_of_a_new_schedule_do_not_turn_its_paragraphs_into_words():
    try:
        made = new_schedule("Schedule\nFish\nCarp\n1 Count them.\nTench\n2 Feed them.")
    except WordsError:
        return
    assert [row.strip() for row in outline([made]) if "paragraph" in row] == [
        "paragraph 1 Count them.",
        "paragraph 2 Feed them.",
    ]


@pytest.mark.parametrize("text", ["", "Schedule", "Schedule\nFish", "Fish", "Schedule\n1 Count them.\n2 Feed them."])
def test_a_new_schedule_without_a_heading_or_paragraphs_is_refused(text):
    with pytest.raises(WordsError, match="a new Schedule needs a heading"):
        new_schedule(text)


@pytest.mark.parametrize("part", ["Part 1\nGeneral", "Part 1 General", "PART 1\nGeneral", "Part A1\nGeneral"])
def test_a_part_of_a_new_schedule_may_have_its_heading_below_its_number(part):
    made = new_schedule(f"Schedule\nFish\n{part}\n1 Count them.\nPart 2\nOther fish\nCarp\n2 Feed them.")
    assert [node.tag for node in made.items if not isinstance(node, Block)] == ["part", "part"]
    first, second = (node for node in made.items if not isinstance(node, Block))
    assert (first.heading.words, second.number.words, second.heading.words) == ("General", "Part 2", "Other fish")
    assert new_schedule("\n".join(["Schedule", *written_rows(made)])) == made


def test_a_part_without_a_heading_of_its_own_is_not_given_that_of_a_chapter():
    with pytest.raises(WordsError, match="“Part 1” stands before the first paragraph"):
        new_schedule("Schedule\nFish\nPart 1\nChapter 1\nGeneral\n1 Count them.")


def test_a_quoted_part_may_have_its_heading_below_its_number():
    (made,) = provisions("(1A) In the Ponds Act, after section 5 insert—\n“Part 2\nNewts\n5A Counting\nCount them.”")
    assert "Part 2 Newts" in " ".join(outline([made]))


def test_the_number_of_a_new_schedule_is_not_taken_for_its_heading():
    try:
        made = new_schedule("Schedule 3\nFish\n1 Count them.")
    except WordsError:
        return
    assert (made.label, made.heading.words) == ("3", "Fish")


LED = [
    ("In section 4 of the Act, after subsection (1) insert—", "subsection"),
    ("In paragraph 4 of Schedule 2, after sub-paragraph (1) insert—", "subparagraph"),
    ("In paragraph 4 of that Schedule (as amended by section 9), at the end insert—", "subparagraph"),
    ("In Article 6 of the Regulation, after paragraph 1 insert—", "paragraph"),
    ("In Article 4(1), after point (1) insert—", "level"),
    ("After that subsection (which is about paragraph 3 of Schedule 1) insert—", "subsection"),
]


@pytest.mark.parametrize(("lead", "tag"), LED)
def test_what_a_quoted_number_is_of_is_told_by_the_words_that_lead_to_it(lead, tag):
    (made,) = provisions(f"(2) {lead}\n“(1A) Newts are counted.”")
    (block,) = (block for item in made.items if not isinstance(item, Block) for block in item.items)
    assert [one.tag for one in block.objects[0].items] == [tag]


def test_what_it_is_of_is_told_by_what_it_stands_in_where_its_own_words_do_not_say():
    (made,) = provisions("(2) In paragraph 3 of Schedule 1—\n(a) at the end insert—\n“(1A) Newts are counted.”")
    assert "  sub-paragraph (1A) Newts are counted." in "\n".join(outline([made]))


def test_an_article_holds_its_paragraphs_and_a_section_of_eu_law_its_articles():
    rows = "“Section 9 Newts\nArticle 45A Counting\n1. Count newts—\n(a) by day, or\n(b) by night.\n2. Report them."
    (made,) = provisions(f"(2) After Article 45 insert—\n{rows}\nArticle 45B Rest\n1. Rest.”")
    (block,) = (block for item in made.items if not isinstance(item, Block) for block in item.items)
    (section,) = block.objects[0].items
    articles = [node for node in section.items if not isinstance(node, Block)]
    assert [(node.tag, node.label) for node in articles] == [("article", "45A"), ("article", "45B")]
    assert [node.label for node in articles[0].items if not isinstance(node, Block)] == ["1", "2"]


def test_words_that_open_another_list_are_a_provision_of_their_own():
    made = provisions(
        "The landlord seeks—\n(a) one, or\n(b) two.\nA half counts as a whole.\nIn this ground—\n“hut” means a hut;\n"
        "“house” means—\n(a) a house, or\n(b) a hall."
    )
    assert outline(made) == [
        "The landlord seeks—",
        "paragraph (a) one, or",
        "paragraph (b) two.",
        "level A half counts as a whole.",
        "level In this ground—",
        "  definition “hut” means a hut;",
        "  definition “house” means—",
        "    paragraph (a) a house, or",
        "    paragraph (b) a hall.",
    ]


def test_a_definition_that_goes_on_after_a_comma_is_no_quotation_of_rows():
    (made,) = provisions("(2) In this Part—\n“pond”, in relation to a keeper, means—\n(a) water, or\n(b) ice;")
    assert "  definition “pond”, in relation to a keeper, means—" in outline([made])


def test_a_character_of_some_font_in_a_new_clause_is_words_as_any_other():
    rows = ("Ponds", "(1) Keep ponds.", "\ue004Clean them.")
    assert tuple(written_rows(new_clause("\n".join(rows)))) == rows


@pytest.mark.parametrize("setting", Setting)
def test_a_number_that_is_left_to_the_clerks_is_of_what_a_printed_one_is(setting):
    left, printed = (provisions(f"{label} Keep ponds.", setting)[0] for label in ("( )", "(1)"))
    assert (left.tag, left.get("class")) == (printed.tag, printed.get("class"))
