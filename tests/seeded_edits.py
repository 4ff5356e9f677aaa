"""Edits that a person could make on a print, chosen by a seed: of each kind, anywhere in it."""

import random

from amend.desk.edits import Add, Remove, Reword, with_edit
from amend.errors import AmendError
from amend.model.outline import is_group
from amend.model.provision import NUMBERED, Block, Provision, unit, walk

_SUBJECTS = ("The Secretary of State", "The regulator", "A provider", "The Commissioner", "An authority")
_DUTIES = ("must publish a report", "may by regulations make provision", "must have regard to “good practice”")
_ENDS = ("within two years", "in each financial year", "subject to subsection (1)", "under section 3", "for tenants")
_LEVELS = ("subsection", "paragraph", "sub-paragraph", "sub-sub-paragraph")


def seeded(bill, count, seed):
    """Edits of a print, each of which can be made by itself; they come with the text that each gives."""
    rng = random.Random(seed)
    rows, provisions = [], []
    body = next((path for path, node in walk(bill.root) if isinstance(node, Provision) and node.tag == "body"), ())
    for path, node in walk(bill.at(body), body):
        if isinstance(node, Block) and node.tag == "p" and len(node.words.split()) > 3 and not _in_table(bill, path):
            rows.append(path)
        elif isinstance(node, Provision) and node.tag in NUMBERED and unit(node) and not is_group(node):
            provisions.append(path)
    made = 0
    while made < count:
        edit = _edit(rng, bill, rows, provisions)
        try:
            text = with_edit(bill, edit)
        except AmendError:
            continue
        made += 1
        yield edit, text


def _edit(rng, bill, rows, provisions):
    kind = rng.choice(("words", "words", "words", "more", "less", "add", "add", "clause", "definition", "remove"))
    at = rng.choice(provisions)
    if kind in ("words", "more", "less"):
        path = rng.choice(rows)
        return Reword(path, _reworded(rng, bill.at(path), kind))
    if kind == "add":
        level = rng.choice((unit(bill.at(at)), *_LEVELS))
        return Add(
            at,
            level,
            _sentence(rng) if rng.random() < 0.7 else f"{_sentence(rng)[:-1]}—\n(a) {_row(rng)}, and\n(b) {_row(rng)}.",
        )
    if kind == "clause":
        rows_ = f"(1) {_sentence(rng)}\n(2) {_sentence(rng)}"
        return Add(at, "clause", rows_, f"{rng.choice(('Reports', 'Plans', 'Advice'))} on {rng.randrange(99)} matters")
    if kind == "definition":
        return Add(at, "definition", f"“{_row(rng)}” means anything that is one;")
    return Remove(at)


def _reworded(rng, block, kind):
    words = block.text.chars.split("\ufffc")[0].split()
    at = rng.randrange(len(words)) if words else 0
    if kind == "more" or len(words) < 3:
        words.insert(at, rng.choice(_ENDS))
    elif kind == "less":
        del words[at : at + rng.randrange(1, 3)]
    else:
        words[at : at + rng.randrange(1, 4)] = rng.choice(_ENDS).split()
    return " ".join(words)


def _sentence(rng):
    return f"{rng.choice(_SUBJECTS)} {rng.choice(_DUTIES)} {rng.choice(_ENDS)}."


def _row(rng):
    return f"{rng.choice(('housing', 'data', 'safety'))} {rng.choice(('rules', 'plans', 'duties'))}"


def _in_table(bill, path):
    return any(getattr(bill.at(path[:depth]), "tag", "") == "tblock" for depth in range(len(path)))
