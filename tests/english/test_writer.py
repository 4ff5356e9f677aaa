"""What is read is written again in the very same words, in the House whose form it is."""

import pytest

from amend.english.tabled import parse
from amend.english.writer import write
from amend.errors import WordsError
from amend.model.address import Address
from amend.model.amendment import After, Insert, Matter, Place, Words
from amend.model.house import House

AT = "Clause 4, page 3, line 12"
BOTH = [
    f"{AT}, leave out “reed” in both places where it occurs",
    f"{AT}, leave out “reed” in both places",
    f"{AT}, leave out “reed” in each place it occurs and insert “rush”",
    f"{AT}, leave out paragraph (b) and the “and” before it",
    f"{AT}, leave out paragraphs (b) and (c) and the “or” before them",
    f"{AT}, leave out sub-paragraph (ii) and the “and” before it and insert “.”",
    f"{AT}, leave out from “eels” to the end of subsection (1) and insert “may act.”",
    f"{AT}, leave out from “eels” to end of paragraph (a) and insert “swim,”",
    f"{AT}, leave out from “eels” to the end of paragraph 3",
    f"{AT}, leave out from beginning to the end of sub-paragraph (2)",
    f"{AT}, leave out from “eels” to end",
    f"{AT}, leave out from “eels” to end and insert “.”",
    f"{AT}, leave out from “eels” to end of line",
    "Clause 4, page 3, leave out from beginning of line 2 to end of line 3",
    "Clause 4, page 3, leave out from beginning of line 30 to end of line 2 on page 4 and insert—\n“(1) Eels may swim.”",
    "Schedule 2, page 9, leave out from beginning of line 4 to “eels” in line 6",
    "Clause 4, leave out Clause 4",
    "Schedule 2, leave out Schedule 2",
    "Clause 4, transpose Clause 4 to after Clause 9",
    "Page 3, line 1, leave out Clause 4 and insert the following new Clause—\n“Eels\nEels may swim.”",
    "In subsection (3), after “eels” insert “and elvers”",
    "In paragraph (b)(ii), leave out “eels”",
    "In subsection (2), at end insert “in spring”",
    f"{AT}, after “eels” insert “—\n(a) in spring;\n(b)”",
    f"{AT}, leave out “, in winter” and insert “—\n(a) in spring;\n(b) in autumn”",
    f"{AT}, after “eels” insert “, and\n(b) keep a list.\n(1A) A list must be published”",
    f"{AT}, at end insert—\n“( ) A keeper must keep a record.”",
    f"{AT}, at end insert—\n“(za) in subsection (1), omit “x”;”",
    f"{AT}, leave out ““old” substitute “new”” and insert ““older” substitute “newer””",
    f"{AT}, after “eel”” insert “or elver”",
    f"{AT}, leave out ““old” and insert ““older”",
    "Line 7, after “eels” insert “and elvers”",
    f"{AT}, at end insert—\n“Eel | 2\nElver | 3”",
    f"{AT}, at beginning insert—\n“(a) Eel | | none”",
    "Clause 4, page 3, leave out lines 12 to 14 and insert—\n“| “eel” has the meaning in section 2 | Elver |”",
    "Clause 4, page 3, line 40, leave out from beginning to end of line 2 on page 4 and insert—\n“Eel | 2”",
]


@pytest.mark.parametrize("house", list(House))
@pytest.mark.parametrize("words", BOTH)
def test_a_form_of_both_houses_is_written_as_it_was_read(words, house):
    assert write(parse(words).operation, house) == words


@pytest.mark.parametrize(
    ("words", "house"),
    [
        ("In the Title, line 1, after “ponds” insert “and lakes”", House.LORDS),
        ("In the Title, line 2, at end insert “and weirs”", House.LORDS),
        ("Title, line 1, after “ponds” insert “and lakes”", House.COMMONS),
        ("Title, line 2, leave out from “ponds” to end", House.COMMONS),
        ("Title, line 2, leave out “ponds” and insert “lakes”", House.COMMONS),
        ("To move the following Clause—\n“Eels\n(1) Keep a list.\nMeaning\n(2) A list is a record.”", House.COMMONS),
        ("After Clause 2, insert the following new Clause—\n“Fish\nEels\nEels may swim.”", House.LORDS),
        ("After Clause 2, insert the following new Clause—\n“Part 2A Fish\nEels\n(1) Eels may swim.”", House.LORDS),
        ("Before Clause 1, insert the following new Clause—\n“Fish\nEels\n(1) Swim.\n(2) Rest.”", House.LORDS),
        ("Leave out Clause 4 and insert the following new Clause—\n“Fish\nEels\nEels may swim.”", House.LORDS),
    ],
)
def test_a_form_of_one_house_is_written_as_it_was_read(words, house):
    assert write(parse(words).operation, house) == words


@pytest.mark.parametrize("quote", ["eel” or “elver", "”", "eel”"])
def test_what_is_inserted_never_closes_a_quotation_that_it_does_not_open(quote):
    with pytest.raises(WordsError):
        write(Insert(Place(Address("clause", "4"), 3, 12), After(Words("x")), Matter(f"{quote}”")), House.LORDS)
