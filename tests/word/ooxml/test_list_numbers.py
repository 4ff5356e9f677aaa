"""The numbers that Word counts by itself are those that it prints."""

import pytest
from lxml import etree
from wordfile import W

from amend.word.ooxml import list_numbers
from amend.word.ooxml.tracked import PhysicalParagraph

LISTS = f"""<w:numbering xmlns:w="{W}">
  <w:abstractNum w:abstractNumId="1">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Part %1"/><w:pStyle w:val="Part"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/><w:lvlText w:val="%2"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
    <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
    <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%5"/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="1"/>
    <w:lvlOverride w:ilvl="1"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
</w:numbering>"""
STYLES = f"""<w:styles xmlns:w="{W}">
  <w:style w:styleId="Part"><w:name w:val="Part"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
  <w:style w:styleId="Clause"><w:name w:val="Clause"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
  <w:style w:styleId="Inner"><w:name w:val="Inner"/><w:basedOn w:val="Clause"/></w:style>
</w:styles>"""


def counted(*paragraphs):
    """The numbers of paragraphs, each a style or the number and level of a list."""
    lists = list_numbers.lists_of([etree.fromstring(LISTS)], [etree.fromstring(STYLES)])
    found = [
        PhysicalParagraph((), style=one) if isinstance(one, str) else PhysicalParagraph((), numbering=one)
        for one in paragraphs
    ]
    return [lists.number(one) for one in found]


def test_each_level_counts_on_and_begins_again_below_another():
    assert counted(("1", 1), ("1", 2), ("1", 2), ("1", 1), ("1", 2)) == ["1", "(a)", "(b)", "2", "(a)"]


def test_a_level_that_never_begins_again_counts_on_across_parts():
    assert counted(("1", 0), ("1", 1), ("1", 0), ("1", 1)) == ["Part 1", "1", "Part 2", "2"]


def test_a_style_brings_its_number_and_so_does_one_based_on_it():
    assert counted("Part", "Clause", "Inner", "Other") == ["Part 1", "1", "2", ""]


def test_a_list_that_begins_anew_begins_where_it_says():
    assert counted(("1", 1), ("2", 1), ("2", 1)) == ["1", "9", "10"]


def test_a_number_of_several_levels_has_them_all():
    assert counted(("1", 1), ("1", 4), ("1", 4)) == ["1", "1.1", "1.2"]


def test_a_bullet_is_no_number_and_an_unknown_list_gives_none():
    assert counted(("1", 3), ("7", 0), ("0", 0)) == [None, "", ""]


@pytest.mark.parametrize(
    ("count", "kind", "said"),
    [
        (4, "lowerRoman", "iv"), (49, "lowerRoman", "xlix"), (90, "upperRoman", "XC"), (27, "lowerLetter", "aa"), (3, "upperLetter", "C"),
        (7, "decimalZero", "07"), (7, "none", ""), (7, "chineseCounting", None),
    ],
)  # fmt: skip
def test_a_count_is_printed_in_its_kind(count, kind, said):
    assert list_numbers.counted(count, kind) == said


def test_a_paragraph_stands_as_far_in_as_it_its_number_or_its_style_says():
    styles = STYLES.replace('<w:name w:val="Clause"/><w:pPr>', '<w:name w:val="Clause"/><w:pPr><w:ind w:left="100"/>')
    levels = LISTS.replace('<w:lvlText w:val="(%3)"/>', '<w:lvlText w:val="(%3)"/><w:pPr><w:ind w:left="300"/></w:pPr>')
    lists = list_numbers.lists_of([etree.fromstring(levels)], [etree.fromstring(styles)])
    found = [
        PhysicalParagraph((), style="Inner"),
        PhysicalParagraph((), numbering=("1", 2)),
        PhysicalParagraph((), indent=7, numbering=("1", 2)),
        PhysicalParagraph(()),
    ]
    assert [lists.indent(one) for one in found] == [100, 300, 7, 0]
