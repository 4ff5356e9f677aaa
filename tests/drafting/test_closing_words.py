"""Words that stand full out below a list: put in where they have one place, else with the provision whole, or refused."""

import pytest
from shorthand import bill

from amend.drafting import make
from amend.drafting.reverse import DraftStyle, draft
from amend.engine.compare.compare import compare
from amend.errors import Refusal
from amend.model.amendment import Amendment
from amend.model.house import House

PRINT = """
    1 Duty to keep ponds
      (1) The keeper must—
        (a) keep every pond clean, and
        (b) clear weed.{one}
      (2) A council may—
        (a) inspect a pond, and
        (b) charge for that,
        unless the pond is dry.{two}
      (3) In this section—
        * “pond” means—
          (a) still water, or
          (b) a lake;{three}
        * “weed” means pondweed.
      (4) After section 5 of the Canals Act insert— [
        5A Weed
          (1) The owner must—
            (a) cut reeds, and
            (b) clear weed.{four}
      ].
      (5) A fee is payable.{five}
      (6) A fee may be—
        (a) waived, or
        (b) reduced—
          (i) in spring, and
          (ii) in autumn.{six}
    2 Short title
      This Act may be cited as the Ponds Act.
    Schedule 1 Fish
      1 (1) Count the fish—
          (a) in spring, and
          (b) in autumn.{seven}
        (2) Count the frogs.
"""
WHERE = {"one": 8, "two": 8, "three": 10, "four": 12, "five": 8, "six": 10, "seven": 10}
NONE = dict.fromkeys(WHERE, "")


def with_rows(**rows):
    """The Bill with rows put in, each at the level of the words that stand full out there."""
    put_in = {name: "".join(f"\n{' ' * WHERE[name]}{row}" for row in said) for name, said in rows.items()}
    return bill(PRINT.format(**(NONE | put_in)))


FULL_OUT = {
    "one": (["unless the pond is dry."], "Clause 1, page 1, line 4, at end insert—"),
    "two": (["In that case it must say so."], "Clause 1, page 1, line 8, at end insert—"),
    "three": (["but not a canal;"], "Clause 1, page 1, line 12, at end insert—"),
    "four": (["This does not apply to a garden."], "Clause 1, page 1, line 18, after “weed.” insert—"),
    "seven": (["This is to be done every year."], "Schedule 1, page 1, line 30, at end insert—"),
}


@pytest.mark.parametrize("house", House)
@pytest.mark.parametrize("style", [DraftStyle.WORDS, DraftStyle.USUAL])
@pytest.mark.parametrize("where", FULL_OUT)
def test_words_full_out_below_a_list_are_put_in_by_themselves(where, style, house):
    rows, instruction = FULL_OUT[where]
    old, new = with_rows(), with_rows(**{where: rows})
    (amendment,) = draft(old, new, house, style).amendments
    assert amendment.words.replace("\n\n", "\n") == instruction + "\n“" + "\n".join(rows) + "”"
    assert compare(make.apply(old, [amendment]).bill, new).changes == ()


@pytest.mark.parametrize("where", FULL_OUT)
def test_words_full_out_below_a_list_are_left_out_by_themselves(where):
    rows, _ = FULL_OUT[where]
    old, new = with_rows(**{where: rows}), with_rows()
    (amendment,) = draft(old, new).amendments
    assert "leave out" in amendment.words
    assert "insert" not in amendment.words
    assert compare(make.apply(old, [amendment]).bill, new).changes == ()


def test_several_paragraphs_full_out_come_together():
    (amendment,) = draft(with_rows(), with_rows(seven=["This is to be done every year.", "Or twice."])).amendments
    assert amendment.words.replace("\n\n", "\n").endswith("at end insert—\n“This is to be done every year.\nOr twice.”")


def test_words_come_before_those_that_stand_full_out_there_and_after_them():
    old = with_rows(one=["unless the pond is dry."])
    new = with_rows(one=["In spring.", "unless the pond is dry.", "In autumn."])
    drafted = draft(old, new)
    assert [one.words.partition("\n")[0] for one in drafted.amendments] == [
        "Clause 1, page 1, line 5, at beginning insert—",
        "Clause 1, page 1, line 5, at end insert—",
    ]


def test_a_second_paragraph_of_a_subsection_comes_with_it():
    (amendment,) = draft(with_rows(), with_rows(five=["It is a debt."])).amendments
    assert amendment.words.startswith("Clause 1, page 1, line 19, leave out subsection (5) and insert—")


def test_words_that_could_close_two_lists_come_with_the_paragraph_that_they_close():
    (amendment,) = draft(with_rows(), with_rows(six=["as the council says."])).amendments
    assert amendment.words.startswith("Clause 1, page 1, line 22, leave out paragraph (b) and insert—")
    assert amendment.words.endswith("(ii) in autumn.\nas the council says.”")


SAID = r"“as the council says\.…” stands full out where two lists end together.*; put it above the lists"


def test_words_below_two_lists_of_which_they_close_the_outer_are_refused_with_where_they_stand():
    old = with_rows()
    new = bill(PRINT.format(**NONE | {"six": "\n        as the council says."}))
    with pytest.raises(Refusal, match=SAID):
        draft(old, new)


def test_so_are_those_of_text_for_an_act():
    lists = "\n            (c) rest—\n              (i) in spring, or\n              (ii) in autumn,"
    old, new = (
        bill(PRINT.format(**NONE | {"four": lists + said})) for said in ("", "\n            as the council says.")
    )
    with pytest.raises(Refusal, match=SAID):
        draft(old, new)


PLACES = [
    ("line 4, at end insert—\n“(c) cut reeds,\nunless the pond is dry.”", "applied"),
    ("line 4, at end insert—\n“unless the pond is dry.”", "applied"),
    ("line 8, at end insert—\n“or the council is absent.”", "applied"),
    ("line 3, at end insert—\n“as the council says.”", "has no number to place it by"),  # not the last of its list
    ("line 24, at end insert—\n“as the council says.”", "has no number to place it by"),  # the end of two lists
    ("line 19, at end insert—\n“as the council says.”", "has no number to place it by"),  # of no list
]


@pytest.mark.parametrize(("words", "says"), PLACES)
def test_words_full_out_have_a_place_only_where_one_list_ends(words, says):
    (outcome,) = make.apply(with_rows(), [Amendment(f"Clause 1, page 1, {words}", number="1", print="Bill 1")]).outcomes
    assert says in (outcome.outcome if outcome.outcome == "applied" else outcome.reason)


def test_a_last_paragraph_and_the_words_full_out_after_it_come_together():
    said = "Clause 1, page 1, line 4, at end insert—\n“(c) cut reeds,\nunless the pond is dry.”"
    made = make.apply(with_rows(), [Amendment(said, number="1", print="Bill 1")]).bill
    new = bill(PRINT.format(**NONE | {"one": "\n        (c) cut reeds,\n        unless the pond is dry."}))
    assert compare(made, new).changes == ()
