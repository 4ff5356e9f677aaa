"""Edited paragraphs go back into the Bill they were printed from: each edit where it belongs, what is not edited as it was."""

import random
from dataclasses import replace

import pytest
from shorthand import bill

from amend.errors import AmendError, Refusal
from amend.formats import akn
from amend.model.printed import OUTSIDE, each, paragraphs
from amend.model.provision import Block, Provision, walk
from amend.model.text import Mark, Text
from amend.word.edits.lines import folded
from amend.word.edits.paragraph_index import standing
from amend.word.edits.rebuild import retyped
from amend.word.edits.typed import Typed

PONDS = bill("""
    # Ponds
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of weed.
      (2) The keeper must not sell—
        (a) carp, or
        (b) tench, if—
          (i) it is old, or
          (ii) it is ill.
      (3) In this section—
        * “pond” means still water;
        * “weed” includes algae.
    2 Canals
      (1) The Canals Act is amended as follows.
      (2) After section 5 insert— [
        5A Weed
          (1) The keeper must clear weed.
          (2) The keeper may charge—
            (a) a fee, or
            (b) a toll.
      ].
      (3) In section 7, at end insert— [
        (c) a frog.
      ].
    3 Short title
      This Act may be cited as the Ponds Act.
    ===
    Schedule 1 Fish
      1 (1) Count the fish—
          (a) in spring, and
          (b) in autumn.
        (2) The table follows.
        : carp : 1
        : tench : 2
      2 Feed the fish.
""")


def rows(of):
    return [folded(one.words) for one in each(paragraphs(of)) if one.role not in OUTSIDE and one.words]


def typed(of=PONDS):
    """The paragraphs of a print, as they are left when nothing is edited."""
    found = standing(of)
    return [
        Typed(folded(one.words), at, found.cells.get(at), found.cells[at][:-1] if at in found.cells else None)
        for at, one in enumerate(found.paragraphs)
    ]


def at(left, words):
    """Where the paragraph of the text that begins so stands."""
    return max(index for index, one in enumerate(left) if one.words.startswith(words))


def put(of, left):
    """The Bill with these paragraphs, all of which can be put back."""
    found = retyped(standing(of), left)
    if found.findings:
        raise Refusal(found.findings[0].message, place=found.findings[0].place)
    return found.bill


def edited(*edits, of=PONDS):
    """The Bill after edits: each a row and what stands in its place, a list of rows; the first is the row itself when it
    begins alike or is marked with =."""
    left = typed(of)
    for words, new in edits:
        index = at(left, words)
        one = left[index]
        made = [Typed(row.removeprefix("="), None, one.cell, one.row) for row in new]
        for place, row in enumerate(new):
            if row.startswith("="):
                made[place] = replace(one, words=row[1:])
        left[index : index + 1] = made
    return put(of, left), [one.words for one in left]


def inside(of, *labels):
    """The provision that labels lead to, each somewhere in the one before."""
    node = of.root
    for label in labels:
        node = next(n for _, n in walk(node) if isinstance(n, Provision) and n is not node and n.label == label)
    return node


def test_a_bill_whose_paragraphs_are_left_is_the_same_bill():
    assert put(PONDS, typed()) == PONDS


def test_a_real_print_whose_paragraphs_are_left_is_the_same_print(corpus):
    for name in ("social-housing-hl54-lords-committee", "dpdi-bill265-introduced"):
        file = corpus / "prints" / f"{name}.xml"
        print_ = akn.read(file)
        assert put(print_, typed(print_)) == print_, file.name


