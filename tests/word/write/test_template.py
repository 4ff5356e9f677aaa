"""A template is a file that others made: damaged, it is refused; what it is attached to elsewhere is not carried on."""

import io
import random

from docx import Document
from edited_file import unzipped, zipped
from wordfile import OFFICE, W

from amend.errors import ReadError
from amend.word.write.template import Template


def file():
    stream = io.BytesIO()
    Document().save(stream)
    return stream.getvalue()


def filled(data):
    return Template(data, ["Normal"], place="house.dotx", remedy="give another").filled("<w:p/>")


def test_a_template_elsewhere_that_the_file_was_made_of_is_not_carried_on():
    parts = unzipped(file())
    there = "https://example.org/house.dotm"
    parts["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/attachedTemplate" Target="{there}" TargetMode="External"/>'
        "</Relationships>"
    ).encode()
    start = parts["word/settings.xml"].index(b">", parts["word/settings.xml"].index(b"<w:settings")) + 1
    attached = f'<w:attachedTemplate xmlns:w="{W}" xmlns:r="{OFFICE}" r:id="rId1"/>'.encode()
    parts["word/settings.xml"] = parts["word/settings.xml"][:start] + attached + parts["word/settings.xml"][start:]
    made = unzipped(filled(zipped(parts)))
    assert not [name for name, held in made.items() if b"attachedTemplate" in held or there.encode() in held]


def test_a_damaged_template_is_refused_and_never_breaks():
    chance = random.Random(3)
    whole, refused = unzipped(file()), 0
    for _ in range(120):
        parts = dict(whole)
        name = chance.choice(sorted(parts))
        held = bytearray(parts.pop(name))
        if chance.random() < 0.8:
            at = chance.randrange(len(held))
            held[at : at + chance.randint(1, 60)] = b"" if chance.random() < 0.5 else b"x"
            parts[name] = bytes(held)
        try:
            filled(zipped(parts))
        except ReadError:
            refused += 1
    assert 40 < refused < 120
