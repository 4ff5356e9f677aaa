"""A print that is read is written back without loss, and what is no print is refused in one line."""

import os
import re
import time
import tracemalloc
from dataclasses import replace

import pytest
from canonical_xml import canonical
from hypothesis import given
from shorthand import bill, bills, texts, whole

from amend.errors import ReadError, WriteError
from amend.formats import akn
from amend.model.address import Address
from amend.model.citation import find
from amend.model.provision import Block, Carried, Provision, walk
from amend.model.text import Text

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UKL = "https://www.legislation.gov.uk/namespaces/UK-AKN"
XHTML = "http://www.w3.org/1999/xhtml"
MATHML = "http://www.w3.org/1998/Math/MathML"

REAL = [
    "prints/dpdi-bill265-introduced.xml",
    "prints/dpdi-bill314-commons-committee.xml",
    "prints/social-housing-hl54-lords-committee.xml",
    "prints/social-housing-hl60-lords-report.xml",
    "keeling/bankruptcy-scotland-act-2016/act.xml",
    "keeling/bankruptcy-scotland-act-2016/bill.xml",
    "keeling/housing-act-2004/act.xml",
    "keeling/housing-act-2004/bill.xml",
]


def document(body, declared=f'xmlns="{AKN}" xmlns:ukl="{UKL}"'):
    return f"<akomaNtoso {declared}><bill><body>{body}</body></bill></akomaNtoso>".encode()


@pytest.mark.parametrize("name", REAL)
def test_a_real_file_is_written_back_canonically_equal(corpus, name):
    data = (corpus / name).read_bytes()
    assert canonical(akn.dumps(akn.parse(data))) == canonical(data)


@pytest.mark.parametrize("name", REAL)
def test_what_is_written_of_a_real_file_reads_as_the_same_bill(corpus, name):
    found = akn.read(corpus / name)
    assert akn.parse(akn.dumps(found)) == found


@given(bills())
def test_what_is_written_of_a_bill_reads_as_the_same_bill(found):
    assert akn.parse(akn.dumps(found)) == found


@given(texts)
def test_any_words_with_any_marks_are_written_and_read_again(words):
    found = whole((Provision("content", (Block("p", words),)),))
    assert akn.parse(akn.dumps(found)) == found


@given(bills())
def test_what_is_written_twice_is_the_same_document(found):
    once = akn.dumps(found)
    assert akn.dumps(akn.parse(once)) == once


