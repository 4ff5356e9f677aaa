"""A refusal names the form that an instruction seems to be in, where reading stopped, and what is accepted for it."""

import pytest

from amend.english.tabled import parse
from amend.errors import WordsError

AT = "Clause 4, page 3, line 12"


@pytest.mark.parametrize(
    ("words", "name", "remedy"),
    [
        (f"{AT}, leave out “a” and insert “b” and leave out “c”", "two instructions", f"“{AT}, leave out “c””"),
        (f"{AT}, after “a” insert “b”, and at end insert “c”", "two instructions", f"“{AT}, at end insert “c””"),
        (f"{AT}, leave out “a” and leave out “c”", "two instructions", f"“{AT}, leave out “a””"),
        (f"{AT}, leave out subsections (2), (3) to (5)", "a run in it", "leave out subsections (2) to (5)"),
        (f"{AT}, leave out paragraphs (a) to (c) and (e)", "a run in it", "leave out paragraphs (a) to (c)"),
        (f"{AT}, at the appropriate place insert—\n““eel” means a fish;”", "appropriate place", "at end insert—"),
        ("Leave out Clauses 1 and 2", "several clauses", "“leave out Clause 1”"),
        ("Leave out Schedules 3 to 5", "several clauses", "“leave out Schedule 3”"),
        (f"{AT}, delete “eels”", "omitted, deleted or replaced", "not “delete”"),
        (f"{AT}, omit paragraph (a)", "omitted, deleted or replaced", "not “omit”"),
        (f"{AT}, for “eel” substitute “elver”", "as Acts are amended", "leave out “eel” and insert “elver”"),
        (f"{AT}, add “eel”", "addition", "says “insert”"),
        (f"{AT}, at the end insert “eel”", "end or beginning", "at end insert"),
        (f"{AT}, insert “eel” after “elver”", "comes after it", "after “elver” insert “eel”"),
        (f"{AT}, leave out from “eel” to line 14", "up to a line", "to end of line 14"),
        (f"{AT}, leave out “eel” where it first occurs", "other words", "the first “x”"),
        ("Clause 4, line 12, leave out “eel”", "without a page", "Clause 4, page 2, line 12"),
        ("Clause 4, page 3, leave out “eel”", "without a line", "Clause 4, page 3, line 15, leave out “eel”"),
        ("Clause 4, after “eel” insert “elver”", "without page and line", "page 2, line 15, after “eel”"),
        ("leave out “eel”", "without a place", "Clause 3, page 2, line 15, leave out “eel”"),
        ("After Clause 4, insert—\n“Eels\nSwim.”", "not called one", "insert the following new Clause—"),
        ("12 Page 3, line 12, leave out “eel”", "a page with a number before it", "“Clause 12, page 2, line 15, …”"),
        (
            "12A\nPage 3, line 12, leave out “eel”",
            "a page with a number before it",
            "leave the number of the amendment out",
        ),
        ("4 page 3, line 12, leave out “eel”", "a page with a number before it", "“Clause 4, page 2, line 15, …”"),
        (f"12 {AT}, leave out “eel”", "the number of the amendment before it", f"“{AT}, leave out “eel””"),
        (f"(a) {AT}, leave out “eel”", "the number of the amendment before it", f"“{AT}, leave out “eel””"),
        ("3. Leave out Clause 4", "the number of the amendment before it", "“Leave out Clause 4”"),
        (
            "NC2 To move the following Clause—\n“Eels\n(1) Swim.”",
            "the number of the amendment",
            "“To move the following",
        ),
        (f"{AT}, leave out eels", "not quoted", "“leave out “eels””"),
    ],
)
def test_the_form_is_named_with_what_is_accepted_for_it(words, name, remedy):
    with pytest.raises(WordsError) as refused:
        parse(words)
    assert name in refused.value.fault
    assert remedy in refused.value.remedy


@pytest.mark.parametrize(
    ("words", "stopped"),
    [
        (f"{AT}, leave out “eel” please", "please"),
        (f"{AT}, leave out “eel” gently and insert “elver”", "gently and insert “elver”"),
        (f"{AT}, tickle “eel”", "tickle “eel”"),
        (f"{AT}, after “eel” put “elver”", "put “elver”"),
        ("Clause 4, page three, line 2, leave out “eel”", "page three, line 2"),
        ("Transpose Clause 4 past Clause 9", "past Clause 9"),
    ],
)
def test_the_word_is_given_where_reading_stopped(words, stopped):
    with pytest.raises(WordsError) as refused:
        parse(words)
    assert f"reading stopped at “{stopped}" in refused.value.fault
