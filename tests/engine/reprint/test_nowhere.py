"""A relative citation in a section put into an Act that leads nowhere is told when the Bill is printed again."""

import pytest
from shorthand import bill

from amend.engine.reprint.reprint import reprint


def acts(words, *, opening="(1) The keeper must keep a record."):
    """A Bill that puts a section of three subsections into an Act, whose third says some words."""
    return bill(
        f"""
        1 Canals
          (1) After section 5 of the Canals Act 1990 insert— [
            5A Records
              {opening}
              (2) The record must have—
                (a) a name, and
                (b) a date.
              (3) {words}
          ].
        2 Short title
          This Act may be cited as the Ponds Act.
        """,
        guids=True,
    )


def told(print_):
    return [one for one in reprint(print_, print_).left if "leads nowhere" in one]


NOWHERE = (
    "Subsection (9) does not apply.",
    "Nothing in subsection (1A) applies.",
    "Subsections (2) and (4) do not apply.",
    "A record under subsection (7)(a) is void.",
    "A name under paragraph (c) is void.",
)


@pytest.mark.parametrize("words", NOWHERE)
def test_a_subsection_that_a_section_put_in_whole_has_not_is_told(words):
    (sentence,) = told(acts(words))
    assert sentence.endswith(" in clause 1(1) section 5A(3) leads nowhere: clause 1(1) section 5A has none")


STANDS = (
    "Subsection (2)(b) does not apply.",
    "Subsections (1) and (2) apply.",
    "Subsection (9) of section 5 applies.",
    "Section 5 applies, but subsection (9) does not.",
    "Under the Boats Act 1980 subsection (9) applies.",
    "Subsection (9) of that section applies.",
    "Paragraph 9 applies.",
)


@pytest.mark.parametrize("words", STANDS)
def test_what_is_there_or_may_be_of_another_provision_is_not_told(words):
    assert told(acts(words)) == []


@pytest.mark.parametrize(
    "print_",
    [
        bill("""
            1 Canals
              (1) In section 5 of the Canals Act 1990, after subsection (2) insert— [
                (2A) Subsection (9) does not apply.
              ].
        """),
        bill("""
            1 Canals
              (1) After Schedule 1 to the Canals Act 1990 insert— [[
                Schedule 1A Boats
                  1 Subsection (9) does not apply.
              ]].
        """),
        bill("""
            1 Canals
              (1) The keeper must act as subsection (1) says.
        """),
    ],
)
def test_where_only_parts_are_put_in_or_in_a_schedule_nobody_can_tell(print_):
    assert told(print_) == []