@pytest.mark.parametrize(
    "body",
    [
        '<section GUID="_one" eId="sec_1"><num>1</num><heading GUID="_two">Ponds</heading></section>',
        '<section><num ukl:autonumber="no">1</num><content ukl:note="&quot;x&quot; &amp; y"/></section>',
        '<p xml:lang="cy" xml:space="preserve">  pwll  </p>',
        '<section ukl:note="two&#10;rows"/>',
        f'<tblock><foreign><table xmlns="{XHTML}" xmlns:akn="{AKN}"><tr akn:GUID="_r"><td><p xmlns="{AKN}">'
        "<?L 1-2?>carp</p></td><td>1</td><td/></tr></table></foreign></tblock>",
        f'<intro><p>The sum is—</p><tblock><foreign><?L 1-2?><math xmlns="{MATHML}"><mfrac><mi>A</mi><mn>2</mn>'
        "</mfrac></math></foreign></tblock><p>where A is the area.</p></intro>",
        '<num><?L 2-1?>Schedule 1<authorialNote class="referenceNote"><p>Section <ref href="#sec_3">3</ref></p>'
        "</authorialNote></num>",
        "<p>one<authorialNote><p>a</p></authorialNote> and two<authorialNote><p>b</p></authorialNote>.</p>",
        '<?note by="the keeper"?><section><?bare?><num>1</num><?L 1-2?></section>',
        "<section><!-- before --><num><!-- in -->1</num><content><p>a<!-- among -->b</p></content></section>",
        "<p>the <b><i>old</i> pond</b><?L 1-2?><ref/><i><?L 1-3?>is</i> clean</p>",
        "<p><ref>one</ref> <ref>two</ref></p>",
        "<p><ref>one</ref>\n  <ref>two</ref></p>",
        "<p>\n <mod>After section 5 insert—<quotedStructure><section><num>5A</num></section></quotedStructure>"
        '<inline name="AppendText">; and</inline></mod>\n </p>',
        "<p><mod>one<quotedStructure><p>a</p></quotedStructure> or <quotedStructure><p>b</p></quotedStructure></mod></p>",
        "<p>fish &amp; frogs &lt; 3 <![CDATA[<weed>]]></p>",
        "<p>a&#13;b&#9;c\u00a0d\u2003e \U0001f41f</p>",
        "<p/>",
        "<p> </p>",
        "<content>words <p>and more</p> and more</content>",
        "<block name='x'><docTitle>Ponds</docTitle></block>",
        "<pool><depth unit='m'>3</depth><fish><carp/></fish></pool>",
        "<blockList><listIntroduction>Fish—</listIntroduction><item><num>1</num><p>carp</p></item></blockList>",
        "<p>a<eol/>b<img src='pond.png'/></p>",
    ],
)
def test_what_a_file_may_hold_is_written_back_as_it_was(body):
    data = document(body)
    assert canonical(akn.dumps(akn.parse(data))) == canonical(data)


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", " "])
@pytest.mark.parametrize(
    "body",
    [
        f'<tblock><foreign><table xmlns="{XHTML}"><tr><td>%s</td></tr></table></foreign></tblock>',
        f'<tblock><foreign><math xmlns="{MATHML}"><mi>A</mi><mtext>%s</mtext></math></foreign></tblock>',
        "<p>one<span>%s</span>two</p>",
    ],
)
def test_a_space_that_is_all_that_an_element_holds_is_kept(body, space):
    data = document(body % space)
    assert canonical(akn.dumps(akn.parse(data))) == canonical(data)


@pytest.mark.parametrize("tag", ["b", "i", "ref", "span", "inline", "def", "p"])
@pytest.mark.parametrize("space", ["\n", "\n\n \n", " \t\n"])
@pytest.mark.parametrize("place", ["%s", "<section>%s</section>", "<content>%s<p>one</p></content>", "<p>one%stwo</p>"])
def test_rows_of_white_space_alone_in_an_inline_mark_or_a_paragraph_are_kept(tag, space, place):
    data = document(place % f"<{tag}>{space}</{tag}>")
    assert f"<{tag}>{space}</{tag}>".encode() in akn.dumps(akn.parse(data))


@pytest.mark.parametrize(
    "body",
    [
        '<p xmlns:ukl="urn:ponds" ukl:depth="3">deep</p>',
        '<section xmlns:pond="urn:ponds"><p pond:depth="3">deep</p></section>',
        f'<akn:p xmlns:akn="{AKN}">the <akn:i>old</akn:i> pond</akn:p>',
        '<foreign><depth xmlns="urn:ponds">3<unit>m</unit></depth></foreign>',
        '<foreign><depth xmlns="">3<unit>m</unit></depth></foreign>',
    ],
)
def test_a_namespace_prefix_declared_again_survives(body):
    data = document(body)
    assert canonical(akn.dumps(akn.parse(data))) == canonical(data)


def test_a_file_that_gives_its_own_namespace_a_prefix_keeps_it():
    data = (
        f'<akn:akomaNtoso xmlns:akn="{AKN}"><akn:act><akn:body><akn:p>x</akn:p></akn:body></akn:act></akn:akomaNtoso>'
    )
    assert canonical(akn.dumps(akn.parse(data.encode()))) == canonical(data.encode())


def test_what_stands_before_and_after_the_document_is_kept():
    data = b"<!-- one --><?two three?>" + document("<p>x</p>") + b"<!-- four --><?five?>"
    found = akn.parse(data)
    assert found.outside == (
        (Carried("<!-- one -->"), Carried("<?two three?>")),
        (Carried("<!-- four -->"), Carried("<?five?>")),
    )
    assert canonical(akn.dumps(found)) == canonical(data)


def test_an_object_replacement_character_among_the_words_is_kept_or_refused():
    data = document("<p>one \ufffc two<authorialNote><p>note</p></authorialNote></p>")
    try:
        found = akn.parse(data)
    except ReadError:
        return
    assert canonical(akn.dumps(found)) == canonical(data)


