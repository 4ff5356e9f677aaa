"""Which instructions of the corpus are looked at, and the text each leaves, as a hash: no text of the corpus is kept.

python tests/made_in_corpus.py            # writes data/keeling_texts.json anew; see what changed with git diff
python tests/made_in_corpus.py --show     # the sixty, each with its words and what it made, to be read
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import random
import sys
from pathlib import Path

from amend.acts.consolidate import keeling
from amend.acts.place_in_act import place_in_act
from amend.errors import AmendError
from amend.formats import akn
from amend.model.citation import find_eid
from amend.model.outline import blocks
from amend.model.provision import Provision
from amend.model.textual import InsertInAct, Itself, NextTo, OmitFromAct

HERE = Path(__file__).resolve().parent
GOLDEN = HERE / "data" / "keeling_texts.json"
CORPUS = Path(os.environ.get("AMEND_CORPUS") or HERE.parents[1] / "shared/corpus") / "keeling"
ACTS = {
    "housing-act-2004": "Housing Act 2004",
    "bankruptcy-scotland-act-2016": "Bankruptcy (Scotland) Act 2016",
}
CASES, SEED = 60, 1


def keelings():
    """Each Act of the corpus as its Bill leaves it."""
    for folder, title in ACTS.items():
        act, bill = (akn.read(CORPUS / folder / name) for name in ("act.xml", "bill.xml"))
        yield folder, keeling(act, bill, title=title)


def chosen(found):
    """The sixty: of all instructions that were made, of both Acts in turn, with a seed."""
    made = [
        (folder, made, outcome, instruction)
        for folder, made in found
        for outcome, instruction in zip(made.outcomes, made.instructions, strict=True)
        if outcome.outcome == "made"
    ]
    return [made[index] for index in sorted(random.Random(SEED).sample(range(len(made)), CASES))]


def eid_of(made, instruction):
    """The eId of the provision of the amended Act in which the instruction shows: of what it put in, of its place, or
    of what held that where it is gone."""
    operation = next(op for op in instruction.operations if op.place.act == made.title)
    beside = isinstance(operation, InsertInAct) and isinstance(operation.point, NextTo)
    gone = isinstance(operation, OmitFromAct) and isinstance(operation.object, Itself) and not operation.place.portions
    if gone:
        return _node(made.act, place_in_act(made.act, operation.place).first).eid or "", True
    try:
        found = place_in_act(made.amended, operation.place)
    except AmendError:
        found = place_in_act(made.act, operation.place)
        return _node(made.act, found.first[:-1]).eid or "", False
    path = found.last
    if beside:
        step = 1 if operation.point.side == "after" else -len(operation.matter.provisions)
        path = (*path[:-1], path[-1] + step)
        if not _exists(made.amended, path):
            path = (*path[:-2], path[-2] + step)
    while not _node(made.amended, path).eid:
        path = path[:-1]
    return _node(made.amended, path).eid, False


def _exists(act, path):
    try:
        return isinstance(act.at(path), Provision)
    except IndexError:
        return False


def _node(act, path):
    node = act.at(path)
    while not isinstance(node, Provision):
        path = path[:-1]
        node = act.at(path)
    return node


def lines(act, eid):
    """What a provision says, a paragraph a row; none where there is none of that eId."""
    try:
        path = find_eid(act, eid)
    except AmendError:
        return []
    return [" ".join(block.text.printed().split()) for _, block in blocks(act.at(path), path) if block.words]


def digest(rows):
    """A hash of what a provision says."""
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def cases():
    """The cases as they are pinned."""
    found = []
    for folder, made, outcome, instruction in chosen(keelings()):
        eid, gone = eid_of(made, instruction)
        found.append(
            {
                "act": folder,
                "clause": outcome.source,
                "place": ", ".join(outcome.places),
                "eid": eid,
                "sha256": "" if gone else digest(lines(made.amended, eid)),
            }
        )
    return found


def told():
    """The sixty, each with its words and what it made, a row each of what is to be read."""
    for number, (folder, made, outcome, instruction) in enumerate(chosen(keelings())):
        eid, gone = eid_of(made, instruction)
        yield f"### {number} {folder} {outcome.source} | {', '.join(outcome.places)} | {eid}{' GONE' if gone else ''}"
        yield from (f"    {said}" for said in (instruction.words, *outcome.notes))
        for operation in instruction.operations:
            if (matter := getattr(operation, "matter", None)) and matter.provisions:
                put = [" / ".join(block.words for _, block in blocks(one)) for one in matter.provisions]
                yield from (f"    puts in: {words}" for words in (matter.words, *put))
        for row in difflib.unified_diff(lines(made.act, eid), lines(made.amended, eid), lineterm="", n=99):
            if not row.startswith(("---", "+++", "@@")):
                yield f"      {row}"


if __name__ == "__main__":
    if "--show" in sys.argv:
        sys.stdout.writelines(f"{row}\n" for row in told())
    else:
        GOLDEN.write_text(json.dumps(cases(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
