"""What a Word file that we wrote says, with its changes accepted or rejected, and the faults in its mark-up."""

import io
import re
import zipfile
from collections import Counter

from lxml import etree

from amend.word.ooxml import tracked

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHANGES = (f"{W}ins", f"{W}del")


def part(data, name="word/document.xml"):
    """One part of a Word file, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return etree.fromstring(file.read(name))


def names(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.namelist()


def before(data):
    """The words of every paragraph when all changes are rejected, by our own reading."""
    return [paragraph.chars for paragraph in tracked.rejected(tracked.physical_paragraphs(part(data)))]


def after(data):
    """The same when all are accepted."""
    return [paragraph.chars for paragraph in tracked.accepted(tracked.physical_paragraphs(part(data)))]


def says(data):
    """The words of every paragraph of a file without changes."""
    assert not list(part(data).iter(*CHANGES))
    return after(data)


def words(element):
    """The words of a paragraph or change, tabs among them."""
    said = ""
    for run in element.iter(f"{W}r"):
        for one in run if next(run.iterancestors(f"{W}txbxContent"), None) is None else ():
            said += "\t" if one.tag == f"{W}tab" else one.text or "" if one.tag in (f"{W}t", f"{W}delText") else ""
    return said


def changes(data):
    """Each change of words as (author, "ins" or "del", words without their tabs), in order."""
    found = []
    for change in part(data).iter(*CHANGES):
        if change.getparent().tag in (f"{W}rPr", f"{W}trPr") or change.find(f"{W}r/{W}commentReference") is not None:
            continue
        found.append((change.get(f"{W}author"), change.tag.removeprefix(W), words(change).replace("\t", "")))
    return found


def faults(data):
    """What Word or LibreOffice would stumble over: one sentence each; none in a file of ours."""
    root = part(data)
    return [*_marks(root), *_texts(root), *_pairs(root, data), *_joins(root)]


def _marks(root):
    seen = Counter(e.get(f"{W}id") for e in root.iter(*CHANGES, f"{W}bookmarkStart", f"{W}commentReference"))
    yield from (f"identifier {number} is used {count} times" for number, count in seen.items() if count > 1)
    for change in root.iter(*CHANGES):
        above = change.getparent()
        if not change.get(f"{W}author") or not re.fullmatch(
            r"(\d{4}-\d\d-\d\dT00:00:00Z)?", change.get(f"{W}date", "")
        ):
            yield "a change has no author, or a date that is none"
        if above.tag == f"{W}rPr" and (above[0] is not change or len(above) > 1):
            yield "the mark of a change is not alone and first in its properties"
        if above.tag == f"{W}trPr" and above[-1] is not change:
            yield "the mark of a row is not last in its properties"
        if above.tag not in (f"{W}p", f"{W}hyperlink", f"{W}rPr", f"{W}trPr"):
            yield f"a change stands in {above.tag}"
    for tag in ("moveFrom", "moveTo", "sdt", "rPrChange"):
        if root.find(f".//{W}{tag}") is not None:
            yield f"there is {tag}"


def _texts(root):
    for gone in root.iter(f"{W}delText"):
        if gone.getparent().getparent().tag != f"{W}del":
            yield "deleted words stand outside a deletion"
    for text in root.iter(f"{W}t"):
        if text.getparent().getparent().tag == f"{W}del":
            yield "words that stand are in a deletion"
    for text in root.iter(f"{W}t", f"{W}delText"):
        if text.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve" or not text.text:
            yield "words do not keep their spaces, or there are none"


def _pairs(root, data):
    for kind in ("bookmark", "commentRange"):
        starts = [e.get(f"{W}id") for e in root.iter(f"{W}{kind}Start")]
        if starts != [e.get(f"{W}id") for e in root.iter(f"{W}{kind}End")]:
            yield f"the starts and ends of {kind} are not the same"
    comments = [e.get(f"{W}id") for e in root.iter(f"{W}commentReference")]
    there = "word/comments.xml" in names(data)
    written = [e.get(f"{W}id") for e in part(data, "word/comments.xml")] if there else []
    if comments != written:
        yield "the comments are not those referred to"


def _joins(root):
    """The forms in which LibreOffice joins paragraphs on Reject All, or either program leaves an empty one."""
    body = root.find(f"{W}body")
    for holder in (body, *root.iter(f"{W}tc")):
        blocks = [block for block in holder if block.tag in (f"{W}p", f"{W}tbl")]
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            if block.tag != f"{W}p":
                continue
            mark = _mark(block)
            ended = following is None or following.tag == f"{W}tbl"
            in_row = holder.tag == f"{W}tc" and holder.getparent().find(f"{W}trPr/*[@{W}author]") is not None
            if mark is not None and ended and not in_row:
                yield f"“{words(block)}” loses its mark and has nothing to be joined with"
            inside = [e for one in block for e in (one if one.tag == f"{W}hyperlink" else (one,))]
            last = [e for e in inside if e.tag in (f"{W}r", *CHANGES) and words(e)][-1:]
            after = _mark(following) if following is not None and following.tag == f"{W}p" else None
            ends_inserted = mark is None and bool(last) and last[0].tag == f"{W}ins"
            one_hand = after is not None and last and after.get(f"{W}author") == last[0].get(f"{W}author")
            if ends_inserted and one_hand and after.tag == f"{W}ins":
                yield f"“{words(block)}” ends in an insertion, and an inserted paragraph follows"
    last = body[-2]
    if last.tag != f"{W}p" or _mark(last) is not None or list(last.iter(*CHANGES)):
        yield "the last paragraph is part of a change"


def _mark(paragraph):
    found = paragraph.find(f"{W}pPr/{W}rPr")
    return None if found is None or found[0].tag not in CHANGES else found[0]
