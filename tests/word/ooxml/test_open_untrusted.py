"""A Word file from anywhere is opened only when it is safe and whole; every refusal says what to do."""

import io
import zipfile

import pytest
from wordfile import OFFICE, RELS, TYPES, document, p, packed

from amend.errors import ReadError
from amend.word.ooxml import open_untrusted, tracked
from amend.word.ooxml.open_untrusted import unpacked

WHOLE = packed(p("One"), p("Two"))


def zipped(*members):
    """A packed file with these members, in order, each a name and what it holds."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members:
            file.writestr(name, data)
    return stream.getvalue()


def flagged(data, bit):
    """The file with a flag set in the directory entry of each of its members."""
    out, at = bytearray(data), 0
    while (at := out.find(b"PK\x01\x02", at)) >= 0:
        out[at + 8] |= bit
        at += 4
    return bytes(out)


def damaged(data):
    """The file with the packed words of its main part overwritten."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        start = file.getinfo("word/document.xml").header_offset + 60
    return data[:start] + b"\xff" * 40 + data[start + 40 :]


LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + document(p("&b;"))
FETCHES = '<!DOCTYPE w SYSTEM "file:///etc/passwd">' + document(p("x"))
STRICT = document(p("x")).replace(
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
)

REFUSED = {
    "an empty file": (b"", "it is not a Word document; give a .docx file"),
    "words": (b"Clause 1, leave out", "it is not a Word document; give a .docx file"),
    "a PDF": (b"%PDF-1.7", "it is a PDF, not a Word document; give the Word file that it was made from"),
    "Rich Text": (rb"{\rtf1 x}", "it is Rich Text (.rtf), not a Word document; save it in Word as a Word document (.docx)"),
    "the old form": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "it is in Word's old form (.doc); save it as a Word document (.docx)"),
    "a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "it is locked with a password; save it without a password",
    ),
    "a locked part": (flagged(WHOLE, 1), "it is locked with a password; save it without a password"),
    "half a file": (WHOLE[: len(WHOLE) // 2], "it is damaged or cut short; save it again in Word"),
    "a damaged part": (damaged(WHOLE), "its part word/document.xml is damaged; save it again in Word"),
    "another packed file": (zipped(("a.txt", "x")), "it is a packed file, but not a Word document; give a .docx file"),
    "no main part": (zipped(("[Content_Types].xml", TYPES), ("_rels/.rels", RELS)), "it is a packed file, but not a Word document; give a .docx file"),
    "macros": (packed(p("x"), **{"word/vbaProject.bin": "x"}), "it holds macros; save it as a Word document without macros (.docx)"),
    "macros by type": (
        packed(p("x"), **{"[Content_Types].xml": TYPES.replace("openxmlformats-officedocument.wordprocessingml.document", "ms-word.document.macroEnabled")}),
        "it holds macros; save it as a Word document without macros (.docx)",
    ),
    "a bomb": (packed(p("x"), **{"word/media/a.bin": b"\0" * 30_000_000}), "its part word/media/a.bin would unpack to 30 MB, which is not read; is it the right file?"),
    "too many parts": (packed(p("x"), **{f"a{n}": "" for n in range(2_000)}), "it has 2003 parts, more than the 2000 that are read; is it the right file?"),
    "entities": (packed(**{"word/document.xml": LAUGHS}), "its part word/document.xml has a document type (DOCTYPE), which is not read; save it again in Word, which writes none"),
    "a file fetched": (packed(**{"word/document.xml": FETCHES}), "its part word/document.xml has a document type (DOCTYPE), which is not read; save it again in Word, which writes none"),
    "broken XML": (packed(**{"word/document.xml": "<w:document>"}), "its part word/document.xml is not whole XML (line 1); save it again in Word"),
    "Strict Open XML": (packed(**{"word/document.xml": STRICT}), "it is a Strict Open XML document; save it in Word as “Word Document (.docx)”"),
    "a sheet": (packed(**{"word/document.xml": "<workbook/>"}), "its main part is not a Word document; save it in Word as “Word Document (.docx)”"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_is_refused_with_what_it_is_and_what_to_do(kind):
    data, said = REFUSED[kind]
    with pytest.raises(ReadError) as caught:
        tracked.physical_paragraphs(unpacked(data, place="bill.docx").body)
    assert str(caught.value) == f"bill.docx: {said}"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused():
    data = zipped(
        ("[Content_Types].xml", TYPES), ("_rels/.rels", RELS), ("word/document.xml", "a"), ("word/document.xml", "b")
    )
    with pytest.raises(ReadError, match="two parts of one name"):
        unpacked(data)


def test_parts_that_are_small_each_but_too_much_together_are_refused(monkeypatch):
    monkeypatch.setattr(open_untrusted, "LARGEST", 500)
    with pytest.raises(ReadError, match="it would unpack to"):
        unpacked(WHOLE)


@pytest.mark.parametrize("paragraph", ["<w:p/>", "<w:p></w:p>", '<w:p w:rsidR="00">x</w:p>'])
def test_a_text_of_more_paragraphs_than_a_bill_has_is_refused_before_it_is_read(monkeypatch, paragraph):
    monkeypatch.setattr(open_untrusted, "MOST_PARAGRAPHS", 50)
    assert len(unpacked(packed(paragraph * 50)).body[0]) >= 50
    with pytest.raises(ReadError, match="it has 51 paragraphs, more than the 50 that are read"):
        unpacked(packed(paragraph * 51)).body  # noqa: B018
    wide = {"word/document.xml": document(paragraph * 51).encode("utf-16")}
    with pytest.raises(ReadError, match="it has 51 paragraphs"):
        unpacked(packed("", **wide)).body  # noqa: B018


def test_a_missing_file_is_named():
    with pytest.raises(ReadError, match=r"nowhere.docx: there is no such file"):
        open_untrusted.opened("nowhere.docx")


def test_related_parts_are_found_wherever_they_are():
    relations = RELS.replace(f"{OFFICE}/officeDocument", f"{OFFICE}/comments").replace(
        "word/document.xml", "../odd/c.xml"
    )
    data = packed(p("x"), **{"word/_rels/document.xml.rels": relations, "odd/c.xml": "<c/>"})
    (found,) = unpacked(data).related("comments")
    assert found.tag == "c"
    assert list(unpacked(data).related("styles")) == []
