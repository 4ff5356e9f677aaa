"""The redline: what is kept and inserted is the new text, what is kept and left out the old."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shorthand import bill, bills
from variants import blind, scattered

from amend import read
from amend.engine.apply.apply import apply_operations
from amend.engine.compare.compare import compare
from amend.engine.compare.comparison import unit_title
from amend.engine.compare.redline import flat, in_place
from amend.engine.compare.redline import read as read_redline
from amend.engine.compare.words import Piece, compare_words
from amend.english.tabled import parse
from amend.model.address import Address
from amend.model.citation import CitedPlace
from amend.model.lines import Reading
from amend.model.printed import OUTSIDE
from amend.model.provision import Block, Provision, walk
from amend.model.text import OBJECT, Mark, Text

PONDS = """
    1 Ponds
      (1) The keeper must keep the pond clean.
      (2) The keeper may fish.
      (3) After section 5 insert— [
        5A Weed
          (1) Clear it.
      ].
    2 Short title
      This Act may be cited as the Ponds Act.
"""
OLD = bill(PONDS, guids=True)


def new(*words):
    return apply_operations(OLD, [(str(number), parse(each).operation) for number, each in enumerate(words, 1)]).bill


def letters(bill_):
    """The letters and figures of a Bill, in reading order."""
    return [c for c in Reading(bill_).words if c.isalnum()]


def side(comparison, without):
    """Those of one side of the redline, in the order that it has them: what has moved stands where it was and is."""
    shown = (
        one for one in flat(in_place(comparison.redline)) if (one.new or one.old).role not in {*OUTSIDE, "set form"}
    )
    pieces = (piece for one in shown for piece in one.pieces if piece.kind != without)
    return [c for piece in pieces for c in piece.words if c.isalnum()]


@given(bills())
def test_a_bill_does_not_differ_from_itself(one):
    comparison = compare(one, one)
    assert comparison.changes == ()
    assert not any(row.changed for row in read_redline(comparison.redline))


@given(bills(), bills())
def test_kept_and_inserted_is_the_new_text_and_kept_and_left_out_the_old(old, after):
    comparison = compare(old, after)
    assert side(comparison, "inserted") == letters(old)
    assert side(comparison, "left out") == letters(after)


SENTENCES = st.lists(st.sampled_from(["the", "pond", " ", ",", "is", "not", "clean", "194", "194A", "—"]), max_size=12)


@given(SENTENCES.map("".join), SENTENCES.map("".join))
def test_words_compared_give_both_texts_back(old, after):
    pieces = compare_words(old, after)
    assert folded("".join(p.words for p in pieces if p.kind != "inserted")) == folded(old)
    assert folded("".join(p.words for p in pieces if p.kind != "left out")) == folded(after)


def folded(words):
    """White space is compared as one space."""
    return re.sub(r"\s+", " ", words)


def test_no_word_is_cut():
    assert compare_words("section 194 applies", "section 194A applies") == (
        Piece("same", "section "),
        Piece("left out", "194"),
        Piece("inserted", "194A"),
        Piece("same", " applies"),
    )


def test_words_put_in_carry_the_space_before_them():
    assert compare_words("the police must act", "the police or fire service must act") == (
        Piece("same", "the police"),
        Piece("inserted", " or fire service"),
        Piece("same", " must act"),
    )


CHANGES = [
    ("Clause 1, page 1, line 2, leave out “clean” and insert “dry”", [("words", "clause 1(1)")]),
    ("Clause 1, page 1, line 3, leave out subsection (2)", [("left out", "clause 1(2)")]),
    ("Clause 1, page 1, line 3, at end insert—\n“(2A) Rest.”", [("inserted", "clause 1(2A)")]),
    ("Clause 1, page 1, line 6, at end insert—\n“(2) Burn it.”", [("inserted", "clause 1(3) section 5A(2)")]),
    ("Leave out Clause 2", [("left out", "clause 2")]),
    ("After Clause 1, insert the following new Clause—\n“Eels\nEels rest.”", [("inserted", "clause (Eels)")]),
]


@pytest.mark.parametrize(("words", "found"), CHANGES)
def test_a_change_has_a_kind_and_a_place(words, found):
    assert [(change.kind, str(change.address)) for change in compare(OLD, new(words)).changes] == found


def test_an_inserted_provision_is_one_change():
    words = "After Clause 1, insert the following new Clause—\n“Eels\n(1) Eels rest.\n(2) They may—\n(a) swim, or\n(b) eat.”"
    (change,) = compare(OLD, new(words)).changes
    assert change.after.splitlines() == [
        "Eels",
        "(1)",
        "Eels rest.",
        "(2)",
        "They may—",
        "(a)",
        "swim, or",
        "(b)",
        "eat.",
    ]


def test_a_clause_that_only_changes_its_number_is_the_same_clause():
    renumbered = bill(PONDS.replace("2 Short title", "3 Short title"), guids=False)
    renumbered = bill(PONDS, guids=True).__class__(renumbered.root)
    comparison = compare(OLD, renumbered)
    assert sum(change.kind != "words" for change in comparison.changes) <= 2


def test_quotation_marks_that_the_file_keeps_as_attributes_are_shown():
    rows = [row.new.words for row in read_redline(compare(OLD, OLD).redline)]
    assert "“5A\tWeed" in rows
    assert "(1)\tClear it.”." in rows
    assert OBJECT not in "".join(rows)


@pytest.mark.parametrize(
    ("citation", "title"),
    [
        ("clause 3(2)", "Clause 3"),
        ("Schedule 2 paragraph 4", "Schedule 2"),
        ("clause (Safe ponds)", "New clause: Safe ponds"),
        ("clause (Safe ponds)(2)", "New clause: Safe ponds"),
    ],
)
def test_the_rows_of_a_clause_stand_under_its_title(citation, title):
    assert unit_title(Address.parse(citation)) == title


UNITS = {
    ("dpdi-bill265-introduced", "dpdi-bill314-commons-committee"): (65, 39),
    ("social-housing-hl54-lords-committee", "social-housing-hl60-lords-report"): (31, 28),
}
"""Clauses and paragraphs of Schedules that change, and those of them in which more than references does."""


def units(print_):
    """The GUID of the clause or paragraph of a Schedule, outside quoted text, that each citation lies in."""
    found = {}

    def visit(node, standing, unit, quoted, schedule):
        if isinstance(node, Provision):
            standing = standing.into(node)
            if not quoted and (node.tag == "section" or (node.tag == "paragraph" and schedule)):
                unit = node.guid
            if unit:
                found.setdefault(str(standing.cited), unit)
            schedule = schedule or node.get("name") == "schedule"
            for item in node.items:
                visit(item, standing, unit, quoted or node.tag == "quotedStructure", schedule)
        elif isinstance(node, Block):
            for thing in node.objects:
                visit(thing, standing, unit, True, schedule)

    visit(print_.root, CitedPlace(), None, False, False)
    return found


@pytest.mark.parametrize("files", UNITS, ids=lambda files: files[0].split("-")[0])
def test_that_only_references_changed_is_told_exactly(corpus, files):
    old, after = (read(corpus / "prints" / f"{file}.xml") for file in files)
    ours, theirs = units(old), units(after)
    both = set(ours.values()) & set(theirs.values())
    own = {node.guid: node.number.words for _, node in after.provisions() if node.guid in both and node.number}
    found = {}
    for change in compare(old, after).changes:
        unit = (ours if change.kind == "left out" else theirs).get(str(change.address))
        is_own = change.kind == "renumbered" and own.get(unit) == change.after and not change.address.labels
        if unit in both and not is_own:
            found.setdefault(unit, set()).add(change.kind)
    assert (len(found), sum(kinds != {"reference"} for kinds in found.values())) == UNITS[files]


def test_clauses_that_move_are_moves_and_their_words_are_not_marked(corpus):
    old = blind(read(corpus / "prints" / "dpdi-bill314-commons-committee.xml"))
    comparison = compare(old, scattered(old, 10, seed=7))
    kinds = Counter(change.kind for change in comparison.changes)
    assert 9 <= kinds["moved"] <= 12
    marked = [
        word
        for row in read_redline(comparison.redline)
        for piece in row.visible
        if piece.kind != "same" and not piece.printing
        for word in piece.words.split()
    ]
    assert len(marked) <= 10
    assert kinds["inserted"] + kinds["left out"] + kinds["words"] <= 4


@pytest.mark.parametrize("files", UNITS, ids=lambda files: files[0].split("-")[0])
@pytest.mark.parametrize("identified", [True, False], ids=["GUIDs", "blind"])
def test_without_the_redline_the_changes_are_the_same(corpus, files, identified):
    old, after = (read(corpus / "prints" / f"{file}.xml") for file in files)
    old, after = (old, after) if identified else (blind(old), blind(after))
    quick = compare(old, after, redline=False)
    assert quick.redline == ()
    assert quick.changes == compare(old, after).changes


def differing(before, after, *, text_=PONDS):
    """The changes, substantive or not, of a text in which some words are others; each with why it is printing."""
    assert before in text_
    return [
        (change.kind, str(change.address), change.printing)
        for change in compare(bill(text_, guids=True), bill(text_.replace(before, after), guids=True)).changes
    ]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("pond clean", "pond, clean", ("words", "clause 1(1)", "punctuation")),
        ("clean.", "clean;", ("words", "clause 1(1)", "punctuation")),
        ("pond clean", "pond £5 clean", ("words", "clause 1(1)", "")),
        ("may fish.", "may % fish.", ("words", "clause 1(2)", "")),
        ("the pond clean", "the “pond” clean", ("words", "clause 1(1)", "")),
    ],
)
def test_only_what_the_clerks_do_is_printing(before, after, found):
    assert differing(before, after) == [found]


def test_a_number_of_an_act_is_not_the_clerks_to_change():
    (change,) = compare(bill(PONDS), bill(PONDS.replace("5A Weed", "5B Weed"))).changes
    assert (change.kind, change.before, change.after, change.printing) == ("renumbered", "5A", "5B", "")


SECTIONS = """
    1 Ponds
      (1) After section 5 insert— [
        5A Weed
          (1) Clear all of the weed in spring.
          (2) Burn what was cleared before autumn.
        5B Reed
          (1) Cut the reed every second year.
      ].
