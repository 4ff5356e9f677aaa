"""Edits of a small Bill by hand, and the amendments that each gives."""

import pytest
from shorthand import bill

from amend.desk.additions import levels_at
from amend.desk.edits import Add, Remove, Reword
from amend.desk.sheet import Sheet, StaleSheet
from amend.drafting.known_print import KnownPrint
from amend.errors import AmendError
from amend.model.citation import locate
from amend.model.house import House
from amend.model.outline import own_paragraphs

PONDS = KnownPrint(
    bill(
        """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean and free of weed.
      (2) The keeper must tell the council about—
          (a) newts, and
          (b) any other creature that is rare.
      (3) In this Act—
          * “keeper” means whoever owns a pond;
          * “pond” means still water.
    2 Wells
      A well must be covered.
    3 Canals
      (1) After section 5 of the Canals Act 1890 insert— [
        5A Weed
          (1) The keeper must clear weed.
          (2) The keeper must keep a record of—
              (a) the weed, and
              (b) the day.
      ].
      (2) The council must keep a list.
    4 Lists
      The council must keep lists of—
      (a) ponds;
      (b) wells.
    ===
    Schedule 1 Fish
      1 (1) Count the fish—
          (a) in spring, and
          (b) in autumn.
        (2) Tell the council.
      2 Carp may be eaten.
      3 Eels may be eaten.
""",
        guids=True,
    )
)


def path_of(where):
    """The path of a provision, or with “row ” before it of its own first row."""
    if where.startswith("row "):
        return own_paragraphs(PONDS.bill, locate(PONDS.bill, where.removeprefix("row ")), closing=False)[0][0]
    return locate(PONDS.bill, where)


def sheet(*edits, house=House.LORDS):
    found = Sheet(PONDS, house)
    for edit in edits:
        found.do(found.version, edit)
    return found


def proved(found):
    return [one.words.replace("\n", " / ") for one in found.beside().amendments]


def add(after, level, words, heading=""):
    return Add(path_of(after), level, words, heading)