@pytest.mark.parametrize("written", ["\ufffc", "&#xFFFC;", "&#xfffc;", "&#xFfFc;", "&#x0FFFC;", "&#65532;", "UTF-16"])
def test_a_character_that_stands_for_no_word_is_refused_however_it_is_written(written):
    data = document(f"<p>one {'&#65532;' if written == 'UTF-16' else written} two</p>")
    if written == "UTF-16":
        data = data.decode().replace("&#65532;", "\ufffc").encode("utf-16")
    with pytest.raises(ReadError, match="FFFC"):
        akn.parse(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + document("<p>pond</p>"),
        document("<p>pond</p>").replace(b"><", b">\r\n<"),
        b'<?xml version="1.0" encoding="UTF-16"?>'.decode().encode("utf-16")
        + document("<p>pond</p>").decode().encode("utf-16")[2:],
        b'<?xml version="1.0" encoding="ISO-8859-1"?>' + document("<p>pond</p>"),
        b'<?xml version="1.0" standalone="yes"?>\n' + document("<p>pond</p>"),
    ],
    ids=["byte order mark", "Windows line ends", "UTF-16", "Latin-1", "standalone"],
)
def test_a_file_may_be_in_any_encoding_and_with_any_line_ends(tmp_path, data):
    file = tmp_path / "bill.xml"
    file.write_bytes(data)
    (words,) = [node.words for _, node in walk(akn.read(file).root) if isinstance(node, Block)]
    assert words == "pond"


def test_words_over_windows_line_ends_read_as_over_plain_ones():
    plain = document("<p>the old\npond</p>")
    assert akn.parse(plain.replace(b"\n", b"\r\n")) == akn.parse(plain)


def test_the_metadata_of_lawmaker_says_the_title_number_house_and_stage():
    said = {
        "varBillTitle": "Ponds Bill",
        "varBillNo": "HL Bill 7",
        "varHouse": "House of Lords",
        "varStageVersion": "As amended on Report",
    }
    concepts = "".join(f'<TLCConcept eId="{name}" href="#o" showAs="{words}"/>' for name, words in said.items())
    meta = f"<meta><references>{concepts}</references></meta>"
    found = akn.parse(document("").replace(b"<bill>", f"<bill>{meta}".encode()))
    assert [found.title, found.number, found.house, found.stage] == list(said.values())
    assert akn.parse(document("")).title == ""


def test_line_marks_are_points_of_the_words_they_stand_in():
    found = akn.parse(document("<section><num><?L 3-7?>1</num><content><p>the <?L 3-8?>pond</p></content></section>"))
    marks = [m for _, node in walk(found.root) if isinstance(node, Block) for m in node.text.marks]
    assert [(mark.start, mark.end, mark.name, mark.value) for mark in marks] == [
        (0, 0, "?L", "3-7"),
        (4, 4, "?L", "3-8"),
    ]


def test_the_model_of_a_file_has_the_provisions_words_and_quotations_of_the_print():
    found = akn.parse(
        document(
            '<section eId="sec_1"><num>1</num><heading>Weed</heading><subsection><num>(1)</num><content><p><mod>After '
            'section 5 insert—<quotedStructure startQuote="“" endQuote="”"><section><num>5A</num><heading>Clearing'
            "</heading></section></quotedStructure></mod></p></content></subsection></section>"
        )
    )
    assert found.at(find(found, Address("clause", "1"))).eid == "sec_1"
    quoted = found.at(find(found, Address.parse("clause 1(1) section 5A")))
    assert isinstance(quoted, Provision)
    assert quoted.heading.words == "Clearing"


def test_a_bill_is_written_to_a_file_that_reads_as_the_same_bill(tmp_path):
    found, file = bill("1 Ponds\n  (1) Keep them <ref>clean</ref>."), tmp_path / "bill.xml"
    akn.write(found, file)
    assert akn.read(file) == found
    assert akn.read(str(file)) == found
    assert file.read_bytes() == akn.dumps(found)


