"""Three layers in one view: each change has whose it is, and what both sides say is told apart."""

import wordtext
from shorthand import bill

from amend.acts.layers import bills_layer, layers
from amend.engine.compare.redline import flat
from amend.model.amendment import Amendment
from amend.word.write.document import document
from amend.word.write.export import tracked_by

TITLE = "Canals Act 1990"
ACT = bill("""
    1 Ponds
      (1) The keeper must keep every pond clean and every pond full.
      (2) The keeper may drain a pond.
    2 Fees
      A fee is payable.
""")
BILL = bill(f"""
    1 Ponds
      (1) The {TITLE} is amended as follows.
      (2) In section 1(1), after “clean” insert “but quiet”.
      (3) In section 1(2), for “drain” substitute “fill”.
      (4) After section 2 insert— [
        3 Lakes
          A lake is a pond.
      ].
""")
WEED = "Clause 1, page 1, line 3, leave out “quiet” and insert “free of weed”"
LAKE = "Clause 1, page 1, line 7, leave out “pond” and insert “water”"
KEEP = "Clause 1, page 1, line 4, leave out subsection (3)"
MORE = "Clause 1, page 1, line 4, at end insert—\n“(3A) In section 2, omit “payable”.”"


def drafts(*words):
    return [
        Amendment(one, number=str(number), print="Bill 1", mover=f"Lady {number}", statement=f"Why {number}.")
        for number, one in enumerate(words, 1)
    ]


def told(found):
    """Each change: under which heading, its kind, its words, and whose it is."""
    return [
        (title, piece.kind, piece.words.strip(), [maker.name for maker in found.hands(piece)])
        for title, row in found.redline
        for piece in row.visible
        if piece.kind != "same"
    ]


def test_what_the_bill_does_has_its_clause():
    found = layers(ACT, BILL, title=TITLE)
    assert told(found) == [
        ("Section 1", "inserted", "but quiet", ["clause 1(2)"]),
        ("Section 1", "left out", "drain", ["clause 1(3)"]),
        ("Section 1", "inserted", "fill", ["clause 1(3)"]),
        ("Section 3", "inserted", "3\tLakes", ["clause 1(4)"]),
        ("Section 3", "inserted", "A lake is a pond.", ["clause 1(4)"]),
    ]


def test_an_amendment_to_the_bill_changes_what_the_bill_puts_in():
    found = layers(ACT, BILL, drafts(WEED, LAKE), title=TITLE)
    assert [outcome.outcome for outcome in found.amended.applied.outcomes] == ["applied", "applied"]
    assert told(found) == [
        ("Section 1", "inserted", "but", ["clause 1(2)"]),
        ("Section 1", "left out", "quiet", ["clause 1(2)", "amendment 1 (Lady 1)"]),
        ("Section 1", "inserted", "free of weed", ["amendment 1 (Lady 1)"]),
        ("Section 1", "left out", "drain", ["clause 1(3)"]),
        ("Section 1", "inserted", "fill", ["clause 1(3)"]),
        ("Section 3", "inserted", "3\tLakes", ["clause 1(4)"]),
        ("Section 3", "inserted", "A lake is a", ["clause 1(4)"]),
        ("Section 3", "left out", "pond", ["clause 1(4)", "amendment 2 (Lady 2)"]),
        ("Section 3", "inserted", "water", ["amendment 2 (Lady 2)"]),
        ("Section 3", "inserted", ".", ["clause 1(4)"]),
    ]


def test_an_amendment_that_takes_an_instruction_away_gives_the_acts_words_back():
    found = layers(ACT, BILL, drafts(KEEP), title=TITLE)
    changed = [row for row in told(found) if row[2] in ("drain", "fill")]
    assert changed == [
        ("Section 1", "left out", "drain", ["clause 1(3)"]),
        ("Section 1", "left out", "fill", ["clause 1(3)", "amendment 1 (Lady 1)"]),
        ("Section 1", "inserted", "drain", ["amendment 1 (Lady 1)"]),
    ]


def test_an_instruction_that_an_amendment_adds_is_the_amendments():
    found = layers(ACT, BILL, drafts(MORE), title=TITLE)
    assert ("Section 2", "left out", "payable", ["amendment 1 (Lady 1)"]) in told(found)
    assert found.amended.outcomes[2].source == "clause 1(3A)"