GIVES = [
    (
        Reword(path_of("row clause 1(1)"), "The keeper must keep each pond clean and free of weed."),
        "Clause 1, page 1, line 2, leave out “every” and insert “each”",
    ),
    (
        Reword(path_of("row clause 1(1)"), 'The keeper must keep every "wet" pond clean and free of weed.'),
        "Clause 1, page 1, line 2, after “every” insert ““wet””",
    ),
    (
        Reword(path_of("row clause 1(2)(a)"), "the council's newts, and"),
        "Clause 1, page 1, line 4, at beginning insert “the council’s”",
    ),
    (
        Reword(path_of("row clause 3 section 5A(1)"), "The keeper must clear all weed."),
        "Clause 3, page 1, line 14, after “clear” insert “all”",
    ),
    (
        add("clause 1(1)", "subsection", "Weed is any plant."),
        "Clause 1, page 1, line 2, at end insert— / “(1A) Weed is any plant.”",
    ),
    (
        add("clause 1(1)", "subsection", "(1B) Weed is any plant."),
        "Clause 1, page 1, line 2, at end insert— / “(1A) Weed is any plant.”",
    ),
    (
        add("clause 1", "subsection", "This section is about ponds."),
        "Clause 1, page 1, line 2, at beginning insert— / “(A1) This section is about ponds.”",
    ),
    (
        add("clause 1(3)", "subsection", "A frog is—\n(a) green, or\n(b) brown."),
        "Clause 1, page 1, line 8, at end insert— / “(4) A frog is— / (a) green, or / (b) brown.”",
    ),
    (add("row clause 1(2)(a)", "paragraph", "toads,"), "Clause 1, page 1, line 4, at end insert— / “(aa) toads,”"),
    (
        add("clause 1(2)(b)", "paragraph", "the weather."),
        "Clause 1, page 1, line 5, at end insert— / “(c) the weather.”",
    ),
    (add("row clause 1(2)", "paragraph", "herons,"), "Clause 1, page 1, line 4, at beginning insert— / “(za) herons,”"),
    (
        add("clause 1(3)", "definition", '"newt" means a small animal;'),
        "Clause 1, page 1, line 6, at end insert— / ““newt” means a small animal;”",
    ),
    (add("row clause 4", "paragraph", "lakes;"), "Clause 4, page 1, line 21, at beginning insert— / “(za) lakes;”"),
    (
        add("clause 2", "subsection", "A cover must be of iron."),
        "Clause 2, page 1, line 10, at end insert— / “(2) A cover must be of iron.”",
    ),
    (
        add("clause 3 section 5A(1)", "subsection", "Weed is any plant."),
        "Clause 3, page 1, line 14, at end insert— / “(1A) Weed is any plant.”",
    ),
    (
        add("clause 3 section 5A(2)(a)", "paragraph", "the place,"),
        "Clause 3, page 1, line 16, at end insert— / “(aa) the place,”",
    ),
    (
        add("clause 3 section 5A", "section", "The keeper may burn weed.", "Fire"),
        "Clause 3, page 1, line 17, after “day.” insert— / “5B Fire / The keeper may burn weed.”",
    ),
    (
        add("clause 3 section 5A(2)", "subsection", "For “pond” see section 1."),
        "Clause 3, page 1, line 17, after “day.” insert— / “(3) For “pond” see section 1.”",
    ),
    (
        add("clause 2", "clause", "(1) A lid must—\n(a) be flat, and\n(b) fit.\n(2) See section 2.", "Lids"),
        "After Clause 2, insert the following new Clause— / “Lids / (1) A lid must— / (a) be flat, and / (b) fit. / (2) See section 2.”",
    ),
    (
        Add(None, "clause", "This Act is about water.", "Purpose"),
        "Before Clause 1, insert the following new Clause— / “Purpose / This Act is about water.”",
    ),
    (
        add("Schedule 1 paragraph 2", "paragraph", "(1) Pike may be eaten.\n(2) But not in May."),
        "Schedule 1, page 2, line 6, at end insert— / “2A (1) Pike may be eaten. / (2) But not in May.”",
    ),
    (
        add("Schedule 1 paragraph 1(1)", "sub-paragraph", "Count them again."),
        "Schedule 1, page 2, line 4, at end insert— / “(1A) Count them again.”",
    ),
    (
        add("Schedule 1 paragraph 1(1)(a)", "paragraph", "in summer, and"),
        "Schedule 1, page 2, line 3, at end insert— / “(aa) in summer, and”",
    ),
    (
        add("Schedule 1", "Schedule", "1 Newts may be counted.\n2 Toads too.", "Newts"),
        "After Schedule 1, insert the following new Schedule— / “Schedule / Newts / 1 Newts may be counted. / 2 Toads too.”",
    ),
    (
        add(
            "clause 1(3) definition (keeper)", "definition", '"net" means a thing that is—\n(a) knotted, or\n(b) woven;'
        ),
        "Clause 1, page 1, line 7, at end insert— / ““net” means a thing that is— / (a) knotted, or / (b) woven;”",
    ),
    (
        add("clause 3(1)", "subsection", 'After section 6 of that Act insert -\n"6A Reed\n(1) Cut it.\n(2) Burn it."'),
        "Clause 3, page 1, line 17, at end insert— / “(1A) After section 6 of that Act insert— / “6A Reed / (1) Cut it. / (2) Burn it.””",
    ),
    (Remove(path_of("clause 1(2)(a)")), "Clause 1, page 1, line 4, leave out paragraph (a)"),
    (Remove(path_of("clause 2")), "Leave out Clause 2"),
    (Remove(path_of("Schedule 1 paragraph 2")), "Schedule 1, page 2, line 6, leave out paragraph 2"),
]


@pytest.mark.parametrize(("edit", "words"), GIVES)
def test_an_edit_gives_its_amendment(edit, words):
    assert proved(sheet(edit)) == [words]


