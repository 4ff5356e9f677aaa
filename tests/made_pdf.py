"""Small PDF files made for tests: text put at places, in a type whose width is known, and whole prints of a Bill."""

import re
import textwrap
import zlib
from dataclasses import dataclass, field
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium

FONTS = ("Courier", "Courier-Oblique", "Courier-Bold")
ROMAN, ITALIC, BOLD = range(3)
WIDE = 0.6
"""The width of every character of Courier, in sizes of type."""


@dataclass(frozen=True)
class Put:
    """Words put at a place. spread: what is added to each space, in points."""

    left: float
    foot: float
    words: str
    size: float = 10
    font: int = ROMAN
    spread: float = 0.0


def _shown(one):
    words = re.sub(rb"([\\()])", rb"\\\1", one.words.replace("\u2060", "").encode("cp1252", "replace"))
    return b"/F%d %.2f Tf %.3f Tw 1 0 0 1 %.2f %.2f Tm (%s) Tj\n" % (
        *(one.font, one.size, one.spread, one.left, one.foot),
        words,
    )


def pdf(pages, *, locked=False):
    """The bytes of a PDF: each page a list of what is put on it, bytes for what is drawn."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = b" ".join(b"/F%d %d 0 R" % (at, 3 + at) for at in range(len(FONTS)))
    for name in FONTS:
        objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name.encode())
    kids = []
    for page in pages:
        lines = b"".join(one for one in page if isinstance(one, bytes))
        words = b"".join(_shown(one) for one in page if isinstance(one, Put))
        stream = lines + (b"BT\n" + words + b"ET\n" if words else b"")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << %s >> >> >>"
            % (len(objects), fonts)
        )
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]" % (b"1" * 64, b"2" * 64)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        *(len(objects) + 1, lock if locked else b""),
        start,
    )
    return bytes(out)


def packed(data):
    """The bytes of a PDF with what it writes on its pages packed, as all true files have it."""

    def pack(match):
        stream = zlib.compress(match[1])
        return b"/Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)

    return re.sub(rb"/Length \d+ >>\nstream\n(.*?)\nendstream", pack, data, flags=re.DOTALL)


def framed(data):
    """The bytes of a PDF with all of each page drawn as one thing, as some printers write it."""
    with pypdfium2.PdfDocument(data) as old, pypdfium2.PdfDocument.new() as new:
        for at in range(len(old)):
            page = new.new_page(*old[at].get_size())
            one = pdfium.FPDF_NewXObjectFromPage(new.raw, old.raw, at)
            pdfium.FPDFPage_InsertObject(page.raw, pdfium.FPDF_NewFormObjectFromXObject(one))
            page.gen_content()
            pdfium.FPDF_CloseXObject(one)
        out = BytesIO()
        new.save(out)
    return out.getvalue()


@dataclass
class Layout:
    """How a print is set. margin: the side of its numbers of lines, "" for none. number: where its page number stands,
    "head" or "foot". every: how many lines a page has."""

    left: float = 72
    chars: int = 66
    size: float = 10
    lead: float = 13
    margin: str = "right"
    number: str = "head"
    every: int = 38
    title: str = "Ponds (Keeping) Bill"
    foot: str = "Bill 285"
    session: str = "58/3"


@dataclass
class Print:
    """A print while it is set. lines: page, line and the words of each, as they ought to come back."""

    layout: Layout
    pages: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    _line: int = 0

    def page(self):
        """Begin a page, with its head and foot."""
        set_ = self.layout
        self.pages.append([])
        self._line = 0
        number = len(self.pages)
        right = set_.left + set_.chars * set_.size * WIDE
        if set_.number == "head":
            at = (set_.left, right - 30) if number % 2 else (right - len(set_.title) * 5.1, set_.left)
            self._put(Put(at[0], 790, set_.title, 8.5, ITALIC), Put(at[1], 790, str(number), 10))
        else:
            self._put(Put(set_.left, 790, set_.title, 8.5, ITALIC), Put(290, 40, str(number), 10))
        if number == 1:
            self._put(Put(set_.left, 60, set_.foot, 9), Put(right - 30, 60, set_.session, 9))

    def _put(self, *found):
        self.pages[-1].extend(found)

    def unnumbered(self, words, foot, *, indent=0, size=10):
        """A row that does not count."""
        self._put(Put(self.layout.left + indent, foot, words, size))

    def row(self, words, *, indent=0, label="", font=ROMAN, full=False, apart=0, small=""):
        """One printed line, with the number in the margin where it has one. full: whether it is set to the measure."""
        set_ = self.layout
        if self._line >= (min(set_.every, 33) if len(self.pages) == 1 else set_.every):
            self.page()
        self._line += 1
        top = 580 if len(self.pages) == 1 else 760
        foot = top - self._line * set_.lead * 1.1 - apart
        left = set_.left + indent
        room = set_.chars * set_.size * WIDE - indent
        spaces = words.count(" ")
        spread = (room - len(words) * set_.size * WIDE) / spaces if full and spaces else 0.0
        if label:
            self._put(Put(left - (len(label) + 1.5) * set_.size * WIDE, foot, label, set_.size, font))
        self._put(Put(left, foot, words, set_.size, font, spread))
        if small:
            self._put(Put(set_.left + set_.chars * 6 - len(small) * 4.2, foot, small, 7))
        said = f"{label} {words} {small}".split()
        self.lines.append((len(self.pages), self._line, " ".join(said)))
        if set_.margin and not self._line % 5:
            right = set_.left + set_.chars * set_.size * WIDE
            words = str(self._line)
            at = right + 35 - len(words) * 4.8 if set_.margin == "right" else set_.left - 30 - len(words) * 4.8
            self._put(Put(at, foot + 0.6, words, 8, ITALIC))

    def centred(self, words, font=ROMAN, small=""):
        """A heading in the middle."""
        set_ = self.layout
        for part in textwrap.wrap(words, set_.chars - 12):
            self.row(part, indent=(set_.chars - len(part)) * set_.size * WIDE / 2, font=font, small=small)

    def paragraph(self, words, *, indent=0, label="", font=ROMAN):
        """A paragraph set to the measure, its label hanging before it."""
        set_ = self.layout
        room = int(set_.chars - indent / (set_.size * WIDE))
        parts = textwrap.wrap(words, room)
        for at, part in enumerate(parts):
            self.row(part, indent=indent, label="" if at else label, font=font, full=at < len(parts) - 1)


PONDS = (
    ("cross", "", "Keeping of ponds and of things kept in ponds"),
    ("clause", "1", "Keepers of ponds"),
    (1, "(1)", "In the Ponds Act 1988 (referred to in this Act as “the Act”), in section 43 (keepers of ponds that are"
     " not garden ponds: liability)—"),
    (2, "(a)", "in the heading, after “liability” insert “and reliefs”;"),
    (2, "(b)", "in subsection (2), in sub-paragraph (a), after “day” insert “on which any pond is or may be kept in"
     " accordance with sub-paragraph (3) of that sub-section”;"),
    (2, "(c)", "omit subsections (4) to (6L)."),
    (1, "(2)", "A keeper who, without reasonable excuse, fails to comply with a requirement imposed under sub-section"
     " (1) commits an offence and is liable—"),
    (2, "(a)", "on summary conviction, to a fine not exceeding level 3 on the standard scale, or"),
    (2, "(b)", "on conviction on indictment, to imprisonment for a term not exceeding two years, or to a fine, where—"),
    (3, "(i)", "the pond is a dew-pond, or"),
    (3, "(ii)", "the keeper knew of the newts."),
    (1, "(3)", "After section 44 of the Act insert—"),
    ("section", "“44A", "Registers of ponds"),
    (2, "(1)", "A local authority must keep a register of all ponds in its area, in such form as the Secretary of State"
     " may by regulations specify."),
    (2, "(2)", "In this section—"),
    ("words", "", "“local authority” means a county council in England or a London borough council, and includes the"
     " Council of the Isles of Scilly;"),
    ("words", "", "“pond” means any still water of less than two hectares.”"),
    ("clause", "2", "Power of the Secretary of State to make further provision about non-garden ponds and"
     " about the newts in them"),
    (1, "(1)", "The Secretary of State may by regulations make provision that is consequential on this Act. Regulations"
     " under this section may amend any enactment passed before this Act, or in the same session."),
    (1, "(2)", "Regulations under sub-section (1) are subject to annulment in pursuance of a resolution of either House"
     " of Parliament, unless they amend or repeal primary legislation, in which case a draft must be laid before, and"
     " approved by a resolution of, each House (see section 1(2)(b))."),
    ("clause", "3", "Extent, commencement and short title"),
    (1, "(1)", "This Act extends to England and Wales."),
    (1, "(2)", "This Act comes into force at the end of the period of two months beginning with the day on which it is"
     " passed."),
    (1, "(3)", "This Act may be cited as the Ponds (Keeping) Act 2023."),
    ("schedule", "SCHEDULE", "Section 1"),
    ("centred", "", "Forms of registers"),
    ("part", "", "Part 1"),
    ("centred", "", "Contents"),
    (1, "1", "A register must give the area of each pond, and the depth of it at its deepest point, both measured in"
     " the way that is usual for still water."),
    (1, "2", "A register must be open to inspection at all reasonable hours."),
)  # fmt: skip
"""A Bill by its printed paragraphs: how deep each stands or what it is, its label, and its words."""


def ponds(keep=None, **layout):
    """A print of the Bill about ponds, with cover, contents and back, as bytes; and the lines that it has.

    keep: a list that gets what is put on each page.
    """
    made = Print(Layout(**layout))
    set_ = made.layout
    made.page()
    made.unnumbered("[AS INTRODUCED]", 760, indent=150)
    made.unnumbered("A", 740, indent=190, size=8)
    made.unnumbered("BILL", 715, indent=160, size=24)
    made.unnumbered("TO", 695, indent=188, size=8)
    made.unnumbered("Make provision about the keeping of ponds; and for connected", 670, size=11)
    made.unnumbered("purposes.", 656, size=11)
    made.unnumbered("BE IT ENACTED by the King’s most Excellent Majesty, by and with the", 625)
    made.unnumbered("advice and consent of the Lords Spiritual and Temporal, and Commons,", 612)
    made.unnumbered("in this present Parliament assembled, and as follows:—", 599)
    for kind, label, words in PONDS:
        match kind:
            case "cross":
                made.centred(words, ITALIC)
            case "clause":
                made.paragraph(words, indent=24, label=label, font=BOLD)
            case "section":
                made.paragraph(words, indent=84, label=label, font=BOLD)
            case "schedule":
                made.row(label, indent=175, small=words)
            case "part":
                made.centred(words, BOLD)
            case "centred":
                made.centred(words)
            case "words":
                made.paragraph(words, indent=110)
            case depth:
                made.paragraph(words, indent=24 + 32 * depth, label=label)
    cover = [Put(150, 600, set_.title, 12), Put(72, 60, set_.foot, 9), Put(440, 60, set_.session, 9)]
    listed = [row for row in PONDS if row[0] == "clause"]
    contents = [Put(150, 760, set_.title, 12), Put(180, 730, "CONTENTS", 10)]
    foot = 700
    for _, label, words in listed:
        contents += [Put(90, foot, label), Put(115, foot, words[:60].rsplit(" ", 1)[0] if len(words) > 60 else words)]
        if len(words) > 60:
            foot -= 13
            contents.append(Put(115, foot, words[len(words[:60].rsplit(" ", 1)[0]) + 1 :]))
        foot -= 13
    contents += [Put(90, foot - 10, "Schedule — Forms of registers"), Put(115, foot - 23, "Part 1 — Contents")]
    back = [
        *(Put(150, 760, set_.title, 12), Put(190, 700, "BILL", 24), Put(100, 500, "Ordered, by The House of Commons,")),
        *(Put(120, 486, "to be Printed, 29th March 2023."), Put(72, 60, set_.foot, 9), Put(440, 60, set_.session, 9)),
    ]
    pages = [cover, [], contents, *made.pages, [], back]
    if keep is not None:
        keep.extend(pages)
    return pdf(pages), made.lines


PAPER = [
    *((220, "House of Commons"), (220, "Ponds Bill"), (225, "(Bill 285)"), (220, "AMENDMENT PAPER"), (0, "")),
    *((72, "Ann Otter", "7"), (72, "Bob Pike"), (110, "Clause 1, page 1, line 4, at end insert—")),
    *((130, "“(3A) The keeper must in each calendar year count the newts"), (154, "and the frogs.”"), (0, "")),
    *((110, "Member’s explanatory statement"), (110, "This would have newts counted.")),
]


def paper():
    """An amendment paper with one amendment, its number beside the first of its movers."""
    put = []
    for at, (left, words, *number) in enumerate(PAPER):
        put += [Put(left, 760 - 14 * at, words), *(Put(500, 760 - 14 * at, one) for one in number)]
    return pdf([put])