def test_a_bill_that_cannot_be_written_is_a_write_error(tmp_path):
    with pytest.raises(WriteError, match="no-such-folder"):
        akn.write(bill("1 Ponds\n  Keep them."), tmp_path / "no-such-folder" / "bill.xml")


def test_a_bill_changed_in_one_place_is_written_with_that_change_only():
    found = bill("1 Ponds\n  (1) Keep them.\n  (2) Clean them.")
    path = (*find(found, Address("clause", "1", ("2",))), 1, 0)
    new = found.edited(path, lambda p: (replace(p, text=p.text.replace(0, 5, Text("Clear"))),))
    assert akn.dumps(new) == akn.dumps(found).replace(b"Clean them", b"Clear them")


SECRET = "the heron comes at dawn"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE akomaNtoso [<!ENTITY secret SYSTEM "{file}">]>',
        '<!DOCTYPE akomaNtoso [<!ENTITY % outer SYSTEM "{file}"> %outer; <!ENTITY secret "x">]>',
        '<!DOCTYPE akomaNtoso SYSTEM "{file}" [<!ENTITY secret "x">]>',
        '<!DOCTYPE akomaNtoso [<!ENTITY secret "x">]>',
    ],
)
def test_no_entity_is_expanded_and_no_other_file_is_read(tmp_path, declaration):
    secret, file = tmp_path / "secret.txt", tmp_path / "bill.xml"
    secret.write_text(f'<!ENTITY secret "{SECRET}">')
    file.write_bytes(declaration.format(file=secret.as_uri()).encode() + document("<p>&secret;</p>"))
    refused = refusal(file)
    assert SECRET not in str(refused)
    assert "DOCTYPE" in str(refused) or "entity" in str(refused).lower()


def test_a_file_that_asks_for_another_to_be_included_gets_nothing_of_it(tmp_path):
    secret, file = tmp_path / "secret.txt", tmp_path / "bill.xml"
    secret.write_text(SECRET)
    body = (
        f'<foreign><include xmlns="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/></foreign>'
    )
    file.write_bytes(document(body))
    assert SECRET.encode() not in akn.dumps(akn.read(file))


def test_entities_that_multiply_are_refused_at_once(tmp_path):
    file = tmp_path / "bill.xml"
    layers = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    file.write_bytes(f'<!DOCTYPE b [<!ENTITY l0 "ha">{layers}]>'.encode() + document("<p>&l9;</p>"))
    before = time.monotonic()
    refusal(file)
    assert time.monotonic() - before < 10


def refusal(file):
    """The error that reading the file gives: one line that names the file and says what to do next."""
    with pytest.raises(ReadError) as refused:
        akn.read(file)
    error = refused.value
    assert str(error).startswith(str(file))
    assert "\n" not in str(error)
    assert error.remedy
    assert str(error).endswith(error.remedy)
    return error


