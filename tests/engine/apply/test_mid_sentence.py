"""A list put into a sentence: taken where the words say what becomes of the rest, else refused with how to say it."""

import pytest
from shorthand import bill

from amend.drafting import make
from amend.model.amendment import Amendment
from amend.model.outline import words_of
from amend.model.provision import Provision, walk

PRINT = bill("""
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean and free of weed.
      (2) A council may charge for entry and for fishing, or may inspect.
      (3) The keeper may—
        (a) fish or swim, and
        (b) charge for entry.
    2 Short title
      This Act may be cited as the Ponds Act.
""")
AT = "Clause 1, page 1, line"


def made(words):
    result = make.apply(PRINT, [Amendment(words, number="1", print="Bill 1")])
    return result.outcomes[0], words_of(result.bill.root)


TAKEN = [
    (
        f"{AT} 2, after “keep” insert “—\n(a) every path safe, and\n(b)”",
        "keep— (a) every path safe, and (b) every pond clean",
    ),
    (f"{AT} 2, after “must” insert “—\n(a)”", "must— (a) keep every pond clean and free of weed."),
    (f"{AT} 2, leave out “keep” and insert “—\n(a) keep safe, and\n(b)”", "(a) keep safe, and (b) every pond clean"),
    (
        f"{AT} 3, leave out from “council may” to end and insert “—\n(a) charge, or\n(b) inspect.”",
        "may— (a) charge, or (b) inspect. (3)",
    ),
    (f"{AT} 3, leave out from “fishing” to end", "for entry and for fishing (3)"),
    (f"{AT} 2, leave out from “clean” to end", "every pond clean (2)"),
    (f"{AT} 5, leave out from “fish” to end", "(a) fish (b) charge for entry."),
    (f"{AT} 6, leave out from “charge” to the end", "(b) charge 2 Short title"),
]


@pytest.mark.parametrize(("words", "reads"), TAKEN)
def test_what_says_where_the_rest_goes_is_taken(words, reads):
    outcome, text = made(words)
    assert outcome.outcome == "applied"
    assert reads in " ".join(text.split())


REFUSED = [
    (
        f"{AT} 2, after “clean” insert “—\n(a) in summer, and\n(b) in winter”",
        "and free of weed.",
        "from “clean” to end",
    ),
    (f"{AT} 2, after “clean” insert “, and—\n(a) stocked;\n(b) fenced,”", "and free of weed.", "from “clean” to end"),
    (f"{AT} 2, leave out “keep” and insert “—\n(a) mow, and\n(b) keep”", "every pond clean", "from “must” to end"),
    (f"{AT} 5, after “fish” insert “—\n(i) carp, or\n(ii) tench”", "or swim, and", "from “fish” to end"),
    (f"{AT} 3, before “may inspect” insert “may—\n(a) ask, or\n(b) write”", "may inspect.", "from “or” to end"),
]


@pytest.mark.parametrize(("words", "rest", "advises"), REFUSED)
def test_what_does_not_is_refused_with_the_accepted_words(words, rest, advises):
    outcome, _ = made(words)
    assert outcome.outcome == "refused"
    fault, _, remedy = outcome.reason.partition("; write")
    assert "into the middle of a sentence" in fault
    assert rest in fault
    assert advises in remedy
    assert "end the list with a bare label" in remedy


def test_a_dash_after_a_full_stop_is_queried():
    amendment = Amendment(f"{AT} 2, at end insert “—\n(a) in summer.”", number="1", print="Bill 1")
    assert ["after the full stop" in finding.message for finding in make.findings(PRINT, [amendment])] == [True]


NUMBERS = [
    ("line 5, leave out “(a) fish” and insert “(a) paddle”", "may— (a) paddle or swim, and (b) charge"),
    ("line 5, leave out “(a)” and insert “(a) bathe,”", "may— (a) bathe, fish or swim, and (b) charge"),
    ("line 4, leave out “(3)” and insert “(4)”", "(4) The keeper may—"),
    ("line 5, leave out “(a)”", "may— fish or swim, and (b) charge"),
    ("line 5, leave out “(a) fish” and insert “(aa) paddle”", "it leaves out the number (a)"),
    ("line 5, leave out “(a)” and insert “paddle”", "it leaves out the number (a)"),
    ("line 4, leave out “(3)” and insert “(3);\n(2A) A fee is payable.”", "it leaves out the number (3)"),
    ("line 5, leave out “(a) fish” and insert “(a) paddle—\n(i) by day;\n(ii) by night”", "middle of a sentence"),
]


@pytest.mark.parametrize(("words", "says"), NUMBERS)
def test_a_paragraph_keeps_its_number_or_is_refused(words, says):
    outcome, text = made(f"Clause 1, page 1, {words}")
    assert says in (" ".join(text.split()) if outcome.outcome == "applied" else outcome.reason)


def test_the_words_of_a_paragraph_stay_in_it_where_its_number_is_left_out_and_inserted():
    said = "Clause 1, page 1, line 5, leave out “(a) fish” and insert “(a) paddle”"
    text = make.apply(PRINT, [Amendment(said, number="1", print="Bill 1")]).bill
    assert [node.label for _, node in walk(text.root) if node_is_level(node)] == ["a", "b"]


def test_a_list_in_a_paragraph_whose_number_is_inserted_again_is_of_that_paragraph():
    said = "Clause 1, page 1, line 6, leave out “(b) charge for entry.” and insert “(b) charge—\n(i) once, or\n(ii) twice.”"
    text = make.apply(PRINT, [Amendment(said, number="1", print="Bill 1")]).bill
    (last,) = (node for _, node in walk(text.root) if node_is_level(node) and node.label == "b")
    assert [node.label for _, node in walk(last) if node_is_level(node)] == ["b", "i", "ii"]


def node_is_level(node):
    return isinstance(node, Provision) and node.tag == "level"
