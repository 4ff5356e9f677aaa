"""Small Word files for tests: paragraphs written short, packed as Word packs them."""

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def who(author):
    return f'w:author="{author}" w:date="2026-11-24T10:00:00Z" w:id="1"'


def r(words, tag="t"):
    return f'<w:r><w:{tag} xml:space="preserve">{escape(words)}</w:{tag}></w:r>'


def ins(*inner, by="A"):
    return f"<w:ins {who(by)}>{''.join(map(_run, inner))}</w:ins>"


def cut(*inner, by="A"):
    """A deletion."""
    return f"<w:del {who(by)}>{''.join(one if one.startswith('<') else r(one, 'delText') for one in inner)}</w:del>"


def p(*inner, mark="", by="A", properties=""):
    """A paragraph; mark: "ins" or "del" for a tracked paragraph mark."""
    noted = "".join(f"<w:{one} {who(by)}/>" for one in mark.split())
    props = f"<w:pPr>{properties}<w:rPr>{noted}</w:rPr></w:pPr>"
    return f"<w:p>{props}{''.join(map(_run, inner))}</w:p>"


def row(*cells, mark="", by="A"):
    noted = f"<w:trPr><w:{mark} {who(by)}/></w:trPr>" if mark else ""
    return f"<w:tr>{noted}{''.join(cell if cell.startswith('<w:tc>') else tc(cell) for cell in cells)}</w:tr>"


def tc(words, mark="", by="A"):
    noted = f"<w:tcPr><w:{mark} {who(by)}/></w:tcPr>" if mark else ""
    return f"<w:tc>{noted}{words if words.startswith('<') else p(words)}</w:tc>"


def tbl(*rows):
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def document(*blocks):
    """word/document.xml with these blocks."""
    return f'<w:document xmlns:w="{W}"><w:body>{"".join(blocks)}</w:body></w:document>'


def packed(*blocks, **others):
    """The bytes of a Word file with these blocks. others: further or other parts, by name."""
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/document.xml": document(*blocks), **others}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return stream.getvalue()


def _run(inner):
    return inner if inner.startswith("<") else r(inner)