"""
FISH = "        5AA Fish\n          (1) Feed the fish.\n"


@pytest.mark.parametrize(
    ("changes", "printing"),
    [
        ([("(2) Burn", "(3) Burn")], {""}),
        ([("(2) Burn", "(3) Burn"), ("        5B", f"{FISH}        5B")], {""}),
        ([("(2) Burn", "(2) Dry it.\n          (3) Burn")], {"number"}),
        ([("          (1) Clear all of the weed in spring.\n", ""), ("(2) Burn", "(1) Burn")], {"number"}),
        ([("          (1) Clear all of the weed in spring.\n", ""), ("(1) Cut", "(2) Cut")], {""}),
        ([("        5B Reed", f"{FISH}        5C Reed")], {"number"}),
    ],
)
def test_a_number_of_an_act_follows_only_what_came_or_went_in_its_own_list(changes, printing):
    after = SECTIONS
    for old, words in changes:
        assert after.count(old) == 1
        after = after.replace(old, words)
    found = compare(bill(SECTIONS), bill(after)).changes
    assert {change.printing for change in found if change.kind == "renumbered"} == printing


def test_quotation_marks_of_another_shape_are_printing():
    text_ = PONDS.replace("may fish", "may “fish”")
    assert differing("“fish”", '"fish"', text_=text_) == [("words", "clause 1(2)", "punctuation")]


def test_a_number_in_quoted_text_that_follows_what_was_put_in_before_it_is_printing():
    after = PONDS.replace("(1) Clear it.", "(1) Look at it.\n          (2) Clear it.")
    kinds = {(c.kind, c.printing) for c in compare(bill(PONDS), bill(after)).changes}
    assert kinds == {("inserted", ""), ("renumbered", "number")}


def test_a_quotation_that_loses_its_mark_has_changed():
    def unclosed(node):
        kept = tuple(pair for pair in node.attributes if pair[0] != "endQuote")
        return (replace(node, attributes=kept),)

    ((path, _),) = [(path, n) for path, n in walk(OLD.root) if getattr(n, "tag", "") == "quotedStructure"]
    (change,) = compare(OLD, OLD.edited(path, unclosed)).changes
    assert (change.kind, str(change.address), change.before, change.after) == ("words", "clause 1(3)", "”", "")


REFERRING = """
    1 Ponds
      (1) Keep the pond.
      (2) Do what <ref>subsection (1)</ref> says.
      (3) Rest.
