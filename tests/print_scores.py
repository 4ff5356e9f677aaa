"""How much of a print comes back when it is read from PDF: its words in order, its provisions, and its printed lines."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from amend.model.lines import Reading
from amend.model.provision import each_provision


@dataclass(frozen=True)
class Score:
    """Of all there are: words in their order, printed lines with the word they begin with, and numbered provisions."""

    words: float
    lines: float
    provisions: float
    wrong: tuple


def _text(bill):
    """What the body of a Bill says, and its Reading."""
    reading = Reading(bill)
    start, end = reading.extent(next(path for path, node in each_provision(bill.root) if node.tag == "body"))
    return reading, start, end


def words_of(bill):
    """The words of the body, without marks of quotation, which a file may keep as attributes."""
    reading, start, end = _text(bill)
    return re.sub("[“”\u2060]", "", reading.words[start:end]).split()


def lines_of(bill):
    """Page, line and the letters that follow it, of each printed line of the body."""
    reading, start, end = _text(bill)
    return {
        (
            line.page,
            line.number,
            line.column,
            re.sub(r"\W", "", reading.words[line.start : line.start + 60])[:12].lower(),
        )
        for line in reading.lines
        if start <= line.start <= end
    }


def labels_of(bill):
    """The numbers of all provisions in order, with their tags."""
    return [(node.tag, node.label) for _, node in bill.provisions() if node.label]


def _share(wanted, got):
    blocks = SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes()
    same = sum(two - one for tag, one, two, _, _ in blocks if tag == "equal")
    wrong = tuple((wanted[a:b], got[c:d]) for tag, a, b, c, d in blocks if tag != "equal")
    return same / max(len(wanted), 1), wrong


def score(wanted, got):
    """The score of a Bill that was read against the one that it is of."""
    words, wrong = _share(words_of(wanted), words_of(got))
    lines = lines_of(wanted)
    provisions, _ = _share(labels_of(wanted), labels_of(got))
    return Score(words, len(lines & lines_of(got)) / len(lines) if lines else 1.0, provisions, wrong)