REFUSED = [
    (Reword(path_of("row clause 1(1)"), " "), "a row without words cannot stand; leave the provision out"),
    (Reword(path_of("row clause 1(1)"), "One.\nTwo."), "these are several rows, and it is one; add a provision"),
    (Reword(path_of("row clause 1(1)"), "One.\x00"), "the words have a character that no Bill can hold; type them"),
    (Reword(path_of("clause 1"), "One."), "no words stand there; name a row of the text"),
    (Reword((*path_of("clause 1"), 0), "9"), "a number is the clerks’ to give; change the words, or add a provision"),
    (Reword((9, 9, 9), "One."), "there is no such place in the text; look at the text as it is now"),
    (add("clause 1(1)", "verse", "Poetry."), "nothing is called “verse”; name one of clause, Schedule, section"),
    (add("clause 1(1)", "subsection", "  "), "the new subsection has no words yet; write them"),
    (add("clause 1(1)", "subsection", "One.", "Fish"), "a subsection has no heading; put all of it in its words"),
    (add("clause 1(1)", "clause", "One."), "a new clause needs a heading; write one"),
    (add("Schedule 1", "clause", "One.", "Fish"), "a new clause stands among the clauses; name the clause"),
    (Add(None, "subsection", "One."), "a subsection stands below something; name what"),
    (add("clause 1(1)", "paragraph", "one"), "clause 1(1) opens no list: it ends “…and free of weed.”; end its"),
    (add("clause 1(1)", "sub-paragraph", "one"), "no sub-paragraph can stand below clause 1(1); choose a paragraph"),
    (add("clause 1(1)", "section", "One.", "Fish"), "no section can stand below clause 1(1); choose a section in text"),
    (add("clause 1", "paragraph", "one"), "clause 1 has subsections in it, and no paragraph; add a subsection"),
    (add("clause 1(2)", "definition", "“a” means b;"), "clause 1(2) has paragraphs in it, and no definition; add a"),
    (add("clause 1(3)", "definition", "a means b;"), "the rows are not those of definitions, which begin with the"),
    (add("clause 1(1)", "subsection", "One.\n(b) two."), "the label (b) continues no list above it and opens none;"),
    (add("clause 1(2)(a)", "paragraph", "one,\n(2A) two"), "the rows are not those of one paragraph; begin each"),
    (Remove(path_of("row clause 1(1)")), "these are all the words of its own; change them, or leave the provision out"),
    (Remove((*path_of("clause 1"), 0)), "a number or heading does not go by itself; leave the provision out"),
    (Remove(path_of("clause 1")[:-1]), "that is no provision; name a clause, a Schedule or a part of one"),
    (
        Remove(path_of("clause 3 section 5A")),
        "it is all that is put in there; leave out clause 3(1), or change the words",
    ),
]


@pytest.mark.parametrize(("edit", "why"), REFUSED)
def test_what_cannot_be_done_is_refused_in_a_sentence_and_changes_nothing(edit, why):
    found = sheet()
    with pytest.raises(AmendError) as refused:
        found.do(0, edit)
    assert str(refused.value).startswith(why)
    assert (found.version, found.text) == (0, PONDS.bill)


def test_edits_are_undone_and_done_again_and_a_new_one_ends_what_was_undone():
    first, second, third = (edit for edit, _ in (GIVES[0], GIVES[4], GIVES[9]))
    found = sheet(first, second)
    both = proved(found)
    found.undo(2)
    assert (proved(found), found.edits) == ([GIVES[0][1]], (first,))
    found.redo(3)
    assert (proved(found), found.version) == (both, 4)
    found.undo(4)
    found.do(5, third)
    assert found.edits == (first, third)
    with pytest.raises(AmendError, match="there is nothing to do again"):
        found.redo(6)
    for version in (6, 7):
        found.undo(version)
    assert found.text is PONDS.bill
    assert found.beside().amendments == ()
    with pytest.raises(AmendError, match="there is nothing to undo"):
        found.undo(8)


def test_of_two_windows_the_second_is_told_that_the_first_was_there():
    found = sheet(GIVES[0][0])
    for late in (lambda: found.do(0, GIVES[4][0]), lambda: found.undo(0), lambda: found.redo(2)):
        with pytest.raises(StaleSheet, match=r"changed in another window .*look at the text as it is now"):
            late()
    assert (found.version, len(found.edits)) == (1, 1)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("clause 3 section 5A(1)", "The keeper must clear all weed."),
        ("clause 3 section 5A(2)", "The keeper must keep a long record of -"),
        ("clause 1(2)", "The keeper must tell the council of--"),
        ("clause 1(1)", "The keeper must keep every pond –"),
    ],
)
def test_a_row_is_said_with_or_without_the_marks_around_it_and_with_what_was_typed_for_a_dash(where, said):
    path = path_of(f"row {where}")
    marked = sheet(Reword(path, said)).text.at(path).words
    assert marked == said.rstrip(" -–") + ("" if said.endswith(".") else "—")
    assert sheet(Reword(path, marked)).text == sheet(Reword(path, said)).text


def test_the_mark_that_ends_a_quotation_may_be_given_with_its_last_words():
    path = path_of("row clause 3 section 5A(2)(b)")
    for said in ("the “right” day.”", "the “right” day.", 'the "right" day."'):
        assert proved(sheet(Reword(path, said))) == ["Clause 3, page 1, line 17, after “the” insert ““right””"]


