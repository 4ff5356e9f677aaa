"""Two Acts of the corpus as their Bills leave them: how many instructions are made, and sixty texts that were read.

The texts are known by a hash alone (see `made_in_corpus`): the corpus is no part of the project.
"""

import json

import made_in_corpus as corpus
import pytest

pytestmark = pytest.mark.skipif(not corpus.CORPUS.exists(), reason="the corpus of Keeling schedules is not at hand")

NOT_MADE = {
    "housing-act-2004": {},
    "bankruptcy-scotland-act-2016": dict.fromkeys(
        (
            *("clause 3(2)", "clause 4(2)", "clause 5(2)(a)", "clause 5(3)(b)", "clause 5(3)(c)"),
            *("clause 5C(2)", "clause 5C(3)"),
        ),
        "stands already",
    ),
}
"""What is not made: of the second Act, which the corpus has as it stood later, what it has already."""


@pytest.fixture(scope="module")
def made():
    return dict(corpus.keelings())


def test_all_but_those_known_are_made(made):
    found = {
        act: {one.source: one.outcome for one in keeling.outcomes if one.outcome != "made"}
        for act, keeling in made.items()
    }
    assert found == NOT_MADE


@pytest.mark.parametrize(("act", "least"), [("housing-act-2004", 176), ("bankruptcy-scotland-act-2016", 38)])
def test_so_many_are_made(made, act, least):
    assert sum(one.outcome == "made" for one in made[act].outcomes) >= least


CASES = json.loads(corpus.GOLDEN.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['act']}: {case['clause']}" for case in CASES])
def test_the_text_is_as_it_was_read(made, case):
    rows = corpus.lines(made[case["act"]].amended, case["eid"])
    if case["sha256"]:
        assert corpus.digest(rows) == case["sha256"], rows
    else:
        assert rows == []


def test_there_are_sixty():
    assert len(CASES) == corpus.CASES
