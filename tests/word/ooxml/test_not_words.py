"""What is not plain words is taken in exactly where Unicode has it, and named where not, in every reader."""

import pytest
from lxml import etree
from wordfile import cut, document, ins, p, r

from amend.word.ooxml import not_words, tracked

MATH = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>'


def read(*blocks, exported=False):
    return tracked.physical_paragraphs(etree.fromstring(document(*blocks)), exported=exported)


def run(words, properties):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def align(words, how="superscript"):
    return run(words, f'<w:vertAlign w:val="{how}"/>')


@pytest.mark.parametrize(
    ("words", "how", "exact"),
    [
        ("6", "superscript", "⁶"),
        ("-12", "superscript", "⁻¹²"),
        ("(n)", "superscript", "⁽ⁿ⁾"),
        ("2", "subscript", "₂"),
        ("max", "subscript", "ₘₐₓ"),
        ("th", "superscript", "th"),
        ("12", "baseline", "12"),
        ("Q", "superscript", None),
        ("1st", "superscript", None),
        ("½", "subscript", None),
    ],
)
def test_what_is_raised_or_lowered_is_as_unicode_has_it(words, how, exact):
    assert not_words.raised(words, how) == exact


def test_raised_figures_are_other_figures():
    (one,) = tracked.accepted(read(p("10", align("6"), " m", align("2"), " of CO", align("2", "subscript"))))
    assert one.chars == "10⁶ m² of CO₂"


def test_raised_figures_of_a_print_are_read_as_it_says_and_those_put_in_exactly():
    found = read(p("10", align("6"), ins(" and 10", align("3"))), exported=True)
    assert [one.chars for one in tracked.accepted(found)] == ["106 and 10³"]


NAMED = {
    "a formula": ([ins("at the rate of ", MATH)], ["a formula"]),
    "a picture": (['<w:r><w:drawing/></w:r>'], ["a picture or drawing"]),
    "a text box in a picture": (["<w:r><w:pict><w:txbxContent/></w:pict></w:r>"], ["a text box"]),
    "hidden words": (["a ditch", run(" (if funded)", "<w:vanish/>")], ["hidden text"]),
    "words that are not hidden after all": (["a ditch", run(" dry", '<w:vanish w:val="0"/>')], []),
    "a number in a field": (["<w:r><w:instrText> LISTNUM \\l 1 </w:instrText></w:r>", "One"], ["a number that Word counts in a field"]),
    "a number in a simple field": (['<w:fldSimple w:instr="AUTONUM"/>', "One"], ["a number that Word counts in a field"]),
    "a field of another kind": (["<w:r><w:instrText> PAGE </w:instrText></w:r>"], []),
    "letters that cannot be raised": (["x", align("Q")], ["raised or lowered characters"]),
    "a footnote that was left out": ([cut("<w:r><w:footnoteReference/></w:r>")], []),
}  # fmt: skip


@pytest.mark.parametrize("kind", NAMED)
def test_what_is_no_words_is_named(kind):
    inner, names = NAMED[kind]
    assert list(tracked.unread(read(p(*inner)))) == names


def test_hidden_words_are_no_words():
    (one,) = tracked.accepted(read(p("a ditch", run(" (if funded)", "<w:vanish/>"), r("."))))
    assert one.chars == "a ditch."


def test_an_embedded_document_between_paragraphs_is_named():
    assert tracked.unread(read(p("One"), "<w:altChunk/>", p("Two"))) == ("an embedded document",)
