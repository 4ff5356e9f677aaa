"""How the time of each verb grows with what it is given: every case at three sizes, each twice the last.

    python tests/bench/growth.py [CASE]

The exponent is that of the power of the size which the processor time follows: 1 is a time that doubles with the size,
2 one that goes up four times. Times are told as multiples of the smallest size, for seconds say little of another
machine. The inputs are made here, of words drawn at random from a seed: the worst that can be asked, two texts that have
nothing in common among them. CASE: a part of the names of those to run.
"""

import gc
import math
import sys
import time
from random import Random

from amend.drafting import make, reverse
from amend.engine.compare.alignment import heaviest_run
from amend.engine.compare.compare import compare
from amend.engine.reprint.layout import lined
from amend.model.amendment import Amendment
from amend.model.lines import Reading
from amend.model.provision import Bill, Block, Provision
from amend.model.text import OBJECT, Text

WITHIN = 1.15
"""The exponent that each case may have."""

LETTERS = "abcdefghijklmnoprstuvw"
FORMS = "the of and to in a is that for it as be on by".split()


def word(chance):
    return "".join(chance.choices(LETTERS, k=chance.randint(4, 9)))


def sentence(chance, count, stock=()):
    """So many words; of a stock where one is given, one in three a small word."""
    return " ".join(words for words in (pick(chance, stock) for _ in range(count)))


def pick(chance, stock):
    if chance.random() < 0.35:
        return chance.choice(FORMS)
    return chance.choice(stock) if stock else word(chance)


def holder(tag, *blocks):
    return Provision(tag, tuple(Block("p", Text(words)) if isinstance(words, str) else words for words in blocks))


def numbered(tag, number, *items, **attributes):
    return Provision(tag, (Block("num", Text(number)), *items), tuple(attributes.items()))


def clause(number, heading, *items):
    given = Block("num", Text(str(number))), Block("heading", Text(heading))
    return Provision("section", (*given, *items), (("eId", f"sec_{number}"),))


def bill(*clauses):
    title = Provision("preface", (Provision("longTitle", (Block("p", Text("Make provision about ponds.")),)),))
    inner = Provision("bill", (title, Provision("body", clauses)), (("name", "public"),))
    return Bill(Provision("akomaNtoso", (inner,)), "Ponds Bill", "Bill 1")


def rewritten_clauses(size):
    """Clauses of four subsections, and the same with every word another."""
    return [
        bill(
            *(
                clause(
                    number,
                    sentence(chance, 4),
                    *(
                        numbered("subsection", f"({part})", holder("content", sentence(chance, 30) + "."))
                        for part in range(1, 5)
                    ),
                )
                for number in range(1, size + 1)
            )
        )
        for chance in (Random(1), Random(2))
    ]


def rewritten_provisions(size):
    """Short provisions of one clause, written anew from a stock of words as large as that of a Bill."""
    stock = [word(Random(seed)) for seed in range(2000)]
    return [
        bill(
            clause(
                1,
                "Rules",
                *(
                    numbered("subsection", f"({number})", holder("content", sentence(chance, 8, stock) + "."))
                    for number in range(1, size + 1)
                ),
            )
        )
        for chance in (Random(3), Random(4))
    ]


def shared_phrases(size):
    """The same, with phrases of the House in every one of them, none the same but in those."""
    return [
        bill(
            clause(
                1,
                "Rules",
                *(
                    numbered(
                        "subsection",
                        f"({number})",
                        holder("content", f"The Secretary of State must by regulations {sentence(chance, 8)}."),
                    )
                    for number in range(1, size + 1)
                ),
            )
        )
        for chance in (Random(5), Random(6))
    ]


def reversed_clauses(size):
    """Clauses, and the same in the opposite order."""
    chance = Random(7)
    made = [
        clause(number, sentence(chance, 4), holder("content", sentence(chance, 30) + ".")) for number in range(size)
    ]
    return [bill(*made), bill(*reversed(made))]


def long_paragraph(size):
    """One paragraph of so many words, and the same with a word in two hundred another."""
    chance = Random(8)
    words = sentence(chance, size).split()
    changed = [word(chance) if index % 200 == 100 else said for index, said in enumerate(words)]
    old, new = (bill(clause(1, "Words", holder("content", " ".join(one) + "."))) for one in (words, changed))
    return [lined(old), new]


def long_rewritten(size):
    """One paragraph of so many words, and another that has nothing of it."""
    return [bill(clause(1, "Words", holder("content", sentence(Random(seed), size) + "."))) for seed in (9, 10)]


