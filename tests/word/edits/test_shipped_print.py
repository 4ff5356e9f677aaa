"""The Bill that comes with amend, exported, edited and commented on as people do: what is given, and what is said."""

import re
from pathlib import Path

import pytest
from edited_file import BOX, PARAGRAPH, commented, said, unzipped, zipped
from wordfile import cut, ins, r

from amend.formats import akn, draft
from amend.word.edits import import_edits, match
from amend.word.ooxml.open_untrusted import unpacked
from amend.word.write.document import document
from amend.word.write.export import tracked_redline

ROOT = Path(__file__).resolve().parents[3]
REFERS = '<w:r><w:commentReference w:id="{}"/></w:r>'
QUOTED = re.compile(r"“((?:[^“”]|“[^“”]*”)*)”")

FORBIDS = "(1) Processing of personal data that the data"
GUIDANCE = "(a) a reference to this Part includes regulations made under it"
EXTENT = "(3) This Part extends to England and Wales"


@pytest.fixture(scope="module")
def print_():
    return akn.read(ROOT / "bills" / "victims-and-prisoners" / "hl-bill-31.xml")


@pytest.fixture(scope="module")
def exported(print_):
    return document(print_)


@pytest.fixture(scope="module")
def tracked(print_):
    drafts = [draft.read(file) for file in sorted((ROOT / "drafts" / "commissioner").glob("*.md"))]
    return tracked_redline(print_, drafts).data


def edited(data, *edits, **comments):
    """The file after edits of words: of the paragraph that begins so, words in one run, those in their place ("" for
    none: the paragraph is left out; None: only a comment is put on it), and the number of a comment, 0 for none."""
    members = unzipped(data)
    xml = members["word/document.xml"].decode()
    for begins, old, new, number in edits:
        found = next(one for one in PARAGRAPH.finditer(xml) if said(BOX.sub("", one[0])).startswith(begins))
        start, end = found.span()
        paragraph = found[0]
        run = next(one for one in re.finditer(r"<w:r>((?!<w:r>).)*?</w:r>", paragraph) if old in one[0])
        before, after = re.sub(r"<[^>]+>", "", run[0].replace("<w:tab/>", "\t")).split(old, 1)
        if new is not None:
            split = (r(before) + cut(old) + ins(new) + r(after)).replace(
                "\t", '</w:t><w:tab/><w:t xml:space="preserve">'
            )
            paragraph = paragraph[: run.start()] + split + paragraph[run.end() :]
        if number:
            paragraph = paragraph.removesuffix("</w:p>") + REFERS.format(number) + "</w:p>"
        xml = xml[:start] + paragraph + xml[end:]
    members["word/document.xml"] = xml.encode()
    return commented(zipped(members), **comments) if comments else zipped(members)


def imported(data, print_):
    return import_edits.drafted(match.matched(unpacked(data, place="edited.docx"), print_), comments=True)


def spoken(packages):
    return [*(note for one in packages for note in one.notes), *(str(f) for one in packages for f in one.findings)]


BARS = (FORBIDS, "forbids", "bars")


def test_a_comment_without_an_edit_is_no_statement(print_, exported):
    data = edited(exported, (*BARS, 0), (EXTENT, "extends", None, 7), c7=("Ann", "Needed?"))
    (package,) = imported(data, print_)
    assert [(one.words, one.statement) for one in package.amendments] == [
        ("Clause 26, page 14, line 9, leave out “forbids” and insert “bars”", "")
    ]
    assert [(one.words, one.reason) for one in package.left_out] == [("Needed?", "not on an edited provision")]


def test_a_comment_on_an_edit_is_its_statement_and_one_beside_it_is_not(print_, exported):
    comments = {"c7": ("Ann", "It bars."), "c8": ("Ann", "Privileged.")}
    data = edited(exported, (*BARS, 7), (GUIDANCE, "guidance", None, 8), **comments)
    (package,) = imported(data, print_)
    assert [one.statement for one in package.amendments] == ["It bars."]
    assert [(one.words, one.reason) for one in package.left_out] == [("Privileged.", "not on an edited provision")]


@pytest.mark.parametrize("over", ["the print", "our own tracked export"])
def test_no_message_shows_two_quotations_that_are_the_same_as_different(print_, exported, tracked, over):
    data = exported if over == "the print" else tracked
    data = edited(data, (*BARS, 0), (GUIDANCE, "guidance", "guidance and advice", 0))
    packages = imported(data, print_)
    made = [one.words for package in packages for one in package.amendments]
    assert any("leave out “forbids” and insert “bars”" in words for words in made)
    assert any("and advice" in words for words in made)
    for one in spoken(packages):
        quoted = [" ".join(words.split()) for words in QUOTED.findall(one)]
        assert len(quoted) == len(set(quoted)), one
    if over != "the print":
        assert len([one for package in packages for one in package.amendments if one.statement]) == 7
    assert not [one for package in packages for one in package.left_out]
