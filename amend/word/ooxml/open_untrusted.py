"""A Word file from anywhere, opened without trusting it: limits on size, no macros, XML without entities."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from amend.errors import ReadError
from amend.formats.files import read_bytes
from amend.word.ooxml.tracked import W

MOST_PARTS = 2_000
"""Parts of one file; a Bill of 240 pages has 20."""

LARGEST_PART = 96 * 1024 * 1024
"""Bytes of one part, unpacked; the text of a Bill of 240 pages with its changes has 6 MB."""

LARGEST = 256 * 1024 * 1024
"""Bytes of all parts, unpacked."""

RATIO, RATIO_FROM = 200, 1024 * 1024
"""How many times larger than it was packed a part may be, if it has this many bytes; Bills come to 30 times."""

MOST_PARAGRAPHS = 100_000
"""Paragraphs of the text, each of which takes a kilobyte to read; a Bill of 240 pages with its changes has 5,000."""

_PARAGRAPH = re.compile(rb"<(?:[\w.-]+:)?p(?=[\s/>])")
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DOCUMENT = "/officeDocument"
_STRICT = "http://purl.oclc.org/ooxml/"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_STARTS = {
    b"%PDF": ("a PDF", "give the Word file that it was made from"),
    b"{\\rt": ("Rich Text (.rtf)", "save it in Word as a Word document (.docx)"),
    b"<?xm": ("XML", "give it a name that ends in .xml"),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """The parts of a Word file, still packed. place: what errors call it. document: the name of its main part."""

    place: str
    document: str
    _packed: zipfile.ZipFile

    @property
    def body(self) -> etree._Element:
        """The root of the main part, w:document. Raises ReadError."""
        _refuse_too_long(self._unpacked(self._packed.getinfo(self.document)), self.place)
        root = self.part(self.document)
        assert root is not None
        if root.tag != f"{{{W}}}document":
            strict = str(root.tag).startswith(f"{{{_STRICT}")
            raise ReadError(
                "it is a Strict Open XML document" if strict else "its main part is not a Word document",
                place=self.place,
                remedy="save it in Word as “Word Document (.docx)”",
            )
        return root

    def part(self, name: str) -> etree._Element | None:
        """The root of the part with that name; None when there is none. Raises ReadError when it is not whole XML."""
        try:
            info = self._packed.getinfo(name)
        except KeyError:
            return None
        return _parsed(self._unpacked(info), self.place, name)

    def related(self, kind: str) -> Iterator[etree._Element]:
        """The parts that the main part says are of a kind, the last word of the relationship's type: "comments",
        "styles", "customXml"."""
        folder, name = posixpath.split(self.document)
        listed = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in () if listed is None else listed.iter(f"{_PACKAGE}Relationship"):
            if relation.get("Type", "").rsplit("/", 1)[-1] == kind and relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                found = self.part(target.lstrip("/"))
                if found is not None:
                    yield found

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        """What a part holds, no more of it than was promised. Raises ReadError."""
        try:
            with self._packed.open(info) as stream:
                return stream.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise ReadError(
                f"its part {info.filename} is damaged", place=self.place, remedy="save it again in Word"
            ) from error


def opened(file: Path | str) -> Opened:
    """The Word file, its size and kind checked. Raises ReadError for what is none, or is not safe to read."""
    return unpacked(read_bytes(Path(file)), place=str(file))


def unpacked(data: bytes, *, place: str = "the document") -> Opened:
    """The Word file in these bytes; place names it in errors. Raises ReadError."""
    _refuse_other_kinds(data, place)
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ReadError("it is damaged or cut short", place=place, remedy="save it again in Word") from error
    _refuse_too_much(packed, place)
    found = Opened(place, "", packed)
    _refuse_macros(found)
    listed = found.part("_rels/.rels")
    for relation in () if listed is None else listed.iter(f"{_PACKAGE}Relationship"):
        target = relation.get("Target", "").lstrip("/")
        if relation.get("Type", "").endswith(_DOCUMENT) and target in packed.namelist():
            return Opened(place, target, packed)
    raise ReadError("it is a packed file, but not a Word document", place=place, remedy="give a .docx file")


def _refuse_other_kinds(data: bytes, place: str) -> None:
    """Raises ReadError, with what it is, for a file that is not packed."""
    if data.startswith(_OLE):
        locked = _PASSWORD in data
        raise ReadError(
            "it is locked with a password" if locked else "it is in Word's old form (.doc)",
            place=place,
            remedy="save it without a password" if locked else "save it as a Word document (.docx)",
        )
    what = _STARTS.get(data[:4].lower() if data[:1] != b"%" else data[:4])
    if what:
        raise ReadError(f"it is {what[0]}, not a Word document", place=place, remedy=what[1])
    if not data.startswith(b"PK"):
        raise ReadError("it is not a Word document", place=place, remedy="give a .docx file")


def _refuse_too_much(packed: zipfile.ZipFile, place: str) -> None:
    """Raises ReadError for more parts, or larger ones, than an honest file has."""
    infos = packed.infolist()
    if len(infos) > MOST_PARTS:
        raise ReadError(
            f"it has {len(infos)} parts, more than the {MOST_PARTS} that are read",
            place=place,
            remedy="is it the right file?",
        )
    if len({info.filename for info in infos}) < len(infos):
        raise ReadError("it has two parts of one name", place=place, remedy="save it again in Word")
    for info in infos:
        swells = info.file_size > RATIO_FROM and info.file_size > RATIO * max(info.compress_size, 1)
        if info.file_size > LARGEST_PART or swells:
            raise ReadError(
                f"its part {info.filename} would unpack to {info.file_size // 1_000_000} MB, which is not read",
                place=place,
                remedy="is it the right file?",
            )
        if info.flag_bits & 1:
            raise ReadError("it is locked with a password", place=place, remedy="save it without a password")
    total = sum(info.file_size for info in infos)
    if total > LARGEST:
        raise ReadError(
            f"it would unpack to {total // 1_000_000} MB, more than the {LARGEST // 1_000_000} MB that are read",
            place=place,
            remedy="take pictures out of it",
        )


def _refuse_too_long(text: bytes, place: str) -> None:
    """Raises ReadError for more paragraphs than an honest text has, before any of them is read."""
    plain = text.replace(b"\0", b"") if b"\0" in text[:64] else text  # in UTF-16 every other byte is one
    found = sum(1 for _ in _PARAGRAPH.finditer(plain))
    if found > MOST_PARAGRAPHS:
        raise ReadError(
            f"it has {found:,} paragraphs, more than the {MOST_PARAGRAPHS:,} that are read",
            place=place,
            remedy="is it the right file?",
        )


def _refuse_macros(found: Opened) -> None:
    names = {name.lower(): name for name in found._packed.namelist()}
    macros = any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names)
    if types := names.get("[content_types].xml"):
        macros = macros or b"macroEnabled" in found._unpacked(found._packed.getinfo(types))
    if macros:
        raise ReadError(
            "it holds macros", place=found.place, remedy="save it as a Word document without macros (.docx)"
        )


def _parsed(data: bytes, place: str, name: str) -> etree._Element:
    """The root of a part: no DTD is read, no entity resolved, nothing fetched. Raises ReadError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(
            f"its part {name} is not whole XML (line {error.lineno or 1})", place=place, remedy="save it again in Word"
        ) from error
    if root.getroottree().docinfo.doctype:
        raise ReadError(
            f"its part {name} has a document type (DOCTYPE), which is not read",
            place=place,
            remedy="save it again in Word, which writes none",
        )
    return root