EDITS = {
    "a word": [("(1) The keeper must keep", ["=(1) The keeper must keep each pond clean and free of weed."])],
    "a number": [("(3) In this section", ["=(4) In this section—"])],
    "a heading": [("2 Canals", ["=2 Canals and rivers"])],
    "a number alone": [("Schedule 1", ["=Schedule 2"])],
    "a subsection after a list": [("(ii) it is ill.", ["=(ii) it is ill.", "(2A) The keeper may sell roach."])],
    "a paragraph in a list": [("(a) carp", ["=(a) carp,", "(aa) roach, or"])],
    "a paragraph before a list": [("(2) The keeper must not", ["=(2) The keeper must not sell—", "(za) roach,"])],
    "a list below a paragraph": [("(a) carp", ["=(a) carp, if—", "(i) young, or", "(ii) small, or"])],
    "a definition": [("“pond” means", ["=“pond” means still water;", "“tank” means a box;"])],
    "a first subsection": [("1 Duty", ["=1 Duty to keep ponds", "(A1) Be kind."])],
    "a whole list": [("(a) carp", []), ("(b) tench", []), ("(i) it is old", []), ("(ii) it is ill", []), ("(2) The keeper must not", ["=(2) The keeper must not sell fish."])],
    "a clause": [("“weed” includes", ["=“weed” includes algae.", "1A Frogs", "(1) Feed the frogs.", "(2) Always."])],
    "a clause without a number": [("“weed” includes", ["=“weed” includes algae.", "Frogs", "(1) Feed the frogs.", "(2) Always."])],
    "a clause left out": [("3 Short title", []), ("This Act may be cited", [])],
    "a heading over clauses": [("2 Canals", ["Canals and rivers", "=2 Canals"])],
    "a heading over clauses left out": [("Ponds", [])],
    "quoted words": [("(1) The keeper must clear", ["=(1) The keeper must clear all weed."])],
    "a quoted subsection": [("(1) The keeper must clear", ["=(1) The keeper must clear weed.", "(1A) And algae."])],
    "a paragraph before the closing mark": [("(b) a toll", ["=(b) a toll, or", "(c) a fine.”."])],
    "a paragraph before the opening mark": [("“(c) a frog", ["“(bb) a toad;", "=(c) a frog.”."])],
    "the end of a quotation and of the sentence": [("“(c) a frog", ["=“(c) a frog.”; and omit section 8."])],
    "a quotation left out": [("(3) In section 7", []), ("“(c) a frog", [])],
    "a quotation that is new": [("(1) The Canals Act", ["=(1) The Canals Act is amended as follows.", "(1A) After section 1 insert—", "“1A Boats", "(1) Boats may pass.”."])],
    "a quotation where there was none": [("(1) The Canals Act", ["=(1) In the Canals Act, after section 1 insert—", "“1A Boats", "(1) Boats may pass.”."])],
    "a paragraph split": [("(1) The keeper must keep", ["=(1) The keeper must keep every pond clean.", "(1A) It must be free of weed."])],
    "paragraphs joined": [("(a) carp", ["=(a) carp, or tench, if—"]), ("(b) tench", [])],
    "a subsection whose list goes to the one above": [("(2) The keeper must not", []), ("(1) The keeper must keep", ["=(1) The keeper must not keep—"])],
    "a paragraph of a Schedule": [("2 Feed", ["=2 Feed the fish.", "3 Sell the fish."])],
    "a sub-paragraph": [("(b) in autumn", ["=(b) in autumn.", "(1A) Count again."])],
    "a Schedule": [("2 Feed", ["=2 Feed the fish.", "Schedule 2", "Frogs", "1 Frogs may jump."])],
    "a word in a cell": [("carp", ["=carp or roach"])],
    "a paragraph in a cell": [("carp", ["=carp", "or roach"])],
    "a cell emptied": [("tench", ["="])],
}  # fmt: skip


@pytest.mark.parametrize("kind", EDITS)
def test_an_edit_is_printed_where_it_was_typed(kind):
    new, left = edited(*EDITS[kind])
    assert rows(new) == [row for row in left[left.index("A") if "A" in left else 0 :] if row][-len(rows(new)) :]
    assert akn.parse(akn.dumps(new)) == new


