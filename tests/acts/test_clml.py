"""An Act of legislation.gov.uk, as CLML, is amended and written back as CLML."""

from pathlib import Path

import pytest
from shorthand import bill

from amend.acts.consolidate import keeling
from amend.formats import akn
from amend.model.outline import blocks, tagged

ACT = akn.read(Path(__file__).resolve().parents[1] / "data" / "ponds-act-clml.xml")
SENTENCES = [
    (
        "In section 2(1), in the definition of “carp”, for “fish” substitute “kind of fish”.",
        "“carp” means a kind of fish;",
    ),
    ("In section 2(1), in the definition of “keeper”, after paragraph (a) insert— [\n (ab) a guest,\n].", "a guest,"),
    ("In section 2(1), at the appropriate place insert— [\n * “eel” means an eel;\n].", "“eel” means an eel;"),
    ("After section 2 insert— [\n 2A Moats\n  (1) A moat.\n].", "A moat."),
    ("In section 3, for “Clear weed” substitute “Pull it”.", "Pull it."),
    ("In Part 2 of Schedule 1, in paragraph 1, for “sold” substitute “given”.", "Fish may be given."),
    ("In section 6(a), for “£5” substitute “£7”.", "for a pond, £7;"),
    ("In section 6, after paragraph (a) insert— [\n (aa) for a moat, £1;\n].", "for a moat, £1;"),
    ("In Part 1 of Schedule 1, in paragraph 1(1), at the end insert— [\n (b) in autumn.\n].", "in autumn."),
    ("In section 5, at the end insert “Three.”", "More of two. Three."),
    ("The heading of section 6 becomes “Fees”.", "Fees"),
    (
        "In Part 1 of Schedule 1, in the table in paragraph 1(2), after the entry for “carp” insert— [\n : eel : 4\n].",
        "eel",
    ),
]


def amending(sentence):
    first, *rest = sentence.split("\n")
    rows = ["1 Ponds", "  (1) The Ponds Act 1990 is amended as follows.", f"  (2) {first}"]
    return bill("\n".join([*rows, *(f"    {row}" if not row.startswith("]") else f"  {row}" for row in rest)]))


def said(act):
    ((path, body),) = tagged(act, "body")
    return [block.text.printed().strip() for _, block in blocks(body, path) if block.words]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[row[0].split("\n")[0] for row in SENTENCES])
def test_it_is_amended_and_written_back(sentence, expected):
    found = keeling(ACT, amending(sentence))
    assert [(one.outcome, one.reason) for one in found.outcomes] == [("made", "")]
    assert expected not in said(ACT)
    assert expected in said(found.amended)
    written = akn.dumps(found.amended)
    assert b"<Legislation" in written
    assert said(akn.parse(written)) == said(found.amended)


def test_a_version_is_meant_by_its_extent():
    found = keeling(ACT, amending("In section 1(1), as it applies in Scotland, for “lochan” substitute “loch”."))
    assert [(one.outcome, one.reason) for one in found.outcomes] == [("made", "")]
    assert "In Scotland the keeper must keep a loch." in said(found.amended)


def test_none_of_two_versions_for_two_extents_is_chosen():
    found = keeling(ACT, amending("In section 1(1)(a), omit “clean”."))
    assert found.outcomes[0].outcome == "refused"
    assert "for E+W (section-1); for S (section-1-S)" in found.outcomes[0].reason
