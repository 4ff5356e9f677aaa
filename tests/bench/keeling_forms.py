"""How the instructions of the corpus are made, by form of words, beside how they are found.

    python tests/bench/keeling_forms.py

A row for each form: how many instructions are aimed at the two Acts, how many are made, how many the Act has already;
of those whose text was read (tests/data/keeling_texts.json) how many are exact, word for word; and the F1 of the rows
of the table (source, provision, type) against the expected tables, over the provisions of the Bills that these name.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import made_in_corpus as corpus

from amend.acts.effects import effects, research_rows
from amend.model.amendment import After, Before, Beginning, ProvisionEnd, Words
from amend.model.textual import (
    ActRange,
    BecomeInAct,
    InOrder,
    InsertInAct,
    LinkingWord,
    MoveInAct,
    OmitFromAct,
)


def form(instruction, title):
    """The form of words of an instruction."""
    operations = [op for op in instruction.operations if op.place.act == title]
    if not operations:
        return "not understood"
    first = next((op for op in operations if not isinstance(op, OmitFromAct)), operations[0])
    if isinstance(first, BecomeInAct | MoveInAct):
        return "become, move"
    heading = any("heading" in portion.kind for portion in first.place.portions)
    matter = getattr(first, "matter", None)
    what = "words and provisions" if matter and matter.words and matter.provisions else ""
    what = what or ("provisions" if matter and matter.provisions else "words")
    if isinstance(first, InsertInAct):
        point = first.point
        where = {After: "after words", Before: "before words", InOrder: "in order", ProvisionEnd: "at the end"}
        where = where.get(type(point), "at the beginning" if isinstance(point, Beginning) else "beside a provision")
        words = getattr(point, "words", None)
        where += ", each place" if words and words.places else ", nth" if words and words.occurrence else ""
        return f"insert {what} {where}{' (heading)' if heading else ''}"
    thing = first.object
    kind = {Words: "words", ActRange: "from … to …", LinkingWord: "a linking word"}.get(type(thing), "a provision")
    if heading and kind == "a provision":
        kind = "a heading"
    kind += ", each place" if isinstance(thing, Words) and thing.places else ""
    verb = f"substitute {what} for" if matter else "omit"
    return f"{verb} {kind}{' (heading)' if heading and kind != 'a heading' else ''}"


def main():
    pinned = json.loads(corpus.GOLDEN.read_text(encoding="utf-8"))
    counts = defaultdict(Counter)
    for folder, made in corpus.keelings():
        forms = {}
        for outcome, instruction in zip(made.outcomes, made.instructions, strict=True):
            name = forms[outcome.source] = form(instruction, made.title)
            counts[name]["all"] += 1
            counts[name][outcome.outcome] += 1
        by_eid = {one.eid: forms[one.cited] for one in made.instructions}
        for case in pinned:
            if case["act"] == folder:
                rows = corpus.lines(made.amended, case["eid"])
                counts[forms[case["clause"]]]["read"] += 1
                counts[forms[case["clause"]]]["exact"] += (corpus.digest(rows) if rows else "") == case["sha256"]
        expected = json.loads((corpus.CORPUS / folder / "expected-table.json").read_text(encoding="utf-8"))
        sources = {row["source_eid"] for row in expected}
        wanted = set(map(key, expected))
        found = {key(row) for row in research_rows(effects(made.bill, made.title)) if row["source_eid"] in sources}
        for one in wanted | found:
            name = by_eid.get(one[0], "not found")
            counts[name]["tp" if one in wanted & found else "fn" if one in wanted else "fp"] += 1
    head = ("form", "all", "made", "already", "read", "exact", "F1")
    sys.stdout.write("{:<58}{:>5}{:>6}{:>9}{:>6}{:>7}{:>7}\n".format(*head))
    total = Counter()
    for name, count in sorted(counts.items(), key=lambda item: -item[1]["all"]):
        write(name, count)
        total += count
    write("in all", total)


def key(row):
    return row["source_eid"], row["affected_provision"], row["type_of_amendment"].lower()


def write(name, count):
    rows = 2 * count["tp"] + count["fn"] + count["fp"]
    f1 = f"{2 * count['tp'] / rows:.3f}" if rows else "-"
    already = count["stands already"]
    sys.stdout.write(
        f"{name:<58}{count['all']:>5}{count['made']:>6}{already:>9}{count['read']:>6}{count['exact']:>7}{f1:>7}\n"
    )


if __name__ == "__main__":
    main()
