"""Hostile and odd input: each ends in one clear error or a finding, soon, and nothing of it is passed on in silence."""

import json
import os
import time
from contextlib import suppress

import pytest

from amend.english import tabled
from amend.english.odd_characters import odd
from amend.errors import AmendError, DraftError, ReadError, WordsError
from amend.formats import akn, bills_api, draft, front_matter
from amend.formats.files import read_bytes, write_bytes
from amend.ledger import workspace
from amend.ledger.positions import read_record
from amend.model.address import Address
from amend.model.lines import Reading

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
SOON = 3.0
"""Seconds, on a machine that does other things meanwhile."""


def bill(inner, more=""):
    return f'<akomaNtoso xmlns="{AKN}"{more}><bill><body>{inner}</body></bill></akomaNtoso>'.encode()


def clause(words):
    return bill(f"<section><num>1</num><content><p>{words}</p></content></section>")


def aliases(depth=9):
    rows = ['a0: &a0 ["x", "x"]', *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, depth))]
    return "\n".join(rows)


FRONT = {
    "aliases": (aliases(), "stands for another"),
    "one alias": ('number: &n "1"\nprint: *n', "stands for another"),
    "a list deep down": (f"number: {'[' * 5000}", "lists within lists"),
    "a mapping deep down": (f"number: {'{a: ' * 5000}", "lists within lists|not understood"),
    "questions deep down": (f"{'? ' * 5000}", "lists within lists"),
    "a hundred thousand rows": ("\n".join(f"a{n}: x" for n in range(100_000)), "more than 200000 characters"),
    "an object of Python": ("number: !!python/object/apply:os.getcwd []", "not understood"),
    "a number of many digits in a list": (f"supporters: {'9' * 5000}", "not a list of names"),
    "conflict marks": (
        '<<<<<<< HEAD\nnumber: "1"\n=======\nnumber: "2"\n>>>>>>> theirs',
        r"conflict in it \(rows 2 to 6\)",
    ),
}


@pytest.mark.parametrize("kind", FRONT)
def test_front_matter(kind):
    text, told = FRONT[kind]
    start = time.monotonic()
    with pytest.raises(DraftError, match=told) as error:
        draft.loads(f'---\n{text}\nhouse: "Lords"\n---\n\nWords.\n')
    assert len(str(error.value)) < 300
    assert time.monotonic() - start < SOON


@pytest.mark.parametrize("place", ["in the words", "around the fence"])
def test_conflict_marks_anywhere_in_a_position_are_called_that(tmp_path, place):
    folder = tmp_path / "our-office" / "positions"
    folder.mkdir(parents=True)
    good = '---\nid: "P1"\nwho: "W"\nkind: "ngo"\nvehicle: "v"\nsure: "verified"\n---\n\nOne.\n'
    text = f"<<<<<<< HEAD\n{good}=======\n{good}>>>>>>> theirs\n"
    if place == "in the words":
        text = good + "<<<<<<< HEAD\nTwo.\n=======\nThree.\n>>>>>>> theirs\n"
    (folder / "P1.md").write_text(text)
    (error,) = read_record(tmp_path).broken
    assert "two people’s edits conflict in it (rows" in str(error)


TOML = {
    "a number of many digits": f"format = {'9' * 5000}",
    "a number of many hexadecimal digits": f"format = 0x{'f' * 5000}",
    "lists deep down": f"format = {'[' * 5000}",
    "tables deep down": f"{'a.' * 5000}a = 1",
    "a NUL in a name": 'format = 1\nbill = ""\nprint = ""\nfile = "a\\u0000b"\nhouse = ""',
    "conflict marks": "<<<<<<< HEAD\nformat = 1\n=======\nformat = 0\n>>>>>>> theirs",
}


@pytest.mark.parametrize("kind", TOML)
def test_amend_toml(tmp_path, kind):
    (tmp_path / "amend.toml").write_text(TOML[kind])
    with pytest.raises(AmendError) as error:
        workspace.load(tmp_path)
    assert len(str(error.value)) < 400 + len(str(tmp_path))


REPLIES = {
    "a number of many digits": '{"items": [{"amendmentId": 1, "clause": ' + "9" * 5000 + "}]}",
    "lists deep down": "[" * 100_000,
    "half a character": '{"items": [{"amendmentId": 1, "amendmentLines": [{"text": "\\ud800"}]}]}',
}


