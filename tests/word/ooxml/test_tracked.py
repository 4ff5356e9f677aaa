"""Tracked changes are read as the standard says, form by form, and as an independent reader and LibreOffice read them."""

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from wordfile import cut, document, ins, p, packed, r, row, tbl, tc, who

from amend.word.ooxml import tracked

ORACLE = Path(__file__).resolve().parents[4] / "shared" / "tools" / "docx_oracle.py"


def read(*blocks):
    return tracked.physical_paragraphs(etree.fromstring(document(*blocks)))


def both(*blocks):
    """What is left after rejecting all, and after accepting all."""
    found = read(*blocks)
    return tuple([one.chars for one in view(found)] for view in (tracked.rejected, tracked.accepted))


FORMS = {
    "words inserted and left out": (
        [p("The ", cut("keeper"), ins("warden"), " must")],
        ["The keeper must"],
        ["The warden must"],
    ),
    "a paragraph inserted with its mark": (
        [p("One"), p(ins("Two"), mark="ins"), p("Three")],
        ["One", "Three"],
        ["One", "Two", "Three"],
    ),
    "a paragraph inserted as LibreOffice writes it, with the mark of the one before": (
        [p("One", mark="ins"), p(ins("Two")), p("Three")],
        ["One", "Three"],
        ["One", "Two", "Three"],
    ),
    "a paragraph left out": (
        [p("One"), p(cut("Two"), mark="del"), p("Three")],
        ["One", "Two", "Three"],
        ["One", "Three"],
    ),
    "the last paragraph left out leaves an empty one": ([p("One"), p(cut("Two"), mark="del")], ["One", "Two"], ["One", ""]),
    "the last paragraph inserted leaves an empty one": ([p("One"), p(ins("Two"), mark="ins")], ["One", ""], ["One", "Two"]),
    "a paragraph split": ([p("One ", mark="ins"), p("two")], ["One two"], ["One ", "two"]),
    "two paragraphs joined": ([p("One", mark="del"), p(ins(" "), "two")], ["One", "two"], ["One two"]),
    "three paragraphs joined": ([p("A", mark="del"), p("B", mark="del"), p("C")], ["A", "B", "C"], ["ABC"]),
    "what one inserted, another cut": ([p("A", ins("B", cut("C", by="Z")))], ["A"], ["AB"]),
    "a mark that one inserted and another cut": (
        [p("A", mark="ins del"), p("B")],
        ["AB"],
        ["AB"],
    ),
    "words moved": (
        [p(f"<w:moveFrom {who('A')}>{r('Go ')}</w:moveFrom>", "stay"), p("end", f"<w:moveTo {who('A')}>{r(' Go')}</w:moveTo>")],
        ["Go stay", "end"],
        ["stay", "end Go"],
    ),
    "a paragraph moved with its mark": (
        [
            p(f"<w:moveFrom {who('A')}>{r('Go')}</w:moveFrom>", mark="moveFrom"),
            p("stay"),
            p(f"<w:moveTo {who('A')}>{r('Go')}</w:moveTo>", mark="moveTo"),
            p("end"),
        ],
        ["Go", "stay", "end"],
        ["stay", "Go", "end"],
    ),
    "rows inserted and left out": (
        [tbl(row("a", "b"), row(p(ins("c")), mark="ins"), row(p(cut("d")), mark="del")), p("end")],
        ["a", "b", "d", "end"],
        ["a", "b", "c", "end"],
    ),
    "cells inserted and left out": (
        [tbl(row("a", tc("b", mark="cellIns"), tc("c", mark="cellDel"))), p("end")],
        ["a", "c", "end"],
        ["a", "b", "end"],
    ),
    "a mark in a cell joins nothing outside the cell": (
        [tbl(row(p("a", mark="del"), "b")), p("end")],
        ["a", "b", "end"],
        ["a", "b", "end"],
    ),
    "a mark before a table joins nothing in it": (
        [p("a", mark="del"), tbl(row("b")), p("end")],
        ["a", "b", "end"],
        ["a", "b", "end"],
    ),
    "a table in a table": ([tbl(row(f"<w:tc>{p('a')}{tbl(row('b'))}{p('c')}</w:tc>")), p("end")], ["a", "b", "c", "end"], ["a", "b", "c", "end"]),
    "words in links, fields and content controls": (
        [
            p(
                '<w:hyperlink w:anchor="x">', r("one"), "</w:hyperlink>",
                '<w:fldSimple w:instr="PAGE">', r("2"), "</w:fldSimple>",
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', r(" REF x ", "instrText"),
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', r("3"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
                "<w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent>", r("four"), "</w:sdtContent></w:sdt>",
            )
        ],
        ["one23four"],
        ["one23four"],
    ),
    "tabs, breaks and hyphens, kept or left out": (
        [p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:noBreakHyphen/></w:r>", f"<w:del {who('A')}><w:r><w:tab/></w:r></w:del>")],
        ["a\tb\n\u2011\t"],
        ["a\tb\n\u2011"],
    ),
    "a content control around paragraphs": (
        ["<w:sdt><w:sdtContent>", p("a"), "</w:sdtContent></w:sdt>", p("b")],
        ["a", "b"],
        ["a", "b"],
    ),
    "one choice of two ways to write a thing": (
        [
            p(
                '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
                f"<mc:Choice>{r('new')}</mc:Choice><mc:Fallback>{r('old')}</mc:Fallback></mc:AlternateContent>"
            )
        ],
        ["new"],
        ["new"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_form_reads_as_the_standard_says(form):
    blocks, before, after = FORMS[form]
    assert both(*blocks) == (before, after)


def test_the_changes_of_one_author_can_be_taken_alone():
    found = read(p("A ", ins("B ", cut("C ", by="Z"), by="Y"), cut("D", by="Z"), mark="ins", by="Y"), p("E"))
    assert tracked.authors(found) == ("Y", "Z")
    views = {
        author: [one.chars for one in tracked.resolved(found, lambda change, author=author: change.author == author)]
        for author in "YZ"
    }
    assert views == {"Y": ["A B C D", "E"], "Z": ["A E"]}


def test_a_piece_says_who_and_when():
    (paragraph,) = read(p("A", ins("B", by="Mover")))
    assert paragraph.pieces[1].edit == tracked.Revision(inserted=tracked.Authorship("Mover", "2026-11-24T10:00:00Z"))


def test_a_joined_paragraph_has_the_properties_of_the_last():
    found = read(p("A", mark="del", properties='<w:pStyle w:val="One"/>'), p("B", properties='<w:pStyle w:val="Two"/>'))
    (left,) = tracked.accepted(found)
    assert (left.chars, found[left.ends].style) == ("AB", "Two")


def test_bookmarks_comments_indents_and_numbers_are_noted_with_their_place():
    (paragraph,) = read(
        p(
            "ab", '<w:bookmarkStart w:id="7" w:name="_amd_0001"/>', cut("cd"), '<w:bookmarkEnd w:id="7"/>',
            '<w:r><w:commentReference w:id="3"/></w:r>', "e",
            properties='<w:numPr><w:ilvl w:val="2"/><w:numId w:val="4"/></w:numPr><w:ind w:left="720" w:hanging="360"/>',
        )
    )  # fmt: skip
    assert paragraph.bookmarks == (("_amd_0001", 2),)
    assert paragraph.closed == (("_amd_0001", 4),)
    assert paragraph.comments == (("3", 4),)
    assert (paragraph.indent, paragraph.hanging, paragraph.numbering) == (720, 360, ("4", 2))


def test_what_is_no_words_is_named():
    (paragraph,) = read(p("a", "<w:r><w:footnoteReference w:id='2'/></w:r>", "<w:r><w:drawing/></w:r>"))
    assert tracked.unread([paragraph]) == ("a footnote", "a picture or drawing")


def test_a_document_without_a_body_has_no_paragraphs():
    assert tracked.physical_paragraphs(etree.fromstring('<w:document xmlns:w="urn:x"/>')) == ()


@pytest.fixture(scope="module")
def oracle():
    """An independent reader of tracked changes."""
    if not ORACLE.is_file():
        pytest.skip("the independent reader is not here")
    spec = importlib.util.spec_from_file_location("docx_oracle", ORACLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cases(corpus):
    found = sorted((corpus / "word-cases").glob("*.docx"))
    assert len(found) > 30
    return found


def test_every_case_of_the_corpus_reads_as_an_independent_reader_reads_it(corpus, oracle):
    for file in cases(corpus):
        root = oracle.doc(file)
        found = tracked.physical_paragraphs(root)
        assert [one.chars for one in tracked.accepted(found)] == oracle.resolve(root, "accept"), file.name
        assert [one.chars for one in tracked.rejected(found)] == oracle.resolve(root, "reject"), file.name


LIBREOFFICE_JOINS = {"c1", "c2", "c4", "d1", "d2", "d3", "d4", "d7", "d9"}
"""The cases in which LibreOffice itself joins paragraphs when all is rejected."""


def test_every_case_of_the_corpus_reads_as_libreoffice_leaves_it(corpus):
    for file in cases(corpus):
        name = file.stem.split("_")[0]
        with zipfile.ZipFile(file) as packed_:
            found = tracked.physical_paragraphs(etree.fromstring(packed_.read("word/document.xml")))
        for mode, view in (("accept", tracked.accepted), ("reject", tracked.rejected)):
            said = file.with_name(f"{file.stem}_{mode}.txt")
            if not said.is_file() or (mode == "reject" and name in LIBREOFFICE_JOINS | {"d8"}):
                continue
            theirs = said.read_text(encoding="utf-8-sig").removesuffix("\n").split("\n")
            assert [one.chars for one in view(found)] == theirs, (file.name, mode)


def test_the_independent_reader_run_by_itself_finds_nothing_wrong(tmp_path, oracle):
    blocks, before, after = FORMS["a paragraph left out"]
    for name, data in (
        ("redline", packed(*blocks)),
        ("before", packed(*map(p, before))),
        ("after", packed(*map(p, after))),
    ):
        (tmp_path / f"{name}.docx").write_bytes(data)
    done = subprocess.run(
        [sys.executable, ORACLE, *(tmp_path / f"{name}.docx" for name in ("redline", "before", "after"))],
        capture_output=True,
        text=True,
    )
    assert '"reject_bad": 0, "accept_bad": 0' in done.stdout, done.stderr