def test_what_is_not_edited_keeps_its_marks_and_its_identity():
    marked = bill("""
        1 Duty
          (1) The keeper of a <ref>pond</ref> must |keep it <b>very</b> clean.
          (2) The keeper may charge.
    """)
    new, _ = edited(("(1) The keeper", ["=(1) The keeper of a pond must always keep it very clean."]), of=marked)
    block = next(n for _, n in walk(new.root) if isinstance(n, Block) and "always" in n.text.chars)
    assert [(m.name, block.text.chars[m.start : m.end]) for m in block.text.marks] == [
        ("ref", "pond"),
        ("?L", ""),
        ("b", "very"),
    ]
    assert inside(new, "1", "2") == inside(marked, "1", "2")


def test_a_definition_keeps_its_quotation_marks_as_the_file_has_them():
    marked = bill("""
        1 Words
          (1) In this Act—
            * <def>pond</def> means still water.
    """)
    (path,) = [p for p, n in walk(marked.root) if isinstance(n, Block) and n.text.chars.startswith("pond means")]
    block = marked.at(path)
    mark = Mark(0, 4, 0, "def", (("startQuote", "“"), ("endQuote", "”")))
    marked = marked.edited(path, lambda _: (replace(block, text=Text(block.text.chars, (mark,))),))
    new, _ = edited(("“pond” means", ["=“pond” means any still water."]), of=marked)
    assert new.at(path).text.marks == (mark,)
    other, _ = edited(("“pond” means", ["=“lake” or “pond” means still water."]), of=marked)
    assert rows(other)[-1] == "“lake” or “pond” means still water."


def test_new_provisions_are_of_the_kind_of_those_beside_them():
    new, _ = edited(("(ii) it is ill.", ["=(ii) it is ill, or", "(iii) it is sad,", "(c) roach.", "(2A) Be kind."]))
    assert inside(new, "1", "2", "b", "iii").get("class") == "para2"
    assert inside(new, "1", "2", "c").get("class") == "para1"
    assert inside(new, "1", "2A").tag == "subsection"


def test_a_list_that_comes_turns_its_words_into_the_beginning_and_back():
    new, _ = edited(("(a) carp", ["=(a) carp, if—", "(i) young, or"]))
    assert [item.tag for item in inside(new, "1", "2", "a").items] == ["num", "intro", "level"]
    new, _ = edited(*EDITS["a whole list"])
    assert [item.tag for item in inside(new, "1", "2").items] == ["num", "content"]


def test_clauses_go_below_a_new_heading():
    new, _ = edited(*EDITS["a heading over clauses"])
    heading = [n for _, n in walk(new.root) if isinstance(n, Provision) and n.get("name") == "crossheading"]
    assert [item.label for item in heading[-1].items[1:]] == ["2", "3"]


QUOTED_LAST = {
    "a subsection": ["“(1A) Feed the frogs.”"],
    "a word": ["“frogs”"],
    "words of a sentence": ["“(1A) Feed—", "(a) the frogs, and", "(b) the newts,", "unless it is winter”"],
}


@pytest.mark.parametrize("kind", QUOTED_LAST)
def test_a_new_clause_that_ends_with_a_quotation_puts_no_heading_over_the_clause_below_it(kind):
    clause = ["1A Frogs", "(1) In section 7 of the Frogs Act, at end insert—", *QUOTED_LAST[kind]]
    new, _ = edited(("“weed” includes", ["=“weed” includes algae.", *clause]))
    heads = [n.heading.words for _, n in walk(new.root) if isinstance(n, Provision) and n.get("name") == "crossheading"]
    assert heads == ["Ponds"]
    body = next(n for _, n in walk(new.root) if isinstance(n, Provision) and n.tag == "body")
    assert [n.label for n in body.items if isinstance(n, Provision) and n.tag == "section"] == ["1", "1A", "2", "3"]


def test_a_row_of_a_table_that_is_left_out_goes_with_its_cells():
    left = [one for one in typed() if one.words not in ("tench", "2") or one.cell is None]
    assert rows(put(PONDS, left))[-3:] == ["carp", "1", "2 Feed the fish."]