def test_the_first_text_and_the_last_are_told_whole():
    """What is not put in is the Act; what neither went nor was put in by the Bill alone is the Act as it ends."""
    found = layers(ACT, BILL, drafts(WEED, LAKE, MORE), title=TITLE)
    rows = [row for _, row in found.redline]
    before = [
        "".join(p.words for p in row.pieces if p.kind == "same" or (p.kind == "left out" and "|" not in p.by))
        for row in rows
        if row.old is not None
    ]
    after = ["".join(p.words for p in row.pieces if p.kind != "left out") for row in rows if row.new is not None]
    assert before == [row.old.words for row in rows if row.old is not None]
    assert after == [row.new.words for row in rows if row.new is not None]


def test_without_amendments_there_is_one_layer():
    found = layers(ACT, BILL, title=TITLE)
    assert found.plain is found.amended
    assert {maker.of for maker in found.makers.values()} == {"Bill"}


def test_a_change_has_the_clause_alone_for_who_shows_no_more():
    pairs, makers = bills_layer(layers(ACT, BILL, title=TITLE).amended)
    assert {makers[piece.by].clause for row in flat(pairs) for piece in row.pieces if piece.by} == {"Clause 1"}


def test_a_new_section_that_an_amendment_takes_out_whole_comes_and_goes():
    gone = "Clause 1, page 1, line 5, leave out subsection (4)"
    found = layers(ACT, BILL, drafts(gone), title=TITLE)
    rows = [row for row in told(found) if row[0] == "Section 3"]
    assert [kind for _, kind, _, _ in rows] == ["left out", "left out"]
    assert all(hands == ["clause 1(4)", "amendment 1 (Lady 1)"] for *_, hands in rows)


def test_word_has_the_act_when_all_is_rejected_and_the_act_as_amended_when_all_is_accepted():
    found = layers(ACT, BILL, drafts(WEED, LAKE, MORE), title=TITLE).amended
    pairs, makers = bills_layer(found)
    data = tracked_by(found.act, found.amended, pairs, {key: maker.clause for key, maker in makers.items()})
    assert wordtext.before(data) == wordtext.says(document(found.act))
    assert wordtext.after(data) == wordtext.says(document(found.amended))
    assert wordtext.faults(data) == []
    assert {author for author, *_ in wordtext.changes(data)} == {"Clause 1"}


def test_an_instruction_that_an_amendment_spoils_gives_the_acts_words_back():
    """What the amended Bill says does not fit the Act: it is refused, and nothing of the Bill's change is left."""
    lose = "Clause 1, page 1, line 4, leave out “drain” and insert “lose”"
    found = layers(ACT, BILL, drafts(lose), title=TITLE)
    assert [one.outcome for one in found.amended.outcomes] == ["made", "refused", "made"]
    assert [row[1:] for row in told(found) if row[2] in ("drain", "fill")] == [
        ("left out", "drain", ["clause 1(3)"]),
        ("left out", "fill", ["clause 1(3)", "amendment 1 (Lady 1)"]),
        ("inserted", "drain", ["amendment 1 (Lady 1)"]),
    ]


def test_a_second_instruction_for_words_that_are_gone_is_refused_whoever_puts_it_in():
    for line, label in (("line 3", "2A"), ("line 4", "3A")):
        again = (
            f"Clause 1, page 1, {line}, at end insert—\n“({label}) In section 1(2), for “drain” substitute “flood”.”"
        )
        found = layers(ACT, BILL, drafts(again), title=TITLE)
        assert sorted(one.outcome for one in found.amended.outcomes) == ["made", "made", "made", "refused"]


def test_two_amendments_that_put_in_one_number_are_not_both_made():
    clause = "After Clause 1, insert the following new Clause—\n“{0}\n\nAfter section 1 of the Canals Act 1990 insert—\n\n“1A {0}\n\nA {0}.”.”"
    found = layers(ACT, BILL, drafts(clause.format("Otter"), clause.format("Heron")), title=TITLE)
    assert [one.outcome for one in found.amended.outcomes].count("refused") == 1
    assert "there is another 1A there already" in found.amended.refused[0].reason