@pytest.mark.parametrize("kind", REPLIES)
def test_a_reply_of_the_bills_api(kind):
    with suppress(ReadError):
        bills_api.parse(REPLIES[kind].encode())


@pytest.mark.parametrize("mark", ["<a ", "<tblock ", '<span class="x" ', "<", "<p", "<!--", "</p", "<b><i>", "&#"])
def test_marks_of_html_that_never_end_take_no_time(mark):
    line = {"items": [{"amendmentId": 1, "amendmentLines": [{"text": mark * 16_000}]}]}
    start = time.monotonic()
    bills_api.parse(json.dumps(line).encode())
    assert time.monotonic() - start < SOON


MANY = " ".join(f'a{n}="x"' for n in range(80_000))

XML = {
    "80,000 attributes": bill(f"<section {MANY}/>"),
    "80,000 attributes with spaces": bill(f"<section {MANY.replace('=', ' = ')}/>"),
    "80,000 in UTF-16": bill(f"<section {MANY}/>").decode().encode("utf-16"),
    "elements deep down": bill("<part>" * 5000 + "</part>" * 5000),
    "16,000 inline elements": clause("<b>x</b> y " * 16_000),
    "40,000 marks": clause("<?L 1-1?>x " * 40_000),
    "an encoding that is none": b'<?xml version="1.0" encoding="nonsense"?><a/>',
}


@pytest.mark.parametrize("kind", XML)
def test_a_bill(kind):
    start = time.monotonic()
    with pytest.raises(ReadError) as error:
        akn.parse(XML[kind])
    assert len(str(error.value)) < 300
    assert time.monotonic() - start < SOON


def test_a_mark_of_a_line_with_many_digits_is_no_line():
    found = akn.parse(clause(f"<?L {'9' * 5000}-1?>x <?L ٣-٣?>y <?L 1-1?>z"))
    assert [(line.page, line.number) for line in Reading(found).lines] == [(1, 1)]


@pytest.mark.parametrize("name", [f"{AKN} ../schemas/a.xsd", "a b", "a&amp;b c", "rel/ative", "http://[x", "é ü"])
def test_a_namespace_whose_name_is_no_uri_comes_in_and_goes_out_as_it_is(name):
    data = bill(f'<section xmlns:p="{name}" p:k="v"><num>1</num><content><p>x <p:q>y</p:q></p></content></section>')
    found = akn.parse(data)
    written = akn.dumps(found)
    assert akn.parse(written) == found
    assert f'xmlns:p="{name}"'.encode() in written


def test_what_is_not_well_formed_beside_such_a_name_is_still_refused():
    with pytest.raises(ReadError, match="not whole XML"):
        akn.parse(bill('<section xmlns:p="a b"><num>1</section>'))


WORDS = {
    "a label of many digits": f"After Clause 1, insert the following new Clause—\n“H\n({'9' * 5000}) x”",
    "labels deep down": "Clause 1, page 1, line 5, at end insert—\n“(1) " + "(a) " * 3000 + "x”",
    "rows deep down": "After Clause 1, insert the following new Clause—\n“H\n"
    + "\n".join(f"({'1aiA'[n % 4]}) x—" for n in range(3000))
    + "”",
    "a long s": "Clauſe 3, page 2, line 32, leave out “x”",
    "a long s in a verb": "Clause 3, page 2, line 32, leave out “x” and inſert “y”",
    "a sign for kelvin": "Page 2, line 32, after “x” insert “y” \u212a",
    "Arabic digits": "Clause ٣, page ٢, line ٣٢, leave out “x”",
    "digits in full width": "Clause 3, page ２, line 3, leave out “x”",
    "a line of many digits": f"Clause 3, page 2, line {'9' * 5000}, leave out “x”",
    "amendment to": "amendment to " * 8000,
    "withdrawn on": "withdrawn on " * 8000,
    "quotations in quotations": "Clause 1, page 1, line 5, at end insert—\n“(1) " + "x—\n“" * 400 + "x" + "”" * 401,
}