def test_straight_marks_that_the_print_has_stay_as_they_are():
    straight = KnownPrint(bill('1 Ponds\n  The keeper\'s "pond" must be clean -'))
    row = (0, 2, 0, 2, 0)
    for said, wanted in (
        ('The keeper\'s "pond" must be clean -', 'The keeper\'s "pond" must be clean -'),
        ('The keeper\'s "own" pond must be clean.', 'The keeper\'s "own" pond must be clean.'),
    ):
        found = Sheet(straight, House.LORDS)
        found.do(0, Reword(row, said))
        assert found.text.at(row).words == wanted


def test_what_says_what_is_there_already_changes_nothing():
    path = path_of("row clause 1(1)")
    assert sheet(Reword(path, f"  {PONDS.bill.at(path).words} ")).text is PONDS.bill


@pytest.mark.parametrize(
    ("where", "levels"),
    [
        ("row clause 1(1)", ["subsection", "clause", "Schedule"]),
        ("row clause 1(2)", ["subsection", "clause", "paragraph", "Schedule"]),
        ("row clause 1(2)(a)", ["paragraph", "subsection", "clause", "Schedule"]),
        ("row clause 2", ["clause", "subsection", "Schedule"]),
        ("row clause 4", ["clause", "paragraph", "subsection", "Schedule"]),
        ("clause 1(3) definition (pond)", ["definition", "subsection", "clause", "Schedule"]),
        ("row clause 3 section 5A(2)(a)", ["paragraph", "subsection", "section", "clause", "Schedule"]),
        ("row Schedule 1 paragraph 1(2)", ["sub-paragraph", "paragraph", "Schedule"]),
        ("row Schedule 1 paragraph 2", ["paragraph", "Schedule", "sub-paragraph"]),
    ],
)
def test_what_can_be_added_below_a_row_is_offered_and_nothing_else(where, levels):
    at = path_of(where)
    offered = levels_at(PONDS.bill, at)
    assert list(offered) == levels
    rows = {"definition": "“reed” means a plant;", "Schedule": "1 One.\n2 Two."}
    for level in (
        "subsection",
        "paragraph",
        "sub-paragraph",
        "sub-sub-paragraph",
        "definition",
        "section",
        "clause",
        "Schedule",
    ):
        heading = "New" if level in ("section", "clause", "Schedule") else ""
        edit = Add(at, level, rows.get(level, "It is new."), heading)
        if level in offered:
            assert len(proved(sheet(edit))) == 1
        else:
            with pytest.raises(AmendError):
                sheet(edit)


PARTS = KnownPrint(
    bill(
        """
    Part 1 Water
      # Still water
      1 Ponds
        A pond must be clean.
      2 Wells
        A well must be covered.
    Part 2 Final
      3 Short title
        This Act may be cited as the Ponds Act 2025.
""",
        guids=True,
    )
)
NEW = "insert the following new Clause— / “Nets / Nets are left to the council.”"


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ((0, 2, 1), f"Before Clause 3, {NEW}"),  # Part 2
        ((0, 2, 0, 2), f"Before Clause 1, {NEW}"),  # the heading “Still water”
        ((0, 2, 0, 4), f"After Clause 2, {NEW}"),
    ],
)
def test_a_new_clause_may_be_the_first_under_a_part_or_heading(after, words):
    found = Sheet(PARTS, House.LORDS)
    found.do(0, Add(after, "clause", "Nets are left to the council.", "Nets"))
    assert proved(found) == [words]


def test_the_first_schedule_of_a_bill_comes_after_its_clauses():
    found = Sheet(PARTS, House.LORDS)
    found.do(0, Add((0, 2, 1, 2), "Schedule", "1 Carp may be eaten.", "Fish"))
    assert proved(found) == [
        "After Clause 3, insert the following new Schedule— / “Schedule / Fish / 1 Carp may be eaten.”"
    ]


def test_a_new_clause_is_cited_by_its_number_on_the_sheet_and_by_its_heading_in_the_amendment():
    found = Sheet(PARTS, House.LORDS)
    found.do(0, Add((0, 2, 0, 4), "clause", "Nets are left to the council.", "Nets"))
    found.do(1, Reword((0, 2, 0, 3, 2, 0), "A pond must be clean, and see section 2A."))
    assert found.text.at((0, 2, 0, 5)).label == "2A"
    assert proved(found) == [
        "Clause 1, page 1, line 4, after “clean” insert “, and see section (Nets)”",
        f"After Clause 2, {NEW}",
    ]
