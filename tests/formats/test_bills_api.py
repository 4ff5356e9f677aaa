"""Replies of the Bills API become amendments; one that cannot be taken in is a finding, never a fall."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amend.drafting import papers
from amend.errors import AmendError, ReadError
from amend.formats import bill_lists, bills_api, draft

WORDS = "Clause 3, page 2, line 7, leave out “carp” and insert “eel”"


def item(*rows, **fields):
    lines = [{"text": row, "indentation": depth, "isImage": False} for depth, row in enumerate(rows or (WORDS,))]
    return {"amendmentId": 7, "marshalledListText": "4", "dNum": "HoC9", "amendmentLines": lines, **fields}


def parsed(*items):
    return papers.checked(bills_api.parse(json.dumps({"items": items, "totalResults": len(items)}).encode()))


def only(*rows, **fields):
    """The one amendment of a reply in which there is nothing to find."""
    paper = parsed(item(*rows, **fields))
    assert paper.findings == ()
    (amendment,) = paper.amendments
    return amendment


@pytest.mark.parametrize(
    "reply",
    [item(), [item()], {"items": [item()]}, {"items": [item()], "totalResults": 1, "itemsPerPage": 20}],
    ids=["one amendment", "a bare list", "a list", "a list with counts"],
)
def test_an_amendment_alone_and_a_list_are_read(reply):
    (amendment,) = bills_api.parse(json.dumps(reply).encode(), place="reply.json").amendments
    assert (amendment.number, amendment.dnum, amendment.words) == ("4", "HoC9", WORDS)
    assert amendment.source == "reply.json"


def test_a_list_without_amendments_is_none():
    assert bills_api.parse(b'{"items": [], "totalResults": 0}').amendments == ()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["<p>Clause 3, page 2, line 7, leave out <i>&ldquo;carp&rdquo;</i></p>"], ["Clause 3, page 2, line 7, leave out “carp”"]),
        (["Clause 3, page 2,&nbsp;line 7,\n leave out “carp”"], ["Clause 3, page 2, line 7, leave out “carp”"]),
        (
            ["Clause 3, page 2, line 7, at end insert—", "<b>“(3)</b> Eels—", "<span>(a)</span> are &amp; stay.”"],
            ["Clause 3, page 2, line 7, at end insert—", "“(3) Eels—", "(a) are & stay.”"],
        ),
        (
            ["To move the following Clause—<br/>“Weed<br/>Clear it.”"],
            ["To move the following Clause—", "“Weed", "Clear it.”"],
        ),
        (["", "<p> </p>", WORDS], [WORDS]),
    ],
    ids=["marks and named characters", "white space", "indented lines", "breaks", "empty lines"],
)  # fmt: skip
def test_the_html_of_its_lines_becomes_rows(rows, words):
    assert only(*rows).words.split("\n") == words


NEW = ("Insert the following new Clause—", "“Weed", "Clear it.”")


@pytest.mark.parametrize(
    ("rows", "fields", "instruction"),
    [
        pytest.param(
            ("Leave out “carp” and insert “eel”",),
            {"clause": 3, "pageNumber": 2, "lineNumber": 7},
            WORDS,
            id="the text of 2018 to 2022, which drops the place",
        ),
        pytest.param(
            ("at end insert “eel”",),
            {"clause": None, "schedule": 2, "pageNumber": "12", "lineNumber": "21"},
            "Schedule 2, page 12, line 21, at end insert “eel”",
            id="in a Schedule",
        ),
        pytest.param(
            ("Leave out lines 18 and 19",),
            {"clause": "3", "pageNumber": 2, "lineNumber": 18},
            "Clause 3, page 2, leave out lines 18 and 19",
            id="lines, which need no line before them",
        ),
        pytest.param(
            NEW, {"mainHeader": "After Clause 23"}, "After Clause 23, insert the following new Clause—", id="a header"
        ),
        pytest.param(
            NEW,
            {"clause": 23, "amendmentPosition": "After"},
            "After Clause 23, insert the following new Clause—",
            id="a position",
        ),
        pytest.param(
            NEW,
            {"clause": 23, "amendmentPosition": None, "amendmentLocation": "before"},
            "Before Clause 23, insert the following new Clause—",
            id="a location",
        ),
        pytest.param((WORDS,), {"clause": 9, "pageNumber": 9, "lineNumber": 9}, WORDS, id="a place that is there"),
        pytest.param(("Leave out Clause 58",), {"clause": 58, "pageNumber": 9, "lineNumber": 9}, "Leave out Clause 58", id="whole"),
        pytest.param(
            ("After Clause 2, insert the following new Clause—", "“Weed", "Clear it.”"),
            {"clause": 2},
            "After Clause 2, insert the following new Clause—",
            id="the text of 2023 and after",
        ),
    ],
)  # fmt: skip
def test_the_place_is_put_before_the_action_from_the_fields_where_the_text_drops_it(rows, fields, instruction):
    assert only(*rows, **fields).words.split("\n")[0] == instruction


@pytest.mark.parametrize(
    "fields", [{}, {"clause": 3}, {"pageNumber": 2, "lineNumber": 7}, {"clause": 0, "pageNumber": 0}]
)
def test_words_without_a_place_anywhere_are_kept_with_a_finding(fields):
    paper = bills_api.parse(json.dumps(item("leave out “carp”", **fields)).encode())
    assert [amendment.words for amendment in paper.amendments] == ["leave out “carp”"]
    assert [(finding.amendment, finding.message) for finding in paper.findings] == [
        ("4", "neither its words nor its fields say where it falls")
    ]


@pytest.mark.parametrize(
    ("sponsors", "names"),
    [
        ([], []),
        (None, []),
        ([{"name": "Jane Roe", "sortOrder": 1, "isLead": True}], ["Jane Roe"]),
        (
            [
                {"name": "Ann  Eel", "sortOrder": 3, "isLead": False},
                {"name": "John Doe", "sortOrder": 2},
                {"name": "Jane Roe", "sortOrder": 9, "isLead": True},
            ],
            ["Jane Roe", "John Doe", "Ann Eel"],
        ),
        ([{"name": ""}, {"memberId": 7}, "Jane Roe", {"name": "John Doe", "sortOrder": None}], ["John Doe"]),
    ],
)
def test_the_lead_comes_first_and_the_others_in_their_order(sponsors, names):
    amendment = only(sponsors=sponsors)
    assert [name for name in (amendment.mover, *amendment.supporters) if name] == names


@pytest.mark.parametrize(("decision", "words"), [*bills_api.DECISIONS.items(), (None, ""), ("", "")])
def test_a_decision_is_told_in_plain_words(decision, words):
    assert only(decision=decision).decision == words


def test_a_decision_that_is_not_known_is_kept_with_a_finding():
    paper = parsed(item(decision="Postponed"))
    assert paper.amendments[0].decision == "Postponed"
    assert [finding.message for finding in paper.findings] == [
        "its decision “Postponed” is not one that is known; it was kept"
    ]


@pytest.mark.parametrize(
    ("mark", "star"), [("★", "★"), ("☆", "☆"), ("BlackStar", "★"), ("WhiteStar", "☆"), ("NoStar", ""), (None, "")]
)
def test_the_star_is_read(mark, star):
    assert only(statusIndicator=mark).star == star


def test_a_mark_that_is_not_known_is_left_out_with_a_finding():
    paper = parsed(item(statusIndicator="Comet"))
    assert paper.amendments[0].star == ""
    assert "“Comet”" in paper.findings[0].message


@pytest.mark.parametrize(
    ("prefix", "text", "statement"),
    [
        (None, "<p>It is so.</p><p>So it is.</p>", "It is so.\nSo it is."),
        ("Member's explanatory statement", "It is so.", "It is so."),
        ("", "<b>Member’s explanatory statement:</b><br>It is so.", "It is so."),
        ("With the amendment to Clause 4:", "It is so.", "With the amendment to Clause 4:\nIt is so."),
        (None, None, ""),
    ],
)
def test_the_statement_is_read(prefix, text, statement):
    assert only(explanatoryTextPrefix=prefix, explanatoryText=text).statement == statement


def test_an_amendment_to_an_amendment_is_linked_and_gets_its_brackets_back():
    amendment = only(
        "Line 2, leave out “carp”", marshalledListText="a", amendmentNote="<i>As an amendment to amendment 12</i>"
    )
    assert (amendment.number, amendment.amends, amendment.note) == ("(a)", "12", "As an amendment to amendment 12")


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({"amendmentId": 8, "marshalledListText": "5", "summaryText": ["leave out"]}, "only a summary"),
        ({"amendmentId": 8, "marshalledListText": "5"}, "no words"),
        (item(" ", marshalledListText="5"), "no words"),
        (item(marshalledListText="5", amendmentLines="words"), "no words"),
    ],
)
def test_the_rest_is_imported_when_one_has_no_words(broken, message):
    paper = parsed(broken, item())
    assert [amendment.number for amendment in paper.amendments] == ["4"]
    (finding,) = paper.findings
    assert finding.amendment == "5"
    assert message in finding.message


def test_a_picture_among_the_words_is_a_finding():
    fields = item()
    fields["amendmentLines"].append({"text": "", "isImage": True, "imageType": "png"})
    paper = parsed(fields)
    assert len(paper.amendments) == 1
    assert "picture" in paper.findings[0].message


def test_an_item_that_is_no_amendment_is_a_finding():
    paper = parsed(item(), "carp")
    assert [(finding.amendment, finding.message) for finding in paper.findings] == [("item 2", "it is no amendment")]


@pytest.mark.parametrize(
    ("data", "place", "fault"),
    [
        (b"", "reply.json:1", "not whole JSON"),
        (b'{"items":\n [}', "reply.json:2", "not whole JSON"),
        ("{“}".encode("cp1252"), "reply.json", "not JSON in UTF-8"),
        (b"[" * 100_000, "reply.json", "not"),
        (b"{}", "reply.json", "no amendment"),
        (b"null", "reply.json", "no amendment"),
        (b'"carp"', "reply.json", "no amendment"),
        (b'{"items": 7}', "reply.json", "no amendment"),
        (b'{"items": [{"billId": 7}]}', "reply.json", "no amendment"),
    ],
)
def test_what_is_no_reply_is_refused_on_one_line(data, place, fault):
    with pytest.raises(ReadError, match=fault) as refused:
        bills_api.parse(data, place="reply.json")
    assert str(refused.value).startswith(f"{place}: ")
    assert "\n" not in str(refused.value)
    assert refused.value.remedy


KEYS = st.sampled_from(
    "amendmentLines text isImage clause schedule pageNumber lineNumber amendmentPosition mainHeader decision sponsors"
    " name sortOrder isLead explanatoryText amendmentNote marshalledListText dNum items summaryText amendmentId"
    " statusIndicator".split()
)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
TELLING = st.sampled_from(
    [WORDS, "leave out “x”", "Insert the following new Clause—", "<p>“(1) One.”</p>", "After Clause 4"]
)
REPLIES = st.recursive(
    PLAIN | TELLING,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=8),
    max_leaves=20,
)


@given(REPLIES | st.dictionaries(KEYS, REPLIES, min_size=2).map(lambda fields: {**item(), **fields}))
def test_any_json_gives_amendments_that_a_draft_holds_or_is_refused_on_one_line(reply):
    try:
        paper = papers.for_print(papers.checked(bills_api.parse(json.dumps(reply).encode())), "Bill 9")
    except AmendError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    for amendment in paper.amendments:
        assert draft.loads(draft.dumps(amendment), source=amendment.source) == amendment


AT = "Clause 1, page 1, line 9, at end insert—"


def line(text, label=None):
    return {"text": text, "hangingIndentation": label, "isImage": False}


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([line("“Two parts—", "(2A)"), line("a list, and", "(a)"), line("a map.”", "(b)")],
         "“(2A) Two parts—\n(a) a list, and\n(b) a map.”"),
        ([line("“Rest.”", "5A")], "“5A Rest.”"),
        ([line("“(3) Rest.”", "(3)")], "“(3) Rest.”"),
        ([line("“In this section—", "(4)"), line("“eel” means a fish;”", "(a)")],
         "“(4) In this section—\n(a) “eel” means a fish;”"),
        ([line('“<span class="sub-para-num">(2A)</span>Rest.”')], "“(2A) Rest.”"),
        ([line('“(2A) Keep—<br><span class="num">(a)</span>a list.”')], "“(2A) Keep—\n(a) a list.”"),
        ([line("“(6) Keep—\n(a) a list;\r\n(b) a map.”")], "“(6) Keep—\n(a) a list;\n(b) a map.”"),
        ([line("“(6) Keep a\nlist of\nponds.”")], "“(6) Keep a list of ponds.”"),
        ([line("“(6) In this Act—\n“eel” means a fish.”")], "“(6) In this Act—\n“eel” means a fish.”"),
        ([line("â€œ(6) Rest â€“ or not.â€\u009d")], "“(6) Rest – or not.”"),
    ],
)  # fmt: skip
def test_labels_numbers_and_rows_come_where_they_are_printed(lines, words):
    (amendment,) = parsed(item(amendmentLines=[line(AT), *lines])).amendments
    assert amendment.words == f"{AT}\n{words}"


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([line("“(6) Rest.”", "2.5em")], "“2.5em” is no label"),
        ([line("“(6) Rest.”", 2)], "“2” is no label"),
        ([line("“(6) Fines.<table><tr><td>Small</td><td>£10</td></tr></table>”")], "a table stands among its words"),
        ([line("â€œ(6) Rest.â€")], "letters that another encoding broke"),
        ([line("“(6) Re\u200bst.”")], "zero-width space"),
        ([{"text": "x", "isImage": True}, line("“(6) Rest.”")], "a picture stands among its words"),
    ],
)
def test_what_is_not_plain_words_is_a_finding(lines, fault):
    paper = parsed({"amendmentId": 1, "amendmentLines": [line(AT), *lines]})
    assert [fault in finding.message for finding in paper.findings].count(True) == 1


def test_a_value_said_twice_is_refused_but_not_the_same_one():
    data = json.dumps(item()).encode()[:-1]
    assert bills_api.parse(data + b',"dNum":"HoC9"}').amendments[0].dnum == "HoC9"
    with pytest.raises(ReadError, match="it says “dNum” twice, and not the same"):
        bills_api.parse(data + b',"dNum":"HoC8"}')


def test_numbers_of_pages_and_prints_are_read_as_the_service_says_them():
    totals = {
        json.dumps(said): bill_lists.list_page_in(json.dumps({"items": [], "totalResults": said}).encode(), "x").total
        for said in (0, 40, "40", 40.0, True, None, "many")
    }
    assert totals == {"0": 0, "40": 40, '"40"': 40, "40.0": 40, "true": None, "null": None, '"many"': None}
    prints = ("Bill 12 2026-27 (as amended)", "HL Bill 7", "Ponds Bill 2026-27", "Ponds Bill 2026–27")
    assert [bill_lists.Publication(1, one, "Bill").number for one in prints] == ["Bill 12", "HL Bill 7", "", ""]


def test_the_cells_of_a_table_stand_apart():
    table = "<table><tr><td>Pond</td><td>Fine</td></tr><tr><th>Small</th><td>£10</td></tr></table>"
    (amendment,) = parsed(item(amendmentLines=[line(AT), line(f"“(6) Fines.{table}”")])).amendments
    assert amendment.words == f"{AT}\n“(6) Fines.\nPond | Fine\nSmall | £10”"


MOTION = {"number": "A", "motionGroups": [{"text": [{"text": "That this House do not insist"}], "amendments": []}]}


def test_a_motion_of_ping_pong_is_no_amendment_and_an_amendment_in_lieu_is_one():
    with pytest.raises(ReadError) as refused:
        parsed({"type": "Motion", "amendment": None, "motion": MOTION})
    assert "That this House do not insist" in refused.value.fault
    lieu = {"amendmentId": 2, "marshalledListText": "1A", "amendmentLines": [line("Leave out Clause 3")]}
    paper = parsed({"type": "Motion", "motion": MOTION}, {"type": "Amendment", "amendment": lieu, "motion": None})
    assert [amendment.number for amendment in paper.amendments] == ["1A"]
    assert [(finding.amendment, "is a motion" in finding.message) for finding in paper.findings] == [("A", True)]