def test_a_row_of_a_table_comes_after_another():
    left = typed()
    cell = left[at(left, "carp") + 1]
    new = [Typed("roach", None, "new 1", "new"), Typed("3", None, "new 2", "new")]
    index = left.index(cell) + 1
    assert rows(put(PONDS, [*left[:index], *new, *left[index:]]))[-7:-1] == [
        "carp",
        "1",
        "roach",
        "3",
        "tench",
        "2",
    ]


REFUSED = {
    "a label that fits no list": (
        [("(1) The keeper must keep", ["=(1) The keeper must keep every pond clean and free of weed.", "(v) is a thing."])],
        "the label (v) continues no list above it",
    ),
    "a list without what led to it": ([("(2) The keeper must not", [])], "the label (a) continues no list above it"),
    "a quotation that is not closed": ([("(b) a toll", [])], "the quotation around “(a) a fee, or” is not closed; end it with ”"),
    "a quotation that is not opened": ([("“5A Weed", [])], "is not opened; begin it with “"),
    "a Schedule without its number": ([("Schedule 1", [])], "its number is left out, and not all that it says"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_made_out_is_refused_with_its_place(kind):
    edits, said = REFUSED[kind]
    with pytest.raises(AmendError) as caught:
        edited(*edits)
    assert said in str(caught.value)
    assert caught.value.place


def test_a_row_above_the_first_of_a_table_is_refused():
    left = typed()
    index = at(left, "carp")
    with pytest.raises(AmendError, match="a row of a table stands before the first that was there: “roach”"):
        put(PONDS, [*left[:index], Typed("roach", None, "new", "new"), *left[index:]])


def test_all_text_deleted_is_refused():
    with pytest.raises(AmendError, match="all its text is deleted"):
        put(PONDS, [])


def test_edits_of_many_kinds_are_either_printed_as_typed_or_refused():
    """`retyped` proves what it gives; here, that it never gives anything else or breaks, on 100 random edits."""
    chance = random.Random(6)
    given, front = 0, standing(PONDS).end_of_front
    for _ in range(100):
        left = typed()
        body = [i for i, one in enumerate(left) if one.base >= front and one.words]
        index = chance.choice(body)
        one = left[index]
        words = one.words.split()
        kind = chance.choice(["cut", "split", "join", "add", "swap"])
        if kind == "cut":
            del left[index : index + chance.randint(1, 4)]
        elif kind == "split" and len(words) > 2:
            half = chance.randint(1, len(words) - 1)
            left[index : index + 1] = [
                replace(one, words=" ".join(words[:half])),
                Typed(" ".join(words[half:]), None, one.cell, one.row),
            ]
        elif kind == "join" and index + 1 < len(left):
            left[index : index + 2] = [replace(one, words=f"{one.words} {left[index + 1].words}")]
        elif kind == "add":
            label = chance.choice(["(1)", "(2A)", "(a)", "(ba)", "(ii)", "4", ""])
            left.insert(index + 1, Typed(f"{label} new words;".strip(), None, one.cell, one.row))
        elif kind == "swap":
            left[index] = replace(one, words=" ".join([*words[:-1], "changed"]))
        try:
            new = put(PONDS, left)
        except AmendError:
            continue
        given += 1
        assert rows(new) == [line.words for line in left if line.words][-len(rows(new)) :]
    assert given > 50


MARKED = bill("""
    1 Duty
      (1) The keeper must not—
        (a) sell a <ref>carp</ref>, or
        (b) feed a <b>tench</b>.
      (2) The table follows.
        : carp : <ref>one</ref>
        : tench : 2
      (3) After section 5 insert— [
        5A Weed
          (1) Clear all <ref>weed</ref>.
      ].
    # Fish
      2 Frogs
        Feed the frogs.
""")


def marks(of, words):
    """What the marks of the paragraph that has these words stand over."""
    block = next(n for _, n in walk(of.root) if isinstance(n, Block) and words in n.text.chars)
    return [(mark.name, block.text.chars[mark.start : mark.end]) for mark in block.text.marks if mark.end > mark.start]


def test_words_that_are_read_anew_in_another_place_keep_the_marks_of_what_stays():
    new, _ = edited(("(1) The keeper must", ["=(1) Be kind.", "(1A) No one may—"]), of=MARKED)
    assert inside(new, "1", "1A", "a").tag == "level"
    assert marks(new, "sell a carp") == [("ref", "carp")]
    assert marks(new, "feed a tench") == [("b", "tench")]


def test_a_table_and_quoted_text_beside_an_edit_are_the_same():
    new, _ = edited(
        ("(1) The keeper must", ["=(1) No keeper may—"]), ("(2) The table", ["=(2) A table follows."]), of=MARKED
    )
    assert inside(new, "1", "3") is inside(MARKED, "1", "3")
    assert [n for _, n in walk(new.root) if getattr(n, "tag", "") == "tblock"] == [
        n for _, n in walk(MARKED.root) if getattr(n, "tag", "") == "tblock"
    ]
    new, _ = edited(("carp", ["=roach"]), of=MARKED)
    assert marks(new, "one") == [("ref", "one")]


def test_a_clause_that_is_not_edited_is_the_same_object():
    new, _ = edited(("(a) sell", ["=(a) sell any carp, or"]), of=MARKED)
    assert inside(new, "2") is inside(MARKED, "2")
    assert inside(new, "1", "b") is inside(MARKED, "1", "b")


def test_a_clause_typed_below_a_heading_stands_under_it():
    new, _ = edited(("Fish", ["=Fish", "1A Toads", "Feed the toads."]), of=MARKED)
    heading = next(n for _, n in walk(new.root) if isinstance(n, Provision) and n.get("name") == "crossheading")
    assert [item.label for item in heading.items if isinstance(item, Provision)] == ["1A", "2"]


def test_a_heading_typed_anew_stands_over_the_clauses_of_the_one_that_it_replaces():
    left = [replace(one, words="Amphibians", base=None) if one.words == "Fish" else one for one in typed(MARKED)]
    new = put(MARKED, left)
    (heading,) = [n for _, n in walk(new.root) if isinstance(n, Provision) and n.get("name") == "crossheading"]
    assert [item.words if isinstance(item, Block) else item.label for item in heading.items] == ["Amphibians", "2"]


def spoiled(left, chance):
    """The paragraphs after an edit at random, which may well make no sense."""
    index = chance.choice([i for i, one in enumerate(left) if (one.base is None or one.base > 8) and one.words])
    one = left[index]
    match chance.choice(["cut", "add", "move", "join", "head"]):
        case "cut":
            del left[index : index + chance.randint(1, 5)]
        case "add":
            label = chance.choice(["(1)", "(2A)", "(ba)", "(ii)", "4", "", "“9A Toads", "“(1)"])
            words = f"{label} new words{chance.choice([';', '.', '—', '.”', ''])}".strip()
            left.insert(index + 1, Typed(words, None, one.cell, one.row))
        case "move":
            left.insert(chance.randrange(len(left)), Typed(left.pop(index).words, moved=True))
        case "join":
            left[index : index + 2] = [replace(one, words=" ".join(x.words for x in left[index : index + 2]).strip())]
        case "head":
            left.insert(index, Typed("New heading", None, one.cell, one.row))


@pytest.mark.parametrize("of", [PONDS, MARKED], ids=["ponds", "marked"])
def test_what_cannot_be_put_back_stays_as_printed_and_the_rest_is_as_typed(of):
    chance = random.Random(14)
    given = 0
    for _ in range(80):
        left = typed(of)
        for _ in range(chance.randint(1, 4)):
            spoiled(left, chance)
        try:
            found = retyped(standing(of), left)
        except AmendError:
            continue
        given += 1
        new = rows(found.bill)
        assert new == [line.words for line in found.typed if line.words][-len(new) :]
        if not found.findings:
            assert [one.words for one in found.typed] == [one.words for one in left]
    assert given > 70