@pytest.mark.parametrize(
    ("data", "line", "fault"),
    [
        (b"", 1, "not whole XML"),
        (b"  \n\n", 3, "not whole XML"),
        (b"Clause 1, page 2, line 3, leave out", 1, "not whole XML"),
        (b'{"bill": 1}', 1, "not whole XML"),
        (b"PK\x03\x04\x00\x00\x08\x00", 1, "not whole XML"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", 1, "not whole XML"),
        (b"\x00" * 100, 1, "not whole XML"),
        (f'<akomaNtoso xmlns="{AKN}">\n<bill>\n<body><p>Keep'.encode(), 3, "not whole XML"),
        (b"<akomaNtoso>\n<bill>\n</body>\n</akomaNtoso>", 3, "not whole XML"),
        (document("\n<p>pond & fish</p>"), 2, "not whole XML"),
        (document("\n<p>caf\xe9</p>").decode().encode("latin-1"), 2, "not whole XML"),
        (document("\n\n<p>&pond;</p>"), 3, "not whole XML"),
        (document("<p/>") + b"\n<p/>", 2, "not whole XML"),
        (document("<section>" * 5000 + "</section>" * 5000), 1, "not whole XML"),
        (document(f"<p>{'x' * 10_500_000}</p>"), 1, "not whole XML"),
        (b'<?xml version="1.0" encoding="pond"?>\n' + document("<p/>"), 1, "not whole XML"),
        (b"<!DOCTYPE html>\n<html><body><p>pond</p></body></html>", 1, "DOCTYPE"),
        (b"<!DOCTYPE akomaNtoso>" + document("<p/>"), 1, "DOCTYPE"),
        (b"<html><body><p>pond</p></body></html>", 1, "“html”"),
        (
            b"\n\n<Legislation xmlns='http://www.legislation.gov.uk/namespaces/legislation'/>",
            3,
            "without the body of an Act",
        ),
        (b"<akomaNtoso><bill><body/></bill></akomaNtoso>", 1, "not an Akoma Ntoso"),
        (document("").replace(b"/3.0", b"/2.0"), 1, "not an Akoma Ntoso"),
        (f'<akomaNtoso xmlns="{AKN}"><bill/></akomaNtoso>'.encode(), None, "no body"),
        (f'<akomaNtoso xmlns="{AKN}"><amendmentList/></akomaNtoso>'.encode(), None, "no body"),
    ],
    ids=range(24),
)
def test_what_is_no_bill_is_refused_in_one_line_with_its_place_and_a_remedy(tmp_path, data, line, fault):
    file = tmp_path / "bill.xml"
    file.write_bytes(data)
    error = refusal(file)
    assert fault in error.fault
    assert error.place == (f"{file}:{line}" if line else str(file))


def test_an_amendment_paper_is_refused_as_one(corpus):
    error = refusal(corpus / "papers" / "dpdi-report-2023-07-21.xml")
    assert "amendment paper" in str(error)


def test_a_file_of_two_hundred_megabytes_is_refused_by_its_size_alone(tmp_path):
    file = tmp_path / "spaces.xml"
    file.touch()
    os.truncate(file, 200_000_000)
    tracemalloc.start()
    try:
        error = refusal(file)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000
    assert "MB" in error.fault


def test_a_file_that_is_not_there_is_refused_with_its_name(tmp_path):
    assert "no such file" in refusal(tmp_path / "bill.xml").fault


def test_a_folder_is_refused_as_one(tmp_path):
    assert "folder" in refusal(tmp_path).fault


def test_a_path_through_a_file_is_refused_in_one_line(tmp_path):
    (tmp_path / "bill.xml").touch()
    with pytest.raises(ReadError) as refused:
        akn.read(tmp_path / "bill.xml" / "inside.xml")
    assert "inside.xml: it cannot be read" in str(refused.value)


def test_bytes_without_a_file_are_refused_by_the_name_they_are_given():
    with pytest.raises(ReadError) as refused:
        akn.parse(b"<p/>", place="standard input")
    assert str(refused.value).startswith("standard input:1: ")


@pytest.mark.parametrize(
    ("before", "after"),
    [("Ponds: ", ""), ("", " and no more"), ("(", ")"), ("words", "words")],
)
def test_words_directly_in_a_quoted_structure_are_kept(before, after):
    text = akn.dumps(bill("1 Ponds\n  After section 5 insert— [\n    5A Weed\n      Clear weed.\n  ].")).decode()
    data = re.sub(r"(<quotedStructure[^>]*>)", rf"\1{before}", text).replace(
        "</quotedStructure>", f"{after}</quotedStructure>"
    )
    read = akn.parse(data.encode())
    assert canonical(akn.dumps(read)) == canonical(data.encode())
    assert f"{before}" in "".join(akn.dumps(read).decode())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<body>", "words <body>", ""),
        ("<bill", "words <bill", "words stand outside everything that a Bill holds"),
        ("</akomaNtoso>", "words</akomaNtoso>", "words stand outside everything that a Bill holds"),
        ("</body>", "</body><body/>", "it has 2 bodies, and a Bill or Act has one"),
        ("</body>", "</body><body/><body/>", "it has 3 bodies"),
    ],
)
def test_what_no_bill_has_is_refused_or_kept(old, new, message):
    data = akn.dumps(bill("1 Ponds\n  Keep ponds.")).decode().replace(old, new).encode()
    if not message:
        assert canonical(akn.dumps(akn.parse(data))) == canonical(data)
        return
    with pytest.raises(ReadError, match=message):
        akn.parse(data)
