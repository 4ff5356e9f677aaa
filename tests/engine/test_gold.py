"""The 34 amendments that the Lords agreed to on Report, made to HL Bill 54, give HL Bill 60."""

import json
import re
import subprocess
import sys

import pytest

import amend
from amend.formats import akn
from amend.model.amendment import Amendment

MOST_DIFFERENCES = 170
"""What the clerks change on printing again, by no amendment: numbers, cross-references, quotation marks."""

EXPLAINED = re.compile(
    r"""[\dA-Za-z()¶ ]{1,30}            # a number, or several with their places
      | [“”"'‘’;.,\s¶]*                 # punctuation
      | Her | His                       # the Sovereign
    """,
    re.VERBOSE,
)


@pytest.fixture(scope="module")
def print_(corpus):
    return amend.read(corpus / "prints" / "social-housing-hl54-lords-committee.xml")


@pytest.fixture(scope="module")
def gold(corpus):
    found = json.loads((corpus / "gold" / "social-housing-hl54-to-hl60.json").read_text(encoding="utf-8"))
    return {entry["number"]: entry for entry in found}


def draft(entry, words=None):
    return Amendment(words or entry["text"], entry["number"], "Lords", "Report", entry["against_print"])


def agreed(gold):
    return [draft(entry) for entry in gold.values() if entry["decision"] == "agreed"]


def test_all_34_are_made(print_, gold):
    outcomes = amend.apply(print_, agreed(gold)).outcomes
    assert len(outcomes) == 34
    assert [outcome for outcome in outcomes if outcome.outcome != "applied"] == []


def test_what_differs_from_the_official_print_is_what_clerks_change(print_, gold, corpus, tmp_path):
    out = tmp_path / "out.xml"
    amend.write(amend.apply(print_, agreed(gold)).bill, out)
    tool = corpus.parent / "tools" / "reprint_score.py"
    if not tool.is_file():
        pytest.skip("the scoring tool is not beside the corpus")
    official = corpus / "prints" / "social-housing-hl60-lords-report.xml"
    run = subprocess.run([sys.executable, tool, out, official, "--list"], capture_output=True, text=True, check=True)
    first, *listed = run.stdout.splitlines()
    assert json.loads(first)["differences"] <= MOST_DIFFERENCES
    pieces = [re.search(r"\[-(.*)-\] \{\+(.*)\+\}$", row).groups() for row in listed]
    # A provision that only changed its number or its place among others shows as words gone here and come there.
    gone = " ".join(one for one, _ in pieces if not EXPLAINED.fullmatch(one))
    come = " ".join(other for _, other in pieces if not EXPLAINED.fullmatch(other))
    left = set(re.findall(r"\w{4,}", gone)) ^ set(re.findall(r"\w{4,}", come))
    assert len(left) <= 25, left


@pytest.mark.parametrize("number", ["17", "23"])
def test_the_two_that_were_not_agreed_to_can_be_made_on_their_own(print_, gold, number):
    (outcome,) = amend.apply(print_, [draft(gold[number])]).outcomes
    assert outcome.outcome == "applied"


def line_up(match):
    return f"line {int(match[1]) + 1}"


MUTATIONS = {
    "another line": (r"line (\d+)", line_up),
    "words that are not there": (r"(after|leave out|leave out from) “[^”]*”", r"\1 “zebra crossing”"),
    "a clause that is not there": (r"(Clause|Schedule) \d+", r"\1 400"),
    "a page past the end": (r"page \d+", "page 999"),
    "another clause": (r"(Clause|Schedule) (\d+), page", lambda match: f"{match[1]} {int(match[2]) + 1}, page"),
}


@pytest.mark.parametrize("kind", MUTATIONS)
def test_a_mutated_copy_of_each_is_refused_quotes_the_print_and_the_rest_are_made(print_, gold, kind):
    pattern, replacement = MUTATIONS[kind]
    originals = agreed(gold)
    tried = 0
    for index, original in enumerate(originals):
        instruction, *rest = original.words.split("\n")
        mutated = re.sub(pattern, replacement, instruction, count=1)
        if mutated == instruction:
            continue
        tried += 1
        changed = draft(gold[original.number], "\n".join([mutated, *rest]))
        (outcome,) = amend.apply(print_, [changed]).outcomes
        assert outcome.outcome == "refused", mutated
        assert "reads “" in outcome.reason or "new Clause" in instruction
        if tried == 1:
            everything = amend.apply(print_, [*originals[:index], changed, *originals[index + 1 :]])
            assert [o.outcome for o in everything.outcomes].count("applied") == 33
            assert everything.bill == amend.apply(print_, [*originals[:index], *originals[index + 1 :]]).bill
    assert tried >= 15


def test_words_that_stand_twice_on_the_line_are_refused(print_, gold):
    words = "Clause 24, page 19, line 25, leave out “who” and insert “that”"
    (outcome,) = amend.apply(print_, [draft(gold["20"], words)]).outcomes
    assert "twice" in outcome.reason
    assert "the first “who”" in outcome.reason


def test_the_amended_bill_is_written_and_read_again_unchanged(print_, gold):
    amended = amend.apply(print_, agreed(gold)).bill
    assert akn.parse(akn.dumps(amended)) == amended