def deep_quotation(depth):
    """Quoted text in quoted text, so many levels down, with a word another in the innermost."""

    def level(left, chance, last):
        words = sentence(chance, 12)
        if not left:
            return holder("content", f"{words} {last}.")
        inner = Provision(
            "quotedStructure",
            (
                Provision(
                    "section",
                    (
                        Block("num", Text(f"{left}A")),
                        Block("heading", Text(sentence(chance, 3))),
                        level(left - 1, chance, last),
                    ),
                ),
            ),
            (("startQuote", "“"), ("endQuote", "”")),
        )
        return holder("content", Block("p", Text(f"After section {left} insert— {OBJECT}."), (), (inner,)))

    old, new = (bill(clause(1, "Depth", level(depth, Random(11), last))) for last in ("ponds", "lakes"))
    return [lined(old), new]


def many_amendments(size):
    """A print of half as many clauses, and so many amendments to it, each to words of its own."""
    chance = Random(12)
    print_ = lined(
        bill(
            *(
                clause(
                    number,
                    sentence(chance, 3),
                    *(
                        numbered("subsection", f"({part})", holder("content", f"{word(chance)}{number} must stay."))
                        for part in (1, 2)
                    ),
                )
                for number in range(1, size // 2 + 1)
            )
        )
    )
    reading = Reading(print_)
    amendments = []
    for line in reading.lines:
        words = reading.text(line)
        if words.endswith("must stay."):
            said = f"Page {line.page}, line {line.number}, leave out “stay” and insert “go”"
            amendments.append(Amendment(said, str(len(amendments) + 1)))
    assert len(amendments) == size
    return print_, amendments


def rising(size):
    """Places in a random order, with weights.

    The numbers are made in that order: made in their own, they would lie scattered in memory, and the time would grow
    with how many of them the processor's own memory holds.
    """
    chance = Random(13)
    return [int(str(place)) for place in chance.sample(range(size), size)], [chance.randint(1, 50) for _ in range(size)]


def applied(print_, amendments):
    result = make.apply(print_, amendments)
    assert all(outcome.outcome == "applied" for outcome in result.outcomes), result.outcomes[0]


def drafted(old, new):
    assert reverse.draft(old, new).amendments


CASES = {
    "compare, every clause rewritten": (rewritten_clauses, compare, (200, 400, 800)),
    "compare, short provisions rewritten": (rewritten_provisions, compare, (2_000, 4_000, 8_000)),
    "compare, short provisions with phrases in common": (shared_phrases, compare, (500, 1000, 2000)),
    "compare, clauses in the opposite order": (reversed_clauses, compare, (200, 400, 800)),
    "compare, one paragraph, a few words": (long_paragraph, compare, (25_000, 50_000, 100_000)),
    "compare, one paragraph rewritten": (long_rewritten, compare, (25_000, 50_000, 100_000)),
    "draft, one paragraph": (long_paragraph, drafted, (25_000, 50_000, 100_000)),
    "draft, quotation in quotation": (deep_quotation, drafted, (6, 12, 24)),
    "compare, quotation in quotation": (deep_quotation, compare, (6, 12, 24)),
    "apply": (many_amendments, applied, (2_500, 5_000, 10_000)),
    "the heaviest run": (rising, heaviest_run, (25_000, 50_000, 100_000)),
}


def taken(action, given):
    """Processor seconds of an action, the least of a few where it is quick."""
    least, spent = math.inf, 0.0
    while spent < 0.6:
        gc.collect()
        start = time.process_time()
        action(*given)
        one = time.process_time() - start
        least, spent = min(least, one), spent + one
    return least


def exponent(sizes, times):
    """The slope of the times over the sizes, both as logarithms, by least squares."""
    xs, ys = [math.log(size) for size in sizes], [math.log(one) for one in times]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def main():
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    over = 0
    for name, (build, action, sizes) in CASES.items():
        if wanted not in name:
            continue
        times = [taken(action, build(size)) for size in sizes]
        grown = exponent(sizes, times)
        over += grown > WITHIN
        ratios = ", ".join(f"{one / times[0]:.1f}" for one in times)
        print(
            f"{name}: exponent {grown:.2f}; at {', '.join(map(str, sizes))} the time is {ratios} (last {times[-1]:.2f} s)",
            flush=True,
        )
    print(f"to reach: at most {WITHIN}; {over} of them above")


if __name__ == "__main__":
    main()
