"""Provisions are counted as the Bill prints them: through marks, anew in each Part, and not at all in a Scottish Bill."""

from dataclasses import replace

import pytest
from shorthand import bill

from amend.drafting import make
from amend.drafting.reverse import draft
from amend.engine.reprint.renumber import relabelled
from amend.engine.reprint.reprint import reprint
from amend.model.amendment import Amendment
from amend.model.house import House
from amend.model.outline import is_quoted, words_of
from amend.model.provision import Carried, Provision, walk
from amend.model.text import Text

PONDS = """
    1 Duty
      (1) A keeper must keep ponds.
      (2) A keeper must feed newts.
      (3) This section imposes no charge.
      (4) It has effect in summer.
    2 Weed
      (1) Weed must be—
        (a) cleared,
        (b) dried, and
        (c) burned.
      (2) It may be sold.
"""


def marked(print_, path, tag, *, whole=1):
    """The Bill with some provisions of one list inside an inline mark."""
    *above, index = path
    node = print_.at(tuple(above))
    inside = Provision(tag, node.items[index : index + whole])
    changed = replace(node, items=(*node.items[:index], inside, *node.items[index + whole :]))
    return print_.edited(tuple(above), lambda _: (changed,))


def place(print_, tag, label):
    return next(path for path, node in print_.provisions() if node.tag == tag and node.label == label)


@pytest.mark.parametrize(
    ("tag", "label", "mark", "whole"),
    [
        ("subsection", "2", "b", 1),
        ("subsection", "3", "b", 2),
        ("subsection", "4", "i", 1),
        ("subsection", "1", "u", 1),
        ("level", "b", "ins", 1),
        ("level", "c", "b", 1),
        ("section", "2", "b", 1),
    ],
)
def test_a_provision_inside_an_inline_mark_is_counted_with_those_beside_it(tag, label, mark, whole):
    print_ = bill(PONDS, guids=True)
    found = marked(print_, place(print_, tag, label), mark, whole=whole)
    assert relabelled(found, found).of == {}
    assert relabelled(found).of == {}


def test_marks_within_marks_are_counted_through_too():
    print_ = bill(PONDS, guids=True)
    path = place(print_, "subsection", "3")
    found = marked(marked(print_, path, "i"), path, "b")
    assert relabelled(found).of == {}


def test_a_marked_provision_takes_its_turn_when_one_before_it_goes():
    print_ = bill(PONDS, guids=True)
    path = place(print_, "subsection", "3")
    found = marked(print_, path, "b")
    gone = found.edited(place(found, "subsection", "2"), lambda node: ())
    again = reprint(gone, found).bill
    assert [node.label for _, node in again.provisions() if node.tag == "subsection"] == ["1", "2", "3", "1", "2"]


BOATS = """
    1 Boats
      This is about boats.
    Schedule 1 Boats
      Part 1 Row boats
        Chapter 1 Oars
          1 An oar is wooden.
        Chapter 2 Seats
          2 A seat is dry.
      Part 2 Sail boats
        Chapter 1 Sails
          3 A sail is white.
        Chapter 2 Masts
          4 A mast is tall.
"""
CLAUSES = """
    Part 1 Row boats
    Chapter 1 Oars
    1 Oars
      An oar is wooden.
    Chapter 2 Seats
    2 Seats
      A seat is dry.
    Part 2 Sail boats
    Chapter 1 Sails
    3 Sails
      A sail is white.
"""


TWO_SCHEDULES = BOATS + BOATS[BOATS.index("    Schedule") :].replace("Schedule 1", "Schedule 2")


@pytest.mark.parametrize("words", [BOATS, CLAUSES, TWO_SCHEDULES])
def test_chapters_begin_again_in_each_part_and_parts_in_each_schedule(words):
    print_ = bill(words, guids=True)
    assert len([node for _, node in print_.provisions() if node.tag == "chapter"]) > 2
    assert relabelled(print_).of == {}


