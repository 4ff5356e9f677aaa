"""Acts of legislation.gov.uk, in its two formats: each provision at its address, and the file written back unchanged."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from canonical_xml import canonical
from lxml import etree
from shorthand import bill

from amend.engine.compare.compare import compare
from amend.errors import AddressError, ReadError, WriteError
from amend.formats import akn
from amend.ledger.shipped import SECTION_20
from amend.model.address import Address
from amend.model.citation import Citations, address_of, find, locate
from amend.model.extents import extent_of
from amend.model.outline import is_quoted, is_repealed, own_paragraphs, tops
from amend.model.provision import Block, Provision, walk
from amend.model.text import Mark, Text

DATA = Path(__file__).parents[1] / "data"
CLML, AKN = DATA / "ponds-act-clml.xml", DATA / "ponds-act-akn.xml"
L = "http://www.legislation.gov.uk/namespaces/legislation"
SHARE = 1 if "AMEND_LONG" in os.environ else 8
"""One in how many of the numbered provisions of a real Act is looked for, and each of its definitions."""


def clml(body, more=""):
    return f"<Legislation xmlns='{L}'><Primary><Body>{body}</Body>{more}</Primary></Legislation>".encode()


def at(act, citation):
    return act.at(find(act, Address.parse(citation)))


def words(node):
    return " ".join(block.words for _, block in walk(node) if isinstance(block, Block) and block.words)


def written(act):
    """What is written of an Act, without white space between elements, the names of CLML bare."""
    root = etree.fromstring(akn.dumps(act), etree.XMLParser(remove_blank_text=True))
    return re.sub(r' xmlns(:\w+)?="[^"]*"', "", etree.tostring(root, encoding="unicode"))


@pytest.mark.parametrize("file", [CLML, AKN, SECTION_20], ids=lambda file: file.stem)
def test_an_act_is_written_back_canonically_equal(file):
    data = file.read_bytes()
    act = akn.parse(data)
    assert canonical(akn.dumps(act)) == canonical(data)
    assert akn.parse(akn.dumps(act)) == act


@pytest.mark.parametrize("file", [CLML, AKN], ids=lambda file: file.stem)
def test_an_act_says_its_title_and_the_day_of_its_text(file):
    act = akn.read(file)
    assert (act.title, act.name, act.valid, act.act) == ("Ponds Act 1990", "Ponds Act 1990", "2026-06-01", True)


@pytest.mark.parametrize(
    ("said", "valid"),
    [
        ("<dct:valid xmlns:dct='http://purl.org/dc/terms/'>2025-01-31</dct:valid>", "2025-01-31"),
        ("<dct:valid xmlns:dct='http://purl.org/dc/terms/'>soon</dct:valid>", "2024-02-29"),
        ("", "2024-02-29"),
    ],
)
def test_the_day_of_the_whole_text_goes_before_that_of_its_restriction(said, valid):
    metadata = f"<m:Metadata xmlns:m='http://www.legislation.gov.uk/namespaces/metadata'>{said}</m:Metadata>"
    data = clml("<P1/>").replace(b"<Primary>", f"{metadata}<Primary>".encode(), 1)
    assert akn.parse(data.replace(b"xmlns=", b"RestrictStartDate='2024-02-29' xmlns=", 1)).valid == valid


def test_the_year_9999_is_no_day():
    assert akn.read(SECTION_20).valid == ""


@pytest.mark.parametrize(
    ("file", "citation", "eid", "said"),
    [
        (CLML, "Part 1", "part-1", None),
        (CLML, "Part 1 Chapter 1", "part-1-chapter-1", None),
        (CLML, "section 2", "section-2", None),
        (CLML, "section 2(1)", "section-2-1", None),
        (CLML, "section 2(1) definition (carp)", None, "“carp” means a fish;"),
        (CLML, "section 2(1) definition (keeper)(a)", None, "(a) an owner,"),
        (CLML, "section 2(1) definition (keeper)(aa)(i)", None, "(i) for life;"),
        (CLML, "section 4", "section-4", "4 One."),
        (CLML, "section 5", "section-5", "5 Two. More of two."),
        (CLML, "section 6(b)", "section-6-b", "(b) for a lake, £6."),
        (CLML, "section 3 section 4A(1)", None, "(1) Clear weed."),
        (CLML, "Schedule 1", "schedule-1", None),
        (CLML, "Schedule 1 Part 1 paragraph 1(1)(a)", "schedule-1-paragraph-1-1-a", "(a) in spring."),
        (CLML, "Schedule 1 Part 2 paragraph 1", "schedule-1-part-2-paragraph-1", "1 Fish may be sold."),
        (AKN, "Part 1", "part-1", None),
        (AKN, "section 1(1)(a)", "section-1-1-a", "(a) keep it clean, and"),
        (AKN, "section 1(1)(b)(i)", "section-1-1-b-i", "(i) carp . . . or"),
        (AKN, "section 3", "section-3", "3 Two."),
        (AKN, "Schedule 4 paragraph 3(1)", "schedule-4-paragraph-3-1", "(1) The table: carp 1"),
    ],
)
def test_a_provision_of_an_act_is_found_at_its_address(file, citation, eid, said):
    act = akn.read(file)
    found = at(act, citation)
    assert found.eid == eid
    assert said is None or words(found) == said


@pytest.mark.parametrize("name", ["housing-act-2004", "bankruptcy-scotland-act-2016"])
def test_every_provision_of_a_real_act_is_found_at_its_address_or_refused_as_one_of_two(corpus, name):
    act = akn.read(corpus / "keeling" / name / "act.xml").as_act()
    citations, elsewhere, twice, count = Citations(act), [], [], 0
    for path, node in act.provisions():
        if is_quoted(act, path) or not (node.label or node.get("name") == "definition"):
            continue
        count += 1
        if count % SHARE and node.get("name") != "definition":
            continue
        address = citations.cited(path)
        try:
            if find(act, address) != path and not is_repealed(node):
                elsewhere.append(str(address))
        except AddressError:
            twice.append(str(address))
    assert count > 4_000
    assert elsewhere == []
    assert twice in ([], ["section 193 definition (the date of protection)"] * 2)


def test_a_section_has_the_heading_that_stands_over_it_alone():
    act = akn.read(CLML)
    assert at(act, "section 2").heading.words == "Interpretation"
    assert at(act, "section 4").heading is None
    assert at(act, "Schedule 1 Part 1 paragraph 1").heading.words == "Seasons"


def test_words_before_in_place_of_and_after_the_parts_of_a_provision_are_told_apart():
    section = at(akn.read(CLML), "section 2(1)")
    assert [item.tag for item in section.items] == ["num", "intro", "hcontainer", "hcontainer", "wrapUp"]


@pytest.mark.parametrize(("file", "citation"), [(CLML, "section-1-2"), (AKN, "section 1(2)")])
def test_a_provision_of_which_dots_are_left_is_repealed(file, citation):
    act = akn.read(file)
    assert is_repealed(act.at(locate(act, citation)))
    assert not is_repealed(at(act, "section 2"))


# Versions


def test_versions_for_several_extents_stand_side_by_side_and_none_is_chosen():
    act = akn.read(CLML)
    both = [path for path, node in tops(act) if node.label == "1" and node.tag == "section"]
    assert [(act.at(path).eid, extent_of(act, path)) for path in both] == [("section-1", "E+W"), ("section-1-S", "S")]
    for citation in ("section 1", "section 1(1)", "section 1(1)(a)"):
        with pytest.raises(AddressError, match=r"ambiguous.*for E\+W \(section-1\); for S \(section-1-S\)"):
            locate(act, citation)
    assert words(act.at(locate(act, "section-1-S-1"))) == "(1) In Scotland the keeper must keep a lochan."


def test_a_version_that_is_changed_is_written_where_the_file_keeps_it():
    act = akn.read(CLML)
    path = (*locate(act, "section-1-S-1"), 1, 0)
    new = act.edited(path, lambda block: (replace(block, text=block.text.replace(0, 2, Text("Throughout"))),))
    assert akn.dumps(new) == akn.dumps(act).replace(b"In Scotland", b"Throughout Scotland")


def test_a_version_that_nothing_names_stays_where_it_is_and_that_is_said():
    data = CLML.read_bytes().replace(b' AltVersionRefs="v1"', b"")
    act = akn.parse(data)
    assert act.notice == "Versions of provisions of which the file does not say whose they are: 1."
    assert canonical(akn.dumps(act)) == canonical(data)
    assert find(act, Address.parse("section 1"))


def test_a_version_stands_beside_the_whole_section_where_that_and_its_number_both_name_it():
    data = CLML.read_bytes().replace(b'<P1 id="section-1"', b'<P1 AltVersionRefs="v1" id="section-1"')
    act = akn.parse(data)
    assert canonical(akn.dumps(act)) == canonical(data)
    assert [node.eid for _, node in tops(act)][:3] == ["section-1", "section-1-S", "section-2"]
    assert act.notice == ""


def test_a_number_that_a_schedule_uses_twice_is_refused_until_the_part_is_named():
    with pytest.raises(AddressError, match="Schedule 1 paragraph 1 is ambiguous"):
        find(akn.read(CLML), Address.parse("Schedule 1 paragraph 1"))


def test_a_bill_that_is_read_as_an_act_has_sections():
    text = bill("1 Ponds\n  (1) Keep them.")
    path = find(text, Address.parse("section 1(1)"))
    assert (str(address_of(text, path)), str(address_of(text.as_act(), path))) == ("clause 1(1)", "section 1(1)")


# What is written


@pytest.mark.parametrize(
    "body",
    [
        "<P1><Pnumber PuncBefore='[' PuncAfter='].'>1</Pnumber><P1para><Text>Keep.</Text></P1para></P1>",
        "<P1 Status='Repealed'><Pnumber><CommentaryRef Ref='c'/>1</Pnumber><P1para/></P1>",
        "<P1><Pnumber/><P1para><P2><P2para><Text>No number.</Text></P2para></P2></P1para></P1>",
        "<P1><Pnumber>1</Pnumber><P1para class='x'><Text>Keep.</Text></P1para></P1>",
        "<P1><P1para><Text>Keep.</Text></P1para><Pnumber>1</Pnumber></P1>",
        "<P1><Pnumber>1</Pnumber><P1para><Text>a</Text></P1para><P1para><P2><Pnumber>1</Pnumber><P2para><Text>b</Text>"
        "</P2para></P2></P1para><P1para><Text>c</Text></P1para></P1>",
        "<P1group><P1><Pnumber>1</Pnumber><P1para><Text>Without a title.</Text></P1para></P1></P1group>",
        "<P1group xml:lang='cy'><Title>Pwll</Title><P1><Pnumber>1</Pnumber><P1para><Text>x</Text></P1para></P1></P1group>",
        "<P1group><Title>A</Title><!-- c --><P1><Pnumber>1</Pnumber><P1para><Text>x</Text></P1para></P1></P1group>",
        "<P1><Pnumber>1</Pnumber><P1para><OrderedList Type='arabic' Decoration='colon'><ListItem NumberOverride='7A'><Para>"
        "<Text>x</Text></Para></ListItem></OrderedList><OrderedList Type='romanupper'><ListItem><Para><Text>y</Text>"
        "</Para></ListItem></OrderedList></P1para></P1>",
        "<P1><Pnumber>1</Pnumber><P1para><UnorderedList Class='Definition'><ListItem><Para><Text>“x”</Text></Para></ListItem>"
        "</UnorderedList><UnorderedList Class='Definition'><ListItem><Para><Text>“y”</Text></Para></ListItem>"
        "</UnorderedList></P1para></P1>",
        "<P1><Pnumber>1</Pnumber><P1para><UnorderedList Decoration='bullet'><ListItem><Para><Text>x</Text></Para></ListItem>"
        "</UnorderedList><Text>y</Text></P1para></P1>",
        "<Group><Title>First Group</Title><Part><Number>PART I</Number><PsubBlock><Title>t</Title></PsubBlock></Part></Group>",
        "<P1><Pnumber>1</Pnumber><P1para><Text>x <Substitution ChangeId='k'><Emphasis>y</Emphasis></Substitution><Superior>2</Superior>"
        "</Text></P1para></P1>",
        "<P1><Pnumber>1</Pnumber><P1para><Text>x</Text><BlockAmendment Format='single' Context='schedule'><P1><Pnumber>2"
        "</Pnumber><P1para><Text>y</Text></P1para></P1></BlockAmendment><AppendText>.</AppendText></P1para></P1>",
    ],
)  # fmt: skip
def test_what_is_out_of_the_usual_order_is_written_back_too(body):
    data = clml(body)
    assert canonical(akn.dumps(akn.parse(data))) == canonical(data)


@pytest.mark.parametrize(
    "more",
    [
        "<Schedules><Schedule><Number>SCHEDULE</Number><TitleBlock><Title>Fish</Title><Subtitle>Carp</Subtitle></TitleBlock>"
        "<Reference>Section 1</Reference><ScheduleBody><P1><Pnumber>1</Pnumber><P1para><Text>x</Text></P1para></P1>"
        "</ScheduleBody></Schedule></Schedules>",
        "<!-- c --><Schedules><Schedule><Number>SCHEDULE</Number><ScheduleBody/></Schedule></Schedules>",
        "<Schedules><Schedule><Number>SCHEDULE 2</Number><ScheduleBody><P><Text>Words of it.</Text></P></ScheduleBody></Schedule>"
        "</Schedules>",
        "<Schedules><Schedule><TitleBlock id='t'><Title>Fish</Title></TitleBlock><Number>1</Number></Schedule></Schedules>",
    ],
)
def test_schedules_in_any_order_are_written_back(more):
    data = clml("<P1/>", more)
    assert canonical(akn.dumps(akn.parse(data))) == canonical(data)


def test_words_of_a_schedule_without_paragraphs_are_its_own():
    schedule = (
        "<Schedule><Number>SCHEDULE 2</Number><ScheduleBody><P><Text>Words of it.</Text></P></ScheduleBody></Schedule>"
    )
    act = akn.parse(clml("<P1/>", f"<Schedules>{schedule}</Schedules>"))
    found = own_paragraphs(act, find(act, Address.parse("Schedule 2")), closing=False)
    assert [block.words for _, block in found] == ["Words of it."]


def test_a_paragraph_of_a_schedule_is_one_and_its_note_is_no_word_of_it():
    act = akn.read(CLML)
    found = at(act, "Schedule 1")
    assert [item.tag for item in found.items] == ["num", "heading", "authorialNote", "part", "part"]
    assert at(act, "Schedule 1 Part 1 paragraph 1").tag == "paragraph"


def inserted(act, citation, notation):
    """What is written of an Act with the clauses and Schedules of a Bill put in after a provision."""
    new = tuple(node for _, node in tops(bill(notation, lines=False, guids=True)))
    return akn.dumps(act.edited(find(act, Address.parse(citation)), lambda node: (node, *new)))


def test_a_section_put_in_is_a_section_of_clml_with_its_heading_over_it():
    data = inserted(
        akn.read(CLML),
        "section 2",
        """
        2A Weed
          (1) The keeper must <b>clear</b> weed.
          (2) After section 5 of the Canals Act insert— [
            5A Reeds
              (1) Cut reeds.
          ].
          (3) In this section—
            * “weed” means a plant;
          (4) The keeper must sell—
            (a) carp, or
            (b) tench.
        """,
    )
    act = akn.parse(data)
    assert canonical(akn.dumps(act)) == canonical(data)
    assert at(act, "section 2A").heading.words == "Weed"
    assert words(at(act, "section 2A(3) definition (weed)")) == "“weed” means a plant;"
    assert words(at(act, "section 2A(4)(b)")) == "(b) tench."
    assert words(at(act, "section 2A(2) section 5A(1)")) == "(1) Cut reeds."
    said = written(act)
    assert "GUID" not in said
    assert "<P1group><Title>Weed</Title><P1 id=" in said
    assert "<Text>The keeper must <Strong>clear</Strong> weed.</Text>" in said
    assert "insert—</Text><BlockAmendment" in said
    assert "</BlockAmendment><AppendText>.</AppendText>" in said
    assert '<UnorderedList Class="Definition" Decoration="none"><ListItem><Para><Text>“weed”' in said


def test_a_schedule_put_in_is_a_schedule_of_clml():
    notation = "Schedule 2 Frogs\n  1 (1) Count the frogs.\n    (2) The table follows.\n    : green : 1\n"
    data = inserted(akn.read(CLML), "Schedule 1", notation)
    act = akn.parse(data)
    assert canonical(akn.dumps(act)) == canonical(data)
    assert words(at(act, "Schedule 2 paragraph 1(1)")) == "(1) Count the frogs."
    assert "<TitleBlock><Title>Frogs</Title></TitleBlock><ScheduleBody><P1 id=" in written(act)


def test_a_definition_put_in_joins_the_list_beside_it_and_a_paragraph_is_numbered_by_its_place_or_its_own_number():
    act = akn.read(CLML)
    paragraph = Provision(
        "level",
        (Block("num", Text("(ab)")), Provision("content", (Block("p", Text("a friend;")),))),
        (("class", "para1"),),
    )
    new = act.edited(find(act, Address.parse("section 2(1) definition (keeper)(aa)")), lambda node: (node, paragraph))
    definition = Provision(
        "hcontainer", (Provision("content", (Block("p", Text("“rod” means a pole;")),)),), (("name", "definition"),)
    )
    new = new.edited(find(new, Address.parse("section 2(1) definition (carp)")), lambda node: (node, definition))
    again = akn.parse(akn.dumps(new))
    assert words(at(again, "section 2(1) definition (keeper)(ab)")) == "(ab) a friend;"
    assert words(at(again, "section 2(1) definition (rod)")) == "“rod” means a pole;"
    assert written(again).count('Class="Definition"') == written(act).count('Class="Definition"') == 1
    assert '<ListItem NumberOverride="ab">' in written(again)


def test_a_number_without_its_brackets_and_quotation_marks_kept_as_attributes_are_written_as_they_are_printed():
    act = akn.read(CLML)
    quoted = Text("The rod is long.", (Mark(4, 7, 0, "def", (("startQuote", "“"), ("endQuote", "”"), ("eId", "x"))),))
    new = Provision("subsection", (Block("num", Text("1B")), Provision("content", (Block("p", quoted),))))
    found = written(act.edited(find(act, Address.parse("section 2(1)")), lambda node: (node, new)))
    assert '<P2><Pnumber PuncBefore="" PuncAfter="">1B</Pnumber>' in found
    assert "The “<Term>rod</Term>” is long." in found or "The <Term>“rod”</Term> is long." in found


def test_what_clml_cannot_hold_is_refused_when_it_is_written():
    act = akn.read(CLML)
    new = act.edited(find(act, Address.parse("section 2")), lambda node: (node, Provision("attachment", ())))
    with pytest.raises(WriteError, match="“attachment” is nothing that CLML can hold"):
        akn.dumps(new)


# What is refused, and what is shown


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (f"<Legislation xmlns='{L}'/>".encode(), "without the body of an Act"),
        (
            f"<Legislation xmlns='{L}'><Secondary><Body/></Secondary></Legislation>".encode(),
            "without the body of an Act",
        ),
        (clml("<P1><Pnumber class='x'>1</Pnumber></P1><level/>"), "none of CLML’s"),
        (clml("<P1>" * 5000), "not whole XML"),
        (clml("<P1/>")[:-30], "not whole XML"),
        (b"<!DOCTYPE Legislation>" + clml("<P1/>"), "DOCTYPE"),
        (clml("<P1><Pnumber>\ufffc</Pnumber></P1>"), "U+FFFC"),
    ],
    ids=range(7),
)
def test_what_is_no_act_is_refused_in_one_line(data, fault):
    with pytest.raises(ReadError) as refused:
        akn.parse(data, place="act.xml")
    assert fault in str(refused.value)
    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith("act.xml")


@pytest.mark.parametrize(
    "tags", ["P2 P2para", "Pblock", "UnorderedList ListItem Para", "BlockAmendment", "Part", "P1group P1"]
)
def test_elements_within_elements_are_read(tags):
    opening = "".join(f"<{tag}>" for tag in tags.split()) * 80
    closing = "".join(f"</{tag}>" for tag in reversed(tags.split())) * 80
    data = clml(f"{opening}<Text>x</Text>{closing}")
    assert canonical(akn.dumps(akn.parse(data))) == canonical(data)


def test_two_texts_of_an_act_are_compared_by_their_sections():
    old = akn.read(CLML)
    new = akn.parse(CLML.read_bytes().replace(b"for a pond, \xc2\xa35", b"for a pond, \xc2\xa37"))
    (change,) = compare(old, new).changes
    assert (str(change.address), change.before, change.after) == ("section 6(a)", "for a pond, £5;", "for a pond, £7;")
