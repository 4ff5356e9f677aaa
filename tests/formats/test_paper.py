"""An amendment paper is read whole: what it says of each amendment, its very words, and a finding for what is broken."""

import re
from dataclasses import astuple, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from amend.drafting import papers
from amend.english import tabled
from amend.errors import AmendError, DraftError, ReadError, WriteError
from amend.formats import draft
from amend.formats.listed import target_of, withdrawn_list
from amend.model.amendment import Amendment

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UKL = "https://www.legislation.gov.uk/namespaces/UK-AKN"
QUOTED = 'startQuote="“" endQuote="”" ukl:context="body"'

REAL = [
    "dpdi-report-2023-07-21",
    "dpdi-report-2023-08-25",
    "economic-activity-report-2023-09-18",
    "economic-activity-report-2023-09-19",
    "victims-prisoners-pbc-2023-06-28",
    "victims-prisoners-report-2023-09-06",
    "victims-prisoners-report-2023-09-08",
]


def component(
    instruction="Clause 3, page 2, line 7, leave out “carp”",
    number="1",
    about='ukl:type="leaveOut" ukl:targetPage="p_2__ln_7" ukl:targetProvision="sec_3"',
    heading='<block name="proposer"><docIntroducer refersTo="#p1">Keeper of Ponds</docIntroducer></block>',
    statement="",
    mark="",
    meta="",
    dnum="HoC1",
):
    return f"""
   <component class="amendment"{mark}>
    <amendment name="hcamnd">
     <meta>{meta}</meta>
     <amendmentBody eId="amnd_{number}" {about}>
      <amendmentHeading>{heading}</amendmentHeading>
      <amendmentContent>
       <tblock>
        <num ukl:dnum="{dnum}">{number}</num>
        <block name="instruction">{instruction}</block>
       </tblock>
      </amendmentContent>
      {statement}
     </amendmentBody>
    </amendment>
   </component>"""


def listed(*components, conclusions="", name="hcmarsh", house="House of Commons", bill_number="Bill 9"):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="{AKN}" xmlns:ukl="{UKL}">
 <amendmentList name="{name}">
  <meta>
   <identification><FRBRWork><FRBRdate date="2026-06-28" name="published"/></FRBRWork></identification>
   <references>
    <TLCConcept eId="varBillTitle" showAs="Ponds Bill"/>
    <TLCConcept eId="varBillNo" showAs="{bill_number}"/>
    <TLCConcept eId="varHouse" showAs="{house}"/>
    <TLCProcess eId="varStageVersion" showAs="Committee Stage"/>
   </references>
  </meta>
  <collectionBody>{"".join(components)}
  </collectionBody>
  {conclusions}
 </amendmentList>