@pytest.mark.parametrize("kind", WORDS)
def test_the_words_of_an_amendment(kind):
    start = time.monotonic()
    with pytest.raises(AmendError) as error:
        tabled.parse(WORDS[kind])
    assert len(str(error.value)) < 500
    assert time.monotonic() - start < SOON


@pytest.mark.parametrize("said", ["clauſe 3", "ſchedule 2", "Clause 3 \u212a"])
def test_a_citation_with_a_letter_that_is_taken_for_another(said):
    with pytest.raises(AmendError):
        Address.parse(said)


ODD = {
    "da\u202eta\u2066": "turns the direction",
    "da\u200fta": "turns the direction",
    "da\u200bta": "nobody sees",
    "da\u2060ta": "nobody sees",
    "for\u00adbids": "nobody sees",
    "da\u3164ta": "nobody sees",
    "аmend": "another script",
    "Αct": "another script",
    "оне": "another script",
    "ſafe": "looks like another",
    "ﬁsh": "looks like another",
    "ｄata": "looks like another",
    "𝐝ata": "looks like another",
    "dat\u0131": "looks like another",
    "within ٣ days": "digit of another script",
    "within ５ days": "digit of another script",
}


@pytest.mark.parametrize("words", ODD)
def test_what_is_odd_in_words_that_are_inserted_is_named(words):
    slips = tabled.parse(f"Clause 3, page 2, line 32, leave out “x” and insert “{words}”").slips
    assert [slip for slip in slips if ODD[words] in slip], slips


@pytest.mark.parametrize(
    "words",
    ["5 µg of it", "5 kΩ", "an angle α", "Gŵyr, Tŷ Ddewi", "naïve café, Łódź, Straße", "10², ½, № 3 — “x”’s", "€5"],
)
def test_what_a_drafter_types_is_not_odd(words):
    assert odd(words) == ()


def test_a_file_keeps_its_mode_and_a_name_may_be_as_long_as_the_disk_allows(tmp_path):
    file = tmp_path / "kept"
    file.write_text("a")
    file.chmod(0o600)
    write_bytes(file, b"b")
    assert file.stat().st_mode & 0o777 == 0o600
    for length in (249, 255):
        write_bytes(tmp_path / ("n" * length), b"b")
        assert (tmp_path / ("n" * length)).read_bytes() == b"b"
    long = tmp_path / ("é" * 127)
    write_bytes(long, b"b")
    assert long.read_bytes() == b"b"
    assert not list(tmp_path.glob(".*"))


def test_a_name_with_nul_is_an_error():
    for act in (lambda: read_bytes("a\0b"), lambda: akn.read("a\0b")):
        with pytest.raises((ReadError, WordsError)):
            act()


@pytest.mark.parametrize(
    "what", ["a file", "a link to nowhere", "positions a file", "positions nowhere", "another user's"]
)
def test_an_actors_folder_that_cannot_be_read_is_named_and_hides_no_other(tmp_path, what):
    good = tmp_path / "other" / "positions"
    good.mkdir(parents=True)
    text = '---\nid: "P1"\nwho: "W"\nkind: "ngo"\nvehicle: "v"\nsure: "verified"\n---\n\nOne.\n'
    (good / "P1.md").write_text(text)
    actor = tmp_path / "our-office"
    if what == "a file":
        actor.write_text("x")
    elif what == "a link to nowhere":
        actor.symlink_to("nowhere")
    else:
        actor.mkdir()
        if what == "positions a file":
            (actor / "positions").write_text("x")
        elif what == "positions nowhere":
            (actor / "positions").symlink_to("nowhere")
        else:
            if os.getuid() == 0:
                pytest.skip("nothing stops root")
            actor.chmod(0)
    found = read_record(tmp_path)
    assert [one.id for one in found.positions] == ["P1"]
    (error,) = found.broken
    assert "our-office" in str(error)
    if what == "another user's":
        actor.chmod(0o755)


def test_rows_that_a_person_writes_are_read_as_before():
    text = 'number: "1"\nsupporters:\n  - Lord One\n  - "Lord Two"\nprint: HL Bill 1\ntitle: "- - - - - - - - - - - - - - - - - - - - - -"'
    assert front_matter.front_and_body(f"---\n{text}\n---\nx", "f").values["supporters"] == ["Lord One", "Lord Two"]
