import pytest
from lxml import etree

from amend.formats.xml_words import as_text, as_value

SAID = [
    "",
    "a pond",
    "fish & chips",
    "3 < 4 > 2",
    "]]>",
    "&amp;",
    "“ponds”",
    'it\'s "deep"',
    '"',
    "'",
    "two\n\tlines\r",
]


@pytest.mark.parametrize("words", SAID)
def test_words_come_back_from_an_element_and_from_an_attribute(words):
    read = etree.fromstring(f"<a b={as_value(words)}>{as_text(words)}</a>")
    assert read.get("b") == words
    assert (read.text or "") == words.replace("\r", "\n")


def test_a_value_that_has_one_kind_of_quotation_mark_stands_in_the_other():
    assert as_value('the "deep" pond') == "'the \"deep\" pond'"