"""


def referring(text_, said, leads="sec_1__subsec_1"):
    """The Bill of a text, its reference saying and leading to something."""
    made = bill(text_, guids=True)
    ((path, block),) = [(p, n) for p, n in walk(made.root) if isinstance(n, Block) and list(n.text.marked("ref"))]
    (mark,) = block.text.marked("ref")
    words = block.text.replace(mark.start, mark.end, Text(said))
    start = words.chars.index(said)
    words = Text(words.chars, (*words.marks, Mark(start, start + len(said), 0, "ref", (("href", f"#{leads}"),))))
    return made.edited(path, lambda node: (replace(node, text=words),))


@pytest.mark.parametrize("said", ["subsection (3)", "subsection (1)(a)"])
def test_a_reference_that_says_another_provision_is_no_printing_though_the_file_has_it_lead_to_the_same(said):
    (change,) = compare(referring(REFERRING, "subsection (1)"), referring(REFERRING, said)).changes
    assert (change.kind, change.printing) == ("reference", "")


def test_a_reference_that_follows_the_number_of_what_it_leads_to_is_printing():
    after = (
        REFERRING.replace("(1) Keep", "(1) Swim.\n      (2) Keep").replace("(2) Do", "(3) Do").replace("(3) R", "(4) R")
    )
    changes = compare(
        blind(referring(REFERRING, "subsection (1)")), blind(referring(after, "subsection (2)", "sec_1__subsec_2"))
    ).changes
    assert [(c.kind, c.printing) for c in changes if c.kind not in ("renumbered", "inserted")] == [
        ("reference", "reference")
    ]


def test_a_copied_provision_has_the_guid_of_its_original_and_is_told_from_it():
    (path,) = [path for path, n in OLD.provisions() if n.tag == "section" and n.label == "2"]
    copied = OLD.edited(path, lambda node: (node, node))
    assert compare(copied, copied).changes == ()
    (change,) = compare(OLD, copied).changes
    assert (change.kind, str(change.address)) == ("inserted", "clause 2")


def test_a_quotation_put_in_among_the_words_of_a_provision_leaves_no_sign_of_its_place():
    without = bill(
        PONDS.replace("insert— [\n        5A Weed\n          (1) Clear it.\n      ].", "insert nothing."), guids=True
    )
    for one, other in ((without, OLD), (OLD, without)):
        said = "".join(piece.words for row in read_redline(compare(one, other).redline) for piece in row.visible)
        assert OBJECT not in said
        assert "5A" in said


def test_a_part_that_comes_in_with_its_clauses_is_told_once():
    after = PONDS.replace(
        "    2 Short title", "    Part 7 Lakes\n    2 Boats\n      Sail.\n    Part 8 End\n    3 Short title"
    )
    told = [(c.kind, c.after) for c in compare(bill(PONDS), bill(after)).changes if c.kind == "inserted"]
    assert [words for _, words in told if "Sail" in words] == ["2\nBoats\nSail."]


def test_the_number_of_a_last_subsection_goes_and_its_words_stay_behind_it():
    before = "    1 Ponds\n      (1) Keep the pond clean and full of clear water.\n      (2) Fish in it.\n"
    after = "    1 Ponds\n      Keep the pond clean and full of clear water.\n"
    rows = read_redline(compare(bill(before), bill(after)).redline)
    (row,) = [row for row in rows if any("Keep" in piece.words for piece in row.pieces)]
    number, words = row.parted()
    assert [(piece.kind, piece.words, piece.printing) for piece in number] == [("left out", "(1)", True)]
    assert [piece.kind for piece in words] == ["same"]


def test_a_provision_that_moves_and_keeps_its_number_is_told_by_what_it_stands_in():
    carp = "      1 Carp\n        Feed the carp every day in winter with old bread.\n"
    ducks = "      2 Ducks\n        Count the ducks that are on the pond each spring.\n"
    swans = "      3 Swans\n        Leave the swans alone while they are on the nest.\n"
    pike = "      4 Pike\n        The keeper may sell a pike that is longer than his arm.\n"
    before = f"    # Fish\n{pike}{carp}    # Birds\n{ducks}{swans}"
    after = f"    # Fish\n{pike}    # Birds\n{carp}{ducks}{swans}"
    (change,) = compare(bill(before), bill(after)).changes
    assert (change.kind, change.before, change.after) == ("moved", "clause 1, in “Fish”", "clause 1, in “Birds”")


def raised(words, *marks):
    """A Bill in which clause 1(1) says words, with marks over some of them: each a name, and the words it is over."""
    print_ = bill(f"""
    1 Ponds
      (1) {words}
      (2) The keeper may fish.
    2 Short title
      This Act may be cited as the Ponds Act.
    """)
    path, block = next((p, n) for p, n in walk(print_.root) if isinstance(n, Block) and n.words == words)
    over = [Mark(words.index(said), words.index(said) + len(said), 0, name) for name, said in marks]
    text = replace(block.text, marks=tuple(sorted((*block.text.marks, *over), key=lambda mark: mark.start)))
    return print_.edited(path, lambda one: (replace(one, text=text),))


RAISED = [
    ("more than 106 litres", ("sup", "6 "), "106", "10⁶"),
    ("an area of 5 m2 or more", ("sup", "2"), "2", "²"),
    ("a level of CO2 in the pond", ("sub", "2"), "CO2", "CO₂"),
    ("the sum of x1 and 3", ("sub", "1"), "x1", "x₁"),
    ("at the rate of 2n litres", ("sup", "n"), "2n", "2ⁿ"),
    ("n2 litres of water", ("sup", "n"), "n2", "ⁿ2"),
]


@pytest.mark.parametrize(("words", "mark", "plain", "said"), RAISED)
def test_what_is_raised_or_lowered_is_another_word(words, mark, plain, said):
    old, new = raised(words), raised(words, (mark[0], mark[1].strip()))
    for one, other, wanted in ((old, new, (plain, said)), (new, old, (said, plain))):
        (change,) = compare(one, other).changes
        assert (change.kind, str(change.address)) == ("words", "clause 1(1)")
        shown = [next(p.said for p in change.pieces if p.kind == kind) for kind in ("left out", "inserted")]
        assert all(part in whole for part, whole in zip((w[-1] for w in wanted), shown, strict=True)), shown
        assert shown[0] != shown[1]
        assert change.before != change.after
        assert compare(one, one).changes == ()


@pytest.mark.parametrize("end", ["st", "nd", "rd", "th"])
def test_what_is_raised_for_its_looks_alone_is_no_change(end):
    words = f"on the 3{end} day"
    assert compare(raised(words), raised(words, ("sup", end))).changes == ()


def test_the_number_of_a_clause_is_the_clerks_also_where_no_other_came_or_went():
    before = "    1 Ponds\n      Keep the pond clean.\n    2 Fish\n      Feed the fish."
    (change,) = compare(bill(before), bill(before.replace("2 Fish", "3 Fish"))).changes
    assert (change.kind, change.before, change.after, change.printing) == ("renumbered", "2", "3", "number")
