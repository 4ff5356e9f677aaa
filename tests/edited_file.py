"""A Word file that we exported, its paragraphs written anew in XML as a word processor would after edits."""

import io
import re
import zipfile

from wordfile import OFFICE, W

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
BOX = re.compile(r"<w:r><mc:AlternateContent .*?</mc:AlternateContent></w:r>", re.DOTALL)
PARAGRAPH = re.compile(rf"<w:p>(?:{BOX.pattern}|.)*?</w:p>", re.DOTALL)
WORDS = re.compile(r"<w:(?:t|delText)[^>]*>([^<]*)</w:(?:t|delText)>|<w:tab/>")


def rewritten(data, *edits, **parts):
    """The file after edits: each the beginning of a paragraph, as "(1) The keeper", and the XML that stands for it; "" for
    what is taken out. parts: further parts of the package, by name."""
    members = unzipped(data)
    xml = members["word/document.xml"].decode()
    for begins, new in edits:
        found = [one for one in PARAGRAPH.finditer(xml) if said(one[0]).startswith(begins)]
        assert found, begins
        start, end = found[-1].span()
        xml = xml[:start] + new + xml[end:]
    members["word/document.xml"] = xml.encode()
    members.update(parts)
    return zipped(members)


def commented(data, **said):
    """The file with comments, by number: c3=("Author", "row", "row") is the comment that refers to number 3."""
    rows = "".join(
        f'<w:comment w:id="{name[1:]}" w:author="{author}">'
        + "".join(f"<w:p><w:r><w:t>{row}</w:t></w:r></w:p>" for row in rows)
        + "</w:comment>"
        for name, (author, *rows) in said.items()
    )
    members = unzipped(data)
    name = "word/_rels/document.xml.rels"
    relation = f'<Relationship Id="rIdC" Type="{OFFICE}/comments" Target="comments.xml"/></Relationships>'
    members[name] = members[name].decode().replace("</Relationships>", relation).encode()
    members["word/comments.xml"] = f'<w:comments xmlns:w="{W}">{rows}</w:comments>'.encode()
    return zipped(members)


def threaded(data, threads, names):
    """The file with what Word keeps of a thread of comments: by the name of a paragraph, the attributes of its entry.
    names: of the paragraph of each comment, by number."""
    members = unzipped(data)
    xml = members["word/comments.xml"].decode()
    for number, name in names.items():
        start = xml.index(f'<w:comment w:id="{number}"')
        xml = xml[:start] + xml[start:].replace("<w:p>", f'<w:p xmlns:w14="{W14}" w14:paraId="{name}">', 1)
    members["word/comments.xml"] = xml.encode()
    if threads:
        entries = "".join(f'<w15:commentEx w15:paraId="{name.upper()}" {rest}/>' for name, rest in threads.items())
        members["word/commentsExtended.xml"] = f'<w15:commentsEx xmlns:w15="{W15}">{entries}</w15:commentsEx>'.encode()
        name = "word/_rels/document.xml.rels"
        kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
        relation = f'<Relationship Id="rIdE" Type="{kind}" Target="commentsExtended.xml"/></Relationships>'
        members[name] = members[name].decode().replace("</Relationships>", relation).encode()
    return zipped(members)


def said(paragraph):
    return " ".join("".join(one[1] or " " for one in WORDS.finditer(BOX.sub("", paragraph))).split())


def unzipped(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def zipped(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, held in members.items():
            file.writestr(name, held)
    return stream.getvalue()