def test_chapters_of_a_part_close_up_and_those_of_another_stand():
    print_ = bill(BOATS, guids=True)
    gone = print_.edited(place(print_, "chapter", "1"), lambda node: ())
    again = reprint(gone, print_).bill
    assert [node.label for _, node in again.provisions() if node.tag == "chapter"] == ["1", "1", "2"]


NEW = "After Clause {}, insert the following new Clause—\n“{}\nA keeper must act.”"


@pytest.mark.parametrize(
    ("after", "headings", "numbers"),
    [
        (1, ["Newts"], ["1", "1A", "2"]),
        (1, ["Newts", "Toads"], ["1", "1A", "1B", "2"]),
        (2, ["Newts"], ["1", "2", "3"]),
    ],
)
def test_a_scottish_bill_keeps_its_numbers_and_what_is_put_in_fits_between(after, headings, numbers):
    print_ = bill(PONDS, guids=True, number="SP Bill 12", house="")
    result = make.apply(print_, [Amendment(NEW.format(after, one), str(n)) for n, one in enumerate(headings, 1)])
    again = reprint(result.bill, print_).bill
    clauses = [node.label for path, node in again.provisions() if node.tag == "section" and not is_quoted(again, path)]
    assert clauses == numbers


def test_a_scottish_bill_keeps_a_number_between_two_and_leaves_a_gap():
    print_ = bill(PONDS.replace("(2) A keeper must feed", "(1A) A keeper must feed"), number="SP Bill 12", guids=True)
    gone = print_.edited(place(print_, "subsection", "3"), lambda node: ())
    again = reprint(gone, print_).bill
    assert [node.label for _, node in again.provisions() if node.tag == "subsection"][:3] == ["1", "1A", "4"]


@pytest.mark.parametrize("name", ["sppubb", "sppriv"])
def test_a_bill_is_scottish_by_the_name_of_its_kind_too(name):
    print_ = bill(PONDS, guids=True, house="")
    root = print_.root
    inner = next(item for item in root.items if isinstance(item, Provision))
    kinds = tuple((key, value) for key, value in inner.attributes if key != "name")
    named = replace(inner, attributes=(*kinds, ("name", name)))
    found = replace(print_, root=replace(root, items=tuple(named if item is inner else item for item in root.items)))
    gone = found.edited(place(found, "subsection", "1"), lambda node: ())
    assert relabelled(gone, found).of == {}


@pytest.mark.parametrize(
    ("numbers", "after"),
    [(["I", "II", "III"], ["I", "II"]), (["A", "B", "C"], ["A", "B"]), (["1", "2", "3"], ["1", "2"])],
)
@pytest.mark.parametrize("gone", [0, 1, 2])
def test_parts_close_up_in_the_manner_of_their_numbers(numbers, after, gone):
    words = "".join(f"Part {n} Boats\n{i} Oars\n  An oar is wooden.\n" for i, n in enumerate("123", 1))
    print_ = bill(words, guids=True)
    for path, node in [(p, n) for p, n in print_.provisions() if n.tag == "part"]:
        number = numbers[int(node.label) - 1]
        at = (*path, node.items.index(node.number))
        print_ = print_.edited(at, lambda block, number=number: (block.replaced(5, 6, Text(number)),))
    parts = [path for path, node in print_.provisions() if node.tag == "part"]
    again = reprint(print_.edited(parts[gone], lambda node: ()), print_).bill
    assert [node.label for _, node in again.provisions() if node.tag == "part"] == after


SECTIONS = """
    1 Sections of Acts
      (1) After section 5 of the Ponds Act 1990 insert— [
        5A Weed
          (1) The keeper must clear weed.
          ({0}) The keeper may sell weed.
          ({1}) This does not apply in winter.
        5B Reed
          (1) The keeper must cut reed.
      ].
      (2) In that Act a keeper under section 5B is a reed keeper.
"""