</akomaNtoso>
""".encode()


def quoting(lead, structure, tail=""):
    """An instruction with structure, as Lawmaker lays it out."""
    return f""" <mod>{lead}<quotedStructure {QUOTED}>
          {structure}
         </quotedStructure><inline name="AppendText">{tail}</inline></mod> """


def insert(words="", page="p_2__ln_9", provision="sec_3"):
    return f'ukl:type="insert" ukl:targetPage="{page}" ukl:targetProvision="{provision}" {words}'


PARAGRAPH = '<level class="para1"><num>({0})</num><content><p>{1}</p></content></level>'
NEW_CLAUSE = 'ukl:type="newClause" ukl:targetPage="" ukl:targetProvision=""'


def read(*components, **options):
    return papers.parse(listed(*components, **options), place="paper.xml")


def only(*components, **options):
    """The one amendment of a paper in which there is nothing to find."""
    paper = read(*components, **options)
    assert paper.findings == ()
    (amendment,) = paper.amendments
    return amendment


def messages(paper):
    return [(finding.amendment, finding.message) for finding in paper.findings]


def test_what_a_paper_says_of_itself_is_read():
    paper = read(component())
    assert (paper.bill, paper.number, paper.house) == ("Ponds Bill", "Bill 9", "Commons")
    assert (paper.stage, paper.date) == ("Committee", "2026-06-28")


@pytest.mark.parametrize(
    ("name", "house", "expected"),
    [("hlmarsh", "House of Lords", "Lords"), ("hlmarsh", "", "Lords"), ("hcmarsh", "", "Commons")],
)
def test_the_house_comes_from_the_metadata_or_the_kind_of_list(name, house, expected):
    assert read(component(), name=name, house=house).house == expected


def test_all_that_a_paper_says_of_an_amendment_is_read():
    amendment = only(
        component(
            about='ukl:type="leaveOut" ukl:targetPage="p_2__ln_7" ukl:targetProvision="sec_3"'
            ' ukl:targetSortKey="A01" ukl:memberInCharge="gov"',
            heading='<block name="proposer"><docIntroducer refersTo="#p1">Keeper of Ponds</docIntroducer></block>'
            '<block name="supporters"><docProponent refersTo="#p2">Keeper of Lakes [R]</docProponent>'
            '<docProponent refersTo="#p3">Keeper of Meres</docProponent></block>',
            statement='<amendmentJustification><blockContainer class="explanatoryStatement">'
            "<heading>Member's explanatory statement</heading><p>Carp <i>stay</i>.</p><p>So do eels.</p>"
            "</blockContainer></amendmentJustification>",
            mark=' ukl:statusIndicator="★"',
        )
    )
    assert amendment == Amendment(
        "Clause 3, page 2, line 7, leave out “carp”",
        number="1",
        house="Commons",
        stage="Committee",
        print="Bill 9",
        mover="Keeper of Ponds",
        supporters=("Keeper of Lakes [R]", "Keeper of Meres"),
        statement="Carp stay.\nSo do eels.",
        gov=True,
        star="★",
        dnum="HoC1",
        type="leaveOut",
        target_page="p_2__ln_7",
        target_provision="sec_3",
        sort_key="A01",
        source="paper.xml",
    )


INSERTED = """To move the following Clause—<mod><quotedStructure startQuote="“" endQuote="”">
  <section><heading><?L 18-2?>Newts</heading><subsection><num><?L 18-3?>(1)</num><content><p>The keeper must <?L 19-4?>count.
  </p></content></subsection></section></quotedStructure></mod>"""


def test_the_printed_lines_of_what_is_inserted_are_kept_from_the_heading_on():
    assert only(component(INSERTED, "NC4", about="")).lines == "5 14 5"
    assert draft.loads(draft.dumps(only(component(INSERTED, "NC4", about="")))).lines == "5 14 5"


@pytest.mark.parametrize("mark", ["<?L 18-2?>", "<?L 18-2?>Newts"])
def test_where_not_all_lines_are_marked_or_none_is_there_are_none(mark):
    assert only(component(INSERTED.replace(mark, mark.replace("<?L 18-2?>", "")), "NC4", about="")).lines == ""
    assert only(component(re.sub(r"<\?L [^?]*\?>", "", INSERTED), "NC4", about="")).lines == ""


@pytest.mark.parametrize(
    ("instruction", "about", "rows"),
    [
        pytest.param(
            quoting("Clause 3, page 2, line 9, at end insert—", PARAGRAPH.format("c", "tench.")),
            insert(),
            ["Clause 3, page 2, line 9, at end insert—", "“(c) tench.”"],
            id="the quotation marks of the structure are printed",
        ),
        pytest.param(
            quoting(
                "To move the following Clause—",
                '<section class="prov1"><num/><heading>Weed</heading><subsection><num>(1)</num><content><p>Clear it.'
                "</p></content></subsection><subsection><num>(2)</num><intro><p>In this section—</p></intro>"
                '<hcontainer name="definition" class="definition"><content><p>'
                '<def ukl:startQuote="“" ukl:endQuote="”">weed</def> means a plant.</p></content></hcontainer>'
                "</subsection></section>",
            ),
            NEW_CLAUSE,
            [
                "To move the following Clause—",
                "“Weed",
                "(1) Clear it.",
                "(2) In this section—",
                "“weed” means a plant.”",
            ],
            id="a new clause with its heading and a definition",
        ),
        pytest.param(
            quoting(
                "To move the following Schedule—",
                '<hcontainer name="schedule" class="sch"><num>Schedule</num><heading>Fish</heading>'
                '<paragraph class="schProv1"><num>1</num><content><p>Carp may be fed.</p></content></paragraph>'
                "</hcontainer>",
            ),
            "",
            ["To move the following Schedule—", "“Schedule", "Fish", "1 Carp may be fed.”"],
            id="a new Schedule has the word on a row of its own",
        ),
        pytest.param(
            quoting(
                "To move the following Clause—",
                '<section class="prov1"><num/><heading>Weed</heading><content><p><mod>After section 4 insert—'
                f"<quotedStructure {QUOTED}>"
                '<section class="prov1"><num>4A</num><heading>Weed</heading><content><p>Clear it.</p></content>'
                '</section></quotedStructure><inline name="AppendText">.</inline></mod></p></content></section>',
            ),
            NEW_CLAUSE,
            ["To move the following Clause—", "“Weed", "After section 4 insert—", "“4A Weed", "Clear it.”.”"],
            id="text after a quotation within a quotation",
        ),
        pytest.param(
            "\n  <?L 3-1?>Clause 3, page 2, line 9,\n   leave <?L 3-2?>out <i>paragraph</i> (b)\n",
            'ukl:type="leaveOut" ukl:targetPage="p_2__ln_9" ukl:targetProvision="sec_3"',
            ["Clause 3, page 2, line 9, leave out paragraph (b)"],
            id="line marks and inline marks are no words",
        ),
    ],
)
def test_the_words_are_the_rows_as_printed(instruction, about, rows):
    assert only(component(instruction, about=about)).words.split("\n") == rows


NOTE = '<block name="amendContext">As an Amendment to Keeper of Ponds’s proposed New Clause (Weed) (Gov NC4):—</block>'
CLAUSE = component(
    quoting("To move the following Clause—", '<section><num/><heading>Weed</heading><content><p>Clear it.</p>'
            "</content></section>"),
    "NC4",
    NEW_CLAUSE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("about", "heading"),
    [
        (insert(page="ln_2", provision="amnd_NC4"), ""),
        (insert(page="ln_2", provision=""), NOTE),
        (insert(page="ln_2", provision="amnd_NC4"), NOTE),
    ],
    ids=["the attribute", "the note above it", "both"],
)
def test_an_amendment_to_an_amendment_is_linked_to_its_target(about, heading):
    paper = read(CLAUSE, component("Line 2, at end insert “and eels”", "(a)", about, heading))
    assert paper.findings == ()
    assert paper.amendments[1].amends == "NC4"
    assert paper.amendments[1].note == (etree.fromstring(heading).text if heading else "")


def test_the_second_under_one_note_amends_the_same_target():
    paper = read(
        CLAUSE,
        component("Line 2, at end insert “and eels”", "(a)", "", NOTE),
        component("Line 2, leave out “it”", "(b)", "", ""),
    )
    assert [amendment.amends for amendment in paper.amendments] == ["", "NC4", "NC4"]


@pytest.mark.parametrize(
    ("note", "target"),
    [
        ("As an amendment to amendment 12", "12"),
        ("As Amendments to amendment 34C:—", "34C"),
        ("As an Amendment to Keeper of Ponds’s proposed New Clause (Weed) (Gov NC4):—", "NC4"),
        ("As an amendment to the amendment in the name of Lord Carp to Clause 5, page 2, line 3", ""),
        ("Keeper of Ponds to move", ""),
    ],
)
def test_the_target_that_a_note_names(note, target):
    assert target_of(note) == target


BROKEN = [
    pytest.param(component("<p>", "7"), "7", "its XML is broken", id="XML that is not whole"),
    pytest.param(
        component(number="7").replace("amendmentBody", "other"), "7", "no words of an amendment", id="no amendment body"
    ),
    pytest.param(
        component(number="7").replace("amendmentContent", "other"),
        "7",
        "no words of an amendment",
        id="no amendment content",
    ),
    pytest.param(component("", "7"), "7", "its instruction is empty", id="an empty instruction"),
    pytest.param(component("<mod> \n </mod>", "7"), "7", "its instruction is empty", id="an instruction of space"),
    pytest.param(
        '<component class="motion"><motion><num>7</num></motion></component>',
        "component 2",
        "“motion”",
        id="what is no amendment",
    ),
]


@pytest.mark.parametrize(("broken", "number", "message"), BROKEN)
def test_the_rest_is_imported_when_a_component_is_broken(broken, number, message):
    paper = read(component(), broken, component("Clause 3, page 2, line 8, leave out “eel”", "3", ""))
    assert [amendment.number for amendment in paper.amendments] == ["1", "3"]
    (finding,) = paper.findings
    assert finding.amendment == number
    assert message in finding.message
    assert finding.place.startswith("paper.xml:")


@pytest.mark.parametrize(
    ("changed", "number", "message"),
    [
        pytest.param(
            component("Cymal 3, tudalen 2, llinell 7, gadael allan “carp”", "7"), "7", "Welsh", id="an instruction in Welsh"
        ),
        pytest.param(
            component("Clause 3, page 2, line 7, tickle “carp”", "7"), "7", "not understood", id="no known form"
        ),
        pytest.param(
            component(number="7", heading='<block name="supporters"><docProponent>Keeper of Eels</docProponent></block>'),
            "7",
            "“Keeper of Eels” is named without an id",
            id="a supporter without an id",
        ),
        pytest.param(
            component(number="7", about='ukl:type="insert"'), "7", "type as “insert”", id="a type that is not that of the words"
        ),
        pytest.param(
            component(number="7", about='ukl:targetPage="p_2__ln_8"'), "7", "page and line as “p_2__ln_8”", id="another line"
        ),
        pytest.param(
            component(number="7", about='ukl:targetProvision="sec_4"'), "7", "provision as “sec_4”", id="another provision"
        ),
        pytest.param(
            component("Line 2, leave out “it”", "(a)", insert(page="ln_2", provision="amnd_NC9").replace("insert", "leaveOut")),
            "(a) to NC9",
            "NC9, which is not in this paper",
            id="a target that is not there",
        ),
        pytest.param(
            component("Clause 3, page 2, line 7, leave out “carp”<foreign><p>eel</p></foreign>", "7"),
            "7",
            "not all of its words",
            id="words in a form that is not known",
        ),
        pytest.param(
            component("Clause 3, page 2, line 7, leave out “ca\ufffcrp”", "7"), "7", "U+FFFC", id="a mark that is no word"
        ),
        pytest.param(component(number="1"), "1", "2 amendments have this number", id="a number that stands twice"),
    ],
)  # fmt: skip
def test_what_can_be_kept_is_kept_with_a_finding(changed, number, message):
    paper = read(component(), changed)
    assert len(paper.amendments) == 2
    (finding,) = paper.findings
    assert finding.amendment == number
    assert message in finding.message
    assert "\n" not in finding.message


def test_amendments_to_two_amendments_may_both_be_a():
    second = CLAUSE.replace("NC4", "NC5")
    below = component("Line 2, leave out “it”", "(a)", 'ukl:type="leaveOut" ukl:targetProvision="amnd_NC4"')
    paper = read(CLAUSE, below, second, below.replace("NC4", "NC5"))
    assert paper.findings == ()
    assert [amendment.amends for amendment in paper.amendments] == ["", "NC4", "", "NC5"]


def test_an_order_of_the_house_is_no_amendment_and_no_finding():
    order = '<component class="order"><statement><mainBody><p>Ordered.</p></mainBody></statement></component>'
    assert only(component(), order).number == "1"


def withdrawn(*rows):
    paragraphs = "".join(f"<p>{row}</p>" for row in rows)
    heading = "<heading>Withdrawn Amendments</heading>"
    return f'<conclusions><blockContainer class="withdrawn">{heading}{paragraphs}</blockContainer></conclusions>'


@pytest.mark.parametrize(
    ("rows", "found", "unread"),
    [
        (["The following amendments were withdrawn on 2 May 2026:", "41"], [("41", "2 May 2026")], ()),
        (
            ["The following amendments were withdrawn on 2 May 2026: 5, NC38 (duplicate) and NC54"],
            [("5", "2 May 2026"), ("NC38 (duplicate)", "2 May 2026"), ("NC54", "2 May 2026")],
            (),
        ),
        (
            ["The following amendments were withdrawn on 2 May 2026: 3 to 5 and NC1 to NC2"],
            [(number, "2 May 2026") for number in ("3", "4", "5", "NC1", "NC2")],
            (),
        ),
        (
            ["The following amendment was withdrawn on 2 May 2026:", "1", "withdrawn on 3 May 2026:", "34C"],
            [("1", "2 May 2026"), ("34C", "3 May 2026")],
            (),
        ),
        (["The following amendments were withdrawn: 7"], [("7", "withdrawn")], ()),
        (["withdrawn on 2 May 2026: the carp"], [], ("the carp",)),
        (["the carp"], [], ("the carp",)),
        ([], [], ()),
    ],
)
def test_the_withdrawn_list_is_read(rows, found, unread):
    assert withdrawn_list(rows) == (tuple(found), unread)


def test_those_withdrawn_are_named_and_one_that_is_printed_all_the_same_is_a_finding():
    paper = read(
        component(), conclusions=withdrawn("The following amendments were withdrawn on 2 May 2026:", "1 and 5")
    )
    assert paper.withdrawn == (("1", "2 May 2026"), ("5", "2 May 2026"))
    assert paper.amendments[0].withdrawn == "2 May 2026"
    assert messages(paper) == [("1", "it is printed, and it is also listed as withdrawn")]


def test_a_withdrawn_list_in_other_words_is_a_finding():
    paper = read(component(), conclusions=withdrawn("None of them"))
    assert messages(paper) == [("", "its list of withdrawn amendments says “None of them”")]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "not whole XML"),
        (b"<amendmentList/>", "not an amendment paper"),
        (f'<akomaNtoso xmlns="{AKN}"><bill><body/></bill></akomaNtoso>'.encode(), "not an amendment paper"),
        (listed(component())[:900], "not whole XML"),
        (listed(component()).replace(b"</amendmentList>", b""), "not whole XML"),
        (listed(component()).replace(b"?>", b"?><!DOCTYPE akomaNtoso>", 1), "DOCTYPE"),
    ],
    ids=["nothing", "another root", "a Bill", "cut off", "broken outside the components", "a document type"],
)
def test_what_is_no_amendment_paper_is_refused_on_one_line(data, fault):
    with pytest.raises(ReadError) as refused:
        papers.parse(data, place="paper.xml")
    assert fault in refused.value.fault
    assert str(refused.value).startswith("paper.xml")
    assert "\n" not in str(refused.value)


def test_a_bill_in_the_place_of_a_paper_is_named_as_such(corpus):
    with pytest.raises(ReadError, match="not an amendment paper"):
        papers.read(corpus / "prints" / "social-housing-hl54-lords-committee.xml")


NAMES = st.text(st.sampled_from("abé&<>\"'’ ()[]-"), max_size=12).map(lambda name: " ".join(name.split()))
ROWS = st.sampled_from(
    ["(a) carp, and", "“(3) One.", "(b) eel.”", "“quoted” words", "words & <marks>", "1 Carp.", "”", "“", "…”; and"]
)
WORDS = st.lists(ROWS, max_size=4).map(lambda rows: "\n".join(["Clause 3, page 2, line 9, at end insert—", *rows]))
AMENDMENTS = st.builds(
    Amendment,
    words=WORDS,
    number=st.sampled_from(["", "1", "NC4", "(a)", "34C"]),
    house=st.just("Lords"),
    stage=st.sampled_from(["Report", "Committee", "Third Reading"]),
    print=st.just("HL Bill 54"),
    mover=NAMES.filter(bool),
    supporters=st.lists(NAMES.filter(bool), max_size=3).map(tuple),
    decision=st.sampled_from(["", "agreed", "agreed on division"]),
    title=NAMES,
    statement=st.lists(NAMES.filter(bool), max_size=2).map("\n".join),
    gov=st.booleans(),
    star=st.sampled_from(["", "★", "☆"]),
    dnum=NAMES,
    type=st.just("insert"),
    target_page=st.just("p_2__ln_9"),
    target_provision=st.just("sec_3"),
    sort_key=NAMES,
)


@given(st.lists(AMENDMENTS, max_size=4))
def test_a_paper_that_is_written_reads_back_as_the_same_amendments(drafts):
    drafts = [replace(each, stage=drafts[0].stage, amends="7" if each.number == "(a)" else "") for each in drafts]
    drafts = [replace(each, target_provision="amnd_7" if each.amends else "sec_3") for each in drafts]
    again = papers.parse(papers.dumps(papers.gathered(drafts)))
    assert [replace(each, source="") for each in again.amendments] == drafts


@given(AMENDMENTS, NAMES, NAMES)
def test_a_draft_holds_all_that_a_paper_says_of_an_amendment(amendment, note, date):
    amendment = replace(amendment, words="Clause 3, page 2, line 7, leave out “carp”", note=f"{note}\n{note}")
    amendment = replace(amendment, amends=note, withdrawn=date, source="1.md")
    text = draft.dumps(amendment)
    assert draft.loads(text, source="1.md") == amendment
    assert ("\ngov: " in text) is amendment.gov
    assert ("\nstar: " in text) is bool(amendment.star)


@given(st.lists(AMENDMENTS, max_size=3))
def test_the_same_drafts_give_the_same_bytes(drafts):
    drafts = [replace(each, stage="Report") for each in drafts]
    assert papers.dumps(papers.gathered(drafts)) == papers.dumps(papers.gathered(drafts))


@pytest.mark.parametrize(
    ("words", "structured"),
    [
        ("Clause 3, page 2, line 9, at end insert—\n“(c) tench.”", True),
        ("Clause 3, page 2, line 9, at end insert—\n“(c) tench.”; and", False),
        (
            "To move the following Clause—\n“Weed\n(1) Clear it.\n(2) In section 4, after “eel” insert “or otter”.”",
            True,
        ),
        ("To move the following Schedule—\n“Schedule\nFish\n1 Carp may be fed.”", True),
        ("After Clause 3, insert the following new Clause—\n“Weed\nClear it.”", True),
        ("Clause 3, page 2, line 9, leave out “carp” and insert “eels, and\n(c) tench”", False),
        ("what is not understood—\n“(1) and yet\nhas rows”", False),
    ],
)
def test_what_is_inserted_is_written_as_structure_where_it_is_understood_so(words, structured):
    paper = papers.gathered([Amendment(words, number="1", print="Bill 9", mover="Keeper of Ponds")])
    data = papers.dumps(paper)
    assert (b"<quotedStructure" in data) is structured
    assert papers.parse(data).amendments[0].words == words
    eids = [element.get("eId") for element in etree.fromstring(data).iter(etree.Element) if element.get("eId")]
    assert len(eids) == len(set(eids))


def test_a_draft_that_no_paper_has_spoken_of_gets_its_attributes_from_its_words():
    (amendment,) = papers.gathered([Amendment("Page 3, line 1, leave out Clause 4", "1", print="Bill 9")]).amendments
    assert (amendment.type, amendment.target_page, amendment.target_provision) == (
        "leaveOutClause",
        "p_3__ln_1",
        "sec_4",
    )


def test_a_withdrawn_draft_is_named_at_the_end_and_not_printed():
    kept = Amendment("Clause 3, page 2, line 7, leave out “carp”", "1", print="Bill 9")
    drafts = [
        kept,
        replace(kept, number="2", withdrawn="2 May 2026"),
        replace(kept, number="NC3", withdrawn="2 May 2026"),
    ]
    paper = papers.parse(papers.dumps(papers.gathered(drafts)))
    assert [amendment.number for amendment in paper.amendments] == ["1"]
    assert paper.withdrawn == (("2", "2 May 2026"), ("NC3", "2 May 2026"))


@pytest.mark.parametrize(
    ("key", "other"), [("print", "Bill 10"), ("house", "Lords"), ("stage", "Report")], ids=["print", "House", "stage"]
)
def test_drafts_that_are_not_for_one_paper_are_refused_by_name(key, other):
    first = Amendment(
        "Clause 3, page 2, line 7, leave out “carp”", "1", "Commons", "Committee", "Bill 9", source="1.md"
    )
    with pytest.raises(DraftError) as refused:
        papers.gathered([first, replace(first, source="2.md", **{key: other})])
    assert str(refused.value).startswith(f"2.md: its {key} is {other}")
    assert refused.value.remedy


@pytest.mark.parametrize("character", ["\x07", "\x0b", "\ufffc", "\ufffe", "\ud800"], ids=ascii)
@pytest.mark.parametrize("field", ["words", "mover", "title", "print"])
def test_a_character_that_xml_cannot_hold_is_refused_with_the_draft(field, character):
    amendment = Amendment("Clause 3, page 2, line 7, leave out “carp”", "1", print="Bill 9", source="1.md")
    with pytest.raises(WriteError) as refused:
        papers.dumps(papers.gathered([replace(amendment, **{field: f"a{character}b"})]))
    assert str(refused.value).startswith(f"1.md: amendment 1 has a character in “{field}”")


def printed(element):
    """The words of an instruction straight from its XML, without white space: an oracle that knows nothing of rows."""
    words = ""
    for event, node in etree.iterwalk(element, events=("start", "end", "pi", "comment")):
        if event in ("pi", "comment"):
            words += node.tail or ""
            continue
        quotes = {etree.QName(key).localname: value for key, value in node.attrib.items()}
        if event == "start":
            words += quotes.get("startQuote", "") + (node.text or "")
        else:
            words += quotes.get("endQuote", "") + ((node.tail or "") if node is not element else "")
    return "".join(words.split())


@pytest.mark.parametrize("name", REAL)
def test_the_words_of_a_real_paper_are_those_of_its_xml_to_the_letter(corpus, name):
    file = corpus / "papers" / f"{name}.xml"
    instructions = etree.parse(file).getroot().iterfind(f".//{{{AKN}}}block[@name='instruction']")
    given = [printed(element) for element in instructions]
    assert ["".join(amendment.words.split()) for amendment in papers.read(file).amendments] == given


@pytest.mark.parametrize("name", REAL)
def test_what_is_understood_of_a_real_amendment_is_exactly_what_its_xml_says(corpus, name):
    for amendment in papers.read(corpus / "papers" / f"{name}.xml").amendments:
        said = papers.described(tabled.parse(amendment.words).operation, amendment.amends)
        assert astuple(said) == (amendment.type, amendment.target_page, amendment.target_provision)


@pytest.mark.parametrize("name", REAL)
def test_every_quoted_structure_of_a_real_paper_is_written_as_one_again(corpus, name):
    file = corpus / "papers" / f"{name}.xml"
    drafts = [draft.loads(draft.dumps(amendment)) for amendment in papers.read(file).amendments]
    written = papers.dumps(papers.gathered(drafts))
    assert written.count(b"<quotedStructure") == file.read_bytes().count(b"<quotedStructure")


@pytest.mark.parametrize("seed", range(3))
def test_a_paper_with_anything_taken_out_of_it_is_read_or_refused_on_one_line(seed):
    whole = listed(CLAUSE, component(), component(number="2", heading=NOTE), conclusions=withdrawn("withdrawn: 5"))
    for start in range(seed, len(whole), 29):
        for length in (1, 17, 160):
            try:
                paper = papers.parse(whole[:start] + whole[start + length :])
            except AmendError as error:
                assert "\n" not in str(error)  # noqa: PT017
            else:
                assert all("\n" not in finding.message for finding in paper.findings)


@pytest.mark.parametrize("said", ["Negatived on division", "Agreed to", "Not moved", "Withdrawn", "Not called"])
def test_a_decision_that_a_paper_of_proceedings_prints_is_no_note(said):
    amendment = only(component(heading=f'<block name="decision">{said}</block>'))
    assert amendment.decision == said[0].lower() + said[1:]
    assert amendment.note == ""