@pytest.mark.parametrize(
    ("labels", "gone", "after"),
    [(("2", "3"), "1", "12"), (("2", "3"), "2", "12"), (("1A", "2"), "1", "1A 2"), (("1A", "2"), "1A", "1 2")],
)
def test_subsections_of_a_new_section_close_up_but_only_where_they_followed_one_another(labels, gone, after):
    print_ = bill(SECTIONS.format(*labels), guids=True)
    within = next(path for path, node in print_.provisions() if node.label == "5A")
    path = next(p for p, n in print_.provisions() if p[: len(within)] == within and n.label == gone and p != within)
    again = reprint(print_.edited(path, lambda node: ()), print_).bill
    section = again.at(within)
    found = [item.label for item in section.items if isinstance(item, Provision) and item.number]
    assert found == (after.split() if " " in after else list(after))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("(3) This", "(4) This"),
        ("(2) The keeper may", "(1A) The keeper may"),
        ("(1) The keeper must clear", "(A1) The keeper must clear"),
    ],
)
def test_a_number_in_a_new_section_that_is_amended_by_itself_stays_when_the_bill_is_printed_again(old, new):
    words = SECTIONS.format("2", "3")
    print_, wanted = bill(words, guids=True), bill(words.replace(old, new), guids=True)
    drafted = draft(print_, wanted, House.LORDS)
    made = make.apply(print_, drafted.amendments).bill
    assert new in " ".join(words_of(made.root).split())
    assert new in " ".join(words_of(reprint(made, print_).bill.root).split())


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("line 6, at end insert—\n“5AA Eels\nEels may swim.”", ["5A", "5B", "5C"]),
        ("line 8, at end insert—\n“5C Eels\nEels may swim.”", ["5A", "5B", "5C"]),
        ("line 8, at end insert—\n“6A Eels\nEels may swim.”", ["5A", "5B", "6A"]),
    ],
)
def test_sections_put_in_with_those_of_the_bill_follow_one_another_after_the_section_of_the_act(words, labels):
    print_ = bill(SECTIONS.format("2", "3"), guids=True)
    result = make.apply(print_, [Amendment(f"Clause 1, page 1, {words}", "1")])
    assert [outcome.reason for outcome in result.outcomes] == [""]
    again = reprint(result.bill, print_).bill
    found = [node.label for path, node in again.provisions() if node.tag == "section" and is_quoted(again, path)]
    assert found == labels


@pytest.mark.parametrize(
    ("words", "after"),
    [
        (
            "a reed keeper under section 5B of the Ponds Act 1990",
            "a reed keeper under section 5C of the Ponds Act 1990",
        ),
        ("a barge keeper under section 5B of the Canals Act 1985", None),
        ("section 5A of the Ponds Act 1990", None),
        ("section 5 of the Ponds Act 1990", None),
    ],
)
def test_a_reference_follows_a_section_of_the_act_that_the_bill_amends_and_of_no_other(words, after):
    said = SECTIONS.replace("is a reed keeper.", f"is {words}.")
    print_ = bill(said.format("2", "3"), guids=True)
    result = make.apply(
        print_, [Amendment("Clause 1, page 1, line 6, at end insert—\n“5AA Eels\nEels may swim.”", "1")]
    )
    again = reprint(result.bill, print_).bill
    assert f"(2) In that Act a keeper under section 5C is {after or words}." in " ".join(words_of(again.root).split())


def test_an_eid_that_is_not_made_from_that_of_the_provision_above_stays():
    print_ = bill(PONDS, guids=True)
    path = next(p for p, n in print_.provisions() if n.eid == "sec_2__subsec_2")

    def named(node):
        attributes = tuple((key, "odd" if key == "eId" else value) for key, value in node.attributes)
        content = node.items[-1]
        block = replace(content.items[0], attributes=(("eId", "odder"),))
        return (replace(node, attributes=attributes, items=(*node.items[:-1], replace(content, items=(block,)))),)

    odd = print_.edited(path, named)
    made_ = make.apply(odd, [Amendment(NEW.format(1, "Newts"), "1")]).bill
    again = reprint(made_, odd).bill
    eids = [dict(node.attributes).get("eId") for _, node in walk(again.root) if not isinstance(node, Carried)]
    assert {"sec_3", "sec_3__subsec_1", "sec_3__subsec_1__para_a", "odd", "odder"} <= set(eids)
